package board_test

import (
	"reflect"
	"strings"
	"testing"

	"yoriai/board"
)

const secretText = "だれにも言っていない文"

// What each sees of a note of Hana's, phase by phase. The laws say that what
// is told fits what is seen; here is said what shall be seen.
func TestWhoSeesANote(t *testing.T) {
	others := []board.Actor{jiro, kaede, mori, office, guest}
	for _, c := range []struct {
		phase     board.Phase
		withdrawn bool
		seen      func(board.Actor) bool
	}{
		{board.Prepare, false, nobody},
		{board.Writing, false, nobody},
		{board.Gather, false, anybody},
		{board.Titling, false, anybody},
		{board.Presents, false, anybody},
		{board.Prepare, true, nobody},
		{board.Writing, true, nobody},
		{board.Gather, true, thoseWhoSteer},
		{board.Presents, true, thoseWhoSteer},
	} {
		d := newBoard(t, board.Writing)
		d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
		if c.withdrawn {
			d.must(hana, board.WithdrawNote{Note: noteID(1)})
		}
		d.must(kaede, board.SetPhase{Phase: c.phase})
		if !sees(d, hana) {
			t.Errorf("%s, withdrawn %v: Hana does not see her own note", c.phase, c.withdrawn)
		}
		for _, a := range others {
			if sees(d, a) != c.seen(a) {
				t.Errorf("%s, withdrawn %v: a %s sees the note: %v", c.phase, c.withdrawn, a.Role, sees(d, a))
			}
		}
	}
}

func nobody(board.Actor) bool  { return false }
func anybody(board.Actor) bool { return true }
func thoseWhoSteer(a board.Actor) bool {
	return a.Role == board.Facilitator || a.Role == board.Organiser
}

func sees(d *document, a board.Actor) bool {
	return strings.Contains(encoded(d.t, a.Viewer().Records(d.state)), secretText)
}

// A veiled note counts, and says nothing else: not whose it is, not where it lies.
func TestAVeiledNote(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(7, 7)})
	d.must(hana, board.AddNote{Note: noteID(2), Text: secretText})
	d.must(hana, board.WithdrawNote{Note: noteID(2)})
	theirs := board.StateOf(jiro.Viewer().Records(d.state))
	for n, want := range map[int]board.Note{1: {ID: noteID(1), Veiled: true}, 2: {ID: noteID(2), Withdrawn: true, Veiled: true}} {
		if got, _ := theirs.Note(noteID(n)); !reflect.DeepEqual(got, want) {
			t.Errorf("Jiro has %+v", got)
		}
	}
	if got, want := theirs.Outline().Tally, d.state.Outline().Tally; got != want {
		t.Errorf("Jiro counts %+v, there are %+v", got, want)
	}
}

// An import that also moves the phase tells each note once.
func TestAnImportIsToldOnce(t *testing.T) {
	d := newBoard(t, board.Prepare)
	e := d.must(office, board.ImportBoard{Notes: []board.Note{{ID: noteID(1), Text: "文", Author: hana.Seat, Place: board.Place{Order: "V"}}}, Phase: board.Gather})
	if told := jiro.Viewer().Entry(e, d.state); len(told.Change) != 2 {
		t.Errorf("Jiro hears %s", encode(t, told))
	}
}

// Imported notes were never private.
func TestImportedNotesAreForAll(t *testing.T) {
	d := newBoard(t, board.Prepare)
	d.must(office, board.ImportBoard{Notes: []board.Note{{ID: noteID(1), Text: secretText, Place: board.Place{Order: "V"}}}, Phase: board.Writing})
	if !sees(d, jiro) || !sees(d, guest) {
		t.Error("an imported note without an author is hidden")
	}
}

// Who has taken all their seals off again has laid none, and that much others
// learn, because they count who has.
func TestAnEmptyBallotIsToldAsEmpty(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(kaede, board.AddNote{Note: noteID(1), Text: "文"})
	d.must(kaede, board.SetPhase{Phase: board.Voting})
	d.must(kaede, board.OpenRound{Round: roundID(1), Seals: 3, Items: noteItems(1)})
	for _, marks := range [][]board.Count{{{Item: noteItems(1)[0], N: 2}}, nil} {
		d.must(hana, board.SetBallot{Ballot: ballotID(1), Round: roundID(1), Marks: marks})
		for _, r := range jiro.Viewer().Records(d.state) {
			b, isBallot := r.(board.Ballot)
			if want := (board.Ballot{ID: ballotID(1), Round: roundID(1), Veiled: true, Empty: marks == nil}); isBallot && !reflect.DeepEqual(b, want) {
				t.Errorf("of %v Jiro has %+v", marks, b)
			}
		}
	}
	d.must(kaede, board.CloseRound{Round: roundID(1)})
	if r, _ := d.state.Round(roundID(1)); r.Voters != 0 {
		t.Errorf("%d people have laid seals", r.Voters)
	}
}

// What is held back takes the op and its author with it; who sent it knows it
// by its id, and as their own.
func TestWhatIsHeldBackWithANote(t *testing.T) {
	d := newBoard(t, board.Writing)
	e := d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	theirs := jiro.Viewer().Entry(e, d.state)
	if theirs.ID != e.ID || theirs.Seq != e.Seq || theirs.Author != "" || theirs.As != "" || encode(t, theirs.Op) != encode(t, board.Foreign{Name: "note.add"}) {
		t.Errorf("Jiro hears %s", encode(t, theirs))
	}
	if hers := hana.Viewer().Entry(e, d.state); encode(t, hers) != encode(t, e) {
		t.Errorf("Hana hears %s", encode(t, hers))
	}
	// The facilitator withdraws it unread: even that entry keeps the text, and the sender's name, to those it concerns.
	e = d.must(mori, board.WithdrawNote{Note: noteID(1)})
	if told := mori.Viewer().Entry(e, d.state); told.Author != mori.Seat || strings.Contains(encode(t, told), secretText) {
		t.Errorf("the facilitator hears %s", encode(t, told))
	}
}

