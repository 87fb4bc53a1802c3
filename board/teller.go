package board

// Teller tells a document's history to one viewer, from its first entry on:
// each entry as the viewer would have been told it at its own moment, drafts
// of the writing phase as drafts of others, and at the end of that phase the
// words as they stood then. What is not for these eyes now stays hidden from
// the beginning: a note that was hidden last shows at no earlier moment either.
//
// To follow what it tells from nothing leads to the viewer's Records, at each
// moment and at the end. [Viewer.Entries] is for the few entries that a browser
// missed; it knows one state only, and would lay a note open with the words it
// has today.
type Teller struct {
	viewer Viewer
	end    *State // as it is now
	moment *State // after the entries told so far
}

// NewTeller begins before the first entry. now is the state after the last; it
// is read, not kept up to date.
func NewTeller(v Viewer, now *State) *Teller {
	return &Teller{viewer: v, end: now, moment: NewState()}
}

// Tell is the next entry as the viewer may have it. All entries are to be
// told, in order.
func (t *Teller) Tell(e Entry) Entry {
	was, is := phasesOf(e.Change, t.moment.phase())
	t.moment.Replay(e.Change)
	told := t.viewer.entry(e, was, is, t.moment)
	if t.hideAgain(told.Change) {
		told = told.withoutWords(t.viewer)
	}
	return told
}

// again is what may be told today of a record as it was told once.
func (v Viewer) again(told, end Record) Record {
	g, isGroup := told.(Group)
	survey, isSurvey := told.(Survey)
	switch {
	case told == nil:
		return nil
	case isGroup:
		seen := g.look(end)
		seen.Hidden = g.Hidden
		return seen
	case isSurvey:
		return survey.look(end)
	case isHidden(end):
		return v.veiled(end)
	}
	return v.veiled(told)
}

// hideAgain veils what the viewer may not see today, and reports whether there was any.
func (t *Teller) hideAgain(c Change) (hid bool) {
	for i, d := range c {
		end := t.end.get(d.Kind, d.ID)
		if t.viewer.shows(end, t.end.phase()) && d.Kind != KindGroup && d.Kind != KindSurvey {
			continue
		}
		c[i].Before, c[i].After = t.viewer.again(d.Before, end), t.viewer.again(d.After, end)
		hid = hid || veils(d.Before, c[i].Before) || veils(d.After, c[i].After) || isHidden(end) && d.Kind != KindGroup
	}
	return hid
}
