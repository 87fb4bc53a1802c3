package export

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	encoding "golang.org/x/text/encoding/unicode"

	"yoriai/board"
)

// TestFileName: a title is anything; a file's name is not (BAD-INPUTS F-13, F-14).
func TestFileName(t *testing.T) {
	w := words(t)
	for title, want := range map[string]string{
		"みどり台 公園と道の寄り合い":                 "みどり台_公園と道の寄り合い.docx",
		"第1回\r\nX-Evil: 1\"表/\\:*?.xlsx": "第1回_X-Evil_1_表_.xlsx.docx",
		"../../etc/passwd":               "etc_passwd.docx",
		"CON":                            "_CON.docx",
		"nul.txt":                        "_nul.txt.docx",
		"会議\u202exslx.exe":               "会議xslx.exe.docx",
		"\u0000\u0007":                   "寄り合いの記録.docx",
		"...":                            "寄り合いの記録.docx",
		"-rf":                            "rf.docx",
		"まつり👨‍👩‍👧の夜":                     "まつり👨‍👩‍👧の夜.docx",
		"a;b%20c|d<e>":                   "a_b_20c_d_e.docx",
		strings.Repeat("長", 300):         strings.Repeat("長", 60) + ".docx",
		strings.Repeat("か\u3099\u3099\u3099", 50): "",
		"\xff\xfe": "寄り合いの記録.docx",
	} {
		got := FileName(Report{Title: title, words: w}, DOCX)
		if want != "" && got != want {
			t.Errorf("%q: %q, not %q", title, got, want)
		}
		if !fileName(got) {
			t.Errorf("%q: %q is no file name", title, got)
		}
	}
	if got := FileName(Report{Title: "催し", Table: "1班", words: w}, CSV); got != "催し_1班.csv" {
		t.Errorf("one table's file is called %s", got)
	}
}

func fileName(s string) bool {
	bad := strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r) || strings.ContainsRune(`/\:*?"<>|`, r) || r >= '\u202a' && r <= '\u202e'
	})
	return !bad && utf8.ValidString(s) && len(s) <= 210 && s[0] != '.' && s[0] != '-'
}

func FuzzFileName(f *testing.F) {
	f.Add("第1回\r\nX-Evil: 1\"表/\\:*?.xlsx", "1班")
	f.Add("CON", "")
	f.Fuzz(func(t *testing.T, title, table string) {
		if got := FileName(Report{Title: title, Table: table, words: words(t)}, DOCX); !fileName(got) {
			t.Errorf("%q, %q: %q", title, table, got)
		}
	})
}

func TestUnknownFormat(t *testing.T) {
	if Format("gif").Type() != "" || JSON.Type() != "application/json" {
		t.Error("media types")
	}
}

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

// TestHostileOutlines end quickly, with a refusal or a board.
func TestHostileOutlines(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		code board.Code // empty: taken in
	}{
		"empty":              {" \n\u200b\n", board.BadText},
		"ten thousand lines": {strings.Repeat("- ・紙\n", 10_000), board.Quota},
		"a long line":        {"- ・" + strings.Repeat("長", 100_000), board.TooBig},
		"a long heading":     {"1班\n" + strings.Repeat("長", 121) + "\n\n島\n- ・紙", ""},
		"deep headings":      {deep(40), ""},
		"many islands":       {strings.Repeat("島\n\n", 600), board.Quota},
		"many tables":        {strings.Repeat("1班\n", 61), board.Quota},
		"a control":          {"1班\n- ・紙\x1b[2J", board.BadText},
		"only bullets":       {"- \n・\n* \n", ""},
		"two leaders":        {"1班\n甲(コーディネーター)、乙(コーディネーター)\n\n島", board.Exists},
		"turned round":       {"1班\n\n島\u202eりま\n- ・紙\u202e", ""},
		"marks in a row":     {strings.Repeat("(", 10_000) + strings.Repeat("（", 10_000), board.TooBig},
	} {
		im, _, err := ReadOutline(c.text, seeded(1))
		if c.code == "" && err != nil || c.code != "" && board.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			staged(t, im, seeded(2))
		}
	}
}

// deep is a text that nests deeper than islands go.
func deep(levels int) string {
	var out strings.Builder
	out.WriteString("1班\n\n")
	for i := range levels {
		out.WriteString(strings.Repeat(" ", i) + "段\n")
	}
	return out.String()
}
