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
	for _, f := range []export.Format{export.NewsDOCX, export.NewsHTML} {
		if got := export.FileName(titled(t, "催し", ""), f); got != "催し_かわら版."+strings.TrimPrefix(string(f), "news.") {
			t.Errorf("the newsletter is called %s", got)
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

// titled is a report of nothing but a name, for nobody in particular.
func titled(t testing.TB, title, table string) export.Report {
	r := export.Build(board.NewState(), nil, export.Options{Words: exporttest.Words(t)})
	r.Title, r.Table, r.For = title, table, ""
	return r
}
