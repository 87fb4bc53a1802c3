package board_test

import (
	"testing"

	"yoriai/board"
)

func (d *document) undo(a board.Actor, e board.Entry) board.Entry {
	d.t.Helper()
	return d.must(a, board.Undo{Of: e.Seq})
}

// What is undone at once is as if it had never been, but for a thing that was
// made: that is withdrawn, so that it can be accounted for.
func TestUndoAtOnce(t *testing.T) {
	for name, op := range map[string]board.Op{
		"edit":                board.EditNote{Note: noteID(1), Base: "付箋 1", Text: "直した"},
		"withdraw":            board.WithdrawNote{Note: noteID(2)},
		"restore":             board.RestoreNote{Note: noteID(4)},
		"lone":                board.MarkLone{Note: noteID(2), Lone: true},
		"lone no more":        board.MarkLone{Note: noteID(3), Lone: false},
		"move out":            board.MoveItems{Items: noteItems(2), To: onSheet(7, 7)},
		"move within":         board.MoveItems{Items: noteItems(2), To: board.Target{Group: groupID(1), Before: noteItems(1)[0]}},
		"move in":             board.MoveItems{Items: noteItems(3), To: inGroup(1)},
		"title":               board.TitleGroup{Group: groupID(1), Title: "表札"},
		"fold":                board.FoldGroup{Group: groupID(1), Folded: true},
		"dissolve":            board.DissolveGroup{Group: groupID(1)},
		"dissolve inside":     board.DissolveGroup{Group: groupID(2)},
		"edit a statement":    board.EditStatement{Statement: statementID(1), Base: "ひとこと", Text: "ふたこと"},
		"withdraw a sentence": board.WithdrawStatement{Statement: statementID(1)},
	} {
		t.Run(name, func(t *testing.T) {
			d := evenBoard(t)
			before := d.encoded()
			done := d.must(kaede, op)
			if d.encoded() == before {
				t.Fatal("the op did nothing")
			}
			d.undo(kaede, done)
			if after := d.encoded(); after != before {
				t.Errorf("after undo:\n got %s\nwant %s", after, before)
			}
			d.refused(board.Changed, kaede, board.Undo{Of: done.Seq}) // twice
		})
	}
}

// evenBoard: island 1 with notes 1, 2 and island 2 in it, a lone note 3, a
// withdrawn note 4, a statement.
func evenBoard(t tb) *document {
	t.Helper()
	d := newBoard(t, board.Gather)
	d.write(1, 4)
	d.island(1, 1, 2)
	d.must(mori, board.AddGroup{Group: groupID(2), To: inGroup(1)})
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: inGroup(2)})
	d.must(mori, board.MarkLone{Note: noteID(3), Lone: true})
	d.must(mori, board.EditNote{Note: noteID(4), Base: "付箋 4", Text: "四"})
	d.write(5, 5)
	d.log = append(d.log, board.Entry{Seq: board.Seq(len(d.log) + 1), Author: mori.Seat}) // somebody else's, that did nothing
	// Coordinators may take back their own notes only.
	n := d.note(4)
	n.Author, n.Withdrawn = kaede.Seat, true
	d.state.Replay(board.Change{{Kind: board.KindNote, ID: n.Key(), After: n}})
	for i := 1; i <= 3; i++ {
		n := d.note(i)
		n.Author = kaede.Seat
		d.state.Replay(board.Change{{Kind: board.KindNote, ID: n.Key(), After: n}})
	}
	return d
}

func TestUndoOfWhatWasMade(t *testing.T) {
	d := newBoard(t, board.Gather)
	note := d.must(kaede, board.AddNote{Note: noteID(1), Text: "文"})
	words := d.must(kaede, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: onSheet(1, 1)})
	d.undo(kaede, note)
	d.undo(kaede, words)
	if o := d.state.Outline(); o.Tally.Withdrawn != 1 || len(o.Items) != 0 || o.Gone[0].Text != "文" {
		t.Errorf("after undo: %+v", o)
	}
	d.must(kaede, board.RestoreNote{Note: noteID(1)}) // and it can come back
	d.undo(kaede, note)                               // and be taken back again
}

