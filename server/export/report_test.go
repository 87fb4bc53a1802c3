package export_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/demo"
	"yoriai/server/export"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
	"yoriai/server/notation"
)

// TestLedgerAgrees: in every format, on any workshop, the numbers are the same
// and add up: 書かれた = 島 + 一匹狼 + 未整理 + 取り下げ.
func TestLedgerAgrees(t *testing.T) {
	notes := 0
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		r := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID).Report()
		c := r.Total
		notes += c.Written
		if c.Written != c.Grouped+c.Lone+c.Loose+c.Withdrawn+c.Hidden {
			rt.Fatalf("%+v does not add up", c)
		}
		want := fmt.Sprint([]int{c.Grouped, c.Lone, c.Loose, c.Withdrawn, c.Hidden, c.Written})
		md := string(written(t, r, export.MD))
		rows := regexp.MustCompile(`(?m)^\| .* \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`).FindAllStringSubmatch(md, -1)
		html := string(written(t, r, export.HTML))
		cells := regexp.MustCompile(`<td>(\d+)</td>`).FindAllStringSubmatch(html, -1)
		_, inTable, _ := strings.Cut(docxtest.Parts(t, written(t, r, export.DOCX))["word/document.xml"], "<w:tbl>")
		word := regexp.MustCompile(`<w:t xml:space="preserve">(\d+)</w:t></w:r></w:p></w:tc>`).FindAllStringSubmatch(inTable, -1)
		for format, got := range map[string]string{
			"Markdown": fmt.Sprint(numbers(rows[len(rows)-1][1:])), "HTML": fmt.Sprint(lastSix(cells)), "Word": fmt.Sprint(lastSix(word)),
			"CSV": fmt.Sprint(csvLedger(rt, r)),
		} {
			if got != want {
				rt.Fatalf("%s counts %s, the board %s", format, got, want)
			}
		}
	})
	if notes == 0 {
		t.Error("no note was ever drawn")
	}
}

func numbers(cells []string) []int {
	var out []int
	for _, s := range cells {
		n, _ := strconv.Atoi(s)
		out = append(out, n)
	}
	return out
}

func lastSix(cells [][]string) []int {
	var last []string
	for _, c := range cells[max(0, len(cells)-6):] {
		last = append(last, c[1])
	}
	return numbers(last)
}

// csvRows reads a CSV back as a spreadsheet would.
func csvRows(t rapid.TB, r export.Report) [][]string {
	var out strings.Builder
	if err := export.WriteCSV(&out, r); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(out.String(), "\ufeff")
	if !ok {
		t.Fatal("the CSV has no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// csvLedger counts rows by kind: the ledger is in the table, without a word about it.
func csvLedger(t rapid.TB, r export.Report) []int {
	rows := csvRows(t, r)
	kind := slices.Index(rows[0], r.Say("export.csv.kind"))
	n := map[string]int{}
	for _, row := range rows[1:] {
		n[row[kind]]++
	}
	c := []int{n[r.Say("export.kind.note")], n[r.Say("export.lone")], n[r.Say("export.loose")], n[r.Say("export.ledger.withdrawn")], n[r.Say("export.ledger.hidden")]}
	return append(c, c[0]+c[1]+c[2]+c[3]+c[4])
}

func TestCSV(t *testing.T) {
	r := exporttest.Sample(t).Report()
	raw := string(written(t, r, export.CSV))
	if strings.Count(raw, "\n") != strings.Count(raw, "\r\n") {
		t.Error("a line does not end in CRLF")
	}
	rows := csvRows(t, r)
	if got := strings.Join(rows[0], " "); got != "班 問い 表札1段目 表札2段目 表札3段目 種類 文 立場 書いた人 しるし" {
		t.Errorf("the head is %s", got)
	}
	want := []string{"2班", r.Theme, "夜と雨の日に、歩けない道がある", "水は、低い家の前に集まる", "泥は、上げたあとが重い", "付箋", "濡れた泥は一袋三十キロ。腰をやった。", "市民", "榊", ""}
	if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Equal(row, want) }) {
		t.Errorf("there is no row %q", want)
	}
	card := []string{"2班", r.Theme, "雪の朝は、早起きした人から始めよう!", "", "", "表札", "", "", "", ""}
	if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Equal(row, card) }) {
		t.Error("an island without notes is lost")
	}
}

