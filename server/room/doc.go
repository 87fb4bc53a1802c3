// Package room keeps documents alive while people work on them.
//
// The idea: one goroutine owns each open document and is the only one that
// ever touches its state. What a browser wants comes in through the room's
// inbox and goes through a fixed order that must never be swapped:
//
//	check → access → apply → append (durable) → publish → acknowledge
//
// Decoding happens before, in the goroutine of the connection. Waiting ops go
// into one append together. If the append fails, the changes are reversed and
// the ops refused: nobody has seen the state that was lost.
//
// A document that holds more than the limits allow, which another program must
// have written, is there to be read: it takes no op, and says so (storage.go).
//
// The storage beneath is one for all: what one room finds out of it holds for
// every room (storage.go). A fault of ours ends one room only (falls.go). What
// many members are told alike is encoded once (share.go).
//
// Invariants: a member gets the entries of a document in order and without
// gaps, its own acknowledgement after the entry; what a member gets has passed
// through board.Viewer; a member that cannot keep up is dropped by its own
// Send and delays nobody.
//
// Traps: Members call back into nothing. A command must not wait for another
// command of the same room. Presence is not stored and may be lost.
package room
