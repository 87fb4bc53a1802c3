package board_test

import (
	"testing"

	"yoriai/board"
)

// A board is read by other tables only while it is shown to them, and never
// written by them; what is private on it stays so.
func TestABoardIsShown(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	third := board.Actor{Seat: seatID(70), Role: board.Participant, Table: tableID(3)}
	outside := board.Actor{Seat: seatID(71), Role: board.Participant}
	reads := func(taros, thirds bool) {
		t.Helper()
		for _, c := range []struct {
			who  board.Actor
			want bool
		}{{taro, taros}, {ume, taros}, {third, thirds}, {outside, false}, {hana, true}, {guest, true}, {mori, true}} {
			if d.state.MayRead(c.who) != c.want {
				t.Errorf("a %s of table %q may read it: %v", c.who.Role, c.who.Table, !c.want)
			}
		}
	}
	reads(false, false)
	d.must(mori, board.ShowBoard{Shown: true, Tables: []board.TableID{tableID(2)}})
	reads(true, false)
	d.must(office, board.ShowBoard{Shown: true})
	reads(true, true)
	if sees(d, taro) {
		t.Error("another table reads a note while its author's table writes")
	}
	d.must(mori, board.SetPhase{Phase: board.Gather})
	for _, op := range []board.Op{board.AddGroup{Group: groupID(1), To: onSheet(1, 1)}, board.EchoNote{Note: noteID(1), On: true}, board.ShowBoard{}} {
		d.refused(board.Forbidden, ume, op)
		d.refused(board.Forbidden, taro, op)
	}
	d.refused(board.Forbidden, kaede, board.ShowBoard{})
	d.must(mori, board.ShowBoard{})
	reads(false, false)
}

// The hall says where to look; only boards and tables of this workshop are named.
func TestLookHere(t *testing.T) {
	d := newHall(t)
	d.must(mori, board.LookHere{Board: boardID(1), Tables: []board.TableID{tableID(2)}})
	if w, _ := d.state.Workshop(); w.Look != boardID(1) || len(w.LookTables) != 1 {
		t.Errorf("the hall looks at %+v", w)
	}
	d.refused(board.NotFound, mori, board.LookHere{Board: boardID(77)})
	d.refused(board.NotFound, mori, board.LookHere{Board: boardID(1), Tables: []board.TableID{tableID(77)}})
	d.must(office, board.EditWorkshop{Facts: board.Facts{Title: "まちの会", Theme: "どうする公園"}})
	if w, _ := d.state.Workshop(); w.Look != boardID(1) {
		t.Error("a change of the facts takes the screens back")
	}
	d.must(office, board.LookHere{})
	if w, _ := d.state.Workshop(); w.Look != "" || w.LookTables != nil {
		t.Errorf("the hall looks at %+v", w)
	}
}
