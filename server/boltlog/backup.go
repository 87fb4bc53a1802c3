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
// new epoch. Returned is the number of bytes written to w.
func (s *Store) Backup(ctx context.Context, w io.Writer) (int64, error) {
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
	return n, errors.Join(err, o.db.Close())
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
