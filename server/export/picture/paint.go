package picture

import (
	"github.com/tdewolff/canvas"
)

// paint draws a page with one of canvas's renderers, enlarged so many times.
func (p *Page) paint(to canvas.Renderer, times float64) {
	ctx := canvas.NewContext(to)
	ctx.SetView(canvas.Identity.Scale(times, times))
	for _, m := range p.marks {
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
