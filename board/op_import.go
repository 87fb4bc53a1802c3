package board

import "slices"

// ImportBoard fills an empty board with records made elsewhere: a text
// outline, an archive. The importer gives the records; nothing is believed of
// them: a board that Check would complain about is refused whole.
type ImportBoard struct {
	Notes      []Note      `json:"notes,omitempty"`
	Groups     []Group     `json:"groups,omitempty"`
	Statements []Statement `json:"statements,omitempty"`
	Phase      Phase       `json:"phase"`
}

func (ImportBoard) Type() OpType { return "board.import" }

func (op ImportBoard) Check() (Op, error) {
	if !slices.Contains(Phases, op.Phase) {
		return nil, Errorf(BadOp, "there is no such phase")
	}
	if len(op.Notes) > Bounds.Notes || len(op.Groups) > Bounds.Groups || len(op.Statements) > Bounds.Statements {
		return nil, Errorf(Quota, "the import is larger than a board may be")
	}
	op.Notes, op.Groups, op.Statements = slices.Clone(op.Notes), slices.Clone(op.Groups), slices.Clone(op.Statements)
	var err error
	for i := range op.Notes {
		if op.Notes[i].Text, err = CleanText(op.Notes[i].Text, Bounds.NoteChars); err != nil {
			return nil, err
		}
	}
	for i := range op.Statements {
		if op.Statements[i].Text, err = CleanText(op.Statements[i].Text, Bounds.NoteChars); err != nil {
			return nil, err
		}
	}
	for i := range op.Groups {
		if op.Groups[i].Title, err = cleanOptionalLine(op.Groups[i].Title, Bounds.TitleChars); err != nil {
			return nil, err
		}
	}
	return op, op.checkIDs()
}

// items lists all records of the import.
func (op ImportBoard) items() []Item {
	var list []Item
	for _, n := range op.Notes {
		list = append(list, n)
	}
	for _, g := range op.Groups {
		list = append(list, g)
	}
	for _, t := range op.Statements {
		list = append(list, t)
	}
	return list
}

func (op ImportBoard) checkIDs() error {
	seen := map[ItemID]bool{}
	for _, it := range op.items() {
		if err := checkID("id", it.ItemID()); err != nil {
			return err
		}
		if seen[it.ItemID()] {
			return Errorf(Exists, "the import names an id twice")
		}
		seen[it.ItemID()] = true
	}
	return nil
}

func (op ImportBoard) Apply(tx *Tx) error {
	b, ok := tx.Board()
	if !ok {
		return Errorf(NotFound, "this document is no board")
	}
	if len(tx.records[KindNote])+len(tx.records[KindGroup])+len(tx.records[KindStatement]) > 0 {
		return Errorf(Exists, "the board is not empty")
	}
	for _, it := range op.items() {
		tx.put(it)
	}
	b.Phase = op.Phase
	tx.put(b)
	if broken := Check(tx.State); len(broken) > 0 {
		return Errorf(BadOp, "the import is not a sound board: %v", broken[0])
	}
	return nil
}
