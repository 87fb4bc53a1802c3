package server_test

import (
	"testing"

	"yoriai/board"
)

// A board that is shown is read over the socket by another table, and heard of;
// when it is shown no more its news end on the open socket, and it cannot be
// opened again.
func TestAShownBoardOverTheSocket(t *testing.T) {
	s := openSite(t)
	boss := s.visitor().opensKey(s.visitor().organises().links().Facilitator).connect()
	boss.open(s.board(1))
	theirs := s.visitor().joins("花岡", 0).connect()
	told := func() heard {
		for { // who comes and goes is heard in between
			if m := theirs.next(); m.T == "snapshot" || m.T == "refused" {
				return m
			}
		}
	}
	asks := func() heard {
		theirs.say(map[string]any{"t": "open", "doc": s.board(1)})
		return told()
	}
	if m := asks(); m.Code != string(board.NotFound) {
		t.Fatalf("another table's board answers %s %s", m.T, m.Code)
	}
	boss.done(s.board(1), "board.show", map[string]any{"shown": true})
	if m := asks(); m.T != "snapshot" {
		t.Fatalf("a board that is shown answers %s %s", m.T, m.Code)
	}
	boss.done(s.board(1), "phase.set", map[string]any{"phase": "gather"})
	theirs.hear("entries")
	boss.done(s.board(1), "board.show", map[string]any{"shown": false})
	if m := told(); m.T != "refused" || m.Code != string(board.NotFound) {
		t.Errorf("when it ends the socket hears %s %s", m.T, m.Code)
	}
	boss.done(s.board(1), "phase.set", map[string]any{"phase": "title"})
	if m := asks(); m.T != "refused" || m.Code != string(board.NotFound) {
		t.Errorf("afterwards the socket hears %s %s", m.T, m.Code)
	}
}
