package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Source writes a consistent copy of the data while work goes on; *boltlog.Store is one.
type Source interface {
	Backup(ctx context.Context, w io.Writer) (int64, error)
}

// SourceFunc makes a function a Source.
type SourceFunc func(ctx context.Context, w io.Writer) (int64, error)

// Backup calls f.
func (f SourceFunc) Backup(ctx context.Context, w io.Writer) (int64, error) { return f(ctx, w) }

var (
	// ErrExists: there is a file of that name already.
	ErrExists = errors.New("there is a file of that name already")
	// ErrDamage: the backup was made and holds what is damaged in the data. A
	// Source says so when it has handed over everything.
	ErrDamage = errors.New("the backup holds damaged data")
	// ErrTarget: the backup could not be written where it should go.
	ErrTarget = errors.New("the backup could not be written")
)

// ToFile writes a backup to a file and returns its length. It is written under
// another name beside it first, synced and renamed: what bears the name is
// complete. An existing file is replaced only if replace is set. progress,
// which may be nil, is told how many bytes are written. With ErrDamage the file
// is there all the same.
func ToFile(ctx context.Context, from Source, name string, replace bool, progress func(done int64)) (n int64, err error) {
	if err := free(name, replace); err != nil {
		return 0, err
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-*") // mode 0600: the data are personal
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrTarget, err)
	}
	defer os.Remove(f.Name()) // after the rename there is none
	w := &target{Writer: f, tell: progress}
	n, err = from.Backup(ctx, w)
	var damage error
	if errors.Is(err, ErrDamage) {
		damage, err = err, nil
	}
	if w.err != nil {
		err = fmt.Errorf("%w: %w", ErrTarget, w.err)
	}
	if err == nil && n != w.n {
		err = fmt.Errorf("%w: %d bytes of %d arrived", ErrTarget, w.n, n)
	}
	if err != nil {
		return 0, errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrTarget, err)
	}
	if err := free(name, replace); err != nil { // somebody else may have been quicker
		return 0, err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrTarget, err)
	}
	return n, errors.Join(damage, syncFolder(filepath.Dir(name)))
}

func free(name string, replace bool) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%w: %w", ErrTarget, err)
	case !replace || !info.Mode().IsRegular():
		return fmt.Errorf("%s: %w", name, ErrExists)
	}
	return nil
}

// syncFolder makes the new name last. Windows has no such call.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(folder)
	if err == nil {
		err = errors.Join(d.Sync(), d.Close())
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTarget, err)
	}
	return nil
}

// target counts what arrives, and keeps its own error apart from the source's.
type target struct {
	io.Writer
	n    int64
	err  error
	tell func(int64)
}

func (t *target) Write(b []byte) (int, error) {
	n, err := t.Writer.Write(b)
	t.n += int64(n)
	t.err = errors.Join(t.err, err)
	if t.tell != nil {
		t.tell(t.n)
	}
	return n, err
}
