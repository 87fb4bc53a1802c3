// Package docx writes the report for Word.
//
// The idea: a .docx is a zip of XML parts, and each file here writes one kind of
// them (parts.go the fixed ones, styles.go the styles, body.go, chapter.go,
// chart.go and picture.go what people read). It is written by hand, because the
// libraries that were tried choose Latin fonts for Japanese or bring a licence
// that would bind the whole product. Other writers of Word files (the newsletter)
// bring parts of their own and use Pack, Settings, Core, Paragraph and Escaped.
//
// Invariants: equal reports made at the same time give equal bytes; the words
// and their order are those of the report's lines, as in every other format;
// every text goes through Escaped.
//
// Traps: WordprocessingML is a sequence and not a set. Word calls a file damaged
// whose properties stand in another order than the schema's, and LibreOffice
// does not notice; the order stands in xml.go only, and docxtest holds every
// part to it. Word draws two neighbouring borders as one if they are alike
// (see island in body.go).
package docx
