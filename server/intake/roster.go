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
//	4班: 甲(職員)、乙(市民)                  the side behind a name
//
// Names are parted by 、 , ・ or tab where the line has one, else by spaces: so
// 「山田 太郎、鈴木 花子」 are two. A line of its own with one space is one
// person with both names. ・ between katakana belongs to the name:
// ジョン・スミス. So do parentheses that say no role and no side: 鈴木(喜).
// A table named twice is one table.
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
	var r roster
	for i, l := range strings.Split(text, "\n") {
		if err := r.line(strings.TrimFunc(l, unicode.IsSpace)); err != nil {
			return nil, atLine(i+1, err)
		}
	}
	return r.tables, nil
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
	current  int  // index + 1; 0: no table yet
	numbered bool // a 「n班」 has been seen: a bare word is a person then
	people   int
}

func (r *roster) line(s string) error {
	if s == "" {
		return nil
	}
	name, rest, isTable := rosterTable(s)
	if !isTable && r.current > 0 && (r.numbered || len(splitNames(s)) > 1) {
		return r.seat(ownLine(s))
	}
	if !isTable {
		name, rest = s, ""
	} else if _, _, numbered := asTable(name); numbered {
		r.numbered = true
	}
	if err := r.open(name); err != nil {
		return err
	}
	if strings.ContainsRune(s, '\t') { // a spreadsheet's row: its cells are the names
		rest += "\t"
	}
	return r.seat(rest)
}

// ownLine marks a line with one space in it as one name, by a separator behind it.
func ownLine(s string) string {
	if len(splitOutside(s, separators)) == 1 && len(splitOutside(s, " 　")) == 2 {
		return s + "\t"
	}
	return s
}

// rosterTable finds a table at the beginning of a line: 「1班」 with whatever
// follows it, or anything before a colon or, in lines out of a spreadsheet, a tab.
func rosterTable(s string) (name, rest string, ok bool) {
	if name, rest, ok := asTable(s); ok {
		return name, rest, true
	}
	if m := tableName.FindStringSubmatch(s); m != nil && strings.IndexFunc(m[2], unicode.IsSpace) == 0 {
		return strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), true
	}
	if at := strings.IndexAny(s, ":：\t"); at > 0 {
		name = strings.TrimSpace(s[:at])
		rest, _ = notation.CutColon(strings.TrimSpace(s[at:]))
		return name, rest, true
	}
	return "", "", false
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

func (r *roster) seat(names string) error {
	members, err := membersIn(names)
	if err != nil {
		return err
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
		if n := len(members); n > 0 && members[n-1].mark(part) {
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