// An island is undone with things in it that others laid there since: its own
// members go back to where they were, theirs are set free.
func TestUndoOfAnIslandOthersFilled(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(50, 60)})
	made := d.must(kaede, board.AddGroup{Group: groupID(1), Items: noteItems(1, 2), To: onSheet(300, 400)})
	d.must(mori, board.MoveItems{Items: noteItems(3), To: inGroup(1)})
	d.must(mori, board.AddGroup{Group: groupID(2), To: inGroup(1)})
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: inGroup(1)})
	d.undo(kaede, made)
	if at := d.note(1).Place.At; at == nil || *at != (board.Point{X: 50, Y: 60}) {
		t.Errorf("note 1 lay at (50, 60), now at %v", at)
	}
	if !d.group(1).Withdrawn || d.note(3).Place.Group != "" || d.group(2).Place.At == nil {
		t.Errorf("left: %+v, %+v, %+v", d.group(1), d.note(3), d.group(2))
	}
}

func TestUndoLeavesToOthersWhatTheyChanged(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.island(1)
	d.island(2)

	moved := d.must(kaede, board.MoveItems{Items: noteItems(1, 2), To: inGroup(1)})
	d.must(mori, board.MoveItems{Items: noteItems(1), To: inGroup(2)})
	d.must(mori, board.EditNote{Note: noteID(2), Base: "付箋 2", Text: "ほかの人の文"})
	d.undo(kaede, moved)
	if d.note(1).Place.Group != groupID(2) || d.note(2).Place.Group != "" || d.note(2).Text != "ほかの人の文" {
		t.Errorf("after undo: %+v, %+v", d.note(1), d.note(2))
	}

	titled := d.must(kaede, board.TitleGroup{Group: groupID(1), Title: "甲"})
	d.must(mori, board.TitleGroup{Group: groupID(1), Base: "甲", Title: "乙"})
	d.refused(board.Changed, kaede, board.Undo{Of: titled.Seq})
	if d.group(1).Title != "乙" {
		t.Error("an undo took another's words away")
	}
}

// A lone note that I gathered was gathered again by another: undo may make it
// lone no more, because lone notes lie in no island.
func TestUndoMakesNoLoneNoteInAnIsland(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 1)
	d.island(1)
	d.island(2)
	d.must(mori, board.MarkLone{Note: noteID(1), Lone: true})
	gathered := d.must(kaede, board.MoveItems{Items: noteItems(1), To: inGroup(1)})
	d.must(mori, board.MoveItems{Items: noteItems(1), To: inGroup(2)})
	d.refused(board.Changed, kaede, board.Undo{Of: gathered.Seq})
	if n := d.note(1); n.Lone || n.Place.Group != groupID(2) {
		t.Errorf("the note is %+v", n)
	}

	unmarked := d.must(kaede, board.MarkLone{Note: noteID(1), Lone: true})
	d.must(mori, board.DissolveGroup{Group: groupID(2)})
	d.undo(kaede, unmarked) // its island is gone: it stays where it lies, as a loose note
	if n := d.note(1); n.Lone || n.Place.Group != "" {
		t.Errorf("the note is %+v", n)
	}
}

// What was withdrawn lay in an island that is gone: undo finds a free place.
func TestUndoOfAWithdrawalWhoseIslandIsGone(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddGroup{Group: groupID(1), To: onSheet(300, 400)})
	d.must(mori, board.AddGroup{Group: groupID(2), To: inGroup(1)})
	d.must(kaede, board.AddNote{Note: noteID(1), Text: "文", To: inGroup(2)})
	d.must(mori, board.AddStatement{Statement: statementID(1), Text: "ひとこと", To: inGroup(2)})
	note := d.must(kaede, board.WithdrawNote{Note: noteID(1)})
	words := d.must(kaede, board.WithdrawStatement{Statement: statementID(1)})
	inner := d.must(kaede, board.DissolveGroup{Group: groupID(2)})
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	d.undo(kaede, note)
	d.undo(kaede, words)
	if n := d.note(1); n.Withdrawn || n.Place.Group != "" {
		t.Errorf("the note is %+v", n)
	}
	s, _ := d.state.Statement(statementID(1))
	if s.Withdrawn || s.Place.Group != "" || s.Place.At == nil || *s.Place.At != (board.Point{X: 300, Y: 400}) {
		t.Errorf("the statement is %+v at %v", s, s.Place.At)
	}
	d.undo(kaede, inner)
	if g := d.group(2); g.Withdrawn || g.Place.Group != "" || g.Place.At == nil {
		t.Errorf("the inner island is %+v", g)
	}
}

