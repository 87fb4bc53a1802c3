// Package layout says where things lie on a table's sheet, in Go as in the
// browser: the twin of static/model/layout.js, columns.js, packing.js, sizes.js,
// route.js, tidy.js and relations.js, so that a printed sheet is the picture
// people saw on the wall. What a window does besides to keep letters legible
// (things closed, things kept where they were seen) paper has no need of; other
// columns it has for letters that are larger, by the browser's rule and its own
// measure (cutting.go). Pure geometry; it knows no fonts and no paper. How texts
// fall it asks of a Ruler: one that only reckons, as the browser does before it
// draws, or one that knows the letters.
//
// Invariants: the same numbers as in the browser, for the same sizes and the
// usual columns (see board/testdata/vectors/layout.json, which both run); no two
// things overlap; a thing's box holds the boxes of all that lies in it.
//
// Traps: the browser's numbers are doubles, and products are rounded there
// before they are added. Go may fuse the two on some machines, so products in
// sums stand in float64(…), which forbids it. Lengths are of two kinds: rem
// inside an island (as in the style sheets), sheet units on the sheet.
package layout
