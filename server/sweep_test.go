package server_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yoriai/server"
)

// clock is a time that a test moves.
type clock struct{ ms atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.ms.Store(time.Now().UnixMilli())
	return c
}

func (c *clock) now() time.Time         { return time.UnixMilli(c.ms.Load()) }
func (c *clock) passes(d time.Duration) { c.ms.Add(d.Milliseconds()) }
func (c *clock) in(cfg *server.Config)  { cfg.Now = c.now }

// noon is tomorrow's, so that a few minutes more are never another day.
func (c *clock) noon() {
	now := c.now()
	c.passes(time.Date(now.Year(), now.Month(), now.Day()+1, 12, 0, 0, 0, now.Location()).Sub(now))
}

func (s *site) shelf(name string) (keys int) {
	s.t.Helper()
	err := s.store.Each(s.t.Context(), name, func(string, []byte) error { keys++; return nil })
	if err != nil {
		s.t.Fatal(err)
	}
	return keys
}

const day = 24 * time.Hour

// What runs out is forgotten, so that the file does not keep for ever who once
// sat where; what is in use stays.
func TestWhatRanOutIsSwept(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in)
	gone, stays := s.visitor().joins("海野", 0), s.visitor().joins("山野", 0)
	link, err := s.srv.OrganiserLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.passes(50 * day)
	stays.get("/s/" + string(stays.seat)) // renews the session
	s.srv.Sweep()
	if sessions, claims := s.shelf("sessions"), s.shelf("claims"); sessions != 2 || claims != 2 {
		t.Errorf("after fifty days %d sessions and %d claims are left", sessions, claims)
	}
	keys := s.shelf("keys")
	c.passes(11 * day)
	s.srv.Sweep()
	if sessions, claims := s.shelf("sessions"), s.shelf("claims"); sessions != 1 || claims != 1 {
		t.Errorf("after sixty-one days %d sessions and %d claims are left", sessions, claims)
	}
	if now := s.shelf("keys"); now != keys-1 {
		t.Errorf("%d of %d keys are left", now, keys)
	}
	if a := s.visitor().post(path(t, link), nil); a.status != http.StatusNotFound {
		t.Errorf("a link of sixty-one days gives %d", a.status)
	}
	if a := gone.get("/s/" + string(gone.seat)); a.status != http.StatusUnauthorized {
		t.Errorf("a session of sixty-one days gives %d", a.status)
	}
	if a := stays.get("/s/" + string(stays.seat)); a.status != http.StatusOK {
		t.Errorf("a session in use gives %d", a.status)
	}
}

// A link that ran out opens nothing even before the sweep comes by.
func TestAnOldLinkOpensNothing(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in)
	link, err := s.srv.OrganiserLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.passes(61 * day)
	if a := s.visitor().get(path(t, link)); a.status != http.StatusNotFound {
		t.Errorf("it gives %d", a.status)
	}
}

// Links on paper do not run out.
func TestSeatsLinksDoNotRunOut(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in)
	link := s.visitor().organises().links().Tables[0].Coordinator
	c.passes(400 * day)
	s.srv.Sweep()
	if a := s.visitor().get(path(t, link)); a.status != http.StatusOK {
		t.Errorf("a coordinator's link gives %d after a year", a.status)
	}
}

// The head of a page is asked for by link checks and previews; it is what GET
// would say, without the page.
func TestHeadIsAnsweredWhereGetIs(t *testing.T) {
	s := openSite(t)
	v := s.visitor().organises()
	ws := "/w/" + string(s.ws)
	v.get(ws)
	seat := v.bootSeat(ws)
	for _, p := range []string{
		"/", "/organise", ws, ws + "/hall", ws + "/results", ws + "/export/csv", "/j/" + s.code(),
		"/s/" + string(seat) + "/leave", "/qr/" + s.code() + ".svg", "/api" + ws + "/links", "/static/css/app.css", "/healthz",
		"/nothing", "/s/nobody", "/k/nothing",
	} {
		get, head := v.get(p), v.send(http.MethodHead, p, "", "")
		if head.status != get.status || head.body != "" || head.header.Get("Content-Type") != get.header.Get("Content-Type") {
			t.Errorf("%s: HEAD gives %d %s, GET %d %s", p, head.status, head.header.Get("Content-Type"), get.status, get.header.Get("Content-Type"))
		}
	}
	if a := v.send(http.MethodHead, "/ws", "", ""); a.status < 400 {
		t.Errorf("HEAD of the socket gives %d", a.status)
	}
	for _, p := range []string{"/join", "/api" + ws + "/tables"} {
		if a := v.send(http.MethodHead, p, "", ""); a.status != http.StatusMethodNotAllowed && !strings.Contains(p, "api") {
			t.Errorf("HEAD of what only takes posts gives %d", a.status)
		}
	}
}
