package server_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/room"
)

// Family A of the bad inputs: connection and handshake. Rows that are not here:
//
//	TestForeignPagesChangeNothing, TestConfiguredAddress
//	A-10                    TestForgedHostIsRefused
//	A-11                    TestSocketsNeedASession
//	A-16                    TestHelloComesFirstAndOnce; a hello names a seat, not a board, and every
//	                        document opened on the socket is judged by itself (TestRefusalsKeepTheSocketOpen)
//	A-17                    TestTooManyWindows: the newest 12 live, for an organiser has a hall and some boards in tabs
//	TestFramesThatAreNoneOfOurs
//	A-34                    cannot occur here: TLS that is opened on the way is closed again before us
//	A-35                    TestEverybodyComesBack, in its long form with YORIAI_SOAK

// an address that is asked for by mistake says what it wants, and makes nothing.
func TestTheSocketAskedForAsAPage(t *testing.T) {
	v := openSite(t).visitor().joins("海野", 0)
	a := v.get("/ws", func(r *http.Request) { r.Header.Set("Origin", v.url) })
	if a.status != http.StatusBadRequest && a.status != http.StatusUpgradeRequired || a.header.Get("Set-Cookie") != "" {
		t.Errorf("it gives %d and sets %q", a.status, a.header.Get("Set-Cookie"))
	}
}

//
func TestSocketsOfAnotherVersion(t *testing.T) {
	v := openSite(t).visitor().joins("海野", 0)
	for _, version := range []string{"8", "99", ""} {
		a := v.get("/ws", func(r *http.Request) {
			for name, value := range map[string]string{
				"Origin": v.url, "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
			} {
				r.Header.Set(name, value)
			}
			r.Header.Set("Sec-WebSocket-Version", version)
		})
		if a.status != http.StatusBadRequest && a.status != http.StatusUpgradeRequired || a.header.Get("Sec-Websocket-Version") != "13" {
			t.Errorf("version %q gives %d naming %q", version, a.status, a.header.Get("Sec-Websocket-Version"))
		}
	}
}

// connections that dribble their request are cut after ten seconds, and
// whoever comes meanwhile does not wait.
func TestSlowRequestsAreCut(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		began, cut := time.Now(), make(chan time.Duration, 1000)
		for range 1000 {
			c, err := s.net.dial(t.Context(), "", "")
			if err != nil {
				t.Fatal(err)
			}
			go func() { // one byte each ten seconds
				for {
					if _, err := io.WriteString(c, "G"); err != nil {
						break
					}
					time.Sleep(10 * time.Second)
				}
			}()
			go func() { io.Copy(io.Discard, c); cut <- time.Since(began); c.Close() }()
		}
		honest := time.Now()
		s.visitor().joins("海野", 0).connect()
		if d := time.Since(honest); d > time.Second {
			t.Errorf("an honest join took %v", d)
		}
		for range 1000 {
			if d := <-cut; d > 10*time.Second+time.Second {
				t.Fatalf("a dribbling connection lived for %v", d)
			}
		}
		time.Sleep(10 * time.Second) // the dribblers hear of it
	})
}

//
func TestASocketThatSaysNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		ws, _, err := s.visitor().joins("海野", 0).dial()
		if err != nil {
			t.Fatal(err)
		}
		defer ws.Close()
		began := time.Now()
		if _, _, err := ws.ReadMessage(); err == nil || time.Since(began) > 15*time.Second {
			t.Errorf("without a hello it ends with %v after %v", err, time.Since(began))
		}
	})
}

// rawFrame is a masked frame as a browser would send it, with the bits given.
func rawFrame(first byte, payload []byte) []byte {
	f := []byte{first}
	switch n := len(payload); {
	case n < 126:
		f = append(f, 0x80|byte(n))
	default:
		f = append(f, 0x80|126)
		f = binary.BigEndian.AppendUint16(f, uint16(n))
	}
	return append(append(f, 0, 0, 0, 0), payload...) // a mask of zeros changes nothing
}

