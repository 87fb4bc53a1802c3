// Package exporttest sets up what the tests of reports and of their writers
// share: workshops made through the ops, the product's own sample, workshops
// drawn at random with texts that a format might take for something of its own,
// and golden files.
package exporttest

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/demo"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/intake"
	"yoriai/static"
)

// made is the time that golden reports say they were made: the day after.
var Made = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

var Organiser = board.Actor{Seat: "00000000-0000-4000-8000-0000000000aa", Role: board.Organiser}

// Catalogue is the catalogue.
func Catalogue(t testing.TB) map[string]string {
	t.Helper()
	data, err := static.FS.ReadFile("i18n/ja.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

func Words(t testing.TB) export.Words {
	t.Helper()
	texts := Catalogue(t)
	return func(key string) string {
		text, ok := texts[key]
		if !ok {
			t.Errorf("the catalogue has no %q", key)
		}
		return text
	}
}

// counted gives ids that are the same in every run.
func Counted() func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("00000000-0000-4000-8000-%012x", n+0x1000)
	}
}

// seeded gives ids from a seed: in no order, as real ones are, and yet the same again.
func Seeded(seed uint64) func() string {
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
type Stage struct {
	T      testing.TB
	NewID  func() string
	Hall   *Document
	Boards []*Document
}

type Document struct {
	State   *board.State
	Entries []board.Entry
}

func (s *Stage) Do(d *Document, actor board.Actor, op board.Op) {
	s.T.Helper()
	checked, err := op.Check()
	if err != nil {
		s.T.Fatalf("%s: %v", op.Type(), err)
	}
	change, err := d.State.Do(checked, actor, nil)
	if err != nil {
		s.T.Fatalf("%s: %v", op.Type(), err)
	}
	seq := board.Seq(len(d.Entries) + 1)
	d.Entries = append(d.Entries, board.Entry{
		Epoch: "life-1", Seq: seq, ID: board.OpID(s.NewID()), Author: actor.Seat, As: actor.Role,
		Time: Made.Add(time.Duration(seq) * time.Second), Op: checked, Change: change,
	})
}

// staged sets an import up. Every document is checked when the test ends.
func SetUp(t testing.TB, im intake.Import, newID func() string) *Stage {
	t.Helper()
	s := &Stage{T: t, NewID: newID, Hall: &Document{State: board.NewState()}}
	t.Cleanup(s.check)
	ws := board.WorkshopID(newID())
	if im.Facts.Title == "" {
		im.Facts.Title = "催し"
	}
	if im.Facts.Theme == "" {
		im.Facts.Theme = "問い"
	}
	s.Do(s.Hall, Organiser, board.OpenWorkshop{Workshop: ws, Code: "ACDEFGHJ", Facts: im.Facts})
	s.Do(s.Hall, Organiser, board.AddSeat{Seat: Organiser.Seat, Name: "主催者", Role: board.Organiser})
	for _, theme := range im.Themes {
		s.Do(s.Hall, Organiser, board.AddTheme{ThemeID: theme.ID, Text: theme.Text})
	}
	for i, tab := range im.Tables {
		s.addTable(ws, i, tab)
	}
	return s
}

// addTable sets a table up with its people and its boards.
func (s *Stage) addTable(ws board.WorkshopID, i int, tab intake.Table) {
	s.T.Helper()
	if tab.Name == "" {
		tab.Name = fmt.Sprintf("%d班", i+1)
	}
	table, id := board.TableID(s.NewID()), board.BoardID(s.NewID())
	s.Do(s.Hall, Organiser, board.AddTable{Table: table, Board: id, Name: tab.Name, Theme: tab.Theme})
	for _, m := range tab.Members {
		role := board.Participant
		if m.Coordinator {
			role = board.Coordinator
		}
		if m.Seat == "" {
			m.Seat = board.SeatID(s.NewID())
		}
		s.Do(s.Hall, Organiser, board.AddSeat{Seat: m.Seat, Name: m.Name, Side: m.Side, Table: table, Role: role})
	}
	b := &Document{State: board.NewState()}
	s.Boards = append(s.Boards, b)
	s.Do(b, Organiser, board.OpenBoard{Board: id, Workshop: ws, Table: table})
	s.Do(b, Organiser, tab.Content)
	for _, further := range tab.Further {
		id, b := board.BoardID(s.NewID()), &Document{State: board.NewState()}
		s.Boards = append(s.Boards, b)
		s.Do(b, Organiser, board.OpenBoard{Board: id, Workshop: ws, Table: table})
		s.Do(b, Organiser, further.Content)
		s.Do(s.Hall, Organiser, board.AssignBoard{Board: id, Table: table, ThemeID: further.ThemeID})
	}
	if tab.ThemeID != "" {
		s.Do(s.Hall, Organiser, board.TakeTheme{ThemeID: tab.ThemeID, Tables: []board.TableID{table}})
	}
}

func (s *Stage) check() {
	for _, d := range append([]*Document{s.Hall}, s.Boards...) {
		for _, broken := range board.Check(d.State) {
			s.T.Errorf("invariant: %v", broken)
		}
	}
}

func (s *Stage) Options() export.Options {
	return export.Options{Viewer: Organiser.Viewer(), Now: Made, Words: Words(s.T)}
}

func (s *Stage) States() map[board.BoardID]*board.State {
	states := map[board.BoardID]*board.State{}
	for _, d := range s.Boards {
		b, _ := d.State.Board()
		states[b.ID] = d.State
	}
	return states
}

func (s *Stage) Report() export.Report { return export.Build(s.Hall.State, s.States(), s.Options()) }

func (d *Document) Packed() archive.Document {
	return archive.Document{Epoch: "life-1", Seq: board.Seq(len(d.Entries)), Records: d.State.Records(), Entries: d.Entries}
}

func (s *Stage) Archive(opts export.Options) archive.Archive {
	var boards []archive.Document
	for _, d := range s.Boards {
		boards = append(boards, d.Packed())
	}
	return archive.Pack(s.Hall.Packed(), boards, opts)
}

// Sample is the product's own sample, with ids that stay.
func Sample(t testing.TB) *Stage {
	t.Helper()
	newID := Counted()
	im, err := demo.Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	return SetUp(t, im, newID)
}
