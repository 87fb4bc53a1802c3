package paper

import (
	"slices"

	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// grid prints a table: the first row and column are headings, all else numbers.
// The head stands anew on every page.
func (l *layout) grid(rows [][]string, sum bool) {
	columns := len(rows[0]) - 1
	face := typeset.Face{Size: 9.5}
	number := min(23.0, (width-42)/float64(max(columns, 1)))
	if number < 14 {
		face.Size = 8
	}
	name := width - float64(columns)*number
	l.list = nil
	table := l.root.Add("Table")
	l.add(block{height: 1.5, keep: true})
	var head block
	for i, row := range rows {
		b := l.row(table, row, face, name, number, i == 0, i == 0 || sum && i == len(rows)-1)
		b.keep = i == 0
		l.add(b)
		switch i {
		case 0:
			head = b
			head.spans = slices.Clone(b.spans)
			for j := range head.spans {
				head.spans[j].element = nil // read once, not on every page
			}
		case 1:
			l.repeat = []block{head} // the first one stands now
		}
	}
	l.settle()
	l.repeat = nil
}

func (l *layout) row(table *pdf.Element, cells []string, f typeset.Face, name, number float64, head, heavy bool) block {
	if heavy {
		f.Weight = typeset.Bold
	}
	line := f.Em() * 1.5
	b := block{height: line, above: 2.2, whole: true}
	tr := table.Add("TR")
	kind := "TD"
	if head {
		kind = "TH"
	}
	for i, text := range cells {
		s := span{x: left + 1.5, face: f, color: ink, element: tr.Add(kind)}
		if i > 0 {
			s.x, s.right = left+name+float64(i)*number-1.5, true
			s.lines = l.wrap(f, text, number-2)
		} else {
			s.lines = l.wrap(f, text, name-3)
		}
		b.spans = append(b.spans, s)
	}
	b.under = func(p *page, y, h float64) {
		if head {
			p.area(left, y-1.1, width, h+2.2, wash)
		}
		p.area(left, y+h+1.05, width, 0.2, faint)
	}
	return b
}
