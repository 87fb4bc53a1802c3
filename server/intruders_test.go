package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/room"
)

// Ten browsers press the one-time link at the same moment. Several once became
// organiser, because looking and spending were two steps.
func TestOnlyOneOfManyGetsInByAOneTimeLink(t *testing.T) {
	s := openSite(t)
	link, err := s.srv.OrganiserLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := path(t, link)
	var inside atomic.Int32
	var pressing sync.WaitGroup
	for range 10 {
		v := s.visitor()
		pressing.Go(func() {
			if v.post(p, nil).location == "/organise" {
				inside.Add(1)
			}
		})
	}
	pressing.Wait()
	if n := inside.Load(); n != 1 {
		t.Errorf("%d became organiser", n)
	}
}

func TestOrganisersLeaveABrowserForGood(t *testing.T) {
	s := openSite(t)
	v := s.visitor().organises()
	seat := v.bootSeat("/w/" + string(s.ws))
	v.post("/s/"+string(seat)+"/leave", nil)
	for _, p := range []string{"/organise", "/w/" + string(s.ws)} {
		if a := v.get(p); a.status == http.StatusOK {
			t.Errorf("after leaving, %s is still there", p)
		}
	}
}

// A socket that does not go when it is told must not act any more, nor hold up the end.
func TestWhoHasLeftActsNoMore(t *testing.T) {
	s := openSite(t)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	v := s.visitor().joins("海野", 0)
	l := v.connect()
	l.open(s.board(0))
	v.post("/s/"+string(v.seat)+"/leave", nil)
	note := uuid.NewString()
	l.op(s.board(0), "note.add", map[string]any{"note": note, "text": "もういない人の文"})
	if code := l.ends(); code != room.CloseExpired {
		t.Errorf("the socket ends with %d", code)
	}
	if _, ok := s.replay(s.board(0)).Note(board.NoteID(note)); ok {
		t.Error("an op of a seat that was left is stored")
	}
}

func TestHelloIsJudgedByTheSessionOfNow(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	ws, _, err := v.dial()
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	v.post("/s/"+string(v.seat)+"/leave", nil)
	l := &line{t, ws}
	l.say(map[string]any{"t": "hello", "v": room.Version, "as": v.seat})
	if code := l.ends(); code != room.CloseExpired {
		t.Errorf("a socket opened before leaving says hello and ends with %d", code)
	}
}

// A seat that is open in two browsers is free only when both have left it, and
// by its name only when none of its notes is private any more.
func TestASeatIsNotGivenAwayUnderSomebody(t *testing.T) {
	s := openSite(t)
	link := s.visitor().organises().links().Tables[0].Seats[0].URL
	home, hall := s.visitor().opensKey(link), s.visitor().opensKey(link)
	home.post("/s/"+string(home.seat)+"/leave", nil)
	if other := s.visitor().joins("川辺", 0); other.seat == hall.seat {
		t.Error("a stranger got a seat on which somebody sits")
	}
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	l := hall.connect()
	l.open(s.board(0))
	l.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "まだ見せない"})
	hall.post("/s/"+string(hall.seat)+"/leave", nil)
	if other := s.visitor().joins("川辺", 0); other.seat == hall.seat {
		t.Error("whoever types the name reads the private notes")
	}
}

func TestFacilitatorsCannotUnseatTheOrganiser(t *testing.T) {
	s := openSite(t)
	var organiser board.Seat
	for _, p := range s.state.Seats("") {
		if p.Role == board.Organiser {
			organiser = p
		}
	}
	l := s.facilitator()
	for _, role := range []string{"facilitator", "observer"} {
		if code := l.refused(board.DocID(s.ws), "seat.edit", map[string]any{"seat": organiser.ID, "name": "x", "role": role}); code != "forbidden" {
			t.Errorf("made a %s: %s", role, code)
		}
	}
	if code := l.refused(board.DocID(s.ws), "seat.withdraw", map[string]any{"seat": organiser.ID}); code != "forbidden" {
		t.Errorf("taken out: %s", code)
	}
	if code := l.refused(board.DocID(s.ws), "seat.add", map[string]any{"seat": uuid.NewString(), "name": "x", "role": "organiser"}); code != "forbidden" {
		t.Errorf("another organiser: %s", code)
	}
}

// The history in an archive is told as in its own phase: a draft that nobody
// was ever shown is in no file.
func TestArchivesHoldNoDrafts(t *testing.T) {
	s := openSite(t)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	hana := s.visitor().joins("花岡", 0).connect()
	hana.open(s.board(0))
	note := uuid.NewString()
	hana.done(s.board(0), "note.add", map[string]any{"note": note, "text": "きつい下書き"})
	hana.done(s.board(0), "note.edit", map[string]any{"note": note, "base": "きつい下書き", "text": "やわらかい文"})
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	org := s.visitor().organises()
	file := org.get("/w/" + string(s.ws) + "/export/json").body
	if strings.Contains(file, "きつい") || !strings.Contains(file, "やわらかい文") {
		t.Error("the archive tells a draft, or not the note")
	}
	if a := org.upload("/organise/import", file); a.status != http.StatusSeeOther {
		t.Errorf("it cannot be read again: %d", a.status)
	}
}

func TestRostersStayWithinTheHall(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	var lines strings.Builder
	for i := range board.Bounds.Tables - 1 {
		fmt.Fprintf(&lines, "第%d班: 甲\n", i)
	}
	if a := org.postText("/api/w/"+string(s.ws)+"/tables", lines.String()); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("too many tables: %d", a.status)
	}
	if n := len(s.replay(board.DocID(s.ws)).Tables()); n != 2 {
		t.Errorf("%d tables were made of a roster that was refused", n)
	}
}

// A table laid on the board of another workshop would open that board to
// whoever steers this one.
func TestTablesCannotBeLaidOnOthersBoards(t *testing.T) {
	s := openSite(t)
	l := s.facilitator()
	body := map[string]any{"table": uuid.NewString(), "board": uuid.NewString(), "name": "9班"}
	if code := l.refused(board.DocID(s.ws), "table.add", body); code != "forbidden" {
		t.Errorf("table.add over the socket: %s", code)
	}
	if n := len(s.replay(board.DocID(s.ws)).Tables()); n != 2 {
		t.Errorf("the workshop has %d tables", n)
	}
}
