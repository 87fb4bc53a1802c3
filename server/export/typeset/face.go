package typeset

import (
	"sync"
	"sync/atomic"

	"github.com/rivo/uniseg"

	"yoriai/server/export/fonts"
)

// Weight is how heavy a face is.
type Weight int

const (
	Regular Weight = iota
	Bold
)

// Face is a weight at a size, in points.
type Face struct {
	Weight Weight
	Size   float64
}

// MmPerPt turns points into millimetres.
const MmPerPt = 25.4 / 72

// Em is the face's size in millimetres.
func (f Face) Em() float64 { return f.Size * MmPerPt }

// Ascent is how far letters reach above the baseline, in millimetres.
func (f Face) Ascent() float64 {
	hhea := caseOf(f.Weight).fonts[0].SFNT.Hhea
	return f.Em() * float64(hhea.Ascender) / float64(caseOf(f.Weight).fonts[0].SFNT.UnitsPerEm())
}

// Glyph is a shape of a font. Measures are in thousandths of the size.
type Glyph struct {
	ID      uint16
	Advance float64
	DX, DY  float64
	Text    string // what it stands for; empty: the glyph before says it
}

// Run is a stretch of text in one font. Width is in millimetres.
type Run struct {
	Font   *fonts.Font
	Glyphs []Glyph
	Drawn  string // the text that makes the font draw it
	Width  float64
}

// cluster is a grapheme as it is drawn.
type cluster struct {
	font    *fonts.Font
	glyphs  []Glyph
	advance float64
	drawn   string // the text that makes the font draw it
	missing bool   // something of it is in no font
}

// letters is a type case: what is known of every character in one weight.
// Characters of the basic plane, which are nearly all, are looked up once, a row
// of neighbours at a time; graphemes of several characters are shaped when they come.
type letters struct {
	fonts [3]*fonts.Font
	rows  [1 << 16 / rowLength]atomic.Pointer[row]

	mu     sync.Mutex
	others map[string]cluster
}

// letter is a character of the basic plane; no glyph: it is in no font.
type letter struct {
	glyph   uint16
	advance uint16 // thousandths of the size
	font    uint8
}

const rowLength = 256

type row [rowLength]letter

// othersKept is how many graphemes are remembered: people may write any, so
// there must be an end to it.
const othersKept = 4096

var cases = [2]func() *letters{
	Regular: sync.OnceValue(func() *letters { all := fonts.Load(); return lettersOf(all.Regular, all.Rest, all.Emoji) }),
	Bold:    sync.OnceValue(func() *letters { all := fonts.Load(); return lettersOf(all.Bold, all.Rest, all.Emoji) }),
}

func caseOf(w Weight) *letters { return cases[w]() }

func lettersOf(list ...*fonts.Font) *letters {
	c := &letters{others: map[string]cluster{}}
	copy(c.fonts[:], list)
	return c
}

// basic finds a character of the basic plane.
func (c *letters) basic(r rune) letter {
	known := c.rows[r/rowLength].Load()
	if known == nil {
		known = c.look(r / rowLength * rowLength)
		c.rows[r/rowLength].Store(known) // two at once find the same
	}
	return known[r%rowLength]
}

func (c *letters) look(first rune) *row {
	var found row
	for i := range found {
		r := first + rune(i)
		for j, f := range c.fonts {
			if id := f.SFNT.GlyphIndex(r); id != 0 && r >= ' ' {
				found[i] = letter{id, uint16(perMille(f, float64(f.SFNT.GlyphAdvance(id))) + 0.5), uint8(j)}
				break
			}
		}
	}
	return &found
}

func perMille(f *fonts.Font, units float64) float64 {
	return units * 1000 / float64(f.SFNT.UnitsPerEm())
}

// Width is how wide a cleaned text is on one line, in millimetres.
func (f Face) Width(s string) float64 { return f.Em() * caseOf(f.Weight).width(s) / 1000 }

func (c *letters) width(s string) (w float64) {
	c.each(s, func(_ string, g grapheme) bool { w += g.advance; return true })
	return w
}

// grapheme is what Width needs of a cluster, and no more.
type grapheme struct {
	letter  letter   // of a single character of the basic plane
	cluster *cluster // of all others
	advance float64
}

// each walks through the graphemes of a text, until told to stop.
func (c *letters) each(s string, do func(text string, g grapheme) bool) {
	state := -1
	for len(s) > 0 {
		var text string
		text, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		if !do(text, c.find(text)) {
			return
		}
	}
}

func (c *letters) find(text string) grapheme {
	if r, single := onlyRune(text); single && r < 1<<16 {
		if l := c.basic(r); l.glyph != 0 {
			return grapheme{letter: l, advance: float64(l.advance)}
		}
		if r < ' ' {
			return grapheme{cluster: &cluster{font: c.fonts[0]}}
		}
	}
	k := c.shaped(text)
	return grapheme{cluster: &k, advance: k.advance}
}

func onlyRune(text string) (rune, bool) {
	var first rune
	for i, r := range text {
		if i > 0 {
			return 0, false
		}
		first = r
	}
	return first, true
}

// Runs are the stretches of one font that a line of cleaned text is drawn with.
func (f Face) Runs(s string) []Run {
	c := caseOf(f.Weight)
	var list []Run
	c.each(s, func(text string, g grapheme) bool {
		k := g.cluster
		if k == nil {
			k = &cluster{font: c.fonts[g.letter.font], drawn: text, glyphs: []Glyph{{ID: g.letter.glyph, Advance: g.advance, Text: text}}}
		}
		if len(list) == 0 || list[len(list)-1].Font != k.font {
			list = append(list, Run{Font: k.font})
		}
		last := &list[len(list)-1]
		last.Glyphs = append(last.Glyphs, k.glyphs...)
		last.Drawn += k.drawn
		last.Width += f.Em() * g.advance / 1000
		return true
	})
	return list
}

// Missing counts the characters of a cleaned text that no font has.
func Missing(s string) int { return len(Absent(s)) }

// Absent are the characters of a cleaned text that no font has, as often as
// they stand in it.
func Absent(s string) (list []string) {
	caseOf(Regular).each(s, func(text string, g grapheme) bool {
		if g.cluster != nil && g.cluster.missing {
			list = append(list, text)
		}
		return true
	})
	return list
}
