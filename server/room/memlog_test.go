package room_test

import (
	"context"
	"errors"
	"sync"

	"yoriai/board"
)

// memLog is a log in memory that a test can stop, fail and look into.
type memLog struct {
	mu       sync.Mutex
	entries  map[board.DocID][][]byte // encoded: what comes back is never the caller's memory
	snaps    map[board.DocID][]byte
	appends  int
	fail     error         // next appends fail with it, storing nothing
	failHalf error         // next append stores and fails with it all the same
	gate     chan struct{} // if set, an append waits for it
	reached  chan struct{} // told when an append waits at the gate
}

func newMemLog() *memLog {
	return &memLog{entries: map[board.DocID][][]byte{}, snaps: map[board.DocID][]byte{}}
}

func (l *memLog) Epoch() board.Epoch { return "epoch-1" }

func (l *memLog) Append(_ context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	if l.gate != nil {
		l.reached <- struct{}{}
		<-l.gate
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail != nil {
		return l.fail
	}
	if board.Seq(len(l.entries[doc])) != expect {
		return board.ErrConflict
	}
	for _, e := range entries {
		data, err := board.Encode(e)
		if err != nil {
			return err
		}
		l.entries[doc] = append(l.entries[doc], data)
	}
	l.appends++
	err := l.failHalf
	l.failHalf = nil
	return err
}

func (l *memLog) Read(_ context.Context, doc board.DocID, after board.Seq, limit int) ([]board.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []board.Entry
	for i := int(after); i < len(l.entries[doc]) && len(out) < limit; i++ {
		var e board.Entry
		if err := e.UnmarshalJSON(l.entries[doc][i]); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func (l *memLog) Last(_ context.Context, doc board.DocID) (board.Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return board.Seq(len(l.entries[doc])), nil
}

func (l *memLog) Find(ctx context.Context, doc board.DocID, author board.SeatID, op board.OpID) (board.Entry, bool, error) {
	all, err := l.Read(ctx, doc, 0, 1<<30)
	for _, e := range all {
		if e.Author == author && e.ID == op {
			return e, true, err
		}
	}
	return board.Entry{}, false, err
}

func (l *memLog) SaveSnapshot(_ context.Context, doc board.DocID, snap board.Snapshot) error {
	data, err := board.Encode(snap)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.snaps[doc] = data
	return err
}

func (l *memLog) Snapshot(_ context.Context, doc board.DocID) (board.Snapshot, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var s board.Snapshot
	data, ok := l.snaps[doc]
	if !ok {
		return s, false, nil
	}
	return s, true, s.UnmarshalJSON(data)
}

func (l *memLog) Documents(context.Context) ([]board.DocID, error) {
	return nil, errors.New("not used")
}

var _ board.Log = (*memLog)(nil)

func (l *memLog) Probe(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.fail
}
