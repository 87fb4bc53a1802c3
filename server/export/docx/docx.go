package docx

import (
	"io"

	"yoriai/server/export"
)

// Write writes the report for Word: A4, real heading styles (so that the
// navigation pane and screen readers see the nesting), a table of contents, a
// bullet for each note at the depth of its island, the ledger as a table with
// a header row. Word's nine headings are just enough: the table is heading 1
// and islands nest eight deep; more would be refused by the board.
//
// Equal reports made at the same time give equal bytes.
func Write(w io.Writer, r export.Report) error {
	parts, err := partsOf(r)
	if err != nil {
		return err
	}
	return Pack(w, r.Made, parts)
}

// partsOf lists what Pack wants.
func partsOf(r export.Report) ([]Part, error) {
	document, media, err := document(r)
	if err != nil {
		return nil, err
	}
	parts := []Part{
		{"word/document.xml", document},
		{"word/styles.xml", styles()},
		{"word/numbering.xml", numbering()},
		{"word/settings.xml", Settings},
		{"word/fontTable.xml", fonts},
		{"word/header1.xml", header(r)},
		{"word/header2.xml", emptyHeader},
		{"word/footer1.xml", footer(r)},
		{"docProps/core.xml", Core(r.Title, r.Theme, r.Host, r.Made)},
		{"docProps/app.xml", appPart},
	}
	for _, m := range media {
		parts = append(parts, Part{"word/" + m.name, string(m.data)})
	}
	return parts, nil
}

// WriteFollowup writes 「いただいた声と、その後」 as a sheet to hand out.
func WriteFollowup(w io.Writer, r export.Report) error { return Write(w, r.Voices()) }
