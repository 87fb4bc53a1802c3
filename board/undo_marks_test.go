package board_test

import (
	"testing"

	"yoriai/board"
)

// What answers an issue is a proposal, whatever is undone: otherwise the answer
// would stand in no list and in no report.
func TestAnswersStayProposals(t *testing.T) {
	answer := func(n, to int) board.AddLink {
		return board.AddLink{Link: linkID(n), From: board.ItemID(noteID(1)), To: board.ItemID(noteID(to)), Meaning: board.Answers}
	}
	isProposal := func(d *document) bool {
		n, _ := d.state.Note(noteID(1))
		return n.Proposal
	}
	for _, c := range []struct {
		name string
		play func(d *document)
	}{
		{"the first of two answers is undone", func(d *document) {
			first := d.must(kaede, answer(1, 2))
			d.must(mori, answer(2, 3))
			d.undo(kaede, first)
		}},
		{"it was marked, then it answered", func(d *document) {
			marked := d.must(kaede, board.Propose{Item: board.ItemID(noteID(1)), Proposal: true})
			d.must(mori, answer(1, 2))
			d.refused(board.Changed, kaede, board.Undo{Of: marked.Seq})
		}},
		{"an answer comes back after the mark was taken off", func(d *document) {
			d.must(kaede, answer(1, 2))
			away := d.must(kaede, board.WithdrawLink{Link: linkID(1)})
			d.must(mori, board.Propose{Item: board.ItemID(noteID(1))})
			d.undo(kaede, away)
		}},
		{"its issue was away when the mark was taken off", func(d *document) {
			d.must(kaede, answer(1, 2))
			d.must(mori, board.WithdrawNote{Note: noteID(2)})
			d.must(mori, board.Propose{Item: board.ItemID(noteID(1))})
			d.must(mori, board.RestoreNote{Note: noteID(2)})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newBoard(t, board.Relating)
			d.write(1, 3)
			c.play(d)
			if got, want := isProposal(d), len(d.state.Links()) > 0; got != want {
				t.Errorf("%d answers stand, and being a proposal is %t", len(d.state.Links()), got)
			}
		})
	}
}

// A relation that was taken away and drawn anew does not stand there twice when
// the taking away is undone.
func TestUndoBringsNoRelationTwice(t *testing.T) {
	d := newBoard(t, board.Relating)
	d.write(1, 2)
	link := func(n int) board.AddLink {
		return board.AddLink{Link: linkID(n), From: board.ItemID(noteID(1)), To: board.ItemID(noteID(2)), Meaning: board.Causes}
	}
	d.must(kaede, link(1))
	away := d.must(kaede, board.WithdrawLink{Link: linkID(1)})
	d.must(mori, link(2))
	d.refused(board.Changed, kaede, board.Undo{Of: away.Seq})
	if n := len(d.state.Links()); n != 1 {
		t.Errorf("%d relations stand", n)
	}
}

// A narrative can be laid out anew, whatever an undo has brought back.
func TestDraftAfterAnItemCameBackTwice(t *testing.T) {
	d := newBoard(t, board.Relating)
	d.write(1, 2)
	tell := func(n int) board.AddPassage {
		return board.AddPassage{Passage: passageID(n), Item: board.ItemID(noteID(1))}
	}
	d.must(kaede, tell(1))
	away := d.must(kaede, board.WithdrawPassage{Passage: passageID(1)})
	d.must(mori, tell(2))
	d.undo(kaede, away)
	d.must(kaede, board.DraftPassages{Passages: []board.Step{{Passage: passageID(3), Item: board.ItemID(noteID(1))}}})
	if list := d.state.Passages(); len(list) != 1 || list[0].ID != passageID(3) {
		t.Errorf("told is %v", list)
	}
}

// A step whose item was away when the narrative was laid out anew does not come
// back in the middle of the new one.
func TestDraftTakesSleepingStepsAway(t *testing.T) {
	d := newBoard(t, board.Relating)
	d.write(1, 2)
	step := func(n, item int) board.Step {
		return board.Step{Passage: passageID(n), Item: board.ItemID(noteID(item))}
	}
	d.must(kaede, board.DraftPassages{Passages: []board.Step{step(1, 1), step(2, 2)}})
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	d.must(kaede, board.DraftPassages{Passages: []board.Step{step(3, 2)}})
	d.must(mori, board.RestoreNote{Note: noteID(1)})
	if list := d.state.Passages(); len(list) != 1 || list[0].ID != passageID(3) {
		t.Errorf("told is %v", list)
	}
}

// A sheet on which something lies stays, however it would go.
func TestUndoTakesNoSheetFromUnderThings(t *testing.T) {
	d := newBoard(t, board.Gather)
	more := d.must(kaede, board.CountSheets{Sheets: 2})
	d.must(mori, board.AddGroup{Group: groupID(1), To: onSheet(2000, 100)})
	d.refused(board.Changed, kaede, board.Undo{Of: more.Seq})
	b, _ := d.state.Board()
	if b.SheetCount() != 2 {
		t.Errorf("%d sheets", b.SheetCount())
	}
}

