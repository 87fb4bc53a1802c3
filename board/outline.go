package board

// Outline is a board in its one reading order: the sheet, the list, the
// report and every export show the same things in this order.
type Outline struct {
	Items []Branch // top-level islands and statements
	Lone  []Note   // 一匹狼
	Loose []Note   // 未整理: not gathered yet, in the tray or loose on the sheet
	Gone  []Note   // 取り下げ
	// Hidden are the notes that were put away (伏せた); their words are in no outline of a viewer's.
	Hidden []Note
	Tally  Tally
}

// Branch is an item with what lies in it. Only groups have members.
type Branch struct {
	Item    Item
	Level   int // 1 at the top level
	Members []Branch
}

// Tally is the ledger: Written = Grouped + Lone + Loose + Withdrawn + Hidden, always.
type Tally struct {
	Written   int `json:"written"`   // 書かれた
	Grouped   int `json:"grouped"`   // 島
	Lone      int `json:"lone"`      // 一匹狼
	Loose     int `json:"loose"`     // 未整理
	Withdrawn int `json:"withdrawn"` // 取り下げ
	Hidden    int `json:"hidden"`    // 伏せた
	Islands   int `json:"islands"`   // top-level islands, for 「ここまでで n つの島です」
}

// Outline reads a board's state; it works on a filtered state as well, where
// veiled notes are counted without their texts.
func (s *State) Outline() Outline {
	var o Outline
	byGroup := s.membersByGroup()
	for _, it := range byGroup[""] {
		if n, isNote := it.(Note); isNote {
			if n.Lone {
				o.Lone = append(o.Lone, n)
			} else {
				o.Loose = append(o.Loose, n)
			}
			continue
		}
		o.Items = append(o.Items, branch(it, 1, byGroup))
		if _, isGroup := it.(Group); isGroup {
			o.Tally.Islands++
		}
	}
	o.Gone = s.notesThat(func(n Note) bool { return n.Withdrawn && !n.Hidden.hidden() })
	o.Hidden = s.notesThat(func(n Note) bool { return n.Hidden.hidden() })
	o.Tally.Written = len(s.records[KindNote])
	o.Tally.Lone, o.Tally.Loose, o.Tally.Withdrawn, o.Tally.Hidden = len(o.Lone), len(o.Loose), len(o.Gone), len(o.Hidden)
	o.Tally.Grouped = countNotes(o.Items)
	return o
}

func (s *State) membersByGroup() map[GroupID][]Item {
	byGroup := map[GroupID][]Item{}
	for it := range s.items() {
		if !it.gone() {
			byGroup[it.Spot().Group] = append(byGroup[it.Spot().Group], it)
		}
	}
	for _, list := range byGroup {
		sortItems(list)
	}
	return byGroup
}

func branch(it Item, level int, byGroup map[GroupID][]Item) Branch {
	b := Branch{Item: it, Level: level}
	g, isGroup := it.(Group)
	if !isGroup || level > Bounds.Depth {
		return b
	}
	for _, in := range byGroup[g.ID] {
		b.Members = append(b.Members, branch(in, level+1, byGroup))
	}
	return b
}

func (s *State) notesThat(are func(Note) bool) []Note {
	var items []Item
	for _, r := range s.records[KindNote] {
		if n := r.(Note); are(n) {
			items = append(items, n)
		}
	}
	sortItems(items)
	notes := make([]Note, len(items))
	for i, it := range items {
		notes[i] = it.(Note)
	}
	return notes
}

func countNotes(branches []Branch) int {
	n := 0
	for _, b := range branches {
		if _, isNote := b.Item.(Note); isNote {
			n++
		}
		n += countNotes(b.Members)
	}
	return n
}
