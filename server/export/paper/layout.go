package paper

import (
	"strings"

	"yoriai/server/export"
	"yoriai/server/export/pdf"
	"yoriai/server/export/picture"
	"yoriai/server/export/typeset"
)

// A4 upright and what stays free of it, in millimetres.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	left       = 22.0
	right      = pageWidth - 20
	top        = 25.0
	bottom     = pageHeight - 22
	width      = right - left
)

// layout fills pages from the top.
type layout struct {
	report   export.Report
	root     *pdf.Element
	pages    []*page
	y        float64
	begun    bool    // something stands on the page, besides what is repeated
	waiting  []block // headings, until it is known what follows them
	repeat   []block // what is drawn anew on every page: the head of a table
	list     *pdf.Element
	headings []*heading
	missing  int // letters that no font has
}

// page is a sheet with what is to be drawn on it, in order.
type page struct {
	marks  []mark
	sheet  *picture.Page // instead of marks: a table's sheet, on the paper across
	figure *pdf.Element
}

// mark is a line of text, or a coloured area.
type mark struct {
	x, y    float64 // of text: the baseline
	w, h    float64
	face    typeset.Face
	color   pdf.Color
	text    string
	element *pdf.Element  // nil: decoration
	aim     *heading      // a line of the contents: it leads there
	photo   *export.Photo // instead of text or area
}

// heading is a place that the outline and the contents know.
type heading struct {
	title string
	level int // 0 a table or chapter, 1 what stands in it, and so on
	page  int // from 0
	y     float64
}

// span is a text beside others in a block.
type span struct {
	x       float64
	lines   []string
	face    typeset.Face
	color   pdf.Color
	element *pdf.Element
	right   bool // x is where its lines end
	last    bool // its lines stand beside the last ones of the block
	middle  bool // they stand beside its middle
}

// block is what moves down a page together, line by line.
type block struct {
	spans  []span
	height float64 // of a line
	above  float64
	keep   bool // it stays with what follows
	whole  bool // it is not broken
	under  func(p *page, y, h float64)
	over   func(p *page, y, h float64) // drawn behind the text
	mark   *heading
	aim    *heading
}

func (b block) lines() int {
	n := 1
	for _, s := range b.spans {
		n = max(n, len(s.lines))
	}
	return n
}

func (b block) size() float64 { return b.above + float64(b.lines())*b.height }

// first is how much of a block must stand on a page if any of it does.
func (b block) first() float64 {
	n := b.lines()
	if !b.whole && n > 3 {
		n = 2
	}
	return b.above + float64(n)*b.height
}

func (l *layout) page() *page { return l.pages[len(l.pages)-1] }

func (l *layout) newPage() {
	l.pages = append(l.pages, &page{})
	l.y = top
	for _, b := range l.repeat {
		l.place(b, 0, b.lines())
	}
	l.begun = false
}

// add puts a block on the page, or what is left of it on the next ones.
func (l *layout) add(b block) {
	if b.keep {
		l.waiting = append(l.waiting, b)
		return
	}
	need := b.first()
	for _, w := range l.waiting {
		need += w.size()
	}
	if l.y+need > bottom && l.begun {
		l.newPage()
	}
	l.settle()
	l.flow(b)
}

// settle puts down the headings that were waiting.
func (l *layout) settle() {
	waiting := l.waiting
	l.waiting = nil
	for _, w := range waiting {
		l.flow(w)
	}
}

// flow places a block from here on, over as many pages as it needs.
func (l *layout) flow(b block) {
	n := b.lines()
	for from := 0; from < n; {
		if l.y <= top {
			b.above = 0
		}
		fit := int((bottom-l.y-b.above)/b.height + 0.001)
		take := min(fit, n-from)
		if rest := n - from - take; rest == 1 && take > 2 {
			take-- // no line stands alone on the next page
		}
		if (take < min(2, n-from) || take < n && (b.whole || n <= 3)) && l.begun {
			l.newPage()
			continue
		}
		take = max(take, 1)
		l.place(b, from, from+take)
		if from += take; from < n {
			b.above = 0
			l.newPage()
		}
	}
}

// place draws some lines of a block here.
func (l *layout) place(b block, from, to int) {
	p, n := l.page(), b.lines()
	l.y, l.begun = l.y+b.above, true
	if b.mark != nil && from == 0 {
		b.mark.page, b.mark.y = len(l.pages)-1, l.y
	}
	height := float64(to-from) * b.height
	if b.under != nil {
		b.under(p, l.y, height)
	}
	for _, s := range b.spans {
		at, lines := l.y, s.lines[min(from, len(s.lines)):min(to, len(s.lines))]
		switch free := n - len(s.lines); {
		case s.last:
			lines = append(make([]string, free), s.lines...)[from:to]
		case s.middle && to < n:
			continue // with the end of the block, as what is drawn behind it
		case s.middle:
			lines = s.lines
			at += max(0, height-float64(len(lines))*b.height) / 2
		}
		for _, text := range lines {
			l.line(p, b, s, at, text)
			at += b.height
		}
	}
	if b.over != nil && to == n {
		b.over(p, l.y, height)
	}
	l.y += height
}

func (l *layout) line(p *page, b block, s span, at float64, text string) {
	if text == "" {
		return
	}
	m := mark{x: s.x, y: at + b.height/2 + s.face.Em()*0.36, w: s.face.Width(text), face: s.face, color: s.color, text: text, element: s.element, aim: b.aim}
	if s.right {
		m.x -= m.w
	}
	p.marks = append(p.marks, m)
}

// wrap breaks a text, and counts what cannot be drawn of it.
func (l *layout) wrap(f typeset.Face, text string, width float64) []string {
	lines := typeset.WrapEven(f, text, width)
	for _, line := range lines {
		l.missing += typeset.Missing(line)
	}
	return lines
}

// oneLine cuts a text to a line.
func oneLine(f typeset.Face, text string, width float64) string {
	lines := typeset.Wrap(f, strings.Join(strings.Fields(text), " "), width)
	if len(lines) > 1 {
		lines = typeset.Fit(f.Weight, text, width, f.Em(), f.Size, f.Size, 1).Lines
	}
	return lines[0]
}

// area adds a coloured area to a page.
func (p *page) area(x, y, w, h float64, c pdf.Color) {
	p.marks = append(p.marks, mark{x: x, y: y, w: w, h: h, color: c})
}
