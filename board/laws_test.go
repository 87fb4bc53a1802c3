package board_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

// The laws that hold for every document, whoever does what in whatever order:
//
//   - every invariant of Check, and a ledger that balances;
//   - a refused op leaves no trace (document.do);
//   - a change reversed restores the state; changes replayed onto nothing build it;
//   - an entry is the same after the wire;
//   - whoever follows the entries told to them sees at every step what they
//     would see on opening the document now, told one by one or in heaps;
//   - no text that is not for their eyes comes near them.
type lawful struct {
	*document
	replayed *board.State
	watchers []*watcher
	texts    map[board.NoteID][]string // every text a note ever had
	survey   *answered
	said     map[string][]string // every text that anything ever had, by id
	away     map[string][]string // those of them that are put away
	seen     *counts
}

// counts says what the generator really made.
type counts struct {
	done    map[board.OpType]int
	refused map[board.Code]int
	deepest int
	veiled  int
	ballots int
	hidden  int
	heaps   int
}

func newCounts() *counts {
	return &counts{done: map[board.OpType]int{}, refused: map[board.Code]int{}}
}

func newLawful(d *document, seen *counts) *lawful {
	l := &lawful{document: d, replayed: board.NewState(), texts: map[board.NoteID][]string{}, said: map[string][]string{}, away: map[string][]string{}, survey: newAnswered(), seen: seen}
	for _, e := range d.log {
		l.replayed.Replay(e.Change)
	}
	for _, a := range everybody {
		records := a.Viewer().Records(d.state)
		w := &watcher{who: a.Viewer(), state: board.StateOf(records), late: board.StateOf(records), from: len(d.log)}
		w.heard.WriteString(encoded(d.t, records))
		l.watchers = append(l.watchers, w)
	}
	return l
}

// try sends an op and holds all laws against what came of it.
func (l *lawful) try(actor board.Actor, op board.Op) {
	l.t.Helper()
	e, err := l.do(actor, op)
	if err != nil {
		l.seen.refused[board.CodeOf(err)]++
		return
	}
	l.seen.done[op.Type()]++
	l.sound()
	l.reversible(e, l.before())
	l.sameAfterWire(e)
	l.outlined()
	l.remember(e)
	whole, wire := encode(l.t, e), map[string]board.Entry{} // most hear the same
	for _, w := range l.watchers {
		l.tell(w, e, whole, wire)
	}
}

func (l *lawful) reversible(e board.Entry, before string) {
	l.t.Helper()
	back := l.state.Clone()
	back.Replay(e.Change.Reversed())
	if got := encoded(l.t, back.Records()); got != before {
		l.t.Fatalf("%s reversed:\n got %s\nwant %s", e.Op.Type(), got, before)
	}
	l.replayed.Replay(e.Change)
	l.same(l.replayed.Records(), l.state.Records(), "replayed")
}

func (l *lawful) sameAfterWire(e board.Entry) board.Entry {
	l.t.Helper()
	data := encode(l.t, e)
	var back board.Entry
	if err := back.UnmarshalJSON([]byte(data)); err != nil {
		l.t.Fatalf("decode %s: %v", data, err)
	}
	if again := encode(l.t, back); again != data {
		l.t.Fatalf("after the wire:\n got %s\nwant %s", again, data)
	}
	return back
}

// outlined: each note is in the outline exactly once, a live one among the
// living, and the order of siblings is the order of their keys.
func (l *lawful) outlined() {
	l.t.Helper()
	places := map[board.NoteID]int{}
	o := l.state.Outline()
	for _, list := range [][]board.Note{o.Lone, o.Loose, o.Gone, o.Hidden} {
		for _, n := range list {
			places[n.ID]++
		}
	}
	l.walk(o.Items, places)
	for _, n := range l.state.Notes() {
		if places[n.ID] != 1 {
			l.t.Errorf("note %s is %d times in the outline", n.ID, places[n.ID])
		}
	}
	if len(o.Gone) != o.Tally.Withdrawn || len(o.Hidden) != o.Tally.Hidden || len(places) != o.Tally.Written {
		l.t.Errorf("the ledger says %+v", o.Tally)
	}
}

func (l *lawful) walk(branches []board.Branch, places map[board.NoteID]int) {
	l.t.Helper()
	for i, b := range branches {
		if n, isNote := b.Item.(board.Note); isNote {
			places[n.ID]++
		}
		if i > 0 && branches[i-1].Item.Spot().Order > b.Item.Spot().Order {
			l.t.Errorf("%s stands before %s in the outline", branches[i-1].Item.Key(), b.Item.Key())
		}
		l.seen.deepest = max(l.seen.deepest, b.Level)
		l.walk(b.Members, places)
	}
}

