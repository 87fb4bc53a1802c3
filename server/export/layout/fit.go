package layout

import "math"

// Laid is a sheet with all that lies on it. All lengths are in px of the
// sheet before it is scaled, as the browser's are.
type Laid struct {
	Page  Size
	Scale float64 // how large it is drawn: 1 is a page of 1600 units
	Boxes []Box   // in reading order, all places on the sheet
	Below float64 // how high a strip is needed under it
	Rows  bool    // it lies in the rows in which people had it laid
}

// Rem is a rem in px, and so a sheet unit is Unit × Rem.
const Rem = 18

const (
	leastGap = 10 // so much air, in units at scale 1, stays between two things however small the picture is
	finer    = 0.97
	// tidier is how much smaller a picture may be for keeping people's arrangement.
	tidier = 0.8
	// nearly is the same where letters are too small already.
	nearly = 0.92
	// inRows is the same for rows that somebody asked for, if letters are large enough.
	inRows = 0.6
	// denser is how much larger letters must become for giving up the arrangement.
	denser = 1.12

	// smallest ends the search; on such paper everything fits that a board may hold.
	smallest = 1e-6
)

// Air is how far things keep from each other.
func Air(scale float64) float64 { return max(Gap, leastGap/scale) }

// Largest is the largest scale worth trying: as much paper as on one sheet, in
// the room's own proportions.
func Largest(room Size) float64 { return math.Sqrt(room.W * room.H / (Page.W * 900)) }

// Fit finds the largest picture that has room for all pieces of a sheet: nothing
// is closed and nothing is left out. room: at scale 1, in sheet units. below: how
// high a strip under the sheet must be on paper so wide, in rem. enough: the
// scale from which on letters are large enough at a table.
// What can be laid where people laid it stays there, unless that costs much of
// the size; rows that were laid by 整える stay rows. Where letters are too small
// otherwise things lie as tight as they can.
func Fit(boxes []Box, room Size, sheet int, below func(width float64) float64, enough float64) Laid {
	f := fitting{boxes, room, sheet, below, Air}
	largest := Largest(room)
	best := f.first(largest, smallest, Spread)
	if best.Scale < enough {
		f.air = func(float64) float64 { return Gap }
		if tight := f.first(largest, best.Scale*denser, tightest); tight.Scale > 0 {
			best = tight
		} else {
			f.air = Air
		}
	}
	least := best.Scale * tidier
	if least < enough {
		least = min(enough, best.Scale*nearly)
	}
	if AreTidy(boxes) {
		if rows := f.first(best.Scale, min(enough, best.Scale*inRows), InRows); rows.Scale > 0 {
			rows.Rows = true
			return rows
		}
	}
	if free := f.first(best.Scale, least, SpreadFree); free.Scale > 0 {
		return free
	}
	return best
}

type fitting struct {
	boxes []Box
	room  Size
	sheet int
	below func(width float64) float64
	air   func(scale float64) float64
}

type spreader func([]Thing, Size, float64) ([]Thing, bool)

// first is the largest picture that fits; none has scale 0.
func (f fitting) first(from, to float64, spread spreader) Laid {
	for scale := from; scale >= to; scale *= finer {
		page := Size{f.room.W / scale, f.room.H / scale}
		below := f.below(page.W * Unit)
		page.H -= math.Ceil(below / Unit)
		things := Things(f.boxes, page, f.sheet)
		if page.H < 0 || TooFull(things, page, f.air(scale)) {
			continue
		}
		if laid, fits := spread(things, page, f.air(scale)); fits {
			out := Place(f.boxes, laid, page, scale)
			out.Below = below * Rem
			return out
		}
	}
	return Laid{}
}

// Things are the things of a sheet as large as they are, where people laid them.
func Things(boxes []Box, page Size, sheet int) []Thing {
	things := make([]Thing, len(boxes))
	for i, b := range boxes {
		at := Point{b.At.X - float64(sheet)*Page.W, b.At.Y}
		things[i] = Thing{b.ID, at.X * (page.W / Page.W), at.Y * (page.H / Page.H), math.Ceil(b.W / Unit), math.Ceil(b.H / Unit)}
	}
	return things
}

// Place puts boxes where they were laid, and everything in them.
func Place(boxes []Box, laid []Thing, page Size, scale float64) Laid {
	out := Laid{Page: Size{page.W * Unit * Rem, page.H * Unit * Rem}, Scale: scale, Boxes: make([]Box, len(boxes))}
	for i, b := range boxes {
		b.X, b.Y = 0, 0
		out.Boxes[i] = b.On(laid[i].X*Unit*Rem, laid[i].Y*Unit*Rem)
	}
	return out
}

// On is a box with all that lies in it in px of the sheet; x, y: where what holds it lies.
func (b Box) On(x, y float64) Box {
	b.X, b.Y, b.W, b.H = x+b.X*Rem, y+b.Y*Rem, b.W*Rem, b.H*Rem
	b.Card = Thing{b.ID, b.X + b.Card.X*Rem, b.Y + b.Card.Y*Rem, b.Card.W * Rem, b.Card.H * Rem}
	members := make([]Box, len(b.Members))
	for i, m := range b.Members {
		members[i] = m.On(b.X, b.Y)
	}
	b.Members = members
	return b
}

// SheetAt is the sheet a place lies on, from 0; beyond the last one is on the last.
func SheetAt(at Point, sheets int) int {
	return min(sheets-1, max(0, int(math.Floor(at.X/Page.W))))
}
