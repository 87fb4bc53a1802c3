// Package pdftest lets tests ask other programs about a PDF file.
package pdftest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Ask runs a tool on a file and gives what it says; FILE among its arguments is
// the file. Where the tool is missing the test is skipped: what must hold
// everywhere is tested without such tools.
func Ask(t *testing.T, data []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("no %s here", name)
	}
	path := filepath.Join(t.TempDir(), "asked.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	filled := make([]string, len(args))
	for i, arg := range args {
		filled[i] = strings.ReplaceAll(arg, "FILE", path)
	}
	out, err := exec.Command(name, filled...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
