package board

import "slices"

// Theme is a further theme of a workshop: a question of its own, with a board
// at each table. The workshop's own theme is the first; it has no record here,
// and the empty id stands for it.
type Theme struct {
	ID        ThemeID `json:"id"`
	Order     string  `json:"order"`
	Text      string  `json:"text"`
	Withdrawn bool    `json:"withdrawn,omitzero"`
}

func (Theme) Kind() Kind    { return KindTheme }
func (r Theme) Key() string { return string(r.ID) }

// Theme gives a theme by its id, a withdrawn one too.
func (s *State) Theme(id ThemeID) (Theme, bool) { return find[Theme](s, KindTheme, string(id)) }

// Themes lists the further themes in order.
func (s *State) Themes() []Theme {
	list := slices.DeleteFunc(all[Theme](s, KindTheme), func(t Theme) bool { return t.Withdrawn })
	slices.SortFunc(list, func(a, b Theme) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// Assignments lists the boards of a table in the order of their themes, the
// workshop's own first. Those of a theme that was taken away are not among them.
func (s *State) Assignments(table TableID) []Assignment {
	list := slices.DeleteFunc(all[Assignment](s, KindAssignment), func(a Assignment) bool {
		t, _ := s.Theme(a.ThemeID)
		return a.Table != table || t.Withdrawn
	})
	slices.SortFunc(list, func(a, b Assignment) int {
		themeA, _ := s.Theme(a.ThemeID)
		themeB, _ := s.Theme(b.ThemeID)
		if c := byOrder(themeA.Order, themeB.Order, string(a.ThemeID), string(b.ThemeID)); c != 0 {
			return c
		}
		return byOrder(a.Order, b.Order, string(a.ID), string(b.ID))
	})
	return list
}

// Works gives the board that a table works on now: that of its present theme,
// or, where it has none of that, its first.
func (s *State) Works(table TableID) (Assignment, bool) {
	t, _ := s.Table(table)
	list := s.Assignments(table)
	for _, a := range list {
		if a.ThemeID == t.ThemeID {
			return a, true
		}
	}
	if len(list) == 0 {
		return Assignment{}, false
	}
	return list[0], true
}
