package board

import (
	"cmp"
	"maps"
	"slices"
)

// State is a document as it stands after some entry: its records by kind and
// id. It belongs to one goroutine. Only Tx and Replay change it.
type State struct {
	records map[Kind]map[string]Record
}

// NewState is a document before its first entry.
func NewState() *State { return &State{records: map[Kind]map[string]Record{}} }

// StateOf builds a state from a snapshot's records.
func StateOf(records []Record) *State {
	s := NewState()
	for _, r := range records {
		s.set(r.Kind(), r.Key(), r)
	}
	return s
}

// Clone is a copy that another goroutine may keep. Records are values, so
// only the maps are copied.
func (s *State) Clone() *State {
	copied := NewState()
	for kind, byID := range s.records {
		copied.records[kind] = maps.Clone(byID)
	}
	return copied
}

// Records lists all records, by kind and id, so that equal states list equally.
func (s *State) Records() []Record {
	all := make([]Record, 0, s.size())
	for _, byID := range s.records {
		for _, r := range byID {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Kind(), b.Kind()), cmp.Compare(a.Key(), b.Key()))
	})
	return all
}

// Replay puts a stored change into the state: no rules, no questions. This is
// all that a browser does with an entry, too.
func (s *State) Replay(c Change) {
	for _, d := range c {
		s.set(d.Kind, d.ID, d.After)
	}
}

func (s *State) size() int {
	n := 0
	for _, byID := range s.records {
		n += len(byID)
	}
	return n
}

func (s *State) set(kind Kind, id string, r Record) {
	if r == nil {
		delete(s.records[kind], id)
		return
	}
	if s.records[kind] == nil {
		s.records[kind] = map[string]Record{}
	}
	s.records[kind][id] = r
}

func (s *State) get(kind Kind, id string) Record { return s.records[kind][id] }

func find[R Record](s *State, kind Kind, id string) (R, bool) {
	r, ok := s.records[kind][id].(R)
	return r, ok
}

func all[R Record](s *State, kind Kind) []R {
	list := make([]R, 0, len(s.records[kind]))
	for _, r := range s.records[kind] {
		list = append(list, r.(R))
	}
	return list
}

// first returns the root record of a document; a document has one.
func first[R Record](s *State, kind Kind) (R, bool) {
	for _, r := range s.records[kind] {
		return r.(R), true
	}
	var none R
	return none, false
}

// The accessors say what a document holds; the lists are in no order unless said.
func (s *State) Workshop() (Workshop, bool)     { return first[Workshop](s, KindWorkshop) }
func (s *State) Board() (Board, bool)           { return first[Board](s, KindBoard) }
func (s *State) Table(id TableID) (Table, bool) { return find[Table](s, KindTable, string(id)) }
func (s *State) Seat(id SeatID) (Seat, bool)    { return find[Seat](s, KindSeat, string(id)) }
func (s *State) Note(id NoteID) (Note, bool)    { return find[Note](s, KindNote, string(id)) }
func (s *State) Group(id GroupID) (Group, bool) { return find[Group](s, KindGroup, string(id)) }
func (s *State) Assignment(b BoardID) (Assignment, bool) {
	return find[Assignment](s, KindAssignment, string(b))
}
func (s *State) Statement(id StatementID) (Statement, bool) {
	return find[Statement](s, KindStatement, string(id))
}
func (s *State) Notes() []Note           { return all[Note](s, KindNote) }
func (s *State) Groups() []Group         { return all[Group](s, KindGroup) }
func (s *State) Statements() []Statement { return all[Statement](s, KindStatement) }

// Tables lists the tables in the order they were set up.
func (s *State) Tables() []Table {
	list := slices.DeleteFunc(all[Table](s, KindTable), func(t Table) bool { return t.Withdrawn })
	slices.SortFunc(list, func(a, b Table) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// Seats lists who belongs to a table, in the order of the member line. The
// empty table lists those who steer the whole hall.
func (s *State) Seats(table TableID) []Seat {
	list := slices.DeleteFunc(all[Seat](s, KindSeat), func(p Seat) bool { return p.Withdrawn || p.Table != table })
	slices.SortFunc(list, func(a, b Seat) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// AllSeats lists every seat there ever was, in one order.
func (s *State) AllSeats() []Seat {
	list := all[Seat](s, KindSeat)
	slices.SortFunc(list, func(a, b Seat) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// byOrder compares by order key; ties are broken by id, the same everywhere.
func byOrder(a, b, idA, idB string) int {
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(idA, idB))
}
