package board_test

import (
	"testing"

	"yoriai/board"
)

// joint is a board of all tables, with cards of two of them.
func joint(t tb) *document {
	t.Helper()
	d := newDocument(t)
	d.must(office, board.OpenBoard{Board: boardID(1), Workshop: workshopID, Joint: true})
	d.must(office, board.LayCards{Cards: []board.Card{card(1, "道具が足りない"), card(2, "担い手が同じ顔ぶれ")}})
	return d
}

func card(n int, text string) board.Card {
	return board.Card{Note: noteID(n), Text: text, Source: board.Source{Workshop: workshopID, Item: board.ItemID(groupID(100 + n)), Label: "1班"}}
}

// TestJointBoardIsEverybodys: whoever sits at any table reads it and works on
// it as on their own; observers look on.
func TestJointBoardIsEverybodys(t *testing.T) {
	d := joint(t)
	d.must(office, board.SetPhase{Phase: board.Voting})
	for _, a := range everybody {
		if !d.state.MayRead(a) {
			t.Errorf("a %s of table %q may not look", a.Role, a.Table)
		}
	}
	d.must(office, board.OpenRound{Round: roundID(1), Seals: 1, Items: noteItems(1, 2)})
	for i, a := range []board.Actor{hana, taro} { // of two tables
		d.must(a, board.SetBallot{Ballot: ballotID(i + 1), Round: roundID(1), Marks: []board.Count{{Item: noteItems(1)[0], N: 1}}})
	}
	d.refused(board.Forbidden, guest, board.SetBallot{Ballot: ballotID(9), Round: roundID(1), Marks: []board.Count{{Item: noteItems(1)[0], N: 1}}})
	d.refused(board.Forbidden, kaede, board.LayCards{Cards: []board.Card{card(3, "よそから")}})
}

// TestCardsKnowWhereTheyComeFrom: through gathering, titling, undo and being
// laid a second time.
func TestCardsKnowWhereTheyComeFrom(t *testing.T) {
	d := joint(t)
	d.must(office, board.SetPhase{Phase: board.Gather})
	d.must(kaede, board.AddGroup{Group: groupID(1), Title: "続ける力", Items: noteItems(1, 2), To: onSheet(10, 10)})
	d.must(office, board.LayCards{Cards: []board.Card{card(3, "道具が足りない"), card(4, "新しい表札")}})
	again := card(5, "もう一度")
	again.Source.Item = board.ItemID(groupID(101))
	d.must(office, board.LayCards{Cards: []board.Card{again}})
	if _, laid := d.state.Note(noteID(5)); laid {
		t.Error("the card of an island lies twice")
	}
	if n := d.note(1); n.Source == nil || n.Source.Label != "1班" || n.Author != "" || n.Group != groupID(1) {
		t.Errorf("the first card is %+v", n)
	}
	last := d.log[len(d.log)-2].Seq // the second laying: the third changed nothing
	d.must(office, board.Undo{Of: last})
	if n := d.note(4); !n.Withdrawn || n.Source == nil {
		t.Errorf("taken back, a card is %+v", n)
	}
	d.must(office, board.LayCards{Cards: []board.Card{func() board.Card {
		c := card(6, "新しい表札")
		c.Source.Item = board.ItemID(groupID(104))
		return c
	}()}})
	if n := d.note(6); n.Withdrawn || n.Source == nil {
		t.Errorf("laid anew after it was taken back: %+v", n)
	}
}

func TestJointBoardIsNoTables(t *testing.T) {
	if _, err := (board.OpenBoard{Board: boardID(1), Workshop: workshopID, Table: tableID(1), Joint: true}).Check(); board.CodeOf(err) != board.BadOp {
		t.Errorf("a joint board of one table: %v", err)
	}
	hall := newHall(t)
	for n := range board.Bounds.Joints {
		hall.must(office, board.AddJoint{Board: boardID(20 + n), Theme: "みんなで"})
	}
	hall.refused(board.Quota, office, board.AddJoint{Board: boardID(90), Theme: "もう一つ"})
	if n := len(hall.state.Assignments("")); n != board.Bounds.Joints {
		t.Errorf("%d joint boards", n)
	}
}

// Somebody hid a card that told of a person, and the next press on 全体会 laid
// it again, because a hidden note counted as none.
func TestHiddenCardsAreNotLaidAgain(t *testing.T) {
	d := joint(t)
	d.must(mori, board.HideTexts{Items: noteItems(1), Reason: "お名前があるため"})
	again := card(9, "道具が足りない")
	again.Source.Item = board.ItemID(groupID(101))
	d.must(mori, board.LayCards{Cards: []board.Card{again}})
	if _, laid := d.state.Note(noteID(9)); laid {
		t.Error("the hidden words lie there once more")
	}
}

// On a joint board neither those who steer nor their guests sit at any table:
// nobody may put words into their mouths.
func TestDictatedOnAJointBoard(t *testing.T) {
	d := joint(t)
	d.must(office, board.SetPhase{Phase: board.Reading})
	lead := kaede
	lead.Speaker = board.Seat{ID: mori.Seat, Role: board.Facilitator}
	d.refused(board.Forbidden, lead, board.Dictate{Note: noteID(9), Text: "言っていないこと", For: mori.Seat})
	lead.Speaker = board.Seat{ID: taro.Seat, Table: taro.Table, Role: board.Participant}
	d.must(lead, board.Dictate{Note: noteID(9), Text: "言ったこと", For: taro.Seat})
}
