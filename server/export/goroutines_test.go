package export_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// manyCallers are looked after by many goroutines at once, and tried with the
// race detector.
var manyCallers = []string{"fonts", "typeset"}

// TestOneGoroutine: what makes and reads files does so in one goroutine, and so
// do its tests. That is why make test tries it without the race detector alone.
func TestOneGoroutine(t *testing.T) {
	looked := 0
	for _, root := range []string{".", "../intake"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || slices.Contains(manyCallers, d.Name())):
				return fs.SkipDir
			case strings.HasSuffix(path, ".go"):
				looked++
				beginsNone(t, root+"/"+path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if looked < 100 {
		t.Errorf("only %d files were looked at", looked)
	}
}

func beginsNone(t *testing.T, path string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			t.Errorf("%s begins a goroutine: its package belongs among those that make test tries with the race detector", fset.Position(n.Pos()))
		case *ast.SelectorExpr:
			if n.Sel.Name == "Go" || n.Sel.Name == "Parallel" || n.Sel.Name == "RunParallel" || n.Sel.Name == "AfterFunc" {
				t.Errorf("%s: %s begins a goroutine, as above", fset.Position(n.Pos()), n.Sel.Name)
			}
		}
		return true
	})
}
