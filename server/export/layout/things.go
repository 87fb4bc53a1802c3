package layout

import (
	"cmp"
	"math"
	"slices"
)

// Point is a place on the sheet, from its upper left corner.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Size is how large something is.
type Size struct {
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Thing is something with a size and a place: where it is wished for, or where it lies.
type Thing struct {
	ID string  `json:"id"`
	X  float64 `json:"x"`
	Y  float64 `json:"y"`
	W  float64 `json:"w"`
	H  float64 `json:"h"`
}

// Page is the sheet on which people's places are given.
var Page = Size{1600, 1000}

const (
	Gap  = 20 // air between two things
	Edge = 24 // air between a thing and the page's edge

	obstacles = 12   // so many neighbours are looked at for a free place
	few       = 20   // so few things are laid close together where their wishes leave no room
	snugness  = 5000 // what it is worth, in units of way, to lie against neighbours with all sides
	many      = 60   // more things than this are laid one after the other
)

// Spread lays each thing, given in reading order, at the free place nearest to
// its wish. Large things choose first, because small ones find their place
// between them. Only where this leaves no room are things laid against each
// other. fits: all of it lies on the page.
func Spread(things []Thing, page Size, gap float64) (laid []Thing, fits bool) {
	if len(things) > many {
		return shelved(things, page, gap)
	}
	free, fits := laidOut(things, page, gap, 0)
	if fits || len(things) > few || TooFull(things, page, gap) {
		return free, fits
	}
	tight, fits := packed(things, page, gap)
	if !fits {
		return free, false
	}
	// Only now: it takes longest, and where nothing packs it finds nothing either.
	if close, fits := laidOut(things, page, gap, snugness); fits {
		return close, true
	}
	return tight, true
}

// SpreadFree lays things as Spread does, but nothing leaves its arrangement for want of room.
func SpreadFree(things []Thing, page Size, gap float64) (laid []Thing, fits bool) {
	if len(things) > many {
		return shelved(things, page, gap)
	}
	return laidOut(things, page, gap, 0)
}

func laidOut(things []Thing, page Size, gap, snug float64) (inOrder []Thing, fits bool) {
	laid := make([]Thing, 0, len(things))
	inOrder = make([]Thing, len(things))
	fits = true
	for _, i := range bySize(things) {
		t := things[i]
		spot := FreeSpot(t, laid, page, gap, snug)
		t.X, t.Y = spot.X, spot.Y
		laid = append(laid, t)
		inOrder[i] = t
		fits = fits && t.X+t.W <= page.W-Edge/2 && t.Y+t.H <= page.H-Edge/2
	}
	return inOrder, fits
}

// bySize is the order in which things choose: the large first, things of about
// one size in reading order.
func bySize(things []Thing) []int {
	order, rank := make([]int, len(things)), make([]float64, len(things))
	for i, t := range things {
		order[i] = i
		rank[i] = float64(round(2*math.Log2(float64(t.W*t.H)+1))*-float64(len(things))) + float64(i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
	return order
}

// TooFull tells that there is less paper than things, whatever one does.
func TooFull(things []Thing, page Size, gap float64) bool {
	air := gap - Edge
	sum := 0.0
	for _, t := range things {
		sum += float64((t.W + gap) * (t.H + gap))
	}
	return sum > (page.W+air)*(page.H+air)
}

// FreeSpot is the free place nearest to where a thing wants to be: there; or
// beside, above or below what is laid already, or in line with it, or in the
// corner two of them make. snug: how much way is gone for lying against
// neighbours and edges. Off the page only when the page is full.
func FreeSpot(t Thing, laid []Thing, page Size, gap, snug float64) Point {
	wish := clampTo(t, page)
	if snug == 0 && isFree(t, wish, laid, gap) {
		return wish
	}
	near := laid
	if snug == 0 {
		near = nearest(laid, wish)
	}
	xs, ys := []float64{wish.X, page.W - Edge - t.W}, []float64{wish.Y, page.H - Edge - t.H}
	for _, o := range near {
		xs, ys = append(xs, besides(o.X, o.W, t.W, gap)...), append(ys, besides(o.Y, o.H, t.H, gap)...)
	}
	return cheapest(t, wish, lines(xs), lines(ys), laid, page, gap, snug)
}

func cheapest(t Thing, wish Point, xs, ys []float64, laid []Thing, page Size, gap, snug float64) Point {
	best, cost := Point{}, math.Inf(1)
	for _, y := range ys {
		for _, x := range xs {
			spot := Point{x, y}
			way := distance(x-wish.X, y-wish.Y) + beyond(spot, t, page)
			if way-snug >= cost || !isFree(t, spot, laid, gap) {
				continue
			}
			c := way
			if snug > 0 {
				c = way - float64(snug*touching(t, spot, laid, page, gap))
			}
			if c < cost {
				best, cost = spot, c
			}
		}
	}
	if math.IsInf(cost, 1) {
		return Point{Edge, lowest(laid) + gap}
	}
	return best
}

// nearest are the obstacles that make lines: only a few, so that a full sheet stays quick.
func nearest(laid []Thing, wish Point) []Thing {
	type far struct {
		t Thing
		d float64
	}
	list := make([]far, len(laid))
	for i, t := range laid {
		list[i] = far{t, gapTo(t, wish)}
	}
	slices.SortStableFunc(list, func(a, b far) int { return cmp.Compare(a.d, b.d) })
	near := make([]Thing, 0, obstacles)
	for _, f := range list[:min(obstacles, len(list))] {
		near = append(near, f.t)
	}
	return near
}

// lines are where along one axis a thing may begin, from the upper left.
func lines(places []float64) []float64 {
	places = slices.DeleteFunc(append(places, Edge), func(v float64) bool { return v < Edge })
	slices.Sort(places)
	return slices.Compact(places)
}

// besides are behind a neighbour, before it, and in line with its beginning and its end.
func besides(at, long, own, gap float64) []float64 {
	return []float64{at + long + gap, at - own - gap, at, at + long - own}
}

// touching is how much of a thing's outline lies against neighbours or the page's edge: 0 to 1.
func touching(t Thing, at Point, laid []Thing, page Size, gap float64) float64 {
	sum := 0.0
	against := func(length float64, distances ...float64) {
		if slices.ContainsFunc(distances, func(d float64) bool { return math.Abs(d) < 2 }) {
			sum += length
		}
	}
	against(t.H, at.X-Edge)
	against(t.H, page.W-Edge-at.X-t.W)
	against(t.W, at.Y-Edge)
	against(t.W, page.H-Edge-at.Y-t.H)
	for _, o := range laid {
		against(shared(at.Y, t.H, o.Y, o.H), at.X-o.X-o.W-gap, o.X-at.X-t.W-gap)
		against(shared(at.X, t.W, o.X, o.W), at.Y-o.Y-o.H-gap, o.Y-at.Y-t.H-gap)
	}
	return sum / (2 * (t.W + t.H))
}

func shared(a, aLong, b, bLong float64) float64 {
	return max(0, min(a+aLong, b+bLong)-max(a, b))
}

func gapTo(t Thing, p Point) float64 {
	return distance(max(t.X-p.X, 0, p.X-t.X-t.W), max(t.Y-p.Y, 0, p.Y-t.Y-t.H))
}

// beyond is what it costs to lie off the page: far more than any way on it.
func beyond(spot Point, t Thing, page Size) float64 {
	over := max(0, spot.X+t.W-(page.W-Edge/2)) + max(0, spot.Y+t.H-(page.H-Edge/2))
	if over > 0 {
		return 10 * (page.W + over)
	}
	return 0
}

func isFree(t Thing, at Point, laid []Thing, gap float64) bool {
	t.X, t.Y = at.X, at.Y
	for _, o := range laid {
		if overlaps(t, o, gap) {
			return false
		}
	}
	return true
}

func overlaps(a, b Thing, gap float64) bool {
	air := gap - 1
	return a.X < b.X+b.W+air && b.X < a.X+a.W+air && a.Y < b.Y+b.H+air && b.Y < a.Y+a.H+air
}

// clampTo makes of a wish beyond the page's edge: at the edge.
func clampTo(t Thing, page Size) Point {
	put := func(v, size, room float64) float64 { return round(max(Edge, min(v, room-Edge-size))) }
	return Point{put(t.X, t.W, page.W), put(t.Y, t.H, page.H)}
}

func lowest(laid []Thing) float64 {
	low := float64(Edge - Gap)
	for _, t := range laid {
		low = max(low, t.Y+t.H)
	}
	return low
}

// round is the browser's: halves go up.
func round(v float64) float64 { return math.Floor(v + 0.5) }

// distance is exact to the last bit on every machine, which math.Hypot is not.
func distance(dx, dy float64) float64 { return math.Sqrt(float64(dx*dx) + float64(dy*dy)) }
