// Package pdf writes PDF files of Japanese text and drawings.
//
// The idea: pages are drawn one after another and leave as soon as they are
// done; fonts, the tree of headings and lists (for readers that listen), the
// outline and the tables at the end are written on Close. Positions are in
// millimetres from the top left corner.
//
// Invariants: equal calls give equal bytes (the time is given, nothing is
// random); every text can be copied as people wrote it, also where another
// shape or 〓 had to be drawn; every mark on a page is either in the tree or
// said to be decoration; only glyphs that are used are in the file.
//
// Traps: strings of the catalogue are UTF-16, and in a literal string its bytes
// may be taken for line ends, therefore all of them are written in hexadecimal;
// a glyph that stands for two texts has two codes, else one of them would be
// copied wrongly.
package pdf
