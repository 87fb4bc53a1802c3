// Package export makes what people take home: the one report of a workshop, and
// the formats that are plain text (web page, Markdown, CSV). Word, Excel, papers,
// pictures, the newsletter and the archive are packages below; what people bring
// is read by server/intake.
//
// The idea: a Report is built once from the loaded documents, by a pure
// function, and every writer prints that one value; so all of them hold the same
// words in the same order, and the ledger agrees everywhere.
//
// Where things stand: report.go (the model), findings.go, chapters.go, figures.go,
// ledger.go, opening.go, followup.go, news.go (its contents), lines.go and parts.go
// (the order in which every format reads it aloud), masking*.go and naming.go (what
// the public is told), sheet.go and drawing.go (what lies on the paper, and its
// picture), words.go and format.go (the catalogue's words, the formats' names).
//
// Invariants: what the viewer may not see is in no export; what is public is
// masked before anything is made of it; equal reports give equal bytes; every
// word that is not the people's own comes from the catalogue (words.go), save the
// forms by which our own files are known again (server/notation).
//
// Traps: a spreadsheet runs cells that begin like a formula; a note may hold
// anything at all, so each format has its own guard and no text goes round it;
// a new text of the report must be masked, or masking.go must say why not
// (masking_internal_test.go finds it).
package export
