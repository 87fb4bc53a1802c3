package board

import "slices"

// revertMark is revert for what has no place: relations, proposals for titles,
// passages, and the board's own record.
func (tx *Tx) revertMark(d Diff) error {
	now := tx.get(d.Kind, d.ID)
	m, isMark := now.(mark)
	switch {
	case now == nil:
		return nil
	case d.After == nil:
		if isMark && !takenUp(d.Before, now) {
			tx.put(m.taken(true))
		}
		return nil
	}
	merged, err := mergeFields(d.Before, d.After, now)
	if err != nil {
		return err
	}
	tx.put(merged)
	return nil
}

// takenUp reports whether a proposed relation has become one of the table's:
// its proposer cannot take that away.
func takenUp(was, now Record) bool {
	proposal, isLink := was.(Link)
	l, _ := now.(Link)
	return isLink && proposal.Proposed && !l.Proposed
}

// settleMarks puts right what single records cannot know of each other when an
// undo has worked on each by itself: it runs when all of them are in place.
func (tx *Tx) settleMarks() {
	for _, d := range slices.Clone(tx.diffs) {
		switch d.Kind {
		case KindLink:
			tx.settleLink(d)
		case KindBoard:
			tx.settleSheets(d)
		}
	}
	tx.keepProposals()
}

// settleLink leaves a relation as it was where the same one stands already.
func (tx *Tx) settleLink(d Diff) {
	l, _ := tx.Link(LinkID(d.ID))
	again := func(other Link) bool { return other.ID != l.ID && other.alike(l) }
	standing := tx.Links()
	if l.Proposed {
		standing = append(standing, tx.ProposedLinks()...)
	}
	if !l.Withdrawn && d.Before != nil && slices.ContainsFunc(standing, again) {
		tx.put(d.Before)
	}
}

// settleSheets leaves a sheet on which something lies by now.
func (tx *Tx) settleSheets(d Diff) {
	b, _ := tx.Board()
	if was, _ := d.Before.(Board); b.SheetCount() < was.SheetCount() && tx.liesBeyond(was, b.SheetCount()) {
		b.Sheets = was.Sheets
		tx.put(b)
	}
}

// keepProposals: what answers an issue is a proposal. Its mark may have come
// with an earlier answer than the one that stands.
func (tx *Tx) keepProposals() {
	for _, m := range tx.marks() {
		l, isLink := m.(Link)
		if !isLink || l.Withdrawn || l.Proposed || l.Meaning != Answers {
			continue
		}
		if from, found := tx.item(l.From); found && (tx.touched(l) || tx.touched(from)) {
			tx.put(proposing(from, true))
		}
	}
}
