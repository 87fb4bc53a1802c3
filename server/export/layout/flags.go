package layout

import (
	"math"
	"slices"
)

// flagIn is how far a flag may lie on the thing that it belongs to.
const flagIn = 6

// Flag tells of a line that leads off this sheet. Short: there was no room for all of it.
type Flag struct {
	Thing
	Short bool `json:"short,omitempty"`
}

// Flags are small flags at the edge of things from which a line leads off this
// sheet, by the ids of the wires. lines: whose words must stay readable. sizeOf
// gives the room that they need in full, and where there is little.
func Flags(wires []Wire, ground Ground, lines []Drawn, sizeOf func(Wire) (long, short Size)) []Flag {
	byID := newPlan(ground).byID
	var taken []Thing
	for _, l := range lines {
		if l.Label != nil {
			taken = append(taken, *l.Label)
		}
	}
	var flags []Flag
	for _, w := range wires {
		here := w.From
		if len(here) == 0 {
			here = w.To
		}
		if len(here) == 0 || (len(w.From) > 0 && len(w.To) > 0) || byID[here[len(here)-1]] == nil {
			continue
		}
		long, short := sizeOf(w)
		f := flagAt(*byID[here[len(here)-1]], ground, taken, long, short)
		f.ID = w.ID
		taken = append(taken, f.Thing)
		flags = append(flags, f)
	}
	return flags
}

// flagAt is a flag where it hides nothing that is to be read, or as little as can be.
func flagAt(end Thing, ground Ground, taken []Thing, long, short Size) Flag {
	hides := func(b Thing) float64 {
		sum := 0.0
		for _, o := range ground.Words {
			if o.ID == end.ID {
				sum += max(0, inCommon(b, o)-float64(b.W*flagIn))
			} else {
				sum += inCommon(b, o)
			}
		}
		return sum
	}
	for _, b := range freeSpots(end, long, ground.Page, taken) {
		if hides(b) == 0 {
			return Flag{Thing: b}
		}
	}
	best, little := below(end, short, taken), math.Inf(1)
	for _, b := range freeSpots(end, short, ground.Page, taken) {
		if much := hides(b); much < little {
			best, little = b, much
		}
	}
	return Flag{best, true}
}

// freeSpots are the places of a flag, which must touch what it belongs to: on the
// lower edge from the right, from the left, then on the upper one, then on the sides.
func freeSpots(end Thing, size Size, page Size, taken []Thing) (list []Thing) {
	var spots []Point
	for _, y := range []float64{end.Y + end.H - flagIn, end.Y + flagIn - size.H} {
		for _, x := range []float64{end.X + end.W - size.W - 8, end.X + 8, end.X + (end.W-size.W)/2} {
			spots = append(spots, Point{x, y})
		}
	}
	middle := end.Y + (end.H-size.H)/2
	spots = append(spots, Point{end.X + end.W - flagIn, middle}, Point{end.X + flagIn - size.W, middle})
	for _, at := range spots {
		b := onPage(Thing{"", at.X, at.Y, size.W, size.H}, page)
		if !slices.ContainsFunc(taken, func(o Thing) bool { return Overlap(b, o) }) {
			list = append(list, b)
		}
	}
	return list
}

// below is a place where everything near is taken: below what is there.
func below(end Thing, size Size, taken []Thing) Thing {
	b := Thing{"", max(0, end.X+end.W-size.W-8), end.Y + end.H - flagIn, size.W, size.H}
	for slices.ContainsFunc(taken, func(o Thing) bool { return Overlap(b, o) }) {
		b.Y += size.H + 2
	}
	return b
}

// inCommon is the area that both have.
func inCommon(a, b Thing) float64 {
	w, h := min(a.X+a.W, b.X+b.W)-max(a.X, b.X), min(a.Y+a.H, b.Y+b.H)-max(a.Y, b.Y)
	return float64(max(0, w) * max(0, h))
}