// bits that nobody agreed on, opcodes that do not exist, frames
// without a mask. Compression is never agreed on, so a packed bomb is a frame
// with a wrong bit and is not unpacked.
func TestFramesAgainstTheProtocol(t *testing.T) {
	v := openSite(t).visitor().joins("海野", 0)
	bomb := bytes.Repeat([]byte{0x4b, 0x4c}, 20<<10)
	for name, frame := range map[string][]byte{
		"RSV1": rawFrame(0xC1, []byte("{}")), "RSV2": rawFrame(0xA1, []byte("{}")), "bomb": rawFrame(0xC1, bomb),
		"opcode 3": rawFrame(0x83, []byte("{}")), "opcode 11": rawFrame(0x8B, nil), "no mask": {0x81, 2, '{', '}'},
		"continued nothing": rawFrame(0x80, []byte("{}")), "fragmented ping": rawFrame(0x09, nil), "long ping": rawFrame(0x89, bytes.Repeat([]byte("x"), 126)),
	} {
		l := v.connect()
		if _, err := l.ws.NetConn().Write(frame); err != nil {
			t.Fatal(err)
		}
		if code := l.ends(); code != websocket.CloseProtocolError {
			t.Errorf("%s ends with %d", name, code)
		}
	}
	v.packs = true
	ws, resp, err := v.dial()
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	if resp.Header.Get("Sec-WebSocket-Extensions") != "" {
		t.Errorf("compression was agreed on: %v", resp.Header)
	}
}

// Bytes that are no UTF-8 are refused as text, whatever their frame says.
func TestTextThatIsNoText(t *testing.T) {
	l := openSite(t).visitor().joins("海野", 0).connect()
	if err := l.ws.WriteMessage(websocket.TextMessage, []byte("{\"t\":\"\xff\xfe\"}")); err != nil {
		t.Fatal(err)
	}
	if code := l.hear("refused").Code; code != "bad_text" && code != "bad_op" {
		t.Errorf("refused with %s", code)
	}
}

// a message in 65,536 pieces is a message; one without an end is cut,
// however small its pieces and though pings are answered all the while.
func TestFragments(t *testing.T) {
	inBubble(t, func(t *testing.T, s *site) {
		v := s.visitor().joins("海野", 0)
		l := v.connect()
		msg := []byte(`{"t":"shut","doc":"` + strings.Repeat("x", board.Bounds.FrameBytes-21) + `"}`)
		if len(msg) != board.Bounds.FrameBytes {
			t.Fatalf("the message has %d bytes", len(msg))
		}
		w := l.ws.NetConn()
		for i, b := range msg {
			first := byte(0)
			if i == 0 {
				first = 1
			}
			if i == len(msg)-1 {
				first |= 0x80
			}
			if _, err := w.Write(rawFrame(first, []byte{b})); err != nil {
				t.Fatal(err)
			}
		}
		l.op(s.board(1), "note.add", map[string]any{"note": uuid.NewString(), "text": "x"})
		if code := l.hear("refused").Code; code != "not_found" {
			t.Errorf("after it the line hears %s", code)
		}
		l = v.connect()
		go l.ws.NextReader() // answers the pings
		began := time.Now()
		w = l.ws.NetConn()
		for first := byte(1); ; first = 0 {
			if _, err := w.Write(rawFrame(first, nil)); err != nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if d := time.Since(began); d > 25*time.Second {
			t.Errorf("a message without an end held its socket for %v", d)
		}
	})
}

//
func TestPingFlood(t *testing.T) {
	l := openSite(t).visitor().joins("海野", 0).connect()
	l.ws.SetPongHandler(func(string) error { return nil })
	go func() {
		for range 10000 {
			if l.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)) != nil {
				return
			}
		}
	}()
	if code := l.ends(); code != room.CloseFlood {
		t.Errorf("ten thousand pings end with %d", code)
	}
}

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
