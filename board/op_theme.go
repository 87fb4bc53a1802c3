package board

import "slices"

// AddTheme puts a further theme into a workshop, before another or (Before
// empty) as the last. Its boards are made by the server, one for each table.
type AddTheme struct {
	ThemeID ThemeID `json:"themeId"`
	Text    string  `json:"text"`
	Before  ThemeID `json:"before,omitempty"`
}

func (AddTheme) Type() OpType { return "theme.add" }

func (op AddTheme) Check() (Op, error) {
	if err := checkOptionalID("before", op.Before); err != nil {
		return nil, err
	}
	checked, err := EditTheme{ThemeID: op.ThemeID, Text: op.Text}.checked()
	op.Text = checked.Text
	return op, err
}

func (op AddTheme) Apply(tx *Tx) error {
	if err := tx.unused(string(op.ThemeID)); err != nil {
		return err
	}
	if len(tx.records[KindTheme]) >= Bounds.Themes {
		return Errorf(Quota, "a workshop has at most %d further themes, those taken away included", Bounds.Themes)
	}
	order, err := tx.themeOrder(op.ThemeID, op.Before)
	if err != nil {
		return err
	}
	tx.put(Theme{ID: op.ThemeID, Order: order, Text: op.Text})
	return nil
}

// themeOrder finds a key before a theme, or at the end; the theme that moves
// counts for nothing.
func (tx *Tx) themeOrder(moving, before ThemeID) (string, error) {
	themes := slices.DeleteFunc(tx.Themes(), func(t Theme) bool { return t.ID == moving })
	at := len(themes)
	if before != "" {
		if at = slices.IndexFunc(themes, func(t Theme) bool { return t.ID == before }); at < 0 {
			return "", Errorf(NotFound, "there is no such theme")
		}
	}
	low, high := "", ""
	if at > 0 {
		low = themes[at-1].Order
	}
	if at < len(themes) {
		high = themes[at].Order
	}
	return OrderBetween(low, high), nil
}

// EditTheme words a theme anew; its boards follow.
type EditTheme struct {
	ThemeID ThemeID `json:"themeId"`
	Text    string  `json:"text"`
}

func (EditTheme) Type() OpType { return "theme.edit" }

func (op EditTheme) Check() (Op, error) { return op.checked() }

func (op EditTheme) checked() (EditTheme, error) {
	if err := checkID("themeId", op.ThemeID); err != nil {
		return op, err
	}
	var err error
	op.Text, err = CleanLine(op.Text, Bounds.ThemeChars)
	return op, err
}

func (op EditTheme) Apply(tx *Tx) error {
	t, err := tx.liveTheme(op.ThemeID)
	if err != nil {
		return err
	}
	t.Text = op.Text
	tx.put(t)
	for _, a := range tx.boardsOf(t.ID) {
		a.Theme = op.Text
		tx.put(a)
	}
	return nil
}

// boardsOf lists the boards of a theme by their ids: one op, one change, always.
func (tx *Tx) boardsOf(theme ThemeID) []Assignment {
	return byKey(slices.DeleteFunc(all[Assignment](tx.State, KindAssignment), func(a Assignment) bool { return a.ThemeID != theme }))
}

func (s *State) liveTheme(id ThemeID) (Theme, error) {
	t, ok := s.Theme(id)
	switch {
	case !ok:
		return t, Errorf(NotFound, "there is no such theme")
	case t.Withdrawn:
		return t, Errorf(Gone, "the theme was taken away meanwhile")
	}
	return t, nil
}

// checkTheme: the empty id is the workshop's own theme.
func (s *State) checkTheme(id ThemeID) error {
	if id == "" {
		return nil
	}
	_, err := s.liveTheme(id)
	return err
}

// MoveTheme puts a theme before another, or (Before empty) at the end. The
// workshop's own stays the first.
type MoveTheme struct {
	ThemeID ThemeID `json:"themeId"`
	Before  ThemeID `json:"before,omitempty"`
}

