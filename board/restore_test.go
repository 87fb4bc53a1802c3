package board_test

import (
	"fmt"
	"strings"
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

// What somebody wrote for themselves in the time to write, put milder or took
// back before the notes were opened, comes to nobody's eyes by somebody else's
// going back: not by restoring the board, not by undoing the edit.
func TestGoingBackLaysNoDraftOpen(t *testing.T) {
	const harsh, taken, mild = "部長がひどい", "秘密の愚痴", "職場の雰囲気"
	open := func() (*document, board.Seq, board.Seq, board.Seq) {
		d := newBoard(t, board.Writing)
		d.must(hana, board.AddNote{Note: noteID(1), Text: harsh})
		both := d.must(hana, board.AddNote{Note: noteID(2), Text: taken})
		edit := d.must(hana, board.EditNote{Note: noteID(1), Base: harsh, Text: mild})
		gone := d.must(hana, board.WithdrawNote{Note: noteID(2)})
		d.must(kaede, board.SetPhase{Phase: board.Gather})
		return d, both.Seq, edit.Seq, gone.Seq
	}
	secret := func(d *document) {
		for _, a := range []board.Actor{jiro, kaede, mori, office, guest} {
			told := encoded(t, a.Viewer().Records(d.state))
			for _, e := range a.Viewer().Entries(d.log, d.state) {
				told += encode(t, e)
			}
			for _, words := range []string{harsh, taken} {
				if strings.Contains(told, words) && a.Role != board.Facilitator && a.Role != board.Organiser {
					t.Errorf("%s hears %q", a.Role, words)
				}
			}
		}
	}
	d, both, edit, gone := open()
	d.refused(board.Forbidden, mori, board.Undo{Of: edit})
	d.refused(board.Forbidden, mori, board.Undo{Of: gone})
	secret(d)
	d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(5, 5)})
	d.must(mori, board.RestoreBoard{To: both})
	if n := d.note(1); n.Text != mild || n.Place.At != nil || !d.note(2).Withdrawn {
		t.Errorf("%+v, %+v", n, d.note(2))
	}
	secret(d)
	d, _, edit, _ = open()
	d.must(hana, board.Undo{Of: edit}) // who wrote it may
	if d.note(1).Text != harsh {
		t.Error("the author could not bring back their own words")
	}
}

// An island that comes back leaves alone what somebody laid elsewhere on the
// same sheet in the meantime.
func TestAnIslandComesBackWithoutWhatWasLaidElsewhere(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 3)
	d.island(1, 1, 2, 3)
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	d.must(office, board.MoveItems{Items: noteItems(2), To: onSheet(1500, 300)})
	d.must(mori, board.RestoreGroup{Group: groupID(1)})
	d.wantOrder(groupID(1), noteItems(1, 3)...)
	if at := d.note(2).Place.At; at == nil || at.X != 1500 {
		t.Errorf("the note lies at %v", at)
	}
}
