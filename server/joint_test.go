package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
)

// titled fills both tables with an island each.
func (s *site) titled() {
	s.t.Helper()
	for i, text := range []string{"道具が足りない", "担い手が同じ顔ぶれ"} {
		l := s.coordinator(i).connect()
		l.open(s.board(i))
		l.done(s.board(i), "phase.set", map[string]any{"phase": "gather"})
		note, group := uuid.NewString(), uuid.NewString()
		l.done(s.board(i), "note.add", map[string]any{"note": note, "text": text + "という一枚"})
		l.done(s.board(i), "group.add", map[string]any{"group": group, "title": text, "items": []string{note}, "to": map[string]any{"at": map[string]any{"x": 10, "y": 10}}})
	}
}

// TestJointBoard: the tables' title cards come together on one board that all
// work on; each tells where it comes from; what is laid twice lies there once;
// the report tells it apart, and an archive brings it along.
func TestJointBoard(t *testing.T) {
	s := openSite(t)
	f := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	if _, code := f.postJSON("/api/w/"+string(s.ws)+"/cards", map[string]any{"to": "", "from": "", "tables": []string{}}); code != "not_found" {
		t.Errorf("with no title card: %q", code)
	}
	s.titled()
	var laid struct {
		Board board.DocID
		Cards int
	}
	for range 2 {
		a, _ := f.postJSON("/api/w/"+string(s.ws)+"/cards", map[string]any{"to": "", "from": "", "tables": []string{}})
		if err := json.Unmarshal([]byte(a.body), &laid); err != nil || a.status != http.StatusOK || laid.Cards != 2 {
			t.Fatalf("%d %s: %v", a.status, a.body, err)
		}
	}
	joint := s.replay(laid.Board)
	if n := len(joint.Notes()); n != 2 {
		t.Fatalf("%d cards lie there", n)
	}
	citizen := s.visitor().joins("川辺", 1)
	citizen.connect().open(laid.Board)
	for _, n := range joint.Notes() {
		var from struct {
			Label, Title string
			Lines        []struct{ Kind, Text string }
		}
		a := citizen.get("/api/documents/" + string(laid.Board) + "/source/" + string(n.ID) + "?seat=" + string(citizen.seat))
		if err := json.Unmarshal([]byte(a.body), &from); err != nil || from.Title != n.Text || len(from.Lines) != 1 || from.Lines[0].Text != n.Text+"という一枚" {
			t.Errorf("a card comes from %d %s: %v", a.status, a.body, err)
		}
	}
	if a := s.visitor().get("/api/documents/" + string(laid.Board) + "/source/" + string(joint.Notes()[0].ID)); a.status == http.StatusOK {
		t.Error("a stranger is told")
	}
	s.jointIsToldApart(f)
	refused := 0
	for range 40 {
		if a := citizen.get("/api/documents/" + string(laid.Board) + "/source/" + string(joint.Notes()[0].ID) + "?seat=" + string(citizen.seat)); a.status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 10 {
		t.Errorf("of forty in a row %d are refused", refused)
	}
}

func (s *site) jointIsToldApart(f *visitor) {
	s.t.Helper()
	text := f.get("/w/" + string(s.ws) + "/export/md").body
	if !strings.Contains(text, "## 全体会") || !strings.Contains(text, "道具が足りない *1班から*") {
		s.t.Errorf("the report says %s", text)
	}
	if !strings.Contains(text, "| 合計 | 2 |") {
		s.t.Errorf("the cards are counted twice: %s", text)
	}
	org := s.visitor().organises()
	archive := org.get("/w/" + string(s.ws) + "/export/json").body
	a := org.upload("/organise/import", archive)
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("the archive gives %d %s", a.status, a.body)
	}
	ws := board.WorkshopID(strings.TrimPrefix(a.location, "/w/"))
	joints := s.replay(board.DocID(ws)).Assignments("")
	if len(joints) != 1 {
		s.t.Fatalf("%d joint boards came along", len(joints))
	}
	for _, n := range s.replay(board.DocID(joints[0].ID)).Notes() {
		if n.Source == nil || n.Source.Workshop != ws {
			s.t.Errorf("a card that came along says %+v", n.Source)
		}
	}
}

// TestCardsOfAnEarlierWorkshop: a later one begins with them (累積KJ), and
// they say whose they were.
func TestCardsOfAnEarlierWorkshop(t *testing.T) {
	s := openSite(t)
	s.titled()
	later, err := s.srv.OpenRehearsal(t.Context(), 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	to := s.replay(board.DocID(later))
	table := to.Assignments(to.Tables()[0].ID)[0].ID
	body := map[string]any{"to": table, "from": s.ws, "tables": []string{}}
	org := s.visitor().organises()
	if a := org.get("/api/w/" + string(later) + "/earlier"); !strings.Contains(a.body, string(s.ws)) || strings.Contains(a.body, string(later)) {
		t.Errorf("the list of earlier ones: %s", a.body)
	}
	if a, _ := org.postJSON("/api/w/"+string(later)+"/cards", body); a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	notes := s.replay(board.DocID(table)).Notes()
	if len(notes) != 2 || notes[0].Source == nil || notes[0].Source.Workshop != s.ws || !strings.HasPrefix(notes[0].Source.Label, "道と公園 ") {
		t.Errorf("there lie %+v", notes)
	}
	f := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	s.lineageLasts(org, later)
	body["to"], body["from"] = "", later
	if a, _ := f.postJSON("/api/w/"+string(s.ws)+"/cards", body); a.status == http.StatusOK {
		t.Error("a facilitator opens another workshop's cards")
	}
}

// lineageLasts: an archive of the later workshop keeps whose titles they were,
// in words where the earlier workshop is not, and finds their islands where it is.
func (s *site) lineageLasts(org *visitor, later board.WorkshopID) {
	s.t.Helper()
	archive := org.get("/w/" + string(later) + "/export/json").body
	elsewhere := openSite(s.t)
	for name, on := range map[string]*site{"here": s, "elsewhere": elsewhere} {
		by := on.visitor().organises()
		a := by.upload("/organise/import", archive)
		if a.status != http.StatusSeeOther {
			s.t.Fatalf("%s the archive gives %d %s", name, a.status, a.body)
		}
		hall := on.replay(board.DocID(strings.TrimPrefix(a.location, "/w/")))
		doc := board.DocID(hall.Assignments(hall.Tables()[0].ID)[0].ID)
		n := on.replay(doc).Notes()[0]
		if n.Source == nil || n.Source.Workshop != s.ws || n.Source.Event != "道と公園" || n.Source.Title != n.Text {
			s.t.Fatalf("%s a card of %s says %q, %+v", name, s.ws, n.Text, n.Source)
		}
		w, _ := hall.Workshop()
		by.get("/w/" + string(w.ID))
		var from struct {
			Title, Was, Event string
			Lines             []struct{ Text string }
		}
		boss := on.visitor().opensKey(linksOf(by, w.ID).Facilitator)
		b := boss.get("/api/documents/" + string(doc) + "/source/" + string(n.ID) + "?seat=" + string(boss.seat))
		if err := json.Unmarshal([]byte(b.body), &from); err != nil || from.Was != n.Text || from.Event != "道と公園" || (len(from.Lines) == 1) != (on == s) {
			s.t.Errorf("%s a card comes from %d %s: %v", name, b.status, b.body, err)
		}
	}
}

func linksOf(v *visitor, ws board.WorkshopID) (l linkList) {
	v.t.Helper()
	if err := json.Unmarshal([]byte(v.get("/api/w/"+string(ws)+"/links").body), &l); err != nil {
		v.t.Fatal(err)
	}
	return l
}
