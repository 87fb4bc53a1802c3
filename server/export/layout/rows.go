package layout

import (
	"math"
	"slices"
)

// 整える on paper: what people laid out in rows, in reading order, lies in such
// rows again, however large the paper is (static/model/tidy.js).

// mostAir: more air than this between two things tears a row apart.
const mostAir = 64

// AreTidy tells that things in reading order lie in rows as 整える lays them:
// those of a row at exactly one height, from left to right.
func AreTidy(boxes []Box) bool {
	rows := 1
	for i := 1; i < len(boxes); i++ {
		before, at := boxes[i-1].At, boxes[i].At
		switch {
		case at.Y > before.Y:
			rows++
		case at.Y < before.Y || at.X <= before.X:
			return false
		}
	}
	return len(boxes) > 2 && rows < len(boxes)
}

// InRows lays things in rows, in the order in which they are given: as many
// rows as are needed, about equally long.
func InRows(things []Thing, page Size, gap float64) (laid []Thing, fits bool) {
	rows := evenRows(things, page.W-2*Edge, gap)
	high := make([]float64, len(rows))
	left := page.H - 2*Edge
	for i, row := range rows {
		for _, t := range row {
			high[i] = max(high[i], t.H)
		}
		left -= high[i]
	}
	down := airOf(left, len(rows), gap)
	y := float64(Edge)
	for i, row := range rows {
		laid = append(laid, inRow(row, y, page.W-2*Edge, gap)...)
		y += high[i] + down
	}
	return laid, !slices.ContainsFunc(laid, func(t Thing) bool { return t.X+t.W > page.W-Edge/2 || t.Y+t.H > page.H-Edge/2 })
}

func inRow(row []Thing, y, width, gap float64) []Thing {
	for _, t := range row {
		width -= t.W
	}
	along := airOf(width, len(row), gap)
	x := float64(Edge)
	laid := make([]Thing, len(row))
	for i, t := range row {
		laid[i] = t
		laid[i].X, laid[i].Y = round(x), round(y)
		x += t.W + along
	}
	return laid
}

func airOf(left float64, n int, gap float64) float64 {
	return max(gap, min(max(gap, mostAir), left/float64(max(1, n-1))))
}

// evenRows are as many rows as are needed, and then the shortest that still are as many.
func evenRows(things []Thing, width, gap float64) [][]Thing {
	least := len(rowsWithin(things, width, gap))
	from, to := 0.0, width
	for _, t := range things {
		from = max(from, t.W)
	}
	for to-from > 1 {
		if middle := (from + to) / 2; len(rowsWithin(things, middle, gap)) > least {
			from = middle
		} else {
			to = middle
		}
	}
	return rowsWithin(things, max(from, to), gap)
}

func rowsWithin(things []Thing, width, gap float64) (rows [][]Thing) {
	used := math.Inf(1)
	for _, t := range things {
		if used+gap+t.W > width {
			rows, used = append(rows, nil), -gap
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], t)
		used += gap + t.W
	}
	return rows
}
