package board

import (
	"math"
	"slices"
)

// Target says where items shall lie: in a group or at the top level; before a
// sibling or at the end (Before empty, or no longer there: somebody moved it);
// at the top level at a point of the sheet or, without one, in the tray.
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
	return &Point{X: math.Round(p.X) + 0, Y: math.Round(p.Y) + 0} // −0 + 0 is 0
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
// out of one, before a neighbour, onto the sheet or back into the tray. What was
// withdrawn meanwhile stays away; the others are laid there.
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

func (op MoveItems) Apply(tx *Tx) error {
	items := tx.staying(op.Items)
	if len(items) == 0 {
		return Errorf(Gone, "all of it was withdrawn meanwhile")
	}
	return tx.lay(items, op.To)
}

// staying leaves out what somebody took off the board while an op was on its
// way: with the rest is done what was meant for all.
func (s *State) staying(ids []ItemID) []ItemID {
	return slices.DeleteFunc(slices.Clone(ids), func(id ItemID) bool {
		it, there := s.item(id)
		return there && it.gone()
	})
}

func (op MoveItems) owners(s *State, by SeatID) []SeatID { return ownersOf(s, by, op.Items) }

// ownersOf lists the authors of items; a group has none, so that "own" never covers it.
func ownersOf(s *State, by SeatID, ids []ItemID) []SeatID {
	owners := make([]SeatID, 0, len(ids))
	for _, id := range ids {
		it, _ := s.item(id)
		switch it := it.(type) {
		case Note:
			owners = append(owners, it.ownerFor(by, s.phase()))
		case Statement:
			owners = append(owners, it.Author)
		default:
			owners = append(owners, "")
		}
	}
	return owners
}