// TestCSVRunsNothing: no cell begins as a formula does, whoever wrote it.
func TestCSVRunsNothing(t *testing.T) {
	for _, s := range []string{"=1+1", "+81", "-5度", "@x", "\t=1", "\r=1", "＝A1", "＋1", "－1", "＠x"} {
		if got := notation.GuardCell(s); got != "'"+s {
			t.Errorf("%q is written %q", s, got)
		}
	}
	if notation.GuardCell("5-3") != "5-3" || notation.GuardCell("") != "" || notation.GuardCell("・紙") != "・紙" {
		t.Error("an ordinary text is changed")
	}
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		for _, row := range csvRows(rt, exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID).Report()) {
			for _, c := range row {
				if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
					rt.Fatalf("a cell is %q", c)
				}
			}
		}
	})
}

// TestHiddenNotesStayHidden: while a table writes, its notes are in no file
// made for anybody but their authors, and yet the ledger adds up and says so.
func TestHiddenNotesStayHidden(t *testing.T) {
	newID := exporttest.Counted()
	im, err := demo.Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	im.Tables[0].Content.Phase = board.Writing
	s := exporttest.SetUp(t, im, newID)
	r := s.Report()
	secret := "鎌は自前"
	for _, f := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML} {
		file := string(written(t, r, f))
		if f == export.DOCX {
			file = docxtest.Parts(t, []byte(file))["word/document.xml"]
		}
		if strings.Contains(file, secret) {
			t.Errorf("%s tells a note that is still private", f)
		}
		if f != export.CSV && !strings.Contains(file, "まだ書いている途中の付箋が31枚あります") {
			t.Errorf("%s does not say that notes are private", f)
		}
	}
	var archive strings.Builder
	if err := s.Archive(s.Options()).Write(&archive); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(archive.String(), secret) {
		t.Error("the archive tells a note that is still private")
	}
	if c := r.Sections[0].Count; c.Written != 32 || c.Loose != 31 || c.Veiled != 31 || c.Withdrawn != 1 {
		t.Errorf("the ledger is %+v", c)
	}
}

// TestWithdrawnTexts are in no report, and the archive of a coordinator does
// not have them either; the organiser's does, because the note may come back.
func TestWithdrawnTexts(t *testing.T) {
	s := exporttest.Sample(t)
	gone := "街灯の電気代"
	opts := s.Options()
	for _, c := range []struct {
		role board.Role
		has  bool
	}{{board.Organiser, true}, {board.Coordinator, false}} {
		opts.Viewer = board.Viewer{Seat: exporttest.Organiser.Seat, Role: c.role}
		var out strings.Builder
		if err := s.Archive(opts).Write(&out); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), gone) != c.has {
			t.Errorf("the archive for a %s: has the withdrawn text: %v", c.role, !c.has)
		}
	}
}

func TestOneTable(t *testing.T) {
	s := exporttest.Sample(t)
	tables := s.Hall.State.Tables()
	opts := s.Options()
	opts.Table = tables[1].ID
	r := export.Build(s.Hall.State, s.States(), opts)
	if len(r.Sections) != 1 || r.Table != "2班" || r.Total.Written != 31 {
		t.Fatalf("the report of one table: %d sections, table %q, %d written", len(r.Sections), r.Table, r.Total.Written)
	}
	md := string(written(t, r, export.MD))
	if strings.Contains(md, "荻原") || strings.Contains(md, "合計") {
		t.Error("the report of one table tells of another")
	}
}

