package exporttest

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/intake"
)

// nasty are pieces that a format might take for something of its own.
var nasty = []string{
	"ふつうの文。", "#", "# ", "##", " #", "-", "- ", "---", "*", "**", "_", "`", "```", ">", "> ", "・", "•", "1.", "1. ", "2)", "+ ", "=", "===", "|", "| --- |",
	"~~", "<", "<b>", "<!--", "-->", "<!-- yoriai 1 -->", "&", "&#9;", "&amp;", "\\", "\\\\", "[x](y)", "![", "$", "%s", "{n}", "{title}", "https://例.jp/a_b?c=1&d",
	"一匹狼", "未整理", "(表札なし)", "(つづき)", "付箋の帳尻", "(コーディネーター)", "、", "関係", "文章", " *提案*", "*わたしも 3*", "問い: ", "催し: ", "会場：", "1班", "2班: ", "(コーディネーター)",
	" ", "  ", "   ", "\t", "　", "\n", "\n\n", "\n\n\n", "\n  ", "\n- ", "\n> ", "\n# ", "\n---\n", "  \n", "か\u3099", "𠮷", "👨‍👩‍👧", "\u200b", "\u202e", "\u00a0", "ｶﾞ",
	"=1+1", "@x", "＝A1", "'", "\"", ",", ";", "\ufeff", "。", "…", "\u0301", "&#x3042;", "&lt;", "]]>", "\ufffe",
}

func text(t *rapid.T, label string) string {
	var s string
	for range rapid.IntRange(1, 6).Draw(t, label+" pieces") {
		if rapid.Bool().Draw(t, "nasty") {
			s += rapid.SampledFrom(nasty).Draw(t, label)
		} else {
			s += rapid.StringN(0, 8, 40).Draw(t, label)
		}
	}
	return s
}

func noteText(t *rapid.T) string {
	if s, err := board.CleanText(text(t, "text"), board.Bounds.NoteChars); err == nil {
		return s
	}
	return "紙"
}

func lineText(t *rapid.T, label string, max int) string {
	if s, err := board.CleanLine(text(t, label), max); err == nil {
		return s
	}
	return label
}

// thing is an island, a note or a statement, before it has an id and a place.
type thing struct {
	kind  export.ItemKind
	text  string
	lone  bool
	items []thing
}

// drawItems makes islands, statements and (inside islands) notes, up to the
// depth a board allows.
func drawItems(t *rapid.T, level int) []thing {
	var items []thing
	for range rapid.IntRange(0, 4-level/3).Draw(t, "items") {
		kind := rapid.SampledFrom([]export.ItemKind{export.Island, export.Island, export.Note, export.Note, export.Statement}).Draw(t, "kind")
		switch {
		case kind == export.Island && level < board.Bounds.Depth:
			n := thing{kind: export.Island}
			if rapid.IntRange(0, 4).Draw(t, "titled") > 0 {
				n.text = lineText(t, "表札", board.Bounds.TitleChars)
			}
			n.items = drawItems(t, level+1)
			items = append(items, n)
		case kind == export.Note && level > 0:
			items = append(items, thing{kind: export.Note, text: noteText(t)})
		default:
			items = append(items, thing{kind: export.Statement, text: noteText(t)})
		}
	}
	return items
}

func drawNotes(t *rapid.T, lone bool) []thing {
	var notes []thing
	for range rapid.IntRange(0, 3).Draw(t, "notes") {
		notes = append(notes, thing{kind: export.Note, text: noteText(t), lone: lone})
	}
	return notes
}

// lay puts things on a board in reading order.
func lay(op *board.ImportBoard, things []thing, group board.GroupID, newID func() string) {
	keys := board.OrderRun(len(things))
	for i, n := range things {
		place := board.Place{Group: group, Order: keys[i]}
		if group == "" && (n.kind != export.Note || n.lone) {
			place.At = &board.Point{X: float64(24 + i%8*200), Y: float64(24 + i/8*160)}
		}
		switch n.kind {
		case export.Note:
			op.Notes = append(op.Notes, board.Note{ID: board.NoteID(newID()), Text: n.text, Place: place, Lone: n.lone})
		case export.Statement:
			op.Statements = append(op.Statements, board.Statement{ID: board.StatementID(newID()), Text: n.text, Place: place})
		default:
			g := board.Group{ID: board.GroupID(newID()), Title: n.text, Place: place}
			if n.text != "" {
				op.Phase = board.Titling
			}
			op.Groups = append(op.Groups, g)
			lay(op, n.items, g.ID, newID)
		}
	}
}

