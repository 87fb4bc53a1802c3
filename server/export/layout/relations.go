package layout

import (
	"cmp"
	"math"
	"slices"
)

// Wire is one line to draw. From, To: the chain of holders from the top level
// down to what is seen of the end. Empty: that end is not on this sheet.
type Wire struct {
	ID    string   `json:"id"`
	From  []string `json:"from"`
	To    []string `json:"to"`
	Label Size     `json:"label"`
	Sign  Size     `json:"sign"`
}

// Drawn is a line as it goes. Label: where its word stands, if it has room;
// Short: only the sign has. Free: no third thing is in the way.
type Drawn struct {
	ID     string  `json:"id"`
	Points []Point `json:"points"`
	Free   bool    `json:"free"`
	Label  *Thing  `json:"label,omitempty"`
	Short  bool    `json:"short,omitempty"`
}

const (
	lane   = 26 // two lines between the same two things run so far apart
	face   = 24 // a line through the common part of two sides needs so much of it
	strand = 5  // lines round the same corner keep so far from each other
	head   = 14 // how much of each end of a line its head takes
)

// Draw gives the ways of the lines with both ends on this sheet.
func Draw(wires []Wire, ground Ground) []Drawn {
	p := newPlan(ground)
	lanes := lanesOf(wires, ground.Unit)
	var drawn []Drawn
	for _, w := range wires {
		if len(w.From) > 0 && len(w.To) > 0 && w.From[len(w.From)-1] != w.To[len(w.To)-1] {
			drawn = append(drawn, p.line(w, lanes[w.ID]))
		}
	}
	return placeLabels(drawn, wires, ground)
}

type plan struct {
	Ground
	byID   map[string]*Thing
	fields map[string]*field
	used   map[Point]int // how many lines go round a corner
}

func newPlan(ground Ground) *plan {
	p := &plan{ground, map[string]*Thing{}, map[string]*field{}, map[Point]int{}}
	for _, list := range ground.Boxes {
		for i := range list {
			p.byID[list[i].ID] = &list[i]
		}
	}
	return p
}

func (p *plan) field(holder string) *field {
	f, there := p.fields[holder]
	if !there {
		f = newField(p.Boxes[holder], p.Page)
		p.fields[holder] = f
	}
	return f
}

// line goes from holder to holder where both lie side by side, and then inward at each end.
func (p *plan) line(w Wire, lane float64) Drawn {
	w.From, w.To = p.endsAt(w.From, w.To), p.endsAt(w.To, w.From)
	depth := 0
	for depth < min(len(w.From), len(w.To))-1 && w.From[depth] == w.To[depth] {
		depth++
	}
	a, b := p.byID[w.From[len(w.From)-1]], p.byID[w.To[len(w.To)-1]]
	outerA, outerB := p.byID[w.From[depth]], p.byID[w.To[depth]]
	if a == nil || b == nil || outerA == nil || outerB == nil {
		return Drawn{ID: w.ID}
	}
	from, to := facing(*a, *b, lane)
	holder := ""
	if depth > 0 {
		holder = w.From[depth-1]
	}
	f := p.field(holder)
	points, free := f.way(End{from, outerA.ID}, End{to, outerB.ID})
	line := clipped(p.apart(points, f, outerA.ID, outerB.ID), outerA, outerB)
	line = p.inward(line, w.From[depth:], to)
	slices.Reverse(line)
	line = p.inward(line, w.To[depth:], from)
	slices.Reverse(line)
	if len(w.From)+len(w.To)-2*depth > 2 {
		line = p.pulled(line, w, depth)
	}
	return Drawn{ID: w.ID, Points: line, Free: free}
}

// pulled leaves out what is a bend for nothing: where a line goes into an
// island it was led to the island's edge first.
func (p *plan) pulled(line []Point, w Wire, depth int) []Point {
	holder := ""
	if depth > 0 {
		holder = w.From[depth-1]
	}
	outer, chains := p.field(holder), [][]string{w.From, w.To}
	free := func(a, b Point) bool {
		if outer.blocked(a, b, w.From[depth], w.To[depth]) {
			return false
		}
		for _, chain := range chains {
			if Cuts(a, b, *p.byID[chain[len(chain)-1]]) {
				return false
			}
			for i := depth + 1; i < len(chain); i++ {
				if p.field(chain[i-1]).blocked(a, b, chain[i], "") {
					return false
				}
			}
		}
		return true
	}
	for i := 1; i < len(line)-1; {
		if free(line[i-1], line[i+1]) {
			line = slices.Delete(line, i, i+1)
		} else {
			i++
		}
	}
	return line
}

// endsAt is the chain of an end. Things are moved into what they have to do
// with: such a line leads to its title card.
func (p *plan) endsAt(chain, other []string) []string {
	last := chain[len(chain)-1]
	if len(other) > len(chain) && slices.Contains(other, last) && p.byID[cardID(last)] != nil {
		return slices.Concat(chain, []string{cardID(last)})
	}
	return chain
}

