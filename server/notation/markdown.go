package notation

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Escape writes one line of people's text so that CommonMark shows it as it
// is. start: it stands where a line begins, so that what would open a block
// there is escaped as well. Blanks at either end, which Markdown drops, become
// character references.
func Escape(s string, start bool) string {
	body := strings.Trim(s, " \t")
	head := s[:strings.Index(s, body)]
	tail := s[len(head)+len(body):]
	var out strings.Builder
	references(&out, head)
	at := opening(body)
	for i, r := range body {
		if strings.ContainsRune("\\`*_[]<>~|&", r) || start && i == at || r == '#' && i == len(body)-1 {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	references(&out, tail)
	return out.String()
}

// opening is the byte of a line whose escape keeps it from opening a block; −1: none.
func opening(s string) int {
	if s == "" {
		return -1
	}
	if strings.ContainsRune("#-+=", rune(s[0])) {
		return 0
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		return digits
	}
	return -1
}

func references(out *strings.Builder, s string) {
	for _, r := range s {
		fmt.Fprintf(out, "&#%d;", r)
	}
}

// Guard keeps an escaped text from being read as one of our forms, which it
// equals (or, for the ending, ends with) by chance.
func Guard(s string, forms ...string) string {
	if slices.Contains(forms, Again) && strings.HasSuffix(s, Again) {
		s = s[:len(s)-1] + `\` + s[len(s)-1:]
	}
	if slices.Contains(forms, s) {
		return GuardFirst(s)
	}
	return s
}

// GuardFirst writes the first character otherwise than as itself.
func GuardFirst(s string) string {
	r, width := utf8.DecodeRuneInString(s)
	if isMark(r) {
		return `\` + s
	}
	return fmt.Sprintf("&#%d;", r) + s[width:]
}

// EscapeName is Escape for a name in a member line.
func EscapeName(s string) string {
	s = strings.ReplaceAll(Escape(s, true), Between, fmt.Sprintf("&#%d;", []rune(Between)[0]))
	if strings.HasSuffix(s, Leads) {
		s = s[:len(s)-1] + `\` + s[len(s)-1:]
	}
	return s
}

// isMark reports ASCII punctuation: what a backslash may escape.
func isMark(r rune) bool {
	return r > ' ' && r < 0x7f && !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z')
}

// Unescape takes escapes and numeric character references back.
func Unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isMark(rune(s[i+1])) {
			i++
		} else if r, width := reference(s[i:]); width > 0 {
			out.WriteRune(r)
			i += width - 1
			continue
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// reference reads &#12354; at the beginning of s; width 0: there is none.
func reference(s string) (r rune, width int) {
	rest, ok := strings.CutPrefix(s, "&#")
	end := strings.IndexByte(rest, ';')
	if !ok || end < 1 || end > 7 {
		return 0, 0
	}
	n, err := strconv.ParseUint(rest[:end], 10, 32)
	if err != nil || !utf8.ValidRune(rune(n)) || n == 0 {
		return 0, 0
	}
	return rune(n), len("&#") + end + 1
}
