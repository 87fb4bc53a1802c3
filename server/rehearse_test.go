package server_test

import (
	"testing"
	"time"

	"yoriai/board"
	"yoriai/server"
)

// TestRehearsal: made-up people go through a whole evening by themselves, over
// the real protocol: every phase is filled, everybody sees what the server has,
// and nothing is left of them afterwards.
func TestRehearsal(t *testing.T) {
	s := openSite(t)
	ws, err := s.srv.OpenRehearsal(t.Context(), 2, 4)
	if err != nil {
		t.Fatal(err)
	}
	came, err := s.srv.Rehearse(t.Context(), ws, server.Rehearsing{Pace: 2 * time.Millisecond, Seed: 1, Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range came.Faults {
		t.Error(fault)
	}
	if came.People != 9 || came.Deeds < 80 {
		t.Errorf("%d people did %d things; refused: %v", came.People, came.Deeds, came.Refused)
	}
	hall := s.replay(board.DocID(ws))
	for _, table := range hall.Tables() {
		for _, a := range hall.Assignments(table.ID) {
			s.wholeEvening(s.replay(board.DocID(a.ID)))
		}
	}
}

// wholeEvening: a board that people have brought to its end.
func (s *site) wholeEvening(b *board.State) {
	s.t.Helper()
	state, _ := b.Board()
	rounds := b.Rounds()
	switch {
	case state.Phase != board.Presents:
		s.t.Errorf("the evening ended in %s", state.Phase)
	case len(b.Notes()) < 12 || len(b.Groups()) < 2 || len(b.Links()) == 0:
		s.t.Errorf("%d notes, %d islands, %d relations", len(b.Notes()), len(b.Groups()), len(b.Links()))
	case len(rounds) != 1 || rounds[0].Open || rounds[0].Voters != 4:
		s.t.Errorf("the choosing was not brought to its end: %+v", rounds)
	}
	for _, g := range b.Groups() {
		if g.Title == "" {
			s.t.Error("an island has no title card")
		}
	}
	for _, n := range b.Notes() {
		if !n.Read && !n.Withdrawn {
			s.t.Error("a note was not read aloud")
		}
		if !n.Withdrawn && n.Place.Group == "" && !n.Lone {
			s.t.Error("a note lies in the tray still")
		}
	}
}
