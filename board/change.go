package board

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Change is what an op did: the records it put, each with before and after.
// It is the one thing that is stored, sent, applied, reversed and shown.
type Change []Diff

// Diff is one record's part of a change. Before is nil for a new record.
// After is nil only for a record that ends: nothing people made ever does,
// it is withdrawn instead.
type Diff struct {
	Kind   Kind
	ID     string
	Before Record
	After  Record
}

type diffWire struct {
	Kind   Kind           `json:"kind"`
	ID     string         `json:"id"`
	Before jsontext.Value `json:"before,omitzero"`
	After  jsontext.Value `json:"after,omitzero"`
}

// MarshalJSON writes the records without their kind, which the diff names once.
func (d Diff) MarshalJSON() ([]byte, error) {
	w := diffWire{Kind: d.Kind, ID: d.ID}
	var err error
	if w.Before, err = encodeRecord(d.Before); err != nil {
		return nil, err
	}
	if w.After, err = encodeRecord(d.After); err != nil {
		return nil, err
	}
	return Encode(w)
}

// UnmarshalJSON reads a diff back. What MarshalJSON would not have written is
// an error, never dropped: an unknown kind, a record under another's id, a diff
// that says nothing.
func (d *Diff) UnmarshalJSON(data []byte) error {
	var w diffWire
	if err := decodeStored(data, &w); err != nil {
		return err
	}
	before, err := decodeRecord(w.Kind, w.Before)
	if err != nil {
		return err
	}
	after, err := decodeRecord(w.Kind, w.After)
	if err != nil {
		return err
	}
	if before == nil && after == nil || before != nil && before.Key() != w.ID || after != nil && after.Key() != w.ID {
		return fmt.Errorf("%w: a diff does not fit its records", ErrDamaged)
	}
	*d = Diff{w.Kind, w.ID, before, after}
	return nil
}

// Reversed is the change that takes a document back to before.
func (c Change) Reversed() Change {
	back := make(Change, 0, len(c))
	for i := len(c) - 1; i >= 0; i-- {
		back = append(back, Diff{Kind: c[i].Kind, ID: c[i].ID, Before: c[i].After, After: c[i].Before})
	}
	return back
}

func encodeRecord(r Record) (jsontext.Value, error) {
	if r == nil {
		return nil, nil
	}
	return Encode(r)
}

// DecodeRecord reads one record of a kind, as a snapshot or an archive holds
// it. Errors: BadOp where there is none, else they wrap ErrDamaged.
func DecodeRecord(kind Kind, data []byte) (Record, error) {
	if len(data) == 0 {
		return nil, Errorf(BadOp, "a record is missing")
	}
	return decodeRecord(kind, data)
}

func decodeRecord(kind Kind, data jsontext.Value) (Record, error) {
	if len(data) == 0 {
		return nil, nil
	}
	switch kind {
	case KindWorkshop:
		return decodeAs[Workshop](data)
	case KindTable:
		return decodeAs[Table](data)
	case KindSeat:
		return decodeAs[Seat](data)
	case KindAssignment:
		return decodeAs[Assignment](data)
	case KindTheme:
		return decodeAs[Theme](data)
	case KindAgendaStep:
		return decodeAs[AgendaStep](data)
	case KindCourse:
		return decodeAs[Course](data)
	case KindSign:
		return decodeAs[Sign](data)
	case KindMessage:
		return decodeAs[Message](data)
	case KindQuestion:
		return decodeAs[Question](data)
	case KindSurvey:
		return decodeAs[Survey](data)
	case KindAnswer:
		return decodeAs[Answer](data)
	case KindRemark:
		return decodeAs[Remark](data)
	case KindTag:
		return decodeAs[Tag](data)
	case KindNews:
		return decodeAs[News](data)
	case KindPhoto:
		return decodeAs[Photo](data)
	case KindMasking:
		return decodeAs[Masking](data)
	case KindBoard:
		return decodeAs[Board](data)
	case KindNote:
		return decodeAs[Note](data)
	case KindGroup:
		return decodeAs[Group](data)
	case KindStatement:
		return decodeAs[Statement](data)
	case KindLink:
		return decodeAs[Link](data)
	case KindWording:
		return decodeAs[Wording](data)
	case KindRound:
		return decodeAs[Round](data)
	case KindBallot:
		return decodeAs[Ballot](data)
	case KindPassage:
		return decodeAs[Passage](data)
	}
	return nil, fmt.Errorf("%w: unknown kind of record %q", ErrDamaged, kind)
}

func decodeAs[R Record](data []byte) (Record, error) {
	var r R
	if err := decodeStored(data, &r); err != nil {
		return nil, err
	}
	if r.Key() == "" {
		return nil, fmt.Errorf("%w: a %s has no id", ErrDamaged, r.Kind())
	}
	return r, nil
}

// recordWire is a record in a snapshot, where the kind must be said.
type recordWire struct {
	Kind  Kind           `json:"kind"`
	Value jsontext.Value `json:"value"`
}

type snapshotWire struct {
	Epoch   Epoch        `json:"epoch"`
	Seq     Seq          `json:"seq"`
	Records []recordWire `json:"records"`
}

// MarshalJSON writes the snapshot with its records in the order given.
func (s Snapshot) MarshalJSON() ([]byte, error) {
	w := snapshotWire{Epoch: s.Epoch, Seq: s.Seq, Records: make([]recordWire, 0, len(s.Records))}
	for _, r := range s.Records {
		v, err := encodeRecord(r)
		if err != nil {
			return nil, err
		}
		w.Records = append(w.Records, recordWire{Kind: r.Kind(), Value: v})
	}
	return Encode(w)
}

// UnmarshalJSON reads a snapshot that MarshalJSON wrote.
func (s *Snapshot) UnmarshalJSON(data []byte) error {
	var w snapshotWire
	if err := decodeStored(data, &w); err != nil {
		return err
	}
	*s = Snapshot{Epoch: w.Epoch, Seq: w.Seq, Records: make([]Record, 0, len(w.Records))}
	for _, rw := range w.Records {
		r, err := DecodeRecord(rw.Kind, rw.Value)
		if err != nil {
			return err
		}
		s.Records = append(s.Records, r)
	}
	return nil
}

var (
	_ json.Marshaler   = Diff{}
	_ json.Unmarshaler = (*Diff)(nil)
)
