// Package wholetest marks tests that are tried whole or not at all. The race
// detector finds nothing in them that others would not show, and takes ten or
// twenty times as long; so make test leaves them out under it and tries them
// once more without. It says so by YORIAI_TASTE.
//
// Trap: a package with such a test must be among those of WHOLE in the
// Makefile, and a browser test itself in WHOLE_BROWSER, or nobody tries it where
// there is a C compiler.
package wholetest

import (
	"os"
	"testing"
)

// Only skips the test where all is merely tasted.
func Only(t testing.TB) {
	t.Helper()
	if os.Getenv("YORIAI_TASTE") != "" {
		t.Skip("tried whole, without the race detector")
	}
}
