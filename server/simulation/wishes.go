package simulation

import (
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/client"
)

// Wishes thinks up what people do. Everything comes from its source of chance,
// ids included, so that one seed is one evening.
type Wishes struct {
	*rand.Rand
	Mark    string // stands in every text, so that a text tells who wrote it
	written int
}

// wish is one thing to want. It may give nil: there is nothing it could apply to.
type wish struct {
	weight int
	op     func(*Wishes, *client.Person) board.Op
}

var wishes = []wish{
	{30, (*Wishes).note},
	{18, (*Wishes).edit},
	{16, (*Wishes).move},
	{8, (*Wishes).gather},
	{6, (*Wishes).title},
	{6, (*Wishes).withdraw},
	{4, (*Wishes).restore},
	{3, (*Wishes).dissolve},
	{3, (*Wishes).lone},
	{3, (*Wishes).statement},
	{10, (*Wishes).undo},
	{3, (*Wishes).undoOther},
	{6, (*Wishes).choose},
	{2, (*Wishes).regroup},
	{2, (*Wishes).restate},
	{1, (*Wishes).goBack},
	{2, (*Wishes).phase},
	{4, (*Wishes).relate},
	{4, (*Wishes).rerelate},
	{2, (*Wishes).propose},
	{4, (*Wishes).echo},
	{6, (*Wishes).readAloud},
	{2, (*Wishes).tidy},
	{2, (*Wishes).wording},
	{6, (*Wishes).choosing},
	{12, (*Wishes).seals},
	{4, (*Wishes).tell},
}

// Next is what a person wants, as far as they can see the board.
func (w *Wishes) Next(p *client.Person) board.Op {
	total := 0
	for _, one := range wishes {
		total += one.weight
	}
	for {
		at := w.IntN(total)
		for _, one := range wishes {
			if at -= one.weight; at >= 0 {
				continue
			}
			if op := one.op(w, p); op != nil {
				return clean(op)
			}
			break
		}
	}
}

// clean is the op as the server would read it: what is compared later must be what was sent.
func clean(op board.Op) board.Op {
	cleaned, err := op.Check()
	if err != nil {
		return op // the server shall refuse it
	}
	return cleaned
}

// ID makes a new id.
func (w *Wishes) ID() string {
	id, err := uuid.NewRandomFromReader(source{w.Rand})
	if err != nil {
		panic(err) // the source never fails
	}
	return id.String()
}

type source struct{ *rand.Rand }

func (s source) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return len(b), nil
}

func (w *Wishes) text() string {
	w.written++
	tails := []string{"道が暗い", "夜も開いているとよい", "👩‍👩‍👧‍👦で行ける", "か\u3099んばる", "𠮷野さんの店", "二行\nになる"}
	return fmt.Sprintf("%s%04d %s", w.Mark, w.written, tails[w.IntN(len(tails))])
}

func pick[T any](w *Wishes, list []T) (one T, ok bool) {
	if len(list) == 0 {
		return one, false
	}
	return list[w.IntN(len(list))], true
}

// seen draws one thing that is (or is no longer) on the board the person sees.
// The lists are sorted, because a map's order is not the seed's.
func seen[R board.Record](w *Wishes, p *client.Person, kind board.Kind, keep func(R) bool) (R, bool) {
	var list []R
	for _, r := range p.Shadow.Records() {
		if r, is := r.(R); is && r.Kind() == kind && keep(r) {
			list = append(list, r)
		}
	}
	return pick(w, list)
}

func (w *Wishes) note(p *client.Person) board.Op {
	return board.AddNote{Note: board.NoteID(w.ID()), Text: w.text()}
}

func live(n board.Note) bool { return !n.Withdrawn && !n.Veiled }

func mayEdit(p *client.Person, n board.Note) bool {
	return live(n) && (n.Author == p.Actor.Seat || p.Actor.Role != board.Participant)
}

// edit changes a stretch of a text, so that two edits may or may not meet.
func (w *Wishes) edit(p *client.Person) board.Op {
	n, ok := seen(w, p, board.KindNote, func(n board.Note) bool { return mayEdit(p, n) })
	if !ok {
		return nil
	}
	if w.IntN(10) == 0 {
		return board.EditNote{Note: n.ID, Base: n.Text, Text: n.Text} // sent as it was: it happens
	}
	text := []rune(n.Text)
	from := w.IntN(len(text) + 1)
	to := from + w.IntN(min(3, len(text)-from)+1)
	w.written++
	return board.EditNote{Note: n.ID, Base: n.Text, Text: string(text[:from]) + fmt.Sprintf("%d番", w.written) + string(text[to:])}
}

func (w *Wishes) withdraw(p *client.Person) board.Op {
	n, ok := seen(w, p, board.KindNote, func(n board.Note) bool { return mayEdit(p, n) })
	if !ok {
		return nil
	}
	return board.WithdrawNote{Note: n.ID}
}

func (w *Wishes) restore(p *client.Person) board.Op {
	n, ok := seen(w, p, board.KindNote, func(n board.Note) bool { return n.Withdrawn && !n.Veiled })
	if !ok {
		return nil
	}
	return board.RestoreNote{Note: n.ID}
}

func (w *Wishes) lone(p *client.Person) board.Op {
	n, ok := seen(w, p, board.KindNote, live)
	if !ok {
		return nil
	}
	return board.MarkLone{Note: n.ID, Lone: !n.Lone}
}

