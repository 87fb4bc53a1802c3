package server

import (
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"yoriai/board"
	"yoriai/server/room"
)

const (
	helloWait   = 15 * time.Second // an upgraded socket that says nothing is closed
	pingEvery   = 20 * time.Second // under the idle limits of common proxies
	pongWait    = 70 * time.Second // three pings and a little: a half-open line is freed
	messageWait = 20 * time.Second // from a message's first fragment to its last: 64 KiB at 26 kbit/s
	writeWait   = 10 * time.Second // one piece into the kernel's buffer
	piece       = 64 << 10         // of a message: 50 kbit/s bring it over in writeWait
	lastWords   = 2 * time.Second  // from the reason of the end to the end
	floodAfter  = 200              // refused for their rate: then the socket is closed
	nonsenseIn  = 20               // messages without sense in a row: no browser of ours
	maxSockets  = 12               // of one browser; the oldest gives way. An organiser has a hall and some boards open in tabs
)

// upgrader leaves the Origin to gate, which knows the scheme as well; it runs
// before. Compression is off: a frame of 40 KB could unpack to 40 MB.
var upgrader = websocket.Upgrader{
	HandshakeTimeout: 10 * time.Second,
	ReadBufferSize:   4 << 10, WriteBufferSize: 4 << 10,
	WriteBufferPool: &sync.Pool{},
	CheckOrigin:     func(*http.Request) bool { return true },
}

// conn is one browser's socket. The goroutine of its request reads; one more
// writes. Fields below out belong to the reader.
type conn struct {
	srv     *Server
	ws      *websocket.Conn
	session *Session
	out     *sendq
	endOnce sync.Once
	end     closing // why the writer closes
	closed  atomic.Bool

	seat     board.SeatID
	workshop board.WorkshopID
	hall     *room.Room // the workshop's room
	follows  map[board.DocID]following
	viewer   board.Viewer
	pace     *pace               // of the session's ops and presence, all its sockets together
	opens    *rate.Limiter       // of documents: each costs the room a snapshot
	putOff   map[board.DocID]put // the first op of each document that came too soon
	refusals int                 // for the rate; each message that was in time takes one back
	nonsense int                 // messages in a row
	inside   bool                // a message has begun and not ended
	leave    []func()
}

type following struct {
	room    *room.Room
	release func()
}

type closing struct {
	code int
	text string
}

// socket upgrades a request and serves it until it ends.
func (srv *Server) socket(c echo.Context) error {
	s, err := srv.sessions.of(c.Request())
	if err != nil {
		return err
	}
	if s == nil {
		return echo.NewHTTPError(http.StatusUnauthorized, "session")
	}
	ws, err := upgrader.Upgrade(c.Response(), c.Request(), nil)
	if err != nil {
		return nil // the upgrader has answered
	}
	cn := &conn{
		srv: srv, ws: ws, session: s, out: newSendq(), follows: map[board.DocID]following{},
		opens: rate.NewLimiter(2, 2*maxFollowed), putOff: map[board.DocID]put{},
	}
	if !srv.hub.enter(cn) {
		cn.end = closing{websocket.CloseServiceRestart, "the server is stopping, come back"}
		cn.bye()
		return ws.Close()
	}
	cn.serve()
	return nil
}

// serve runs both goroutines of a socket. What it holds is given back in
// every case, a panic in a message's handling included.
func (cn *conn) serve() {
	var writer sync.WaitGroup
	defer cn.srv.hub.exit(cn)
	defer cn.shutAll()
	defer cn.ws.Close()
	defer writer.Wait()
	defer cn.close(websocket.CloseNormalClosure, "")
	writer.Go(func() {
		if !cn.srv.unharmed(cn.write) {
			cn.ws.Close() // or the reader would wait for a line on which nothing comes
		}
	})
	cn.read()
}

// close ends the connection from any goroutine; the first reason counts.
func (cn *conn) close(code int, text string) {
	cn.endOnce.Do(func() {
		cn.end = closing{code, text}
		// What waits for a slow browser would hold its end up; it starts afresh anyway.
		cn.out.close(code == room.CloseSlow)
		cn.closed.Store(true)
		// A deadline alone would not do: a pong moves it out again.
		time.AfterFunc(lastWords, func() { cn.ws.Close() })
	})
}

// Viewer and Send make a conn a member of rooms.
func (cn *conn) Viewer() board.Viewer { return cn.viewer }

func (cn *conn) Send(frame []byte) {
	if frame != nil && !cn.out.add(frame) {
		cn.close(room.CloseSlow, "slow, come back")
	}
}

