package server_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/backup"
	"yoriai/server/boltlog"
	"yoriai/server/export/archive"
)

// The words that must be in no byte of the data folder once they were erased.
const canaryName = "金糸雀花子"

func keeps(cfg *server.Config) { cfg.Keeper = cfg.Vault.(server.Keeper) }

// told looks for bytes in everything that lies under the data folder.
func (s *site) told(words ...string) (where []string) {
	s.t.Helper()
	data, _, _ := s.store.Files()
	err := filepath.WalkDir(filepath.Dir(data), func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		for _, w := range words {
			if bytes.Contains(content, []byte(w)) {
				where = append(where, w+" in "+filepath.Base(file))
			}
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return where
}

// erased asks for an erasing and waits for its end.
func (s *site) erased(office *visitor, form url.Values) (id string) {
	s.t.Helper()
	form.Set("sure", "yes")
	a := office.post("/admin/w/"+string(s.ws)+"/erase", form)
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("asking for it gives %d %s", a.status, a.body)
	}
	id = filepath.Base(a.location)
	s.waitErased(id)
	return id
}

// awaits looks at the record of an erasing until it is as wanted.
func (s *site) awaits(id, words string) {
	s.t.Helper()
	s.until("the erasing at "+words, func() bool {
		data, _, err := s.store.Get(s.t.Context(), "erasures", id)
		if err != nil {
			s.t.Fatal(err)
		}
		return bytes.Contains(data, []byte(words))
	})
}

func (s *site) waitErased(id string)  { s.t.Helper(); s.awaits(id, `"step":"done"`) }
func (s *site) waitFailing(id string) { s.t.Helper(); s.awaits(id, `"failing":"`) }

// brokenKeeper is a data file that fails when it shall.
type brokenKeeper struct {
	*boltlog.Store
	fails atomic.Pointer[string]
}

var errBroken = errors.New("no space left on device")

func (k *brokenKeeper) failing(what string) error {
	if fails := k.fails.Load(); fails != nil && *fails == what {
		return errBroken
	}
	return nil
}

func (k *brokenKeeper) Replace(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	if err := k.failing("replace"); err != nil && len(entries) > 0 && entries[0].Change[0].Kind == board.KindAssignment { // the boards are done by then
		return err
	}
	return k.Store.Replace(ctx, doc, expect, entries)
}

func (k *brokenKeeper) Compact(ctx context.Context) error {
	if err := k.failing("compact"); err != nil {
		return err
	}
	return k.Store.Compact(ctx)
}

// evening lets a person with the canary's name write, and those who lead work
// on it, so that the name, the seat and the words are all over the file.
func (s *site) evening() (v *visitor, lead *line, note string) {
	s.t.Helper()
	lead = s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	v = s.visitor().joins(canaryName, 0)
	l := v.connect()
	l.open(s.board(0))
	note = uuid.NewString()
	l.done(s.board(0), "note.add", map[string]any{"note": note, "text": "かなりあの意見"})
	l.done(s.board(0), "note.edit", map[string]any{"note": note, "base": "かなりあの意見", "text": "かなりあの意見、直した"})
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	lead.done(s.board(0), "group.add", map[string]any{"group": uuid.NewString(), "title": "島", "items": []string{note}, "to": map[string]any{"at": map[string]any{"x": 40, "y": 40}}})
	return v, lead, note
}

// Everything that leads to people goes at once, and the results stay: readable,
// exportable in every format, verified, in a file without a byte of the old.
func TestErasingAWorkshop(t *testing.T) {
	s := openSite(t, keeps)
	v, _, note := s.evening()
	other, err := s.srv.OpenWorkshop(t.Context(), board.Facts{Title: "別の催し", Theme: "別の問い"})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.told(canaryName, string(v.seat), "川辺")) < 3 {
		t.Fatal("the names are nowhere: the test proves nothing")
	}
	office := s.visitor().organises()
	id := s.erased(office, url.Values{"what": {"all"}})
	if where := s.told(canaryName, "川辺", "森山", "野原"); len(where) > 0 {
		t.Errorf("%v", where)
	}
	state := s.replay(s.board(0))
	n, ok := state.Note(board.NoteID(note))
	if !ok || n.Text != "かなりあの意見、直した" || n.Author != "" || n.Place.Group == "" {
		t.Errorf("the note is now %+v", n)
	}
	if hall := s.replay(board.DocID(s.ws)); len(hall.Seats(s.table(0).ID)) != 3 || !strings.HasPrefix(hall.Seats(s.table(0).ID)[0].Name, "参加者") {
		t.Errorf("the people are %+v", hall.Seats(s.table(0).ID))
	}
	for _, format := range []string{"docx", "md", "csv", "html", "json"} {
		if a := office.get("/w/" + string(s.ws) + "/export/" + format + "?for=internal"); a.status != http.StatusOK || strings.Contains(a.body, canaryName) {
			t.Errorf("%s gives %d", format, a.status)
		}
	}
	kept := office.get("/w/" + string(s.ws) + "/export/json")
	packed, err := archive.Read(strings.NewReader(kept.body))
	if err != nil || len(packed.Boards) != 2 || len(packed.Boards[0].Records) < 3 {
		t.Errorf("the archive of what is left: %d boards, %v", len(packed.Boards), err)
	}
	if a := v.get("/s/" + string(v.seat)); a.status == http.StatusOK {
		t.Error("the seat is still theirs")
	}
	if a := s.visitor().post("/join", url.Values{"code": {s.code()}}); a.status == http.StatusSeeOther {
		t.Error("the code still opens the door")
	}
	report, err := s.store.Verify(t.Context(), nil)
	if err != nil || !report.Sound() {
		t.Errorf("%+v %v", report, err)
	}
	if page := office.get("/admin/erasures/" + id); page.status != http.StatusOK || strings.Contains(page.body, canaryName) {
		t.Errorf("the certificate gives %d", page.status)
	}
	if w, _ := s.replay(board.DocID(other)).Workshop(); w.Title != "別の催し" {
		t.Error("another workshop was touched")
	}
	s.audited("erased", id, "all")
}

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

