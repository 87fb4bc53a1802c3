package board_test

import (
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
)

// D-05, D-07: a group in itself, in its own child, and two into each other.
func TestCycles(t *testing.T) {
	d := newBoard(t, board.Gather)
	for n := 1; n <= 3; n++ {
		d.island(n)
	}
	item := func(n int) []board.ItemID { return []board.ItemID{board.ItemID(groupID(n))} }
	d.refused(board.Cycle, kaede, board.MoveItems{Items: item(1), To: inGroup(1)})
	d.must(kaede, board.MoveItems{Items: item(2), To: inGroup(1)})
	d.refused(board.Cycle, mori, board.MoveItems{Items: item(1), To: inGroup(2)}) // the other one came first
	d.must(kaede, board.MoveItems{Items: item(3), To: inGroup(2)})
	d.refused(board.Cycle, mori, board.MoveItems{Items: item(1), To: inGroup(3)})
	d.refused(board.Cycle, mori, board.AddGroup{Group: groupID(4), Items: item(1), To: inGroup(3)})
	d.refused(board.Cycle, mori, board.AddGroup{Group: groupID(4), To: inGroup(4)})
	d.refused(board.Cycle, mori, board.AddGroup{Group: groupID(4), Items: item(4), To: onSheet(1, 1)})
}

// D-08: what is no group here takes nothing in, and the child stays where it was.
func TestLyingInWhatIsNoIsland(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.island(1, 1)
	d.refused(board.NotFound, mori, board.MoveItems{Items: noteItems(1), To: inGroup(7)})
	d.refused(board.NotFound, mori, board.MoveItems{Items: noteItems(1), To: board.Target{Group: board.GroupID(noteID(2))}})
	d.refused(board.BadOp, mori, board.MoveItems{Items: noteItems(1), To: board.Target{Group: groupID(1), At: &board.Point{}}})
	d.island(2)
	d.must(mori, board.DissolveGroup{Group: groupID(2)})
	d.refused(board.Gone, mori, board.MoveItems{Items: noteItems(1), To: inGroup(2)})
	d.refused(board.Gone, mori, board.AddGroup{Group: groupID(3), To: inGroup(2)})
	d.refused(board.Gone, mori, board.AddStatement{Statement: statementID(1), Text: "文", To: inGroup(2)})
	d.wantOrder(groupID(1), noteItems(1)...)
}

// D-10: somebody dissolves an island while another adds to it. Whoever comes
// first, the note is there, at the island's own level.
func TestAddedToAnIslandThatIsDissolved(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	d.must(kaede, board.AddNote{Note: noteID(1), Text: "まえ", To: inGroup(1)})
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	d.must(kaede, board.AddNote{Note: noteID(2), Text: "あと", To: inGroup(1)})
	d.wantOrder("", noteItems(1, 2)...)
	d.refused(board.NotFound, kaede, board.AddNote{Note: noteID(3), Text: "どこへ", To: inGroup(9)})
}

// D-01: an id that is taken stays whose it is, whatever kind asks for it.
func TestTakenIDs(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.island(1)
	d.must(mori, board.WithdrawNote{Note: noteID(2)})
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	for _, taken := range []string{string(noteID(1)), string(noteID(2)), string(groupID(1))} {
		d.refused(board.Exists, mori, board.AddNote{Note: board.NoteID(taken), Text: "文"})
		d.refused(board.Exists, mori, board.AddGroup{Group: board.GroupID(taken), To: onSheet(1, 1)})
		d.refused(board.Exists, mori, board.AddStatement{Statement: board.StatementID(taken), Text: "文", To: onSheet(1, 1)})
	}
}

// D-19: note number 5,001, and number 201 of one person; what was withdrawn counts.
func TestQuotas(t *testing.T) {
	d := newBoard(t, board.Writing)
	for n := 1; n <= board.Bounds.NotesAuthor; n++ {
		d.must(hana, board.AddNote{Note: noteID(n), Text: "文"})
	}
	d.must(hana, board.WithdrawNote{Note: noteID(1)})
	d.refused(board.Quota, hana, board.AddNote{Note: noteID(201), Text: "文"})
	d.must(jiro, board.AddNote{Note: noteID(201), Text: "文"})

	full := newBoard(t, board.Prepare)
	op := board.ImportBoard{Phase: board.Gather}
	for i, key := range board.OrderRun(board.Bounds.Notes) {
		op.Notes = append(op.Notes, board.Note{ID: noteID(i), Text: "文", Place: board.Place{Order: key}, Withdrawn: i == 0})
	}
	for i, key := range board.OrderRun(board.Bounds.Groups) {
		op.Groups = append(op.Groups, board.Group{ID: groupID(i), Place: board.Place{Order: key, At: &board.Point{}}})
		op.Statements = append(op.Statements, board.Statement{ID: statementID(i), Text: "文", Place: board.Place{Order: key, At: &board.Point{}}})
	}
	full.must(office, op)
	full.refused(board.Quota, mori, board.AddNote{Note: noteID(9999), Text: "文"})
	full.refused(board.Quota, mori, board.AddGroup{Group: groupID(9999), To: onSheet(1, 1)})
	full.refused(board.Quota, mori, board.AddStatement{Statement: statementID(9999), Text: "文", To: onSheet(1, 1)})
	op.Notes = append(op.Notes, board.Note{ID: noteID(9999), Text: "文", Place: board.Place{Order: "V"}})
	newBoard(t, board.Prepare).refused(board.Quota, office, op)
}

// D-02: what is no id, and what only looks like one.
func TestIDs(t *testing.T) {
	good := "0b1c2d3e-4f56-4789-abcd-ef0123456789"
	if !board.ValidID(good) {
		t.Fatal("a proper id is refused")
	}
	for _, bad := range []string{
		"", " ", good[:35], good + "0", strings.ToUpper(good), "{" + good + "}", "urn:uuid:" + good, strings.ReplaceAll(good, "-", ""),
		strings.Replace(good, "-", "0", 1), strings.Replace(good, "0b1c2d3e-4", "0b1c2d3-e4", 1), strings.Replace(good, "e", "е", 1),
		"../../x", strings.Repeat("a", 10_240), good[:35] + "g", " " + good[1:], good[:35] + "\n", "０" + good[3:], fmt.Sprintf("%036d", 0),
	} {
		if board.ValidID(bad) {
			t.Errorf("%.50q is taken for an id", bad)
		}
	}
}
