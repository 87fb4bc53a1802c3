package intake

import (
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