// A whole workshop goes when its title is typed, and only then.
func TestErasingTheWorkshopItself(t *testing.T) {
	s := openSite(t, keeps)
	s.evening()
	office := s.visitor().organises()
	if a := office.post("/admin/w/"+string(s.ws)+"/erase", url.Values{"what": {"workshop"}, "title": {"道"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("with another title it gives %d", a.status)
	}
	s.erased(office, url.Values{"what": {"workshop"}, "title": {"道と公園"}})
	if where := s.told(canaryName, "かなりあ", "道と公園", "川辺"); len(where) > 0 {
		t.Errorf("%v", where)
	}
	docs, err := s.store.Documents(t.Context())
	if len(docs) != 0 || err != nil {
		t.Errorf("%v %v", docs, err)
	}
	if a := office.get("/w/" + string(s.ws)); a.status != http.StatusNotFound {
		t.Errorf("its page gives %d", a.status)
	}
}

// Only who organises may erase; everybody else is told so and nothing happens.
func TestWhoMayErase(t *testing.T) {
	s := openSite(t, keeps)
	guest := s.visitor().joins("海野", 0)
	for who, v := range map[string]*visitor{"nobody": s.visitor(), "a participant": guest, "a coordinator": s.coordinator(0)} {
		for _, at := range []string{"/admin", "/admin/w/" + string(s.ws), "/admin/audit.csv", "/admin/erasures/x"} {
			if a := v.get(at); a.status != http.StatusForbidden {
				t.Errorf("%s gets %d of %s", who, a.status, at)
			}
		}
		for _, at := range []string{"/admin/w/" + string(s.ws) + "/erase", "/admin/w/" + string(s.ws) + "/kept", "/admin/backup", "/admin/verify"} {
			if a := v.post(at, url.Values{"what": {"all"}, "title": {"道と公園"}, "sure": {"yes"}}); a.status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", who, at, a.status)
			}
		}
	}
	if n := s.shelf("erasures"); n != 0 {
		t.Errorf("%d erasures were begun", n)
	}
}

// Two who organise press at once: one erasing comes of it.
func TestTwoErasingAtOnce(t *testing.T) {
	s := openSite(t, keeps)
	s.evening()
	one, two := s.visitor().organises(), s.visitor().organises()
	answers := make(chan answer, 2)
	for _, v := range []*visitor{one, two} {
		go func() {
			answers <- v.post("/admin/w/"+string(s.ws)+"/erase", url.Values{"what": {"all"}, "sure": {"yes"}})
		}()
	}
	a, b := <-answers, <-answers
	if a.location != b.location || a.status != http.StatusSeeOther {
		t.Errorf("%d %s and %d %s", a.status, a.location, b.status, b.location)
	}
	s.waitErased(filepath.Base(a.location))
	if n := s.shelf("erasures"); n != 1 {
		t.Errorf("%d erasures", n)
	}
}

// The day comes, the machine was off: at the next look all is gone, without
// anybody asking. The day itself still belongs to the keeping, and who is
// writing anywhere is not disturbed.
func TestTheDayOfErasing(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in, keeps)
	s.evening()
	until := c.now().Add(30 * day).Format("2006-01-02")
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	err := s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.EditWorkshop{Facts: board.Facts{Title: "道と公園", Theme: "どう続けるか", KeptUntil: until}})
	if err != nil {
		t.Fatal(err)
	}
	for _, later := range []struct {
		days   int
		erased bool
	}{{0, false}, {30, false}, {1, true}} {
		c.passes(time.Duration(later.days)*day + 2*time.Hour/10)
		s.srv.EraseDue()
		if gone := len(s.told(canaryName)) == 0; gone != later.erased {
			t.Errorf("on %s, kept until %s, erased: %v", c.now().Format("2006-01-02"), until, gone)
		}
	}
	if list := s.shelf("erasures"); list != 1 {
		t.Errorf("%d erasures", list)
	}
	s.srv.EraseDue()
	if list := s.shelf("erasures"); list != 1 {
		t.Errorf("erased once more: %d", list)
	}
	err = s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.AddSeat{Seat: board.SeatID(uuid.NewString()), Name: canaryName, Side: board.Citizen, Table: s.table(0).ID, Role: board.Participant})
	if err != nil {
		t.Fatal(err)
	}
	c.passes(2 * time.Hour)
	s.srv.EraseDue()
	if where := s.told(canaryName); len(where) > 0 || s.shelf("erasures") != 2 {
		t.Errorf("who came after it: %v, %d erasures", where, s.shelf("erasures"))
	}
}

