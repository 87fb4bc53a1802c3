package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"yoriai/board"
)

// auditShelf is the audit log as it lies in the file, the oldest line first.
func (s *site) auditShelf() (lines []string) {
	s.t.Helper()
	err := s.store.Each(s.t.Context(), "audit", func(_ string, value []byte) error {
		lines = append(lines, string(value))
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return lines
}

// audited waits until a line of a deed that holds all the words is there: what
// rooms find out is written down behind their backs.
func (s *site) audited(what string, words ...string) {
	s.t.Helper()
	s.until(fmt.Sprintf("a line of %s with %v", what, words), func() bool {
		return slices.ContainsFunc(s.auditShelf(), func(line string) bool {
			found := strings.Contains(line, `"what":"`+what+`"`)
			for _, w := range words {
				found = found && strings.Contains(line, w)
			}
			return found
		})
	})
}

// Who joined, got a role, took a file home, changed the day: all of it is
// written down, and no text and no name in it.
func TestAuditTellsWhoDidWhat(t *testing.T) {
	s := openSite(t)
	v := s.visitor().organises()
	ws := "/w/" + string(s.ws)
	hana := s.visitor().joins("海野はな", 0)
	seat := v.bootSeat(ws)
	for _, format := range []string{"docx", "json"} {
		if a := v.get(ws + "/export/" + format); a.status != http.StatusOK {
			t.Fatalf("%s gives %d", format, a.status)
		}
	}
	organiser := board.Actor{Seat: seat, Role: board.Organiser}
	err := s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser,
		board.EditWorkshop{Facts: board.Facts{Title: "道と公園", Theme: "どう続けるか", KeptUntil: "2027-03-31", Names: board.NamesSurname}},
		board.EditSeat{Seat: hana.seat, Name: "海野はな", Side: board.Citizen, Role: board.Observer},
	)
	if err != nil {
		t.Fatal(err)
	}
	s.audited("joined", string(hana.seat))
	s.audited("organiser")
	s.audited("export", "docx", "public", `"by":"organiser"`, string(seat))
	s.audited("export", "json", "internal")
	s.audited("kept", "2027-03-31", "none")
	s.audited("names", "surname")
	s.audited("role", string(hana.seat), "participant", "observer")
	for format, word := range map[string]string{"followup.html": "配るページ", "news.docx": "かわら版(Word)", "svg.zip": "SVG(ZIP)", "sheet-a3.pdf": "PDF(A3)"} {
		if a := v.get(ws + "/export/" + format); a.status != http.StatusOK {
			t.Fatalf("%s gives %d", format, a.status)
		}
		if page := v.get("/admin").body; strings.Contains(page, format) || !strings.Contains(page, word) {
			t.Errorf("%s is not told in words", format)
		}
	}
	for _, line := range s.auditShelf() {
		if strings.ContainsAny(line, "海野道公園続班") {
			t.Errorf("a name or a text is in %s", line)
		}
	}
}

// The log does not grow for ever, and what is young stays.
func TestAuditForgetsWhatIsOld(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in)
	s.visitor().joins("海野", 0)
	s.audited("joined")
	c.passes(900 * day)
	s.visitor().joins("山野", 0)
	before := len(s.auditShelf())
	c.passes(40 * day)
	s.srv.Sweep()
	after := s.auditShelf()
	if len(after) != 1 || before < 2 || !strings.Contains(after[0], "joined") {
		t.Errorf("of %d lines %d are left: %v", before, len(after), after)
	}
}

// A backup in the data file's place is noticed at the next start, a mere start is not.
func TestAuditNoticesARestore(t *testing.T) {
	s := openSite(t)
	s.restart()
	if strings.Contains(strings.Join(s.auditShelf(), ""), "restored") {
		t.Error("a start is told as a restore")
	}
	if err := s.store.Put(t.Context(), "secrets", "epoch", []byte("another")); err != nil {
		t.Fatal(err)
	}
	s.restart()
	s.audited("restored", string(s.store.Epoch()))
}

// The file is for the organiser alone, opens in a spreadsheet, and can be
// narrowed to a workshop and a day.
func TestAuditAsAFile(t *testing.T) {
	s := openSite(t)
	v := s.visitor().organises()
	guest := s.visitor().joins("海野", 0)
	if a := guest.get("/admin/audit.csv"); a.status != http.StatusForbidden {
		t.Errorf("a participant gets %d", a.status)
	}
	all := v.get("/admin/audit.csv")
	if all.status != http.StatusOK || !strings.HasPrefix(all.body, "\uFEFF日時") || !strings.Contains(all.body, string(guest.seat)) || !strings.Contains(all.body, "席に着いた") {
		t.Errorf("%d %s", all.status, all.body)
	}
	for query, holds := range map[string]bool{
		"?workshop=" + string(s.ws): true, "?workshop=" + s.code(): false,
		"?day=" + time.Now().Format(time.DateOnly): true, "?day=2001-01-01": false,
	} {
		if a := v.get("/admin/audit.csv" + query); strings.Contains(a.body, string(guest.seat)) != holds {
			t.Errorf("%s: %s", query, a.body)
		}
	}
}
