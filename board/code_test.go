package board_test

import (
	"strings"
	"testing"

	"yoriai/board"
)

// A code is read however people type it: by hand from a projector, on a phone
// with a Japanese keyboard, or pasted out of a chat.
func TestCodesAsPeopleTypeThem(t *testing.T) {
	const code = "KTRM49WP"
	for _, typed := range []string{
		"KTRM49WP", "ktrm49wp", "KtRm-49Wp", "KTRM 49WP", "KTRM　49WP", "  KTRM-49WP\n", "KTRM\t49WP", "KTRM\u00a049WP",
		"ＫＴＲＭ４９ＷＰ", "ｋｔｒｍ－４９ｗｐ", "ＫＴＲＭ＿４９ＷＰ", "KTRM\u201049WP", "KTRM\u201149WP", "KTRM\u201249WP", "KTRM–49WP", "KTRM—49WP", "KTRM―49WP",
		"KTRM−49WP", "KTRMー49WP", "KTRMｰ49WP", "KTRM・49WP", "KTRM･49WP", "KTRM_49WP", "KTRM〜49WP", "KTRM\ufe6349WP", "K-T-R-M-4-9-W-P",
		"\ufeffKTRM\u200b49WP\u200e", "----KTRM----49WP----",
	} {
		if got := board.NormalCode(typed); got != code {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
	for _, typed := range []string{
		"", "-", "KTRM49W", "KTRM49WPP", "KTRM49WO", "KTRM49W0", "KTRM49WI", "KTRM49WL", "KTRM49W1", "KTRM49WS", "KTRM49W5", "KTRM49WB", "KTRM49W8", "KTRM49WU", "KTRM49WV",
		"KTRM/49WP", "KTRM49W😀", "KTRM49W\u212a", "KTRM49Wр", "КTRM49WP", "KTRM49WP\x00", "KTRM\xff49WP", "constructor", "KTRM49WP" + strings.Repeat("-", 57),
	} {
		if got := board.NormalCode(typed); got != "" {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}

// The alphabet holds nothing that is confused when read aloud or copied by hand.
func TestCodeAlphabet(t *testing.T) {
	if strings.ContainsAny(board.CodeAlphabet, "0O1IL5S8BUV") || len(board.CodeAlphabet) != 25 || board.NormalCode(strings.Repeat("A", board.CodeLength)) == "" {
		t.Errorf("the alphabet is %s", board.CodeAlphabet)
	}
}

// A form may send what no JSON would: broken UTF-8 is refused in a name before
// anything else touches it, and never becomes U+FFFD.
func TestBrokenUTF8InALine(t *testing.T) {
	for _, typed := range []string{"\xff", "花\xe5", "\u202e花\xff"} {
		if name, err := board.CleanLine(typed, board.Bounds.NameChars); board.CodeOf(err) != board.BadText || name != "" {
			t.Errorf("%q became %q, %v", typed, name, err)
		}
		if text, err := board.CleanText(typed, board.Bounds.NameChars); board.CodeOf(err) != board.BadText || text != "" {
			t.Errorf("%q became %q, %v", typed, text, err)
		}
	}
}
