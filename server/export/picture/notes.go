package picture

import (
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// noteLay is how a note is written: its words, and the signs below or behind
// them. Lengths are in rem.
type noteLay struct {
	lines []string
	chips []placed // x from the left of the words; row from the first line of a tight note, from the foot's otherwise
	rows  int      // of the foot
	high  float64
}

// A note with nothing but its words, for sheets on which letters would be small:
// little air, and the signs behind the last word.
const (
	tightPad  = 0.333
	tightLine = 1.4
	tightSign = 0.4 // air before the first sign
	tightRow  = layout.NoteLetter * tightLine
)

var noteFace = faceOf(typeset.Regular, layout.NoteLetter)

func noteLines(text string, width float64) []string { return wrap(noteFace, text, width) }

// NoteHigh leaves room for the signs even where there are none: so notes of one
// length are of one height.
func (b *sheetBoard) NoteHigh(p *layout.Piece) float64 { return b.noteLay(p).high }

// noteLay is worked out once: whoever looks for columns asks a hundred times.
func (b *sheetBoard) noteLay(p *layout.Piece) noteLay {
	if lay, known := b.lays[p.ID]; known {
		return lay
	}
	lay := b.airyNote(p)
	if b.tight {
		lay = b.tightNote(p)
	}
	b.lays[p.ID] = lay
	return lay
}

func (b *sheetBoard) airyNote(p *layout.Piece) noteLay {
	lay := noteLay{lines: noteLines(p.Text, layout.NoteWords())}
	lay.chips, lay.rows = rowsOf(b.noteChips(b.items[p.ID]), 0, layout.NoteW-2*layout.NotePadX)
	lay.high = layout.NoteHigh(len(lay.lines), float64(lay.rows)*chipRow)
	return lay
}

func (b *sheetBoard) tightNote(p *layout.Piece) noteLay {
	width := layout.NoteW - 2*tightPad
	lay := noteLay{lines: noteLines(p.Text, width)}
	rows := len(lay.lines)
	if chips := b.noteChips(b.items[p.ID]); len(chips) > 0 {
		last := noteFace.Width(lay.lines[rows-1])
		placed, more := rowsOf(chips, last+tightSign, width)
		for _, c := range placed {
			c.row += rows - 1
			lay.chips = append(lay.chips, c)
		}
		rows += more - 1
	}
	lay.high = 2*tightPad + float64(rows)*tightRow
	return lay
}

// settle says how tight notes are from now on.
func (b *sheetBoard) settle(tight bool) {
	b.tight, b.lays = tight, map[string]noteLay{}
}

// noteWords writes the words of a note and its signs.
func (b *sheetBoard) noteWords(p pen, at layout.Box) {
	x, y, _, h := inRem(at)
	p.page.notes++
	lay := b.noteLay(at.Piece)
	left, top, high := x+layout.NotePadX, y+layout.NotePadTop, layout.NoteLetter*layout.NoteLine
	signs, row := y+h-layout.NotePadFoot-float64(lay.rows)*chipRow, chipRow
	if b.tight {
		left, top, high = x+tightPad, y+tightPad, tightRow
		signs, row = top, tightRow
	}
	for i, line := range lay.lines {
		p.write(left, baseline(top+float64(i)*high, high, layout.NoteLetter), line, typeset.Regular, layout.NoteLetter, ink)
	}
	for _, c := range lay.chips {
		p.chip(c.chip, left+c.x, signs+float64(c.row)*row+(row-chipHigh)/2, c.w)
	}
}
