package intake

import (
	"math"

	"yoriai/board"
	"yoriai/server/export/layout"
)

const (
	mostAir = 64   // more tears a row apart
	smaller = 0.95 // from one try to the next
	least   = 0.01 // so small, anything that a board may hold has room
)

// spread gives every island, statement and lone note a place of its own: in
// rows, in reading order. Notes that nobody sorted have none; they wait in the
// tray. A place is a wish: every screen and every printed sheet lays things as
// near to it as their sizes there allow. So rows fill the sheet evenly, and the
// picture looks laid out by hand and not dropped.
func spread(nodes []*node) map[*node]board.Point {
	var placed []*node
	for _, n := range nodes {
		if n.kind != noteKind || n.lone {
			placed = append(placed, n)
		}
	}
	list := pieces(placed, 1)
	layout.Blocks(list, 1)
	sizes := make([]layout.Size, len(list))
	for i, p := range list {
		box := layout.BoxOf(p, layout.Reckoned{})
		sizes[i] = layout.Size{W: box.W / layout.Unit, H: box.H / layout.Unit}
	}
	spots := make(map[*node]board.Point, len(placed))
	for i, at := range inRows(sizes) {
		spots[placed[i]] = at
	}
	return spots
}

// inRows lays things out as large as they have room, like people who choose
// smaller letters when there is much to write.
func inRows(sizes []layout.Size) []board.Point {
	for scale := 1.0; ; scale *= smaller {
		page := layout.Size{W: layout.Page.W/scale - 2*layout.Edge, H: layout.Page.H/scale - 2*layout.Edge}
		rows := evenRows(sizes, page.W)
		if scale < least || heightOf(rows)+layout.Gap*float64(len(rows)-1) <= page.H {
			return laidIn(rows, page, scale)
		}
	}
}

// evenRows makes as few rows as the width allows, and then the shortest that
// are still as few: a last row with one island looks forgotten.
func evenRows(sizes []layout.Size, width float64) [][]layout.Size {
	fewest := len(rowsWithin(sizes, width))
	from, to := 0.0, width
	for to-from > 1 {
		middle := (from + to) / 2
		if len(rowsWithin(sizes, middle)) > fewest {
			from = middle
		} else {
			to = middle
		}
	}
	return rowsWithin(sizes, to)
}

func rowsWithin(sizes []layout.Size, width float64) (rows [][]layout.Size) {
	used := math.Inf(1)
	for _, s := range sizes {
		if used+layout.Gap+s.W > width {
			rows, used = append(rows, nil), -layout.Gap
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], s)
		used += layout.Gap + s.W
	}
	return rows
}

func laidIn(rows [][]layout.Size, page layout.Size, scale float64) (spots []board.Point) {
	down := airOf(page.H-heightOf(rows), len(rows))
	y := float64(layout.Edge)
	for _, row := range rows {
		along := airOf(page.W-widthOf(row), len(row))
		x := float64(layout.Edge)
		for _, s := range row {
			spots = append(spots, board.Point{X: math.Round(x * scale), Y: math.Round(y * scale)})
			x += s.W + along
		}
		y += highest(row) + down
	}
	return spots
}

// airOf is what n things that share the room left over keep between them.
func airOf(left float64, n int) float64 {
	return max(layout.Gap, min(mostAir, left/float64(max(1, n-1))))
}

func heightOf(rows [][]layout.Size) (h float64) {
	for _, row := range rows {
		h += highest(row)
	}
	return h
}

func widthOf(row []layout.Size) (w float64) {
	for _, s := range row {
		w += s.W
	}
	return w
}

func highest(row []layout.Size) (h float64) {
	for _, s := range row {
		h = max(h, s.H)
	}
	return h
}

// pieces are the nodes as the sheet's layout knows them; level: of islands, 1 at the top.
func pieces(nodes []*node, level int) []*layout.Piece {
	kinds := map[itemKind]layout.Kind{noteKind: layout.Note, islandKind: layout.Island, statementKind: layout.Sentence}
	list := make([]*layout.Piece, len(nodes))
	for i, n := range nodes {
		list[i] = &layout.Piece{Kind: kinds[n.kind], Text: n.text, Level: level, Members: pieces(n.items, level+1)}
	}
	return list
}
