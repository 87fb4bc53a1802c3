package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"yoriai/board"
)

type listed struct {
	Table  string     `json:"table,omitempty"`
	Name   string     `json:"name"`
	Side   board.Side `json:"side,omitempty"`
	Leads  bool       `json:"leads,omitempty"`
	Wishes []string   `json:"wishes,omitempty"`
}

type list struct {
	People  []listed
	Remarks []struct{ Key string }
}

// reads posts a file and gives what was found in it.
func (v *visitor) reads(file string) (found list, code string) {
	v.t.Helper()
	a := v.send(http.MethodPost, "/api/w/"+string(v.ws)+"/roster", "application/octet-stream", file)
	var refusal struct{ Code string }
	into := any(&found)
	if a.status != http.StatusOK {
		into = &refusal
	}
	if err := json.Unmarshal([]byte(a.body), into); err != nil {
		v.t.Fatalf("%d %s", a.status, a.body)
	}
	return found, refusal.Code
}

// A list is read and told; nothing is made of it before somebody says so, and
// then people sit at the tables it names, beside those who sat there.
func TestPeopleFromAFile(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	found, _ := org.reads("班,名前,区分,役割\n2,原(喜),市民,\n2,原(雄),職員,コーディネーター\n10,沢,市民,\n3,谷,職員,進行\n")
	if len(found.People) != 4 || found.People[1].Name != "原(雄)" || !found.People[1].Leads {
		t.Fatalf("found is %+v", found)
	}
	if hall := s.replay(board.DocID(s.ws)); len(hall.Tables()) != 2 {
		t.Fatal("something was made of a list that was only read")
	}
	for range 2 { // pressed twice, they sit once
		if a, code := org.postJSON("/api/w/"+string(s.ws)+"/people", map[string]any{"people": found.People}); a.status != http.StatusOK {
			t.Fatalf("seating gives %d %s", a.status, code)
		}
	}
	var names []string
	hall := s.replay(board.DocID(s.ws))
	for _, table := range hall.Tables() {
		names = append(names, table.Name)
		for _, seat := range hall.Seats(table.ID) {
			name := seat.Name
			if seat.Role == board.Coordinator {
				name += "*"
			}
			names = append(names, name)
		}
	}
	if got, want := strings.Join(names, " "), "1班 川辺 森山* 2班 野原* 原(喜) 原(雄) 3班 谷* 10班 沢"; got != want {
		t.Errorf("they sit: %s; want %s", got, want)
	}
	if _, code := org.reads("\x89PNG"); code != string(board.BadText) {
		t.Errorf("a picture: %q", code)
	}
	if a := s.visitor().joins("海野", 0).send(http.MethodPost, "/api/w/"+string(s.ws)+"/roster", "", "名前\n谷\n"); a.status != http.StatusNotFound {
		t.Errorf("a participant's list: %d", a.status)
	}
	many := make([]listed, board.Bounds.Seats+1)
	for i := range many {
		many[i] = listed{Table: "1班", Name: "人"}
	}
	if _, code := org.postJSON("/api/w/"+string(s.ws)+"/people", map[string]any{"people": many}); code != string(board.Quota) {
		t.Errorf("more than a hall holds: %q", code)
	}
	if _, code := org.postJSON("/api/w/"+string(s.ws)+"/people", map[string]any{"people": []listed{{Table: "4班", Name: "谷"}, {Table: "5班", Name: " "}}}); code != string(board.BadText) {
		t.Errorf("somebody without a name: %q", code)
	}
	if got := len(s.replay(board.DocID(s.ws)).Tables()); got != 4 {
		t.Errorf("a refused list made tables: %d", got)
	}
}

// People without tables are divided by their wishes; each table gets one who
// leads, as long as there are.
func TestPeopleAreDivided(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	body := map[string]any{"tables": []string{"朝市", "図書館"}, "people": []listed{
		{Name: "甲", Leads: true}, {Name: "乙", Leads: true}, {Name: "丙", Wishes: []string{"図書館"}}, {Name: "丁", Wishes: []string{"図書館", "朝市"}},
		{Name: "戊", Wishes: []string{"朝市"}}, {Name: "己", Wishes: []string{"朝市"}},
	}}
	a, _ := org.postJSON("/api/w/"+string(s.ws)+"/divide", body)
	var got struct {
		Tables  []string
		At      []int
		Granted []int
		Refused int
	}
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if got.At[0] == got.At[1] || got.At[2] != 1 || got.At[3] != 1 || got.At[4] != 0 || got.At[5] != 0 || got.Granted[0] != 4 || got.Refused != 0 {
		t.Errorf("divided: %+v", got)
	}
	if _, code := org.postJSON("/api/w/"+string(s.ws)+"/divide", map[string]any{"people": []listed{{Name: "甲"}}, "tables": []string{}}); code != string(board.Quota) {
		t.Errorf("into no tables: %q", code)
	}
}

// A list that is larger than any roster is cut off before it is read (F-11).
func TestLargeListsAreCutOff(t *testing.T) {
	s := openSite(t)
	a := s.visitor().organises().send(http.MethodPost, "/api/w/"+string(s.ws)+"/roster", "application/octet-stream", strings.Repeat("人,", 3<<20))
	if a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("9 MB give %d", a.status)
	}
}

// A browser may hold several seats; each page knows which it is by its address (E-31).
func TestABrowserWithTwoSeats(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	participant := v.seat
	v.opensKey(s.visitor().organises().links().Tables[1].Coordinator)
	if v.seat == participant {
		t.Fatal("one seat for both")
	}
	for _, seat := range []board.SeatID{participant, v.seat} {
		page := "/s/" + string(seat)
		if seat != participant {
			page += "/board"
		}
		if got := v.bootSeat(page); got != seat {
			t.Errorf("the page of %s begins as %s", seat, got)
		}
	}
}

// While somebody guesses codes, those who know theirs come in before the
// guesser is answered, from the same address too (E-04).
func TestOnlyWrongCodesWait(t *testing.T) {
	s := openSite(t)
	ctx, stop := context.WithCancel(t.Context())
	var answered atomic.Int32
	var guesses sync.WaitGroup
	const many = 60
	for range many {
		guesser := s.visitor()
		guesses.Go(func() {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/j/2222-2222", nil)
			if err != nil {
				return
			}
			if resp, err := guesser.client.Do(req); err == nil {
				resp.Body.Close()
				answered.Add(1)
			}
		})
	}
	if a := s.visitor().get("/j/" + shown(s.code())); a.status != http.StatusOK {
		t.Errorf("who knows the code gets %d", a.status)
	}
	if answered.Load() == many {
		t.Error("who knows the code waited as long as all who guessed")
	}
	stop()
	guesses.Wait()
}
