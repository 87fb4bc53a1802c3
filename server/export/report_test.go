package export

import (
	"encoding/csv"
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
)

// TestLedgerAgrees: in every format, on any workshop, the numbers are the same
// and add up: 書かれた = 島 + 一匹狼 + 未整理 + 取り下げ.
func TestLedgerAgrees(t *testing.T) {
	notes := 0
	rapid.Check(t, func(rt *rapid.T) {
		newID := seeded(rapid.Uint64().Draw(rt, "ids"))
		r := staged(t, drawImport(rt, newID), newID).report()
		c := r.Total
		notes += c.Written
		if c.Written != c.Grouped+c.Lone+c.Loose+c.Withdrawn+c.Hidden {
			rt.Fatalf("%+v does not add up", c)
		}
		want := fmt.Sprint([]int{c.Grouped, c.Lone, c.Loose, c.Withdrawn, c.Hidden, c.Written})
		md := string(written(t, r, MD))
		rows := regexp.MustCompile(`(?m)^\| .* \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`).FindAllStringSubmatch(md, -1)
		html := string(written(t, r, HTML))
		cells := regexp.MustCompile(`<td>(\d+)</td>`).FindAllStringSubmatch(html, -1)
		_, inTable, _ := strings.Cut(parts(t, written(t, r, DOCX))["word/document.xml"], "<w:tbl>")
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
func csvRows(t rapid.TB, r Report) [][]string {
	var out strings.Builder
	if err := WriteCSV(&out, r); err != nil {
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
func csvLedger(t rapid.TB, r Report) []int {
	rows := csvRows(t, r)
	kind := slices.Index(rows[0], r.words(wordCSVKind))
	n := map[string]int{}
	for _, row := range rows[1:] {
		n[row[kind]]++
	}
	c := []int{n[r.words(wordKindNote)], n[r.words(wordLone)], n[r.words(wordLoose)], n[r.words(wordLedgerGone)], n[r.words(wordLedgerHidden)]}
	return append(c, c[0]+c[1]+c[2]+c[3]+c[4])
}

func TestCSV(t *testing.T) {
	r := sampleStage(t).report()
	raw := string(written(t, r, CSV))
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
		if got := cell(s); got != "'"+s {
			t.Errorf("%q is written %q", s, got)
		}
	}
	if cell("5-3") != "5-3" || cell("") != "" || cell("・紙") != "・紙" {
		t.Error("an ordinary text is changed")
	}
	rapid.Check(t, func(rt *rapid.T) {
		newID := seeded(rapid.Uint64().Draw(rt, "ids"))
		for _, row := range csvRows(rt, staged(t, drawImport(rt, newID), newID).report()) {
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
	newID := counted()
	im, err := Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	im.Tables[0].Content.Phase = board.Writing
	s := staged(t, im, newID)
	r := s.report()
	secret := "鎌は自前"
	for _, f := range []Format{DOCX, MD, CSV, HTML} {
		file := string(written(t, r, f))
		if f == DOCX {
			file = parts(t, []byte(file))["word/document.xml"]
		}
		if strings.Contains(file, secret) {
			t.Errorf("%s tells a note that is still private", f)
		}
		if f != CSV && !strings.Contains(file, "まだ書いている途中の付箋が31枚あります") {
			t.Errorf("%s does not say that notes are private", f)
		}
	}
	var archive strings.Builder
	if err := s.archive(s.options()).Write(&archive); err != nil {
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
	s := sampleStage(t)
	gone := "街灯の電気代"
	opts := s.options()
	for _, c := range []struct {
		role board.Role
		has  bool
	}{{board.Organiser, true}, {board.Coordinator, false}} {
		opts.Viewer = board.Viewer{Seat: organiser.Seat, Role: c.role}
		var out strings.Builder
		if err := s.archive(opts).Write(&out); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), gone) != c.has {
			t.Errorf("the archive for a %s: has the withdrawn text: %v", c.role, !c.has)
		}
	}
}

func TestOneTable(t *testing.T) {
	s := sampleStage(t)
	tables := s.hall.state.Tables()
	opts := s.options()
	opts.Table = tables[1].ID
	r := Build(s.hall.state, s.states(), opts)
	if len(r.Sections) != 1 || r.Table != "2班" || r.Total.Written != 31 {
		t.Fatalf("the report of one table: %d sections, table %q, %d written", len(r.Sections), r.Table, r.Total.Written)
	}
	md := string(written(t, r, MD))
	if strings.Contains(md, "荻原") || strings.Contains(md, "合計") {
		t.Error("the report of one table tells of another")
	}
}

// TestMemberLine: the coordinator is marked and last, wherever they sit.
func TestMemberLine(t *testing.T) {
	r := sampleStage(t).report()
	s := r.Sections[0]
	seats := []board.Seat{{ID: "1", Role: board.Coordinator}, {ID: "2"}, {ID: "3"}}
	s.Members = builder{names: map[board.SeatID]string{"1": "甲", "2": "乙", "3": "丙"}}.members(seats)
	if got := r.MemberLine(s, asIs); got != "乙、丙、甲(コーディネーター)" {
		t.Errorf("the member line is %s", got)
	}
}

// TestEmptyWorkshop: nothing written yet is a report too, in every format.
func TestEmptyWorkshop(t *testing.T) {
	newID := counted()
	im := Import{Tables: []Table{{Content: board.ImportBoard{Phase: board.Prepare}}}}
	r := staged(t, im, newID).report()
	for _, f := range []Format{DOCX, MD, CSV, HTML} {
		if len(written(t, r, f)) == 0 {
			t.Errorf("%s is empty", f)
		}
	}
	none := Report{Title: "催し", Theme: "問い", words: words(t)}
	for _, f := range []Format{DOCX, MD, CSV, HTML} {
		written(t, none, f)
	}
	if !strings.Contains(string(written(t, r, HTML)), "まだ何も書かれていません。") {
		t.Error("the page does not say that nothing is written yet")
	}
}

func TestDays(t *testing.T) {
	w := words(t)
	for iso, want := range map[string]string{
		"2026-11-21": "令和8年(2026年)11月21日(土)", "2019-05-01": "令和元年(2019年)5月1日(水)", "2019-04-30": "2019年4月30日(火)", "いつか": "いつか", "": "",
	} {
		if got := w.day(iso); got != want {
			t.Errorf("%s is written %s, not %s", iso, got, want)
		}
	}
	for text, want := range map[string]string{
		"令和8年11月21日(土)": "2026-11-21", "2026年11月21日（土）": "2026-11-21", "2026/11/3": "2026-11-03", "２０２６．１１．３": "2026-11-03", "2026-11-21": "2026-11-21",
		"令和元年5月1日": "2019-05-01", "令和元年(2019年)5月1日": "2019-05-01", "令和8年(2027年)11月21日": "", "2026年2月30日": "", "11月21日": "", "2026-11-21 18時から": "", "0-0-0": "", "99999-1-1": "", "-1-1-1": "",
	} {
		if got, ok := readDay(text); got != want || ok != (want != "") {
			t.Errorf("%s is read as %q", text, got)
		}
	}
}

// TestCatalogue: every key of ours, and of the writers in packages of their
// own, has its text, and the words that readers must know are those that
// writers write.
func TestCatalogue(t *testing.T) {
	texts := fixture(t)
	used := map[string]bool{"side.citizen": true, "side.staff": true, "side.other": true}
	for _, m := range board.Meanings {
		used[wordSays+string(m)] = true
	}
	own, err := filepath.Glob("*.go")
	below, errBelow := filepath.Glob("*/*.go")
	if err != nil || errBelow != nil {
		t.Fatal(err, errBelow)
	}
	key := regexp.MustCompile(`"((?:export\.|date\.|relation\.says_|narrative\.b)[a-z0-9_.]*[a-z0-9_])"`)
	for _, f := range append(own, below...) {
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
	checkGrammar(t, texts)
}

// checkGrammar: what writers write, readers read.
func checkGrammar(t *testing.T, texts map[string]string) {
	t.Helper()
	w := Words(func(key string) string { return texts[key] })
	for got, want := range map[string]string{
		w(wordUntitled): ownUntitled, w(wordLone): ownLone, w(wordLoose): ownLoose, w(wordLedger): ownLedger, w(wordBetween): ownBetween,
		w(wordKindNote): ownNote, w(wordKindTitle): ownTitle, w(wordKindStatement): ownStatement, w(wordMarkProposal): ownProposal,
		w.fill(wordAgain, "title", ""): ownAgain, w.fill(wordCoordinator, "name", ""): ownLeads, w.fill(wordFact, "name", "a", "value", "b"): "a: b",
	} {
		if got != want {
			t.Errorf("the catalogue writes %q, and the reader knows %q", got, want)
		}
	}
	for i, key := range []string{wordRelations, wordProposals, wordUnanswered, wordNarrative, wordRounds} {
		if w(key) != ownParts[i] {
			t.Errorf("the catalogue writes %q, and the reader knows %q", w(key), ownParts[i])
		}
	}
	for word, known := range map[string][]string{w(wordEvent): eventWords, w(wordDate): dateWords, w(wordPlace): placeWords, w(wordHost): hostWords, w(wordTheme): themeWords} {
		if !slices.Contains(known, word) {
			t.Errorf("the reader does not know %q", word)
		}
	}
	if iso, ok := readDay(w.day("2026-11-21")); !ok || iso != "2026-11-21" {
		t.Errorf("the reader does not know a day written %q", w.day("2026-11-21"))
	}
}

// TestImports: the package knows the board and nothing else of the product,
// and no network.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"yoriai/board", "yoriai/server/export/personal", "golang.org/x/text/", "github.com/go-json-experiment/json", "github.com/xuri/excelize/v2", "github.com/rivo/uniseg"}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, im := range parsed.Imports {
			path := strings.Trim(im.Path.Value, `"`)
			foreign := strings.Contains(path, ".") || strings.HasPrefix(path, "yoriai/")
			if foreign && !slices.ContainsFunc(allowed, func(a string) bool { return strings.HasPrefix(path, a) }) || path == "os" || strings.HasPrefix(path, "net") {
				t.Errorf("%s imports %s", f, path)
			}
		}
	}
}
