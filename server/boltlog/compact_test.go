package boltlog

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
	"yoriai/server/logtest"
)

// TestCompact: the same answers from a smaller file, which goes on working, and
// is the one the next start finds.
func TestCompact(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	w := fill(t, s, 4, 6)
	for i := range 30 { // grows the file and leaves it empty
		if err := s.Put(ctx, "big", "one", bytes.Repeat([]byte{byte(i)}, maxShelfValue)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Delete(ctx, "big", "one"); err != nil {
		t.Fatal(err)
	}
	before, err := s.Space(ctx)
	if err != nil || before.Free < maxShelfValue {
		t.Fatalf("before: %+v (%v): the test proves nothing", before, err)
	}
	for range 2 {
		if err := s.Compact(ctx); err != nil {
			t.Fatal(err)
		}
		onlyIn(t, filepath.Dir(path), "yoriai.db")
		w.asksRight(t, s)
	}
	after, err := s.Space(ctx)
	if err != nil || after.File > before.File-maxShelfValue || after.Free > after.File/2 {
		t.Errorf("before %+v, after %+v (%v)", before, after, err)
	}
	for _, doc := range w.docs {
		more := logtest.NewEntries(board.Seq(len(w.wrote[doc])), 3)
		appendAll(t, s, doc, more)
		w.wrote[doc] = append(w.wrote[doc], more...)
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("the new file is not locked: %v", err)
	}
	epoch := s.Epoch()
	mustClose(t, s)
	again := mustOpen(t, path, Options{})
	w.asksRight(t, again)
	if again.Epoch() != epoch {
		t.Error("compacting changed the epoch")
	}
}

// TestCompactForgets: what was deleted or written over is in the file before,
// and no byte of it afterwards.
func TestCompactForgets(t *testing.T) {
	const deleted, replaced, kept = "canary-deleted-", "canary-replaced-", "canary-kept-"
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	put := func(key, value string) {
		t.Helper()
		if err := s.Put(ctx, shelfName, key, []byte(strings.Repeat(value, 40))); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 200 {
		key := string(rune('a'+i%26)) + string(rune('a'+i/26))
		put(deleted+key, deleted)
		put("r"+key, replaced)
	}
	for i := range 200 {
		key := string(rune('a'+i%26)) + string(rune('a'+i/26))
		if err := s.Delete(ctx, shelfName, deleted+key); err != nil {
			t.Fatal(err)
		}
		put("r"+key, kept)
	}
	count := func(what string) int {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Count(content, []byte(what))
	}
	if count(deleted) == 0 || count(replaced) == 0 {
		t.Fatal("the file forgets by itself: the test proves nothing")
	}
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if d, r := count(deleted), count(replaced); d+r > 0 {
		t.Errorf("found %d deleted and %d replaced pieces", d, r)
	}
	if count(kept) != 200*40 {
		t.Errorf("%d of what is kept", count(kept))
	}
}

// TestCompactUnderWork: others read and write all the while. Nothing is lost,
// nothing is refused.
func TestCompactUnderWork(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	w := fill(t, s, 4, 3)
	var all sync.WaitGroup
	done := make(chan struct{})
	rounds := make([]int, len(w.docs))
	for i, doc := range w.docs {
		all.Go(func() {
			for ended := false; !ended || rounds[i] < 5; rounds[i]++ {
				select {
				case <-done:
					ended = true
				default:
				}
				last := board.Seq(len(w.wrote[doc]) + rounds[i])
				if err := s.Append(ctx, doc, last, logtest.NewEntries(last, 1)); err != nil {
					t.Errorf("append: %v", err)
					return
				}
				if got, err := s.Read(ctx, doc, 0, 1<<20); err != nil || len(got) != int(last)+1 {
					t.Errorf("read %d of %d entries: %v", len(got), last+1, err)
					return
				}
			}
		})
	}
	for range 8 {
		if err := s.Compact(ctx); err != nil {
			t.Error(err)
		}
	}
	close(done)
	all.Wait()
	mustClose(t, s)
	again := mustOpen(t, path, Options{})
	for i, doc := range w.docs {
		if last, err := again.Last(ctx, doc); err != nil || last != board.Seq(len(w.wrote[doc])+rounds[i]) {
			t.Errorf("%s ends at %d (%v), %d were acknowledged", doc, last, err, len(w.wrote[doc])+rounds[i])
		}
	}
}

// TestCompactThatFails leaves the old file in use and nothing beside it.
func TestCompactThatFails(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string) context.Context{
		"nobody waits": func(t *testing.T, _ string) context.Context {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx
		},
		"the file is taken away": func(t *testing.T, path string) context.Context {
			if err := os.Rename(path, path+".away"); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Remove(path + ".away") })
			return context.Background()
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			s := mustOpen(t, path, Options{})
			w := fill(t, s, 2, 2)
			if err := s.Compact(spoil(t, path)); err == nil {
				t.Fatal("it succeeded")
			}
			w.asksRight(t, s)
			if names, _ := filepath.Glob(path + smallSuffix + "*"); len(names) > 0 {
				t.Errorf("left behind: %v", names)
			}
		})
	}
}

