package board

import (
	"reflect"

	"github.com/go-json-experiment/json/jsontext"
)

// OpType names an op on the wire and in the rights table. Types are only ever added.
type OpType string

// Op is an intent: what a person wants. Its struct, its shape check and its
// effect stand together in one place; Types below is the one registry.
type Op interface {
	Type() OpType
	// Check judges the shape alone, without any state, and returns the op with
	// its texts cleaned: the cleaned form is what is applied, stored and sent.
	Check() (Op, error)
	// Apply works the effect through tx. It uses no clock, no randomness and
	// no I/O. Whatever it did before an error is taken back by the caller.
	Apply(tx *Tx) error
}

// owned is an op that touches things of particular people: the rights table
// may allow it on one's own only. by asks: who typed a note for somebody may
// mend it like its author while it is private.
type owned interface {
	owners(s *State, by SeatID) []SeatID
}

// editing is an op that is judged by the right to another: to the one that
// writes the same text.
type editing interface {
	edits(s *State) OpType
}

type opWire struct {
	Type OpType         `json:"type"`
	Body jsontext.Value `json:"body,omitzero"`
}

// EncodeOp writes an op as {"type": …, "body": {…}}.
func EncodeOp(op Op) ([]byte, error) {
	if f, ok := op.(Foreign); ok {
		return Encode(opWire{f.Name, f.Body})
	}
	body, err := Encode(op)
	if err != nil {
		return nil, err
	}
	return Encode(opWire{Type: op.Type(), Body: body})
}

// DecodeOp reads an op that comes from outside, checks its shape and cleans
// its texts. Errors: UnknownOp, those of DecodeStrict and whatever the op's
// Check finds.
func DecodeOp(data []byte) (Op, error) {
	var w opWire
	if err := DecodeStrict(data, &w); err != nil {
		return nil, err
	}
	read, known := opTypes[w.Type]
	if !known {
		return nil, Errorf(UnknownOp, "there is no such op here")
	}
	if len(w.Body) == 0 {
		return nil, Errorf(BadOp, "the op has no body")
	}
	op, err := read(w.Body)
	if err != nil {
		return nil, memberRefusal(err)
	}
	if err := checkMembers(w.Body, reflect.TypeOf(op), ""); err != nil {
		return nil, err
	}
	return op.Check()
}

// Foreign is an op that this program cannot read, found in a stored entry: of
// a type it does not know, or with members from another version. It can be
// shown and stored again, never applied.
type Foreign struct {
	Name OpType
	Body []byte
}

func (f Foreign) Type() OpType       { return f.Name }
func (f Foreign) Check() (Op, error) { return nil, Errorf(UnknownOp, "there is no such op here") }
func (f Foreign) Apply(*Tx) error    { return Errorf(UnknownOp, "there is no such op here") }

// decodeStoredOp reads an op of an entry. Replay needs the change alone, so an
// op that reads no more must not cost the workshop: it is kept as it stands.
func decodeStoredOp(data []byte) (Op, error) {
	var w opWire
	if err := decodeStored(data, &w); err != nil {
		return nil, err
	}
	if read, known := opTypes[w.Type]; known && len(w.Body) > 0 { // no body: held back by the audience filter
		if op, err := read(w.Body); err == nil {
			return op, nil
		}
	}
	return Foreign{w.Type, w.Body}, nil
}

// reader makes the registry's entry for one op type.
func reader[T Op](body []byte) (Op, error) {
	var op T
	if err := decodeKnown(body, &op); err != nil {
		return nil, err
	}
	return op, nil
}
