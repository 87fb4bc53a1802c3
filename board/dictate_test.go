package board_test

import (
	"strings"
	"testing"

	"yoriai/board"
)

// What is typed for somebody is theirs: their side, their right, their count.
// While it is private, they and who typed it have it, and both may mend it.
func TestDictating(t *testing.T) {
	d := newBoard(t, board.Writing)
	e := d.must(kaede, board.Dictate{Note: noteID(1), Text: secretText, For: hana.Seat})
	if n := d.note(1); n.Author != hana.Seat || n.Side != hana.Side || n.Scribe != kaede.Seat || e.Author != kaede.Seat {
		t.Errorf("the note is %+v, by %s", n, e.Author)
	}
	for _, a := range everybody {
		if both := a.Seat == hana.Seat || a.Seat == kaede.Seat; sees(d, a) != both || strings.Contains(encode(t, a.Viewer().Entry(e, d.state)), secretText) != both {
			t.Errorf("a %s (%s) sees it: %v", a.Role, a.Seat, sees(d, a))
		}
	}
	d.must(kaede, board.EditNote{Note: noteID(1), Base: secretText, Text: "聞きまちがい"})
	d.must(hana, board.EditNote{Note: noteID(1), Base: "聞きまちがい", Text: secretText})
	d.refused(board.Forbidden, jiro, board.EditNote{Note: noteID(1), Base: secretText, Text: "横から"})
	d.must(mori, board.SetPhase{Phase: board.Gather})
	d.refused(board.Forbidden, kaede, board.EditNote{Note: noteID(1), Base: secretText, Text: "あとから"})
	d.must(hana, board.EditNote{Note: noteID(1), Base: secretText, Text: "わたしの言葉"})
	d.must(hana, board.WithdrawNote{Note: noteID(1)})
	if d.note(1).Scribe != kaede.Seat {
		t.Error("who typed it is forgotten")
	}
}

// Only people of the table are spoken for, by those who lead it, in the phases
// in which people say something new; nobody speaks for themselves.
func TestWhoIsSpokenFor(t *testing.T) {
	d := newBoard(t, board.Writing)
	for _, c := range []struct {
		by    board.Actor
		whose board.SeatID
		code  board.Code
	}{
		{kaede, taro.Seat, board.Forbidden}, // of another table
		{ume, hana.Seat, board.Forbidden},   // leads another table
		{jiro, hana.Seat, board.Forbidden},
		{guest, hana.Seat, board.Forbidden},
		{kaede, kaede.Seat, board.BadOp},
	} {
		d.refused(c.code, c.by, board.Dictate{Note: noteID(1), Text: "文", For: c.whose})
	}
	d.must(mori, board.Dictate{Note: noteID(1), Text: "文", For: jiro.Seat})
	d.must(mori, board.SetPhase{Phase: board.Titling})
	d.refused(board.Forbidden, kaede, board.Dictate{Note: noteID(2), Text: "文", For: jiro.Seat})
}

// What is said counts for who says it: nobody fills a board by other hands, and
// no scribe runs out of notes.
func TestDictatingCountsForTheSpeaker(t *testing.T) {
	d := newBoard(t, board.Writing)
	for n := range board.Bounds.NotesAuthor {
		d.must(kaede, board.Dictate{Note: noteID(n + 1), Text: "文", For: hana.Seat})
	}
	d.refused(board.Quota, hana, board.AddNote{Note: noteID(999), Text: "もう一枚"})
	d.refused(board.Quota, kaede, board.Dictate{Note: noteID(999), Text: "もう一枚", For: hana.Seat})
	d.must(kaede, board.AddNote{Note: noteID(999), Text: "自分の一枚"})
}
