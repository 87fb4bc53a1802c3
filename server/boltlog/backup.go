package boltlog

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Backup writes a consistent copy of the whole file to w, while work goes on.
// It is copied to a temporary file in the data folder first: a transaction that
// stays open until a slow w has taken everything would make the file grow and
// in the end stop all writing. The copy passes the whole guard before the
// first byte is handed out, and is marked, so that whoever opens it begins a
// new epoch. Returned is the number of bytes written to w. ErrHoldsDamage says
// that all of it was written and that some of it is damaged, as it is in the
// data file: worth keeping, and no reason to throw an older backup away.
func (s *Store) Backup(ctx context.Context, w io.Writer) (int64, error) {
	if err := s.hasRoomForCopy(ctx); err != nil {
		return 0, at(s.path, err)
	}
	temp, err := s.copyAside(ctx)
	if err != nil {
		return 0, at(s.path, refuseFor(err, ErrNotWritten, "The backup could not be made."))
	}
	defer os.Remove(temp)
	o, err := openGuarded(temp, openHow{wait: time.Second})
	if err != nil {
		return 0, err
	}
	n, err := sendMarked(ctx, o, w)
	if err = errors.Join(err, o.db.Close()); err == nil && o.damage.any() {
		err = at(s.path, refuse(ErrHoldsDamage, "The backup was made, but the data file is damaged and so is the backup. Keep the older ones."))
	}
	return n, err
}

// reserve stays free beside a copy: what a hall writes while it is made, many times over.
const reserve = 32 << 20

// hasRoomForCopy refuses a copy that would leave the running workshop no room:
// a backup that turns all boards read-only is worse than none. Where the disk
// does not tell its room the copy is tried.
func (s *Store) hasRoomForCopy(ctx context.Context) error {
	sp, err := s.Space(ctx)
	if err != nil {
		return nil // what is really wrong the copying will say
	}
	if sp.Total > 0 && sp.Total-sp.Used < uint64(sp.File)+reserve {
		return refuse(ErrNotWritten, "There is not enough room on the disk for a copy beside the data file.")
	}
	return nil
}

// copyAside returns the name of the temporary file, which is then the caller's to remove.
func (s *Store) copyAside(ctx context.Context) (string, error) {
	temp, err := os.CreateTemp(folderOf(s.path), filepath.Base(s.path)+copySuffix+"*")
	if err != nil {
		return "", err
	}
	err = s.view(ctx, func(tx *bolt.Tx) error {
		_, err := (&patient{ctx: ctx, Writer: temp}).take(tx)
		return err
	})
	if err = errors.Join(err, temp.Close()); err != nil {
		return "", errors.Join(err, os.Remove(temp.Name()))
	}
	return temp.Name(), nil
}

// sendMarked marks the copy and writes it out. Its transaction may be long: nobody else uses the copy.
func sendMarked(ctx context.Context, o *opened, w io.Writer) (n int64, err error) {
	err = guarded(func() error {
		o.db.NoSync = true // should the power go now, there is no backup either way
		err := o.db.Update(func(tx *bolt.Tx) error {
			b := &batch{tx: tx}
			return b.put(bucketAbout, keyCopied, nil)
		})
		if err != nil {
			return err
		}
		return o.db.View(func(tx *bolt.Tx) error {
			n, err = (&patient{ctx: ctx, Writer: w}).take(tx)
			return err
		})
	})
	return n, err
}

// patient is a writer that stops when nobody waits for it any more, and keeps
// the error that ended it, of which bbolt only passes on the text.
type patient struct {
	ctx context.Context
	io.Writer
	err error
}

func (p *patient) Write(b []byte) (n int, err error) {
	if err = p.ctx.Err(); err == nil {
		n, err = p.Writer.Write(b)
	}
	p.err = errors.Join(p.err, err)
	return n, err
}

// take writes out everything of a transaction.
func (p *patient) take(tx *bolt.Tx) (int64, error) {
	n, err := tx.WriteTo(p)
	if p.err != nil {
		err = p.err
	}
	return n, err
}
