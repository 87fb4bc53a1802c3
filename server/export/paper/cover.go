package paper

import (
	"time"

	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// cover says what this is about, when and where, and for whom it was made.
func (l *layout) cover() {
	r := l.report
	l.newPage()
	l.stamp()
	if r.Title != r.Theme {
		l.paragraph(r.Title, typeset.Face{Size: 13}, soft, 0, 6, false)
	}
	f := typeset.Face{Weight: typeset.Bold, Size: 22}
	l.add(block{
		height: f.Em() * 1.4, above: 1, whole: true,
		spans: []span{{x: left, lines: l.wrap(f, r.Theme, width), face: f, color: ink, element: l.element("H1")}},
		over:  func(p *page, y, h float64) { p.area(left, y+h+2, width, 1, levels[0]) },
	})
	l.y += 6
	for _, fact := range r.Facts() {
		if fact.Value != r.Title {
			l.fact(fact.Name, fact.Value)
		}
	}
	if r.Table != "" {
		l.fact(r.Say("export.ledger.table"), r.Table)
	}
}

// fact is a line of what is known of the event: its name, and beside it what it is.
func (l *layout) fact(name, value string) {
	const column = 24
	e := l.element("P")
	l.add(block{height: lead, above: 0.6, spans: []span{
		{x: left, lines: []string{oneLine(body, name, column)}, face: body, color: soft, element: e},
		{x: left + column, lines: l.wrap(body, value, width-column), face: body, color: ink, element: e},
	}})
}

// stamp says for whom the paper is, and when it was made, in the upper corner.
func (l *layout) stamp() {
	r := l.report
	made := ""
	if !r.Made.IsZero() {
		made = r.Say("export.made", "date", r.Day(r.Made.Format(time.DateOnly)))
	}
	e := l.element("P")
	spans := []span{}
	if r.For != "" {
		spans = append(spans, span{x: left + 2, lines: []string{r.For}, face: strong, color: ink, element: e})
	}
	spans = append(spans, span{x: right, right: true, lines: []string{made}, face: small, color: soft, element: e})
	l.add(block{height: lead, spans: spans, under: func(p *page, y, h float64) {
		if r.For != "" {
			frame(p, left, y-0.6, strong.Width(r.For)+4, h+1.2)
		}
	}})
}

func frame(p *page, x, y, w, h float64) {
	const line = 0.35
	p.area(x, y, w, line, ink)
	p.area(x, y+h-line, w, line, ink)
	p.area(x, y, line, h, ink)
	p.area(x+w-line, y, line, h, ink)
}

// contents lists the headings with their pages: the tables with what stands in
// them, if that fits on the first page, else the tables alone.
func (l *layout) contents(list []*heading) {
	const tight = 0.8
	tables, both := upTo(list, 0), upTo(list, 1)
	if len(both) < 2 {
		return
	}
	shown, scale := both, l.contentsScale(both)
	if scale < tight {
		shown, scale = tables, max(l.contentsScale(tables), tight)
	}
	f := typeset.Face{Weight: typeset.Bold, Size: 12}
	l.add(block{height: contentsHead, above: contentsAbove, keep: true, spans: []span{{x: left, lines: []string{l.report.Say("export.contents")}, face: f, color: ink, element: l.element("H2")}}})
	toc := l.element("TOC")
	for _, h := range shown {
		l.entry(toc, h, scale)
	}
}

const (
	contentsAbove, contentsHead = 9.0, 6.4
	entryHigh, entryAbove       = 5.8, 1.6 // of a line, and above that of a table
)

// contentsScale is how tight the lines must stand to fit on the page; at most 1.
func (l *layout) contentsScale(list []*heading) float64 {
	high := 0.0
	for _, h := range list {
		high += entryHigh
		if h.level == 0 {
			high += entryAbove
		}
	}
	return min(1, (bottom-l.y-contentsAbove-contentsHead)/high)
}

func upTo(list []*heading, level int) []*heading {
	var some []*heading
	for _, h := range list {
		if h.level <= level {
			some = append(some, h)
		}
	}
	return some
}

func (l *layout) entry(toc *pdf.Element, h *heading, scale float64) {
	f, in, above := body, 5.0, 0.0
	if h.level == 0 {
		f, in, above = strong, 0, entryAbove*scale
	}
	e := toc.Add("TOCI").Add("Link")
	l.add(block{height: entryHigh * scale, above: above, aim: h, spans: []span{
		{x: left + in, lines: []string{oneLine(f, h.title, width-in-16)}, face: f, color: ink, element: e},
	}})
}
