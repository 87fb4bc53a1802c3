package board

import "slices"

// AddSeat gives a person a place in the workshop, at a table or (facilitator,
// organiser) without one.
type AddSeat struct {
	Seat  SeatID  `json:"seat"`
	Name  string  `json:"name"`
	Side  Side    `json:"side,omitempty"`
	Table TableID `json:"table,omitempty"`
	Role  Role    `json:"role"`
}

func (AddSeat) Type() OpType { return "seat.add" }

func (op AddSeat) Check() (Op, error) {
	if err := checkID("seat", op.Seat); err != nil {
		return nil, err
	}
	if err := checkOptionalID("table", op.Table); err != nil {
		return nil, err
	}
	if err := checkPerson(op.Side, op.Role, op.Table); err != nil {
		return nil, err
	}
	var err error
	op.Name, err = CleanLine(op.Name, Bounds.NameChars)
	return op, err
}

// checkPerson holds what a seat may be: table roles sit at a table, hall roles do not.
func checkPerson(side Side, role Role, table TableID) error {
	if !slices.Contains(sides, side) {
		return Errorf(BadOp, "there is no such side")
	}
	atTable := role == Participant || role == Coordinator
	if !atTable && role != Facilitator && role != Organiser && role != Observer {
		return Errorf(BadOp, "there is no such role")
	}
	if atTable != (table != "") {
		return Errorf(BadOp, "the role and the table do not go together")
	}
	return nil
}

func (op AddSeat) Apply(tx *Tx) error {
	if tx.get(KindSeat, string(op.Seat)) != nil {
		return Errorf(Exists, "the id is taken")
	}
	if op.Role == Organiser && tx.Actor.Role != Organiser {
		return Errorf(Forbidden, "only an organiser gives an organiser's seat")
	}
	if err := tx.mayEnter(op.Role); err != nil {
		return err
	}
	if len(tx.records[KindSeat]) >= Bounds.Seats {
		return Errorf(Quota, "a workshop has at most %d seats", Bounds.Seats)
	}
	if err := tx.mayTake(op.Table, op.Role, op.Seat); err != nil {
		return err
	}
	tx.put(Seat{ID: op.Seat, Name: op.Name, Side: op.Side, Table: op.Table, Role: op.Role, Order: tx.lastSeatOrder(op.Table)})
	return nil
}

// mayEnter judges who may be given a role: an organiser is named by one only,
// and who comes in by the door, without a link, leads nothing. The door is asked
// here and not only by the server: it may close while somebody types a name.
func (tx *Tx) mayEnter(role Role) error {
	if role == Organiser && tx.Actor.Role != Organiser {
		return Errorf(Forbidden, "only the organiser names an organiser")
	}
	if tx.Actor.Role != Door {
		return nil
	}
	if w, _ := tx.Workshop(); w.DoorClosed {
		return Errorf(Frozen, "the door is closed")
	}
	if role != Participant && role != Observer {
		return Errorf(Forbidden, "who comes in by the door alone cannot lead")
	}
	return nil
}

// mayTake refuses a table that is not there and a second coordinator at one.
func (tx *Tx) mayTake(table TableID, role Role, seat SeatID) error {
	if table == "" {
		return nil
	}
	if _, err := tx.liveTable(table); err != nil {
		return err
	}
	for _, p := range tx.Seats(table) {
		if role == Coordinator && p.Role == Coordinator && p.ID != seat {
			return Errorf(Exists, "the table has a coordinator already")
		}
	}
	return nil
}

func (tx *Tx) lastSeatOrder(table TableID) string {
	seats := tx.Seats(table)
	if len(seats) == 0 {
		return OrderBetween("", "")
	}
	return OrderBetween(seats[len(seats)-1].Order, "")
}

// EditSeat changes who sits on a seat: the name, the side, the table, the role.
type EditSeat struct {
	Seat  SeatID  `json:"seat"`
	Name  string  `json:"name"`
	Side  Side    `json:"side,omitempty"`
	Table TableID `json:"table,omitempty"`
	Role  Role    `json:"role"`
}

func (EditSeat) Type() OpType { return "seat.edit" }

func (op EditSeat) Check() (Op, error) {
	checked, err := AddSeat(op).Check()
	if err != nil {
		return nil, err
	}
	return EditSeat(checked.(AddSeat)), nil
}

func (op EditSeat) Apply(tx *Tx) error {
	p, err := tx.liveSeat(op.Seat)
	if err != nil {
		return err
	}
	if tx.Actor.Role == Door && !op.onlyTells(p) {
		return Errorf(Forbidden, "who comes in by the door tells their side, where nobody did, and nothing else")
	}
	if (p.Role == Organiser) != (op.Role == Organiser) {
		return Errorf(Forbidden, "the organiser's seat stays the organiser's")
	}
	if err := tx.mayTake(op.Table, op.Role, op.Seat); err != nil {
		return err
	}
	if p.Table != op.Table {
		p.Order = tx.lastSeatOrder(op.Table)
	}
	p.Name, p.Side, p.Table, p.Role = op.Name, op.Side, op.Table, op.Role
	tx.put(p)
	return nil
}

// onlyTells reports whether the op gives a participant's seat the side it does
// not have, and leaves all else.
func (op EditSeat) onlyTells(p Seat) bool {
	same := op.Name == p.Name && op.Table == p.Table && op.Role == p.Role
	return same && p.Side == "" && p.Role == Participant
}

func (s *State) liveSeat(id SeatID) (Seat, error) {
	p, ok := s.Seat(id)
	if !ok {
		return p, Errorf(NotFound, "there is no such seat")
	}
	if p.Withdrawn {
		return p, Errorf(Gone, "the seat was taken away meanwhile")
	}
	return p, nil
}

// WithdrawSeat takes a seat out of the workshop: its links and sockets end.
// What the person wrote stays.
type WithdrawSeat struct {
	Seat SeatID `json:"seat"`
}

func (WithdrawSeat) Type() OpType { return "seat.withdraw" }

func (op WithdrawSeat) Check() (Op, error) { return op, checkID("seat", op.Seat) }

func (op WithdrawSeat) Apply(tx *Tx) error {
	p, err := tx.liveSeat(op.Seat)
	if err != nil {
		return err
	}
	if p.Role == Organiser {
		return Errorf(Forbidden, "the organiser's seat cannot be taken away")
	}
	p.Withdrawn = true
	tx.put(p)
	return nil
}
