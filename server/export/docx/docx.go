package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"time"

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
	z := zip.NewWriter(w)
	for _, part := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: zipTime(r.Made)})
		if err != nil {
			return fmt.Errorf("part %s: %w", part.name, err)
		}
		if _, err := io.WriteString(f, part.content); err != nil {
			return fmt.Errorf("part %s: %w", part.name, err)
		}
	}
	return z.Close()
}

// zipTime: zip knows no time before 1980 and none finer than two seconds.
func zipTime(t time.Time) time.Time {
	earliest := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	if t = t.UTC().Truncate(2 * time.Second); t.Before(earliest) {
		return earliest
	}
	return t
}

// part is a file in the package.
type part struct{ name, content string }

// partsOf lists the Parts in the order in which readers want them: the
// content types first.
func partsOf(r export.Report) ([]part, error) {
	document, media, err := document(r)
	if err != nil {
		return nil, err
	}
	parts := []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"word/document.xml", document},
		{"word/_rels/document.xml.rels", relsOf(media)},
		{"word/styles.xml", styles()},
		{"word/numbering.xml", numbering()},
		{"word/settings.xml", settings},
		{"word/fontTable.xml", fonts},
		{"word/header1.xml", header(r)},
		{"word/header2.xml", emptyHeader},
		{"word/footer1.xml", footer(r)},
		{"docProps/core.xml", core(r)},
		{"docProps/app.xml", appPart},
	}
	for i := range parts {
		parts[i].content = xmlHead + parts[i].content
	}
	for _, m := range media {
		parts = append(parts, part{"word/" + m.name, string(m.data)})
	}
	return parts, nil
}

// WriteFollowup writes 「いただいた声と、その後」 as a sheet to hand out.
func WriteFollowup(w io.Writer, r export.Report) error { return Write(w, r.Voices()) }
