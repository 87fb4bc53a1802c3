package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/tdewolff/canvas"

	"yoriai/server/export/typeset"
)

// A page can be drawn on by what draws on a canvas.
var _ canvas.Renderer = (*Page)(nil)

// Size is the page's, in millimetres.
func (p *Page) Size() (float64, float64) { return p.width, p.height }

// paint sets a colour with its transparency.
func (p *Page) paint(c color.RGBA, set func(Color)) {
	if c.A == 0 {
		p.setAlpha(0)
		return
	}
	a := float64(c.A)
	set(Color{float64(c.R) / a, float64(c.G) / a, float64(c.B) / a})
	p.setAlpha(a / 255)
}

func (p *Page) setAlpha(a float64) {
	if a == p.alpha {
		return
	}
	p.alpha = a
	name := fmt.Sprintf("A%d", int(math.Round(a*255)))
	p.states[name] = fmt.Sprintf("<</ca %s/CA %[1]s>>", number(a))
	fmt.Fprintf(&p.out, "/%s gs\n", name)
}

// RenderPath draws a path of a canvas.
func (p *Page) RenderPath(path *canvas.Path, style canvas.Style, m canvas.Matrix) {
	if style.HasFill() && style.Fill.IsColor() {
		p.paint(style.Fill.Color, p.setFill)
		op := "f"
		if style.FillRule == canvas.EvenOdd {
			op = "f*"
		}
		p.path(path.Copy().Transform(m), op)
	}
	if style.HasStroke() && style.Stroke.IsColor() {
		p.strokePath(path, style, m)
	}
	p.setAlpha(1)
}

// strokePath draws a line. Widths and dashes grow with what they are drawn on.
func (p *Page) strokePath(path *canvas.Path, style canvas.Style, m canvas.Matrix) {
	scale := math.Sqrt(math.Abs(m.Det()))
	p.paint(style.Stroke.Color, p.setStroke)
	p.ops("w", style.StrokeWidth*scale)
	p.ops("J", capOf(style.StrokeCapper))
	p.ops("j", joinOf(style.StrokeJoiner))
	p.out.WriteByte('[')
	for _, d := range style.Dashes {
		p.out.WriteString(number(d*scale) + " ")
	}
	p.ops("]" + number(style.DashOffset*scale) + " d")
	p.path(path.Copy().Transform(m), "S")
	p.ops("[]0 d")
}

func capOf(c canvas.Capper) float64 {
	switch c.(type) {
	case canvas.RoundCapper:
		return 1
	case canvas.SquareCapper:
		return 2
	}
	return 0
}

func joinOf(j canvas.Joiner) float64 {
	switch j.(type) {
	case canvas.RoundJoiner:
		return 1
	case canvas.BevelJoiner:
		return 2
	}
	return 0
}

func (p *Page) path(path *canvas.Path, op string) {
	if path.Empty() {
		return
	}
	p.out.WriteString(path.ToPDF())
	p.out.WriteString("\n" + op + "\n")
}

// RenderText draws a text of a canvas.
func (p *Page) RenderText(text *canvas.Text, m canvas.Matrix) {
	text.WalkSpans(func(x, y float64, span canvas.TextSpan) {
		if !span.IsText() || !span.Face.Fill.IsColor() {
			return
		}
		p.paint(span.Face.Fill.Color, p.setFill)
		e := p.use(span.Face.Font)
		at := m.Translate(x, y)
		p.out.WriteString("BT\n")
		fmt.Fprintf(&p.out, "/%s %s Tf\n", e.name, number(span.Face.Size))
		p.ops("Tm", at[0][0], at[1][0], at[0][1], at[1][1], at[0][2], at[1][2])
		p.glyphs(e, spanGlyphs(span))
		p.out.WriteString("ET\n")
	})
	p.setAlpha(1)
}

func spanGlyphs(span canvas.TextSpan) []typeset.Glyph {
	units := float64(span.Face.Font.SFNT.UnitsPerEm()) / 1000
	list := make([]typeset.Glyph, len(span.Glyphs))
	for i, g := range span.Glyphs {
		list[i] = typeset.Glyph{ID: g.ID, Advance: float64(g.XAdvance) / units, DX: float64(g.XOffset) / units, DY: float64(g.YOffset) / units, Text: g.Text}
	}
	return list
}

// RenderImage draws an image of a canvas.
func (p *Page) RenderImage(img image.Image, m canvas.Matrix) {
	size := img.Bounds().Size()
	if size.X == 0 || size.Y == 0 {
		return
	}
	name := p.image(img)
	at := m.Scale(float64(size.X), float64(size.Y))
	p.out.WriteString("q\n")
	p.ops("cm", at[0][0], at[1][0], at[0][1], at[1][1], at[0][2], at[1][2])
	fmt.Fprintf(&p.out, "/%s Do\nQ\n", name)
}

// image embeds an image whose clear parts become white, as the paper is.
func (p *Page) image(img image.Image) string {
	b := img.Bounds()
	data := make([]byte, 0, 3*b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, a := img.At(x, y).RGBA()
			white := 0xffff - a
			data = append(data, byte((r+white)>>8), byte((g+white)>>8), byte((bl+white)>>8))
		}
	}
	r := p.doc.reserve()
	p.doc.stream(r, imageDict(b.Dx(), b.Dy()), data)
	return p.doc.nameImage(p, r)
}

func imageDict(width, height int) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8", width, height)
}

func (d *Document) nameImage(p *Page, r ref) string {
	d.pictures++
	name := fmt.Sprintf("I%d", d.pictures)
	p.images[name] = r
	return name
}

// JPEG puts a photo, as it was taken, into a box of the page. Its size in dots
// must be known, and its colours be red, green and blue.
func (p *Page) JPEG(data []byte, dotsWide, dotsHigh int, x, y, width, height float64) {
	r := p.doc.reserve()
	p.doc.raw(r, imageDict(dotsWide, dotsHigh)+"/Filter/DCTDecode", bytes.Clone(data))
	name := p.doc.nameImage(p, r)
	p.out.WriteString("q\n")
	p.ops("cm", width, 0, 0, height, x, p.height-y-height)
	fmt.Fprintf(&p.out, "/%s Do\nQ\n", name)
}
