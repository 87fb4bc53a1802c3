package boltlog

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
	"yoriai/server/logtest"
)

// TestMissingFile: an empty server in the place of a full one is the worst
// that a mistyped path or a volume that is not mounted could do.
func TestMissingFile(t *testing.T) {
	t.Run("a new folder is made, with what leads to it", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "a", "b", "yoriai.db")
		mustOpen(t, path, Options{})
		if info, err := os.Stat(filepath.Dir(path)); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the folder: %v, %v", info.Mode(), err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the file: %v, %v", info.Mode(), err)
		}
	})
	t.Run("an empty folder is filled", func(t *testing.T) {
		mustOpen(t, filepath.Join(t.TempDir(), "yoriai.db"), Options{})
	})
	t.Run("a folder of leftovers is empty", func(t *testing.T) {
		folder := t.TempDir()
		write(t, filepath.Join(folder, "yoriai.db"+newSuffix+"123"), []byte("half"))
		if err := os.Mkdir(filepath.Join(folder, "lost+found"), 0o700); err != nil {
			t.Fatal(err)
		}
		mustOpen(t, filepath.Join(folder, "yoriai.db"), Options{})
		onlyIn(t, folder, "lost+found", "yoriai.db")
	})
	t.Run("a folder with other things is refused", func(t *testing.T) {
		folder := t.TempDir()
		write(t, filepath.Join(folder, "letter.txt"), []byte("拝啓"))
		path := filepath.Join(folder, "yoriai.db")
		refuses(t, path, Options{}, ErrMissing)
		onlyIn(t, folder, "letter.txt")
		mustOpen(t, path, Options{Init: true})
		onlyIn(t, folder, "letter.txt", "yoriai.db")
	})
}

func onlyIn(t *testing.T, folder string, want ...string) {
	t.Helper()
	names, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range names {
		got = append(got, n.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

func TestLeftoversAreCleared(t *testing.T) {
	path, w, _ := filledFile(t, 1, 1)
	for _, suffix := range []string{newSuffix + "1", copySuffix + "2", probeSuffix + "3"} {
		write(t, path+suffix, []byte("left by a killed process"))
	}
	write(t, path+".bak", []byte("somebody's own copy"))
	w.asksRight(t, mustOpen(t, path, Options{}))
	onlyIn(t, filepath.Dir(path), "yoriai.db", "yoriai.db.bak")
}

// TestForeignFiles: each is refused and not touched (refuses compares).
func TestForeignFiles(t *testing.T) {
	otherBolt := func(buckets ...string) []byte {
		path := newPath(t)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		rewrite(t, path, func(tx *bolt.Tx) error {
			for _, name := range buckets {
				b, err := tx.CreateBucket([]byte(name))
				if err != nil {
					return err
				}
				if err := b.Put([]byte("key"), []byte("value")); err != nil {
					return err
				}
			}
			return nil
		})
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	for name, c := range map[string]struct {
		content []byte
		kind    error
	}{
		"empty":                    {nil, ErrTruncated},
		"text":                     {[]byte("花火大会の記録\n"), ErrNotOurs},
		"long text":                {bytes.Repeat([]byte("花火大会の記録\n"), 5000), ErrNotOurs},
		"zeros":                    {make([]byte, 1<<16), ErrDamaged},
		"bbolt without buckets":    {otherBolt(), ErrNotOurs},
		"another program's bbolt":  {otherBolt("users", "entries"), ErrNotOurs},
		"bbolt with our name only": {otherBolt(bucketAbout), ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "yoriai.db")
			write(t, path, c.content)
			refuses(t, path, Options{Init: true}, c.kind)
		})
	}
	t.Run("a folder", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "yoriai.db")
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		refuses(t, path, Options{}, ErrNotOurs)
	})
}

func TestNewerFormat(t *testing.T) {
	path, _, _ := filledFile(t, 1, 1)
	rewrite(t, path, func(tx *bolt.Tx) error {
		about := tx.Bucket([]byte(bucketAbout))
		// A newer program may do everything else in another way.
		if err := errors.Join(about.Delete(keyLedger), tx.DeleteBucket([]byte(bucketOps))); err != nil {
			return err
		}
		return about.Put(keyFormat, seal(bucketAbout, keyFormat, number(format+1)))
	})
	refuses(t, path, Options{}, ErrNewer)
}

func TestMarkedReadOnly(t *testing.T) {
	path, _, _ := filledFile(t, 1, 1)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	refuses(t, path, Options{}, ErrReadOnly)
}

