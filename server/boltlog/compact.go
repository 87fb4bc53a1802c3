package boltlog

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"
)

const (
	// compactFrom is the size from which a start makes a mostly free file small:
	// below it nothing is gained that anybody would notice.
	compactFrom = 16 << 20
	// compactPart is how much goes into one transaction of the new file, and so into memory.
	compactPart = 8 << 20
	// compactFill leaves some room in each page, for the records that come in
	// between: full pages would be split by the first of them.
	compactFill = 0.9
)

// renamesOpenFiles: Windows gives no other name to a file that somebody has open.
const renamesOpenFiles = runtime.GOOS != "windows"

// Compact copies what is live into a new file and goes on with that one. Free
// pages are gone then, and with them what was in them: the file holds no byte
// of a record that was deleted or replaced. (Whether the disk's own blocks are
// wiped is not for a program to promise.)
//
// Other writers wait meanwhile, readers do not. The new file is complete,
// looked at and synced before it takes the name, in one step: whoever is killed
// in between leaves the old file or the new one, and perhaps a temporary, which
// the next start clears. On an error the old file stays in use.
func (s *Store) Compact(ctx context.Context) error {
	return s.submit(ctx, &job{alone: func() error { return s.compact(ctx) }})
}

func (s *Store) compact(ctx context.Context) error {
	f, err := os.CreateTemp(folderOf(s.path), filepath.Base(s.path)+smallSuffix+"*")
	if err != nil {
		return at(s.path, cannotCompact(err))
	}
	temp := f.Name()
	defer os.Remove(temp) // when it has become the data file, there is nothing of that name
	if err := errors.Join(f.Close(), s.writeSmall(ctx, temp)); err != nil {
		return at(s.path, cannotCompact(err))
	}
	o, err := openGuarded(temp, openHow{wait: s.wait, fresh: true})
	if err != nil {
		return err
	}
	before := s.size
	if err := s.sameAs(o); err != nil {
		return errors.Join(err, o.db.Close())
	}
	if err := s.takePlace(temp, o); err != nil {
		return err
	}
	s.log.Info("the data file was made small", "before", before, "now", s.size)
	return nil
}

func cannotCompact(err error) error {
	return refuseFor(err, ErrNotWritten, "The data file could not be made smaller. It is used as it is.")
}

// writeSmall fills the empty file temp with what is live, and syncs it.
func (s *Store) writeSmall(ctx context.Context, temp string) error {
	// No sync at each commit: until it is finished, this file is nobody's.
	to, err := bolt.Open(temp, 0o600, &bolt.Options{NoSync: true, FreelistType: bolt.FreelistMapType})
	if err != nil {
		return err
	}
	var size int64
	err = guarded(func() error {
		if err := s.db.Load().View(func(from *bolt.Tx) error { return copyLive(ctx, from, to) }); err != nil {
			return err
		}
		return to.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil })
	})
	if err = errors.Join(err, to.Close()); err != nil {
		return err
	}
	return trimAndSync(temp, size)
}

// trimAndSync cuts off what bbolt keeps ready behind its last page. The sync is
// the file's first: it takes everything with it that was written before.
func trimAndSync(path string, size int64) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Truncate(size)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// copyLive copies record for record, as they stand, checksums and damage
// included: what is broken must not look whole afterwards.
func copyLive(ctx context.Context, from *bolt.Tx, to *bolt.DB) error {
	for _, name := range append([]string{bucketAbout}, counted[:]...) {
		if err := to.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte(name)); return err }); err != nil {
			return err
		}
		cursor := from.Bucket([]byte(name)).Cursor()
		for key, value := cursor.First(); key != nil; {
			if err := ctx.Err(); err != nil {
				return err
			}
			err := to.Update(func(tx *bolt.Tx) error {
				b := tx.Bucket([]byte(name))
				b.FillPercent = compactFill
				for size := 0; key != nil && size < compactPart; key, value = cursor.Next() {
					if name == bucketAbout && string(key) == string(keyProbe) {
						continue // nobody reads it
					}
					if err := b.Put(key, value); err != nil {
						return err
					}
					size += len(key) + len(value)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// sameAs makes sure that the copy holds what we know the original to hold. A
// record that went bad since the opening is found out here.
func (s *Store) sameAs(o *opened) error {
	was := s.damage.Load()
	if o.epoch != s.epoch || o.ledger != s.ledger || o.damage.shelves != was.shelves || !maps.Equal(o.damage.docs, was.docs) {
		return at(s.path, refuse(ErrDamaged, "The smaller copy does not hold what the data file held at its opening. Have the data file verified."))
	}
	return nil
}

// takePlace makes the new file the data file.
func (s *Store) takePlace(temp string, o *opened) error {
	if err := s.inPlace(); err != nil { // somebody took ours away while we copied
		return errors.Join(err, o.db.Close())
	}
	if !renamesOpenFiles {
		return s.takePlaceClosed(temp, o)
	}
	if err := os.Rename(temp, s.path); err != nil {
		return errors.Join(at(s.path, cannotCompact(err)), o.db.Close())
	}
	old := s.db.Load()
	s.adopt(o)
	s.unnamed = true
	return errors.Join(old.Close(), s.settleName()) // Close waits for the reads under way
}

// takePlaceClosed does it where open files keep their names: with both closed,
// and opened again through the whole guard.
func (s *Store) takePlaceClosed(temp string, o *opened) error {
	acked := o.txid
	s.broken = errSwapping
	s.letGo()
	err := o.db.Close()
	if err == nil {
		err = os.Rename(temp, s.path)
	}
	if err == nil {
		s.acked = acked // the new file counts its transactions anew
	} else {
		err = at(s.path, cannotCompact(err))
	}
	return errors.Join(err, s.reopen())
}

var errSwapping = errors.New("the data file was being exchanged")

// settleName makes the new file's name last. Until the folder is synced, a cut
// of the power could bring the old file back, and with it a past without the
// entries written since; so nothing is written before.
func (s *Store) settleName() error {
	if !s.unnamed {
		return nil
	}
	// A change of the folder comes first: after a sync that failed, another one
	// may find nothing to do and succeed without having written anything.
	err := touchFolder(s.path)
	if err == nil {
		err = syncFolder(folderOf(s.path))
	}
	if err != nil {
		s.log.Error("the folder of the data file could not be synced", "err", err)
		return at(s.path, refuseFor(err, ErrNotWritten, "The disk did not take the data file's new name."))
	}
	s.unnamed = false
	return nil
}

func touchFolder(path string) error {
	f, err := os.CreateTemp(folderOf(path), filepath.Base(path)+probeSuffix+"*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// mostlyFree says whether compacting is worth a start's while. Only the list of
// free pages counts: what lies behind the last page was mostly never written.
func (f finding) mostlyFree(from int64) bool {
	return int64(f.pages)*f.pageSize >= from && 2*f.free > f.pages
}
