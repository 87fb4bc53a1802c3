package server_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// The day comes, the machine was off: at the next look all is gone, without
// anybody asking. The day itself still belongs to the keeping, and who is
// writing anywhere is not disturbed.
func TestTheDayOfErasing(t *testing.T) {
	c := newClock()
	c.noon() // begun shortly before midnight it once took the day after for the day itself
	s := openSite(t, c.in, keeps)
	s.evening()
	until := c.now().Add(30 * day).Format("2006-01-02")
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	err := s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.EditWorkshop{Facts: board.Facts{Title: "道と公園", Theme: "どう続けるか", KeptUntil: until}})
	if err != nil {
		t.Fatal(err)
	}
	for _, later := range []struct {
		days   int
		erased bool
	}{{0, false}, {30, false}, {1, true}} {
		c.passes(time.Duration(later.days)*day + 2*time.Hour/10)
		s.srv.EraseDue()
		if gone := len(s.told(canaryName)) == 0; gone != later.erased {
			t.Errorf("on %s, kept until %s, erased: %v", c.now().Format("2006-01-02"), until, gone)
		}
	}
	if list := s.shelf("erasures"); list != 1 {
		t.Errorf("%d erasures", list)
	}
	s.srv.EraseDue()
	if list := s.shelf("erasures"); list != 1 {
		t.Errorf("erased once more: %d", list)
	}
	err = s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.AddSeat{Seat: board.SeatID(uuid.NewString()), Name: canaryName, Side: board.Citizen, Table: s.table(0).ID, Role: board.Participant})
	if err != nil {
		t.Fatal(err)
	}
	c.passes(2 * time.Hour)
	s.srv.EraseDue()
	if where := s.told(canaryName); len(where) > 0 || s.shelf("erasures") != 2 {
		t.Errorf("who came after it: %v, %d erasures", where, s.shelf("erasures"))
	}
}

func TestNothingIsErasedWhilePeopleWrite(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in, keeps)
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	facts := board.Facts{Title: "道と公園", Theme: "どう続けるか", KeptUntil: c.now().Add(-5 * day).Format("2006-01-02")}
	if err := s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.EditWorkshop{Facts: facts}); err != nil {
		t.Fatal(err)
	}
	s.srv.EraseDue()
	if s.shelf("erasures") != 0 {
		t.Error("erased a moment after somebody wrote")
	}
	c.passes(2 * time.Hour)
	s.srv.EraseDue()
	if s.shelf("erasures") != 1 {
		t.Error("not erased two hours later")
	}
}
