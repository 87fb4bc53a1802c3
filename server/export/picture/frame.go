package picture

import (
	"image/color"
	"strconv"
	"strings"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// The parts of a page, in millimetres.
const (
	margin    = 10.0
	areaTop   = 28.0
	areaW     = pageW - 2*margin
	areaH     = 251.0
	footTop   = areaTop + areaH + 1.5
	footRow   = 5.2
	pointHigh = typeset.MmPerPt
)

func number(n int) string { return strconv.Itoa(n) }

// Pages draws a section: one page for each of its sheets.
func Pages(r export.Report, s export.Section) []*Page {
	b := boardOf(r, s.Sheet)
	all := pieces(s.Sheet)
	parts := make([]part, max(1, s.Sheet.Sheets))
	for n := range parts {
		parts[n].lying = onSheet(all, n, len(parts))
	}
	parts[len(parts)-1].beside = s.Sheet // the lists belong to all sheets
	return b.pages(r, s, parts)
}

// part is what stands on one page: pieces, and of the lists beside the sheet Lone and Loose.
type part struct {
	lying  []*layout.Piece
	beside export.Sheet
}

func (b *sheetBoard) pages(r export.Report, s export.Section, parts []part) []*Page {
	b.sheets, b.sheetOf = len(parts), map[string]int{}
	for n, one := range parts {
		for _, p := range one.lying {
			b.place(p, n)
		}
	}
	pages := make([]*Page, len(parts))
	for n, one := range parts {
		pages[n] = b.page(r, s, one, n)
	}
	return pages
}

// place remembers on which sheet something lies.
func (b *sheetBoard) place(p *layout.Piece, sheet int) {
	b.sheetOf[p.ID] = sheet
	for _, m := range p.Members {
		b.place(m, sheet)
	}
}

func (b *sheetBoard) page(r export.Report, s export.Section, one part, n int) *Page {
	page := &Page{Title: titleOf(r, s, b, n), Alt: b.alt(s, one.lying, n)}
	mm := pen{page, 0, 0, 1}
	b.header(mm, r, s, n)
	laid, trays := b.arranged(one, n)
	k := areaW / laid.Page.W
	page.letters = lettersAt(laid.Scale)
	px := pen{page, margin, areaTop, k}
	rem := pen{page, margin, areaTop, k * layout.Rem}
	if len(one.lying) > 0 || len(trays) == 0 {
		b.sheet(px, laid)
	}
	for _, at := range laid.Boxes {
		b.piece(rem, at)
		page.spots = append(page.spots, spot{at.ID, margin + k*(at.X+at.W), areaTop + k*at.Y})
	}
	b.relations(px, laid, s.Sheet.Lines)
	rem.y += laid.Page.H * k
	b.drawTrays(rem, trays, laid.Page.W/layout.Rem)
	if len(one.lying) == 0 && len(trays) == 0 {
		b.empty(mm)
	}
	b.footer(mm, r, s)
	return page
}

// sheet is the paper itself: its edge, and the dots of the screen's.
func (b *sheetBoard) sheet(p pen, laid layout.Laid) {
	if laid.Page.H*p.k > 2 {
		p.draw(box(0, 0, laid.Page.W, laid.Page.H, 0), paint{fill: paper, line: edge, width: 0.35 / p.k})
	}
}

func (b *sheetBoard) empty(p pen) {
	const size = 14 * pointHigh
	p.page.begin("P")
	text := typeset.Clean(b.say("export.empty"))
	p.write((pageW-faceOf(typeset.Regular, size).Width(text))/2, areaTop+areaH/2, text, typeset.Regular, size, soft)
}

func titleOf(r export.Report, s export.Section, b *sheetBoard, n int) string {
	title := s.Table
	if s.OwnTheme {
		title += " " + s.Theme
	}
	if b.sheets > 1 {
		title += " " + b.nth(n)
	}
	return strings.TrimSpace(title)
}

// nth says which of several pages it is.
func (b *sheetBoard) nth(n int) string {
	if b.divided {
		return b.say("export.sheet.part", "n", number(n+1), "of", number(b.sheets))
	}
	return b.say("export.sheet.nth", "n", number(n+1), "of", number(b.sheets))
}

// header says whose sheet it is: table, theme, members; at the right the event and its day.
func (b *sheetBoard) header(p pen, r export.Report, s export.Section, n int) {
	const top, high, right = 8.0, 11.0, 92.0
	p.page.begin("H1")
	x := margin
	if name := typeset.Clean(s.Table); name != "" {
		f := typeset.Fit(typeset.Bold, name, 60, high-2, 20, 8, 1.2)
		w := widest(f) + 8
		p.draw(box(x, top, w, high, 1.5), paint{fill: white, line: ink, width: 0.7})
		p.fitted(f, x+4, top, high, 1.2, ink)
		x += w + 4
	}
	width := pageW - margin - right - x
	f := typeset.Fit(typeset.Bold, s.Theme, width, high, 20, 8, 1.25)
	p.fitted(f, x, top, high, 1.25, ink)
	p.page.begin("P")
	members := typeset.Fit(typeset.Regular, r.MemberLine(s, func(name string) string { return name }), pageW-2*margin-right, 6.5, 9, 5, 1.3)
	p.fitted(members, margin, top+high+1, 6.5, 1.3, soft)
	lines := []string{r.Title, r.Day(r.Date), r.Place}
	if b.sheets > 1 {
		lines = append(lines, b.nth(n))
	}
	y := top
	for _, text := range lines {
		if text == "" {
			continue
		}
		f := typeset.Fit(typeset.Regular, text, right-4, 9/2, 10, 5, 1.25)
		at := float64(len(f.Lines)) * f.Face.Em() * 1.25
		for i, line := range f.Lines {
			p.write(pageW-margin-f.Face.Width(line), y+float64(i)*f.Face.Em()*1.25+f.Face.Em(), line, typeset.Regular, f.Face.Em(), ink)
		}
		y += at + 0.6
	}
}

func joined(parts ...string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, "　")
}

