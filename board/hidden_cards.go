package board

import (
	"cmp"
	"slices"
)

// Cards that were laid on other boards go with what they were laid from: what
// is put away at its table is gone from a joint board and from a later
// workshop's, and comes back there when it comes back at the table. The boards
// are documents of their own; whoever holds them all carries it over.

// HidingsIn lists the items that cards elsewhere were laid from and must agree
// with after a change, and those that cards in it were laid from themselves.
func HidingsIn(c Change) (items []ItemID) {
	for _, d := range c {
		after, ok := d.After.(hideable)
		if !ok {
			continue
		}
		was, _ := d.Before.(hideable)
		if was == nil && !after.hiding().hidden() || was != nil && was.hiding().hidden() == after.hiding().hidden() {
			continue
		}
		items = append(items, ItemID(after.Key()))
		if n, isNote := after.(Note); isNote && n.Source != nil {
			items = append(items, n.Source.Item)
		}
	}
	return items
}

// HidingOf tells whether an item is put away on this board, if it is there.
func (s *State) HidingOf(id ItemID) (Hiding, bool) {
	r, found := s.hideable(id)
	if !found {
		return Hiding{}, false
	}
	return r.hiding(), true
}

// Sources lists what the cards on this board were laid from.
func (s *State) Sources() (list []Source) {
	for _, n := range s.Notes() {
		if n.Source != nil && !slices.ContainsFunc(list, func(o Source) bool { return o.Item == n.Source.Item }) {
			list = append(list, *n.Source)
		}
	}
	slices.SortFunc(list, func(a, b Source) int { return cmp.Compare(a.Item, b.Item) })
	return list
}

// Following is the op by which the cards laid from an item agree with it: nil
// where they do.
func (s *State) Following(item ItemID, source Hiding) Op {
	var astray []ItemID
	for _, n := range s.Notes() {
		if n.Source != nil && n.Source.Item == item && !n.Hidden.follows(source) && (hasWords(n) || n.Hidden.hidden()) {
			astray = append(astray, n.ItemID())
		}
		if !source.hidden() && n.Source == nil && n.Hidden.Of == item { // went along as the same by another name
			astray = append(astray, n.ItemID())
		}
	}
	slices.Sort(astray)
	switch {
	case len(astray) == 0:
		return nil
	case source.hidden():
		return HideTexts{Items: astray, Reason: source.Reason, Follow: true}
	}
	return ShowTexts{Items: astray, Follow: true}
}
