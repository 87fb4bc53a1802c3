package board

import "slices"

// RaiseHand puts a person's hand up, or takes it down. Their coordinator and
// who steers the hall may take it down for them.
type RaiseHand struct {
	Seat SeatID `json:"seat"`
	Up   bool   `json:"up"`
}

func (RaiseHand) Type() OpType { return "seat.hand" }

func (op RaiseHand) Check() (Op, error) { return op, checkID("seat", op.Seat) }

func (op RaiseHand) seats() SeatID { return op.Seat }

func (op RaiseHand) Apply(tx *Tx) error {
	sign, err := tx.signOf(op.Seat)
	switch {
	case err != nil:
		return err
	case !op.Up:
		sign.Hand = 0
	case sign.Hand == 0: // pressed again it stays up since then
		sign.Hand = max(1, tx.Actor.At)
	}
	tx.put(sign)
	return nil
}

// signOf gives what a person who sits here shows, or nothing yet.
func (s *State) signOf(seat SeatID) (Sign, error) {
	if _, err := s.liveSeat(seat); err != nil {
		return Sign{}, err
	}
	sign, _ := s.Sign(seat)
	sign.Seat = seat
	return sign, nil
}

// FinishWriting says that a person has written what they wanted (書き終わった),
// or takes that back. It binds nobody: they may write on.
type FinishWriting struct {
	Seat  SeatID  `json:"seat"`
	Board BoardID `json:"board"`
	Done  bool    `json:"done"`
}

func (FinishWriting) Type() OpType { return "seat.done" }

func (op FinishWriting) Check() (Op, error) {
	if err := checkID("seat", op.Seat); err != nil {
		return nil, err
	}
	return op, checkID("board", op.Board)
}

func (op FinishWriting) seats() SeatID { return op.Seat }

func (op FinishWriting) Apply(tx *Tx) error {
	sign, err := tx.signOf(op.Seat)
	if err != nil {
		return err
	}
	if _, ok := tx.Assignment(op.Board); !ok {
		return Errorf(NotFound, "there is no such board in this workshop")
	}
	sign.Done = ""
	if op.Done {
		sign.Done = op.Board
	}
	tx.put(sign)
	return nil
}

// MarkAbsent says that a person has not come (欠席), or has come after all.
// Their seat stays theirs.
type MarkAbsent struct {
	Seat   SeatID `json:"seat"`
	Absent bool   `json:"absent"`
}

func (MarkAbsent) Type() OpType { return "seat.absent" }

func (op MarkAbsent) Check() (Op, error) { return op, checkID("seat", op.Seat) }

func (op MarkAbsent) seats() SeatID { return op.Seat }

func (op MarkAbsent) Apply(tx *Tx) error {
	p, err := tx.liveSeat(op.Seat)
	if err != nil {
		return err
	}
	p.Absent = op.Absent
	tx.put(p)
	return nil
}

// SendMessage says something to tables, or (Tables empty) to all.
type SendMessage struct {
	Message MessageID `json:"message"`
	Text    string    `json:"text"`
	Tables  []TableID `json:"tables,omitempty"`
}

func (SendMessage) Type() OpType { return "message.send" }

func (op SendMessage) Check() (Op, error) {
	if err := checkID("message", op.Message); err != nil {
		return nil, err
	}
	if len(op.Tables) > 0 {
		if err := checkTables(op.Tables); err != nil {
			return nil, err
		}
	}
	var err error
	op.Text, err = CleanText(op.Text, Bounds.MessageChars)
	return op, err
}

func (op SendMessage) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Message)); err != nil {
		return err
	}
	if len(tx.records[KindMessage]) >= Bounds.Messages {
		return Errorf(Quota, "an evening has at most %d messages", Bounds.Messages)
	}
	for _, t := range op.Tables {
		if _, err := tx.liveTable(t); err != nil {
			return err
		}
	}
	tx.put(Message{ID: op.Message, Text: op.Text, Tables: op.Tables, At: tx.Actor.At, By: tx.Actor.Seat})
	return nil
}

// WithdrawMessage takes a message off all screens.
type WithdrawMessage struct {
	Message MessageID `json:"message"`
}

func (WithdrawMessage) Type() OpType { return "message.withdraw" }

func (op WithdrawMessage) Check() (Op, error) { return op, checkID("message", op.Message) }

func (op WithdrawMessage) Apply(tx *Tx) error {
	m, err := tx.liveMessage(op.Message)
	if err != nil {
		return err
	}
	m.Withdrawn = true
	tx.put(m)
	return nil
}

func (s *State) liveMessage(id MessageID) (Message, error) {
	m, ok := s.Message(id)
	switch {
	case !ok:
		return m, Errorf(NotFound, "there is no such message")
	case m.Withdrawn:
		return m, Errorf(Gone, "the message was taken away meanwhile")
	}
	return m, nil
}

// ReadMessage says that whoever sends it has read a message.
type ReadMessage struct {
	Message MessageID `json:"message"`
}

func (ReadMessage) Type() OpType { return "message.seen" }

func (op ReadMessage) Check() (Op, error) { return op, checkID("message", op.Message) }

func (op ReadMessage) Apply(tx *Tx) error {
	m, err := tx.liveMessage(op.Message)
	if err != nil || slices.Contains(m.Seen, tx.Actor.Seat) {
		return err
	}
	m.Seen = append(slices.Clone(m.Seen), tx.Actor.Seat)
	tx.put(m)
	return nil
}
