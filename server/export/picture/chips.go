package picture

import (
	"strconv"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// chip is a small sign on a note or behind a title: a side's mark, a tab, a
// seal, a word. All lengths in this file are in rem.
type chip struct {
	kind chipKind
	text string
	side board.Side
}

type chipKind int

const (
	chipWord chipKind = iota // plain small words
	chipSide                 // 市 職 他
	chipTab                  // 提案, white on green
	chipSeal                 // a round seal with its number
	chipTag                  // 横串: a word in a frame
)

const (
	chipText = 0.722 // letters of a chip
	chipHigh = 1.222
	chipGap  = 0.333
	chipRow  = 1.556 // a row of chips at the foot of a note
)

func (c chip) weight() typeset.Weight {
	if c.kind == chipWord || c.kind == chipTag {
		return typeset.Regular
	}
	return typeset.Bold
}

func (c chip) width() float64 {
	w := faceOf(c.weight(), chipText).Width(typeset.Clean(c.text))
	switch c.kind {
	case chipSide:
		if c.side == board.OtherSide {
			return 1.444
		}
		return chipHigh
	case chipTab:
		return w + 0.65
	case chipTag:
		return w + 0.7
	case chipSeal:
		return max(1.58, w+0.7)
	}
	return w
}

// noteChips are the signs at the foot of a note.
func (b *sheetBoard) noteChips(it export.Piece) []chip {
	var list []chip
	if _, known := sides[it.Side]; known && it.Side != board.NoSide {
		list = append(list, chip{chipSide, b.say("side.mark." + string(it.Side)), it.Side})
	}
	if it.Proposal {
		list = append(list, chip{kind: chipTab, text: b.say("relation.proposal_mark")})
	}
	if it.Seals > 0 {
		list = append(list, chip{kind: chipSeal, text: strconv.Itoa(it.Seals)})
	}
	words := []string{it.Author, it.Source}
	if it.Echoes > 0 {
		words = append(words, b.say("echo.count", "n", strconv.Itoa(it.Echoes)))
	}
	if it.Lone {
		words = append(words, b.say("board.lone"))
	}
	for _, w := range words {
		if w != "" {
			list = append(list, chip{text: oneLine(w)})
		}
	}
	return append(list, tagChips(it.Tags)...)
}

// titleChips stand behind the words of a title card: how many notes lie there, and its tags.
func (b *sheetBoard) titleChips(p *layout.Piece) []chip {
	return append([]chip{{text: b.say("board.sheets", "n", strconv.Itoa(p.Count()))}}, tagChips(b.items[p.ID].Tags)...)
}

func tagChips(tags []string) []chip {
	var list []chip
	for _, t := range tags {
		list = append(list, chip{kind: chipTag, text: oneLine(t)})
	}
	return list
}

// placed is a chip in its place.
type placed struct {
	chip
	x, w float64
	row  int
}

// rowsOf puts chips in rows of a width, beginning at x. What is wider than a
// row alone is cut: whose words it is stands in the report in full.
func rowsOf(chips []chip, x, width float64) (list []placed, rows int) {
	row := 0
	for _, c := range chips {
		w := c.width()
		if x > 0 && x+w > width {
			x, row = 0, row+1
		}
		for w > width && board.Chars(c.text) > 2 {
			c.text = board.Cut(c.text, board.Chars(c.text)-2)
			w = c.width()
		}
		list = append(list, placed{c, x, w, row})
		x += w + chipGap
	}
	return list, row + 1
}

func (p pen) chip(c chip, x, y, w float64) {
	look, letters := paint{}, white
	middle := y + (chipHigh-chipText)/2
	switch c.kind {
	case chipWord:
		letters = soft
	case chipSide:
		p.sideMark(c, x, y, w)
	case chipTab:
		look = paint{fill: offer}
		p.draw(box(x, y, w, chipHigh, 0.222), look)
	case chipTag:
		look, letters = paint{fill: white, line: soft, width: 0.05}, ink
		p.draw(box(x, y+0.1, w, chipHigh-0.2, 0.5), look)
	case chipSeal:
		look = paint{fill: seal, line: sealed, width: 0.1}
		p.draw(box(x, y-0.15, w, chipHigh+0.3, 1), look)
	}
	text := typeset.Clean(c.text)
	size := chipText
	wide := faceOf(c.weight(), size).Width(text)
	p.write(x+(w-wide)/2, middle+size*ascent, text, c.weight(), size, letters)
}

// sideMark is round, square or six-cornered: whose words they are is to be seen without colour.
func (p pen) sideMark(c chip, x, y, w float64) {
	look := paint{fill: sides[c.side].mark}
	switch c.side {
	case board.Citizen:
		p.draw(box(x, y, w, chipHigh, chipHigh), look)
	case board.OtherSide:
		p.draw(polygon(x, y+chipHigh/2, x+w/4, y, x+w*3/4, y, x+w, y+chipHigh/2, x+w*3/4, y+chipHigh, x+w/4, y+chipHigh), look)
	default:
		p.draw(box(x, y, w, chipHigh, 0.167), look)
	}
}

// sealOf is the seal beside a title card.
func (b *sheetBoard) sealOf(p *layout.Piece) chip {
	return chip{kind: chipSeal, text: strconv.Itoa(b.items[p.ID].Seals)}
}
