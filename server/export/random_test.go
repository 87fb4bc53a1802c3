package export

import (
	"fmt"

	"pgregory.net/rapid"

	"yoriai/board"
)

// nasty are pieces that a format might take for something of its own.
var nasty = []string{
	"ふつうの文。", "#", "# ", "##", " #", "-", "- ", "---", "*", "**", "_", "`", "```", ">", "> ", "・", "•", "1.", "1. ", "2)", "+ ", "=", "===", "|", "| --- |",
	"~~", "<", "<b>", "<!--", "-->", ownMark, "&", "&#9;", "&amp;", "\\", "\\\\", "[x](y)", "![", "$", "%s", "{n}", "{title}", "https://例.jp/a_b?c=1&d",
	ownLone, ownLoose, ownUntitled, ownAgain, ownLedger, ownLeads, ownBetween, "問い: ", "催し: ", "会場：", "1班", "2班: ", "(コーディネーター)",
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

// drawItems makes islands, statements and (inside islands) notes, up to the
// depth a board allows.
func drawItems(t *rapid.T, level int) []*node {
	var items []*node
	for range rapid.IntRange(0, 4-level/3).Draw(t, "items") {
		kind := rapid.SampledFrom([]ItemKind{Island, Island, Note, Note, Statement}).Draw(t, "kind")
		switch {
		case kind == Island && level < board.Bounds.Depth:
			n := &node{kind: Island}
			if rapid.IntRange(0, 4).Draw(t, "titled") > 0 {
				n.text = lineText(t, "表札", board.Bounds.TitleChars)
			}
			n.items = drawItems(t, level+1)
			items = append(items, n)
		case kind == Note && level > 0:
			items = append(items, &node{kind: Note, text: noteText(t)})
		default:
			items = append(items, &node{kind: Statement, text: noteText(t)})
		}
	}
	return items
}

func drawNotes(t *rapid.T, lone bool) []*node {
	var notes []*node
	for range rapid.IntRange(0, 3).Draw(t, "notes") {
		notes = append(notes, &node{kind: Note, text: noteText(t), lone: lone})
	}
	return notes
}

// drawImport makes a workshop of up to three tables.
func drawImport(t *rapid.T, newID func() string) Import {
	im := Import{Facts: board.Facts{
		Title: lineText(t, "催しの名", board.Bounds.TitleChars), Theme: lineText(t, "問いの文", board.Bounds.ThemeChars),
		Place: lineText(t, "会場の名", board.Bounds.FieldChars), Host: lineText(t, "主催の名", board.Bounds.FieldChars), Date: "2026-11-21",
	}}
	for range rapid.IntRange(1, 3).Draw(t, "tables") {
		tab := Table{TableMembers: TableMembers{Name: lineText(t, "班の名", board.Bounds.NameChars)}}
		if rapid.Bool().Draw(t, "own theme") {
			tab.Theme = lineText(t, "班の問い", board.Bounds.ThemeChars)
		}
		people := rapid.IntRange(0, 4).Draw(t, "people")
		for i := range people {
			tab.Members = append(tab.Members, Member{
				Seat: board.SeatID(newID()), Name: lineText(t, fmt.Sprintf("人%d", i), board.Bounds.NameChars),
				Side: rapid.SampledFrom([]board.Side{board.Citizen, board.Staff, board.OtherSide, board.NoSide}).Draw(t, "side"),
			})
		}
		if people > 0 && rapid.Bool().Draw(t, "led") {
			tab.Members[rapid.IntRange(0, people-1).Draw(t, "leader")].Coordinator = true
		}
		f := forest{items: drawItems(t, 0), lone: drawNotes(t, true), loose: drawNotes(t, false)}
		content, err := f.content(newID)
		if err != nil {
			t.Fatalf("a drawn board is refused: %v", err)
		}
		for i := range content.Notes {
			if people > 0 {
				m := tab.Members[i%people]
				content.Notes[i].Author, content.Notes[i].Side = m.Seat, m.Side
			}
			content.Notes[i].Withdrawn = rapid.IntRange(0, 9).Draw(t, "withdrawn") == 0
		}
		tab.Content = content
		im.Tables = append(im.Tables, tab)
	}
	return im
}

// plainSection is what Markdown keeps of a section: not who wrote what, and
// not what was taken back.
func plainSection(s Section) Section {
	s.Items, s.Lone, s.Loose = plainItems(s.Items), plainItems(s.Lone), plainItems(s.Loose)
	s.Count.Written -= s.Count.Withdrawn
	s.Count.Withdrawn = 0
	for i := range s.Members {
		s.Members[i].Seat, s.Members[i].Side = "", ""
	}
	return s
}

func plainItems(items []Item) []Item {
	var out []Item
	for _, it := range items {
		it.Author, it.Side = "", ""
		it.Items = plainItems(it.Items)
		out = append(out, it)
	}
	return out
}
