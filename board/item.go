package board

import (
	"iter"
	"slices"
)

var itemKinds = []Kind{KindNote, KindGroup, KindStatement}

// Item is whatever has a place on the board: a note, a group or a statement.
type Item interface {
	Record
	ItemID() ItemID
	Spot() Place
	moved(Place) Item      // somewhere else
	reordered(string) Item // at the same place, under another key
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

func (n Note) reordered(key string) Item      { n.Place.Order = key; return n }
func (g Group) reordered(key string) Item     { g.Place.Order = key; return g }
func (t Statement) reordered(key string) Item { t.Place.Order = key; return t }

func (n Note) gone() bool      { return n.Withdrawn }
func (g Group) gone() bool     { return g.Withdrawn }
func (t Statement) gone() bool { return t.Withdrawn }

// item finds an item of any kind by its id, withdrawn ones included.
func (s *State) item(id ItemID) (Item, bool) {
	for _, kind := range itemKinds {
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
	list := slices.Collect(s.lyingIn(group))
	sortItems(list)
	return list
}

// lyingIn is Members in no order.
func (s *State) lyingIn(group GroupID) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for it := range s.items() {
			if !it.gone() && it.Spot().Group == group && !yield(it) {
				return
			}
		}
	}
}

// items goes through all items, withdrawn ones included, in no order.
func (s *State) items() iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, kind := range itemKinds {
			for _, r := range s.records[kind] {
				if !yield(r.(Item)) {
					return
				}
			}
		}
	}
}

func sortItems(list []Item) { slices.SortFunc(list, inOrder) }

// inOrder is the one reading order among siblings.
func inOrder(a, b Item) int { return byOrder(a.Spot().Order, b.Spot().Order, a.Key(), b.Key()) }

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

// heights counts for each live group the levels of groups in it, itself
// included. It climbs from every group, so it needs no way down.
func (s *State) heights() map[GroupID]int {
	found := map[GroupID]int{}
	for _, g := range s.Groups() {
		if g.Withdrawn {
			continue
		}
		up := g
		for level := 1; level <= Bounds.Depth+1; level++ { // past the limit: see depth
			found[up.ID] = max(found[up.ID], level)
			next, ok := s.Group(up.Place.Group)
			if !ok {
				break
			}
			up = next
		}
	}
	return found
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
