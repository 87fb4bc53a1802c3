package board

import (
	"cmp"
	"slices"
)

// HideTexts puts words away (伏せる) that hurt somebody or tell of a person:
// notes, loose sentences, title cards, proposals for them, words on lines and
// in the narrative. They are gone for everybody at once, from the past as well;
// whoever steers the hall keeps them, with the reason ([Viewer.Kept]).
type HideTexts struct {
	Items  []ItemID `json:"items"`
	Reason string   `json:"reason"`
	// Follow: the items are cards laid from elsewhere, and what they were laid
	// from was put away there. They come back with it, and not by themselves.
	Follow bool `json:"follow,omitzero"`
}

func (HideTexts) Type() OpType { return "text.hide" }

func (op HideTexts) Check() (Op, error) {
	if err := checkItems(op.Items); err != nil {
		return nil, err
	}
	var err error
	op.Reason, err = CleanLine(op.Reason, Bounds.FieldChars)
	return op, err
}

func (op HideTexts) Apply(tx *Tx) error {
	h := Hiding{At: max(1, tx.Actor.At), By: tx.Actor.Seat, Reason: op.Reason}
	if op.Follow {
		of, err := tx.laidFrom(op.Items)
		if err != nil {
			return err
		}
		h.Of = of
	}
	for _, id := range tx.withStandIns(op.Items) {
		r, err := tx.shownText(id)
		if err != nil {
			return err
		}
		tx.put(r.hide(h))
	}
	b, _ := tx.Board()
	if n, ok := tx.Note(b.Reading); ok && n.Hidden.hidden() {
		b.Reading = ""
		tx.put(b)
	}
	return nil
}

// shownText finds what can be put away: it has words, and whoever puts them
// away may read them. A private note can only be hidden when it is open, or
// hiding it would be a way to read it.
func (tx *Tx) shownText(id ItemID) (hideable, error) {
	r, found := tx.hideable(id)
	if !found {
		return nil, Errorf(NotFound, "there is no such text on this board")
	}
	if n, isNote := r.(Note); isNote && !n.Hidden.hidden() && !tx.Actor.Viewer().sees(n, tx.phase()) {
		return nil, Errorf(Forbidden, "the note is not for these eyes yet")
	}
	switch {
	case r.hiding().hidden() && !hasWords(r):
		return nil, Errorf(Changed, "it is hidden already")
	case !hasWords(r):
		return nil, Errorf(BadOp, "there are no words to hide")
	}
	return r, nil
}

// hasWords reports whether there is anything left to put away.
func hasWords(r hideable) bool {
	g, isGroup := r.(Group)
	if !isGroup && r.hiding().hidden() {
		return false
	}
	if isGroup {
		g.Hidden = Hiding{}
		r = g
	}
	return slices.ContainsFunc(r.words(), func(s string) bool { return s != "" })
}

func (s *State) hideable(id ItemID) (hideable, bool) {
	for _, kind := range slices.Concat(itemKinds, markKinds) {
		if r, ok := s.get(kind, string(id)).(hideable); ok {
			return r, true
		}
	}
	return nil, false
}

// withStandIns adds the notes that say the same under another name: what a note
// stands in for, and what stands in for it.
func (s *State) withStandIns(ids []ItemID) []ItemID {
	all := slices.Clone(ids)
	notes := s.Notes()
	slices.SortFunc(notes, func(a, b Note) int { return cmp.Compare(a.ID, b.ID) })
	for i := 0; i < len(all); i++ {
		one, _ := s.Note(NoteID(all[i]))
		for _, n := range notes {
			related := n.Instead != "" && n.Instead == one.ID || one.Instead != "" && one.Instead == n.ID
			if related && !n.Hidden.hidden() && !slices.Contains(all, n.ItemID()) {
				all = append(all, n.ItemID())
			}
		}
	}
	return all
}

// ShowTexts brings back what was put away: to where it lay, or where there is
// room for it now.
type ShowTexts struct {
	Items  []ItemID `json:"items"`
	Follow bool     `json:"follow,omitzero"` // what they were laid from is shown again
}

func (ShowTexts) Type() OpType { return "text.show" }

func (op ShowTexts) Check() (Op, error) { return op, checkItems(op.Items) }

func (op ShowTexts) Apply(tx *Tx) error {
	for _, id := range op.Items {
		r, found := tx.hideable(id)
		switch {
		case !found:
			return Errorf(NotFound, "there is no such text on this board")
		case !r.hiding().hidden():
			return Errorf(Changed, "it is shown already")
		case (r.hiding().Of != "") != op.Follow:
			return Errorf(Frozen, "a card comes back with what it was laid from, and with nothing else")
		}
		back := r.hide(Hiding{})
		if it, isItem := back.(Item); isItem {
			back = tx.settled(it, it.Spot())
		}
		tx.put(back)
	}
	tx.settleMarks()
	return nil
}

// laidFrom finds what cards were laid from: all from the same.
func (s *State) laidFrom(cards []ItemID) (of ItemID, err error) {
	for _, id := range cards {
		n, _ := s.Note(NoteID(id))
		if n.Source == nil || of != "" && n.Source.Item != of {
			return "", Errorf(BadOp, "what follows was laid from elsewhere, all from one thing")
		}
		of = n.Source.Item
	}
	return of, nil
}

// notHidden refuses to bring back what was put away by another door.
func notHidden(r hideable) error {
	if r.hiding().hidden() {
		return Errorf(Gone, "it was put away by those who steer")
	}
	return nil
}

// leavesHidden refuses an undo that would lay words of a card before people
// again which were there before the card was put away: all it had ever said
// was. What was written on it afterwards is for all.
func (tx *Tx) leavesHidden(e Entry, diffs Change) error {
	for _, d := range diffs {
		now, isCard := tx.get(d.Kind, d.ID).(Group)
		then, _ := d.After.(Group)
		if isCard && now.Hidden.hidden() && e.Time.UnixMilli() < now.Hidden.At && (then.Title != "" || len(then.Rivals) > 0 || len(then.Earlier) > 0) {
			return Errorf(Changed, "the words of this card were put away since")
		}
	}
	return nil
}