// inward leads the beginning of a line from the edge of the outermost holder to
// the innermost thing. away: where the other end is.
func (p *plan) inward(line []Point, chain []string, away Point) []Point {
	for i := 1; i < len(chain); i++ {
		b, end := p.byID[chain[i]], p.byID[chain[len(chain)-1]]
		if b == nil || end == nil || len(line) == 0 {
			return line
		}
		at, _ := aims(*end, Thing{X: away.X, Y: away.Y}, 0)
		points, _ := p.field(chain[i-1]).way(End{at, b.ID}, End{At: line[0]})
		cut := clipped(points, b, nil)
		line = slices.Concat(cut[:len(cut)-1], line)
	}
	return line
}

// apart lays lines round the same corner beside each other, where there is room.
func (p *plan) apart(points []Point, f *field, a, b string) []Point {
	last := len(points) - 1
	moved := slices.Clone(points)
	for i := 1; i < last; i++ {
		first, second := "", ""
		if i == 1 {
			first = a
		}
		if i == last-1 {
			second = b
		}
		before, after := moved[i-1], points[i+1]
		for _, q := range p.strands(points[i]) {
			if q == points[i] || (!f.blocked(before, q, first, "") && !f.blocked(q, after, second, "")) {
				moved[i] = q
				break
			}
		}
	}
	return moved
}

// strands are places at a corner: each line takes another first. Across the
// bend, so that inner and outer lines do not cross there.
func (p *plan) strands(at Point) []Point {
	n := p.used[at]
	p.used[at]++
	if n == 0 {
		return []Point{at}
	}
	i := slices.IndexFunc(p.Boxes[""], func(b Thing) bool {
		return math.Abs(clamp(at.X, b.X, b.X+b.W)-at.X) < 10 && math.Abs(clamp(at.Y, b.Y, b.Y+b.H)-at.Y) < 10
	})
	if i < 0 {
		return []Point{at}
	}
	near := p.Boxes[""][i]
	sx, sy := 1.0, 1.0
	if at.X < near.X+near.W/2 {
		sx = -1
	}
	if at.Y < near.Y+near.H/2 {
		sy = -1
	}
	var list []Point
	for _, off := range []float64{float64(strand*p.Unit) * float64(n%5), float64(strand * (n % 5)), float64(float64(strand)*0.6) * float64(n%5), float64(float64(-strand)*0.6) * float64(1+n%2)} {
		list = append(list, Point{at.X + float64(sx*off), at.Y + float64(sy*off)})
	}
	return append(list, at)
}

// facing are the aims seen from the same end, whichever way a line leads: or
// two that lead against each other would lie on each other.
func facing(a, b Thing, lane float64) (from, to Point) {
	if a.ID > b.ID {
		to, from = aims(b, a, lane)
		return from, to
	}
	return aims(a, b, lane)
}

// aims are where a line is pulled to in each of two things: straight across
// where they face each other, else from middle to middle. lane: sideways from there.
func aims(a, b Thing, lane float64) (Point, Point) {
	x, facesX := common(a.X, a.W, b.X, b.W)
	y, facesY := common(a.Y, a.H, b.Y, b.H)
	p, q := middle(a), middle(b)
	if facesY && !facesX {
		return Point{p.X, within(y, lane)}, Point{q.X, within(y, lane)}
	}
	if facesX && !facesY {
		return Point{within(x, lane), p.Y}, Point{within(x, lane), q.Y}
	}
	long := cmp.Or(distanceTo(p, q), 1)
	off := Point{-(q.Y - p.Y) / long * lane, (q.X - p.X) / long * lane}
	return inBox(a, p, off), inBox(b, q, off)
}

func inBox(b Thing, p, off Point) Point {
	return Point{clamp(p.X+off.X, b.X+2, b.X+b.W-2), clamp(p.Y+off.Y, b.Y+2, b.Y+b.H-2)}
}

func common(a, aw, b, bw float64) ([2]float64, bool) {
	from, to := max(a, b), min(a+aw, b+bw)
	return [2]float64{from, to}, to-from >= face
}

func within(r [2]float64, lane float64) float64 { return clamp((r[0]+r[1])/2+lane, r[0]+6, r[1]-6) }

func clamp(n, low, high float64) float64 {
	if low > high {
		return (low + high) / 2
	}
	return min(high, max(low, n))
}

func middle(b Thing) Point { return Point{b.X + b.W/2, b.Y + b.H/2} }

// lanesOf lays lines between the same two things beside each other: how far
// each lies from the middle, seen from the same end.
func lanesOf(wires []Wire, unit float64) map[string]float64 {
	lastOf := func(chain []string) string {
		if len(chain) == 0 {
			return ""
		}
		return chain[len(chain)-1]
	}
	pairs := map[[2]string][]Wire{}
	for _, w := range wires {
		key := [2]string{lastOf(w.From), lastOf(w.To)}
		if key[1] < key[0] {
			key[0], key[1] = key[1], key[0]
		}
		pairs[key] = append(pairs[key], w)
	}
	lanes := map[string]float64{}
	for _, pair := range pairs {
		for i, w := range pair {
			lanes[w.ID] = (float64(i) - float64(len(pair)-1)/2) * lane * unit
		}
	}
	return lanes
}
