package layout

import (
	"cmp"
	"math"
	"slices"
)

// Other columns than islands usually have, as in static/model/cutting.js: nobody
// knows which leave least paper empty, so it is tried, an island after the
// other: one thing to a row, two, three …; what makes the page smaller that all
// of it needs is kept, and then the others are tried once more beside it. An
// island is as wide as the widest of its rows, so no strip of it stays empty.
// Islands inside are cut before those round them.
//
// In the browser the columns depend on a window, in which letters are held at a
// least size; on paper all shrinks alike, so they depend on its shape alone, and
// texts are measured and not reckoned. So the numbers are not the browser's, and
// no vectors bind the two: what both keep is the rule.

const (
	mostInRow = 9 // so many things stand in a row at most: more, and nobody finds the next row
	rounds    = 3 // all islands are tried so often
	cutWorth  = 0.995
	cutHalves = 5
	packable  = 64 // of more things on a sheet each is made compact for itself
	slender   = 0.2
)

// Columns are those of each island.
type Columns map[*Piece]Block

// ColumnsIn are the columns that the islands have now.
func ColumnsIn(pieces []*Piece) Columns {
	c := Columns{}
	c.add(pieces)
	return c
}

func (c Columns) add(pieces []*Piece) {
	for _, p := range pieces {
		c[p] = p.block
		c.add(p.Members)
	}
}

// Set gives the islands these columns.
func (c Columns) Set() {
	for p, b := range c {
		p.block = b
	}
}

// Recut gives the islands of a sheet the columns with which they need least
// paper of that shape. r is asked for the same things a hundred times.
func Recut(pieces []*Piece, r Ruler, room Size) {
	c := cutting{pieces: pieces, r: r, shape: room.W / room.H}
	c.need = c.pageFor
	if len(pieces) > packable {
		c.need = compact
	}
	c.recut()
}

// Compact makes each island as small as it can be, and none slender: where nobody
// knows yet which will lie beside it.
func Compact(pieces []*Piece, r Ruler) {
	c := cutting{pieces: pieces, r: r, need: compact}
	c.recut()
}

func (c *cutting) recut() {
	c.inRow = map[*Piece]int{}
	for i, p := range c.pieces {
		c.visit(p, i)
	}
	c.open = slices.Concat(c.together(), c.open)
	c.sizes = make([]Size, len(c.pieces))
	for i := range c.pieces {
		c.sizes[i] = c.sizeAt(i)
	}
	least := c.need(c.sizes, math.Inf(1))
	for range rounds {
		before := least
		for _, one := range c.open {
			least = c.improve(one, least)
		}
		if least == before {
			break
		}
	}
}

// openIsland is an island that is cut, or several that are cut alike.
type openIsland struct {
	tops    []int // on the sheet they are, or lie in
	islands []*Piece
	round   bool // it holds islands
}

type cutting struct {
	pieces []*Piece
	r      Ruler
	shape  float64
	need   func(sizes []Size, bound float64) float64 // what is to become little
	inRow  map[*Piece]int
	open   []openIsland // those inside others first
	sizes  []Size       // of what lies on the sheet, in its units
}

func (c *cutting) visit(p *Piece, top int) {
	if p.Kind != Island {
		return
	}
	inside := []*Piece{}
	for _, m := range p.Members {
		c.visit(m, top)
		if m.Kind == Island {
			inside = append(inside, m)
		}
	}
	c.inRow[p] = max(1, min(len(p.Members), int(p.block.Cols+0.5)))
	if len(inside) > 0 {
		c.inRow[p] = max(1, int(math.Ceil(math.Sqrt(float64(len(p.Members))))))
	}
	if len(inside) > 1 {
		c.open = append(c.open, openIsland{tops: []int{top}, islands: inside})
	}
	c.open = append(c.open, openIsland{[]int{top}, []*Piece{p}, len(inside) > 0})
}

// together are all that hold islands, and all that hold none: one alone may change nothing.
func (c *cutting) together() (kinds []openIsland) {
	for _, round := range []bool{true, false} {
		all := openIsland{round: round}
		for _, one := range c.open {
			if len(one.islands) == 1 && one.round == round {
				all.islands = append(all.islands, one.islands...)
				all.tops = append(all.tops, one.tops...)
			}
		}
		if all.tops = slices.Compact(all.tops); len(all.islands) > 1 {
			kinds = append(kinds, all)
		}
	}
	return kinds
}

