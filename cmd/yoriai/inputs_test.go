package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inputRow is a row of the catalogue of bad inputs, with the tests that try it
// or with the reason why it cannot occur. A test of a module is named by what
// its own name begins with.
type inputRow struct {
	row   string
	tests []string
	why   string
}

var (
	goTest     = regexp.MustCompile(`(?m)^func ([Tt]est\w+)\(t \*testing\.T`)
	moduleTest = regexp.MustCompile("(?m)\\b(?:test|story)\\([\"`](.+?)[\"`],")
)

// written lists the tests of these files by their names.
func written(t *testing.T, name *regexp.Regexp, patterns ...string) (names []string) {
	t.Helper()
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range name.FindAllSubmatch(source, -1) {
				names = append(names, string(m[1]))
			}
		}
	}
	return names
}

func TestInputRowsHaveTheirTests(t *testing.T) {
	tests := written(t, goTest, "../../board/*_test.go", "../../server/*_test.go", "../../server/*/*_test.go", "../../server/*/*/*_test.go", "../../server/logtest/*.go", "*_test.go")
	modules := written(t, moduleTest, "../../server/browsertest/testdata/js/*.test.js")
	for _, r := range slices.Concat(storageRows, textRows, graphRows, lifeRows, peopleRows, accountRows, rosterRows, loadRows) {
		if len(r.tests) == 0 && r.why == "" {
			t.Errorf("%s has neither a test nor a reason", r.row)
		}
		for _, name := range r.tests {
			if !slices.Contains(tests, name) && !slices.ContainsFunc(modules, func(s string) bool { return strings.HasPrefix(s, name) }) {
				t.Errorf("%s: there is no %s", r.row, name)
			}
		}
	}
}
