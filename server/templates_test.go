package server_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"yoriai/board"
)

type templates struct {
	Templates []struct {
		ID, Name       string
		Steps, Minutes int
	}
	Keeps bool
}

func (v *visitor) templates(a answer) (list templates) {
	v.t.Helper()
	if err := json.Unmarshal([]byte(a.body), &list); err != nil || a.status != http.StatusOK {
		v.t.Fatalf("%d %s", a.status, a.body)
	}
	return list
}

// An evening that was prepared once is kept under a name, fills another
// workshop, and can be removed; a facilitator uses it and keeps none.
func TestOwnTemplates(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	api := func(ws board.WorkshopID, rest string) string { return "/api/w/" + string(ws) + "/templates" + rest }
	text := func(name string) map[string]string { return map[string]string{"text": name} }
	if _, code := org.postJSON(api(s.ws, ""), text("二つの問い")); code != string(board.BadOp) {
		t.Errorf("a template of nothing: %q", code)
	}
	org.postJSON(themePath(s, ""), text("朝をどうするか"))
	fac := s.facilitator()
	fac.done(board.DocID(s.ws), "workshop.edit", map[string]any{"facts": map[string]any{"title": "会", "theme": "道をどうするか", "rules": "最後まで聞く", "published": "まとめ", "names": "surname"}})
	for i, theme := range []any{nil, s.themes()[0].ID} {
		body := map[string]any{"step": "20000000-0000-4000-8000-00000000000" + string(rune('1'+i)), "name": "書く", "minutes": 10 + i, "phase": "write", "script": "どうぞ", "reseat": i == 1}
		if theme != nil {
			body["themeId"] = theme
		}
		fac.done(board.DocID(s.ws), "agenda.add", body)
	}
	a, _ := org.postJSON(api(s.ws, ""), text(" 二つの問い "))
	kept := org.templates(a)
	if len(kept.Templates) != 1 || kept.Templates[0].Name != "二つの問い" || kept.Templates[0].Minutes != 21 || !kept.Keeps {
		t.Fatalf("kept is %+v", kept)
	}
	if _, code := org.postJSON(api(s.ws, ""), text("二つの問い")); code != string(board.Exists) {
		t.Errorf("a second one of the name: %q", code)
	}
	id := kept.Templates[0].ID
	if _, code := org.postJSON(api(s.ws, "/"+id+"/use"), struct{}{}); code != string(board.Exists) {
		t.Errorf("into an agenda that is there: %q", code)
	}

	ws, err := s.srv.OpenWorkshop(t.Context(), board.Facts{Title: "次の会", Theme: "川をどうするか", Rules: "遮らない"})
	if err != nil {
		t.Fatal(err)
	}
	org.templates(func() answer { a, _ := org.postJSON(api(ws, "/"+id+"/use"), struct{}{}); return a }())
	hall := s.replay(board.DocID(ws))
	w, _ := hall.Workshop()
	steps := hall.Agenda()
	if w.Theme != "川をどうするか" || w.Rules != "遮らない" || w.Published != "まとめ" || w.Names != board.NamesSurname {
		t.Errorf("the workshop is %+v", w)
	}
	if len(steps) != 2 || len(hall.Themes()) != 1 || steps[0].ThemeID != "" || steps[1].ThemeID != hall.Themes()[0].ID || !steps[1].Reseat || steps[1].Script != "どうぞ" {
		t.Errorf("the agenda is %+v, the themes %+v", steps, hall.Themes())
	}

	lead := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	if list := lead.templates(lead.get(api(s.ws, ""))); len(list.Templates) != 1 || list.Keeps {
		t.Errorf("a facilitator sees %+v", list)
	}
	for _, path := range []string{"", "/" + id + "/remove"} {
		if a, _ := lead.postJSON(api(s.ws, path), text("わたしの")); a.status != http.StatusForbidden {
			t.Errorf("a facilitator's %q gives %d", path, a.status)
		}
	}
	a, _ = org.postJSON(api(s.ws, "/"+id+"/remove"), struct{}{})
	if list := org.templates(a); len(list.Templates) != 0 {
		t.Errorf("after removal there are %+v", list)
	}
	if _, code := org.postJSON(api(ws, "/"+id+"/use"), struct{}{}); code != string(board.NotFound) {
		t.Errorf("a removed one: %q", code)
	}
	if a := s.visitor().joins("海野", 0).get(api(s.ws, "")); a.status != http.StatusNotFound {
		t.Errorf("a participant asks for templates: %d", a.status)
	}
}
