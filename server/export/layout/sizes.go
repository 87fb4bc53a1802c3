package layout

import (
	"math"
	"slices"
	"unicode/utf16"
)

// Kind says what a piece is.
type Kind int

const (
	Note Kind = iota
	Island
	Sentence
)

// Piece is something on the sheet with what lies in it. Text is the title of an island.
type Piece struct {
	ID      string
	Kind    Kind
	Text    string
	At      Point // as people gave it, on all sheets; of those at the top
	Level   int   // of an island, 1 at the top
	Members []*Piece

	block Block
}

// Ruler knows how texts fall. All lengths are in rem.
type Ruler interface {
	NoteHigh(p *Piece) float64                 // how high a note is
	Words(p *Piece) float64                    // how wide a title's or a sentence's words are in one line, with what stands behind them
	WordsHigh(p *Piece, width float64) float64 // and how high in that width
	Beside(p *Piece) Size                      // what stands beside a title card
}

// Unit is a sheet unit in rem: --unit of tokens.css.
const Unit = 0.0355

// The lengths of note.css and island.css, in rem; see static/model/sizes.js.
const (
	NoteW       = 9.778
	NoteBorder  = 0.111
	NoteLeast   = 5.333
	NotePadTop  = 0.5
	NotePadX    = 0.667
	NotePadFoot = 0.278
	NoteLetter  = 0.889
	NoteLine    = 1.5
	NoteGap     = 0.667

	sentenceWidest = 16
	sentencePads   = 0.667
	SentencePadX   = 0.222
	titleWidest    = 30
)

// Frame is the edge and the padding of an island, on both sides together.
func Frame(level int) float64 {
	if level > 1 {
		return sum(1.111, 0.167)
	}
	return sum(1.556, 0.222)
}

// sum adds up as a browser does, one after the other. What stands in one line
// as constants Go would add exactly, and come to another last digit.
func sum(lengths ...float64) float64 {
	total := lengths[0]
	for _, l := range lengths[1:] {
		total += l
	}
	return total
}

// Card is what a title card has round its words, on both sides together, and the size of its letters.
func Card(level int) (pad Size, letter float64) {
	if level > 1 {
		return Size{1.556, 0.333}, 0.944
	}
	return Size{2, 0.667}, 1.111
}

// underHead is the air between the title card and what the island holds.
func underHead(level int) float64 {
	if level > 1 {
		return 0.556
	}
	return 0.667
}

// Box is a piece as it lies: its own rectangle and, of an island, that of its
// title card; from the upper left of what holds it, in rem.
type Box struct {
	*Piece
	X, Y, W, H float64
	Card       Thing
	Members    []Box
}

const (
	several  = 3 // from so many islands with islands inside on they stand side by side
	shapable = 8 // of more things than this it makes no difference how each is made
)

// Blocks finds the columns of every island that lies on so many sheets.
func Blocks(pieces []*Piece, sheets int) {
	rounds, islands := 0, 0
	for _, p := range pieces {
		if p.Kind == Island {
			islands++
		}
		if slices.ContainsFunc(p.Members, func(m *Piece) bool { return m.Kind == Island }) {
			rounds++
		}
	}
	best := Wide
	if rounds >= several {
		best = Beside
	}
	if len(pieces) <= shapable && islands > 0 {
		best = shapeOf(best, func(s Shape) [][]*Block { return blocksOn(pieces, sheets, s) })
	}
	for _, p := range pieces {
		p.shape(best)
	}
}

// blocksOn are the blocks of what lies on each sheet, if islands have that shape.
func blocksOn(pieces []*Piece, sheets int, s Shape) [][]*Block {
	on := make([][]*Block, sheets)
	for _, p := range pieces {
		n := SheetAt(p.At, sheets)
		var block *Block
		if made := p.shape(s); made != nil {
			block = &Block{}
			*block = *made
		}
		on[n] = append(on[n], block)
	}
	return on
}

// Block is how an island will probably lie; see Blocks.
func (p *Piece) Block() Block { return p.block }

