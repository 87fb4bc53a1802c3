package board_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"yoriai/board"
)

// boardOps are one real op for each type a board takes, on rightsBoard's things.
var boardOps = map[board.OpType]board.Op{
	"board.hand":         board.OpenHand{Open: true},
	"board.show":         board.ShowBoard{Shown: true},
	"board.lock":         board.LockBoard{Locked: true},
	"phase.set":          board.SetPhase{Phase: board.Titling},
	"note.add":           board.AddNote{Note: noteID(9), Text: "新しい"},
	"cards.lay":          board.LayCards{Cards: []board.Card{{Note: noteID(9), Text: "よその表札", Source: board.Source{Workshop: workshopID, Item: board.ItemID(groupID(8)), Label: "2班"}}}},
	"note.dictate":       board.Dictate{Note: noteID(9), Text: "話したこと", For: seatID(77)},
	"note.edit":          board.EditNote{Note: noteID(1), Base: "一枚目", Text: "直した"},
	"note.withdraw":      board.WithdrawNote{Note: noteID(1)},
	"note.restore":       board.RestoreNote{Note: noteID(2)},
	"note.lone":          board.MarkLone{Note: noteID(1), Lone: true},
	"items.move":         board.MoveItems{Items: noteItems(1), To: inGroup(1)},
	"group.add":          board.AddGroup{Group: groupID(9), Items: noteItems(1), To: onSheet(5, 5)},
	"group.title":        board.TitleGroup{Group: groupID(1), Base: "表札", Title: "よい表札"},
	"group.fold":         board.FoldGroup{Group: groupID(1), Folded: true},
	"group.dissolve":     board.DissolveGroup{Group: groupID(1)},
	"statement.add":      board.AddStatement{Statement: statementID(9), Text: "ひとこと", To: onSheet(9, 9)},
	"statement.edit":     board.EditStatement{Statement: statementID(1), Base: "ひとこと", Text: "ふたこと"},
	"statement.withdraw": board.WithdrawStatement{Statement: statementID(1)},
	"statement.restore":  board.RestoreStatement{Statement: statementID(2)},
	"group.restore":      board.RestoreGroup{Group: groupID(2)},
	"board.restore":      board.RestoreBoard{To: 1},
	"text.hide":          board.HideTexts{Items: []board.ItemID{board.ItemID(statementID(1))}, Reason: "わけ"},
	"text.show":          board.ShowTexts{Items: []board.ItemID{board.ItemID(statementID(3))}},
	"item.propose":       board.Propose{Item: noteItems(1)[0], Proposal: true},
	"item.tag":           board.TagItem{Item: noteItems(1)[0], Tag: tagID(1), On: true},
	"follow.set":         board.FollowUp{Item: noteItems(1)[0], Follow: board.Follow{State: board.Planned, Office: "道路課"}},
	"items.place":        board.PlaceItems{Places: []board.Spot{{Item: noteItems(1)[0], At: board.Point{X: 5, Y: 5}}}},
	"sheet.count":        board.CountSheets{Sheets: 2},
	"reading.turn":       board.TurnReading{Note: noteID(1)},
	"note.echo":          board.EchoNote{Note: noteID(3), On: true},
	"note.beside":        board.LayBeside{Note: noteID(1), Beside: noteID(3), Group: groupID(9)},
	"link.add":           board.AddLink{Link: linkID(9), From: noteItems(1)[0], To: board.ItemID(groupID(1)), Meaning: board.Causes},
	"link.edit":          board.EditLink{Link: linkID(1), Meaning: board.Same},
	"link.withdraw":      board.WithdrawLink{Link: linkID(1)},
	"link.restore":       board.RestoreLink{Link: linkID(2)},
	"link.propose":       board.ProposeLink{Link: linkID(9), From: noteItems(1)[0], To: board.ItemID(groupID(1)), Meaning: board.Causes},
	"link.accept":        board.AcceptLink{Link: linkID(3)},
	"link.decline":       board.DeclineLink{Link: linkID(3)},
	"wording.propose":    board.ProposeWording{Wording: wordingID(9), Group: groupID(1), Text: "こうも言えます"},
	"wording.withdraw":   board.WithdrawWording{Wording: wordingID(1)},
	"round.open":         board.OpenRound{Round: roundID(9), Seals: 3, Items: noteItems(1)},
	"round.close":        board.CloseRound{Round: roundID(1)},
	"round.reopen":       board.ReopenRound{Round: roundID(1)},
	"round.withdraw":     board.WithdrawRound{Round: roundID(1)},
	"round.hand":         board.CountByHand{Round: roundID(1), Counts: []board.Count{{Item: noteItems(3)[0], N: 4}}},
	"ballot.set":         board.SetBallot{Ballot: ballotID(9), Round: roundID(1), Marks: []board.Count{{Item: noteItems(3)[0], N: 1}}},
	"passage.draft":      board.DraftPassages{Passages: []board.Step{{Passage: passageID(9), Item: noteItems(1)[0]}}},
	"passage.add":        board.AddPassage{Passage: passageID(9), Item: noteItems(1)[0]},
	"passage.edit":       board.EditPassage{Passage: passageID(1), Text: "そして"},
	"passage.move":       board.MovePassage{Passage: passageID(1)},
	"passage.withdraw":   board.WithdrawPassage{Passage: passageID(1)},
}

