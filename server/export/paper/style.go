package paper

import (
	"strconv"

	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

var (
	body   = typeset.Face{Size: 10.5}
	strong = typeset.Face{Weight: typeset.Bold, Size: 10.5}
	small  = typeset.Face{Size: 8.5}
)

// lead is the height of a line of text.
const lead = 6.1

// Colours as on the sheet (static/css/tokens.css), one a level of islands; the
// last is for all deeper ones.
var levels = []pdf.Color{
	hex("B93A2B"), hex("24508C"), hex("3F6B35"), hex("6B3F86"), hex("8A5A00"), hex("1D6A70"), hex("97305F"), hex("4B453B"),
}

var (
	ink   = hex("26241F")
	soft  = hex("5A5449")
	rule  = hex("877E6A")
	faint = hex("DDD5C4")
	wash  = hex("F6F1E6")
)

func hex(s string) pdf.Color {
	var c pdf.Color
	for i := range c {
		n, err := strconv.ParseUint(s[2*i:2*i+2], 16, 8)
		if err != nil {
			panic(err) // written above
		}
		c[i] = float64(n) / 255
	}
	return c
}

func levelColor(level int) pdf.Color { return levels[min(max(level, 1), len(levels))-1] }

// indent moves every level of islands to the right, but not without end.
func indent(level int) float64 {
	const step, most = 4.2, 6
	return float64(min(max(level-1, 0), most)) * step
}

// titleFace is the face of a heading: 0 a table, 1 an island, and so on.
func titleFace(level int) typeset.Face {
	sizes := []float64{18, 13, 11.5, 10.5}
	return typeset.Face{Weight: typeset.Bold, Size: sizes[min(level, len(sizes)-1)]}
}
