package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yoriai/board"
)

// TestNewsletterIsChosen: who steers picks notes and the next date; nobody else
// may; a fourth note is refused with the words kept; a note that is taken back
// afterwards is quoted no more.
func TestNewsletterIsChosen(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	a := org.postText("/api/w/"+string(s.ws)+"/import", "どう続けるか\n\n5班\n甲、乙(コーディネーター)\n\n道具が足りない\n\n- ・鍬が三本しかない。\n- ・鎌がない。\n- ・ひもがない。\n- ・バケツがない。\n")
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	path := "/w/" + string(s.ws) + "/news"
	var values []string
	for _, m := range regexp.MustCompile(`name="quote" value="([^"]+)"`).FindAllStringSubmatch(org.get(path).body, -1) {
		values = append(values, m[1])
	}
	if len(values) != 4 {
		t.Fatalf("the page offers %d notes", len(values))
	}
	if a := org.post(path, url.Values{"quote": values, "next": {"12月5日"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `value="12月5日"`) || strings.Count(a.body, `checked="checked"`) != 4 {
		t.Errorf("four notes: %d\n%s", a.status, a.body)
	}
	if a := org.post(path, url.Values{"quote": values[:2], "next": {"12月5日 18時から"}}); a.status != http.StatusSeeOther {
		t.Fatalf("two notes: %d %s", a.status, a.body)
	}
	page := org.get("/w/" + string(s.ws) + "/export/news.html").body
	for _, want := range []string{"「鍬が三本しかない。」", "「鎌がない。」", "12月5日 18時から", "道具が足りない"} {
		if !strings.Contains(page, want) {
			t.Errorf("the newsletter does not say %s", want)
		}
	}
	if strings.Count(org.get(path).body, `checked="checked"`) != 2 {
		t.Error("what was chosen is not shown as chosen")
	}
	doc, note, _ := strings.Cut(values[0], " ")
	steer := s.visitor().opensKey(org.links().Facilitator).connect()
	steer.open(board.DocID(doc))
	steer.done(board.DocID(doc), "note.withdraw", map[string]any{"note": note})
	if page := org.get("/w/" + string(s.ws) + "/export/news.html").body; strings.Contains(page, "鍬が三本しかない") {
		t.Error("a note that was taken back is quoted")
	}
	stranger := s.visitor()
	if a := stranger.get(path); a.status == http.StatusOK {
		t.Error("a stranger may choose")
	}
	if a := stranger.post(path, url.Values{"quote": values[1:2]}); a.status < 400 {
		t.Errorf("a stranger has chosen: %d", a.status)
	}
}
