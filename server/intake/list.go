package intake

import (
	"slices"
	"strings"

	"yoriai/board"
	"yoriai/server/notation"
)

// List is a list of notes as a spreadsheet saves it, and what was understood
// of it: enough for a person to see it before anything is made.
type List struct {
	Import
	Heads   []string // what stands above each column; empty where there are no headings
	Uses    []Use    // what each column was taken for
	First   [][]string
	Remarks []Remark
}

// firstRows is how much of a list a person looks at to see what a column is.
const firstRows = 3

// The remarks of a list of notes, beside those of a list of people.
const (
	RemarkNoText    = "export.remark.no_text"    // a row says something, but no note
	RemarkTitled    = "export.remark.titled"     // rows without a title card: taken as lying where the row above does
	RemarkUnknown   = "export.remark.unknown"    // a kind that is no thing on a board: findings, say
	RemarkThisSheet = "export.remark.this_sheet" // of several sheets this one was read
	RemarkNameless  = "export.remark.nameless"   // a name of an author that cannot be one
)

// ReadList reads a list of notes out of a file: .xlsx, or text with commas,
// tabs or semicolons. uses says what the columns are; none: what their headings
// say, or else a guess. Every row with words in it is laid in exactly one place
// or told of in a remark. Two rows under the same titles lie in one island.
//
// Errors: TooBig; BadText (no list can be read in it, or no column holds
// notes); Quota.
func ReadList(data []byte, uses []Use, newID func() string) (List, error) {
	s := sheet{lines: true, heads: func(rows [][]string) bool { at, _ := listHeads(rows); return at >= 0 }}
	if err := s.read(data); err != nil {
		return List{}, err
	}
	at, found := listHeads(s.rows)
	if at < 0 {
		at, found = halfHeads(s.rows)
	}
	l := listReader{sheet: &s, uses: found, own: slices.Contains(found, UseKind), tables: map[string]*listTable{}, people: map[string]*[]Member{}}
	if len(uses) > 0 {
		l.uses = uses
	}
	if !slices.Contains(l.uses, UseText) {
		return List{}, board.Errorf(board.BadText, "no column holds notes")
	}
	for i, use := range l.uses {
		if use == UseTitle {
			l.titleColumns = append(l.titleColumns, i)
		}
	}
	if err := l.read(at + 1); err != nil {
		return List{}, err
	}
	out := List{Uses: l.uses, First: s.rows[at+1 : min(len(s.rows), at+1+firstRows)]}
	if at >= 0 {
		out.Heads = s.rows[at]
	}
	var err error
	out.Import, err = l.result(newID)
	out.Remarks = s.remarks
	return out, err
}

// listReader lays rows on boards.
type listReader struct {
	*sheet
	uses         []Use
	titleColumns []int
	own          bool // kinds are named: then an empty title says that there is none
	order        []*listTable
	tables       map[string]*listTable
	above        listRow
	same         struct{ table, title bool } // was taken from the row above
	people       map[string]*[]Member        // at each table, whatever it was asked
}

// listTable is what one table made of one question.
type listTable struct {
	name, theme string
	people      *[]Member
	forest      forest
	islands     map[string]*node // by their titles from the outermost on
}

// listRow is what one row says.
type listRow struct {
	line                       int
	table, theme, kind, author string
	text                       string
	over                       map[int]string // titles, by their columns
	titles                     []string       // the outermost first
	side                       board.Side
	proposal                   bool
}

func (l *listReader) read(from int) error {
	for i := from; i < len(l.rows); i++ {
		e := l.row(i)
		if e.text == "" && len(e.over) == 0 {
			if said := strings.Join(strings.Fields(strings.Join(l.rows[i], " ")), " "); said != "" && e.kind == "" {
				l.remark(e.line, RemarkNoText, short(said))
			}
			continue
		}
		if err := l.lay(l.below(e)); err != nil {
			return err
		}
	}
	if l.same.title {
		l.remark(0, RemarkTitled, "")
	}
	if l.same.table {
		l.remark(0, RemarkAbove, "")
	}
	if len(l.order) == 0 {
		return board.Errorf(board.BadText, "there is no note in it")
	}
	return nil
}

func (l *listReader) row(at int) listRow {
	e := listRow{line: at + 1, over: map[int]string{}}
	for i, cell := range l.rows[at] {
		if i >= len(l.uses) || board.IsBlank(cell) {
			continue
		}
		if l.guarded && l.own {
			cell = notation.UnguardCell(cell)
		}
		switch l.uses[i] {
		case UseTable:
			e.table = tableWord(inOneLine(cell))
		case UseTheme:
			e.theme = inOneLine(cell)
		case UseTitle:
			e.over[i] = inOneLine(cell)
		case UseText:
			e.text = cell
		case UseSide:
			e.side = sideOf(cell)
		case UseAuthor:
			e.author = inOneLine(cell)
		case UseKind:
			e.kind = cell
		case UseMarks:
			e.proposal = strings.Contains(cell, notation.Proposal) || cell == "○" || cell == "1"
		}
	}
	return e
}

