package intake

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"yoriai/board"
	"yoriai/server/notation"
)

// maxRoster bounds a roster in bytes: a thousand names are a fiftieth of it.
const maxRoster = 1 << 20

// ReadRoster reads who sits where, as people have it at hand:
//
//	1班: 甲、乙、丙、丁(コーディネーター)     one table a line, colon of either width
//	2班 甲 乙 丙                             spaces or tabs instead
//	3班                                      a table alone; names may follow, a line or a cell each
//	職員: 甲、乙                             under it: what these are, as 職員 and 進行 are
//	4班: 甲(職員)、乙(市民)                  the side behind a name
//	5班	6班                              tables side by side, as spreadsheets have them; each cell below is somebody of that table
//
// Names are parted by 、 , ・ or tab where the line has one, else by spaces: so
// 「山田 太郎、鈴木 花子」 are two. A line of its own with one space is one
// person with both names. ・ between katakana belongs to the name:
// ジョン・スミス. So do parentheses that say no role and no side: 鈴木(喜).
// A table named twice is one table. Numbers before names and counts (「4名」) are
// nobody, and a heading above the first of numbered tables is no table.
//
// Errors: TooBig; BadText with the number of the line (a name that is too
// long or no text); Exists (two coordinators at a table); Quota.
func ReadRoster(text string) ([]TableMembers, error) {
	if len(text) > maxRoster {
		return nil, board.Errorf(board.TooBig, "the roster is larger than %d MiB", maxRoster>>20)
	}
	text, err := plainText(text)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(text, "\n")
	r := roster{blocks: inBlocks(lines)}
	for i, l := range lines {
		if err := r.line(l); err != nil {
			return nil, atLine(i+1, err)
		}
	}
	return r.seated(), nil
}

// atLine adds the place to a refusal, keeping its code.
func atLine(n int, err error) error {
	if e, ok := errors.AsType[*board.Error](err); ok {
		return board.Errorf(e.Code, "line %d: %s", n, e.Say)
	}
	return err
}

type roster struct {
	tables   []TableMembers
	current  int   // index + 1; 0: no table yet
	numbered bool  // a 「n班」 has been seen: a bare word is a person then
	alone    bool  // the table stands on a line of its own: its people come below
	beside   []int // tables side by side: by cell, index + 1; 0: none is above it
	before   int   // so many tables were opened before the first 「n班」
	blocks   bool  // each block of lines is a table and its people
	people   int
}

func (r *roster) line(raw string) error {
	s := strings.TrimFunc(raw, unicode.IsSpace)
	if s == "" {
		if r.blocks {
			r.current = 0
		}
		return nil
	}
	if names := sideBySide(raw); names != nil {
		return r.openBeside(names)
	}
	name, rest, isNumbered := numberedTable(s)
	if !isNumbered && r.current > 0 {
		if seat := r.below(raw, s); seat != nil {
			return seat()
		}
	}
	isTable := isNumbered
	if !isNumbered {
		name, rest, isTable = marked(s)
	}
	if !isTable {
		name, rest = s, ""
	}
	if isNumbered && !r.numbered {
		r.numbered, r.before = true, len(r.tables)
	}
	if err := r.open(name); err != nil {
		return err
	}
	r.alone, r.beside = rest == "", nil
	if strings.ContainsRune(s, '\t') { // a spreadsheet's row: its cells are the names
		rest += "\t"
	}
	return r.seat(rest, Member{})
}

// below says how a line that names no numbered table seats its people at the
// table above it; nil: it is a table itself.
func (r *roster) below(raw, s string) func() error {
	if r.beside != nil {
		return func() error { return r.row(raw) }
	}
	if as, names, ok := labelled(s); ok && (r.numbered || r.alone) {
		return func() error { return r.seat(names, as) }
	}
	_, _, isTable := marked(s)
	cells := r.numbered && r.alone && strings.ContainsRune(s, '\t') && !strings.ContainsAny(s, ":：")
	if cells || !isTable && (r.blocks || r.numbered || len(splitNames(s)) > 1) {
		return func() error { return r.seat(ownLine(s), Member{}) }
	}
	return nil
}

// numberedTable finds a table that cannot be a person at the beginning of a
// line: 「1班」 with whatever follows it, or 「商店街の班」 alone.
func numberedTable(s string) (name, rest string, ok bool) {
	if name, rest, ok := asTable(s); ok {
		return name, rest, true
	}
	if m := tableName.FindStringSubmatch(s); m != nil && strings.IndexFunc(m[2], unicode.IsSpace) == 0 {
		return strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), true
	}
	return s, "", namedTable.MatchString(s)
}

