// Package notation says how our own files are written so that they can be read
// again: the headings and labels of our Markdown and tables, and how people's
// texts are kept from being taken for Markdown or for a formula. export writes by
// it, intake reads by it, and neither knows the other.
//
// Invariants: Unescape takes back what Escape does, UnguardCell what GuardCell
// does; the forms are those that the catalogue writes (grammar_test.go).
//
// Trap: files that were taken home years ago hold these words. They may be added
// to, and never changed.
package notation
