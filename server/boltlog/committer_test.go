package boltlog

import (
	"context"
	"errors"
	"os"
	"sync"
	"syscall"
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
func TestCloseFinishesWhatWaits(t *testing.T) {
	path, g := newPath(t), newGate()
	s := tampered(t, path, func(s *Store) { s.commit = g.once(s.commit) })
	docs := []board.DocID{logtest.NewDoc(), logtest.NewDoc(), logtest.NewDoc()}
	results := make(chan error, len(docs))
	for _, doc := range docs {
		go func() { results <- s.Append(context.Background(), doc, 0, logtest.NewEntries(0, 2)) }()
	}
	<-g.reached
	eventually(t, "the others wait", func() bool { return len(s.queue) >= 1 })
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	<-s.stop
	close(g.release)
	stored := 0
	for range docs {
		if err := <-results; err == nil {
			stored++
		} else if !errors.Is(err, ErrClosed) {
			t.Errorf("append: %v", err)
		}
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	listed, err := mustOpen(t, path, Options{}).Documents(context.Background())
	if err != nil || len(listed) != stored || stored < 2 {
		t.Errorf("%d acknowledged, %d there (%v)", stored, len(listed), err)
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

var errIO = &os.PathError{Op: "fdatasync", Path: "yoriai.db", Err: syscall.EIO}

// Ways in which a commit can fail.
var failures = map[string]struct {
	commit func(*bolt.Tx) error
	want   error
	stored bool
}{
	"before anything reached the file": {func(tx *bolt.Tx) error { _ = tx.Rollback(); return errIO }, ErrNotWritten, false},
	"after everything reached the file": {func(tx *bolt.Tx) error {
		if err := tx.Commit(); err != nil {
			return err
		}
		return errIO
	}, ErrUncertain, true},
	"by a panic": {func(*bolt.Tx) error { panic("page 7 already freed") }, ErrNotWritten, false},
}

// TestFailedCommit: nobody gets a yes, the truth can be read afterwards, and
// the store works again, once the file was reopened and looked at.
func TestFailedCommit(t *testing.T) {
	for name, f := range failures {
		t.Run(name, func(t *testing.T) {
			path, ctx, fails := newPath(t), context.Background(), false
			s := tampered(t, path, func(s *Store) {
				real := s.commit
				s.commit = func(tx *bolt.Tx) error {
					if fails {
						fails = false
						return f.commit(tx)
					}
					return real(tx)
				}
			})
			doc := logtest.NewDoc()
			entries := logtest.NewEntries(0, 3)
			appendAll(t, s, doc, entries[:1])
			fails = true // the committer is idle: it answered before it waited
			err := s.Append(ctx, doc, 1, entries[1:2])
			if !errors.Is(err, f.want) || board.CodeOf(err) != board.Storage {
				t.Fatalf("the failed append: %v, want %v", err, f.want)
			}
			want := board.Seq(1)
			if f.stored {
				want = 2
			}
			if last, err := s.Last(ctx, doc); last != want || err != nil {
				t.Fatalf("last is %d, want %d (%v)", last, want, err)
			}
			insist(t, s, doc, entries[1])
			insist(t, s, doc, entries[2])
			mustClose(t, s)
			got, err := mustOpen(t, path, Options{}).Read(ctx, doc, 0, 10)
			if err != nil {
				t.Fatal(err)
			}
			logtest.Same(t, "the document", got, entries)
		})
	}
}

// insist does what a room does with an op: look whether it is there already,
// else append it behind the last entry, until that succeeds.
func insist(t testing.TB, s *Store, doc board.DocID, e board.Entry) {
	t.Helper()
	ctx := context.Background()
	for range 20 {
		if _, found, err := s.Find(ctx, doc, e.Author, e.ID); found && err == nil {
			return
		}
		last, err := s.Last(ctx, doc)
		if err != nil {
			continue
		}
		e.Seq = last + 1
		if s.Append(ctx, doc, last, []board.Entry{e}) == nil {
			return
		}
	}
	t.Fatal("an op did not get through in 20 attempts")
}

// TestEveryNthCommitFails fails each commit of a piece of work in turn, in
// each way; the work is done in the end, exactly once.
func TestEveryNthCommitFails(t *testing.T) {
	for name, f := range failures {
		for nth := 1; nth <= 6; nth++ {
			path, count := newPath(t), 0
			s := tampered(t, path, func(s *Store) {
				real := s.commit
				s.commit = func(tx *bolt.Tx) error {
					if count++; count == nth {
						return f.commit(tx)
					}
					return real(tx)
				}
			})
			doc := logtest.NewDoc()
			entries := logtest.NewEntries(0, 6)
			for _, e := range entries {
				insist(t, s, doc, e)
			}
			mustClose(t, s)
			got, err := mustOpen(t, path, Options{}).Read(context.Background(), doc, 0, 20)
			if err != nil {
				t.Fatal(err)
			}
			logtest.Same(t, name, got, entries)
		}
	}
}

// TestNoWayBackYet: as long as the file cannot be reopened, writes are refused
// and nobody is told a yes; when it can be, work goes on.
func TestNoWayBackYet(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	var whole []byte
	fails := false
	s := tampered(t, path, func(s *Store) {
		real := s.commit
		s.commit = func(tx *bolt.Tx) error {
			if !fails {
				return real(tx)
			}
			fails = false
			_ = tx.Rollback()
			overwrite(t, path, append([]byte("not a data file"), whole[15:]...))
			return errIO
		}
	})
	doc := logtest.NewDoc()
	entries := logtest.NewEntries(0, 2)
	appendAll(t, s, doc, entries[:1])
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fails = true
	if err := s.Append(ctx, doc, 1, entries[1:]); !errors.Is(err, ErrUncertain) {
		t.Errorf("the failing append: %v", err)
	}
	if err := s.Append(ctx, doc, 1, entries[1:]); !errors.Is(err, ErrNotWritten) {
		t.Errorf("an append to a broken file: %v", err)
	}
	if _, err := s.Read(ctx, doc, 0, 5); err == nil {
		t.Error("a file that cannot be opened was read")
	}
	overwrite(t, path, whole)
	got, err := s.Read(ctx, doc, 0, 5) // whoever only reads brings it back, too
	if err != nil || len(got) != 1 {
		t.Errorf("read %d entries: %v", len(got), err)
	}
	appendAll(t, s, doc, entries[1:])
}

// TestAcknowledgedIsGone: the file that comes back is sound, but older than
// what was acknowledged. Going on with it would hide the loss.
func TestAcknowledgedIsGone(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	var older []byte
	fails := false
	s := tampered(t, path, func(s *Store) {
		real := s.commit
		s.commit = func(tx *bolt.Tx) error {
			if !fails {
				return real(tx)
			}
			fails = false
			_ = tx.Rollback()
			overwrite(t, path, older)
			return errIO
		}
	})
	doc := logtest.NewDoc()
	entries := logtest.NewEntries(0, 3)
	appendAll(t, s, doc, entries[:1])
	older, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	appendAll(t, s, doc, entries[1:2])
	fails = true
	if err := s.Append(ctx, doc, 2, entries[2:]); !errors.Is(err, ErrUncertain) {
		t.Errorf("the failing append: %v", err)
	}
	for range 2 {
		if err := s.Append(ctx, doc, 1, entries[1:2]); !errors.Is(err, ErrNotWritten) || !errors.Is(err, ErrDamaged) {
			t.Errorf("an append to a file that lost acknowledged data: %v", err)
		}
	}
}

// overwrite changes a file in place: it stays the same file.
func overwrite(t testing.TB, path string, content []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(content, 0); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// TestFileTakenAway: a file that is deleted or replaced under a running server
// takes no more yes; but its handle stays, for it is the last way to the data.
func TestFileTakenAway(t *testing.T) {
	for name, take := range map[string]func(t *testing.T, path string){
		"deleted": func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		},
		"replaced": func(t *testing.T, path string) {
			write(t, path+".other", []byte("another file"))
			if err := os.Rename(path+".other", path); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, ctx := newPath(t), context.Background()
			s := mustOpen(t, path, Options{})
			w := fill(t, s, 2, 2)
			if err := os.Link(path, path+".kept"); err != nil {
				t.Fatal(err)
			}
			take(t, path)
			doc := w.docs[0]
			n := board.Seq(len(w.wrote[doc]))
			if err := s.Append(ctx, doc, n, logtest.NewEntries(n, 1)); !errors.Is(err, ErrNotWritten) {
				t.Errorf("an append to a file that is not there: %v", err)
			}
			w.asksRight(t, s)
			rescued := newPath(t)
			backupTo(t, s, rescued)
			w.asksRight(t, mustOpen(t, rescued, Options{}))
			if err := os.Rename(path+".kept", path); err != nil { // somebody puts it back
				t.Fatal(err)
			}
			appendAll(t, s, doc, logtest.NewEntries(n, 1))
		})
	}
}
