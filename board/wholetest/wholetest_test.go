package wholetest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTriedSomewhere: a test that is left out under the race detector is in a
// package that make test tries without it.
func TestTriedSomewhere(t *testing.T) {
	const root = "../.."
	makefile, err := os.ReadFile(root + "/Makefile")
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(`(?m)^WHOLE = (.+)$`).FindStringSubmatch(string(makefile))
	if whole == nil {
		t.Fatal("the Makefile has no WHOLE")
	}
	found := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(source), "\twholetest.Only(") {
			found++
			if dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), root); !isAmong(dir, strings.Fields(whole[1])) {
				t.Errorf(".%s is never tried whole", dir)
			}
		}
		return err
	})
	if err != nil || found < 5 {
		t.Errorf("%d files with such tests: %v", found, err)
	}
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