// same compares records; their encodings are made for the message only.
func (l *lawful) same(got, want []board.Record, what string, args ...any) {
	l.t.Helper()
	if !reflect.DeepEqual(got, want) {
		l.t.Fatalf("%s:\n got %s\nwant %s", fmt.Sprintf(what, args...), encoded(l.t, got), encoded(l.t, want))
	}
}

func TestLawsOfABoard(t *testing.T) {
	t.Parallel()
	seen := newCounts()
	checkUntil(t, seen.lackingOnBoards, func(rt *rapid.T) {
		start := rapid.SampledFrom([]board.Phase{board.Writing, board.Reading, board.Gather, board.Gather, board.Titling, board.Voting}).Draw(rt, "start")
		c := &chance{T: rt, lawful: newLawful(newBoard(rt, start), seen)}
		ops := c.boardOps()
		names := slices.Sorted(maps.Keys(ops))
		common := []board.OpType{"note.add", "note.add", "group.add", "items.move", "items.move", "undo", "undo", "note.edit", "group.title"}
		for range 4 { // an empty board is soon known
			c.try(evenly(c, "first", hana, jiro, mori), ops["note.add"]())
			c.try(mori, ops["group.add"]())
		}
		several := func(names []board.OpType, who func() board.Actor) func(*rapid.T) {
			return func(rt *rapid.T) {
				for c.T = rt; ; {
					c.try(who(), ops[evenly(c, "op", names...)]())
					if c.upTo(4, "enough") == 0 {
						return
					}
				}
			}
		}
		leader := func() board.Actor { return evenly(c, "leader", mori, kaede) }
		rt.Repeat(map[string]func(*rapid.T){
			"anybody":  several(names, c.actor),
			"leaders":  several(names, leader),
			"ordinary": several(common, leader),
			"phase":    func(rt *rapid.T) { c.T = rt; c.try(c.actor(), board.SetPhase{Phase: c.phase()}) },
			"read": func(rt *rapid.T) {
				c.T = rt
				c.try(mori, board.SetPhase{Phase: board.Reading})
				several([]board.OpType{"reading.turn", "note.echo", "note.beside", "note.add"}, c.actor)(rt)
			},
			"vote": func(rt *rapid.T) {
				c.T = rt
				c.try(mori, board.SetPhase{Phase: board.Voting})
				c.try(kaede, ops["round.open"]())
				voter := func() board.Actor { return evenly(c, "voter", hana, jiro, kaede) }
				several([]board.OpType{"ballot.set", "ballot.set", "ballot.set", "round.close", "round.hand", "round.reopen"}, voter)(rt)
			},
			"suggest": func(rt *rapid.T) {
				c.T = rt
				c.try(mori, board.SetPhase{Phase: board.Relating})
				c.try(hana, ops["link.propose"]())
				several([]board.OpType{"link.propose", "link.accept", "link.decline"}, c.actor)(rt)
			},
			"hide": func(rt *rapid.T) {
				c.T = rt
				several([]board.OpType{"text.hide", "text.hide", "text.show", "undo", "note.restore"}, leader)(rt)
			},
			"catch up": func(rt *rapid.T) { c.catchUp() },
		})
		for _, name := range names { // and each op at the end of the evening
			for range 4 {
				c.try(mori, ops[name]())
			}
		}
		c.catchUp()
		c.erasable()
	})
	t.Logf("done %v, refused %v, deepest %d, veiled %d, heaps %d", seen.done, seen.refused, seen.deepest, seen.veiled, seen.heaps)
}

// checkUntil holds a law against random evenings until nothing is lacking: a
// law that was held against nothing proves nothing, and chance alone must not
// make a test fail.
func checkUntil(t *testing.T, lacking func() []string, law func(*rapid.T)) {
	t.Helper()
	const rounds = 20
	if underRace {
		rapid.Check(t, law)
		return
	}
	for range rounds {
		rapid.Check(t, law)
		if t.Failed() || len(lacking()) == 0 {
			return
		}
	}
	t.Errorf("the random evenings are too poor: %v", lacking())
}

func (seen *counts) lackingOnBoards() []string {
	var lacking []string
	for _, op := range board.OpTypes() {
		if _, onBoard := board.Rights()[op]; onBoard && seen.done[op] < 10 {
			lacking = append(lacking, string(op))
		}
	}
	for _, code := range []board.Code{
		board.Forbidden, board.NotFound, board.Gone, board.Changed, board.Cycle, board.BadNumber, board.BadOp, board.UnknownOp, board.Exists, board.Frozen, board.Quota,
	} {
		if seen.refused[code] < 2 {
			lacking = append(lacking, string(code))
		}
	}
	if seen.deepest < 3 || seen.veiled < 100 || seen.heaps < 50 || seen.ballots < 100 || seen.hidden < 100 {
		lacking = append(lacking, fmt.Sprintf("depth %d, %d veiled notes, %d veiled ballots, %d heaps, %d hidden", seen.deepest, seen.veiled, seen.ballots, seen.heaps, seen.hidden))
	}
	return lacking
}
