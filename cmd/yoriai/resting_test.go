package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yoriai/board"
	"yoriai/server/boltlog"
)

// G-31: what falls five times within a minute comes up without taking changes,
// and an orderly end or a minute's rest makes all of it undone.
func TestFallingAgainAndAgain(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2026, 11, 21, 18, 0, 0, 0, time.UTC)
	start := func(after time.Duration) (bool, func()) {
		now = now.Add(after)
		return starting(dir, now)
	}
	for n := range fallsMost {
		if rests, _ := start(5 * time.Second); rests {
			t.Fatalf("start %d rests already", n+1)
		}
	}
	if rests, _ := start(5 * time.Second); !rests {
		t.Error("after five falls in half a minute it goes on writing")
	}
	if rests, ended := start(61 * time.Second); rests {
		t.Error("a minute later it still rests")
	} else {
		ended()
	}
	for range 10 {
		rests, ended := start(time.Second)
		if rests {
			t.Fatal("starts that ended in order count as falls")
		}
		ended()
	}
	if err := os.WriteFile(filepath.Join(dir, fallsFile), []byte("\x00 no numbers 99999999999999999999\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if rests, _ := start(time.Second); rests {
		t.Error("a note that cannot be read keeps the workshop shut")
	}
	if rests, _ := starting(filepath.Join(dir, "none"), now); rests {
		t.Error("a folder that cannot be written keeps the workshop shut")
	}
}

// What rests is read as ever and says for certain that it stored nothing.
func TestALogThatRests(t *testing.T) {
	store, err := boltlog.Open(filepath.Join(t.TempDir(), "yoriai.db"), boltlog.Options{Init: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	log := resting{store}
	if err := log.Append(t.Context(), "d", 0, []board.Entry{{Seq: 1}}); !errors.Is(err, boltlog.ErrNotWritten) {
		t.Errorf("an append: %v", err)
	}
	if err := log.Probe(t.Context()); err == nil {
		t.Error("it says that it would take writes")
	}
	if docs, err := log.Documents(t.Context()); err != nil || len(docs) != 0 {
		t.Errorf("%v, %v", docs, err)
	}
}
