package simulation

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/client"
	"yoriai/server/freeport"
	"yoriai/server/room"
)

// program is the server as a process of its own, which can be killed.
type program struct {
	t       *testing.T
	binary  string
	addr    string
	data    string
	said    bytes.Buffer
	running *exec.Cmd
}

func newProgram(t *testing.T) *program {
	t.Helper()
	p := &program{t: t, binary: filepath.Join(t.TempDir(), "yoriai-of-test"), data: filepath.Join(t.TempDir(), "data")}
	if out, err := exec.Command("go", "build", "-o", p.binary, "yoriai/cmd/yoriai").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	p.addr = freeport.Address(t, "127.0.0.1")
	t.Cleanup(p.kill)
	return p
}

func (p *program) url() string  { return "http://" + p.addr }
func (p *program) file() string { return filepath.Join(p.data, "yoriai.db") }

// start waits until it answers: it tells its address once the port is open,
// and what is asked from then on waits in the port.
func (p *program) start() {
	p.t.Helper()
	p.forgetFalls()
	p.said.Reset()
	p.running = exec.Command(p.binary, "-addr", p.addr, "-data", p.data, "-base-url", p.url())
	p.running.Stderr = &p.said
	out, err := p.running.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.running.Start(); err != nil {
		p.t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		p.kill()
		p.t.Fatalf("the server ended at once: %v\n%s", err, &p.said)
	}
	go io.Copy(io.Discard, out) // ends with the process
	resp, err := http.Get(p.url() + "/healthz")
	if err != nil {
		p.t.Fatal(err)
	}
	resp.Body.Close()
}

// forgetFalls: a program killed every second takes no changes any more, and
// rightly; but here it is the hand that kills it.
func (p *program) forgetFalls() {
	if err := os.Remove(filepath.Join(p.data, "yoriai.starts")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.t.Fatal(err)
	}
}

// kill is SIGKILL: no word, no end.
func (p *program) kill() {
	if p.running != nil {
		p.running.Process.Kill()
		p.running.Wait()
		p.running = nil
	}
}

// browser is a person with cookies and, now and then, a socket.
type browser struct {
	*client.Person
	wishes *Wishes
	web    *http.Client
	base   string
	frames chan []byte // closed when the socket has ended
	ws     *websocket.Conn
}

// joins goes through the door by the code.
func joins(t *testing.T, base, code, name string, table board.TableID, doc board.DocID) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{base: base, web: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	form := url.Values{"name": {name}, "side": {"citizen"}, "table": {string(table)}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/j/"+code, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", base)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := b.web.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	seat := strings.TrimPrefix(resp.Header.Get("Location"), "/s/")
	if !board.ValidID(seat) {
		t.Fatalf("joining gave %d %q", resp.StatusCode, seat)
	}
	b.Person = client.NewPerson(board.Actor{Seat: board.SeatID(seat), Role: board.Participant, Side: board.Citizen, Table: table}, doc)
	return b
}

// dial opens a socket, says hello and opens the board; false: the server is gone.
func (b *browser) dial() bool {
	u, _ := url.Parse(b.base)
	h := http.Header{"Origin": {b.base}}
	for _, c := range b.web.Jar.Cookies(u) {
		h.Add("Cookie", c.Name+"="+c.Value)
	}
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(b.base, "http")+"/ws", h)
	if err != nil {
		return false
	}
	b.ws, b.frames = ws, make(chan []byte, 64)
	go b.read(ws, b.frames)
	say := func(frame []byte) { ws.WriteMessage(websocket.TextMessage, frame) } // a dead line is noticed by reading
	hello, err := board.Encode(room.FromBrowser{Sort: room.SortHello, Version: room.Version, As: b.Actor.Seat})
	if err != nil {
		return false
	}
	say(hello)
	b.Connect(say)
	return true
}

func (b *browser) read(ws *websocket.Conn, frames chan<- []byte) {
	defer close(frames)
	for {
		_, frame, err := ws.ReadMessage()
		if err != nil {
			return
		}
		frames <- frame
	}
}

// hangUp ends the socket and hears what had arrived already: it was told, so it counts.
func (b *browser) hangUp() {
	if b.ws == nil {
		return
	}
	b.ws.Close()
	for frame := range b.frames {
		b.Hear(frame)
	}
	b.ws = nil
	b.Cut()
}
