package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/client"
	"yoriai/server/room"
)

// player is one person at one laptop.
type player struct {
	*stage
	part   Part
	chance *rand.Rand
	hand   []string // what they are going to write
	steps  int      // of who steers: how many are behind them
	cookie string

	ws     *websocket.Conn
	frames chan []byte // closed when the socket has ended

	hall   *client.Person
	boards map[board.DocID]*client.Person
	left   []*client.Person // the boards of tables where they sat before

	heard  map[board.NoteID]bool // notes read aloud that were thought about
	waits  int                   // how often a hand is still going to be raised
	begun  map[board.OpID]time.Time
	took   []time.Duration // from the deed to the server's word
	lately map[board.Phase]int
}

// Part is a role to fill: the link of a seat, and where it leads.
type Part struct {
	Link   string // …/k/TOKEN
	Actor  board.Actor
	Hall   board.DocID
	Boards []board.DocID // the table's, or for who steers: everybody's
}

func newPlayer(st *stage, part Part, seed uint64) *player {
	p := &player{
		stage: st, part: part, chance: rand.New(rand.NewPCG(seed, st.Seed)),
		hall: client.NewPerson(part.Actor, part.Hall), boards: map[board.DocID]*client.Person{},
		heard: map[board.NoteID]bool{}, begun: map[board.OpID]time.Time{}, lately: map[board.Phase]int{},
	}
	p.waits = p.chance.IntN(2)
	for _, doc := range part.Boards {
		p.boards[doc] = client.NewPerson(part.Actor, doc)
	}
	return p
}

// run plays until ctx ends, coming back whenever the line breaks.
func (p *player) run(ctx context.Context, next func(context.Context) error) error {
	defer p.hangUp()
	for wait := p.Pace; ; wait = min(2*wait+time.Millisecond, redialMost) {
		err := p.sitDown(ctx)
		if err == nil {
			wait = p.Pace
			err = next(ctx)
		}
		p.hangUp()
		if ctx.Err() != nil || err == nil {
			return nil
		}
		if errors.Is(err, errShut) {
			return err
		}
		if !pause(ctx, wait/2+time.Duration(p.chance.Int64N(int64(wait/2)+1))) {
			return nil
		}
	}
}

// redialMost bounds how long somebody waits before they try the line again.
const redialMost = 10 * time.Second

var (
	errShut = errors.New("the door does not open")
	errLine = errors.New("the line broke")
)

// pause waits; false: the play is over.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// sitDown goes through the door, if need be, and opens the documents.
func (p *player) sitDown(ctx context.Context) error {
	if p.cookie == "" {
		if err := p.enter(ctx); err != nil {
			return err
		}
	}
	dial := websocket.Dialer{NetDialContext: p.Dial, HandshakeTimeout: 10 * time.Second}
	header := http.Header{"Origin": {p.Base}, "Cookie": {p.cookie}, "Host": {p.host}}
	ws, _, err := dial.DialContext(ctx, "ws://"+p.host+"/ws", header)
	if err != nil {
		return fmt.Errorf("%w: %w", errLine, err)
	}
	ws.SetReadLimit(64 << 20)
	p.ws, p.frames = ws, make(chan []byte)
	go read(ctx, ws, p.frames) // ends with the socket, which hangUp closes
	p.say(mustEncode(room.FromBrowser{Sort: room.SortHello, Version: room.Version, As: p.part.Actor.Seat}))
	p.hall.Connect(p.say)
	for _, b := range p.boards {
		b.Connect(p.say)
	}
	return nil
}

func mustEncode(msg room.FromBrowser) []byte {
	frame, err := board.Encode(msg)
	if err != nil {
		panic(err) // made here, of fixed parts
	}
	return frame
}

// enter presses the button behind the link of the seat; the answer's cookie is
// this laptop's from then on.
func (p *player) enter(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.plain(p.part.Link), http.NoBody)
	if err != nil {
		return err
	}
	req.Host = p.host
	req.Header.Set("Origin", p.Base)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := p.web.Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", errLine, err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	for _, c := range resp.Cookies() {
		p.cookie = c.Name + "=" + c.Value
	}
	if resp.StatusCode >= http.StatusBadRequest || p.cookie == "" {
		return fmt.Errorf("%w: %s", errShut, resp.Status)
	}
	return nil
}

func read(ctx context.Context, ws *websocket.Conn, frames chan<- []byte) {
	defer close(frames)
	for {
		_, frame, err := ws.ReadMessage()
		if err != nil {
			return
		}
		select {
		case frames <- frame:
		case <-ctx.Done():
			return
		}
	}
}

// say sends a frame; a dead line is noticed by reading.
func (p *player) say(frame []byte) { _ = p.ws.WriteMessage(websocket.TextMessage, frame) }

func (p *player) hangUp() {
	if p.ws == nil {
		return
	}
	p.ws.Close()
	for frame := range p.frames { // what had arrived was told, so it counts
		p.hear(frame)
	}
	p.ws = nil
	p.hall.Cut()
	for _, b := range p.boards {
		b.Cut()
	}
}

// hear gives a frame to the document it is about.
func (p *player) hear(frame []byte) {
	msg, err := client.Read(frame)
	switch {
	case err != nil:
		p.hall.Faults = append(p.hall.Faults, err)
	case msg.Doc == p.part.Hall:
		p.hall.Take(msg)
		p.follows()
	case p.boards[msg.Doc] != nil:
		p.boards[msg.Doc].Take(msg)
	}
	p.clockAcks()
}

// clockAcks notes how long the server's word took for what is confirmed now.
func (p *player) clockAcks() {
	for id, began := range p.begun {
		for _, who := range p.everything() {
			if _, done := who.Acked[id]; done {
				p.took = append(p.took, time.Since(began))
				delete(p.begun, id)
			}
		}
	}
}

func (p *player) everything() []*client.Person {
	all := []*client.Person{p.hall}
	for _, b := range p.boards {
		all = append(all, b)
	}
	return all
}

// does sends an op to a document.
func (p *player) does(doc *client.Person, op board.Op) {
	id := board.OpID(uuid.NewString())
	p.begun[id] = time.Now()
	doc.Want(id, op)
}

// live hears what comes and does one thing after the other; it ends with the
// line or when over says so.
func (p *player) live(ctx context.Context, act func(), over func() bool) error {
	next := time.NewTimer(p.breath())
	defer next.Stop()
	for !over() {
		select {
		case <-ctx.Done():
			return nil
		case frame, open := <-p.frames:
			if !open {
				return errLine
			}
			p.hear(frame)
		case <-next.C:
			act()
			next.Reset(p.breath())
		}
	}
	return nil
}

// breath is how long a person waits between two deeds: now shorter, now longer.
func (p *player) breath() time.Duration {
	return p.Pace/2 + time.Duration(p.chance.Int64N(int64(p.Pace)+1))
}

// waiting reports whether something of mine has no answer yet.
func (p *player) waiting() bool {
	for _, d := range p.everything() {
		if !d.Ready || d.ReadOnly || len(d.Outbox) > 0 {
			return true
		}
	}
	return false
}

// compare opens everything once more from where it is: the server's digest
// comes with it and is held against what is seen here.
func (p *player) compare(ctx context.Context) error {
	for _, d := range p.everything() {
		d.Connect(p.say)
	}
	return p.live(ctx, func() {}, func() bool { return !p.waiting() })
}