// Take makes a conn a taker of what it asked for.
func (cn *conn) Take(parts ...[]byte) {
	for _, p := range parts {
		if p == nil {
			return // not encoded, and logged; half a message would be worse
		}
	}
	if !cn.out.answer(parts) {
		cn.close(room.CloseSlow, "slow, come back")
	}
}

// write sends what waits, and pings when nothing does.
func (cn *conn) write() {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case <-cn.out.wake:
			open, err := cn.writeAll()
			if err != nil {
				cn.ws.Close() // the reader need not wait for a broken line
				return
			}
			if !open {
				cn.bye()
				return
			}
		case <-ping.C:
			if cn.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait)) != nil {
				cn.ws.Close()
				return
			}
		}
	}
}

// writeAll writes what waits, one message after the other; open is false when
// nothing is to come any more.
func (cn *conn) writeAll() (open bool, err error) {
	for {
		m, some, open := cn.out.next()
		if !some {
			return open, nil
		}
		if err := cn.writeOne(m); err != nil {
			return false, err
		}
		cn.out.written(m)
	}
}

// writeOne writes a message. Its parts go out as they are, without being put
// together first: a thousand browsers may share them. They go in pieces, each
// with a deadline of its own: a large board over a slow line takes its time.
func (cn *conn) writeOne(m queued) error {
	cn.ws.SetWriteDeadline(time.Now().Add(writeWait))
	if len(m.parts) == 1 && m.bytes <= piece {
		return cn.ws.WriteMessage(websocket.TextMessage, m.parts[0])
	}
	w, err := cn.ws.NextWriter(websocket.TextMessage)
	if err != nil {
		return err
	}
	for _, part := range m.parts {
		for p := range slices.Chunk(part, piece) {
			cn.ws.SetWriteDeadline(time.Now().Add(writeWait))
			if _, err := w.Write(p); err != nil {
				return err
			}
		}
	}
	return w.Close()
}

// bye says why. The line stays open for a moment: closing it on a browser that
// is still talking would reset it, and the reason would be lost on the way.
func (cn *conn) bye() {
	reason := websocket.FormatCloseMessage(cn.end.code, cn.end.text)
	cn.ws.WriteControl(websocket.CloseMessage, reason, time.Now().Add(lastWords))
}

// read takes messages until the socket ends.
func (cn *conn) read() {
	cn.ws.SetReadLimit(int64(board.Bounds.FrameBytes))
	cn.ws.SetReadDeadline(time.Now().Add(helloWait))
	cn.ws.SetPongHandler(func(string) error {
		if cn.seat != "" && !cn.inside {
			cn.ws.SetReadDeadline(time.Now().Add(pongWait))
		}
		return nil
	})
	cn.ws.SetPingHandler(cn.pongs())
	for {
		sort, data, err := cn.message()
		if err != nil {
			return
		}
		if cn.closed.Load() {
			continue // unheeded: what it wanted is not done any more
		}
		if sort != websocket.TextMessage {
			cn.close(websocket.CloseUnsupportedData, "text only")
		} else if cn.take(data) {
			continue
		}
		cn.drain()
		return
	}
}

// pongs answers pings, and closes on whoever sends too many.
func (cn *conn) pongs() func(data string) error {
	pings := rate.NewLimiter(10, 100)
	return func(data string) error {
		if cn.closed.Load() {
			return nil
		}
		if !pings.Allow() {
			// No error: it would end the reading, and what still comes would reset
			// the line before the reason has arrived.
			cn.close(room.CloseFlood, "too many pings")
			return nil
		}
		err := cn.ws.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
		if ne := net.Error(nil); errors.As(err, &ne) || errors.Is(err, websocket.ErrCloseSent) {
			return nil
		}
		return err
	}
}

// message reads one message. It may come in any number of fragments, and a
// pong between them is a sign of life but not of an end: without a deadline of
// its own a message of empty fragments would keep us busy for ever.
func (cn *conn) message() (sort int, data []byte, err error) {
	sort, r, err := cn.ws.NextReader()
	if err != nil {
		return 0, nil, err
	}
	if cn.seat != "" {
		cn.inside = true
		cn.ws.SetReadDeadline(time.Now().Add(messageWait))
	}
	if data, err = io.ReadAll(r); err != nil {
		return 0, nil, err
	}
	if cn.seat != "" {
		cn.inside = false
		cn.ws.SetReadDeadline(time.Now().Add(pongWait))
	}
	return sort, data, nil
}

// drain reads what still comes after the end, unheeded, until the browser has
// closed its side or lastWords are over.
func (cn *conn) drain() {
	for {
		if _, _, err := cn.ws.NextReader(); err != nil {
			return
		}
	}
}
