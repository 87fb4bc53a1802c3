package boltlog

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"yoriai/board"
	"yoriai/server/logtest"
)

// smallDisk is a disk of its own of some MiB, which fills up like any other.
// Only a user who may mount can have one. What it shows is shown without it,
// too, by refusing writes one by one (nth_linux_test.go).
func smallDisk(t *testing.T, mib int) (dir string, err error) {
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm", mib)); err != nil {
		return "", err
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir, nil
}

// fillDisk writes until there is no room, and returns how to free it.
func fillDisk(t *testing.T, dir string) (free func()) {
	t.Helper()
	name := filepath.Join(dir, "ballast")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	noise := rand.NewChaCha8([32]byte{})
	for size := 1 << 20; size > 0; {
		part := make([]byte, size)
		_, _ = noise.Read(part)
		if _, err := f.Write(part); err != nil {
			size /= 2
		}
	}
	return func() { remove(t, name) }
}

// TestFullDisk runs the contract's question about room on a real disk that is
// really full (no injected error), and what the store promises beside it.
func TestFullDisk(t *testing.T) {
	dir, err := smallDisk(t, 8)
	if err != nil {
		t.Skipf("this user may not mount a disk: %v", err)
	}
	opened := 0
	open := func(t *testing.T) board.Log {
		opened++
		return mustOpen(t, filepath.Join(dir, fmt.Sprint(opened), "yoriai.db"), Options{})
	}
	logtest.RunFull(t, logtest.Harness{Open: open, Full: func(t *testing.T, _ board.Log) func() { return fillDisk(t, dir) }})
}
