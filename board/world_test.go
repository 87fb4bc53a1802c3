package board_test

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"yoriai/board"
)

// tb is what testing.T and rapid.T have in common.
type tb interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// id makes the n-th id of a kind: readable in a failing test, the same in every run.
func id[T ~string](kind, n int) T {
	return T(fmt.Sprintf("%08d-0000-4000-8000-%012d", kind, n))
}

func noteID(n int) board.NoteID           { return id[board.NoteID](1, n) }
func groupID(n int) board.GroupID         { return id[board.GroupID](2, n) }
func statementID(n int) board.StatementID { return id[board.StatementID](3, n) }
func seatID(n int) board.SeatID           { return id[board.SeatID](4, n) }
func tableID(n int) board.TableID         { return id[board.TableID](5, n) }
func boardID(n int) board.BoardID         { return id[board.BoardID](6, n) }
func opID(n int) board.OpID               { return id[board.OpID](7, n) }
func linkID(n int) board.LinkID           { return id[board.LinkID](10, n) }
func wordingID(n int) board.WordingID     { return id[board.WordingID](11, n) }
func roundID(n int) board.RoundID         { return id[board.RoundID](12, n) }
func ballotID(n int) board.BallotID       { return id[board.BallotID](13, n) }
func passageID(n int) board.PassageID     { return id[board.PassageID](14, n) }
func stepID(n int) board.AgendaStepID     { return id[board.AgendaStepID](15, n) }
func themeID(n int) board.ThemeID         { return id[board.ThemeID](17, n) }
func messageID(n int) board.MessageID     { return id[board.MessageID](16, n) }
func questionID(n int) board.QuestionID   { return id[board.QuestionID](21, n) }
func answerID(n int) board.AnswerID       { return id[board.AnswerID](22, n) }
func tagID(n int) board.TagID             { return id[board.TagID](23, n) }
func photoID(n int) board.PhotoID         { return id[board.PhotoID](24, n) }

const (
	epoch      = board.Epoch("00000009-0000-4000-8000-000000000001")
	workshopID = board.WorkshopID("00000008-0000-4000-8000-000000000001")
)

// The people of the tests: two tables, and those who steer or look on.
var (
	hana   = board.Actor{Seat: seatID(1), Role: board.Participant, Side: board.Citizen, Table: tableID(1)}
	jiro   = board.Actor{Seat: seatID(2), Role: board.Participant, Side: board.Staff, Table: tableID(1)}
	kaede  = board.Actor{Seat: seatID(3), Role: board.Coordinator, Side: board.Staff, Table: tableID(1)}
	mori   = board.Actor{Seat: seatID(4), Role: board.Facilitator, Side: board.OtherSide}
	office = board.Actor{Seat: seatID(5), Role: board.Organiser}
	guest  = board.Actor{Seat: seatID(6), Role: board.Observer}
	taro   = board.Actor{Seat: seatID(7), Role: board.Participant, Side: board.Citizen, Table: tableID(2)}
	ume    = board.Actor{Seat: seatID(8), Role: board.Coordinator, Side: board.Citizen, Table: tableID(2)}
	door   = board.Actor{Seat: seatID(9), Role: board.Door}

	everybody = []board.Actor{hana, jiro, kaede, mori, office, guest, taro, ume}
)

// document keeps a document as a room does: its state and the entries that led there.
type document struct {
	t      tb
	state  *board.State
	log    []board.Entry
	before func() string // the whole state before the last op, as text
}

func newDocument(t tb) *document {
	d := &document{t: t, state: board.NewState()}
	t.Cleanup(d.sound)
	return d
}

func (d *document) sound() {
	d.t.Helper()
	for _, broken := range board.Check(d.state) {
		d.t.Errorf("invariant: %v", broken)
	}
}

// newBoard opens the board of table 1 in a phase.
func newBoard(t tb, phase board.Phase) *document {
	t.Helper()
	d := newDocument(t)
	d.must(office, board.OpenBoard{Board: boardID(1), Workshop: workshopID, Table: tableID(1)})
	if phase != board.Prepare {
		d.must(kaede, board.SetPhase{Phase: phase})
	}
	return d
}

// newHall opens a workshop with two tables.
func newHall(t tb) *document {
	t.Helper()
	d := newDocument(t)
	d.must(office, board.OpenWorkshop{Workshop: workshopID, Code: "ACDE2346", Facts: board.Facts{Title: "まちの会", Theme: "どうする公園"}})
	d.must(office, board.AddTable{Table: tableID(1), Board: boardID(1), Name: "1班"})
	d.must(office, board.AddTable{Table: tableID(2), Board: boardID(2), Name: "2班", Theme: "どうするバス"})
	return d
}

