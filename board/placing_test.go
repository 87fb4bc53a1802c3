package board_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

func keysOf(items []board.Item) []string {
	var keys []string
	for _, it := range items {
		keys = append(keys, it.Spot().Order)
	}
	return keys
}

func TestOrderBetweenIsBetween(t *testing.T) {
	key := rapid.StringMatching(`[0-9A-Za-z]{0,6}[1-9A-Za-z]`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := key.Draw(t, "a"), key.Draw(t, "b")
		if a > b {
			a, b = b, a
		}
		for _, pair := range [][2]string{{a, b}, {"", b}, {a, ""}, {"", ""}} {
			low, high := pair[0], pair[1]
			got := board.OrderBetween(low, high)
			if low != "" && low == high {
				if got != "" {
					t.Fatalf("between %q and %q lies %q", low, high, got)
				}
				continue
			}
			if !board.ValidOrder(got) || got <= low || high != "" && got >= high {
				t.Fatalf("between %q and %q lies %q", low, high, got)
			}
			if longest := max(len(low), len(high), 3) + 1; len(got) > longest {
				t.Fatalf("between %q and %q lies %q, which is needlessly long", low, high, got)
			}
		}
	})
}

// Whoever asks for what cannot be gets nothing, and gets it at once.
func TestOrderBetweenNonsense(t *testing.T) {
	for _, pair := range [][2]string{{"V", "V"}, {"W", "V"}, {"", "0"}, {"", "000"}, {"V", "V0"}, {"0", ""}, {"あ", ""}, {"", "-"}, {"V0", "W"}, {"V1", "V"}} {
		if got := board.OrderBetween(pair[0], pair[1]); got != "" {
			t.Errorf("between %q and %q lies %q", pair[0], pair[1], got)
		}
	}
}

func TestOrderRunAscends(t *testing.T) {
	for _, n := range []int{0, 1, 2, 61, 5000, 20_000} {
		keys := board.OrderRun(n)
		if len(keys) != n || !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != n {
			t.Errorf("a run of %d is no run", n)
		}
		for _, key := range keys {
			if !board.ValidOrder(key) || len(key) > 4 {
				t.Fatalf("a run of %d holds %q", n, key)
			}
		}
	}
}

// A whole hand of notes dropped between two neighbours: one key behind the
// other would have grown to eighty characters.
func TestFiveHundredDroppedBetweenTwoNeighbours(t *testing.T) {
	d := newBoard(t, board.Gather)
	var notes []board.Note
	for n := 1; n <= board.Bounds.Batch+2; n++ {
		notes = append(notes, board.Note{ID: noteID(n), Text: "文", Place: board.Place{Order: board.OrderRun(600)[n]}})
	}
	d.must(office, board.ImportBoard{Notes: notes, Phase: board.Gather})
	var hand []board.ItemID
	for n := 3; n <= board.Bounds.Batch+2; n++ {
		hand = append(hand, board.ItemID(noteID(n)))
	}
	slices.Reverse(hand)
	first, second := board.ItemID(noteID(1)), board.ItemID(noteID(2))
	for _, where := range []struct {
		before board.ItemID
		want   []board.ItemID
	}{
		{second, slices.Concat([]board.ItemID{first}, hand, []board.ItemID{second})},
		{first, slices.Concat(hand, []board.ItemID{first, second})},
		{"", slices.Concat([]board.ItemID{first, second}, hand)},
	} {
		d.must(mori, board.MoveItems{Items: hand, To: board.Target{Before: where.before}})
		d.wantOrder("", where.want...)
		if longest := slices.MaxFunc(keysOf(d.state.Members("")), func(a, b string) int { return len(a) - len(b) }); len(longest) > 8 {
			t.Errorf("before %q: a key of %d characters: %s", where.before, len(longest), longest)
		}
	}
}

// The last slot is no wall: whatever goes to the end again and again stays in
// order, with keys that stay short.
func TestToTheEndAgainAndAgain(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	for i := range 9_000 {
		n := i%3 + 1
		if _, err := d.state.Do(board.MoveItems{Items: noteItems(n)}, mori, nil); err != nil {
			t.Fatal(err)
		}
	}
	d.wantOrder("", noteItems(1, 2, 3)...)
}

