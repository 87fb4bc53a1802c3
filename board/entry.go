package board

import (
	"fmt"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Entry is what the server decided about one op: the only thing a log holds.
type Entry struct {
	Epoch  Epoch
	Seq    Seq
	ID     OpID   // made by the client, so that an op sent twice is done once
	Author SeatID // from the connection, never from the op
	As     Role   // the author's role at that moment
	Time   time.Time
	Op     Op
	Change Change
}

type entryWire struct {
	Epoch  Epoch          `json:"epoch"`
	Seq    Seq            `json:"seq"`
	ID     OpID           `json:"id"`
	Author SeatID         `json:"author,omitempty"`
	As     Role           `json:"as,omitempty"`
	Time   int64          `json:"time"` // ms since 1970, UTC
	Op     jsontext.Value `json:"op"`
	Change Change         `json:"change"`
}

// MarshalJSON writes the entry in the one encoding of log, wire and archive.
func (e Entry) MarshalJSON() ([]byte, error) {
	op, err := EncodeOp(e.Op)
	if err != nil {
		return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	change := e.Change
	if change == nil {
		change = Change{}
	}
	return Encode(entryWire{e.Epoch, e.Seq, e.ID, e.Author, e.As, e.Time.UnixMilli(), op, change})
}

// UnmarshalJSON reads an entry that MarshalJSON wrote. An op of an unknown
// type comes back as it is (see Foreign): the change says all that replay needs.
func (e *Entry) UnmarshalJSON(data []byte) error {
	var w entryWire
	if err := decodeStored(data, &w); err != nil {
		return err
	}
	op, err := decodeStoredOp(w.Op)
	if err != nil {
		return fmt.Errorf("entry %d: %w", w.Seq, err)
	}
	*e = Entry{w.Epoch, w.Seq, w.ID, w.Author, w.As, time.UnixMilli(w.Time).UTC(), op, w.Change}
	return nil
}