// TestMemberLine: the coordinator is marked and last, wherever they sit.
func TestMemberLine(t *testing.T) {
	newID := exporttest.Counted()
	im, _, err := intake.ReadOutline("1班\n\n甲(コーディネーター)、乙、丙\n\n島\n\n- ・紙\n", newID)
	if err != nil {
		t.Fatal(err)
	}
	r := exporttest.SetUp(t, im, newID).Report()
	if got := r.MemberLine(r.Sections[0], export.AsIs); got != "乙、丙、甲(コーディネーター)" {
		t.Errorf("the member line is %s", got)
	}
}

// TestEmptyWorkshop: nothing written yet is a report too, in every format.
func TestEmptyWorkshop(t *testing.T) {
	newID := exporttest.Counted()
	im := intake.Import{Tables: []intake.Table{{Content: board.ImportBoard{Phase: board.Prepare}}}}
	r := exporttest.SetUp(t, im, newID).Report()
	for _, f := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML} {
		if len(written(t, r, f)) == 0 {
			t.Errorf("%s is empty", f)
		}
	}
	none := titled(t, "催し", "")
	none.Theme = "問い"
	for _, f := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML} {
		written(t, none, f)
	}
	if !strings.Contains(string(written(t, r, export.HTML)), "まだ何も書かれていません。") {
		t.Error("the page does not say that nothing is written yet")
	}
}

func TestDays(t *testing.T) {
	r := titled(t, "", "")
	for iso, want := range map[string]string{
		"2026-11-21": "令和8年(2026年)11月21日(土)", "2019-05-01": "令和元年(2019年)5月1日(水)", "2019-04-30": "2019年4月30日(火)", "いつか": "いつか", "": "",
	} {
		if got := r.Day(iso); got != want {
			t.Errorf("%s is written %s, not %s", iso, got, want)
		}
	}
}

// TestCatalogue: every key of ours, and of the writers in packages of their
// own, has its text, and the words that readers must know are those that
// writers write.
func TestCatalogue(t *testing.T) {
	texts := exporttest.Catalogue(t)
	used := map[string]bool{"side.citizen": true, "side.staff": true, "side.other": true}
	for _, m := range board.Meanings {
		used["relation.says."+string(m)] = true
	}
	own, err := filepath.Glob("*.go")
	below, errBelow := filepath.Glob("*/*.go")
	readers, errReaders := filepath.Glob("../intake/*.go")
	if err := errors.Join(err, errBelow, errReaders); err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"((?:export\.|date\.|relation\.says_|narrative\.b)[a-z0-9_.]*[a-z0-9_])"`)
	for _, f := range slices.Concat(own, below, readers) {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(src), -1) {
			used[m[1]] = true
		}
	}
	for k := range used {
		if texts[k] == "" {
			t.Errorf("the catalogue has no text for %q", k)
		}
	}
}

// TestImports: report and readers know the board, the notation and nothing else
// of the product, each other neither, and no network. Readers know how things
// are laid on a sheet, too.
func TestImports(t *testing.T) {
	ground := []string{"yoriai/board", "yoriai/server/notation", "golang.org/x/text/", "github.com/go-json-experiment/json", "github.com/go-json-experiment/json/jsontext", "github.com/xuri/excelize/v2", "github.com/rivo/uniseg"}
	for dir, more := range map[string][]string{
		".": {"yoriai/server/export/personal"}, "../intake": {"yoriai/server/export/layout"}, "../notation": nil, "../demo": {"yoriai/server/intake"}, "archive": {"yoriai/server/intake", "yoriai/server/export"},
	} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f, "_test.go") {
				importsOnly(t, f, append(more, ground...))
			}
		}
	}
}

func importsOnly(t *testing.T, file string, allowed []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, im := range parsed.Imports {
		path := strings.Trim(im.Path.Value, `"`)
		foreign := strings.Contains(path, ".") || strings.HasPrefix(path, "yoriai/")
		if foreign && !slices.ContainsFunc(allowed, func(a string) bool { return path == a || strings.HasSuffix(a, "/") && strings.HasPrefix(path, a) }) || path == "os" || strings.HasPrefix(path, "net") {
			t.Errorf("%s imports %s", file, path)
		}
	}
}
