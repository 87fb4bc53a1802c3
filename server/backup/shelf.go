package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// File is a backup that lies in a folder.
type File struct {
	Name string // of the file alone
	Dir  string
	Made time.Time
	Size int64
}

// Path is where it lies.
func (f File) Path() string { return filepath.Join(f.Dir, f.Name) }

// List finds the backups in folders, the newest first: those that a schedule or
// Make has written, and the one of damaged data. What else lies there is somebody's.
func List(dirs []string) (files []File) {
	for _, dir := range dirs {
		names := kept(dir)
		if _, err := os.Stat(filepath.Join(dir, hurt)); err == nil {
			names = append(names, hurt)
		}
		for _, name := range names {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil {
				continue // it has just gone
			}
			made := info.ModTime()
			if at := ours.FindStringSubmatch(name); at != nil {
				if said, err := time.Parse(stamp, at[1]); err == nil {
					made = said
				}
			}
			files = append(files, File{name, dir, made, info.Size()})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return b.Made.Compare(a.Made) })
	return files
}

// Aside describes data files that a restore put aside: backups by another name.
func Aside(paths []string) (files []File) {
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			files = append(files, File{filepath.Base(path), filepath.Dir(path), info.ModTime(), info.Size()})
		}
	}
	return files
}

// Make writes a backup into a folder, under the name that a schedule would give it.
func Make(ctx context.Context, dir string, from Source, now time.Time, progress func(done int64)) (File, error) {
	f := File{Name: "yoriai-" + now.UTC().Format(stamp) + ".db", Dir: dir, Made: now}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return f, errors.Join(ErrTarget, err)
	}
	var err error
	f.Size, err = ToFile(ctx, from, f.Path(), false, progress)
	return f, err
}

// RemoveParts takes away what a killed program left half-made of backups, where
// nothing was written to it since a moment: no one writes it any more.
func RemoveParts(dirs []string, since time.Time) (err error) {
	for _, dir := range dirs {
		parts, _ := filepath.Glob(filepath.Join(dir, "yoriai-*.db.part-*")) // the pattern is sound
		for _, part := range parts {
			if info, gone := os.Stat(part); gone == nil && info.ModTime().Before(since) {
				err = errors.Join(err, os.Remove(part))
			}
		}
	}
	return err
}

// Remove takes a backup away for good.
func Remove(f File) error {
	if !strings.HasPrefix(f.Name, "yoriai-") || filepath.Base(f.Name) != f.Name {
		return os.ErrInvalid
	}
	err := os.Remove(f.Path())
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, syncFolder(f.Dir))
}
