package typeset

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is as many marks as a letter keeps when it is drawn. Living
// languages need two or three; more is play, and would run over its neighbours.
const maxMarks = 4

const (
	joiner = '\u200d' // holds the parts of an emoji together
	tofu   = '〓'      // geta: the printers' sign for a letter that is not in the case
)

// Clean makes a text ready to be set: what has no place on paper is left out
// (marks that turn the reading direction, selectors of variants, skin tones,
// controls), every kind of space but the wide one becomes a plain one, and a
// letter with its marks becomes the one letter that fonts know (か and ゙: が).
// Line ends stay.
func Clean(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	var letter []rune // with its marks, not yet written
	flush := func() {
		if len(letter) > 1 {
			out.WriteString(norm.NFC.String(string(letter)))
		} else if len(letter) == 1 {
			out.WriteRune(letter[0])
		}
		letter = letter[:0]
	}
	for _, r := range strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s) {
		if r = shown(r); r < 0 {
			continue
		}
		if unicode.In(r, unicode.Mn, unicode.Me) && len(letter) > 0 {
			if len(letter) <= maxMarks {
				letter = append(letter, r)
			}
			continue
		}
		flush()
		letter = append(letter, r)
	}
	flush()
	return out.String()
}

// shown gives what stands for a character on paper; below zero: nothing.
func shown(r rune) rune {
	switch {
	case r == '\n', r == joiner, r == '\u3000', r == '\u00a0':
		return r
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
		return ' '
	case r >= '\U0001F3FB' && r <= '\U0001F3FF', // skin tones
		unicode.Is(unicode.Variation_Selector, r), unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