// DrawImport makes a workshop of up to three tables.
func DrawImport(t *rapid.T, newID func() string) intake.Import {
	im := intake.Import{Facts: board.Facts{
		Title: lineText(t, "催しの名", board.Bounds.TitleChars), Theme: lineText(t, "問いの文", board.Bounds.ThemeChars),
		Place: lineText(t, "会場の名", board.Bounds.FieldChars), Host: lineText(t, "主催の名", board.Bounds.FieldChars), Date: "2026-11-21",
	}}
	for range rapid.IntRange(0, 2).Draw(t, "themes") {
		// Two themes in the same words are one to whoever reads the report.
		text := lineText(t, "次の問い", board.Bounds.ThemeChars)
		if text != im.Facts.Theme && !slices.ContainsFunc(im.Themes, func(theme board.Theme) bool { return theme.Text == text }) {
			im.Themes = append(im.Themes, board.Theme{ID: board.ThemeID(newID()), Text: text})
		}
	}
	for range rapid.IntRange(1, 3).Draw(t, "tables") {
		tab := intake.Table{TableMembers: intake.TableMembers{Name: lineText(t, "班の名", board.Bounds.NameChars)}}
		// Two tables of one name are one to whoever reads the report.
		for slices.ContainsFunc(im.Tables, func(other intake.Table) bool { return other.Name == tab.Name }) {
			tab.Name = lineText(t, "班の名", board.Bounds.NameChars-1) + strconv.Itoa(len(im.Tables))
		}
		if rapid.Bool().Draw(t, "own theme") {
			tab.Theme = lineText(t, "班の問い", board.Bounds.ThemeChars)
		}
		people := rapid.IntRange(0, 4).Draw(t, "people")
		for i := range people {
			tab.Members = append(tab.Members, intake.Member{
				Seat: board.SeatID(newID()), Name: lineText(t, fmt.Sprintf("人%d", i), board.Bounds.NameChars),
				Side: rapid.SampledFrom([]board.Side{board.Citizen, board.Staff, board.OtherSide, board.NoSide}).Draw(t, "side"),
			})
		}
		if people > 0 && rapid.Bool().Draw(t, "led") {
			tab.Members[rapid.IntRange(0, people-1).Draw(t, "leader")].Coordinator = true
		}
		content := drawContent(t, tab.Members, newID)
		drawMarks(t, &content, tab.Members, newID)
		tab.Content = content
		for _, theme := range im.Themes {
			tab.Further = append(tab.Further, intake.Further{ThemeID: theme.ID, Content: drawContent(t, tab.Members, newID)})
		}
		im.Tables = append(im.Tables, tab)
	}
	return im
}

func drawContent(t *rapid.T, people []intake.Member, newID func() string) board.ImportBoard {
	op := board.ImportBoard{Phase: board.Gather}
	lay(&op, append(append(drawItems(t, 0), drawNotes(t, true)...), drawNotes(t, false)...), "", newID)
	checked, err := op.Check()
	if err != nil {
		t.Fatalf("a drawn board is refused: %v", err)
	}
	content, _ := checked.(board.ImportBoard)
	for i := range content.Notes {
		if len(people) > 0 {
			m := people[i%len(people)]
			content.Notes[i].Author, content.Notes[i].Side = m.Seat, m.Side
		}
		content.Notes[i].Withdrawn = rapid.IntRange(0, 9).Draw(t, "withdrawn") == 0
	}
	return content
}

// PlainSection is what Markdown keeps of a section: not who wrote what, and
// not what was taken back.
func PlainSection(s export.Section) export.Section {
	s.Items, s.Lone, s.Loose = plainItems(s.Items), plainItems(s.Lone), plainItems(s.Loose)
	s.Count.Written -= s.Count.Withdrawn
	s.Count.Withdrawn = 0
	s.Relations, s.Proposals, s.Unanswered, s.Narrative, s.Rounds = nil, nil, nil, nil, nil
	s.Sheet = export.Sheet{}
	for i := range s.Members {
		s.Members[i].Seat, s.Members[i].Side = "", ""
	}
	return s
}

func plainItems(items []export.Item) []export.Item {
	var out []export.Item
	for _, it := range items {
		it.Author, it.Side, it.Proposal, it.Echoes, it.Seals, it.Tags = "", "", false, 0, 0, nil
		it.Items = plainItems(it.Items)
		out = append(out, it)
	}
	return out
}

