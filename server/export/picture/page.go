package picture

import (
	"image/color"

	"yoriai/server/export/typeset"
)

// The paper all pages are drawn on: A3 across. A1 and A0 are the same, enlarged.
const (
	pageW = 420.0
	pageH = 297.0
)

// Page is one drawn sheet.
type Page struct {
	Title string // of the table and, of several, of the sheet
	Alt   string // what is to be seen, in words
	marks []mark
	parts []string // what is read aloud in one go: "H1", "H2", "P"

	letters float64 // of a note's words, in points on an A3
	spots   []spot
	notes   int // that stand on it
}

// spot is the upper right corner of something that lies on the sheet.
type spot struct {
	id   string
	x, y float64
}

// mark is one thing on a page: a shape, or a line of text. Later ones lie above.
type mark struct {
	shape  []stroke
	fill   color.RGBA
	line   color.RGBA
	width  float64
	dashes []float64
	round  bool // its ends

	text string
	face typeset.Face
	x, y float64 // where its baseline begins
	ink  color.RGBA
	part int // of which part of the page it is, from 1
}

// begin says that what is written from now on is one thing to who listens.
func (p *Page) begin(kind string) { p.parts = append(p.parts, kind) }

// stroke is a piece of an outline: it begins anew (M), goes straight (L), goes
// round (C), or back to its beginning (Z).
type stroke struct {
	kind byte
	to   []float64
}

// pen draws on a page in units of its own: k millimetres each, from x, y.
type pen struct {
	page *Page
	x, y float64
	k    float64
}

// paint is how a shape looks. Width and dashes are in the pen's units.
type paint struct {
	fill   color.RGBA
	line   color.RGBA
	width  float64
	dashes []float64
	round  bool // its ends
}

func (p pen) draw(shape []stroke, look paint) {
	moved := make([]stroke, len(shape))
	for i, s := range shape {
		moved[i] = stroke{s.kind, make([]float64, len(s.to))}
		for j, v := range s.to {
			moved[i].to[j] = p.k*v + [2]float64{p.x, p.y}[j%2]
		}
	}
	dashes := make([]float64, len(look.dashes))
	for i, d := range look.dashes {
		dashes[i] = d * p.k
	}
	p.page.marks = append(p.page.marks, mark{shape: moved, fill: look.fill, line: look.line, width: look.width * p.k, dashes: dashes, round: look.round})
}

// write puts a line of text on the page; size: of its letters, in the pen's units.
func (p pen) write(x, baseline float64, text string, weight typeset.Weight, size float64, ink color.RGBA) {
	if text != "" {
		p.page.marks = append(p.page.marks, mark{text: text, face: faceOf(weight, size*p.k), x: p.x + p.k*x, y: p.y + p.k*baseline, ink: ink, part: len(p.page.parts)})
	}
}

// faceOf is a face whose letters are so many millimetres (or any other unit) high.
func faceOf(weight typeset.Weight, size float64) typeset.Face {
	return typeset.Face{Weight: weight, Size: size / typeset.MmPerPt}
}

// baseline is where letters stand in a line: in its middle.
func baseline(top, height, size float64) float64 { return top + (height-size)/2 + size*ascent }

// ascent is the part of a letter's height above its baseline, in BIZ UDPGothic.
const ascent = 0.88

// round is how far the handles of a curve lie that goes round a quarter of a circle.
const round = 0.5523

// box is a rectangle with round corners.
func box(x, y, w, h, r float64) []stroke {
	r = max(0, min(r, w/2, h/2))
	if r == 0 {
		return polygon(x, y, x+w, y, x+w, y+h, x, y+h)
	}
	k := r * (1 - round)
	return []stroke{
		{'M', []float64{x + r, y}},
		{'L', []float64{x + w - r, y}}, {'C', []float64{x + w - k, y, x + w, y + k, x + w, y + r}},
		{'L', []float64{x + w, y + h - r}}, {'C', []float64{x + w, y + h - k, x + w - k, y + h, x + w - r, y + h}},
		{'L', []float64{x + r, y + h}}, {'C', []float64{x + k, y + h, x, y + h - k, x, y + h - r}},
		{'L', []float64{x, y + r}}, {'C', []float64{x, y + k, x + k, y, x + r, y}},
		{'Z', nil},
	}
}

// polygon goes through points, given as x, y, x, y …
func polygon(at ...float64) []stroke { return append(open(at...), stroke{'Z', nil}) }

// open is a polygon that does not close.
func open(at ...float64) []stroke {
	list := []stroke{{'M', at[:2]}}
	for i := 2; i+1 < len(at); i += 2 {
		list = append(list, stroke{'L', at[i : i+2]})
	}
	return list
}
