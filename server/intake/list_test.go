package intake_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
	"yoriai/server/export/workbook"
	"yoriai/server/intake"
)

// drawnList writes what was read as a list: one line a thing, what lies in an
// island behind a mark for each level.
func drawnList(im intake.Import) string {
	var out strings.Builder
	for _, t := range im.Tables {
		out.WriteString("== " + t.Name + "\n")
		groups := map[board.GroupID]board.Group{}
		for _, g := range t.Content.Groups {
			groups[g.ID] = g
		}
		path := func(p board.Place) string {
			way := ""
			for g, in := groups[p.Group]; in; g, in = groups[g.Place.Group] {
				way = g.Title + "/" + way
			}
			return way
		}
		for _, n := range t.Content.Notes {
			lone := ""
			if n.Lone {
				lone = "*"
			}
			out.WriteString(path(n.Place) + lone + n.Text + string(n.Side) + "\n")
		}
		for _, s := range t.Content.Statements {
			out.WriteString(path(s.Place) + "!" + s.Text + "\n")
		}
	}
	return out.String()
}

func readList(t *testing.T, text string, uses ...intake.Use) (intake.List, []string) {
	t.Helper()
	l, err := intake.ReadList([]byte(text), uses, uuid.NewString)
	if err != nil {
		t.Fatal(err)
	}
	var remarks []string
	for _, r := range l.Remarks {
		remarks = append(remarks, r.Key)
	}
	return l, remarks
}

// TestReadList: lists of notes as offices write them.
func TestReadList(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		remarks    []string
	}{
		"headings": {"班,分類,意見,区分\n1,道,草が高い,市民\n1,道,街灯が暗い,職員\n2,川,堤が低い,\n",
			"== 1班\n道/草が高いcitizen\n道/街灯が暗いstaff\n== 2班\n川/堤が低い\n", nil},
		"cells left empty as above": {"大分類\t中分類\t内容\n道\t草\t高い\n\t\t長い\n\t灯\t暗い\n川\t\t低い\n",
			"== \n道/草/高い\n道/草/長い\n道/灯/暗い\n川/低い\n", []string{intake.RemarkTitled}},
		"one column": {"草が高い\n街灯が暗い\n", "== \n草が高い\n街灯が暗い\n", nil},
		"no headings": {"道,草が高くて歩けない\n道,街灯が一つもない\n川,堤が低くて水が来る\n川,土のうが足りない\n",
			"== \n道/草が高くて歩けない\n道/街灯が一つもない\n川/堤が低くて水が来る\n川/土のうが足りない\n", nil},
		"a group that is an island": {"グループ,意見\n道のこと,草が高い\n川のこと,堤が低い\n", "== \n道のこと/草が高い\n川のこと/堤が低い\n", nil},
		"a group that is a table":   {"グループ,意見\nAグループ,草が高い\nBグループ,堤が低い\n", "== Aグループ\n草が高い\n== Bグループ\n堤が低い\n", nil},
		"a title above":             {"アンケート結果,,\n\n班,意見\n1,草が高い\n", "== 1班\n草が高い\n", nil},
		"lines in a cell":           {"意見\n\"草が\n高い\"\n", "== \n草が\n高い\n", nil},
		"our kinds": {"班,表札1段目,種類,文\n1班,道,付箋,草が高い\n1班,道,ひとこと,歩こう\n1班,,一匹狼,猫がいる\n1班,,未整理,'=1+1\n1班,空の島,表札,\n1班,,関係,道が川を招く\n1班,,取り下げ,\n",
			"== 1班\n道/草が高い\n*猫がいる\n=1+1\n道/!歩こう\n", []string{intake.RemarkUnknown}},
		"a row without a note": {"分類,意見,備考\n道,草が高い,\n,,よろしく\n", "== \n道/草が高い\n", []string{intake.RemarkNoText}},
		"a title too long": {"分類,意見\n" + strings.Repeat("長", board.Bounds.TitleChars+1) + ",草が高い\n",
			"== \n/草が高い\n/!" + strings.Repeat("長", board.Bounds.TitleChars+1) + "\n", []string{intake.RemarkLongTitle}},
	} {
		l, remarks := readList(t, c.text)
		if got := drawnList(l.Import); got != c.want {
			t.Errorf("%s:\n%sand not\n%s", name, got, c.want)
		}
		if !slices.Equal(remarks, c.remarks) {
			t.Errorf("%s: remarks %q, not %q", name, remarks, c.remarks)
		}
	}
}

