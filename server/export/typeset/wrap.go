package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const (
	spaces  = " \u3000"
	hanging = "、。，．､｡"
	// noStart may not begin a line and noEnd may not end one, where a word is
	// too long for a line and is cut. Elsewhere the line breaking rules of
	// Unicode see to it, which know far more such marks.
	noStart = hanging + "」』）〕］｝〉》】｣)]}!?！？ー・：；:;,.…‥々ゝゞヽヾっゃゅょぁぃぅぇぉッャュョァィゥェォヵヶゎヮ％%゛゜ﾞﾟ"
	noEnd   = "「『（〔［｛〈《【｢([{"
)

// Wrap breaks a text into lines that are no wider than width millimetres.
func Wrap(f Face, s string, width float64) []string {
	w := wrapping{letters: caseOf(f.Weight), room: width / f.Em() * 1000}
	for _, paragraph := range strings.Split(Clean(s), "\n") {
		w.paragraph(paragraph)
	}
	return w.lines
}

// WrapEven breaks a text like Wrap, but leaves no word or two alone on the last
// line where that can be had with as many lines.
func WrapEven(f Face, s string, width float64) []string {
	const alone, least = 3, 0.85 // letters; of the width
	lines := Wrap(f, s, width)
	if len(lines) < 2 || f.Width(lines[len(lines)-1]) > alone*f.Em() {
		return lines
	}
	for part := 0.98; part > least; part -= 0.02 {
		other := Wrap(f, s, width*part)
		if len(other) > len(lines) {
			break
		}
		if f.Width(other[len(other)-1]) > alone*f.Em() {
			return other
		}
	}
	return lines
}

// wrapping is a text on its way into lines. Measures are in thousandths of the size.
type wrapping struct {
	letters *letters
	room    float64
	lines   []string
	cut     bool // a word did not fit on any line

	line  string // what stands on the line already
	width float64
}

func (w *wrapping) paragraph(s string) {
	state := -1
	for len(s) > 0 {
		var segment string
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		w.add(segment)
	}
	w.end()
}

// end closes the line.
func (w *wrapping) end() {
	w.lines = append(w.lines, strings.TrimRight(w.line, spaces))
	w.line, w.width = "", 0
}

// add puts a segment that may not be broken on the line, or on the next one.
func (w *wrapping) add(segment string) {
	if w.width+w.least(segment) > w.room && w.line != "" {
		w.end()
	}
	for w.least(segment) > w.room {
		at := w.cutAt(segment)
		if at == len(segment) {
			break // a single letter wider than the room
		}
		w.cut = true
		w.line = segment[:at]
		w.end()
		segment = segment[at:]
	}
	w.line += segment
	w.width += w.letters.width(segment)
}

// least is how much room a segment must have at the end of a line: the spaces
// behind it need none, and one 、 or 。 may hang over the edge.
func (w *wrapping) least(segment string) float64 {
	body := strings.TrimRight(segment, spaces)
	return w.letters.width(body) - w.hang(body)
}

func (w *wrapping) hang(body string) float64 {
	last, size := utf8.DecodeLastRuneInString(body)
	if size == len(body) || !strings.ContainsRune(hanging, last) {
		return 0
	}
	return w.letters.width(string(last))
}

// cutAt finds where a segment that is too long is cut: as late as it fits, but
// where neither side gets a mark that may not stand there, if that can be had.
func (w *wrapping) cutAt(segment string) int {
	var ends []int // of the graphemes that fit
	at, width := 0, 0.0
	w.letters.each(segment, func(text string, g grapheme) bool {
		if width += g.advance; width > w.room && at > 0 {
			return false
		}
		at += len(text)
		ends = append(ends, at)
		return true
	})
	for i := len(ends) - 1; i > len(ends)/2; i-- {
		if mayCut(segment, ends[i]) {
			return ends[i]
		}
	}
	return at
}

func mayCut(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return !strings.ContainsRune(noEnd, before) && (at == len(s) || !strings.ContainsRune(noStart, after))
}

// Fitted is a text that was made to fit a box.
type Fitted struct {
	Face  Face
	Lines []string
	Cut   bool // it did not fit at the smallest size, and ends with …
}

// Fit breaks a text for a box of width × height millimetres, as large as it
// fits between two sizes in points. Leading is the height of a line in sizes.
func Fit(weight Weight, s string, width, height, from, to, leading float64) Fitted {
	const step = 0.5
	for size := from; ; size -= step {
		f := Face{weight, max(size, to)}
		w := wrapping{letters: caseOf(weight), room: width / f.Em() * 1000}
		for _, paragraph := range strings.Split(Clean(s), "\n") {
			w.paragraph(paragraph)
		}
		rows := max(1, int(height/(f.Em()*leading)+0.001))
		last := size <= to
		if len(w.lines) <= rows && (!w.cut || last) {
			return Fitted{f, w.lines, false}
		}
		if last {
			return Fitted{f, ended(f, w.lines[:rows], width), true}
		}
	}
}

// ended puts … at the end of what could be shown.
func ended(f Face, lines []string, width float64) []string {
	last := lines[len(lines)-1]
	for last != "" && f.Width(last+"…") > width {
		_, size := lastGrapheme(last)
		last = last[:len(last)-size]
	}
	return append(append([]string{}, lines[:len(lines)-1]...), last+"…")
}

func lastGrapheme(s string) (string, int) {
	state, text, rest := -1, "", s
	for len(rest) > 0 {
		text, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
	}
	return text, len(text)
}
