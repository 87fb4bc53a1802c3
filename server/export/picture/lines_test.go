package picture

import (
	"slices"
	"testing"

	"yoriai/server/export/layout"
)

// TestLinesGoRoundInside: on its way through islands in islands no line goes
// through a note, a title card or an island that does not hold its end; not
// even one whose end was moved into what it leads to.
func TestLinesGoRoundInside(t *testing.T) {
	lines, within := 0, 0
	for seed := range uint64(12) {
		_, wires, ground := wired(t, seed, "eight levels")
		for _, d := range layout.Draw(wires, ground) {
			w := wires[slices.IndexFunc(wires, func(w layout.Wire) bool { return w.ID == d.ID })]
			lines++
			if slices.Contains(w.From, w.To[len(w.To)-1]) || slices.Contains(w.To, w.From[len(w.From)-1]) {
				within++
			}
			for _, thing := range passed(w, ground) {
				if goesThrough(d.Points, thing) {
					t.Errorf("seed %d: the line %v goes through %v", seed, d.Points, thing)
				}
			}
		}
	}
	if lines < 50 || within == 0 {
		t.Errorf("%d lines were looked at, %d of them into what holds the other end", lines, within)
	}
}

// wired is a drawn board laid out on a page of the screen's shape, with its lines and what they go round.
func wired(t *testing.T, seed uint64, shape string) (*sheetBoard, []layout.Wire, layout.Ground) {
	r := drawBoard(seed, shapes[shape]).report(t)
	b := boardOf(r, r.Sections[0].Sheet)
	var boxes []layout.Box
	for _, p := range pieces(r.Sections[0].Sheet) {
		boxes = append(boxes, layout.BoxOf(p, b))
	}
	laid := layout.Fit(boxes, layout.Size{W: 1600, H: 1004}, 0, func(float64) float64 { return 0 }, 0.4)
	wires, ground := layout.Wires(laid.Boxes, links(r.Sections[0].Sheet.Lines, r.Say), laid.Page)
	return b, wires, ground
}

// passed is what lies beside a line: all in the holders of its ends but these.
func passed(w layout.Wire, ground layout.Ground) (things []layout.Thing) {
	chain := slices.Concat(w.From, w.To)
	for holder, list := range ground.Boxes {
		if holder != "" && !slices.Contains(chain, holder) {
			continue
		}
		for _, thing := range list {
			if !slices.Contains(chain, thing.ID) {
				things = append(things, thing)
			}
		}
	}
	return things
}

func goesThrough(points []layout.Point, thing layout.Thing) bool {
	inner := layout.Thing{X: thing.X + 1, Y: thing.Y + 1, W: thing.W - 2, H: thing.H - 2}
	for i := 1; i < len(points); i++ {
		if layout.Cuts(points[i-1], points[i], inner) {
			return true
		}
	}
	return false
}

// TestLinesLieOnPaper: beneath every line lies a band of paper that is seen on
// both sides of it, and beneath all of them, so that a line can be told from
// the outlines it goes over and cuts no other.
func TestLinesLieOnPaper(t *testing.T) {
	r := drawBoard(1, shapes["forty links"]).report(t)
	var bands []mark
	drawn := 0
	const key = pageH - 12 // below the sheet, on bare paper: what the lines mean
	for _, page := range Pages(r, r.Sections[0]) {
		for _, m := range page.marks {
			if m.text != "" || len(m.shape) == 0 || m.fill != none || m.shape[0].to[1] > key {
				continue
			}
			switch {
			case m.line == paper:
				bands = append(bands, m)
			case m.line == lines:
				drawn++
				under := func(b mark) bool {
					return b.width > 1.5*m.width && slices.EqualFunc(b.shape, m.shape, func(x, y stroke) bool { return x.kind == y.kind && slices.Equal(x.to, y.to) })
				}
				if !slices.ContainsFunc(bands, under) {
					t.Errorf("no paper beneath the line %v", m.shape)
				}
			}
		}
	}
	if drawn < 40 {
		t.Errorf("only %d lines were looked at", drawn)
	}
}
