package layout

import (
	"cmp"
	"math"
	"slices"
)

// shuffles is how many orders are tried beyond those that mostly pack well.
const shuffles = 40

// step is a piece of the skyline: from x to `to` everything above y is taken.
type step struct{ x, to, y float64 }

// shelved lays things one after the other, as people laid them from above to
// below, each as high up as there is room: so many loose things are no
// arrangement any more.
func shelved(things []Thing, page Size, gap float64) ([]Thing, bool) {
	return stacked(things, sorted(things, fromAbove), page, gap)
}

// packed tries many orders, because nobody knows before which packs best; of
// those that have room for all it takes the one that leaves things nearest to
// where they were laid. Always the same way.
func packed(things []Thing, page Size, gap float64) (best []Thing, fits bool) {
	return nearestOf(things, ordersOf(things), page, gap)
}

// usualOrders are those that mostly pack well; of many things only they are
// tried, because it takes long.
const usualOrders = 5

// tightest is packed for paper, where also more things than anybody arranges
// are laid as close as they can.
func tightest(things []Thing, page Size, gap float64) (best []Thing, fits bool) {
	orders := ordersOf(things)
	if len(things) > many {
		orders = orders[:usualOrders]
	}
	return nearestOf(things, orders, page, gap)
}

// OnPage lays things one after the other as they are given, each as high up as
// there is room; where that leaves none for all, in whatever order does.
func OnPage(things []Thing, page Size) (laid []Thing, fits bool) {
	laid, fits = stacked(things, sorted(things, func(Thing, Thing) int { return 0 }), page, Gap)
	if fits || TooFull(things, page, Gap) {
		return laid, fits
	}
	if close, fits := tightest(things, page, Gap); fits {
		return close, true
	}
	return laid, false
}

func nearestOf(things []Thing, orders [][]int, page Size, gap float64) (best []Thing, fits bool) {
	nearest := math.Inf(1)
	for _, order := range orders {
		laid, room := stacked(things, order, page, gap)
		if !room {
			continue
		}
		far := 0.0
		for i, t := range laid {
			far += distance(t.X-things[i].X, t.Y-things[i].Y)
		}
		if far < nearest {
			best, nearest, fits = laid, far, true
		}
	}
	return best, fits
}

// halves is how exactly the width of a page is looked for.
const halves = 10

// leastWidth is how wide a page must be to hold all of it, when it is so many
// times wider than high.
func leastWidth(sizes []Size, shape, gap float64) float64 {
	things := make([]Thing, len(sizes))
	from, to := 0.0, 2*Edge*shape
	for i, s := range sizes {
		things[i] = Thing{W: s.W, H: s.H}
		to = to + max(s.W, float64(s.H*shape)) + gap
	}
	orders := [][]int{sorted(things, func(Thing, Thing) int { return 0 }), sorted(things, func(a, b Thing) int { return cmp.Compare(b.H, a.H) })}
	for range halves {
		middle := (from + to) / 2
		if slices.ContainsFunc(orders, func(order []int) bool {
			_, fits := stacked(things, order, Size{middle, middle / shape}, gap)
			return fits
		}) {
			to = middle
		} else {
			from = middle
		}
	}
	return to
}

func ordersOf(things []Thing) [][]int {
	known := [][]int{
		sorted(things, fromAbove),
		sorted(things, func(a, b Thing) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) }),
		sorted(things, func(a, b Thing) int { return cmp.Compare(b.H, a.H) }),
		sorted(things, func(a, b Thing) int { return cmp.Compare(b.W, a.W) }),
		sorted(things, func(a, b Thing) int { return cmp.Compare(b.W*b.H, a.W*a.H) }),
	}
	// The browser's numbers are doubles even here: beyond 2⁵³ they round.
	seed := float64(len(things))
	dice := func(n int) int {
		seed = math.Mod(float64(seed*1103515245)+12345, 2147483648)
		return int(math.Mod(seed, float64(n)))
	}
	for i := range shuffles {
		order := slices.Clone(known[2+i%3])
		for k := 0; k <= i/10; k++ {
			a, b := dice(len(order)), dice(len(order))
			order[a], order[b] = order[b], order[a]
		}
		known = append(known, order)
	}
	return known
}

func fromAbove(a, b Thing) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) }

func sorted(things []Thing, by func(a, b Thing) int) []int {
	order := make([]int, len(things))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return by(things[a], things[b]) })
	return order
}

func stacked(things []Thing, order []int, page Size, gap float64) ([]Thing, bool) {
	sky := []step{{Edge, math.Inf(1), Edge}}
	laid, fits := slices.Clone(things), true
	for _, i := range order {
		t := &laid[i]
		spot := highest(sky, t.W+gap, page.W-Edge+gap)
		t.X, t.Y = spot.X, spot.Y
		sky = raised(sky, spot.X, spot.X+t.W+gap, spot.Y+t.H+gap)
		fits = fits && t.X+t.W <= page.W-Edge/2 && t.Y+t.H <= page.H-Edge/2
	}
	return laid, fits
}

// highest is the highest free place for something so wide; at the left edge
// where the page is not wide enough.
func highest(sky []step, w, edge float64) Point {
	best := Point{math.Inf(1), math.Inf(1)}
	for i, from := range sky {
		x := from.x
		if x > Edge && x+w > edge {
			break
		}
		y := 0.0
		for _, s := range sky[i:] {
			if s.x >= x+w {
				break
			}
			y = max(y, s.y)
		}
		if y < best.Y {
			best = Point{x, y}
		}
	}
	if math.IsInf(best.X, 1) {
		return Point{Edge, Edge}
	}
	return best
}

// raised is the skyline with something on it, from left to right, without gaps.
func raised(sky []step, x, to, y float64) []step {
	out := make([]step, 0, len(sky)+2)
	for _, s := range sky {
		if s.x < x {
			out = append(out, step{s.x, min(s.to, x), s.y})
		}
	}
	out = append(out, step{x, to, y})
	for _, s := range sky {
		if s.to > to {
			out = append(out, step{max(s.x, to), s.to, s.y})
		}
	}
	return out
}
