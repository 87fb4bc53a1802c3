package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

func TestCodesAsPeopleTypeThem(t *testing.T) {
	s := openSite(t)
	code := s.code()
	for _, typed := range []string{code, strings.ToLower(code), shown(code), " " + code[:4] + "　" + code[4:] + " ", wide(code), code[:4] + "ー" + code[4:]} {
		if a := s.visitor().post("/join", url.Values{"code": {typed}}); a.location != "/j/"+shown(code) {
			t.Errorf("%q leads to %d %s", typed, a.status, a.location)
		}
	}
}

func wide(s string) string {
	return strings.Map(func(r rune) rune { return r + '！' - '!' }, s)
}

// A closed door and a code that never was must look the same (E-01).
func TestClosedAndUnknownAreOneAnswer(t *testing.T) {
	s := openSite(t)
	inside := s.visitor().joins("海野", 0)
	s.facilitator().done(board.DocID(s.ws), "door.close", map[string]any{"closed": true})
	stranger := s.visitor()
	closed, never := stranger.get("/j/"+shown(s.code())), stranger.get("/j/2222-2222")
	if closed.status != never.status || strings.ReplaceAll(closed.body, shown(s.code()), "") != strings.ReplaceAll(never.body, "2222-2222", "") {
		t.Errorf("closed %d and never %d differ", closed.status, never.status)
	}
	if a := stranger.post("/j/"+s.code(), url.Values{"name": {"海野"}, "side": {"citizen"}, "table": {string(s.table(0).ID)}}); a.status != http.StatusNotFound {
		t.Errorf("a closed door lets in: %d", a.status)
	}
	if a := inside.get("/j/" + s.code()); a.location != "/s/"+string(inside.seat) {
		t.Errorf("who was inside is shut out: %d", a.status)
	}
}

func shown(code string) string { return code[:4] + "-" + code[4:] }

// facilitator is a socket of the facilitator, with the workshop open.
func (s *site) facilitator() *line {
	s.t.Helper()
	l := s.visitor().opensKey(s.visitor().organises().links().Facilitator).connect()
	l.open(board.DocID(s.ws))
	return l
}

func TestTheSameBrowserComesBackToItsSeat(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	if a := v.get("/j/" + s.code()); a.location != "/s/"+string(v.seat) {
		t.Errorf("coming back gives %d %s", a.status, a.location)
	}
	again := v.seat
	if v.joins("海野", 0); v.seat != again {
		t.Error("pressing the button twice made two seats")
	}
	if a := v.get("/s/" + string(v.seat)); a.status != http.StatusOK || !strings.Contains(a.body, "seat.js") {
		t.Errorf("the seat gives %d", a.status)
	}
	if a := s.visitor().get("/s/" + string(v.seat)); a.status != http.StatusUnauthorized {
		t.Errorf("another browser gets the seat: %d", a.status)
	}
}

// A name on the list is a seat that was laid: it is taken once, and a
// coordinator's never by name alone (C-16).
func TestSeatsLaidForNames(t *testing.T) {
	s := openSite(t)
	laid := s.state.Seats(s.table(0).ID)
	first := s.visitor().joins("川辺", 0)
	if first.seat != laid[0].ID {
		t.Error("the seat laid for 川辺 was not given to 川辺")
	}
	if second := s.visitor().joins("川辺", 0); second.seat == first.seat {
		t.Error("two people got one seat")
	}
	lead := s.visitor().joins("森山", 0)
	if lead.seat == laid[1].ID {
		t.Error("a name alone gave the coordinator's seat")
	}
	if a := lead.get("/s/" + string(lead.seat)); !strings.Contains(a.body, `"role":"participant"`) {
		t.Error("who came by the door is more than a participant")
	}
}

func TestBadEntriesAreExplainedAndKept(t *testing.T) {
	s := openSite(t)
	good := url.Values{"name": {"海野"}, "side": {"citizen"}, "table": {string(s.table(0).ID)}}
	for field, values := range map[string][]string{
		"name":  {"", "  ", "　", "\u200b", strings.Repeat("長", 41), "a\x00b"},
		"side":  {"", "mayor"},
		"table": {"", "x", "00000000-0000-0000-0000-000000000000"},
	} {
		for _, value := range values {
			form := url.Values{}
			for k, v := range good {
				form[k] = v
			}
			form.Set(field, value)
			a := s.visitor().post("/j/"+s.code(), form)
			if a.status != http.StatusUnprocessableEntity {
				t.Errorf("%s %q gives %d", field, value, a.status)
			}
			if field != "name" && !strings.Contains(a.body, `value="海野"`) {
				t.Errorf("%s %q: the name that was typed is gone", field, value)
			}
		}
	}
	if n := len(s.replay(board.DocID(s.ws)).Seats(s.table(0).ID)); n != 2 {
		t.Errorf("refused entries left %d seats", n)
	}
}

