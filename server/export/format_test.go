package export_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// TestFileName: a title is anything; a file's name is not (BAD-INPUTS F-13, F-14).
func TestFileName(t *testing.T) {
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
		got := export.FileName(titled(t, title, ""), export.DOCX)
		if want != "" && got != want {
			t.Errorf("%q: %q, not %q", title, got, want)
		}
		if !fileName(got) {
			t.Errorf("%q: %q is no file name", title, got)
		}
	}
	if got := export.FileName(titled(t, "催し", "1班"), export.CSV); got != "催し_1班.csv" {
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
		if got := export.FileName(titled(t, title, table), export.DOCX); !fileName(got) {
			t.Errorf("%q, %q: %q", title, table, got)
		}
	})
}

func TestUnknownFormat(t *testing.T) {
	if export.Format("gif").Type() != "" || export.JSON.Type() != "application/json" {
		t.Error("media types")
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
		im, _, err := export.ReadOutline(c.text, exporttest.Seeded(1))
		if c.code == "" && err != nil || c.code != "" && board.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			exporttest.SetUp(t, im, exporttest.Seeded(2))
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

// titled is a report of nothing but a name, for nobody in particular.
func titled(t testing.TB, title, table string) export.Report {
	r := export.Build(board.NewState(), nil, export.Options{Words: exporttest.Words(t)})
	r.Title, r.Table, r.For = title, table, ""
	return r
}
