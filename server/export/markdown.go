package export

import (
	"io"
	"strings"

	"yoriai/server/notation"
)

// WriteMarkdown writes the report as Markdown that reads like a record made by
// hand, and from which ReadOutline makes the same boards again:
//
//	# theme, then 催し, 日にち, 会場, 主催, a line each
//	## table, then its own theme if it has one, and its member line
//	### title card, one # more for each level (past ######, which is all that
//	    Markdown knows, too: other programs show those as plain lines)
//	### title(つづき)   the rest of an island, after an island within it
//	- note              its further lines indented by two
//	> statement
//	---                 what follows lies in no island
//	### 関係, ### 提案と課題, …   what the table found out; readers leave it
//	… *提* *わたしも 3*   small words behind a text or a title; readers leave them
//	### 一匹狼, ### 未整理, ### (表札なし)
//	*…*                 a sentence of the report itself
//	## 付箋の帳尻       a table of numbers; readers count afresh
//
// The people's texts are escaped as CommonMark says, and a title that equals
// one of these forms is written so that it shows alike and reads otherwise.
func WriteMarkdown(w io.Writer, r Report) error {
	m := &markdown{Report: r}
	m.heading(1, notation.Escape(r.Theme, true))
	for i, f := range r.Facts() {
		m.text(r.Fact(Fact{f.Name, notation.Escape(f.Value, false)}), i < len(r.Facts())-1)
	}
	for _, c := range m.Opening() {
		m.chapter(c)
	}
	for _, s := range r.Sections {
		m.section(s)
	}
	for _, c := range m.Chapters() {
		m.chapter(c)
	}
	m.ledgerTable()
	m.text(notation.Mark, false)
	_, err := io.WriteString(w, m.out.String())
	return err
}

type markdown struct {
	Report
	out  strings.Builder
	last byte // what the last block was; blocks of another kind keep a blank line between them
}

// block begins a block of a kind: 0 always stands apart.
func (m *markdown) block(kind byte) {
	if m.out.Len() > 0 && (kind == 0 || kind != m.last) {
		m.out.WriteByte('\n')
	}
	m.last = kind
}

func (m *markdown) heading(level int, text string) {
	m.block(0)
	m.out.WriteString(strings.Repeat("#", level) + " " + text + "\n")
}

// text writes a line of a paragraph; more: the paragraph goes on, with a hard
// line break (two blanks at the end, which no eye sees).
func (m *markdown) text(s string, more bool) {
	m.block('p')
	m.out.WriteString(s)
	if more {
		m.out.WriteString("  ")
	} else {
		m.last = 0
	}
	m.out.WriteByte('\n')
}

func (m *markdown) section(s Section) {
	m.heading(2, notation.Guard(notation.Escape(s.Table, true), notation.Chapters...))
	if s.OwnTheme {
		m.text(m.Fact(Fact{m.words(wordTheme), notation.Escape(s.Theme, false)}), false)
	}
	if len(s.Members) > 0 {
		line := m.MemberLine(s, notation.EscapeName)
		if _, ok := notation.AsTheme(line); ok {
			line = notation.GuardFirst(line)
		}
		m.text(line, false)
	}
	for _, l := range m.Lines(s) {
		m.line(l)
	}
	for _, p := range m.Parts(s) {
		m.part(p)
	}
}

// part writes what a table found out. Readers leave it: the board tells it anew.
func (m *markdown) part(p Part) {
	if p.Title != "" {
		m.heading(3, notation.Escape(p.Title, true))
	}
	for _, l := range p.Lines {
		switch l.Kind {
		case PartItem:
			m.block('n')
			m.prefixed("- ", "  ", l.Text, nil)
		case PartHead:
			m.text("**"+notation.Escape(l.Text, true)+"**", false)
		case PartBar:
			m.block('n')
			m.prefixed("- ", "  ", m.BarText(l), nil)
		case PartPhoto:
			m.block('n')
			m.prefixed("- ", "  ", l.Text, nil)
		case PartText:
			m.text(notation.Escape(l.Added+l.Title+l.Text, true), false)
		}
	}
}

// chapter writes what was said across the tables. Readers leave it.
func (m *markdown) chapter(c Chapter) {
	m.heading(2, c.Title)
	if c.Said != "" {
		m.text(c.Said, false)
	}
	if len(c.Grid) > 0 {
		m.grid(c.Grid)
	}
	for _, p := range c.Parts {
		m.part(p)
	}
}

// grid writes a table whose first row and column are headings.
func (m *markdown) grid(rows [][]string) {
	m.block(0)
	for i, cells := range rows {
		for j := range cells {
			cells[j] = notation.Escape(cells[j], false)
		}
		m.row(cells)
		if i == 0 {
			m.out.WriteString("|" + " --- |" + strings.Repeat(" ---: |", len(cells)-1) + "\n")
		}
	}
	m.last = 0
}

// markedUp is a text's last line with its marks in emphasis, which no text of
// people's has: their asterisks are escaped.
func markedUp(marks []string) string {
	if len(marks) == 0 {
		return ""
	}
	return " *" + strings.Join(marks, "* *") + "*"
}

func (m *markdown) line(l Line) {
	switch l.Kind {
	case LineIsland, LineAgain:
		text := l.Text
		if !l.Bare {
			text = notation.Guard(notation.Escape(text, true), append([]string{notation.Lone, notation.Loose, notation.Untitled, notation.Again}, notation.Parts...)...)
		}
		if l.Kind == LineAgain {
			text = m.words.fill(wordAgain, "title", text)
		}
		m.heading(2+l.Level, text+markedUp(l.Marks))
	case LineSet:
		m.heading(2+l.Level, l.Text)
	case LineApart:
		m.text("---", false)
	case LineSaid:
		m.text("*"+l.Text+"*", false)
	case LineNote:
		m.block('n')
		m.prefixed("- ", "  ", l.Text, l.Marks)
	case LineStatement:
		m.block(0)
		m.prefixed("> ", "> ", l.Text, l.Marks)
		m.last = 0
	}
}

// prefixed writes a text of perhaps many lines, each after its prefix, and behind the last its marks. A blank
// line within it needs the prefix only where the prefix shows.
func (m *markdown) prefixed(first, next, text string, marks []string) {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		prefix := next
		if i == 0 {
			prefix = first
		}
		out := prefix + notation.Escape(l, true)
		if l == "" {
			out = strings.TrimRight(prefix, " ")
		} else if i < len(lines)-1 {
			out += "  "
		}
		if i == len(lines)-1 {
			out += markedUp(marks)
		}
		m.out.WriteString(out + "\n")
	}
}

func (m *markdown) ledgerTable() {
	m.heading(2, m.words(wordLedger))
	m.block(0)
	head := m.LedgerHead()
	m.row(head)
	m.out.WriteString("|" + " --- |" + strings.Repeat(" ---: |", len(head)-1) + "\n")
	for _, row := range m.Ledger() {
		cells := row.Cells()
		cells[0] = notation.Escape(cells[0], false)
		m.row(cells)
	}
	m.last = 0
	m.text(m.words(wordLedgerRule), false)
}

func (m *markdown) row(cells []string) {
	m.out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}
