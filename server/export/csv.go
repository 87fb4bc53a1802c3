package export

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"yoriai/server/notation"
)

// WriteCSV writes one clean table for a spreadsheet: a row for every note and
// statement in reading order, and for every island that holds none. There is a
// column for each level of title cards. What the table found out follows, a
// sentence a row, under kinds of its own. Withdrawn notes, hidden ones and notes that are
// still private are rows without a text, so that counting rows gives the ledger.
//
// UTF-8 with a byte order mark and CRLF, because Excel in Japan takes anything
// else for Shift_JIS.
func WriteCSV(w io.Writer, r Report) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	t := table{Report: r, levels: max(1, deepest(r.Sections))}
	t.add(t.head())
	for _, c := range t.Opening() {
		t.chapter(c)
	}
	for _, s := range r.Sections {
		t.section(s)
	}
	for _, c := range t.Chapters() {
		t.chapter(c)
	}
	return out.WriteAll(t.rows)
}

// deepest is the number of levels of title cards.
func deepest(sections []Section) int {
	n := 0
	for _, s := range sections {
		n = max(n, levelsOf(s.Items))
	}
	return n
}

func levelsOf(items []Item) int {
	n := 0
	for _, it := range items {
		if it.Kind == Island {
			n = max(n, 1+levelsOf(it.Items))
		}
	}
	return n
}

type table struct {
	Report
	levels int
	rows   [][]string
}

func (t *table) head() []string {
	head := []string{t.words(wordCSVTable), t.words(wordCSVTheme)}
	for n := range t.levels {
		head = append(head, t.words.number(wordCSVTitle, n+1))
	}
	return append(head, t.words(wordCSVKind), t.words(wordCSVText), t.words(wordCSVSide), t.words(wordCSVAuthor), t.words(wordCSVMarks))
}

func (t *table) add(row []string) {
	for i := range row {
		row[i] = notation.GuardCell(row[i])
	}
	t.rows = append(t.rows, row)
}

func (t *table) section(s Section) {
	t.items(s, s.Items, nil)
	for _, n := range s.Lone {
		t.item(s, nil, t.words(wordLone), n)
	}
	for _, n := range s.Loose {
		t.item(s, nil, t.words(wordLoose), n)
	}
	for range s.Count.Veiled {
		t.item(s, nil, t.words(wordLoose), Item{})
	}
	for range s.Count.Withdrawn {
		t.item(s, nil, t.words(wordLedgerGone), Item{})
	}
	for range s.Count.Hidden {
		t.item(s, nil, t.words(wordLedgerHidden), Item{})
	}
	for _, p := range t.Parts(s) {
		for _, l := range p.Lines {
			t.item(s, nil, p.Title, Item{Text: l.Added + l.Title + l.Text}, l.Amount)
		}
	}
}

// chapter: a sentence a row, the question or the tag in the theme's column.
func (t *table) chapter(c Chapter) {
	if len(c.Parts) == 0 {
		t.grid(c)
	}
	for _, p := range c.Parts {
		for _, l := range p.Lines {
			row := append([]string{"", p.Title}, make([]string, t.levels)...)
			t.add(append(row, c.Title, l.Added+l.Title+l.Text, "", "", l.Amount))
		}
	}
}

// grid: a row each under the chapter's name, what it says of its first cell as marks.
func (t *table) grid(c Chapter) {
	for i, cells := range c.Grid {
		if i > 0 {
			row := append([]string{"", ""}, make([]string, t.levels)...)
			said := slices.DeleteFunc(slices.Clone(cells[1:]), isEmpty)
			t.add(append(row, c.Title, cells[0], "", "", strings.Join(said, t.words(wordBetween))))
		}
	}
}

func (t *table) items(s Section, items []Item, titles []string) {
	for _, it := range items {
		switch it.Kind {
		case Island:
			in := append(titles[:len(titles):len(titles)], t.heading(it, 1).Text)
			if len(it.Items) == 0 {
				t.item(s, in, t.words(wordKindTitle), Item{})
			}
			t.items(s, it.Items, in)
		case Note:
			t.item(s, titles, t.words(wordKindNote), it)
		case Statement:
			t.item(s, titles, t.words(wordKindStatement), it)
		}
	}
}

// item is a row; more stands behind its marks.
func (t *table) item(s Section, titles []string, kind string, it Item, more ...string) {
	row := []string{s.Table, s.Theme}
	row = append(row, titles...)
	row = append(row, make([]string, t.levels-len(titles))...)
	marks := append(t.Marks(it), more...)
	t.add(append(row, kind, it.Text, t.words.side(string(it.Side)), it.Author, strings.Join(slices.DeleteFunc(marks, isEmpty), t.words(wordBetween))))
}

func isEmpty(s string) bool { return s == "" }
