package paper

import (
	"strconv"
	"strings"

	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// element is a part of the document that stands for itself: not in a list.
func (l *layout) element(kind string) *pdf.Element {
	l.list = nil
	return l.root.Add(kind)
}

// item is an element of the list that has begun, or of a new one.
func (l *layout) item() *pdf.Element {
	if l.list == nil {
		l.list = l.root.Add("L")
	}
	return l.list.Add("LI").Add("LBody")
}

// paragraph is a text of its own.
func (l *layout) paragraph(text string, f typeset.Face, c pdf.Color, in, above float64, keep bool) {
	l.add(block{
		height: f.Em() * 1.65, above: above, keep: keep,
		spans: []span{{x: left + in, lines: l.wrap(f, text, width-in), face: f, color: c, element: l.element("P")}},
	})
}

// chapter begins a table or another chapter, where there is so much room left.
func (l *layout) chapter(title string, room float64) {
	l.settle()
	if len(l.pages) == 0 || l.begun && l.y+room > bottom {
		l.newPage()
	}
	f := titleFace(0)
	l.add(block{
		height: f.Em() * 1.4, above: 12, keep: true, whole: true, mark: l.mark(title, 0),
		spans: []span{{x: left, lines: l.wrap(f, title, width), face: f, color: ink, element: l.element("H2")}},
		over:  func(p *page, y, h float64) { p.area(left, y+h+1, width, 0.7, levels[0]) },
	})
	l.add(block{height: 3, keep: true}) // room below the line
}

// mark remembers a heading for the outline and the contents.
func (l *layout) mark(title string, level int) *heading {
	h := &heading{title: strings.Join(strings.Fields(typeset.Clean(title)), " "), level: level}
	l.headings = append(l.headings, h)
	return h
}

// title is a heading within a table: an island (level 1 and more) with the bar
// of its colour, or another part.
func (l *layout) title(text string, level int, bar pdf.Color, marks []string) {
	f, in := titleFace(level), indent(level)
	kind := "H" + strconv.Itoa(min(level+2, 6))
	thick := 1.4
	if level > 1 {
		thick = 0.9
	}
	b := block{height: f.Em() * 1.5, above: []float64{6.5, 4.5, 3.4}[min(level, 3)-1], keep: true, mark: l.mark(text, level)}
	b.spans = []span{{x: left + in + 3.4, lines: l.wrap(f, text, width-in-4.5), face: f, color: ink, element: l.element(kind)}}
	l.label(&b, marks, left+in+3.4, width-in-4.5)
	b.under = func(p *page, y, h float64) {
		if level == 1 {
			p.area(left+in, y-0.8, width-in, h+1.6, wash)
		}
		p.area(left+in, y-0.8, thick, h+1.6, bar)
	}
	l.add(b)
	l.add(block{height: 1.2, keep: true})
}

// note is a line of a list, with its small words behind it.
func (l *layout) note(text string, level int, marks []string) {
	in := indent(level) + 1.6
	l.bullet(text, in, marks)
}

func (l *layout) bullet(text string, in float64, marks []string) {
	const hang = 4.2
	e := l.item()
	b := block{height: lead, above: 0.5}
	b.spans = []span{
		{x: left + in, lines: []string{"・"}, face: body, color: soft},
		{x: left + in + hang, lines: l.wrap(body, text, width-in-hang), face: body, color: ink, element: e},
	}
	l.label(&b, marks, left+in+hang, width-in-hang)
	l.add(b)
}

// label puts small words behind the last line of a block, or below it where
// that is full.
func (l *layout) label(b *block, marks []string, x, room float64) {
	if len(marks) == 0 {
		return
	}
	s := &b.spans[len(b.spans)-1]
	words := "[" + strings.Join(marks, "] [") + "]"
	lines := l.wrap(small, words, room)
	if used := s.face.Width(s.lines[len(s.lines)-1]); len(lines) == 1 && used+2+small.Width(lines[0]) <= room {
		x += used + 2
	} else {
		s.lines = append(s.lines, make([]string, len(lines))...)
	}
	b.spans = append(b.spans, span{x: x, lines: lines, face: small, color: soft, element: s.element, last: true})
}

// statement is a word that stands beside the notes.
func (l *layout) statement(text string, level int) {
	in, above := indent(level)+3, 1.5
	if level == 0 {
		in, above = 1, 4.5 // it stands for itself, and not for the island above
	}
	l.add(block{
		height: lead, above: above,
		spans: []span{{x: left + in + 4, lines: l.wrap(body, text, width-in-5), face: body, color: ink, element: l.element("P")}},
		under: func(p *page, y, h float64) {
			p.area(left+in, y+0.4, 0.35, h-0.8, rule)
			p.area(left+in+1, y+0.4, 0.35, h-0.8, rule)
		},
	})
}
