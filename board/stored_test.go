package board_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"yoriai/board"
)

func readEntry(data string) (board.Entry, error) {
	var e board.Entry
	return e, e.UnmarshalJSON([]byte(data))
}

// An entry reads back as it was written, or it is said to be damaged; never
// half of it, never a record that nobody made.
func TestDamagedEntries(t *testing.T) {
	d := newBoard(t, board.Gather)
	good := encode(t, d.must(mori, board.AddNote{Note: noteID(1), Text: "文"}))
	if e, err := readEntry(good); err != nil || encode(t, e) != good {
		t.Fatalf("%s: %v", good, err)
	}
	id := string(noteID(1))
	for name, change := range map[string][2]string{
		"another kind":        {`"kind":"note"`, `"kind":"ghost"`},
		"no kind":             {`"kind":"note",`, ``},
		"another's id":        {`"kind":"note","id":"` + id, `"kind":"note","id":"` + string(noteID(2))},
		"a record without id": {`{"id":"` + id + `","text"`, `{"text"`},
		"null for a record":   {`"after":{`, `"before":null,"after":{`},
		"a diff of nothing":   {`"after":{`, `"x":{`},
		"an unknown member":   {`"text":"文","author"`, `"text":"文","mood":"good","author"`},
		"a member twice":      {`"seq":3`, `"seq":3,"seq":4`},
		"no number":           {`"seq":3`, `"seq":"3"`},
		"bad UTF-8":           {"文", "\xe6\x96"},
		"cut off":             {`"change":[`, ``},
		"something behind it": {`}]}`, `}]}{}`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s: nothing was damaged", name)
		}
		if name == "a diff of nothing" {
			bad = `{"epoch":"e","seq":1,"id":"x","time":1,"op":{"type":"undo","body":{"of":1}},"change":[{"kind":"note","id":"` + id + `"}]}`
		}
		if e, err := readEntry(bad); err == nil || !errors.Is(err, board.ErrDamaged) {
			t.Errorf("%s: read as %s, %v", name, encode(t, e), err)
		}
	}
}

// An op from another version of the program must not cost the workshop: the
// change says all that replay needs, and the op is kept as it stands.
func TestOpsFromAnotherVersion(t *testing.T) {
	for _, op := range []string{
		`{"type":"note.vote","body":{"note":"x","seals":[1,{"a":null}]}}`, // a later one
		`{"type":"phase.set","body":{"phase":"write","minutes":3}}`,       // a later form of one we know
		`{"type":"phase.set"}`, // held back by the audience filter
		`{"type":"undo","body":{"of":"three"}}`,
	} {
		stored := `{"epoch":"e","seq":7,"id":"x","author":"y","as":"coordinator","time":1763600000000,"op":` + op + `,"change":[]}`
		e, err := readEntry(stored)
		if err != nil {
			t.Errorf("%s: %v", op, err)
			continue
		}
		if got := encode(t, e); got != stored {
			t.Errorf("stored again:\n got %s\nwant %s", got, stored)
		}
		if _, isForeign := e.Op.(board.Foreign); !isForeign || board.Undoable(e.Op) {
			t.Errorf("%s is read as %T", op, e.Op)
		}
		if _, err := e.Op.Check(); board.CodeOf(err) != board.UnknownOp {
			t.Errorf("a foreign op can be sent again: %v", err)
		}
		wantCode(t, board.UnknownOp, e.Op.Apply(nil))
	}
}

// Log, wire and archive know milliseconds, and UTC only.
func TestTimesOfEntries(t *testing.T) {
	at := time.Date(2026, 11, 20, 19, 30, 0, 123_456_789, time.FixedZone("JST", 9*3600))
	e, err := readEntry(encode(t, board.Entry{Seq: 1, Time: at, Op: board.Undo{Of: 1}}))
	if err != nil || !e.Time.Equal(at.Truncate(time.Millisecond)) || e.Time.Location() != time.UTC {
		t.Errorf("%v became %v, %v", at, e.Time, err)
	}
	if !strings.Contains(encode(t, e), `"change":[]`) {
		t.Error("a change of nothing is not an empty list")
	}
}

func TestSnapshotsReadBack(t *testing.T) {
	for _, d := range []*document{evening(t), newHall(t), newBoard(t, board.Prepare)} {
		snap := board.Snapshot{Epoch: epoch, Seq: board.Seq(len(d.log)), Records: d.state.Records()}
		data := encode(t, snap)
		var back board.Snapshot
		if err := back.UnmarshalJSON([]byte(data)); err != nil {
			t.Fatal(err)
		}
		if encode(t, back) != data || encoded(t, board.StateOf(back.Records).Records()) != d.encoded() {
			t.Errorf("read back as %s", encode(t, back))
		}
	}
	for _, bad := range []string{
		``, `{}{}`, `{"epoch":"e","seq":1,"records":[{"kind":"note"}]}`, `{"epoch":"e","seq":1,"records":[{"kind":"note","value":null}]}`,
		`{"epoch":"e","seq":1,"records":[{"kind":"ghost","value":{"id":"x"}}]}`, `{"epoch":"e","seq":1,"records":[{"kind":"note","value":{"id":"x","x":1}}]}`,
	} {
		var back board.Snapshot
		if err := back.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%s is read as %+v", bad, back)
		}
	}
}

