package boltlog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Restore makes a copy of the backup at from the data file at path. The backup
// is verified first, and left as it is. A data file that lies at path already
// is kept beside it, under the returned name; nothing is ever destroyed. The
// restored data begin a new epoch. No server may run on path.
//
// Whoever is killed in between leaves the old data file or the restored one at
// path, complete.
func Restore(ctx context.Context, from, path string, now time.Time, progress Progress) (aside string, err error) {
	report, err := VerifyFile(ctx, from, progress)
	if err == nil {
		err = report.Err()
	}
	if err != nil {
		return "", at(from, err)
	}
	if err := makeFolder(folderOf(path)); err != nil {
		return "", at(path, err)
	}
	present, err := lockPresent(path)
	if err != nil {
		return "", err
	}
	if present != nil { // held until the new one is in place
		defer present.Close()
	}
	temp, err := copyForRestore(ctx, from, path)
	if err != nil {
		return "", at(path, refuseFor(err, ErrNotWritten, "The backup could not be copied into the data folder."))
	}
	defer os.Remove(temp)
	if present != nil {
		if aside, err = putAside(path, now); err != nil {
			return "", at(path, cannotCreate(err))
		}
	}
	if err := exchange(temp, path, present); err != nil {
		return aside, at(path, cannotCreate(err))
	}
	return aside, beginEpoch(path)
}

// lockPresent locks the data file that is there, so that no server can start
// on it meanwhile; whether it is whole does not matter. Nil: there is none.
func lockPresent(path string) (*os.File, error) {
	file, _, err := openLocked(path, time.Second)
	switch {
	case err == nil:
		return file, nil
	case errors.Is(err, ErrMissing):
		return nil, nil
	}
	return nil, at(path, err)
}

// copyForRestore makes the copy, marked, so that its opening begins a new
// epoch: the backup may have been made by copying a file.
func copyForRestore(ctx context.Context, from, path string) (temp string, err error) {
	in, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.CreateTemp(folderOf(path), filepath.Base(path)+backSuffix+"*")
	if err != nil {
		return "", err
	}
	temp = out.Name()
	_, err = io.Copy(&patient{ctx: ctx, Writer: out}, in)
	if err = errors.Join(err, out.Close()); err == nil {
		err = markCopied(temp)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(temp))
	}
	return temp, nil
}

func markCopied(path string) error {
	o, err := openGuarded(path, openHow{wait: time.Second})
	if err != nil {
		return err
	}
	err = guarded(func() error {
		return o.db.Update(func(tx *bolt.Tx) error { return (&batch{tx: tx}).put(bucketAbout, keyCopied, nil) })
	})
	if err == nil {
		err = o.file.Sync() // everything that was copied before, too
	}
	return errors.Join(err, o.db.Close())
}

// putAside gives the present data file a second name, dated, which nothing has yet.
func putAside(path string, now time.Time) (string, error) {
	stem := filepath.Join(folderOf(path), "yoriai-before-restore-"+now.UTC().Format("20060102T150405Z"))
	for n := 1; ; n++ {
		aside := stem + ".db"
		if n > 1 {
			aside = fmt.Sprintf("%s-%d.db", stem, n)
		}
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		err := os.Link(path, aside)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil { // a disk without links: for a moment there is no data file, and a start would say so
			err = os.Rename(path, aside)
		}
		if err != nil {
			return "", err
		}
		return aside, syncFolder(folderOf(path))
	}
}

func exchange(temp, path string, present *os.File) error {
	if present != nil && !renamesOpenFiles {
		_ = present.Close()
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(folderOf(path))
}

// beginEpoch opens the restored file once, through the whole guard.
func beginEpoch(path string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	return s.Close()
}
