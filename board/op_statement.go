package board

// AddStatement writes a loose sentence (ひとこと) on the sheet or into an island.
type AddStatement struct {
	Statement StatementID `json:"statement"`
	Text      string      `json:"text"`
	To        Target      `json:"to"`
}

func (AddStatement) Type() OpType { return "statement.add" }

func (op AddStatement) Check() (Op, error) {
	if err := checkID("statement", op.Statement); err != nil {
		return nil, err
	}
	var err error
	if op.Text, err = CleanText(op.Text, Bounds.NoteChars); err != nil {
		return nil, err
	}
	op.To.At = op.To.At.rounded()
	return op, op.To.check()
}

func (op AddStatement) Apply(tx *Tx) error {
	if err := tx.taken(ItemID(op.Statement)); err != nil {
		return err
	}
	if len(tx.records[KindStatement]) >= Bounds.Statements {
		return Errorf(Quota, "a board holds at most %d statements", Bounds.Statements)
	}
	tx.put(Statement{ID: op.Statement, Text: op.Text, Author: tx.Actor.Seat})
	return tx.lay([]ItemID{ItemID(op.Statement)}, op.To)
}

// EditStatement gives a statement another text; see EditNote for Base.
type EditStatement struct {
	Statement StatementID `json:"statement"`
	Base      string      `json:"base"`
	Text      string      `json:"text"`
}

func (EditStatement) Type() OpType { return "statement.edit" }

func (op EditStatement) Check() (Op, error) {
	if err := checkID("statement", op.Statement); err != nil {
		return nil, err
	}
	if len(op.Base) > Bounds.NoteBytes {
		return nil, Errorf(TooBig, "the base is longer than any statement")
	}
	var err error
	op.Text, err = CleanText(op.Text, Bounds.NoteChars)
	return op, err
}

func (op EditStatement) Apply(tx *Tx) error {
	t, err := tx.liveStatement(op.Statement)
	if err != nil {
		return err
	}
	t.Text, t.Rivals, err = worded(t.Text, t.Rivals, op.Base, Rival{op.Text, tx.Actor.Seat}, fitsText)
	if err != nil {
		return err
	}
	tx.put(t)
	return nil
}

// WithdrawStatement takes a statement off the board; it stays in the document.
type WithdrawStatement struct {
	Statement StatementID `json:"statement"`
}

func (WithdrawStatement) Type() OpType { return "statement.withdraw" }

func (op WithdrawStatement) Check() (Op, error) { return op, checkID("statement", op.Statement) }

func (op WithdrawStatement) Apply(tx *Tx) error {
	t, err := tx.liveStatement(op.Statement)
	if err != nil {
		return err
	}
	t.Withdrawn = true
	tx.put(t)
	return nil
}

// RestoreStatement brings a withdrawn statement back to where it lay, or to a
// free place if its island is gone.
type RestoreStatement struct {
	Statement StatementID `json:"statement"`
}

func (RestoreStatement) Type() OpType { return "statement.restore" }

func (op RestoreStatement) Check() (Op, error) { return op, checkID("statement", op.Statement) }

func (op RestoreStatement) Apply(tx *Tx) error {
	t, ok := tx.Statement(op.Statement)
	if !ok {
		return Errorf(NotFound, "there is no such statement on this board")
	}
	if err := notHidden(t); err != nil {
		return err
	}
	t.Withdrawn = false
	tx.put(tx.settled(t, t.Place))
	return nil
}

func (s *State) liveStatement(id StatementID) (Statement, error) {
	t, ok := s.Statement(id)
	if !ok {
		return t, Errorf(NotFound, "there is no such statement on this board")
	}
	if t.Withdrawn {
		return t, Errorf(Gone, "the statement was withdrawn meanwhile")
	}
	return t, nil
}
