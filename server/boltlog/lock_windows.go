package boltlog

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockedByte is the one byte, far behind any file's end, that bbolt locks.
var lockedByte = windows.Overlapped{Offset: 1<<32 - 1, OffsetHigh: 1<<32 - 1}

// tryLock takes the lock that bbolt will take.
func tryLock(file *os.File) (free bool, err error) {
	return lockByte(file, windows.LOCKFILE_EXCLUSIVE_LOCK)
}

// trySharedLock takes a lock that others may share who only read.
func trySharedLock(file *os.File) (free bool, err error) { return lockByte(file, 0) }

func lockByte(file *os.File, how uint32) (free bool, err error) {
	at := lockedByte
	err = windows.LockFileEx(windows.Handle(file.Fd()), how|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

func unlock(file *os.File) error {
	at := lockedByte
	return windows.UnlockFileEx(windows.Handle(file.Fd()), 0, 1, 0, &at)
}

// unlockForBolt lets go, because here even the same handle cannot take a lock
// twice. Who takes it in the moment between has passed the same guard, and
// bbolt then finds the file locked.
func unlockForBolt(file *os.File) error { return unlock(file) }
