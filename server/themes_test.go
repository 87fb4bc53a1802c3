package server_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

func (s *site) themes() []board.Theme { return s.replay(board.DocID(s.ws)).Themes() }

func themePath(s *site, rest string) string { return "/api/w/" + string(s.ws) + "/themes" + rest }

// postJSON posts to the API and reads the code of a refusal.
func (v *visitor) postJSON(path string, body any) (answer, string) {
	v.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		v.t.Fatal(err)
	}
	a := v.send(http.MethodPost, path, "application/json", string(data))
	var refusal struct{ Code string }
	if a.status != http.StatusOK {
		if err := json.Unmarshal([]byte(a.body), &refusal); err != nil {
			v.t.Fatalf("%s: %d %s", path, a.status, a.body)
		}
	}
	return a, refusal.Code
}

// A theme comes with a board at every table, whichever was there first.
func TestEveryTableHasABoardForEveryTheme(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	if a, _ := org.postJSON(themePath(s, ""), map[string]string{"text": "朝をどうするか"}); a.status != http.StatusOK {
		t.Fatalf("a theme gives %d %s", a.status, a.body)
	}
	org.postText("/api/w/"+string(s.ws)+"/tables", "3班: 沢、谷")
	if _, code := org.postJSON(themePath(s, ""), map[string]string{"text": " "}); code != string(board.BadText) {
		t.Errorf("an empty theme: %q", code)
	}
	if _, code := s.visitor().joins("海野", 0).postJSON(themePath(s, ""), map[string]string{"text": "夜"}); code != string(board.NotFound) && code != "" {
		t.Errorf("a participant's theme: %q", code)
	}
	hall := s.replay(board.DocID(s.ws))
	if len(hall.Themes()) != 1 || len(hall.Tables()) != 3 {
		t.Fatalf("%d themes, %d tables", len(hall.Themes()), len(hall.Tables()))
	}
	for _, table := range hall.Tables() {
		boards := hall.Assignments(table.ID)
		if len(boards) != 2 || boards[1].Theme != "朝をどうするか" {
			t.Fatalf("%s has the boards %+v", table.Name, boards)
		}
		if b, ok := s.replay(board.DocID(boards[1].ID)).Board(); !ok || b.Table != table.ID {
			t.Errorf("%s: its board is %+v", table.Name, b)
		}
	}
}

// A step about another theme brings people to their board of it; the earlier
// one can be looked back at, by those of the table alone.
func TestTheTableGoesOnToAnotherTheme(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	org := s.visitor().organises()
	org.postJSON(themePath(s, ""), map[string]string{"text": "朝をどうするか"})
	hall := s.replay(board.DocID(s.ws))
	works := hall.Assignments(hall.Tables()[0].ID)
	first, second, others := works[0].ID, works[1].ID, hall.Assignments(hall.Tables()[1].ID)[1].ID
	if boot := v.get("/s/" + string(v.seat)).body; !strings.Contains(boot, `"board":"`+string(first)) {
		t.Error("before it begins, the seat is not at the first theme")
	}
	fac := s.facilitator()
	fac.done(board.DocID(s.ws), "theme.take", map[string]any{"themeId": s.themes()[0].ID, "tables": []board.TableID{hall.Tables()[0].ID}})
	if boot := v.get("/s/" + string(v.seat)).body; !strings.Contains(boot, `"board":"`+string(second)) {
		t.Error("the seat is not at the table's theme")
	}
	look := func(id board.BoardID) int { return v.get("/s/" + string(v.seat) + "/board?board=" + string(id)).status }
	if look(first) != http.StatusOK || look(others) != http.StatusNotFound {
		t.Errorf("the earlier board gives %d, another table's %d", look(first), look(others))
	}
}

// What was written is never put out of sight with its theme.
func TestAThemeThatIsInUseStays(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	org.postJSON(themePath(s, ""), map[string]string{"text": "朝をどうするか"})
	theme := s.themes()[0].ID
	hall := s.replay(board.DocID(s.ws))
	work := hall.Assignments(hall.Tables()[0].ID)[1].ID
	fac := s.facilitator()
	fac.open(board.DocID(work))
	fac.done(board.DocID(work), "phase.set", map[string]any{"phase": "gather"})
	fac.done(board.DocID(work), "note.add", map[string]any{"note": "10000000-0000-4000-8000-000000000001", "text": "朝市を開く"})
	if _, code := org.postJSON(themePath(s, "/"+string(theme)+"/withdraw"), struct{}{}); code != string(board.Exists) {
		t.Errorf("a theme with a note: %q", code)
	}
	org.postJSON(themePath(s, ""), map[string]string{"text": "夜をどうするか"})
	empty := s.themes()[1].ID
	if a, code := org.postJSON(themePath(s, "/"+string(empty)+"/withdraw"), struct{}{}); a.status != http.StatusOK {
		t.Errorf("an empty theme: %q", code)
	}
	if got := s.themes(); len(got) != 1 || got[0].ID != theme {
		t.Errorf("the themes are %+v", got)
	}
}

