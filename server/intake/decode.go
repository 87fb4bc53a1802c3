package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"yoriai/board"
)

// maxText bounds a pasted or uploaded text, in bytes: the largest workshop our
// own Markdown can hold is well below, and nothing of it is read before it is counted.
const maxText = 5 << 20

// plainText makes text of what people paste or upload: a file by its byte
// order mark; else UTF-8; else what Windows and Excel in Japan save
// (Shift_JIS with its extensions), or what older city systems do (EUC-JP,
// ISO-2022-JP). Line ends become LF.
// Errors: TooBig, BadText.
func plainText(s string) (string, error) {
	if len(s) > maxText {
		return "", board.Errorf(board.TooBig, "the text is larger than %d MiB", maxText>>20)
	}
	s, err := decoded(s)
	if err != nil {
		return "", err
	}
	if strings.ContainsRune(s, 0) {
		return "", board.Errorf(board.BadText, "this is no text")
	}
	return lineEnds.Replace(s), nil
}

// lineEnds: besides those of every system, the breaks that word processors put
// into plain text (vertical tab, form feed) and Unicode's own.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func decoded(s string) (string, error) {
	switch {
	case strings.HasPrefix(s, "\uFEFF"):
		s = s[len("\uFEFF"):]
	case strings.HasPrefix(s, "\xFF\xFE"):
		return decodedBy(s, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM))
	case strings.HasPrefix(s, "\xFE\xFF"):
		return decodedBy(s, unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM))
	}
	if strings.Contains(s, "\x1b$") { // the sign with which ISO-2022-JP turns to kanji; nobody types it
		return decodedBy(s, japanese.ISO2022JP)
	}
	if utf8.ValidString(s) {
		return s, nil
	}
	if text, err := decodedBy(s, japanese.EUCJP); err == nil && !isHalfWidth(s) {
		return text, nil
	}
	return decodedBy(s, japanese.ShiftJIS)
}

// isHalfWidth reports whether a text could be nothing but half-width katakana
// in Shift_JIS. Of what can be read as EUC-JP nothing else can be meant
// otherwise: kana and kanji of Shift_JIS begin with bytes that EUC-JP does not
// have. A list of more than a few words in EUC-JP has bytes beyond these.
func isHalfWidth(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 && (s[i] < 0xA1 || s[i] > 0xDF) {
			return false
		}
	}
	return true
}

// decodedBy refuses what the encoding cannot be: a replacement character in
// the result would be a character that somebody wrote and nobody gets back.
func decodedBy(s string, from encoding.Encoding) (string, error) {
	out, err := from.NewDecoder().Bytes([]byte(s))
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", board.Errorf(board.BadText, "the text is in no encoding that is read here: UTF-8, UTF-16, Shift_JIS, EUC-JP")
	}
	return string(out), nil
}

// runeAt is the character that begins at byte i, and its width in bytes.
func runeAt(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) }
