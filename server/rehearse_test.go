package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
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

// Rehearsals stand apart in the organiser's list, the newest few of a workshop
// alone, and are put away by one press: nobody finds a way into them any more.
func TestRehearsalsArePutAway(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	f := s.visitor().opensKey(org.links().Facilitator)
	var halls []string
	for range board.Bounds.Rehearsals + 1 {
		var at struct{ Hall string }
		s.until("room for a rehearsal", func() bool {
			a, code := f.postJSON("/api/w/"+string(s.ws)+"/rehearsal", map[string]any{})
			return code != "too_many" && json.Unmarshal([]byte(a.body), &at) == nil
		})
		halls = append(halls, at.Hall)
		ws := strings.Split(at.Hall, "/")[2]
		if a, _ := f.postJSON("/api/w/"+ws+"/rehearsal/end", map[string]any{}); a.status != http.StatusOK {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	list := func() string { return org.get("/organise").body }
	if page := list(); strings.Count(page, `name="workshop"`) != board.Bounds.Rehearsals || strings.Contains(page, halls[0]) || !strings.Contains(page, halls[1]) {
		t.Errorf("the list says %s", page)
	}
	if page, _, _ := strings.Cut(list(), "<details>"); strings.Contains(page, halls[1]) || !strings.Contains(page, string(s.ws)) {
		t.Error("a rehearsal stands among the evenings")
	}
	if a := f.get(halls[0]); a.status == http.StatusOK {
		t.Error("the one that was put away is still steered")
	}
	if a := f.post("/organise/rehearsals/remove", url.Values{}); a.status != http.StatusForbidden {
		t.Errorf("a facilitator puts them away: %d", a.status)
	}
	if a := org.post("/organise/rehearsals/remove", url.Values{"workshop": {string(s.ws)}}); a.status != http.StatusSeeOther || !strings.Contains(list(), string(s.ws)) {
		t.Errorf("an evening is put away: %d", a.status)
	}
	if a := org.post("/organise/rehearsals/remove", url.Values{}); a.status != http.StatusSeeOther || strings.Contains(list(), `name="workshop"`) {
		t.Errorf("some are left: %d", a.status)
	}
	if a := f.get(halls[3]); a.status == http.StatusOK {
		t.Error("one is still steered")
	}
}

// A ワールドカフェ: the made-up people change tables three times and write at
// each; nobody comes to a table twice as long as there are others, all who sit
// at a table at the end see what the server has.
func TestRehearsalOfAWorldCafe(t *testing.T) {
	s := openSite(t)
	ws, err := s.srv.OpenRehearsal(t.Context(), 4, 4)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.srv.AddChanges(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	came, err := s.srv.Rehearse(t.Context(), ws, server.Rehearsing{Pace: 2 * time.Millisecond, Seed: 3, Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range came.Faults {
		t.Error(fault)
	}
	hall := s.replay(board.DocID(ws))
	for _, table := range hall.Tables() {
		for _, seat := range hall.Seats(table.ID) {
			been := map[board.TableID]bool{table.ID: true}
			for _, at := range seat.Been {
				been[at] = true
			}
			if want := map[board.Role]int{board.Coordinator: 1, board.Participant: 4}[seat.Role]; len(seat.Been) != 3 || len(been) != want {
				t.Errorf("a %s sat at %d tables in %d rounds", seat.Role, len(been), len(seat.Been)+1)
			}
		}
		wrote := map[board.SeatID]bool{}
		sheet := s.replay(board.DocID(hall.Assignments(table.ID)[0].ID))
		for _, n := range sheet.Notes() {
			wrote[n.Author] = true
		}
		if b, _ := sheet.Board(); b.Phase != board.Presents || len(wrote) < 8 {
			t.Errorf("at %s %d people wrote, and the evening ended in %s", table.Name, len(wrote), b.Phase)
		}
	}
}
