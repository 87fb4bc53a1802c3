//go:build !linux && !darwin && !windows

package boltlog

func diskSpace(string) (used, total uint64, err error) { return 0, 0, ErrSpaceUnknown }
