package board

import "slices"

// AddLink draws a relation between two notes or islands. What answers an issue
// is a proposal from then on.
type AddLink struct {
	Link    LinkID  `json:"link"`
	From    ItemID  `json:"from"`
	To      ItemID  `json:"to"`
	Meaning Meaning `json:"meaning"`
	Label   string  `json:"label,omitempty"`
}

func (AddLink) Type() OpType { return "link.add" }

func (op AddLink) Check() (Op, error) {
	if err := checkID("link", op.Link); err != nil {
		return nil, err
	}
	if err := checkID("from", op.From); err != nil {
		return nil, err
	}
	if err := checkID("to", op.To); err != nil {
		return nil, err
	}
	if op.From == op.To {
		return nil, Errorf(BadOp, "a relation has two ends")
	}
	var err error
	op.Label, err = checkRelation(op.Meaning, op.Label)
	return op, err
}

func checkRelation(m Meaning, label string) (string, error) {
	if !slices.Contains(Meanings, m) {
		return "", Errorf(BadOp, "there is no such meaning of a relation")
	}
	return cleanOptionalLine(label, Bounds.LabelChars)
}

func (op AddLink) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Link)); err != nil {
		return err
	}
	if len(tx.records[KindLink]) >= Bounds.Links {
		return Errorf(Quota, "a board holds at most %d relations", Bounds.Links)
	}
	l := Link{ID: op.Link, From: op.From, To: op.To, Meaning: op.Meaning, Label: op.Label, Author: tx.Actor.Seat}
	return tx.relate(l)
}

// relate puts a relation that may stand on this board.
func (tx *Tx) relate(l Link) error {
	if err := tx.mayRelate(l); err != nil {
		return err
	}
	tx.put(l)
	if l.Meaning == Answers {
		from, _ := tx.item(l.From)
		tx.put(proposing(from, true))
	}
	return nil
}

// mayRelate refuses ends that are gone, are no notes or islands, or lie in one
// another, and a relation that stands there already.
func (s *State) mayRelate(l Link) error {
	for _, end := range []ItemID{l.From, l.To} {
		it, err := s.liveItem(end)
		if err != nil {
			return err
		}
		if _, isStatement := it.(Statement); isStatement {
			return Errorf(BadOp, "relations join notes and islands")
		}
	}
	if s.liesIn(l.From, l.To) || s.liesIn(l.To, l.From) {
		return Errorf(BadOp, "an island has no relation to what lies in it")
	}
	for _, other := range s.Links() {
		if other.ID != l.ID && other.alike(l) {
			return Errorf(Exists, "this relation stands there already")
		}
	}
	return nil
}

func (s *State) liesIn(inner, outer ItemID) bool {
	it, _ := s.item(inner)
	return s.inside(it.Spot().Group, GroupID(outer))
}

// alike reports whether two relations say the same of the same things.
func (l Link) alike(other Link) bool {
	if l.Meaning != other.Meaning {
		return false
	}
	same := l.From == other.From && l.To == other.To
	return same || !l.Meaning.Directed() && l.From == other.To && l.To == other.From
}

// proposing is an item marked as a proposal, or not.
func proposing(it Item, on bool) Item {
	switch it := it.(type) {
	case Note:
		it.Proposal = on
		return it
	case Group:
		it.Proposal = on
		return it
	}
	return it
}

// EditLink gives a relation another meaning or label; Turned exchanges its ends.
type EditLink struct {
	Link    LinkID  `json:"link"`
	Meaning Meaning `json:"meaning"`
	Label   string  `json:"label,omitempty"`
	Turned  bool    `json:"turned,omitzero"`
}

func (EditLink) Type() OpType { return "link.edit" }

func (op EditLink) Check() (Op, error) {
	if err := checkID("link", op.Link); err != nil {
		return nil, err
	}
	var err error
	op.Label, err = checkRelation(op.Meaning, op.Label)
	return op, err
}

func (op EditLink) Apply(tx *Tx) error {
	l, err := tx.liveLink(op.Link)
	if err != nil {
		return err
	}
	l.Meaning, l.Label = op.Meaning, op.Label
	if op.Turned {
		l.From, l.To = l.To, l.From
	}
	return tx.relate(l)
}

// liveLink refuses a relation that was taken away or never was.
func (s *State) liveLink(id LinkID) (Link, error) {
	l, ok := s.Link(id)
	switch {
	case !ok:
		return l, Errorf(NotFound, "there is no such relation on this board")
	case l.Withdrawn:
		return l, Errorf(Gone, "the relation was taken away meanwhile")
	}
	return l, nil
}

// WithdrawLink takes a relation away.
type WithdrawLink struct {
	Link LinkID `json:"link"`
}

func (WithdrawLink) Type() OpType { return "link.withdraw" }

func (op WithdrawLink) Check() (Op, error) { return op, checkID("link", op.Link) }

func (op WithdrawLink) Apply(tx *Tx) error {
	l, err := tx.liveLink(op.Link)
	if err != nil {
		return err
	}
	tx.put(l.taken(true))
	return nil
}

// RestoreLink brings a relation back.
type RestoreLink struct {
	Link LinkID `json:"link"`
}

func (RestoreLink) Type() OpType { return "link.restore" }

func (op RestoreLink) Check() (Op, error) { return op, checkID("link", op.Link) }

func (op RestoreLink) Apply(tx *Tx) error {
	l, ok := tx.Link(op.Link)
	if !ok {
		return Errorf(NotFound, "there is no such relation on this board")
	}
	if !l.Withdrawn {
		return nil
	}
	l.Withdrawn = false
	return tx.relate(l)
}

// Propose marks a note or an island as a proposal (提案), or takes that back,
// and with it the relations that say what it answers.
type Propose struct {
	Item     ItemID `json:"item"`
	Proposal bool   `json:"proposal"`
}

func (Propose) Type() OpType { return "item.propose" }

func (op Propose) Check() (Op, error) { return op, checkID("item", op.Item) }

func (op Propose) Apply(tx *Tx) error {
	it, err := tx.liveItem(op.Item)
	if err != nil {
		return err
	}
	if _, isStatement := it.(Statement); isStatement {
		return Errorf(BadOp, "notes and islands are proposals")
	}
	tx.put(proposing(it, op.Proposal))
	if op.Proposal {
		return nil
	}
	for _, m := range tx.marks() {
		// One whose issue is away would come back with it.
		if l, isLink := m.(Link); isLink && !l.Withdrawn && l.From == op.Item && l.Meaning == Answers {
			tx.put(l.taken(true))
		}
	}
	return nil
}
