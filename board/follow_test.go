package board_test

import (
	"strings"
	"testing"

	"yoriai/board"
)

func followOf(s *board.State, id board.ItemID) board.Follow {
	if n, ok := s.Note(board.NoteID(id)); ok {
		return n.Follow
	}
	g, _ := s.Group(board.GroupID(id))
	return g.Follow
}

// TestFollowUp: those who steer say what came of a note, in any phase; others
// read it. Two who write at once lose nothing, and who says no says why.
func TestFollowUp(t *testing.T) {
	d := newBoard(t, board.Gather)
	item := noteItems(1)[0]
	d.must(kaede, board.AddNote{Note: noteID(1), Text: "街灯が暗い"})
	d.must(mori, board.SetPhase{Phase: board.Presents})
	lit := board.Follow{State: board.Considered, Office: "道路課", Answer: "調べる。"}
	d.refused(board.Forbidden, kaede, board.FollowUp{Item: item, Follow: lit})
	d.must(mori, board.FollowUp{Item: item, Follow: lit})

	mine := lit
	mine.Answer, mine.When = "夜に調べる。", "来年の春"
	d.must(office, board.FollowUp{Item: item, Base: lit, Follow: mine})
	theirs := lit
	theirs.State = board.Planned
	d.must(mori, board.FollowUp{Item: item, Base: lit, Follow: theirs})
	want := mine
	want.State = board.Planned
	if got := followOf(d.state, item); got != want {
		t.Errorf("two who write at once leave %+v", got)
	}
	theirs.State = board.Partly
	d.refused(board.Changed, mori, board.FollowUp{Item: item, Base: lit, Follow: theirs})
	d.refused(board.Changed, mori, board.FollowUp{Item: item, Base: lit})
	d.refused(board.Gone, mori, func() board.Op {
		d.must(kaede, board.SetPhase{Phase: board.Gather})
		d.must(kaede, board.WithdrawNote{Note: noteID(1)})
		return board.FollowUp{Item: item, Base: want, Follow: want}
	}())
}

func TestFollowUpIsUndone(t *testing.T) {
	d := newBoard(t, board.Gather)
	item := noteItems(1)[0]
	d.must(kaede, board.AddNote{Note: noteID(1), Text: "街灯が暗い"})
	e := d.must(mori, board.FollowUp{Item: item, Follow: board.Follow{State: board.Done}})
	u := d.must(mori, board.Undo{Of: e.Seq})
	if followOf(d.state, item).Said() {
		t.Error("it stands after it was undone")
	}
	d.must(mori, board.Undo{Of: u.Seq})
	if followOf(d.state, item).State != board.Done {
		t.Error("it does not come back")
	}
}

func TestFollowUpIsChecked(t *testing.T) {
	item := noteItems(1)[0]
	for name, c := range map[string]struct {
		follow board.Follow
		code   board.Code
	}{
		"no state":         {board.Follow{Office: "道路課"}, board.BadOp},
		"an unknown one":   {board.Follow{State: "soon"}, board.BadOp},
		"no without why":   {board.Follow{State: board.Declined}, board.BadText},
		"a very long text": {board.Follow{State: board.Done, Answer: strings.Repeat("長", board.Bounds.PlanChars+1)}, board.TooBig},
	} {
		if _, err := (board.FollowUp{Item: item, Follow: c.follow}).Check(); board.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	op, err := board.FollowUp{Item: item, Follow: board.Follow{State: board.Declined, Reason: " 予算がない "}}.Check()
	if err != nil || op.(board.FollowUp).Follow.Reason != "予算がない" {
		t.Errorf("%v %v", op, err)
	}
}
