package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/room"
)

// line is a socket with its messages.
type line struct {
	t  *testing.T
	ws *websocket.Conn
}

func (v *visitor) dial(change ...func(http.Header)) (*websocket.Conn, *http.Response, error) {
	u, _ := url.Parse(v.url)
	h := http.Header{"Origin": {v.url}}
	for _, c := range v.client.Jar.Cookies(u) {
		h.Add("Cookie", c.Name+"="+c.Value)
	}
	for _, c := range change {
		c(h)
	}
	return v.dialer().DialContext(v.t.Context(), "ws"+strings.TrimPrefix(v.url, "http")+"/ws", h)
}

// connect dials, says hello and waits for the welcome.
func (v *visitor) connect() *line {
	v.t.Helper()
	ws, _, err := v.dial()
	if err != nil {
		v.t.Fatal(err)
	}
	l := &line{v.t, ws}
	v.t.Cleanup(func() { ws.Close() })
	l.say(map[string]any{"t": "hello", "v": room.Version, "as": v.seat})
	l.hear("welcome")
	return l
}

func (l *line) say(msg any) {
	l.t.Helper()
	data, err := json.Marshal(msg)
	if err != nil {
		l.t.Fatal(err)
	}
	l.raw(string(data))
}

func (l *line) raw(text string) {
	l.t.Helper()
	if err := l.ws.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		l.t.Fatal(err)
	}
}

// heard is a message; which members it has depends on its sort.
type heard struct {
	T        string
	ID       string
	Seq      uint64
	Code     string
	Entries  []board.Entry
	Snapshot board.Snapshot
	ReadOnly bool
	Why      string
	Space    string
}

// hear waits for the next message of a sort, passing over others.
func (l *line) hear(sort string) heard {
	l.t.Helper()
	for {
		if m := l.next(); m.T == sort {
			return m
		}
	}
}

// next waits for the next message.
func (l *line) next() (m heard) {
	l.t.Helper()
	l.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, data, err := l.ws.ReadMessage()
	if err != nil {
		l.t.Fatalf("waiting: %v", err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		l.t.Fatalf("%s: %v", data, err)
	}
	return m
}

// ends waits for the close code.
func (l *line) ends() int {
	l.t.Helper()
	for {
		l.ws.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, _, err := l.ws.ReadMessage(); err != nil {
			if ce, ok := err.(*websocket.CloseError); ok {
				return ce.Code
			}
			l.t.Fatalf("the socket ended without a close code: %v", err)
		}
	}
}

func (l *line) open(doc board.DocID) heard {
	l.t.Helper()
	l.say(map[string]any{"t": "open", "doc": doc})
	return l.hear("snapshot")
}

// op sends an op and gives its id.
func (l *line) op(doc board.DocID, typ string, body any) string {
	l.t.Helper()
	id := uuid.NewString()
	l.say(map[string]any{"t": "op", "doc": doc, "id": id, "op": map[string]any{"type": typ, "body": body}})
	return id
}

// done sends an op and waits until it is acknowledged.
func (l *line) done(doc board.DocID, typ string, body any) {
	l.t.Helper()
	id := l.op(doc, typ, body)
	if m := l.hear("ack"); m.ID != id {
		l.t.Fatalf("acknowledged %s instead of %s", m.ID, id)
	}
}

// refused sends an op and gives the code of its refusal.
func (l *line) refused(doc board.DocID, typ string, body any) string {
	l.t.Helper()
	l.op(doc, typ, body)
	return l.hear("refused").Code
}
