package room_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"yoriai/board"
	"yoriai/server/room"
)

var errFull = errors.New("no space left on device")

// another opens a second document in the same store.
func (h *hall) another() *hall {
	h.t.Helper()
	o := &hall{t: h.t, log: h.log, rooms: h.rooms, doc: id[board.DocID](), table: h.table, lead: h.lead}
	var err error
	if o.room, o.free, err = h.rooms.Use(context.Background(), o.doc); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(o.free)
	o.must(board.Actor{Seat: id[board.SeatID](), Role: board.Organiser},
		board.OpenBoard{Board: board.BoardID(o.doc), Workshop: id[board.WorkshopID](), Table: o.table})
	o.phase(board.Gather)
	return o
}

func note(text string) board.AddNote { return board.AddNote{Note: id[board.NoteID](), Text: text} }

// One room finds the disk full; all others are told within a second, and no op
// of theirs goes to the disk to find out the same.
func TestAFullDiskStopsEveryRoomAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		o := h.another()
		here, there := h.join(h.lead), o.join(o.lead)
		h.log.becomes(errFull)
		if _, err := h.do(h.lead, note("入らない")); board.CodeOf(err) != board.Storage {
			t.Fatalf("the disk is full and the sender heard %v", err)
		}
		tries, _ := h.log.counts()
		time.Sleep(time.Second)
		synctest.Wait()
		for _, b := range []*browser{here, there} {
			if n := strings.Count(b.heard(), `"readOnly":true`); n != 1 {
				t.Errorf("after a second the banner came %d times", n)
			}
		}
		for range 50 {
			if _, err := o.do(o.lead, note("待っている")); board.CodeOf(err) != board.Storage {
				t.Errorf("meanwhile an op is answered with %v", err)
			}
		}
		if now, _ := h.log.counts(); now != tries {
			t.Errorf("%d ops were tried on a disk known to be full", now-tries)
		}
		if late := o.join(o.person()); late.snaps != 1 || !strings.Contains(late.heard(), `"readOnly":true`) {
			t.Error("who comes now does not get the board, or not the banner")
		}
	})
}

func TestItResumesByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		o := h.another()
		there := o.join(o.lead)
		h.log.becomes(errFull)
		h.do(h.lead, note("入らない"))
		time.Sleep(time.Minute)
		synctest.Wait()
		if _, probes := h.log.counts(); probes < 55 || probes > 61 {
			t.Errorf("in a minute the disk was asked %d times", probes)
		}
		if !h.rooms.ReadOnly() {
			t.Error("the registry does not know")
		}
		h.log.becomes(nil)
		time.Sleep(1200 * time.Millisecond)
		synctest.Wait()
		if !strings.HasSuffix(strings.TrimSpace(there.heard()), `"readOnly":false}`) || h.rooms.ReadOnly() {
			t.Error("a second after space returned the other room still stands still")
		}
		o.must(o.lead, note("また書ける"))
		o.same(there)
	})
}

// A disk that takes the small probe and refuses what people write must not make
// the banner blink every second.
func TestADiskThatRelapsesIsAskedMoreSlowly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		b := h.join(h.lead)
		until := time.Now().Add(time.Minute)
		for time.Now().Before(until) {
			h.log.becomes(errFull)
			h.do(h.lead, note("入らない"))
			h.log.becomes(nil)
			time.Sleep(100 * time.Millisecond)
			synctest.Wait()
		}
		if n := strings.Count(b.heard(), `"readOnly":true`); n < 10 || n > 20 {
			t.Errorf("in a minute the banner came %d times", n)
		}
	})
}

func TestSpaceIsToldToThoseWhoSteer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		steers := board.Actor{Seat: id[board.SeatID](), Role: board.Facilitator}
		his, hers := h.join(steers), h.join(h.person())
		told := func(low bool) {
			h.rooms.TellSpace(low)
			time.Sleep(time.Second)
			synctest.Wait()
		}
		told(true)
		if n := strings.Count(his.heard(), `"readOnly":false,"space":"low"}`); n != 1 {
			t.Errorf("who steers was told %d times", n)
		}
		if late := h.join(steers); !strings.Contains(late.heard(), `"space":"low"`) {
			t.Error("who steers and comes later is not told")
		}
		h.log.becomes(errFull)
		h.do(h.lead, note("入らない"))
		synctest.Wait()
		if !strings.Contains(his.heard(), `"readOnly":true,"space":"low"}`) {
			t.Error("read-only, the banner forgets the disk")
		}
		h.log.becomes(nil)
		h.recovers()
		told(false)
		if !strings.HasSuffix(strings.TrimSpace(his.heard()), `"readOnly":false}`) {
			t.Error("who steers is not told that there is space again")
		}
		if strings.Contains(hers.heard(), "space") {
			t.Error("a participant is troubled with the disk")
		}
	})
}

