// Package typeset sets Japanese text: which font has a character, how wide a
// line is, where it breaks, how large it may be.
//
// The idea: a text is cleaned (Clean), broken into lines (Wrap, Fit) and drawn
// as runs of one font each (Face.Runs). Everything is measured by
// the same table that it is drawn with, so what was measured to fit does fit.
//
// Invariants: no line begins with a mark that closes (、。」) or ends with one
// that opens (「（), unless the box is too narrow for anything else; Latin words,
// numbers and addresses stay whole where they fit on a line; a line is at most
// one hanging 、 or 。 wider than the box; lines, joined, are the cleaned text
// but for the spaces at their ends. A character that no font has is drawn 〓.
//
// Traps: a grapheme, not a character, is the smallest thing (families of emoji
// are one picture); the width of a line is not the number of its characters,
// for the face is proportional.
package typeset
