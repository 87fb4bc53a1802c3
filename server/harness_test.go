package server_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/boltlog"
)

func TestMain(m *testing.M) {
	if raced {
		debug.SetGCPercent(400) // where memory is not measured, collecting is a waste
	}
	goleak.VerifyTestMain(m)
}

// site is a whole server on a real data file, and what a test knows of it.
type site struct {
	t     *testing.T
	url   string
	srv   *server.Server
	web   *httptest.Server
	store *boltlog.Store
	logs  *logbook
	net   *wire // in memory; nil: the machine's own
	packs bool  // browsers offer compression
	cfg   server.Config

	transports []*http.Transport
	ws         board.WorkshopID
	state      *board.State
}

// logbook is a log that can be read while it is written.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logbook) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// openSite starts a server with a workshop of two tables.
func openSite(t *testing.T, change ...func(*server.Config)) *site {
	t.Helper()
	s := &site{t: t, logs: &logbook{}}
	var err error
	if s.store, err = boltlog.Open(filepath.Join(t.TempDir(), "data", "yoriai.db"), boltlog.Options{}); err != nil {
		t.Fatal(err)
	}
	s.web = httptest.NewUnstartedServer(nil)
	cfg := server.Config{
		Log: s.store, Vault: s.store, Logger: slog.New(slog.NewTextHandler(s.logs, nil)),
		Port: s.web.Listener.Addr().String()[strings.LastIndex(s.web.Listener.Addr().String(), ":")+1:],
	}
	for _, c := range change {
		c(&cfg)
	}
	if s.srv, err = server.New(cfg); err != nil {
		t.Fatal(err)
	}
	s.web.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.srv.Handler().ServeHTTP(w, r) })
	s.cfg = cfg
	s.web.Start()
	s.url = s.web.URL
	t.Cleanup(s.close)
	s.workshop()
	return s
}

// until asks again as long as something is on its way behind everybody's back.
func (s *site) until(what string, is func() bool) {
	s.t.Helper()
	again, late := time.NewTicker(10*time.Millisecond), time.After(10*time.Second)
	defer again.Stop()
	for !is() {
		select {
		case <-again.C:
		case <-late:
			s.t.Fatalf("it never came: %s\n%s", what, s.logs)
		}
	}
}

// restart ends the server and starts another on the same file.
func (s *site) restart() {
	s.t.Helper()
	s.srv.Close()
	var err error
	if s.srv, err = server.New(s.cfg); err != nil {
		s.t.Fatal(err)
	}
}

// close ends everything, after looking at every document once more.
func (s *site) close() {
	s.checkAll()
	s.srv.Close()
	s.web.Close()
	if err := s.store.Close(); err != nil {
		s.t.Error(err)
	}
}

func (s *site) checkAll() {
	docs, err := s.store.Documents(s.t.Context())
	if err != nil && s.t.Context().Err() == nil {
		s.t.Error(err)
	}
	for _, doc := range docs {
		for _, p := range board.Check(s.replay(doc)) {
			s.t.Errorf("invariant of %s: %v", doc, p)
		}
	}
}

// replay reads a document from the file as a new server would.
func (s *site) replay(doc board.DocID) *board.State {
	state := board.NewState()
	entries, err := s.store.Read(s.t.Context(), doc, 0, 1<<20)
	if err != nil && s.t.Context().Err() == nil {
		s.t.Error(err)
	}
	for _, e := range entries {
		state.Replay(e.Change)
	}
	return state
}

