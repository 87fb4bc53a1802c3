package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/backup"
	"yoriai/server/boltlog"
)

// camera is a data file of which a picture is taken before whatever is written
// to it: what a server that was killed at that moment leaves behind.
// (What a kill inside of one write leaves is boltlog's to prove.)
type camera struct {
	*boltlog.Store
	mu     sync.Mutex // one write after the other: no picture of half of one
	shoots bool
	taken  int
	to     string // a folder for each picture
	extra  string // a folder of backups, which is in the picture too
	fault  error
}

// shoot copies all files of the data folder and the backups.
func (c *camera) shoot() {
	if !c.shoots {
		return
	}
	data, _, _ := c.Store.Files()
	into := filepath.Join(c.to, fmt.Sprint(c.taken))
	c.taken++
	for _, folder := range []string{filepath.Dir(data), c.extra} {
		if err := os.CopyFS(filepath.Join(into, filepath.Base(folder)), os.DirFS(folder)); err != nil {
			c.fault = err
		}
	}
}

// shooting begins and ends it; at the end one more is taken.
func (c *camera) shooting(shoots bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shoot()
	c.shoots = shoots
}

func (c *camera) around(write func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shoot()
	return write()
}

func (c *camera) Put(ctx context.Context, shelf, key string, value []byte) error {
	return c.around(func() error { return c.Store.Put(ctx, shelf, key, value) })
}

func (c *camera) Delete(ctx context.Context, shelf, key string) error {
	return c.around(func() error { return c.Store.Delete(ctx, shelf, key) })
}

func (c *camera) Append(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	return c.around(func() error { return c.Store.Append(ctx, doc, expect, entries) })
}

func (c *camera) SaveSnapshot(ctx context.Context, doc board.DocID, snap board.Snapshot) error {
	return c.around(func() error { return c.Store.SaveSnapshot(ctx, doc, snap) })
}

func (c *camera) Replace(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	return c.around(func() error { return c.Store.Replace(ctx, doc, expect, entries) })
}

func (c *camera) Compact(ctx context.Context) error {
	return c.around(func() error { return c.Store.Compact(ctx) })
}

// Rewrite goes part by part: a picture is taken between them as well.
func (c *camera) Rewrite(ctx context.Context, doc board.DocID, change func(board.Entry) (board.Entry, error)) error {
	seen := 0
	return c.around(func() error {
		return c.Store.Rewrite(ctx, doc, func(e board.Entry) (board.Entry, error) {
			if seen++; seen%64 == 1 {
				c.shoot()
			}
			return change(e)
		})
	})
}

func (c *camera) Backup(ctx context.Context, w io.Writer) (n int64, err error) {
	err = c.around(func() error { n, err = c.Store.Backup(ctx, w); return err })
	return n, err
}

// killedSite is an evening with a camera on it, and a backup that holds it.
type killedSite struct {
	*site
	camera *camera
	guest  *visitor
	office *visitor
}

