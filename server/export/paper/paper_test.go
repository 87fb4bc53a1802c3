package paper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/pdf"
	"yoriai/server/export/pdf/pdftest"
	"yoriai/server/export/typeset"
)

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// told is what is read aloud from the page of the first table on, without spaces.
func told(l *layout) string {
	var out strings.Builder
	for _, p := range l.pages[l.headings[0].page:] {
		for _, m := range p.marks {
			if m.element != nil {
				out.WriteString(squeezed(m.text))
			}
		}
	}
	return out.String()
}

func TestEveryTextStandsOnceAndInItsOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r, texts := drawReport(rt, blank(t))
		rest := told(laid(r))
		whole := rest
		for i, text := range texts {
			want := squeezed(typeset.Clean(text))
			_, after, found := strings.Cut(rest, want)
			if !found {
				rt.Fatalf("%q is not there, or not in its place", text)
			}
			rest = after
			again := strings.Count(whole, want+"(つづき)") // an island that goes on says its title again
			if n := strings.Count(whole, fmt.Sprintf("%05d番", i)) - again; n != 1 {
				rt.Fatalf("%q is there %d times", text, n)
			}
		}
	})
}

func TestPagesAreWellMade(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r, _ := drawReport(rt, blank(t))
		l := laid(r)
		for i, p := range l.pages {
			withinThePage(rt, i, p)
		}
		noHeadingIsLeft(rt, l)
		noLineIsAlone(rt, l)
		for _, h := range l.headings {
			if h.page < 1 || h.page >= len(l.pages) || h.y < top-1 || h.y > bottom {
				rt.Errorf("the heading %q is said to stand on page %d at %.0f", h.title, h.page, h.y)
			}
		}
	})
}

// TestAmountsStandBesideTheirBar: a vote on a very long sentence goes on over the
// edge of a page; how many there were stands beside the bar on the second page,
// and once. It once stood below the first page's edge (found by chance, seed
// 14155846865190945665).
func TestAmountsStandBesideTheirBar(t *testing.T) {
	broken := 0
	for above := range 40 {
		l := laid(blank(t))
		l.newPage()
		for range above {
			l.bullet("島", 1.6, nil)
		}
		first := len(l.pages) - 1
		l.chart([]export.PartLine{{Kind: export.PartBar, Text: strings.Repeat("掃除を続けたい。", 60), N: 1, Most: 1, Amount: "29枚"}})
		found := 0
		for i, p := range l.pages[first:] {
			withinThePage(t, i, p)
			for _, m := range p.marks {
				if m.text == "29枚" {
					found++
				}
			}
		}
		if found != 1 {
			t.Errorf("behind %d lines the amount stands there %d times", above, found)
		}
		if len(l.pages)-1 > first {
			broken++
		}
	}
	if broken == 0 {
		t.Error("no bar went on over the edge of a page")
	}
}

func withinThePage(t rapid.TB, at int, p *page) {
	for _, m := range p.marks {
		hang := m.face.Em() // one 、 may hang over the edge
		if m.x < left-0.1 || m.x+m.w > right+hang+0.1 || m.y < top-3 || m.y > bottom+3 {
			t.Errorf("page %d: %q stands at %.0f, %.0f and is %.0f wide", at+1, m.text, m.x, m.y, m.w)
		}
	}
}

func texts(p *page) []mark {
	var list []mark
	for _, m := range p.marks {
		if m.text != "" && m.element != nil {
			list = append(list, m)
		}
	}
	return list
}

// noHeadingIsLeft: the last text of a page is no heading, but where nothing
// follows it: then the next page begins with a chapter.
func noHeadingIsLeft(t *rapid.T, l *layout) {
	for i, p := range l.pages[:len(l.pages)-1] {
		last, next := texts(p), texts(l.pages[i+1])
		if len(last) == 0 || len(next) == 0 {
			t.Fatalf("page %d or the next one is empty", i+1)
		}
		m := last[len(last)-1]
		if m.face.Weight == typeset.Bold && m.face.Size >= body.Size && m.aim == nil && next[0].face.Size != titleFace(0).Size {
			t.Errorf("page %d ends with the heading %q", i+1, m.text)
		}
	}
}

