package room_test

import (
	"context"
	"errors"
	"sync"

	"yoriai/board"
)

// memLog is a log in memory that a test can stop, fail and look into.
type memLog struct {
	mu        sync.Mutex
	entries   map[board.DocID][][]byte // encoded: what comes back is never the caller's memory
	ids       map[memKey]int           // where an op is among the entries, from 1 on
	snaps     map[board.DocID][]byte
	appends   int
	tries     int           // appends, those that failed too
	probes    int           // questions whether it takes writes
	fail      error         // next appends and probes fail with it, storing nothing
	fault     any           // next append panics with it
	failHalf  error         // next append stores and fails with it all the same
	blind     bool          // with failHalf: the document cannot be read afterwards
	unread    board.DocID   // reading this document's entries fails
	readFault bool          // reading panics
	gate      chan struct{} // if set, an append waits for it
	reached   chan struct{} // told when an append waits at the gate
}

type memKey struct {
	doc    board.DocID
	author board.SeatID
	op     board.OpID
}

func newMemLog() *memLog {
	return &memLog{entries: map[board.DocID][][]byte{}, ids: map[memKey]int{}, snaps: map[board.DocID][]byte{}}
}

func (l *memLog) Epoch() board.Epoch { return "epoch-1" }

func (l *memLog) Append(_ context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	if l.gate != nil {
		l.reached <- struct{}{}
		<-l.gate
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tries++
	if fault := l.fault; fault != nil {
		l.fault = nil
		panic(fault)
	}
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
		l.ids[memKey{doc, e.Author, e.ID}] = len(l.entries[doc])
	}
	l.appends++
	err := l.failHalf
	l.failHalf = nil
	if err != nil && l.blind {
		l.unread = doc
	}
	return err
}

func (l *memLog) Read(_ context.Context, doc board.DocID, after board.Seq, limit int) ([]board.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.readFault {
		panic("a fault of ours")
	}
	if doc == l.unread {
		return nil, board.ErrDamaged
	}
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
	l.mu.Lock()
	n := l.ids[memKey{doc, author, op}]
	l.mu.Unlock()
	if n == 0 {
		return board.Entry{}, false, nil
	}
	found, err := l.Read(ctx, doc, board.Seq(n-1), 1)
	if err != nil {
		return board.Entry{}, false, err
	}
	return found[0], true, nil
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
	l.probes++
	return l.fail
}

// becomes sets what appends and probes fail with from now on.
func (l *memLog) becomes(fail error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fail = fail
}

// panics makes the next append fall over.
func (l *memLog) panics(with any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fault = with
}

func (l *memLog) counts() (tries, probes int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tries, l.probes
}
