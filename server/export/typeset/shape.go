package typeset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"yoriai/server/export/fonts"
)

// shaped finds how a grapheme is drawn that is not one plain character.
func (c *letters) shaped(text string) cluster {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, known := c.others[text]
	if !known {
		if len(c.others) >= othersKept {
			clear(c.others)
		}
		k = c.shape(text)
		c.others[strings.Clone(text)] = k
	}
	return k
}

// shape draws a grapheme with the first font that has all of it. Where none
// has, its first letter is drawn with what there is.
func (c *letters) shape(text string) cluster {
	for _, f := range c.fonts {
		if hasAll(f, text) {
			return shapedBy(f, text)
		}
	}
	first, _ := utf8.DecodeRuneInString(norm.NFD.String(text))
	for _, f := range c.fonts {
		if f.SFNT.GlyphIndex(first) != 0 {
			return shapedBy(f, string(first)).standingFor(text)
		}
	}
	return shapedBy(c.fonts[0], string(tofu)).standingFor(text)
}

// hasAll says whether a font has every character but those that are never seen.
func hasAll(f *fonts.Font, text string) bool {
	for _, r := range text {
		if r != joiner && f.SFNT.GlyphIndex(r) == 0 {
			return false
		}
	}
	return strings.Trim(text, string(joiner)) != ""
}

// standingFor says what a cluster's shapes stand for, in place of what is drawn.
func (k cluster) standingFor(text string) cluster {
	if len(k.glyphs) > 0 {
		k.glyphs[0].Text = text
	}
	k.missing = true
	return k
}

func shapedBy(f *fonts.Font, text string) cluster {
	k := cluster{font: f, drawn: text}
	for _, g := range f.Shape(text) {
		if g.ID == 0 {
			continue // a joiner that the font has no shape for
		}
		k.glyphs = append(k.glyphs, Glyph{
			ID: g.ID, Advance: perMille(f, float64(g.Advance)),
			DX: perMille(f, float64(g.DX)), DY: perMille(f, float64(g.DY)),
		})
		k.advance += perMille(f, float64(g.Advance))
	}
	k.label(text)
	return k
}

// label says what each shape stands for: a letter each where there are as many
// shapes as letters, else the first one stands for all.
func (k cluster) label(text string) {
	runes := []rune(text)
	for i := range k.glyphs {
		if len(runes) == len(k.glyphs) {
			k.glyphs[i].Text = string(runes[i])
		} else if i == 0 {
			k.glyphs[i].Text = text
		}
	}
}
