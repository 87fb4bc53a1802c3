package board

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// CleanText makes a stored text of a typed one: line ends of every system
// become LF, outer white space goes. Everything else stays as it was written:
// half-width kana, decomposed が, a mood, an emoji. It refuses (BadText) what
// is no text: broken UTF-8, control characters, nothing but blanks; and
// (TooBig) more than maxChars user-perceived characters or Bounds.NoteBytes.
func CleanText(s string, maxChars int) (string, error) {
	s, err := cleanControls(s)
	if err != nil {
		return "", err
	}
	s = strings.TrimFunc(s, unicode.IsSpace)
	if IsBlank(s) {
		return "", Errorf(BadText, "the text is empty")
	}
	if len(s) > Bounds.NoteBytes || Chars(s) > maxChars {
		return "", Errorf(TooBig, "the text is longer than %d characters", maxChars)
	}
	return s, nil
}

// CleanLine is CleanText for one line (a name, a title, a place): line ends
// and tabs become spaces, and the marks that turn the reading direction go,
// because they would turn the line they are printed in as well.
func CleanLine(s string, maxChars int) (string, error) {
	if !utf8.ValidString(s) { // asked first: what follows would make U+FFFD of it
		return "", Errorf(BadText, "the text is not valid UTF-8")
	}
	s, err := CleanText(stripBidi(s), maxChars)
	if err != nil {
		return "", err
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s), nil
}

// cleanOptional is CleanText that lets the empty text pass.
func cleanOptional(s string, maxChars int) (string, error) {
	if strings.TrimFunc(s, unicode.IsSpace) == "" {
		return "", nil
	}
	return CleanText(s, maxChars)
}

// cleanOptionalLine lets the empty line pass.
func cleanOptionalLine(s string, maxChars int) (string, error) {
	if strings.TrimFunc(s, unicode.IsSpace) == "" {
		return "", nil
	}
	return CleanLine(s, maxChars)
}

// Chars counts user-perceived characters (grapheme clusters, UAX #29): a
// family emoji is one, and so is か with a combining mark.
func Chars(s string) int { return uniseg.GraphemeClusterCount(s) }

// Cut shortens s to at most n user-perceived characters, marking the cut with 「…」.
func Cut(s string, n int) string {
	if Chars(s) <= n {
		return s
	}
	g := uniseg.NewGraphemes(s)
	end := 0
	for i := 0; i < n && g.Next(); i++ {
		_, end = g.Positions()
	}
	return s[:end] + "…"
}

// IsBlank reports whether nothing in s can be seen: white space of every
// width, zero-width characters, invisible operators, letters without ink.
func IsBlank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !strings.ContainsRune(inkless, r) {
			return false
		}
	}
	return true
}

// inkless are the Hangul fillers and the empty Braille cell: letters to
// Unicode, nothing to the eye, and used to make names that nobody can see.
const inkless = "\u115f\u1160\u3164\uffa0\u2800"

func cleanControls(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", Errorf(BadText, "the text is not valid UTF-8")
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	for _, r := range s {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return "", Errorf(BadText, "the text holds control characters")
		}
	}
	return s, nil
}

func stripBidi(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f' {
			return -1
		}
		return r
	}, s)
}
