package board_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

// told is a history as somebody reads it, and the state it leads to.
func told(t tb, v board.Viewer, d *document) (state *board.State, words string) {
	t.Helper()
	teller := board.NewTeller(v, d.state)
	state = board.NewState()
	var all strings.Builder
	for _, e := range d.log {
		seen := teller.Tell(e)
		state.Replay(seen.Change)
		all.WriteString(encode(t, seen))
	}
	return state, all.String()
}

// What somebody wrote and threw away before anybody saw it is told to nobody,
// ever; what stood there when the notes were laid open is told as it stood then.
func TestTellerKeepsDrafts(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: "下書き"})
	d.must(hana, board.EditNote{Note: noteID(1), Base: "下書き", Text: "出した文"})
	d.must(hana, board.AddNote{Note: noteID(2), Text: secretText})
	d.must(hana, board.WithdrawNote{Note: noteID(2)})
	d.must(kaede, board.SetPhase{Phase: board.Gather})
	d.must(hana, board.EditNote{Note: noteID(1), Base: "出した文", Text: "後の文"})

	teller := board.NewTeller(kaede.Viewer(), d.state)
	state := board.NewState()
	var texts []string
	for _, e := range d.log {
		state.Replay(teller.Tell(e).Change)
		n, _ := state.Note(noteID(1))
		texts = append(texts, n.Text)
	}
	if got := strings.Join(texts, "|"); got != "||||||出した文|後の文" {
		t.Errorf("note 1 read %q", got)
	}
	for _, a := range []board.Actor{jiro, kaede, guest} {
		_, words := told(t, a.Viewer(), d)
		if strings.Contains(words, "下書き") || strings.Contains(words, secretText) {
			t.Errorf("a %s reads a draft", a.Role)
		}
	}
	if _, words := told(t, hana.Viewer(), d); !strings.Contains(words, "下書き") {
		t.Error("the writer does not read her own draft")
	}
}

// A note that was withdrawn in front of everybody is out of the past, too, for
// those who may not read withdrawn ones.
func TestTellerHidesWhatIsHiddenNow(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddNote{Note: noteID(1), Text: secretText})
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	for _, a := range []board.Actor{hana, kaede, guest} {
		if _, words := told(t, a.Viewer(), d); strings.Contains(words, secretText) {
			t.Errorf("a %s reads it in the history", a.Role)
		}
	}
	if _, words := told(t, office.Viewer(), d); !strings.Contains(words, secretText) {
		t.Error("the organiser does not read it")
	}
}

// For every evening and everybody: what is told leads to what is seen, and no
// word comes with it that is not for these eyes now.
func TestTellerLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newBoard(t, board.Writing)
		c := &chance{T: t, lawful: newLawful(d, newCounts())}
		ops := c.boardOps()
		names := []board.OpType{"note.add", "note.add", "note.add", "note.edit", "note.edit", "note.withdraw", "note.restore", "items.move", "group.add", "undo", "board.restore", "text.choose"}
		for range 30 {
			if c.seldom("phase") {
				d.must(mori, board.SetPhase{Phase: c.phase()})
			}
			_, _ = d.do(c.actor(), ops[names[c.upTo(len(names), "op")]]()) // a refused one is none
		}
		for _, a := range everybody {
			state, words := told(t, a.Viewer(), d)
			if got, want := encoded(t, state.Records()), encoded(t, a.Viewer().Records(d.state)); got != want {
				t.Fatalf("a %s is led to\n%s\nand sees\n%s", a.Role, got, want)
			}
			for _, n := range d.state.Notes() {
				if !a.Viewer().Sees(n, d.state) && strings.Contains(words, marker(n.Text)) {
					t.Fatalf("a %s reads note %s in the history", a.Role, n.ID)
				}
			}
		}
	})
}