// below fills in what people leave out because it stands in the row above: the
// table, and the titles to the left of the first that is written anew.
func (l *listReader) below(e listRow) listRow {
	if e.table == "" && l.above.table != "" && !l.own {
		e.table, l.same.table = l.above.table, true
	}
	first := slices.IndexFunc(l.titleColumns, func(column int) bool { return e.over[column] != "" })
	for k, column := range l.titleColumns {
		if above := l.above.over[column]; !l.own && e.table == l.above.table && (k < first || first < 0) && e.over[column] == "" && above != "" {
			e.over[column], l.same.title = above, true
		}
		if title := e.over[column]; title != "" {
			e.titles = append(e.titles, title)
		}
	}
	l.above = e
	return e
}

// boardKinds are the kinds of rows that are things on a board, and what stands
// for itself where no kinds are named.
var boardKinds = []string{"", notation.Note, notation.Statement, notation.Title, notation.Lone, notation.Loose}

func (l *listReader) lay(e listRow) error {
	if !slices.Contains(boardKinds, e.kind) {
		l.remark(e.line, RemarkUnknown, short(inOneLine(e.text)))
		return nil
	}
	t, err := l.table(e)
	if err != nil {
		return err
	}
	if e.text == "" {
		l.island(t, e)
		return nil
	}
	n := &node{kind: noteKind, text: e.text, line: e.line, proposal: e.proposal, side: e.side}
	switch e.kind {
	case notation.Lone:
		n.lone = true
		t.forest.lone = append(t.forest.lone, n)
	case notation.Statement:
		n.kind = statementKind
		l.island(t, e).lay(n, &t.forest)
	default:
		l.island(t, e).lay(n, &t.forest)
	}
	l.wrote(t, n, e)
	return nil
}

// wrote seats who wrote a note, once, at the table of the note.
func (l *listReader) wrote(t *listTable, n *node, e listRow) {
	if e.author == "" {
		return
	}
	m, err := ReadMember(e.author)
	if err != nil {
		l.remark(e.line, RemarkNameless, short(e.author))
		return
	}
	if m.Side == board.NoSide {
		m.Side = e.side
	}
	at := slices.IndexFunc(*t.people, func(known Member) bool { return known.Name == m.Name })
	if at < 0 {
		*t.people, at = append(*t.people, m), len(*t.people)
	}
	n.author = at + 1
}

func (l *listReader) table(e listRow) (*listTable, error) {
	key := e.table + "\n" + e.theme
	if t, known := l.tables[key]; known {
		return t, nil
	}
	name, people := "", l.people[e.table]
	if e.table != "" {
		var err error
		if name, err = board.CleanLine(e.table, board.Bounds.NameChars); err != nil {
			return nil, atLine(e.line, err)
		}
	}
	if people == nil {
		if len(l.people) >= board.Bounds.Tables {
			return nil, board.Errorf(board.Quota, "a workshop has at most %d tables", board.Bounds.Tables)
		}
		people = new([]Member)
		l.people[e.table] = people
	}
	t := &listTable{name: name, theme: e.theme, people: people, islands: map[string]*node{}}
	l.order, l.tables[key] = append(l.order, t), t
	return t, nil
}

// island opens the islands of a row's titles, each in the one before it.
func (l *listReader) island(t *listTable, e listRow) branch {
	var b branch
	key := ""
	for _, title := range e.titles[:min(len(e.titles), board.Bounds.Depth)] {
		key += "\n" + title
		n, known := t.islands[key]
		if !known {
			n = l.titled(title, e.line)
			b.lay(n, &t.forest)
			t.islands[key] = n
		}
		b = append(b, n)
	}
	return b
}

// titled is an island under its title card; words that are too many for a card
// are kept as a statement in it.
func (l *listReader) titled(title string, line int) *node {
	n := &node{kind: islandKind, line: line}
	switch {
	case title == notation.Untitled:
	case board.Chars(title) > board.Bounds.TitleChars:
		n.items = append(n.items, &node{kind: statementKind, text: title, line: line})
		l.remark(line, RemarkLongTitle, short(title))
	default:
		n.text = title
	}
	return n
}

// result puts the questions of each table together, in the order in which the
// tables were met.
func (l *listReader) result(newID func() string) (Import, error) {
	var im Import
	names := []string{}
	for _, t := range l.order {
		if !slices.Contains(names, t.name) {
			names = append(names, t.name)
		}
	}
	for _, name := range names {
		people := *l.people[name]
		for i := range people {
			people[i].Seat = board.SeatID(newID())
		}
		for _, t := range l.order {
			if t.name != name {
				continue
			}
			t.forest.people = people
			content, err := t.forest.content(newID)
			if err != nil {
				return im, err
			}
			im.lay(Table{TableMembers: TableMembers{Name: name, Members: people}, Theme: t.theme, Content: content}, newID)
		}
	}
	return im, nil
}

// inOneLine makes one line of a cell's lines.
func inOneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
