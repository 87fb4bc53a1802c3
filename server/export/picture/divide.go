package picture

import (
	"image/color"
	"slices"

	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// Where the letters of a whole sheet are too small for the paper it is printed
// on, it is an overview, and more pages follow on which the same lies larger: in
// reading order, no island cut in two. Numbers on the overview say on which page
// an island is to be read.

// The sizes of a note's letters on the paper, in points.
const (
	least = 6.0 // nobody reads smaller ones at a table
	large = 8.0 // on the pages that follow
)

// Pages draws a section for a size of paper: its sheets, and where their letters
// are too small there, the pages on which they can be read.
func (p Paper) Pages(r export.Report, s export.Section) []*Page {
	whole := Pages(r, s)
	if !slices.ContainsFunc(whole, func(page *Page) bool { return page.letters*float64(p) < least }) {
		return whole
	}
	b := boardOf(r, s.Sheet)
	b.divided = true
	parts := b.divide(s.Sheet, large/float64(p))
	if len(parts) <= len(whole) {
		return whole
	}
	parted := b.pages(r, s, parts)
	for _, page := range whole {
		b.lead(pen{page, 0, 0, 1})
	}
	return append(whole, parted...)
}

// divide deals what lies on the sheets, and in the lists beside them, to pages
// with letters so large on an A3.
func (b *sheetBoard) divide(s export.Sheet, letters float64) []part {
	b.settle(true)
	all := pieces(s)
	layout.Compact(all, remember(b))
	scale := letters / lettersAt(1)
	page := layout.Size{W: room.W / scale, H: room.H / scale}
	var parts []part
	for n := range max(1, s.Sheets) {
		for _, list := range b.dealt(onSheet(all, n, s.Sheets), page) {
			for i, at := range laidOn(b.things(list), page) {
				list[i].At = layout.Point{X: at.X/page.W*layout.Page.W + layout.Page.W*float64(len(parts)), Y: at.Y / page.H * layout.Page.H}
			}
			parts = append(parts, part{lying: list})
		}
	}
	return append(parts, b.dealtBeside(s, page)...)
}

func laidOn(things []layout.Thing, page layout.Size) []layout.Thing {
	laid, _ := layout.OnPage(things, page)
	return laid
}

func (b *sheetBoard) things(list []*layout.Piece) []layout.Thing {
	boxes := make([]layout.Box, len(list))
	for i, p := range list {
		boxes[i] = layout.BoxOf(p, b)
	}
	return layout.Things(boxes, layout.Page, 0)
}

// dealt is as few pages as hold everything, about equally full, in reading order.
func (b *sheetBoard) dealt(list []*layout.Piece, page layout.Size) [][]*layout.Piece {
	things := b.things(list)
	area := 0.0
	for _, t := range things {
		area += t.W * t.H
	}
	full := filled(things, page, 2*area)
	if even := filled(things, page, area/float64(max(1, len(full)))); len(even) == len(full) {
		full = even
	}
	pages := make([][]*layout.Piece, len(full))
	at := 0
	for i, n := range full {
		pages[i] = list[at : at+n]
		at += n
	}
	return pages
}

// filled is how many things lie on each page. enough: a page with as much on it is full.
func filled(things []layout.Thing, page layout.Size, enough float64) (counts []int) {
	from, area := 0, 0.0
	for i, t := range things {
		_, fits := layout.OnPage(things[from:i+1], page)
		if i > from && (!fits || area >= enough) {
			counts = append(counts, i-from)
			from, area = i, 0
		}
		area += t.W * t.H
	}
	if from < len(things) {
		counts = append(counts, len(things)-from)
	}
	return counts
}

// dealtBeside deals the lists beside the sheet.
func (b *sheetBoard) dealtBeside(s export.Sheet, page layout.Size) (parts []part) {
	var now export.Sheet
	for i, it := range slices.Concat(s.Lone, s.Loose) {
		next := now.With(it, i < len(s.Lone))
		if len(now.Lone)+len(now.Loose) > 0 && trayHeight(b.trays(next), page.W*layout.Unit) > page.H*layout.Unit {
			parts = append(parts, part{beside: now})
			next = export.Sheet{}.With(it, i < len(s.Lone))
		}
		now = next
	}
	if len(now.Lone)+len(now.Loose) > 0 {
		parts = append(parts, part{beside: now})
	}
	return parts
}

// lead says on the overview where what lies on it can be read.
func (b *sheetBoard) lead(p pen) {
	const size, radius = 9.5 * pointHigh, 2.5
	p.page.begin("P")
	words := typeset.Clean(b.say("export.sheet.overview", "n", number(b.sheets)))
	wide := faceOf(typeset.Bold, size).Width(words)
	p.write(pageW-margin-24-wide, baseline(footTop, footRow, size), words, typeset.Bold, size, ink)
	for _, at := range p.page.spots {
		if b.items[at.id].Kind == export.Island {
			p.badge(at.x-radius/2, at.y+radius/2, radius, number(b.sheetOf[at.id]+1), ink)
		}
	}
}

// badge is a number on a round ground.
func (p pen) badge(x, y, radius float64, text string, ground color.RGBA) {
	const size = 9 * pointHigh
	p.page.begin("P")
	p.draw(box(x-radius, y-radius, 2*radius, 2*radius, radius), paint{fill: ground, line: white, width: 0.3})
	wide := faceOf(typeset.Bold, size).Width(text)
	p.write(x-wide/2, baseline(y-radius, 2*radius, size), text, typeset.Bold, size, white)
}
