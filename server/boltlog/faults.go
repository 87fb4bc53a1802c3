package boltlog

import (
	"cmp"
	"fmt"
	"slices"

	"yoriai/board"
)

// FaultKind says what is wrong with a place. The words for people are in the
// program's catalogue, under these names.
type FaultKind string

const (
	FaultHeader     FaultKind = "header"     // one of the two header pages is damaged; the other was used
	FaultPage       FaultKind = "page"       // a page is damaged, and what it leads to cannot be seen
	FaultFree       FaultKind = "free"       // the list of free pages contradicts the pages
	FaultAbout      FaultKind = "about"      // what the file says about itself is damaged
	FaultCount      FaultKind = "count"      // the file has more or fewer records than it should
	FaultChecksum   FaultKind = "checksum"   // a record is not what was written
	FaultUnreadable FaultKind = "unreadable" // the checksum is right, but the record cannot be decoded
	FaultMissing    FaultKind = "missing"    // an entry before the document's end is not there
	FaultLast       FaultKind = "last"       // the document's end is not where its entries end
	FaultIndex      FaultKind = "index"      // ops do not lead to the entries they became, one to one
	FaultSnapshot   FaultKind = "snapshot"   // the snapshot is not what replaying leads to
	FaultInvariant  FaultKind = "invariant"  // the replayed document breaks a rule of package board
)

// Fault is one thing that is wrong, named by its place and never by a text.
type Fault struct {
	Kind   FaultKind   `json:"kind"`
	Page   uint64      `json:"page,omitempty"`
	Bucket string      `json:"bucket,omitempty"`
	Doc    board.DocID `json:"doc,omitempty"`
	Seq    board.Seq   `json:"seq,omitempty"`
	Detail string      `json:"detail,omitempty"` // numbers and ids only
}

// Place names where the fault is.
func (f Fault) Place() string {
	switch {
	case f.Bucket != "" && f.Doc != "" && f.Seq != 0:
		return fmt.Sprintf("%s %s #%d", f.Bucket, f.Doc, f.Seq)
	case f.Bucket != "" && f.Doc != "":
		return fmt.Sprintf("%s %s", f.Bucket, f.Doc)
	case f.Bucket != "":
		return f.Bucket
	}
	return fmt.Sprintf("page %d", f.Page)
}

// maxFaults bounds a report: whoever reads the thousandth line knows.
const maxFaults = 1000

// Report is what Verify found.
type Report struct {
	Bytes     int64         `json:"bytes"`
	Pages     uint64        `json:"pages"`
	Records   uint64        `json:"records"`
	Entries   uint64        `json:"entries"` // replayed
	Snapshots int           `json:"snapshots"`
	Documents int           `json:"documents"`
	Hurt      []board.DocID `json:"hurt,omitempty"` // documents with a fault; the others are sound
	Faults    []Fault       `json:"faults,omitempty"`
	More      int           `json:"more,omitempty"` // faults beyond maxFaults
}

// Sound says that nothing is wrong.
func (r *Report) Sound() bool { return len(r.Faults) == 0 }

// Err is nil for a sound file, and else an error that wraps ErrDamaged.
func (r *Report) Err() error {
	if r.Sound() {
		return nil
	}
	return fmt.Errorf("%w: %d faults, the first at %s", ErrDamaged, len(r.Faults)+r.More, r.Faults[0].Place())
}

func (r *Report) add(f Fault) {
	if f.Doc != "" {
		if at, known := slices.BinarySearchFunc(r.Hurt, f.Doc, cmp.Compare[board.DocID]); !known {
			r.Hurt = slices.Insert(r.Hurt, at, f.Doc)
		}
	}
	if len(r.Faults) == maxFaults {
		r.More++
		return
	}
	r.Faults = append(r.Faults, f)
}