// When the phase moves, the entry brings along what opens or closes, so that
// the browser needs no rule of its own; and what closes is not repeated in "before".
func TestThePhaseOpensAndClosesNotes(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	d.must(hana, board.AddNote{Note: noteID(2), Text: "取り下げる文"})
	d.must(hana, board.WithdrawNote{Note: noteID(2)})
	opens := d.must(kaede, board.SetPhase{Phase: board.Gather})
	told := jiro.Viewer().Entry(opens, d.state)
	if len(told.Change) != 2 || told.Op != board.Op(board.SetPhase{Phase: board.Gather}) || told.Author != kaede.Seat {
		t.Errorf("Jiro hears %s", encode(t, told))
	}
	if n, isNote := told.Change[1].After.(board.Note); !isNote || n.Text != secretText {
		t.Errorf("the note that opens is %+v", told.Change[1].After)
	}
	if told := jiro.Viewer().Entry(d.log[0], d.state); len(told.Change) != 1 {
		t.Errorf("the board's opening, told again, opens notes: %s", encode(t, told))
	}
	closes := d.must(kaede, board.SetPhase{Phase: board.Writing})
	if told := encode(t, jiro.Viewer().Entry(closes, d.state)); strings.Contains(told, secretText) || !strings.Contains(told, `"veiled":true`) {
		t.Errorf("Jiro hears %s", told)
	}
	if told := hana.Viewer().Entry(closes, d.state); len(told.Change) != 1 {
		t.Errorf("nothing opens or closes for Hana, but she hears %s", encode(t, told))
	}
}

// A draft that was written and bettered in one breath with the opening: those
// who hear of all three at once hear the last words only. (Told by the phase
// at the end, the first words would have gone out.)
func TestDraftsInOneBreathWithTheOpening(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	d.must(hana, board.EditNote{Note: noteID(1), Base: secretText, Text: "よく考えた文"})
	d.must(kaede, board.SetPhase{Phase: board.Gather})
	shadow := board.NewState()
	heard := ""
	for _, e := range jiro.Viewer().Entries(d.log, d.state) {
		heard += encode(t, e)
		shadow.Replay(e.Change)
	}
	if strings.Contains(heard, secretText) || !strings.Contains(heard, "よく考えた文") {
		t.Errorf("Jiro hears %s", heard)
	}
	if got, want := encoded(t, shadow.Records()), encoded(t, jiro.Viewer().Records(d.state)); got != want {
		t.Errorf("Jiro sees\n%s, should see\n%s", got, want)
	}
}

// A note that was withdrawn since stays hidden when its entries are told again.
func TestToldAgainAfterAWithdrawal(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.must(mori, board.AddNote{Note: noteID(1), Text: secretText})
	d.must(mori, board.EditNote{Note: noteID(1), Base: secretText, Text: secretText + "。"})
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	for _, e := range d.log {
		if told := encode(t, jiro.Viewer().Entry(e, d.state)); strings.Contains(told, secretText) {
			t.Errorf("Jiro hears again %s", told)
		}
	}
}

func TestWhatMovesTheAudience(t *testing.T) {
	d := newBoard(t, board.Gather)
	note := d.must(mori, board.AddNote{Note: noteID(1), Text: "文"})
	phase := d.must(mori, board.SetPhase{Phase: board.Writing})
	if board.MovesAudience(note.Change) || !board.MovesAudience(phase.Change) {
		t.Error("only what changes the board's own record moves the audience")
	}
	if v := jiro.Viewer(); v.SeesAll(phase, d.state) || v.SeesAll(note, d.state) {
		t.Error("Jiro cannot have these entries whole while people write")
	}
	if !mori.Viewer().SeesAll(note, d.state) {
		t.Error("the author can have the entry whole")
	}
}

func TestWhoMayRead(t *testing.T) {
	d, hall := newBoard(t, board.Gather), newHall(t)
	for _, a := range everybody {
		own := a.Table == tableID(1) || a.Role == board.Facilitator || a.Role == board.Organiser || a.Role == board.Observer
		if d.state.MayRead(a) != own || !hall.state.MayRead(a) || board.NewState().MayRead(a) {
			t.Errorf("a %s of table %q: board %v, workshop %v", a.Role, a.Table, d.state.MayRead(a), hall.state.MayRead(a))
		}
	}
}

// TestNothingChangedTellsNothing: in the writing phase somebody saved a note
// as it was. The change was empty, so nothing in it was veiled, and the op went
// to the whole table with the private text in it.
func TestNothingChangedTellsNothing(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: secretText})
	d.must(hana, board.EditNote{Note: noteID(1), Base: secretText, Text: secretText})
	e := d.log[len(d.log)-1]
	for _, a := range []board.Actor{jiro, kaede, mori, office, guest} {
		if a.Viewer().SeesAll(e, d.state) {
			t.Errorf("a %s may have the entry as it is", a.Role)
		}
		told, err := board.Encode(a.Viewer().Entry(e, d.state))
		if err != nil || strings.Contains(string(told), secretText) {
			t.Errorf("a %s is told the text", a.Role)
		}
	}
}
