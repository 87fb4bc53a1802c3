package browsertest

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// fullTable is a table whose board has one of everything there is.
type fullTable struct {
	op         board.ImportBoard
	keys       []string
	lead, seat board.SeatID
}

const (
	fullIsland    = "草刈りの日を、年のはじめに一枚の紙で決めて、家々に配ってほしいという声がどの組からも上がった"
	fullInner     = "道具の置き場が遠い"
	fullProposal  = "鍵を班で回す"
	fullLoose     = "夏の水やりが一人に集まる"
	fullRivals    = "くまでが三本しかない"
	fullStatement = "できる人が、できるときに"
)

func (b *fullTable) key() string { key := b.keys[0]; b.keys = b.keys[1:]; return key }

func (b *fullTable) note(text string, place board.Place, change func(*board.Note)) board.NoteID {
	place.Order = b.key()
	n := board.Note{ID: board.NoteID(uuid.NewString()), Text: text, Author: b.lead, Side: []board.Side{board.Citizen, board.Staff, board.OtherSide}[len(b.op.Notes)%3], Place: place}
	if change != nil {
		change(&n)
	}
	b.op.Notes = append(b.op.Notes, n)
	return n.ID
}

func (b *fullTable) group(title string, place board.Place, change func(*board.Group)) board.GroupID {
	place.Order = b.key()
	g := board.Group{ID: board.GroupID(uuid.NewString()), Title: title, Place: place}
	if change != nil {
		change(&g)
	}
	b.op.Groups = append(b.op.Groups, g)
	return g.ID
}

// fill lays it all out.
func (b *fullTable) fill() {
	at := func(x, y float64) board.Place { return board.Place{At: &board.Point{X: x, Y: y}} }
	outer := b.group(fullIsland, at(40, 40), func(g *board.Group) {
		g.By, g.Earlier = b.lead, []board.Rival{{Text: "草刈りについて", Author: b.seat}}
	})
	inner := b.group(fullInner, board.Place{Group: outer}, nil)
	for i := range 3 {
		b.note(fmt.Sprintf("回覧板で知らせが届くのは、いつも終わったあとだ。その%d", i+1), board.Place{Group: outer}, nil)
		b.note(fmt.Sprintf("物置まで歩いて十分かかる。その%d", i+1), board.Place{Group: inner}, nil)
	}
	proposal := b.group(fullProposal, at(900, 60), func(g *board.Group) { g.Proposal = true })
	b.note("鍵の場所を、班の全員が知っている", board.Place{Group: proposal}, nil)
	folded := b.group("公園を、子どもが安心して遊べる場所にしたい", at(900, 500), func(g *board.Group) { g.Folded = true })
	b.note("遊具のペンキがはげている", board.Place{Group: folded}, nil)
	untitled := b.group("", at(60, 700), nil)
	b.note(fullRivals, board.Place{Group: untitled}, func(n *board.Note) {
		n.Rivals = []board.Rival{{Text: "くまでは、三本だけだ", Author: b.seat}}
	})
	lone := b.note("祭りの太鼓を残したい", board.Place{}, func(n *board.Note) { n.Lone = true })
	b.note(fullLoose, board.Place{}, func(n *board.Note) { n.Author, n.Echoes = b.seat, []board.SeatID{b.lead} })
	b.note("役場の電話は、いつも話し中", board.Place{}, nil)
	b.note("雨の日は、だれも歩かない", at(700, 800), func(n *board.Note) { n.Proposal = true })
	b.note("取り下げた一枚", board.Place{}, func(n *board.Note) { n.Withdrawn = true })
	for _, place := range []board.Place{at(1200, 850), {Group: outer}} {
		place.Order = b.key()
		b.op.Statements = append(b.op.Statements, board.Statement{ID: board.StatementID(uuid.NewString()), Text: fullStatement, Author: b.lead, Place: place})
	}
	b.relate(board.ItemID(outer), board.ItemID(proposal), board.ItemID(folded), board.ItemID(lone))
	b.op.Wordings = []board.Wording{{ID: board.WordingID(uuid.NewString()), Group: outer, Text: "草刈りの日が、早く分からない", Author: b.seat}}
}

func (b *fullTable) relate(outer, proposal, folded, lone board.ItemID) {
	link := func(from, to board.ItemID, meaning board.Meaning, label string) board.Link {
		return board.Link{ID: board.LinkID(uuid.NewString()), From: from, To: to, Meaning: meaning, Label: label, Author: b.lead}
	}
	b.op.Links = []board.Link{link(outer, folded, board.Causes, "毎年四月に"), link(proposal, outer, board.Answers, ""), link(folded, lone, board.Related, "")}
	aside := link(proposal, lone, board.Related, "")
	aside.Author, aside.Proposed, aside.Declined, aside.Withdrawn = b.seat, true, true, true
	b.op.Links = append(b.op.Links, aside)
	b.op.Rounds = []board.Round{{ID: board.RoundID(uuid.NewString()), Order: b.key(), Seals: 3, Items: []board.ItemID{outer, proposal, folded, lone}, Voters: 2,
		Counts: []board.Count{{Item: outer, N: 4}, {Item: folded, N: 1}}, Hand: []board.Count{{Item: proposal, N: 2}}}}
	for _, item := range []board.ItemID{outer, proposal} {
		b.op.Passages = append(b.op.Passages, board.Passage{ID: board.PassageID(uuid.NewString()), Item: item, Order: b.key(), Text: "わたしたちの町では、", Author: b.lead})
	}
}

// fullTable adds such a table to a hall, before it begins.
func (h *hall) fullTable(t *testing.T, name string) board.DocID {
	t.Helper()
	b := &fullTable{keys: board.OrderRun(60), lead: board.SeatID(uuid.NewString()), seat: board.SeatID(uuid.NewString()), op: board.ImportBoard{Phase: board.Prepare, Sheets: 2}}
	b.fill()
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(t.Context(), h.ws, actor, []server.TablePlan{{Name: name, Content: &b.op, Members: []server.MemberPlan{
		{Seat: b.lead, Name: name + "の進行", Side: board.Staff, Coordinator: true}, {Seat: b.seat, Name: name + "の人", Side: board.Citizen},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return h.boardOf(name)
}
