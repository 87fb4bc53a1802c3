package board

import (
	"slices"
	"time"
)

// Facts are what the organiser says about the event.
type Facts struct {
	Title string `json:"title"`
	Theme string `json:"theme"`
	Date  string `json:"date,omitempty"`
	Place string `json:"place,omitempty"`
	Host  string `json:"host,omitempty"`

	Purpose    string `json:"purpose,omitempty"`
	Rules      string `json:"rules,omitempty"`
	ShowsClock bool   `json:"showsClock,omitzero"`

	Published string     `json:"published,omitempty"`
	Names     NamePolicy `json:"names,omitempty"`
	KeptUntil string     `json:"keptUntil,omitempty"`
}

func (f Facts) check() (Facts, error) {
	var err error
	if f.Title, err = CleanLine(f.Title, Bounds.TitleChars); err != nil {
		return f, err
	}
	if f.Theme, err = CleanLine(f.Theme, Bounds.ThemeChars); err != nil {
		return f, err
	}
	if f.Place, err = cleanOptionalLine(f.Place, Bounds.FieldChars); err != nil {
		return f, err
	}
	if f.Host, err = cleanOptionalLine(f.Host, Bounds.FieldChars); err != nil {
		return f, err
	}
	if f.Purpose, err = cleanOptional(f.Purpose, Bounds.PlanChars); err != nil {
		return f, err
	}
	if f.Rules, err = cleanOptional(f.Rules, Bounds.PlanChars); err != nil {
		return f, err
	}
	if f.Published, err = cleanOptional(f.Published, Bounds.PlanChars); err != nil {
		return f, err
	}
	if !slices.Contains(namePolicies, f.Names) {
		return f, Errorf(BadOp, "there is no such way to publish names")
	}
	for _, day := range []string{f.Date, f.KeptUntil} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return f, Errorf(BadText, "a date is not written as year-month-day")
		}
	}
	return f, nil
}

// OpenWorkshop begins a workshop's document. Code is made by the server.
type OpenWorkshop struct {
	Workshop WorkshopID `json:"workshop"`
	Code     string     `json:"code"`
	Facts    Facts      `json:"facts"`
}

func (OpenWorkshop) Type() OpType { return "workshop.open" }

func (op OpenWorkshop) Check() (Op, error) {
	if err := checkID("workshop", op.Workshop); err != nil {
		return nil, err
	}
	if NormalCode(op.Code) != op.Code {
		return nil, Errorf(BadOp, "the join code is not in its normal form")
	}
	var err error
	op.Facts, err = op.Facts.check()
	return op, err
}

func (op OpenWorkshop) Apply(tx *Tx) error {
	tx.put(Workshop{ID: op.Workshop, Code: op.Code}.with(op.Facts))
	return nil
}

// Facts are what was said about the event.
func (w Workshop) Facts() Facts {
	return Facts{
		Title: w.Title, Theme: w.Theme, Date: w.Date, Place: w.Place, Host: w.Host,
		Purpose: w.Purpose, Rules: w.Rules, ShowsClock: w.ShowsClock,
		Published: w.Published, Names: w.Names, KeptUntil: w.KeptUntil,
	}
}

func (w Workshop) with(f Facts) Workshop {
	w.Title, w.Theme, w.Date, w.Place, w.Host = f.Title, f.Theme, f.Date, f.Place, f.Host
	w.Purpose, w.Rules, w.ShowsClock = f.Purpose, f.Rules, f.ShowsClock
	w.Published, w.Names, w.KeptUntil = f.Published, f.Names, f.KeptUntil
	return w
}

// EditWorkshop changes the facts. Boards whose theme was the workshop's
// follow; a board with a theme of its own keeps it.
type EditWorkshop struct {
	Facts Facts `json:"facts"`
}

func (EditWorkshop) Type() OpType { return "workshop.edit" }

func (op EditWorkshop) Check() (Op, error) {
	var err error
	op.Facts, err = op.Facts.check()
	return op, err
}

func (op EditWorkshop) Apply(tx *Tx) error {
	w, _ := tx.Workshop()
	for _, a := range tx.boardsOf("") {
		if a.Theme == w.Theme {
			a.Theme = op.Facts.Theme
			tx.put(a)
		}
	}
	tx.put(w.with(op.Facts))
	return nil
}

// CloseDoor stops new people from joining, or lets them in again.
type CloseDoor struct {
	Closed bool `json:"closed"`
}

func (CloseDoor) Type() OpType { return "door.close" }

func (op CloseDoor) Check() (Op, error) { return op, nil }

func (op CloseDoor) Apply(tx *Tx) error {
	w, _ := tx.Workshop()
	w.DoorClosed = op.Closed
	tx.put(w)
	return nil
}

// AddTable sets up a table and the board it works on. Theme empty: the workshop's.
type AddTable struct {
	Table TableID `json:"table"`
	Board BoardID `json:"board"`
	Name  string  `json:"name"`
	Theme string  `json:"theme,omitempty"`
}

func (AddTable) Type() OpType { return "table.add" }

func (op AddTable) Check() (Op, error) {
	if err := checkID("table", op.Table); err != nil {
		return nil, err
	}
	if err := checkID("board", op.Board); err != nil {
		return nil, err
	}
	var err error
	if op.Name, err = CleanLine(op.Name, Bounds.NameChars); err != nil {
		return nil, err
	}
	op.Theme, err = cleanOptionalLine(op.Theme, Bounds.ThemeChars)
	return op, err
}

func (op AddTable) Apply(tx *Tx) error {
	w, _ := tx.Workshop()
	if tx.get(KindTable, string(op.Table)) != nil || tx.get(KindAssignment, string(op.Board)) != nil {
		return Errorf(Exists, "the id is taken")
	}
	tables := tx.Tables()
	if len(tables) >= Bounds.Tables {
		return Errorf(Quota, "a workshop has at most %d tables", Bounds.Tables)
	}
	last := ""
	if len(tables) > 0 {
		last = tables[len(tables)-1].Order
	}
	theme := op.Theme
	if theme == "" {
		theme = w.Theme
	}
	tx.put(Table{ID: op.Table, Name: op.Name, Order: OrderBetween(last, "")})
	tx.put(Assignment{ID: op.Board, Table: op.Table, Theme: theme, Order: OrderBetween("", "")})
	return nil
}

// EditTable renames a table.
type EditTable struct {
	Table TableID `json:"table"`
	Name  string  `json:"name"`
}

func (EditTable) Type() OpType { return "table.edit" }

func (op EditTable) Check() (Op, error) {
	if err := checkID("table", op.Table); err != nil {
		return nil, err
	}
	var err error
	op.Name, err = CleanLine(op.Name, Bounds.NameChars)
	return op, err
}

func (op EditTable) Apply(tx *Tx) error {
	t, err := tx.liveTable(op.Table)
	if err != nil {
		return err
	}
	t.Name = op.Name
	tx.put(t)
	return nil
}

func (s *State) liveTable(id TableID) (Table, error) {
	t, ok := s.Table(id)
	if !ok {
		return t, Errorf(NotFound, "there is no such table")
	}
	if t.Withdrawn {
		return t, Errorf(Gone, "the table was taken away meanwhile")
	}
	return t, nil
}
