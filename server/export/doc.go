// Package export makes what people take home, and reads what they bring.
//
// The idea: a Report is built once from the loaded documents, by a pure
// function, and every writer (Word, Markdown, CSV, web page) prints that one
// value; so all of them hold the same words in the same order, and the ledger
// agrees everywhere. Coming in, every reader (text outline, our own Markdown,
// archive) makes one Import, which the server turns into ops; so nothing
// enters a board that the board has not judged.
//
// Invariants: what the viewer may not see is in no export; every line of an
// outline ends up in exactly one place (a board, a table, a fact or a remark);
// Markdown and archive read again give the same outline; equal reports give
// equal bytes; every word that is not the people's own comes from the
// catalogue (see words.go), save the few that a reader must know to recognise
// them (see grammar.go).
//
// Traps: a spreadsheet runs cells that begin like a formula
// (csv.go); a note may hold anything at all, so each format has its own guard
// and no text goes round it.
package export
