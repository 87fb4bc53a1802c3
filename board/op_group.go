package board

import "slices"

// AddGroup draws an island round items (島にする), or lays out an empty one
// with a title card. The items go in in the order named, without those that were
// withdrawn meanwhile. Where that leaves one of several, and no sentence was
// written, there is nothing to gather.
type AddGroup struct {
	Group GroupID  `json:"group"`
	Title string   `json:"title,omitempty"`
	Items []ItemID `json:"items,omitempty"`
	To    Target   `json:"to"`
}

func (AddGroup) Type() OpType { return "group.add" }

func (op AddGroup) Check() (Op, error) {
	if err := checkID("group", op.Group); err != nil {
		return nil, err
	}
	if len(op.Items) > 0 {
		if err := checkItems(op.Items); err != nil {
			return nil, err
		}
	}
	var err error
	if op.Title, err = cleanOptionalLine(op.Title, Bounds.TitleChars); err != nil {
		return nil, err
	}
	op.To.At = op.To.At.rounded()
	return op, op.To.check()
}

func (op AddGroup) Apply(tx *Tx) error {
	if err := tx.taken(ItemID(op.Group)); err != nil {
		return err
	}
	if len(tx.records[KindGroup]) >= Bounds.Groups {
		return Errorf(Quota, "a board holds at most %d islands", Bounds.Groups)
	}
	items := tx.staying(op.Items)
	if op.Title == "" && len(items) < min(2, len(op.Items)) {
		return Errorf(Gone, "what was to be gathered was withdrawn meanwhile")
	}
	tx.put(Group{ID: op.Group}.titled(op.Title, tx.Actor.Seat))
	if err := tx.lay([]ItemID{ItemID(op.Group)}, op.To); err != nil {
		return err
	}
	if len(items) == 0 {
		return nil
	}
	return tx.lay(items, Target{Group: op.Group})
}

// TitleGroup writes the sentence on an island's title card (表札). Base is the
// title the writer began from: nobody's wording is overwritten unseen, see
// EditNote. An empty title takes the card away.
type TitleGroup struct {
	Group GroupID `json:"group"`
	Base  string  `json:"base"`
	Title string  `json:"title"`
}

func (TitleGroup) Type() OpType { return "group.title" }

func (op TitleGroup) Check() (Op, error) {
	if err := checkID("group", op.Group); err != nil {
		return nil, err
	}
	if len(op.Base) > Bounds.NoteBytes {
		return nil, Errorf(TooBig, "the base is longer than any title")
	}
	var err error
	op.Title, err = cleanOptionalLine(op.Title, Bounds.TitleChars)
	return op, err
}

func (op TitleGroup) Apply(tx *Tx) error {
	g, err := tx.liveGroup(op.Group)
	if err != nil {
		return err
	}
	if g.keeps(op.Base) || g.keeps(op.Title) {
		return Errorf(Gone, "these words were put away by those who steer")
	}
	title, rivals, err := worded(g.Title, g.Rivals, op.Base, Rival{op.Title, tx.Actor.Seat}, fitsTitle)
	if err != nil {
		return err
	}
	g = g.titled(title, tx.Actor.Seat)
	g.Rivals = rivals
	tx.put(g)
	return nil
}

// titled is the island under another title; the one it had is remembered.
func (g Group) titled(title string, by SeatID) Group {
	if title == g.Title {
		return g
	}
	if g.Title != "" {
		earlier := append(slices.Clone(g.Earlier), Rival{g.Title, g.By})
		g.Earlier = earlier[max(0, len(earlier)-Bounds.Earlier):]
	}
	g.Title, g.By = title, by
	if title == "" {
		g.By = ""
	}
	return g
}

func (s *State) liveGroup(id GroupID) (Group, error) {
	if id == "" {
		return Group{}, Errorf(NotFound, "no group is named")
	}
	if err := s.openGroup(id); err != nil {
		return Group{}, err
	}
	g, _ := s.Group(id)
	return g, nil
}

// FoldGroup closes an island to a pile that shows its title only (たばねる), or opens it (ひらく).
type FoldGroup struct {
	Group  GroupID `json:"group"`
	Folded bool    `json:"folded"`
}

func (FoldGroup) Type() OpType { return "group.fold" }

func (op FoldGroup) Check() (Op, error) { return op, checkID("group", op.Group) }

func (op FoldGroup) Apply(tx *Tx) error {
	g, err := tx.liveGroup(op.Group)
	if err != nil {
		return err
	}
	g.Folded = op.Folded
	tx.put(g)
	return nil
}

// DissolveGroup takes an island away; what lay in it is set free at the
// island's own level. Nothing vanishes with a parent, and the island knows what
// it held, so that it can come back (RestoreGroup).
type DissolveGroup struct {
	Group GroupID `json:"group"`
}

func (DissolveGroup) Type() OpType { return "group.dissolve" }

func (op DissolveGroup) Check() (Op, error) { return op, checkID("group", op.Group) }

func (op DissolveGroup) Apply(tx *Tx) error {
	g, err := tx.liveGroup(op.Group)
	if err != nil {
		return err
	}
	tx.dissolve(g)
	return nil
}

func (tx *Tx) dissolve(g Group) {
	members := tx.Members(g.ID)
	tx.free(g)
	g.Withdrawn, g.Held = true, nil
	for _, it := range members {
		g.Held = append(g.Held, it.ItemID())
	}
	tx.put(g)
}

// RestoreGroup brings a dissolved island back to where it was, with those of
// its members that still lie where the dissolving set them free; what somebody
// has laid elsewhere since stays there.
type RestoreGroup struct {
	Group GroupID `json:"group"`
}

func (RestoreGroup) Type() OpType { return "group.restore" }

func (op RestoreGroup) Check() (Op, error) { return op, checkID("group", op.Group) }

func (op RestoreGroup) Apply(tx *Tx) error {
	g, ok := tx.Group(op.Group)
	if !ok {
		return Errorf(NotFound, "there is no such group on this board")
	}
	if !g.Withdrawn {
		return nil
	}
	held := g.Held
	now := g.Place
	g.Withdrawn, g.Held = false, nil
	tx.put(tx.settled(g, now))
	var back []ItemID
	for i, id := range held {
		it, err := tx.liveItem(id)
		if err == nil && g.freed(it, i) && !isLone(it) && tx.fit([]Item{it}, Target{Group: op.Group}) == nil {
			back = append(back, id)
		}
	}
	if len(back) == 0 {
		return nil
	}
	return tx.lay(back, Target{Group: op.Group})
}

// freed reports whether an item still lies where dissolving the island set it
// free: at the island's level, and there where free puts the i-th member.
func (g Group) freed(it Item, i int) bool {
	place := it.Spot()
	if place.Group != g.Place.Group {
		return false
	}
	if _, isNote := it.(Note); isNote || g.Place.Group != "" {
		return place.At == nil
	}
	return place.At != nil && *place.At == *shifted(spotOrCorner(g.Place.At), i)
}

func isLone(it Item) bool {
	n, isNote := it.(Note)
	return isNote && n.Lone
}
