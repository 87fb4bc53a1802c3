package board_test

import (
	"testing"

	"yoriai/board"
)

func themesOf(d *document, table int) (ids []board.ThemeID) {
	for _, a := range d.state.Assignments(tableID(table)) {
		ids = append(ids, a.ThemeID)
	}
	return ids
}

func twoThemes(t tb) *document {
	d := newHall(t)
	for n := 1; n <= 2; n++ {
		d.must(office, board.AddTheme{ThemeID: themeID(n), Text: "次の問い"})
		for table := 1; table <= 2; table++ {
			d.must(office, board.AssignBoard{Board: boardID(10*n + table), Table: tableID(table), ThemeID: themeID(n)})
		}
	}
	return d
}

func TestBoardsLieInTheOrderOfTheirThemes(t *testing.T) {
	d := twoThemes(t)
	want := func(table int, ids ...board.ThemeID) {
		t.Helper()
		got := themesOf(d, table)
		if len(got) != len(ids) {
			t.Fatalf("table %d has boards for %v, want %v", table, got, ids)
		}
		for i, id := range ids {
			if got[i] != id {
				t.Fatalf("table %d has boards for %v, want %v", table, got, ids)
			}
		}
	}
	want(1, "", themeID(1), themeID(2))
	d.must(office, board.MoveTheme{ThemeID: themeID(2), Before: themeID(1)})
	want(2, "", themeID(2), themeID(1))
	d.must(office, board.EditTheme{ThemeID: themeID(2), Text: "朝の問い"})
	if a, _ := d.state.Assignment(boardID(21)); a.Theme != "朝の問い" {
		t.Errorf("the board is about %q", a.Theme)
	}
	d.must(office, board.EditWorkshop{Facts: board.Facts{Title: "会", Theme: "次の問い"}})
	if a, _ := d.state.Assignment(boardID(11)); a.Theme != "次の問い" || a.ThemeID != themeID(1) {
		t.Errorf("another theme followed the workshop's: %+v", a)
	}
	d.must(office, board.WithdrawTheme{ThemeID: themeID(2)})
	want(1, "", themeID(1))
	d.refused(board.Gone, office, board.EditTheme{ThemeID: themeID(2), Text: "夜"})
	d.refused(board.Exists, office, board.AssignBoard{Board: boardID(30), Table: tableID(1), ThemeID: themeID(1)})
	d.refused(board.NotFound, office, board.AssignBoard{Board: boardID(30), Table: tableID(1), ThemeID: themeID(7)})
}

func TestAStepBringsTheTablesToItsTheme(t *testing.T) {
	d := twoThemes(t)
	d.must(office, board.AddAgendaStep{Step: stepID(1), Name: "書く", Minutes: 10, Phase: board.Writing})
	d.must(office, board.AddAgendaStep{Step: stepID(2), Name: "書く", Minutes: 10, Phase: board.Writing, ThemeID: themeID(1)})
	d.refused(board.NotFound, office, board.AddAgendaStep{Step: stepID(3), Name: "書く", Minutes: 10, Phase: board.Writing, ThemeID: themeID(7)})
	works := func(table, want int) {
		t.Helper()
		if a, _ := d.state.Works(tableID(table)); a.ID != boardID(want) {
			t.Errorf("table %d works on %s", table, a.ID)
		}
	}
	works(1, 1)
	d.must(mori, board.TakeStep{Step: stepID(2), Tables: []board.TableID{tableID(1)}})
	works(1, 11)
	works(2, 2)
	d.refused(board.Exists, office, board.WithdrawTheme{ThemeID: themeID(1)})
	d.must(mori, board.TakeTheme{ThemeID: themeID(2), Tables: []board.TableID{tableID(1), tableID(2)}})
	works(2, 22)
	d.must(office, board.WithdrawTheme{ThemeID: themeID(1)})
	if a, _ := d.state.AgendaStep(stepID(2)); a.ThemeID != "" {
		t.Error("a step is about a theme that was taken away")
	}
	d.must(mori, board.TakeStep{Step: stepID(2), Tables: []board.TableID{tableID(1)}})
	works(1, 1)
}

// A table that was set up without a board for a theme works on its first.
func TestATableWithoutABoardForItsTheme(t *testing.T) {
	d := newHall(t)
	d.must(office, board.AddTheme{ThemeID: themeID(1), Text: "次の問い"})
	d.must(mori, board.TakeTheme{ThemeID: themeID(1), Tables: []board.TableID{tableID(1)}})
	if a, ok := d.state.Works(tableID(1)); !ok || a.ID != boardID(1) {
		t.Errorf("it works on %+v", a)
	}
}

