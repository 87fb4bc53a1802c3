package simulation

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"yoriai/board"
	"yoriai/server/client"
	"yoriai/server/room"
)

// world is one board with five people round it, their lines, and a log that
// can fail. One seed decides about everything that happens in it.
type world struct {
	t     *testing.T
	luck  *rand.Rand
	log   board.Log
	disk  *Memory
	rooms *room.Rooms
	doc   board.DocID
	hosts *Wishes
	folk  []*guest
	lines []*line // those the server still holds; a person may have left one behind
	stuck error

	troubles map[string]int           // what befell them
	read     map[*byte]client.Message // frames that were read, by where they lie
}

// guest is a person with a browser and, mostly, a line.
type guest struct {
	*client.Person
	wishes *Wishes
	line   *line
	left   int // things they still want to do
}

// line is a socket in memory. up waits to be heard by the server, down by the
// person. The server's end is a member of the room, as a real socket is.
type line struct {
	w      *world
	guest  *guest
	up     [][]byte
	mu     sync.Mutex
	down   [][]byte
	room   *room.Room
	free   func()
	viewer board.Viewer
}

func newWorld(t *testing.T, seed uint64, ops int, log func(*Memory) board.Log) *world {
	luck := rand.New(rand.NewPCG(seed, 0))
	w := &world{t: t, luck: luck, disk: NewMemory(), hosts: &Wishes{Rand: luck}, troubles: map[string]int{}, read: map[*byte]client.Message{}}
	w.log = log(w.disk)
	w.doc = board.DocID(w.hosts.ID())
	w.start()
	table := board.TableID(w.hosts.ID())
	w.open(table)
	for i, role := range []board.Role{board.Facilitator, board.Coordinator, board.Participant, board.Participant, board.Participant} {
		a := board.Actor{Seat: board.SeatID(w.hosts.ID()), Role: role, Side: board.Citizen}
		if role != board.Facilitator {
			a.Table = table
		}
		w.folk = append(w.folk, &guest{Person: client.NewPerson(a, w.doc), wishes: &Wishes{Rand: luck, Mark: string(rune('甲' + i))}, left: ops})
	}
	return w
}

func (w *world) start() {
	w.rooms = room.New(room.Config{Log: w.log, Logger: slog.New(slog.DiscardHandler)})
}

func (w *world) open(table board.TableID) {
	r, free, err := w.rooms.Use(context.Background(), w.doc)
	if err != nil {
		w.t.Fatal(err)
	}
	defer free()
	host := board.Actor{Seat: board.SeatID(w.hosts.ID()), Role: board.Organiser}
	for _, op := range []board.Op{
		board.OpenBoard{Board: board.BoardID(w.doc), Workshop: board.WorkshopID(w.hosts.ID()), Table: table},
		board.SetPhase{Phase: board.Writing}, board.OpenHand{Open: true},
	} {
		if _, err := r.Do(context.Background(), room.Intent{Actor: host, ID: board.OpID(w.hosts.ID()), Op: op}); err != nil {
			w.t.Fatal(err)
		}
	}
}

// evening lets things happen until everybody has done what they wanted.
func (w *world) evening() {
	for w.anyLeft() {
		w.turn()
	}
	w.calm()
}

func (w *world) anyLeft() bool {
	for _, g := range w.folk {
		if g.left > 0 {
			return true
		}
	}
	return false
}

// turn is one thing that happens: mostly somebody does something or frames
// arrive; now and then something breaks.
func (w *world) turn() {
	g := w.folk[w.luck.IntN(len(w.folk))]
	switch n := w.luck.IntN(1000); {
	case n < 300:
		w.act(g)
	case n < 900:
		w.carry()
	case n < 940:
		w.connect(g)
	case n < 955:
		w.cut(g)
	case n < 965 && len(g.Outbox) > 0:
		w.troubles["again"]++
		g.Again(w.luck.IntN(len(g.Outbox)))
	case n < 980:
		time.Sleep(time.Duration(w.luck.IntN(3000)) * time.Millisecond) // of the bubble's clock: lists of people, digests, tries
	case n < 984:
		w.troubles["full"]++
		w.disk.Turn([]Weather{Full, Halfway}[w.luck.IntN(2)])
	case n < 992:
		w.disk.Turn(Fair)
	case n < 996:
		w.hangUp()
	case n < 998:
		w.restart()
	case n < 1000:
		w.kill()
	}
}

func (w *world) act(g *guest) {
	if g.left > 0 && g.Seq > 0 {
		g.left--
		g.Want(board.OpID(w.hosts.ID()), g.wishes.Next(g.Person))
	}
}

func (w *world) connect(g *guest) {
	if g.line != nil {
		return
	}
	l := &line{w: w, guest: g, viewer: g.Actor.Viewer()}
	g.line = l
	w.lines = append(w.lines, l)
	g.Connect(func(frame []byte) { l.up = append(l.up, frame) })
}

// cut takes a person's line away. What was on its way up may arrive yet, even
// after what comes over the next line: the server has not noticed.
func (w *world) cut(g *guest) {
	if g.line == nil {
		return
	}
	w.troubles["cut"]++
	l := g.line
	g.line = nil
	g.Cut()
	if w.luck.IntN(2) == 0 {
		w.drop(l)
	}
}

// hangUp lets the server notice one line that nobody holds any more.
func (w *world) hangUp() {
	for _, l := range w.lines {
		if l.guest.line != l {
			w.drop(l)
			return
		}
	}
}

