package picture

import (
	"fmt"
	"io"

	"yoriai/server/export"
	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// Paper is a size of paper, as so many times an A3.
type Paper float64

const (
	A3 Paper = 1
	A1 Paper = 841.0 / 420
	A0 Paper = 1189.0 / 420

	// A4 is for reports, beside the text.
	A4 Paper = 297.0 / 420
)

// WritePDF writes every sheet of a report on a page of its own.
func (p Paper) WritePDF(w io.Writer, r export.Report) error {
	doc := pdf.New(w, pdf.Info{Title: typeset.Clean(r.Title), Subject: typeset.Clean(r.Theme), Author: typeset.Clean(r.Host), Lang: "ja", Made: r.Made})
	for _, s := range r.Sections {
		for _, page := range Pages(r, s) {
			if doc.Err() != nil {
				break // nobody takes it any more
			}
			out := page.Onto(doc, doc.Root().Add("Figure"), p)
			doc.Outline(typeset.Clean(page.Title), 0, out.Index(), 0)
		}
	}
	if err := doc.Close(); err != nil {
		return fmt.Errorf("picture: pdf: %w", err)
	}
	return nil
}

// Onto draws the sheet on a new page of a file, with words for who does not see it.
func (p *Page) Onto(doc *pdf.Document, figure *pdf.Element, size Paper) *pdf.Page {
	out := doc.NewPage(pageW*float64(size), pageH*float64(size))
	figure.SetAlt(p.Alt)
	out.Begin(figure)
	p.Paint(out, float64(size))
	out.End()
	return out
}
