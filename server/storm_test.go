package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/room"
)

// soaking reports whether the long form of a test is asked for.
func soaking() bool { return os.Getenv("YORIAI_SOAK") != "" }

// crowd is many browsers on one board.
type crowd struct {
	*site
	people []*visitor
	epoch  board.Epoch
	seq    board.Seq // where they were when the line broke
}

// the access point comes back, and with it everybody at once: first with
// nothing, then with all but the last entries. Quick form 100 browsers on 400
// notes, long form (YORIAI_SOAK) 1,000 on 2,000.
func TestEverybodyComesBack(t *testing.T) {
	browsers, notes := 100, 400
	if soaking() {
		browsers, notes = 1000, 2000
	}
	s := openSite(t)
	s.fill(0, notes)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	c := &crowd{site: s}
	for n := range browsers / 2 { // two windows each
		v := s.visitor().joins(fmt.Sprint("参加", n), 0)
		c.people = append(c.people, v, v)
	}
	before := footprint()
	first := c.storm(lead, room.SortSnapshot)
	again := c.storm(lead, room.SortResumed)
	t.Logf("%d browsers on %d notes: from a snapshot all in %v, resuming all in %v", browsers, notes, first, again)
	if soaking() && !raced && (first > 10*time.Second || again > 10*time.Second) {
		t.Errorf("that is more than ten seconds")
	}
	c.settles(before)
}

// storm lets all come at once and waits until each has what the board holds;
// the coordinator goes on working. Then the line breaks, and some entries are
// written that all have missed.
func (c *crowd) storm(lead *line, want string) time.Duration {
	c.t.Helper()
	var all sync.WaitGroup
	var failed atomic.Int32
	lines := make([]*websocket.Conn, len(c.people))
	began := time.Now()
	for i, v := range c.people {
		all.Go(func() {
			var err error
			if lines[i], err = c.comes(v, want, i%50 == 0); err != nil {
				failed.Add(1)
				c.t.Errorf("browser %d: %v", i, err)
			}
		})
	}
	working := make(chan []time.Duration, 1)
	stop := make(chan struct{})
	go func() { working <- lead.works(c.board(0), stop) }()
	all.Wait()
	took := time.Since(began)
	close(stop)
	waits := <-working
	c.t.Logf("meanwhile the coordinator waited at the median %v, at worst %v (%d ops)", median(waits), slices.Max(waits), len(waits))
	if failed.Load() > 0 {
		c.t.Fatalf("%d did not get in", failed.Load())
	}
	c.seq = c.last()
	for _, ws := range lines {
		ws.NetConn().Close()
	}
	within := time.NewTicker(60 * time.Millisecond) // the pace of one browser
	defer within.Stop()
	for range 20 {
		lead.done(c.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "留守のあいだに"})
		<-within.C
	}
	return took
}

func (c *crowd) last() board.Seq {
	seq, err := c.store.Last(c.t.Context(), c.board(0))
	if err != nil {
		c.t.Fatal(err)
	}
	c.epoch = c.store.Epoch()
	return seq
}

// comes is one browser coming back; it ends when it has all. Some look closely:
// for all, the test itself would be the load.
func (c *crowd) comes(v *visitor, want string, closely bool) (*websocket.Conn, error) {
	ws, _, err := v.dial()
	if err != nil {
		return nil, err
	}
	hello, _ := json.Marshal(map[string]any{"t": "hello", "v": room.Version, "as": v.seat})
	open, _ := json.Marshal(map[string]any{"t": "open", "doc": c.board(0), "epoch": c.epoch, "seq": c.seq})
	if want == room.SortSnapshot {
		open, _ = json.Marshal(map[string]any{"t": "open", "doc": c.board(0)})
	}
	ws.WriteMessage(websocket.TextMessage, hello)
	ws.WriteMessage(websocket.TextMessage, open)
	prefix := []byte(`{"t":"` + want + `"`)
	for {
		ws.SetReadDeadline(time.Now().Add(60 * time.Second))
		_, data, err := ws.ReadMessage()
		if err != nil {
			return ws, fmt.Errorf("waiting for %s: %w", want, err)
		}
		if !bytes.HasPrefix(data, prefix) {
			continue
		}
		if closely && want == room.SortSnapshot {
			err = looksClosely(data)
		}
		return ws, err
	}
}

// looksClosely holds a snapshot against its own digest.
func looksClosely(frame []byte) error {
	var m struct {
		Snapshot board.Snapshot
		Digest   string
	}
	if err := json.Unmarshal(frame, &m); err != nil {
		return err
	}
	if got, err := board.Digest(m.Snapshot.Records); err != nil || got != m.Digest {
		return fmt.Errorf("the digest is %s, not %s: %v", got, m.Digest, err)
	}
	return nil
}

// works sends an op every 70 ms, within the pace, until stopped (but some at
// least), and tells how long each took.
func (l *line) works(doc board.DocID, stop <-chan struct{}) (waits []time.Duration) {
	tick := time.NewTicker(70 * time.Millisecond)
	defer tick.Stop()
	for {
		began := time.Now()
		l.done(doc, "note.add", map[string]any{"note": uuid.NewString(), "text": "そのあいだも"})
		waits = append(waits, time.Since(began))
		select {
		case <-stop:
			return waits
		case <-tick.C:
		}
	}
}

func median(list []time.Duration) time.Duration { return percentile(list, 50) }

func percentile(list []time.Duration, p int) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}

// marks is what the process holds.
type marks struct {
	goroutines int
	heap       uint64
}

func footprint() marks {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return marks{runtime.NumGoroutine(), m.HeapAlloc}
}

// settles waits until what the crowd cost is given back.
func (c *crowd) settles(before marks) {
	c.t.Helper()
	for _, v := range c.people {
		v.client.CloseIdleConnections()
	}
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		now := footprint()
		if now.goroutines <= before.goroutines+2 && now.heap <= before.heap+10<<20 {
			c.t.Logf("afterwards %d goroutines (%d before) and %d KiB more", now.goroutines, before.goroutines, (int64(now.heap)-int64(before.heap))>>10)
			return
		}
		select {
		case <-deadline:
			c.t.Errorf("ten seconds later %d goroutines (%d before) and %d KiB more", now.goroutines, before.goroutines, (int64(now.heap)-int64(before.heap))>>10)
			return
		case <-tick.C:
		}
	}
}

// What browsers that never read cost the others, over real sockets: a figure.
// The bound of 10 ms is held by TestABrowserThatNeverReads, where no other load
// disturbs the clock.
func TestWhatStuckBrowsersCost(t *testing.T) {
	notes := 200
	if raced {
		notes = 40
	}
	for _, stuck := range []int{0, 20} {
		s := openSite(t)
		var hands []*line
		link := s.visitor().organises().links().Tables[0].Coordinator
		for range 4 { // each browser has a pace of its own
			l := s.visitor().opensKey(link).connect()
			l.open(s.board(0))
			hands = append(hands, l)
		}
		for n := range stuck {
			l := s.visitor().joins(fmt.Sprint("止", n), 0).connect()
			l.ws.NetConn().(*net.TCPConn).SetReadBuffer(4 << 10)
			l.say(map[string]any{"t": "open", "doc": s.board(0)})
		}
		text := strings.Repeat("長い文です。", 300)
		var waits []time.Duration
		for n := range notes {
			began := time.Now()
			hands[n%4].done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": fmt.Sprint(n, text)})
			waits = append(waits, time.Since(began))
		}
		t.Logf("beside %d who never read: median %v, p99 %v", stuck, median(waits), percentile(waits, 99))
	}
}
