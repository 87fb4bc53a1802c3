package room_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"yoriai/board"
	"yoriai/server/room"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// hall is a room with one board and people round it.
type hall struct {
	t     *testing.T
	log   *memLog
	rooms *room.Rooms
	doc   board.DocID
	table board.TableID
	room  *room.Room
	free  func()
	lead  board.Actor
	cfg   func(*room.Config)
}

func id[T ~string]() T { return T(uuid.NewString()) }

func openHall(t *testing.T) *hall {
	t.Helper()
	return openHallWith(t, func(*room.Config) {})
}

func openHallWith(t *testing.T, cfg func(*room.Config)) *hall {
	t.Helper()
	h := &hall{t: t, cfg: cfg, log: newMemLog(), doc: id[board.DocID](), table: id[board.TableID]()}
	h.lead = board.Actor{Seat: id[board.SeatID](), Role: board.Coordinator, Table: h.table}
	h.start()
	h.must(board.Actor{Seat: id[board.SeatID](), Role: board.Organiser},
		board.OpenBoard{Board: board.BoardID(h.doc), Workshop: id[board.WorkshopID](), Table: h.table})
	t.Cleanup(func() {
		state, _, err := h.room.Copy(t.Context())
		if err == nil {
			for _, p := range board.Check(state) {
				t.Errorf("invariant: %v", p)
			}
		}
		h.free()
		h.rooms.Close()
	})
	return h
}

func (h *hall) start() {
	h.t.Helper()
	cfg := room.Config{Log: h.log, Logger: quiet, Now: func() time.Time { return time.UnixMilli(1_800_000_000_000) }}
	h.cfg(&cfg)
	h.rooms = room.New(cfg)
	var err error
	if h.room, h.free, err = h.rooms.Use(context.Background(), h.doc); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) restart() {
	h.t.Helper()
	h.free()
	h.rooms.Close()
	h.start()
}

func (h *hall) person() board.Actor {
	return board.Actor{Seat: id[board.SeatID](), Role: board.Participant, Side: board.Citizen, Table: h.table}
}

func (h *hall) do(a board.Actor, op board.Op) (board.Entry, error) {
	return h.room.Do(context.Background(), room.Intent{Actor: a, ID: id[board.OpID](), Op: op})
}

func (h *hall) must(a board.Actor, op board.Op) board.Entry {
	h.t.Helper()
	e, err := h.do(a, op)
	if err != nil {
		h.t.Fatalf("%s: %v", op.Type(), err)
	}
	return e
}

// recovers gives a storage that works again the time to be found out. Only in
// a bubble of synctest.
func (h *hall) recovers() {
	time.Sleep(3 * time.Second)
	synctest.Wait()
}

func (h *hall) phase(p board.Phase) { h.must(h.lead, board.SetPhase{Phase: p}) }

func TestWritingIsPrivateUntilRevealed(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana, taro := h.person(), h.person()
	hers, his := h.join(hana), h.join(taro)
	h.must(hana, board.AddNote{Note: id[board.NoteID](), Text: "花の植え替えは楽しい"})
	if strings.Contains(his.heard(), "植え替え") || strings.Contains(his.heard(), string(hana.Seat)+`","as"`) {
		t.Error("a neighbour heard the text, or who wrote, while writing")
	}
	h.same(hers)
	h.same(his)
	h.phase(board.Gather)
	if !strings.Contains(his.heard(), "植え替え") {
		t.Error("the reveal did not bring the text")
	}
	h.same(hers)
	h.same(his)
	h.phase(board.Writing)
	h.same(his)
}

func TestSameOpTwiceIsOneEntry(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana := h.person()
	in := room.Intent{Actor: hana, ID: id[board.OpID](), Op: board.AddNote{Note: id[board.NoteID](), Text: "一度だけ"}}
	first, err := h.room.Do(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	h.restart()
	again, err := h.room.Do(t.Context(), in)
	if err != nil || again.Seq != first.Seq {
		t.Errorf("sent again it became %d, %v; it was %d", again.Seq, err, first.Seq)
	}
	in.Op = board.AddNote{Note: id[board.NoteID](), Text: "別のこと"}
	if _, err := h.room.Do(t.Context(), in); board.CodeOf(err) != board.OpIDReuse {
		t.Errorf("another body under the same id: %v", err)
	}
	if last, _ := h.log.Last(t.Context(), h.doc); last != first.Seq {
		t.Errorf("the log ends at %d, not at %d", last, first.Seq)
	}
}

func TestFailedAppendIsSeenByNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		watcher := h.join(h.lead)
		before := watcher.heard()
		h.log.becomes(errors.New("disk full"))
		_, err := h.do(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "書けなかった"})
		if board.CodeOf(err) != board.Storage {
			t.Errorf("the sender heard %v", err)
		}
		news := strings.TrimPrefix(watcher.heard(), before)
		if strings.Contains(news, "書けなかった") || !strings.Contains(news, `"readOnly":true`) {
			t.Errorf("others heard %s", news)
		}
		h.same(watcher)
		h.log.becomes(nil)
		h.recovers()
		h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "書けた"})
		if !strings.Contains(watcher.heard(), `"readOnly":false}`) {
			t.Error("nobody was told that it works again")
		}
		h.same(watcher)
	})
}

