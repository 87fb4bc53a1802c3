package board

import "slices"

// OpenBoard begins a board's document.
type OpenBoard struct {
	Board    BoardID    `json:"board"`
	Workshop WorkshopID `json:"workshop"`
	Table    TableID    `json:"table,omitempty"`
	Joint    bool       `json:"joint,omitzero"` // of all tables: Table is empty
}

func (OpenBoard) Type() OpType { return "board.open" }

func (op OpenBoard) Check() (Op, error) {
	if err := checkID("board", op.Board); err != nil {
		return nil, err
	}
	if err := checkID("workshop", op.Workshop); err != nil {
		return nil, err
	}
	if op.Joint {
		if op.Table != "" {
			return nil, Errorf(BadOp, "a joint board is no table's")
		}
		return op, nil
	}
	return op, checkID("table", op.Table)
}

func (op OpenBoard) Apply(tx *Tx) error {
	tx.put(Board{ID: op.Board, Workshop: op.Workshop, Table: op.Table, Joint: op.Joint, Phase: Prepare})
	return nil
}

// SetPhase moves a table on, or back: what may be done follows from it.
type SetPhase struct {
	Phase Phase `json:"phase"`
}

func (SetPhase) Type() OpType { return "phase.set" }

func (op SetPhase) Check() (Op, error) {
	if !slices.Contains(Phases, op.Phase) {
		return nil, Errorf(BadOp, "there is no such phase")
	}
	return op, nil
}

func (op SetPhase) Apply(tx *Tx) error {
	b, _ := tx.Board()
	b.Phase = op.Phase
	tx.put(b)
	return nil
}

// LockBoard holds a table still: only who steers the hall may change anything
// until it is opened again. What people are typing stays with them.
type LockBoard struct {
	Locked bool `json:"locked"`
}

func (LockBoard) Type() OpType { return "board.lock" }

func (op LockBoard) Check() (Op, error) { return op, nil }

func (op LockBoard) Apply(tx *Tx) error {
	b, _ := tx.Board()
	b.Locked = op.Locked
	tx.put(b)
	return nil
}

// OpenHand lets the participants of a table gather too, or takes that back.
type OpenHand struct {
	Open bool `json:"open"`
}

func (OpenHand) Type() OpType { return "board.hand" }

func (op OpenHand) Check() (Op, error) { return op, nil }

func (op OpenHand) Apply(tx *Tx) error {
	b, _ := tx.Board()
	b.OpenHand = op.Open
	tx.put(b)
	return nil
}
