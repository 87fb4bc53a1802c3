package room_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"yoriai/board"
	"yoriai/server/logtest"
)

// overfill writes notes into the log beneath the room, and opens the room anew.
func (h *hall) overfill(notes int) {
	h.t.Helper()
	logtest.Overfill(h.t, h.log, h.doc, notes, "草が高い ")
	h.restart()
}

// D-20: a board past the limit is there to be read: everybody is told so and
// why, whoever comes and goes, and no op is done, whoever sends it. One note
// fewer, and it is a board as any other.
func TestABoardPastTheLimitIsOnlyRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		h.overfill(board.Bounds.Notes)
		if full := h.join(h.lead); strings.Contains(full.heard(), `"standing"`) {
			t.Error("a board that is just full is told to be read-only")
		}
		h.phase(board.Titling)

		h.overfill(1)
		tries, _ := h.log.counts()
		organiser := board.Actor{Seat: id[board.SeatID](), Role: board.Organiser}
		for _, who := range []board.Actor{h.lead, h.person(), organiser} {
			b := h.join(who)
			time.Sleep(time.Second)
			synctest.Wait()
			if n := strings.Count(b.heard(), `"readOnly":true,"why":"large"}`); b.snaps != 1 || n != 1 {
				t.Errorf("the %s got %d snapshots and was told %d times", who.Role, b.snaps, n)
			}
		}
		for who, op := range map[*board.Actor]board.Op{
			&h.lead:    note("入らない"),
			&organiser: board.SetPhase{Phase: board.Relating},
		} {
			if _, err := h.do(*who, op); board.CodeOf(err) != board.Frozen {
				t.Errorf("%s is answered with %v", op.Type(), err)
			}
		}
		state, _, err := h.room.Copy(t.Context())
		if now, _ := h.log.counts(); err != nil || now != tries || len(state.Notes()) != board.Bounds.Notes+1 {
			t.Errorf("%d ops were tried, %d notes are there, %v", now-tries, len(state.Notes()), err)
		}
	})
}

// A board too large on a disk that is full as well says what will not pass:
// who has written something is not left waiting for the disk.
func TestTooLargeComesBeforeADiskThatIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		h.overfill(board.Bounds.Notes + 1)
		b, other := h.join(h.lead), h.another()
		h.log.becomes(errFull)
		if _, err := other.do(other.lead, note("入らない")); board.CodeOf(err) != board.Storage {
			t.Fatalf("the disk is full and the sender heard %v", err)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if _, err := h.do(h.lead, note("入らない")); board.CodeOf(err) != board.Frozen || strings.Contains(b.heard(), `"readOnly":true}`) {
			t.Errorf("the sender heard %v, and before %s", err, b.heard())
		}
	})
}
