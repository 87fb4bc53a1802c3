package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
)

// One person goes out of the documents and out of the history; the others keep
// theirs, and go on with the numbers they had.
func TestErasingAPerson(t *testing.T) {
	for _, texts := range []bool{false, true} {
		s := openSite(t, keeps)
		v, lead, note := s.evening()
		before, err := s.store.Last(t.Context(), s.board(0))
		if err != nil {
			t.Fatal(err)
		}
		words := url.Values{"what": {"person"}, "seat": {string(v.seat)}}
		if texts {
			words.Set("texts", "yes")
		}
		s.erased(s.visitor().organises(), words)
		if where := s.told(canaryName); len(where) > 0 {
			t.Errorf("%v", where)
		}
		if where := s.told("かなりあの意見"); (len(where) > 0) == texts {
			t.Errorf("with texts %v: %v", texts, where)
		}
		n, _ := s.replay(s.board(0)).Note(board.NoteID(note))
		if n.Author != "" || (n.Text == "かなりあの意見、直した") == texts {
			t.Errorf("the note is now %+v", n)
		}
		now, err := s.store.Last(t.Context(), s.board(0))
		if err != nil || now != before+1 {
			t.Errorf("the board was at %d and is at %d: %v", before, now, err)
		}
		if hall := s.replay(board.DocID(s.ws)); hall.Seats(s.table(0).ID)[0].Name != "川辺" {
			t.Errorf("the others are %+v", hall.Seats(s.table(0).ID))
		}
		lead.ends() // told to start afresh
		again := s.coordinator(0).connect()
		again.open(s.board(0))
		again.done(s.board(0), "phase.set", map[string]any{"phase": "title"})
		report, err := s.store.Verify(t.Context(), nil)
		if err != nil || !report.Sound() {
			t.Errorf("%+v %v", report, err)
		}
	}
}

// Who is named in what others wrote: those who organise read the sentences and
// say where the name goes; where it stays the certificate says so. In what was
// written over it goes unasked.
func TestErasingAPersonWhoIsNamedByOthers(t *testing.T) {
	s := openSite(t, keeps)
	v, lead, _ := s.evening()
	doc := s.board(0)
	goes, stays, old := uuid.NewString(), uuid.NewString(), uuid.NewString()
	lead.done(doc, "note.add", map[string]any{"note": goes, "text": canaryName + "さんに聞くとよい"})
	lead.done(doc, "note.add", map[string]any{"note": stays, "text": "昔の歌手の" + canaryName + "を呼ぶ"})
	lead.done(doc, "note.add", map[string]any{"note": old, "text": "前に書いた" + canaryName})
	lead.done(doc, "note.edit", map[string]any{"note": old, "base": "前に書いた" + canaryName, "text": "前に書いた人"})
	office := s.visitor().organises()
	form := url.Values{"what": {"person"}, "seat": {string(v.seat)}, "sure": {"yes"}, "backups": {"yes"}}
	asked := office.post("/admin/w/"+string(s.ws)+"/erase", form)
	if asked.status != http.StatusOK || s.shelf("erasures") != 0 || strings.Count(asked.body, "<mark>") != 2 {
		t.Fatalf("asked with %d and %d erasings begun: %s", asked.status, s.shelf("erasures"), asked.body)
	}
	for _, note := range []string{goes, stays} {
		if !strings.Contains(asked.body, "note/"+note) {
			t.Errorf("it does not ask about %s", note)
		}
	}
	form.Set("looked", "yes")
	form["goes"] = []string{"note/" + goes, canaryName}
	id := s.erased(office, form)
	for note, want := range map[string]string{goes: "〇〇さんに聞くとよい", stays: "昔の歌手の" + canaryName + "を呼ぶ", old: "前に書いた人"} {
		if n, _ := s.replay(doc).Note(board.NoteID(note)); n.Text != want {
			t.Errorf("it now says %q, not %q", n.Text, want)
		}
	}
	if where := s.told(canaryName+"さんに", "前に書いた"+canaryName); len(where) > 0 {
		t.Errorf("%v", where)
	}
	page := office.get("/admin/erasures/" + id)
	if !strings.Contains(page.body, "名前が残っています:1か所") || !strings.Contains(page.body, "1件の文で") || strings.Contains(page.body, canaryName) {
		t.Errorf("the certificate says %s", page.body)
	}
	if record := s.records()[id]; strings.Contains(fmt.Sprint(record), canaryName) {
		t.Errorf("the record tells the name: %v", record)
	}
	// Another person goes whom nobody names: there is nothing to ask.
	other := s.visitor().joins("独活山葵", 1)
	a := office.post("/admin/w/"+string(s.ws)+"/erase", url.Values{"what": {"person"}, "seat": {string(other.seat)}, "sure": {"yes"}})
	if a.status != http.StatusSeeOther {
		t.Errorf("it asks about nothing: %d", a.status)
	}
	s.waitErased(filepath.Base(a.location))
}
