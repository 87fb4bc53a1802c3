package server

import (
	"slices"
	"sync"

	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/room"
)

// hub knows all open sockets: to close those of a seat that was changed or
// taken away, the oldest of a browser that opens too many, and all at the end.
type hub struct {
	mu        sync.Mutex
	conns     map[*conn]board.SeatID // empty until the hello
	bySession map[string][]*conn
	stopping  bool
	left      sync.WaitGroup
}

func newHub() *hub {
	return &hub{conns: map[*conn]board.SeatID{}, bySession: map[string][]*conn{}}
}

// enter counts a socket in; false when the server is stopping.
func (h *hub) enter(cn *conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopping {
		return false
	}
	h.left.Add(1)
	h.conns[cn] = ""
	mine := append(h.bySession[cn.session.hash], cn)
	h.bySession[cn.session.hash] = mine
	for _, old := range mine[:max(0, len(mine)-maxSockets)] {
		old.close(room.CloseFlood, "too many windows")
	}
	return true
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
	h.conns[cn] = seat
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
	for cn, s := range h.conns {
		if s == seat {
			cn.close(code, text)
		}
	}
}

// closeSession ends the sockets by which a browser acts for a seat it has left.
func (h *hub) closeSession(hash string, seat board.SeatID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, cn := range h.bySession[hash] {
		if h.conns[cn] == seat {
			cn.close(room.CloseExpired, "you have left this seat")
		}
	}
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
