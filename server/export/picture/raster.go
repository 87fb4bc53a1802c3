package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/tdewolff/font"
	"golang.org/x/image/vector"

	"yoriai/server/export/fonts"
)

// raster draws marks as dots. Letters are made once for each size and a quarter
// of a dot: a sheet has tens of thousands of them and a thousand different ones.
type raster struct {
	img    *image.RGBA
	k      float64 // dots to a millimetre
	shape  vector.Rasterizer
	glyphs map[glyphKey]glyphMask
}

type glyphKey struct {
	font *fonts.Font
	id   uint16
	em   float64
	part uint8 // quarters of a dot to the right
}

type glyphMask struct {
	mask *image.Alpha
	at   image.Point // of its upper left corner, from the dot of the baseline
}

const quarters = 4

func (p *Page) rasterize(img *image.RGBA, widthPx int) {
	r := &raster{img: img, k: float64(widthPx) / pageW, glyphs: map[glyphKey]glyphMask{}}
	for _, m := range p.marks {
		if m.text != "" {
			r.text(m)
			continue
		}
		if m.fill.A > 0 {
			r.fill(m.shape, m.fill)
		}
		if m.line.A > 0 && m.width > 0 {
			r.line(m)
		}
	}
}

// corners are the points of a shape's outlines in dots; closed ones end where they began.
func (r *raster) corners(shape []stroke) (outlines [][][2]float64) {
	var now [][2]float64
	add := func(x, y float64) { now = append(now, [2]float64{x * r.k, y * r.k}) }
	for _, s := range shape {
		switch s.kind {
		case 'M':
			if len(now) > 1 {
				outlines = append(outlines, now)
			}
			now = nil
			add(s.to[0], s.to[1])
		case 'L':
			add(s.to[0], s.to[1])
		case 'C':
			from := now[len(now)-1]
			steps := max(1, min(12, int(math.Hypot(s.to[4]*r.k-from[0], s.to[5]*r.k-from[1])/2)+1))
			for i := 1; i <= steps; i++ {
				t := float64(i) / float64(steps)
				u := 1 - t
				at := func(j int) float64 {
					return u*u*u*from[j] + r.k*(3*u*u*t*s.to[j]+3*u*t*t*s.to[2+j]+t*t*t*s.to[4+j])
				}
				now = append(now, [2]float64{at(0), at(1)})
			}
		case 'Z':
			now = append(now, now[0])
		}
	}
	if len(now) > 1 {
		outlines = append(outlines, now)
	}
	return outlines
}

func (r *raster) fill(shape []stroke, c color.RGBA) {
	r.polygons(r.corners(shape), c)
}

func (r *raster) polygon(points [][2]float64, x, y float64) {
	for i, p := range points {
		if i == 0 {
			r.shape.MoveTo(float32(p[0]-x), float32(p[1]-y))
		} else {
			r.shape.LineTo(float32(p[0]-x), float32(p[1]-y))
		}
	}
	r.shape.ClosePath()
}

// paint fills what is drawn, in the rectangle round some points and no more.
func (r *raster) paint(round [][][2]float64, c color.RGBA, drawn func(x, y float64)) {
	area := boundsOf(round).Intersect(image.Rect(0, 0, r.img.Rect.Dx(), r.img.Rect.Dy()))
	if area.Empty() {
		return
	}
	r.shape.Reset(area.Dx(), area.Dy())
	drawn(float64(area.Min.X), float64(area.Min.Y))
	r.shape.DrawOp = draw.Over
	r.shape.Draw(r.img, area.Add(r.img.Rect.Min), image.NewUniform(c), image.Point{})
}

func boundsOf(outlines [][][2]float64) image.Rectangle {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, line := range outlines {
		for _, p := range line {
			for j := range 2 {
				low[j], high[j] = min(low[j], p[j]), max(high[j], p[j])
			}
		}
	}
	return image.Rect(int(math.Floor(low[0])), int(math.Floor(low[1])), int(math.Ceil(high[0])), int(math.Ceil(high[1])))
}

// smallArea is a rectangle of dots that is filled at once; in a larger one most dots would be looked at for nothing.
const smallArea = 40_000

// line draws an outline as so many stretches. All turn in one direction, so
// where two lie over each other they are one.
func (r *raster) line(m mark) {
	half := max(m.width*r.k, 0.7) / 2
	for _, outline := range dashed(r.corners(m.shape), m.dashes, r.k) {
		var quads [][][2]float64
		for i := 1; i < len(outline); i++ {
			quads = append(quads, stretch(outline[i-1], outline[i], half, joint(outline, i-1, half, m.round), joint(outline, i, half, m.round)))
		}
		if area := boundsOf(quads); area.Dx()*area.Dy() < smallArea {
			r.polygons(quads, m.line)
			continue
		}
		for _, q := range quads {
			r.polygons([][][2]float64{q}, m.line)
		}
	}
}

// joint is how much longer a stretch is where another begins: as much as closes
// the gap on the outer side of the bend.
func joint(outline [][2]float64, i int, half float64, round bool) float64 {
	last := len(outline) - 1
	before, after := i-1, i+1
	if closed := outline[0] == outline[last]; closed && i == 0 {
		before = last - 1
	} else if closed && i == last {
		after = 1
	}
	if before < 0 || after > last {
		if round {
			return half
		}
		return 0
	}
	a, b, c := outline[before], outline[i], outline[after]
	turn := math.Abs(math.Remainder(math.Atan2(c[1]-b[1], c[0]-b[0])-math.Atan2(b[1]-a[1], b[0]-a[0]), 2*math.Pi))
	return half * min(1, math.Tan(min(turn, math.Pi/2)/2))
}

