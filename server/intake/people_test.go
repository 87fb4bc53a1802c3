package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/intake"
)

// book makes a workbook of one sheet.
func book(t *testing.T, rows [][]any, change ...func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range change {
		c(f)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func said(people []intake.Person) string {
	var lines []string
	for _, p := range people {
		line := p.Table + "/" + p.Name
		if p.Side != "" {
			line += "/" + string(p.Side)
		}
		if p.Coordinator {
			line += "*"
		}
		lines = append(lines, line+strings.Join(append([]string{""}, p.Wishes...), ">"))
	}
	return strings.Join(lines, " ")
}

func remarked(list []intake.Remark) (keys []string) {
	for _, r := range list {
		keys = append(keys, strings.TrimPrefix(r.Key, "export.remark.")+fmt.Sprint(r.Line))
	}
	return keys
}

// inEveryEncoding writes a list as programs save it (F-08).
func inEveryEncoding(t *testing.T, text string) map[string][]byte {
	t.Helper()
	encoded := func(w func([]byte) ([]byte, error)) []byte {
		data, err := w([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	return map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 with BOM": []byte("\uFEFF" + text),
		"Shift_JIS": encoded(japanese.ShiftJIS.NewEncoder().Bytes),
		"UTF-16 LE": encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes),
		"UTF-16 BE": encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes),
	}
}

func TestListsInEveryEncoding(t *testing.T) {
	const text = "班,氏名,区分,役割,電話\r\n1,髙﨑 ①郎,市民,,090\r\n1,㈱代表(喜),職員,コーディネーター,\r\n\r\n2班,\"森, 花\",自治会,,\r\n"
	const want = "1班/髙﨑 ①郎/citizen 1班/㈱代表(喜)/staff* 2班/森, 花/other"
	for name, data := range inEveryEncoding(t, text) {
		people, remarks, err := intake.ReadPeople(data)
		if err != nil || said(people) != want || len(remarks) > 0 {
			t.Errorf("%s: %q, %v, %v", name, said(people), remarked(remarks), err)
		}
	}
	// Not one byte of the columns that nobody asked for is kept (F-10).
	people, _, _ := intake.ReadPeople([]byte(text))
	if strings.Contains(fmt.Sprint(people), "090") {
		t.Error("a telephone number was kept")
	}
}

// Older city systems save EUC-JP or ISO-2022-JP; half-width katakana are
// Shift_JIS, though they could be read as EUC-JP too.
func TestListsInOldEncodings(t *testing.T) {
	const text = "班,氏名,区分,電話\n1,髙橋 ①郎,市民,090\n1,山﨑 ミドリ,職員,\n2,森 はな,自治会,\n"
	const want = "1班/髙橋 ①郎/citizen 1班/山﨑 ミドリ/staff 2班/森 はな/other"
	plain := strings.NewReplacer("髙", "高", "﨑", "崎", "①", "一")
	for name, of := range map[string]struct {
		by   *encoding.Encoder
		text string
	}{
		"EUC-JP": {japanese.EUCJP.NewEncoder(), plain.Replace(text)}, "ISO-2022-JP": {japanese.ISO2022JP.NewEncoder(), plain.Replace(text)},
		"Shift_JIS": {japanese.ShiftJIS.NewEncoder(), plain.Replace(text)}, "Shift_JIS with its extensions": {japanese.ShiftJIS.NewEncoder(), text},
	} {
		data, err := of.by.Bytes([]byte(of.text))
		if err != nil {
			t.Fatal(name, err)
		}
		expect := want
		if of.text != text {
			expect = plain.Replace(want)
		}
		people, remarks, err := intake.ReadPeople(data)
		if err != nil || said(people) != expect || len(remarks) > 0 {
			t.Errorf("%s: %q, %v, %v", name, said(people), remarked(remarks), err)
		}
	}
	kana, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte("ﾅﾏｴ\nﾔﾏﾀﾞ ﾊﾅｺ\nﾓﾘ ﾐﾄﾞﾘ\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := intake.PlainText(string(kana)); err != nil || !strings.Contains(got, "ﾔﾏﾀﾞ ﾊﾅｺ") {
		t.Errorf("half-width katakana are read as %q, %v", got, err)
	}
}

// Empty rows are no people: a sheet that was formatted far beyond its end is
// read, and remarks still name the line that is on the screen.
func TestEmptyRowsDoNotCount(t *testing.T) {
	people, remarks, err := intake.ReadPeople([]byte("名前,区分\n谷,市民\n" + strings.Repeat("\n,\n", 20_000) + ",職員\n森,職員\n" + strings.Repeat(",\n", 500_000)))
	if err != nil || len(people) != 2 || people[1].Name != "森" || people[1].Line != 40_004 || len(remarks) != 1 || remarks[0].Line != 40_003 {
		t.Errorf("%+v, %+v, %v", people, remarks, err)
	}
	if _, _, err := intake.ReadPeople([]byte("名前\n谷\n" + strings.Repeat("\n", 300_000) + "森\n")); board.CodeOf(err) != board.Quota {
		t.Errorf("a name three hundred thousand lines down gives %v", err)
	}
}

// Two people of one surname stay two: 姓(喜) and 姓(雄).
func TestDuplicateSurnamesStayApart(t *testing.T) {
	people, remarks, err := intake.ReadPeople([]byte("班,名前\n1班,原(喜)\n1班,原(雄)\n2班,原(喜)\n"))
	if err != nil || said(people) != "1班/原(喜) 1班/原(雄) 2班/原(喜)" || !slices.Equal(remarked(remarks), []string{"twice4"}) {
		t.Errorf("%q, %v, %v", said(people), remarked(remarks), err)
	}
}

func TestListsAsPeopleKeepThem(t *testing.T) {
	for name, c := range map[string]struct{ text, want, remarks string }{
		"wishes":               {"名前\t希望1\t希望2\t希望3\n谷\t2\t朝市\t\n原\t\t\t\n", "/谷>2班>朝市 /原", ""},
		"a title above":        {"参加者の一覧\n令和8年11月\n\nグループ;お名前;属性\nA;谷;行政職\n", "A/谷/staff", ""},
		"two columns of name":  {"姓,名,班\n谷,花子,3\n", "3班/谷 花子", ""},
		"a leader's column":    {"班,名前,コーディネーター\n1,谷,○\n1,原,\n1,沢,○\n", "1班/谷* 1班/原 1班/沢", "two_lead4"},
		"empty below a table":  {"班,名前\n1班,谷\n,原\n\n2班,沢\n,林\n", "1班/谷 1班/原 2班/沢 2班/林", "above0"},
		"no headings":          {"1班,谷,原(職員)\n2班,沢\n", "1班/谷 1班/原/staff 2班/沢", ""},
		"rows without a name":  {"班,名前,区分\n1,谷,市民\n2,,職員\n", "1班/谷/citizen", "no_name3"},
		"a name too long":      {"名前,班\n" + strings.Repeat("長", 41) + ",1\n谷,1\n", "1班/谷", "bad_name2"},
		"what looks a formula": {"班,名前\n1,=HYPERLINK(\"http://evil\")\n1,+谷\n", "1班/=HYPERLINK(\"http://evil\") 1班/+谷", ""},
		"a quote left open":    {"班,名前\n1,\"谷\n1,原\n", "1班/谷 1,原", ""},
	} {
		people, remarks, err := intake.ReadPeople([]byte(c.text))
		if err != nil || said(people) != c.want || strings.Join(remarked(remarks), " ") != c.remarks {
			t.Errorf("%s: %q, %v, %v", name, said(people), remarked(remarks), err)
		}
	}
}

// F-07: values only, hidden sheets said, merged cells filled.
func TestWorkbooks(t *testing.T) {
	data := book(t, [][]any{
		{"市民会議 名簿"}, {"班", "名前", "区分", "役割"}, {1, "谷", "市民"}, {nil, "原", "職員", "進行"}, {2, "沢", "市民"},
	}, func(f *excelize.File) {
		must := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		must(f.MergeCell("Sheet1", "A1", "D1"))
		must(f.MergeCell("Sheet1", "A3", "A4"))
		must(f.SetCellFormula("Sheet1", "B6", `"悪"&"者"`)) // nothing was ever shown in it
		_, err := f.NewSheet("裏")
		must(err)
		must(f.SetSheetRow("裏", "A1", &[]any{"名前", "かくれた人"}))
		must(f.SetSheetVisible("裏", false))
	})
	people, remarks, err := intake.ReadPeople(data)
	if want := "1班/谷/citizen 1班/原/staff* 2班/沢/citizen"; err != nil || said(people) != want || !slices.Equal(remarked(remarks), []string{"hidden0"}) {
		t.Errorf("%q, %v, %v", said(people), remarked(remarks), err)
	}
	// A formula is what it last showed.
	shown := rezipped(t, book(t, [][]any{{"名前"}, {"谷"}}), "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, "</sheetData>", `<row r="3"><c r="A3" t="str"><f>WEBSERVICE("http://evil")</f><v>林</v></c></row></sheetData>`, 1)
	})
	if people, _, err = intake.ReadPeople(shown); err != nil || said(people) != "/谷 /林" {
		t.Errorf("a formula with a value: %q, %v", said(people), err)
	}
	// A second sheet that is shown is said.
	two := book(t, [][]any{{"名前"}, {"谷"}}, func(f *excelize.File) {
		if _, err := f.NewSheet("次"); err != nil {
			t.Fatal(err)
		}
	})
	if people, remarks, err = intake.ReadPeople(two); err != nil || said(people) != "/谷" || !slices.Equal(remarked(remarks), []string{"other_sheet0"}) {
		t.Errorf("two sheets: %q, %v, %v", said(people), remarked(remarks), err)
	}
}

// rezipped changes one file within a workbook.
func rezipped(t *testing.T, data []byte, name string, change func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			text = []byte(change(string(text)))
		}
		part, err := w.Create(f.Name)
		if err == nil {
			_, err = part.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// F-01…F-05, F-10: whatever is no list is refused with a word, and without much memory.
func TestFilesThatAreNoList(t *testing.T) {
	wholetest.Only(t)
	good := book(t, [][]any{{"名前"}, {"谷"}})
	far := rezipped(t, good, "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, "</sheetData>", `<row r="1048576"><c r="XFD1048576" t="str"><v>林</v></c></row></sheetData>`, 1)
	})
	entity := rezipped(t, good, "xl/worksheets/sheet1.xml", func(xml string) string {
		return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `">]>` +
			strings.Replace(xml[strings.Index(xml, "?>")+2:], "</sheetData>", `<row r="3"><c r="A3" t="str"><v>&b;</v></c></row></sheetData>`, 1)
	})
	rows := func(n int) []byte {
		var text strings.Builder
		text.WriteString("名前\n")
		for i := range n {
			fmt.Fprintf(&text, "人%d\n", i)
		}
		return []byte(text.String())
	}
	for name, c := range map[string]struct {
		data []byte
		code board.Code
	}{
		"nothing":                   {nil, board.BadText},
		"headings alone":            {[]byte("班,名前\n"), board.BadText},
		"half a file":               {good[:len(good)/2], board.BadText},
		"a zip that is no workbook": {zipOf(t, map[string]string{"a.txt": "a"}), board.BadText},
		"a zip bomb":                {bomb(t, 40<<20), board.BadText},
		"another zip within":        {zipOf(t, map[string]string{"xl/workbook.xml": string(bomb(t, 1<<20))}), board.BadText},
		"an old or locked one":      {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("x", 600)), board.BadText},
		"a picture":                 {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00"), board.BadText},
		"a page named .csv":         {[]byte("<html><table></table></html>" + "\x00"), board.BadText},
		"1,001 people":              {rows(1001), board.Quota},
		"10,001 rows":               {rows(10_001), board.Quota},
		"100,000 rows":              {rows(100_000), board.Quota},
		"a cell in the last corner": {far, board.Quota},
		"entities":                  {entity, board.BadText},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			people, _, err := intake.ReadPeople(c.data)
			runtime.ReadMemStats(&after)
			if len(people) > 0 && err != nil || board.CodeOf(err) != c.code {
				t.Errorf("%d people, %v", len(people), err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 200<<20 {
				t.Errorf("%d MiB were used", used>>20)
			}
		})
	}
	if people, _, err := intake.ReadPeople(rows(board.Bounds.Seats)); err != nil || len(people) != board.Bounds.Seats {
		t.Errorf("a full hall: %d people, %v", len(people), err)
	}
}

func zipOf(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range files {
		part, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bomb is a small file that unpacks to a large one.
func bomb(t *testing.T, size int) []byte {
	return zipOf(t, map[string]string{"xl/workbook.xml": strings.Repeat("<", size), "xl/worksheets/sheet1.xml": strings.Repeat(" ", size)})
}

// Whatever is in a list comes out of it, in order.
func TestListsRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var text strings.Builder
		text.WriteString("班,名前,区分\n")
		var want []string
		for i := range rapid.IntRange(1, 30).Draw(rt, "people") {
			table, name := rapid.IntRange(1, 60).Draw(rt, "table"), fmt.Sprintf("%s%d", rapid.SampledFrom([]string{"谷", "髙﨑", "原(喜)", "森 花"}).Draw(rt, "name"), i)
			fmt.Fprintf(&text, "%d,%s,市民\n", table, name)
			want = append(want, fmt.Sprintf("%d班/%s/citizen", table, name))
		}
		people, remarks, err := intake.ReadPeople([]byte(text.String()))
		if err != nil || said(people) != strings.Join(want, " ") || len(remarks) > 0 {
			rt.Fatalf("%q, %v, %v", said(people), remarks, err)
		}
	})
}

