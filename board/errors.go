package board

import (
	"errors"
	"fmt"
)

// Code says what kind of refusal an error is. The codes are part of the wire:
// they are only ever added. The sentence a person reads stands in the
// catalogue under "refusal.<code>"; the one in Error is for the log and for
// whoever writes a client.
type Code string

const (
	BadOp     Code = "bad_op"      // the shape is wrong: not JSON, a field missing, unknown or of the wrong type
	UnknownOp Code = "unknown_op"  // no op of that name here: perhaps the page is older or newer than the server
	TooBig    Code = "too_big"     // longer than the limit
	BadText   Code = "bad_text"    // empty, or characters that are no text
	BadNumber Code = "bad_number"  // outside the bounds, or no number
	NotFound  Code = "not_found"   // never existed here
	Gone      Code = "gone"        // existed, but somebody took it away: normal when two people act at once
	Exists    Code = "exists"      // the id is taken
	Cycle     Code = "cycle"       // a group would end up inside itself
	TooDeep   Code = "too_deep"    // groups nested beyond the limit
	Quota     Code = "quota"       // no more of these fit
	Rate      Code = "rate"        // too many at once
	Forbidden Code = "forbidden"   // this role may not do this in this phase
	Frozen    Code = "frozen"      // the document takes no more changes
	Changed   Code = "changed"     // somebody changed it since the writer began
	OpIDReuse Code = "op_id_reuse" // the same op id came before with another body
	Storage   Code = "storage"     // it could not be written down; nothing was changed
	TooMany   Code = "too_many"    // more operations or sockets than one seat may hold
)

// Error is a refusal: a code for the program and one plain sentence for the log.
type Error struct {
	Code Code
	Say  string
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Say }

// Errorf makes a refusal. The sentence never carries what people wrote:
// refusals are logged.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Say: fmt.Sprintf(format, args...)}
}

// CodeOf finds the code in an error's chain; an error without one is a fault
// of the storage beneath, the only layer that may fail without a reason of ours.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Storage
}