func (w *world) drop(l *line) {
	for i, held := range w.lines {
		if held == l {
			w.lines = append(w.lines[:i:i], w.lines[i+1:]...)
		}
	}
	if l.room != nil {
		l.room.Leave(l)
		l.free()
		l.room = nil
	}
	synctest.Wait()
}

func (w *world) cutAll() {
	for _, g := range w.folk {
		if g.line != nil {
			g.line = nil
			g.Cut()
		}
	}
	for len(w.lines) > 0 {
		w.drop(w.lines[0])
	}
}

// restart ends the server in good order and starts it again.
func (w *world) restart() {
	w.troubles["restart"]++
	w.cutAll()
	w.rooms.Close()
	w.start()
}

// kill ends it in the middle: what is on its way into the log may be there or
// not, and nobody hears of it.
func (w *world) kill() {
	w.troubles["kill"]++
	w.disk.Turn([]Weather{Halfway, Dead, Full}[w.luck.IntN(3)])
	for range w.luck.IntN(4) {
		w.carryUp()
	}
	w.disk.Turn(Dead)
	w.restart()
	w.disk.Turn(Fair)
	if l, isLossy := w.log.(interface{ killed() }); isLossy {
		l.killed()
	}
}

// carry lets some frames of one line arrive.
func (w *world) carry() {
	if len(w.lines) == 0 {
		return
	}
	if w.luck.IntN(3) == 0 {
		w.carryUp()
		return
	}
	l := w.lines[w.luck.IntN(len(w.lines))]
	for _, frame := range l.take(1 + w.luck.IntN(8)) {
		if l.guest.line == l { // else it was lost on the way
			w.hear(l.guest, frame)
		}
	}
}

// hear reads a frame that goes to all five once.
func (w *world) hear(g *guest, frame []byte) {
	known, ok := w.read[&frame[0]]
	if !ok {
		var err error
		if known, err = client.Read(frame); err != nil {
			w.t.Errorf("a frame cannot be read: %v", err)
		}
		if len(w.read) > 1000 {
			clear(w.read)
		}
		w.read[&frame[0]] = known
	}
	g.Take(known)
}

func (w *world) carryUp() {
	if len(w.lines) == 0 {
		return
	}
	l := w.lines[w.luck.IntN(len(w.lines))]
	together := w.luck.IntN(4) == 0 // several at once make one commit
	for range min(len(l.up), 1+w.luck.IntN(4)) {
		frame := l.up[0]
		l.up = l.up[1:]
		l.hears(frame)
		if !together {
			synctest.Wait()
		}
	}
	synctest.Wait()
}

// calm mends everything and waits until nobody has anything to wait for.
func (w *world) calm() {
	w.disk.Turn(Fair)
	for range 200 {
		for _, g := range w.folk {
			w.connect(g)
			g.Push()
		}
		moved := false
		for _, l := range w.lines {
			for len(l.up) > 0 {
				frame := l.up[0]
				l.up = l.up[1:]
				l.hears(frame)
				moved = true
			}
			synctest.Wait()
			for _, frame := range l.take(1 << 20) {
				if l.guest.line == l {
					w.hear(l.guest, frame)
					moved = true
				}
			}
		}
		if !moved && w.quiet() {
			return
		}
		time.Sleep(time.Second)
	}
	w.stuck = errors.New("all lines hold, and there are still ops without an end")
}

func (w *world) quiet() bool {
	for _, g := range w.folk {
		if len(g.Outbox) > 0 || !g.Ready {
			return false
		}
	}
	return true
}

// Viewer, Send and End make a line a member of the room.
func (l *line) Viewer() board.Viewer { return l.viewer }

func (l *line) Send(frame []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = append(l.down, frame)
}

func (l *line) take(n int) [][]byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	n = min(n, len(l.down))
	frames := l.down[:n]
	l.down = l.down[n:]
	return frames
}

// hears is what the server does with a frame; see socket.go and messages.go.
func (l *line) hears(frame []byte) {
	var msg room.FromBrowser
	if err := board.DecodeStrict(frame, &msg); err != nil {
		l.w.t.Errorf("the server cannot read a frame: %v", err)
		return
	}
	ctx := context.Background()
	if msg.Sort == room.SortOpen {
		l.join(ctx, msg)
		return
	}
	op, err := board.DecodeOp(msg.Op)
	if err == nil && l.room == nil {
		err = board.Errorf(board.NotFound, "not open")
	}
	if err != nil {
		l.answer(msg.ID, board.Entry{}, err)
		return
	}
	in := room.Intent{Actor: l.guest.Actor, ID: msg.ID, Op: op}
	if err := l.room.Submit(ctx, in, func(e board.Entry, err error) { l.answer(msg.ID, e, err) }); err != nil {
		l.answer(msg.ID, board.Entry{}, err)
	}
}

func (l *line) join(ctx context.Context, msg room.FromBrowser) {
	r, free, err := l.w.rooms.Use(ctx, msg.Doc)
	if err == nil {
		if err = r.Join(ctx, l, l.guest.Actor, msg.Epoch, msg.Seq); err != nil {
			free()
		}
	}
	if err != nil {
		l.answer("", board.Entry{}, fmt.Errorf("open: %w", err))
		return
	}
	l.room, l.free = r, free
}

func (l *line) answer(id board.OpID, e board.Entry, err error) {
	frame, fault := room.AckFrame(l.w.doc, id, e.Seq)
	if err != nil {
		frame, fault = room.RefusedFrame(l.w.doc, id, err)
	}
	if fault != nil {
		l.w.t.Errorf("no frame: %v", fault)
	}
	l.Send(frame)
}
