package export

import (
	"archive/zip"
	"fmt"
	"io"
	"time"
)

// WriteDOCX writes the report for Word: A4, real heading styles (so that the
// navigation pane and screen readers see the nesting), a table of contents, a
// bullet for each note at the depth of its island, the ledger as a table with
// a header row. Word's nine headings are just enough: the table is heading 1
// and islands nest eight deep; more would be refused by the board.
//
// It is written by hand, because the libraries that were tried choose Latin
// fonts for Japanese or bring a licence that would bind the whole product.
// Equal reports made at the same time give equal bytes.
func WriteDOCX(w io.Writer, r Report) error {
	parts, err := r.docxParts()
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

// docxPart is a file in the package.
type docxPart struct{ name, content string }

// docxParts lists the parts in the order in which readers want them: the
// content types first.
func (r Report) docxParts() ([]docxPart, error) {
	document, media, err := r.docxDocument()
	if err != nil {
		return nil, err
	}
	parts := []docxPart{
		{"[Content_Types].xml", docxContentTypes},
		{"_rels/.rels", docxPackageRels},
		{"word/document.xml", document},
		{"word/_rels/document.xml.rels", docxRels(media)},
		{"word/styles.xml", docxStyles()},
		{"word/numbering.xml", docxNumbering()},
		{"word/settings.xml", docxSettings},
		{"word/fontTable.xml", docxFonts},
		{"word/header1.xml", r.docxHeader()},
		{"word/header2.xml", docxEmptyHeader},
		{"word/footer1.xml", r.docxFooter()},
		{"docProps/core.xml", r.docxCore()},
		{"docProps/app.xml", docxApp},
	}
	for i := range parts {
		parts[i].content = xmlHead + parts[i].content
	}
	for _, m := range media {
		parts = append(parts, docxPart{"word/" + m.name, string(m.data)})
	}
	return parts, nil
}
