package board

import (
	"strings"
	"unicode"
)

// CodeAlphabet leaves out what is confused when read aloud or copied by hand:
// 0 O, 1 I L, 5 S, 8 B, U V.
const CodeAlphabet = "234679ACDEFGHJKMNPQRTWXYZ"

// CodeLength is the length of a join code, shown 4-4. 8 of 25 characters are
// 1.5 × 10¹¹ codes: guessing one takes years even at 1,000 tries a second.
const CodeLength = 8

// asHyphen are minus, long-vowel marks, middle dots and underscore; what
// Unicode calls a dash, a space or invisible need not be listed.
const asHyphen = "−ーｰ・･_"

// NormalCode reads a join code as people type or paste it: any case, full or
// half width, with spaces, hyphens, dashes or invisible marks, and with what a
// Japanese keyboard makes of a hyphen. The result is CodeLength characters of
// the alphabet, or empty when it cannot be one.
func NormalCode(typed string) string {
	if len(typed) > 64 {
		return ""
	}
	var code []byte
	for _, r := range typed {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if unicode.In(r, unicode.White_Space, unicode.Pd, unicode.Cf) || strings.ContainsRune(asHyphen, r) {
			continue
		}
		if r > 'z' {
			return ""
		}
		c := strings.ToUpper(string(r))
		if !strings.Contains(CodeAlphabet, c) {
			return ""
		}
		code = append(code, c...)
	}
	if len(code) != CodeLength {
		return ""
	}
	return string(code)
}
