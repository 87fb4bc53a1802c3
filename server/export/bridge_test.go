package export

import (
	"testing"

	"pgregory.net/rapid"
)

// What the tests of writers in packages of their own borrow from ours: the
// product's own sample, and workshops drawn at random.

// SampleReport is the report of the product's own sample.
func SampleReport(t testing.TB) Report { return sampleStage(t).report() }

// DrawnReport is the report of a workshop drawn at random, with texts that a
// format might take for something of its own.
func DrawnReport(t testing.TB, rt *rapid.T) Report {
	newID := seeded(rapid.Uint64().Draw(rt, "ids"))
	return staged(t, drawImport(rt, newID), newID).report()
}
