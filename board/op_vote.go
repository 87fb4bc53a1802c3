package board

import "slices"

// OpenRound begins a round of choosing (選ぶ) between items. One is open at a
// time: people have one set of seals in their hands.
type OpenRound struct {
	Round RoundID  `json:"round"`
	Title string   `json:"title,omitempty"`
	Seals int      `json:"seals"`
	Most  int      `json:"most,omitzero"`
	Items []ItemID `json:"items"`
	// Without: those who lead a table lay no seals, so that the choice is the
	// participants' alone.
	Without bool `json:"without,omitzero"`
}

func (OpenRound) Type() OpType { return "round.open" }

func (op OpenRound) Check() (Op, error) {
	if err := checkID("round", op.Round); err != nil {
		return nil, err
	}
	if op.Seals < 1 || op.Seals > Bounds.Seals || op.Most < 0 || op.Most > op.Seals {
		return nil, Errorf(BadNumber, "each person has between 1 and %d seals", Bounds.Seals)
	}
	if err := checkItems(op.Items); err != nil {
		return nil, err
	}
	var err error
	op.Title, err = cleanOptionalLine(op.Title, Bounds.TitleChars)
	return op, err
}

func (op OpenRound) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Round)); err != nil {
		return err
	}
	if len(tx.records[KindRound]) >= Bounds.Rounds {
		return Errorf(Quota, "a board has at most %d rounds of choosing", Bounds.Rounds)
	}
	for _, id := range op.Items {
		it, err := tx.liveItem(id)
		if err != nil {
			return err
		}
		if _, isStatement := it.(Statement); isStatement {
			return Errorf(BadOp, "people choose between notes and islands")
		}
	}
	last := ""
	for _, r := range all[Round](tx.State, KindRound) {
		if r.Open && !r.Withdrawn {
			return Errorf(Exists, "another round is open")
		}
		last = max(last, r.Order)
	}
	tx.put(Round{ID: op.Round, Title: op.Title, Order: OrderBetween(last, ""), Seals: op.Seals, Most: op.Most, Without: op.Without, Items: op.Items, Open: true})
	return nil
}

// CloseRound ends a round and counts its seals.
type CloseRound struct {
	Round RoundID `json:"round"`
}

func (CloseRound) Type() OpType { return "round.close" }

func (op CloseRound) Check() (Op, error) { return op, checkID("round", op.Round) }

func (op CloseRound) Apply(tx *Tx) error {
	r, err := tx.liveRound(op.Round)
	if err != nil || !r.Open {
		return err
	}
	r.Open = false
	r.Counts, r.Voters = tx.counted(r)
	tx.put(r)
	return nil
}

// counted adds the seals up, in the order of the round's items.
func (s *State) counted(r Round) (counts []Count, voters int) {
	sums := map[ItemID]int{}
	for _, b := range s.Ballots(r.ID) {
		for _, m := range b.Marks {
			sums[m.Item] += m.N
		}
		if len(b.Marks) > 0 {
			voters++
		}
	}
	for _, id := range r.Items {
		if sums[id] > 0 {
			counts = append(counts, Count{id, sums[id]})
		}
	}
	return counts, voters
}

func (s *State) liveRound(id RoundID) (Round, error) {
	r, ok := s.Round(id)
	switch {
	case !ok:
		return r, Errorf(NotFound, "there is no such round on this board")
	case r.Withdrawn:
		return r, Errorf(Gone, "the round was taken away meanwhile")
	}
	return r, nil
}

// ReopenRound lets people change their seals once more; what was counted is
// forgotten until the round is closed again.
type ReopenRound struct {
	Round RoundID `json:"round"`
}

func (ReopenRound) Type() OpType { return "round.reopen" }

func (op ReopenRound) Check() (Op, error) { return op, checkID("round", op.Round) }

func (op ReopenRound) Apply(tx *Tx) error {
	r, err := tx.liveRound(op.Round)
	if err != nil || r.Open {
		return err
	}
	for _, other := range all[Round](tx.State, KindRound) {
		if other.Open && !other.Withdrawn {
			return Errorf(Exists, "another round is open")
		}
	}
	r.Open, r.Counts, r.Voters = true, nil, 0
	tx.put(r)
	return nil
}

// WithdrawRound takes a round away that was begun by mistake.
type WithdrawRound struct {
	Round RoundID `json:"round"`
}

func (WithdrawRound) Type() OpType { return "round.withdraw" }

func (op WithdrawRound) Check() (Op, error) { return op, checkID("round", op.Round) }

func (op WithdrawRound) Apply(tx *Tx) error {
	r, err := tx.liveRound(op.Round)
	if err != nil {
		return err
	}
	r.Withdrawn = true
	tx.put(r)
	return nil
}

// CountByHand enters seals that were counted on paper, beside those laid here.
// Base is what stood there when the counting began: two people may count for
// different islands at once, but not for the same.
type CountByHand struct {
	Round  RoundID `json:"round"`
	Base   []Count `json:"base,omitzero"` // absent: whatever stands there is replaced
	Counts []Count `json:"counts"`
}

func (CountByHand) Type() OpType { return "round.hand" }

