package board

// Dictate puts down what another person at the table says (代筆): they are the
// author, whoever types it the scribe. Both are told as long as it is private.
type Dictate struct {
	Note NoteID `json:"note"`
	Text string `json:"text"`
	For  SeatID `json:"for"` // who speaks
}

func (Dictate) Type() OpType { return "note.dictate" }

func (op Dictate) Check() (Op, error) {
	if err := checkID("note", op.Note); err != nil {
		return nil, err
	}
	if err := checkID("for", op.For); err != nil {
		return nil, err
	}
	var err error
	op.Text, err = CleanText(op.Text, Bounds.NoteChars)
	return op, err
}

// Apply: that the speaker sits at this table, and on which side, the board does
// not know; the connection has looked (Actor.Speaker).
func (op Dictate) Apply(tx *Tx) error {
	b, _ := tx.Board()
	speaker := tx.Actor.Speaker
	sits := speaker.Table != "" && (b.Joint || speaker.Table == b.Table)
	if speaker.ID != op.For || !sits || speaker.Withdrawn {
		return Errorf(Forbidden, "who speaks does not sit at this table")
	}
	if op.For == tx.Actor.Seat {
		return Errorf(BadOp, "what one writes oneself needs no scribe")
	}
	if err := tx.taken(ItemID(op.Note)); err != nil {
		return err
	}
	if err := tx.noteQuota(op.For); err != nil {
		return err
	}
	tx.put(Note{ID: op.Note, Text: op.Text, Author: op.For, Side: speaker.Side, Scribe: tx.Actor.Seat})
	return tx.lay([]ItemID{ItemID(op.Note)}, Target{})
}

// Speaks names whose words an op puts down, if not the sender's.
func Speaks(op Op) SeatID {
	if d, ok := op.(Dictate); ok {
		return d.For
	}
	return ""
}
