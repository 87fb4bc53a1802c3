// Package fonts holds the type faces of papers and pictures.
//
// The idea: a face for all public papers (BIZ UDPGothic, a universal design),
// what it lacks of Japanese names (the rest of Noto Sans JP) and the emoji that
// people write (Noto Emoji, one colour). They are read once, when the first
// paper is asked for, and shared by all.
//
// Trap: the shaper inside a canvas.Font keeps notes of its own and bears no
// two callers at once; who shapes goes through typeset, which takes turns.
package fonts

import (
	"embed"
	"fmt"
	"sync"

	"github.com/tdewolff/canvas"
)

//go:embed *.ttf
var files embed.FS

// Faces are the fonts in the order in which one looks for a character.
type Faces struct {
	Regular, Bold *canvas.Font
	Rest          *canvas.Font // rare kanji and other scripts
	Emoji         *canvas.Font
}

// Load reads the fonts, the first time.
var Load = sync.OnceValue(func() Faces {
	return Faces{
		Regular: face("BIZUDPGothic-Regular.ttf", canvas.FontRegular),
		Bold:    face("BIZUDPGothic-Bold.ttf", canvas.FontBold),
		Rest:    face("NotoSansJP-rest.ttf", canvas.FontRegular),
		Emoji:   face("NotoEmoji-Regular.ttf", canvas.FontRegular),
	}
})

func face(name string, style canvas.FontStyle) *canvas.Font {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded: it was there when the program was built
	}
	f, err := canvas.LoadFont(data, 0, style)
	if err != nil {
		panic(fmt.Errorf("font %s: %w", name, err))
	}
	// No ligatures of Latin letters: a letter is as wide alone as among others.
	f.SetFeatures("-liga")
	return f
}
