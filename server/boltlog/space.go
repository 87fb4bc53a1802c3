package boltlog

import (
	"context"
	"errors"
	"os"

	bolt "go.etcd.io/bbolt"
)

// ErrSpaceUnknown: this system does not tell how full a disk is.
var ErrSpaceUnknown = errors.New("it is not known how full the disk is")

// Space is how much room there is, in bytes.
type Space struct {
	// Used and Total are of the disk under the data file, as they are for the
	// user who runs the program: what is set aside for the superuser is in neither.
	Used, Total uint64
	// File is the data file's length, Free what of it holds nothing and will be
	// filled before the file grows.
	File, Free int64
}

// Disk tells how much of the disk under the data file is used. The error is
// ErrSpaceUnknown where the system has no answer.
func (s *Store) Disk() (used, total uint64, err error) { return diskSpace(folderOf(s.path)) }

// Space tells how much room there is on the disk and within the file.
func (s *Store) Space(ctx context.Context) (Space, error) {
	var sp Space
	info, err := os.Stat(s.path)
	if err != nil {
		return sp, at(s.path, cannotOpen(err))
	}
	sp.File = info.Size()
	err = s.view(ctx, func(tx *bolt.Tx) error {
		sp.Free = s.freePages.Load()*int64(tx.DB().Info().PageSize) + max(0, sp.File-tx.Size())
		return nil
	})
	if err != nil {
		return sp, err
	}
	sp.Used, sp.Total, err = s.Disk()
	return sp, err
}
