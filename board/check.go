package board

import "fmt"

// Check lists every broken invariant of a document: what must hold after
// every entry, whoever did what. An empty list is a sound document.
func Check(s *State) []error {
	var found []error
	report := func(format string, args ...any) { found = append(found, fmt.Errorf(format, args...)) }
	roots := len(s.records[KindBoard]) + len(s.records[KindWorkshop])
	if roots != 1 && len(s.Records()) > 0 {
		report("a document has one root record, this has %d", roots)
	}
	for kind, byID := range s.records {
		for id, r := range byID {
			if r.Key() != id || r.Kind() != kind {
				report("%s %s is stored under another name", kind, id)
			}
			if it, ok := r.(Item); ok {
				checkItem(s, it, report)
			}
		}
	}
	checkHall(s, report)
	checkTally(s, report)
	return found
}

func checkItem(s *State, it Item, report func(string, ...any)) {
	name := fmt.Sprintf("%s %s", it.Kind(), it.Key())
	place := it.Spot()
	if !ValidOrder(place.Order) {
		report("%s has no valid order key", name)
	}
	if place.Group != "" && place.At != nil {
		report("%s lies in a group and on the sheet at once", name)
	}
	if place.At.check() != nil {
		report("%s lies outside the sheet", name)
	}
	checkText(it, name, report)
	if it.gone() {
		return
	}
	if s.openGroup(place.Group) != nil {
		report("%s lies in a group that is not there", name)
	}
	if s.depth(place.Group) > Bounds.Depth {
		report("%s lies too deep, or in a circle", name)
	}
}

func checkText(it Item, name string, report func(string, ...any)) {
	switch r := it.(type) {
	case Note:
		if r.Veiled || r.Text == "" {
			report("%s has no text", name)
		}
		if r.Lone && r.Place.Group != "" {
			report("%s is lone and in a group", name)
		}
	case Statement:
		if r.Text == "" {
			report("%s has no text", name)
		}
	}
}

func checkHall(s *State, report func(string, ...any)) {
	leaders := map[TableID]int{}
	for _, r := range s.records[KindSeat] {
		p := r.(Seat)
		if p.Name == "" {
			report("seat %s has no name", p.ID)
		}
		if _, ok := s.Table(p.Table); !ok && p.Table != "" {
			report("seat %s stands at no table", p.ID)
		}
		if p.Role == Coordinator && !p.Withdrawn {
			leaders[p.Table]++
		}
	}
	for table, n := range leaders {
		if n > 1 {
			report("table %s has %d coordinators", table, n)
		}
	}
	for _, r := range s.records[KindAssignment] {
		if _, ok := s.Table(r.(Assignment).Table); !ok {
			report("board %s belongs to no table", r.Key())
		}
	}
}

// checkTally: every note that was ever written is in exactly one place of the outline.
func checkTally(s *State, report func(string, ...any)) {
	t := s.Outline().Tally
	if t.Written != t.Grouped+t.Lone+t.Loose+t.Withdrawn {
		report("the ledger does not balance: %d written, %d + %d + %d + %d found", t.Written, t.Grouped, t.Lone, t.Loose, t.Withdrawn)
	}
}
