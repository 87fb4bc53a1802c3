package boltlog

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"yoriai/board"
	"yoriai/server/logtest"
)

func backupTo(t testing.TB, s *Store, path string) {
	t.Helper()
	var copied bytes.Buffer
	n, err := s.Backup(context.Background(), &copied)
	if err != nil || n != int64(copied.Len()) {
		t.Fatalf("backup of %d bytes, %d told: %v", copied.Len(), n, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, path, copied.Bytes())
}

// TestBackup: everything is there, and whoever opens the copy lives in another
// epoch, so that browsers from before never merge silently.
func TestBackup(t *testing.T) {
	path := newPath(t)
	s := mustOpen(t, path, Options{})
	w := fill(t, s, 3, 4)
	copied := newPath(t)
	backupTo(t, s, copied)
	onlyIn(t, filepath.Dir(path), "yoriai.db")
	restored := mustOpen(t, copied, Options{})
	w.asksRight(t, restored)
	w.asksRight(t, s)
	epoch := restored.Epoch()
	if epoch == s.Epoch() {
		t.Error("the restored data live in the epoch of the original")
	}
	mustClose(t, restored)
	again := mustOpen(t, copied, Options{})
	if again.Epoch() != epoch {
		t.Error("the restored data change their epoch at every start")
	}
	backupTo(t, again, newPath(t)) // a copy of the copy
}

// TestBackupWhileWriting: the copy is one moment of the file.
func TestBackupWhileWriting(t *testing.T) {
	s, ctx := mustOpen(t, newPath(t), Options{}), context.Background()
	one, two := logtest.NewDoc(), logtest.NewDoc()
	const rounds = 40
	var all sync.WaitGroup
	all.Go(func() {
		for i := range board.Seq(rounds) { // two always follows one
			for _, doc := range []board.DocID{one, two} {
				if err := s.Append(ctx, doc, i, logtest.NewEntries(i, 1)); err != nil {
					t.Errorf("append: %v", err)
					return
				}
			}
		}
	})
	for range 5 {
		copied := newPath(t)
		backupTo(t, s, copied)
		restored := mustOpen(t, copied, Options{})
		first, err1 := restored.Last(ctx, one)
		second, err2 := restored.Last(ctx, two)
		if err := errors.Join(err1, err2); err != nil || (first != second && first != second+1) {
			t.Errorf("the copy holds %d and %d entries: %v", first, second, err)
		}
	}
	all.Wait()
}

type fullDisk struct{ room int }

var errFull = errors.New("no space left")

func (f *fullDisk) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestBackupThatFails leaves no trace, and the service unharmed.
func TestBackupThatFails(t *testing.T) {
	path := newPath(t)
	s := mustOpen(t, path, Options{})
	w := fill(t, s, 2, 3)
	if _, err := s.Backup(context.Background(), &fullDisk{room: 5000}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Backup(ctx, &fullDisk{}); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
	onlyIn(t, filepath.Dir(path), "yoriai.db")
	w.asksRight(t, s)
}

// stalled takes nothing until it is let go.
type stalled struct{ reached, release chan struct{} }

func (s stalled) Write(b []byte) (int, error) {
	select {
	case s.reached <- struct{}{}:
	default:
	}
	<-s.release
	return len(b), nil
}

// TestSlowBackup: whoever fetches a backup over a slow line keeps nobody from
// writing, even when the file must grow and be mapped anew.
func TestSlowBackup(t *testing.T) {
	s, ctx := mustOpen(t, newPath(t), Options{}), context.Background()
	slow := stalled{make(chan struct{}, 1), make(chan struct{})}
	done := make(chan error, 1)
	go func() {
		_, err := s.Backup(ctx, slow)
		done <- err
	}()
	<-slow.reached
	before := s.size
	for i := range 8 {
		if err := s.Put(ctx, "big", string(rune('a'+i)), make([]byte, maxShelfValue)); err != nil {
			t.Fatal(err)
		}
	}
	if grown := s.db.Load(); grown == nil || fileSize(t, s.path) <= before {
		t.Error("the file did not grow: the test proves nothing")
	}
	close(slow.release)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func fileSize(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// A byte of one entry has flipped. The backup is made, because the rest is
// worth having, and whoever asked for it hears that the older ones must stay.
func TestABackupOfDamageSaysSo(t *testing.T) {
	path, _ := eveningFile(t, 3, 120)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("note.add"))
	if at < 0 {
		t.Fatal("no entry was found to damage")
	}
	data[at+2] ^= 0x10
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path, Options{})
	defer mustClose(t, s)
	var made bytes.Buffer
	n, err := s.Backup(t.Context(), &made)
	if !errors.Is(err, ErrHoldsDamage) || n == 0 || n != int64(made.Len()) {
		t.Errorf("%d bytes of %d, %v", made.Len(), n, err)
	}
}
