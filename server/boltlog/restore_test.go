package boltlog

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

var restoreTime = time.Date(2026, 11, 20, 18, 30, 0, 0, time.UTC)

// TestRestore: the backup's content in a new epoch, and the file that was there
// beside it, byte for byte; twice in the same second, too.
func TestRestore(t *testing.T) {
	path, e := eveningFile(t, 2, 20)
	s := mustOpen(t, path, Options{})
	epoch := s.Epoch()
	copied := filepath.Join(t.TempDir(), "backup.db")
	backupTo(t, s, copied)
	backup, _ := os.ReadFile(copied)
	for _, sh := range e.sheets { // what comes after the backup is not in it
		if sh.seats != nil {
			stored := len(sh.entries)
			e.step(sh)
			appendAll(t, s, sh.doc, sh.entries[stored:])
			sh.entries = sh.entries[:stored]
		}
	}
	if _, err := Restore(t.Context(), copied, path, restoreTime, nil); !errors.Is(err, ErrLocked) {
		t.Errorf("restoring under a running server: %v", err)
	}
	mustClose(t, s)
	seen := map[string]bool{}
	for range 2 {
		before, _ := os.ReadFile(path)
		aside, err := Restore(t.Context(), copied, path, restoreTime, nil)
		if err != nil {
			t.Fatal(err)
		}
		if kept, _ := os.ReadFile(aside); !bytes.Equal(kept, before) || seen[aside] {
			t.Errorf("%s is not the file that was there", aside)
		}
		seen[aside] = true
		tellsAll(t, path, e)
		r := mustOpen(t, path, Options{})
		if r.Epoch() == epoch {
			t.Error("the epoch is the old one")
		}
		epoch = r.Epoch()
		mustClose(t, r)
	}
	if now, _ := os.ReadFile(copied); !bytes.Equal(now, backup) {
		t.Error("the backup was changed")
	}
	if names, _ := filepath.Glob(path + ".*"); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
	fresh := newPath(t) // the machine of before is gone
	if aside, err := Restore(t.Context(), copied, fresh, restoreTime, nil); err != nil || aside != "" {
		t.Errorf("into a new folder: %q, %v", aside, err)
	}
	tellsAll(t, fresh, e)
}

// TestRestoreRefuses: what is no sound backup does not take the place of
// anything, not even of a broken file.
func TestRestoreRefuses(t *testing.T) {
	path, _ := eveningFile(t, 1, 20)
	before, _ := os.ReadFile(path)
	bad, sheets := eveningFile(t, 1, 20)
	key, _ := keyOf(sheets.sheets[1].doc)
	rewrite(t, bad, func(tx *bolt.Tx) error { return spoilRecord(tx, bucketEntries, entryKey(key, 3)) })
	text := filepath.Join(t.TempDir(), "text")
	write(t, text, []byte("this is no data file"))
	for from, want := range map[string]error{bad: ErrDamaged, text: ErrNotOurs, text + ".none": ErrMissing} {
		if _, err := Restore(t.Context(), from, path, restoreTime, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", from, err, want)
		}
		if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
			t.Fatal("the data file was changed")
		}
	}
	onlyIn(t, filepath.Dir(path), "yoriai.db")
	// And the way back from a broken file is open.
	good, other := eveningFile(t, 1, 20)
	write(t, path, before[:5000])
	if _, err := Restore(t.Context(), good, path, restoreTime, nil); err != nil {
		t.Fatal(err)
	}
	tellsAll(t, path, other)
}