func (op CountByHand) Check() (Op, error) {
	if err := checkID("round", op.Round); err != nil {
		return nil, err
	}
	var err error
	if op.Base != nil {
		if op.Base, err = checkCounts(op.Base, Bounds.HandSeals); err != nil {
			return nil, err
		}
	}
	op.Counts, err = checkCounts(op.Counts, Bounds.HandSeals)
	return op, err
}

// checkCounts leaves out what has no seals.
func checkCounts(counts []Count, most int) ([]Count, error) {
	if len(counts) > Bounds.Batch {
		return nil, Errorf(TooBig, "more than %d items at once", Bounds.Batch)
	}
	seen := map[ItemID]bool{}
	kept := []Count{}
	for _, c := range counts {
		if err := checkID("item", c.Item); err != nil {
			return nil, err
		}
		if seen[c.Item] {
			return nil, Errorf(BadOp, "an item is counted twice")
		}
		seen[c.Item] = true
		if c.N < 0 || c.N > most {
			return nil, Errorf(BadNumber, "between 0 and %d seals lie on one item", most)
		}
		if c.N > 0 {
			kept = append(kept, c)
		}
	}
	return kept, nil
}

func (op CountByHand) Apply(tx *Tx) error {
	r, err := tx.liveRound(op.Round)
	if err != nil {
		return err
	}
	if err := r.offers(op.Counts); err != nil {
		return err
	}
	if op.Base == nil {
		r.Hand = slices.Clone(op.Counts)
	} else if r.Hand, err = mergedCounts(r, op); err != nil {
		return err
	}
	if len(r.Hand) == 0 {
		r.Hand = nil
	}
	tx.put(r)
	return nil
}

// mergedCounts takes from a counting what it changed, and leaves the rest as it
// stands now; in the order of the round's items.
func mergedCounts(r Round, op CountByHand) ([]Count, error) {
	was, is, now := byItem(op.Base), byItem(op.Counts), byItem(r.Hand)
	var merged []Count
	for _, id := range r.Items {
		n := now[id]
		if is[id] != was[id] {
			if n != was[id] && n != is[id] {
				return nil, Errorf(Changed, "somebody has counted the same meanwhile")
			}
			n = is[id]
		}
		if n > 0 {
			merged = append(merged, Count{id, n})
		}
	}
	return merged, nil
}

func byItem(counts []Count) map[ItemID]int {
	n := map[ItemID]int{}
	for _, c := range counts {
		n[c.Item] = c.N
	}
	return n
}

func (r Round) offers(counts []Count) error {
	for _, c := range counts {
		if !slices.Contains(r.Items, c.Item) {
			return Errorf(NotFound, "this is not to be chosen in this round")
		}
	}
	return nil
}

// SetBallot lays the actor's seals, all of them at once, so that two tabs of
// one person cannot lay more than there are.
type SetBallot struct {
	Ballot BallotID `json:"ballot"`
	Round  RoundID  `json:"round"`
	Marks  []Count  `json:"marks"`
}

func (SetBallot) Type() OpType { return "ballot.set" }

func (op SetBallot) Check() (Op, error) {
	if err := checkID("ballot", op.Ballot); err != nil {
		return nil, err
	}
	if err := checkID("round", op.Round); err != nil {
		return nil, err
	}
	var err error
	op.Marks, err = checkCounts(op.Marks, 1<<30) // how many are too many says the round
	return op, err
}

func (op SetBallot) Apply(tx *Tx) error {
	r, err := tx.liveRound(op.Round)
	if err != nil {
		return err
	}
	if !r.Open {
		return Errorf(Frozen, "the round is closed")
	}
	if r.Without && tx.Actor.Role == Coordinator {
		return Errorf(Forbidden, "in this round the coordinators lay no seals")
	}
	if err := tx.mayLay(op.Marks, r); err != nil {
		return err
	}
	b, err := tx.ballot(op)
	if err != nil {
		return err
	}
	b.Marks = slices.Clone(op.Marks)
	if len(b.Marks) == 0 {
		b.Marks = nil
	}
	tx.put(b)
	return nil
}

// mayLay holds seals against the round: not more than a person has.
func (s *State) mayLay(marks []Count, r Round) error {
	if err := r.offers(marks); err != nil {
		return err
	}
	sum := 0
	for _, m := range marks {
		if _, err := s.liveItem(m.Item); err != nil {
			return err
		}
		if m.N > r.Seals || r.Most > 0 && m.N > r.Most {
			return Errorf(Quota, "more seals on one item than the round allows")
		}
		sum += m.N
	}
	if sum > r.Seals {
		return Errorf(Quota, "each person has %d seals", r.Seals)
	}
	return nil
}

// ballot finds the actor's ballot of a round, or takes a new one: whatever its
// id, there is one for each seat.
func (tx *Tx) ballot(op SetBallot) (Ballot, error) {
	for _, b := range tx.Ballots(op.Round) {
		if b.Seat == tx.Actor.Seat {
			return b, nil
		}
	}
	return Ballot{ID: op.Ballot, Round: op.Round, Seat: tx.Actor.Seat}, tx.unused(string(op.Ballot))
}
