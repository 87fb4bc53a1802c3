package picture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"yoriai/server/export/typeset"
)

// Lines end between phrases, as on the screen (word-break: auto-phrase): 「来るのは
// いつも同じ」 and not 「来るのはい・つも同じ」. What a phrase is, is told by the
// letters alone: it begins behind a mark that ends something, and where anything
// but hiragana follows hiragana. Where Japanese
// forbids a line's end there is none; a phrase too long for a line is broken
// as typeset does it.

const hanging = "、。，．､｡"

// wrap breaks a text into lines of a width, in the unit of the face.
func wrap(face typeset.Face, text string, width float64) []string {
	var lines []string
	for _, paragraph := range strings.Split(typeset.Clean(text), "\n") {
		lines = append(lines, wrapOne(face, paragraph, width)...)
	}
	return lines
}

func wrapOne(face typeset.Face, paragraph string, width float64) (lines []string) {
	line := ""
	for _, phrase := range phrases(paragraph) {
		if line == "" || fits(face, line+phrase, width) {
			line += phrase
		} else {
			lines = append(lines, strings.TrimRight(line, " "+wide))
			line = phrase
		}
		if !fits(face, line, width) {
			cut := typeset.Wrap(face, line, width)
			lines = append(lines, cut[:len(cut)-1]...)
			line = cut[len(cut)-1]
		}
	}
	return append(lines, strings.TrimRight(line, " "+wide))
}

// fits allows one 、 or 。 to hang over the edge.
func fits(face typeset.Face, line string, width float64) bool {
	line = strings.TrimRight(line, " "+wide)
	long := face.Width(line)
	if last, size := utf8.DecodeLastRuneInString(line); strings.ContainsRune(hanging, last) && size < len(line) {
		long -= face.Width(string(last))
	}
	return long <= width
}

// phrases cuts a paragraph where a line may end between phrases.
func phrases(paragraph string) []string {
	var list []string
	state, phrase := -1, ""
	for rest := paragraph; len(rest) > 0; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if phrase != "" && begins(phrase, segment) {
			list = append(list, phrase)
			phrase = ""
		}
		phrase += segment
	}
	return append(list, phrase)
}

// begins tells whether a new phrase begins between two pieces. Kanji, katakana
// and Latin letters behind each other are mostly one word (バス路線, PTA活動), and
// so is お茶.
func begins(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case unicode.IsSpace(last), unicode.IsPunct(last) && !unicode.Is(unicode.Pe, last):
		return true
	case unicode.Is(unicode.Hiragana, first) && (last == 'を' || last == 'の' && !unicode.Is(unicode.Hiragana, lastButOne(before))):
		return true
	case unicode.Is(unicode.Hiragana, first), unicode.IsPunct(first) && !unicode.Is(unicode.Ps, first):
		return false
	case before == "お", before == "ご":
		return false
	}
	return unicode.Is(unicode.Hiragana, last) || unicode.Is(unicode.Ps, first)
}

// lastButOne is the last letter but one.
func lastButOne(s string) rune {
	_, size := utf8.DecodeLastRuneInString(s)
	r, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	return r
}
