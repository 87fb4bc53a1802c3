package server

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/rehearsal"
)

// rehearsals are the halls in which made-up people play just now.
type rehearsals struct {
	opening sync.Mutex // one after the other: each asks first whether there is room
	mu      sync.Mutex
	end     map[board.WorkshopID]context.CancelFunc
}

const (
	rehearsalsMost = 2               // at once: each is as much work as a real evening
	rehearsalLife  = 3 * time.Hour   // an evening; who forgot to end it is not to find it the day after
	rehearsalPace  = 5 * time.Second // unhurried, as people in their seventies
)

func (r *rehearsals) begun(ws board.WorkshopID, end context.CancelFunc) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.end[ws] = end
}

func (r *rehearsals) over(ws board.WorkshopID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.end, ws)
}

func (r *rehearsals) full() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.end) >= rehearsalsMost
}

// stop sends the made-up people home, where there are any.
func (r *rehearsals) stop(ws board.WorkshopID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if end, plays := r.end[ws]; plays {
		end()
	}
}

func (r *rehearsals) plays(ws board.WorkshopID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.end[ws] != nil
}

// rehearsalAt tells the page where the rehearsal is.
type rehearsalAt struct {
	Hall string `json:"hall"`
}

// apiRehearse opens a hall like this workshop's with made-up people in it, and
// lets whoever asked steer it.
func (srv *Server) apiRehearse(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	ctx, end := context.WithTimeout(srv.ctx, rehearsalLife)
	ws, err := srv.beginRehearsal(ctx, end, p.workshop)
	if err != nil {
		end()
		return err
	}
	line, err := srv.line(ctx, ws)
	if err == nil {
		err = srv.takeSeat(c, ws, line.Facilitator)
	}
	if err != nil { // nobody would steer it
		end()
		return err
	}
	return c.JSON(http.StatusOK, rehearsalAt{"/w/" + string(ws) + "/hall"})
}

func (srv *Server) beginRehearsal(ctx context.Context, end context.CancelFunc, of board.WorkshopID) (board.WorkshopID, error) {
	srv.rehearsals.opening.Lock()
	defer srv.rehearsals.opening.Unlock()
	if srv.rehearsals.full() {
		return "", board.Errorf(board.TooMany, "at most %d rehearsals at once", rehearsalsMost)
	}
	ws, err := srv.rehearsalOf(ctx, of)
	if err != nil {
		return "", err
	}
	if err := srv.markRehearsal(ctx, ws, of); err != nil {
		return "", err
	}
	srv.rehearsals.begun(ws, end)
	srv.house.Go(func() {
		defer srv.rehearsals.over(ws)
		defer end()
		var came rehearsal.Outcome
		var err error
		srv.unharmed(func() { came, err = srv.Rehearse(ctx, ws, Rehearsing{Pace: rehearsalPace}) })
		if err != nil || len(came.Faults) > 0 {
			srv.cfg.Logger.Warn("a rehearsal went wrong", "workshop", ws, "faults", len(came.Faults), "err", err)
		}
	})
	return ws, nil
}

// apiEndRehearsal sends the made-up people home. What they wrote stays.
func (srv *Server) apiEndRehearsal(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	srv.rehearsals.stop(p.workshop)
	return c.JSON(http.StatusOK, struct{}{})
}
