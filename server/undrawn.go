package server

import (
	"slices"

	"yoriai/server/export"
	"yoriai/server/export/typeset"
	"yoriai/server/pages"
)

// undrawnShown are as many letters as one needs to see which script it is.
const undrawnShown = 8

// undrawn counts the letters of a report that no font of ours has: in PDF files
// and pictures 〓 stands for them, and whoever takes those home shall know.
func undrawn(r export.Report) (u pages.UndrawnLetters) {
	for _, text := range r.Texts() {
		for _, letter := range typeset.Absent(typeset.Clean(text)) {
			u.N++
			if len(u.Some) < undrawnShown && !slices.Contains(u.Some, letter) {
				u.Some = append(u.Some, letter)
			}
		}
	}
	return u
}
