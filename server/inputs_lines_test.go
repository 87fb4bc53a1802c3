package server_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
)

// packets vanish. The server's writes go somewhere, nothing comes back.
func TestAHalfOpenLineIsFreed(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		ghost, lead := s.visitor().joins("海野", 0), s.coordinator(0).connect()
		lead.open(s.board(0))
		l := ghost.connect()
		l.open(s.board(0))
		began, freed := time.Now(), make(chan struct{})
		go func() { io.Copy(io.Discard, l.ws.NetConn()); close(freed) }()
		go lead.listen()
		<-freed
		if d := time.Since(began); d > 73*time.Second {
			t.Errorf("the ghost was freed after %v", d)
		}
	})
}

// listen reads and answers pings until the line ends.
func (l *line) listen() {
	l.ws.SetReadDeadline(time.Time{})
	for {
		if _, _, err := l.ws.ReadMessage(); err != nil {
			return
		}
	}
}

// a browser that never reads. It is closed within ten seconds of its
// queue being full; nobody else waits; it comes back with what it missed only.
func TestABrowserThatNeverReads(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		stuck := s.visitor().joins("海野", 0)
		lead := s.coordinator(0).connect()
		lead.open(s.board(0))
		l := stuck.connect()
		snap := l.open(s.board(0))
		text := strings.Repeat("長い文です。", 300)
		var slowest time.Duration
		var full, closed time.Time
		for n := 0; closed.IsZero() && n < 1000; n++ {
			asked := time.Now()
			lead.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": fmt.Sprint(n, text)})
			slowest = max(slowest, time.Since(asked))
			if full.IsZero() && n*2*len(text) > 1<<20 { // op and change of an entry
				full = time.Now()
			}
			if _, err := l.ws.NetConn().Write(rawFrame(0x8A, nil)); err != nil {
				closed = time.Now()
			}
			time.Sleep(60 * time.Millisecond)
		}
		if slowest > 10*time.Millisecond {
			t.Errorf("somebody else waited for %v", slowest)
		}
		if closed.IsZero() || !full.IsZero() && closed.Sub(full) > 10*time.Second {
			t.Errorf("its queue was full at %v and it was closed at %v", full, closed)
		}
		l = stuck.connect()
		l.say(map[string]any{"t": "open", "doc": s.board(0), "epoch": snap.Snapshot.Epoch, "seq": snap.Snapshot.Seq})
		if m := l.hear("entries"); m.Entries[0].Seq != snap.Snapshot.Seq+1 {
			t.Errorf("coming back it hears from entry %d", m.Entries[0].Seq)
		}
		go lead.listen()
	})
}

// the line breaks in the middle of a frame. The op is not done, and sent
// again it is done once.
func TestALineThatBreaksInAFrame(t *testing.T) {
	s := openSite(t)
	v := s.coordinator(0)
	l := v.connect()
	l.open(s.board(0))
	msg := []byte(fmt.Sprintf(`{"t":"op","doc":"%s","id":"%s","op":{"type":"note.add","body":{"note":"%s","text":"半分"}}}`, s.board(0), uuid.NewString(), uuid.NewString()))
	frame := rawFrame(0x81, msg)
	for cut := 1; cut < len(frame); cut += 37 {
		broken := v.connect()
		broken.open(s.board(0))
		raw := broken.ws.NetConn().(*net.TCPConn)
		raw.Write(frame[:cut])
		raw.SetLinger(0)
		raw.Close()
	}
	for range 2 {
		l.raw(string(msg))
		if m := l.hear("ack"); m.Seq != 2 {
			t.Errorf("the op is entry %d", m.Seq)
		}
	}
}

// what stands between cuts what is silent for a minute; every twenty
// seconds something goes over the line.
func TestThePulse(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		l := s.visitor().joins("海野", 0).connect()
		var pings atomic.Int32
		answer := l.ws.PingHandler()
		l.ws.SetPingHandler(func(data string) error { pings.Add(1); return answer(data) })
		go l.listen()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if n := pings.Load(); n < 29 || n > 31 {
			t.Errorf("%d pings in ten minutes", n)
		}
		l.ws.Close()
	})
}

// with no descriptors left nobody new gets in, those who are here go on,
// somebody hears of it, and it ends by itself.
func TestTooManyOpenFiles(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		lead := s.coordinator(0).connect()
		lead.open(s.board(0))
		s.net.broken.Store(true)
		for range 20 {
			if c, err := s.net.dial(t.Context(), "", ""); err == nil {
				c.Close() // it would have got no answer
			}
			lead.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "続く"})
			time.Sleep(time.Second)
		}
		if !strings.Contains(s.logs.String(), "level=WARN msg=http") {
			t.Error("nobody is told that nobody gets in")
		}
		s.net.broken.Store(false)
		began := time.Now()
		s.visitor().joins("海野", 0).connect()
		if d := time.Since(began); d > 2*time.Second {
			t.Errorf("it took %v to get in again", d)
		}
	})
}

// people come and go all evening.
func TestComingAndGoing(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		stays := s.coordinator(0).connect()
		stays.open(s.board(0))
		var heard atomic.Value
		stays.ws.SetReadDeadline(time.Time{})
		go func() {
			for {
				_, data, err := stays.ws.ReadMessage()
				if err != nil {
					return
				}
				if bytes.Contains(data, []byte(`"t":"people"`)) {
					heard.Store(string(data))
				}
			}
		}()
		v := s.visitor().joins("海野", 0)
		for range 300 {
			l := v.connect()
			l.open(s.board(0))
			l.ws.Close()
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if last, _ := heard.Load().(string); strings.Contains(last, string(v.seat)) {
			t.Errorf("who went is still listed: %s", last)
		}
		if n := s.srv.Paces(); n != 1 {
			t.Errorf("the pace of %d browsers is remembered, one is here", n)
		}
		stays.ws.Close()
	})
}

// J-01, J-02: ops and presence are counted over all sockets of a browser.
func TestManySocketsSendNoMoreThanOne(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		v := s.coordinator(0)
		taken, refused := 0, 0
		for range 10 {
			l := v.connect()
			l.open(s.board(0))
			for range 30 {
				l.op(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "x"})
				if l.hearEither("ack", "refused").T == "ack" {
					taken++
				} else {
					refused++
				}
			}
			l.ws.Close()
		}
		if taken > 65 || refused < 230 {
			t.Errorf("of 300 ops over ten sockets %d were taken and %d refused", taken, refused)
		}
		time.Sleep(time.Minute)
		l := v.connect()
		l.open(s.board(0))
		l.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "ゆっくり"})
	})
}

// hearEither waits for the next message of one of two sorts.
func (l *line) hearEither(a, b string) heard {
	l.t.Helper()
	for {
		if m := l.next(); m.T == a || m.T == b {
			return m
		}
	}
}
