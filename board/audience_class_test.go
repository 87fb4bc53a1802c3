package board_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

// What a class is told once, and a viewer beside it, must be what the viewer
// would be told alone: else a screen shows a neighbour's draft, or lacks one's own.
func TestAClassAndOnesOwnMakeTheWhole(t *testing.T) {
	own, alike := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		start := rapid.SampledFrom([]board.Phase{board.Writing, board.Writing, board.Gather}).Draw(rt, "start")
		b := newBoard(rt, board.Writing)
		// So that there is something to hold against the law however few boards are drawn.
		b.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
		own += oneByClass(rt, hana.Viewer(), b.state)
		if start != board.Writing {
			b.must(kaede, board.SetPhase{Phase: start})
		}
		c := &chance{T: rt, lawful: newLawful(b, newCounts())}
		ops := c.boardOps()
		ops["phase.set"] = func() board.Op { return board.SetPhase{Phase: c.phase()} }
		names := append(slices.Sorted(maps.Keys(ops)), "note.add", "note.add", "note.add", "phase.set")
		for range 30 {
			from := len(c.log)
			for range 1 + c.upTo(3, "commit") {
				actor := evenly(c, "who", everybody...)
				c.do(actor, ops[evenly(c, "op", names...)]())
			}
			for _, a := range everybody {
				own += oneByClass(rt, a.Viewer(), c.state)
				alike += toldByClass(rt, a.Viewer(), c.log[from:], c.state)
			}
		}
	})
	if own == 0 || alike == 0 {
		t.Errorf("nothing was held against the law: %d own records, %d shared tellings", own, alike)
	}
	t.Logf("%d own records, %d shared tellings", own, alike)
}

// oneByClass holds records and digest against the class's, and counts what is the viewer's own.
func oneByClass(t tb, v board.Viewer, s *board.State) int {
	t.Helper()
	shared := v.Class().Viewer().Records(s)
	own, instead := v.Own(s)
	whole := board.StateOf(shared)
	for _, r := range own {
		whole.Replay(board.Change{{Kind: r.Kind(), ID: r.Key(), After: r}})
	}
	want := v.Records(s)
	if got := encoded(t, whole.Records()); got != encoded(t, want) {
		t.Fatalf("a %s is told by class\n%s\nand alone\n%s", v.Role, got, encoded(t, want))
	}
	print, err := board.FingerprintOf(shared)
	if err == nil {
		print, err = print.Exchanged(instead, own)
	}
	digest, _ := board.Digest(want)
	if err != nil || print.String() != digest {
		t.Fatalf("the digest of a %s by class is %s, %v; alone it is %s", v.Role, print, err, digest)
	}
	return len(own)
}

func toldByClass(t tb, v board.Viewer, entries []board.Entry, s *board.State) int {
	t.Helper()
	if len(entries) == 0 || !v.LikeClass(entries, s) {
		return 0
	}
	if got, want := encode(t, v.Class().Viewer().Entries(entries, s)), encode(t, v.Entries(entries, s)); got != want {
		t.Fatalf("a %s hears by class\n%s\nand alone\n%s", v.Role, got, want)
	}
	return 1
}

// A workshop's code is for some roles; nobody owns anything there.
func TestTheClassesOfAHall(t *testing.T) {
	d := newHall(t)
	for _, a := range everybody {
		oneByClass(t, a.Viewer(), d.state)
		toldByClass(t, a.Viewer(), d.log, d.state)
	}
}

// Nobody without a seat owns what has no author.
func TestWhatNobodyWroteIsNobodysOwn(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	if own, _ := (board.Viewer{Role: board.Participant}).Own(d.state); len(own) != 0 {
		t.Errorf("a stranger owns %v", own)
	}
	if own, instead := hana.Viewer().Own(d.state); len(own) != 1 || !instead[0].(board.Note).Veiled || own[0].(board.Note).Text != secretText {
		t.Errorf("her own: %v instead of %v", own, instead)
	}
}