// do sends an op as a browser would: over the wire, checked, judged, applied.
// A refused op must leave no trace.
func (d *document) do(actor board.Actor, op board.Op) (board.Entry, error) {
	d.t.Helper()
	wire, err := board.EncodeOp(op)
	if err != nil {
		d.t.Fatalf("encode %s: %v", op.Type(), err)
	}
	untouched := d.asItIs()
	op, err = board.DecodeOp(wire)
	if err != nil {
		return board.Entry{}, err
	}
	seq := len(d.log) + 1
	now := time.UnixMilli(1_763_600_000_000).Add(time.Duration(seq) * time.Second).UTC()
	actor.At, actor.Speaker = now.UnixMilli(), speakerOf(op)
	change, err := d.state.Do(op, actor, d)
	if err != nil {
		if !untouched() {
			d.t.Fatalf("%s was refused (%v) and left a trace", op.Type(), err)
		}
		return board.Entry{}, err
	}
	e := board.Entry{
		Epoch: epoch, Seq: board.Seq(seq), ID: opID(seq), Author: actor.Seat, As: actor.Role,
		Time: now, Op: op, Change: change,
	}
	d.log = append(d.log, e)
	return e, nil
}

// speakerOf knows, as the workshop would, whose words are put down: people of
// the tests, and at table 1 people without a name.
func speakerOf(op board.Op) board.Seat {
	id := board.Speaks(op)
	for _, a := range everybody {
		if a.Seat == id {
			return board.Seat{ID: id, Side: a.Side, Table: a.Table}
		}
	}
	if id == "" {
		return board.Seat{}
	}
	return board.Seat{ID: id, Table: tableID(1)}
}

// Entry and After make a document its own past.
func (d *document) Entry(seq board.Seq) (board.Entry, error) {
	if seq == 0 || seq > board.Seq(len(d.log)) {
		return board.Entry{}, board.Errorf(board.NotFound, "there is no such entry")
	}
	return d.log[seq-1], nil
}

func (d *document) After(seq board.Seq) iter.Seq2[board.Entry, error] {
	return func(yield func(board.Entry, error) bool) {
		for _, e := range d.log[min(int(seq), len(d.log)):] {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (d *document) must(actor board.Actor, op board.Op) board.Entry {
	d.t.Helper()
	e, err := d.do(actor, op)
	if err != nil {
		d.t.Fatalf("%s by %s: %v", op.Type(), actor.Role, err)
	}
	return e
}

func (d *document) refused(code board.Code, actor board.Actor, op board.Op) {
	d.t.Helper()
	_, err := d.do(actor, op)
	if err == nil || board.CodeOf(err) != code {
		d.t.Errorf("%s by %s: want %s, got %v", op.Type(), actor.Role, code, err)
	}
}

// asItIs gives what tells later whether the state is still as it is now. A
// text of all of it would show even what is written into a shared slice; under
// the race detector, where such texts take most of the time, a copy must do.
func (d *document) asItIs() (untouched func() bool) {
	if underRace {
		copied := d.state.Clone()
		d.before = func() string { return encoded(d.t, copied.Records()) }
	} else {
		text := d.encoded()
		d.before = func() string { return text }
	}
	return func() bool { return d.before() == d.encoded() }
}

// encoded is the whole state as text: equal states give equal texts.
func (d *document) encoded() string { return encoded(d.t, d.state.Records()) }

func encoded(t tb, records []board.Record) string {
	t.Helper()
	data, err := board.Encode(board.Snapshot{Epoch: epoch, Records: records})
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return string(data)
}

func encode(t tb, v any) string {
	t.Helper()
	data, err := board.Encode(v)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return string(data)
}

func (d *document) note(n int) board.Note {
	d.t.Helper()
	note, ok := d.state.Note(noteID(n))
	if !ok {
		d.t.Fatalf("note %d is not there", n)
	}
	return note
}

func (d *document) group(n int) board.Group {
	d.t.Helper()
	group, ok := d.state.Group(groupID(n))
	if !ok {
		d.t.Fatalf("group %d is not there", n)
	}
	return group
}

// write puts notes from..to on the board, by the facilitator, who may at any time.
func (d *document) write(from, to int) {
	d.t.Helper()
	for n := from; n <= to; n++ {
		d.must(mori, board.AddNote{Note: noteID(n), Text: fmt.Sprintf("付箋 %d", n)})
	}
}

// island draws a group round notes on the sheet.
func (d *document) island(n int, notes ...int) {
	d.t.Helper()
	d.must(mori, board.AddGroup{Group: groupID(n), Items: noteItems(notes...), To: onSheet(100, 100)})
}

func noteItems(notes ...int) []board.ItemID {
	var items []board.ItemID
	for _, n := range notes {
		items = append(items, board.ItemID(noteID(n)))
	}
	return items
}

func onSheet(x, y float64) board.Target { return board.Target{At: &board.Point{X: x, Y: y}} }
func inGroup(n int) board.Target        { return board.Target{Group: groupID(n)} }

// wantOrder compares the members of a group with the ids wanted.
func (d *document) wantOrder(group board.GroupID, want ...board.ItemID) {
	d.t.Helper()
	var got []board.ItemID
	for _, it := range d.state.Members(group) {
		got = append(got, it.ItemID())
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		d.t.Errorf("order in %q:\n got %v\nwant %v", group, got, want)
	}
}

func wantCode(t tb, code board.Code, err error) {
	t.Helper()
	if err == nil || board.CodeOf(err) != code {
		t.Errorf("want %s, got %v", code, err)
	}
}

var _ tb = (*testing.T)(nil)
