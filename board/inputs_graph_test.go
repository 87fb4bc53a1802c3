package board_test

import (
	"fmt"
	"slices"
	"testing"

	"yoriai/board"
)

func groupItem(n int) board.ItemID { return board.ItemID(groupID(n)) }

// TestUndoClosesNoCircle (D-07): the island's old place lies inside it by now.
// Undo leaves it where it is.
func TestUndoClosesNoCircle(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	d.island(2)
	one, two := groupItem(1), groupItem(2)
	d.must(kaede, board.MoveItems{Items: []board.ItemID{one}, To: inGroup(2)})
	out := d.must(kaede, board.MoveItems{Items: []board.ItemID{one}, To: onSheet(1, 1)})
	d.must(mori, board.MoveItems{Items: []board.ItemID{two}, To: inGroup(1)})
	d.refused(board.Changed, kaede, board.Undo{Of: out.Seq})
	d.wantOrder("", one)
	d.wantOrder(groupID(1), two)
}

// TestInsertingForEverAtOnePlace is row D-17: each of 10,000 moves goes between
// the same two neighbours, at whichever end of those who went there before.
func TestInsertingForEverAtOnePlace(t *testing.T) {
	const hands = 20
	for name, before := range map[string]func(last int) board.ItemID{
		"behind the last":      func(int) board.ItemID { return noteItems(2)[0] },
		"in front of the rest": func(last int) board.ItemID { return noteItems(last)[0] },
	} {
		for _, place := range []board.Target{{}, inGroup(1)} {
			t.Run(fmt.Sprintf("D-17 %s, in %q", name, place.Group), func(t *testing.T) {
				d := newBoard(t, board.Gather)
				d.write(1, 2+hands)
				d.must(mori, board.AddGroup{Group: groupID(1), To: onSheet(1, 1)})
				d.must(mori, board.MoveItems{Items: noteItems(1, 2), To: place})
				d.squeeze(10_000, hands, place, before)
			})
		}
	}
}

// squeeze moves notes 3… in turn before what before names, and keeps a plain
// list beside them as the truth.
func (d *document) squeeze(times, hands int, place board.Target, before func(last int) board.ItemID) {
	d.t.Helper()
	between := []board.ItemID{}
	last, longest := 2, 0
	for i := range times {
		n := 3 + i%hands
		place.Before = before(last)
		moving := noteItems(n)[0]
		if _, err := d.state.Do(board.MoveItems{Items: []board.ItemID{moving}, To: place}, mori, d); err != nil {
			d.t.Fatalf("move %d: %v", i, err)
		}
		between = slices.DeleteFunc(between, func(id board.ItemID) bool { return id == moving })
		at := len(between)
		if found := slices.Index(between, place.Before); found >= 0 {
			at = found
		}
		between = slices.Insert(between, at, moving)
		last = n
		longest = max(longest, len(d.note(n).Place.Order))
		if i < 100 || i%50 == 0 || i == times-1 {
			d.lyingBetween(place.Group, between)
		}
	}
	if longest > board.Bounds.OrderKey || longest < 10 {
		d.t.Errorf("the longest key had %d digits", longest)
	}
}

func (d *document) lyingBetween(group board.GroupID, want []board.ItemID) {
	d.t.Helper()
	var got []board.ItemID
	members := d.state.Members(group)
	for i, it := range members {
		if i > 0 && members[i-1].Spot().Order >= it.Spot().Order {
			d.t.Fatalf("two keys are not in order: %q, %q", members[i-1].Spot().Order, it.Spot().Order)
		}
		got = append(got, it.ItemID())
	}
	first, end := slices.Index(got, noteItems(1)[0]), slices.Index(got, noteItems(2)[0])
	if first < 0 || end < first || !slices.Equal(got[first+1:end], want) {
		d.t.Fatalf("between the neighbours:\n got %v\nwant %v", got, want)
	}
}

