package board

import "slices"

// AddAgendaStep puts a step into the agenda, before another or (Before empty)
// at its end.
type AddAgendaStep struct {
	Step    AgendaStepID `json:"step"`
	Name    string       `json:"name"`
	Minutes int          `json:"minutes"`
	Phase   Phase        `json:"phase"`
	Script  string       `json:"script,omitempty"`
	ThemeID ThemeID      `json:"themeId,omitempty"`
	Reseat  bool         `json:"reseat,omitzero"`
	Before  AgendaStepID `json:"before,omitempty"`
}

func (AddAgendaStep) Type() OpType { return "agenda.add" }

func (op AddAgendaStep) Check() (Op, error) {
	if err := checkOptionalID("before", op.Before); err != nil {
		return nil, err
	}
	checked, err := op.edit().checked()
	op.Name, op.Script = checked.Name, checked.Script
	return op, err
}

// edit says of the step what the op says of it.
func (op AddAgendaStep) edit() EditAgendaStep {
	return EditAgendaStep{Step: op.Step, Name: op.Name, Minutes: op.Minutes, Phase: op.Phase, Script: op.Script, ThemeID: op.ThemeID, Reseat: op.Reseat}
}

func (op AddAgendaStep) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Step)); err != nil {
		return err
	}
	if len(tx.records[KindAgendaStep]) >= Bounds.AgendaSteps {
		return Errorf(Quota, "an agenda has at most %d steps, those taken away included", Bounds.AgendaSteps)
	}
	order, err := tx.agendaOrder(op.Step, op.Before)
	if err != nil {
		return err
	}
	if err := tx.checkTheme(op.ThemeID); err != nil {
		return err
	}
	tx.put(op.edit().on(AgendaStep{ID: op.Step, Order: order}))
	return nil
}

// agendaOrder finds a key before a step of the agenda, or at its end; the step
// that moves counts for nothing.
func (tx *Tx) agendaOrder(moving, before AgendaStepID) (string, error) {
	steps := slices.DeleteFunc(tx.Agenda(), func(a AgendaStep) bool { return a.ID == moving })
	at := len(steps)
	if before != "" {
		if at = slices.IndexFunc(steps, func(a AgendaStep) bool { return a.ID == before }); at < 0 {
			return "", Errorf(NotFound, "there is no such step")
		}
	}
	low, high := "", ""
	if at > 0 {
		low = steps[at-1].Order
	}
	if at < len(steps) {
		high = steps[at].Order
	}
	return OrderBetween(low, high), nil
}

// EditAgendaStep says anew what a step is. Tables that are in it stay in it.
type EditAgendaStep struct {
	Step    AgendaStepID `json:"step"`
	Name    string       `json:"name"`
	Minutes int          `json:"minutes"`
	Phase   Phase        `json:"phase"`
	Script  string       `json:"script,omitempty"`
	ThemeID ThemeID      `json:"themeId,omitempty"`
	Reseat  bool         `json:"reseat,omitzero"`
}

func (EditAgendaStep) Type() OpType { return "agenda.edit" }

func (op EditAgendaStep) Check() (Op, error) { return op.checked() }

func (op EditAgendaStep) checked() (EditAgendaStep, error) {
	if err := checkID("step", op.Step); err != nil {
		return op, err
	}
	if err := checkOptionalID("themeId", op.ThemeID); err != nil {
		return op, err
	}
	if op.Minutes < 1 || op.Minutes > Bounds.StepMinutes {
		return op, Errorf(BadNumber, "a step takes between 1 and %d minutes", Bounds.StepMinutes)
	}
	if !slices.Contains(Phases, op.Phase) {
		return op, Errorf(BadOp, "there is no such phase")
	}
	var err error
	if op.Name, err = CleanLine(op.Name, Bounds.NameChars); err != nil {
		return op, err
	}
	op.Script, err = cleanOptional(op.Script, Bounds.PlanChars)
	return op, err
}

func (op EditAgendaStep) Apply(tx *Tx) error {
	a, err := tx.liveAgendaStep(op.Step)
	if err != nil {
		return err
	}
	if err := tx.checkTheme(op.ThemeID); err != nil {
		return err
	}
	tx.put(op.on(a))
	return nil
}

func (op EditAgendaStep) on(a AgendaStep) AgendaStep {
	a.Name, a.Minutes, a.Phase, a.Script = op.Name, op.Minutes, op.Phase, op.Script
	a.ThemeID, a.Reseat = op.ThemeID, op.Reseat
	return a
}

