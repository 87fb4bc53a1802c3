// Package fonts holds the type faces of papers and pictures.
//
// The idea: a face for all public papers (BIZ UDPGothic, a universal design),
// what it lacks of Japanese names (the rest of Noto Sans JP) and the emoji that
// people write (Noto Emoji, one colour). They are read once, when the first
// paper is asked for, and shared by all.
package fonts

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	shaping "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/tdewolff/font"
)

//go:embed *.ttf
var files embed.FS

// Faces are the fonts in the order in which one looks for a character.
type Faces struct {
	Regular, Bold *Font
	Rest          *Font // rare kanji and other scripts
	Emoji         *Font
}

// Load reads the fonts, the first time.
var Load = sync.OnceValue(func() Faces {
	return Faces{
		Regular: read("BIZUDPGothic-Regular"),
		Bold:    read("BIZUDPGothic-Bold"),
		Rest:    read("NotoSansJP-rest"),
		Emoji:   read("NotoEmoji-Regular"),
	}
})

// Font is a font with its tables, and with what sets graphemes of several characters.
type Font struct {
	*font.SFNT
	name string

	mu     sync.Mutex // the shaper keeps notes of its own and bears no two callers at once
	shaper *harfbuzz.Font
}

func read(name string) *Font {
	data, err := files.ReadFile(name + ".ttf")
	if err != nil {
		panic(err) // embedded: it was there when the program was built
	}
	f, err := parse(name, data)
	if err != nil {
		panic(fmt.Errorf("font %s: %w", name, err))
	}
	return f
}

func parse(name string, data []byte) (*Font, error) {
	tables, err := font.ParseSFNT(data, 0)
	if err != nil {
		return nil, err
	}
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	face, err := shaping.NewFont(loader)
	if err != nil {
		return nil, err
	}
	return &Font{SFNT: tables, name: name, shaper: harfbuzz.NewFont(shaping.NewFace(face))}, nil
}

// Name is what the font is called in files.
func (f *Font) Name() string { return f.name }

// Glyph is a shape of the font, with its measures in the font's units.
type Glyph struct {
	ID      uint16
	Advance int32
	DX, DY  int32
}

// noLigatures: a letter is as wide alone as among others.
var noLigatures = []harfbuzz.Feature{{Tag: opentype.MustNewTag("liga"), Value: 0, Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd}}

// Shape finds the shapes that a text is drawn with.
func (f *Font) Shape(text string) []Glyph {
	f.mu.Lock()
	defer f.mu.Unlock()
	buffer := harfbuzz.NewBuffer()
	buffer.AddRunes([]rune(text), 0, -1)
	buffer.GuessSegmentProperties()
	buffer.Shape(f.shaper, noLigatures)
	glyphs := make([]Glyph, len(buffer.Info))
	for i, info := range buffer.Info {
		at := buffer.Pos[i]
		glyphs[i] = Glyph{ID: uint16(info.Glyph), Advance: int32(at.XAdvance), DX: int32(at.XOffset), DY: int32(at.YOffset)}
	}
	return glyphs
}