// marked finds a table in anything before a colon or, in lines out of a
// spreadsheet, a tab.
func marked(s string) (name, rest string, ok bool) {
	at := strings.IndexAny(s, ":：\t")
	if at <= 0 {
		return "", "", false
	}
	rest, _ = notation.CutColon(strings.TrimSpace(s[at:]))
	return strings.TrimSpace(s[:at]), rest, true
}

func (r *roster) open(name string) error {
	name, err := board.CleanLine(name, board.Bounds.NameChars)
	if err != nil {
		return err
	}
	for i := range r.tables {
		if r.tables[i].Name == name {
			r.current = i + 1
			return nil
		}
	}
	if len(r.tables) >= board.Bounds.Tables {
		return board.Errorf(board.Quota, "a workshop has at most %d tables", board.Bounds.Tables)
	}
	r.tables = append(r.tables, TableMembers{Name: name})
	r.current = len(r.tables)
	return nil
}

// seat puts the people of a member line to the table in hand; as: what all of
// them are.
func (r *roster) seat(names string, as Member) error {
	members, err := membersIn(names)
	if err != nil {
		return err
	}
	for i := range members {
		members[i].take(as)
	}
	if r.people += len(members); r.people > board.Bounds.Seats {
		return board.Errorf(board.Quota, "a workshop has at most %d seats", board.Bounds.Seats)
	}
	t := &r.tables[r.current-1]
	t.Members = append(t.Members, members...)
	return oneLeader(t.Members)
}

func oneLeader(members []Member) error {
	leaders := 0
	for _, m := range members {
		if m.Coordinator {
			leaders++
		}
	}
	if leaders > 1 {
		return board.Errorf(board.Exists, "a table has one coordinator, and this one would have %d", leaders)
	}
	return nil
}

// membersIn reads a member line. In a spreadsheet's row a side or a role may
// stand in a cell of its own, behind its person.
func membersIn(s string) ([]Member, error) {
	var members []Member
	for _, part := range splitNames(s) {
		if n := len(members); n > 0 && members[n-1].mark(part) || isNobody(part) {
			continue
		}
		m, err := ReadMember(part)
		if err != nil {
			return nil, err
		}
		members = append(members, m)
	}
	return members, nil
}

// splitNames parts a member line at its separators, never inside parentheses;
// at spaces only where it has no other.
func splitNames(s string) []string {
	if strings.ContainsAny(s, separators) {
		return splitOutside(s, separators)
	}
	return splitOutside(s, " 　")
}

const separators = "、,，・･\t"

// splitOutside splits at any of the signs that stands outside all parentheses.
// Empty parts are dropped: 「甲、、乙」 are two people.
func splitOutside(s, signs string) []string {
	var parts []string
	depth, from, last := 0, 0, rune(0)
	add := func(part string) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	for i, r := range s {
		next, _ := runeAt(s, i+utf8.RuneLen(r))
		switch {
		case r == '(' || r == '（':
			depth++
		case (r == ')' || r == '）') && depth > 0:
			depth--
		case depth > 0 || !strings.ContainsRune(signs, r) || isDot(r) && isKatakana(last) && isKatakana(next):
		default:
			add(s[from:i])
			from = i + utf8.RuneLen(r)
		}
		last = r
	}
	add(s[from:])
	return parts
}

func isKatakana(r rune) bool { return unicode.Is(unicode.Katakana, r) || r == 'ー' || r == 'ｰ' }

func ReadMember(s string) (Member, error) {
	var m Member
	for {
		name, inside, ok := lastParentheses(s)
		if !ok || name == "" || !m.marks(inside) {
			break
		}
		s = name
	}
	var err error
	m.Name, err = board.CleanLine(s, board.Bounds.NameChars)
	return m, err
}

// lastParentheses takes 「(…)」 of either width off the end.
func lastParentheses(s string) (before, inside string, ok bool) {
	end := strings.TrimSuffix(strings.TrimSuffix(s, ")"), "）")
	at := strings.LastIndexAny(end, "(（")
	if end == s || at < 0 {
		return "", "", false
	}
	_, width := runeAt(end, at)
	return strings.TrimSpace(end[:at]), strings.TrimSpace(end[at+width:]), true
}

// marks reads what stands in parentheses behind a name; false: it is part of the name.
func (m *Member) marks(inside string) bool {
	known := *m
	parts := splitOutside(inside, separators+"/／ 　")
	for _, part := range parts {
		if !known.mark(part) {
			return false
		}
	}
	if len(parts) == 0 {
		return false
	}
	*m = known
	return true
}

// mark reads one role or side.
func (m *Member) mark(word string) bool {
	for _, w := range coordinatorWords {
		if strings.EqualFold(w, word) {
			m.Coordinator = true
			return true
		}
	}
	side, known := sideWords[word]
	if known {
		m.Side = side
	}
	return known
}
