package boltlog

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// forgetCache drops what the page cache holds of the file. After a failed
// write the kernel may call a page clean that never reached the disk; without
// this, looking again would only show what we meant to write.
func forgetCache(file *os.File) {
	_ = unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED)
}

// refuseNetworkDisk: locks and mappings over a network are promises that the
// file server keeps or not, and bbolt rests on both.
func refuseNetworkDisk(file *os.File) error {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(file.Fd()), &st); err != nil {
		return nil // not knowing is no reason to refuse
	}
	if isNetwork(uint32(st.Type)) {
		return refuse(ErrNetworkDisk, "The data file lies on a network disk. Choose a folder on a disk of this machine.")
	}
	return nil
}

func isNetwork(fsType uint32) bool {
	switch fsType {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC,
		unix.AFS_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC:
		return true
	}
	return false
}

// holderOf names the process that holds the lock, as far as the kernel tells.
func holderOf(file *os.File) string {
	const unknown = "Another process"
	var st unix.Stat_t
	if err := unix.Fstat(int(file.Fd()), &st); err != nil {
		return unknown
	}
	locks, err := os.ReadFile("/proc/locks")
	if err != nil {
		return unknown
	}
	inode := fmt.Sprintf("%02x:%02x:%d", unix.Major(uint64(st.Dev)), unix.Minor(uint64(st.Dev)), st.Ino)
	for line := range strings.Lines(string(locks)) {
		// 1: FLOCK  ADVISORY  WRITE 4711 fe:00:123456 0 EOF
		f := strings.Fields(line)
		if len(f) >= 6 && f[1] == "FLOCK" && f[5] == inode && f[4] != "0" {
			return "Process " + f[4]
		}
	}
	return unknown
}
