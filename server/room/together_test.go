package room_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"yoriai/board"
	"yoriai/server/room"
)

// gathering holds the log's first append, so that what is submitted meanwhile
// goes into one commit.
type gathering struct {
	*hall
	answered sync.WaitGroup
}

func (h *hall) gathering() *gathering {
	h.t.Helper()
	g := &gathering{hall: h}
	h.log.reached, h.log.gate = make(chan struct{}), make(chan struct{})
	g.submit(h.lead, id[board.OpID](), board.AddStatement{Statement: id[board.StatementID](), Text: "前の仕事", To: board.Target{At: &board.Point{}}})
	<-h.log.reached
	return g
}

// submit sends an op and gives a place where its outcome will be.
func (g *gathering) submit(a board.Actor, op board.OpID, what board.Op) *error {
	g.t.Helper()
	outcome := new(error)
	g.answered.Add(1)
	err := g.room.Submit(context.Background(), room.Intent{Actor: a, ID: op, Op: what}, func(_ board.Entry, err error) {
		*outcome = err
		g.answered.Done()
	})
	if err != nil {
		g.t.Fatal(err)
	}
	return outcome
}

// commit lets the first append through and then, with the disk as it is to
// be, the one that holds all that was gathered.
func (g *gathering) commit(disk error) {
	g.log.gate <- struct{}{}
	<-g.log.reached
	g.log.mu.Lock()
	g.log.fail = disk
	g.log.mu.Unlock()
	g.log.gate <- struct{}{}
	g.answered.Wait()
	g.log.gate = nil
	g.log.becomes(nil)
}

// A browser that reconnects may send an op by the old line and the new one at
// once. The second copy was once acknowledged although the append of the first
// had failed: the browser threw its words away.
func TestTwoCopiesShareOneOutcome(t *testing.T) {
	h := openHall(t)
	h.phase(board.Gather)
	g := h.gathering()
	op, note := id[board.OpID](), board.AddNote{Note: id[board.NoteID](), Text: "二度送った"}
	first, second := g.submit(h.lead, op, note), g.submit(h.lead, op, note)
	other := g.submit(h.lead, op, board.AddNote{Note: id[board.NoteID](), Text: "別の文"})
	g.commit(errors.New("disk full"))
	for _, outcome := range []*error{first, second} {
		if board.CodeOf(*outcome) != board.Storage {
			t.Errorf("a copy of what was not stored is answered with %v", *outcome)
		}
	}
	if board.CodeOf(*other) != board.OpIDReuse {
		t.Errorf("another op under the same id: %v", *other)
	}
}

// An edit in the writing phase and the reveal may share a commit. The draft
// from before the edit was once told to everybody, because the notes were open
// by the time it was told.
func TestADraftStaysPrivateThoughItsBoardOpens(t *testing.T) {
	h := openHall(t)
	h.phase(board.Prepare)
	hana, taro := h.person(), h.person()
	note := id[board.NoteID]()
	h.phase(board.Writing)
	his := h.join(taro)
	h.must(hana, board.AddNote{Note: note, Text: "きつい下書き"})
	h.must(h.lead, board.SetPhase{Phase: board.Prepare}) // where a coordinator may write statements
	g := h.gathering()
	g.submit(h.lead, id[board.OpID](), board.SetPhase{Phase: board.Writing})
	g.submit(hana, id[board.OpID](), board.EditNote{Note: note, Base: "きつい下書き", Text: "やわらかい文"})
	g.submit(h.lead, id[board.OpID](), board.SetPhase{Phase: board.Gather})
	g.commit(nil)
	if heard := his.heard(); strings.Contains(heard, "きつい") || !strings.Contains(heard, "やわらかい文") {
		t.Error("a neighbour heard the draft, or not the note")
	}
	h.same(his)
}

// Who steers the hall may withdraw a note of the writing phase without having
// seen it: the name on their undo button must not tell its words.
func TestUndoIsNamedByWhatItsAuthorMaySee(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana := h.person()
	note := id[board.NoteID]()
	h.must(hana, board.AddNote{Note: note, Text: "まだ見せない"})
	facilitator := board.Actor{Seat: id[board.SeatID](), Role: board.Facilitator}
	h.must(facilitator, board.WithdrawNote{Note: note})
	h.must(facilitator, board.RestoreNote{Note: note})
	for range 2 {
		if b := h.join(facilitator); strings.Contains(b.heard(), "見せない") {
			t.Errorf("the facilitator hears %s", b.heard())
		}
		h.restart()
	}
	if b := h.join(hana); !strings.Contains(b.heard(), "まだ見せない") {
		t.Error("its author does not find the note")
	}
}

func TestReadOnlyEndsWithTheDoubt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		watcher := h.join(h.lead)
		h.log.failHalf = errors.New("sync failed")
		in := room.Intent{Actor: h.lead, ID: id[board.OpID](), Op: board.AddNote{Note: id[board.NoteID](), Text: "半分"}}
		if _, err := h.room.Do(t.Context(), in); err == nil {
			t.Fatal("the failing append was acknowledged")
		}
		h.recovers()
		if _, err := h.room.Do(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(watcher.heard(), `"readOnly":false`) {
			t.Error("the note is stored and the page still says that nothing can be")
		}
	})
}

// Documents that were being opened when the end came are ended as well: a room
// that outlives the registry would use a log that is closed.
func TestNoRoomOutlivesTheEnd(t *testing.T) {
	for range 20 {
		rooms := room.New(room.Config{Log: newMemLog()})
		var using sync.WaitGroup
		for i := range 20 {
			using.Go(func() {
				if _, free, err := rooms.Use(context.Background(), board.DocID(rune('a'+i%3))); err == nil {
					free()
				}
			})
		}
		rooms.Close()
		using.Wait()
	}
}

// An op may take back what is decided in the same commit: it looks into what is
// about to be written as well as into the log, and falls with it.
func TestAnOpLooksBackIntoItsOwnCommit(t *testing.T) {
	for _, disk := range []error{nil, errors.New("disk full")} {
		synctest.Test(t, func(t *testing.T) {
			h := openHall(t)
			h.phase(board.Gather)
			watcher := h.join(h.lead)
			g := h.gathering() // entry 3 is being written
			added := g.submit(h.lead, id[board.OpID](), board.AddNote{Note: id[board.NoteID](), Text: "すぐ戻す"})
			undone := g.submit(h.lead, id[board.OpID](), board.Undo{Of: 4})
			again := g.submit(h.lead, id[board.OpID](), board.Undo{Of: 5})
			future := g.submit(h.lead, id[board.OpID](), board.Undo{Of: 7})
			g.commit(disk)
			for _, outcome := range []*error{added, undone, again} {
				if (*outcome == nil) != (disk == nil) {
					t.Errorf("with a disk that says %v: %v", disk, *outcome)
				}
			}
			if board.CodeOf(*future) != board.NotFound {
				t.Errorf("an entry of the future: %v", *future)
			}
			h.recovers()
			h.same(watcher)
			if disk == nil {
				h.wants(h.lead, "3:statement.add:前の仕事 6:note.add:すぐ戻す", "")
			} else {
				h.wants(h.lead, "3:statement.add:前の仕事", "")
			}
		})
	}
}
