package layout

import (
	"strings"
	"unicode/utf16"
)

// paragraphs is about how wide each line of a text is, in letters (em),
// without drawing it; at least one. The twin of static/lib/text_width.js.
func paragraphs(text string) []float64 {
	var widths []float64
	for _, line := range strings.Split(text, "\n") {
		widths = append(widths, widthOf(line))
	}
	return widths
}

// widthOf adds up code units as the browser does: kana of a proportional face
// are a little narrower than its kanji.
func widthOf(line string) float64 {
	width := 0.0
	for _, code := range utf16.Encode([]rune(line)) {
		switch {
		case code < 0x300 || (code >= 0xff61 && code <= 0xff9f):
			width += 0.55
		case code >= 0xd800 && code <= 0xdfff:
			width += 0.5 // two halves of one
		case code >= 0x3040 && code <= 0x30ff:
			width += 0.93
		default:
			width++
		}
	}
	return width
}
