package board

// ProposeLink says how two things could be related: a participant's word in the
// time of relating, for the table to take up or set aside.
type ProposeLink struct {
	Link    LinkID  `json:"link"`
	From    ItemID  `json:"from"`
	To      ItemID  `json:"to"`
	Meaning Meaning `json:"meaning"`
	Label   string  `json:"label,omitempty"`
}

func (ProposeLink) Type() OpType { return "link.propose" }

func (op ProposeLink) Check() (Op, error) {
	checked, err := AddLink(op).Check()
	if err != nil {
		return nil, err
	}
	return ProposeLink(checked.(AddLink)), nil
}

func (op ProposeLink) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Link)); err != nil {
		return err
	}
	if err := tx.roomForLink(true); err != nil {
		return err
	}
	l := Link{ID: op.Link, From: op.From, To: op.To, Meaning: op.Meaning, Label: op.Label, Author: tx.Actor.Seat, Proposed: true}
	if err := tx.mayRelate(l); err != nil {
		return err
	}
	for _, other := range tx.ProposedLinks() {
		if other.alike(l) {
			return Errorf(Exists, "this relation is proposed already")
		}
	}
	tx.put(l)
	return nil
}

// AcceptLink makes a proposed relation one of the table's; it stays its
// proposer's.
type AcceptLink struct {
	Link LinkID `json:"link"`
}

func (AcceptLink) Type() OpType { return "link.accept" }

func (op AcceptLink) Check() (Op, error) { return op, checkID("link", op.Link) }

func (op AcceptLink) Apply(tx *Tx) error {
	l, err := tx.proposedLink(op.Link)
	if err != nil {
		return err
	}
	if err := tx.roomForLink(false); err != nil {
		return err
	}
	l.Proposed = false
	return tx.relate(l)
}

// DeclineLink sets a proposed relation aside, and its proposer will read that;
// its proposer takes it back with the same.
type DeclineLink struct {
	Link LinkID `json:"link"`
}

func (DeclineLink) Type() OpType { return "link.decline" }

func (op DeclineLink) Check() (Op, error) { return op, checkID("link", op.Link) }

func (op DeclineLink) Apply(tx *Tx) error {
	l, err := tx.proposedLink(op.Link)
	if err != nil {
		return err
	}
	l.Declined = l.Author != tx.Actor.Seat
	tx.put(l.taken(true))
	return nil
}

func (op DeclineLink) owners(s *State, _ SeatID) []SeatID {
	l, _ := s.Link(op.Link)
	return []SeatID{l.Author}
}

// proposedLink refuses what is no proposal, or none any more.
func (s *State) proposedLink(id LinkID) (Link, error) {
	l, ok := s.Link(id)
	switch {
	case !ok:
		return l, Errorf(NotFound, "there is no such proposal on this board")
	case l.Withdrawn || !l.Proposed:
		return l, Errorf(Gone, "the proposal was taken up or set aside meanwhile")
	}
	return l, nil
}