// closedFirst are the ops that need the round on the board to be over.
var closedFirst = []board.OpType{"round.open", "round.reopen"}

// rightsCase is what a board for the rights is made from.
type rightsCase struct {
	phase  board.Phase
	author board.SeatID
	open   bool
}

// rightsBoards are those made so far: thousands of cases begin with one of a
// few dozen boards.
var rightsBoards = map[rightsCase]*document{}

// rightsBoard is table 1's board in a phase, all that is on it by one author.
func rightsBoard(t tb, phase board.Phase, author board.SeatID, open bool) *document {
	t.Helper()
	made := rightsCase{phase, author, open}
	if rightsBoards[made] == nil {
		rightsBoards[made] = newRightsBoard(t, phase, author, open)
	}
	d := newDocument(t)
	d.state, d.log = rightsBoards[made].state.Clone(), slices.Clone(rightsBoards[made].log)
	return d
}

func newRightsBoard(t tb, phase board.Phase, author board.SeatID, open bool) *document {
	t.Helper()
	d := newDocument(t)
	at := func(order string) board.Place { return board.Place{Order: order, At: &board.Point{X: 1, Y: 1}} }
	d.must(office, board.OpenBoard{Board: boardID(1), Workshop: workshopID, Table: tableID(1)})
	d.must(office, board.ImportBoard{
		Phase: phase,
		Notes: []board.Note{
			{ID: noteID(1), Text: "一枚目", Author: author, Place: board.Place{Order: "A"}},
			{ID: noteID(2), Text: "取り下げた", Author: author, Place: board.Place{Order: "B"}, Withdrawn: true},
			{ID: noteID(3), Text: "読まれた", Author: seatID(77), Place: board.Place{Order: "BV"}, Read: true},
		},
		Links: []board.Link{
			{ID: linkID(1), From: noteItems(3)[0], To: board.ItemID(groupID(1)), Meaning: board.Causes},
			{ID: linkID(2), From: noteItems(3)[0], To: board.ItemID(groupID(1)), Meaning: board.Opposes, Withdrawn: true},
			{ID: linkID(3), From: noteItems(3)[0], To: board.ItemID(groupID(1)), Meaning: board.Related, Author: author, Proposed: true},
		},
		Wordings: []board.Wording{{ID: wordingID(1), Group: groupID(1), Text: "べつの表札", Author: author}},
		Rounds:   []board.Round{{ID: roundID(1), Order: "V", Seals: 3, Items: noteItems(3), Open: true}},
		Passages: []board.Passage{{ID: passageID(1), Item: noteItems(3)[0], Order: "V"}, {ID: passageID(2), Item: board.ItemID(groupID(1)), Order: "W"}},
		Groups: []board.Group{
			{ID: groupID(1), Title: "表札", Place: at("C")},
			{ID: groupID(2), Title: "ばらした", Place: at("E"), Withdrawn: true},
		},
		Statements: []board.Statement{
			{ID: statementID(1), Text: "ひとこと", Author: author, Place: at("D")},
			{ID: statementID(2), Text: "取り下げた", Author: author, Place: at("F"), Withdrawn: true},
			{ID: statementID(3), Text: "伏せた", Author: author, Place: at("G")},
		},
	})
	d.must(mori, board.HideTexts{Items: []board.ItemID{board.ItemID(statementID(3))}, Reason: "わけ"})
	d.must(mori, board.OpenHand{Open: open})
	return d
}

