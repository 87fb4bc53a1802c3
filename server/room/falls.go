package room

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"yoriai/board"
)

// A room that ends by a fault of ours takes nobody with it: its members start
// afresh, and the document is opened anew from the log. What makes it fall may
// stand in the log, though, or come again with the first browser; so a document
// that fell before rests a while, each time longer, instead of spinning.

const (
	firstRest   = time.Second
	longestRest = time.Minute
	fallsKept   = 10 * time.Minute // after so long without a fall it counts from the beginning
)

// fall is a document's record of faults.
type fall struct {
	count int
	at    time.Time
}

// rest is how long the document is not opened: after a first fall not at all,
// because most faults need a chain of events that does not come twice.
func (f fall) rest() time.Duration {
	if f.count < 2 {
		return 0
	}
	return min(firstRest<<min(f.count-2, 10), longestRest)
}

// resting refuses a document that fell too often. The caller has the lock.
func (rs *Rooms) resting(doc board.DocID) error {
	f := rs.falls[doc]
	if time.Since(f.at) < f.rest() {
		return board.Errorf(board.Storage, "the document rests after a fault")
	}
	return nil
}

// open loads a document; a fault on the way is an error of this document.
func (rs *Rooms) open(ctx context.Context, doc board.DocID) (r *Room, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			rs.note(doc, fault)
			err = board.Errorf(board.Storage, "the document cannot be opened")
		}
	}()
	return open(ctx, doc, rs.cfg, rs.storage, rs.fell)
}

// fell takes a room out that ended by a fault, in that room's last moment.
func (rs *Rooms) fell(r *Room, fault any) {
	r.fallen.Store(true)
	rs.note(r.doc, fault)
	rs.mu.Lock()
	s := rs.slots[r.doc]
	if s != nil && s.room == r && !s.closing { // one that is closing leaves by itself
		delete(rs.slots, r.doc)
		close(s.ended)
	}
	rs.mu.Unlock()
	rs.cfg.Fell(r.doc, slices.Collect(maps.Keys(r.members)))
}

// note counts a fault and writes down where it happened; what was in hand is
// left out, for it may hold people's words.
func (rs *Rooms) note(doc board.DocID, fault any) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	f := rs.falls[doc]
	if time.Since(f.at) > fallsKept {
		f.count = 0
	}
	rs.falls[doc] = fall{f.count + 1, time.Now()}
	rs.fallen++
	what := fmt.Sprintf("%T", fault)
	if e, isRuntime := fault.(runtime.Error); isRuntime {
		what = e.Error()
	}
	rs.cfg.Logger.Error("a room fell", "doc", doc, "fault", what, "falls", f.count+1, "stack", string(debug.Stack()))
}

// forgetFalls drops what is long ago.
func (rs *Rooms) forgetFalls() {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	maps.DeleteFunc(rs.falls, func(_ board.DocID, f fall) bool { return time.Since(f.at) > fallsKept })
}

// Fallen counts the rooms that ended by a fault of ours since the start.
func (rs *Rooms) Fallen() int {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return rs.fallen
}
