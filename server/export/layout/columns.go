package layout

import "math"

// Block is an island as it will probably lie: its columns, how many islands
// deep it is inside, and its size in px at scale 1.
type Block struct {
	Cols float64 `json:"cols"`
	Deep int     `json:"deep"`
	W    float64 `json:"w"`
	H    float64 `json:"h"`
}

const (
	cellW, cellH, cellGap = 176, 112, 12
	frameW, frameH        = 32, 84
	// Of a title card: a letter, a further line, and what stands beside its words.
	cardLetter, cardLine, cardBeside = 18, 25, 90
	slackOnce, slackDeep             = 36, 27 // what an island has beyond its columns: once, and for each level inside

	mostCols      = 8
	mostColsRound = 9

	window = 1.85 // the sheet in the window of an office laptop: as many times wider than high
	roomy  = 900  // a page that a small laptop shows at full size, with some paper to spare: there the usual columns stay
	worth  = 0.94 // another shape must be worth it, or one note more would change all columns
)

// Shape is how much wider than high islands are made: those that hold notes,
// and those round islands.
type Shape struct{ Flat, Round float64 }

var (
	// Wide is as the sheet is; one that holds islands grows higher, so it begins as a wide one.
	Wide = Shape{1.5, 2.2}
	// Beside is for several that hold islands of their own: they stand side by side.
	Beside = Shape{1.5, 0.9}
	// others are tried where there are few islands, and how each is made decides whether all have room.
	others = []Shape{Wide, Beside, {0.7, 2.2}, {0.7, 0.9}, {1.5, 0.5}, {1.5, 4}, {2.6, 0.7}, {2.6, 2.2}}
)

// shapeOf finds the shape of islands with which everything can be laid on the
// smallest page. lying: what lies on each of the sheets, nil for a note.
func shapeOf(usual Shape, lying func(Shape) [][]*Block) Shape {
	pageFor := func(s Shape) (most float64) {
		for _, blocks := range lying(s) {
			most = max(most, leastWidth(sizesOf(blocks), window, Gap))
		}
		return most
	}
	page := pageFor(usual)
	if page <= roomy {
		return usual
	}
	best, least := usual, page*worth
	for _, s := range others {
		if s == usual {
			continue
		}
		if width := pageFor(s); width < least {
			best, least = s, width
		}
	}
	return best
}

func sizesOf(blocks []*Block) []Size {
	sizes := make([]Size, len(blocks))
	for i, b := range blocks {
		sizes[i] = Size{cellW, cellH}
		if b != nil {
			sizes[i] = Size{b.W, b.H}
		}
	}
	return sizes
}

// ColumnsOf chooses the columns of an island: of all there may be, those that
// give the most compact shape without wasting paper. A member without a block
// (nil) is a note or a sentence. letters: length of its title in UTF-16 units,
// as the browser counts.
func ColumnsOf(members []*Block, letters int, wanted Shape) Block {
	deep, least, most := 0, 1.0, 1.0
	if letters > 8 {
		least = 2
	}
	for _, m := range members {
		if m == nil {
			most++
			continue
		}
		deep, least, most = max(deep, m.Deep+1), max(least, m.Cols), most+m.Cols
	}
	want, limit := wanted.Flat, float64(mostCols)
	if deep > 0 {
		want, limit = wanted.Round, mostColsRound
	}
	best, cost := Block{}, math.Inf(1)
	for cols := least; cols <= max(least, min(limit, most)); cols++ {
		room := float64(cols*(cellW+cellGap)) - cellGap + slackOnce + float64(slackDeep*deep) - frameW
		flow := flowed(members, room)
		card := cardOf(letters, room)
		b := Block{cols, deep, max(flow.W, card.W) + frameW, flow.H + card.H + frameH}
		if deep > 0 {
			b.Cols = min(cols, max(least, columnsFor(flow.W, deep)))
		}
		if c := costOf(b, want); c < cost {
			best, cost = b, c
		}
	}
	return best
}

// cardOf is what a title card takes: its width, and its height beyond the first line.
func cardOf(letters int, room float64) Size {
	long := float64(letters * cardLetter)
	lines := max(1, math.Ceil(long/(room-cardBeside)))
	return Size{min(room, long+cardBeside), (lines - 1) * cardLine}
}

// columnsFor is as many columns as an island round islands needs to be as wide
// as they stand; columns of notes would leave a strip of it empty.
func columnsFor(width float64, deep int) float64 {
	cols := (width + frameW - slackOnce - float64(slackDeep*deep) + cellGap) / (cellW + cellGap)
	return math.Ceil(cols*20) / 20
}

func costOf(b Block, want float64) float64 {
	wide := math.Log(b.W / b.H / want)
	worth := 0.6
	if wide > 0 {
		worth = 0.2
	}
	return b.W * b.H * (1 + float64(worth*math.Abs(wide)))
}

// flowed is how members lie in rows of a width, as a wrapping flex box lays them.
func flowed(members []*Block, room float64) Size {
	x, y, row, widest := 0.0, 0.0, 0.0, 0.0
	for _, m := range members {
		w, h := float64(cellW), float64(cellH)
		if m != nil {
			w, h = m.W, m.H
		}
		w = min(room, w)
		if x > 0 && x+w > room {
			x, y, row = 0, y+row+cellGap, 0
		}
		row = max(row, h)
		widest = max(widest, x+w)
		x += w + cellGap
	}
	return Size{widest, y + row}
}