func openKilled(t *testing.T) *killedSite {
	cam := &camera{to: t.TempDir(), extra: filepath.Join(t.TempDir(), "backups")}
	s := openSite(t, func(cfg *server.Config) {
		cam.Store = cfg.Vault.(*boltlog.Store)
		cfg.Log, cfg.Vault, cfg.Keeper, cfg.Backups = cam, cam, cam, []string{cam.extra}
	})
	v, _, _ := s.evening()
	k := &killedSite{s, cam, v, s.visitor().organises()}
	// So many that the workshop's own document is rewritten in several parts,
	// and where somebody said the name, far behind the seat that had it.
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	hall := board.DocID(s.ws)
	for i := range 280 {
		if err := s.srv.DoAll(t.Context(), hall, organiser, board.CloseDoor{Closed: i%2 == 0}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.srv.DoAll(t.Context(), hall, organiser, board.WriteRemark{Table: s.table(0).ID, Speaker: canaryName, Text: "よい話でした"}); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Make(t.Context(), cam.extra, cam.Store, time.Now(), nil); err != nil {
		t.Fatal(err)
	}
	return k
}

// TestErasingKilledAtEveryWrite: wherever the server is killed, the next start
// has not begun or goes on to the end; no byte is left then, and the record and
// the audit log say what happened.
func TestErasingKilledAtEveryWrite(t *testing.T) {
	for name, form := range map[string]url.Values{
		"all": {"what": {"all"}}, "person": {"what": {"person"}, "texts": {"yes"}, "backups": {"yes"}}, "workshop": {"what": {"workshop"}, "title": {"道と公園"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := openKilled(t)
			if form.Get("what") == "person" {
				form.Set("seat", string(k.guest.seat))
			}
			k.camera.shooting(true)
			k.erased(k.office, form)
			k.camera.shooting(false)
			if k.camera.fault != nil || k.camera.taken < 20 {
				t.Fatalf("%d pictures, %v", k.camera.taken, k.camera.fault)
			}
			every, begun := 1, atomic.Int32{}
			if raced {
				every = 7
			}
			t.Run("restarts", func(t *testing.T) {
				for i := rand.IntN(every); i < k.camera.taken; i += every {
					t.Run(fmt.Sprint(i), func(t *testing.T) {
						t.Parallel()
						if k.recovers(t, i, name) {
							begun.Add(1)
						}
					})
				}
			})
			if int(begun.Load()) < k.camera.taken/every/2 {
				t.Errorf("of %d pictures only %d had begun", k.camera.taken, begun.Load())
			}
			t.Logf("%d pictures, %d of an erasing that was begun", k.camera.taken, begun.Load())
		})
	}
}

// recovers starts a server on a picture and looks at what it does.
func (k *killedSite) recovers(t *testing.T, picture int, what string) (begun bool) {
	t.Helper()
	folder := filepath.Join(k.camera.to, fmt.Sprint(picture))
	store, err := boltlog.Open(filepath.Join(folder, "data", "yoriai.db"), boltlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, store: store, ws: k.ws, logs: &logbook{}}
	records := s.records()
	if s.srv, err = server.New(server.Config{
		Log: store, Vault: store, Keeper: store, Logger: slog.New(slog.NewTextHandler(s.logs, nil)), Port: "1", Backups: []string{filepath.Join(folder, "backups")},
	}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		s.srv.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	words := []string{canaryName, "かなりあの意見"}
	if len(records) == 0 { // not begun: all is there
		if len(s.told(words...)) < 2 {
			t.Error("nothing was begun, and something is gone")
		}
		return false
	}
	for id := range records {
		s.waitErased(id)
		s.truth(what, id)
	}
	if what == "all" {
		words = words[:1] // what was written stays
	}
	for _, place := range append(s.told(words...), inFolder(t, filepath.Join(folder, "backups"), words...)...) {
		t.Error(place)
	}
	s.checkAll()
	if report, err := store.Verify(t.Context(), nil); err != nil || !report.Sound() {
		t.Errorf("%+v %v", report, err)
	}
	return true
}

// records are those of the erasings there are, by id.
func (s *site) records() map[string]map[string]any {
	s.t.Helper()
	all := map[string]map[string]any{}
	err := s.store.Each(s.t.Context(), "erasures", func(key string, value []byte) error {
		var record map[string]any
		err := json.Unmarshal(value, &record)
		all[key] = record
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// truth holds a record against what is there.
func (s *site) truth(what, id string) {
	s.t.Helper()
	r := s.records()[id]
	before, _ := r["before"].(map[string]any)
	after, _ := r["after"].(map[string]any)
	people := map[string]float64{"all": 4, "person": 1, "workshop": 4}[what]
	if before["people"] != people || before["authored"] != 1.0 || r["done"] == nil || r["failing"] != nil {
		s.t.Errorf("the record says %v", r)
	}
	if after["authored"] != 0.0 || what == "workshop" && (after["notes"] != 0.0 || after["entries"] != 0.0) {
		s.t.Errorf("afterwards there is %v", after)
	}
	removed := map[string]bool{} // by name: the picture lies in another folder than what was taken a picture of
	paths, _ := r["removed"].([]any)
	for _, path := range paths {
		removed[filepath.Base(path.(string))] = true
	}
	if len(removed) != 1 || r["left"] != nil || r["removing"] != nil || r["known"] != nil {
		s.t.Errorf("of the backups it says %v", r)
	}
	lines := strings.Join(s.auditShelf(), "\n")
	if !strings.Contains(lines, `"what":"erased"`) || !strings.Contains(lines, id) {
		s.t.Error("the audit log says nothing of it")
	}
}

// inFolder looks for words in all files of a folder.
func inFolder(t *testing.T, folder string, words ...string) (where []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			if bytes.Contains(content, []byte(w)) {
				where = append(where, w+" in "+filepath.Base(file))
			}
		}
	}
	return where
}
