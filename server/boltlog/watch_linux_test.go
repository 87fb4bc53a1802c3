//go:build amd64 || arm64

package boltlog

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The watched process. It runs the real store on the real library and the
// real kernel; but each call that changes a file or syncs one stops until this
// process, the watcher, has seen it and said how it ends: carried out, or
// failed. So a watcher can write down everything in order (power cuts) and
// refuse any one call (the n-th failure), with no seam in the store's own code.
//
// The kernel does it (seccomp's user notification, Linux 5.0 and newer). Where it is
// forbidden, the tests that need it are skipped and say so.

// watched are the calls that stop.
var watched = []uint32{
	unix.SYS_PWRITE64, unix.SYS_WRITE, unix.SYS_FSYNC, unix.SYS_FDATASYNC, unix.SYS_FTRUNCATE,
	unix.SYS_OPENAT, unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT, unix.SYS_UNLINKAT,
}

// A mark is a sync of a file that cannot exist: the watcher learns a number,
// in order with everything else, and the process learns the answer.
const markBase = 1 << 24

// mark tells the watcher a number; true is its answer "yes".
func mark(n int) bool { return unix.Fdatasync(markBase+n) == nil }

// beWatched installs the filter for all threads and tells the watcher where to listen.
func beWatched() error {
	jump := func(k uint32, jt, jf uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: k, Jt: jt, Jf: jf}
	}
	ret := func(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	filter := []unix.SockFilter{load(0)}
	for _, nr := range watched {
		if nr == unix.SYS_WRITE { // what is said to the test itself does not stop
			filter = append(filter, jump(nr, 0, 5), load(16), jump(1, 1, 0), jump(2, 0, 1), ret(unix.SECCOMP_RET_ALLOW), ret(unix.SECCOMP_RET_USER_NOTIF))
			continue
		}
		filter = append(filter, jump(nr, 0, 1), ret(unix.SECCOMP_RET_USER_NOTIF))
	}
	filter = append(filter, ret(unix.SECCOMP_RET_ALLOW))
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	flags := unix.SECCOMP_FILTER_FLAG_TSYNC | unix.SECCOMP_FILTER_FLAG_TSYNC_ESRCH | unix.SECCOMP_FILTER_FLAG_NEW_LISTENER
	fd, _, errno := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, uintptr(flags), uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return errno
	}
	fmt.Println("listen", fd)
	return nil
}

// call is one call of the watched process that is about to be made.
type call struct {
	nr    uint32
	file  fileID // of the handle, where there is one
	path  string // of the handle, or the name that is created, given or taken away
	to    string // of a rename or a link
	at    int64  // where it writes; -1: at the end
	data  []byte
	size  int64 // of a truncation
	dir   bool
	fresh bool // a creation that refuses an existing file
	marks int  // of a mark, its number; -1 else
}

type fileID struct{ dev, ino uint64 }

// decide says how a call ends: 0 carries it out, anything else is its error.
type decide func(c call) unix.Errno

// notification and response are the kernel's struct seccomp_notif and seccomp_notif_resp.
type notification struct {
	id    uint64
	pid   uint32
	flags uint32
	nr    int32
	arch  uint32
	ip    uint64
	args  [6]uint64
}

type response struct {
	id    uint64
	val   int64
	err   int32
	flags uint32
}

// watch runs a role under a watcher and returns what it said, by first word.
// Only calls on files below dir are shown to decide.
func watch(t *testing.T, role, dir string, decide decide, args ...string) map[string][]string {
	t.Helper()
	cmd := asProcess(t, role, filepath.Join(dir, "yoriai.db"), args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{}
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	fd, isFD := strings.CutPrefix(strings.TrimSpace(first), "listen ")
	if err != nil || !isFD {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		t.Skipf("this kernel lets nobody watch a process: %s", first)
	}
	n, _ := strconv.Atoi(fd)
	w := &watcher{pid: cmd.Process.Pid, dir: dir, decide: decide}
	if err := w.listen(n); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		t.Skipf("this user may not watch a process: %v", err)
	}
	var reading sync.WaitGroup
	reading.Go(func() {
		for in := bufio.NewScanner(lines); in.Scan(); {
			word, rest, _ := strings.Cut(in.Text(), " ")
			said[word] = append(said[word], rest)
		}
	})
	watching := w.run()
	reading.Wait()
	if err := cmd.Wait(); err != nil || watching != nil {
		t.Fatalf("role %s: %v, watching: %v", role, err, watching)
	}
	return said
}

