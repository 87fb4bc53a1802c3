package board

// AddNote puts a new note on the board. Its author and side are the actor's.
// Instead names a note that was withdrawn while the actor was writing on it:
// the words become a new note, by the right to edit the old one, because in
// most phases there is no right to add.
type AddNote struct {
	Note    NoteID `json:"note"`
	Text    string `json:"text"`
	To      Target `json:"to,omitzero"`
	Instead NoteID `json:"instead,omitempty"`
}

func (AddNote) Type() OpType { return "note.add" }

func (op AddNote) Check() (Op, error) {
	if err := checkID("note", op.Note); err != nil {
		return nil, err
	}
	var err error
	if op.Text, err = CleanText(op.Text, Bounds.NoteChars); err != nil {
		return nil, err
	}
	if err := checkOptionalID("instead", op.Instead); err != nil {
		return nil, err
	}
	if op.Instead != "" && op.lays() {
		return nil, Errorf(BadOp, "what stands in for a note lies in the tray")
	}
	op.To.At = op.To.At.rounded()
	return op, op.To.check()
}

func (op AddNote) Apply(tx *Tx) error {
	if err := tx.mayStandIn(op.Instead); err != nil {
		return err
	}
	if err := tx.taken(ItemID(op.Note)); err != nil {
		return err
	}
	if err := tx.noteQuota(tx.Actor.Seat); err != nil {
		return err
	}
	tx.put(Note{ID: op.Note, Text: op.Text, Author: tx.Actor.Seat, Side: tx.Actor.Side, Instead: op.Instead})
	to := op.To
	if g, ok := tx.Group(to.Group); ok && g.Withdrawn {
		to = Target{} // its island was dissolved meanwhile: the note is not lost for that, it joins those set free
	}
	return tx.lay([]ItemID{ItemID(op.Note)}, to)
}

// mayStandIn: one note at a time stands in for a withdrawn one. Otherwise
// whoever withdraws a note could write as many as they like in its name, in
// phases in which nobody may.
func (s *State) mayStandIn(old NoteID) error {
	if old == "" {
		return nil
	}
	switch n, ok := s.Note(old); {
	case ok && n.Hidden.hidden():
		return Errorf(Gone, "it was put away by those who steer")
	case !ok || !n.Withdrawn:
		return Errorf(BadOp, "the note that it stands in for is on the board")
	}
	for _, n := range s.Notes() {
		if n.Instead == old && !n.Withdrawn {
			return Errorf(Exists, "another note stands in for it already")
		}
	}
	return nil
}

// lays reports whether the note is gathered or laid out as well, and not only written.
func (op AddNote) lays() bool { return op.To.Group != "" || op.To.At != nil }

// edits names the op by whose right the note is added, and owners whose note
// that right is about.
func (op AddNote) edits(*State) OpType {
	if op.Instead == "" {
		return op.Type()
	}
	return "note.edit"
}

func (op AddNote) owners(s *State, by SeatID) []SeatID {
	return ownersOf(s, by, []ItemID{ItemID(op.Instead)})
}

// noteQuota counts withdrawn notes too: otherwise add and withdraw in a loop
// would fill the file.
func (tx *Tx) noteQuota(author SeatID) error {
	notes := tx.records[KindNote]
	if len(notes) >= Bounds.Notes {
		return Errorf(Quota, "a board holds at most %d notes", Bounds.Notes)
	}
	own := 0
	for _, r := range notes {
		if r.(Note).Author == author {
			own++
		}
	}
	if own >= Bounds.NotesAuthor {
		return Errorf(Quota, "one person writes at most %d notes on a board", Bounds.NotesAuthor)
	}
	return nil
}

// TooLarge reports whether a board holds more notes than one may hold. No op
// makes one so large: it was written by a program with other limits. It can be
// read and taken home.
func (s *State) TooLarge() bool { return len(s.records[KindNote]) > Bounds.Notes }

