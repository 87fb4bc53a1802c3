package board

import (
	"cmp"
	"slices"
)

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
	if err := checkEnds(op.From, op.To); err != nil {
		return nil, err
	}
	var err error
	op.Label, err = checkRelation(op.Meaning, op.Label)
	return op, err
}

func checkEnds(from, to ItemID) error {
	if err := checkID("from", from); err != nil {
		return err
	}
	if err := checkID("to", to); err != nil {
		return err
	}
	if from == to {
		return Errorf(BadOp, "a relation has two ends")
	}
	return nil
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
	if err := tx.roomForLink(false); err != nil {
		return err
	}
	l := Link{ID: op.Link, From: op.From, To: op.To, Meaning: op.Meaning, Label: op.Label, Author: tx.Actor.Seat}
	return tx.relate(l)
}

// roomForLink counts relations and proposals for them apart, so that no number
// of proposals keeps a table from relating.
func (s *State) roomForLink(proposed bool) error {
	if countLinks(all[Link](s, KindLink), proposed) < Bounds.Links {
		return nil
	}
	if proposed {
		return Errorf(Quota, "a board holds at most %d proposals for relations", Bounds.Links)
	}
	return Errorf(Quota, "a board holds at most %d relations", Bounds.Links)
}

func countLinks(list []Link, proposed bool) int {
	n := 0
	for _, l := range list {
		if l.Proposed == proposed {
			n++
		}
	}
	return n
}

// relate puts a relation that may stand on this board. What was proposed for
// the same is settled with it.
func (tx *Tx) relate(l Link) error {
	if err := tx.mayRelate(l); err != nil {
		return err
	}
	tx.put(l)
	for _, other := range tx.ProposedLinks() {
		if other.ID != l.ID && other.alike(l) {
			tx.put(other.taken(true))
		}
	}
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
	if l.From == l.To {
		return Errorf(BadOp, "a relation has two ends")
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

// Relation is what a link says of which two.
type Relation struct {
	From    ItemID  `json:"from"`
	To      ItemID  `json:"to"`
	Meaning Meaning `json:"meaning"`
	Label   string  `json:"label,omitempty"`
}

func (l Link) relation() Relation { return Relation{l.From, l.To, l.Meaning, l.Label} }

// EditLink gives a relation another meaning, label or other ends; ends that are
// absent stay. Base is the relation as the writer saw it: where somebody has
// changed it since, none of two meanings can be right for both.
type EditLink struct {
	Link    LinkID   `json:"link"`
	From    ItemID   `json:"from,omitempty"`
	To      ItemID   `json:"to,omitempty"`
	Meaning Meaning  `json:"meaning"`
	Label   string   `json:"label,omitempty"`
	Base    Relation `json:"base,omitzero"`
}

func (EditLink) Type() OpType { return "link.edit" }

func (op EditLink) Check() (Op, error) {
	if err := checkID("link", op.Link); err != nil {
		return nil, err
	}
	if err := checkOptionalID("from", op.From); err != nil {
		return nil, err
	}
	if err := checkOptionalID("to", op.To); err != nil {
		return nil, err
	}
	if op.Base != (Relation{}) {
		if err := op.Base.check(); err != nil {
			return nil, err
		}
	}
	var err error
	op.Label, err = checkRelation(op.Meaning, op.Label)
	return op, err
}

func (r Relation) check() error {
	if err := checkEnds(r.From, r.To); err != nil {
		return err
	}
	_, err := checkRelation(r.Meaning, r.Label)
	return err
}

func (op EditLink) Apply(tx *Tx) error {
	l, err := tx.liveLink(op.Link)
	if err != nil {
		return err
	}
	if op.Base != (Relation{}) && op.Base != l.relation() {
		return Errorf(Changed, "the relation was changed meanwhile")
	}
	l.Meaning, l.Label = op.Meaning, op.Label
	l.From, l.To = cmp.Or(op.From, l.From), cmp.Or(op.To, l.To)
	return tx.relate(l)
}

// liveLink refuses a relation that was taken away or never was; one that is
// only proposed is none yet.
func (s *State) liveLink(id LinkID) (Link, error) {
	l, ok := s.Link(id)
	switch {
	case !ok || l.Proposed:
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
	if !ok || l.Proposed {
		return Errorf(NotFound, "there is no such relation on this board")
	}
	if !l.Withdrawn {
		return nil
	}
	if err := notHidden(l); err != nil {
		return err
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
		if l, isLink := m.(Link); isLink && !l.Withdrawn && !l.Proposed && l.From == op.Item && l.Meaning == Answers {
			tx.put(l.taken(true))
		}
	}
	return nil
}
