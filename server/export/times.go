package export

import (
	"slices"
	"time"

	"yoriai/board"
)

// Times are what only the history can tell of an evening: when notes were
// written, and when which table took which step. Nobody's name is in it.
type Times struct {
	Notes map[board.BoardID][]int64 // ms since 1970, of every note that was written there
	Steps []Taken                   // in the order in which they were taken
}

// Taken is a table taking a step of the agenda.
type Taken struct {
	Step  board.AgendaStepID
	Table board.TableID
	At    int64
}

// ReadBoard adds what an entry of a board tells. What was taken in from a file
// was written at another time: the file may tell it.
func (t *Times) ReadBoard(id board.BoardID, e board.Entry) {
	if t.Notes == nil {
		t.Notes = map[board.BoardID][]int64{}
	}
	if e.Op != nil && e.Op.Type() == (board.ImportBoard{}).Type() { // even one that is told of by its name alone
		taken, _ := e.Op.(board.ImportBoard)
		t.Notes[id] = append(t.Notes[id], taken.Past...)
		return
	}
	for _, d := range e.Change {
		if d.Kind == board.KindNote && d.Before == nil && d.After != nil {
			t.Notes[id] = append(t.Notes[id], e.Time.UnixMilli())
		}
	}
}

// ReadWorkshop adds what an entry of the workshop's document tells.
func (t *Times) ReadWorkshop(e board.Entry) {
	take, is := e.Op.(board.TakeStep)
	if !is {
		return
	}
	for _, table := range take.Tables {
		t.Steps = append(t.Steps, Taken{take.Step, table, e.Time.UnixMilli()})
	}
}

// span is from when to when tables were in a step; to 0: it has not ended.
type span struct{ from, to int64 }

// spans finds for each step the time from its first table's beginning to its
// last table's end. table empty: of all.
func (t Times) spans(table board.TableID) map[board.AgendaStepID]span {
	spans, latest := map[board.AgendaStepID]span{}, map[board.TableID]Taken{}
	for _, s := range t.Steps {
		if table != "" && s.Table != table {
			continue
		}
		if before, some := latest[s.Table]; some {
			old := spans[before.Step]
			spans[before.Step] = span{old.from, max(old.to, s.At)}
		}
		if now, again := spans[s.Step]; !again || s.At < now.from {
			spans[s.Step] = span{s.At, now.to}
		}
		latest[s.Table] = s
	}
	for _, s := range latest { // who is still there keeps it open
		spans[s.Step] = span{from: spans[s.Step].from}
	}
	return spans
}

// stretches are the sensible widths of a bar in time; barsMost bars of them.
var stretches = []time.Duration{5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 20 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour}

const barsMost = 14

// Evening is how many notes were written when: on the day on which most were,
// stretch by stretch from its first note to its last. Other counts those of other days.
type Evening struct {
	Stretch time.Duration
	From    []time.Time
	Notes   []int
	Other   int
}

// eveningOf is nil where time tells nothing: all notes lie in one stretch.
func eveningOf(notes []int64, zone *time.Location) *Evening {
	days := map[string][]time.Time{}
	for _, ms := range notes {
		at := time.UnixMilli(ms).In(zone)
		days[at.Format(time.DateOnly)] = append(days[at.Format(time.DateOnly)], at)
	}
	day := ""
	for name, list := range days {
		if n := len(days[day]); len(list) > n || len(list) == n && name < day {
			day = name
		}
	}
	times := days[day]
	if len(times) == 0 {
		return nil
	}
	slices.SortFunc(times, time.Time.Compare)
	e := &Evening{Other: len(notes) - len(times)}
	return e.fill(times)
}

func (e *Evening) fill(times []time.Time) *Evening {
	first, last := times[0], times[len(times)-1]
	midnight := time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, first.Location())
	at := func(t time.Time) int { return int(t.Sub(midnight) / e.Stretch) }
	for _, e.Stretch = range stretches {
		if at(last)-at(first) < barsMost {
			break
		}
	}
	begin := at(first)
	e.Notes = make([]int, at(last)-begin+1)
	for i := range e.Notes {
		e.From = append(e.From, midnight.Add(time.Duration(begin+i)*e.Stretch))
	}
	for _, t := range times {
		e.Notes[at(t)-begin]++
	}
	if len(e.Notes) < 2 {
		return nil
	}
	return e
}

// Clone is a copy that can be read on without touching the first.
func (t Times) Clone() Times {
	c := Times{Steps: slices.Clone(t.Steps), Notes: map[board.BoardID][]int64{}}
	for id, list := range t.Notes {
		c.Notes[id] = slices.Clone(list)
	}
	return c
}
