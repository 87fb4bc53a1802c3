package board_test

import (
	"testing"

	"yoriai/board"
)

// Found in review: the coordinator and the facilitator press 「つぎへ」 at the
// same moment, and a note counted as read that nobody had heard.
func TestTwoWhoTurnAtOnceTurnOnce(t *testing.T) {
	d := newBoard(t, board.Writing)
	for i, who := range []board.Actor{hana, jiro, kaede} {
		d.must(who, board.AddNote{Note: noteID(i + 1), Text: "読む文"})
	}
	d.must(mori, board.SetPhase{Phase: board.Reading})
	d.must(kaede, board.TurnReading{})
	b, _ := d.state.Board()
	first := b.Reading
	d.must(kaede, board.TurnReading{After: first})
	b, _ = d.state.Board()
	second := b.Reading
	d.must(mori, board.TurnReading{After: first}) // pressed before the second was seen
	if b, _ = d.state.Board(); b.Reading != second || second == first {
		t.Errorf("after %s and %s, %s is up", first, second, b.Reading)
	}
	read := 0
	for _, n := range d.state.Notes() {
		if n.Read {
			read++
		}
	}
	if read != 2 {
		t.Errorf("%d notes count as read", read)
	}
	d.must(mori, board.TurnReading{After: second})
	if b, _ = d.state.Board(); b.Reading == second {
		t.Error("who saw what is up was not heard")
	}
}
