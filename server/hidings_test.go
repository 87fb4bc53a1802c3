package server_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

const badTitle = "田中さんの家がうるさい"

// laysTitle gives 1班 an island and lays all title cards where asked.
func (s *site) laysTitle(f *visitor, ws board.WorkshopID, to board.BoardID, from board.WorkshopID) board.DocID {
	s.t.Helper()
	a, _ := f.postJSON("/api/w/"+string(ws)+"/cards", map[string]any{"to": to, "from": from, "tables": []string{}})
	var laid struct{ Board board.DocID }
	if err := json.Unmarshal([]byte(a.body), &laid); err != nil || a.status != http.StatusOK {
		s.t.Fatalf("laid: %d %s", a.status, a.body)
	}
	return laid.Board
}

// A title that is put away at its table is gone from the joint board and from a
// later workshop, from their histories and every file; put back, it is back.
func TestHidingFollowsTheCards(t *testing.T) {
	s := openSite(t)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	group := uuid.NewString()
	lead.done(s.board(0), "group.add", map[string]any{"group": group, "title": badTitle, "items": []string{}, "to": map[string]any{"at": map[string]any{"x": 10, "y": 10}}})
	other := s.coordinator(1).connect()
	other.open(s.board(1))
	other.done(s.board(1), "phase.set", map[string]any{"phase": "gather"})
	other.done(s.board(1), "group.add", map[string]any{"group": uuid.NewString(), "title": "静かな夜", "items": []string{}, "to": map[string]any{"at": map[string]any{"x": 10, "y": 10}}})
	later, err := s.srv.OpenRehearsal(t.Context(), 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	org := s.visitor().organises()
	hall := s.replay(board.DocID(later))
	joint := s.laysTitle(org, s.ws, "", "")
	next := s.laysTitle(org, later, hall.Assignments(hall.Tables()[0].ID)[0].ID, s.ws)

	boss := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	steer := boss.connect()
	steer.open(s.board(0))
	steer.done(s.board(0), "text.hide", map[string]any{"items": []string{group}, "reason": "名前がある"})
	card := func(doc board.DocID) board.Note {
		list := s.replay(doc).Notes()
		return list[slices.IndexFunc(list, func(n board.Note) bool { return n.Source.Item == board.ItemID(group) })]
	}
	for _, doc := range []board.DocID{joint, next} {
		s.until("the card is away", func() bool { return card(doc).Hidden.Of == board.ItemID(group) })
	}
	s.saysNothing(boss, joint)
	if by := card(joint).Hidden.By; by != boss.seat {
		t.Errorf("it went by %s", by)
	}
	var counts []struct {
		Doc board.DocID
		N   int
	}
	if a := boss.get("/api/w/" + string(s.ws) + "/kept"); json.Unmarshal([]byte(a.body), &counts) != nil || len(counts) != 2 {
		t.Errorf("the hall counts %d %s", a.status, a.body)
	}
	if a := s.coordinator(1).get("/api/w/" + string(s.ws) + "/kept"); a.status != http.StatusNotFound {
		t.Errorf("a coordinator counts %s", a.body)
	}
	s.laysTitle(org, s.ws, "", "")
	if n := len(s.replay(joint).Notes()); n != 2 {
		t.Errorf("laid again there are %d cards", n)
	}
	steer.open(joint)
	if code := steer.refused(joint, "text.show", map[string]any{"items": []string{string(card(joint).ID)}}); code != "frozen" {
		t.Errorf("shown by itself: %q", code)
	}
	steer.done(s.board(0), "text.show", map[string]any{"items": []string{group}})
	for _, doc := range []board.DocID{joint, next} {
		s.until("the card is back", func() bool { n := card(doc); return n.Text == badTitle && !n.Withdrawn && n.Hidden.At == 0 })
	}
}

// saysNothing: no door of the server tells of the title.
func (s *site) saysNothing(f *visitor, joint board.DocID) {
	s.t.Helper()
	said := map[string]string{
		"opening": f.opening(joint), "history": f.history(joint).body,
		"markdown": f.get("/w/" + string(s.ws) + "/export/md").body, "csv": f.get("/w/" + string(s.ws) + "/export/csv").body,
		"page": f.get("/w/" + string(s.ws) + "/export/html").body, "archive": f.get("/w/" + string(s.ws) + "/export/json").body,
	}
	for door, text := range said {
		if strings.Contains(text, "田中さん") {
			s.t.Errorf("%s tells: %s", door, text)
		}
	}
}

// What an end of the program left undone is done at the next start.
func TestHidingIsCaughtUp(t *testing.T) {
	s := openSite(t)
	s.titled()
	joint := s.laysTitle(s.visitor().organises(), s.ws, "", "")
	s.srv.Close()
	state := s.replay(s.board(0))
	island := state.Groups()[0].ItemID()
	boss := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Facilitator, At: 1}
	op := board.HideTexts{Items: []board.ItemID{island}, Reason: "名前がある"}
	change, err := state.Do(op, boss, nil)
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.store.Read(t.Context(), s.board(0), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	seq := before[len(before)-1].Seq
	e := board.Entry{Epoch: s.store.Epoch(), Seq: seq + 1, ID: board.OpID(uuid.NewString()), Author: boss.Seat, As: boss.Role, Time: time.Now(), Op: op, Change: change}
	if err := s.store.Append(t.Context(), s.board(0), seq, []board.Entry{e}); err != nil {
		t.Fatal(err)
	}
	if s.hiddenCards(joint) != 0 {
		t.Fatal("the card is away before the start")
	}
	if s.srv, err = server.New(s.cfg); err != nil {
		t.Fatal(err)
	}
	s.until("the card is away", func() bool { return s.hiddenCards(joint) == 1 })
}

func (s *site) hiddenCards(doc board.DocID) (n int) {
	for _, note := range s.replay(doc).Notes() {
		if note.Hidden.At != 0 {
			n++
		}
	}
	return n
}
