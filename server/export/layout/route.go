package layout

import (
	"math"
	"slices"
)

// End is where a line is pulled to; Inside: the thing of the field that holds
// it, through which the line may go.
type End struct {
	At     Point
	Inside string
}

const (
	touch = 1  // nearer than this a line goes through a thing
	bend  = 24 // what a bend costs: a slightly longer way with fewer bends is easier to follow
)

// airs are how far a string keeps off a corner: where there is room, and where there is little.
var airs = [2]float64{9, 3}

// field is one set of things that do not overlap, round whose corners lines go
// like strings pulled tight.
type field struct {
	boxes   []Thing
	page    Size         // no way leads off it
	edges   [][4]float64 // left, top, right, bottom of each box, as near as a line may come
	places  map[string]int
	corners []Point
	found   bool
	seen    []int8 // 0: not known yet, 1: these corners see each other, -1: they do not
	from    map[string][]int
}

func newField(boxes []Thing, page Size) *field {
	f := &field{boxes: boxes, page: page, places: map[string]int{}, from: map[string][]int{}}
	for i, b := range boxes {
		f.edges = append(f.edges, [4]float64{b.X - touch, b.Y - touch, b.X + b.W + touch, b.Y + b.H + touch})
		f.places[b.ID] = i
	}
	return f
}

func (f *field) place(id string) int {
	if i, there := f.places[id]; there {
		return i
	}
	return -1
}

// way goes from a to b; free: no third thing is in the way. Where there is no
// way round it goes straight through.
func (f *field) way(a, b End) (points []Point, free bool) {
	straight := []Point{a.At, b.At}
	if !f.blocked(a.At, b.At, a.Inside, b.Inside) {
		return straight, true
	}
	if points := f.round(a, b); points != nil {
		return points, true
	}
	return straight, false
}

func (f *field) blocked(p, q Point, but, nor string) bool {
	return f.meets(p, q, f.place(but), f.place(nor))
}

func (f *field) meets(p, q Point, but, nor int) bool {
	for i, e := range f.edges {
		if through(p, q, e) && i != but && i != nor {
			return true
		}
	}
	return false
}

// round is the shortest way round corners (A*: never farther from the goal than as the crow flies).
func (f *field) round(a, b End) []Point {
	corners := f.allCorners()
	s := search{cost: make([]float64, len(corners)+1), by: make([]int, len(corners)+1), corners: corners, goal: b.At}
	for i := range s.cost {
		s.cost[i], s.by[i] = math.Inf(1), -1
	}
	last := make([]bool, len(corners))
	for _, i := range f.inSight(b) {
		last[i] = true
	}
	for _, i := range f.inSight(a) {
		s.reach(i, distanceTo(a.At, corners[i])+bend, -1)
	}
	for here, more := s.open.pop(); more; here, more = s.open.pop() {
		if here.at == len(corners) {
			return slices.Concat([]Point{a.At}, s.traced(), []Point{b.At})
		}
		if here.cost > s.cost[here.at] {
			continue
		}
		f.leave(&s, here, last[here.at])
	}
	return nil
}

func (f *field) leave(s *search, here entry, seesGoal bool) {
	p, goal := s.corners[here.at], len(s.corners)
	if seesGoal {
		s.reach(goal, here.cost+distanceTo(p, s.goal), here.at)
	}
	for i, q := range s.corners {
		c := here.cost + distanceTo(p, q) + bend
		if c < s.cost[i] && c+distanceTo(q, s.goal) < s.cost[goal] && f.see(here.at, i) {
			s.reach(i, c, here.at)
		}
	}
}

// inSight are the corners that can be seen from an end.
func (f *field) inSight(e End) []int {
	key := pointKey(e.At) + e.Inside
	if known, there := f.from[key]; there {
		return known
	}
	found := []int{}
	for i, c := range f.allCorners() {
		if !f.meets(e.At, c, f.place(e.Inside), -1) {
			found = append(found, i)
		}
	}
	f.from[key] = found
	return found
}