// drawMarks lays over a board what a table may find out about it.
func drawMarks(t *rapid.T, op *board.ImportBoard, people []intake.Member, newID func() string) {
	var items []board.ItemID
	by := func() board.SeatID {
		if len(people) == 0 {
			return ""
		}
		return rapid.SampledFrom(people).Draw(t, "by").Seat
	}
	for i := range op.Notes {
		n := &op.Notes[i]
		items = append(items, board.ItemID(n.ID))
		n.Proposal = rapid.IntRange(0, 3).Draw(t, "proposal") == 0
		for range rapid.IntRange(-2, 3).Draw(t, "echoes") {
			n.Echoes = append(n.Echoes, board.SeatID(newID()))
		}
	}
	for i := range op.Groups {
		g := &op.Groups[i]
		items = append(items, board.ItemID(g.ID))
		g.Proposal = rapid.IntRange(0, 3).Draw(t, "proposal") == 0
		if g.Title != "" && rapid.Bool().Draw(t, "worded") {
			g.By, g.Earlier = by(), []board.Rival{{Text: lineText(t, "前の表札", board.Bounds.TitleChars), Author: by()}}
			op.Wordings = append(op.Wordings, board.Wording{ID: board.WordingID(newID()), Group: g.ID, Text: lineText(t, "表札の案", board.Bounds.TitleChars), Author: by()})
		}
	}
	op.Sheets = rapid.IntRange(0, board.Bounds.Sheets).Draw(t, "sheets")
	if len(items) < 2 {
		return
	}
	drawLinks(t, op, items, by, newID)
	drawTold(t, op, items, by, newID)
	drawRounds(t, op, items, newID)
}

func drawLinks(t *rapid.T, op *board.ImportBoard, items []board.ItemID, by func() board.SeatID, newID func() string) {
	for range rapid.IntRange(0, 6).Draw(t, "links") {
		pair := rapid.Permutation(items).Draw(t, "ends")
		l := board.Link{ID: board.LinkID(newID()), From: pair[0], To: pair[1], Meaning: rapid.SampledFrom(board.Meanings).Draw(t, "meaning"), Author: by(), Withdrawn: rapid.IntRange(0, 5).Draw(t, "gone") == 0}
		if rapid.Bool().Draw(t, "labelled") {
			l.Label = lineText(t, "添え書き", board.Bounds.LabelChars)
		}
		op.Links = append(op.Links, l)
	}
}

// drawTold is a narrative.
func drawTold(t *rapid.T, op *board.ImportBoard, items []board.ItemID, by func() board.SeatID, newID func() string) {
	told := rapid.SliceOfNDistinct(rapid.SampledFrom(items), 0, len(items), func(id board.ItemID) board.ItemID { return id }).Draw(t, "told")
	for i, key := range board.OrderRun(len(told)) {
		p := board.Passage{ID: board.PassageID(newID()), Item: told[i], Order: key, Author: by()}
		if rapid.Bool().Draw(t, "added") {
			p.Text = noteText(t)
		}
		op.Passages = append(op.Passages, p)
	}
}

func drawRounds(t *rapid.T, op *board.ImportBoard, items []board.ItemID, newID func() string) {
	for i, key := range board.OrderRun(rapid.IntRange(0, 3).Draw(t, "rounds")) {
		r := board.Round{ID: board.RoundID(newID()), Order: key, Seals: rapid.IntRange(1, 5).Draw(t, "seals"), Items: items[:min(len(items), 5)], Open: i == 0 && rapid.Bool().Draw(t, "open")}
		if rapid.Bool().Draw(t, "called") {
			r.Title = lineText(t, "回の名", board.Bounds.TitleChars)
		}
		if !r.Open {
			r.Voters = rapid.IntRange(0, 9).Draw(t, "voters")
			r.Counts, r.Hand = []board.Count{{Item: items[0], N: rapid.IntRange(1, 9).Draw(t, "counted")}}, []board.Count{{Item: items[1], N: rapid.IntRange(1, 9).Draw(t, "by hand")}}
		}
		op.Rounds = append(op.Rounds, r)
	}
}

// DrawReport is the report of a workshop drawn at random, with texts that a
// format might take for something of its own.
func DrawReport(t testing.TB, rt *rapid.T) export.Report {
	newID := Seeded(rapid.Uint64().Draw(rt, "ids"))
	return SetUp(t, DrawImport(rt, newID), newID).Report()
}
