package paper

import (
	"slices"
	"strings"

	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// columnOf is a column of a grid.
type columnOf struct {
	x, width float64
	right    bool // numbers stand under one another
}

// grid prints a table: the first row is its head, which stands anew on every
// page, and the first column takes what the others leave.
func (l *layout) grid(rows [][]string, sum bool) {
	face, columns := columnsOf(rows)
	l.list = nil
	table := l.root.Add("Table")
	l.add(block{height: 1.5, keep: true})
	var head block
	for i, row := range rows {
		b := l.row(table, row, face, columns, i == 0, i == 0 || sum && i == len(rows)-1)
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

// columnsOf makes every column as wide as it needs, if all of them leave enough
// for the first; else all alike, in smaller letters.
func columnsOf(rows [][]string) (typeset.Face, []columnOf) {
	const air, least, name = 3.0, 15.0, 44.0
	face := typeset.Face{Size: 9.5}
	columns, all := make([]columnOf, len(rows[0])), 0.0
	for j := 1; j < len(columns); j++ {
		c := columnOf{width: least, right: true}
		for i, row := range rows {
			f := face
			if i == 0 {
				f.Weight = typeset.Bold
			}
			c.width = max(c.width, f.Width(typeset.Clean(row[j]))+air)
			c.right = c.right && (i == 0 || strings.Trim(row[j], "0123456789") == "")
		}
		columns[j], all = c, all+c.width
	}
	if all > width-name {
		for j := range columns {
			columns[j].width = (width - name) / float64(len(columns)-1)
		}
		if columns[1].width < least {
			face.Size = 8
		}
		all = width - name
	}
	columns[0] = columnOf{x: left, width: width - all}
	for j := 1; j < len(columns); j++ {
		columns[j].x = columns[j-1].x + columns[j-1].width
	}
	return face, columns
}

func (l *layout) row(table *pdf.Element, cells []string, f typeset.Face, columns []columnOf, head, heavy bool) block {
	if heavy {
		f.Weight = typeset.Bold
	}
	b := block{height: f.Em() * 1.5, above: 2.2, whole: true}
	tr := table.Add("TR")
	kind := "TD"
	if head {
		kind = "TH"
	}
	for i, text := range cells {
		c := columns[i]
		s := span{x: c.x + 1.5, face: f, color: ink, element: tr.Add(kind), lines: l.wrap(f, text, c.width-2.5)}
		if c.right {
			s.x, s.right = c.x+c.width-1.5, true
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
