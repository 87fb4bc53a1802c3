package board_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

// A table's work was spoilt ten minutes ago. The facilitator takes the board
// back to before; nothing that was written since is destroyed, and the step
// back can be taken back.
func TestRestoreBoard(t *testing.T) {
	d := evenBoard(t)
	then := board.Seq(len(d.log))
	content := contentOf(d)
	d.must(kaede, board.DissolveGroup{Group: groupID(1)})
	d.must(kaede, board.EditNote{Note: noteID(1), Base: "付箋 1", Text: "書きなおした"})
	d.must(mori, board.AddNote{Note: noteID(8), Text: "後から"})
	d.must(kaede, board.AddGroup{Group: groupID(8), Items: noteItems(1, 8), To: onSheet(5, 5)})
	d.must(kaede, board.SetPhase{Phase: board.Titling})
	spoilt := d.encoded()

	d.refused(board.Forbidden, kaede, board.RestoreBoard{To: then})
	d.refused(board.NotFound, mori, board.RestoreBoard{To: 999})
	back := d.must(mori, board.RestoreBoard{To: then})
	if n := d.note(8); !n.Withdrawn || n.Text != "後から" {
		t.Errorf("what was written since: %+v", n)
	}
	if b, _ := d.state.Board(); b.Phase != board.Titling {
		t.Errorf("the phase went back to %s", b.Phase)
	}
	if got := contentOf(d); got != content {
		t.Errorf("the content is\n%s\nwant\n%s", got, content)
	}
	d.refused(board.Changed, mori, board.RestoreBoard{To: then}) // it is as it was then
	d.undo(mori, back)
	if d.encoded() != spoilt {
		t.Errorf("the restore undone:\n%s\nwant\n%s", d.encoded(), spoilt)
	}
}

// contentOf is what can be seen on a board: all that is not withdrawn.
func contentOf(d *document) string {
	seen := ""
	for _, r := range d.state.Records() {
		switch r := r.(type) {
		case board.Note:
			if !r.Withdrawn {
				seen += encoded(d.t, []board.Record{r})
			}
		case board.Group:
			if !r.Withdrawn {
				seen += encoded(d.t, []board.Record{r})
			}
		case board.Statement:
			if !r.Withdrawn {
				seen += encoded(d.t, []board.Record{r})
			}
		}
	}
	return seen
}

// For every evening and every moment of it: to go back shows what was there
// then, and to take that back shows what was there before.
func TestRestoreLaws(t *testing.T) {
	restored := 0
	lacking := func() []string {
		if restored < 10 {
			return []string{fmt.Sprintf("%d boards went back", restored)}
		}
		return nil
	}
	checkUntil(t, lacking, func(t *rapid.T) {
		d := newBoard(t, board.Gather)
		c := &chance{T: t, lawful: newLawful(d, newCounts())}
		ops := c.boardOps()
		names := []board.OpType{"note.add", "note.add", "note.edit", "note.withdraw", "note.restore", "items.move", "items.move", "group.add", "group.add", "group.title", "group.dissolve", "group.restore", "statement.add", "note.lone", "undo"}
		content := map[board.Seq]string{}
		for range 25 {
			_, _ = d.do(mori, ops[names[c.upTo(len(names), "op")]]()) // a refused one is none
			content[board.Seq(len(d.log))] = contentOf(d)
		}
		to := board.Seq(1 + c.upTo(len(d.log), "moment"))
		before := d.encoded()
		want, known := content[to]
		if !known {
			return
		}
		e, err := d.do(office, board.RestoreBoard{To: to})
		if err != nil {
			wantCode(t, board.Changed, err)
			return
		}
		restored++
		if got := contentOf(d); got != want {
			t.Fatalf("back at %d:\n got %s\nwant %s", to, got, want)
		}
		if broken := board.Check(d.state); len(broken) > 0 {
			t.Fatal(broken)
		}
		d.must(office, board.Undo{Of: e.Seq})
		if got := d.encoded(); got != before {
			t.Fatalf("the way back, undone:\n got %s\nwant %s", got, before)
		}
	})
}
