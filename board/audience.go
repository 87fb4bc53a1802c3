package board

import (
	"cmp"
	"slices"
)

// What may leave the server for whom is decided here and nowhere else.
//
// While a table writes (and while it prepares), a note is its author's alone,
// and who typed it for them (代筆) has it as well;
// to everybody else it exists without text, author or place, so that counts
// are right. While it reads aloud, that holds for the notes not read yet. A
// ballot, and an answer to the closing survey, are their seat's alone for ever.
// A withdrawn note keeps its text for its author and, once the
// notes have been laid open, for those who steer the hall. What was put away (伏せた)
// is nobody's; see audience_hidden.go. The join code is
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
	if n.Hidden.hidden() {
		return false
	}
	if n.ownerFor(v.Seat, phase) == v.Seat && v.Seat != "" {
		return true
	}
	if n.isPrivate(phase) {
		return n.Author == "" // imported notes were never private
	}
	return !n.Withdrawn || v.steers()
}

// ownerFor is the author, or, while the note is private, who typed it for them
// and asks (代筆).
func (n Note) ownerFor(seat SeatID, phase Phase) SeatID {
	if n.Scribe != "" && n.Scribe == seat && n.isPrivate(phase) {
		return seat
	}
	return n.Author
}

// isPrivate reports whether a note is its author's alone in a phase.
func (n Note) isPrivate(phase Phase) bool {
	return phase.isPrivate() || phase == Reading && !n.Read
}

// isPrivate reports whether people write for themselves in this phase.
func (p Phase) isPrivate() bool { return p == Prepare || p == Writing }

// private is a record that is not for everybody.
type private interface {
	Record
	// seenBy reports whether what it says is for these eyes in this phase.
	seenBy(v Viewer, phase Phase) bool
	// veil leaves that it exists, and what must be counted.
	veil() Record
	isVeiled() bool
	owns(SeatID) bool
}

func (n Note) seenBy(v Viewer, phase Phase) bool { return v.sees(n, phase) }
func (n Note) veil() Record {
	return Note{ID: n.ID, Withdrawn: n.Withdrawn || n.Hidden.hidden(), Hidden: n.Hidden.told(), Veiled: true}
}
func (n Note) isVeiled() bool     { return n.Veiled }
func (n Note) owns(s SeatID) bool { return n.Author == s || n.Scribe == s }

func (b Ballot) seenBy(v Viewer, _ Phase) bool { return v.Seat != "" && b.Seat == v.Seat }
func (b Ballot) veil() Record {
	return Ballot{ID: b.ID, Round: b.Round, Veiled: true, Empty: len(b.Marks) == 0}
}
func (b Ballot) isVeiled() bool     { return b.Veiled }
func (b Ballot) owns(s SeatID) bool { return b.Seat == s }

var privateKinds = []Kind{KindNote, KindBallot, KindAnswer}

// shows reports whether what a record says is for these eyes.
func (v Viewer) shows(r Record, phase Phase) bool {
	p, isPrivate := r.(private)
	return !isPrivate || p.seenBy(v, phase)
}

// ownedBy reports whether a record is private to a seat.
func ownedBy(r Record, seat SeatID) bool {
	p, isPrivate := r.(private)
	return isPrivate && p.owns(seat)
}

// filter gives the record as the viewer may have it.
func (v Viewer) filter(r Record, phase Phase) Record {
	if !v.shows(r, phase) {
		return v.veiled(r)
	}
	if g, isGroup := r.(Group); isGroup {
		return g.look(nil)
	}
	if survey, isSurvey := r.(Survey); isSurvey {
		return survey.look(nil)
	}
	if w, isWorkshop := r.(Workshop); isWorkshop && !v.steers() && v.Role != Coordinator {
		w.Code = ""
		return w
	}
	return r
}

// veiled holds a record's words back. The author of a note that was put away
// learns that it was theirs: one line tells them where it is.
func (v Viewer) veiled(r Record) Record {
	p, isPrivate := r.(private)
	if !isPrivate || p.isVeiled() {
		return r
	}
	veil := p.veil()
	if n, isNote := r.(Note); isNote && n.Hidden.hidden() && v.Seat != "" && n.Author == v.Seat {
		theirs := veil.(Note)
		theirs.Author = v.Seat
		return theirs
	}
	return veil
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
	was, is := phasesOf(c, now.phase())
	return v.change(c, was, is, now)
}

func (v Viewer) change(c Change, was, is Phase, now *State) (Change, bool) {
	out := make(Change, 0, len(c))
	held := false
	for _, d := range c {
		seen := v.diff(d, was, is, now)
		held = held || veils(d.Before, seen.Before) || veils(d.After, seen.After) || hidesCode(d, seen) || isHidden(now.get(d.Kind, d.ID)) && d.Kind != KindGroup
		out = append(out, seen)
	}
	if was != is {
		out = append(out, v.revealed(c, was, is, now)...)
	}
	return out, held
}

// phasesOf finds the phase before and after a change; a change that does not
// move it lies wholly in the phase given.
func phasesOf(c Change, present Phase) (was, is Phase) {
	was, is = present, present
	for _, d := range c {
		if b, ok := d.After.(Board); ok {
			was, is = b.Phase, b.Phase // a board that opens comes from nowhere
		}
		if b, ok := d.Before.(Board); ok {
			was = b.Phase
		}
	}
	return was, is
}

func (v Viewer) diff(d Diff, was, is Phase, now *State) Diff {
	present := now.get(d.Kind, d.ID)
	hidden := !v.shows(present, now.phase())
	return Diff{Kind: d.Kind, ID: d.ID, Before: v.look(d.Before, was, present, hidden), After: v.look(d.After, is, present, hidden)}
}

