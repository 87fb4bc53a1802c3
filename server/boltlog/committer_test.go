package boltlog

import (
	"context"
	"errors"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
	"yoriai/server/logtest"
)

// gate lets a test hold the committer in its commit.
type gate struct{ reached, release chan struct{} }

func newGate() gate { return gate{make(chan struct{}, 1), make(chan struct{})} }

// once holds the first commit only.
func (g gate) once(commit func(*bolt.Tx) error) func(*bolt.Tx) error {
	first := true
	return func(tx *bolt.Tx) error {
		if first {
			first = false
			g.reached <- struct{}{}
			<-g.release
		}
		return commit(tx)
	}
}

// TestGroupCommit: whatever comes while one commit is under way goes into the
// next one together.
func TestGroupCommit(t *testing.T) {
	const writers = 120
	g := newGate()
	s := tampered(t, newPath(t), func(s *Store) { s.commit = g.once(s.commit) })
	var all sync.WaitGroup
	put := func(doc board.DocID, entries []board.Entry) {
		all.Go(func() {
			if err := s.Append(context.Background(), doc, 0, entries); err != nil {
				t.Errorf("append: %v", err)
			}
		})
	}
	put(logtest.NewDoc(), logtest.NewEntries(0, 1))
	<-g.reached
	for range writers {
		put(logtest.NewDoc(), logtest.NewEntries(0, 1))
	}
	eventually(t, "all writers wait", func() bool { return len(s.queue) == writers })
	close(g.release)
	all.Wait()
	if n := s.commits.Load(); n != 2 {
		t.Errorf("%d appends took %d transactions, want 2", writers+1, n)
	}
	if docs, err := s.Documents(context.Background()); len(docs) != writers+1 || err != nil {
		t.Errorf("%d documents, %v", len(docs), err)
	}
}

// TestNeighboursInABatch: an append, one that loses against it, one that builds
// on it and one that repeats its op, all in one transaction.
func TestNeighboursInABatch(t *testing.T) {
	g, ctx := newGate(), context.Background()
	s := tampered(t, newPath(t), func(s *Store) { s.commit = g.once(s.commit) })
	doc := logtest.NewDoc()
	entries := logtest.NewEntries(0, 2)
	loser, again := logtest.NewEntries(0, 1), entries[0]
	again.Seq = 3
	held := make(chan error, 1)
	go func() { held <- s.Put(ctx, "shelf", "key", nil) }()
	<-g.reached
	calls := []struct {
		expect  board.Seq
		entries []board.Entry
		want    error
		result  chan error
	}{
		{0, entries[:1], nil, nil},
		{0, loser, board.ErrConflict, nil},
		{1, entries[1:], nil, nil},
		{2, []board.Entry{again}, board.ErrConflict, nil},
	}
	for i := range calls {
		c := &calls[i]
		c.result = make(chan error, 1)
		go func() { c.result <- s.Append(ctx, doc, c.expect, c.entries) }()
		eventually(t, "it waits, behind the others", func() bool { return len(s.queue) == i+1 })
	}
	close(g.release)
	if err := <-held; err != nil {
		t.Error(err)
	}
	for i, c := range calls {
		if err := <-c.result; !errors.Is(err, c.want) {
			t.Errorf("call %d got %v, want %v", i, err, c.want)
		}
	}
	if n := s.commits.Load(); n != 2 {
		t.Errorf("%d transactions, want 2", n)
	}
	got, err := s.Read(ctx, doc, 0, 5)
	if err != nil {
		t.Fatal(err)
	}
	logtest.Same(t, "the document", got, entries)
}

// TestWithdrawn: a caller who leaves while its job waits leaves nothing behind;
// one whose job is in the transaction gets the truth.
func TestWithdrawn(t *testing.T) {
	g := newGate()
	s := tampered(t, newPath(t), func(s *Store) { s.commit = g.once(s.commit) })
	inside, outside := logtest.NewDoc(), logtest.NewDoc()
	ctx, cancel := context.WithCancel(context.Background())
	results := make(chan error, 2)
	go func() { results <- s.Append(ctx, inside, 0, logtest.NewEntries(0, 1)) }()
	<-g.reached
	late := make(chan error, 1)
	go func() { late <- s.Append(ctx, outside, 0, logtest.NewEntries(0, 1)) }()
	eventually(t, "the second waits", func() bool { return len(s.queue) == 1 })
	cancel()
	if err := <-late; !errors.Is(err, context.Canceled) {
		t.Errorf("the waiting caller got %v", err)
	}
	close(g.release)
	if err := <-results; err != nil {
		t.Errorf("the caller in the transaction got %v, though it was stored", err)
	}
	if err := s.Put(context.Background(), "shelf", "key", nil); err != nil { // now the queue has been worked off
		t.Fatal(err)
	}
	for doc, want := range map[board.DocID]board.Seq{inside: 1, outside: 0} {
		if last, err := s.Last(context.Background(), doc); last != want || err != nil {
			t.Errorf("last is %d, want %d (%v)", last, want, err)
		}
	}
}

