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

// trySharedLock takes a lock that others may share who only read.
func trySharedLock(file *os.File) (free bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// unlock gives the lock back. Closing the file would not: a mapping of it,
// such as a panic leaves behind, keeps flock alive.
func unlock(file *os.File) error {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_UN)
}

// unlockForBolt has nothing to do: taking flock again through the same handle succeeds.
func unlockForBolt(*os.File) error { return nil }
