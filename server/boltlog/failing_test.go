package boltlog

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
	"yoriai/server/logtest"
)

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
			write(t, path+".other", make([]byte, 1<<20)) // larger, so that its size does not give it away
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