// Who holds a copy is not disturbed by what happens to the state, nor the
// state by who holds the table of rights.
func TestCopiesAreCopies(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.must(mori, board.MoveItems{Items: noteItems(1), To: onSheet(5, 5)})
	before, copied := d.encoded(), d.state.Clone()
	d.must(mori, board.MoveItems{Items: noteItems(1, 2), To: onSheet(9, 9)})
	d.must(mori, board.WithdrawNote{Note: noteID(1)})
	d.write(3, 3)
	if got := encoded(t, copied.Records()); got != before {
		t.Errorf("the copy now says %s", got)
	}
	board.Rights()["note.add"][board.Presents] = "aaa"
	d.must(mori, board.SetPhase{Phase: board.Presents})
	d.refused(board.Forbidden, hana, board.AddNote{Note: noteID(9), Text: "文"})
}

// Check must see what is wrong, or a sound document proves nothing. Each case
// breaks one thing.
func TestCheckFindsWhatIsBroken(t *testing.T) {
	at := &board.Point{X: 1, Y: 1}
	note := func(n board.Note) board.Record {
		if n.ID == "" {
			n.ID = noteID(50)
		}
		if n.Text == "" {
			n.Text = "文"
		}
		if n.Place.Order == "" {
			n.Place.Order = "V"
		}
		return n
	}
	cases := map[string][]board.Record{
		"two roots":              {board.Board{ID: boardID(9), Phase: board.Gather}},
		"a root of another sort": {board.Workshop{ID: workshopID}},
		"a seat on a board":      {board.Seat{ID: seatID(1), Name: "人", Role: board.Facilitator, Order: "V"}},
		"an id that is none":     {note(board.Note{ID: "x"})},
		"one id for two":         {note(board.Note{}), board.Statement{ID: board.StatementID(noteID(50)), Text: "文", Place: board.Place{Order: "V", At: at}}},
		"no order":               {board.Note{ID: noteID(50), Text: "文"}},
		"an order with a nought": {note(board.Note{Place: board.Place{Order: "V0"}})},
		"an order too long":      {note(board.Note{Place: board.Place{Order: strings.Repeat("V", 41)}})},
		"in two places":          {board.Group{ID: groupID(50), Place: board.Place{Order: "V", At: at}}, note(board.Note{Place: board.Place{Group: groupID(50), At: at}})},
		"off the sheet":          {note(board.Note{Place: board.Place{At: &board.Point{X: -1}}})},
		"no text":                {board.Note{ID: noteID(50), Text: "　", Place: board.Place{Order: "V"}}},
		"a veiled note":          {note(board.Note{Veiled: true})},
		"a statement of nothing": {board.Statement{ID: statementID(50), Place: board.Place{Order: "V", At: at}}},
		"lone and gathered":      {board.Group{ID: groupID(50), Place: board.Place{Order: "V", At: at}}, note(board.Note{Lone: true, Place: board.Place{Group: groupID(50)}})},
		"in no group":            {note(board.Note{Place: board.Place{Group: groupID(50)}})},
		"in a dissolved group":   {board.Group{ID: groupID(50), Withdrawn: true, Place: board.Place{Order: "V", At: at}}, note(board.Note{Place: board.Place{Group: groupID(50)}})},
		"a group in the tray":    {board.Group{ID: groupID(50), Place: board.Place{Order: "V"}}},
		"a circle":               {board.Group{ID: groupID(50), Place: board.Place{Order: "V", Group: groupID(51)}}, board.Group{ID: groupID(51), Place: board.Place{Order: "V", Group: groupID(50)}}},
	}
	for name, records := range cases {
		state := newBoard(t, board.Gather).state.Clone()
		state.Replay(board.Change{}) // sound so far
		if broken := board.Check(state); len(broken) > 0 {
			t.Fatal(broken)
		}
		for _, r := range records {
			state.Replay(board.Change{{Kind: r.Kind(), ID: r.Key(), After: r}})
		}
		if len(board.Check(state)) == 0 {
			t.Errorf("%s: Check finds nothing", name)
		}
	}
	deep := newBoard(t, board.Gather).state.Clone()
	for n := 1; n <= board.Bounds.Depth+1; n++ {
		place := board.Place{Order: "V", Group: groupID(n - 1)}
		if n == 1 {
			place = board.Place{Order: "V", At: at}
		}
		deep.Replay(board.Change{{Kind: board.KindGroup, ID: string(groupID(n)), After: board.Group{ID: groupID(n), Place: place}}})
	}
	if len(board.Check(deep)) == 0 {
		t.Error("nine groups in each other: Check finds nothing")
	}
	misfiled := newBoard(t, board.Gather).state.Clone()
	misfiled.Replay(board.Change{{Kind: board.KindNote, ID: string(noteID(2)), After: note(board.Note{ID: noteID(1)})}})
	if len(board.Check(misfiled)) == 0 {
		t.Error("a record under another's id: Check finds nothing")
	}
}

