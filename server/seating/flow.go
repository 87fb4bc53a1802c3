package seating

import "math"

// seat gives everybody a place so that the costs together are the least there
// are: each in turn, by the cheapest chain of people who make room for one
// another (successive shortest paths).
func (a *arrangement) seat() {
	room := a.rooms()
	for _, i := range a.bySides() {
		a.bring(i, room)
	}
}

// room is what a table still takes: places that must be filled before any
// table gets one more, and whether it may have one more.
type room struct{ must, more int }

// rooms parts everybody into tables whose sizes differ by at most one, as far
// as those who stay allow it.
func (a *arrangement) rooms() []room {
	size := len(a.people) / a.n
	rooms := make([]room, a.n)
	for t := range rooms {
		rooms[t] = room{size, 1}
	}
	for i, t := range a.at {
		if a.movable(i) {
			continue
		}
		if rooms[t].must > 0 {
			rooms[t].must--
		} else {
			rooms[t].more = 0
		}
	}
	return rooms
}

// bySides lists who is to be seated side by side, so that people without
// wishes are dealt out evenly.
func (a *arrangement) bySides() []int {
	var order []int
	seen := make([]bool, len(a.people))
	for i := range a.people {
		for j := i; j < len(a.people); j++ {
			if !seen[j] && a.people[j].Side == a.people[i].Side {
				seen[j] = true
				if a.movable(j) {
					order = append(order, j)
				}
			}
		}
	}
	return order
}

const far = math.MaxInt / 4

// bring seats one person, and moves others on where that is cheaper.
func (a *arrangement) bring(newcomer int, rooms []room) {
	dist, from, mover := make([]int, a.n), make([]int, a.n), make([]int, a.n)
	for t := range a.n {
		dist[t], from[t], mover[t] = a.costs[newcomer][t], Nowhere, newcomer
	}
	step, who := a.steps()
	for changed := true; changed; {
		changed = false
		for s := range a.n {
			for t := range a.n {
				if step[s][t] < far && dist[s]+step[s][t] < dist[t] {
					dist[t], from[t], mover[t], changed = dist[s]+step[s][t], s, who[s][t], true
				}
			}
		}
	}
	end := a.end(dist, rooms)
	if rooms[end].must > 0 {
		rooms[end].must--
	} else {
		rooms[end].more--
	}
	for t := end; t != Nowhere; {
		i, s := mover[t], from[t]
		a.at[i] = t
		t = s
	}
}

// steps says for each two tables what it costs to move the person on for whom
// it is cheapest, and who that is.
func (a *arrangement) steps() (step, who [][]int) {
	step, who = make([][]int, a.n), make([][]int, a.n)
	for s := range a.n {
		step[s], who[s] = make([]int, a.n), make([]int, a.n)
		for t := range a.n {
			step[s][t] = far
		}
	}
	for i, s := range a.at {
		if s == Nowhere || !a.movable(i) {
			continue
		}
		for t := range a.n {
			if d := a.costs[i][t] - a.costs[i][s]; t != s && d < step[s][t] {
				step[s][t], who[s][t] = d, i
			}
		}
	}
	return step, who
}

// end chooses where a chain ends: at a table that lacks people before one that
// could take one more, then the cheapest, then the one with the most room.
func (a *arrangement) end(dist []int, rooms []room) int {
	best := Nowhere
	better := func(t int) bool {
		if best == Nowhere {
			return true
		}
		x, y := rooms[t], rooms[best]
		switch {
		case (x.must > 0) != (y.must > 0):
			return x.must > 0
		case dist[t] != dist[best]:
			return dist[t] < dist[best]
		}
		return x.must > y.must
	}
	for t := range a.n {
		if rooms[t].must+rooms[t].more > 0 && better(t) {
			best = t
		}
	}
	return best
}