// look is filter for a record as it was in some phase; hidden says that it is
// not for these eyes now, whatever it was then. What was put away was so at
// every moment: its past tells nothing but that it exists.
func (v Viewer) look(r Record, phase Phase, now Record, hidden bool) Record {
	g, isGroup := r.(Group)
	survey, isSurvey := r.(Survey)
	switch {
	case r == nil:
		return nil
	case isGroup:
		return g.look(now)
	case isSurvey:
		return survey.look(now)
	case isHidden(now):
		return v.veiled(now)
	case hidden:
		return v.veiled(r)
	}
	return v.filter(r, phase)
}

// revealed lists the notes that look different to the viewer after the phase
// moved, without those that the change itself names.
func (v Viewer) revealed(named Change, was, is Phase, now *State) Change {
	told := map[string]bool{}
	for _, d := range named {
		told[d.ID] = true
	}
	var c Change
	for _, n := range now.Notes() {
		if !told[n.Key()] && v.sees(n, was) != v.sees(n, is) {
			c = append(c, v.diff(Diff{Kind: KindNote, ID: n.Key(), Before: n, After: n}, was, is, now))
		}
	}
	slices.SortFunc(c, func(a, b Diff) int { return cmp.Compare(a.ID, b.ID) })
	return c
}

// veils reports whether the audience filter hid a record.
func veils(r, seen Record) bool {
	if g, isGroup := r.(Group); isGroup {
		return g.losesWords(seen)
	}
	if survey, isSurvey := r.(Survey); isSurvey {
		return survey.losesWords(seen)
	}
	p, isPrivate := r.(private)
	if !isPrivate {
		return false
	}
	shown, _ := seen.(private)
	return shown != nil && shown.isVeiled() != p.isVeiled()
}

// hidesCode reports whether a change made a join code that was filtered out.
func hidesCode(d, seen Diff) bool {
	before, _ := d.Before.(Workshop)
	after, _ := d.After.(Workshop)
	shown, _ := seen.After.(Workshop)
	return before.Code != after.Code && shown.Code != after.Code
}

// MovesAudience reports whether an entry changes what viewers may see of
// other records. A browser that missed such an entry gets a snapshot: telling
// it old entries by new rules, or new ones by old rules, would be wrong.
func MovesAudience(c Change) bool {
	for _, d := range c {
		if d.Kind != KindBoard {
			continue
		}
		was, _ := d.Before.(Board)
		is, _ := d.After.(Board)
		if was.Phase != is.Phase {
			return true
		}
	}
	return false
}

// Entry is an entry as the viewer may have it. Where anything was held back,
// the op's body and its author are held back too, and why a text was put away
// at any rate; its id stays, so that a
// sender recognises their own. now is the state after the entry or a later
// one; if the phase moved in between, use Entries.
func (v Viewer) Entry(e Entry, now *State) Entry {
	return v.Entries([]Entry{e}, now)[0]
}

// Entries are several entries in a row as the viewer may have them; now is the
// state after the last. Each is told in the phase of its own moment, found by
// going back from now: a draft from the writing phase stays its author's, even
// if the notes were laid open a moment later in the same commit.
func (v Viewer) Entries(entries []Entry, now *State) []Entry {
	told := make([]Entry, len(entries))
	phase := now.phase()
	for i := len(entries) - 1; i >= 0; i-- {
		was, is := phasesOf(entries[i].Change, phase)
		told[i] = v.entry(entries[i], was, is, now)
		phase = was
	}
	return told
}

func (v Viewer) entry(e Entry, was, is Phase, now *State) Entry {
	c, held := v.change(e.Change, was, is, now)
	e.Change = c
	switch {
	case held, hidesWords(e.Op.Type()), len(e.Change) == 0 && (is.isPrivate() || is == Reading || isSecret(e.Op.Type())):
		e = e.withoutWords(v)
	case len(e.Change) == 0:
		// An op that changed nothing names no record by which to judge its
		// words: somebody sent a private text again as it was.
		e.Op = Foreign{Name: e.Op.Type()}
	}
	return e
}

// isSecret: who sends such an op is told to nobody, whatever came of it.
func isSecret(op OpType) bool { return op == "ballot.set" || op == "survey.answer" }

// hidesWords: what such an op names, and why, is for those who steer alone.
func hidesWords(op OpType) bool {
	return op == "text.hide" || op == "survey.hide" || op == "survey.show"
}

// withoutWords holds back the op's body and, from all but the author, who it was.
func (e Entry) withoutWords(v Viewer) Entry {
	e.Op = Foreign{Name: e.Op.Type()}
	if e.Author != v.Seat {
		e.Author, e.As = "", ""
	}
	return e
}

// SeesAll reports whether the viewer may have the entry whole, so that one
// encoding serves everybody who may see as much.
func (v Viewer) SeesAll(e Entry, now *State) bool {
	if was, is := phasesOf(e.Change, now.phase()); was != is || len(e.Change) == 0 || hidesWords(e.Op.Type()) {
		return false
	}
	for _, d := range e.Change {
		if d.Kind == KindWorkshop {
			return false
		}
		for _, r := range []Record{now.get(d.Kind, d.ID), d.Before, d.After} {
			if survey, isSurvey := r.(Survey); isSurvey && len(survey.Kept) > 0 {
				return false
			}
			if !v.shows(r, now.phase()) || isHidden(r) {
				return false
			}
		}
	}
	return true
}

// Sees reports whether the viewer may read a note of this board now.
func (v Viewer) Sees(n Note, now *State) bool { return v.sees(n, now.phase()) }