// improve takes the best of all ways to fill the rows of an island, with the
// others as they are. It gives what is needed then.
func (c *cutting) improve(one openIsland, least float64) float64 {
	best, sizes := c.rowsOf(one), c.sizes
	most := 2
	for _, p := range one.islands {
		most = max(most, len(p.Members))
	}
	for n := 1; n <= min(most, mostInRow); n++ {
		for _, p := range one.islands {
			c.inRow[p] = n
		}
		tried := slices.Clone(c.sizes)
		for _, top := range one.tops {
			tried[top] = c.sizeAt(top)
		}
		if needed := c.need(tried, least*cutWorth); needed < least {
			best, least, sizes = c.rowsOf(one), needed, tried
		}
	}
	for i, p := range one.islands {
		c.inRow[p] = best[i]
	}
	c.sizes = sizes
	for _, top := range one.tops {
		c.sizeAt(top)
	}
	return least
}

func (c *cutting) rowsOf(one openIsland) []int {
	list := make([]int, len(one.islands))
	for i, p := range one.islands {
		list[i] = c.inRow[p]
	}
	return list
}

// sizeAt is how large a thing on the sheet is as it is cut now.
func (c *cutting) sizeAt(top int) Size {
	c.cut(c.pieces[top])
	b := BoxOf(c.pieces[top], c.r)
	return Size{math.Ceil(b.W / Unit), math.Ceil(b.H / Unit)}
}

// cut gives an island the columns that its rows need.
func (c *cutting) cut(p *Piece) {
	if p.Kind != Island {
		return
	}
	deep := 0
	widths := make([]float64, len(p.Members))
	for i, m := range p.Members {
		c.cut(m)
		if m.Kind == Island {
			deep = max(deep, m.block.Deep+1)
		}
		widths[i] = BoxOf(m, c.r).W
	}
	row := widestRow(widths, c.inRow[p])
	cols := (row + Frame(p.Level) + NoteGap - 2 - float64(deep)*1.5) / (NoteW + NoteGap)
	p.block = Block{Cols: max(1, math.Ceil(cols*20)/20), Deep: deep}
}

func widestRow(widths []float64, inRow int) float64 {
	widest := 0.0
	if inRow > len(widths) && len(widths) > 0 {
		// A single note may have the room of two: its title card is mostly the longer one.
		widest = float64(inRow)*(widths[0]+NoteGap) - NoteGap
	}
	for row := range slices.Chunk(widths, inRow) {
		wide := -NoteGap
		for _, w := range row {
			wide += w + NoteGap
		}
		widest = max(widest, wide)
	}
	return widest
}

// pageFor is how wide a page must be to hold all, if it is not wider than a bound; infinite: it would be.
func (c *cutting) pageFor(sizes []Size, bound float64) float64 {
	cover, from := 0.0, 0.0
	for _, s := range sizes {
		cover += (s.W + Gap) * (s.H + Gap)
		from = max(from, s.W, s.H*c.shape)
	}
	from = max(from, math.Sqrt(cover*c.shape))
	if from > bound {
		return math.Inf(1)
	}
	to := bound
	if math.IsInf(bound, 1) {
		to = 3*from + 4*Edge
	}
	if !c.packs(sizes, to) {
		return math.Inf(1)
	}
	for range cutHalves {
		if middle := (from + to) / 2; c.packs(sizes, middle) {
			to = middle
		} else {
			from = middle
		}
	}
	return to
}

// compact is what so many things take that nobody arranges them: each little
// paper, and none much longer than it is wide.
func compact(sizes []Size, _ float64) (sum float64) {
	for _, s := range sizes {
		sum += (s.W + Gap) * (s.H + Gap) * (1 + slender*math.Abs(math.Log(s.W/s.H)))
	}
	return sum
}

// packs tells whether all has room on a page so wide.
func (c *cutting) packs(sizes []Size, width float64) bool {
	things := make([]Thing, len(sizes))
	for i, s := range sizes {
		things[i] = Thing{W: s.W, H: s.H}
	}
	orders := []func(a, b Thing) int{
		func(a, b Thing) int { return cmp.Compare(b.H, a.H) },
		func(a, b Thing) int { return cmp.Compare(b.W, a.W) },
		func(a, b Thing) int { return cmp.Compare(b.W*b.H, a.W*a.H) },
	}
	return slices.ContainsFunc(orders, func(by func(a, b Thing) int) bool {
		_, fits := stacked(things, sorted(things, by), Size{width, width / c.shape}, Gap)
		return fits
	})
}
