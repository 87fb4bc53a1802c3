package board_test

import (
	"reflect"
	"slices"
	"strings"

	"yoriai/board"
)

// watcher follows a document by what it is told.
type watcher struct {
	who   board.Viewer
	state *board.State    // told entry by entry
	late  *board.State    // told in heaps, as after a bad line
	from  int             // the first entry late has not heard of
	heard strings.Builder // all that state was ever told
}

func (l *lawful) remember(e board.Entry) {
	for _, d := range e.Change {
		if n, isNote := d.After.(board.Note); isNote {
			l.texts[n.ID] = append(l.texts[n.ID], n.Text)
		}
		l.survey.remember(d.After)
		l.said[d.ID] = append(l.said[d.ID], wordsOf(d.After)...)
		was, is := hidingOf(d.Before), hidingOf(d.After)
		switch _, isCard := d.After.(board.Group); {
		case is.At == 0:
			delete(l.away, d.ID)
		case is.At != was.At || !isCard: // what is written on a card afterwards is for all
			l.away[d.ID] = slices.Clone(l.said[d.ID])
			if isCard && e.Op.Type() != "text.hide" { // put away once more by an undo: what was written on it since stays for all
				l.away[d.ID] = slices.DeleteFunc(l.away[d.ID], func(text string) bool { return slices.Contains(wordsOf(d.After), text) })
			}
			l.seen.hidden++
		}
	}
}

// wordsOf lists what a record says that can be put away.
func wordsOf(r board.Record) []string {
	switch r := r.(type) {
	case board.Note:
		return append(rivals(r.Rivals), r.Text)
	case board.Statement:
		return append(rivals(r.Rivals), r.Text)
	case board.Group:
		return append(append(rivals(r.Rivals), rivals(r.Earlier)...), r.Title)
	case board.Wording:
		return []string{r.Text}
	case board.Link:
		return []string{r.Label}
	case board.Passage:
		return append(rivals(r.Rivals), r.Text)
	}
	return nil
}

func rivals(list []board.Rival) (texts []string) {
	for _, r := range list {
		texts = append(texts, r.Text)
	}
	return texts
}

func hidingOf(r board.Record) board.Hiding {
	switch r := r.(type) {
	case board.Note:
		return r.Hidden
	case board.Statement:
		return r.Hidden
	case board.Group:
		return r.Hidden
	case board.Wording:
		return r.Hidden
	case board.Link:
		return r.Hidden
	case board.Passage:
		return r.Hidden
	}
	return board.Hiding{}
}

// putAway: nothing that was put away is heard by anybody, whoever they are.
func (l *lawful) putAway(heard string) {
	l.t.Helper()
	for id, texts := range l.away {
		for _, text := range texts {
			if strings.HasPrefix(text, "文") && strings.Contains(heard, marker(text)) {
				l.t.Errorf("words of %s that were put away are told: %s in\n%s", id, text, heard)
			}
		}
	}
}

// tell lets a watcher hear of an entry, which is whole on the wire, as the server would.
func (l *lawful) tell(w *watcher, e board.Entry, whole string, wire map[string]board.Entry) {
	l.t.Helper()
	told := w.who.Entry(e, l.state)
	heard := encode(l.t, told)
	if _, known := wire[heard]; !known {
		wire[heard] = l.sameAfterWire(told)
	}
	w.state.Replay(wire[heard].Change)
	records := w.who.Records(l.state)
	l.same(w.state.Records(), records, "%s sees after %s", w.who.Role, e.Op.Type())
	l.silent(w, records, heard)
	l.survey.silent(l, w, records, heard)
	l.survey.anonymous(l, w, e, told)
	if len(l.away) > 0 {
		l.putAway(encoded(l.t, records))
	}
	w.heard.WriteString(heard)
	stranger := board.Viewer{Role: board.Participant}
	if stranger.SeesAll(e, l.state) && heard != whole {
		l.t.Errorf("a stranger sees all of %s, but a %s does not", e.Op.Type(), w.who.Role)
	}
}

// silent: nothing of a note that is veiled for the watcher is in what they hear.
func (l *lawful) silent(w *watcher, seen []board.Record, heard string) {
	l.t.Helper()
	b, _ := l.state.Board()
	private := b.Phase == board.Prepare || b.Phase == board.Writing
	veiled := map[string]bool{}
	l.putAway(heard)
	for _, r := range seen {
		if b, isBallot := r.(board.Ballot); isBallot && b.Seat != w.who.Seat {
			if !reflect.DeepEqual(b, board.Ballot{ID: b.ID, Round: b.Round, Veiled: true, Empty: b.Empty}) {
				l.t.Errorf("a veiled ballot says %+v", b)
			}
			l.seen.ballots++
		}
	}
	for _, r := range seen {
		if n, isNote := r.(board.Note); isNote && n.Veiled {
			want := board.Note{ID: n.ID, Withdrawn: n.Withdrawn, Veiled: true, Hidden: board.Hiding{At: n.Hidden.At}}
			if n.Hidden.At != 0 && n.Author == w.who.Seat {
				want.Author = n.Author // they learn that it was theirs
			}
			if !reflect.DeepEqual(n, want) {
				l.t.Errorf("a veiled note says %+v", n)
			}
			veiled[n.Key()] = true
			l.seen.veiled++
		}
	}
	for _, n := range l.state.Notes() {
		foreign := n.Author != "" && n.Author != w.who.Seat && n.Scribe != w.who.Seat
		if (private || b.Phase == board.Reading && !n.Read) && foreign && !veiled[n.Key()] {
			l.t.Errorf("%s sees a note of another while people write", w.who.Role)
		}
		for _, text := range l.texts[n.ID] {
			if veiled[n.Key()] && strings.Contains(heard, marker(text)) {
				l.t.Errorf("%s hears a text that is not theirs, in %s:\n%s", w.who.Role, b.Phase, heard)
			}
		}
	}
}

// catchUp tells the late all that they missed, in one heap.
func (l *lawful) catchUp() {
	l.t.Helper()
	for _, w := range l.watchers {
		heap := l.log[w.from:]
		w.from = len(l.log)
		heard := ""
		for _, e := range w.who.Entries(heap, l.state) {
			heard += encode(l.t, e)
			w.late.Replay(e.Change)
		}
		want := w.who.Records(l.state)
		l.same(w.late.Records(), want, "%s, told %d entries at once, sees", w.who.Role, len(heap))
		l.silent(w, want, heard)
		l.survey.silent(l, w, want, heard)
		l.noDrafts(w, heard)
		if len(heap) > 1 {
			l.seen.heaps++
		}
	}
}

// noDrafts: who comes late hears no text that was never told to those in time,
// such as what a note said before it was laid open.
func (l *lawful) noDrafts(w *watcher, heard string) {
	l.t.Helper()
	for _, versions := range l.texts {
		for _, text := range versions {
			if strings.Contains(heard, marker(text)) && !strings.Contains(w.heard.String(), marker(text)) {
				l.t.Errorf("%s hears late what nobody told them in time: %s", w.who.Role, text)
			}
		}
	}
}
