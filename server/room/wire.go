package room

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"yoriai/board"
)

// This file is the wire: every message between browser and server, both ways.
// Its twin in the browser is static/sync/wire.js. Messages are JSON objects
// with their sort in "t"; sorts are only ever added. Version counts changes
// that an older page cannot live with.
const Version = 2

// Sorts of messages from the browser.
const (
	SortHello = "hello" // first, within HelloWait: who speaks
	SortOpen  = "open"  // follow a document, from an epoch and seq on
	SortShut  = "shut"  // follow it no longer
	SortOp    = "op"    // an intent
	SortDoing = "doing" // presence: what this seat is doing just now
)

// FromBrowser is any message from a browser; which members go with which sort
// stands in the comments; members of other sorts are passed over.
type FromBrowser struct {
	Sort    string         `json:"t"`
	Version int            `json:"v,omitzero"`      // hello
	As      board.SeatID   `json:"as,omitempty"`    // hello
	Doc     board.DocID    `json:"doc,omitempty"`   // open, shut, op, doing
	Epoch   board.Epoch    `json:"epoch,omitempty"` // open
	Seq     board.Seq      `json:"seq,omitzero"`    // open
	ID      board.OpID     `json:"id,omitempty"`    // op
	Op      jsontext.Value `json:"op,omitzero"`     // op
	Doing   string         `json:"doing,omitempty"` // doing: "", "writing", or the id of the item being edited
}

// DoingWriting says that somebody writes; otherwise Doing is the id of the item
// in hand, or empty.
const DoingWriting = "writing"

// Sorts of messages to the browser.
const (
	SortWelcome  = "welcome"
	SortSnapshot = "snapshot" // the whole document
	SortResumed  = "resumed"  // you have everything now; the missing entries came before
	SortEntries  = "entries"  // news, in order, without gaps
	SortAck      = "ack"      // your op is entry seq
	SortRefused  = "refused"  // your op was not done, and why
	SortPeople   = "people"   // who is here and what they are doing: newest wins
	SortDigest   = "digest"   // compare with what you have at seq
	SortStanding = "standing" // whether the document takes changes
)

type welcomeMsg struct {
	Sort    string `json:"t"`
	Version int    `json:"v"`
	Now     int64  `json:"now"` // ms since 1970: browsers' clocks are not believed
}

// A snapshot is written in two parts, one after the other in one message:
// {"t", "doc", "snapshot", "own", "digest", "undo", "redo"}. All of an audience
// class share the bytes of the first (see snapshotHead), so that a hundred
// browsers that come back together cost one encoding and its memory once.
//
// own, where it is there, are records that take the place of those of the same
// kind and id in the snapshot: what only this viewer may see, such as drafts.
type snapshotHead struct {
	Sort     string         `json:"t"`
	Doc      board.DocID    `json:"doc"`
	Snapshot board.Snapshot `json:"snapshot"`
}

type snapshotTail struct {
	Own    board.Listed `json:"own,omitempty"`
	Digest string       `json:"digest"` // of the records with own in their place
	Undo   []Undoable   `json:"undo"`
	Redo   []Undoable   `json:"redo"`
}

type resumedMsg struct {
	Sort   string      `json:"t"`
	Doc    board.DocID `json:"doc"`
	Epoch  board.Epoch `json:"epoch"`
	Seq    board.Seq   `json:"seq"`
	Digest string      `json:"digest"`
	Undo   []Undoable  `json:"undo"`
	Redo   []Undoable  `json:"redo"`
}

// Undoable names an entry of the receiver's own that can be undone by an undo
// of Seq; the last in a list comes first. In redo stand undo entries: to undo
// one brings back what it took, and Op and What are that action's. Redo is
// emptied by the next other thing its author does. An Op "undo" in undo is
// what who steers did to somebody else's action.
type Undoable struct {
	Seq  board.Seq    `json:"seq"`
	Op   board.OpType `json:"op"`
	What string       `json:"what,omitempty"` // the first words of what it touched
	of   []string     // the records it touched
}

type entriesMsg struct {
	Sort    string        `json:"t"`
	Doc     board.DocID   `json:"doc"`
	Entries []board.Entry `json:"entries"`
}

type ackMsg struct {
	Sort string      `json:"t"`
	Doc  board.DocID `json:"doc"`
	ID   board.OpID  `json:"id"`
	Seq  board.Seq   `json:"seq"`
}

type refusedMsg struct {
	Sort string      `json:"t"`
	Doc  board.DocID `json:"doc,omitempty"`
	ID   board.OpID  `json:"id,omitempty"`
	Code board.Code  `json:"code"`
	Say  string      `json:"say"`
}

// Person is one seat that has a browser open on the document.
type Person struct {
	Seat  board.SeatID `json:"seat"`
	Doing string       `json:"doing,omitempty"`
	actor board.Actor
}

type peopleMsg struct {
	Sort   string      `json:"t"`
	Doc    board.DocID `json:"doc"`
	People []Person    `json:"people"`
}

type digestMsg struct {
	Sort   string      `json:"t"`
	Doc    board.DocID `json:"doc"`
	Seq    board.Seq   `json:"seq"`
	Digest string      `json:"digest"`
}

// standingMsg is always the whole standing: Space absent means that there is enough.
type standingMsg struct {
	Sort     string      `json:"t"`
	Doc      board.DocID `json:"doc"`
	ReadOnly bool        `json:"readOnly"`
	Why      string      `json:"why,omitempty"`   // it is read-only for good; absent: the storage takes nothing just now
	Space    string      `json:"space,omitempty"` // for those who steer
}

// WhyLarge says that the document holds more than the limits allow.
const WhyLarge = "large"

// SpaceLow says that the server's disk is nearly full.
const SpaceLow = "low"

// Close codes of our own (RFC 6455 leaves 4000–4999 to applications).
// 4000–4499: come back. 4500–4999: do not.
const (
	CloseExpired = 4401 // the session is not known: go through the door again
	CloseSlow    = 4408 // your line could not keep up: come back and catch up
	CloseResync  = 4409 // start from a snapshot
	CloseFlood   = 4429 // too much at once: wait, longer each time
	CloseBad     = 4500 // what you send makes no sense
	CloseRemoved = 4503 // this seat is no longer in the workshop
	CloseReload  = 4526 // this page is older than the server: reload
)

// sayOf is the plain sentence of a refusal; a fault beneath keeps its inside to itself.
func sayOf(err error) string {
	var e *board.Error
	if errors.As(err, &e) {
		return e.Say
	}
	return "it could not be written down"
}