func TestPeopleChangeTablesTogether(t *testing.T) {
	d := newHall(t)
	d.must(office, person(11, board.Participant, 1))
	d.must(office, person(12, board.Coordinator, 1))
	d.must(office, person(13, board.Participant, 2))
	move := func(round bool, moves ...board.SeatMove) board.MoveSeats {
		return board.MoveSeats{Moves: moves, Round: round}
	}
	to := func(seat, table int) board.SeatMove {
		return board.SeatMove{Seat: seatID(seat), Table: tableID(table)}
	}
	d.must(mori, move(true, to(11, 2), to(13, 1)))
	p, _ := d.state.Seat(seatID(11))
	stays, _ := d.state.Seat(seatID(12))
	if p.Table != tableID(2) || len(p.Been) != 1 || p.Been[0] != tableID(1) || len(stays.Been) != 1 || stays.Table != tableID(1) {
		t.Errorf("after a round: %+v, %+v", p, stays)
	}
	d.must(mori, move(false, to(11, 1)))
	if p, _ = d.state.Seat(seatID(11)); len(p.Been) != 1 {
		t.Errorf("a move that is no round was remembered: %+v", p)
	}
	// All or nobody.
	d.refused(board.NotFound, mori, move(true, to(11, 2), to(19, 2)))
	d.refused(board.BadOp, mori, move(false, to(11, 2), to(11, 1)))
	d.refused(board.BadOp, mori, board.MoveSeats{})
	if p, _ = d.state.Seat(seatID(11)); p.Table != tableID(1) || len(p.Been) != 1 {
		t.Errorf("a refused move moved somebody: %+v", p)
	}
	d.must(office, person(14, board.Coordinator, 2))
	d.refused(board.Exists, mori, move(false, to(12, 2)))
	d.theRoundIsTakenBack()
	for range board.Bounds.Rounds + 3 {
		d.must(mori, move(true, to(11, 2)))
	}
	if p, _ = d.state.Seat(seatID(11)); len(p.Been) != board.Bounds.Rounds {
		t.Errorf("%d rounds are remembered", len(p.Been))
	}
}

func TestWhatIsSaidOfPublishing(t *testing.T) {
	d := newHall(t)
	facts := board.Facts{Title: "会", Theme: "問い", Published: "まとめ", Names: board.NamesSurname, KeptUntil: "2027-03-31"}
	d.must(office, board.EditWorkshop{Facts: facts})
	if w, _ := d.state.Workshop(); w.Facts() != facts {
		t.Errorf("the workshop says %+v", w.Facts())
	}
	facts.Names = "nicknames"
	d.refused(board.BadOp, office, board.EditWorkshop{Facts: facts})
	facts.Names, facts.KeptUntil = "", "来年"
	d.refused(board.BadText, office, board.EditWorkshop{Facts: facts})
}

// theRoundIsTakenBack: everybody sits where they sat before it, who came since
// stays, and two who press at once take one round back.
func (d *document) theRoundIsTakenBack() {
	d.t.Helper()
	d.must(office, person(15, board.Participant, 2))
	d.must(mori, board.MoveSeats{Moves: []board.SeatMove{{Seat: seatID(11), Table: tableID(2)}, {Seat: seatID(15), Table: tableID(1)}}, Round: true})
	d.must(office, person(16, board.Participant, 2))
	d.must(mori, board.MoveSeats{Moves: []board.SeatMove{{Seat: seatID(15), Table: tableID(2)}, {Seat: seatID(16), Table: tableID(1)}}})
	d.refused(board.Changed, mori, board.TakeSeatsBack{Round: 1})
	d.must(mori, board.TakeSeatsBack{Round: 2})
	for n, table := range map[int]int{11: 1, 12: 1, 13: 1, 15: 2, 16: 1} {
		if p, _ := d.state.Seat(seatID(n)); p.Table != tableID(table) {
			d.t.Errorf("person %d sits at %s", n, p.Table)
		}
	}
	d.refused(board.Changed, mori, board.TakeSeatsBack{Round: 2})
	if p, _ := d.state.Seat(seatID(15)); p.Been != nil {
		d.t.Errorf("who came after the first round was %v", p.Been)
	}
}

// Whoever sat at a table and steers the hall since, sits at none: a 席替え
// taken back once set a facilitator down at the table of before.
func TestSeatsTakenBackWithoutWhoSteersSince(t *testing.T) {
	d := peopledHall(t)
	d.must(mori, board.MoveSeats{Moves: []board.SeatMove{{Seat: hana.Seat, Table: tableID(2)}}, Round: true})
	d.must(office, board.EditSeat(person(1, board.Facilitator, 0)))
	d.must(mori, board.TakeSeatsBack{Round: 1})
	if p, _ := d.state.Seat(hana.Seat); p.Table != "" || len(p.Been) != 0 {
		t.Errorf("the facilitator sits at %q, having been at %v", p.Table, p.Been)
	}
	d.sound()
}