func TestCheckFindsWhatIsBrokenInAHall(t *testing.T) {
	for name, r := range map[string]board.Record{
		"a nameless seat":           board.Seat{ID: seatID(50), Role: board.Facilitator, Order: "V"},
		"a seat at no table":        board.Seat{ID: seatID(50), Name: "人", Table: tableID(50), Role: board.Participant, Order: "V"},
		"a participant on his feet": board.Seat{ID: seatID(50), Name: "人", Role: board.Participant, Order: "V"},
		"a second coordinator":      board.Seat{ID: seatID(50), Name: "人", Table: tableID(1), Role: board.Coordinator, Order: "V"},
		"a board of no table":       board.Assignment{ID: boardID(50), Table: tableID(50), Order: "V"},
		"a note in a workshop":      board.Note{ID: noteID(50), Text: "文", Place: board.Place{Order: "V"}},
	} {
		d := newHall(t)
		d.must(office, person(11, board.Coordinator, 1))
		state := d.state.Clone()
		state.Replay(board.Change{{Kind: r.Kind(), ID: r.Key(), After: r}})
		if len(board.Check(state)) == 0 {
			t.Errorf("%s: Check finds nothing", name)
		}
	}
}

// F-20: an import is judged like everything else, and taken whole or not at all.
func TestImports(t *testing.T) {
	at := &board.Point{X: 1.4, Y: 1}
	good := func() board.ImportBoard {
		return board.ImportBoard{
			Phase:      board.Gather,
			Notes:      []board.Note{{ID: noteID(1), Text: " 文\r\n二行目 ", Author: hana.Seat, Side: board.Citizen, Place: board.Place{Group: groupID(1), Order: "V"}}, {ID: noteID(2), Text: "狼", Lone: true, Place: board.Place{Order: "V"}}},
			Groups:     []board.Group{{ID: groupID(1), Title: "表札", Place: board.Place{Order: "V", At: at}}},
			Statements: []board.Statement{{ID: statementID(1), Text: "ひとこと", Place: board.Place{Order: "W", At: at}}},
		}
	}
	d := newBoard(t, board.Prepare)
	given := good()
	d.must(office, given)
	if n := d.note(1); n.Text != "文\n二行目" || n.Author != hana.Seat {
		t.Errorf("the note is %+v", n)
	}
	if _, err := given.Check(); err != nil || given.Notes[0].Text != " 文\r\n二行目 " || at.X != 1.4 {
		t.Errorf("the importer's own records were changed (%v)", err)
	}
	if b, _ := d.state.Board(); b.Phase != board.Gather || d.group(1).Place.At.X != 1 {
		t.Errorf("%+v, %+v", b, d.group(1).Place.At)
	}
	d.refused(board.Exists, office, good())
	for name, spoil := range map[string]func(*board.ImportBoard){
		"a circle":              func(op *board.ImportBoard) { op.Groups[0].Place = board.Place{Order: "V", Group: groupID(1)} },
		"an id twice":           func(op *board.ImportBoard) { op.Notes[1].ID = noteID(1) },
		"an id for two kinds":   func(op *board.ImportBoard) { op.Statements[0].ID = board.StatementID(noteID(1)) },
		"a group that is not":   func(op *board.ImportBoard) { op.Notes[0].Place.Group = groupID(2) },
		"a dissolved group":     func(op *board.ImportBoard) { op.Groups[0].Withdrawn = true },
		"a veiled note":         func(op *board.ImportBoard) { op.Notes[1].Veiled = true },
		"a hidden note":         func(op *board.ImportBoard) { op.Notes[1].Hidden.At = 1 },
		"a hidden title":        func(op *board.ImportBoard) { op.Groups[0].Hidden.At = 1 },
		"a kept title":          func(op *board.ImportBoard) { op.Groups[0].Kept = []board.Rival{{Text: "文"}} },
		"a note of nothing":     func(op *board.ImportBoard) { op.Notes[1].Text = "" },
		"a control character":   func(op *board.ImportBoard) { op.Groups[0].Title = "表\u0007札" },
		"an author who is none": func(op *board.ImportBoard) { op.Notes[0].Author = "root" },
		"a side that is none":   func(op *board.ImportBoard) { op.Notes[0].Side = "dark" },
		"an order that is none": func(op *board.ImportBoard) { op.Notes[0].Place.Order = "" },
		"a place off the sheet": func(op *board.ImportBoard) { op.Groups[0].Place.At = &board.Point{X: 1e6} },
		"a group in the tray":   func(op *board.ImportBoard) { op.Groups[0].Place.At = nil },
		"lone in an island":     func(op *board.ImportBoard) { op.Notes[0].Lone = true },
		"a phase that is none":  func(op *board.ImportBoard) { op.Phase = "lunch" },
	} {
		d := newBoard(t, board.Prepare)
		op := good()
		spoil(&op)
		if _, err := d.do(office, op); err == nil {
			t.Errorf("%s is taken in", name)
		}
		if len(d.state.Records()) != 1 {
			t.Errorf("%s left %d records", name, len(d.state.Records()))
		}
	}
}
