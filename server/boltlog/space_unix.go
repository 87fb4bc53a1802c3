//go:build linux || darwin

package boltlog

import "golang.org/x/sys/unix"

func diskSpace(folder string) (used, total uint64, err error) {
	var st unix.Statfs_t
	if err := unix.Statfs(folder, &st); err != nil {
		return 0, 0, err
	}
	size := uint64(st.Bsize)
	used = (st.Blocks - st.Bfree) * size
	return used, used + st.Bavail*size, nil
}
