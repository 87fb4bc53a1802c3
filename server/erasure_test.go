package server_test

import (
	"bytes"
	"context"
	"errors"
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

func (s *site) waitErased(id string) { s.t.Helper(); s.awaits(id, `"step":"done"`) }

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
