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

// run runs one test file of testdata/js in a page of its own, and gives the
// page as it is then.
func run(t *testing.T, srv *httptest.Server, file, more string) *person {
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
	return p
}

func TestModules(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(os.DirFS("testdata/js"), "*.test.js")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d test files found: %v", len(files), err)
	}
	inBrowser(t)
	srv := bench(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			run(t, srv, file, "")
		})
	}
}

// TestSimulation lets several browsers and tabs work at one board over lines
// that are cut anywhere. With YORIAI_SOAK (make soak) it tries a thousand seeds,
// or as many as that says; YORIAI_SEED says where to begin: a seed that failed
// fails again.
func TestSimulation(t *testing.T) {
	t.Parallel()
	inBrowser(t)
	srv := bench(t)
	first, seeds := number("YORIAI_SEED", 1), seedsWanted()
	t.Logf("seeds %d to %d", first, first+seeds-1)
	totals := map[string]int{}
	for from := first; from < first+seeds; from += seedsAPage {
		for what, n := range simulate(t, srv, from, min(seedsAPage, first+seeds-from)) {
			totals[what] += n
		}
	}
	// A simulation in which nothing happens proves nothing.
	for what, n := range totals {
		if n == 0 && seeds >= 30 {
			t.Errorf("no %s in all seeds", what)
		}
	}
	if len(totals) == 0 {
		t.Error("the simulation does not say what it did")
	}
	t.Log(totals)
}

// seedsAPage is how many seeds one page tries: few enough to end within the
// patience for a page, and that what it piled up goes with it.
const seedsAPage = 10

func simulate(t *testing.T, srv *httptest.Server, from, seeds int) map[string]int {
	p := run(t, srv, "simulation.js", fmt.Sprintf("&from=%d&seeds=%d", from, seeds))
	defer p.leave()
	return eval[map[string]int](p, "window.totals")
}

func seedsWanted() int {
	if os.Getenv("YORIAI_SOAK") == "" {
		return 30
	}
	if n := number("YORIAI_SOAK", 1); n > 1 {
		return n
	}
	return 1000
}

func number(env string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(env)); err == nil && n > 0 {
		return n
	}
	return otherwise
}
