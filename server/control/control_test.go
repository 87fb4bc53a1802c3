package control

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	errKnown = errors.New("a known kind")
	kinds    = Kinds{"known": errKnown}
)

var commands = map[string]Command{
	"echo": Func(func(_ context.Context, args Args, out io.Writer, _ func(int64, int64)) error {
		_, err := io.WriteString(out, args["say"])
		return err
	}),
	"big": Func(func(_ context.Context, _ Args, out io.Writer, progress func(int64, int64)) error {
		for i := range 5 {
			progress(int64(i), 5)
			if _, err := out.Write(bytes.Repeat([]byte{byte(i)}, maxFrame+17)); err != nil {
				return err
			}
		}
		return nil
	}),
	"fail": Func(func(context.Context, Args, io.Writer, func(int64, int64)) error {
		return fmt.Errorf("here: %w", errKnown)
	}),
	"other": Func(func(context.Context, Args, io.Writer, func(int64, int64)) error { return errors.New("just so") }),
	"panic": Func(func(context.Context, Args, io.Writer, func(int64, int64)) error { panic("fault") }),
	"wait": Func(func(ctx context.Context, _ Args, out io.Writer, _ func(int64, int64)) error {
		_, _ = io.WriteString(out, "begun")
		<-ctx.Done()
		return ctx.Err()
	}),
}