// Equal keys come from an undo; ids decide then, the same everywhere, and the
// next thing laid between them numbers them afresh.
func TestTies(t *testing.T) {
	d := newBoard(t, board.Gather)
	var notes []board.Note
	for n := 1; n <= 4; n++ {
		notes = append(notes, board.Note{ID: noteID(n), Text: "文", Place: board.Place{Order: "V"}})
	}
	slices.Reverse(notes)
	d.must(office, board.ImportBoard{Notes: notes, Phase: board.Gather})
	d.wantOrder("", noteItems(1, 2, 3, 4)...)
	d.must(mori, board.MoveItems{Items: noteItems(1), To: board.Target{Before: noteItems(3)[0]}})
	d.wantOrder("", noteItems(2, 1, 3, 4)...)
	if keys := keysOf(d.state.Members("")); len(slices.Compact(keys)) != 4 {
		t.Errorf("still tied: %v", keys)
	}
}

func TestWhereThingsAreLaid(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 6)
	before := func(n int) board.Target { return board.Target{Before: noteItems(n)[0]} }
	for _, move := range []struct {
		items []int
		to    board.Target
		want  []int
	}{
		{[]int{6}, before(1), []int{6, 1, 2, 3, 4, 5}},
		{[]int{6}, before(6), []int{6, 1, 2, 3, 4, 5}},       // before itself: where it is
		{[]int{1, 2}, before(2), []int{6, 1, 2, 3, 4, 5}},    // before one of themselves: before the next that stays
		{[]int{5, 6}, before(6), []int{5, 6, 1, 2, 3, 4}},    // in the order named
		{[]int{5}, before(99), []int{6, 1, 2, 3, 4, 5}},      // before what never was: at the end
		{[]int{6}, board.Target{}, []int{1, 2, 3, 4, 5, 6}},  // at the end
		{[]int{4, 2}, before(1), []int{4, 2, 1, 3, 5, 6}},    // several
		{[]int{4}, before(4), []int{4, 2, 1, 3, 5, 6}},       // the first before itself
		{[]int{6}, before(6), []int{4, 2, 1, 3, 5, 6}},       // the last before itself
		{[]int{3, 5, 6}, before(5), []int{4, 2, 1, 3, 5, 6}}, // all that is behind
	} {
		d.must(mori, board.MoveItems{Items: noteItems(move.items...), To: move.to})
		d.wantOrder("", noteItems(move.want...)...)
	}
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	d.must(mori, board.MoveItems{Items: noteItems(4), To: before(1)}) // it has gone meanwhile: at the end
	d.wantOrder("", noteItems(2, 3, 5, 6, 4)...)
}

func TestNotesGroupsAndStatementsLieInOneOrder(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: onSheet(1, 1)})
	d.island(1)
	d.must(mori, board.AddGroup{Group: groupID(2), To: onSheet(9, 9)})
	mixed := []board.ItemID{board.ItemID(groupID(2)), noteItems(2)[0], board.ItemID(statementID(1)), noteItems(1)[0]}
	d.must(mori, board.MoveItems{Items: mixed, To: inGroup(1)})
	d.wantOrder(groupID(1), mixed...)
	d.refused(board.BadOp, mori, board.MoveItems{Items: mixed}) // no tray for groups
	d.must(mori, board.MoveItems{Items: mixed, To: onSheet(99_990, 5)})
	for _, it := range d.state.Members("") {
		if at := it.Spot().At; at != nil && at.X > float64(board.Bounds.Coordinate) {
			t.Errorf("%s was fanned off the sheet to %v", it.Key(), *at)
		}
	}
}

