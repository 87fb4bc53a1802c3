package room_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"yoriai/board"
	"yoriai/server/room"
)

// A fault in one room ends that room only. Its members hear of it, an op that
// was in hand has no answer to believe in, and the next one who comes finds the
// document as the log has it.
func TestAFaultEndsOneRoomOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var logs strings.Builder
		var fell []room.Member
		var what board.DocID
		h := openHallWith(t, func(c *room.Config) {
			c.Logger = slog.New(slog.NewTextHandler(&logs, nil))
			c.Fell = func(doc board.DocID, members []room.Member) { what, fell = doc, members }
		})
		h.phase(board.Gather)
		o := h.another()
		here, there := h.join(h.lead), o.join(o.lead)
		kept := h.must(h.lead, note("残る"))
		h.log.panics("秘密の文")
		if _, err := h.do(h.lead, note("落ちる")); !errors.Is(err, room.ErrEnded) {
			t.Errorf("the op in hand is answered with %v", err)
		}
		synctest.Wait()
		if len(fell) != 1 || fell[0] != room.Member(here) || what != h.doc || h.rooms.Fallen() != 1 {
			t.Errorf("%d rooms fell; told of %v in %s", h.rooms.Fallen(), fell, what)
		}
		if !strings.Contains(logs.String(), "a room fell") || strings.Contains(logs.String(), "秘密の文") {
			t.Errorf("the log says %s", logs.String())
		}
		o.must(o.lead, note("となりは続く"))
		o.same(there)
		h.again()
		h.back(here, h.lead)
		if e := h.must(h.lead, note("また開いた")); e.Seq != kept.Seq+1 {
			t.Errorf("after the fault entry %d follows %d", e.Seq, kept.Seq)
		}
		h.same(here)
	})
}

// again opens the document anew after its room ended.
func (h *hall) again() {
	h.t.Helper()
	h.free()
	var err error
	if h.room, h.free, err = h.rooms.Use(context.Background(), h.doc); err != nil {
		h.t.Fatal(err)
	}
}

// What makes a room fall may come again with the first browser.
func TestADocumentThatFallsAgainRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		began, opened := time.Now(), 0
		for time.Since(began) < 5*time.Minute {
			h.free()
			r, free, err := h.rooms.Use(t.Context(), h.doc)
			if err != nil {
				if board.CodeOf(err) != board.Storage {
					t.Fatalf("a resting document is refused with %v", err)
				}
				h.free = func() {}
				time.Sleep(100 * time.Millisecond)
				continue
			}
			opened++
			h.room, h.free = r, free
			h.log.panics("again")
			h.do(h.lead, note("落ちる"))
			synctest.Wait()
		}
		if opened < 5 || opened > 13 {
			t.Errorf("in five minutes the document was opened %d times", opened)
		}
		time.Sleep(time.Hour)
		h.again()
		h.must(h.lead, note("休んだ"))
	})
}

// A state that cannot even be loaded is an error of this document.
func TestAFaultWhileOpening(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		h.log.mu.Lock()
		h.log.readFault = true
		h.log.mu.Unlock()
		if _, _, err := h.rooms.Use(t.Context(), id[board.DocID]()); board.CodeOf(err) != board.Storage {
			t.Errorf("the fault comes out as %v", err)
		}
		h.log.mu.Lock()
		h.log.readFault = false
		h.log.mu.Unlock()
		h.must(h.lead, note("ほかは無事"))
	})
}
