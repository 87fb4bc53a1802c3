package layout

import (
	"cmp"
	"math"
	"slices"
)

// placesAlong are the places along a line that are tried for its word, the best first.
var placesAlong = []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}

// placeLabels puts a word on its own line, where it covers no other word and
// nothing on the sheet; where there is no room for it, only its sign. The
// longest lines wait: they have the most places.
func placeLabels(lines []Drawn, wires []Wire, lying []Thing) []Drawn {
	sizes := map[string]Wire{}
	for _, w := range wires {
		sizes[w.ID] = w
	}
	order := make([]*Drawn, len(lines))
	for i := range lines {
		order[i] = &lines[i]
	}
	slices.SortStableFunc(order, func(a, b *Drawn) int { return cmp.Compare(lengthOf(a.Points), lengthOf(b.Points)) })
	taken := slices.Clone(lying)
	for _, line := range order {
		crosses := func(b Thing) bool { return crossedBy(b, lines, line) }
		wire := sizes[line.ID]
		box := freeOn(line.Points, wire.Label, taken, crosses)
		if box == nil {
			box = freeOn(line.Points, wire.Sign, taken, crosses)
			line.Short = box != nil
		}
		if box != nil {
			taken = append(taken, *box)
			box.ID = line.ID
			line.Label = box
		}
	}
	return lines
}

func crossedBy(b Thing, lines []Drawn, own *Drawn) bool {
	for i := range lines {
		if &lines[i] == own {
			continue
		}
		points := lines[i].Points
		for k := 1; k < len(points); k++ {
			if Cuts(points[k-1], points[k], b) {
				return true
			}
		}
	}
	return false
}

// freeOn finds room on a line; a place that another line goes through only where there is no other.
func freeOn(points []Point, size Size, taken []Thing, crosses func(Thing) bool) *Thing {
	long := lengthOf(points)
	var crossed *Thing
	for _, share := range placesAlong {
		p, q := Along(points, long*share), Along(points, float64(long*share)+1)
		// The heads of the line must be seen, or it says less with its word than without.
		half := min(size.W/2/cmp.Or(math.Abs(q.X-p.X), 0.001), size.H/2/cmp.Or(math.Abs(q.Y-p.Y), 0.001))
		if half+head > long*min(share, 1-share) {
			continue
		}
		box := Thing{X: p.X - size.W/2, Y: p.Y - size.H/2, W: size.W, H: size.H}
		if slices.ContainsFunc(taken, func(o Thing) bool { return Overlap(box, o) }) {
			continue
		}
		if !crosses(box) {
			return &box
		}
		if crossed == nil {
			crossed = &box
		}
	}
	return crossed
}

// Flags are small flags at the edge of things from which a line leads off this
// sheet, by the ids of the wires. lines: whose words must stay readable.
func Flags(wires []Wire, boxes map[string][]Thing, lines []Drawn, sizeOf func(Wire) Size) []Thing {
	byID := newPlan(boxes).byID
	var taken, flags []Thing
	for _, l := range lines {
		if l.Label != nil {
			taken = append(taken, *l.Label)
		}
	}
	for _, w := range wires {
		here := w.From
		if len(here) == 0 {
			here = w.To
		}
		if len(here) == 0 || (len(w.From) > 0 && len(w.To) > 0) || byID[here[len(here)-1]] == nil {
			continue
		}
		end, size := byID[here[len(here)-1]], sizeOf(w)
		// On the lower edge, from the right; one above the other where several would not stand side by side.
		b := Thing{w.ID, end.X + end.W - size.W - 8, end.Y + end.H - size.H/2, size.W, size.H}
		covers := func(o Thing) bool { return Overlap(b, o) }
		for slices.ContainsFunc(taken, covers) || slices.ContainsFunc(flags, covers) {
			b.Y += size.H + 2
		}
		flags = append(flags, b)
	}
	return flags
}

// Overlap tells whether two boxes have anything in common.
func Overlap(a, b Thing) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func lengthOf(points []Point) float64 {
	sum := 0.0
	for i := 1; i < len(points); i++ {
		sum += distanceTo(points[i], points[i-1])
	}
	return sum
}

// Along is the place so far along a line.
func Along(points []Point, way float64) Point {
	for i := 1; i < len(points); i++ {
		p, q := points[i-1], points[i]
		long := distanceTo(p, q)
		if way <= long && long > 0 {
			return Point{p.X + float64((q.X-p.X)*way)/long, p.Y + float64((q.Y-p.Y)*way)/long}
		}
		way -= long
	}
	if len(points) == 0 {
		return Point{}
	}
	return points[len(points)-1]
}
