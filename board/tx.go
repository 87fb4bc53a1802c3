package board

import (
	"iter"
	"slices"
)

// Actor is who sends an op, as the connection knows it; nothing here is
// believed from the op itself.
type Actor struct {
	Seat  SeatID
	Role  Role
	Side  Side
	Table TableID
	// Speaker is the person whose words are put down (代筆), as the workshop
	// knows them; empty for one's own.
	Speaker Seat
	At      int64 // when the server took the op, ms since 1970: Apply knows no other clock
}

// Past is what went before in the same document, for ops that take something
// back. It is asked through an interface so that Apply needs no storage; nil
// stands for a document whose entries are not at hand.
type Past interface {
	// Entry finds one entry; NotFound if there is none.
	Entry(Seq) (Entry, error)
	// After gives the entries after one, in order, up to the present. An error ends it.
	After(Seq) iter.Seq2[Entry, error]
}

// Tx is one op at work: it reads the state, changes it and keeps the diffs.
type Tx struct {
	*State
	Actor Actor
	past  Past
	diffs []Diff
	index map[string]int // kind+id → place in diffs: two puts of one record are one diff
}

// Do checks an actor's right to an op and applies it. The returned change is
// already in the state. On error the state is as before. The op must have
// come through DecodeOp or Check.
func (s *State) Do(op Op, actor Actor, past Past) (Change, error) {
	if err := s.access(op, actor); err != nil {
		return nil, err
	}
	tx := &Tx{State: s, Actor: actor, past: past, index: map[string]int{}}
	if err := op.Apply(tx); err != nil {
		s.Replay(Change(tx.diffs).Reversed())
		return nil, err
	}
	return tx.change(), nil
}

// put stores a record and remembers what was there before.
func (tx *Tx) put(r Record) {
	kind, id := r.Kind(), r.Key()
	r = stillHidden(r, tx.get(kind, id))
	mark := string(kind) + id
	if i, again := tx.index[mark]; again {
		tx.diffs[i].After = r
	} else {
		tx.index[mark] = len(tx.diffs)
		tx.diffs = append(tx.diffs, Diff{Kind: kind, ID: id, Before: tx.get(kind, id), After: r})
	}
	tx.set(kind, id, r)
}

// change lists what really changed: a record put back to what it was is no
// news. It leaves tx.diffs whole, because an op may ask while it is at work.
func (tx *Tx) change() Change {
	return slices.DeleteFunc(slices.Clone(Change(tx.diffs)), func(d Diff) bool { return d.Before != nil && sameRecord(d.Before, d.After) })
}

// sameRecord compares what records say, not which memory holds it (Place.At is a pointer).
func sameRecord(a, b Record) bool {
	x, errX := Encode(a)
	y, errY := Encode(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// entry finds an earlier entry of this document.
func (tx *Tx) entry(seq Seq) (Entry, error) {
	if tx.past == nil {
		return Entry{}, Errorf(NotFound, "there is no such entry")
	}
	return tx.past.Entry(seq)
}

// taken refuses an id that anything of this document ever had: notes, groups
// and statements share one space, because ops name them in one list, and what
// is laid over them shares it too.
func (tx *Tx) taken(id ItemID) error {
	return tx.unused(string(id))
}

// touched reports whether this op has put a record.
func (tx *Tx) touched(r Record) bool {
	_, put := tx.index[string(r.Kind())+r.Key()]
	return put
}
