package notation

import (
	"testing"
)

// TestEscapesAreCommonMark: the escapes are those that every Markdown program
// takes off again, so that it shows what people wrote.
func TestEscapesAreCommonMark(t *testing.T) {
	for text, want := range map[string]string{
		"# 見出し": `\# 見出し`, "- 棒": `\- 棒`, "1. 番号": `1\. 番号`, "12) 番号": `12\) 番号`, "> 引用": `\> 引用`,
		"a*b_c": `a\*b\_c`, "<b>": `\<b\>`, `C:\道`: `C:\\道`, "&amp;": `\&amp;`, " 前": `&#32;前`, "後\t": `後&#9;`,
		"・点": "・点", "3.5m": `3\.5m`, "令和8年": "令和8年", "題 #": `題 \#`,
	} {
		if got := Escape(text, true); got != want {
			t.Errorf("%q is written %q, not %q", text, got, want)
		}
		if back := Unescape(want); back != text {
			t.Errorf("%q reads as %q", want, back)
		}
	}
}
