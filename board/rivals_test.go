package board_test

import (
	"testing"

	"yoriai/board"
)

// Two people write on one note at once. What fits together is put together;
// what does not stands side by side until somebody chooses. Not a character
// that anybody typed is lost on the way.
func TestTwoPeopleWriteOnOneNote(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddNote{Note: noteID(1), Text: "職員の意識が低い。"})
	d.must(mori, board.EditNote{Note: noteID(1), Base: "職員の意識が低い。", Text: "職員の改革意識が低い。"})
	d.must(office, board.EditNote{Note: noteID(1), Base: "職員の意識が低い。", Text: "職員の意識が低い人もいる。"})
	if n := d.note(1); n.Text != "職員の改革意識が低い人もいる。" || len(n.Rivals) != 0 {
		t.Fatalf("the edits did not come together: %+v", n)
	}

	d.must(mori, board.EditNote{Note: noteID(1), Base: d.note(1).Text, Text: "意識の話ではない"})
	late := board.EditNote{Note: noteID(1), Base: "職員の改革意識が低い人もいる。", Text: "人による"}
	d.must(office, late)
	n := d.note(1)
	if n.Text != "意識の話ではない" || len(n.Rivals) != 1 || n.Rivals[0] != (board.Rival{Text: "人による", Author: office.Seat}) {
		t.Fatalf("both wordings should stand: %+v", n)
	}
	if e := d.must(office, late); len(e.Change) != 0 {
		t.Errorf("the same wording came twice: %s", encode(t, e.Change))
	}
	if e := d.must(office, board.EditNote{Note: noteID(1), Base: "もうない文", Text: n.Text}); len(e.Change) != 0 {
		t.Errorf("what stands already changed %s", encode(t, e.Change))
	}

	d.must(mori, board.ChooseText{Item: noteItems(1)[0], Base: "意識の話ではない", Text: "人による", Rivals: []string{"人による"}})
	if n := d.note(1); n.Text != "人による" || n.Rivals != nil {
		t.Errorf("after the choice: %+v", n)
	}
	d.refused(board.Changed, office, board.ChooseText{Item: noteItems(1)[0], Text: "意識の話ではない", Rivals: []string{"人による"}})
}

// A wording that comes while somebody chooses is not swept away by the choice:
// nobody has looked at it.
func TestAChoiceSettlesWhatWasSeen(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	d.must(kaede, board.TitleGroup{Group: groupID(1), Title: "道具が足りない"})
	d.must(mori, board.TitleGroup{Group: groupID(1), Title: "人が足りない"})
	d.must(office, board.TitleGroup{Group: groupID(1), Title: "時間が足りないのだと思う"})
	if g := d.group(1); g.Title != "道具が足りない" || len(g.Rivals) != 2 {
		t.Fatalf("%+v", g)
	}
	chosen := d.must(kaede, board.ChooseText{Item: board.ItemID(groupID(1)), Base: "道具が足りない", Text: "人も道具も足りない", Rivals: []string{"人が足りない"}})
	if g := d.group(1); g.Title != "人も道具も足りない" || len(g.Rivals) != 1 || g.Rivals[0].Author != office.Seat {
		t.Errorf("%+v", g)
	}
	d.undo(kaede, chosen)
	if g := d.group(1); g.Title != "道具が足りない" || len(g.Rivals) != 2 {
		t.Errorf("after the undo: %+v", g)
	}
	d.must(mori, board.TitleGroup{Group: groupID(1), Base: "ちがう", Title: ""}) // taking the card away is no wording
	if g := d.group(1); g.Title != "道具が足りない" || len(g.Rivals) != 2 {
		t.Errorf("after somebody wanted no title: %+v", g)
	}
	d.refused(board.TooBig, kaede, board.ChooseText{Item: board.ItemID(groupID(1)), Text: long(board.Bounds.TitleChars + 1), Rivals: []string{"人が足りない"}})
}

// Who chooses has read what stood there when they looked. While they looked
// somebody went on writing on it: that sentence is not thrown away by a choice
// that never saw it.
func TestAChoiceKeepsWhatItNeverSaw(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddNote{Note: noteID(1), Text: "バスが少ない"})
	d.must(mori, board.EditNote{Note: noteID(1), Base: "バスが少ない", Text: "朝のバスが足りない"})
	d.must(office, board.EditNote{Note: noteID(1), Base: "バスが少ない", Text: "夜の電車がない"})
	d.must(mori, board.EditNote{Note: noteID(1), Base: "朝のバスが足りない", Text: "朝のバスが足りない。通院の人が三十分待つ"})
	d.must(office, board.ChooseText{Item: noteItems(1)[0], Base: "朝のバスが足りない", Text: "夜の電車がない", Rivals: []string{"夜の電車がない"}})
	if n := d.note(1); n.Text != "夜の電車がない" || len(n.Rivals) != 1 || n.Rivals[0].Text != "朝のバスが足りない。通院の人が三十分待つ" {
		t.Errorf("the sentence nobody chose against is gone: %+v", n)
	}
}

