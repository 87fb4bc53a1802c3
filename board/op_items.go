package board

import (
	"math"
	"slices"
)

// Target says where items shall lie: in a group or at the top level; before a
// sibling or (empty) at the end; at the top level at a point of the sheet or,
// without one, in the tray.
type Target struct {
	Group  GroupID `json:"group,omitempty"`
	Before ItemID  `json:"before,omitempty"`
	At     *Point  `json:"at,omitempty"`
}

func (t Target) check() error {
	if err := checkOptionalID("group", t.Group); err != nil {
		return err
	}
	if err := checkOptionalID("before", t.Before); err != nil {
		return err
	}
	if t.At != nil && t.Group != "" {
		return Errorf(BadOp, "inside a group the layout is the group's own")
	}
	return t.At.check()
}

// check is written so that NaN fails too. Negative positions would lie off
// the sheet, where nobody finds them.
func (p *Point) check() error {
	if p == nil {
		return nil
	}
	for _, v := range []float64{p.X, p.Y} {
		if !(v >= 0 && v <= float64(Bounds.Coordinate)) {
			return Errorf(BadNumber, "the position is outside the sheet")
		}
	}
	return nil
}

// rounded drops what no eye can see, and −0, so that every encoder writes the same digits.
func (p *Point) rounded() *Point {
	if p == nil {
		return nil
	}
	return &Point{X: math.Abs(math.Round(p.X)), Y: math.Abs(math.Round(p.Y))}
}

func checkItems(ids []ItemID) error {
	if len(ids) == 0 {
		return Errorf(BadOp, "no items are named")
	}
	if len(ids) > Bounds.Batch {
		return Errorf(TooBig, "more than %d items at once", Bounds.Batch)
	}
	seen := map[ItemID]bool{}
	for _, id := range ids {
		if err := checkID("items", id); err != nil {
			return err
		}
		if seen[id] {
			return Errorf(BadOp, "an item is named twice")
		}
		seen[id] = true
	}
	return nil
}

// MoveItems lays notes, groups and statements somewhere else: into an island,
// out of one, before a neighbour, onto the sheet or back into the tray.
type MoveItems struct {
	Items []ItemID `json:"items"`
	To    Target   `json:"to"`
}

func (MoveItems) Type() OpType { return "items.move" }

func (op MoveItems) Check() (Op, error) {
	if err := checkItems(op.Items); err != nil {
		return nil, err
	}
	op.To.At = op.To.At.rounded()
	return op, op.To.check()
}

func (op MoveItems) Apply(tx *Tx) error { return tx.lay(op.Items, op.To) }

func (op MoveItems) owners(s *State) []SeatID { return ownersOf(s, op.Items) }

// ownersOf lists the authors of items; a group has none, so that "own" never covers it.
func ownersOf(s *State, ids []ItemID) []SeatID {
	owners := make([]SeatID, 0, len(ids))
	for _, id := range ids {
		it, _ := s.item(id)
		switch it := it.(type) {
		case Note:
			owners = append(owners, it.Author)
		case Statement:
			owners = append(owners, it.Author)
		default:
			owners = append(owners, "")
		}
	}
	return owners
}

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
		if err := tx.fits(it, to); err != nil {
			return err
		}
		items = append(items, it)
	}
	keys := tx.orderKeys(to.Group, to.Before, ids)
	for i, it := range items {
		tx.put(it.moved(Place{Group: to.Group, Order: keys[i], At: shifted(to.At, i)}))
	}
	return nil
}

// fits refuses a group inside itself and a nesting beyond the limit.
func (s *State) fits(it Item, to Target) error {
	g, isGroup := it.(Group)
	if isGroup && s.inside(to.Group, g.ID) {
		return Errorf(Cycle, "a group cannot lie inside itself")
	}
	if s.depth(to.Group)+s.height(it) > Bounds.Depth {
		return Errorf(TooDeep, "islands nest at most %d deep", Bounds.Depth)
	}
	if _, isNote := it.(Note); !isNote && to.Group == "" && to.At == nil {
		return Errorf(BadOp, "only notes lie in the tray")
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
	return &Point{X: at.X + float64(i%20*fan), Y: at.Y + float64(i%20*fan)}
}

// orderKeys finds keys for items that go before a sibling (or to the end).
// If there is no gap (two siblings with one key, after an undo) or it has
// become so narrow that keys grow beyond the limit, all siblings are numbered
// afresh first.
func (tx *Tx) orderKeys(group GroupID, before ItemID, moving []ItemID) []string {
	siblings := slices.DeleteFunc(tx.Members(group), func(it Item) bool { return slices.Contains(moving, it.ItemID()) })
	keys := keysAt(siblings, before, len(moving))
	if len(keys) > 0 && len(keys[len(keys)-1]) <= Bounds.OrderKey && len(keys[0]) <= Bounds.OrderKey {
		return keys
	}
	for i, key := range OrderRun(len(siblings)) {
		place := siblings[i].Spot()
		place.Order = key
		siblings[i] = siblings[i].reordered(place)
		tx.put(siblings[i])
	}
	return keysAt(siblings, before, len(moving))
}

// keysAt makes n ascending keys in front of the sibling, or at the end; none
// where its neighbours leave no room.
func keysAt(siblings []Item, before ItemID, n int) []string {
	low, high := "", ""
	for i, it := range siblings {
		if it.ItemID() == before {
			high = it.Spot().Order
			if i > 0 {
				low = siblings[i-1].Spot().Order
			}
			break
		}
	}
	if high == "" && len(siblings) > 0 {
		low = siblings[len(siblings)-1].Spot().Order
	}
	if high != "" && low >= high {
		return nil
	}
	keys := make([]string, 0, n)
	for range n {
		low = OrderBetween(low, high)
		keys = append(keys, low)
	}
	return keys
}
