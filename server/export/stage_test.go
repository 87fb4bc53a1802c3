package export

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// made is the time that golden reports say they were made: the day after.
var made = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

var organiser = board.Actor{Seat: "00000000-0000-4000-8000-0000000000aa", Role: board.Organiser}

// fixture is the catalogue. It is read from its file, as nothing below the
// pages knows where texts are kept.
func fixture(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../static/i18n/ja.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

func words(t testing.TB) Words {
	t.Helper()
	texts := fixture(t)
	return func(key string) string {
		text, ok := texts[key]
		if !ok {
			t.Errorf("the catalogue has no %q", key)
		}
		return text
	}
}

// counted gives ids that are the same in every run.
func counted() func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("00000000-0000-4000-8000-%012x", n+0x1000)
	}
}

// seeded gives ids from a seed: in no order, as real ones are, and yet the same again.
func seeded(seed uint64) func() string {
	var key [32]byte
	binary.BigEndian.PutUint64(key[:], seed)
	random := rand.NewChaCha8(key)
	return func() string {
		id, err := uuid.NewRandomFromReader(random)
		if err != nil {
			panic(err)
		}
		return id.String()
	}
}

// stage is a workshop set up through the ops, as the server does it, with its history.
type stage struct {
	t      testing.TB
	newID  func() string
	hall   *document
	boards []*document
}

type document struct {
	state   *board.State
	entries []board.Entry
}

func (s *stage) do(d *document, actor board.Actor, op board.Op) {
	s.t.Helper()
	checked, err := op.Check()
	if err != nil {
		s.t.Fatalf("%s: %v", op.Type(), err)
	}
	change, err := d.state.Do(checked, actor, nil)
	if err != nil {
		s.t.Fatalf("%s: %v", op.Type(), err)
	}
	seq := board.Seq(len(d.entries) + 1)
	d.entries = append(d.entries, board.Entry{
		Epoch: "life-1", Seq: seq, ID: board.OpID(s.newID()), Author: actor.Seat, As: actor.Role,
		Time: made.Add(time.Duration(seq) * time.Second), Op: checked, Change: change,
	})
}

// staged sets an import up. Every document is checked when the test ends.
func staged(t testing.TB, im Import, newID func() string) *stage {
	t.Helper()
	s := &stage{t: t, newID: newID, hall: &document{state: board.NewState()}}
	t.Cleanup(s.check)
	ws := board.WorkshopID(newID())
	if im.Facts.Title == "" {
		im.Facts.Title = "催し"
	}
	if im.Facts.Theme == "" {
		im.Facts.Theme = "問い"
	}
	s.do(s.hall, organiser, board.OpenWorkshop{Workshop: ws, Code: "ACDEFGHJ", Facts: im.Facts})
	s.do(s.hall, organiser, board.AddSeat{Seat: organiser.Seat, Name: "主催者", Role: board.Organiser})
	for _, theme := range im.Themes {
		s.do(s.hall, organiser, board.AddTheme{ThemeID: theme.ID, Text: theme.Text})
	}
	for i, tab := range im.Tables {
		if tab.Name == "" {
			tab.Name = fmt.Sprintf("%d班", i+1)
		}
		table, id := board.TableID(newID()), board.BoardID(newID())
		s.do(s.hall, organiser, board.AddTable{Table: table, Board: id, Name: tab.Name, Theme: tab.Theme})
		for _, m := range tab.Members {
			role := board.Participant
			if m.Coordinator {
				role = board.Coordinator
			}
			if m.Seat == "" {
				m.Seat = board.SeatID(newID())
			}
			s.do(s.hall, organiser, board.AddSeat{Seat: m.Seat, Name: m.Name, Side: m.Side, Table: table, Role: role})
		}
		b := &document{state: board.NewState()}
		s.boards = append(s.boards, b)
		s.do(b, organiser, board.OpenBoard{Board: id, Workshop: ws, Table: table})
		s.do(b, organiser, tab.Content)
		for _, further := range tab.Further {
			id, b := board.BoardID(newID()), &document{state: board.NewState()}
			s.boards = append(s.boards, b)
			s.do(b, organiser, board.OpenBoard{Board: id, Workshop: ws, Table: table})
			s.do(b, organiser, further.Content)
			s.do(s.hall, organiser, board.AssignBoard{Board: id, Table: table, ThemeID: further.ThemeID})
		}
		if tab.ThemeID != "" {
			s.do(s.hall, organiser, board.TakeTheme{ThemeID: tab.ThemeID, Tables: []board.TableID{table}})
		}
	}
	return s
}

func (s *stage) check() {
	for _, d := range append([]*document{s.hall}, s.boards...) {
		for _, broken := range board.Check(d.state) {
			s.t.Errorf("invariant: %v", broken)
		}
	}
}

func (s *stage) options() Options {
	return Options{Viewer: organiser.Viewer(), Now: made, Words: words(s.t)}
}

func (s *stage) states() map[board.BoardID]*board.State {
	states := map[board.BoardID]*board.State{}
	for _, d := range s.boards {
		b, _ := d.state.Board()
		states[b.ID] = d.state
	}
	return states
}

func (s *stage) report() Report { return Build(s.hall.state, s.states(), s.options()) }

func (d *document) packed() Document {
	return Document{Epoch: "life-1", Seq: board.Seq(len(d.entries)), Records: d.state.Records(), Entries: d.entries}
}

func (s *stage) archive(opts Options) Archive {
	var boards []Document
	for _, d := range s.boards {
		boards = append(boards, d.packed())
	}
	return Pack(s.hall.packed(), boards, opts)
}

// sampleStage is the product's own sample, with ids that stay.
func sampleStage(t testing.TB) *stage {
	t.Helper()
	newID := counted()
	im, err := Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	return staged(t, im, newID)
}
