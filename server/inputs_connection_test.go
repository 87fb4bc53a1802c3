package server_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/room"
)

// Family A of the bad inputs: connection and handshake. Rows that are not here:
//
//	inputs_lines_test.go
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
		for range 1000 { // ten times what is allowed; more would still be on their way when the reason comes, and reset it
			if l.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)) != nil {
				return
			}
		}
	}()
	if code := l.ends(); code != room.CloseFlood {
		t.Errorf("a thousand pings end with %d", code)
	}
}
