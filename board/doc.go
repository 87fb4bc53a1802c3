// Package board is the domain: what a workshop and its boards are, what people
// may do to them, and what comes of it.
//
// The idea: intent in, effect out. An op says what a person wants; applied to
// a State it gives a Change, the records that were put, each with before and
// after. What the server decided is an Entry: op and change with number,
// author and time. The log stores entries, browsers receive them, replay
// applies their changes, undo reverses them. So rules may change without
// re-interpreting old evenings, and a browser needs one small function for all
// ops, for ever.
//
// Invariants (Check lists them all): every document has one root record; ids
// are unique among notes, groups and statements together; groups nest without
// cycles, at most Bounds.Depth deep; whatever lives lies in a place that
// lives; the ledger balances: written = grouped + lone + loose + withdrawn.
// Nothing people made is destroyed: it is withdrawn.
//
// Traps: Apply uses no clock, no randomness and no I/O, or replay would give
// another evening. Records are values; what they point to (Place.At) is never
// changed in place. A State belongs to one goroutine. What leaves the server
// goes through Viewer, or private notes leave with it.
//
// Design notes, where the choice was not the obvious one:
//
//  1. JSON is read by the experimental v2 module of the Go project and not by
//     encoding/json, which takes the last of duplicate members, lets null pass
//     as nothing and makes U+FFFD of broken text. A tampered role or a lost
//     character must be refused, not bent.
//  2. Log has no Subscribe yet. One process writes, so its rooms hear of their
//     own appends; a log shared by several nodes brings Subscribe with it.
//  3. A note that is not for a viewer's eyes travels as a veiled one: its id
//     and nothing else. Leaving it out would make every count wrong, and the
//     reveal would look like a flood of new notes.
//  4. When the phase moves, each viewer's entry lists the notes that open or
//     close for them. A browser that missed such an entry gets a snapshot
//     (MovesAudience): entries of before cannot be told by the rules of after.
//  5. Order keys are made by the server alone, so that a browser's guess can be
//     wrong without harm. Equal keys are legal (an undo can bring one back) and
//     fall to the id.
//  6. Undo is a new op on the present state, field by field: what others
//     changed since stays theirs. The three fields of a place go together.
//  7. An edit names the text it began from. If that is no longer the text, the
//     edit is refused (Changed) and the writer's words stay on their screen:
//     nothing is overwritten unseen, and nothing is merged by guess.
//  8. A sheet is measured in units of its own, 1600 × 1000 to a page. How large
//     a unit is on a screen is the style sheet's business; positions mean the
//     same on every window.
package board
