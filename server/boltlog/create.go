package boltlog

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// Temporaries stand beside the data file, because only there a link to it can
// be made. A killed process may leave them; the next start clears them.
const (
	newSuffix   = ".new-"   // a data file being made
	copySuffix  = ".copy-"  // a backup being made
	probeSuffix = ".probe-" // may we write here?
	smallSuffix = ".small-" // a compacted file being made
	backSuffix  = ".back-"  // a backup being put in the file's place
)

// ensure makes the data file if there is none and there may be a new one.
func ensure(path string, init bool) error {
	_, err := os.Stat(path)
	switch {
	case err == nil:
		return probeFolder(path)
	case !errors.Is(err, fs.ErrNotExist):
		return cannotOpen(err)
	}
	if err := mayCreate(path, init); err != nil {
		return err
	}
	return create(path)
}

// mayCreate refuses to make an empty data file where one would expect a full one.
func mayCreate(path string, init bool) error {
	names, err := os.ReadDir(folderOf(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return refuseFor(err, ErrReadOnly, "The data folder cannot be read.")
	}
	for _, name := range names {
		if !init && !harmless(path, name.Name()) {
			return refuse(ErrMissing, "There is no data file here, though its folder is not new. Check the path and that the disk is mounted; to begin afresh, ask for it with --init.")
		}
	}
	return nil
}

// harmless names do not make a folder one that should hold data already. The
// data file itself is among them: then another process made it this moment.
func harmless(path, name string) bool {
	return isLeftover(path, name) || name == filepath.Base(path) || name == "lost+found"
}

// create makes the file under another name, complete and synced, and then
// gives it its own: whoever is killed in between leaves nothing half-made.
func create(path string) error {
	folder := folderOf(path)
	if err := makeFolder(folder); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, filepath.Base(path)+newSuffix+"*")
	if err != nil {
		return cannotCreate(err)
	}
	defer os.Remove(temp.Name())
	if err := temp.Close(); err != nil {
		return cannotCreate(err)
	}
	if err := layOut(temp.Name()); err != nil {
		return cannotCreate(err)
	}
	if err := publish(temp.Name(), path); err != nil {
		return cannotCreate(err)
	}
	return syncFolder(folder)
}

// layOut fills an empty file with an empty store. bbolt syncs it with the commit.
func layOut(path string) error {
	db, err := bolt.Open(path, 0o600, &bolt.Options{})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range append([]string{bucketAbout}, counted[:]...) {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		b := &batch{tx: tx}
		return errors.Join(
			b.put(bucketAbout, keyFormat, number(format)),
			b.put(bucketAbout, keyEpoch, []byte(newEpoch())),
			b.put(bucketAbout, keyLedger, ledger{}.encode()))
	})
	return errors.Join(err, db.Close())
}

// publish gives the finished file its name. A link never replaces what another
// process made meanwhile, as a rename would: that one is used then. Disks
// without links get the rename.
func publish(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if _, there := os.Stat(path); there == nil {
		return nil
	}
	return os.Rename(temp, path)
}

// makeFolder makes the data folder and whatever leads to it, each one synced
// into the one above: a folder that a power cut takes away would look like a new server.
func makeFolder(folder string) error {
	if _, err := os.Stat(folder); err == nil {
		return nil
	}
	above := filepath.Dir(folder)
	if above == folder {
		return nil
	}
	if err := makeFolder(above); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) { // 0700: the data are personal
		return cannotCreate(err)
	}
	return syncFolder(above)
}

// syncFolder makes a new name in a folder last. Windows has no such call.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(folder)
	if err != nil {
		return cannotCreate(err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return cannotCreate(err)
	}
	return nil
}

// probeFolder finds out at the start, and not at the first backup, that the
// folder is not ours to write in.
func probeFolder(path string) error {
	f, err := os.CreateTemp(folderOf(path), filepath.Base(path)+probeSuffix+"*")
	if err != nil {
		if deniesWriting(err) {
			return refuseFor(err, ErrReadOnly, "The data folder cannot be written by this user.")
		}
		return nil // a full disk is no reason to refuse reading
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
	return nil
}

func cannotCreate(err error) error {
	var fe *FileError
	if errors.As(err, &fe) {
		return err
	}
	if deniesWriting(err) {
		return refuseFor(err, ErrReadOnly, "The data folder cannot be written by this user.")
	}
	return refuseFor(err, ErrNotWritten, "The data file could not be made.")
}

func deniesWriting(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

func isLeftover(path, name string) bool {
	base := filepath.Base(path)
	for _, suffix := range []string{newSuffix, copySuffix, probeSuffix, smallSuffix, backSuffix} {
		if strings.HasPrefix(name, base+suffix) {
			return true
		}
	}
	return false
}

// clearLeftovers removes what a killed process left. The caller holds the
// lock; a process that just now makes a new file beside ours loses its
// temporary, and finds the finished file instead (see publish).
func clearLeftovers(path string, log *slog.Logger) {
	names, err := os.ReadDir(folderOf(path))
	if err != nil {
		return // the next start tries again
	}
	for _, name := range names {
		if !isLeftover(path, name.Name()) {
			continue
		}
		log.Info("a temporary file of an earlier run was removed", "name", name.Name())
		_ = os.Remove(filepath.Join(folderOf(path), name.Name()))
	}
}
