package board

import (
	"cmp"
	"fmt"
	"slices"
)

// AudienceClass are viewers who see a document alike but for what is their
// own. A hundred browsers that come back at once are told from one encoding
// for their class, and each beside it the few records it sees otherwise.
//
// Invariant: the records of a class, with a viewer's own put in their place,
// are that viewer's Records. It holds because a seat by itself only opens its
// own notes and ballots, or tells that one of them was put away; all else
// that filter asks for is the role.
type AudienceClass Role

// Class is the audience class of a viewer.
func (v Viewer) Class() AudienceClass {
	switch {
	case v.steers():
		return AudienceClass(Facilitator)
	case v.Role == Coordinator:
		return AudienceClass(Coordinator)
	}
	return AudienceClass(Participant)
}

// Viewer is somebody of the class to whom nothing belongs.
func (c AudienceClass) Viewer() Viewer { return Viewer{Role: Role(c)} }

// Own lists, by id, the records a viewer sees otherwise than its class, and
// how the class sees the same ones.
func (v Viewer) Own(s *State) (own, instead []Record) {
	phase, class := s.phase(), v.Class().Viewer()
	for _, kind := range privateKinds {
		for _, r := range s.records[kind] {
			if v.shows(r, phase) != class.shows(r, phase) || isHidden(r) && ownedBy(r, v.Seat) && v.Seat != "" {
				own, instead = append(own, v.filter(r, phase)), append(instead, class.filter(r, phase))
			}
		}
	}
	byKey := func(a, b Record) int { return cmp.Compare(a.Key(), b.Key()) }
	slices.SortFunc(own, byKey)
	slices.SortFunc(instead, byKey)
	return own, instead
}

// LikeClass reports whether these entries are told to the viewer just as they
// are to its class, so that one encoding serves both; false may be too
// careful. now is the state after the last of them.
func (v Viewer) LikeClass(entries []Entry, now *State) bool {
	mine := func(r Record) bool { return ownedBy(r, v.Seat) }
	for _, e := range entries {
		if v.Seat == "" {
			return true
		}
		if e.Author == v.Seat || MovesAudience(e.Change) && now.holdsOf(v.Seat) {
			return false
		}
		for _, d := range e.Change {
			if mine(d.Before) || mine(d.After) || mine(now.get(d.Kind, d.ID)) {
				return false
			}
		}
	}
	return true
}

func (s *State) holdsOf(seat SeatID) bool {
	for _, kind := range privateKinds {
		for _, r := range s.records[kind] {
			if ownedBy(r, seat) {
				return true
			}
		}
	}
	return false
}

// Fingerprint is a digest in which records can be exchanged, because the sums
// it is made of know no order: a class's is made once, a viewer's from it.
type Fingerprint struct{ sum, xor uint32 }

// FingerprintOf is the digest of records, before it is written out.
func FingerprintOf(records []Record) (Fingerprint, error) {
	return Fingerprint{}.Exchanged(nil, records)
}

// Exchanged is the fingerprint after records went out and others came in.
func (f Fingerprint) Exchanged(out, in []Record) (Fingerprint, error) {
	for _, r := range out {
		h, err := hashRecord(r)
		if err != nil {
			return f, err
		}
		f.sum, f.xor = f.sum-h, f.xor^h
	}
	for _, r := range in {
		h, err := hashRecord(r)
		if err != nil {
			return f, err
		}
		f.sum, f.xor = f.sum+h, f.xor^h
	}
	return f, nil
}

func (f Fingerprint) String() string { return fmt.Sprintf("%08x%08x", f.sum, f.xor) }

func hashRecord(r Record) (uint32, error) {
	value, err := Encode(r)
	if err != nil {
		return 0, err
	}
	return fnv(fnv(fnvBasis, []byte(r.Kind())), value), nil
}

// Listed are records as a message lists them: each with its kind.
type Listed []Record

// MarshalJSON writes the records as a snapshot has them.
func (l Listed) MarshalJSON() ([]byte, error) {
	wires := make([]recordWire, 0, len(l))
	for _, r := range l {
		value, err := Encode(r)
		if err != nil {
			return nil, err
		}
		wires = append(wires, recordWire{Kind: r.Kind(), Value: value})
	}
	return Encode(wires)
}
