package notation

import (
	"slices"
	"strings"
)

// The labels before facts, in our own Markdown (the first of each) and in what
// people bring.
var (
	EventWords = []string{"催し", "催しの名前", "ワークショップ"}
	DateWords  = []string{"日にち", "日時", "日付", "開催日", "とき"}
	PlaceWords = []string{"会場", "場所", "ところ"}
	HostWords  = []string{"主催", "主催者"}
	ThemeWords = []string{"問い", "テーマ", "題"}
)

// CutColon takes a colon of either width off the front.
func CutColon(s string) (string, bool) {
	for _, colon := range []string{":", "："} {
		if after, ok := strings.CutPrefix(s, colon); ok {
			return strings.TrimSpace(after), true
		}
	}
	return s, false
}

// Labelled splits 「会場: 中央公民館」 at its first colon.
func Labelled(s string) (label, value string, ok bool) {
	at := strings.IndexAny(s, ":：")
	if at <= 0 {
		return "", "", false
	}
	value, _ = CutColon(s[at:])
	return strings.TrimSpace(s[:at]), value, value != ""
}

// AsTheme reads 「問い: …」.
func AsTheme(s string) (string, bool) {
	label, value, ok := Labelled(s)
	return value, ok && slices.Contains(ThemeWords, label)
}