// noLineIsAlone: of a text that goes over to another page, two lines at least
// stand on each.
func noLineIsAlone(t rapid.TB, l *layout) {
	type part struct {
		element *pdf.Element
		page    int
	}
	lines, pages := map[part]map[float64]bool{}, map[*pdf.Element][]int{}
	for i, p := range l.pages {
		for _, m := range texts(p) {
			k := part{m.element, i}
			if lines[k] == nil {
				lines[k] = map[float64]bool{}
				pages[m.element] = append(pages[m.element], i)
			}
			lines[k][m.y] = true
		}
	}
	for e, list := range pages {
		for _, i := range list {
			if len(list) > 1 && len(lines[part{e, i}]) < 2 {
				t.Errorf("a text of %d pages has %d lines on page %d", len(list), len(lines[part{e, i}]), i+1)
			}
		}
	}
}

func TestLongNotesLeaveNoLineAlone(t *testing.T) {
	r := blank(t)
	var s export.Section
	for i := range 120 {
		s.Items = append(s.Items, export.Item{Kind: export.Statement, Text: strings.Repeat("長い付箋の文が続く。", 15+i%31)})
	}
	r.Sections = []export.Section{s}
	noLineIsAlone(t, laid(r))
}

func printed(t *testing.T, r export.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEqualReportsGiveEqualBytes(t *testing.T) {
	r := many(blank(t), 2, 40)
	if !bytes.Equal(printed(t, r), printed(t, r)) {
		t.Error("two files of one report differ")
	}
}

func TestEmptyWorkshop(t *testing.T) {
	r := export.Build(board.NewState(), nil, export.Options{Words: words(t)})
	if l := laid(r); len(l.pages) != 2 {
		t.Errorf("nothing takes %d pages", len(l.pages))
	}
	checked(t, printed(t, r))
}

func TestLongNotesAndDeepIslandsBreak(t *testing.T) {
	r := blank(t)
	item := export.Item{Kind: export.Note, Text: strings.Repeat("長い付箋の文、", 285) + "おわり。"}
	for level := 8; level > 0; level-- {
		item = export.Item{Kind: export.Island, Text: fmt.Sprintf("%d段目 %s", level, strings.Repeat("表札", 40)), Items: []export.Item{item, {Kind: export.Note, Text: strings.Repeat("A", 500)}}}
	}
	r.Sections = []export.Section{{Table: "1班", Items: []export.Item{item}}}
	l := laid(r)
	if n := len(l.pages); n < 5 || n > 9 {
		t.Errorf("it takes %d pages", n)
	}
	text := told(l)
	if !strings.Contains(text, squeezed(item.Text)) || strings.Count(text, "長い付箋の文、") != 285 || strings.Count(text, "A") != 8*500 {
		t.Error("something of it is lost")
	}
}

func TestLettersThatNoFontHasAreSaid(t *testing.T) {
	r := blank(t)
	r.Sections = []export.Section{{Table: "1班", Items: []export.Item{{Kind: export.Note, Text: "مر と 👍🏽"}}}}
	if text := told(laid(r)); !strings.Contains(text, "書体にない文字が2文字") {
		t.Errorf("nothing is said of them: %s", text)
	}
	r.Sections[0].Items[0].Text = "みな読める𠮷髙👩‍👩‍👧‍👦"
	if text := told(laid(r)); strings.Contains(text, "書体にない") {
		t.Error("letters are missed that are there")
	}
}

func TestPagesAreNotWasted(t *testing.T) {
	r := many(blank(t), 1, 1000)
	if n := len(laid(r).pages); n < 30 || n > 60 {
		t.Errorf("1,000 notes take %d pages", n)
	}
}

func checked(t *testing.T, data []byte) {
	t.Helper()
	if out := pdftest.Ask(t, data, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
}

// hostile has all that files, fonts and readers trip over.
func hostile(t testing.TB) export.Report {
	r := blank(t)
	r.Title = "不正な題 (\\) <>\u202e\u2066 𠮷 👩‍👩‍👧‍👦 " + strings.Repeat("長", 150)
	notes := []string{
		"𠮷野家の髙橋さんと﨑山さん①㈱", "👩‍👩‍👧‍👦 と 🇯🇵 と 👍🏽", "مرحبا بالعالم", "ｶﾞｷﾞｸﾞ ﾊﾝｶｸ", "か\u3099き\u3099と e\u0301", "Z" + strings.Repeat("\u0310\u0323", 500) + "algo",
		"\u202e逆さ\u202c", "=1+1", "</script><b>&amp;", "(かっこ\\)", strings.Repeat("https://example.jp/", 30), strings.Repeat("「", 60), strings.Repeat("、", 120), "\u200b\ufeff", "改行\n\n\nあり", "\ufffe\uffff",
	}
	island := export.Item{Kind: export.Island, Text: "島\u202e"}
	for _, n := range notes {
		island.Items = append(island.Items, export.Item{Kind: export.Note, Text: n, Echoes: 12, Proposal: true, Source: strings.Repeat("遠い班", 20)})
	}
	for i := range 14 {
		s := export.Section{Table: fmt.Sprintf("とても長い名前の班その%d", i+1)}
		if i == 0 {
			s.Items = []export.Item{island}
		}
		r.Sections = append(r.Sections, s)
	}
	r.Tags = []export.Tag{{Name: strings.Repeat("札", 40), Cells: make([]export.TagCell, 14)}, {Name: "安全", Cells: make([]export.TagCell, 14)}}
	return r
}

func TestHostileTextsAreCopiedAsWritten(t *testing.T) {
	data := printed(t, hostile(t))
	checked(t, data)
	text := squeezed(pdftest.Ask(t, data, "pdftotext", "-enc", "UTF-8", "FILE", "-"))
	for _, want := range []string{"𠮷野家の髙橋さんと﨑山さん①㈱", "👩‍👩‍👧‍👦と🇯🇵と👍", "ｶﾞｷﾞｸﾞﾊﾝｶｸ", "がぎとé", "逆さ", "=1+1", "</script><b>&amp;", "(かっこ\\)", "https://example.jp/https://example.jp/", "とても長い名前の班その14"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q cannot be copied", want)
		}
	}
	for _, bad := range []string{"\u202e", "\u2066"} {
		if strings.Contains(text, bad) {
			t.Errorf("a mark that turns the reading direction is in the file")
		}
	}
}

func TestRandomReportsAreReadBack(t *testing.T) {
	r := many(blank(t), 3, 64)
	text := squeezed(pdftest.Ask(t, printed(t, r), "pdftotext", "-enc", "UTF-8", "FILE", "-"))
	for _, s := range r.Sections {
		for _, island := range s.Items {
			for _, n := range island.Items {
				// Once among the words; where no other note stands beside it, the picture of the sheet gives it whole, too.
				if got := strings.Count(text, squeezed(n.Text)); got < 1 || got > 2 {
					t.Fatalf("%q stands %d times in what is copied", n.Text, strings.Count(text, squeezed(n.Text)))
				}
			}
		}
	}
}

func TestFileKnowsItsLanguageAndItsHeadings(t *testing.T) {
	r := many(blank(t), 2, 16)
	json := pdftest.Ask(t, printed(t, r), "qpdf", "--json", "FILE")
	for _, want := range []string{`"/Lang": "u:ja"`, `"/Marked": true`, `"u:2班"`, `"u:第2島 役所に頼むと、話が初めからになる"`, `"/S": "/H3"`, `"/S": "/TOCI"`} {
		if !strings.Contains(json, want) {
			t.Errorf("%s is not in the file", want)
		}
	}
}
