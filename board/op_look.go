package board

// ShowBoard lays a board before other tables (ここを見て), or ends that. Tables
// empty: all. They may read it as long as it is shown, and do nothing to it.
type ShowBoard struct {
	Shown  bool      `json:"shown"`
	Tables []TableID `json:"tables,omitempty"`
}

func (ShowBoard) Type() OpType { return "board.show" }

func (op ShowBoard) Check() (Op, error) { return op, checkSomeTables(op.Tables) }

func checkSomeTables(tables []TableID) error {
	if len(tables) == 0 {
		return nil
	}
	return checkTables(tables)
}

func (op ShowBoard) Apply(tx *Tx) error {
	b, _ := tx.Board()
	b.Shown, b.ShownTo = op.Shown, nil
	if op.Shown {
		b.ShownTo = op.Tables
	}
	tx.put(b)
	return nil
}

// isShownTo reports whether a table may look at this board just now.
func (b Board) isShownTo(t TableID) bool { return b.Shown && among(b.ShownTo, t) }

func among(tables []TableID, t TableID) bool {
	if t == "" {
		return false
	}
	for _, one := range tables {
		if one == t {
			return true
		}
	}
	return len(tables) == 0
}

// LookHere brings the screens of tables (none: all) to one board; without a
// board it lets them go. The board itself must be shown to them: this only says
// where to look.
type LookHere struct {
	Board  BoardID   `json:"board,omitempty"`
	Tables []TableID `json:"tables,omitempty"`
}

func (LookHere) Type() OpType { return "hall.look" }

func (op LookHere) Check() (Op, error) {
	if err := checkOptionalID("board", op.Board); err != nil {
		return nil, err
	}
	return op, checkSomeTables(op.Tables)
}

func (op LookHere) Apply(tx *Tx) error {
	if _, ok := tx.Assignment(op.Board); op.Board != "" && !ok {
		return Errorf(NotFound, "there is no such board in this workshop")
	}
	for _, t := range op.Tables {
		if _, err := tx.liveTable(t); err != nil {
			return err
		}
	}
	w, _ := tx.Workshop()
	w.Look, w.LookTables = op.Board, nil
	if op.Board != "" {
		w.LookTables = op.Tables
	}
	tx.put(w)
	return nil
}
