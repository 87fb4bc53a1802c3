package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/static"
)

func (v *visitor) history(doc board.DocID) answer {
	return v.get("/api/documents/" + string(doc) + "/history?seat=" + string(v.seat))
}

// told reads a history and replays it.
func (v *visitor) told(doc board.DocID) (entries []board.Entry, state *board.State) {
	v.t.Helper()
	a := v.history(doc)
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "application/x-ndjson" {
		v.t.Fatalf("a history gives %d %s", a.status, a.header.Get("Content-Type"))
	}
	lines := strings.Split(strings.TrimSuffix(a.body, "\n"), "\n")
	var head struct {
		Epoch board.Epoch
		Last  int
	}
	if err := json.Unmarshal([]byte(lines[0]), &head); err != nil || head.Epoch != v.store.Epoch() || head.Last != len(lines)-1 {
		v.t.Fatalf("%d lines begin with %s", len(lines), lines[0])
	}
	state = board.NewState()
	for i, line := range lines[1:] {
		var e board.Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Seq != board.Seq(i+1) {
			v.t.Fatalf("line %d: %s, %v", i+1, line, err)
		}
		state.Replay(e.Change)
		entries = append(entries, e)
	}
	return entries, state
}

// The history ends in what the seat sees now, and does not tell on the way what
// it was not to see.
func TestHistoryIsToldAsTheSeatMayHaveIt(t *testing.T) {
	s := openSite(t)
	leader := s.coordinator(0)
	lead := leader.connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	hana, taro := s.visitor().joins("花岡", 0), s.visitor().joins("太田", 0)
	hers := hana.connect()
	hers.open(s.board(0))
	kept, gone := uuid.NewString(), uuid.NewString()
	hers.done(s.board(0), "note.add", map[string]any{"note": kept, "text": "きつい下書き"})
	hers.done(s.board(0), "note.edit", map[string]any{"note": kept, "base": "きつい下書き", "text": "やわらかい文"})
	hers.done(s.board(0), "note.add", map[string]any{"note": gone, "text": "やめておく"})
	hers.done(s.board(0), "note.withdraw", map[string]any{"note": gone})
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	for _, v := range []*visitor{hana, taro, leader} {
		entries, state := v.told(s.board(0))
		want := board.Viewer{Seat: v.seat, Role: board.Participant}
		if v == leader {
			want.Role = board.Coordinator
		}
		if got, _ := board.Digest(state.Records()); got != digestOf(t, want, s.replay(s.board(0))) {
			t.Errorf("the history of a %s does not end in what is seen now", want.Role)
		}
		data, _ := json.Marshal(entries)
		if secret := strings.Contains(string(data), "きつい") || strings.Contains(string(data), "やめておく"); secret != (v == hana) {
			t.Errorf("a %s is told the drafts: %v", want.Role, secret)
		}
	}
	if n := s.state.Tables(); len(n) != 2 {
		t.Fatal("no second table")
	}
}

func digestOf(t *testing.T, v board.Viewer, s *board.State) string {
	t.Helper()
	d, err := board.Digest(v.Records(s))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Whoever may not read a document learns nothing, not even that it exists.
func TestHistoriesOfOthers(t *testing.T) {
	s := openSite(t)
	taro, other := s.visitor().joins("太田", 0), s.visitor().joins("野原さん", 1)
	for _, doc := range []board.DocID{s.board(1), "x", "00000000-0000-4000-8000-000000000000"} {
		if a := taro.history(doc); a.status != http.StatusNotFound {
			t.Errorf("a history of others gives %d", a.status)
		}
	}
	if a := taro.get("/api/documents/" + string(s.board(1)) + "/history?seat=" + string(other.seat)); a.status != http.StatusNotFound {
		t.Errorf("by somebody else's seat it gives %d", a.status)
	}
	if a := s.visitor().get("/api/documents/" + string(s.board(0)) + "/history?seat=" + string(taro.seat)); a.status != http.StatusUnauthorized {
		t.Errorf("a stranger gets %d", a.status)
	}
	if a := taro.history(board.DocID(s.ws)); a.status != http.StatusOK || strings.Contains(a.body, s.code()) {
		t.Errorf("the hall's history gives %d, with the code: %v", a.status, strings.Contains(a.body, s.code()))
	}
	if a := taro.get("/s/" + string(taro.seat) + "/history"); a.status != http.StatusOK || !strings.Contains(a.body, static.Address("page/history.js")) {
		t.Errorf("the page of the history gives %d", a.status)
	}
}

func TestHistoriesArePaced(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("太田", 0)
	for n := range 30 {
		a := v.history(s.board(0))
		if a.status == http.StatusTooManyRequests && a.header.Get("Retry-After") != "" && strings.Contains(a.body, `"rate"`) {
			if n < 5 {
				t.Errorf("after %d histories it is too much", n)
			}
			return
		}
	}
	t.Error("thirty histories at once are told")
}

// More entries than one page of the log.
func TestALongHistory(t *testing.T) {
	s := openSite(t)
	l := s.coordinator(0)
	n := s.fill(0, 2300)
	entries, state := l.told(s.board(0))
	if len(entries) != n || len(state.Notes()) != 2300 {
		t.Errorf("%d of %d entries and %d notes are told", len(entries), n, len(state.Notes()))
	}
}
