package boltlog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const (
	// probeSize is what a busy board's commit takes.
	probeSize = 16 << 10
	// probeRoom is what a hall writes in some minutes. Below it there is no use
	// in telling everybody to go on: they would be stopped again at once.
	probeRoom = 1 << 20
)

// Probe finds out whether entries can be stored now; see board.Log. It asks for
// some room on the disk first, with a file of its own: a data file can have free
// pages inside while the disk is full, and a transaction that fails costs a
// reopening, which reads everything. Then it makes a durable transaction of the
// size of an ordinary commit. After a failure of the disk it succeeds at the
// latest when the pause before the next reopening is over.
func (s *Store) Probe(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.probeRoom(); err != nil {
		return fmt.Errorf("%w: %w", ErrNotWritten, err)
	}
	return s.submit(ctx, &job{write: func(b *batch) error { return b.put(bucketAbout, keyProbe, make([]byte, probeSize)) }})
}

func (s *Store) probeRoom() error {
	f, err := os.CreateTemp(folderOf(s.path), filepath.Base(s.path)+probeSuffix+"*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(make([]byte, probeRoom))
	if err == nil {
		err = f.Sync() // some disks find out only here that they are full
	}
	return errors.Join(err, f.Close())
}
