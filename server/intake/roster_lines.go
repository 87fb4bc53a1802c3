package intake

import (
	"regexp"
	"slices"
	"strings"

	"yoriai/board"
)

var (
	// namedTable finds a table without a number, alone on its line.
	namedTable = regexp.MustCompile(`^[^\s:：、,，・･]{1,30}(?:班|グループ|チーム|テーブル)$`)
	// counted finds what stands in a name's place and is nobody: 「3」「4名」.
	counted = regexp.MustCompile(`^[0-9０-９]{1,3}\s*[名人]?$`)
	// ordinal finds a number before a name: 「1 甲」「2. 乙」「③丙」.
	ordinal = regexp.MustCompile(`^(?:[0-9０-９]{1,3}(?:[.．)）]\s*|\s+)|[①-⑳]\s*)`)
)

// isNobody: a count, a number, or the heading of a column.
func isNobody(part string) bool {
	return counted.MatchString(part) || slices.Contains(nameHeads, part) || slices.Contains(sideHeads, part) || slices.Contains(roleHeads, part)
}

// ownLine reads a line as that of one person where it has one space in it:
// both names, or a name and what the person is. A separator behind it says so.
func ownLine(s string) string {
	s = ordinal.ReplaceAllString(s, "")
	words := splitOutside(s, " 　")
	if len(splitOutside(s, separators)) != 1 || len(words) != 2 {
		return s
	}
	if (&Member{}).mark(words[1]) {
		return strings.Join(words, "\t")
	}
	return s + "\t"
}

// labelled reads 「職員: 甲、乙」 or, out of a spreadsheet, 「職員」 in the first
// cell: what these people are, and not where they sit.
func labelled(s string) (as Member, names string, ok bool) {
	word, names, ok := marked(s)
	if !ok || names == "" {
		return Member{}, "", false
	}
	ok = as.label(word)
	return as, names, ok
}

// label is mark for the words that stand before people.
func (m *Member) label(word string) bool {
	if slices.Contains(leadWords, word) {
		m.Coordinator = true
		return true
	}
	return m.mark(word) || slices.Contains(memberWords, word) || slices.Contains(nameHeads, word)
}

// take gives what stands before all to one who has no word of their own.
func (m *Member) take(as Member) {
	if m.Side == board.NoSide {
		m.Side = as.Side
	}
	m.Coordinator = m.Coordinator || as.Coordinator
}

// sideBySide reads a row of a spreadsheet in which tables stand side by side:
// their names by cell. What stands in the first cell may say what the rows are.
// nil: it is no such row.
func sideBySide(raw string) []string {
	cells := strings.Split(raw, "\t")
	names := make([]string, len(cells))
	n := 0
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		name, rest, isTable := numberedTable(cell)
		switch {
		case isTable && rest == "":
			names[i] = name
			n++
		case cell != "" && i > 0:
			return nil
		}
	}
	if n < 2 {
		return nil
	}
	return names
}

func (r *roster) openBeside(names []string) error {
	if !r.numbered {
		r.numbered, r.before = true, len(r.tables)
	}
	r.beside = make([]int, len(names))
	for i, name := range names {
		if name == "" {
			continue
		}
		if err := r.open(name); err != nil {
			return err
		}
		r.beside[i] = r.current
	}
	return nil
}

// row seats each cell at the table above it. A table's name may stand over
// several cells: those to its right are its own up to the next, and may say
// what somebody is.
func (r *roster) row(raw string) error {
	var as Member
	r.current = 0
	for i, cell := range strings.Split(raw, "\t") {
		cell = strings.TrimSpace(cell)
		under := i < len(r.beside) && r.beside[i] > 0
		if under {
			r.current = r.beside[i]
		}
		if r.current == 0 {
			as.label(cell)
		}
		if cell == "" || r.current == 0 || !under && r.marksLast(cell) {
			continue
		}
		if err := r.seat(ownLine(cell), as); err != nil {
			return err
		}
	}
	return nil
}

// marksLast: the word says what the last one at the table is.
func (r *roster) marksLast(word string) bool {
	at := r.tables[r.current-1].Members
	return len(at) > 0 && at[len(at)-1].mark(word)
}

// inBlocks: tables without numbers, parted by empty lines, their people below
// them one to a line.
func inBlocks(lines []string) bool {
	var blocks []int
	within := false
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			within = false
			continue
		}
		_, _, isNumbered := numberedTable(l)
		if isNumbered || strings.ContainsAny(l, ":："+separators) {
			return false
		}
		if !within {
			blocks, within = append(blocks, 0), true
		}
		blocks[len(blocks)-1]++
	}
	return len(blocks) > 1 && slices.Min(blocks) > 1
}

// seated are the tables that were meant. What stands above the first numbered
// table with nobody below it is the list's own heading.
func (r *roster) seated() []TableMembers {
	if r.people == 0 || !r.numbered {
		return r.tables
	}
	heads := r.tables[:r.before]
	tables := slices.DeleteFunc(slices.Clone(heads), func(t TableMembers) bool { return len(t.Members) == 0 })
	return append(tables, r.tables[r.before:]...)
}
