package server_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/room"
)

// moodyLog is the real log on a disk that a test can fill, and whose appends
// can be made to fall over for one document.
type moodyLog struct {
	board.Log
	full  atomic.Bool
	tries atomic.Int32
	trips atomic.Value // board.DocID
}

var errFull = errors.New("no space left on device")

func (l *moodyLog) Append(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	l.tries.Add(1)
	if l.trips.CompareAndSwap(doc, board.DocID("")) {
		panic("a fault of ours")
	}
	if l.full.Load() {
		return errFull
	}
	return l.Log.Append(ctx, doc, expect, entries)
}

func (l *moodyLog) Probe(ctx context.Context) error {
	if l.full.Load() {
		return errFull
	}
	return l.Log.Probe(ctx)
}

// moodyVault lies on the same disk.
type moodyVault struct {
	server.Vault
	log *moodyLog
}

func (v moodyVault) Put(ctx context.Context, shelf, key string, value []byte) error {
	if v.log.full.Load() {
		return errFull
	}
	return v.Vault.Put(ctx, shelf, key, value)
}

func openMoody(t *testing.T, change ...func(*server.Config)) (*site, *moodyLog) {
	t.Helper()
	l := newMoodyLog()
	return openSite(t, append(change, l.in)...), l
}

func newMoodyLog() *moodyLog {
	l := &moodyLog{}
	l.trips.Store(board.DocID(""))
	return l
}

func (l *moodyLog) in(c *server.Config) {
	l.Log = c.Log
	c.Log, c.Vault = l, moodyVault{c.Vault, l}
}

// The day after, the disk is still full and every session is due to be renewed:
// what was made can still be looked at and taken home.
func TestOnAFullDiskTheResultsAreTakenHome(t *testing.T) {
	c := newClock()
	s, l := openMoody(t, c.in)
	organiser, steers := s.visitor().organises(), s.visitor()
	steers.opensKey(organiser.links().Facilitator)
	l.full.Store(true)
	c.passes(2 * day)
	ws := "/w/" + string(s.ws)
	for _, v := range []*visitor{organiser, steers} {
		for _, p := range []string{ws + "/results", ws + "/export/csv", ws + "/export/json", ws + "/export/docx"} {
			if a := v.get(p); a.status != http.StatusOK {
				t.Errorf("%s gives %d", p, a.status)
			}
		}
	}
	if a := steers.get("/api/documents/" + string(s.board(0)) + "/history?seat=" + string(steers.seat)); a.status != http.StatusOK {
		t.Errorf("the history gives %d", a.status)
	}
	if a := organiser.get("/organise"); a.status != http.StatusOK {
		t.Errorf("the organiser's list gives %d", a.status)
	}
	if a := s.visitor().post("/j/"+s.code(), url.Values{"name": {"海野"}, "side": {"citizen"}, "table": {string(s.table(0).ID)}}); a.status != http.StatusServiceUnavailable && a.status != http.StatusInternalServerError {
		t.Errorf("who would come in now is told %d", a.status)
	}
}

// The disk fills in the middle of an evening: what people made can be looked at
// and taken home, and it goes on by itself.
func TestTheDiskFillsAndEmpties(t *testing.T) {
	l := newMoodyLog()
	inBubble(t, func(t *testing.T, s *site) {
		lead, far := s.coordinator(0), s.coordinator(1)
		here, there := lead.connect(), far.connect()
		here.open(s.board(0))
		there.open(s.board(1))
		here.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "先に書いた"})
		l.full.Store(true)
		began := time.Now()
		if code := here.refused(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "入らない"}); code != "storage" {
			t.Errorf("on a full disk an op is refused with %s", code)
		}
		if m := there.hear("standing"); !m.ReadOnly || time.Since(began) > time.Second {
			t.Errorf("the other table was told %v after %v", m.ReadOnly, time.Since(began))
		}
		tries := l.tries.Load()
		if code := there.refused(s.board(1), "note.add", map[string]any{"note": uuid.NewString(), "text": "入らない"}); code != "storage" || l.tries.Load() != tries {
			t.Errorf("meanwhile the answer is %s after %d more tries", code, l.tries.Load()-tries)
		}
		ws := "/w/" + string(s.ws)
		for _, p := range []string{ws + "/results", ws + "/export/csv", ws + "/export/docx", "/s/" + string(lead.seat) + "/board"} {
			if a := lead.get(p); a.status != http.StatusOK {
				t.Errorf("%s gives %d while nothing can be written", p, a.status)
			}
		}
		if got := lead.get(ws + "/export/csv").body; !strings.Contains(got, "先に書いた") || strings.Contains(got, "入らない") {
			t.Error("the export does not hold what was acknowledged and that only")
		}
		l.full.Store(false)
		began = time.Now()
		for _, ln := range []*line{here, there} {
			for ln.hear("standing").ReadOnly {
			}
		}
		if d := time.Since(began); d > 5*time.Second {
			t.Errorf("it took %v to resume", d)
		}
		here.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "また書けた"})
		there.done(s.board(1), "note.add", map[string]any{"note": uuid.NewString(), "text": "こちらも"})
		go here.listen()
		go there.listen()
	}, l.in)
}

