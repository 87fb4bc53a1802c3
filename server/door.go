package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"golang.org/x/text/unicode/norm"

	"yoriai/board"
	"yoriai/server/room"
	"yoriai/server/throttle"
)

// door lets people in by the join code.
type door struct {
	vault    Vault
	throttle *throttle.Throttle
}

// find reads a code in any spelling; empty when it opens nothing.
func (d *door) find(ctx context.Context, typed string) (board.WorkshopID, error) {
	code := board.NormalCode(typed)
	if code == "" {
		return "", nil
	}
	ws, found, err := d.vault.Get(ctx, shelfCodes, code)
	if err != nil || !found {
		return "", err
	}
	return board.WorkshopID(ws), nil
}

// newCode makes a code that no workshop has.
func (d *door) newCode(ctx context.Context) (string, error) {
	for {
		code := randomCode()
		if _, taken, err := d.vault.Get(ctx, shelfCodes, code); err != nil || !taken {
			return code, err
		}
	}
}

// randomCode draws each character evenly: bytes past the last whole run of
// the alphabet are drawn again.
func randomCode() string {
	const n = len(board.CodeAlphabet)
	code := make([]byte, 0, board.CodeLength)
	var b [1]byte
	for len(code) < board.CodeLength {
		rand.Read(b[:])
		if int(b[0]) < 256/n*n {
			code = append(code, board.CodeAlphabet[int(b[0])%n])
		}
	}
	return string(code)
}

// enter is somebody at the door, with a name.
type enter struct {
	workshop board.WorkshopID
	name     string
	side     board.Side
	table    board.TableID
}

// sitDown gives a person who came by the code a seat: the one that was laid
// for this name at this table and that nobody has, or a new one. A
// coordinator's seat is never given here: the role comes with its link only,
// never with a name. Nor is one whose notes are still private: whoever knows a
// neighbour's name would read them.
func (srv *Server) sitDown(c echo.Context, in enter) (board.SeatID, error) {
	ctx := c.Request().Context()
	hall, release, err := srv.rooms.Use(ctx, board.DocID(in.workshop))
	if err != nil {
		return "", err
	}
	defer release()
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	for _, p := range hall.Latest().Seats(in.table) {
		if p.Role != board.Participant || !samePerson(p.Name, in.name) {
			continue
		}
		free, err := srv.free(ctx, hall.Latest(), p)
		if err != nil {
			return "", err
		}
		if free {
			if err := srv.tellSide(ctx, hall, p, in.side); err != nil {
				return "", err
			}
			return p.ID, srv.hold(c, in.workshop, p.ID)
		}
	}
	id, err := srv.newSeat(ctx, hall, in)
	if err != nil {
		return "", err
	}
	return id, srv.hold(c, in.workshop, id)
}

// tellSide: a list of names seldom has the sides in it, so who sits down says
// theirs. What the organiser wrote stays.
func (srv *Server) tellSide(ctx context.Context, hall *room.Room, p board.Seat, side board.Side) error {
	if p.Side != "" || side == "" {
		return nil
	}
	op, err := board.EditSeat{Seat: p.ID, Name: p.Name, Side: side, Table: p.Table, Role: p.Role}.Check()
	if err != nil {
		return err
	}
	actor := board.Actor{Seat: p.ID, Role: board.Door}
	if _, err := hall.Do(ctx, room.Intent{Actor: actor, ID: newOpID(), Op: op}); err != nil {
		return fmt.Errorf("tell side: %w", err)
	}
	return nil
}

func (srv *Server) newSeat(ctx context.Context, hall *room.Room, in enter) (board.SeatID, error) {
	id := board.SeatID(uuid.NewString())
	op, err := board.AddSeat{Seat: id, Name: in.name, Side: in.side, Table: in.table, Role: board.Participant}.Check()
	if err != nil {
		return "", err
	}
	actor := board.Actor{Seat: id, Role: board.Door}
	if _, err := hall.Do(ctx, room.Intent{Actor: actor, ID: newOpID(), Op: op}); err != nil {
		return "", fmt.Errorf("new seat: %w", err)
	}
	return id, nil
}

// free reports whether a seat can be had for its name.
func (srv *Server) free(ctx context.Context, hall *board.State, seat board.Seat) (bool, error) {
	holders, err := srv.holders(ctx, seat.ID)
	if err != nil || len(holders) > 0 {
		return false, err
	}
	for _, a := range hall.Assignments(seat.Table) {
		state, err := srv.boardState(ctx, a.ID)
		if err != nil {
			return false, err
		}
		for _, n := range state.Notes() {
			if n.Author == seat.ID && !(board.Viewer{Role: board.Participant}).Sees(n, state) {
				return false, nil
			}
		}
	}
	return true, nil
}

// takeSeat gives a browser a seat that it has a link to. Several browsers may
// hold one: a laptop at home and one in the hall.
func (srv *Server) takeSeat(c echo.Context, ws board.WorkshopID, seat board.SeatID) error {
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	return srv.hold(c, ws, seat)
}

// hold notes the seat in the session and the session among the seat's holders.
// The caller has the lock.
func (srv *Server) hold(c echo.Context, ws board.WorkshopID, seat board.SeatID) error {
	hash := ""
	if err := srv.sessions.change(c, func(s *Session) { s.Seats[seat] = ws; hash = s.hash }); err != nil {
		return err
	}
	ctx := c.Request().Context()
	holders, err := srv.holders(ctx, seat)
	if err != nil || slices.Contains(holders, hash) {
		return err
	}
	if err := putJSON(ctx, srv.cfg.Vault, shelfClaims, string(seat), append(holders, hash)); err != nil {
		return err
	}
	srv.audit(ctx, board.Actor{Seat: seat}, deedJoined, ws)
	return nil
}

// letGo takes a seat from a browser; the last to go leaves it free.
func (srv *Server) letGo(c echo.Context, seat board.Seat) error {
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	hash := ""
	err := srv.sessions.change(c, func(s *Session) {
		delete(s.Seats, seat.ID)
		s.Organiser = s.Organiser && seat.Role != board.Organiser
		hash = s.hash
	})
	if err != nil {
		return err
	}
	srv.hub.closeSession(hash, seat.ID)
	ctx := c.Request().Context()
	holders, err := srv.holders(ctx, seat.ID)
	if err != nil {
		return err
	}
	return srv.unclaim(ctx, seat.ID, hash, holders)
}

// unclaim strikes a session off the holders of a seat. The caller has the lock.
func (srv *Server) unclaim(ctx context.Context, seat board.SeatID, hash string, holders []string) error {
	rest := slices.DeleteFunc(holders, func(h string) bool { return h == hash })
	if len(rest) == 0 {
		return srv.cfg.Vault.Delete(ctx, shelfClaims, string(seat))
	}
	return putJSON(ctx, srv.cfg.Vault, shelfClaims, string(seat), rest)
}

// holders lists the sessions that have a seat.
func (srv *Server) holders(ctx context.Context, seat board.SeatID) ([]string, error) {
	data, found, err := srv.cfg.Vault.Get(ctx, shelfClaims, string(seat))
	if err != nil || !found {
		return nil, err
	}
	var hashes []string
	return hashes, decode(data, &hashes)
}

// samePerson compares names as people do: width and composition do not matter.
func samePerson(a, b string) bool { return norm.NFKC.String(a) == norm.NFKC.String(b) }

func newOpID() board.OpID { return board.OpID(uuid.NewString()) }