// TestTablesSideBySideUnderHeadings: tables stand beside and below each other,
// each with headings of its own. Before, the first table was read and the
// others were lost.
func TestTablesSideBySideUnderHeadings(t *testing.T) {
	for name, c := range map[string]struct{ list, want, remarks string }{
		"names over the headings": {
			"1班,,,2班,\n名前,区分,,名前,区分\n沢田,市民,,谷川,職員\n原(コーディネーター),職員,,林,市民\n,,,森,市民\n",
			"1班/沢田/citizen 1班/原/staff* 2班/谷川/staff 2班/林/citizen 2班/森/citizen", "[]",
		},
		"one column each":           {"あお,みどり,きいろ\n氏名,氏名,氏名\n沢田,谷川,原\n林,,森\n", "あお/沢田 あお/林 みどり/谷川 きいろ/原 きいろ/森", "[]"},
		"a column for the table":    {"班,名前,班,名前\n1,沢田,2,谷川\n,林,,森\n", "1班/沢田 1班/林 2班/谷川 2班/森", "[above0]"},
		"a title over all":          {"参加者名簿,,,\n名前,区分,名前,区分\n沢田,市民,谷川,職員\n", "/沢田/citizen /谷川/staff", "[]"},
		"blocks below each other":   {"1班,2班\n名前,名前\n沢田,谷川\n3班,4班\n名前,名前\n林,森\n", "1班/沢田 2班/谷川 3班/林 4班/森", "[]"},
		"headings on every page":    {"班,氏名\n1,沢田\n1,林\n班,氏名\n2,谷川\n", "1班/沢田 1班/林 2班/谷川", "[]"},
		"a person above the second": {"氏名,区分\n沢田,市民\n林,市民\n氏名,区分\n谷川,職員\n", "/沢田/citizen /林/citizen /谷川/staff", "[]"},
		"what is beside is no list": {"氏名,参加者\n沢田,○\n林,×\n", "/沢田 /林", "[]"},
		"who has no name is told":   {"1班,,2班,\n名前,区分,名前,区分\n沢田,市民,,職員\n", "1班/沢田/citizen", "[no_name3]"},
	} {
		t.Run(name, func(t *testing.T) {
			people, remarks, err := intake.ReadPeople([]byte(c.list))
			if err != nil || said(people) != c.want || fmt.Sprint(remarked(remarks)) != c.remarks {
				t.Errorf("read %s, remarks %v, %v; want %s, %s", said(people), remarked(remarks), err, c.want, c.remarks)
			}
		})
	}
}