func open(t *testing.T) (dir string, d *Door) {
	t.Helper()
	dir = t.TempDir()
	d, err := Open(dir, commands, kinds, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return dir, d
}

func TestCommandsComeThrough(t *testing.T) {
	dir, _ := open(t)
	var out bytes.Buffer
	if err := Ask(t.Context(), dir, "echo", Args{"say": "川辺"}, kinds, &out, nil); err != nil || out.String() != "川辺" {
		t.Errorf("%q, %v", out.String(), err)
	}
	out.Reset()
	told := int64(-1)
	err := Ask(t.Context(), dir, "big", nil, kinds, &out, func(_, total int64) { told = total })
	if err != nil || out.Len() != 5*(maxFrame+17) || told != 5 {
		t.Errorf("%d bytes, progress of %d: %v", out.Len(), told, err)
	}
	if err := Ask(t.Context(), dir, "fail", nil, kinds, &out, nil); !errors.Is(err, errKnown) {
		t.Errorf("an error lost its kind: %v", err)
	}
	for _, name := range []string{"other", "panic", "nonsense"} {
		if err := Ask(t.Context(), dir, name, nil, kinds, &out, nil); err == nil || errors.Is(err, errKnown) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Ask(t.Context(), dir, "echo", nil, kinds, &out, nil); err != nil {
		t.Errorf("after a fault: %v", err)
	}
}

// TestNobodyElse: without the token, from a browser, with another method: no.
func TestNobodyElse(t *testing.T) {
	dir, d := open(t)
	n, err := read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if host, _, _ := net.SplitHostPort(n.Address); !net.ParseIP(host).IsLoopback() || n.PID != os.Getpid() || len(n.Token) < 40 {
		t.Errorf("the note: %+v", n)
	}
	if info, _ := os.Stat(filepath.Join(dir, FileName)); runtime.GOOS != "windows" && info.Mode() != fs.FileMode(0o600) {
		t.Errorf("the note has mode %v", info.Mode())
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for name, c := range map[string]struct {
		method, path, auth, origin string
		want                       int
	}{
		"no token":         {"POST", "/command/echo", "", "", 401},
		"a wrong token":    {"POST", "/command/echo", "Bearer " + strings.Repeat("a", len(n.Token)), "", 401},
		"half a token":     {"POST", "/command/echo", "Bearer " + n.Token[:20], "", 401},
		"a browser":        {"POST", "/command/echo", "Bearer " + n.Token, "https://bad.example", 401},
		"reading":          {"GET", "/command/echo", "Bearer " + n.Token, "", 405},
		"no command":       {"POST", "/", "Bearer " + n.Token, "", 404},
		"no command known": {"POST", "/command/none", "Bearer " + n.Token, "", 404},
		"no arguments":     {"POST", "/command/echo", "Bearer " + n.Token, "", 400},
	} {
		req, err := http.NewRequestWithContext(t.Context(), c.method, "http://"+n.Address+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", c.auth)
		if c.origin != "" {
			req.Header.Set("Origin", c.origin)
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != c.want || len(resp.Cookies()) > 0 {
			t.Errorf("%s: %d with cookies %v, want %d", name, resp.StatusCode, resp.Cookies(), c.want)
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if names, _ := os.ReadDir(dir); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

// TestStaleNotes: each way in which a note can lead to nobody.
func TestStaleNotes(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := silent.Addr().String()
	_ = silent.Close()
	_, other := open(t)
	otherNote, err := read(other.dir)
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	web := &http.Server{Handler: http.NotFoundHandler()}
	served := make(chan error, 1)
	go func() { served <- web.Serve(stranger) }()
	defer func() { _ = web.Close(); <-served }()
	for name, content := range map[string]string{
		"empty":                      "",
		"half":                       `{"address":"127.0.`,
		"nobody there":               fmt.Sprintf(`{"address":%q,"token":"x","pid":1}`, gone),
		"another start":              fmt.Sprintf(`{"address":%q,"token":"x","pid":1}`, otherNote.Address),
		"another program":            fmt.Sprintf(`{"address":%q,"token":"x","pid":1}`, stranger.Addr()),
		"an address far away":        `{"address":"192.0.2.1:80","token":"x","pid":1}`,
		"an address that is none":    `{"address":"somewhere","token":"x","pid":1}`,
		"a name that may mean a lot": `{"address":"localhost:80","token":"x","pid":1}`,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, FileName), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Ask(t.Context(), dir, "echo", nil, kinds, io.Discard, nil); !errors.Is(err, ErrNobody) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Ask(t.Context(), t.TempDir(), "echo", nil, kinds, io.Discard, nil); !errors.Is(err, ErrNobody) {
		t.Errorf("no note: %v", err)
	}
}

// begun tells when the first byte has come.
type begun chan struct{}

func (b begun) Write(p []byte) (int, error) { close(b); return len(p), nil }

// TestStopEndsCommands: a server that stops does not wait for whoever asks, and
// half an answer is an error.
func TestStopEndsCommands(t *testing.T) {
	dir, d := open(t)
	results := make(chan error, together)
	for range together {
		started := make(begun)
		go func() { results <- Ask(context.Background(), dir, "wait", nil, kinds, started, nil) }()
		// What is written lies in a buffer until something flushes it: progress, or the end.
		for len(d.running) == 0 {
			runtime.Gosched()
		}
	}
	for len(d.running) < together {
		runtime.Gosched()
	}
	if err := Ask(t.Context(), dir, "echo", nil, kinds, io.Discard, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("one more: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	for range together {
		if err := <-results; err == nil {
			t.Error("a command that was ended succeeded")
		}
	}
}

// TestHoles: an answer that lacks something is no answer.
func TestHoles(t *testing.T) {
	whole := new(bytes.Buffer)
	s := &stream{w: whole, flush: func() error { return nil }}
	for range 3 {
		if _, err := s.Write([]byte("piece")); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.end(ending{Bytes: s.bytes}); err != nil {
		t.Fatal(err)
	}
	if err := receive(bytes.NewReader(whole.Bytes()), kinds, io.Discard, nil); err != nil {
		t.Fatalf("the whole answer: %v", err)
	}
	for n := range whole.Len() {
		if err := receive(bytes.NewReader(whole.Bytes()[:n]), kinds, io.Discard, nil); !errors.Is(err, ErrBroken) {
			t.Fatalf("the first %d bytes of %d: %v", n, whole.Len(), err)
		}
	}
	without := append(bytes.Clone(whole.Bytes()[:10]), whole.Bytes()[20:]...) // a piece is missing
	if err := receive(bytes.NewReader(without), kinds, io.Discard, nil); !errors.Is(err, ErrBroken) {
		t.Errorf("a hole: %v", err)
	}
	huge := []byte{frameData, 0xFF, 0xFF, 0xFF, 0xFF}
	if err := receive(bytes.NewReader(huge), kinds, io.Discard, nil); !errors.Is(err, ErrBroken) {
		t.Errorf("a huge frame: %v", err)
	}
}