// column is whose cell holds for an actor on the board of table 1: empty for
// those who may nothing there.
func column(a board.Actor) board.Role {
	switch {
	case a.Role == board.Organiser || a.Role == board.Facilitator:
		return board.Facilitator
	case a.Table == tableID(1):
		return a.Role
	}
	return ""
}

// granted reads a cell of the golden text.
func granted(word string, own, open bool) bool {
	return word == "any" || word == "own" && own || word == "if-open" && open
}

// eachCase calls for every case of a cell: who, whose things, the hand open or not.
func eachCase(check func(a board.Actor, own, open bool)) {
	for _, a := range append(slices.Clone(everybody), door) {
		for _, own := range []bool{true, false} {
			for _, open := range []bool{true, false} {
				check(a, own, open)
			}
		}
	}
}

// someoneElse is a person of table 1 other than the actor.
func someoneElse(a board.Actor) board.SeatID {
	if a.Seat == jiro.Seat {
		return hana.Seat
	}
	return jiro.Seat
}

func authorFor(a board.Actor, own bool) board.SeatID {
	if own {
		return a.Seat
	}
	return someoneElse(a)
}

// judge sends an op and compares the answer with the golden text.
func (d *document) judge(want bool, a board.Actor, op board.Op, context string) {
	d.t.Helper()
	if r, ok := d.state.Round(roundID(1)); ok && slices.Contains(closedFirst, op.Type()) {
		r.Open = false
		d.put(r)
	}
	_, err := d.do(a, op)
	switch {
	case want && err != nil:
		d.t.Errorf("%s by %s (seat %s), %s: refused: %v", op.Type(), a.Role, a.Seat, context, err)
	case !want && err == nil:
		d.t.Errorf("%s by %s (seat %s), %s: accepted", op.Type(), a.Role, a.Seat, context)
	case !want && board.CodeOf(err) != board.Forbidden:
		d.t.Errorf("%s by %s (seat %s), %s: want %s, got %v", op.Type(), a.Role, a.Seat, context, board.Forbidden, err)
	}
}

func TestRightsOnABoard(t *testing.T) {
	table := readGolden(t)
	for _, phase := range phasesToTry() {
		for _, op := range slices.Sorted(maps.Keys(table[string(phase)])) {
			if op == "undo" || op == "text.choose" {
				continue // TestRightsToUndo, TestRightsToChoose
			}
			t.Run(fmt.Sprintf("%s/%s", phase, op), func(t *testing.T) {
				sample, has := boardOps[op]
				if !has {
					t.Fatal("no op of this type is tried")
				}
				eachCase(func(a board.Actor, own, open bool) {
					d := rightsBoard(t, phase, authorFor(a, own), open)
					want := granted(table[string(phase)][op][column(a)], own, open)
					d.judge(want, a, sample, fmt.Sprintf("own %v, open %v", own, open))
				})
			})
		}
	}
}

// TestRightsToLayWhatOneWrites: a note written straight onto the sheet or into
// an island is gathered too, and needs both rights.
func TestRightsToLayWhatOneWrites(t *testing.T) {
	table := readGolden(t)
	for _, phase := range board.Phases {
		rows := table[string(phase)]
		eachCase(func(a board.Actor, own, open bool) {
			for where, to := range map[string]board.Target{"sheet": onSheet(1, 1), "island": inGroup(1)} {
				d := rightsBoard(t, phase, authorFor(a, own), open)
				may := granted(rows["note.add"][column(a)], true, open) && granted(rows["items.move"][column(a)], true, open)
				d.judge(may, a, board.AddNote{Note: noteID(9), Text: "新しい", To: to}, fmt.Sprintf("%s, %s, open %v", phase, where, open))
			}
		})
	}
}

// TestRightsOverSeveralThings: one thing of another's among one's own makes
// all of it not one's own; an island is nobody's.
func TestRightsOverSeveralThings(t *testing.T) {
	for _, open := range []bool{true, false} {
		d := rightsBoard(t, board.Gather, hana.Seat, open)
		d.must(mori, board.AddNote{Note: noteID(4), Text: "司会の"})
		d.judge(open, hana, board.MoveItems{Items: noteItems(1, 4), To: onSheet(3, 3)}, fmt.Sprintf("mixed, open %v", open))
		island := []board.ItemID{board.ItemID(groupID(1))}
		d.judge(open, hana, board.MoveItems{Items: island, To: onSheet(3, 3)}, fmt.Sprintf("island, open %v", open))
	}
}

