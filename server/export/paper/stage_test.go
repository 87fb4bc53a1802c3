package paper

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/pdf"
	"yoriai/static"
)

var made = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

func words(t testing.TB) export.Words {
	t.Helper()
	data, err := static.FS.ReadFile("i18n/ja.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return func(key string) string {
		text, ok := texts[key]
		if !ok {
			t.Errorf("the catalogue has no %q", key)
		}
		return text
	}
}

// blank is a report of nothing, to be filled in.
func blank(t testing.TB) export.Report {
	r := export.Build(board.NewState(), nil, export.Options{Words: words(t), Public: true, Now: made})
	r.Title, r.Theme, r.Date, r.Place, r.Host = "みどり台 寄り合い", "公園の手入れをどう続けるか", "2026-11-21", "地区センター", "道路公園課"
	return r
}

// laid lays a report out, to be looked at before it is drawn.
func laid(r export.Report) *layout {
	return print(r, pdf.New(&strings.Builder{}, pdf.Info{}).Root())
}

// teller writes texts that are found again: each begins with a number of its own.
type teller struct {
	told []string
}

func (t *teller) tell(text string) string {
	text = fmt.Sprintf("%05d番%s", len(t.told), text)
	t.told = append(t.told, text)
	return text
}

// pieces are what lines may be broken at, or not; and what no font has.
var pieces = []string{
	"ふつうの文。", "「かぎ括弧」", "（丸括弧）", "、", "。", "ー", "Workshop", "1,234円", "https://example.jp/a/b?c=d&e=", "髙", "𠮷", "﨑", "👩‍👩‍👧‍👦", "👍🏽", "🇯🇵",
	"ｶﾞｷﾞ", "か\u3099", "مرحبا", "\u202e", "\u2066", "\n", "　", " ", "漢字が続く言葉の並び", "e\u0301\u0302\u0303\u0304\u0305", "\u200b", "<b>&amp;", "(\\)",
}

func drawText(t *rapid.T) string {
	s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, rapid.SampledFrom([]int{3, 3, 12, 80}).Draw(t, "length")).Draw(t, "pieces"), "")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), "\n") // blank lines cannot be told from none
}

func (k *teller) items(t *rapid.T, level int) []export.Item {
	var list []export.Item
	for range rapid.IntRange(0, 4).Draw(t, "items") {
		switch kind := rapid.SampledFrom([]export.ItemKind{export.Island, export.Note, export.Note, export.Statement}).Draw(t, "kind"); {
		case kind == export.Island && level < 8:
			island := export.Item{Kind: export.Island, Text: k.tell(strings.ReplaceAll(drawText(t), "\n", ""))}
			island.Items = k.items(t, level+1)
			list = append(list, island)
		case kind == export.Statement:
			list = append(list, export.Item{Kind: export.Statement, Text: k.tell(drawText(t))})
		default:
			list = append(list, export.Item{Kind: export.Note, Text: k.tell(drawText(t)), Echoes: rapid.IntRange(0, 3).Draw(t, "echoes"), Proposal: rapid.Bool().Draw(t, "proposal")})
		}
	}
	return list
}

func (k *teller) texts(t *rapid.T) []string {
	var list []string
	for range rapid.IntRange(0, 3).Draw(t, "texts") {
		list = append(list, k.tell(strings.Join(strings.Fields(drawText(t)), " ")))
	}
	return list
}

// drawReport makes a report of up to four tables, and lists its texts in order.
func drawReport(t *rapid.T, r export.Report) (export.Report, []string) {
	k := &teller{}
	for i := range rapid.IntRange(0, 4).Draw(t, "tables") {
		s := export.Section{Table: fmt.Sprintf("%d班", i+1), Theme: "問い", Items: k.items(t, 0)}
		for _, n := range k.texts(t) {
			s.Lone = append(s.Lone, export.Item{Kind: export.Note, Text: n})
		}
		s.Unanswered = k.texts(t)
		for _, n := range k.texts(t) {
			s.Narrative = append(s.Narrative, export.Passage{Text: n})
		}
		round := export.Round{Seals: 3}
		for _, n := range k.texts(t) {
			round.Results = append(round.Results, export.Result{Text: n, N: rapid.IntRange(1, 40).Draw(t, "n"), Hand: rapid.IntRange(0, 1).Draw(t, "hand")})
		}
		s.Rounds = []export.Round{round}
		s.Count = export.Count{Tally: board.Tally{Written: 10, Grouped: 8, Lone: 2}}
		r.Sections = append(r.Sections, s)
	}
	r.Survey = &export.Survey{Questions: []export.Question{{Text: "どうでしたか", Answers: []export.Answer{{Text: "よかった", N: 3}}, Texts: k.texts(t)}}}
	return r, k.told
}

// piece is an item as it lies on a sheet.
func piece(it export.Item, id string, at board.Point) export.Piece {
	p := export.Piece{Item: it, ID: id, At: at}
	for i, m := range it.Items {
		p.Members = append(p.Members, piece(m, fmt.Sprintf("%s-%d", id, i), board.Point{}))
	}
	return p
}

// many is a workshop of so many tables with so many notes each.
func many(r export.Report, tables, notes int) export.Report {
	for i := range tables {
		s := export.Section{Table: fmt.Sprintf("%d班", i+1), Count: export.Count{Tally: board.Tally{Written: notes, Grouped: notes}}}
		for j := 0; j < notes; j += 8 {
			island := export.Item{Kind: export.Island, Text: fmt.Sprintf("第%d島 役所に頼むと、話が初めからになる", j/8+1)}
			for n := range 8 {
				island.Items = append(island.Items, export.Item{Kind: export.Note, Text: fmt.Sprintf("%d-%d 職員と市民が「協働」で進めるには、まず顔の見える関係が要る。%c から始める。", i, j+n, '一'+rune((i*notes+j+n)%9000))})
			}
			s.Items = append(s.Items, island)
			s.Sheet.Lying = append(s.Sheet.Lying, piece(island, fmt.Sprintf("%d-%d", i, j), board.Point{X: float64(j % 160 * 10), Y: float64(j / 160 * 160)}))
		}
		s.Sheet.Sheets = 1
		r.Sections = append(r.Sections, s)
	}
	return r
}
