package board

import "slices"

// What is laid over the items of an imported board. What it names is judged
// by Check, when all of it is there.

func (op ImportBoard) marks() []Record {
	var list []Record
	for _, l := range op.Links {
		list = append(list, l)
	}
	for _, w := range op.Wordings {
		list = append(list, w)
	}
	for _, r := range op.Rounds {
		list = append(list, r)
	}
	for _, b := range op.Ballots {
		list = append(list, b)
	}
	for _, p := range op.Passages {
		list = append(list, p)
	}
	return list
}

// checkMarks puts the checked form of each in its place.
func (op *ImportBoard) checkMarks() error {
	if op.Sheets < 0 || op.Sheets > Bounds.Sheets {
		return Errorf(BadNumber, "a board has at most %d sheets", Bounds.Sheets)
	}
	if countLinks(op.Links, false) > Bounds.Links || countLinks(op.Links, true) > Bounds.Links || len(op.Wordings) > Bounds.Wordings || len(op.Passages) > Bounds.Passages ||
		len(op.Rounds) > Bounds.Rounds || len(op.Ballots) > Bounds.Rounds*Bounds.Seats {
		return Errorf(Quota, "the import is larger than a board may be")
	}
	op.Links, op.Wordings, op.Rounds = slices.Clone(op.Links), slices.Clone(op.Wordings), slices.Clone(op.Rounds)
	op.Ballots, op.Passages = slices.Clone(op.Ballots), slices.Clone(op.Passages)
	if err := checkEach(op.Links, Link.checkImported); err != nil {
		return err
	}
	if err := checkEach(op.Wordings, Wording.checkImported); err != nil {
		return err
	}
	if err := checkEach(op.Rounds, Round.checkImported); err != nil {
		return err
	}
	if err := checkEach(op.Ballots, Ballot.checkImported); err != nil {
		return err
	}
	return checkEach(op.Passages, Passage.checkImported)
}

func (l Link) checkImported() (Link, error) {
	if l.Hidden.hidden() {
		return l, errHiddenImport
	}
	if _, err := (AddLink{Link: l.ID, From: l.From, To: l.To, Meaning: l.Meaning}).Check(); err != nil {
		return l, err
	}
	if err := checkOptionalID("author", l.Author); err != nil {
		return l, err
	}
	var err error
	l.Label, err = cleanOptionalLine(l.Label, Bounds.LabelChars)
	return l, err
}

func (w Wording) checkImported() (Wording, error) {
	if w.Hidden.hidden() {
		return w, errHiddenImport
	}
	if err := checkID("group", w.Group); err != nil {
		return w, err
	}
	if err := checkOptionalID("author", w.Author); err != nil {
		return w, err
	}
	var err error
	w.Text, err = CleanLine(w.Text, Bounds.TitleChars)
	return w, err
}

func (r Round) checkImported() (Round, error) {
	if !ValidOrder(r.Order) || len(r.Order) > Bounds.OrderKey {
		return r, Errorf(BadOp, "an order key is none")
	}
	if r.Voters < 0 || r.Voters > Bounds.Seats {
		return r, Errorf(BadNumber, "more people chose than there are seats")
	}
	opened, err := OpenRound{Round: r.ID, Title: r.Title, Seals: r.Seals, Most: r.Most, Items: r.Items}.Check()
	if err != nil {
		return r, err
	}
	r.Title = opened.(OpenRound).Title
	if _, err = checkCounts(r.Counts, Bounds.Seals*Bounds.Seats); err != nil {
		return r, err
	}
	_, err = checkCounts(r.Hand, Bounds.HandSeals)
	return r, err
}

func (b Ballot) checkImported() (Ballot, error) {
	if b.Veiled || b.Empty {
		return b, Errorf(BadOp, "a veiled ballot holds nothing")
	}
	if err := checkID("seat", b.Seat); err != nil {
		return b, err
	}
	_, err := SetBallot{Ballot: b.ID, Round: b.Round, Marks: b.Marks}.Check()
	return b, err
}

func (p Passage) checkImported() (Passage, error) {
	if p.Hidden.hidden() {
		return p, errHiddenImport
	}
	if err := checkID("item", p.Item); err != nil {
		return p, err
	}
	if err := checkOptionalID("author", p.Author); err != nil {
		return p, err
	}
	if !ValidOrder(p.Order) || len(p.Order) > Bounds.OrderKey {
		return p, Errorf(BadOp, "an order key is none")
	}
	var err error
	if p.Rivals, err = checkRivals(p.Rivals); err != nil {
		return p, err
	}
	p.Text, err = cleanOptional(p.Text, Bounds.NoteChars)
	return p, err
}
