package board

import (
	"context"
	"errors"
)

// Log keeps the entries of all documents. It is declared here and not by its
// user, because several packages implement it; logtest holds the contract
// that each must pass. Implementations are safe for use by many goroutines.
//
// Whatever Append has returned nil for is on the disk: it survives a kill of
// the process and a cut of the power. An entry read back is the entry written,
// or an error that wraps ErrDamaged.
type Log interface {
	// Epoch names the present life of the data.
	Epoch() Epoch

	// Append stores entries of one document, all or none. Their numbers follow
	// expect without a gap; if the document does not end at expect, nothing is
	// stored and the error wraps ErrConflict. expect 0 begins a document.
	Append(ctx context.Context, doc DocID, expect Seq, entries []Entry) error

	// Read returns at most limit entries after the given one, in order.
	// A document that has none gives none.
	Read(ctx context.Context, doc DocID, after Seq, limit int) ([]Entry, error)

	// Last returns the number of the last entry, 0 for an unknown document.
	Last(ctx context.Context, doc DocID) (Seq, error)

	// Find returns the entry that an author's op became, however long ago.
	Find(ctx context.Context, doc DocID, author SeatID, op OpID) (Entry, bool, error)

	// SaveSnapshot keeps a state so that opening need not replay from the
	// beginning. Only the newest is kept; an older one than the kept is ignored.
	SaveSnapshot(ctx context.Context, doc DocID, snap Snapshot) error

	// Snapshot returns the newest kept state. A damaged one is reported as
	// absent together with the error: the log alone can still be replayed.
	Snapshot(ctx context.Context, doc DocID) (Snapshot, bool, error)

	// Documents lists all documents that have entries, in no particular order.
	Documents(ctx context.Context) ([]DocID, error)

	// Probe writes as Append does, but nothing that anybody reads: nil means
	// that entries can be stored now. After a failed Append it is how one
	// learns that the disk takes writes again.
	Probe(ctx context.Context) error
}

// Snapshot is the whole state of a document after entry Seq.
type Snapshot struct {
	Epoch   Epoch
	Seq     Seq
	Records []Record
}

var (
	ErrConflict = errors.New("the log does not end where it was expected to")
	ErrDamaged  = errors.New("a stored record is damaged")
)
