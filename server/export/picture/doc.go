// Package picture draws the sheet of a table on paper as it lies on the
// screen: islands, title cards, notes, relations, with a heading, the ledger
// and a key to the signs. One drawing for all outputs: SVG, PNG, and PDF from
// A3 to A0.
//
// The idea: a Page is a list of shapes and texts on a landscape A3, in
// millimetres. Layout says where things lie, typeset how their texts fall; the
// same faces that measure are drawn with, so nothing runs out of its box. The
// outputs know nothing of notes. Where letters would be small, islands get other
// columns and notes lose their air; where they are too small for the paper all
// the same, a PDF holds more pages on which everything lies larger, and the whole
// is the overview that leads there (divide.go).
//
// Invariants: what is drawn is in the Report and nothing else (no ids, no
// names that it does not hold); every note stands there with its whole text, once
// on the whole and, if there are larger pages, once on those, for paper has no
// 「more」: all piles are open; what colour tells, shape or letters tell too,
// because town halls print in grey; no script and no address in any file.
//
// Trap: a face's size is in points and everything else in millimetres.
package picture
