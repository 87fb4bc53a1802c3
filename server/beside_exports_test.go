package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/export"
	"yoriai/server/intake"
)

// TestTablesBesideExports: while every format of the whole workshop is made,
// a table goes on working. Long form (YORIAI_SOAK): twelve tables of a thousand
// notes; how long the table waits with and without it is told, not judged.
func TestTablesBesideExports(t *testing.T) {
	tables, notes := 2, 60
	if soaking() {
		tables, notes = 12, 1000
	}
	s := openSite(t)
	s.crowdedHall(tables, notes)
	org := s.visitor().organises()
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	alone := s.whileWorking(lead, quiet)
	beside := s.whileWorking(lead, func() {
		formats := []export.Format{export.DOCX, export.XLSX, export.PDF, export.HTML, export.MD, export.CSV, export.JSON, export.SVGs}
		if soaking() {
			formats = append(formats, export.SheetA0, export.PNGs)
		}
		for _, f := range formats {
			began := time.Now()
			a := org.get("/w/" + string(s.ws) + "/export/" + string(f) + "?for=internal")
			if a.status != http.StatusOK || len(a.body) == 0 {
				t.Errorf("%s: %d", f, a.status)
			}
			t.Logf("%-14s %9d bytes in %v", f, len(a.body), time.Since(began).Round(time.Millisecond))
		}
	})
	for name, waits := range map[string][]time.Duration{"alone": alone, "beside exports": beside} {
		t.Logf("%-14s median %v, p99 %v, worst %v of %d ops", name, median(waits), percentile(waits, 99), slices.Max(waits), len(waits))
	}
}

// quiet lets a table work for a while with nothing beside it.
func quiet() {
	beats := 4
	if soaking() {
		beats = 280
	}
	tick := time.NewTicker(70 * time.Millisecond) // the table's pace
	defer tick.Stop()
	for range beats {
		<-tick.C
	}
}

// whileWorking lets a coordinator work until the other thing is done, and gives
// how long each op waited for its answer.
func (s *site) whileWorking(lead *line, other func()) []time.Duration {
	working, stop := make(chan []time.Duration, 1), make(chan struct{})
	go func() { working <- lead.rewrites(s.board(0), stop) }()
	other()
	close(stop)
	return <-working
}

// rewrites mends one note again and again, at the pace of one browser.
func (l *line) rewrites(doc board.DocID, stop <-chan struct{}) (waits []time.Duration) {
	tick := time.NewTicker(70 * time.Millisecond)
	defer tick.Stop()
	note, text := uuid.NewString(), "そのあいだも"
	l.done(doc, "note.add", map[string]any{"note": note, "text": text})
	for n := 0; ; n++ {
		next := fmt.Sprint("そのあいだも書く ", n)
		began := time.Now()
		l.done(doc, "note.edit", map[string]any{"note": note, "base": text, "text": next})
		waits, text = append(waits, time.Since(began)), next
		select {
		case <-stop:
			return waits
		case <-tick.C:
		}
	}
}

// crowdedHall adds tables whose boards are full already.
func (s *site) crowdedHall(tables, notes int) {
	s.t.Helper()
	var plans []server.TablePlan
	for n := range tables {
		var list strings.Builder
		list.WriteString("分類,意見,区分\n")
		for i := range notes {
			fmt.Fprintf(&list, "%d番目の島には名前がある,公園の草刈りを手伝う人が、年ごとに足りなくなっている %d,市民\n", i/20, i)
		}
		read, err := intake.ReadList([]byte(list.String()), nil, uuid.NewString)
		if err != nil {
			s.t.Fatal(err)
		}
		plans = append(plans, server.TablePlan{Name: fmt.Sprint(n+10, "班"), Content: &read.Tables[0].Content})
	}
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	if _, err := s.srv.AddTables(s.t.Context(), s.ws, organiser, plans); err != nil {
		s.t.Fatal(err)
	}
}
