package board

// ProposeWording says what could stand on an island's title card. To take one
// is to write the title with its words: there is no second way to a title.
type ProposeWording struct {
	Wording WordingID `json:"wording"`
	Group   GroupID   `json:"group"`
	Text    string    `json:"text"`
}

func (ProposeWording) Type() OpType { return "wording.propose" }

func (op ProposeWording) Check() (Op, error) {
	if err := checkID("wording", op.Wording); err != nil {
		return nil, err
	}
	if err := checkID("group", op.Group); err != nil {
		return nil, err
	}
	var err error
	op.Text, err = CleanLine(op.Text, Bounds.TitleChars)
	return op, err
}

func (op ProposeWording) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Wording)); err != nil {
		return err
	}
	g, err := tx.liveGroup(op.Group)
	switch {
	case err != nil:
		return err
	case g.keeps(op.Text):
		return Errorf(Gone, "these words were put away by those who steer")
	}
	if len(tx.records[KindWording]) >= Bounds.Wordings {
		return Errorf(Quota, "a board holds at most %d proposals for title cards", Bounds.Wordings)
	}
	for _, w := range tx.Wordings(op.Group) {
		if w.Text == op.Text {
			return Errorf(Exists, "these words are proposed already")
		}
	}
	tx.put(Wording{ID: op.Wording, Group: op.Group, Text: op.Text, Author: tx.Actor.Seat})
	return nil
}

// WithdrawWording takes a proposal for a title card back.
type WithdrawWording struct {
	Wording WordingID `json:"wording"`
}

func (WithdrawWording) Type() OpType { return "wording.withdraw" }

func (op WithdrawWording) Check() (Op, error) { return op, checkID("wording", op.Wording) }

func (op WithdrawWording) Apply(tx *Tx) error {
	w, ok := tx.Wording(op.Wording)
	switch {
	case !ok:
		return Errorf(NotFound, "there is no such proposal on this board")
	case w.Withdrawn:
		return Errorf(Gone, "the proposal was taken back already")
	}
	tx.put(w.taken(true))
	return nil
}

func (op WithdrawWording) owners(s *State, _ SeatID) []SeatID {
	w, _ := s.Wording(op.Wording)
	return []SeatID{w.Author}
}
