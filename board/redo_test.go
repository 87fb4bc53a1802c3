package board_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

// For every evening and every entry of it that can still be taken back, also
// when others have touched a part of it: to do it again shows what was there
// before it was taken back.
func TestRedoLaws(t *testing.T) {
	redone, late := 0, 0
	lacking := func() []string {
		if redone < 20 || late < 10 {
			return []string{fmt.Sprintf("%d were redone, %d of them after others had gone on", redone, late)}
		}
		return nil
	}
	checkUntil(t, lacking, func(t *rapid.T) {
		d := newBoard(t, board.Gather)
		c := &chance{T: t, lawful: newLawful(d, newCounts())}
		ops := c.boardOps()
		names := []board.OpType{"note.add", "note.add", "note.edit", "note.withdraw", "note.restore", "note.lone", "items.move", "items.move", "group.add", "group.add", "group.title", "group.dissolve", "group.restore", "statement.add", "statement.edit", "text.choose", "board.restore"}
		for range 30 {
			_, _ = d.do(evenly(c, "who", mori, kaede), ops[names[c.upTo(len(names), "op")]]()) // a refused one is none
		}
		of := board.Seq(1 + c.upTo(len(d.log), "entry"))
		before := contentOf(d)
		back, err := d.do(office, board.Undo{Of: of})
		if err != nil {
			return
		}
		again, err := d.do(office, board.Undo{Of: back.Seq})
		if err != nil {
			t.Fatalf("what was taken back cannot be done again: %v", err)
		}
		redone++
		if int(of) < len(d.log)-6 {
			late++
		}
		if got := contentOf(d); got != before {
			t.Fatalf("%s undone and redone:\n got %s\nwant %s", d.log[of-1].Op.Type(), got, before)
		}
		if broken := board.Check(d.state); len(broken) > 0 {
			t.Fatal(broken)
		}
		d.must(office, board.Undo{Of: again.Seq}) // and so on
	})
}

// An island came back to where a note lies by now. To take that back, what
// others had laid into it was set free between the two, where there was no
// room, so the whole sheet was numbered afresh. It stayed so when the island
// came back again, which then lay one note further on.
func TestRedoAfterRoomWasMade(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.island(1)
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	d.write(1, 3)
	restored := d.must(mori, board.RestoreGroup{Group: groupID(1)})
	d.must(kaede, board.AddGroup{Group: groupID(2), To: inGroup(1)})
	before := d.encoded()
	back := d.undo(mori, restored)
	if len(back.Change) < 4 {
		t.Fatalf("nothing was numbered afresh: %s", encode(t, back.Change))
	}
	d.undo(mori, back)
	if after := d.encoded(); after != before {
		t.Errorf("after redo:\n got %s\nwant %s", after, before)
	}
}