// TestCompactFindsNewDamage: a record that went bad while the file was open is
// not carried into a new file as if it had always been so.
func TestCompactFindsNewDamage(t *testing.T) {
	path := newPath(t)
	s := mustOpen(t, path, Options{})
	fill(t, s, 2, 2)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.ReplaceAll(content, []byte("花火大会を続けたい 1"), []byte("花火大会を続けたい 9"))
	if bytes.Equal(changed, content) {
		t.Fatal("nothing was changed")
	}
	overwrite(t, path, changed)
	if err := s.Compact(context.Background()); !errors.Is(err, ErrDamaged) {
		t.Errorf("compacting a file that went bad: %v", err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, changed) {
		t.Error("the file was exchanged all the same")
	}
}

// TestCompactKeepsDamage: known damage stays what it is, in its place.
func TestCompactKeepsDamage(t *testing.T) {
	path, w, _ := filledFile(t, 2, 3)
	bad, _ := keyOf(w.docs[0])
	rewrite(t, path, func(tx *bolt.Tx) error { return spoilRecord(tx, bucketEntries, entryKey(bad, 2)) })
	s := mustOpen(t, path, Options{})
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if hurt := s.Damaged(); len(hurt) != 1 || hurt[0] != w.docs[0] {
		t.Errorf("damaged are %v", hurt)
	}
}

// TestOpeningCompacts: a start makes a file small that is mostly free, once.
func TestOpeningCompacts(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	w := fill(t, s, 2, 2)
	for i := range 3 {
		if err := s.Put(ctx, "big", string(rune('a'+i)), make([]byte, maxShelfValue)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 {
		if err := s.Delete(ctx, "big", string(rune('a'+i))); err != nil {
			t.Fatal(err)
		}
	}
	mustClose(t, s)
	full := fileSize(t, path)
	open := func(from int64) int64 {
		s := mustOpen(t, path, Options{compactFrom: from})
		w.asksRight(t, s)
		mustClose(t, s)
		return fileSize(t, path)
	}
	if size := open(1 << 30); size < full {
		t.Errorf("a file below the bound went from %d to %d bytes", full, size)
	}
	look := mustOpen(t, path, Options{Look: true, compactFrom: 1})
	mustClose(t, look)
	if size := fileSize(t, path); size < full {
		t.Error("looking made the file smaller")
	}
	small := open(1)
	if small > full/2 {
		t.Errorf("a mostly free file went from %d to %d bytes", full, small)
	}
	info, _ := os.Stat(path)
	open(1)
	if again, _ := os.Stat(path); !os.SameFile(info, again) {
		t.Error("the second start made another file although there was nothing to gain")
	}
}

// TestUnnamed: as long as the folder has not taken the new file's name, nothing
// is acknowledged: a cut of the power could bring the old file back.
func TestUnnamed(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := tampered(t, path, func(s *Store) { s.unnamed = true })
	doc := logtest.NewDoc()
	folder := filepath.Dir(path)
	if err := os.Rename(folder, folder+".away"); err != nil { // its sync fails, since it is not there
		t.Fatal(err)
	}
	if err := s.Append(ctx, doc, 0, logtest.NewEntries(0, 1)); !errors.Is(err, ErrNotWritten) {
		t.Errorf("an append before the folder is synced: %v", err)
	}
	if err := os.Rename(folder+".away", folder); err != nil {
		t.Fatal(err)
	}
	appendAll(t, s, doc, logtest.NewEntries(0, 1))
	onlyIn(t, folder, "yoriai.db")
}

// TestLook: whoever only looks changes nothing and can take a copy.
func TestLook(t *testing.T) {
	path, w, content := filledFile(t, 2, 2)
	s := mustOpen(t, path, Options{Look: true})
	w.asksRight(t, s)
	if err := s.Append(t.Context(), logtest.NewDoc(), 0, logtest.NewEntries(0, 1)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("append: %v", err)
	}
	if err := s.Compact(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("compact: %v", err)
	}
	backupTo(t, s, newPath(t))
	mustClose(t, s)
	if now, _ := os.ReadFile(path); !bytes.Equal(now, content) {
		t.Error("the file was changed")
	}
	refuses(t, newPath(t), Options{Look: true, Init: true}, ErrMissing)
}