func TestOrganisersLinkOpensOnce(t *testing.T) {
	s := openSite(t)
	link, err := s.srv.OrganiserLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := path(t, link)
	first, second := s.visitor(), s.visitor()
	if a := first.get(p); a.status != http.StatusOK {
		t.Errorf("looking at the link gives %d", a.status)
	}
	if a := second.get(p); a.status != http.StatusOK {
		t.Error("a preview used the link up")
	}
	if a := first.post(p, nil); a.location != "/organise" {
		t.Errorf("the link gives %d", a.status)
	}
	if a := second.post(p, nil); a.status != http.StatusNotFound {
		t.Errorf("used twice it gives %d", a.status)
	}
	if a := second.get("/organise"); a.status != http.StatusForbidden {
		t.Errorf("a stranger sees the organiser's page: %d", a.status)
	}
	if a := first.get("/organise"); a.status != http.StatusOK || !strings.Contains(a.body, "道と公園") {
		t.Errorf("the organiser's page gives %d", a.status)
	}
}

// When its day is over people come for what was made, and before to prepare it.
func TestOrganiserIsLedToWhatIsWanted(t *testing.T) {
	s := openSite(t)
	v := s.visitor().organises()
	for date, main := range map[string]string{"2020-01-31": "/results", "2999-01-31": "", "": ""} {
		organiser := board.Actor{Seat: v.bootSeat("/w/" + string(s.ws)), Role: board.Organiser}
		if err := s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.EditWorkshop{Facts: board.Facts{Title: "道と公園", Theme: "どう続けるか", Date: date}}); err != nil {
			t.Fatal(err)
		}
		want := `class="button button--main" href="/w/` + string(s.ws) + main + `"`
		if page := v.get("/organise").body; strings.Count(page, want) != 1 || strings.Count(page, `button--main" href`) != 1 {
			t.Errorf("on a page of %q the main way is not %q", date, main)
		}
	}
}

// What belongs to others is not there (E-17): the same answer as for what never was.
func TestOthersPagesAreNotThere(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	never := v.get("/w/00000000-0000-4000-8000-000000000000")
	for _, p := range []string{"", "/hall", "/results", "/export/docx", "/export/json"} {
		a := v.get("/w/" + string(s.ws) + p)
		if a.status != never.status || p == "" && a.body != never.body {
			t.Errorf("/w/…%s gives a participant %d", p, a.status)
		}
	}
	if a := v.get("/api/w/" + string(s.ws) + "/links"); a.status != http.StatusNotFound {
		t.Errorf("the links give a participant %d", a.status)
	}
	if a := v.get("/s/" + string(v.seat) + "/board?board=" + string(s.board(1))); a.status != http.StatusNotFound {
		t.Errorf("another table's board gives %d", a.status)
	}
}

func TestLeavingASharedLaptop(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	seat := v.seat
	l := v.connect()
	if a := v.post("/s/"+string(seat)+"/leave", nil); a.location != "/" {
		t.Fatalf("leaving gives %d", a.status)
	}
	if code := l.ends(); code != 4401 {
		t.Errorf("the socket of a seat that was left ends with %d", code)
	}
	if a := v.get("/s/" + string(seat)); a.status == http.StatusOK {
		t.Error("the next person can open the seat")
	}
	if back := s.visitor().joins("海野", 0); back.seat != seat {
		t.Error("coming back under the name gave another seat")
	}
}

// A list of names seldom says who is a citizen and who is of the city: whoever
// sits down on a seat laid for them says so, and what the organiser wrote stays.
func TestSittingDownTellsTheSideNobodyTold(t *testing.T) {
	s := openSite(t)
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	plan := server.TablePlan{Name: "3班", Members: []server.MemberPlan{{Name: "名簿だけの人"}, {Name: "立場もある人", Side: board.Citizen}}}
	if _, err := s.srv.AddTables(t.Context(), s.ws, organiser, []server.TablePlan{plan}); err != nil {
		t.Fatal(err)
	}
	s.state = s.replay(board.DocID(s.ws))
	laid := s.state.Seats(s.table(2).ID)
	for i, want := range []board.Side{board.Staff, board.Citizen} {
		v := s.visitor()
		a := v.post("/j/"+v.code(), url.Values{"name": {laid[i].Name}, "side": {"staff"}, "table": {string(laid[i].Table)}})
		if got := strings.TrimPrefix(a.location, "/s/"); got != string(laid[i].ID) {
			t.Fatalf("joining gave %d and %q, not the seat laid", a.status, got)
		}
		seat, _ := s.replay(board.DocID(s.ws)).Seat(laid[i].ID)
		if seat.Side != want {
			t.Errorf("%s sits as %q, not %q", seat.Name, seat.Side, want)
		}
	}
}