func (p *Piece) shape(wanted Shape) *Block {
	if p.Kind != Island {
		return nil
	}
	inner := make([]*Block, len(p.Members))
	for i, m := range p.Members {
		inner[i] = m.shape(wanted)
	}
	p.block = ColumnsOf(inner, len(utf16.Encode([]rune(p.Text))), wanted)
	return &p.block
}

// BoxOf lays out a piece from the inside.
func BoxOf(p *Piece, r Ruler) Box { return boxOf(p, r, math.Inf(1)) }

func boxOf(p *Piece, r Ruler, room float64) Box {
	switch p.Kind {
	case Note:
		return noteBox(p, r)
	case Island:
		return islandBox(p, r, room)
	}
	return sentenceBox(p, r, room)
}

func noteBox(p *Piece, r Ruler) Box {
	return Box{Piece: p, W: NoteW, H: r.NoteHigh(p)}
}

// NoteWords is how wide the words of a note may be.
func NoteWords() float64 { return sum(NoteW, -NoteBorder, -2*NotePadX) }

// NoteHigh is how high a note of so many lines is, with so much below them.
func NoteHigh(lines int, foot float64) float64 {
	h := sum(NoteBorder, NotePadTop+NotePadFoot, foot, float64(float64(float64(lines)*NoteLetter)*NoteLine))
	return max(NoteLeast, h)
}

func sentenceBox(p *Piece, r Ruler, room float64) Box {
	long := r.Words(p)
	w := min(long, room)
	if math.IsInf(room, 1) {
		w = min(long, sentenceWidest)
	}
	b := Box{Piece: p, W: w, H: sentencePads + r.WordsHigh(p, w-2*SentencePadX)}
	if !math.IsInf(room, 1) {
		b.W = room
	}
	return b
}

func islandBox(p *Piece, r Ruler, room float64) Box {
	frame := Frame(p.Level)
	widest := min(room, p.widest()) - frame
	members := make([]Box, len(p.Members))
	row := -NoteGap
	for i, m := range p.Members {
		members[i] = boxOf(m, r, widest)
		row += members[i].W + NoteGap
	}
	pad, _ := Card(p.Level)
	beside, words := r.Beside(p), r.Words(p)
	w := min(widest, max(min(titleWidest, words+pad.W)+beside.W, row))
	_, letter := Card(p.Level)
	cardW := max(3*letter, min(titleWidest, w-beside.W)-pad.W)
	cardH := r.WordsHigh(p, cardW) + pad.H
	headH := max(cardH, beside.H)
	b := Box{Piece: p, W: w + frame, Members: members}
	b.Card = Thing{ID: p.ID, X: frame / 2, Y: frame / 2, W: min(cardW+pad.W, words+pad.W), H: cardH}
	flow := Flow(members, w, frame/2, frame/2+headH+underHead(p.Level))
	b.H = headH + sum(underHead(p.Level), max(1, flow)) + frame
	return b
}

// widest is how wide an island may be for its columns.
func (p *Piece) widest() float64 {
	return sum(float64(p.block.Cols*sum(NoteW, NoteGap)), -NoteGap, 2, float64(float64(p.block.Deep)*1.5))
}

// Flow puts members in rows of a width; in a row of notes all are as high as
// the highest. It gives how high all of it is.
func Flow(members []Box, room, left, top float64) float64 {
	x, y, row, first := 0.0, 0.0, 0.0, 0
	stretch := true
	for _, m := range members {
		stretch = stretch && m.Kind != Island
	}
	end := func(to int) {
		for i := first; stretch && i < to; i++ {
			members[i].H = row
		}
		first = to
	}
	for i := range members {
		m := &members[i]
		if x > 0 && x+m.W > room+0.01 {
			end(i)
			x, y, row = 0, y+row+NoteGap, 0
		}
		m.X, m.Y = left+x, top+y
		row = max(row, m.H)
		x += m.W + NoteGap
	}
	end(len(members))
	return y + row
}

// Count is how many notes lie in a piece, at any depth.
func (p *Piece) Count() int {
	n := 0
	for _, m := range p.Members {
		if m.Kind == Note {
			n++
		}
		n += m.Count()
	}
	return n
}
