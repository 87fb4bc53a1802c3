package board

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json"
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
// may allow it on one's own only.
type owned interface {
	owners(s *State) []SeatID
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
// its texts. Errors: BadOp, UnknownOp and whatever the op's Check finds.
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
		return nil, err
	}
	return op.Check()
}

// Foreign is an op of a type this program does not know, found in a stored
// entry. It can be shown and stored again, never applied.
type Foreign struct {
	Name OpType
	Body []byte
}

func (f Foreign) Type() OpType       { return f.Name }
func (f Foreign) Check() (Op, error) { return nil, Errorf(UnknownOp, "there is no such op here") }
func (f Foreign) Apply(*Tx) error    { return Errorf(UnknownOp, "there is no such op here") }

func decodeStoredOp(data []byte) (Op, error) {
	var w opWire
	if err := decodeStored(data, &w); err != nil {
		return nil, err
	}
	read, known := opTypes[w.Type]
	if !known || len(w.Body) == 0 { // an entry as somebody may have it who may not have all of it
		return Foreign{w.Type, w.Body}, nil
	}
	return read(w.Body)
}

// reader makes the registry's entry for one op type.
func reader[T Op](body []byte) (Op, error) {
	var op T
	if err := json.Unmarshal(body, &op, json.RejectUnknownMembers(true)); err != nil {
		return nil, Errorf(BadOp, "the body does not have the members of %s", op.Type())
	}
	return op, nil
}

func bytesReader(b []byte) io.Reader { return bytes.NewReader(b) }
func isEOF(err error) bool           { return errors.Is(err, io.EOF) }