// TestQueueIsBounded: beyond its length callers wait outside, and may leave.
func TestQueueIsBounded(t *testing.T) {
	g := newGate()
	s := tampered(t, newPath(t), func(s *Store) { s.commit = g.once(s.commit) })
	var all sync.WaitGroup
	put := func(ctx context.Context, key string) {
		all.Go(func() { _ = s.Put(ctx, "shelf", key, nil) })
	}
	put(context.Background(), "first")
	<-g.reached
	for range queueLen {
		put(context.Background(), "waiting")
	}
	eventually(t, "the queue is full", func() bool { return len(s.queue) == queueLen })
	ctx, cancel := context.WithCancel(context.Background())
	turned := make(chan error, 1)
	go func() { turned <- s.Put(ctx, "shelf", "too many", nil) }()
	cancel()
	if err := <-turned; !errors.Is(err, context.Canceled) {
		t.Errorf("the one outside got %v", err)
	}
	close(g.release)
	all.Wait()
	if _, found, err := s.Get(context.Background(), "shelf", "too many"); found || err != nil {
		t.Errorf("what was never taken: found %v, %v", found, err)
	}
}

// TestCloseFinishesWhatWaits: at the end of the evening everything is on the disk.
// It is tried again and again, because the committer chooses at random
// between the queue and the end.
func TestCloseFinishesWhatWaits(t *testing.T) {
	for range 10 {
		closeWithWaiters(t)
	}
}

func closeWithWaiters(t *testing.T) {
	t.Helper()
	path, g, ctx := newPath(t), newGate(), context.Background()
	s := tampered(t, path, func(s *Store) { s.commit = g.once(s.commit) })
	const writers = 5
	results := make(chan error, writers+1)
	go func() { results <- s.Put(ctx, "shelf", "held", nil) }()
	<-g.reached
	for range writers {
		go func() { results <- s.Append(ctx, logtest.NewDoc(), 0, logtest.NewEntries(0, 2)) }()
	}
	eventually(t, "the others wait", func() bool { return len(s.queue) == writers })
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	<-s.stop
	if err := s.Put(ctx, "shelf", "late", nil); !errors.Is(err, ErrClosed) {
		t.Errorf("a caller after Close: %v", err)
	}
	close(g.release)
	for range writers + 1 {
		if err := <-results; err != nil {
			t.Errorf("a caller before Close: %v", err)
		}
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	listed, err := mustOpen(t, path, Options{}).Documents(ctx)
	if err != nil || len(listed) != writers {
		t.Errorf("%d documents are there, want %d (%v)", len(listed), writers, err)
	}
}

// TestOneFailsTheOthersDoNot: a job whose writing fails half-way is left out,
// and with it everything it had written by then.
func TestOneFailsTheOthersDoNot(t *testing.T) {
	g, ctx := newGate(), context.Background()
	s := tampered(t, newPath(t), func(s *Store) { s.commit = g.once(s.commit) })
	results := make(chan error, 3)
	go func() { results <- s.Put(ctx, "shelf", "held", nil) }()
	<-g.reached
	go func() { results <- s.Put(ctx, "shelf", "before", nil) }()
	eventually(t, "one waits", func() bool { return len(s.queue) == 1 })
	bad := make(chan error, 1)
	broken := errors.New("half-way")
	go func() {
		bad <- s.submit(ctx, &job{write: func(b *batch) error {
			key, _ := shelfKey("shelf", "half")
			return errors.Join(b.put(bucketShelves, key, nil), broken)
		}})
	}()
	eventually(t, "two wait", func() bool { return len(s.queue) == 2 })
	go func() { results <- s.Put(ctx, "shelf", "after", nil) }()
	eventually(t, "three wait", func() bool { return len(s.queue) == 3 })
	close(g.release)
	if err := <-bad; !errors.Is(err, broken) {
		t.Errorf("the failing job got %v", err)
	}
	for range 3 {
		if err := <-results; err != nil {
			t.Errorf("a neighbour got %v", err)
		}
	}
	for key, want := range map[string]bool{"held": true, "before": true, "half": false, "after": true} {
		if _, found, err := s.Get(ctx, "shelf", key); found != want || err != nil {
			t.Errorf("%s: found %v, want %v (%v)", key, found, want, err)
		}
	}
}
