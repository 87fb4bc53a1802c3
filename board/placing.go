package board

import "slices"

// lay puts items to a target, in the order named. Everything is judged before
// anything moves.
func (tx *Tx) lay(ids []ItemID, to Target) error {
	if err := tx.openGroup(to.Group); err != nil {
		return err
	}
	items := make([]Item, 0, len(ids))
	for _, id := range ids {
		it, err := tx.liveItem(id)
		if err != nil {
			return err
		}
		items = append(items, it)
	}
	if err := tx.fit(items, to); err != nil {
		return err
	}
	keys := tx.orderKeys(items, to)
	for i, it := range items {
		tx.put(it.moved(Place{Group: to.Group, Order: keys[i], At: shifted(to.At, i)}))
	}
	return nil
}

// fit refuses a group inside itself, a nesting beyond the limit, and a tray
// with anything but notes.
func (s *State) fit(items []Item, to Target) error {
	var heights map[GroupID]int
	for _, it := range items {
		g, isGroup := it.(Group)
		if isGroup && heights == nil {
			heights = s.heights()
		}
		_, isNote := it.(Note)
		switch {
		case isGroup && s.inside(to.Group, g.ID):
			return Errorf(Cycle, "a group cannot lie inside itself")
		case isGroup && s.depth(to.Group)+max(1, heights[g.ID]) > Bounds.Depth:
			return Errorf(TooDeep, "islands nest at most %d deep", Bounds.Depth)
		case !isNote && to.Group == "" && to.At == nil:
			return Errorf(BadOp, "only notes lie in the tray")
		}
	}
	return nil
}

// shifted lays several items dropped at one point like a fanned hand of
// cards, so that each can be seen and caught.
func shifted(at *Point, i int) *Point {
	if at == nil {
		return nil
	}
	const fan = 24
	by, edge := float64(i%20*fan), float64(Bounds.Coordinate)
	return &Point{X: min(at.X+by, edge), Y: min(at.Y+by, edge)}
}

// free lays a group's members in front of the group, at its level. At the top
// level notes go to the tray; groups and statements need a spot on the sheet,
// and take the group's.
func (tx *Tx) free(g Group) {
	members := tx.Members(g.ID)
	if len(members) == 0 {
		return // no keys are needed, and none shall be made anew for that
	}
	keys := tx.orderKeys(members, Target{Group: g.Place.Group, Before: g.ItemID()})
	for i, it := range members {
		place := Place{Group: g.Place.Group, Order: keys[i]}
		if _, isNote := it.(Note); !isNote && place.Group == "" {
			place.At = shifted(spotOrCorner(g.Place.At), i)
		}
		tx.put(it.moved(place))
	}
}

func spotOrCorner(at *Point) *Point {
	if at == nil {
		return &Point{}
	}
	return at
}

// orderKeys finds ascending keys for items that go to a target. If there is no
// gap (two siblings with one key, after an undo) or it has become so narrow
// that keys grow beyond the limit, the siblings are numbered afresh first.
func (tx *Tx) orderKeys(moving []Item, to Target) []string {
	going := map[ItemID]bool{}
	for _, it := range moving {
		going[it.ItemID()] = true
	}
	low, high := tx.gap(to, going)
	if keys := orderKeysBetween(low, high, len(moving)); short(keys) {
		return keys
	}
	tx.renumber(to.Group, going)
	low, high = tx.gap(to, going)
	return orderKeysBetween(low, high, len(moving))
}

func short(keys []string) bool {
	return len(keys) > 0 && !slices.ContainsFunc(keys, func(key string) bool { return len(key) > Bounds.OrderKey })
}

// gap finds the keys between which a target lies, empty for no neighbour on
// that side. A sibling that goes too stands for the next one that stays.
func (s *State) gap(to Target, going map[ItemID]bool) (low, high string) {
	mark, known := s.item(to.Before)
	var next Item
	if known && !mark.gone() && mark.Spot().Group == to.Group {
		for it := range s.lyingIn(to.Group) {
			if !going[it.ItemID()] && inOrder(it, mark) >= 0 && (next == nil || inOrder(it, next) < 0) {
				next = it
			}
		}
	}
	for it := range s.lyingIn(to.Group) {
		if !going[it.ItemID()] && (next == nil || inOrder(it, next) < 0) {
			low = max(low, it.Spot().Order)
		}
	}
	if next != nil {
		high = next.Spot().Order
	}
	return low, high
}

// renumber spreads the keys of those who stay.
func (tx *Tx) renumber(group GroupID, going map[ItemID]bool) {
	staying := slices.DeleteFunc(tx.Members(group), func(it Item) bool { return going[it.ItemID()] })
	for i, key := range OrderRun(len(staying)) {
		tx.put(staying[i].reordered(key))
	}
}