// TestListColumnsChosen: a person may say what the columns are. Who wrote
// something is taken over only then.
func TestListColumnsChosen(t *testing.T) {
	const text = "氏名,思ったこと,場所\n髙橋 一,草が高い,道\n髙橋 一,灯が暗い,道\n﨑山,堤が低い,川\n"
	l, _ := readList(t, text, intake.UseAuthor, intake.UseText, intake.UseTitle)
	if got, want := drawnList(l.Import), "== \n氏名/思ったこと"; strings.HasPrefix(got, want) {
		t.Errorf("headings were taken for a note:\n%s", got)
	}
	people := l.Tables[0].Members
	if len(people) != 2 || people[0].Name != "髙橋 一" || l.Tables[0].Content.Notes[1].Author != people[0].Seat {
		t.Errorf("the people are %+v", people)
	}
	byItself, _ := readList(t, "氏名,意見\n髙橋 一,草が高い\n")
	if len(byItself.Tables[0].Members) > 0 {
		t.Error("a name was taken over that nobody chose")
	}
}

func TestListRefused(t *testing.T) {
	for text, code := range map[string]board.Code{
		"":                    board.BadText,
		"班,意見\n":              board.BadText,
		"\xD0\xCF\x11\xE0abc": board.BadText,
		"意見\n" + strings.Repeat("長", board.Bounds.NoteChars+1):  board.TooBig,
		strings.Repeat("草\n", 13_000):                           board.Quota,
		"意見\n" + strings.Repeat("草が高い\n", board.Bounds.Notes+1): board.Quota,
	} {
		if _, err := intake.ReadList([]byte(text), nil, uuid.NewString); board.CodeOf(err) != code {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if _, err := intake.ReadList([]byte("意見\n草\n"), []intake.Use{intake.UseTitle}, uuid.NewString); board.CodeOf(err) != board.BadText {
		t.Errorf("no column of notes: %v", err)
	}
}

// TestListSheets: of a workbook the sheet that has notes is read, ours among them.
func TestListSheets(t *testing.T) {
	f := excelize.NewFile()
	for cell, value := range map[string]string{"A1": "この調査について"} {
		f.SetCellValue("Sheet1", cell, value)
	}
	f.NewSheet("意見")
	for cell, value := range map[string]string{"A1": "班", "B1": "意見", "A2": "1班", "B2": "草が高い", "B3": "=1+1"} {
		f.SetCellStr("意見", cell, value)
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	l, remarks := readList(t, file.String())
	if got := drawnList(l.Import); got != "== 1班\n草が高い\n=1+1\n" {
		t.Error(got)
	}
	if !slices.Contains(remarks, intake.RemarkThisSheet) || !slices.Equal(l.Heads, []string{"班", "意見"}) || !slices.Equal(l.Uses, []intake.Use{intake.UseTable, intake.UseText}) {
		t.Error(remarks, l.Heads, l.Uses)
	}
}

// TestListRoundTrip: what we write as a table is read again as it was: each
// thing once, in its island, in its order (BAD-INPUTS F-19).
func TestListRoundTrip(t *testing.T) {
	r := exporttest.Sample(t).Report()
	var csv, xlsx bytes.Buffer
	if err := export.WriteCSV(&csv, r); err != nil {
		t.Fatal(err)
	}
	if err := workbook.Write(&xlsx, r); err != nil {
		t.Fatal(err)
	}
	want := listOf(r)
	for format, file := range map[string]string{"CSV": csv.String(), "Excel": xlsx.String()} {
		l, _ := readList(t, file)
		if got := drawnList(l.Import); got != want {
			t.Errorf("%s came back other than it was written: %s", format, firstDifference(got, want))
		}
	}
}

// listOf is what drawnList should draw of a report.
func listOf(r export.Report) string {
	var out, statements strings.Builder
	var walk func(items []export.Item, way string)
	walk = func(items []export.Item, way string) {
		for _, it := range items {
			switch it.Kind {
			case export.Island:
				walk(it.Items, way+it.Text+"/")
			case export.Note:
				out.WriteString(way + it.Text + string(it.Side) + "\n")
			case export.Statement:
				statements.WriteString(way + "!" + it.Text + "\n")
			}
		}
	}
	for _, s := range r.Sections {
		out.WriteString("== " + s.Table + "\n")
		walk(s.Items, "")
		for _, n := range s.Lone {
			out.WriteString("*" + n.Text + string(n.Side) + "\n")
		}
		walk(s.Loose, "")
		out.WriteString(statements.String())
		statements.Reset()
	}
	return out.String()
}

func FuzzReadList(f *testing.F) {
	f.Add([]byte("班,分類,意見\n1,道,草が高い\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := intake.ReadList(data, nil, uuid.NewString)
		if err == nil && len(l.Tables) == 0 {
			t.Error("nothing was read, and nothing is said")
		}
	})
}

// firstDifference is what a person reads of two long texts.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "line " + a[i] + ", not " + b[i]
		}
	}
	return "one is longer"
}
