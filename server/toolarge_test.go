package server_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server"
	"yoriai/server/export"
	"yoriai/server/logtest"
)

// words begin every note of it.
const words = "公園の草刈りを手伝う人が足りない "

// overfull is a board past the limit: a hundred thousand notes, or with the
// race detector, which needs ten times as long, just more than there may be.
func overfull() int {
	if raced {
		return board.Bounds.Notes + 1
	}
	return 100_000
}

// overfill fills a table's board with so many notes, and lets a server open it anew.
func (s *site) overfill(table, notes int) {
	s.t.Helper()
	steers := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Facilitator}
	if err := s.srv.DoAll(s.t.Context(), s.board(table), steers, board.SetPhase{Phase: board.Gather}); err != nil {
		s.t.Fatal(err)
	}
	logtest.Overfill(s.t, s.store, s.board(table), notes, words)
	s.restart()
}

// D-20: a hundred thousand notes on one board, forced past the limit. The server
// opens it, whoever sits there reads all of it and is told why nothing can be
// changed, and the organiser takes it home; the other tables notice nothing, and
// the whole fits into a small machine.
func TestAHundredThousandNotes(t *testing.T) {
	s, notes := openSite(t), overfull()
	s.overfill(0, notes)
	steers := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	most := mostHeld(func() {
		s.readsAll(notes)
		for _, format := range []export.Format{export.MD, export.CSV, export.XLSX} {
			s.takesHome(steers, format, notes)
		}
		s.isToldWhatNoPaperHolds(steers, export.SheetA3)
	})
	if t.Logf("at most %d MiB are held", most); most > 1<<10 {
		t.Errorf("that is more than a small machine has")
	}
	if s.srv.Fallen() != 0 {
		t.Errorf("a room fell: %s", s.logs)
	}
	beside := s.coordinator(1).connect()
	beside.open(s.board(1))
	beside.done(s.board(1), "note.add", map[string]any{"note": uuid.NewString(), "text": "となりの班は書ける"})
}

// Of a board past the limit every file is made or says at once that it cannot
// be, and the pages that tell of it open.
func TestFilesOfABoardPastTheLimit(t *testing.T) {
	wholetest.Only(t)
	s, notes := openSite(t), board.Bounds.Notes+1
	s.takesTurns(export.CSV, false)
	s.overfill(0, notes)
	s.takesTurns(export.CSV, true)
	v := s.visitor().opensKey(s.visitor().organises().links().Facilitator)
	results := "/w/" + string(s.ws) + "/results?for=internal"
	all, own := v.get(results), v.get(results+"&table="+string(s.table(0).ID))
	if all.status != http.StatusOK || strings.Count(all.body, words) != notes {
		t.Errorf("the page of results gives %d", all.status)
	}
	for _, format := range append(server.Printed(), export.JSON) {
		offered := strings.Contains(all.body+own.body, "/export/"+string(format)+"?for=internal")
		switch format {
		case export.PDF, export.SheetA3, export.SheetA1, export.SheetA0, export.SVG, export.PNG, export.SVGs, export.PNGs:
			s.isToldWhatNoPaperHolds(v, format)
			if offered {
				t.Errorf("%s is offered and cannot be made", format)
			}
		default:
			s.takesHome(v, format, notes)
			if !offered {
				t.Errorf("%s can be made and is not offered", format)
			}
		}
	}
	if a := v.get("/api/documents/" + string(s.board(0)) + "/history?seat=" + string(v.seat)); a.status != http.StatusOK || strings.Count(a.body, "\n") < notes {
		t.Errorf("the history gives %d", a.status)
	}
	if beside := v.get(results + "&table=" + string(s.table(1).ID)); !strings.Contains(beside.body, "/export/sheet-a3.pdf?") {
		t.Errorf("the other table's sheet is not offered")
	}
	if beside := v.get("/w/" + string(s.ws) + "/export/sheet-a3.pdf?for=internal&table=" + string(s.table(1).ID)); beside.status != http.StatusOK {
		t.Errorf("the other table's sheet gives %d", beside.status)
	}
}

