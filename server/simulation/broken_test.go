package simulation

import (
	"context"
	"testing"
	"testing/synctest"

	"yoriai/board"
)

// The tests of the test: a server that is broken on purpose must be found out.
// Each of these logs breaks one promise on which nothing is lost.

// unsynced says "stored" of what a kill takes away again: no fsync.
type unsynced struct{ *Memory }

// killed takes the newest entries away, as a cut of the power does with what was only in the kernel's memory.
func (l *unsynced) killed() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for doc, entries := range l.entries {
		l.entries[doc] = entries[:len(entries)-min(len(entries)-1, 3)]
		if snap := l.snaps[doc]; int(snap.Seq) > len(l.entries[doc]) {
			delete(l.snaps, doc)
		}
	}
}

// forgetful knows no op again that it has stored before: no dedupe.
type forgetful struct{ *Memory }

func (l forgetful) Find(context.Context, board.DocID, board.SeatID, board.OpID) (board.Entry, bool, error) {
	return board.Entry{}, false, nil
}

// hasty says "stored" although the disk refused: what is published before it
// was written.
type hasty struct{ *Memory }

func (l hasty) Append(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	_ = l.Memory.Append(ctx, doc, expect, entries)
	return nil
}

// TestBrokenServersAreFound: the rig that never fails proves nothing.
func TestBrokenServersAreFound(t *testing.T) {
	for _, c := range []struct {
		name string
		log  func(*Memory) board.Log
	}{
		{"no fsync", func(m *Memory) board.Log { return &unsynced{m} }},
		{"no dedupe", func(m *Memory) board.Log { return forgetful{m} }},
		{"published before it is stored", func(m *Memory) board.Log { return hasty{m} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			for seed := range uint64(10) {
				if found := broken(t, seed, c.log); found > 0 {
					t.Logf("seed %d found %d faults", seed, found)
					return
				}
			}
			t.Error("ten evenings found nothing wrong")
		})
	}
}

// broken plays an evening and counts what is wrong at its end.
func broken(t *testing.T, seed uint64, log func(*Memory) board.Log) (found int) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, seed, 100, log)
		w.evening()
		found = len(w.faults())
		w.cutAll()
		w.rooms.Close()
	})
	return found
}
