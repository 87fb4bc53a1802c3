package layout

import "strconv"

// search is one way being looked for between the corners of a field.
type search struct {
	corners []Point
	goal    Point
	cost    []float64 // the goal's stands behind the corners'
	by      []int     // where each corner was reached from
	open    heap
}

func (s *search) reach(i int, cost float64, from int) {
	if cost >= s.cost[i] {
		return
	}
	p := s.goal
	if i < len(s.corners) {
		p = s.corners[i]
	}
	s.cost[i], s.by[i] = cost, from
	s.open.push(entry{i, cost, cost + distanceTo(p, s.goal)})
}

// traced are the corners on the way to the goal.
func (s *search) traced() []Point {
	var way []Point
	for i := s.by[len(s.corners)]; i >= 0; i = s.by[i] {
		way = append([]Point{s.corners[i]}, way...)
	}
	return way
}

type entry struct {
	at          int
	cost, guess float64
}

// heap gives the smallest guess first. It is written out, and not the standard
// library's, because equal guesses must leave it in the browser's order.
type heap []entry

func (h *heap) push(e entry) {
	*h = append(*h, e)
	list, at := *h, len(*h)-1
	for at > 0 {
		up := (at - 1) / 2
		if list[up].guess <= e.guess {
			break
		}
		list[at] = list[up]
		at = up
	}
	list[at] = e
}

func (h *heap) pop() (entry, bool) {
	list := *h
	if len(list) == 0 {
		return entry{}, false
	}
	first, last := list[0], list[len(list)-1]
	list = list[:len(list)-1]
	*h = list
	if len(list) == 0 {
		return first, true
	}
	at := 0
	for down := 1; down < len(list); down = 2*at + 1 {
		if down+1 < len(list) && list[down+1].guess < list[down].guess {
			down++
		}
		if list[down].guess >= last.guess {
			break
		}
		list[at] = list[down]
		at = down
	}
	list[at] = last
	return first, true
}

func pointKey(p Point) string {
	return strconv.FormatFloat(p.X, 'g', -1, 64) + " " + strconv.FormatFloat(p.Y, 'g', -1, 64) + " "
}