func widest(f typeset.Fitted) float64 {
	w := 0.0
	for _, line := range f.Lines {
		w = max(w, f.Face.Width(line))
	}
	return w
}

// fitted draws lines in the middle of a box's height.
func (p pen) fitted(f typeset.Fitted, x, y, high, leading float64, colour color.RGBA) {
	em := f.Face.Em()
	y += (high - float64(len(f.Lines))*em*leading) / 2
	for i, line := range f.Lines {
		p.write(x, baseline(y+float64(i)*em*leading, em*leading, em), line, f.Face.Weight, em, colour)
	}
}

// footer is the ledger with what its signs mean, and for whom the sheet is.
func (b *sheetBoard) footer(p pen, r export.Report, s export.Section) {
	const size = 9.5 * pointHigh
	p.page.begin("P")
	c := s.Count
	words := ""
	if !s.Joint {
		words = r.Say("export.sheet.ledger", "written", number(c.Written), "grouped", number(c.Grouped), "lone", number(c.Lone),
			"loose", number(c.Loose), "withdrawn", number(c.Withdrawn), "hidden", number(c.Hidden))
	}
	if c.Veiled > 0 {
		words = joined(words, r.Say("export.veiled", "n", number(c.Veiled)))
	}
	p.write(margin, baseline(footTop, footRow, size), typeset.Clean(words), typeset.Regular, size, ink)
	of := typeset.Clean(r.For)
	p.write(pageW-margin-faceOf(typeset.Regular, size).Width(of), baseline(footTop, footRow, size), of, typeset.Regular, size, soft)
	b.key(pen{p.page, margin, footTop + footRow, size / chipText * 0.9}, s.Sheet)
}

// key says what the signs mean that stand on this table's sheets.
func (b *sheetBoard) key(p pen, s export.Sheet) {
	k := &keyLine{pen: p}
	used := b.used()
	for _, side := range []board.Side{board.Citizen, board.Staff, board.OtherSide} {
		if used.sides[side] {
			k.sign(chip{chipSide, b.say("side.mark." + string(side)), side}, b.say("side."+string(side)))
		}
	}
	if used.proposal {
		k.sign(chip{kind: chipTab, text: b.say("relation.proposal_mark")}, b.say("relation.proposal"))
	}
	if used.lone {
		p.draw(box(k.at, 0.2, 1.7, chipHigh-0.2, 0.167), paint{fill: sides[board.NoSide].ground, line: lone, width: 0.1, dashes: []float64{0.3, 0.22}})
		k.at += 1.95
		k.say(b.say("board.lone"))
	}
	if used.seals {
		k.sign(chip{kind: chipSeal, text: "3"}, b.say("export.sheet.seals"))
	}
	for _, m := range board.Meanings {
		if usedMeaning(s, m) {
			b.keyOf(k, m)
		}
	}
}

// keyOf is a relation's line with what it means.
func (b *sheetBoard) keyOf(k *keyLine, m board.Meaning) {
	line := pen{k.page, k.x + k.at*k.k, k.y, k.k / layout.Rem}
	y := (0.1 + chipHigh/2) * layout.Rem
	line.relation(m, []layout.Point{{X: 4, Y: y}, {X: 52, Y: y}})
	k.at += 56/layout.Rem + 0.2
	words := b.say("relation.short." + string(m))
	if b.signed[m] {
		words += " " + b.say("export.quoted", "text", b.say("relation.sign."+string(m)))
	}
	k.say(words)
}

// keyLine writes signs and words one after the other.
type keyLine struct {
	pen
	at float64 // how far it has come
}

func (k *keyLine) say(words string) {
	text := typeset.Clean(words)
	k.write(k.at, baseline(0.1, chipHigh, chipText), text, typeset.Regular, chipText, ink)
	k.at += faceOf(typeset.Regular, chipText).Width(text) + 0.9
}

func (k *keyLine) sign(c chip, words string) {
	k.chip(c, k.at, 0.1, c.width())
	k.at += c.width() + 0.25
	k.say(words)
}

func usedMeaning(s export.Sheet, m board.Meaning) bool {
	for _, l := range s.Lines {
		if l.Meaning == m {
			return true
		}
	}
	return false
}

// signs are those that stand on the sheets.
type signs struct {
	sides                 map[board.Side]bool
	proposal, lone, seals bool
}

func (b *sheetBoard) used() signs {
	u := signs{sides: map[board.Side]bool{}}
	for _, it := range b.items {
		if it.Kind == export.Note {
			u.sides[it.Side] = true
		}
		u.proposal = u.proposal || it.Proposal
		u.lone = u.lone || it.Lone
		u.seals = u.seals || it.Seals > 0
	}
	return u
}
