package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"yoriai/board"
)

// Person is somebody on a list of people: where they sit, as far as the list
// says it, and where they would like to.
type Person struct {
	Line        int // of the list, from 1
	Table       string
	Name        string
	Side        board.Side
	Coordinator bool
	Wishes      []string // names of tables or themes, the dearest first
}

// Limits of a list of people. A sheet of 10,000 rows is read and answered; more is no roster.
const (
	maxSheetRows  = 12_000
	maxSheetLines = 200_000 // down to the last row that says something: sheets are often formatted far beyond their end
	maxSheetCells = 60      // of a row; people have some five facts
	maxRemarks    = 50
)

// The remarks of a list of people.
const (
	RemarkNoName     = "export.remark.no_name"     // a row says something, but no name
	RemarkBadName    = "export.remark.bad_name"    // a name that is too long or no text
	RemarkTwice      = "export.remark.twice"       // a name that another row has, too
	RemarkTwoLead    = "export.remark.two_lead"    // a second coordinator of a table: taken as a participant
	RemarkAbove      = "export.remark.above"       // rows without a table: taken as sitting where the row above does
	RemarkHidden     = "export.remark.hidden"      // hidden sheets: left
	RemarkOtherSheet = "export.remark.other_sheet" // more sheets than one: the first was read
)

// ReadPeople reads a list of people out of a file, as a spreadsheet saves it:
// .xlsx, or text with commas, tabs or semicolons in UTF-8, UTF-16 or Shift_JIS.
// A row of headings says what the columns are; a list without one is read like
// a roster that was pasted. Formulas are never worked out: a cell is what the
// spreadsheet last showed in it.
//
// Errors: TooBig; BadText (no list can be read in it); Quota (more people than
// a workshop has seats).
func ReadPeople(data []byte) ([]Person, []Remark, error) {
	var s sheet
	err := s.read(data)
	if err != nil {
		return nil, nil, err
	}
	at, columns := headings(s.rows)
	var people []Person
	if at < 0 {
		people, err = s.plain()
	} else {
		people, err = s.people(at, columns)
	}
	if err == nil && len(people) == 0 {
		err = board.Errorf(board.BadText, "there is nobody in it")
	}
	return people, s.remarks, err
}

// sheet is a table of cells, and what is to be said about it.
type sheet struct {
	rows    [][]string
	said    int                        // how many of them say something
	guarded bool                       // a text: cells that begin like a formula have an apostrophe before them
	merged  bool                       // cells that were merged are filled already
	lines   bool                       // cells keep their line breaks
	heads   func(rows [][]string) bool // whether a sheet is the one that is looked for; nil: the first one is
	remarks []Remark
}

func (s *sheet) remark(line int, key, text string) {
	if len(s.remarks) < maxRemarks {
		s.remarks = append(s.remarks, Remark{Line: line, Key: key, Text: text})
	}
}

func (s *sheet) read(data []byte) error {
	switch {
	case strings.HasPrefix(string(data[:min(4, len(data))]), "PK\x03\x04"):
		return s.readXLSX(data)
	case strings.HasPrefix(string(data[:min(4, len(data))]), "\xD0\xCF\x11\xE0"):
		return board.Errorf(board.BadText, "the file is of an old sort, or locked with a password")
	}
	return s.readText(data)
}

// readText reads cells parted by whatever there is most of at the beginning.
func (s *sheet) readText(data []byte) error {
	s.guarded = true
	text, err := plainText(string(data))
	if err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separatorOf(text), true, -1
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return board.Errorf(board.BadText, "the list cannot be parted into cells")
		}
		line, _ := r.FieldPos(0) // the reader leaves empty lines out; remarks count them
		if err := s.add(line, row); err != nil {
			return err
		}
	}
}

// add takes a row in at its line, from 1, if it says anything. Empty rows are
// no people: they count for nothing but their place.
func (s *sheet) add(line int, row []string) error {
	if len(row) > maxSheetWidth {
		return board.Errorf(board.Quota, "a row of the sheet is more than %d cells wide", maxSheetWidth)
	}
	cells := s.cells(row)
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		return nil
	}
	if s.said++; s.said > maxSheetRows || line > maxSheetLines {
		return tooManyRows()
	}
	for len(s.rows) < line-1 {
		s.rows = append(s.rows, nil)
	}
	s.rows = append(s.rows, cells)
	return nil
}

