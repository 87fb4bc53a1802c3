package browsertest

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yoriai/static"
)

// policy is the product's own: modules that need more would not run in a hall.
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:"

// bench serves the browser's modules, the vectors that Go made, and the test
// files that run them.
func bench(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServerFS(static.FS)))
	mux.Handle("/vectors/", http.StripPrefix("/vectors/", http.FileServer(http.Dir(vectorsDir))))
	mux.Handle("/js/", http.StripPrefix("/js/", http.FileServer(http.Dir("testdata/js"))))
	mux.HandleFunc("/run", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>run</title><script type="module" src="/js/runner.js"></script>`)
	})
	mux.HandleFunc("/s/{who}/leave", answers)
	mux.HandleFunc("/s/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "agree to the terms first") })
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	return srv
}

// answers stands for whoever answers in a hall's Wi-Fi when a page of a seat is
// asked for: our server, or its portal.
func answers(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	switch who := r.PathValue("who"); {
	case strings.HasPrefix(who, "ours"):
		h.Set("X-Yoriai", "1")
	case strings.HasPrefix(who, "older"):
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
	default:
		h.Del("Content-Security-Policy")
	}
	switch _, what, _ := strings.Cut(r.PathValue("who"), "-"); what {
	case "away":
		http.Redirect(w, r, "/s/portal", http.StatusFound)
	case "far":
		http.Redirect(w, r, "http://portal.invalid/", http.StatusFound)
	case "hangs-up":
		panic(http.ErrAbortHandler)
	default:
		status, _ := strconv.Atoi(what)
		w.WriteHeader(status)
		fmt.Fprint(w, "a page")
	}
}

const vectorsDir = "../../board/testdata/vectors"

// outcome is what testdata/js/runner.js found.
type outcome struct {
	Ran    int      `json:"ran"`
	Failed []string `json:"failed"`
}

// run runs one test file of testdata/js in a page of its own.
func run(t *testing.T, srv *httptest.Server, file, more string) {
	t.Helper()
	p := newPerson(t, "bench")
	p.forgive(`/s/\S+/leave$`) // the answers of portals are asked for on purpose
	p.open(srv.URL + "/run?file=" + file + more)
	if !p.comes("window.outcome", 5*patience) {
		t.Fatalf("%s%s does not end", file, more)
	}
	got := eval[outcome](p, "window.outcome")
	if got.Ran == 0 {
		t.Errorf("%s ran no test", file)
	}
	for _, f := range got.Failed {
		t.Errorf("%s%s: %s", file, more, f)
	}
	t.Logf("%s: %d ran, %d failed", file, got.Ran, len(got.Failed))
}

func TestModules(t *testing.T) {
	files, err := fs.Glob(os.DirFS("testdata/js"), "*.test.js")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d test files found: %v", len(files), err)
	}
	inBrowser(t)
	srv := bench(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { run(t, srv, file, "") })
	}
}

// TestSimulation lets several browsers and tabs work at one board over lines
// that are cut anywhere. YORIAI_SEEDS says how many tens of seeds to try,
// YORIAI_SEED where to begin.
func TestSimulation(t *testing.T) {
	inBrowser(t)
	srv := bench(t)
	first, count := 1, 3
	if n, err := strconv.Atoi(os.Getenv("YORIAI_SEEDS")); err == nil {
		count = n
	}
	if n, err := strconv.Atoi(os.Getenv("YORIAI_SEED")); err == nil {
		first = n
	}
	for i := range count {
		run(t, srv, "simulation.js", fmt.Sprintf("&from=%d&seeds=10", first+i*10))
	}
}
