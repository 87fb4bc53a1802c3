package boltlog

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"yoriai/board"
	"yoriai/server/logtest"
)

// say tells the test what became of an append: "yes", "no" (certainly not
// stored) or "perhaps".
func say(e board.Entry, err error) {
	word := "yes"
	switch {
	case errors.Is(err, ErrNotWritten):
		word = "no"
	case errors.Is(err, ErrUncertain):
		word = "perhaps"
	case err != nil:
		fail("an error of another kind: %v", err)
	}
	fmt.Println(word, e.ID)
}

// step appends one entry where the document ends now.
func step(s *Store, doc board.DocID) error {
	ctx := context.Background()
	last, err := s.Last(ctx, doc)
	if err != nil {
		return err
	}
	e := logtest.NewEntries(last, 1)
	err = s.Append(ctx, doc, last, e)
	say(e[0], err)
	return err
}

func limitFileSize(bytes uint64) {
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: bytes, Max: unix.RLIM_INFINITY}); err != nil {
		fail("setrlimit: %v", err)
	}
}

func init() {
	// full writes under a limit of file size that lies at each page in turn:
	// the kernel refuses (EFBIG) or cuts short every write beyond it, so
	// that a commit fails at its first, second, third … page.
	roles["full"] = func(path string) {
		signal.Ignore(syscall.SIGXFSZ)
		s, err := prepare(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		s.pause = 0
		go s.run()
		doc, refused := board.DocID(os.Args[2]), 0
		pages, _ := strconv.Atoi(os.Args[3])
		for page := 0; page <= pages; page++ {
			for _, limit := range []int{page * 4096, page*4096 + 1000} {
				limitFileSize(uint64(limit))
				if step(s, doc) != nil {
					refused++
				}
				limitFileSize(math.MaxUint64)
				if err := step(s, doc); err != nil {
					fail("with room again: %v", err)
				}
			}
		}
		fmt.Println("refused", refused)
		if err := s.Close(); err != nil {
			fail("close: %v", err)
		}
	}
	// nosync makes every sync of this process fail, for good.
	roles["nosync"] = func(path string) {
		s, err := prepare(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		s.pause = 0
		go s.run()
		doc := board.DocID(os.Args[2])
		for range 3 {
			if err := step(s, doc); err != nil {
				fail("before: %v", err)
			}
		}
		if err := failSyncs(); err != nil {
			fmt.Println("unable", err)
			return
		}
		for range 3 {
			if err := step(s, doc); err == nil {
				fail("a write was acknowledged whose sync failed")
			}
		}
		if _, err := s.Read(context.Background(), doc, 0, 100); err != nil {
			fail("reading: %v", err)
		}
		if err := s.Close(); err != nil {
			fail("close: %v", err)
		}
	}
	roles["nobody"] = func(path string) {
		if err := errors.Join(syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			fmt.Println("unable", err)
			return
		}
		_, err := Open(path, Options{})
		var fe *FileError
		if !errors.As(err, &fe) || !errors.Is(err, ErrReadOnly) {
			fail("%v", err)
		}
		fmt.Println("refused", fe.Say)
	}
}

// failSyncs has the kernel answer fsync and fdatasync of all threads with EIO.
func failSyncs() error {
	answer := func(nr uint32) []unix.SockFilter { // if the call is nr, the answer is EIO
		return []unix.SockFilter{
			{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: nr},
			{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EIO)},
		}
	}
	filter := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS}} // the call's number
	filter = append(filter, answer(unix.SYS_FSYNC)...)
	filter = append(filter, answer(unix.SYS_FDATASYNC)...)
	filter = append(filter, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, errno := syscall.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return errno
	}
	return nil
}

// runRole lets a role end by itself and returns what it said, by first word.
func runRole(t *testing.T, role, path string, args ...string) map[string][]string {
	t.Helper()
	out, err := asProcess(t, role, path, args...).Output()
	if err != nil {
		t.Fatalf("role %s: %v", role, err)
	}
	said := map[string][]string{}
	for in := bufio.NewScanner(strings.NewReader(string(out))); in.Scan(); {
		word, rest, _ := strings.Cut(in.Text(), " ")
		said[word] = append(said[word], rest)
	}
	return said
}

