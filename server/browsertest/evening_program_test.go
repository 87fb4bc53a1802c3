package browsertest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"yoriai/server/freeport"
)

// buildProgram builds the program people run; flags go to go build.
func buildProgram(t *testing.T, env []string, flags ...string) (path string, err error) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "yoriai-of-test")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	args := append(append([]string{"build"}, flags...), "-o", path, "yoriai/cmd/yoriai")
	build := exec.Command("go", args...)
	build.Env = append(os.Environ(), env...)
	out, err := build.CombinedOutput()
	if err != nil {
		t.Logf("go %s: %s", strings.Join(args, " "), out)
	}
	return path, err
}

// program is the real program as a process of its own, on one address and one
// data folder however often it is started.
type program struct {
	t      *testing.T
	binary string
	addr   string
	data   string
	said   *heard // what all its lives wrote
	warned *heard

	running *exec.Cmd
}

// heard collects what a process writes.
type heard struct {
	mu  sync.Mutex
	buf bytes.Buffer
	new chan struct{} // a word has come
}

func newHeard() *heard { return &heard{new: make(chan struct{}, 1)} }

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	select {
	case h.new <- struct{}{}:
	default:
	}
	return h.buf.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.buf.String()
}

// newProgram finds an address that is free. On 127.0.0.1 browsers give pages
// more than a community hall has (a secure context); YORIAI_HOST names another
// address of this machine.
func newProgram(t *testing.T, binary string) *program {
	t.Helper()
	host := orElse(os.Getenv("YORIAI_HOST"), "127.0.0.1")
	p := &program{t: t, binary: binary, addr: freeport.Address(t, host), data: filepath.Join(t.TempDir(), "data"), said: newHeard(), warned: newHeard()}
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("the program wrote:\n%s", p.warned)
		}
	})
	return p
}

func (p *program) url() string  { return "http://" + p.addr }
func (p *program) file() string { return filepath.Join(p.data, "yoriai.db") }

// start starts it and waits until it answers; the time that took.
func (p *program) start() time.Duration {
	p.t.Helper()
	cmd := exec.Command(p.binary, "-addr", p.addr, "-data", p.data, "-base-url", p.url())
	cmd.Stdout, cmd.Stderr = p.said, p.warned
	cmd.Env = withoutSettings(os.Environ())
	began := time.Now()
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.running = cmd
	p.mustAnswer()
	return time.Since(began)
}

// withoutSettings: the program of the test is not the one of whoever runs it.
func withoutSettings(env []string) []string {
	var kept []string
	for _, e := range env {
		if !strings.HasPrefix(e, "YORIAI_") {
			kept = append(kept, e)
		}
	}
	return kept
}

func (p *program) mustAnswer() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	pause := time.NewTicker(2 * time.Millisecond)
	defer pause.Stop()
	for {
		if p.answers(ctx) {
			return
		}
		select {
		case <-ctx.Done():
			p.t.Fatalf("the program does not answer:\n%s", p.warned)
		case <-pause.C:
		}
	}
}

func (p *program) answers(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url()+"/healthz", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

var organiserLink = regexp.MustCompile(`http://\S+/k/\S+`)

// organiserLink is the one-time link that the program printed.
func (p *program) organiserLink() string {
	p.t.Helper()
	limit := time.After(patience)
	for {
		if link := organiserLink.FindString(p.said.String()); link != "" {
			return link
		}
		select {
		case <-p.said.new:
		case <-limit:
			p.t.Fatalf("no organiser link in what it said:\n%s", p.said)
		}
	}
}

// kill ends it as a power cut does.
func (p *program) kill() {
	if p.running == nil {
		return
	}
	p.running.Process.Kill()
	p.running.Wait()
	p.running = nil
}

// stop ends it as Ctrl+C does, and wants it to end well. On Windows one
// process cannot ask that of another: there it is killed.
func (p *program) stop() {
	p.t.Helper()
	if runtime.GOOS == "windows" {
		p.kill()
		return
	}
	cmd := p.running
	p.running = nil
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	limit := time.AfterFunc(patience, func() { cmd.Process.Kill() })
	defer limit.Stop()
	if err := cmd.Wait(); err != nil {
		p.t.Errorf("the program did not end well: %v\n%s", err, p.warned)
	}
}