func TestDepth(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	for n := 2; n <= board.Bounds.Depth; n++ {
		d.must(mori, board.AddGroup{Group: groupID(n), To: inGroup(n - 1)})
	}
	d.must(mori, board.AddNote{Note: noteID(1), Text: "いちばん深い", To: inGroup(board.Bounds.Depth)})
	d.refused(board.TooDeep, mori, board.AddGroup{Group: groupID(20), To: inGroup(board.Bounds.Depth)})
	d.refused(board.TooDeep, mori, board.AddGroup{Group: groupID(20), Items: noteItems(1), To: inGroup(board.Bounds.Depth)})
	d.island(20)
	item := func(n int) []board.ItemID { return []board.ItemID{board.ItemID(groupID(n))} }
	d.refused(board.TooDeep, mori, board.MoveItems{Items: item(1), To: inGroup(20)})
	d.refused(board.TooDeep, mori, board.MoveItems{Items: item(20), To: inGroup(board.Bounds.Depth)})
	d.must(mori, board.MoveItems{Items: item(2), To: onSheet(1, 1)})
	d.must(mori, board.MoveItems{Items: item(1), To: inGroup(20)})
	d.refused(board.TooDeep, mori, board.MoveItems{Items: item(2), To: inGroup(1)}) // 20, 1, and seven more
	d.must(mori, board.MoveItems{Items: item(8), To: inGroup(20)})
	d.must(mori, board.MoveItems{Items: item(2), To: inGroup(20)})
}

func TestDissolving(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 4)
	d.must(mori, board.AddGroup{Group: groupID(1), Items: noteItems(1), To: onSheet(300, 400)})
	d.must(mori, board.AddGroup{Group: groupID(2), Items: noteItems(2, 3), To: inGroup(1)})
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: inGroup(2)})
	d.must(mori, board.DissolveGroup{Group: groupID(2)}) // inside: at its level, where it lay
	d.wantOrder(groupID(1), append(noteItems(1, 2, 3), board.ItemID(statementID(1)))...)
	d.must(mori, board.AddGroup{Group: groupID(3), To: inGroup(1)})
	d.must(mori, board.DissolveGroup{Group: groupID(1)}) // on the sheet: notes to the tray, the rest on the sheet
	for n := 1; n <= 3; n++ {
		if at := d.note(n).Place; at.At != nil || at.Group != "" {
			t.Errorf("note %d lies at %+v", n, at)
		}
	}
	if at := d.group(3).Place.At; at == nil || at.X < 300 || at.Y < 400 {
		t.Errorf("the inner island lies at %v", at)
	}
	d.refused(board.Gone, mori, board.DissolveGroup{Group: groupID(1)})
}

// A large island must not hold the board up: what lay in it is laid in one go.
func TestDissolvingALargeIsland(t *testing.T) {
	d := newBoard(t, board.Gather)
	var notes []board.Note
	for i, key := range board.OrderRun(3000) {
		notes = append(notes, board.Note{ID: noteID(i), Text: "文", Place: board.Place{Group: groupID(1), Order: key}})
	}
	d.must(office, board.ImportBoard{Notes: notes, Groups: []board.Group{{ID: groupID(1), Place: board.Place{Order: "V", At: &board.Point{}}}}, Phase: board.Gather})
	e := d.must(mori, board.DissolveGroup{Group: groupID(1)})
	if len(e.Change) != 3001 {
		t.Errorf("%d records changed", len(e.Change))
	}
	if o := d.state.Outline(); o.Tally.Loose != 3000 || o.Loose[0].ID != noteID(0) || o.Loose[2999].ID != noteID(2999) {
		t.Errorf("the ledger says %+v", o.Tally)
	}
}

func TestLoneNotes(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	d.island(1, 1, 2)
	d.must(kaede, board.MarkLone{Note: noteID(1), Lone: true})
	if n := d.note(1); !n.Lone || n.Place.Group != "" {
		t.Errorf("a lone note lies at %+v", n.Place)
	}
	d.must(kaede, board.MoveItems{Items: noteItems(1), To: onSheet(5, 5)})
	if !d.note(1).Lone {
		t.Error("a lone note that is moved on the sheet stays lone")
	}
	d.must(kaede, board.MoveItems{Items: noteItems(1), To: inGroup(1)})
	if d.note(1).Lone {
		t.Error("a note that is gathered is lone no more")
	}
	want := board.Tally{Written: 3, Grouped: 2, Loose: 1, Islands: 1}
	if got := d.state.Outline().Tally; got != want {
		t.Errorf("the ledger says %+v, want %+v", got, want)
	}
}

