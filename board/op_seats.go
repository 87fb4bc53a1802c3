package board

import "slices"

// MoveSeats gives many people another table at once: all of them or nobody.
// Round marks a 席替え: everybody's table of the round that ends is remembered,
// so that the next one can bring people together who have not met.
type MoveSeats struct {
	Moves []SeatMove `json:"moves"`
	Round bool       `json:"round,omitzero"`
}

// SeatMove is one person's way.
type SeatMove struct {
	Seat  SeatID  `json:"seat"`
	Table TableID `json:"table"`
}

func (MoveSeats) Type() OpType { return "seats.move" }

func (op MoveSeats) Check() (Op, error) {
	if len(op.Moves) == 0 || len(op.Moves) > Bounds.Batch {
		return nil, Errorf(BadOp, "moves names nobody, or too many")
	}
	moved := map[SeatID]bool{}
	for _, m := range op.Moves {
		if err := checkID("seat", m.Seat); err != nil {
			return nil, err
		}
		if err := checkID("table", m.Table); err != nil {
			return nil, err
		}
		if moved[m.Seat] {
			return nil, Errorf(BadOp, "moves names a seat twice")
		}
		moved[m.Seat] = true
	}
	return op, nil
}

func (op MoveSeats) Apply(tx *Tx) error {
	if op.Round {
		tx.remember()
	}
	for _, m := range op.Moves {
		p, err := tx.liveSeat(m.Seat)
		if err != nil {
			return err
		}
		if p.Table == "" {
			return Errorf(BadOp, "who steers or observes the hall sits at no table")
		}
		if err := tx.mayTake(m.Table, p.Role, p.ID); err != nil {
			return err
		}
		if p.Table != m.Table {
			p.Order = tx.lastSeatOrder(m.Table)
			p.Table = m.Table
		}
		tx.put(p)
	}
	return nil
}

// remember writes down where everybody sat in the round that ends.
func (tx *Tx) remember() {
	for _, p := range byKey(all[Seat](tx.State, KindSeat)) {
		if p.Withdrawn || p.Table == "" {
			continue
		}
		p.Been = append(slices.Clone(p.Been), p.Table)
		if extra := len(p.Been) - Bounds.Rounds; extra > 0 {
			p.Been = p.Been[extra:]
		}
		tx.put(p)
	}
}

// TakeSeatsBack takes the newest 席替え back: everybody sits where they sat
// before it, whoever was moved by hand since included. Who came since stays,
// and so does who steers or observes the hall since.
// Round is which 席替え is meant, counted from 1: two who press at once mean one.
type TakeSeatsBack struct {
	Round int `json:"round"`
}

func (TakeSeatsBack) Type() OpType { return "seats.back" }

func (op TakeSeatsBack) Check() (Op, error) {
	if op.Round < 1 || op.Round > Bounds.Rounds {
		return nil, Errorf(BadNumber, "there are between 1 and %d rounds", Bounds.Rounds)
	}
	return op, nil
}

func (op TakeSeatsBack) Apply(tx *Tx) error {
	if tx.seatRounds() != op.Round {
		return Errorf(Changed, "this 席替え was taken back, or another came after it")
	}
	for _, p := range byKey(all[Seat](tx.State, KindSeat)) {
		if p.Withdrawn || len(p.Been) == 0 {
			continue
		}
		back := p.Been[len(p.Been)-1]
		p.Been = slices.Clone(p.Been[:len(p.Been)-1])
		if len(p.Been) == 0 {
			p.Been = nil
		}
		if p.Table != back && checkPerson(p.Side, p.Role, back) == nil && tx.mayTake(back, p.Role, p.ID) == nil {
			p.Order, p.Table = tx.lastSeatOrder(back), back
		}
		tx.put(p)
	}
	return nil
}

// seatRounds is how many 席替え there were, as far as is remembered.
func (s *State) seatRounds() (n int) {
	for _, p := range all[Seat](s, KindSeat) {
		if !p.Withdrawn {
			n = max(n, len(p.Been))
		}
	}
	return n
}
