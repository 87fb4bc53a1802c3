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
	var people []Person
	if found := blocks(s.rows); len(found) > 0 {
		people, err = s.people(found)
	} else {
		people, err = s.plain()
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

// people reads the rows below the headings, block by block.
func (s *sheet) people(found []block) ([]Person, error) {
	var people []Person
	seen, filled := map[string]bool{}, false
	for _, b := range found {
		above := ""
		for i := b.head + 1; i < b.end; i++ {
			p, ok := s.person(i, b)
			if !ok {
				continue
			}
			if p.Table == "" && !s.merged && len(b.wishes) == 0 && above != "" {
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
func (s *sheet) person(row int, b block) (Person, bool) {
	cells := b.cells(s.rows[row])
	cell := func(column int) string {
		if column < 0 || column >= len(cells) {
			return ""
		}
		return cells[column]
	}
	line := row + 1
	name := strings.TrimSpace(cell(b.name) + " " + cell(b.given))
	if name == "" {
		if said := strings.Join(slices.DeleteFunc(slices.Clone(cells), func(v string) bool { return v == "" }), " "); said != "" && cell(b.table) != said {
			s.remark(line, RemarkNoName, said)
		}
		return Person{}, false
	}
	m, err := ReadMember(name)
	if err != nil {
		s.remark(line, RemarkBadName, short(name))
		return Person{}, false
	}
	p := Person{Line: line, Name: m.Name, Side: m.Side, Coordinator: m.Coordinator || b.leads(cell(b.role))}
	if p.Table, err = board.CleanLine(tableWord(cell(b.table)), board.Bounds.NameChars); err != nil {
		p.Table = b.over
	}
	if p.Side == board.NoSide {
		p.Side = sideOf(cell(b.side))
	}
	for _, column := range b.wishes {
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