// What is laid over more sheets is back on one with one undo, unless something
// was laid on them meanwhile; and laying things never takes a sheet away.
func TestPlacingBringsTheSheets(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddGroup{Group: groupID(1), To: onSheet(40, 100)})
	over := func(x float64, sheets int) board.Entry {
		return d.must(kaede, board.PlaceItems{Places: []board.Spot{{Item: board.ItemID(groupID(1)), At: board.Point{X: x, Y: 50}}}, Sheets: sheets})
	}
	count := func() int { b, _ := d.state.Board(); return b.SheetCount() }
	spread := over(2000, 3)
	if count() != 3 {
		t.Errorf("%d sheets", count())
	}
	d.undo(kaede, spread)
	if g, _ := d.state.Group(groupID(1)); count() != 1 || g.At.X != 40 {
		t.Errorf("%d sheets, the island at %v", count(), g.At)
	}
	spread = over(2000, 2)
	d.must(mori, board.AddGroup{Group: groupID(2), To: onSheet(1700, 100)})
	d.undo(kaede, spread)
	if count() != 2 {
		t.Errorf("%d sheets under what was laid there meanwhile", count())
	}
	if over(100, 1); count() != 2 {
		t.Errorf("%d sheets after laying out again", count())
	}
	d.refused(board.BadNumber, kaede, board.PlaceItems{Places: []board.Spot{{Item: board.ItemID(groupID(1))}}, Sheets: board.Bounds.Sheets + 1})
}

// Going back brings the sheets, too, on which things lay then.
func TestRestoreBringsTheSheets(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(kaede, board.CountSheets{Sheets: 3})
	then := d.must(kaede, board.AddGroup{Group: groupID(1), To: onSheet(4000, 100)})
	d.must(kaede, board.MoveItems{Items: []board.ItemID{board.ItemID(groupID(1))}, To: onSheet(100, 100)})
	d.must(kaede, board.CountSheets{Sheets: 1})
	back := d.must(mori, board.RestoreBoard{To: then.Seq})
	if b, _ := d.state.Board(); b.SheetCount() != 3 || b.Phase != board.Gather {
		t.Errorf("%d sheets in the phase %s", b.SheetCount(), b.Phase)
	}
	d.undo(mori, back)
	if b, _ := d.state.Board(); b.SheetCount() != 1 {
		t.Errorf("%d sheets", b.SheetCount())
	}
}

// An id that a relation has is no note's.
func TestMarksTakeTheirIDs(t *testing.T) {
	d := newBoard(t, board.Relating)
	d.write(1, 2)
	d.must(kaede, board.AddLink{Link: linkID(1), From: board.ItemID(noteID(1)), To: board.ItemID(noteID(2)), Meaning: board.Same})
	taken := string(linkID(1))
	d.refused(board.Exists, kaede, board.AddNote{Note: board.NoteID(taken), Text: "文"})
	d.refused(board.Exists, kaede, board.AddGroup{Group: board.GroupID(taken), To: onSheet(1, 1)})
	d.refused(board.Exists, kaede, board.AddStatement{Statement: board.StatementID(taken), Text: "文", To: onSheet(1, 1)})
}

// Going back to where an island lay in another and taking that back leaves each
// where it lay when it was dissolved, so that it can come back to there.
func TestGoingBackUndoneLeavesDissolvedIslandsWhereTheyLay(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	nested := d.must(mori, board.AddGroup{Group: groupID(2), To: inGroup(1)})
	d.must(mori, board.DissolveGroup{Group: groupID(2)})
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	before := d.encoded()
	d.undo(mori, d.must(mori, board.RestoreBoard{To: nested.Seq}))
	if after := d.encoded(); after != before {
		t.Errorf("after undo:\n got %s\nwant %s", after, before)
	}
}

// An island that somebody dissolves while the narrative is on its way is left
// out: nobody is refused the telling of all the others for it.
func TestDraftLeavesOutWhatIsGone(t *testing.T) {
	d := newBoard(t, board.Relating)
	d.write(1, 2)
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	d.must(kaede, board.DraftPassages{Passages: []board.Step{{Passage: passageID(1), Item: board.ItemID(noteID(1))}, {Passage: passageID(2), Item: board.ItemID(noteID(2))}}})
	if list := d.state.Passages(); len(list) != 1 || list[0].ID != passageID(2) {
		t.Errorf("told is %v", list)
	}
	d.refused(board.NotFound, kaede, board.DraftPassages{Passages: []board.Step{{Passage: passageID(3), Item: board.ItemID(noteID(9))}}})
}
