package boltlog

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"

	"yoriai/board"
	"yoriai/server/logtest"
)

// roles are what this test binary does when a test starts it as another
// process: being killed, running into limits and holding locks are not for the
// process that judges.
var roles = map[string]func(path string){}

const roleEnv = "BOLTLOG_TEST_ROLE"

func TestMain(m *testing.M) {
	if name := os.Getenv(roleEnv); name != "" {
		roles[name](os.Args[1])
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// asProcess prepares a second process in a role.
func asProcess(t testing.TB, role, path string, args ...string) *exec.Cmd {
	t.Helper()
	if roles[role] == nil {
		t.Fatalf("there is no role %q", role)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, append([]string{path}, args...)...)
	cmd.Env = append(os.Environ(), roleEnv+"="+role, "GORACE=atexit_sleep_ms=20") // the race detector would wait a second at each end
	cmd.Stderr = os.Stderr
	return cmd
}

// fail ends a process in a role; its test sees the exit code.
func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(3)
}

// soak is how much a test does: little at each make test, much at make soak.
// Under the race detector, which takes ten times as long, it is tasted: make
// test does the little without it, too.
func soak(quick, long int) int {
	switch {
	case os.Getenv("YORIAI_SOAK") != "":
		return long
	case underRace:
		return (quick + 4) / 5
	}
	return quick
}

func TestContract(t *testing.T) {
	paths := map[board.Log]string{}
	open := func(t *testing.T, path string) board.Log {
		s := mustOpen(t, path, Options{})
		paths[s] = path
		return s
	}
	logtest.Run(t, logtest.Harness{
		Open: func(t *testing.T) board.Log { return open(t, newPath(t)) },
		Reopen: func(t *testing.T, log board.Log) board.Log {
			if err := log.(*Store).Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, paths[log])
		},
	})
}

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "yoriai.db") }

func mustOpen(t testing.TB, path string, opts Options) *Store {
	t.Helper()
	s, err := Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mustClose(t, s) })
	return s
}

func mustClose(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

// tampered opens a store whose commits go through the test.
func tampered(t testing.TB, path string, change func(*Store)) *Store {
	t.Helper()
	s, err := prepare(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.pause = 0
	change(s)
	go s.run()
	t.Cleanup(func() { mustClose(t, s) })
	return s
}

func appendAll(t testing.TB, s *Store, doc board.DocID, entries []board.Entry) {
	t.Helper()
	if len(entries) == 0 {
		return
	}
	if err := s.Append(context.Background(), doc, entries[0].Seq-1, entries); err != nil {
		t.Fatal(err)
	}
}

// eventually waits for a state; it does not sleep, it looks.
func eventually(t testing.TB, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !reached(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("it did not come to be: %s", what)
		}
	}
}
