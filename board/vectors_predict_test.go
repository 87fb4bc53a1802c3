package board_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"yoriai/board"
	"yoriai/board/wholetest"
)

// player draws ops for an evening that the browser's predictions are held
// against. It is not chance: rapid may draw otherwise with its next version,
// and these have to be the same for ever.
type player struct {
	*document
	luck *rand.Rand
}

func (p *player) one(n int) int { return 1 + p.luck.IntN(max(1, n)) }

// item is one on the board, now and then one that is gone or never was.
func (p *player) item() board.ItemID {
	var live []board.ItemID
	for _, n := range p.state.Notes() {
		if !n.Withdrawn {
			live = append(live, n.ItemID())
		}
	}
	for _, g := range p.state.Groups() {
		if !g.Withdrawn {
			live = append(live, g.ItemID())
		}
	}
	for _, st := range p.state.Statements() {
		if !st.Withdrawn {
			live = append(live, st.ItemID())
		}
	}
	slices.Sort(live) // a state lists its records in any order
	if len(live) == 0 || p.luck.IntN(12) == 0 {
		return board.ItemID(noteID(p.one(len(p.state.Notes()))))
	}
	return live[p.luck.IntN(len(live))]
}

// note and group are live ones, where the draw falls on such.
func (p *player) note() board.NoteID {
	for range 5 {
		if id := board.NoteID(p.item()); p.isNote(id) {
			return id
		}
	}
	return noteID(p.one(len(p.state.Notes())))
}

func (p *player) isNote(id board.NoteID) bool {
	_, is := p.state.Note(id)
	return is
}

func (p *player) group() board.GroupID {
	for range 5 {
		id := board.GroupID(p.item())
		if _, isGroup := p.state.Group(id); isGroup {
			return id
		}
	}
	return groupID(p.one(len(p.state.Groups())))
}

func (p *player) items() []board.ItemID {
	list := []board.ItemID{p.item()}
	for range p.luck.IntN(3) {
		if id := p.item(); id != list[0] && id != list[len(list)-1] {
			list = append(list, id)
		}
	}
	return list
}

// target is often before a sibling, and now and then before one that is itself moved.
func (p *player) target(moved []board.ItemID) board.Target {
	var to board.Target
	switch p.luck.IntN(4) {
	case 0:
	case 1:
		to.At = &board.Point{X: float64(p.luck.IntN(1600)), Y: float64(p.luck.IntN(1000))}
	default:
		to.Group = p.group()
	}
	if members := p.state.Members(to.Group); len(members) > 0 && p.luck.IntN(3) > 0 {
		to.Before = members[p.luck.IntN(len(members))].ItemID()
	}
	if len(moved) > 0 && p.luck.IntN(4) == 0 {
		to.Before = moved[p.luck.IntN(len(moved))]
	}
	return to
}

func (p *player) words() string {
	parts := []string{"草刈りの日を", "早く", "知りたい", "😊", "か\u3099", "。"}
	text := "道具が"
	for range 1 + p.luck.IntN(3) {
		text += parts[p.luck.IntN(len(parts))]
	}
	return text
}

// base is what stands there or what the writer saw some time ago.
func (p *player) base(now string) string {
	if p.luck.IntN(3) == 0 {
		return "道具が"
	}
	return now
}

func (p *player) op() board.Op {
	note, group := p.note(), p.group()
	n, _ := p.state.Note(note)
	g, _ := p.state.Group(group)
	items := p.items()
	for _, rival := range n.Rivals {
		if p.luck.IntN(4) == 0 {
			return board.ChooseText{Item: board.ItemID(note), Base: p.base(n.Text), Text: p.words(), Rivals: []string{rival.Text}}
		}
	}
	switch p.luck.IntN(27) {
	case 22:
		return board.ProposeLink{Link: linkID(p.made(board.KindLink) + 1), From: items[0], To: p.item(), Meaning: board.Meanings[p.luck.IntN(6)], Label: []string{"", "だから"}[p.luck.IntN(2)]}
	case 23:
		return board.AcceptLink{Link: p.proposed()}
	case 24:
		return board.DeclineLink{Link: p.proposed()}
	case 13:
		return board.AddLink{Link: linkID(p.made(board.KindLink) + 1), From: items[0], To: p.item(), Meaning: board.Meanings[p.luck.IntN(6)], Label: []string{"", "だから"}[p.luck.IntN(2)]}
	case 14:
		return p.editLink()
	case 15:
		if p.luck.IntN(2) == 0 {
			return board.RestoreLink{Link: linkID(p.one(p.made(board.KindLink)))}
		}
		return board.WithdrawLink{Link: linkID(p.one(p.made(board.KindLink)))}
	case 16:
		return board.Propose{Item: items[0], Proposal: p.luck.IntN(2) == 0}
	case 17:
		x := p.luck.IntN(3200)
		return board.PlaceItems{Places: []board.Spot{{Item: items[0], At: board.Point{X: float64(x), Y: float64(p.luck.IntN(1000))}}}, Sheets: x % 4}
	case 18:
		return board.EchoNote{Note: note, On: p.luck.IntN(3) > 0}
	case 19:
		if p.luck.IntN(3) == 0 {
			return board.WithdrawWording{Wording: wordingID(p.one(p.made(board.KindWording)))}
		}
		return board.ProposeWording{Wording: wordingID(p.made(board.KindWording) + 1), Group: group, Text: p.words()}
	case 20:
		return board.AddPassage{Passage: passageID(p.made(board.KindPassage) + 1), Item: items[0]}
	case 21:
		t, _ := p.state.Passage(passageID(p.one(p.made(board.KindPassage))))
		return board.EditPassage{Passage: passageID(p.one(p.made(board.KindPassage))), Base: p.base(t.Text), Text: p.words()}
	case 0, 1:
		return board.AddNote{Note: noteID(len(p.state.Notes()) + 1), Text: p.words(), To: p.target(nil)}
	case 2:
		return board.AddNote{Note: noteID(len(p.state.Notes()) + 1), Text: p.words(), Instead: noteID(p.one(len(p.state.Notes())))}
	case 3, 4:
		return board.EditNote{Note: note, Base: p.base(n.Text), Text: p.words()}
	case 5:
		return board.TitleGroup{Group: group, Base: p.base(g.Title), Title: p.words()}
	case 6:
		return board.WithdrawNote{Note: note}
	case 7:
		return board.RestoreNote{Note: noteID(p.one(len(p.state.Notes())))}
	case 8:
		return board.MarkLone{Note: note, Lone: p.luck.IntN(2) == 0}
	case 9:
		return board.AddGroup{Group: groupID(len(p.state.Groups()) + 1), Items: items, To: p.target(nil)}
	case 10:
		return board.DissolveGroup{Group: group}
	case 11:
		return board.AddStatement{Statement: statementID(len(p.state.Statements()) + 1), Text: p.words(), To: p.target(nil)}
	case 12:
		return board.FoldGroup{Group: group, Folded: p.luck.IntN(2) == 0}
	}
	return board.MoveItems{Items: items, To: p.target(items)}
}