func TestAnItemNamedTwiceOrTooMany(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.refused(board.BadOp, mori, board.MoveItems{Items: noteItems(1, 1)})
	d.refused(board.BadOp, mori, board.MoveItems{Items: []board.ItemID{}})
	var many []int
	for n := range board.Bounds.Batch + 1 {
		many = append(many, n)
	}
	d.refused(board.TooBig, mori, board.MoveItems{Items: noteItems(many...)})
	d.refused(board.NotFound, mori, board.MoveItems{Items: noteItems(many[:500]...)}) // one bad one refuses all
}

// Somebody takes a note off the board while another moves it together with
// others: the others go where they were meant to, and so into a new island.
func TestWithdrawnMeanwhileTheOthersGo(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 5)
	d.island(1)
	d.must(mori, board.WithdrawNote{Note: noteID(2)})
	d.must(kaede, board.MoveItems{Items: noteItems(1, 2, 3), To: inGroup(1)})
	if d.note(1).Place.Group != groupID(1) || d.note(2).Place.Group != "" || d.note(3).Place.Group != groupID(1) {
		t.Errorf("they lie in %q, %q, %q", d.note(1).Place.Group, d.note(2).Place.Group, d.note(3).Place.Group)
	}
	d.refused(board.Gone, kaede, board.MoveItems{Items: noteItems(2), To: inGroup(1)})

	d.must(kaede, board.AddGroup{Group: groupID(2), Items: noteItems(2, 4, 5), To: onSheet(300, 400)})
	if d.note(2).Place.Group != "" || d.note(4).Place.Group != groupID(2) || d.note(5).Place.Group != groupID(2) {
		t.Errorf("they lie in %q, %q, %q", d.note(2).Place.Group, d.note(4).Place.Group, d.note(5).Place.Group)
	}
	d.refused(board.Gone, kaede, board.AddGroup{Group: groupID(3), Items: noteItems(2, 4), To: onSheet(5, 5)}) // nothing to gather one with
	d.refused(board.Gone, kaede, board.AddGroup{Group: groupID(3), Items: noteItems(2), To: onSheet(5, 5)})
	d.must(kaede, board.AddGroup{Group: groupID(3), Title: "書いた文は残る", Items: noteItems(2), To: onSheet(5, 5)})
	if d.group(3).Title == "" || d.note(2).Place.Group != "" {
		t.Errorf("the island is %+v", d.group(3))
	}
}

// D-04, D-11: two people at one note.
func TestTwoPeopleAtOneNote(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddNote{Note: noteID(1), Text: "もと"})
	d.must(kaede, board.MoveItems{Items: noteItems(1), To: onSheet(1, 1)})
	d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(2, 2)})
	if at := d.note(1).Place.At; at.X != 2 {
		t.Errorf("the last in the server's order wins, it lies at %v", at)
	}
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	d.refused(board.Gone, mori, board.EditNote{Note: noteID(1), Base: "もと", Text: "丙"})
	d.refused(board.Gone, mori, board.WithdrawNote{Note: noteID(1)})
	d.refused(board.Gone, mori, board.MarkLone{Note: noteID(1), Lone: true})
	d.refused(board.NotFound, mori, board.EditNote{Note: noteID(9), Base: "", Text: "丙"})
}

// To dissolve an island with nothing in it once gave every neighbour a new
// order key: no keys were found for no members, and that was taken for a gap
// used up.
func TestDissolvingAnEmptyIslandMovesNobody(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	d.island(1)
	if e := d.must(mori, board.DissolveGroup{Group: groupID(1)}); len(e.Change) != 1 {
		t.Errorf("it changed %s", encode(t, e.Change))
	}
}
