package layout

import (
	"cmp"
	"math"
	"slices"
)

// A word must be seen to belong to its line, and must hide nothing that is to
// be read: no note, no title card, no head of a line, no other word.

// placesAlong are the places along a line that are tried for its word, the best first.
var placesAlong = []float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9}

const (
	besideBy = 8 // air between a line and the word beside it
	rim      = 6 // so far a sign may lie over the edge of a note, where no word of it stands, when there is no other room
)

// piece is a straight piece of a line.
type piece [2]Point

// around is what a word of a line has to do with.
type around struct {
	points []Point
	taken  []Thing
	others []piece
	page   Size
	unit   float64
}

// placeLabels puts a word on its own line, or beside it where a line is short;
// where there is no room for it, only its sign. The longest lines wait: they
// have the most places.
func placeLabels(lines []Drawn, wires []Wire, ground Ground) []Drawn {
	sizes := map[string]Wire{}
	for _, w := range wires {
		sizes[w.ID] = w
	}
	taken := slices.Clone(ground.Words)
	order := make([]*Drawn, len(lines))
	for i := range lines {
		order[i] = &lines[i]
		taken = append(taken, headsOf(lines[i].Points, head*ground.Unit)...)
	}
	slices.SortStableFunc(order, func(a, b *Drawn) int { return cmp.Compare(lengthOf(a.Points), lengthOf(b.Points)) })
	for _, line := range order {
		if len(line.Points) < 2 {
			continue
		}
		wire := sizes[line.ID]
		a := aroundOf(line, lines, taken, ground, wire.Label.W+wire.Label.H)
		box := a.placed(wire.Label, false)
		if box == nil {
			box = a.placed(wire.Sign, true)
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

// aroundOf is what lies near a line: only that is looked at again and again.
func aroundOf(line *Drawn, lines []Drawn, taken []Thing, ground Ground, reach float64) around {
	box := boundsOf(line.Points, reach)
	a := around{points: line.Points, page: ground.Page, unit: ground.Unit}
	for i := range lines {
		if &lines[i] == line {
			continue
		}
		for _, p := range piecesOf(lines[i].Points) {
			if Cuts(p[0], p[1], box) {
				a.others = append(a.others, p)
			}
		}
	}
	for _, t := range taken {
		if Overlap(t, box) {
			a.taken = append(a.taken, t)
		}
	}
	return a
}

// placed finds room for a word; last: it is this or nothing.
func (a around) placed(size Size, last bool) *Thing {
	on := a.onLine(size)
	for i := range on {
		if !a.crossed(on[i], 0) {
			return &on[i]
		}
	}
	beside := a.besideLine(size)
	for i := range beside {
		if !a.crossed(beside[i], besideBy*a.unit) {
			return &beside[i]
		}
	}
	switch {
	case len(on) > 0:
		return &on[0]
	case last && len(beside) > 0:
		return &beside[0]
	case last:
		return a.onRim(size)
	}
	return nil
}

// onRim finds room beside the line that reaches a little over things, but not
// over other words of lines: those have no ID yet.
func (a around) onRim(size Size) *Thing {
	smaller := slices.Clone(a.taken)
	for i, t := range smaller {
		if t.ID != "" && t.W > 4*rim && t.H > 4*rim {
			smaller[i] = Thing{t.ID, t.X + rim, t.Y + rim, t.W - 2*rim, t.H - 2*rim}
		}
	}
	a.taken = smaller
	if list := a.besideLine(size); len(list) > 0 {
		return &list[0]
	}
	return nil
}

// crossed tells whether another line goes through a box.
func (a around) crossed(b Thing, near float64) bool {
	wide := Thing{b.ID, b.X - near, b.Y - near, b.W + 2*near, b.H + 2*near}
	return slices.ContainsFunc(a.others, func(p piece) bool { return Cuts(p[0], p[1], wide) })
}

func (a around) covers(b Thing) bool {
	return slices.ContainsFunc(a.taken, func(o Thing) bool { return Overlap(b, o) })
}

// onLine finds room on the line itself.
func (a around) onLine(size Size) (list []Thing) {
	long := lengthOf(a.points)
	for _, share := range placesAlong {
		p, q := Along(a.points, long*share), Along(a.points, float64(long*share)+1)
		// The heads of the line must be seen, or it says less with its word than without.
		half := min(size.W/2/cmp.Or(math.Abs(q.X-p.X), 0.001), size.H/2/cmp.Or(math.Abs(q.Y-p.Y), 0.001))
		if half+float64(head*a.unit) > long*min(share, 1-share) {
			continue
		}
		if b := onPage(Thing{"", p.X - size.W/2, p.Y - size.H/2, size.W, size.H}, a.page); !a.covers(b) {
			list = append(list, b)
		}
	}
	return list
}

// besideLine finds room beside the line.
func (a around) besideLine(size Size) (list []Thing) {
	long := lengthOf(a.points)
	for _, share := range placesAlong {
		p := Along(a.points, long*share)
		q := p
		if float64(long*share)+1 <= long {
			q = Along(a.points, float64(long*share)+1)
		}
		step := cmp.Or(distanceTo(p, q), 1)
		n := Point{-(q.Y - p.Y) / step, (q.X - p.X) / step}
		off := float64(math.Abs(n.X)*size.W)/2 + float64(math.Abs(n.Y)*size.H)/2 + float64(besideBy*a.unit)
		for _, side := range []float64{-off, off} {
			b := onPage(Thing{"", p.X + float64(n.X*side) - size.W/2, p.Y + float64(n.Y*side) - size.H/2, size.W, size.H}, a.page)
			own := func(p piece) bool { return Cuts(p[0], p[1], b) }
			if !a.covers(b) && !slices.ContainsFunc(piecesOf(a.points), own) {
				list = append(list, b)
			}
		}
	}
	return list
}

func onPage(b Thing, page Size) Thing {
	b.X, b.Y = max(0, min(b.X, page.W-b.W)), max(0, min(b.Y, page.H-b.H))
	return b
}

// headsOf is where the heads of a line are drawn.
func headsOf(points []Point, size float64) []Thing {
	if len(points) < 2 {
		return nil
	}
	long := lengthOf(points)
	at := func(p Point) Thing { return Thing{"", p.X - size/2, p.Y - size/2, size, size} }
	half := min(size, long) / 2
	return []Thing{at(Along(points, half)), at(Along(points, max(0, long-half)))}
}

func boundsOf(points []Point, by float64) Thing {
	low, high := points[0], points[0]
	for _, p := range points {
		low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return Thing{"", low.X - by, low.Y - by, high.X - low.X + 2*by, high.Y - low.Y + 2*by}
}

func piecesOf(points []Point) []piece {
	var list []piece
	for i := 1; i < len(points); i++ {
		list = append(list, piece{points[i-1], points[i]})
	}
	return list
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