func (f *field) see(i, j int) bool {
	at := min(i, j)*len(f.corners) + max(i, j)
	if f.seen[at] == 0 {
		f.seen[at] = -1
		if i != j && !f.meets(f.corners[i], f.corners[j], -1, -1) {
			f.seen[at] = 1
		}
	}
	return f.seen[at] == 1
}

// allCorners are a place off each corner that lies in nothing and on the page.
func (f *field) allCorners() []Point {
	if f.found {
		return f.corners
	}
	for _, b := range f.boxes {
		for n := range 4 {
			if p, there := f.corner(b, n); there {
				f.corners = append(f.corners, p)
			}
		}
	}
	f.found, f.seen = true, make([]int8, len(f.corners)*len(f.corners))
	return f.corners
}

func (f *field) corner(b Thing, n int) (Point, bool) {
	for _, air := range airs {
		p := Point{b.X - air, b.Y - air}
		if n%2 == 1 {
			p.X = b.X + b.W + air
		}
		if n >= 2 {
			p.Y = b.Y + b.H + air
		}
		inside := func(o Thing) bool { return holds(o, p, touch) }
		if p.X >= 0 && p.Y >= 0 && p.X <= f.page.W && p.Y <= f.page.H && !slices.ContainsFunc(f.boxes, inside) {
			return p, true
		}
	}
	return Point{}, false
}

// Cuts tells whether a stretch goes through a box.
func Cuts(p, q Point, b Thing) bool {
	return through(p, q, [4]float64{b.X, b.Y, b.X + b.W, b.Y + b.H})
}

func through(p, q Point, e [4]float64) bool {
	left, top, right, bottom := e[0], e[1], e[2], e[3]
	if (p.X <= left && q.X <= left) || (p.X >= right && q.X >= right) || (p.Y <= top && q.Y <= top) || (p.Y >= bottom && q.Y >= bottom) {
		return false
	}
	dx, dy := q.X-p.X, q.Y-p.Y
	a := float64(dx*(top-p.Y)) - float64(dy*(left-p.X))
	b := float64(dx*(top-p.Y)) - float64(dy*(right-p.X))
	c := float64(dx*(bottom-p.Y)) - float64(dy*(left-p.X))
	d := float64(dx*(bottom-p.Y)) - float64(dy*(right-p.X))
	return !((a >= 0 && b >= 0 && c >= 0 && d >= 0) || (a <= 0 && b <= 0 && c <= 0 && d <= 0))
}

func holds(b Thing, p Point, near float64) bool {
	return p.X > b.X-near && p.X < b.X+b.W+near && p.Y > b.Y-near && p.Y < b.Y+b.H+near
}

// clipped is the part of a line outside the things at its ends.
func clipped(points []Point, from, to *Thing) []Point {
	cut := slices.Clone(points)
	if from != nil {
		cut = leaving(cut, *from)
	}
	if to != nil {
		slices.Reverse(cut)
		cut = leaving(cut, *to)
		slices.Reverse(cut)
	}
	return cut
}

// leaving is the line from where it leaves the box for the last time.
func leaving(points []Point, b Thing) []Point {
	for i := len(points) - 1; i > 0; i-- {
		p, q := points[i-1], points[i]
		if holds(b, p, 0.01) || Cuts(p, q, b) {
			return slices.Concat([]Point{exit(p, q, b)}, points[i:])
		}
	}
	return slices.Clone(points)
}

// exit is where the way from p to q leaves the box.
func exit(p, q Point, b Thing) Point {
	dx, dy := q.X-p.X, q.Y-p.Y
	share := func(d, at, low, long float64) float64 {
		switch {
		case d > 0:
			return (low + long - at) / d
		case d < 0:
			return (low - at) / d
		}
		return math.Inf(1)
	}
	t := min(1, max(0, min(share(dx, p.X, b.X, b.W), share(dy, p.Y, b.Y, b.H))))
	return Point{p.X + float64(dx*t), p.Y + float64(dy*t)}
}

func distanceTo(p, q Point) float64 { return distance(p.X-q.X, p.Y-q.Y) }