// TestSealsAreExact is row D-16: whatever is sent, nobody lays a seal more than
// they have, on what is not there or when it is over.
func TestSealsAreExact(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	d.must(mori, board.WithdrawNote{Note: noteID(3)})
	d.must(kaede, board.SetPhase{Phase: board.Voting})
	d.must(kaede, board.OpenRound{Round: roundID(1), Seals: 3, Most: 2, Items: noteItems(1, 2)})
	lay := func(item, n int) board.SetBallot {
		return board.SetBallot{Ballot: ballotID(1), Round: roundID(1), Marks: []board.Count{{Item: noteItems(item)[0], N: n}}}
	}
	d.must(hana, lay(1, 2))
	d.must(hana, lay(1, 2))                                                                       // the whole ballot again, not two seals more
	d.must(hana, board.SetBallot{Ballot: ballotID(2), Round: roundID(1), Marks: lay(1, 2).Marks}) // from another tab
	for _, row := range []struct {
		name string
		code board.Code
		op   board.SetBallot
	}{
		{"D-16 on what is withdrawn", board.NotFound, lay(3, 1)},
		{"D-16 less than none", board.BadNumber, lay(2, -1)},
		{"D-16 a thousand million", board.Quota, lay(2, 1_000_000_000)},
		{"D-16 more on one than one may", board.Quota, lay(2, 3)},
	} {
		t.Run(row.name, func(t *testing.T) { d.refused(row.code, hana, row.op) })
	}
	d.must(kaede, board.CloseRound{Round: roundID(1)})
	d.refused(board.Frozen, hana, lay(2, 1))
	if r, _ := d.state.Round(roundID(1)); len(r.Counts) != 1 || r.Counts[0].N != 2 || r.Voters != 1 {
		t.Errorf("D-16 counted %+v of %d", r.Counts, r.Voters)
	}
}

// TestRelationsOfWhatIsGone is row D-29: a relation goes with its end and comes
// back with it; none is drawn to what is gone.
func TestRelationsOfWhatIsGone(t *testing.T) {
	d := newBoard(t, board.Relating)
	d.must(kaede, board.SetPhase{Phase: board.Gather})
	d.write(1, 3)
	d.must(kaede, board.SetPhase{Phase: board.Relating})
	d.must(kaede, board.AddLink{Link: linkID(1), From: noteItems(1)[0], To: noteItems(2)[0], Meaning: board.Causes})
	for _, row := range []struct {
		op   board.Op
		want int
	}{{board.WithdrawNote{Note: noteID(2)}, 0}, {board.RestoreNote{Note: noteID(2)}, 1}} {
		d.must(mori, row.op)
		if got := len(d.state.Links()); got != row.want {
			t.Errorf("D-29 after %s there are %d relations", row.op.Type(), got)
		}
	}
	d.must(mori, board.WithdrawNote{Note: noteID(3)})
	d.refused(board.Gone, kaede, board.AddLink{Link: linkID(2), From: noteItems(1)[0], To: noteItems(3)[0], Meaning: board.Causes})
}

// TestRelationsSurviveGathering: a relation lives on wherever its ends are laid.
// Only with the island at its end it goes, and comes back with it.
func TestRelationsSurviveGathering(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 4)
	d.island(1, 1, 2)
	d.island(2, 3)
	for n, ends := range [][2]board.ItemID{{groupItem(1), groupItem(2)}, {noteItems(1)[0], groupItem(2)}, {noteItems(3)[0], noteItems(4)[0]}} {
		d.must(kaede, board.AddLink{Link: linkID(1 + n), From: ends[0], To: ends[1], Meaning: board.Causes})
	}
	for _, step := range []struct {
		name string
		op   board.Op
		want int
	}{
		{"an island moved", board.MoveItems{Items: []board.ItemID{groupItem(1)}, To: onSheet(700, 500)}, 3},
		{"both ends gathered into one island", board.AddGroup{Group: groupID(3), Items: []board.ItemID{groupItem(1), groupItem(2)}, To: onSheet(5, 5)}, 3},
		{"a note taken out of its island", board.MoveItems{Items: noteItems(1)}, 3},
		{"a note put into another", board.MoveItems{Items: noteItems(4), To: inGroup(1)}, 3},
		{"a pile closed", board.FoldGroup{Group: groupID(3), Folded: true}, 3},
		{"the island round both dissolved", board.DissolveGroup{Group: groupID(3)}, 3},
		{"a note declared a lone one", board.MarkLone{Note: noteID(1), Lone: true}, 3},
		{"the island at one end dissolved", board.DissolveGroup{Group: groupID(1)}, 2},
		{"and back", board.RestoreGroup{Group: groupID(1)}, 3},
	} {
		d.must(kaede, step.op)
		if got := len(d.state.Links()); got != step.want {
			t.Errorf("%s: %d relations, not %d", step.name, got, step.want)
		}
	}
}
