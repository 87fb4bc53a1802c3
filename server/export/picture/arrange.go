package picture

import (
	"yoriai/server/export/layout"
)

// The sizes of a note's letters on an A3, in points.
const (
	handy    = 9.0 // nothing gives way for larger ones
	readable = 7.0 // smaller ones are hard at a table
	worth    = 1.06
)

// room is an A3 at scale 1, in sheet units.
var room = layout.Size{W: layout.Page.W, H: layout.Page.W * areaH / areaW}

// lettersAt is how large a note's letters are at a scale.
func lettersAt(scale float64) float64 {
	return layout.NoteLetter * scale * areaW / (room.W * layout.Unit) / pointHigh
}

// arranged lays out a sheet with the largest letters: as the screen does; where
// those are small, with other columns in islands, and last with nothing on the
// notes but their words.
func (b *sheetBoard) arranged(one part, n int) (layout.Laid, []tray) {
	usual := layout.ColumnsIn(one.lying)
	b.settle(false)
	laid, trays := b.fitted(one, n)
	for _, tight := range []bool{false, true} {
		if lettersAt(laid.Scale) >= handy {
			break
		}
		usual.Set()
		was := b.tight
		b.settle(tight)
		layout.Recut(one.lying, remember(b), room)
		if other, beside := b.fitted(one, n); other.Scale > laid.Scale*worth && (other.Rows || !laid.Rows) {
			laid, trays = other, beside
			continue
		}
		b.settle(was)
	}
	return laid, trays
}

func (b *sheetBoard) fitted(one part, n int) (layout.Laid, []tray) {
	boxes := make([]layout.Box, len(one.lying))
	for i, p := range one.lying {
		boxes[i] = layout.BoxOf(p, b)
	}
	trays := b.trays(one.beside)
	high := func(w float64) float64 { return trayHeight(trays, w) }
	return layout.Fit(boxes, room, n, high, readable/lettersAt(1)), trays
}

// remembered is a ruler that measures a text once for each width.
type remembered struct {
	layout.Ruler
	words map[*layout.Piece]float64
	high  map[lineOf]float64
}

type lineOf struct {
	piece *layout.Piece
	width float64
}

func remember(r layout.Ruler) remembered {
	return remembered{r, map[*layout.Piece]float64{}, map[lineOf]float64{}}
}

func (r remembered) Words(p *layout.Piece) float64 {
	w, known := r.words[p]
	if !known {
		w = r.Ruler.Words(p)
		r.words[p] = w
	}
	return w
}

func (r remembered) WordsHigh(p *layout.Piece, width float64) float64 {
	key := lineOf{p, width}
	h, known := r.high[key]
	if !known {
		h = r.Ruler.WordsHigh(p, width)
		r.high[key] = h
	}
	return h
}
