package board

import "slices"

// Step is a passage to be: what it will be called, and what it tells.
type Step struct {
	Passage PassageID `json:"passage"`
	Item    ItemID    `json:"item"`
}

// DraftPassages lays out the narrative anew, in the order named; the steps from
// before are taken away. In which order a tale goes from island to island
// is found by whoever looks at the picture, and then put right by hand.
type DraftPassages struct {
	Passages []Step `json:"passages"`
}

func (DraftPassages) Type() OpType { return "passage.draft" }

func (op DraftPassages) Check() (Op, error) {
	ids := make([]ItemID, len(op.Passages))
	named := map[PassageID]bool{}
	for i, p := range op.Passages {
		if err := checkID("passage", p.Passage); err != nil {
			return nil, err
		}
		if named[p.Passage] {
			return nil, Errorf(BadOp, "a passage is named twice")
		}
		named[p.Passage], ids[i] = true, p.Item
	}
	return op, checkItems(ids)
}

func (op DraftPassages) Apply(tx *Tx) error {
	if len(tx.records[KindPassage])+len(op.Passages) > Bounds.Passages {
		return Errorf(Quota, "a board holds at most %d passages", Bounds.Passages)
	}
	for _, m := range tx.marks() {
		// Also those not told now: their items may come back.
		if p, isPassage := m.(Passage); isPassage && !p.Withdrawn {
			tx.put(p.taken(true))
		}
	}
	keys := OrderRun(len(op.Passages))
	for i, p := range op.Passages {
		if it, there := tx.item(p.Item); there && it.gone() {
			continue // taken off the board while this was on its way; the rest is told all the same
		}
		if err := tx.tell(Passage{ID: p.Passage, Item: p.Item, Order: keys[i], Author: tx.Actor.Seat}); err != nil {
			return err
		}
	}
	return nil
}

// tell puts a new passage about something that is on the board and not told yet.
func (tx *Tx) tell(p Passage) error {
	if err := tx.unused(string(p.ID)); err != nil {
		return err
	}
	if _, err := tx.liveItem(p.Item); err != nil {
		return err
	}
	if slices.ContainsFunc(tx.Passages(), func(other Passage) bool { return other.Item == p.Item }) {
		return Errorf(Exists, "this is told already")
	}
	tx.put(p)
	return nil
}

// AddPassage tells one item more, before another passage or at the end.
type AddPassage struct {
	Passage PassageID `json:"passage"`
	Item    ItemID    `json:"item"`
	Before  PassageID `json:"before,omitempty"`
}

func (AddPassage) Type() OpType { return "passage.add" }

func (op AddPassage) Check() (Op, error) {
	if err := checkID("passage", op.Passage); err != nil {
		return nil, err
	}
	if err := checkID("item", op.Item); err != nil {
		return nil, err
	}
	return op, checkOptionalID("before", op.Before)
}

func (op AddPassage) Apply(tx *Tx) error {
	if len(tx.records[KindPassage]) >= Bounds.Passages {
		return Errorf(Quota, "a board holds at most %d passages", Bounds.Passages)
	}
	return tx.tell(Passage{ID: op.Passage, Item: op.Item, Order: tx.passageKey("", op.Before), Author: tx.Actor.Seat})
}

// passageKey finds a key before a passage (or, where that is gone, at the end)
// for the one that moves. Where there is no room left all are numbered afresh.
func (tx *Tx) passageKey(moving, before PassageID) string {
	if key := tx.passageGap(moving, before); key != "" && len(key) <= Bounds.OrderKey {
		return key
	}
	list := tx.Passages()
	for i, key := range OrderRun(len(list)) {
		list[i].Order = key
		tx.put(list[i])
	}
	return tx.passageGap(moving, before)
}

func (s *State) passageGap(moving, before PassageID) string {
	last := ""
	for _, p := range s.Passages() {
		if p.ID == moving {
			continue
		}
		if p.ID == before {
			return OrderBetween(last, p.Order)
		}
		last = p.Order
	}
	return OrderBetween(last, "")
}

// EditPassage writes what is added before an item's own words. Base is what
// the writer began from, see EditNote. An empty text takes the addition away.
type EditPassage struct {
	Passage PassageID `json:"passage"`
	Base    string    `json:"base"`
	Text    string    `json:"text"`
}

func (EditPassage) Type() OpType { return "passage.edit" }

func (op EditPassage) Check() (Op, error) {
	if err := checkID("passage", op.Passage); err != nil {
		return nil, err
	}
	if len(op.Base) > Bounds.NoteBytes {
		return nil, Errorf(TooBig, "the base is longer than any text")
	}
	var err error
	op.Text, err = cleanOptional(op.Text, Bounds.NoteChars)
	return op, err
}

func (op EditPassage) Apply(tx *Tx) error {
	p, err := tx.livePassage(op.Passage)
	if err != nil {
		return err
	}
	p.Text, p.Rivals, err = worded(p.Text, p.Rivals, op.Base, Rival{op.Text, tx.Actor.Seat}, fitsAddition)
	if err != nil {
		return err
	}
	tx.put(p)
	return nil
}

func fitsAddition(s string) error {
	_, err := cleanOptional(s, Bounds.NoteChars)
	return err
}

func (s *State) livePassage(id PassageID) (Passage, error) {
	p, ok := s.Passage(id)
	switch {
	case !ok:
		return p, Errorf(NotFound, "there is no such passage on this board")
	case p.Withdrawn:
		return p, Errorf(Gone, "the passage was taken away meanwhile")
	}
	return p, nil
}

// MovePassage tells an item earlier or later: before another passage, or last.
type MovePassage struct {
	Passage PassageID `json:"passage"`
	Before  PassageID `json:"before,omitempty"`
}

func (MovePassage) Type() OpType { return "passage.move" }

func (op MovePassage) Check() (Op, error) {
	if err := checkID("passage", op.Passage); err != nil {
		return nil, err
	}
	return op, checkOptionalID("before", op.Before)
}

func (op MovePassage) Apply(tx *Tx) error {
	if _, err := tx.livePassage(op.Passage); err != nil {
		return err
	}
	if op.Before == op.Passage {
		return nil
	}
	key := tx.passageKey(op.Passage, op.Before)
	p, _ := tx.Passage(op.Passage)
	p.Order = key
	tx.put(p)
	return nil
}

// WithdrawPassage leaves an item out of the narrative.
type WithdrawPassage struct {
	Passage PassageID `json:"passage"`
}

func (WithdrawPassage) Type() OpType { return "passage.withdraw" }

func (op WithdrawPassage) Check() (Op, error) { return op, checkID("passage", op.Passage) }

func (op WithdrawPassage) Apply(tx *Tx) error {
	p, err := tx.livePassage(op.Passage)
	if err != nil {
		return err
	}
	tx.put(p.taken(true))
	return nil
}
