package board

import (
	"cmp"
	"slices"
)

// RestoreBoard takes a board back to what it was after an earlier entry: the
// notes, islands, statements, relations, passages and sheets; not the phase,
// which is where the people in the room are, and not their seals. It is one
// change like any other, so that it can be undone. Nothing is destroyed by it:
// what was made since is withdrawn.
type RestoreBoard struct {
	To Seq `json:"to"`
}

func (RestoreBoard) Type() OpType { return "board.restore" }

func (op RestoreBoard) Check() (Op, error) {
	if op.To == 0 {
		return nil, Errorf(BadOp, "no entry is named")
	}
	return op, nil
}

func (op RestoreBoard) Apply(tx *Tx) error {
	if _, err := tx.entry(op.To); err != nil {
		return err
	}
	then, err := tx.stateAfter(op.To)
	if err != nil {
		return err
	}
	for _, it := range tx.innermostFirst() {
		if was, existed := then.item(it.ItemID()); existed {
			tx.put(hiddenAsNow(tx.keptPrivate(it, was, then.phase()), it))
		} else {
			tx.put(withdrawn(it))
		}
	}
	for _, m := range tx.marks() {
		if was := then.get(m.Kind(), m.Key()); was != nil {
			tx.put(hiddenAsNow(was, m))
		} else {
			tx.put(m.taken(true))
		}
	}
	tx.settleShown(then)
	tx.spreadSheets(then)
	if len(tx.change()) == 0 {
		return Errorf(Changed, "the board is as it was then")
	}
	return nil
}

// settleShown lays what was put away at that moment, and is not now, where there
// is something to lie on: what is hidden may lie in an island that is gone.
func (tx *Tx) settleShown(then *State) {
	for _, it := range tx.innermostFirst() {
		was, _ := then.item(it.ItemID())
		if was != nil && isHidden(was) && !it.gone() && !tx.lies(it) {
			tx.put(tx.settled(it, Place{Order: it.Spot().Order}))
		}
	}
}

// spreadSheets lays out as many sheets as there were: things lie on them again.
func (tx *Tx) spreadSheets(then *State) {
	b, _ := tx.Board()
	was, _ := then.Board()
	b.Sheets = was.Sheets
	tx.put(b)
}

// keptPrivate is what an item becomes when it goes back to a moment. A draft of
// somebody else's, written while nobody but its author saw it, is not laid open
// by that: the note keeps the words it has now, and stays withdrawn.
func (tx *Tx) keptPrivate(it, was Item, then Phase) Item {
	now, isNote := it.(Note)
	draft, _ := was.(Note)
	if !isNote || !draft.isPrivate(then) || tx.Actor.Viewer().sees(draft, then) {
		return was
	}
	draft.Text, draft.Rivals, draft.Read = now.Text, now.Rivals, now.Read
	draft.Withdrawn = draft.Withdrawn || now.Withdrawn
	return draft
}

// stateAfter goes back from the present: of an evening's entries the last few
// are what people want to be without.
func (tx *Tx) stateAfter(seq Seq) (*State, error) {
	var since []Change
	for e, err := range tx.past.After(seq) {
		if err != nil {
			return nil, err
		}
		since = append(since, e.Change)
	}
	then := tx.Clone()
	for _, c := range slices.Backward(since) {
		then.Replay(c.Reversed())
	}
	return then, nil
}

// innermostFirst lists all items in an order that a log reads well by and that
// is always the same: notes and statements, then islands, the inner before the outer.
func (tx *Tx) innermostFirst() []Item {
	list := slices.Collect(tx.items())
	rank := func(it Item) int {
		if g, isGroup := it.(Group); isGroup {
			return Bounds.Depth + 2 - tx.depth(g.ID)
		}
		return 0
	}
	slices.SortFunc(list, func(a, b Item) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Kind(), b.Kind()), cmp.Compare(a.Key(), b.Key()))
	})
	return list
}

// withdrawn is an item off the board. An island holds nothing then: what lay in
// it is wherever the same change lays it.
func withdrawn(it Item) Item {
	switch it := it.(type) {
	case Note:
		it.Withdrawn = true
		return it
	case Statement:
		it.Withdrawn = true
		return it
	case Group:
		it.Withdrawn = true
		return it
	}
	return it
}
