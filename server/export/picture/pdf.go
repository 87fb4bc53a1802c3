package picture

import (
	"fmt"
	"image/color"
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

// WritePDF writes every sheet of a report on a page of its own; see Pages. What is read
// aloud is told part by part: the heading, title cards by their level, notes.
func (p Paper) WritePDF(w io.Writer, r export.Report) error {
	doc := pdf.New(w, pdf.Info{Title: typeset.Clean(r.Title), Subject: typeset.Clean(r.Theme), Author: typeset.Clean(r.Host), Lang: "ja", Made: r.Made})
	for _, s := range r.Sections {
		for _, page := range p.Pages(r, s) {
			if doc.Err() != nil {
				break // nobody takes it any more
			}
			sheet := doc.Root().Add("Sect")
			elements := make([]*pdf.Element, len(page.parts))
			for i, kind := range page.parts {
				elements[i] = sheet.Add(kind)
			}
			out := page.onto(doc, p, func(part int) *pdf.Element { return elements[part-1] })
			doc.Outline(typeset.Clean(page.Title), 0, out.Index(), 0)
		}
	}
	if err := doc.Close(); err != nil {
		return fmt.Errorf("picture: pdf: %w", err)
	}
	return nil
}

// Onto draws the sheet on a new page of a file as one figure, with words for who does not see it.
func (p *Page) Onto(doc *pdf.Document, figure *pdf.Element, size Paper) *pdf.Page {
	figure.SetAlt(p.Alt)
	return p.onto(doc, size, func(int) *pdf.Element { return figure })
}

// onto draws the page; of: the element that the text of a part belongs to.
func (p *Page) onto(doc *pdf.Document, size Paper, of func(part int) *pdf.Element) *pdf.Page {
	times := float64(size)
	out := doc.NewPage(pageW*times, pageH*times)
	var open *pdf.Element
	out.Begin(nil)
	for _, m := range p.marks {
		var element *pdf.Element
		if m.text != "" && m.part > 0 {
			element = of(m.part)
		}
		if element != open {
			out.Begin(element)
			open = element
		}
		if m.text != "" {
			out.Text(m.x*times, m.y*times, typeset.Face{Weight: m.face.Weight, Size: m.face.Size * times}, pdfColor(m.ink), m.text)
			continue
		}
		out.Shape(m.pdfShape(times))
	}
	out.End()
	return out
}

func (m mark) pdfShape(times float64) pdf.Shape {
	s := pdf.Shape{Width: m.width * times, Round: m.round}
	if m.fill.A > 0 {
		c := pdfColor(m.fill)
		s.Fill = &c
	}
	if m.line.A > 0 && m.width > 0 {
		c := pdfColor(m.line)
		s.Line = &c
	}
	for _, st := range m.shape {
		s.Steps = append(s.Steps, pdf.Step{Kind: st.kind, To: enlarged(st.to, times)})
	}
	s.Dashes = enlarged(m.dashes, times)
	return s
}

func enlarged(list []float64, times float64) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = v * times
	}
	return out
}

func pdfColor(c color.RGBA) pdf.Color {
	return pdf.Color{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
}
