package room_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"yoriai/board"
	"yoriai/server/room"
)

func TestPeopleAreToldTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		first := h.join(h.lead)
		second := h.join(h.lead) // the same seat in another window
		hana := h.person()
		hers := h.join(hana)
		h.room.Doing(hers, "writing")
		time.Sleep(time.Second) // the bubble's clock
		synctest.Wait()
		if n := strings.Count(first.heard(), `"t":"people"`); n != 1 {
			t.Errorf("three arrivals were told in %d messages", n)
		}
		if !strings.Contains(first.heard(), string(hana.Seat)+`","doing":"writing"}`) {
			t.Errorf("heard %s", first.heard())
		}
		if n := strings.Count(first.heard(), `{"seat":"`+string(h.lead.Seat)); n != 1 {
			t.Errorf("one seat with two windows is listed %d times", n)
		}
		h.room.Leave(second)
		h.room.Leave(hers)
		time.Sleep(time.Second)
		synctest.Wait()
		list := first.heard()
		if last := list[strings.LastIndex(list, `"t":"people"`):]; strings.Contains(last, string(hana.Seat)) {
			t.Error("who has left is still listed")
		}
	})
}

func TestDigestsAreCompared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Writing)
		hana := h.person()
		hers := h.join(hana)
		h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "見えない"})
		want, err := board.Digest(hers.shadow.Records())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(31 * time.Second)
		synctest.Wait()
		if !strings.Contains(hers.heard(), `"t":"digest","doc":"`+string(h.doc)+`","seq":3,"digest":"`+want+`"`) {
			t.Errorf("no digest of what she sees: %s", hers.heard())
		}
	})
}

// Two owners of one document would both believe their own state. A document
// that is wanted again while its room closes waits for the end of the old one.
func TestIdleRoomsCloseAndComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		old := h.room
		h.free()
		time.Sleep(time.Hour)
		synctest.Wait()
		if _, found, _ := h.log.Snapshot(t.Context(), h.doc); !found {
			t.Error("the closed room left no snapshot")
		}
		if _, _, err := old.Copy(t.Context()); err != room.ErrEnded {
			t.Errorf("the old room answers: %v", err)
		}
		var err error
		if h.room, h.free, err = h.rooms.Use(t.Context(), h.doc); err != nil {
			t.Fatal(err)
		}
		h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "また来ました"})
	})
}

// Which veiled note somebody has in hand would tell whose it is.
func TestPresenceDoesNotTellWhoseNoteItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Writing)
		hana, note := h.person(), id[board.NoteID]()
		hers, his := h.join(hana), h.join(h.person())
		h.must(hana, board.AddNote{Note: note, Text: "わたしの"})
		h.room.Doing(hers, string(note))
		time.Sleep(time.Second)
		synctest.Wait()
		if strings.Contains(his.heard(), `"doing":"`+string(note)) || !strings.Contains(his.heard(), `"doing":"writing"`) {
			t.Errorf("a neighbour hears %s", his.heard())
		}
		if !strings.Contains(hers.heard(), `"doing":"`+string(note)) {
			t.Error("her other window does not hear it")
		}
	})
}

// J-02: presence a thousand times a second is told ten times a second, and ops
// do not wait for it.
func TestPresenceIsMerged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		hears, busy := h.join(h.lead), h.join(h.person())
		var slowest time.Duration
		for n := range 5000 {
			h.room.Doing(busy, []string{"writing", ""}[n%2])
			time.Sleep(time.Millisecond)
			if n%100 == 0 {
				began := time.Now()
				h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "そのあいだに"})
				slowest = max(slowest, time.Since(began))
			}
		}
		time.Sleep(time.Second)
		if n := strings.Count(hears.heard(), `"t":"people"`); n < 10 || n > 51 {
			t.Errorf("in five seconds presence was told %d times", n)
		}
		if slowest > 10*time.Millisecond {
			t.Errorf("an op waited for %v", slowest)
		}
		if last := hears.heard(); strings.Contains(last[strings.LastIndex(last, `"t":"people"`):], "writing") {
			t.Error("the last word was not told")
		}
	})
}