func init() {
	roles["hold"] = func(path string) {
		s, err := Open(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		fmt.Println("open")
		_, _ = io.Copy(io.Discard, os.Stdin) // until the test lets go
		if err := s.Close(); err != nil {
			fail("%v", err)
		}
	}
}

// TestSecondProcess: bbolt alone would wait for ever.
func TestSecondProcess(t *testing.T) {
	path, w, _ := filledFile(t, 1, 1)
	cmd := asProcess(t, "hold", path)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(stdout).Scan() {
		t.Fatal("the first process did not open the file")
	}
	began := time.Now()
	err = refuses(t, path, Options{}, ErrLocked)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the second process was refused after %v", took)
	}
	t.Logf("refused after %v: %v", time.Since(began).Round(time.Millisecond), err)
	if holder := fmt.Sprintf("Process %d ", cmd.Process.Pid); lockHolderIsTold() && !strings.Contains(err.Error(), holder) {
		t.Errorf("the error does not name the holder, %q: %v", holder, err)
	}
	if err := errors.Join(stdin.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	w.asksRight(t, mustOpen(t, path, Options{}))
}

// lockHolderIsTold: /proc/locks is Linux's, and some containers hide it.
func lockHolderIsTold() bool {
	_, err := os.Stat("/proc/locks")
	return err == nil
}

// TestSameProcessTwice: two stores on one file in one process are two processes to each other.
func TestSameProcessTwice(t *testing.T) {
	path := newPath(t)
	mustOpen(t, path, Options{})
	refuses(t, path, Options{LockWait: 30 * time.Millisecond}, ErrLocked)
}

// TestManyCreateAtOnce: several first starts at the same moment agree on one file.
func TestManyCreateAtOnce(t *testing.T) {
	path := newPath(t)
	const starters = 8
	type result struct {
		s   *Store
		err error
	}
	results := make(chan result, starters)
	for range starters {
		go func() {
			s, err := Open(path, Options{LockWait: 10 * time.Millisecond})
			results <- result{s, err}
		}()
	}
	var winner *Store
	for range starters {
		r := <-results
		switch {
		case r.err == nil && winner == nil:
			winner = r.s
		case r.err == nil:
			t.Error("two have the file open")
			mustClose(t, r.s)
		case !errors.Is(r.err, ErrLocked):
			t.Errorf("a loser got %v", r.err)
		}
	}
	if winner == nil {
		t.Fatal("nobody got the file")
	}
	doc := logtest.NewDoc()
	appendAll(t, winner, doc, logtest.NewEntries(0, 1))
	mustClose(t, winner)
	again := mustOpen(t, path, Options{})
	if last, err := again.Last(context.Background(), doc); last != 1 || err != nil {
		t.Errorf("what the winner wrote: last %d, %v", last, err)
	}
}

func TestClosed(t *testing.T) {
	s, ctx := mustOpen(t, newPath(t), Options{}), context.Background()
	doc := logtest.NewDoc()
	mustClose(t, s)
	mustClose(t, s)
	for name, call := range map[string]func() error{
		"append":    func() error { return s.Append(ctx, doc, 0, logtest.NewEntries(0, 1)) },
		"read":      func() error { _, err := s.Read(ctx, doc, 0, 1); return err },
		"last":      func() error { _, err := s.Last(ctx, doc); return err },
		"snapshot":  func() error { _, _, err := s.Snapshot(ctx, doc); return err },
		"save":      func() error { return s.SaveSnapshot(ctx, doc, board.Snapshot{}) },
		"documents": func() error { _, err := s.Documents(ctx); return err },
		"put":       func() error { return s.Put(ctx, "s", "k", nil) },
		"get":       func() error { _, _, err := s.Get(ctx, "s", "k"); return err },
		"delete":    func() error { return s.Delete(ctx, "s", "k") },
		"each":      func() error { return s.Each(ctx, "s", nil) },
		"backup":    func() error { _, err := s.Backup(ctx, io.Discard); return err },
	} {
		if err := call(); !errors.Is(err, ErrClosed) {
			t.Errorf("%s on a closed store: %v", name, err)
		}
	}
}

func TestIDsAreStrict(t *testing.T) {
	s, ctx := mustOpen(t, newPath(t), Options{}), context.Background()
	for _, doc := range []board.DocID{"", "../../x", "0B1C2D3E-0000-4000-8000-000000000001", "{0b1c2d3e-0000-4000-8000-000000000001}"} {
		if err := s.Append(ctx, doc, 0, logtest.NewEntries(0, 1)); board.CodeOf(err) != board.BadOp {
			t.Errorf("document %q: %v", doc, err)
		}
		if _, err := s.Read(ctx, doc, 0, 1); board.CodeOf(err) != board.BadOp {
			t.Errorf("document %q: %v", doc, err)
		}
	}
	for _, change := range []func(*board.Entry){
		func(e *board.Entry) { e.ID = "" },
		func(e *board.Entry) { e.Author = "nobody" },
	} {
		entries := logtest.NewEntries(0, 1)
		change(&entries[0])
		if err := s.Append(ctx, logtest.NewDoc(), 0, entries); board.CodeOf(err) != board.BadOp {
			t.Errorf("an entry with a bad id: %v", err)
		}
	}
}
