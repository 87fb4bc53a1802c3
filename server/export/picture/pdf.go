package picture

import (
	"fmt"
	"io"

	"github.com/tdewolff/canvas/renderers/pdf"

	"yoriai/server/export"
)

// Paper is a size of paper, as so many times an A3.
type Paper float64

const (
	A3 Paper = 1
	A1 Paper = 841.0 / 420
	A0 Paper = 1189.0 / 420
)

// WritePDF writes every sheet of a report on a page of its own.
func (p Paper) WritePDF(w io.Writer, r export.Report) error {
	width, height := pageW*float64(p), pageH*float64(p)
	doc := pdf.New(w, width, height, &pdf.Options{Compress: true, SubsetFonts: true})
	// At this version of canvas SetLang is overwritten by the creator, so both say it; see TestPDF.
	doc.SetInfo(r.Title, r.Theme, "", r.Host, "ja")
	doc.SetLang("ja")
	first := true
	for _, s := range r.Sections {
		for _, page := range Pages(r, s) {
			if !first {
				doc.NewPage(width, height)
			}
			first = false
			doc.AddOutline(page.Title, 0, height)
			page.paint(doc, float64(p))
		}
	}
	if err := doc.Close(); err != nil {
		return fmt.Errorf("picture: pdf: %w", err)
	}
	return nil
}