func (s *site) workshop() {
	s.t.Helper()
	ctx := s.t.Context()
	var err error
	if s.ws, err = s.srv.OpenWorkshop(ctx, board.Facts{Title: "道と公園", Theme: "どう続けるか"}); err != nil {
		s.t.Fatal(err)
	}
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err = s.srv.AddTables(ctx, s.ws, organiser, []server.TablePlan{
		{Name: "1班", Members: []server.MemberPlan{{Name: "川辺", Side: board.Citizen}, {Name: "森山", Side: board.Staff, Coordinator: true}}},
		{Name: "2班", Members: []server.MemberPlan{{Name: "野原", Side: board.Citizen, Coordinator: true}}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.state = s.replay(board.DocID(s.ws))
}

func (s *site) code() string {
	w, _ := s.state.Workshop()
	return w.Code
}

func (s *site) table(i int) board.Table { return s.state.Tables()[i] }

func (s *site) board(i int) board.DocID {
	return board.DocID(s.state.Assignments(s.table(i).ID)[0].ID)
}

// visitor is a browser: it has cookies and sends an Origin with what it posts.
type visitor struct {
	*site
	client *http.Client
	seat   board.SeatID
}

func (s *site) visitor() *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &visitor{site: s, client: &http.Client{
		Jar: jar, Timeout: 30 * time.Second, Transport: s.transport(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// answer is what came back, read to its end.
type answer struct {
	status   int
	body     string
	location string
	header   http.Header
}

func (v *visitor) send(method, path, contentType, body string, change ...func(*http.Request)) answer {
	v.t.Helper()
	return v.pour(method, path, contentType, strings.NewReader(body), change...)
}

// pour sends what is made while it is read.
func (v *visitor) pour(method, path, contentType string, body io.Reader, change ...func(*http.Request)) answer {
	v.t.Helper()
	req, err := http.NewRequestWithContext(v.t.Context(), method, v.url+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	if method != http.MethodGet {
		req.Header.Set("Origin", v.url)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	for _, c := range change {
		c(req)
	}
	resp, err := v.client.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer{resp.StatusCode, string(data), resp.Header.Get("Location"), resp.Header}
}

func (v *visitor) get(path string, change ...func(*http.Request)) answer {
	return v.send(http.MethodGet, path, "", "", change...)
}

func (v *visitor) post(path string, form url.Values, change ...func(*http.Request)) answer {
	return v.send(http.MethodPost, path, "application/x-www-form-urlencoded", form.Encode(), change...)
}

// joins goes through the door as a citizen.
func (v *visitor) joins(name string, table int) *visitor {
	v.t.Helper()
	a := v.post("/j/"+v.code(), url.Values{"name": {name}, "side": {"citizen"}, "table": {string(v.table(table).ID)}})
	v.seat = board.SeatID(strings.TrimPrefix(a.location, "/s/"))
	if a.status != http.StatusSeeOther || !board.ValidID(string(v.seat)) {
		v.t.Fatalf("joining gave %d %s", a.status, a.location)
	}
	return v
}

// organises becomes the organiser with a fresh one-time link.
func (v *visitor) organises() *visitor {
	v.t.Helper()
	link, err := v.srv.OrganiserLink(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	if a := v.post(path(v.t, link), nil); a.location != "/organise" {
		v.t.Fatalf("the organiser's link gave %d %s", a.status, a.location)
	}
	return v
}

// opensKey takes the seat behind a link.
func (v *visitor) opensKey(link string) *visitor {
	v.t.Helper()
	a := v.post(path(v.t, link), nil)
	if a.status != http.StatusSeeOther {
		v.t.Fatalf("the link gave %d", a.status)
	}
	if id, ok := strings.CutPrefix(a.location, "/s/"); ok {
		v.seat = board.SeatID(id)
		return v
	}
	v.seat = v.bootSeat(a.location)
	return v
}

var bootScript = regexp.MustCompile(`(?s)id="boot">(.*?)</script>`)

func (v *visitor) bootSeat(page string) board.SeatID {
	v.t.Helper()
	found := bootScript.FindStringSubmatch(v.get(page).body)
	var b struct{ Seat board.Seat }
	if len(found) < 2 || json.Unmarshal([]byte(found[1]), &b) != nil {
		v.t.Fatalf("%s has no boot data", page)
	}
	return b.Seat.ID
}

type linkList struct {
	Facilitator string
	Tables      []struct {
		Coordinator string
		Seats       []struct{ Seat, URL string }
	}
}

func (v *visitor) links() linkList {
	v.t.Helper()
	var l linkList
	if err := json.Unmarshal([]byte(v.get("/api/w/"+string(v.ws)+"/links").body), &l); err != nil {
		v.t.Fatal(err)
	}
	return l
}

// coordinator is a browser that took the coordinator's seat of a table.
func (s *site) coordinator(table int) *visitor {
	s.t.Helper()
	return s.visitor().opensKey(s.visitor().organises().links().Tables[table].Coordinator)
}

func path(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return u.Path
}
