package board

import (
	"slices"
	"time"
)

// AddJoint gives a workshop a board that all its tables work on together
// (全体会). The board's own document comes first.
type AddJoint struct {
	Board BoardID `json:"board"`
	Theme string  `json:"theme"`
}

func (AddJoint) Type() OpType { return "joint.add" }

func (op AddJoint) Check() (Op, error) {
	if err := checkID("board", op.Board); err != nil {
		return nil, err
	}
	var err error
	op.Theme, err = CleanLine(op.Theme, Bounds.ThemeChars)
	return op, err
}

func (op AddJoint) Apply(tx *Tx) error {
	if _, taken := tx.Assignment(op.Board); taken {
		return Errorf(Exists, "the id is taken")
	}
	list := tx.Assignments("")
	if len(list) >= Bounds.Joints {
		return Errorf(Quota, "a workshop has at most %d joint boards", Bounds.Joints)
	}
	last := ""
	if len(list) > 0 {
		last = list[len(list)-1].Order
	}
	tx.put(Assignment{ID: op.Board, Theme: op.Theme, Order: OrderBetween(last, "")})
	return nil
}

// Card is a title card of another board, to be laid as a note.
type Card struct {
	Note   NoteID `json:"note"`
	Text   string `json:"text"`
	Source Source `json:"source"`
}

// LayCards lays title cards of other boards into the tray. They are nobody's
// notes: a table worded them. What was laid before from the same island is
// not laid again.
type LayCards struct {
	Cards []Card `json:"cards"`
}

func (LayCards) Type() OpType { return "cards.lay" }

func (op LayCards) Check() (Op, error) {
	if len(op.Cards) == 0 || len(op.Cards) > Bounds.Batch {
		return nil, Errorf(BadOp, "between 1 and %d cards are laid at once", Bounds.Batch)
	}
	op.Cards = slices.Clone(op.Cards)
	for i, c := range op.Cards {
		checked, err := c.check()
		if err != nil {
			return nil, err
		}
		op.Cards[i] = checked
	}
	return op, nil
}

func (c Card) check() (Card, error) {
	if err := checkID("note", c.Note); err != nil {
		return c, err
	}
	var err error
	if c.Text, err = CleanText(c.Text, Bounds.NoteChars); err != nil {
		return c, err
	}
	c.Source, err = c.Source.check()
	return c, err
}

func (s Source) check() (Source, error) {
	if err := checkID("workshop", s.Workshop); err != nil {
		return s, err
	}
	if err := checkID("item", s.Item); err != nil {
		return s, err
	}
	var err error
	if s.Label, err = CleanLine(s.Label, Bounds.TitleChars); err != nil {
		return s, err
	}
	if s.Title, err = cleanOptional(s.Title, Bounds.TitleChars); err != nil {
		return s, err
	}
	if _, err := time.Parse(time.DateOnly, s.Date); s.Date != "" && err != nil {
		return s, Errorf(BadOp, "a date is written 2026-11-20")
	}
	s.Event, err = cleanOptionalLine(s.Event, Bounds.TitleChars)
	return s, err
}

func (op LayCards) Apply(tx *Tx) error {
	laid := map[ItemID]bool{}
	for _, n := range tx.Notes() {
		if n.Source != nil && (!n.Withdrawn || n.Hidden.hidden()) { // what was put away must not come back by this door
			laid[n.Source.Item] = true
		}
	}
	for _, c := range op.Cards {
		if laid[c.Source.Item] {
			continue
		}
		laid[c.Source.Item] = true
		if err := tx.taken(ItemID(c.Note)); err != nil {
			return err
		}
		if err := tx.noteQuota(tx.Actor.Seat); err != nil {
			return err
		}
		tx.put(Note{ID: c.Note, Text: c.Text, Source: &c.Source, Read: true})
		if err := tx.lay([]ItemID{ItemID(c.Note)}, Target{}); err != nil {
			return err
		}
	}
	return nil
}