func TestNothingIsErasedWhilePeopleWrite(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in, keeps)
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	facts := board.Facts{Title: "道と公園", Theme: "どう続けるか", KeptUntil: c.now().Add(-5 * day).Format("2006-01-02")}
	if err := s.srv.DoAll(t.Context(), board.DocID(s.ws), organiser, board.EditWorkshop{Facts: facts}); err != nil {
		t.Fatal(err)
	}
	s.srv.EraseDue()
	if s.shelf("erasures") != 0 {
		t.Error("erased a moment after somebody wrote")
	}
	c.passes(2 * time.Hour)
	s.srv.EraseDue()
	if s.shelf("erasures") != 1 {
		t.Error("not erased two hours later")
	}
}

// Killed in the middle, at any step: the next start goes on and ends it.
func TestErasingGoesOnAfterAKill(t *testing.T) {
	for _, failing := range []string{"replace", "compact"} {
		broken := &brokenKeeper{}
		s := openSite(t, func(cfg *server.Config) {
			broken.Store = cfg.Vault.(*boltlog.Store)
			cfg.Keeper = broken
		})
		s.evening()
		broken.fails.Store(&failing)
		office := s.visitor().organises()
		a := office.post("/admin/w/"+string(s.ws)+"/erase", url.Values{"what": {"all"}, "sure": {"yes"}})
		id := filepath.Base(a.location)
		s.waitFailing(id)
		if page := office.get("/admin/erasures/" + id); !strings.Contains(page.body, "まだ終わっていません") {
			t.Errorf("%s: the certificate hides that it is not done: %d", failing, page.status)
		}
		broken.fails.Store(nil)
		s.restart()
		s.waitErased(id)
		if where := s.told(canaryName, "川辺"); len(where) > 0 {
			t.Errorf("%s: %v", failing, where)
		}
	}
}

// Whoever gives the vault a new shelf says what becomes of it when people are erased.
func TestEveryShelfIsJudged(t *testing.T) {
	source, err := os.ReadFile("config.go")
	if err != nil {
		t.Fatal(err)
	}
	shelves := regexp.MustCompile(`(?m)^\tshelf\w+ += "(\w+)"`).FindAllSubmatch(source, -1)
	for _, shelf := range shelves {
		if server.ErasedShelves[string(shelf[1])] == "" {
			t.Errorf("what becomes of the shelf %s when people are erased?", shelf[1])
		}
	}
	if len(shelves) < 10 {
		t.Errorf("only %d shelves were found", len(shelves))
	}
}

// Backups that hold what was erased are made anew and go; those from before the
// workshop was opened stay. Who erased one person without it is told which hold it
// still, and may have them made anew later.
func TestErasingAndBackups(t *testing.T) {
	c := newClock()
	var dir string
	s := openSite(t, c.in, keeps, func(cfg *server.Config) {
		dir = t.TempDir()
		cfg.Backups = []string{dir}
		if _, err := backup.Make(t.Context(), dir, cfg.Keeper, c.now().Add(-40*day), nil); err != nil {
			t.Fatal(err)
		}
	})
	v, _, _ := s.evening()
	office := s.visitor().organises()
	c.passes(time.Hour)
	if _, err := backup.Make(t.Context(), dir, s.store, c.now(), nil); err != nil {
		t.Fatal(err)
	}
	c.passes(time.Hour)
	holding := func() (n int) {
		for _, f := range backup.List([]string{dir}) {
			content, err := os.ReadFile(f.Path())
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(content, []byte(canaryName)) {
				n++
			}
		}
		return n
	}
	if holding() != 1 {
		t.Fatalf("%d backups hold the name: the test proves nothing", holding())
	}
	id := s.erased(office, url.Values{"what": {"person"}, "seat": {string(v.seat)}})
	if page := office.get("/admin/erasures/" + id); holding() != 1 || !strings.Contains(page.body, "まだ入っています") {
		t.Errorf("%d backups hold the name, and the certificate says nothing of it", holding())
	}
	office.post("/admin/erasures/"+id+"/prune", nil) // within the second in which the documents were emptied
	s.awaits(id, `"removed":["`)
	s.waitErased(id)
	if files := backup.List([]string{dir}); len(files) != 2 || holding() != 0 {
		t.Errorf("the backups are %+v, %d hold the name", files, holding())
	}
	if report, err := boltlog.VerifyFile(t.Context(), backup.List([]string{dir})[0].Path(), nil); err != nil || !report.Sound() {
		t.Errorf("the new backup: %+v %v", report, err)
	}
}