func (MoveTheme) Type() OpType { return "theme.move" }

func (op MoveTheme) Check() (Op, error) {
	if err := checkID("themeId", op.ThemeID); err != nil {
		return nil, err
	}
	return op, checkOptionalID("before", op.Before)
}

func (op MoveTheme) Apply(tx *Tx) error {
	t, err := tx.liveTheme(op.ThemeID)
	if err != nil || op.Before == op.ThemeID {
		return err
	}
	if t.Order, err = tx.themeOrder(op.ThemeID, op.Before); err != nil {
		return err
	}
	tx.put(t)
	return nil
}

// WithdrawTheme takes a theme away. Nobody may be at it; steps of the agenda
// that were about it are about the workshop's own theme from now on.
type WithdrawTheme struct {
	ThemeID ThemeID `json:"themeId"`
}

func (WithdrawTheme) Type() OpType { return "theme.withdraw" }

func (op WithdrawTheme) Check() (Op, error) { return op, checkID("themeId", op.ThemeID) }

func (op WithdrawTheme) Apply(tx *Tx) error {
	t, err := tx.liveTheme(op.ThemeID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(tx.Tables(), func(table Table) bool { return table.ThemeID == t.ID }) {
		return Errorf(Exists, "a table is at this theme")
	}
	t.Withdrawn = true
	tx.put(t)
	for _, a := range byKey(all[AgendaStep](tx.State, KindAgendaStep)) {
		if a.ThemeID == t.ID {
			a.ThemeID = ""
			tx.put(a)
		}
	}
	return nil
}

// TakeTheme brings tables to their board of a theme, outside the agenda.
type TakeTheme struct {
	ThemeID ThemeID   `json:"themeId,omitempty"`
	Tables  []TableID `json:"tables"`
}

func (TakeTheme) Type() OpType { return "theme.take" }

func (op TakeTheme) Check() (Op, error) {
	if err := checkOptionalID("themeId", op.ThemeID); err != nil {
		return nil, err
	}
	return op, checkTables(op.Tables)
}

func (op TakeTheme) Apply(tx *Tx) error {
	if err := tx.checkTheme(op.ThemeID); err != nil {
		return err
	}
	for _, id := range op.Tables {
		t, err := tx.liveTable(id)
		if err != nil {
			return err
		}
		t.ThemeID = op.ThemeID
		tx.put(t)
	}
	return nil
}

// AssignBoard gives a table its board for a further theme. The board's own
// document comes first, so that a table never points at one that is not there.
type AssignBoard struct {
	Board   BoardID `json:"board"`
	Table   TableID `json:"table"`
	ThemeID ThemeID `json:"themeId"`
}

func (AssignBoard) Type() OpType { return "theme.board" }

func (op AssignBoard) Check() (Op, error) {
	if err := checkID("board", op.Board); err != nil {
		return nil, err
	}
	if err := checkID("table", op.Table); err != nil {
		return nil, err
	}
	return op, checkID("themeId", op.ThemeID)
}

func (op AssignBoard) Apply(tx *Tx) error {
	if tx.get(KindAssignment, string(op.Board)) != nil {
		return Errorf(Exists, "the id is taken")
	}
	if _, err := tx.liveTable(op.Table); err != nil {
		return err
	}
	t, err := tx.liveTheme(op.ThemeID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(tx.boardsOf(t.ID), func(a Assignment) bool { return a.Table == op.Table }) {
		return Errorf(Exists, "the table has a board for this theme")
	}
	tx.put(Assignment{ID: op.Board, Table: op.Table, Theme: t.Text, Order: OrderBetween("", ""), ThemeID: t.ID})
	return nil
}

// byKey sorts records by their ids.
func byKey[R Record](list []R) []R {
	slices.SortFunc(list, func(a, b R) int { return byOrder("", "", a.Key(), b.Key()) })
	return list
}
