package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"

	"yoriai/server/export/fonts"
	"yoriai/server/export/typeset"
)

const ptPerMm = 72 / 25.4

// Color is red, green and blue from 0 to 1.
type Color [3]float64

// Black is the colour of text.
var Black = Color{}

// Page is a page that is being drawn.
type Page struct {
	doc           *Document
	index         int
	width, height float64
	ref           ref
	out           bytes.Buffer
	fonts         map[string]ref
	marks         []*Element // by number
	inside        bool       // a marked part has begun
	annotations   []ref
	images        []ref

	fill, stroke *Color // as they were set last; nil: not known
}

// NewPage begins a page of a size in millimetres, and ends the one before.
func (d *Document) NewPage(width, height float64) *Page {
	d.endPage()
	p := &Page{
		doc: d, index: len(d.pages), width: width, height: height, ref: d.reserve(),
		fonts: map[string]ref{},
	}
	fmt.Fprintf(&p.out, "%s 0 0 %[1]s 0 0 cm\n", number5(ptPerMm))
	d.pages, d.heights, d.page = append(d.pages, p.ref), append(d.heights, height), p
	return p
}

func number5(f float64) string { return fmt.Sprintf("%.5f", f) }

// Index is the page's place in the file, from 0.
func (p *Page) Index() int { return p.index }

func (d *Document) endPage() {
	p := d.page
	if p == nil {
		return
	}
	p.End()
	contents := d.reserve()
	d.stream(contents, "", p.out.Bytes())
	body := fmt.Sprintf("<</Type/Page/Parent %v/MediaBox[0 0 %s %s]/Resources<<%s>>/Contents %v/StructParents %d/Tabs/S/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>",
		d.pageTree, number(p.width*ptPerMm), number(p.height*ptPerMm), p.resources(), contents, p.index)
	if len(p.annotations) > 0 {
		body += "/Annots" + refs(p.annotations)
	}
	d.put(p.ref, body+">>")
	d.marks = append(d.marks, p.marks)
	d.page = nil
}

func (p *Page) resources() string {
	out := "/ProcSet[/PDF/Text]"
	if len(p.images) > 0 {
		out = "/ProcSet[/PDF/Text/ImageC]/XObject<<"
		for i, at := range p.images {
			out += fmt.Sprintf("/I%d %v ", i+1, at)
		}
		out += ">>"
	}
	if len(p.fonts) == 0 {
		return out
	}
	out += "/Font<<"
	for _, name := range slices.Sorted(maps.Keys(p.fonts)) {
		out += "/" + name + " " + p.fonts[name].String()
	}
	return out + ">>"
}

func refs(list []ref) string {
	out := "["
	for i, r := range list {
		if i > 0 {
			out += " "
		}
		out += r.String()
	}
	return out + "]"
}

// Begin says that what is drawn until End belongs to an element of the tree;
// nil: that it is decoration.
func (p *Page) Begin(e *Element) {
	p.End()
	p.inside = true
	if e == nil {
		p.out.WriteString("/Artifact BMC\n")
		return
	}
	fmt.Fprintf(&p.out, "/%s<</MCID %d>>BDC\n", e.kind, len(p.marks))
	e.kids = append(e.kids, kid{page: p.index + 1, mark: len(p.marks)})
	p.marks = append(p.marks, e)
}

// End ends the part that Begin began.
func (p *Page) End() {
	if p.inside {
		p.out.WriteString("EMC\n")
		p.inside = false
	}
}

func (p *Page) setFill(c Color) {
	if p.fill != nil && *p.fill == c {
		return
	}
	p.fill = &c
	p.writeColor(c, "g", "rg")
}

func (p *Page) setStroke(c Color) {
	if p.stroke != nil && *p.stroke == c {
		return
	}
	p.stroke = &c
	p.writeColor(c, "G", "RG")
}

func (p *Page) writeColor(c Color, grey, rgb string) {
	if c[0] == c[1] && c[1] == c[2] {
		p.ops(grey, c[0])
		return
	}
	p.ops(rgb, c[0], c[1], c[2])
}

// ops writes numbers and the operator that takes them.
func (p *Page) ops(op string, numbers ...float64) {
	for _, n := range numbers {
		p.out.WriteString(number(n))
		p.out.WriteByte(' ')
	}
	p.out.WriteString(op)
	p.out.WriteByte('\n')
}

// Rect fills a rectangle.
func (p *Page) Rect(x, y, width, height float64, c Color) {
	p.setFill(c)
	p.ops("re", x, p.height-y-height, width, height)
	p.ops("f")
}

// Line draws a line.
func (p *Page) Line(x1, y1, x2, y2, width float64, c Color) {
	p.setStroke(c)
	p.ops("w", width)
	p.ops("m", x1, p.height-y1)
	p.ops("l", x2, p.height-y2)
	p.ops("S")
}

// Text draws a line of cleaned text, its baseline beginning at x, y.
func (p *Page) Text(x, y float64, f typeset.Face, c Color, s string) {
	if s == "" {
		return
	}
	p.setFill(c)
	p.out.WriteString("BT\n")
	at := x
	for i, run := range f.Runs(s) {
		e := p.use(run.Font)
		fmt.Fprintf(&p.out, "/%s %s Tf\n", e.name, number(f.Em()))
		if i == 0 {
			p.ops("Td", x, p.height-y)
		} else if shift := at - x; shift != 0 {
			p.ops("Td", shift, 0)
			x = at
		}
		p.glyphs(e, run.Glyphs)
		at += run.Width
	}
	p.out.WriteString("ET\n")
}

func (p *Page) use(font *fonts.Font) *embedded {
	e := p.doc.embed(font)
	p.fonts[e.name] = e.ref
	return e
}

// glyphs shows glyphs of one font. Where one stands off its place, or is not as
// wide as the font says, the next is moved.
func (p *Page) glyphs(e *embedded, list []typeset.Glyph) {
	open, rise := false, 0.0
	write := func(s string, on bool) {
		if open != on {
			p.out.WriteString(map[bool]string{true: "<", false: ">"}[on])
			open = on
		}
		p.out.WriteString(s)
	}
	p.out.WriteByte('[')
	for _, g := range list {
		if g.DY != rise {
			write("]TJ\n", false)
			rise = g.DY
			p.ops("Ts", rise/1000)
			p.out.WriteByte('[')
		}
		if g.DX != 0 {
			write(number(-g.DX)+" ", false)
		}
		write(fmt.Sprintf("%04X", e.code(g.ID, g.Text)), true)
		if off := e.width(g.ID) - g.Advance + g.DX; math.Abs(off) > 1 {
			write(number(off)+" ", false)
		}
	}
	write("]TJ\n", false)
	if rise != 0 {
		p.ops("Ts", 0)
	}
}
