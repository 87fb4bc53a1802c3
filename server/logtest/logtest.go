// Package logtest holds the contract that every board.Log must pass.
//
// The suite knows nothing of how a log keeps its entries: it opens logs through
// a Harness, calls the methods of the interface and compares what comes back
// with what was given. Faults of the medium (kills, flipped bits) are not its
// matter; each implementation tests its own. The one exception is a medium
// without room, because the interface has a question about it.
package logtest

import (
	"testing"

	"yoriai/board"
)

// Harness opens the logs of one implementation.
type Harness struct {
	// Open gives a new, empty log. The harness closes it when the test ends,
	// at the latest.
	Open func(t *testing.T) board.Log
	// Reopen ends the log, as at a restart of the program, and opens the same
	// data again. Nil says that the implementation keeps nothing (a log in
	// memory): what needs reopening is skipped then.
	Reopen func(t *testing.T, log board.Log) board.Log
	// Full takes the room away that the log needs for writing, and returns what
	// gives it back. Nil skips what needs it.
	Full func(t *testing.T, log board.Log) (free func())
}

// Run puts the implementation through the whole contract.
func Run(t *testing.T, h Harness) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Harness)
	}{
		{"order", testOrder},
		{"an unknown document is empty", testUnknown},
		{"several entries at once", testMany},
		{"no entries at all", testNone},
		{"conflict stores nothing", testConflict},
		{"wrong numbers store nothing", testNumbers},
		{"an op is stored once", testOpTwice},
		{"read limits", testLimits},
		{"large documents", testLarge},
		{"find by author", testFind},
		{"one op id by two authors", testTwoAuthors},
		{"documents are apart", testApart},
		{"documents are listed", testDocuments},
		{"snapshots only move forward", testSnapshots},
		{"callers' memory is not shared", testMemory},
		{"a cancelled caller stores nothing", testCancelled},
		{"many documents at once", testConcurrentDocs},
		{"one document, many writers", testOneWinner},
		{"readers beside a writer", testReadersBesideWriter},
		{"the epoch stays", testEpoch},
		{"a probe leaves nothing", testProbe},
		{"a probe tells of a full medium", testProbeFull},
		{"reopening shows everything", testReopen},
		{"random work against a trivial model", testModel},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, h) })
	}
}

// reopen skips the rest of a test where the implementation keeps nothing.
func (h Harness) reopen(t *testing.T, log board.Log) board.Log {
	t.Helper()
	if h.Reopen == nil {
		t.Skip("this implementation keeps nothing over a restart")
	}
	return h.Reopen(t, log)
}
