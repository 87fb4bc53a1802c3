package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// counting hands out a different backup each time, and fails when it is told to.
type counting struct {
	mu   sync.Mutex
	made int
	fail error
}

func (c *counting) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.made
}

func (c *counting) failWith(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fail = err
}

func (c *counting) Backup(_ context.Context, w io.Writer) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, err := fmt.Fprintf(w, "backup %d", c.made+1)
	if err == nil {
		err = c.fail
	}
	if err == nil {
		c.made++
	}
	return int64(n), err
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestToFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "b.db")
	from, told := &counting{}, int64(0)
	if n, err := ToFile(t.Context(), from, name, false, func(n int64) { told = n }); err != nil || n != 8 || told != 8 {
		t.Fatalf("%d bytes, %d told: %v", n, told, err)
	}
	if _, err := ToFile(t.Context(), from, name, false, nil); !errors.Is(err, ErrExists) || from.count() != 1 {
		t.Errorf("over an existing file: %v", err)
	}
	for what, broken := range map[string]Source{
		"a source that fails":      &counting{fail: errors.New("no")},
		"a source that breaks off": SourceFunc(func(_ context.Context, w io.Writer) (int64, error) { _, err := w.Write([]byte("x")); return 2, err }),
	} {
		if _, err := ToFile(t.Context(), broken, name, true, nil); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	if data, _ := os.ReadFile(name); string(data) != "backup 1" {
		t.Errorf("after failures the old backup is %q", data)
	}
	if _, err := ToFile(t.Context(), from, name, true, nil); err != nil {
		t.Error(err)
	}
	if data, _ := os.ReadFile(name); string(data) != "backup 2" || len(names(t, dir)) != 1 {
		t.Errorf("replaced by %q among %v", data, names(t, dir))
	}
	if _, err := ToFile(t.Context(), from, filepath.Join(dir, "none", "b.db"), false, nil); !errors.Is(err, ErrTarget) {
		t.Errorf("into a folder that is not there: %v", err)
	}
	if _, err := ToFile(t.Context(), from, dir, true, nil); !errors.Is(err, ErrExists) {
		t.Errorf("over a folder: %v", err)
	}
}

// TestSchedule: an evening's backups, the newest kept, strangers' files left
// alone; a time of failures takes nothing away and ends by itself.
func TestSchedule(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "backups")
	var said bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		from := &counting{}
		s := Start(Plan{Dir: dir, Every: 10 * time.Minute, Keep: 3}, from, slog.New(slog.NewTextHandler(&said, nil)))
		synctest.Wait()
		if from.count() != 1 {
			t.Fatalf("%d at the start, want 1", from.count())
		}
		for _, other := range []string{"notes.txt", "yoriai-before-restore-20200101T000000Z.db", "yoriai-20260101.db"} {
			if err := os.WriteFile(filepath.Join(dir, other), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "yoriai-20260101T000000Z.db.part-1"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		long := time.Now().Add(-2 * partAge) // of a server that was killed; a young one may be somebody's at work
		if err := os.Chtimes(filepath.Join(dir, "yoriai-20260101T000000Z.db.part-1"), long, long); err != nil {
			t.Fatal(err)
		}
		time.Sleep(41 * time.Minute)
		synctest.Wait()
		if got := kept(dir); from.count() != 5 || len(got) != 3 || len(names(t, dir)) != 6 {
			t.Fatalf("%d made; kept %v of %v", from.count(), got, names(t, dir))
		}
		before := fmt.Sprint(names(t, dir))
		from.failWith(errors.New("no space left"))
		time.Sleep(15 * time.Minute)
		synctest.Wait()
		if got := fmt.Sprint(names(t, dir)); got != before || s.Status().Failing == nil {
			t.Errorf("after failures %v, before %v; status %+v", got, before, s.Status())
		}
		from.failWith(nil)
		time.Sleep(retryAfter + time.Second)
		synctest.Wait()
		if st := s.Status(); st.Failing != nil || from.count() != 6 {
			t.Errorf("%d made, status %+v", from.count(), st)
		}
		s.Close()
		again := Start(Plan{Dir: dir, Every: 10 * time.Minute, Keep: 3}, from, slog.New(slog.DiscardHandler))
		synctest.Wait()
		if from.count() != 6 {
			t.Error("a restart made another backup at once")
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		again.Close()
		if from.count() != 7 {
			t.Errorf("%d made", from.count())
		}
	})
	if !bytes.Contains(said.Bytes(), []byte("the scheduled backup failed")) {
		t.Error("the failure is not in the log")
	}
}

// A byte in the data has flipped. From then on each scheduled backup holds the
// damage, and after a few rounds the last sound one would have been thrown away
// for them, with nothing said.
func TestDamageTakesNoSoundBackupAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "backups")
	synctest.Test(t, func(t *testing.T) {
		from := &counting{}
		s := Start(Plan{Dir: dir, Every: 10 * time.Minute, Keep: 2}, from, slog.New(slog.DiscardHandler))
		time.Sleep(11 * time.Minute)
		synctest.Wait()
		sound := kept(dir)
		from.failWith(fmt.Errorf("%w: page 7", ErrDamage))
		time.Sleep(time.Hour)
		synctest.Wait()
		if got := kept(dir); fmt.Sprint(got) != fmt.Sprint(sound) || !errors.Is(s.Status().Failing, ErrDamage) {
			t.Errorf("kept %v, sound were %v; status %+v", got, sound, s.Status())
		}
		if _, err := os.Stat(filepath.Join(dir, hurt)); err != nil {
			t.Errorf("what can still be read was not kept: %v", err)
		}
		s.Close()
	})
}

// The clock of the machine was ahead for an hour, and four backups are named
// after a time to come. They do not push out those of the evening.
func TestNamesOfATimeToCome(t *testing.T) {
	s := &Schedule{plan: Plan{Dir: t.TempDir(), Every: time.Minute, Keep: 4}, from: &counting{}, log: slog.New(slog.DiscardHandler)}
	ahead, now := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	for i := range 4 {
		if err := s.once(t.Context(), ahead.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 10 {
		if err := s.once(t.Context(), now.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	present := slices.DeleteFunc(kept(s.plan.Dir), func(name string) bool { return strings.HasPrefix(name, "yoriai-2031") })
	if len(present) != 4 || present[3] != "yoriai-20261121T090900Z.db" {
		t.Errorf("kept %v", present)
	}
}
