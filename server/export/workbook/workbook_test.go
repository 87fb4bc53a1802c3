package workbook_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
	"yoriai/server/export/workbook"
	"yoriai/server/intake"
)

func bookOf(t rapid.TB, r export.Report) (*excelize.File, []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.Write(&out, r); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatalf("a reader cannot open it: %v", err)
	}
	return f, out.Bytes()
}

// rowsOf reads a sheet as a program that takes the table over would: by its headings.
func rowsOf(t rapid.TB, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) == 0 {
		t.Fatalf("sheet %s: %v", sheet, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		named := map[string]string{}
		for i, cell := range row {
			named[rows[0][i]] = cell
		}
		if len(named) > 0 {
			out = append(out, named)
		}
	}
	return out
}

// textsOf are the notes and sentences of a report in reading order.
func textsOf(items []export.Item) (texts []string) {
	for _, it := range items {
		if it.Kind == export.Island {
			texts = append(texts, textsOf(it.Items)...)
		} else {
			texts = append(texts, it.Text)
		}
	}
	return texts
}

// TestWorkbook: the sample as a workbook has a row for each note, with its
// title cards, and each kind of finding on a sheet of its own.
func TestWorkbook(t *testing.T) {
	r := exporttest.Sample(t).Report()
	f, _ := bookOf(t, r)
	sheets := f.GetSheetList()
	if want := []string{"概要", "付箋の一覧", r.Sections[0].Table, r.Sections[1].Table, "島の一覧"}; !slices.Equal(sheets[:len(want)], want) || sheets[len(sheets)-1] != "付箋の帳尻" {
		t.Errorf("the sheets are %q", sheets)
	}
	i := slices.IndexFunc(rowsOf(t, f, "付箋の一覧"), func(row map[string]string) bool {
		return row["文"] == "濡れた泥は一袋三十キロ。腰をやった。"
	})
	if i < 0 {
		t.Fatal("a note of the sample is not in it")
	}
	row := rowsOf(t, f, "付箋の一覧")[i]
	for head, want := range map[string]string{
		"班": "2班", "表札1段目": "夜と雨の日に、歩けない道がある", "表札2段目": "水は、低い家の前に集まる", "表札3段目": "泥は、上げたあとが重い",
		"種類": "付箋", "立場": "市民", "書いた人": "榊",
	} {
		if row[head] != want {
			t.Errorf("%s is %q, not %q", head, row[head], want)
		}
	}
	panes, err := f.GetPanes("付箋の一覧")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the headings do not stay in sight: %+v, %v", panes, err)
	}
	if tables, err := f.GetTables("付箋の一覧"); err != nil || len(tables) != 1 || !strings.HasPrefix(tables[0].Range, "A1:") {
		t.Errorf("there is nothing to filter: %+v, %v", tables, err)
	}
}

// TestWorkbookHoldsAll: on any workshop each note is one row of the list of all
// notes, in reading order with its text unchanged; the rows of each kind are
// the ledger; nothing in the file is a formula; and what is in it can be read again.
func TestWorkbookHoldsAll(t *testing.T) {
	notes := 0
	rapid.Check(t, func(rt *rapid.T) {
		r := exporttest.DrawReport(t, rt)
		f, data := bookOf(rt, r)
		var want, got []string
		for _, s := range r.Sections {
			want = append(want, textsOf(slices.Concat(s.Items, s.Lone, s.Loose))...)
		}
		kinds := map[string]int{}
		for _, row := range rowsOf(rt, f, "付箋の一覧") {
			kinds[row["種類"]]++
			if row["文"] != "" {
				got = append(got, row["文"])
			}
		}
		notes += len(got)
		for i := range want {
			want[i] = kept(want[i])
		}
		want = slices.DeleteFunc(want, func(text string) bool { return text == "" }) // a character that is none
		if !slices.Equal(got, want) {
			rt.Fatalf("the notes are\n%q\nand not\n%q", got, want)
		}
		c := r.Total
		for kind, n := range map[string]int{"付箋": c.Grouped, "一匹狼": c.Lone, "未整理": c.Loose, "取り下げ": c.Withdrawn, "伏せた": c.Hidden} {
			if kinds[kind] != n {
				rt.Fatalf("%d rows are %s; the ledger says %d", kinds[kind], kind, n)
			}
		}
		mustReadAgain(rt, r, data)
		if strings.Contains(unzipped(rt, data), "<f>") {
			rt.Fatal("a cell is a formula")
		}
	})
	if notes == 0 {
		t.Error("no note was ever drawn")
	}
}

// kept is what XML 1.0 can hold of a text.
func kept(s string) string { return strings.NewReplacer("\ufffe", "", "\uffff", "").Replace(s) }

func unzipped(t rapid.TB, data []byte) string {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range book.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, in); err != nil {
			t.Fatal(err)
		}
		in.Close()
	}
	return all.String()
}

