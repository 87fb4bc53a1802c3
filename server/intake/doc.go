// Package intake reads what people bring: text outlines, our own Markdown,
// rosters, lists of notes and of people from spreadsheets.
//
// The idea: every reader makes one Import (or a list of people), which the server
// shows first and then turns into ops; so nothing enters a board that the board
// has not judged. The archive's reader (server/export/archive) makes an Import, too.
//
// Where things stand: import.go (what is made), outline*.go (texts: our own
// Markdown in outline_own.go, others' in outline_foreign.go), list*.go (notes in a
// table), people*.go (people in a table), roster.go (people in lines), rows.go,
// xlsx*.go and decode.go (files and their encodings), tree.go and spread.go (what was
// found becomes a board, and where it lies there), grammar.go and day.go (the words
// by which things are recognised).
//
// Invariants: every line of an outline ends up in exactly one place (a board, a
// table, a fact or a remark); what export writes is read as the same boards; a
// refusal has a code and names its line.
//
// Traps: files come from anybody. Sizes are bounded before anything is read of
// them, spreadsheets are unpacked under a limit, and merged cells are read piece by
// piece (xlsx_merged.go), because the library would fill gigabytes.
package intake
