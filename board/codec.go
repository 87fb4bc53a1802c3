package board

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

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

// DecodeStrict reads JSON that comes from outside into a struct. It refuses
// what a lenient reader would silently bend. BadOp: no JSON, a member that is
// missing (see checkMembers), unknown, named twice, null or of the wrong kind,
// a second document, deep nesting, very wide objects. BadNumber: what does not
// fit the number it stands for. BadText: bad UTF-8 and lone surrogates.
func DecodeStrict(data []byte, into any) error {
	if err := checkShape(data); err != nil {
		return err
	}
	if err := decodeKnown(data, into); err != nil {
		return memberRefusal(err)
	}
	return checkMembers(data, reflect.TypeOf(into), "")
}

// decodeStored reads JSON that we wrote: unknown members are refused too,
// because a reader that drops what it does not know loses it at the next write.
func decodeStored(data []byte, into any) error {
	if err := decodeKnown(data, into); err != nil {
		return fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return nil
}

func decodeKnown(data []byte, into any) error {
	return json.Unmarshal(data, into, json.RejectUnknownMembers(true))
}

// checkShape walks the tokens once, before anything is built from them. The
// walker itself refuses duplicate members and bad UTF-8; it keeps no stack of
// ours, so nesting costs nothing until it is refused.
func checkShape(data []byte) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(data))
	for documents := 0; ; {
		tok, err := dec.ReadToken()
		if errors.Is(err, io.EOF) {
			return checkSingle(documents)
		}
		if err != nil {
			return syntaxRefusal(data, err)
		}
		depth := dec.StackDepth()
		if depth == 0 {
			documents++
		}
		if err := checkToken(tok.Kind(), depth); err != nil {
			return err
		}
		if in, n := dec.StackIndex(depth); in == '{' && n/2 > int64(Bounds.JSONKeys) { // names and values are both counted
			return Errorf(BadOp, "an object has more than %d members", Bounds.JSONKeys)
		}
	}
}

func checkToken(kind jsontext.Kind, depth int) error {
	if depth > Bounds.JSONDepth {
		return Errorf(BadOp, "the message is nested deeper than %d", Bounds.JSONDepth)
	}
	if kind == 'n' {
		return Errorf(BadOp, "null is not a value here")
	}
	return nil
}

func checkSingle(documents int) error {
	if documents != 1 {
		return Errorf(BadOp, "the message holds %d documents instead of one", documents)
	}
	return nil
}

// syntaxRefusal finds out what was meant where the walker stopped, so that the
// writer hears of a text or a number and not of JSON.
func syntaxRefusal(data []byte, err error) error {
	if !errors.Is(err, jsontext.ErrDuplicateName) && jsontext.Value(data).IsValid(jsontext.AllowInvalidUTF8(true)) {
		return Errorf(BadText, "the message holds what is no character")
	}
	var at *jsontext.SyntacticError
	if errors.As(err, &at) && at.ByteOffset <= int64(len(data)) {
		rest := bytes.TrimPrefix(data[at.ByteOffset:], []byte("-"))
		if bytes.HasPrefix(rest, []byte("NaN")) || bytes.HasPrefix(rest, []byte("Inf")) {
			return Errorf(BadNumber, "a number is none that JSON can write")
		}
	}
	return Errorf(BadOp, "the message is not JSON as we accept it")
}

// memberRefusal names the member that could not be read, unless the client
// made the name up: refusals are logged.
func memberRefusal(err error) error {
	var bad *json.SemanticError
	if errors.Is(err, json.ErrUnknownName) || !errors.As(err, &bad) {
		return Errorf(BadOp, "the message has a member that is not expected")
	}
	isNumber := bad.GoType != nil && bad.GoType.Kind() >= reflect.Int && bad.GoType.Kind() <= reflect.Float64
	if isNumber && (bad.JSONKind == '0' || bad.JSONKind == '"') {
		return Errorf(BadNumber, "%s is no number that fits", bad.JSONPointer)
	}
	return Errorf(BadOp, "%s is of the wrong kind", bad.JSONPointer)
}
