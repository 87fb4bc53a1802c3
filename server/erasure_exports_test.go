package server_test

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/export"
)

// TestNoFormatTellsOfWhoWasErased: before an erasing the files for the inside
// are full of a person; after it no file of any format, for whomever it is, of
// all or of a table, says a word of it. A format that is registered tomorrow is
// tried tomorrow.
func TestNoFormatTellsOfWhoWasErased(t *testing.T) {
	for name, form := range map[string]url.Values{"all": {"what": {"all"}}, "person": {"what": {"person"}, "texts": {"yes"}, "looked": {"yes"}}} {
		if raced && name != "person" {
			continue // as with cutsFonts below
		}
		t.Run(name, func(t *testing.T) {
			s := openSite(t, keeps)
			v, lead, note := s.evening()
			s.dwells(lead, note)
			office := s.visitor().organises()
			words := []string{canaryName, `"author":"` + string(v.seat)}
			if name == "person" {
				form.Set("seat", string(v.seat))
				words = append(words, "かなりあの意見")
			}
			full := tried([]export.Format{export.DOCX, export.XLSX, export.PDF, export.HTML, export.MD, export.CSV, export.JSON})
			before := s.formatsTelling(office, full, words)
			for _, f := range full {
				if !slices.Contains(before[canaryName], f) {
					t.Errorf("before, %s does not tell the name: the test would find nothing there", f)
				}
			}
			s.erased(office, form)
			for word, formats := range s.formatsTelling(office, tried(append(server.Printed(), export.JSON)), words) {
				t.Errorf("%s is told by %v", word, formats)
			}
		})
	}
}

// cutsFonts are the formats for which a face is cut: under the race detector
// that takes twenty times as long, and finds nothing, since one goroutine does
// it. There the sheet on A3 stands for all of them; without it each is tried.
var cutsFonts = []export.Format{export.PDF, export.SheetA1, export.SheetA0, export.SVG, export.PNG, export.SVGs, export.PNGs}

// tried leaves out of some formats those that are not tried in this run.
func tried(formats []export.Format) []export.Format {
	return slices.DeleteFunc(formats, func(f export.Format) bool { return raced && slices.Contains(cutsFonts, f) })
}

// dwells lets the person of the evening be named as a speaker and told in the
// narrative, and has names published whole.
func (s *site) dwells(lead *line, note string) {
	s.t.Helper()
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	hall := board.DocID(s.ws)
	if err := s.srv.DoAll(s.t.Context(), hall, organiser,
		board.WriteRemark{Table: s.table(0).ID, Speaker: canaryName, Text: "よい話でした"},
		board.EditWorkshop{Facts: board.Facts{Title: "道と公園", Theme: "どう続けるか", Names: board.NamesFull}},
	); err != nil {
		s.t.Fatal(err)
	}
	doc := s.board(0)
	lead.done(doc, "phase.set", map[string]any{"phase": "relate"})
	lead.done(doc, "passage.add", map[string]any{"passage": uuid.NewString(), "item": note})
}

// formatsTelling are the formats that say some words, by the words.
func (s *site) formatsTelling(office *visitor, formats []export.Format, words []string) map[string][]export.Format {
	s.t.Helper()
	telling := map[string][]export.Format{}
	for _, f := range formats {
		got := 0
		for _, query := range []string{"?for=internal", "?for=public"} {
			at := "/w/" + string(s.ws) + "/export/" + string(f) + query
			a := office.get(at)
			if a.status == http.StatusNotFound { // a picture is of one table; an archive is never public
				if a = office.get(at + "&table=" + string(s.table(0).ID)); a.status == http.StatusNotFound {
					continue
				}
			}
			got++
			_, params, err := mime.ParseMediaType(a.header.Get("Content-Disposition"))
			if err != nil || a.status != http.StatusOK {
				s.t.Errorf("%s%s: %d %v", f, query, a.status, err)
			}
			told := said([]byte(params["filename"]), words)
			for _, layer := range layers(s.t, string(f), []byte(a.body)) {
				told = append(told, said(layer, words)...)
			}
			for _, w := range told {
				if !slices.Contains(telling[w], f) {
					telling[w] = append(telling[w], f)
				}
			}
		}
		if got == 0 {
			s.t.Errorf("nothing was had of %s", f)
		}
	}
	for _, page := range []string{"/w/" + string(s.ws) + "/results?for=internal"} {
		if a := office.get(page); a.status == http.StatusOK {
			for _, w := range said([]byte(a.body), words) {
				telling[w] = append(telling[w], export.Format("page "+strings.TrimPrefix(page, "/w/"+string(s.ws))))
			}
		} else {
			s.t.Errorf("%s gives %d", page, a.status)
		}
	}
	return telling
}
