package wholetest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTriedSomewhere: a test that is left out under the race detector is in a
// package that make test tries without it, or is named there.
func TestTriedSomewhere(t *testing.T) {
	const root = "../.."
	makefile, err := os.ReadFile(root + "/Makefile")
	if err != nil {
		t.Fatal(err)
	}
	whole, named := fieldsOf(t, makefile, "WHOLE"), fieldsOf(t, makefile, "WHOLE_BROWSER")
	found := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(source), "\twholetest.Only(") {
			found++
			if dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), root); !isAmong(dir, whole) && !areAmong(source, named) {
				t.Errorf(".%s is never tried whole", dir)
			}
		}
		return err
	})
	if err != nil || found < 5 {
		t.Errorf("%d files with such tests: %v", found, err)
	}
}

// fieldsOf gives what stands in a variable of the Makefile.
func fieldsOf(t *testing.T, makefile []byte, name string) []string {
	t.Helper()
	line := regexp.MustCompile(`(?m)^` + name + ` = (.+)$`).FindSubmatch(makefile)
	if line == nil {
		t.Fatalf("the Makefile has no %s", name)
	}
	return strings.FieldsFunc(string(line[1]), func(r rune) bool { return r == ' ' || r == '|' })
}

// areAmong says whether all tests of a file that are tried whole or not at all are named.
func areAmong(source []byte, names []string) bool {
	tests := regexp.MustCompile(`func (Test\w+)\(t \*testing\.T\) \{\n\twholetest\.Only\(`).FindAllSubmatch(source, -1)
	unnamed := slices.ContainsFunc(tests, func(test [][]byte) bool { return !slices.Contains(names, string(test[1])) })
	return !unnamed && len(tests) == bytes.Count(source, []byte("\twholetest.Only("))
}

// isAmong understands the patterns of go test.
func isAmong(dir string, patterns []string) bool {
	for _, p := range patterns {
		above, deep := strings.CutSuffix(strings.TrimPrefix(p, "."), "/...")
		if dir == above || deep && strings.HasPrefix(dir, above+"/") {
			return true
		}
	}
	return false
}
