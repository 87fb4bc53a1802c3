package seating

import "yoriai/board"

// sweeps bounds the search: after a few nothing gets better any more. Each
// judges every two people once, so the work is bounded by their number alone,
// and whoever asks twice gets the same proposal, on a slow machine too.
const sweeps = 30

// improve lets two people change places as long as that is better: never for
// higher costs, then so that fewer sit with those they have met, then so that
// the sides are spread. Sizes stay as they are.
func (a *arrangement) improve() {
	sides := a.sides()
	a.countMet()
	for range sweeps {
		changed := false
		for i := range a.people {
			for j := range i {
				if a.movable(i) && a.movable(j) && a.at[i] != a.at[j] && a.better(i, j, sides) {
					a.swap(i, j, sides)
					changed = true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// sides counts the people of each side at each table.
func (a *arrangement) sides() []map[board.Side]int {
	counts := make([]map[board.Side]int, a.n)
	for t := range counts {
		counts[t] = map[board.Side]int{}
	}
	for i, t := range a.at {
		counts[t][a.people[i].Side]++
	}
	return counts
}

// better judges a change of places by what counts most first.
func (a *arrangement) better(i, j int, sides []map[board.Side]int) bool {
	s, t := a.at[i], a.at[j]
	if cost := a.costs[i][t] + a.costs[j][s] - a.costs[i][s] - a.costs[j][t]; cost != 0 {
		return cost < 0
	}
	if met := a.meets(i, t, j) + a.meets(j, s, i) - a.meets(i, s, i) - a.meets(j, t, j); met != 0 {
		return met < 0
	}
	x, y := a.people[i].Side, a.people[j].Side
	if x == y {
		return false
	}
	// Evenness is the sum of squares; this is by how much it grows, halved.
	return sides[t][x]-sides[s][x]+sides[s][y]-sides[t][y]+2 < 0
}

// meets counts at a table whom a person has met, one of them left out.
func (a *arrangement) meets(i, table, without int) int {
	if a.met == nil {
		return 0
	}
	n := a.metAt[i][table]
	if without != i && a.at[without] == table && a.met[i][without] {
		n--
	}
	return n
}

// countMet counts for everybody whom they have met, table by table. It is kept
// up at each change of places: counting anew at each judgement takes a thousand
// people minutes.
func (a *arrangement) countMet() {
	if a.met == nil {
		return
	}
	a.metAt = make([][]int, len(a.people))
	for i := range a.people {
		a.metAt[i] = make([]int, a.n)
		for k, t := range a.at {
			if k != i && a.met[i][k] {
				a.metAt[i][t]++
			}
		}
	}
}

// goes tells everybody who has met somebody that they change tables.
func (a *arrangement) goes(i, from, to int) {
	if a.met == nil {
		return
	}
	for k := range a.people {
		if k != i && a.met[k][i] {
			a.metAt[k][from]--
			a.metAt[k][to]++
		}
	}
}

func (a *arrangement) swap(i, j int, sides []map[board.Side]int) {
	s, t := a.at[i], a.at[j]
	sides[s][a.people[i].Side]--
	sides[t][a.people[i].Side]++
	sides[t][a.people[j].Side]--
	sides[s][a.people[j].Side]++
	a.at[i], a.at[j] = t, s
	a.goes(i, s, t)
	a.goes(j, t, s)
}
