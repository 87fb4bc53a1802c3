package simulation

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"

	"yoriai/board"
	"yoriai/server/client"
	"yoriai/server/room"
)

// seeds is how many evenings are played; YORIAI_SEEDS asks for more.
func seeds(t *testing.T, few int) uint64 {
	if n, err := strconv.ParseUint(os.Getenv("YORIAI_SEEDS"), 10, 64); err == nil {
		return n
	}
	if underRace {
		few /= 60 // the race detector has little to find here, and takes its time; make test plays all of them without it
	}
	return uint64(max(few, 5))
}

const opsEach = 200

// TestEvenings plays evenings with five people of whom each wants two hundred
// things, over lines that break, with a disk that fills, a server that is
// restarted and killed. YORIAI_SEED plays one evening again.
func TestEvenings(t *testing.T) {
	if one, err := strconv.ParseUint(os.Getenv("YORIAI_SEED"), 10, 64); err == nil {
		play(t, one)
		return
	}
	n := seeds(t, 500)
	seen := &chronicle{done: map[board.OpType]int{}, troubles: map[string]int{}}
	t.Run("all", func(t *testing.T) {
		for part := range uint64(4) {
			t.Run(fmt.Sprint(part), func(t *testing.T) {
				t.Parallel()
				for seed := part; seed < n && !t.Failed(); seed += 4 {
					seen.add(play(t, seed))
				}
			})
		}
	})
	t.Logf("%d evenings: %v %v", n, seen.done, seen.troubles)
	if underRace {
		return // so few need not have everything in them
	}
	for _, wish := range []board.OpType{"note.add", "note.edit", "note.withdraw", "note.restore", "note.lone", "items.move", "group.add", "group.title",
		"group.dissolve", "group.restore", "statement.add", "statement.withdraw", "statement.restore", "text.choose", "board.restore", "undo", "phase.set",
		"link.add", "link.edit", "link.withdraw", "link.restore", "link.propose", "item.propose", "note.echo", "note.beside", "reading.turn", "items.place",
		"wording.propose", "round.open", "round.close", "ballot.set", "passage.add", "passage.edit", "passage.move"} {
		if seen.done[wish] == 0 {
			t.Errorf("in %d evenings nobody did a %s", n, wish)
		}
	}
	for _, trouble := range []string{"cut", "full", "restart", "kill", "again"} {
		if seen.troubles[trouble] == 0 {
			t.Errorf("in %d evenings there was no %s", n, trouble)
		}
	}
}

// chronicle says what really happened in many evenings.
type chronicle struct {
	mu       sync.Mutex
	done     map[board.OpType]int
	troubles map[string]int
}

func (c *chronicle) add(w *world) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for trouble, n := range w.troubles {
		c.troubles[trouble] += n
	}
	for _, g := range w.folk {
		for _, op := range g.Stored {
			c.done[op.Type()]++
		}
	}
}

// unlucky seeds found a fault once; each stays, with its story.
var unlucky = []struct {
	seed  uint64
	story string
}{}

func TestUnluckyEvenings(t *testing.T) {
	for _, u := range unlucky {
		t.Run(fmt.Sprint(u.seed), func(t *testing.T) { play(t, u.seed) })
	}
}

func play(t *testing.T, seed uint64) (w *world) {
	synctest.Test(t, func(t *testing.T) {
		w = newWorld(t, seed, opsEach, func(m *Memory) board.Log { return m })
		w.evening()
		for _, fault := range w.faults() {
			t.Errorf("seed %d: %v", seed, fault)
		}
		w.cutAll()
		w.rooms.Close()
	})
	return w
}

// faults is what must not be at the end of an evening.
func (w *world) faults() []error {
	ctx := context.Background()
	var faults []error
	if w.stuck != nil {
		faults = append(faults, w.stuck)
	}
	entries, err := w.disk.Read(ctx, w.doc, 0, 1<<30)
	if err != nil {
		return []error{err}
	}
	replayed := board.NewState()
	for _, e := range entries {
		replayed.Replay(e.Change)
	}
	for _, p := range board.Check(replayed) {
		faults = append(faults, fmt.Errorf("invariant: %v", p))
	}
	for _, g := range w.folk {
		faults = append(faults, toldRight(g.Actor.Viewer(), entries, replayed)...)
	}
	r, free, err := w.rooms.Use(ctx, w.doc)
	if err != nil {
		return append(faults, err)
	}
	defer free()
	state, seq, err := r.Copy(ctx)
	if err != nil {
		return append(faults, err)
	}
	if seq != board.Seq(len(entries)) || digestOf(state.Records()) != digestOf(replayed.Records()) {
		faults = append(faults, fmt.Errorf("the room is at %d, and not what the log's %d entries replay to", seq, len(entries)))
	}
	for _, g := range w.folk {
		faults = append(faults, g.Faults...)
		if digestOf(g.Shadow.Records()) != digestOf(g.Actor.Viewer().Records(state)) {
			faults = append(faults, fmt.Errorf("%s does not see what the server has", g.Actor.Role))
		}
		faults = append(faults, accounts(g.Person, entries)...)
	}
	return faults
}

// toldRight: the history as somebody reads it leads to what they see.
func toldRight(v board.Viewer, entries []board.Entry, now *board.State) []error {
	teller, state := board.NewTeller(v, now), board.NewState()
	for _, e := range entries {
		state.Replay(teller.Tell(e).Change)
	}
	if digestOf(state.Records()) != digestOf(v.Records(now)) {
		return []error{fmt.Errorf("the history told to a %s leads elsewhere", v.Role)}
	}
	return nil
}

// accounts holds what a person was told against the log: every acknowledged op
// is there once, under the number that was told.
func accounts(p *client.Person, entries []board.Entry) []error {
	var faults []error
	at := map[board.OpID]board.Seq{}
	for _, e := range entries {
		if e.Author != p.Actor.Seat {
			continue
		}
		if first, twice := at[e.ID]; twice {
			faults = append(faults, fmt.Errorf("op %s is in the log as %d and as %d", e.ID, first, e.Seq))
		}
		at[e.ID] = e.Seq
		if op, known := p.Stored[e.ID]; known && !sameOp(op, e.Op) {
			faults = append(faults, fmt.Errorf("entry %d does not hold the op that was sent", e.Seq))
		}
	}
	for id, seq := range p.Acked {
		if at[id] != seq {
			faults = append(faults, fmt.Errorf("op %s was acknowledged as %d; in the log it is %d", id, seq, at[id]))
		}
	}
	return faults
}

func sameOp(a, b board.Op) bool {
	x, errX := board.EncodeOp(a)
	y, errY := board.EncodeOp(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

func digestOf(records []board.Record) string {
	d, err := board.Digest(records)
	if err != nil {
		return err.Error()
	}
	return d
}

var _ room.Member = (*line)(nil)
