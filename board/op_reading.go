package board

import (
	"cmp"
	"slices"
)

// TurnReading lays the next note before the whole table (読み上げ): this one;
// or the next of a seat; or, with neither, the next of the next person, because
// people read in turn. Where nothing is left to read, no note is up.
type TurnReading struct {
	Note NoteID `json:"note,omitempty"`
	Seat SeatID `json:"seat,omitempty"`
	// After is the note that was up when the next one was asked for. If another
	// is up by now, two people asked at once: one turn is enough, or a note
	// would pass that nobody has heard. Empty: whatever was up.
	After NoteID `json:"after,omitempty"`
}

func (TurnReading) Type() OpType { return "reading.turn" }

func (op TurnReading) Check() (Op, error) {
	if err := checkOptionalID("note", op.Note); err != nil {
		return nil, err
	}
	if op.Note != "" && op.Seat != "" {
		return nil, Errorf(BadOp, "either a note is named or a seat")
	}
	if err := checkOptionalID("after", op.After); err != nil {
		return nil, err
	}
	return op, checkOptionalID("seat", op.Seat)
}

func (op TurnReading) Apply(tx *Tx) error {
	if b, _ := tx.Board(); op.After != "" && op.After != b.Reading {
		return nil
	}
	next, err := op.next(tx)
	if err != nil {
		return err
	}
	if next.ID != "" && !next.Read {
		next.Read = true
		tx.put(next)
	}
	b, _ := tx.Board()
	b.Reading = next.ID
	tx.put(b)
	return nil
}

func (op TurnReading) next(tx *Tx) (Note, error) {
	if op.Note != "" {
		return tx.liveNote(op.Note)
	}
	unread := tx.unread()
	if op.Seat != "" {
		if len(unread[op.Seat]) == 0 {
			return Note{}, Errorf(NotFound, "nothing of this seat is left to read")
		}
		return unread[op.Seat][0], nil
	}
	b, _ := tx.Board()
	now, _ := tx.Note(b.Reading)
	if who, any := afterInTurn(tx.readers(), now.Author, unread); any {
		return unread[who][0], nil
	}
	return Note{}, nil
}

// owners: whoever wrote a note may lay it before the others; whose turn it is
// says the coordinator.
func (op TurnReading) owners(s *State, by SeatID) []SeatID {
	if op.Note == "" {
		return nil
	}
	return ownersOf(s, by, []ItemID{ItemID(op.Note)})
}

// unread lists by author, in reading order, the notes that were not read yet.
func (s *State) unread() map[SeatID][]Note {
	byAuthor := map[SeatID][]Note{}
	for _, n := range s.notesInOrder() {
		if !n.Read {
			byAuthor[n.Author] = append(byAuthor[n.Author], n)
		}
	}
	return byAuthor
}

// readers lists the authors by their first note. The board does not know who
// sits where; the turn needs only to be the same for everybody.
func (s *State) readers() []SeatID {
	var list []SeatID
	for _, n := range s.notesInOrder() {
		if !slices.Contains(list, n.Author) {
			list = append(list, n.Author)
		}
	}
	return list
}

// notesInOrder lists the live notes by their keys, wherever they lie.
func (s *State) notesInOrder() []Note {
	list := slices.DeleteFunc(s.Notes(), func(n Note) bool { return n.Withdrawn })
	slices.SortFunc(list, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Place.Order, b.Place.Order), cmp.Compare(a.ID, b.ID)) })
	return list
}

// afterInTurn finds the next reader after one who has something left, that one
// last of all.
func afterInTurn(readers []SeatID, now SeatID, unread map[SeatID][]Note) (SeatID, bool) {
	at := slices.Index(readers, now)
	for i := range readers {
		if who := readers[(at+1+i)%len(readers)]; len(unread[who]) > 0 {
			return who, true
		}
	}
	return "", false
}

// EchoNote says 「わたしも」 to a note, or takes that back: one's own mark on
// it, instead of a copy of the same sentence.
type EchoNote struct {
	Note NoteID `json:"note"`
	On   bool   `json:"on"`
}

func (EchoNote) Type() OpType { return "note.echo" }

func (op EchoNote) Check() (Op, error) { return op, checkID("note", op.Note) }

func (op EchoNote) Apply(tx *Tx) error {
	n, err := tx.liveNote(op.Note)
	if err != nil {
		return err
	}
	if !tx.Actor.Viewer().sees(n, tx.phase()) {
		return Errorf(Forbidden, "the note has not been read yet")
	}
	has := slices.Contains(n.Echoes, tx.Actor.Seat)
	switch {
	case has == op.On || tx.Actor.Seat == "":
		return nil
	case op.On && len(n.Echoes) >= Bounds.Echoes:
		return Errorf(Quota, "at most %d people say so of one note", Bounds.Echoes)
	case op.On:
		n.Echoes = append(slices.Clone(n.Echoes), tx.Actor.Seat)
	default:
		n.Echoes = slices.DeleteFunc(slices.Clone(n.Echoes), func(id SeatID) bool { return id == tx.Actor.Seat })
	}
	if len(n.Echoes) == 0 {
		n.Echoes = nil
	}
	tx.put(n)
	return nil
}

// LayBeside lays an own note that says something like it beside one that was
// read (カルタ取り): into its island, or both into a new pile, Group. It counts
// as read then.
type LayBeside struct {
	Note   NoteID  `json:"note"`
	Beside NoteID  `json:"beside"`
	Group  GroupID `json:"group"`
}

func (LayBeside) Type() OpType { return "note.beside" }

func (op LayBeside) Check() (Op, error) {
	if err := checkID("note", op.Note); err != nil {
		return nil, err
	}
	if err := checkID("beside", op.Beside); err != nil {
		return nil, err
	}
	if op.Note == op.Beside {
		return nil, Errorf(BadOp, "a note lies beside another")
	}
	return op, checkID("group", op.Group)
}

func (op LayBeside) owners(s *State, by SeatID) []SeatID {
	return ownersOf(s, by, []ItemID{ItemID(op.Note)})
}

func (op LayBeside) Apply(tx *Tx) error {
	own, err := tx.liveNote(op.Note)
	if err != nil {
		return err
	}
	other, err := tx.liveNote(op.Beside)
	if err != nil {
		return err
	}
	if !tx.Actor.Viewer().sees(other, tx.phase()) {
		return Errorf(Forbidden, "the note has not been read yet")
	}
	own.Read = true
	tx.put(own)
	if other.Place.Group != "" {
		return tx.lay([]ItemID{own.ItemID()}, Target{Group: other.Place.Group})
	}
	return AddGroup{Group: op.Group, Items: []ItemID{other.ItemID(), own.ItemID()}, To: Target{At: tx.pileSpot(other)}}.Apply(tx)
}

// pileSpot is where a pile begins: where its note lies, or else the next place
// of a row. What lies too near gives way on every screen, so a rough one will do.
func (s *State) pileSpot(n Note) *Point {
	if n.Place.At != nil {
		return n.Place.At
	}
	const across, down = 4, 3
	count := len(s.Groups())
	return &Point{X: float64(40 + count%across*390), Y: float64(40 + count/across%down*320)}
}
