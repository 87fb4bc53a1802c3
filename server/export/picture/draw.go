package picture

import (
	"strings"

	"yoriai/board"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// piece draws a box and all that lies in it. Lengths are in rem.
func (b *sheetBoard) piece(p pen, at layout.Box) {
	switch at.Kind {
	case layout.Note:
		b.note(p, at)
	case layout.Island:
		b.island(p, at)
	default:
		b.sentence(p, at)
	}
}

func inRem(at layout.Box) (x, y, w, h float64) {
	return at.X / layout.Rem, at.Y / layout.Rem, at.W / layout.Rem, at.H / layout.Rem
}

// note is a square of coloured paper. Whose words they are is said three times:
// by colour, by the shape of the mark, by its letter.
func (b *sheetBoard) note(p pen, at layout.Box) {
	p.page.begin("P")
	x, y, w, h := inRem(at)
	it := b.items[at.ID]
	colours, known := sides[it.Side]
	if !known {
		colours = sides[board.NoSide]
	}
	look := paint{fill: colours.ground, line: colours.edge, width: 0.07}
	if it.Lone {
		look.line, look.width, look.dashes = lone, 0.12, []float64{0.35, 0.25}
	}
	p.draw(box(x, y, w, h, 0.167), look)
	if it.Proposal {
		p.draw(polygon(x, y, x+w, y, x+w, y+0.333, x, y+0.333), paint{fill: offer})
	}
	b.noteWords(p, at)
}

// island is a soft outline round what belongs together, its title card on top.
// A title card is white with a strong edge and larger type: nobody may ever
// take it for a note.
func (b *sheetBoard) island(p pen, at layout.Box) {
	x, y, w, h := inRem(at)
	colours := coloursOf(at.Level, b.items[at.ID].Proposal)
	radius, width := 1.111, 0.111
	if at.Level > 1 {
		radius, width = 0.778, 0.083
	}
	p.draw(box(x, y, w, h, radius), paint{fill: colours.ground, line: colours.edge, width: width})
	p.page.begin("H" + number(min(at.Level+1, 6)))
	if b.steps {
		b.step(p, at, colours)
	}
	b.card(p, at, colours)
	for _, m := range at.Members {
		b.piece(p, m)
	}
	if len(at.Members) == 0 {
		frame := layout.Frame(at.Level) / 2
		p.write(x+frame, y+h-frame-0.2, typeset.Clean(b.say("board.empty_island")), typeset.Regular, 0.833, soft)
	}
}

// step is a tab on the outline: which step of islands round islands this is.
func (b *sheetBoard) step(p pen, at layout.Box, colours levelColours) {
	x, y, _, _ := inRem(at)
	text := typeset.Clean(b.say("board.step", "n", number(stepOf(at))))
	w := faceOf(typeset.Regular, chipText).Width(text) + 0.5
	p.draw(box(x+0.9, y-0.5, w, 1, 0.222), paint{fill: white, line: colours.edge, width: 0.055})
	p.write(x+0.9+0.25, baseline(y-0.5, 1, chipText), text, typeset.Regular, chipText, colours.strong)
}

// stepOf is one above the highest step of what lies in an island.
func stepOf(at layout.Box) int {
	if at.Kind != layout.Island {
		return 0
	}
	most := 0
	for _, m := range at.Members {
		most = max(most, stepOf(m))
	}
	return most + 1
}

func (b *sheetBoard) card(p pen, at layout.Box, colours levelColours) {
	x, y, w, h := at.Card.X/layout.Rem, at.Card.Y/layout.Rem, at.Card.W/layout.Rem, at.Card.H/layout.Rem
	pad, _ := layout.Card(at.Level)
	bar, width := 0.444, 0.111
	if at.Level > 1 {
		bar, width = 0.333, 0.083
	}
	look := paint{fill: white, line: colours.strong, width: width}
	if at.Text == "" {
		look.fill, look.dashes = none, []float64{0.3, 0.22}
	}
	p.draw(box(x, y, w, h, 0.222), look)
	p.draw(polygon(x, y, x+bar, y, x+bar, y+h, x, y+h), paint{fill: colours.strong})
	left := x + bar + (pad.W-bar)/2 - 0.1
	b.wording(p, b.wordingOf(at.Piece, w-pad.W), left, y+pad.H/2, at.Text == "")
	if b.items[at.ID].Seals > 0 {
		s := b.sealOf(at.Piece)
		p.chip(s, x+w+0.333, y+0.15, s.width())
	}
}

func (b *sheetBoard) wording(p pen, w wording, x, y float64, faint bool) {
	colour := ink
	if faint {
		colour = soft
	}
	if w.mood != nil {
		p.chip(*w.mood, x, y+(w.high-chipHigh)/2, w.mood.width())
	}
	for i, line := range w.lines {
		in := 0.0
		if i == 0 {
			in = w.indent
		}
		p.write(x+in, baseline(y+float64(i)*w.high, w.high, w.size), line, w.face.Weight, w.size, colour)
	}
	for _, c := range w.chips {
		p.chip(c.chip, x+c.x, y+float64(c.row)*w.high+(w.high-chipHigh)/2, c.w)
	}
}

// sentence is words on the paper itself.
func (b *sheetBoard) sentence(p pen, at layout.Box) {
	x, y, w, _ := inRem(at)
	p.page.begin("P")
	words := b.wordingOf(at.Piece, w-2*layout.SentencePadX)
	b.wording(p, words, x+layout.SentencePadX, y+0.333, strings.TrimSpace(at.Text) == "")
}