// Results, files and archives tell every board, table by table and in the
// order of the themes; and an archive brings all of them back.
func TestAllThemesAreTold(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	org.postJSON(themePath(s, ""), map[string]string{"text": "朝をどうするか"})
	hall := s.replay(board.DocID(s.ws))
	fac := s.facilitator()
	var words []string
	n := 0
	for _, table := range hall.Tables() {
		for _, work := range hall.Assignments(table.ID) {
			n++
			id := strings.Replace("10000000-0000-4000-8000-00000000000N", "N", string(rune('0'+n)), 1)
			text := "声の" + string(rune('一'+n)) + "番"
			words = append(words, text)
			fac.open(board.DocID(work.ID))
			fac.done(board.DocID(work.ID), "phase.set", map[string]any{"phase": "gather"})
			fac.done(board.DocID(work.ID), "note.add", map[string]any{"note": id, "text": text})
		}
	}
	fac.done(board.DocID(s.ws), "theme.take", map[string]any{"themeId": s.themes()[0].ID, "tables": []board.TableID{hall.Tables()[1].ID}})
	inOrder := func(where, text string) {
		t.Helper()
		at := -1
		for _, w := range words {
			i := strings.Index(text, w)
			if i <= at {
				t.Fatalf("%s: %q stands at %d, after %d", where, w, i, at)
			}
			at = i
		}
		if strings.Count(text, "朝をどうするか") < 2 || strings.Count(text, "どう続けるか") < 2 {
			t.Errorf("%s does not say which board is about which theme", where)
		}
	}
	of := func(ws, format string) string { return org.get("/w/" + ws + "/export/" + format).body }
	inOrder("the page", org.get("/w/"+string(s.ws)+"/results").body)
	inOrder("Markdown", of(string(s.ws), "md"))
	a := org.upload("/organise/import", of(string(s.ws), "json"))
	id, ok := strings.CutPrefix(a.location, "/w/")
	if !ok {
		t.Fatalf("the archive gives %d", a.status)
	}
	inOrder("what came back", of(id, "md"))
	again := s.replay(board.DocID(id))
	if tables := again.Tables(); len(tables) != 2 || tables[0].ThemeID != "" || tables[1].ThemeID != again.Themes()[0].ID {
		t.Errorf("the tables came back as %+v", again.Tables())
	}
	// A text outline of it becomes the same tables and themes again, when they are asked for a second time.
	if _, code := org.imports(board.WorkshopID(id), map[string]any{"text": of(string(s.ws), "md"), "tables": []int{0, 1}}); code != "" {
		t.Fatalf("the outline gives %s", code)
	}
	after := s.replay(board.DocID(id))
	names := func() (list []string) {
		for _, table := range after.Tables() {
			list = append(list, table.Name)
		}
		return list
	}
	if !slices.Equal(names(), []string{"1班", "2班", "1班 (2)", "2班 (2)"}) || len(after.Themes()) != 1 {
		t.Errorf("after the outline there are %v and %d themes", names(), len(after.Themes()))
	}
}

// Before anybody gives a name it is told what will be published, and of whom.
func TestWhatIsPublishedIsToldAtTheDoor(t *testing.T) {
	s := openSite(t)
	door := func() string { return s.visitor().get("/j/" + shown(s.code())).body }
	if strings.Contains(door(), "policy-title") {
		t.Error("the door tells of publishing before anything was said")
	}
	facts := map[string]any{"title": "道と公園", "theme": "どう続けるか", "published": "図を載せます\n<b>文</b>も", "names": "surname", "keptUntil": "2027-03-31"}
	s.facilitator().done(board.DocID(s.ws), "workshop.edit", map[string]any{"facts": facts})
	seat := s.visitor().organises().links().Tables[0].Seats[0].URL
	for where, page := range map[string]string{"the door": door(), "a seat's link": s.visitor().get(path(t, seat)).body} {
		for _, words := range []string{"図を載せます", "&lt;b&gt;文", "姓だけを載せます", "3月31日"} {
			if !strings.Contains(page, words) {
				t.Errorf("%s does not say %q", where, words)
			}
		}
	}
}