func tooManyRows() error {
	return board.Errorf(board.Quota, "the list has more than %d rows; a workshop has at most %d seats", maxSheetRows, board.Bounds.Seats)
}

func separatorOf(text string) rune {
	first := text[:min(len(text), 4096)]
	best := ','
	for _, sign := range "\t;" {
		if strings.Count(first, string(sign)) > strings.Count(first, string(best)) {
			best = sign
		}
	}
	return best
}

func (s *sheet) cells(row []string) []string {
	row = row[:min(len(row), maxSheetCells)]
	out := make([]string, len(row))
	for i, cell := range row {
		if !s.lines {
			cell = strings.ReplaceAll(cell, "\n", " ")
		}
		out[i] = strings.TrimSpace(cell)
	}
	return out
}

// plain reads a list without headings as people paste it.
func (s *sheet) plain() ([]Person, error) {
	lines := make([]string, len(s.rows))
	for i, row := range s.rows {
		lines[i] = strings.TrimRight(strings.Join(row, "\t"), "\t")
	}
	tables, err := ReadRoster(strings.Join(lines, "\n"))
	var people []Person
	for _, t := range tables {
		for _, m := range t.Members {
			people = append(people, Person{Table: t.Name, Name: m.Name, Side: m.Side, Coordinator: m.Coordinator})
		}
	}
	return people, err
}

// people reads the rows below the headings.
func (s *sheet) people(head int, columns columns) ([]Person, error) {
	var people []Person
	seen := map[string]bool{}
	above, filled := "", false
	for i := head + 1; i < len(s.rows); i++ {
		p, ok := s.person(i, columns)
		if !ok {
			continue
		}
		if p.Table == "" && !s.merged && len(columns.wishes) == 0 && above != "" {
			p.Table, filled = above, true
		}
		above = p.Table
		if seen[p.Name] {
			s.remark(p.Line, RemarkTwice, p.Name)
		}
		seen[p.Name] = true
		if people = append(people, p); len(people) > board.Bounds.Seats {
			return nil, board.Errorf(board.Quota, "a workshop has at most %d seats", board.Bounds.Seats)
		}
	}
	if filled {
		s.remark(0, RemarkAbove, "")
	}
	s.oneLeaderEach(people)
	return people, nil
}

// oneLeaderEach: of two coordinators at a table the first is it.
func (s *sheet) oneLeaderEach(people []Person) {
	led := map[string]bool{}
	for i := range people {
		p := &people[i]
		if !p.Coordinator || p.Table == "" {
			continue
		}
		if led[p.Table] {
			p.Coordinator = false
			s.remark(p.Line, RemarkTwoLead, p.Name)
		}
		led[p.Table] = true
	}
}

// person reads a row; false: nobody is in it.
func (s *sheet) person(row int, c columns) (Person, bool) {
	cell := func(column int) string {
		if column < 0 || column >= len(s.rows[row]) {
			return ""
		}
		return s.rows[row][column]
	}
	line := row + 1
	name := strings.TrimSpace(cell(c.name) + " " + cell(c.given))
	if name == "" {
		if said := strings.Join(slices.DeleteFunc(slices.Clone(s.rows[row]), func(v string) bool { return v == "" }), " "); said != "" && cell(c.table) != said {
			s.remark(line, RemarkNoName, said)
		}
		return Person{}, false
	}
	m, err := ReadMember(name)
	if err != nil {
		s.remark(line, RemarkBadName, short(name))
		return Person{}, false
	}
	p := Person{Line: line, Name: m.Name, Side: m.Side, Coordinator: m.Coordinator || c.leads(cell(c.role))}
	if p.Table, err = board.CleanLine(tableWord(cell(c.table)), board.Bounds.NameChars); err != nil {
		p.Table = ""
	}
	if p.Side == board.NoSide {
		p.Side = sideOf(cell(c.side))
	}
	for _, column := range c.wishes {
		if wish := tableWord(cell(column)); wish != "" {
			p.Wishes = append(p.Wishes, wish)
		}
	}
	return p, true
}

func short(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), board.Bounds.NameChars)])
}

// sideOf: whoever is neither citizen nor staff is somebody else.
func sideOf(word string) board.Side {
	if word == "" {
		return board.NoSide
	}
	for known, side := range sideWords {
		if strings.HasPrefix(word, known) {
			return side
		}
	}
	return board.OtherSide
}
