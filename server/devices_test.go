package server_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"yoriai/board"
	"yoriai/server/room"
)

type listedDevice struct {
	ID, Name, Agent string
	Seat            board.SeatID
	Here, Own       bool
}

func (v *visitor) devices(ws board.WorkshopID) (list []listedDevice) {
	v.t.Helper()
	a := v.get("/api/w/" + string(ws) + "/devices")
	if err := json.Unmarshal([]byte(a.body), &list); err != nil || a.status != http.StatusOK {
		v.t.Fatalf("devices: %d %s: %v", a.status, a.body, err)
	}
	return list
}

// TestDeviceTakenAway: a laptop that was left open somewhere loses its seat at
// once, on its open socket and for every later request, and no other one does.
func TestDeviceTakenAway(t *testing.T) {
	s := openSite(t)
	f := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	lead, citizen := s.coordinator(0), s.visitor().joins("川辺", 0)
	gone, stays := lead.connect(), citizen.connect()
	gone.open(s.board(0))
	stays.open(board.DocID(s.ws))

	var lost listedDevice
	for _, d := range f.devices(s.ws) {
		if d.Seat == lead.seat {
			lost = d
		}
	}
	if !lost.Here || lost.Own || lost.ID == "" {
		t.Fatalf("the list says of it: %+v", lost)
	}
	body := map[string]any{"device": lost.ID, "seat": lost.Seat}
	if a, _ := citizen.postJSON("/api/w/"+string(s.ws)+"/devices/end", body); a.status == http.StatusOK {
		t.Error("a participant may send others away")
	}
	if a, _ := f.postJSON("/api/w/"+string(s.ws)+"/devices/end", body); a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if code := gone.ends(); code != room.CloseExpired {
		t.Errorf("its socket ends with %d", code)
	}
	if a := lead.get("/s/" + string(lead.seat) + "/board"); a.status == http.StatusOK {
		t.Error("it still opens the board")
	}
	if a, _ := f.postJSON("/api/w/"+string(s.ws)+"/devices/end", body); a.status != http.StatusNotFound {
		t.Errorf("sent away twice: %d", a.status)
	}
	stays.done(board.DocID(s.ws), "seat.hand", map[string]any{"seat": citizen.seat, "up": true})
}

// TestLinkRenewed: a lost card opens nothing any more; the new one does, and
// who came in by the old one goes on.
func TestLinkRenewed(t *testing.T) {
	s := openSite(t)
	f := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	lead := s.coordinator(0)
	old := s.visitor().organises().links().Tables[0].Coordinator
	a, _ := f.postJSON("/api/w/"+string(s.ws)+"/links/renew", map[string]any{"seat": lead.seat})
	var renewed struct{ URL string }
	if err := json.Unmarshal([]byte(a.body), &renewed); err != nil || a.status != http.StatusOK || renewed.URL == old {
		t.Fatalf("%d %s: %v", a.status, a.body, err)
	}
	if a := s.visitor().post(path(t, old), nil); a.status != http.StatusNotFound {
		t.Errorf("the old link gives %d", a.status)
	}
	if a := s.visitor().post(path(t, renewed.URL), nil); a.status != http.StatusSeeOther {
		t.Errorf("the new link gives %d", a.status)
	}
	if now := s.visitor().organises().links().Tables[0].Coordinator; now != renewed.URL {
		t.Error("the list of links still tells the old one")
	}
	if a := lead.get("/s/" + string(lead.seat) + "/board"); a.status != http.StatusOK {
		t.Errorf("who came in by the old one sees %d", a.status)
	}
	if a, _ := lead.postJSON("/api/w/"+string(s.ws)+"/links/renew", map[string]any{"seat": lead.seat}); a.status == http.StatusOK {
		t.Error("a coordinator may renew links")
	}
}