// What was taken out of an island cannot go back when the island is gone, and
// whoever tries hears that, and not that the note was changed.
func TestUndoSaysThatTheIslandIsGone(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 1)
	d.island(1, 1)
	d.island(2)
	out := d.must(kaede, board.MoveItems{Items: noteItems(1), To: inGroup(2)})
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	d.refused(board.Gone, kaede, board.Undo{Of: out.Seq})
	d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(9, 9)})
	d.refused(board.Changed, kaede, board.Undo{Of: out.Seq}) // it was moved, too
}

func TestUndoMakesNoCircle(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	d.must(mori, board.AddGroup{Group: groupID(2), To: inGroup(1)})
	out := d.must(kaede, board.MoveItems{Items: []board.ItemID{groupItem(2)}, To: onSheet(5, 5)})
	d.must(mori, board.MoveItems{Items: []board.ItemID{groupItem(1)}, To: inGroup(2)})
	d.refused(board.Changed, kaede, board.Undo{Of: out.Seq})
	if d.group(2).Place.Group != "" || d.group(1).Place.Group != groupID(2) {
		t.Error("an undo moved an island into its own member")
	}
}

// Making room numbers bystanders afresh. Undo leaves their new keys: with the
// old ones they would jump over what others laid beside them since.
func TestUndoLeavesBystandersInOrder(t *testing.T) {
	d := newBoard(t, board.Gather)
	var notes []board.Note
	for i, key := range []string{"V", "V", "V", "z"} { // no room between the first three
		notes = append(notes, board.Note{ID: noteID(i + 1), Text: "文", Place: board.Place{Order: key}})
	}
	d.must(office, board.ImportBoard{Notes: notes, Phase: board.Gather})
	squeezed := d.must(kaede, board.MoveItems{Items: noteItems(4), To: board.Target{Before: noteItems(2)[0]}})
	if len(squeezed.Change) < 3 {
		t.Fatalf("%d records changed, want the note and its bystanders", len(squeezed.Change))
	}
	d.must(mori, board.AddNote{Note: noteID(5), Text: "文", To: board.Target{Before: noteItems(3)[0]}})
	d.wantOrder("", noteItems(1, 4, 2, 5, 3)...)
	d.undo(kaede, squeezed)
	d.wantOrder("", noteItems(1, 2, 5, 3, 4)...)
}

func TestUndoIsOnesOwn(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 1)
	byMori := d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(2, 2)})
	moved := d.must(kaede, board.MoveItems{Items: noteItems(1), To: onSheet(1, 1)})
	d.refused(board.Forbidden, hana, board.Undo{Of: moved.Seq})
	d.refused(board.Forbidden, kaede, board.Undo{Of: byMori.Seq})
	d.refused(board.NotFound, kaede, board.Undo{Of: moved.Seq + 5})
	phase := d.must(kaede, board.SetPhase{Phase: board.Titling})
	d.refused(board.Forbidden, kaede, board.Undo{Of: phase.Seq}) // it was said aloud in the room
	hand := d.must(kaede, board.OpenHand{Open: true})
	d.refused(board.Forbidden, mori, board.Undo{Of: hand.Seq})
}

// Who steers the hall takes back what went wrong at any table, under their own name.
func TestUndoByWhoSteers(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	before := d.encoded()
	moved := d.must(kaede, board.MoveItems{Items: noteItems(1, 2), To: onSheet(1, 1)})
	back := d.undo(mori, moved)
	if d.encoded() != before || back.Author != mori.Seat {
		t.Errorf("after the undo by %s:\n%s\nwant\n%s", back.Author, d.encoded(), before)
	}
	d.refused(board.Forbidden, kaede, board.Undo{Of: back.Seq}) // it is the facilitator's action
}