// A disk may refuse after it has stored: the sender is told "not done", tries
// again with the same id, and it must not be done twice.
func TestAppendThatFailedAfterStoring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		watcher := h.join(h.lead)
		h.log.failHalf = errors.New("sync failed")
		in := room.Intent{Actor: h.lead, ID: id[board.OpID](), Op: board.AddNote{Note: id[board.NoteID](), Text: "半分"}}
		if _, err := h.room.Do(t.Context(), in); board.CodeOf(err) != board.Storage {
			t.Fatalf("the sender heard %v", err)
		}
		h.recovers()
		e, err := h.room.Do(t.Context(), in)
		if err != nil || e.Seq != 3 {
			t.Errorf("tried again: entry %d, %v", e.Seq, err)
		}
		if n := strings.Count(watcher.heard(), "半分"); n != 2 { // the op and the change of one entry
			t.Errorf("the note came %d times", n)
		}
		h.same(watcher)
	})
}

func TestWaitingOpsGoIntoOneAppend(t *testing.T) {
	h := openHall(t)
	h.phase(board.Gather)
	watcher := h.join(h.lead)
	before, frames := h.log.appends, watcher.news()
	h.log.reached, h.log.gate = make(chan struct{}), make(chan struct{})
	var answered sync.WaitGroup
	submit := func() {
		answered.Add(1)
		op := board.AddNote{Note: id[board.NoteID](), Text: "同時に"}
		in := room.Intent{Actor: h.lead, ID: id[board.OpID](), Op: op}
		err := h.room.Submit(t.Context(), in, func(_ board.Entry, err error) {
			if err != nil {
				t.Error(err)
			}
			answered.Done()
		})
		if err != nil {
			t.Error(err)
		}
	}
	submit()
	<-h.log.reached // the first is being written: the others wait
	for range 20 {
		submit()
	}
	h.log.gate <- struct{}{}
	<-h.log.reached
	h.log.gate <- struct{}{}
	answered.Wait()
	h.log.gate = nil
	if n := h.log.appends - before; n != 2 {
		t.Errorf("21 ops took %d appends, not 2", n)
	}
	h.same(watcher)
	if n := watcher.news() - frames; n != 2 {
		t.Errorf("two commits came in %d frames", n)
	}
}

// news counts the frames of entries: on a slow machine who is here is told meanwhile.
func (b *browser) news() (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, frame := range b.frames {
		if strings.Contains(frame, `"t":"`+room.SortEntries+`"`) {
			n++
		}
	}
	return n
}

func TestComingBack(t *testing.T) {
	h := openHall(t)
	h.phase(board.Gather)
	hana := h.person()
	b := h.join(hana)
	h.room.Leave(b)
	h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "留守のあいだに"})
	h.back(b, hana)
	h.same(b)
	if b.snaps != 1 || !strings.Contains(b.heard(), `"t":"resumed"`) {
		t.Error("a short absence cost a whole snapshot")
	}

	h.room.Leave(b)
	h.phase(board.Titling)
	h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "段階が変わった"})
	h.back(b, hana)
	h.same(b)
	if b.snaps != 2 {
		t.Error("entries were told across a change of what may be seen")
	}

	h.room.Leave(b)
	b.epoch = "another life"
	h.back(b, hana)
	h.same(b)
	if b.snaps != 3 {
		t.Error("a browser of another epoch was not started afresh")
	}

	h.restart()
	h.back(b, hana)
	h.same(b)
}

func TestStrangersDoNotEvenLearnThatABoardExists(t *testing.T) {
	h := openHall(t)
	stranger := board.Actor{Seat: id[board.SeatID](), Role: board.Coordinator, Table: id[board.TableID]()}
	b := &browser{t: t, viewer: stranger.Viewer(), shadow: board.NewState()}
	err := h.room.Join(t.Context(), b, stranger, "", 0)
	other, free, err2 := h.rooms.Use(t.Context(), id[board.DocID]())
	if err2 != nil {
		t.Fatal(err2)
	}
	defer free()
	none := other.Join(t.Context(), b, stranger, "", 0)
	if err == nil || none == nil || err.Error() != none.Error() || b.heard() != "" {
		t.Errorf("%v and %v, heard %q", err, none, b.heard())
	}
}

func TestUndoOutlivesARestart(t *testing.T) {
	h := openHall(t)
	h.phase(board.Gather)
	e := h.must(h.lead, board.AddNote{Note: id[board.NoteID](), Text: "道具が足りない"})
	h.restart()
	b := h.join(h.lead)
	if !strings.Contains(b.heard(), `"undo":[{"seq":3,"op":"note.add","what":"道具が足りない"}]`) {
		t.Errorf("after a restart: %s", b.heard())
	}
	h.must(h.lead, board.Undo{Of: e.Seq})
	h.same(b)
	if b = h.join(h.lead); !strings.Contains(b.heard(), `"undo":[]`) {
		t.Errorf("what was undone is offered again: %s", b.heard())
	}
}