// readsAll opens the board as who leads the table does.
func (s *site) readsAll(notes int) {
	s.t.Helper()
	lead := s.coordinator(0)
	if a := lead.get("/s/" + string(lead.seat) + "/board"); a.status != http.StatusOK {
		s.t.Errorf("the board's page gives %d", a.status)
	}
	ln := lead.connect()
	defer ln.ws.Close()
	if got := len(board.StateOf(ln.open(s.board(0)).Snapshot.Records).Notes()); got != notes {
		s.t.Errorf("%d of %d notes came", got, notes)
	}
	if m := ln.hear("standing"); !m.ReadOnly || m.Why != "large" {
		s.t.Errorf("told is %+v", m)
	}
	for op, body := range map[string]any{
		"note.add":  map[string]any{"note": uuid.NewString(), "text": "入らない"},
		"phase.set": map[string]any{"phase": "title"},
		"undo":      map[string]any{"of": 2},
	} {
		if code := ln.refused(s.board(0), op, body); code != "frozen" {
			s.t.Errorf("%s is refused with %q", op, code)
		}
	}
}

// takesHome makes a file; one that lists notes holds each.
func (s *site) takesHome(v *visitor, format export.Format, notes int) {
	s.t.Helper()
	a := v.get(s.file(format))
	if a.status != http.StatusOK {
		s.t.Errorf("%s gives %d", format, a.status)
		return
	}
	var n int
	switch format {
	case export.MD, export.CSV, export.HTML, export.JSON:
		n = strings.Count(a.body, words)
	case export.XLSX:
		n = s.inZip(a.body, "xl/")
	case export.DOCX:
		n = s.inZip(a.body, "word/document.xml")
	default:
		return // tells only some of them
	}
	if n != notes {
		s.t.Errorf("%s holds %d of %d notes", format, n, notes)
	}
}

func (s *site) file(format export.Format) string {
	return "/w/" + string(s.ws) + "/export/" + string(format) + "?for=internal&table=" + string(s.table(0).ID)
}

// isToldWhatNoPaperHolds: what lays every note out at a place of its own says at
// once that it cannot, and what to take instead.
func (s *site) isToldWhatNoPaperHolds(v *visitor, format export.Format) {
	s.t.Helper()
	if a := v.get(s.file(format)); a.status != http.StatusRequestEntityTooLarge || !strings.Contains(a.body, "紙や絵の形にはできません") {
		s.t.Errorf("%s gives %d", format, a.status)
	}
}

// takesTurns: small files are made at once, whoever asks; of a board so large
// none is small, and many at a time would fill the machine.
func (s *site) takesTurns(format export.Format, want bool) {
	s.t.Helper()
	if turns, err := s.srv.TakesTurns(s.t.Context(), s.state, format); err != nil || turns != want {
		s.t.Errorf("%s takes turns: %v, %v", format, turns, err)
	}
}

// inZip counts the notes in the parts of a file whose names begin so.
func (s *site) inZip(file, part string) (n int) {
	s.t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, part) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			s.t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			s.t.Fatal(err)
		}
		n += bytes.Count(text, []byte(words))
	}
	return n
}

// mostHeld is how many MiB of the machine's memory the process holds at most
// while something is done: what is nobody's any more and was not given back counts.
// Under the race detector, which needs several times as much, nothing is measured.
func mostHeld(do func()) (most int) {
	stop, done := make(chan struct{}), make(chan struct{})
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	go func() {
		defer close(done)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				metrics.Read(sample)
				most = max(most, int((sample[0].Value.Uint64()-sample[1].Value.Uint64())>>20))
			case <-stop:
				return
			}
		}
	}()
	do()
	close(stop)
	<-done
	if raced {
		return 0
	}
	return most
}