// editLink gives a line another meaning, sometimes turned, sometimes with other
// ends; and sometimes by somebody who saw another line there.
func (p *player) editLink() board.Op {
	l, _ := p.state.Link(linkID(p.one(p.made(board.KindLink))))
	op := board.EditLink{Link: linkID(p.one(p.made(board.KindLink))), Meaning: board.Meanings[p.luck.IntN(6)]}
	if l.ID == "" {
		return op
	}
	op.Link, op.Base = l.ID, board.Relation{From: l.From, To: l.To, Meaning: l.Meaning, Label: l.Label}
	switch p.luck.IntN(4) {
	case 0:
		op.From, op.To = l.To, l.From
	case 1:
		op.From, op.To = l.From, p.item()
	case 2:
		op.Base = board.Relation{}
	}
	return op
}

func (p *player) proposed() board.LinkID {
	if list := p.state.ProposedLinks(); len(list) > 0 {
		return list[p.luck.IntN(len(list))].ID
	}
	return linkID(p.one(p.made(board.KindLink)))
}

func (p *player) made(kind board.Kind) int {
	n := 0
	for _, r := range p.state.Records() {
		if r.Kind() == kind {
			n++
		}
	}
	return n
}

// The browser shows what it thinks an op will do; what the server did is told
// here, op by op, on one long evening.
func TestVectorsOfPredictions(t *testing.T) {
	wholetest.Only(t)
	type predictVector struct {
		Op     jsontext.Value `json:"op"`
		ID     board.SeatID   `json:"id"`
		Side   board.Side     `json:"side"`
		Change board.Change   `json:"change"`
	}
	d := newBoard(t, board.Gather)
	p := &player{document: d, luck: rand.New(rand.NewPCG(20261121, 7))}
	var cases []predictVector
	tried := map[string]int{}
	given := func(e board.Entry) { // what no browser predicts
		cases = append(cases, predictVector{Op: jsontext.Value(`{"type":"board.open","body":{}}`), Change: e.Change})
	}
	for _, e := range d.log {
		given(e)
	}
	for i := range 1700 {
		if i == 1100 {
			given(d.must(mori, board.SetPhase{Phase: board.Relating}))
		}
		op, who := p.op(), []board.Actor{mori, kaede}[p.luck.IntN(2)]
		if i >= 1600 {
			op = board.TagItem{Item: p.item(), Tag: tagID(p.one(3)), On: p.luck.IntN(3) > 0}
		}
		e, err := d.do(who, op)
		if err != nil {
			continue
		}
		cases = append(cases, predictVector{Op: wireOf(t, op), ID: who.Seat, Side: who.Side, Change: e.Change})
		tried[string(op.Type())]++
		if move, isMove := op.(board.MoveItems); isMove && len(move.Items) > 1 && slices.Contains(move.Items, move.To.Before) {
			tried["before itself"]++
		}
		for _, diff := range e.Change {
			if n, isNote := diff.After.(board.Note); isNote && len(n.Rivals) > 0 {
				tried["rivals"]++
			}
		}
	}
	for _, what := range []string{"note.add", "note.edit", "note.restore", "note.lone", "items.move", "group.add", "group.title", "group.dissolve", "statement.add", "text.choose", "before itself", "rivals",
		"link.add", "link.edit", "link.withdraw", "link.restore", "link.propose", "link.accept", "link.decline", "item.propose", "item.tag", "items.place", "note.echo", "wording.propose", "wording.withdraw", "passage.edit"} {
		if tried[what] < 5 {
			t.Errorf("%s only %d times: %s", what, tried[what], fmt.Sprint(tried))
		}
	}
	vectors(t, "predict.json", cases)
}
