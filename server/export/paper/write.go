package paper

import (
	"cmp"
	"io"
	"strconv"

	"yoriai/server/export"
	"yoriai/server/export/pdf"
	"yoriai/server/export/picture"
	"yoriai/server/export/typeset"
)

// Write prints a report on A4.
func Write(w io.Writer, r export.Report) error {
	doc := pdf.New(w, pdf.Info{Title: typeset.Clean(cmp.Or(r.Title, r.Theme)), Subject: typeset.Clean(r.Theme), Author: typeset.Clean(r.Host), Lang: "ja", Made: r.Made})
	all := print(r, doc.Root())
	for i, p := range all.pages {
		if doc.Err() != nil {
			break // nobody takes it any more
		}
		all.draw(doc, p, i)
	}
	for _, h := range all.headings {
		doc.Outline(h.title, h.level, h.page, max(h.y-4, 0))
	}
	return doc.Close()
}

// print lays a report out: what is told, and before it the cover with the
// contents, which need to know on which page everything is.
func print(r export.Report, root *pdf.Element) *layout {
	front := &layout{report: r, root: root.Add("Sect")}
	main := &layout{report: r, root: root.Add("Sect")}
	main.chapters(r.Opening())
	for i, line := range sums(r) {
		main.section(r.Sections[i], line)
	}
	main.chapters(r.Chapters())
	main.ledger()
	front.cover()
	front.contents(main.headings)
	for _, h := range main.headings {
		h.page += len(front.pages)
	}
	front.pages = append(front.pages, main.pages...)
	front.headings = main.headings
	return front
}

// draw puts a page into the file.
func (l *layout) draw(doc *pdf.Document, p *page, index int) {
	if p.sheet != nil {
		out := p.sheet.Onto(doc, p.figure, picture.A4)
		number := l.number(index)
		out.Begin(nil)
		out.Text(pageHeight-7-small.Width(number), pageWidth-4, small, soft, number)
		out.End()
		return
	}
	out := doc.NewPage(pageWidth, pageHeight)
	l.edges(out, index)
	var open *pdf.Element
	out.Begin(nil)
	for _, m := range p.marks {
		if m.element != open {
			out.Begin(m.element)
			open = m.element
		}
		if m.photo != nil {
			out.Image(m.x, m.y, m.w, m.h, l.report.JPEG(*m.photo))
			continue
		}
		if m.text == "" {
			out.Rect(m.x, m.y, m.w, m.h, m.color)
			continue
		}
		out.Text(m.x, m.y, m.face, m.color, m.text)
		if m.aim != nil {
			l.leader(out, m)
		}
	}
	out.End()
}

// leader ends a line of the contents: dots, the page, and the way there.
func (l *layout) leader(out *pdf.Page, m mark) {
	number := strconv.Itoa(m.aim.page + 1)
	at := right - m.face.Width(number)
	out.Text(at, m.y, m.face, ink, number)
	out.Begin(nil)
	for x := right - 12.0; x > m.x+m.w+2; x -= 1.6 {
		out.Rect(x, m.y-0.25, 0.3, 0.3, rule)
	}
	out.Begin(m.element)
	out.Link(m.x, m.y-4.5, right-m.x, 5.8, m.aim.page, max(m.aim.y-4, 0), m.aim.title, m.element)
}

// edges are the running head, from the second page on, and the page's number.
func (l *layout) edges(out *pdf.Page, index int) {
	r := l.report
	out.Begin(nil)
	if index > 0 {
		mark := small.Width(r.For)
		out.Text(left, 15, small, soft, oneLine(small, typeset.Clean(r.Title), width-mark-6))
		out.Text(right-mark, 15, small, soft, r.For)
		out.Rect(left, 17, width, 0.2, faint)
	}
	number := l.number(index)
	out.Text(left+(width-small.Width(number))/2, pageHeight-11, small, soft, number)
}

// number is how pages are counted for people.
func (l *layout) number(index int) string {
	return strconv.Itoa(index+1) + " / " + strconv.Itoa(len(l.pages))
}