// How full the disk is concerns those who can do something about it.
func TestANearlyFullDiskIsToldToThoseWhoSteer(t *testing.T) {
	var used atomic.Uint64
	var broken atomic.Bool
	s := openSite(t, func(c *server.Config) {
		c.Space = func() (uint64, uint64, error) {
			if broken.Load() {
				return 0, 0, errors.New("no such disk")
			}
			return used.Load(), 1000, nil
		}
	})
	steers := s.facilitator()
	used.Store(899)
	s.srv.WatchSpace()
	if strings.Contains(s.logs.String(), "nearly full") {
		t.Error("899 of 1000 raised the alarm")
	}
	used.Store(900)
	s.srv.WatchSpace()
	if m := steers.hear("standing"); m.Space != "low" || m.ReadOnly {
		t.Errorf("at ninety percent who steers hears %+v", m)
	}
	participant := s.visitor().joins("海野", 0).connect()
	participant.open(board.DocID(s.ws))
	broken.Store(true)
	s.srv.WatchSpace()
	s.srv.WatchSpace()
	if m := steers.hear("standing"); m.Space != "" {
		t.Errorf("when nothing is known who steers hears %+v", m)
	}
	if n := strings.Count(s.logs.String(), "how full the disk is"); n != 1 {
		t.Errorf("a disk that cannot be looked at is logged %d times", n)
	}
}

// A fault in one board's room: its people start afresh by themselves, the other
// tables notice nothing.
func TestAFaultInOneBoard(t *testing.T) {
	s, l := openMoody(t)
	lead, far := s.coordinator(0), s.coordinator(1)
	here, there := lead.connect(), far.connect()
	here.open(s.board(0))
	there.open(s.board(1))
	l.trips.Store(s.board(0))
	here.op(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "落ちる"})
	if code := here.ends(); code != room.CloseResync {
		t.Errorf("who was on the board is closed with %d", code)
	}
	there.done(s.board(1), "note.add", map[string]any{"note": uuid.NewString(), "text": "となり"})
	again := lead.connect()
	again.open(s.board(0))
	again.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "また"})
	if s.srv.Fallen() != 1 || !strings.Contains(s.logs.String(), "a room fell") {
		t.Errorf("%d rooms fell by our count", s.srv.Fallen())
	}
}

// A fault in the workshop's own room: every socket that asked it who sits where
// would go on asking a state that is dead.
func TestAFaultInTheHall(t *testing.T) {
	s, l := openMoody(t)
	hall := s.facilitator()
	onBoard := s.coordinator(0)
	ln := onBoard.connect()
	ln.open(s.board(0)) // does not follow the workshop's document
	l.trips.Store(board.DocID(s.ws))
	hall.op(board.DocID(s.ws), "door.close", map[string]any{"closed": true})
	for _, l := range []*line{hall, ln} {
		if code := l.ends(); code != room.CloseResync {
			t.Errorf("a socket in the hall is closed with %d", code)
		}
	}
	ln = onBoard.connect()
	ln.open(s.board(0))
	ln.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "また"})
}
