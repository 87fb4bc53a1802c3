package room

import (
	"context"
	"slices"
	"strings"

	"yoriai/board"
)

const (
	undoKept   = 50  // per author and direction: nobody walks further back
	undoRecall = 500 // entries read at opening to find them
	undoChain  = 100 // undo of undo of …, looked up one by one where no list knows the entry any more
	whatChars  = 14  // of the text that names an undo on its button
)

// steps are what one author can take back and bring back, newest last. Every
// entry stands in one list at most: that of its author, on one side.
type steps struct{ undo, redo []Undoable }

func push(list []Undoable, u Undoable) []Undoable {
	list = append(list, u)
	return list[max(0, len(list)-undoKept):]
}

// remember keeps what authors can undo. An undo is named by what its author
// may see of it: who steers the hall may withdraw a note of the writing phase,
// and must not learn its words from a button.
func (r *Room) remember(entries []board.Entry) {
	seen := map[board.Viewer][]board.Entry{}
	for i, e := range entries {
		if len(e.Change) == 0 || e.Author == "" {
			continue // an op that changed nothing has nothing to take back
		}
		v := board.Viewer{Seat: e.Author, Role: e.As}
		if seen[v] == nil {
			seen[v] = v.Entries(entries, r.state)
		}
		r.step(e, whatOf(e.Op, seen[v][i].Change))
		r.forgetHidden(e.Change)
	}
}

// step notes one entry. What can be brought back ends with the next thing its
// author does: brought back later, it would land on what came after it.
func (r *Room) step(e board.Entry, what string) {
	own := r.stepsOf(e.Author)
	if u, isUndo := e.Op.(board.Undo); isUndo {
		r.turned(own, e, u.Of, what)
		return
	}
	own.redo = nil
	if board.Undoable(e.Op) {
		own.undo = push(own.undo, Undoable{Seq: e.Seq, Op: e.Op.Type(), What: what, of: touched(e.Change)})
	}
}

func touched(c board.Change) []string {
	ids := make([]string, len(c))
	for i, d := range c {
		ids[i] = d.ID
	}
	return ids
}

// forgetHidden takes the words of what was put away off the buttons of those
// who touched it.
func (r *Room) forgetHidden(c board.Change) {
	hidden := map[string]bool{}
	for _, d := range c {
		hidden[d.ID] = board.Hides(d)
	}
	for _, s := range r.steps {
		for _, side := range [][]Undoable{s.undo, s.redo} {
			for i, u := range side {
				if slices.ContainsFunc(u.of, func(id string) bool { return hidden[id] }) {
					side[i].What = ""
				}
			}
		}
	}
}

// turned notes that entry of was undone by e. One's own goes to the other
// side, under the name it had. Somebody else's leaves their list, and is an
// action like any other of the one who steers.
func (r *Room) turned(own *steps, e board.Entry, of board.Seq, what string) {
	was := r.pull(of)
	switch {
	case was.author != e.Author:
		own.redo = nil
		own.undo = push(own.undo, Undoable{Seq: e.Seq, Op: e.Op.Type(), What: what, of: touched(e.Change)})
	case was.redo:
		own.undo = push(own.undo, Undoable{Seq: e.Seq, Op: was.op, What: was.what, of: touched(e.Change)})
	default:
		own.redo = push(own.redo, Undoable{Seq: e.Seq, Op: was.op, What: was.what, of: touched(e.Change)})
	}
}

// place is where an entry stands in the lists: whose it is, on which side, and its name.
type place struct {
	author board.SeatID
	redo   bool
	op     board.OpType
	what   string
}

// pull takes an entry out of the list it stands in. One that has fallen out of
// the lists is placed by the log.
func (r *Room) pull(seq board.Seq) place {
	for author, s := range r.steps {
		for _, side := range []*[]Undoable{&s.undo, &s.redo} {
			i := slices.IndexFunc(*side, func(u Undoable) bool { return u.Seq == seq })
			if i < 0 {
				continue
			}
			u := (*side)[i]
			*side = slices.Delete(*side, i, i+1)
			return place{author, side == &s.redo, u.Op, u.What}
		}
	}
	return r.placeByLog(seq, undoChain)
}

// placeByLog follows the rules of turned down the log. It gives no words: they
// would have to be judged anew.
func (r *Room) placeByLog(seq board.Seq, most int) place {
	found, err := r.cfg.Log.Read(context.Background(), r.doc, seq-1, 1)
	if err != nil || len(found) != 1 || most == 0 {
		r.logger().Warn("an undone entry was not found again", "seq", seq, "err", err)
		return place{}
	}
	e := found[0]
	u, isUndo := e.Op.(board.Undo)
	if !isUndo {
		return place{author: e.Author, op: e.Op.Type()}
	}
	below := r.placeByLog(u.Of, most-1)
	if below.author != e.Author {
		return place{author: e.Author, op: e.Op.Type()}
	}
	return place{author: e.Author, op: below.op, redo: !below.redo}
}

// recallUndo reads the end of the log, so that undo and redo outlive a restart.
func (r *Room) recallUndo(ctx context.Context) error {
	from := board.Seq(0)
	if r.seq > undoRecall {
		from = r.seq - undoRecall
	}
	entries, err := r.cfg.Log.Read(ctx, r.doc, from, undoRecall)
	if err == nil {
		r.remember(entries)
	}
	return err
}

func (r *Room) stepsOf(author board.SeatID) *steps {
	s := r.steps[author]
	if s == nil {
		s = &steps{}
		r.steps[author] = s
	}
	return s
}

// canTurn lists a member's own both ways, never nil: the browser gets lists.
func (r *Room) canTurn(seat board.SeatID) (undo, redo []Undoable) {
	s := r.steps[seat]
	if s == nil {
		s = &steps{}
	}
	return append([]Undoable{}, s.undo...), append([]Undoable{}, s.redo...)
}

// whatOf names a change by the first words it touched. A wording that came to
// stand beside another is what its writer wrote. What is done to an
// island is named by the island, where it has a title: notes that move with it
// come first in some changes.
func whatOf(op board.Op, c board.Change) string {
	switch op.(type) {
	case board.EditNote, board.EditStatement, board.TitleGroup:
		if rival := rivalIn(c); rival != "" {
			return board.Cut(rival, whatChars)
		}
	}
	if strings.HasPrefix(string(op.Type()), "group.") {
		for _, d := range c {
			if g, isGroup := d.After.(board.Group); isGroup && g.Title != "" {
				return board.Cut(g.Title, whatChars)
			}
		}
	}
	for _, d := range c {
		if text := textOf(d.After); text != "" {
			return board.Cut(text, whatChars)
		}
	}
	return ""
}

func textOf(r board.Record) string {
	switch r := r.(type) {
	case board.Note:
		return r.Text
	case board.Group:
		return r.Title
	case board.Statement:
		return r.Text
	case board.Wording:
		return r.Text
	case board.Passage:
		return r.Text
	}
	return ""
}

func rivalIn(c board.Change) string {
	for _, d := range c {
		was, is := rivalsOf(d.Before), rivalsOf(d.After)
		if len(is) > len(was) {
			return is[len(is)-1].Text
		}
	}
	return ""
}

func rivalsOf(r board.Record) []board.Rival {
	switch r := r.(type) {
	case board.Note:
		return r.Rivals
	case board.Group:
		return r.Rivals
	case board.Statement:
		return r.Rivals
	}
	return nil
}
