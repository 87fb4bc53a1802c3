package workbook

import (
	"slices"
	"strings"

	"yoriai/server/export"
)

// leaf is a note or a sentence with where it lies.
type leaf struct {
	section *export.Section
	titles  []string // the title cards over it, the outermost first
	kind    string
	export.Item
}

// leaves lists what stands on a table's board in reading order. What has no
// words for these eyes (taken back, put away, still private) is a leaf all the
// same: so the rows can be counted.
func (b *book) leaves(s *export.Section) []leaf {
	list := b.within(nil, s, s.Items, nil)
	add := func(kind string, items ...export.Item) {
		for _, it := range items {
			list = append(list, leaf{section: s, kind: b.r.Say(kind), Item: it})
		}
	}
	add("export.lone", s.Lone...)
	add("export.loose", s.Loose...)
	add("export.loose", make([]export.Item, s.Count.Veiled)...)
	add("export.ledger.withdrawn", make([]export.Item, s.Count.Withdrawn)...)
	add("export.ledger.hidden", make([]export.Item, s.Count.Hidden)...)
	return list
}

func (b *book) within(list []leaf, s *export.Section, items []export.Item, titles []string) []leaf {
	for _, it := range items {
		switch it.Kind {
		case export.Island:
			list = b.within(list, s, it.Items, append(titles[:len(titles):len(titles)], b.title(it)))
		case export.Note:
			list = append(list, leaf{s, titles, b.r.Say("export.kind.note"), it})
		case export.Statement:
			list = append(list, leaf{s, titles, b.r.Say("export.kind.statement"), it})
		}
	}
	return list
}

func (b *book) title(it export.Item) string {
	if it.Text == "" {
		return b.r.Say("export.untitled")
	}
	return it.Text
}

// notes is a sheet of leaves; whole: of all tables, which are told by name.
func (b *book) notes(name string, sections []export.Section, whole bool) sheet {
	var list []leaf
	levels := 1
	for i := range sections {
		list = append(list, b.leaves(&sections[i])...)
	}
	for _, l := range list {
		levels = max(levels, len(l.titles))
	}
	s := sheet{name: name, columns: b.noteColumns(whole, levels)}
	for i, l := range list {
		s.rows = append(s.rows, b.noteRow(i+1, l, whole, levels))
	}
	return s
}

func (b *book) noteColumns(whole bool, levels int) []column {
	list := []column{b.column("export.book.number", 7)}
	if whole {
		list = append(list, b.column("export.csv.table", narrow), b.theme())
	}
	for n := range levels {
		list = append(list, column{head: b.number("export.csv.title", n+1), width: middle})
	}
	return append(list,
		b.column("export.csv.kind", narrow), b.column("export.csv.text", wide),
		b.spare("export.csv.side", narrow), b.spare("export.csv.author", middle),
		b.spare("export.mark.proposal", narrow), b.spare("export.book.echoes", narrow),
		b.spare("export.book.seals", narrow), b.spare("export.chapter.tags", middle),
		b.spare("export.book.source", middle),
	)
}

// column is one that is always there.
func (b *book) column(key string, width float64) column {
	return column{head: b.r.Say(key), width: width}
}

// spare is one that is left out where nothing stands in it.
func (b *book) spare(key string, width float64) column {
	return column{head: b.r.Say(key), width: width, spare: true}
}

func (b *book) noteRow(n int, l leaf, whole bool, levels int) []any {
	row := []any{n}
	if whole {
		row = append(row, l.section.Table, b.asked(l.section))
	}
	for i := range levels {
		title := ""
		if i < len(l.titles) {
			title = l.titles[i]
		}
		row = append(row, title)
	}
	return append(row, l.kind, l.Text, b.r.SideName(l.Side), l.Author, b.mark(l.Proposal), some(l.Echoes), some(l.Seals), b.joined(l.Tags), l.Source)
}

// theme is the column of questions, there where others than the workshop's own were asked.
func (b *book) theme() column { return b.spare("export.csv.theme", middle) }

func (b *book) asked(s *export.Section) string {
	if slices.ContainsFunc(b.r.Sections, func(other export.Section) bool { return other.Theme != b.r.Theme }) {
		return s.Theme
	}
	return ""
}

// islands is a sheet of title cards, one a row, as they stand on the boards.
func (b *book) islands() sheet {
	s := sheet{name: b.r.Say("export.book.islands"), columns: []column{
		b.column("export.csv.table", narrow), b.theme(), b.column("export.book.level", narrow),
		b.column("export.kind.title", wide), b.spare("export.book.inside", wide), b.column("export.book.count", narrow),
		b.spare("export.mark.proposal", narrow), b.spare("export.book.seals", narrow), b.spare("export.chapter.tags", middle),
	}}
	for i := range b.r.Sections {
		s.rows = b.island(s.rows, &b.r.Sections[i], b.r.Sections[i].Items, nil)
	}
	return s
}

func (b *book) island(rows [][]any, s *export.Section, items []export.Item, over []string) [][]any {
	for _, it := range items {
		if it.Kind != export.Island {
			continue
		}
		title, around := b.title(it), ""
		if len(over) > 0 {
			around = over[len(over)-1]
		}
		rows = append(rows, []any{s.Table, b.asked(s), len(over) + 1, title, around, notesIn(it), b.mark(it.Proposal), some(it.Seals), b.joined(it.Tags)})
		rows = b.island(rows, s, it.Items, append(over[:len(over):len(over)], title))
	}
	return rows
}

func notesIn(it export.Item) int {
	n := 0
	for _, inner := range it.Items {
		switch inner.Kind {
		case export.Note:
			n++
		case export.Island:
			n += notesIn(inner)
		}
	}
	return n
}

func (b *book) mark(is bool) string {
	if is {
		return b.r.Say("export.mark.proposal")
	}
	return ""
}

func (b *book) joined(names []string) string {
	return strings.Join(names, b.r.Say("export.member.between"))
}

// some leaves nothing where there is nothing: so one sees where there is something.
func some(n int) any {
	if n == 0 {
		return ""
	}
	return n
}