func long(n int) string {
	s := ""
	for range n {
		s += "長"
	}
	return s
}

// So many wordings wait that nobody could choose: the writer is told, and keeps the text.
func TestTooManyWordings(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "甲", To: onSheet(1, 1)})
	for _, text := range []string{"乙", "丙", "丁", "戊"} {
		d.must(mori, board.EditStatement{Statement: statementID(1), Base: "ない", Text: text})
	}
	d.refused(board.Changed, mori, board.EditStatement{Statement: statementID(1), Base: "ない", Text: "己"})
}

// A merge that would be too long for a note is no merge.
func TestAMergeThatDoesNotFit(t *testing.T) {
	d := newBoard(t, board.Gather)
	base := "頭" + long(board.Bounds.NoteChars-20) + "尾"
	d.must(mori, board.AddNote{Note: noteID(1), Text: base})
	d.must(mori, board.EditNote{Note: noteID(1), Base: base, Text: "一二三四五六七八九十一二三" + base})
	d.must(office, board.EditNote{Note: noteID(1), Base: base, Text: base + "一二三四五六七八九十一二三"})
	if n := d.note(1); len(n.Rivals) != 1 || board.Chars(n.Text) > board.Bounds.NoteChars {
		t.Errorf("%d characters, %d rivals", board.Chars(n.Text), len(n.Rivals))
	}
}

// D-04: a note is withdrawn while its author writes on it. The words become a
// new note, in a phase in which the author could add none.
func TestWordsOfAWithdrawnNote(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: "もと"})
	d.must(kaede, board.SetPhase{Phase: board.Gather})
	d.refused(board.Forbidden, hana, board.AddNote{Note: noteID(2), Text: "新しい"})
	d.refused(board.BadOp, hana, board.AddNote{Note: noteID(2), Text: "新しい", Instead: noteID(1)}) // it is on the board
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	d.refused(board.Gone, hana, board.EditNote{Note: noteID(1), Base: "もと", Text: "もっと"})
	d.refused(board.Forbidden, jiro, board.AddNote{Note: noteID(2), Text: "もっと", Instead: noteID(1)}) // not his
	d.must(hana, board.AddNote{Note: noteID(2), Text: "もっと", Instead: noteID(1)})
	if n := d.note(2); n.Text != "もっと" || n.Author != hana.Seat {
		t.Errorf("%+v", n)
	}
	d.refused(board.Exists, hana, board.AddNote{Note: noteID(3), Text: "もう一枚", Instead: noteID(1)}) // once, not as often as one likes
}

// Rivals are words like the note's own: while people write they are nobody else's.
func TestRivalsArePrivateToo(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: "もと"})
	d.must(hana, board.EditNote{Note: noteID(1), Base: "もと", Text: "こちら"})
	d.must(hana, board.EditNote{Note: noteID(1), Base: "もと", Text: secretText})
	if len(d.note(1).Rivals) != 1 {
		t.Fatalf("%+v", d.note(1))
	}
	for _, a := range []board.Actor{jiro, kaede, mori} {
		if sees(d, a) {
			t.Errorf("a %s sees the other wording", a.Role)
		}
	}
}

func TestWhatComesBack(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 4)
	d.must(mori, board.AddGroup{Group: groupID(1), Title: "島", Items: noteItems(1, 2, 3), To: onSheet(50, 60)})
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: inGroup(1)})
	before := d.group(1)
	d.must(kaede, board.DissolveGroup{Group: groupID(1)})
	d.must(kaede, board.AddGroup{Group: groupID(2), Items: noteItems(2), To: onSheet(300, 60)}) // somebody went on with one of them
	d.must(kaede, board.MarkLone{Note: noteID(3), Lone: true})
	back := d.must(kaede, board.RestoreGroup{Group: groupID(1)})
	d.wantOrder(groupID(1), noteItems(1)[0], board.ItemID(statementID(1)))
	d.wantOrder(groupID(2), noteItems(2)...)
	if g := d.group(1); g.Title != before.Title || *g.Place.At != *before.Place.At || g.Held != nil {
		t.Errorf("%+v", g)
	}
	d.undo(kaede, back)
	if g := d.group(1); !g.Withdrawn || len(g.Held) != 4 {
		t.Errorf("after the undo: %+v", g)
	}
	d.must(kaede, board.WithdrawStatement{Statement: statementID(1)})
	d.must(kaede, board.RestoreStatement{Statement: statementID(1)})
	if s, _ := d.state.Statement(statementID(1)); s.Withdrawn {
		t.Error("the statement did not come back")
	}
	d.refused(board.NotFound, kaede, board.RestoreGroup{Group: groupID(9)})
	d.refused(board.NotFound, kaede, board.RestoreStatement{Statement: statementID(9)})
}