// Entries that were stored although the append failed are told before the
// people hear that all is well, and a document that cannot be read stays as it
// is while the others go on.
func TestADocumentInDoubtWaitsForItsLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Gather)
		o := h.another()
		here := h.join(h.lead)
		h.log.mu.Lock()
		h.log.failHalf, h.log.blind = errors.New("sync failed"), true
		h.log.mu.Unlock()
		in := room.Intent{Actor: h.lead, ID: id[board.OpID](), Op: note("どちらか分からない")}
		if _, err := h.room.Do(t.Context(), in); board.CodeOf(err) != board.Storage {
			t.Fatalf("heard %v", err)
		}
		h.recovers()
		if _, err := h.room.Do(t.Context(), in); board.CodeOf(err) != board.Storage || strings.Contains(here.heard(), `"readOnly":false`) {
			t.Errorf("a document in doubt takes an op: %v", err)
		}
		o.must(o.lead, note("となりは書ける"))
		h.log.mu.Lock()
		h.log.unread = ""
		h.log.mu.Unlock()
		h.recovers()
		if heard := here.heard(); !strings.Contains(heard, "どちらか") || strings.Index(heard, "どちらか") > strings.Index(heard, `"readOnly":false`) {
			t.Error("the note came after the good news, or not at all")
		}
		if e, err := h.room.Do(t.Context(), in); err != nil || e.Seq != 3 {
			t.Errorf("sent again it is entry %d, %v", e.Seq, err)
		}
		h.same(here)
	})
}

// A disk that fails as it likes under people who send until they are told:
// whatever was acknowledged is in the log once, under the number that was told.
func TestNothingAcknowledgedIsLostOrDoubled(t *testing.T) {
	refused, seeds := 0, uint64(30)
	if os.Getenv("YORIAI_SOAK") != "" {
		seeds = 1000
	}
	for seed := range seeds {
		synctest.Test(t, func(t *testing.T) {
			refused += evening(t, seed)
		})
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if refused == 0 {
		t.Error("the disk never failed: this proves nothing")
	}
	t.Logf("%d refusals", refused)
}

func evening(t *testing.T, seed uint64) int {
	h := openHall(t)
	h.phase(board.Writing)
	watcher := h.join(h.lead)
	var people sync.WaitGroup
	var mu sync.Mutex
	acked, refused := map[board.OpID]board.Seq{}, 0
	for p := range uint64(4) {
		people.Go(func() {
			chance, who := rand.New(rand.NewPCG(seed, p)), h.person()
			for n := range 25 {
				in := room.Intent{Actor: who, ID: id[board.OpID](), Op: board.AddNote{Note: id[board.NoteID](), Text: fmt.Sprint(p, n)}}
				for {
					e, err := h.room.Do(context.Background(), in)
					mu.Lock()
					if err == nil {
						acked[in.ID] = e.Seq
						mu.Unlock()
						break
					}
					refused++
					mu.Unlock()
					time.Sleep(time.Duration(chance.IntN(900)) * time.Millisecond)
				}
				time.Sleep(time.Duration(chance.IntN(300)) * time.Millisecond)
			}
		})
	}
	stop := make(chan struct{})
	var disk sync.WaitGroup
	disk.Go(func() { h.log.misbehaves(rand.New(rand.NewPCG(seed, 99)), stop) })
	people.Wait()
	close(stop)
	disk.Wait()
	h.recovers()
	h.holdsOnce(acked)
	h.same(watcher)
	return refused
}

// misbehaves fails now and then, storing or not, until stopped.
func (l *memLog) misbehaves(chance *rand.Rand, stop <-chan struct{}) {
	for {
		l.mu.Lock()
		l.fail, l.failHalf = nil, nil
		switch chance.IntN(4) {
		case 0:
			l.fail = errFull
		case 1:
			l.failHalf = errors.New("sync failed")
		}
		l.mu.Unlock()
		select {
		case <-stop:
			l.becomes(nil)
			return
		case <-time.After(time.Duration(chance.IntN(4000)) * time.Millisecond):
		}
	}
}

func (h *hall) holdsOnce(acked map[board.OpID]board.Seq) {
	h.t.Helper()
	entries, err := h.log.Read(context.Background(), h.doc, 0, 1<<20)
	if err != nil {
		h.t.Fatal(err)
	}
	times := map[board.OpID]int{}
	for _, e := range entries {
		times[e.ID]++
		if seq, ok := acked[e.ID]; ok && seq != e.Seq {
			h.t.Errorf("acknowledged as %d it is entry %d", seq, e.Seq)
		}
	}
	for op := range acked {
		if times[op] != 1 {
			h.t.Errorf("an acknowledged op is in the log %d times", times[op])
		}
	}
}

var quiet = slog.New(slog.DiscardHandler)
