package board_test

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// What board must not reach, not even through a library.
var forbiddenDeps = map[string]string{
	"net":                            "transport is server's",
	"net/http":                       "transport is server's",
	"database/sql/driver":            "storage is server/boltlog's",
	"go.etcd.io/bbolt":               "storage is server/boltlog's",
	"math/rand":                      "an op must do the same wherever it is replayed; ids and codes come from the server and the browser",
	"math/rand/v2":                   "as math/rand",
	"crypto/rand":                    "as math/rand",
	"encoding/json":                  "it lets duplicate members, null and broken UTF-8 pass; there is one codec, in codec.go",
	"github.com/labstack/echo/v4":    "a new version of echo must touch server/ only",
	"github.com/gorilla/websocket":   "transport is server's",
	"github.com/google/uuid":         "it brings in net and database/sql/driver; ids are made outside and only judged here",
	"golang.org/x/text/unicode/norm": "texts stay as they were written; comparing widths is search's",
}

// What board must not name itself, although fmt and others stand on it.
var forbiddenImports = map[string]string{
	"os":     "no disk and no environment in the domain",
	"io/fs":  "no disk in the domain",
	"log":    "errors are logged once, at the edge",
	"unsafe": "nothing here is worth it",
}

// Calls that would make an op depend on when or where it is replayed.
var forbiddenCalls = map[string]string{
	"time.Now":   "the time of an entry is the room's",
	"time.Since": "the domain has no clock",
	"time.Sleep": "the domain has no clock",
	"time.After": "the domain has no clock",
	"go func":    "one goroutine owns a state, and it is the room's",
}

func TestDeps(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if len(deps) < 20 {
		t.Fatalf("go list -deps named %d packages only", len(deps))
	}
	for _, dep := range deps {
		if why := forbiddenDeps[dep]; why != "" {
			t.Errorf("board depends on %s: %s", dep, why)
		}
		if strings.HasPrefix(dep, "yoriai/") && dep != "yoriai/board" {
			t.Errorf("board depends on %s: dependencies run towards board, never from it", dep)
		}
	}
}

func TestSource(t *testing.T) {
	scanned := 0
	for _, name := range goFiles(t) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		scanned++
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if why := forbiddenImports[path]; why != "" {
				t.Errorf("%s imports %s: %s", name, path, why)
			}
		}
		for call, why := range forbiddenCalls {
			if strings.Contains(string(source), call) {
				t.Errorf("%s uses %s: %s", name, call, why)
			}
		}
		if lines := strings.Count(string(source), "\n"); lines > 400 {
			t.Errorf("%s has %d lines: split it", name, lines)
		}
	}
	if scanned < 20 {
		t.Errorf("only %d files were scanned", scanned)
	}
}

func goFiles(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") {
			names = append(names, e.Name())
		}
	}
	return names
}
