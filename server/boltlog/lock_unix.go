//go:build !windows

package boltlog

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock that bbolt will take: flock, which belongs to the
// open file, so that bbolt's own call finds it taken by itself.
func tryLock(file *os.File) (free bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

func unlockForBolt(*os.File) error { return nil }
