package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func noEnv(string) string { return "" }

// started runs the program in the background until the test ends.
type program struct {
	out, errs safeBuffer
	stop      context.CancelFunc
	code      chan int
}

// safeBuffer is written by the program and read by the test.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
	say chan struct{}
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	select {
	case b.say <- struct{}{}:
	default:
	}
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func start(t *testing.T, args ...string) *program {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p := &program{stop: cancel, code: make(chan int, 1)}
	p.out.say, p.errs.say = make(chan struct{}, 1), make(chan struct{}, 1)
	go func() { p.code <- run(ctx, args, noEnv, &p.out, &p.errs) }()
	t.Cleanup(func() {
		cancel()
		if p.code != nil {
			<-p.code
		}
	})
	return p
}

// until waits for the program to print what the pattern finds.
func (p *program) until(t *testing.T, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for {
		if found := re.FindString(p.out.String()); found != "" {
			return found
		}
		select {
		case <-p.out.say:
		case code := <-p.code:
			p.code = nil
			t.Fatalf("ended with %d before printing %s\n%s%s", code, pattern, p.out.String(), p.errs.String())
		case <-t.Context().Done():
			t.Fatal("nothing printed")
		}
	}
}

func (p *program) end(t *testing.T) int {
	t.Helper()
	p.stop()
	code := <-p.code
	p.code = nil
	return code
}

func TestFirstStart(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	p := start(t, "-addr", "127.0.0.1:0", "-data", data)
	link := p.until(t, `http://\S+/k/\w+`)
	here := p.until(t, `http://localhost:\d+`)
	p.until(t, "Ctrl")
	resp, err := http.Get(strings.Replace(here, "localhost", "127.0.0.1", 1) + link[strings.Index(link, "/k/"):])
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("the organiser's link gives %d", resp.StatusCode)
	}
	port := here[strings.LastIndex(here, ":"):]
	if code := run(t.Context(), []string{"health", "-addr", port}, noEnv, &p.errs, &p.errs); code != exitDone {
		t.Errorf("health gives %d: %s", code, p.errs.String())
	}
	if code := p.end(t); code != exitDone {
		t.Errorf("Ctrl+C gives %d: %s", code, p.errs.String())
	}
	if _, err := os.Stat(filepath.Join(data, "yoriai.db")); err != nil {
		t.Error(err)
	}
	if code := run(t.Context(), []string{"health", "-addr", port}, noEnv, &p.errs, &p.errs); code != exitUnwell {
		t.Errorf("health of a stopped server gives %d", code)
	}
}

func TestWhatGoesWrongIsSaidPlainly(t *testing.T) {
	dir := t.TempDir()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	other := filepath.Join(dir, "other")
	write(t, filepath.Join(other, "something.txt"), "x")
	text := filepath.Join(dir, "text")
	write(t, filepath.Join(text, "yoriai.db"), strings.Repeat("this is no database\n", 1000))
	empty := filepath.Join(dir, "empty")
	write(t, filepath.Join(empty, "yoriai.db"), "")
	file := filepath.Join(dir, "file")
	write(t, file, "x")
	fresh := []string{"-addr", "127.0.0.1:0", "-data"}
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"busy port":         {[]string{"-addr", busy.Addr().String(), "-data", filepath.Join(dir, "a")}, exitPort},
		"no such address":   {[]string{"-addr", "192.0.2.1:0", "-data", filepath.Join(dir, "a")}, exitPort},
		"address nonsense":  {[]string{"-addr", "nonsense", "-data", filepath.Join(dir, "a")}, exitPort},
		"no data file":      {append(fresh, other), exitMissing},
		"a text file":       {append(fresh, text), exitDamaged},
		"an empty file":     {append(fresh, empty), exitDamaged},
		"unknown flag":      {[]string{"-nonsense"}, exitUsage},
		"unknown command":   {[]string{"nonsense"}, exitUsage},
		"half of TLS":       {[]string{"-tls-cert", "x"}, exitUsage},
		"base URL nonsense": {[]string{"-base-url", "foo"}, exitUsage},
		"base URL path":     {[]string{"-base-url", "https://a.example/sub"}, exitUsage},
		"proxies nonsense":  {[]string{"-trusted-proxies", "x"}, exitUsage},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), c.args, noEnv, &out, &errs)
		if code != c.code {
			t.Errorf("%s gives %d, not %d: %s", name, code, c.code, errs.String())
		}
		if s := errs.String(); !hasJapanese(s) || strings.Contains(s, "goroutine") || strings.Contains(s, "panic") {
			t.Errorf("%s says %q", name, s)
		}
	}
	if data, _ := os.ReadFile(filepath.Join(text, "yoriai.db")); !strings.HasPrefix(string(data), "this is no database") {
		t.Error("a foreign file was touched")
	}
}

func TestTwoServersOnOneFile(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	p := start(t, "-addr", "127.0.0.1:0", "-data", data)
	p.until(t, "Ctrl")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"-addr", "127.0.0.1:0", "-data", data}, noEnv, &out, &errs); code != exitLocked {
		t.Errorf("the second gives %d: %s", code, errs.String())
	}
}

func TestEnvironmentIsReadAndFlagsWin(t *testing.T) {
	say, err := readWords()
	if err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"YORIAI_ADDR": ":1", "YORIAI_BASE_URL": "https://a.example", "YORIAI_INIT": "true", "YORIAI_TRUSTED_PROXIES": "192.0.2.1, 10.0.0.0/8"}
	set, err := readSettings("serve", []string{"-addr", ":2"}, func(k string) string { return env[k] }, say, &bytes.Buffer{})
	if err != nil || set.addr != ":2" || set.baseURL != "https://a.example" || !set.init {
		t.Errorf("%+v, %v", set, err)
	}
	if list, err := set.trusted(); err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	env["YORIAI_INIT"] = "perhaps"
	if _, err := readSettings("serve", nil, func(k string) string { return env[k] }, say, &bytes.Buffer{}); err == nil {
		t.Error("YORIAI_INIT=perhaps was accepted")
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"-help"}, noEnv, &out, &errs); code != exitDone {
		t.Errorf("help gives %d", code)
	}
	for _, flag := range []string{"-addr", "-data", "-tls-cert", "-tls-key", "-base-url", "-zone", "-trusted-proxies", "-init", "-new-organiser-link",
		"-accept-older", "-backup-dir", "-backup-every", "-backup-keep", "-force", "-to"} {
		if !strings.Contains(errs.String(), flag) {
			t.Errorf("help does not name %s", flag)
		}
	}
	if code := run(t.Context(), []string{"help"}, noEnv, &out, &errs); code != exitDone || !hasJapanese(out.String()) {
		t.Errorf("help gives %d", code)
	}
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func hasJapanese(s string) bool { return strings.ContainsAny(s, "のをにがてで。") }