func (s *State) liveAgendaStep(id AgendaStepID) (AgendaStep, error) {
	a, ok := s.AgendaStep(id)
	switch {
	case !ok:
		return a, Errorf(NotFound, "there is no such step")
	case a.Withdrawn:
		return a, Errorf(Gone, "the step was taken away meanwhile")
	}
	return a, nil
}

// MoveAgendaStep puts a step before another, or (Before empty) at the end.
type MoveAgendaStep struct {
	Step   AgendaStepID `json:"step"`
	Before AgendaStepID `json:"before,omitempty"`
}

func (MoveAgendaStep) Type() OpType { return "agenda.move" }

func (op MoveAgendaStep) Check() (Op, error) {
	if err := checkID("step", op.Step); err != nil {
		return nil, err
	}
	return op, checkOptionalID("before", op.Before)
}

func (op MoveAgendaStep) Apply(tx *Tx) error {
	a, err := tx.liveAgendaStep(op.Step)
	if err != nil || op.Before == op.Step {
		return err
	}
	if a.Order, err = tx.agendaOrder(op.Step, op.Before); err != nil {
		return err
	}
	tx.put(a)
	return nil
}

// WithdrawAgendaStep takes a step out of the agenda. A table that is in it
// stays there until it is taken on.
type WithdrawAgendaStep struct {
	Step AgendaStepID `json:"step"`
}

func (WithdrawAgendaStep) Type() OpType { return "agenda.withdraw" }

func (op WithdrawAgendaStep) Check() (Op, error) { return op, checkID("step", op.Step) }

func (op WithdrawAgendaStep) Apply(tx *Tx) error {
	a, err := tx.liveAgendaStep(op.Step)
	if err != nil {
		return err
	}
	a.Withdrawn = true
	tx.put(a)
	return nil
}

// TakeStep brings tables to a step of the agenda, and to their board of its
// theme; its minutes begin now. The phase of their boards is set by an op on
// each board.
type TakeStep struct {
	Step   AgendaStepID `json:"step"`
	Tables []TableID    `json:"tables"`
}

func (TakeStep) Type() OpType { return "agenda.take" }

func (op TakeStep) Check() (Op, error) {
	if err := checkID("step", op.Step); err != nil {
		return nil, err
	}
	return op, checkTables(op.Tables)
}

// checkTables: some tables, each named once.
func checkTables(tables []TableID) error {
	if len(tables) == 0 || len(tables) > Bounds.Tables {
		return Errorf(BadOp, "tables names no table, or too many")
	}
	for i, t := range tables {
		if err := checkID("tables", t); err != nil {
			return err
		}
		if slices.Contains(tables[:i], t) {
			return Errorf(BadOp, "tables names a table twice")
		}
	}
	return nil
}

func (op TakeStep) Apply(tx *Tx) error {
	a, err := tx.liveAgendaStep(op.Step)
	if err != nil {
		return err
	}
	for _, t := range op.Tables {
		table, err := tx.liveTable(t)
		if err != nil {
			return err
		}
		if table.ThemeID != a.ThemeID {
			table.ThemeID = a.ThemeID
			tx.put(table)
		}
		tx.put(Course{Table: t, Step: a.ID, Since: tx.Actor.At, Ends: tx.Actor.At + minutes(a.Minutes)})
	}
	return nil
}

func minutes(n int) int64 { return int64(n) * 60_000 }

// ExtendStep gives tables more minutes for the step they are in: added to
// what is left, or, where the time is over, counted from now.
type ExtendStep struct {
	Minutes int       `json:"minutes"`
	Tables  []TableID `json:"tables"`
}

func (ExtendStep) Type() OpType { return "agenda.extend" }

func (op ExtendStep) Check() (Op, error) {
	if op.Minutes < 1 || op.Minutes > Bounds.StepMinutes {
		return nil, Errorf(BadNumber, "minutes are between 1 and %d", Bounds.StepMinutes)
	}
	return op, checkTables(op.Tables)
}

func (op ExtendStep) Apply(tx *Tx) error {
	for _, t := range op.Tables {
		c, begun := tx.Course(t)
		if !begun {
			return Errorf(NotFound, "the table is in no step of the agenda yet")
		}
		c.Ends = max(c.Ends, tx.Actor.At) + minutes(op.Minutes)
		tx.put(c)
	}
	return nil
}
