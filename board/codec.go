package board

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Encode writes any value of this package in the product's one encoding:
// JSON with members in the order of the struct, no HTML escapes, numbers as
// ECMAScript writes them. So the browser's JSON.stringify of what it received
// gives the same bytes, and digests agree.
func Encode(v any) ([]byte, error) {
	return json.Marshal(v, json.Deterministic(true))
}

// DecodeStrict reads JSON that comes from outside. It refuses (BadOp) what a
// lenient reader would silently bend: duplicate and unknown members, null,
// trailing data, bad UTF-8, lone surrogates, deep nesting, very wide objects.
func DecodeStrict(data []byte, into any) error {
	if err := checkShape(data); err != nil {
		return err
	}
	if err := json.Unmarshal(data, into, json.RejectUnknownMembers(true)); err != nil {
		return Errorf(BadOp, "the message does not have the expected members")
	}
	return nil
}

// decodeStored reads JSON that we wrote: unknown members are refused too,
// because a reader that drops what it does not know loses it at the next write.
func decodeStored(data []byte, into any) error {
	if err := json.Unmarshal(data, into, json.RejectUnknownMembers(true)); err != nil {
		return fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return nil
}

// checkShape walks the tokens once, before anything is built from them. The
// walker itself refuses duplicate members, bad UTF-8 and trailing data.
func checkShape(data []byte) error {
	dec := jsontext.NewDecoder(bytesReader(data))
	var members [64]int
	for {
		tok, err := dec.ReadToken()
		if isEOF(err) {
			return checkSingle(data)
		}
		if err != nil {
			return Errorf(BadOp, "the message is not JSON as we accept it")
		}
		depth := dec.StackDepth()
		if depth > Bounds.JSONDepth {
			return Errorf(BadOp, "the message is nested deeper than %d", Bounds.JSONDepth)
		}
		switch tok.Kind() {
		case 'n':
			return Errorf(BadOp, "null is not a value here")
		case '{', '[':
			members[depth] = 0
		default:
			if kind, n := dec.StackIndex(depth); kind == '{' && n/2 > int64(Bounds.JSONKeys) {
				return Errorf(BadOp, "an object has more than %d members", Bounds.JSONKeys)
			}
		}
	}
}

// checkSingle refuses an empty message and a second document after the first.
func checkSingle(data []byte) error {
	dec := jsontext.NewDecoder(bytesReader(data))
	if _, err := dec.ReadValue(); err != nil {
		return Errorf(BadOp, "the message is empty")
	}
	if _, err := dec.ReadValue(); !isEOF(err) {
		return Errorf(BadOp, "the message holds more than one document")
	}
	return nil
}