// TestRightsToChoose: who may write a text may choose between its wordings,
// and so may whoever wrote one of them.
func TestRightsToChoose(t *testing.T) {
	table := readGolden(t)
	for _, phase := range board.Phases {
		rows := table[string(phase)]
		for name, c := range map[string]struct {
			edit   board.OpType
			item   board.ItemID
			rivals func(*document, []board.Rival)
		}{
			"a note": {"note.edit", noteItems(1)[0], func(d *document, r []board.Rival) {
				n := d.note(1)
				n.Rivals = r
				d.put(n)
			}},
			"a title": {"group.title", board.ItemID(groupID(1)), func(d *document, r []board.Rival) {
				g := d.group(1)
				g.Rivals = r
				d.put(g)
			}},
			"a statement": {"statement.edit", board.ItemID(statementID(1)), func(d *document, r []board.Rival) {
				s, _ := d.state.Statement(statementID(1))
				s.Rivals = r
				d.put(s)
			}},
		} {
			eachCase(func(a board.Actor, own, open bool) {
				for _, wrote := range []bool{true, false} {
					d := rightsBoard(t, phase, authorFor(a, own), open)
					c.rivals(d, []board.Rival{{Text: "別の文", Author: authorFor(a, wrote)}})
					owns := own && c.edit != "group.title"
					may := column(a) != "" && column(a) != board.Observer && (wrote || granted(rows[c.edit][column(a)], owns, open))
					d.judge(may, a, board.ChooseText{Item: c.item, Text: "別の文", Rivals: []string{"別の文"}}, fmt.Sprintf("%s, %s, own %v, wrote %v", phase, name, own, wrote))
				}
			})
		}
	}
}

// put lays a record into the state as an earlier entry would have.
func (d *document) put(r board.Record) {
	d.state.Replay(board.Change{{Kind: r.Kind(), ID: r.Key(), After: r}})
}

// phasesToTry: all of them; under the race detector the two that differ most.
func phasesToTry() []board.Phase {
	if underRace {
		return []board.Phase{board.Writing, board.Gather}
	}
	return board.Phases
}

// TestRightsToUndo: everybody may undo an entry of their own, and who steers
// the hall anybody's, where they could do now what they undo.
func TestRightsToUndo(t *testing.T) {
	table := readGolden(t)
	for _, phase := range phasesToTry() {
		for _, op := range slices.Sorted(maps.Keys(boardOps)) {
			t.Run(fmt.Sprintf("%s/%s", phase, op), func(t *testing.T) {
				eachCase(func(a board.Actor, own, open bool) {
					d := rightsBoard(t, phase, authorFor(a, own), open)
					if !board.Undoable(boardOps[op]) && op != "phase.set" && op != "board.hand" {
						return // what is said aloud, or laid and taken back by the same press
					}
					done := d.did(mori, boardOps[op])
					d.log[done.Seq-1].Author = authorFor(a, own)
					if op == "phase.set" || op == "board.hand" {
						d.judge(false, a, board.Undo{Of: done.Seq}, "said aloud in the room")
						return
					}
					rows := table[string(phase)]
					may := (own || column(a) == board.Facilitator) && granted(rows["undo"][column(a)], own, open) && granted(rows[op][column(a)], own, open)
					d.judge(may, a, board.Undo{Of: done.Seq}, fmt.Sprintf("own %v, open %v", own, open))
				})
			})
		}
	}
}

// did is must for an op that may not be anybody's in this phase: undoing it is
// judged in the phase the table is in now, not in the one in which it was done.
func (d *document) did(a board.Actor, op board.Op) board.Entry {
	d.t.Helper()
	b, _ := d.state.Board()
	if board.Allows(b, op.Type(), a, nil) {
		return d.must(a, op)
	}
	now := b.Phase
	for _, phase := range board.Phases {
		if b.Phase = phase; board.Allows(b, op.Type(), a, nil) {
			d.put(b)
			e := d.must(a, op)
			b, _ = d.state.Board()
			b.Phase = now
			d.put(b)
			return e
		}
	}
	d.t.Fatalf("%s is allowed in no phase", op.Type())
	return board.Entry{}
}
