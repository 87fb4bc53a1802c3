package layout

import "math"

// Block is an island as it will probably lie: its columns, how many islands
// deep it is inside, and its size in px at scale 1.
type Block struct {
	Cols int     `json:"cols"`
	Deep int     `json:"deep"`
	W    float64 `json:"w"`
	H    float64 `json:"h"`
}

const (
	cellW, cellH, cellGap = 176, 112, 12
	frameW, frameH        = 32, 84
	slackOnce, slackDeep  = 36, 27 // what an island has beyond its columns: once, and for each level inside

	shape       = 1.5 // islands fit best when they are about as much wider than high as the sheet is
	besideShape = 0.9 // where several hold islands of their own they stand side by side
	roundShape  = 2.2 // one that holds islands grows higher, so it begins as a wide one

	mostCols      = 8
	mostColsRound = 9
)

// ColumnsOf chooses the columns of an island: of all there may be, those that
// give the most compact shape without wasting paper. A member without a block
// (nil) is a note or a sentence. letters: length of its title in UTF-16 units,
// as the browser counts. several: of several islands that hold islands.
func ColumnsOf(members []*Block, letters int, several bool) Block {
	deep, least, most := 0, 1, 1
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
	want, limit := shapeOf(deep, several)
	best, cost := Block{}, math.Inf(1)
	for cols := least; cols <= max(least, min(limit, most)); cols++ {
		room := float64(cols*(cellW+cellGap)-cellGap+slackOnce+slackDeep*deep) - frameW
		flow := flowed(members, room)
		b := Block{cols, deep, flow.W + frameW, flow.H + frameH}
		if c := costOf(b, want); c < cost {
			best, cost = b, c
		}
	}
	return best
}

func shapeOf(deep int, several bool) (want float64, limit int) {
	switch {
	case deep == 0:
		return shape, mostCols
	case several:
		return besideShape, mostColsRound
	}
	return roundShape, mostColsRound
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
