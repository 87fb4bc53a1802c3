package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// Reckoned is the Ruler of who has no letters: texts fall as the browser
// reckons before it draws anything (static/model/sizes.js), with the buttons
// that stand on a screen.
type Reckoned struct{}

// Not constants: those Go would add up exactly, and browsers do not.
var (
	screenButton, screenGap = 1.5, 0.222
	small                   = 0.833
	countLetters            = 0.5 + 2.2*small
)

func reckonedWidths(text string) []float64 {
	var widths []float64
	for _, line := range strings.Split(text, "\n") {
		width := 0.0
		for _, code := range utf16.Encode([]rune(line)) {
			switch {
			case code < 0x300 || (code >= 0xff61 && code <= 0xff9f):
				width += 0.55
			case code >= 0xd800 && code <= 0xdfff:
				width += 0.5
			case code >= 0x3040 && code <= 0x30ff:
				width += 0.93
			default:
				width++
			}
		}
		widths = append(widths, width)
	}
	return widths
}

func (Reckoned) NoteHigh(p *Piece) float64 {
	n := 0.0
	for _, long := range reckonedWidths(p.Text) {
		n += max(1, math.Ceil(long/math.Floor(NoteWords()/NoteLetter)))
	}
	return NoteHigh(int(n), 1.556)
}

func (Reckoned) Words(p *Piece) float64 {
	widest := slices.Max(reckonedWidths(p.Text))
	if p.Kind == Sentence {
		return widest + 0.444 + screenButton + 2
	}
	if p.Text == "" {
		widest = 6
	}
	_, letter := Card(p.Level)
	return float64(widest*letter) + countLetters
}

func (r Reckoned) WordsHigh(p *Piece, width float64) float64 {
	lines := math.Ceil(r.Words(p) / width)
	if p.Kind == Sentence {
		return lines * max(1.45, screenButton)
	}
	_, letter := Card(p.Level)
	return float64(lines*letter) * 1.4
}

func (Reckoned) Beside(*Piece) Size {
	return Size{W: screenButton + screenGap, H: screenButton}
}
