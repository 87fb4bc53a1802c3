package intake

import (
	"testing"

	"pgregory.net/rapid"

	"yoriai/server/export/layout"
)

// What is read from a file lies on the sheet in reading order, row below row,
// and nothing off the sheet.
func TestSpreadInRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nodes := rapid.SliceOfN(rapid.Custom(drawnNode), 1, 120).Draw(rt, "nodes")
		spots := spread(nodes)
		x, y := -1.0, -1.0
		for _, n := range nodes {
			at, placed := spots[n]
			if placed != (n.kind != noteKind || n.lone) {
				rt.Fatalf("a place for kind %v, lone %v: %v", n.kind, n.lone, placed)
			}
			if !placed {
				continue
			}
			if at.Y < y || at.Y == y && at.X <= x {
				rt.Fatalf("%v comes after what lies at %v, %v", at, x, y)
			}
			if at.X < 0 || at.X > layout.Page.W || at.Y < 0 || at.Y > layout.Page.H {
				rt.Fatalf("%v is off the sheet", at)
			}
			x, y = at.X, at.Y
		}
	})
}

// Twelve islands of two notes stand in rows of one length down the whole sheet.
func TestSpreadFillsTheSheet(t *testing.T) {
	var nodes []*node
	for range 12 {
		nodes = append(nodes, &node{kind: islandKind, items: []*node{{kind: noteKind}, {kind: noteKind}}})
	}
	rows, lowest := map[float64]int{}, 0.0
	for _, at := range spread(nodes) {
		rows[at.Y]++
		lowest = max(lowest, at.Y)
	}
	for y, n := range rows {
		if n*len(rows) != len(nodes) {
			t.Errorf("%d islands in the row at %v of %d rows", n, y, len(rows))
		}
	}
	if lowest < layout.Page.H/2 {
		t.Errorf("the last row begins at %v of %v: half the sheet is empty", lowest, layout.Page.H)
	}
}

func drawnNode(rt *rapid.T) *node {
	kinds := rapid.SampledFrom([]itemKind{noteKind, statementKind, islandKind})
	n := &node{kind: kinds.Draw(rt, "kind"), lone: rapid.Bool().Draw(rt, "lone")}
	if n.kind == islandKind {
		for range rapid.IntRange(0, 12).Draw(rt, "members") {
			n.items = append(n.items, &node{kind: noteKind})
		}
	}
	return n
}
