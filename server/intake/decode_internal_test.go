package intake

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	encoding "golang.org/x/text/encoding/unicode"

	"yoriai/board"
)

// TestEncodings: what Windows, Excel and old programs save is read as what it is.
func TestEncodings(t *testing.T) {
	want := "1班: 髙橋、﨑山、①〜㈱\n"
	sjis, err := japanese.ShiftJIS.NewEncoder().String("1班: 髙橋、﨑山、①～㈱\r\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := encoding.UTF16(encoding.LittleEndian, encoding.UseBOM).NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"UTF-8": want, "with mark": "\ufeff" + want, "UTF-16": utf16, "old Mac": strings.ReplaceAll(want, "\n", "\r")} {
		if got, err := plainText(text); got != want || err != nil {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	if got, err := plainText(sjis); got != strings.ReplaceAll(want, "〜", "～") || err != nil {
		t.Errorf("Shift_JIS: %q %v", got, err)
	}
	for name, text := range map[string]string{"nothing known": "あ\xff\xfe", "binary": "PK\x03\x04\x00\x00", "odd UTF-16": "\xff\xfea"} {
		if got, err := plainText(text); board.CodeOf(err) != board.BadText {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	if _, err := plainText(strings.Repeat("あ", maxText)); board.CodeOf(err) != board.TooBig {
		t.Error(err)
	}
}
