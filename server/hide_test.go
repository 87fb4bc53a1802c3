package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

func (v *visitor) kept(doc board.DocID) answer {
	return v.get("/api/documents/" + string(doc) + "/kept?seat=" + string(v.seat))
}

// opening is a snapshot's message as it comes, with what names one's undos.
func (v *visitor) opening(doc board.DocID) string {
	v.t.Helper()
	l := v.connect()
	l.say(map[string]any{"t": "open", "doc": doc})
	for {
		l.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
		_, data, err := l.ws.ReadMessage()
		if err != nil {
			v.t.Fatal(err)
		}
		if strings.HasPrefix(string(data), `{"t":"snapshot"`) {
			return string(data)
		}
	}
}

// What is put away leaves the server by no door but the list of those who
// steer: not on opening, not on catching up, not in the history, not on a
// button that names what can be undone.
func TestHiddenTextLeavesByOneDoor(t *testing.T) {
	const text = "田中さんの携帯に電話して"
	s := openSite(t)
	leader := s.coordinator(0)
	lead := leader.connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "read"})
	hana := s.visitor().joins("花岡", 0)
	hers := hana.connect()
	hers.open(s.board(0))
	note := uuid.NewString()
	hers.done(s.board(0), "note.add", map[string]any{"note": note, "text": text})
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})

	boss := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	steer := boss.connect()
	steer.open(s.board(0))
	steer.done(s.board(0), "text.hide", map[string]any{"items": []string{note}, "reason": "電話番号"})

	for name, v := range map[string]*visitor{"author": hana, "coordinator": leader, "facilitator": boss} {
		if heard := v.opening(s.board(0)); strings.Contains(heard, text) || strings.Contains(heard, string([]rune(text)[:6])) {
			t.Errorf("opening tells the %s: %s", name, heard)
		}
		if a := v.history(s.board(0)); a.status != http.StatusOK || strings.Contains(a.body, text) || strings.Contains(a.body, "電話番号") {
			t.Errorf("the history (%d) tells the %s", a.status, name)
		}
	}
	for name, v := range map[string]*visitor{"author": hana, "coordinator": leader} {
		if a := v.kept(s.board(0)); a.status != http.StatusNotFound {
			t.Errorf("the %s asks for the list and gets %d %s", name, a.status, a.body)
		}
	}
	var list []board.Kept
	a := boss.kept(s.board(0))
	if err := json.Unmarshal([]byte(a.body), &list); err != nil || len(list) != 1 || list[0].Texts[0] != text || list[0].Reason != "電話番号" || list[0].By != boss.seat || list[0].Author != hana.seat {
		t.Errorf("those who steer get %d %s (%v)", a.status, a.body, err)
	}
}
