package picture

import (
	"slices"

	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// tray is what lies in the lists beside the sheet, in a strip along its lower
// edge. Lengths are in rem.
type tray struct {
	heading string
	boxes   []layout.Box
}

const (
	trayGap    = 0.8 // above a heading
	trayLetter = 1.0
	trayHead   = 1.7
)

func (b *sheetBoard) trays(s export.Sheet) []tray {
	var list []tray
	for _, t := range []struct {
		key   string
		items []export.Piece
	}{{"board.lone", s.Lone}, {"board.loose_heading", s.Loose}} {
		if len(t.items) == 0 {
			continue
		}
		boxes := []layout.Box{}
		for _, p := range piecesAt(t.items, 1) {
			boxes = append(boxes, layout.BoxOf(p, b))
		}
		list = append(list, tray{b.say(t.key) + " " + b.say("board.sheets", "n", number(len(t.items))), boxes})
	}
	return list
}

// high is how high the strip is on paper so wide.
func trayHeight(trays []tray, width float64) float64 {
	h := 0.0
	for _, t := range trays {
		h += trayGap + trayHead + layout.Flow(slices.Clone(t.boxes), width, 0, 0)
	}
	return h
}

// drawTrays draws the strip from the upper left corner that the pen stands on.
func (b *sheetBoard) drawTrays(p pen, trays []tray, width float64) {
	y := 0.0
	for _, t := range trays {
		y += trayGap
		p.page.begin("H2")
		p.write(0, baseline(y, trayHead, trayLetter), typeset.Clean(t.heading), typeset.Bold, trayLetter, ink)
		y += trayHead
		boxes := slices.Clone(t.boxes)
		high := layout.Flow(boxes, width, 0, y)
		for _, at := range boxes {
			b.piece(p, at.On(0, 0))
		}
		y += high
	}
}