// TestWorkbookTexts: what a spreadsheet would take for something of its own
// comes back as it was written, and texts stay texts (BAD-INPUTS C-22, C-23, F-07).
func TestWorkbookTexts(t *testing.T) {
	texts := []string{
		"=1+1", "+81 3", "-5", "@here", "00123", "1-2", "3/4", "1E5", "TRUE", "1234567890123456", "_x0041_", "_x000D_", "a\nb", " 前と後 ",
		"𠮷野", "👨‍👩‍👧", "か\u3099", "<b>&\"'", "'字", "]]>", "https://例.jp/", strings.Repeat("長", 40_000),
	}
	section := export.Section{Table: "班[1]:*?/\\の、とても長い名前でシートの名には入りきらないもの"}
	for _, text := range texts {
		section.Loose = append(section.Loose, export.Item{Kind: export.Note, Text: text})
	}
	r := exporttest.Sample(t).Report()
	r.Sections = []export.Section{section, section, {Table: "概要"}, {Table: ""}}
	r.Tags = nil
	f, _ := bookOf(t, r)
	rows := rowsOf(t, f, "付箋の一覧")
	for i, text := range texts {
		got := rows[i]["文"]
		if len(text) > 100 {
			if !strings.HasPrefix(text, strings.SplitN(got, "…", 2)[0]) || !strings.Contains(got, "入りません") || len([]rune(got)) > 32_767 {
				t.Errorf("a text too long for a cell is cut to %d characters and ends %q", len([]rune(got)), got[len(got)-30:])
			}
			continue
		}
		if got != text {
			t.Errorf("%q came back as %q", text, got)
		}
		cell := "G" + strconv.Itoa(i+2)
		for column := 'A'; column <= 'Z'; column++ {
			if head, _ := f.GetCellValue("付箋の一覧", string(column)+"1"); head == "文" {
				cell = string(column) + strconv.Itoa(i+2)
			}
		}
		if kind, err := f.GetCellType("付箋の一覧", cell); err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%q is a cell of type %v in %s (%v)", text, kind, cell, err)
		}
	}
	if names := f.GetSheetList(); len(names) != len(slices.Compact(slices.Sorted(slices.Values(names)))) {
		t.Errorf("two sheets have one name: %q", names)
	}
}

// TestWorkbookTellsWhatCame: what came of an island has a sheet, and for the
// inside there is the list of what the public does not read.
func TestWorkbookTellsWhatCame(t *testing.T) {
	r := exporttest.Sample(t).Report()
	r.Sections[0].Follows = []export.Followed{{Text: "道が暗い", Follow: board.Follow{State: board.Declined, Office: "道路課", Reason: "県の道です。"}}}
	r.Masked = []export.Masked{{Table: "1班", Before: "きのう", Words: "090-0000-0000", After: "へ", Place: board.MaskPlace{Sort: "phone"}, Decision: board.AskAgain}}
	f, _ := bookOf(t, r)
	if rows := rowsOf(t, f, "その後"); len(rows) != 1 || rows[0]["状態"] != "できない" || rows[0]["担当課"] != "道路課" || rows[0]["理由"] != "県の道です。" {
		t.Errorf("what came of it: %q", rows)
	}
	if rows := rowsOf(t, f, "公開用で伏せたところ"); len(rows) != 1 || rows[0]["前後の文"] != "きのう090-0000-0000へ" || rows[0]["公開用での表し方"] != "（電話番号）" || rows[0]["決めたか"] != "まだ" {
		t.Errorf("what is masked: %q", rows)
	}
}

// TestWorkbookSameBytes: equal reports give equal files.
func TestWorkbookSameBytes(t *testing.T) {
	_, a := bookOf(t, exporttest.Sample(t).Report())
	_, b := bookOf(t, exporttest.Sample(t).Report())
	if !bytes.Equal(a, b) {
		t.Error("two workbooks of one workshop differ")
	}
}

// BenchmarkWorkbook writes a hall of twelve tables with a thousand notes each.
func BenchmarkWorkbook(b *testing.B) {
	r := exporttest.Sample(b).Report()
	var section export.Section
	section.Table = "1班"
	for i := range 1000 {
		if i%20 == 0 {
			section.Items = append(section.Items, export.Item{Kind: export.Island, Text: "道の草は、刈っても刈っても追いつかない"})
		}
		in := &section.Items[len(section.Items)-1]
		in.Items = append(in.Items, export.Item{Kind: export.Note, Text: "草刈りの日に、来られる人がだんだん少なくなってきた。", Side: board.Citizen, Author: "山田"})
	}
	section.Count.Grouped, section.Count.Written = 1000, 1000
	r.Sections, r.Tags, r.Made = slices.Repeat([]export.Section{section}, 12), nil, time.Unix(0, 0)
	b.ReportAllocs()
	for b.Loop() {
		if err := workbook.Write(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
}

// mustReadAgain holds that every note of a workshop is in the list that is read
// again from its table.
func mustReadAgain(t *rapid.T, r export.Report, file []byte) {
	var want, got []string
	for _, s := range r.Sections {
		for _, text := range textsOf(slices.Concat(s.Items, s.Lone, s.Loose)) {
			if text = strings.TrimSpace(kept(text)); !board.IsBlank(text) {
				want = append(want, text)
			}
		}
	}
	if len(want) == 0 {
		return
	}
	l, err := intake.ReadList(file, nil, uuid.NewString)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range l.Tables {
		contents := []board.ImportBoard{table.Content}
		for _, f := range table.Further {
			contents = append(contents, f.Content)
		}
		for _, c := range contents {
			for _, n := range c.Notes {
				got = append(got, n.Text)
			}
			for _, s := range c.Statements {
				got = append(got, s.Text)
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("read again:\n%q\nwritten:\n%q", got, want)
	}
}
