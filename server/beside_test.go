package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yoriai/board"
)

// A second person sits down at somebody's laptop: not by the same name, not
// where the door is closed, once however often the button is pressed; and who
// steers has no such door.
func TestASecondSeatInOneBrowser(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("花岡", 0)
	first := v.seat
	form := func(name string) url.Values {
		return url.Values{"name": {name}, "side": {"citizen"}, "table": {string(s.table(0).ID)}}
	}
	at := "/s/" + string(first) + "/beside"
	if a := v.get(at); a.status != http.StatusOK || !strings.Contains(a.body, "花岡") {
		t.Errorf("the door for one more gives %d", a.status)
	}
	if a := v.post(at, form("花岡")); a.status != http.StatusUnprocessableEntity {
		t.Errorf("the same name gives %d", a.status)
	}
	a := v.post(at, form("太田"))
	second := strings.TrimPrefix(a.location, "/s/")
	if a.status != http.StatusSeeOther || second == string(first) || !board.ValidID(second) {
		t.Fatalf("sitting down beside gives %d %s", a.status, a.location)
	}
	if again := v.post(at, form("太田")); again.location != a.location {
		t.Errorf("pressed twice it gives %s and %s", a.location, again.location)
	}
	for id, other := range map[string]string{string(first): second, second: string(first)} {
		if a := v.get("/s/" + id); a.status != http.StatusOK || !strings.Contains(a.body, `"beside":[{"id":"`+other) {
			t.Errorf("the page of %s gives %d without the other", id, a.status)
		}
	}
	if a := s.visitor().get(at); a.status != http.StatusUnauthorized {
		t.Errorf("another browser gets %d", a.status)
	}
	if a := v.post("/s/"+second+"/leave", nil); a.location != "/s/"+string(first) {
		t.Errorf("leaving one leads to %s", a.location)
	}
	if a := v.get("/s/" + second); a.status == http.StatusOK {
		t.Error("the seat that was left is still open")
	}
	boss := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	if a := boss.get("/s/" + string(boss.seat) + "/beside"); a.status != http.StatusNotFound {
		t.Errorf("who steers gets %d", a.status)
	}
}
