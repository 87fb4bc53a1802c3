package server_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"yoriai/board"
)

type seatProposal struct {
	Moves []board.SeatMove
	Again int
}

func (v *visitor) proposal(body map[string]any) (p seatProposal, code string) {
	v.t.Helper()
	a, code := v.postJSON("/api/w/"+string(v.ws)+"/seating", body)
	if a.status == http.StatusOK {
		if err := json.Unmarshal([]byte(a.body), &p); err != nil {
			v.t.Fatal(err)
		}
	}
	return p, code
}

// A 席替え is proposed and nothing more; who leads a table stays, and who has
// not come is left out.
func TestSeatsAreProposed(t *testing.T) {
	s := openSite(t)
	for _, name := range []string{"海野", "沢田", "谷口", "原"} {
		s.visitor().joins(name, 0)
	}
	org := s.visitor().organises()
	before := s.replay(board.DocID(s.ws))
	first, second := before.Tables()[0].ID, before.Tables()[1].ID
	p, _ := org.proposal(map[string]any{"mode": "change"})
	if len(p.Moves) != 3 || p.Again != 0 { // six at one table and one at the other become four and three
		t.Fatalf("proposed is %+v", p)
	}
	for _, m := range p.Moves {
		if seat, _ := before.Seat(m.Seat); m.Table != second || seat.Role == board.Coordinator {
			t.Errorf("%s shall go to %s", seat.Name, m.Table)
		}
	}
	if len(s.replay(board.DocID(s.ws)).Seats(first)) != 6 {
		t.Error("a proposal moved somebody")
	}
	fac := s.facilitator()
	fac.done(board.DocID(s.ws), "seats.move", map[string]any{"moves": p.Moves, "round": true})
	again, _ := org.proposal(map[string]any{"mode": "change"})
	for _, m := range again.Moves {
		for _, before := range p.Moves {
			if m.Seat == before.Seat && m.Table == first && again.Again == 0 {
				t.Error("who comes back to an earlier table is not counted")
			}
		}
	}
	for _, seat := range s.replay(board.DocID(s.ws)).Seats(first) {
		if seat.Role == board.Participant {
			fac.done(board.DocID(s.ws), "seat.absent", map[string]any{"seat": seat.ID, "absent": true})
		}
	}
	p, _ = org.proposal(map[string]any{"mode": "even"})
	for _, m := range p.Moves {
		if seat, _ := s.replay(board.DocID(s.ws)).Seat(m.Seat); seat.Absent {
			t.Errorf("%s has not come and shall move", seat.Name)
		}
	}
	if _, code := org.proposal(map[string]any{"mode": "lottery"}); code != string(board.BadOp) {
		t.Errorf("another way to seat people: %q", code)
	}
	if _, code := s.visitor().joins("島", 0).proposal(map[string]any{"mode": "change"}); code == "" {
		p, _ := s.visitor().joins("浜", 0).proposal(map[string]any{"mode": "change"})
		if len(p.Moves) > 0 {
			t.Error("a participant was told a proposal")
		}
	}
}