type watcher struct {
	pid      int
	dir      string
	decide   decide
	listener int
}

func (w *watcher) listen(fd int) error {
	pidfd, err := unix.PidfdOpen(w.pid, 0)
	if err != nil {
		return err
	}
	defer unix.Close(pidfd)
	w.listener, err = unix.PidfdGetfd(pidfd, fd, 0)
	return err
}

// run answers until the process has ended.
func (w *watcher) run() error {
	defer unix.Close(w.listener)
	for {
		fds := []unix.PollFd{{Fd: int32(w.listener), Events: unix.POLLIN}}
		if _, err := unix.Poll(fds, -1); err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		if fds[0].Revents&unix.POLLIN == 0 {
			if fds[0].Revents&unix.POLLHUP != 0 {
				return nil
			}
			continue
		}
		var n notification
		_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(w.listener), unix.SECCOMP_IOCTL_NOTIF_RECV, uintptr(unsafe.Pointer(&n)))
		if errno == unix.ENOENT || errno == unix.EINTR { // it was interrupted, or is gone
			continue
		}
		if errno != 0 {
			return errno
		}
		resp := response{id: n.id, flags: unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE}
		if c, ours := w.understand(n); ours {
			if errno := w.decide(c); c.marks >= 0 {
				resp.flags, resp.err = 0, -int32(errno)
			} else if errno != 0 {
				resp.flags, resp.err = 0, -int32(errno)
			}
		}
		_, _, errno = unix.Syscall(unix.SYS_IOCTL, uintptr(w.listener), unix.SECCOMP_IOCTL_NOTIF_SEND, uintptr(unsafe.Pointer(&resp)))
		if errno != 0 && errno != unix.ENOENT {
			return errno
		}
	}
}

// understand reads what a call is about; ours says that it is on our files.
func (w *watcher) understand(n notification) (c call, ours bool) {
	c = call{nr: uint32(n.nr), marks: -1, at: -1}
	switch c.nr {
	case unix.SYS_OPENAT:
		c.path, c.fresh = w.text(n.args[1]), n.args[2]&unix.O_EXCL != 0
		return c, n.args[2]&unix.O_CREAT != 0 && strings.HasPrefix(c.path, w.dir)
	case unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT:
		c.path, c.to = w.text(n.args[1]), w.text(n.args[3])
		return c, strings.HasPrefix(c.path, w.dir)
	case unix.SYS_UNLINKAT:
		c.path = w.text(n.args[1])
		return c, strings.HasPrefix(c.path, w.dir)
	}
	if n.args[0] >= markBase {
		c.marks = int(n.args[0] - markBase)
		return c, true
	}
	handle := fmt.Sprintf("/proc/%d/fd/%d", w.pid, int(n.args[0]))
	path, err := os.Readlink(handle)
	if err != nil || !strings.HasPrefix(path, w.dir) {
		return c, false
	}
	var st unix.Stat_t
	if err := unix.Stat(handle, &st); err != nil {
		return c, false
	}
	c.path, c.file, c.dir = path, fileID{uint64(st.Dev), st.Ino}, st.Mode&unix.S_IFMT == unix.S_IFDIR
	switch c.nr {
	case unix.SYS_PWRITE64:
		c.data, c.at = w.memory(n.args[1], int(n.args[2])), int64(n.args[3])
	case unix.SYS_WRITE:
		c.data = w.memory(n.args[1], int(n.args[2]))
	case unix.SYS_FTRUNCATE:
		c.size = int64(n.args[1])
	}
	return c, true
}

func (w *watcher) memory(at uint64, n int) []byte {
	buf := make([]byte, n)
	f, err := os.Open(fmt.Sprintf("/proc/%d/mem", w.pid))
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if _, err := f.ReadAt(buf, int64(at)); err != nil && !errors.Is(err, io.EOF) {
		panic(err)
	}
	return buf
}

// text reads a path; no page boundary is crossed that may not be there.
func (w *watcher) text(at uint64) string {
	var all []byte
	for len(all) < unix.PathMax {
		part := w.memory(at, int(64-at%64))
		if i := bytes.IndexByte(part, 0); i >= 0 {
			return string(append(all, part[:i]...))
		}
		all, at = append(all, part...), at+uint64(len(part))
	}
	return string(all)
}
