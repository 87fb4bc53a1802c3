package server

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"yoriai/board"
	"yoriai/server/room"
)

// hub knows all open sockets: to close those of a seat that was changed or
// taken away, the oldest of a browser that opens too many, and all at the end.
type hub struct {
	mu        sync.Mutex
	conns     map[*conn]speaker
	bySession map[string][]*conn
	paces     map[string]*pace
	stopping  bool
	left      sync.WaitGroup
}

// speaker is who speaks on a socket; empty until the hello.
type speaker struct {
	seat     board.SeatID
	workshop board.WorkshopID
}

// pace bounds what one browser sends, over all its sockets: another tab, or a
// new socket, is no way to send more.
type pace struct {
	ops    *rate.Limiter
	doings *rate.Limiter // presence
	tells  *rate.Limiter // histories: each reads a document's whole log
	looks  *rate.Limiter // where cards come from: each reads the boards of a workshop
}

const (
	opsPerSec    = 20 // far above any pair of hands
	opsBurst     = 60 // a paste of many lines, an outbox that comes back
	doingsPerSec = 10
	doingsBurst  = 20
	tellEvery    = 5 * time.Second
	tellsBurst   = 8 // somebody who looks at one board after the other
	looksPerSec  = 1
	looksBurst   = 20 // card after card of a joint board
)

func newHub() *hub {
	return &hub{conns: map[*conn]speaker{}, bySession: map[string][]*conn{}, paces: map[string]*pace{}}
}

// enter counts a socket in; false when the server is stopping.
func (h *hub) enter(cn *conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopping {
		return false
	}
	h.left.Add(1)
	h.conns[cn] = speaker{}
	cn.pace = h.paceOf(cn.session.hash)
	mine := append(h.bySession[cn.session.hash], cn)
	h.bySession[cn.session.hash] = mine
	for _, old := range mine[:max(0, len(mine)-maxSockets)] {
		old.close(room.CloseFlood, "too many windows")
	}
	return true
}

func (h *hub) paceOf(session string) *pace {
	p := h.paces[session]
	if p == nil {
		p = &pace{rate.NewLimiter(opsPerSec, opsBurst), rate.NewLimiter(doingsPerSec, doingsBurst),
			rate.NewLimiter(rate.Every(tellEvery), tellsBurst), rate.NewLimiter(looksPerSec, looksBurst)}
		h.paces[session] = p
	}
	return p
}

// mayTell reports whether a browser may be told another history now.
func (h *hub) mayTell(session string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.paceOf(session).tells.Allow()
}

// mayLook reports whether a browser may be told of another card now.
func (h *hub) mayLook(session string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.paceOf(session).looks.Allow()
}

// forgetPaces drops those of browsers that have gone and owe nothing any more.
func (h *hub) forgetPaces() {
	h.mu.Lock()
	defer h.mu.Unlock()
	maps.DeleteFunc(h.paces, func(session string, p *pace) bool {
		return len(h.bySession[session]) == 0 && p.ops.Tokens() >= opsBurst && p.tells.Tokens() >= tellsBurst && p.looks.Tokens() >= looksBurst
	})
}

func (h *hub) exit(cn *conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.conns, cn)
	rest := slices.DeleteFunc(h.bySession[cn.session.hash], func(x *conn) bool { return x == cn })
	if len(rest) == 0 {
		delete(h.bySession, cn.session.hash)
	} else {
		h.bySession[cn.session.hash] = rest
	}
	h.left.Done()
}

func (h *hub) seated(cn *conn, seat board.SeatID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns[cn] = speaker{seat: seat}
}

func (h *hub) inHall(cn *conn, ws board.WorkshopID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns[cn] = speaker{h.conns[cn].seat, ws}
}

// fell closes the sockets that a fallen room leaves behind: those that followed
// it, and where it was a workshop's, all that asked it who sits where.
func (h *hub) fell(doc board.DocID, members []room.Member) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for cn, who := range h.conns {
		if board.DocID(who.workshop) == doc || slices.Contains(members, room.Member(cn)) {
			cn.close(room.CloseResync, "start afresh")
		}
	}
}

// committed looks for changed seats. Their sockets start afresh, because what
// they may see and do has changed; a seat that was taken away ends.
func (h *hub) committed(_ board.DocID, entries []board.Entry) {
	for _, e := range entries {
		for _, d := range e.Change {
			was, isSeat := d.Before.(board.Seat)
			if !isSeat {
				continue
			}
			is, _ := d.After.(board.Seat)
			switch {
			case is.Withdrawn && !was.Withdrawn:
				h.closeSeat(was.ID, room.CloseRemoved, "this seat is not in the workshop any more")
			case is.Role != was.Role || is.Table != was.Table:
				h.closeSeat(was.ID, room.CloseResync, "your seat has changed")
			}
		}
	}
}

func (h *hub) closeSeat(seat board.SeatID, code int, text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for cn, who := range h.conns {
		if who.seat == seat {
			cn.close(code, text)
		}
	}
}

// closeSession ends the sockets by which a browser acts for a seat it has left.
func (h *hub) closeSession(hash string, seat board.SeatID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, cn := range h.bySession[hash] {
		if h.conns[cn].seat == seat {
			cn.close(room.CloseExpired, "you have left this seat")
		}
	}
}

// speaks reports whether a browser has a page open for a seat.
func (h *hub) speaks(hash string, seat board.SeatID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.ContainsFunc(h.bySession[hash], func(cn *conn) bool { return h.conns[cn].seat == seat })
}

// closeAll tells every browser that the server is stopping, and waits until
// all sockets are gone.
func (h *hub) closeAll() {
	h.mu.Lock()
	h.stopping = true
	for cn := range h.conns {
		cn.close(websocket.CloseServiceRestart, "the server is stopping, come back")
	}
	h.mu.Unlock()
	h.left.Wait()
}
