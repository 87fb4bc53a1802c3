package browsertest

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/boltlog"
)

// hall is a whole server on a real data file, at the far end of a cable, with
// a workshop of two tables. It can be stopped and started again on its data;
// the address that browsers know stays.
type hall struct {
	t     *testing.T
	file  string
	cable *cable
	url   string
	ws    board.WorkshopID

	store *boltlog.Store
	srv   *server.Server
	web   *httptest.Server
}

func openHall(t *testing.T) *hall {
	t.Helper()
	inBrowser(t)
	h := &hall{t: t, file: filepath.Join(t.TempDir(), "data", "yoriai.db"), cable: newCable(t, "")}
	h.url = "http://" + h.cable.addr()
	h.start()
	t.Cleanup(h.close)
	var err error
	if h.ws, err = h.srv.OpenWorkshop(t.Context(), board.Facts{Title: "道と公園の集い", Theme: "この道を、どう守り育てるか"}); err != nil {
		t.Fatal(err)
	}
	_, err = h.srv.AddTables(t.Context(), h.ws, board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}, []server.TablePlan{
		{Name: "1班", Members: []server.MemberPlan{
			{Name: "川辺", Side: board.Citizen}, {Name: "谷口", Side: board.Citizen}, {Name: "森山", Side: board.Staff, Coordinator: true},
		}},
		{Name: "2班", Members: []server.MemberPlan{{Name: "野原", Side: board.Citizen, Coordinator: true}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// start runs a server on the data, as a program that was started again does.
func (h *hall) start() {
	h.t.Helper()
	var err error
	if h.store, err = boltlog.Open(h.file, boltlog.Options{}); err != nil {
		h.t.Fatal(err)
	}
	logs := slog.New(slog.NewTextHandler(h.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	if h.srv, err = server.New(server.Config{
		Log: h.store, Vault: h.store, Logger: logs, BaseURL: h.url, Keeper: h.store, Backups: []string{filepath.Join(filepath.Dir(h.file), "backups")},
	}); err != nil {
		h.t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", h.srv.Handler())
	mux.Handle("/js/", http.StripPrefix("/js/", http.FileServer(http.Dir("testdata/js")))) // pages of the tests' own
	h.web = httptest.NewServer(mux)
	h.cable.lead(h.web.Listener.Addr().String())
}

// stop ends the server; the data stays.
func (h *hall) stop() {
	h.t.Helper()
	h.srv.Close()
	h.web.Close()
	if err := h.store.Close(); err != nil {
		h.t.Error(err)
	}
}

// close looks at every document once more before it ends.
func (h *hall) close() {
	for _, doc := range h.documents() {
		for _, broken := range board.Check(h.replay(doc)) {
			h.t.Errorf("invariant of %s: %v", doc, broken)
		}
	}
	h.stop()
}

func (h *hall) documents() []board.DocID {
	docs, err := h.store.Documents(context.Background())
	if err != nil {
		h.t.Error(err)
	}
	return docs
}

// replay reads a document from the file as a new server would.
func (h *hall) replay(doc board.DocID) *board.State {
	state := board.NewState()
	entries, err := h.store.Read(context.Background(), doc, 0, 1<<20)
	if err != nil {
		h.t.Error(err)
	}
	for _, e := range entries {
		state.Replay(e.Change)
	}
	return state
}

func (h *hall) workshop() *board.State { return h.replay(board.DocID(h.ws)) }

// seat is a person's seat by name.
func (h *hall) seat(name string) board.Seat {
	h.t.Helper()
	state := h.workshop()
	for _, t := range append(state.Tables(), board.Table{}) {
		for _, s := range state.Seats(t.ID) {
			if s.Name == name {
				return s
			}
		}
	}
	h.t.Fatalf("there is no seat of %s", name)
	return board.Seat{}
}

// links are the addresses that open seats, as the organiser gets them.
func (h *hall) links() (facilitator string, seats map[board.SeatID]string) {
	h.t.Helper()
	organiser := h.visitor()
	link, err := h.srv.OrganiserLink(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	h.post(organiser, link)
	resp, err := organiser.Get(h.url + "/api/w/" + string(h.ws) + "/links")
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	var l struct {
		Facilitator string
		Tables      []struct{ Seats []struct{ Seat, URL string } }
	}
	if err := json.NewDecoder(resp.Body).Decode(&l); err != nil {
		h.t.Fatal(err)
	}
	seats = map[board.SeatID]string{}
	for _, t := range l.Tables {
		for _, s := range t.Seats {
			seats[board.SeatID(s.Seat)] = s.URL
		}
	}
	return l.Facilitator, seats
}

func (h *hall) visitor() *http.Client {
	jar := &cookies{}
	return &http.Client{Jar: jar}
}

func (h *hall) post(c *http.Client, link string) {
	h.t.Helper()
	req, err := http.NewRequestWithContext(h.t.Context(), http.MethodPost, link, strings.NewReader(""))
	if err != nil {
		h.t.Fatal(err)
	}
	req.Header.Set("Origin", h.url)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		h.t.Fatalf("the link gave %d", resp.StatusCode)
	}
}

// cookies is the smallest jar: one site.
type cookies struct{ all []*http.Cookie }

func (c *cookies) SetCookies(_ *url.URL, set []*http.Cookie) { c.all = append(c.all, set...) }
func (c *cookies) Cookies(*url.URL) []*http.Cookie           { return c.all }

// sits opens a browser and takes the seat of a name by its link, with the one
// button there is.
func (h *hall) sits(name string) *person {
	h.t.Helper()
	_, seats := h.links()
	p := newPerson(h.t, name)
	p.open(seats[h.seat(name).ID])
	p.press("button", "この席に着く")
	p.until("the seat", `location.pathname.startsWith("/s/")`)
	return p
}