// liveNote refuses a note that was withdrawn or never was.
func (s *State) liveNote(id NoteID) (Note, error) {
	n, ok := s.Note(id)
	if !ok {
		return n, Errorf(NotFound, "there is no such note on this board")
	}
	if n.Withdrawn {
		return n, Errorf(Gone, "the note was withdrawn meanwhile")
	}
	return n, nil
}

// EditNote gives a note another text. Base is the text the writer began from:
// what others changed since is merged with it, or stands beside it (Rival).
type EditNote struct {
	Note NoteID `json:"note"`
	Base string `json:"base"`
	Text string `json:"text"`
}

func (EditNote) Type() OpType { return "note.edit" }

func (op EditNote) Check() (Op, error) {
	if err := checkID("note", op.Note); err != nil {
		return nil, err
	}
	var err error
	if op.Text, err = CleanText(op.Text, Bounds.NoteChars); err != nil {
		return nil, err
	}
	if len(op.Base) > Bounds.NoteBytes {
		return nil, Errorf(TooBig, "the base is longer than any note")
	}
	return op, nil
}

func (op EditNote) Apply(tx *Tx) error {
	n, err := tx.liveNote(op.Note)
	if err != nil {
		return err
	}
	n.Text, n.Rivals, err = worded(n.Text, n.Rivals, op.Base, Rival{op.Text, tx.Actor.Seat}, fitsText)
	if err != nil {
		return err
	}
	tx.put(n)
	return nil
}

func (op EditNote) owners(s *State, by SeatID) []SeatID {
	return ownersOf(s, by, []ItemID{ItemID(op.Note)})
}

// WithdrawNote takes a note off the board (取り下げ). It stays in the document,
// is counted in the ledger and can come back.
type WithdrawNote struct {
	Note NoteID `json:"note"`
}

func (WithdrawNote) Type() OpType { return "note.withdraw" }

func (op WithdrawNote) Check() (Op, error) { return op, checkID("note", op.Note) }

func (op WithdrawNote) Apply(tx *Tx) error {
	n, err := tx.liveNote(op.Note)
	if err != nil {
		return err
	}
	n.Withdrawn = true
	tx.put(n)
	return nil
}

func (op WithdrawNote) owners(s *State, by SeatID) []SeatID {
	return ownersOf(s, by, []ItemID{ItemID(op.Note)})
}

// RestoreNote brings a withdrawn note back: to where it lay, or to the tray
// if its island is gone.
type RestoreNote struct {
	Note NoteID `json:"note"`
}

func (RestoreNote) Type() OpType { return "note.restore" }

func (op RestoreNote) Check() (Op, error) { return op, checkID("note", op.Note) }

func (op RestoreNote) Apply(tx *Tx) error {
	n, ok := tx.Note(op.Note)
	if !ok {
		return Errorf(NotFound, "there is no such note on this board")
	}
	if err := notHidden(n); err != nil {
		return err
	}
	n.Withdrawn = false
	if tx.openGroup(n.Place.Group) != nil {
		n.Place = Place{Order: n.Place.Order}
	}
	tx.put(n)
	return nil
}

func (op RestoreNote) owners(s *State, by SeatID) []SeatID {
	return ownersOf(s, by, []ItemID{ItemID(op.Note)})
}

// MarkLone declares a note a lone one (一匹狼), or takes that back. A lone note
// lies in no island: it leaves the one it was in.
type MarkLone struct {
	Note NoteID `json:"note"`
	Lone bool   `json:"lone"`
}

func (MarkLone) Type() OpType { return "note.lone" }

func (op MarkLone) Check() (Op, error) { return op, checkID("note", op.Note) }

func (op MarkLone) Apply(tx *Tx) error {
	n, err := tx.liveNote(op.Note)
	if err != nil {
		return err
	}
	n.Lone = op.Lone
	tx.put(n)
	if op.Lone && n.Place.Group != "" {
		return tx.lay([]ItemID{ItemID(n.ID)}, Target{})
	}
	return nil
}

func (op MarkLone) owners(s *State, by SeatID) []SeatID {
	return ownersOf(s, by, []ItemID{ItemID(op.Note)})
}
