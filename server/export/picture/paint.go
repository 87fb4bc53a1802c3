package picture

import (
	"image/color"

	"github.com/tdewolff/canvas"

	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// Paint draws a page with one of canvas's renderers, enlarged so many times.
func (p *Page) Paint(to canvas.Renderer, times float64) {
	ctx := canvas.NewContext(to)
	ctx.SetView(canvas.Identity.Scale(times, times))
	paper, onPaper := to.(*pdf.Page) // it takes text as it is, so that it can be copied as it was written
	for _, m := range p.marks {
		if m.text != "" && onPaper {
			paper.Text(m.x*times, m.y*times, typeset.Face{Weight: m.face.Weight, Size: m.face.Size * times}, colorOf(m.ink), m.text)
			continue
		}
		if m.text != "" {
			m.face.Draw(ctx, m.x, pageH-m.y, m.text, m.ink)
			continue
		}
		ctx.SetFill(m.fill)
		ctx.SetStroke(m.line)
		ctx.SetStrokeWidth(m.width)
		if m.width == 0 {
			ctx.SetStroke(canvas.Transparent)
		}
		ctx.SetStrokeCapper(canvas.ButtCap)
		if m.round {
			ctx.SetStrokeCapper(canvas.RoundCap)
		}
		ctx.SetDashes(0, m.dashes...)
		ctx.DrawPath(0, 0, m.path())
	}
}

func colorOf(c color.RGBA) pdf.Color {
	return pdf.Color{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
}

// path is a shape in canvas's terms, which counts upwards.
func (m mark) path() *canvas.Path {
	path := &canvas.Path{}
	for _, s := range m.shape {
		switch s.kind {
		case 'M':
			path.MoveTo(s.to[0], pageH-s.to[1])
		case 'L':
			path.LineTo(s.to[0], pageH-s.to[1])
		case 'C':
			path.CubeTo(s.to[0], pageH-s.to[1], s.to[2], pageH-s.to[3], s.to[4], pageH-s.to[5])
		case 'Z':
			path.Close()
		}
	}
	return path
}