func (r *raster) polygons(list [][][2]float64, c color.RGBA) {
	r.paint(list, c, func(x, y float64) {
		for _, points := range list {
			r.polygon(points, x, y)
		}
	})
}

// stretch is a piece of a line with its width, a little longer at its ends.
func stretch(a, b [2]float64, half, before, behind float64) [][2]float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	long := math.Hypot(dx, dy)
	if long == 0 {
		return nil
	}
	dx, dy = dx/long, dy/long
	a = [2]float64{a[0] - dx*before, a[1] - dy*before}
	b = [2]float64{b[0] + dx*behind, b[1] + dy*behind}
	nx, ny := -dy*half, dx*half
	return [][2]float64{{a[0] + nx, a[1] + ny}, {b[0] + nx, b[1] + ny}, {b[0] - nx, b[1] - ny}, {a[0] - nx, a[1] - ny}}
}

// dashed cuts outlines into dashes; lengths of dashes are in millimetres.
func dashed(outlines [][][2]float64, dashes []float64, k float64) [][][2]float64 {
	if len(dashes) == 0 {
		return outlines
	}
	var list [][][2]float64
	for _, outline := range outlines {
		which, left := 0, dashes[0]*k
		now := [][2]float64{outline[0]}
		for i := 1; i < len(outline); i++ {
			from, to := outline[i-1], outline[i]
			for long := math.Hypot(to[0]-from[0], to[1]-from[1]); long > left; long = math.Hypot(to[0]-from[0], to[1]-from[1]) {
				from = [2]float64{from[0] + (to[0]-from[0])*left/long, from[1] + (to[1]-from[1])*left/long}
				if which%2 == 0 {
					list = append(list, append(now, from))
				}
				which++
				left, now = max(dashes[which%len(dashes)]*k, 0.3), [][2]float64{from}
			}
			left -= math.Hypot(to[0]-from[0], to[1]-from[1])
			now = append(now, to)
		}
		if which%2 == 0 {
			list = append(list, now)
		}
	}
	return list
}

// text draws a line of letters.
func (r *raster) text(m mark) {
	x, ink := m.x*r.k, image.NewUniform(m.ink)
	em := m.face.Em() * r.k
	for _, run := range m.face.Runs(m.text) {
		for _, g := range run.Glyphs {
			at, y := x+g.DX*em/1000, m.y*r.k-g.DY*em/1000
			dot := math.Floor(at)
			mask := r.glyph(glyphKey{run.Font, g.ID, em, uint8((at - dot) * quarters)})
			if mask.mask != nil {
				to := mask.mask.Rect.Add(image.Pt(int(dot), int(math.Round(y))).Add(mask.at))
				draw.DrawMask(r.img, to.Add(r.img.Rect.Min), ink, image.Point{}, mask.mask, image.Point{}, draw.Over)
			}
			x += g.Advance * em / 1000
		}
	}
}

func (r *raster) glyph(key glyphKey) glyphMask {
	made, known := r.glyphs[key]
	if !known {
		made = maskOf(key)
		r.glyphs[key] = made
	}
	return made
}

func maskOf(key glyphKey) glyphMask {
	out := outline{}
	scale := key.em / float64(key.font.SFNT.UnitsPerEm())
	if err := key.font.SFNT.GlyphPath(&out, key.id, 0, float64(key.part)/quarters, 0, scale, font.NoHinting); err != nil || len(out.steps) == 0 {
		return glyphMask{} // a letter without a shape: a space
	}
	area := image.Rect(int(math.Floor(out.low[0])), int(math.Floor(-out.high[1])), int(math.Ceil(out.high[0]))+1, int(math.Ceil(-out.low[1]))+1)
	var shape vector.Rasterizer
	shape.Reset(area.Dx(), area.Dy())
	at := func(i, j int) (float32, float32) {
		v := out.steps[i].to
		return float32(v[2*j] - float64(area.Min.X)), float32(-v[2*j+1] - float64(area.Min.Y))
	}
	for i, s := range out.steps {
		switch s.kind {
		case 'M':
			x, y := at(i, 0)
			shape.MoveTo(x, y)
		case 'L':
			x, y := at(i, 0)
			shape.LineTo(x, y)
		case 'Q':
			bx, by := at(i, 0)
			x, y := at(i, 1)
			shape.QuadTo(bx, by, x, y)
		case 'C':
			bx, by := at(i, 0)
			cx, cy := at(i, 1)
			x, y := at(i, 2)
			shape.CubeTo(bx, by, cx, cy, x, y)
		case 'Z':
			shape.ClosePath()
		}
	}
	mask := image.NewAlpha(image.Rect(0, 0, area.Dx(), area.Dy()))
	shape.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return glyphMask{mask, area.Min}
}

// outline takes the steps of a letter's shape, and how far it reaches.
type outline struct {
	steps     []stroke
	low, high [2]float64
}

func (o *outline) add(kind byte, to ...float64) {
	for i, v := range to {
		if len(o.steps) == 0 && i < 2 {
			o.low[i], o.high[i] = v, v
		}
		o.low[i%2], o.high[i%2] = min(o.low[i%2], v), max(o.high[i%2], v)
	}
	o.steps = append(o.steps, stroke{kind, to})
}

func (o *outline) MoveTo(x, y float64)                 { o.add('M', x, y) }
func (o *outline) LineTo(x, y float64)                 { o.add('L', x, y) }
func (o *outline) QuadTo(bx, by, x, y float64)         { o.add('Q', bx, by, x, y) }
func (o *outline) CubeTo(bx, by, cx, cy, x, y float64) { o.add('C', bx, by, cx, cy, x, y) }
func (o *outline) Close()                              { o.add('Z') }
