package boltlog

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// evening plays workshops through the ops, as rooms do, so that documents obey
// the rules of package board and can be replayed and judged. Everything comes
// from its seed: the same seed gives the same entries, ids and times included.
type evening struct {
	t      testing.TB
	random *rand.Rand
	noise  *rand.ChaCha8
	epoch  board.Epoch
	sheets []*sheet
}

// sheet is one document with its history.
type sheet struct {
	doc     board.DocID
	state   *board.State
	entries []board.Entry
	table   board.TableID
	notes   []board.NoteID
	groups  []board.GroupID
	seats   []board.SeatID
}

// Entry and After make a sheet its own past, for what takes something back.
func (s *sheet) Entry(seq board.Seq) (board.Entry, error) {
	if seq == 0 || int(seq) > len(s.entries) {
		return board.Entry{}, board.Errorf(board.NotFound, "there is no such entry")
	}
	return s.entries[seq-1], nil
}

func (s *sheet) After(seq board.Seq) iter.Seq2[board.Entry, error] {
	return func(yield func(board.Entry, error) bool) {
		for _, e := range s.entries[min(int(seq), len(s.entries)):] {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func newEvening(t testing.TB, seed uint64, boards int) *evening {
	var key [32]byte
	binary.BigEndian.PutUint64(key[:], seed)
	e := &evening{t: t, random: rand.New(rand.NewPCG(seed, 1)), noise: rand.NewChaCha8(key)}
	e.epoch = board.Epoch(e.id())
	workshop := e.id()
	hall := e.sheet(workshop)
	e.must(hall, board.OpenWorkshop{Workshop: board.WorkshopID(workshop), Code: "ACDE3479", Facts: board.Facts{Title: "見本の集い", Theme: "川辺で何をしたいか"}})
	for n := range boards {
		table := board.TableID(e.id())
		e.must(hall, board.AddTable{Table: table, Name: fmt.Sprintf("%d班", n+1), Board: board.BoardID(e.id()), Theme: "川辺で何をしたいか"})
		assignments := hall.state.Assignments(table)
		s := e.sheet(string(assignments[0].ID))
		s.table = table
		e.must(s, board.OpenBoard{Board: assignments[0].ID, Workshop: board.WorkshopID(workshop), Table: table})
		for range 3 {
			s.seats = append(s.seats, board.SeatID(e.id()))
		}
	}
	return e
}

func (e *evening) id() string {
	id, err := uuid.NewRandomFromReader(e.noise)
	if err != nil {
		e.t.Fatal(err)
	}
	return id.String()
}

func (e *evening) sheet(doc string) *sheet {
	s := &sheet{doc: board.DocID(doc), state: board.NewState()}
	e.sheets = append(e.sheets, s)
	return s
}

func (e *evening) must(s *sheet, op board.Op) {
	e.t.Helper()
	if err := e.do(s, board.Actor{Role: board.Organiser}, op); err != nil {
		e.t.Fatalf("%s: %v", op.Type(), err)
	}
}

// do is what a room does with an op; a refusal leaves nothing.
func (e *evening) do(s *sheet, actor board.Actor, op board.Op) error {
	checked, err := op.Check()
	if err != nil {
		return err
	}
	change, err := s.state.Do(checked, actor, s)
	if err != nil {
		return err
	}
	seq := board.Seq(len(s.entries)) + 1
	s.entries = append(s.entries, board.Entry{
		Epoch: e.epoch, Seq: seq, ID: board.OpID(e.id()), Author: actor.Seat, As: actor.Role,
		Time: time.Date(2026, 11, 20, 18, 30, 0, 0, time.UTC).Add(time.Duration(seq) * time.Second), Op: checked, Change: change,
	})
	return nil
}

// step adds one entry to a board, whatever comes to mind.
func (e *evening) step(s *sheet) {
	actor := board.Actor{Role: board.Facilitator, Seat: s.seats[0], Table: s.table}
	for before := len(s.entries); len(s.entries) == before; {
		op := e.wish(s)
		if op == nil || e.do(s, actor, op) != nil {
			continue
		}
		switch op := op.(type) {
		case board.AddNote:
			s.notes = append(s.notes, op.Note)
		case board.AddGroup:
			s.groups = append(s.groups, op.Group)
		}
	}
}

func (e *evening) wish(s *sheet) board.Op {
	note := board.NoteID("")
	if len(s.notes) > 0 {
		note = s.notes[e.random.IntN(len(s.notes))]
	}
	at := board.Target{At: &board.Point{X: float64(e.random.IntN(2000)), Y: float64(e.random.IntN(1000))}}
	switch n := e.random.IntN(30); {
	case n < 9 || note == "":
		return board.AddNote{Note: board.NoteID(e.id()), Text: fmt.Sprintf("川辺に%d本の桜を植えたい🌸", e.random.IntN(1000))}
	case n < 12:
		now, _ := s.state.Note(note)
		return board.EditNote{Note: note, Base: now.Text, Text: now.Text + "と、子どもたちも"}
	case n < 15:
		return board.MoveItems{Items: []board.ItemID{board.ItemID(note)}, To: at}
	case n < 17:
		return board.AddGroup{Group: board.GroupID(e.id()), Title: "水辺のしかけ", Items: []board.ItemID{board.ItemID(note)}, To: at}
	case n < 18:
		return board.WithdrawNote{Note: note}
	case n < 19:
		return board.SetPhase{Phase: board.Phases[e.random.IntN(len(board.Phases))]}
	case n < 20:
		return board.AddStatement{Statement: board.StatementID(e.id()), Text: "夕暮れの川辺は、みんなの庭になる。", To: at}
	}
	return e.secondThought(s, note)
}

// secondThought takes something back, brings it back, or collides with what another wrote.
func (e *evening) secondThought(s *sheet, note board.NoteID) board.Op {
	now, _ := s.state.Note(note)
	last := board.Seq(len(s.entries))
	switch n := e.random.IntN(12); {
	case n < 3:
		return board.Undo{Of: last - board.Seq(e.random.IntN(min(4, int(last))))}
	case n < 5:
		return board.EditNote{Note: note, Base: "だれかが先に直す前の文", Text: fmt.Sprintf("別の文 %d", e.random.IntN(100))}
	case n < 7 && len(now.Rivals) > 0:
		return board.ChooseText{Item: board.ItemID(note), Base: now.Text, Text: now.Rivals[0].Text, Rivals: []string{now.Rivals[0].Text}}
	case n < 8:
		return board.RestoreNote{Note: note}
	case n < 9:
		return board.RestoreBoard{To: last - board.Seq(e.random.IntN(min(10, int(last))))}
	case len(s.groups) == 0:
		return nil
	}
	group := s.groups[e.random.IntN(len(s.groups))]
	switch e.random.IntN(4) {
	case 0:
		return board.TitleGroup{Group: group, Base: "水辺のしかけ", Title: fmt.Sprintf("水辺を、みんなで守る %d", e.random.IntN(100))}
	case 1:
		return board.FoldGroup{Group: group, Folded: e.random.IntN(2) == 0}
	case 2:
		return board.RestoreGroup{Group: group}
	}
	return board.DissolveGroup{Group: group}
}

// store plays some steps on every board and writes them down, with snapshots
// now and then, as rooms leave them.
func (e *evening) store(s *Store, steps int) {
	e.t.Helper()
	for _, sh := range e.sheets {
		stored := 0
		write := func(upTo int) {
			appendAll(e.t, s, sh.doc, sh.entries[stored:upTo])
			stored = upTo
		}
		write(len(sh.entries))
		for range steps {
			if sh.seats == nil { // the workshop's own document
				break
			}
			e.step(sh)
			if e.random.IntN(4) == 0 {
				write(len(sh.entries))
			}
			if e.random.IntN(40) == 0 {
				write(len(sh.entries))
				snap := board.Snapshot{Epoch: e.epoch, Seq: board.Seq(stored), Records: sh.state.Records()}
				if err := s.SaveSnapshot(e.t.Context(), sh.doc, snap); err != nil {
					e.t.Fatal(err)
				}
			}
		}
		write(len(sh.entries))
	}
}

// eveningFile makes a closed file with an evening in it.
func eveningFile(t testing.TB, boards, steps int) (path string, e *evening) {
	t.Helper()
	path, e = newPath(t), newEvening(t, rand.Uint64(), boards)
	s := mustOpen(t, path, Options{})
	e.store(s, steps)
	for i := range 5 {
		if err := s.Put(t.Context(), shelfName, fmt.Sprint("token-", i), []byte("seat")); err != nil {
			t.Fatal(err)
		}
	}
	mustClose(t, s)
	return path, e
}