// tellsTrue compares what was answered with what is in the document: every
// yes once and in order, no no, and of the rest whatever there is.
func tellsTrue(t *testing.T, path string, doc board.DocID, said map[string][]string) {
	t.Helper()
	entries, err := mustOpen(t, path, Options{}).Read(context.Background(), doc, 0, math.MaxInt)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, e := range entries {
		at[string(e.ID)] = i + 1
	}
	before := 0
	for _, op := range said["yes"] {
		if at[op] <= before {
			t.Fatalf("acknowledged op %s is entry %d, after entry %d", op, at[op], before)
		}
		before = at[op]
	}
	for _, op := range said["no"] {
		if at[op] != 0 {
			t.Errorf("op %s is entry %d, though it was said that it is not stored", op, at[op])
		}
	}
	t.Logf("%d entries: %d yes, %d no, %d perhaps", len(entries), len(said["yes"]), len(said["no"]), len(said["perhaps"]))
}

func TestNoRoom(t *testing.T) {
	path, w, content := filledFile(t, 3, 4)
	_, length := liveLength(t, content)
	said := runRole(t, "full", path, string(w.docs[0]), strconv.Itoa(length/4096+16))
	if len(said["refused"]) != 1 || said["refused"][0] == "0" || len(said["no"]) < 10 {
		t.Errorf("the limit was hardly felt: %v", said["refused"])
	}
	tellsTrue(t, path, w.docs[0], said)
}

// TestNoSync: a write whose sync failed is never acknowledged, however often
// it is tried.
func TestNoSync(t *testing.T) {
	path, doc := newPath(t), logtest.NewDoc()
	said := runRole(t, "nosync", path, string(doc))
	if why := said["unable"]; why != nil {
		t.Skipf("this kernel lets nobody fail its syncs: %v", why)
	}
	if len(said["yes"]) != 3 || len(said["no"])+len(said["perhaps"]) != 3 {
		t.Errorf("answers: %v", said)
	}
	tellsTrue(t, path, doc, said)
}

// TestServiceUser: the tests may run as root, whom no mode keeps out, so
// another process gives its rights away first.
func TestServiceUser(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can become another user")
	}
	for name, lock := range map[string]func(t *testing.T, path string){
		"a file of somebody else":           func(t *testing.T, path string) { chmod(t, path, 0o644); chmod(t, filepath.Dir(path), 0o777) },
		"a folder of somebody else":         func(t *testing.T, path string) { chmod(t, path, 0o666) },
		"a new file in somebody's folder":   func(t *testing.T, path string) { remove(t, path) },
		"a folder nobody may look into":     func(t *testing.T, path string) { chmod(t, filepath.Dir(path), 0o700) },
		"a new folder in somebody's folder": func(t *testing.T, path string) { remove(t, path); remove(t, filepath.Dir(path)) },
	} {
		t.Run(name, func(t *testing.T) {
			path, _, _ := filledFile(t, 1, 1)
			for dir := filepath.Dir(path); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
				chmod(t, dir, 0o755)
			}
			lock(t, path)
			said := runRole(t, "nobody", path)
			if said["unable"] != nil {
				t.Skipf("cannot become another user: %v", said["unable"])
			}
			t.Log(said["refused"])
		})
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// TestCutOffWhileRunning: reading a mapping beyond the file's end is a signal
// that ends a process; here it is an error, and writing stops before it.
func TestCutOffWhileRunning(t *testing.T) {
	path := newPath(t)
	s := mustOpen(t, path, Options{})
	w := fill(t, s, 3, 6)
	if err := os.Truncate(path, 2*4096); err != nil {
		t.Fatal(err)
	}
	v := w.ask(s)
	if v.errors == 0 {
		t.Error("nothing was noticed")
	}
	if len(v.wrong) > 0 {
		t.Errorf("wrong answers: %v", v.wrong[0])
	}
	n := board.Seq(len(w.wrote[w.docs[0]]))
	if err := s.Append(context.Background(), w.docs[0], n, logtest.NewEntries(n, 1)); !errors.Is(err, ErrNotWritten) || !errors.Is(err, ErrTruncated) {
		t.Errorf("an append to a file that is cut off: %v", err)
	}
}

func TestNetworkDisks(t *testing.T) {
	for name, c := range map[string]struct {
		kind uint32
		want bool
	}{"nfs": {0x6969, true}, "cifs": {0xFF534D42, true}, "smb2": {0xFE534D42, true}, "ext4": {0xEF53, false}, "xfs": {0x58465342, false}, "btrfs": {0x9123683E, false}, "tmpfs": {0x01021994, false}, "overlay": {0x794C7630, false}} {
		if got := isNetwork(c.kind); got != c.want {
			t.Errorf("%s is a network disk: %v", name, got)
		}
	}
}
