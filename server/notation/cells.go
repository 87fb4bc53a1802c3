package notation

import (
	"strings"
)

// GuardCell keeps a text from being run as a formula: Excel and its like read one
// behind = + - @ and behind a tab or a return, and those that speak Japanese
// behind the full-width signs too. The apostrophe tells them that it is text.
func GuardCell(s string) string {
	if strings.IndexAny(s, formulaSigns) == 0 {
		return "'" + s
	}
	return s
}

const formulaSigns = "=+-@\t\r\n＝＋－＠"

// UnguardCell takes the apostrophe off that GuardCell put before a text.
func UnguardCell(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && strings.IndexAny(rest, formulaSigns) == 0 {
		return rest
	}
	return s
}
