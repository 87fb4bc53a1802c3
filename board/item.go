package board

import (
	"slices"
)

// Item is whatever has a place on the board: a note, a group or a statement.
type Item interface {
	Record
	ItemID() ItemID
	Spot() Place
	moved(Place) Item     // somewhere else
	reordered(Place) Item // at the same place, under another key
	gone() bool
}

func (n Note) ItemID() ItemID      { return ItemID(n.ID) }
func (g Group) ItemID() ItemID     { return ItemID(g.ID) }
func (t Statement) ItemID() ItemID { return ItemID(t.ID) }

func (n Note) Spot() Place      { return n.Place }
func (g Group) Spot() Place     { return g.Place }
func (t Statement) Spot() Place { return t.Place }

// moved: a note that is gathered is no lone note any more.
func (n Note) moved(p Place) Item {
	n.Lone = n.Lone && p.Group == ""
	n.Place = p
	return n
}
func (g Group) moved(p Place) Item     { g.Place = p; return g }
func (t Statement) moved(p Place) Item { t.Place = p; return t }

func (n Note) gone() bool      { return n.Withdrawn }
func (g Group) gone() bool     { return g.Withdrawn }
func (t Statement) gone() bool { return t.Withdrawn }

// item finds an item of any kind by its id, withdrawn ones included.
func (s *State) item(id ItemID) (Item, bool) {
	for _, kind := range []Kind{KindNote, KindGroup, KindStatement} {
		if r, ok := s.get(kind, string(id)).(Item); ok {
			return r, true
		}
	}
	return nil, false
}

// liveItem is item, refusing what was withdrawn or never was.
func (s *State) liveItem(id ItemID) (Item, error) {
	it, found := s.item(id)
	if !found {
		return nil, Errorf(NotFound, "there is no such item on this board")
	}
	if it.gone() {
		return nil, Errorf(Gone, "the item was withdrawn meanwhile")
	}
	return it, nil
}

// Members lists what lies directly in a group (empty: at the top level), in
// reading order, without what was withdrawn.
func (s *State) Members(group GroupID) []Item {
	var list []Item
	for _, kind := range []Kind{KindNote, KindGroup, KindStatement} {
		for _, r := range s.records[kind] {
			if it := r.(Item); !it.gone() && it.Spot().Group == group {
				list = append(list, it)
			}
		}
	}
	sortItems(list)
	return list
}

func sortItems(list []Item) {
	slices.SortFunc(list, func(a, b Item) int {
		return byOrder(a.Spot().Order, b.Spot().Order, a.Key(), b.Key())
	})
}

// openGroup refuses a group that cannot take anything in. The empty id is the top level.
func (s *State) openGroup(id GroupID) error {
	if id == "" {
		return nil
	}
	g, ok := s.Group(id)
	if !ok {
		return Errorf(NotFound, "there is no such group on this board")
	}
	if g.Withdrawn {
		return Errorf(Gone, "the group was dissolved meanwhile")
	}
	return nil
}

// depth counts the groups round a place: 0 at the top level. It stops past
// the limit, so that a damaged state with a cycle cannot hold it for ever.
func (s *State) depth(group GroupID) int {
	n := 0
	for group != "" && n <= Bounds.Depth+1 {
		g, ok := s.Group(group)
		if !ok {
			break
		}
		n++
		group = g.Place.Group
	}
	return n
}

// height counts the levels of groups in an item, itself included: 0 for a note.
func (s *State) height(it Item) int {
	g, ok := it.(Group)
	if !ok {
		return 0
	}
	deepest := 0
	for _, in := range s.Groups() {
		if in.Withdrawn {
			continue
		}
		if n := s.levelsUp(in, g.ID); n > deepest {
			deepest = n
		}
	}
	return deepest + 1
}

// levelsUp counts the steps from a group up to an ancestor, 0 if it lies elsewhere.
func (s *State) levelsUp(g Group, ancestor GroupID) int {
	for n := 1; n <= Bounds.Depth+1; n++ {
		if g.Place.Group == ancestor {
			return n
		}
		up, ok := s.Group(g.Place.Group)
		if !ok {
			return 0
		}
		g = up
	}
	return 0
}

// inside reports whether group lies in ancestor, at any depth, or is it.
func (s *State) inside(group, ancestor GroupID) bool {
	for n := 0; group != "" && n <= Bounds.Depth+1; n++ {
		if group == ancestor {
			return true
		}
		g, ok := s.Group(group)
		if !ok {
			return false
		}
		group = g.Place.Group
	}
	return false
}

func (n Note) reordered(p Place) Item      { n.Place = p; return n }
func (g Group) reordered(p Place) Item     { g.Place = p; return g }
func (t Statement) reordered(p Place) Item { t.Place = p; return t }
