package simulation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/boltlog"
)

// office is a browser with the organiser's pages.
type office struct {
	t       *testing.T
	web     *http.Client
	base    string
	link    string // to the pages, opened at the first start
	halls   []erasable
	program *program
}

// erasable is a workshop with a person in it whose name is nowhere else.
type erasable struct {
	ws   board.WorkshopID
	seat board.SeatID
	name string
}

// TestErasingKilled kills the real server at a moment nobody has chosen while it
// erases: everybody's parts, one person's, a whole workshop. The next start has
// not begun, or comes to the end; then no byte of the name is in the file, the
// record says what happened, and the other workshops are as they were.
func TestErasingKilled(t *testing.T) {
	rounds := 9
	if underRace {
		rounds = 3 // the server is another process, without the detector
	}
	o := openOffice(t, rounds)
	tally := map[string]int{}
	for i, e := range o.halls {
		what := []string{"all", "person", "workshop"}[i%3]
		o.program.start()
		o.opens()
		killed := make(chan struct{})
		time.AfterFunc(time.Duration(rand.IntN(60_000))*time.Microsecond, func() { o.program.running.Process.Kill(); close(killed) })
		_, _ = o.post("/admin/w/"+string(e.ws)+"/erase", url.Values{"what": {what}, "seat": {string(e.seat)}, "texts": {"yes"}, "backups": {"yes"}, "sure": {"yes"}, "looked": {"yes"}, "title": {"会" + e.name}})
		<-killed
		o.program.kill()
		step, id := o.record(e)
		tally[step]++
		if step == "" {
			if o.holds(e.name) == 0 {
				t.Errorf("%s was not begun, and the name is gone", what)
			}
			continue
		}
		o.program.start()
		o.untilDone(id)
		o.program.kill()
		if n := o.holds(e.name); n > 0 {
			t.Errorf("%s, killed in %q: the name is in the file %d times", what, step, n)
		}
		for _, other := range o.halls[i+1:] {
			if o.holds(other.name) == 0 {
				t.Errorf("%s went, too", other.name)
			}
		}
		report, err := boltlog.VerifyFile(t.Context(), o.program.file(), nil)
		if err != nil || !report.Sound() {
			t.Errorf("%s, killed in %q: %+v %v", what, step, report, err)
		}
	}
	t.Logf("killed in the steps %v", tally)
}

// openOffice makes the workshops before the server runs.
func openOffice(t *testing.T, halls int) *office {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	o := &office{t: t, program: newProgram(t), web: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	o.base = o.program.url()
	store, err := boltlog.Open(o.program.file(), boltlog.Options{})
	must(t, err)
	defer store.Close()
	srv, err := server.New(server.Config{Log: store, Vault: store, Logger: slog.New(slog.DiscardHandler), Port: "1"})
	must(t, err)
	defer srv.Close()
	for i := range halls {
		name := fmt.Sprintf("金糸雀%d号", i)
		ws, err := srv.OpenWorkshop(t.Context(), board.Facts{Title: "会" + name, Theme: "道"})
		must(t, err)
		_, err = srv.AddTables(t.Context(), ws, board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}, []server.TablePlan{
			{Name: "1班", Members: []server.MemberPlan{{Name: name, Side: board.Citizen}, {Name: "森山", Side: board.Staff, Coordinator: true}}}})
		must(t, err)
		hall := replayed(t, store, board.DocID(ws))
		o.halls = append(o.halls, erasable{ws, hall.Seats(hall.Tables()[0].ID)[0].ID, name})
	}
	link, err := srv.OrganiserLink(t.Context())
	must(t, err)
	u, err := url.Parse(link)
	must(t, err)
	o.link = u.Path
	return o
}

// opens takes the organiser's pages, once.
func (o *office) opens() {
	o.t.Helper()
	if o.link == "" {
		return
	}
	resp, err := o.post(o.link, nil)
	if err != nil || resp != http.StatusSeeOther {
		o.t.Fatalf("the organiser's link gives %d, %v", resp, err)
	}
	o.link = ""
}

func (o *office) post(path string, form url.Values) (status int, err error) {
	req, err := http.NewRequestWithContext(o.t.Context(), http.MethodPost, o.base+path, strings.NewReader(form.Encode()))
	must(o.t, err)
	req.Header.Set("Origin", o.base)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := o.web.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

// record tells how far a workshop's erasing has come, as the file has it;
// empty: it was not begun.
func (o *office) record(e erasable) (step, id string) {
	o.t.Helper()
	store, err := boltlog.Open(o.program.file(), boltlog.Options{})
	if err != nil {
		o.t.Fatalf("after a kill the file does not open: %v", err)
	}
	defer store.Close()
	must(o.t, store.Each(o.t.Context(), "erasures", func(key string, value []byte) error {
		var r struct {
			Workshop board.WorkshopID
			Step     string
		}
		err := json.Unmarshal(value, &r)
		if r.Workshop == e.ws {
			step, id = r.Step, key
		}
		return err
	}))
	return step, id
}

// untilDone waits for the running server to end what it was killed over: its
// page of all erasings says so.
func (o *office) untilDone(id string) {
	o.t.Helper()
	late := time.After(patience)
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		resp, err := o.web.Get(o.base + "/admin/erasures/" + id)
		must(o.t, err)
		page, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		must(o.t, err)
		if bytes.Contains(page, []byte("certificate__counts")) {
			return
		}
		select {
		case <-again.C:
		case <-late:
			o.t.Fatalf("it is not done: %s\n%s", page, &o.program.said)
		}
	}
}

// holds counts how often a name stands in the file, where it is not a title.
func (o *office) holds(name string) int {
	o.t.Helper()
	data, err := os.ReadFile(o.program.file())
	must(o.t, err)
	return bytes.Count(data, []byte(name)) - bytes.Count(data, []byte("会"+name))
}