func (w *Wishes) items(p *client.Person, most int) []board.ItemID {
	var all, some []board.ItemID
	for _, r := range p.Shadow.Records() {
		switch r := r.(type) {
		case board.Note:
			if live(r) {
				all = append(all, board.ItemID(r.ID))
			}
		case board.Group:
			if !r.Withdrawn {
				all = append(all, board.ItemID(r.ID))
			}
		}
	}
	for range min(len(all), 1+w.IntN(most)) {
		i := w.IntN(len(all))
		some = append(some, all[i])
		all = append(all[:i], all[i+1:]...)
	}
	return some
}

func (w *Wishes) target(p *client.Person) board.Target {
	if g, ok := seen(w, p, board.KindGroup, func(g board.Group) bool { return !g.Withdrawn || w.IntN(10) == 0 }); ok && w.IntN(3) > 0 {
		return board.Target{Group: g.ID}
	}
	return board.Target{At: &board.Point{X: float64(w.IntN(1600)), Y: float64(w.IntN(1000))}}
}

func (w *Wishes) move(p *client.Person) board.Op {
	items := w.items(p, 3)
	if len(items) == 0 {
		return nil
	}
	return board.MoveItems{Items: items, To: w.target(p)}
}

func (w *Wishes) gather(p *client.Person) board.Op {
	items := w.items(p, 4)
	if len(items) == 0 {
		return nil
	}
	return board.AddGroup{Group: board.GroupID(w.ID()), Items: items, To: board.Target{At: &board.Point{X: float64(w.IntN(1600)), Y: float64(w.IntN(1000))}}}
}

func (w *Wishes) group(p *client.Person) (board.Group, bool) {
	return seen(w, p, board.KindGroup, func(g board.Group) bool { return !g.Withdrawn })
}

func (w *Wishes) title(p *client.Person) board.Op {
	g, ok := w.group(p)
	if !ok {
		return nil
	}
	w.written++
	return board.TitleGroup{Group: g.ID, Base: g.Title, Title: fmt.Sprintf("%d目の表札", w.written)}
}

func (w *Wishes) dissolve(p *client.Person) board.Op {
	g, ok := w.group(p)
	if !ok {
		return nil
	}
	return board.DissolveGroup{Group: g.ID}
}

func (w *Wishes) statement(p *client.Person) board.Op {
	return board.AddStatement{Statement: board.StatementID(w.ID()), Text: w.text(), To: w.target(p)}
}

func (w *Wishes) undo(p *client.Person) board.Op {
	if len(p.Own) == 0 {
		return nil
	}
	back := min(len(p.Own), 1+w.IntN(4))
	return board.Undo{Of: p.Own[len(p.Own)-back]}
}

// undoOther is the facilitator's: any of the last entries, whoever's they are.
func (w *Wishes) undoOther(p *client.Person) board.Op {
	if p.Actor.Role != board.Facilitator || p.Seq < 5 {
		return nil
	}
	return board.Undo{Of: p.Seq - board.Seq(w.IntN(5))}
}

// choose settles a contest, with one of the wordings or a new one.
func (w *Wishes) choose(p *client.Person) board.Op {
	if n, ok := seen(w, p, board.KindNote, func(n board.Note) bool { return live(n) && len(n.Rivals) > 0 }); ok {
		w.written++
		text, _ := pick(w, []string{n.Text, n.Rivals[0].Text, fmt.Sprintf("%s%04d 両方", w.Mark, w.written)})
		return board.ChooseText{Item: board.ItemID(n.ID), Base: n.Text, Text: text, Rivals: []string{n.Rivals[0].Text}}
	}
	g, ok := seen(w, p, board.KindGroup, func(g board.Group) bool { return !g.Withdrawn && len(g.Rivals) > 0 })
	if !ok {
		return nil
	}
	return board.ChooseText{Item: board.ItemID(g.ID), Base: g.Title, Text: g.Rivals[0].Text, Rivals: []string{g.Rivals[0].Text}}
}

func (w *Wishes) regroup(p *client.Person) board.Op {
	g, ok := seen(w, p, board.KindGroup, func(g board.Group) bool { return g.Withdrawn })
	if !ok {
		return nil
	}
	return board.RestoreGroup{Group: g.ID}
}

// restate takes a statement off the board, or brings one back.
func (w *Wishes) restate(p *client.Person) board.Op {
	s, ok := seen(w, p, board.KindStatement, func(board.Statement) bool { return true })
	switch {
	case !ok:
		return nil
	case s.Withdrawn:
		return board.RestoreStatement{Statement: s.ID}
	}
	return board.WithdrawStatement{Statement: s.ID}
}

// goBack is the facilitator's, and not far: otherwise the evening would never get anywhere.
func (w *Wishes) goBack(p *client.Person) board.Op {
	if p.Actor.Role != board.Facilitator || p.Seq < 30 {
		return nil
	}
	return board.RestoreBoard{To: p.Seq - board.Seq(1+w.IntN(20))}
}

// phase is the facilitator's; the evening goes on, and sometimes back.
func (w *Wishes) phase(p *client.Person) board.Op {
	if p.Actor.Role != board.Facilitator {
		return nil
	}
	phase, _ := pick(w, []board.Phase{board.Writing, board.Reading, board.Gather, board.Gather, board.Titling, board.Relating, board.Voting, board.Voting})
	return board.SetPhase{Phase: phase}
}
