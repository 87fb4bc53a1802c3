// Package paper prints a report on A4 sheets, as a PDF that a section chief can
// hand out as it is.
//
// The idea: everything is first laid out on pages (layout.go breaks blocks of
// lines, and keeps a heading with what follows it), and then drawn, when all
// page numbers are known. What is laid out is what tests read.
//
// Invariants: every text of the report is on the pages once and in its order; a
// heading is never the last thing on a page; of a text that is broken over two
// pages at least two lines stand on each; equal reports give equal bytes.
//
// Trap: the order in which a page is drawn is the order in which it is read
// aloud and copied, so a number that belongs to a text is drawn behind it.
package paper
