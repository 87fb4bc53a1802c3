package picture

import (
	"strings"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// sheetBoard is a table's sheet while it is drawn. It is the layout's Ruler:
// how texts fall is measured with the faces they are drawn in. Lengths are in rem.
type sheetBoard struct {
	say   func(key string, pairs ...string) string
	items map[string]export.Piece // by id
	steps bool                    // islands lie in islands, so each says which step it is
	tight bool                    // notes hold nothing but their words; the signs stand behind the last one
	lays  map[string]noteLay      // of notes, by id, as tight as they are now

	signed map[board.Meaning]bool // stand on a line as a sign, for want of room

	sheets  int            // how many sheets there are
	divided bool           // they are not the table's, but what does not stand on those in letters that can be read
	sheetOf map[string]int // and on which everything lies, by id
}

func boardOf(r export.Report, s export.Sheet) *sheetBoard {
	b := &sheetBoard{say: r.Say, items: map[string]export.Piece{}, signed: map[board.Meaning]bool{}, lays: map[string]noteLay{}}
	var index func(list []export.Piece, level int)
	index = func(list []export.Piece, level int) {
		for _, it := range list {
			b.items[it.ID] = it
			b.steps = b.steps || (it.Kind == export.Island && level > 1)
			index(it.Members, level+1)
		}
	}
	for _, list := range [][]export.Piece{s.Lying, s.Lone, s.Loose} {
		index(list, 1)
	}
	return b
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// wording is a title or a sentence as it is written: its lines, and the chips in and behind them.
type wording struct {
	face   typeset.Face
	size   float64
	high   float64 // of a line
	lines  []string
	indent float64 // of the first line, behind the mood
	mood   *chip
	chips  []placed // x from the left, row from the first line
	rows   int
}

const (
	sentenceLetter = 1.0
	titleLeading   = 1.4
	sentenceLead   = 1.45
	wide           = "\u3000"
)

// words are what stands on a title card, or the sentence in its marks.
func (b *sheetBoard) words(p *layout.Piece) (text string, weight typeset.Weight, size float64) {
	if p.Kind == layout.Sentence {
		return b.say("export.quoted", "text", p.Text), typeset.Bold, sentenceLetter
	}
	_, letter := layout.Card(p.Level)
	if p.Text == "" {
		return b.say("board.no_title"), typeset.Regular, letter
	}
	return p.Text, typeset.Bold, letter
}

func (b *sheetBoard) wordingOf(p *layout.Piece, width float64) wording {
	text, weight, size := b.words(p)
	w := wording{face: faceOf(weight, size), size: size, high: size * titleLeading}
	var behind []chip
	if p.Kind == layout.Sentence {
		w.high = size * sentenceLead
	} else {
		behind = b.titleChips(p)
		if b.items[p.ID].Proposal {
			w.mood = &chip{kind: chipTab, text: b.say("relation.proposal")}
			w.indent = w.mood.width() + chipGap
		}
	}
	// Room for the mood before the first word: wide spaces, which are not drawn.
	spaces := strings.Repeat(wide, int(w.indent/size+0.999))
	w.lines = wrap(w.face, spaces+text, width)
	first := strings.TrimLeft(w.lines[0], wide)
	if w.indent > 0 && first != w.lines[0] {
		w.lines[0] = first
	}
	if len(w.lines) > 1 && first == "" {
		w.lines[0] = ""
	}
	last := w.face.Width(w.lines[len(w.lines)-1])
	if len(w.lines) == 1 {
		last += w.indent
	}
	w.rows = len(w.lines)
	if len(behind) > 0 {
		chips, rows := rowsOf(behind, last+0.5, width)
		for _, c := range chips {
			c.row += len(w.lines) - 1
			w.chips = append(w.chips, c)
		}
		w.rows += rows - 1
	}
	return w
}

func (b *sheetBoard) Words(p *layout.Piece) float64 {
	const line = 1000
	text, weight, size := b.words(p)
	long := 0.0
	for _, l := range typeset.Wrap(faceOf(weight, size), text, line) {
		long = max(long, faceOf(weight, size).Width(l))
	}
	if p.Kind == layout.Sentence {
		return long + 2*layout.SentencePadX + 0.01
	}
	for _, c := range b.titleChips(p) {
		long += c.width() + chipGap
	}
	if b.items[p.ID].Proposal {
		long += chip{kind: chipTab, text: b.say("relation.proposal")}.width() + chipGap + size
	}
	return long + 0.5
}

func (b *sheetBoard) WordsHigh(p *layout.Piece, width float64) float64 {
	w := b.wordingOf(p, width)
	return float64(w.rows) * w.high
}

func (b *sheetBoard) Beside(p *layout.Piece) layout.Size {
	if n := b.items[p.ID].Seals; n > 0 {
		return layout.Size{W: b.sealOf(p).width() + 0.444, H: chipHigh + 0.3}
	}
	return layout.Size{}
}
