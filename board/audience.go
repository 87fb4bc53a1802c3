package board

// What may leave the server for whom is decided here and nowhere else.
//
// While a table writes (and while it prepares), a note is its author's alone;
// to everybody else it exists without text, author or place, so that counts
// are right. A withdrawn note keeps its text for its author and, once the
// notes have been laid open, for those who steer the hall. The join code is
// for those who let people in.

// Viewer is who looks.
type Viewer struct {
	Seat SeatID
	Role Role
}

// Viewer is the actor as one who looks.
func (a Actor) Viewer() Viewer { return Viewer{Seat: a.Seat, Role: a.Role} }

func (v Viewer) steers() bool { return v.Role == Facilitator || v.Role == Organiser }

// sees reports whether a note's text is for these eyes in this phase.
func (v Viewer) sees(n Note, phase Phase) bool {
	if n.Author == v.Seat && v.Seat != "" {
		return true
	}
	if phase == Prepare || phase == Writing {
		return n.Author == "" // imported notes were never private
	}
	return !n.Withdrawn || v.steers()
}

// filter gives the record as the viewer may have it.
func (v Viewer) filter(r Record, phase Phase) Record {
	switch r := r.(type) {
	case Note:
		if !v.sees(r, phase) {
			return Note{ID: r.ID, Withdrawn: r.Withdrawn, Veiled: true}
		}
	case Workshop:
		if !v.steers() && v.Role != Coordinator {
			r.Code = ""
			return r
		}
	}
	return r
}

// Records lists a document as the viewer may have it.
func (v Viewer) Records(s *State) []Record {
	phase := s.phase()
	list := s.Records()
	for i, r := range list {
		list[i] = v.filter(r, phase)
	}
	return list
}

func (s *State) phase() Phase {
	b, _ := s.Board()
	return b.Phase
}

// Change is what the viewer may have of an entry's change; the second result
// says whether anything was held back, so that the op and its author must be
// held back too. now is the state after the entry or any later one: a note
// that has been hidden since stays hidden when the entry is told again.
//
// When the change moves the phase, notes open or close: the ones whose look
// changes for this viewer are added, so that the browser needs no rule of its own.
func (v Viewer) Change(c Change, now *State) (Change, bool) {
	was, is := phasesOf(c, now)
	out := make(Change, 0, len(c))
	held := false
	for _, d := range c {
		seen := v.diff(d, was, is, now)
		held = held || !sameSide(d.Before, seen.Before) || !sameSide(d.After, seen.After)
		out = append(out, seen)
	}
	if was != is {
		out = append(out, v.revealed(was, is, now)...)
	}
	return out, held
}

// phasesOf finds the phase before and after a change.
func phasesOf(c Change, now *State) (was, is Phase) {
	is = now.phase()
	was = is
	for _, d := range c {
		if b, ok := d.Before.(Board); ok {
			was = b.Phase
		}
		if b, ok := d.After.(Board); ok {
			is = b.Phase
		}
	}
	return was, is
}

func (v Viewer) diff(d Diff, was, is Phase, now *State) Diff {
	if n, ok := now.get(d.Kind, d.ID).(Note); ok && !v.sees(n, now.phase()) {
		veil := func(r Record) Record {
			if note, ok := r.(Note); ok {
				return Note{ID: note.ID, Withdrawn: note.Withdrawn, Veiled: true}
			}
			return nil
		}
		return Diff{Kind: d.Kind, ID: d.ID, Before: veil(d.Before), After: veil(d.After)}
	}
	out := Diff{Kind: d.Kind, ID: d.ID}
	if d.Before != nil {
		out.Before = v.filter(d.Before, was)
	}
	if d.After != nil {
		out.After = v.filter(d.After, is)
	}
	return out
}

// revealed lists the notes that look different to the viewer after the phase moved.
func (v Viewer) revealed(was, is Phase, now *State) Change {
	var c Change
	for _, r := range now.Records() {
		n, isNote := r.(Note)
		if isNote && v.sees(n, was) != v.sees(n, is) {
			c = append(c, Diff{Kind: KindNote, ID: n.Key(), Before: v.filter(n, was), After: v.filter(n, is)})
		}
	}
	return c
}

func sameSide(a, b Record) bool {
	n, isNote := b.(Note)
	if !isNote {
		return true
	}
	was, _ := a.(Note)
	return n.Veiled == was.Veiled
}

// MovesAudience reports whether an entry changes what viewers may see of
// other records. A browser that missed such an entry gets a snapshot: telling
// it old entries by new rules, or new ones by old rules, would be wrong.
func MovesAudience(c Change) bool {
	for _, d := range c {
		if d.Kind == KindBoard {
			return true
		}
	}
	return false
}

// Entry is an entry as the viewer may have it. Where anything was held back,
// the op's body and its author are held back too; its id stays, so that a
// sender recognises their own.
func (v Viewer) Entry(e Entry, now *State) Entry {
	c, held := v.Change(e.Change, now)
	e.Change = c
	if held {
		e.Op = Foreign{Name: e.Op.Type()}
		if e.Author != v.Seat {
			e.Author, e.As = "", ""
		}
	}
	return e
}

// SeesAll reports whether the viewer may have the entry whole, so that one
// encoding serves everybody who may see as much.
func (v Viewer) SeesAll(e Entry, now *State) bool {
	if was, is := phasesOf(e.Change, now); was != is {
		return false
	}
	for _, d := range e.Change {
		if d.Kind == KindWorkshop {
			return false
		}
		if n, ok := now.get(d.Kind, d.ID).(Note); ok && !v.sees(n, now.phase()) {
			return false
		}
		for _, r := range []Record{d.Before, d.After} {
			if n, ok := r.(Note); ok && !v.sees(n, now.phase()) {
				return false
			}
		}
	}
	return true
}