// 元に戻す and やり直す, as often as one likes.
func TestRedo(t *testing.T) {
	for name, op := range map[string]board.Op{
		"edit":       board.EditNote{Note: noteID(1), Base: "付箋 1", Text: "直した"},
		"withdraw":   board.WithdrawNote{Note: noteID(2)},
		"move in":    board.MoveItems{Items: noteItems(3), To: inGroup(1)},
		"an island":  board.AddGroup{Group: groupID(3), Title: "島", Items: noteItems(1, 3), To: onSheet(8, 8)},
		"dissolve":   board.DissolveGroup{Group: groupID(1)},
		"a note":     board.AddNote{Note: noteID(9), Text: "新しい"},
		"a sentence": board.AddStatement{Statement: statementID(9), Text: "新しい", To: inGroup(1)},
		"a moment":   board.RestoreBoard{To: 8},
	} {
		t.Run(name, func(t *testing.T) {
			d := evenBoard(t)
			by := kaede
			if name == "a moment" {
				by = mori
			}
			done := d.must(by, op)
			after := d.encoded()
			back := d.undo(by, done)
			undone := d.encoded()
			for range 3 {
				back = d.undo(by, back)
				if d.encoded() != after {
					t.Fatalf("after redo:\n got %s\nwant %s", d.encoded(), after)
				}
				back = d.undo(by, back)
				if d.encoded() != undone {
					t.Fatalf("after another undo:\n got %s\nwant %s", d.encoded(), undone)
				}
			}
		})
	}
}

// What others changed between undo and redo stays theirs.
func TestRedoLeavesOthersAlone(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	moved := d.must(kaede, board.MoveItems{Items: noteItems(1, 2), To: onSheet(1, 1)})
	back := d.undo(kaede, moved)
	d.must(mori, board.MoveItems{Items: noteItems(2), To: onSheet(9, 9)})
	d.undo(kaede, back)
	if one, two := d.note(1).Place.At, d.note(2).Place.At; one == nil || one.X != 1 || two.X != 9 {
		t.Errorf("note 1 lies at %v, note 2 at %v", one, two)
	}
}

// The chain of undos of undos ends somewhere, before each costs the room a hundred looks into the log.
func TestUndoForEver(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 1)
	last := d.must(kaede, board.MoveItems{Items: noteItems(1), To: onSheet(1, 1)})
	for range 100 {
		last = d.undo(kaede, last)
	}
	d.refused(board.Quota, kaede, board.Undo{Of: last.Seq})
}

// A note written in time cannot be taken back by undo when time is up: what
// may be done follows from the phase, and taking down one's own note still may.
func TestUndoNeedsTheRightNow(t *testing.T) {
	d := newBoard(t, board.Writing)
	wrote := d.must(hana, board.AddNote{Note: noteID(1), Text: "文"})
	edited := d.must(hana, board.EditNote{Note: noteID(1), Base: "文", Text: "言葉"})
	d.must(kaede, board.SetPhase{Phase: board.Gather})
	d.refused(board.Forbidden, hana, board.Undo{Of: wrote.Seq})
	d.undo(hana, edited)
	d.must(kaede, board.OpenHand{Open: true})
	moved := d.must(hana, board.MoveItems{Items: noteItems(1), To: onSheet(1, 1)})
	d.must(kaede, board.OpenHand{Open: false})
	d.refused(board.Forbidden, hana, board.Undo{Of: moved.Seq})
	d.must(kaede, board.OpenHand{Open: true})
	d.undo(hana, moved)
}

// Some of it was changed by others, some was not: the entry names only what
// really changed. (Once the rest came along as empty diffs.)
func TestUndoInPartNamesOnlyWhatChanged(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	moved := d.must(kaede, board.MoveItems{Items: noteItems(1, 2, 3), To: onSheet(1, 1)})
	d.must(mori, board.MoveItems{Items: noteItems(1, 3), To: onSheet(9, 9)})
	e := d.undo(kaede, moved)
	if len(e.Change) != 1 || e.Change[0].ID != string(noteID(2)) {
		t.Errorf("the undo changed %s", encode(t, e.Change))
	}
}

// Where the entries are not at hand, undo is refused and nothing breaks.
func TestUndoWithoutAPast(t *testing.T) {
	d := newBoard(t, board.Gather)
	_, err := d.state.Do(board.Undo{Of: 1}, mori, nil)
	wantCode(t, board.NotFound, err)
}
