package server

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
)

// Rehearsals are kept apart from the workshops, the newest few of each, and are
// put out of the way by one press. Nobody real has written in them. Their
// documents stay in the data file, as everything does: what goes is every way
// to them.

// markRehearsal tells a rehearsal from an evening, and puts the oldest away
// where there are too many.
func (srv *Server) markRehearsal(ctx context.Context, ws, of board.WorkshopID) error {
	line, err := srv.line(ctx, ws)
	if err != nil {
		return err
	}
	line.RehearsalOf = of
	if err := putJSON(ctx, srv.cfg.Vault, shelfWorkshops, string(ws), line); err != nil {
		return err
	}
	ids, lines, err := srv.workshops(ctx) // newest first
	if err != nil {
		return err
	}
	kept := 0
	for _, id := range ids {
		if lines[id].RehearsalOf != of {
			continue
		}
		if kept++; kept > board.Bounds.Rehearsals && !srv.rehearsals.plays(id) {
			if err := srv.removeRehearsal(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeRehearsal sends the made-up people home and takes away every way into
// their hall: the code, the links, the seats, the line in the list.
func (srv *Server) removeRehearsal(ctx context.Context, ws board.WorkshopID) error {
	line, err := srv.line(ctx, ws)
	if err != nil {
		return err
	}
	if line.RehearsalOf == "" {
		return board.Errorf(board.Forbidden, "only rehearsals are put away like this")
	}
	srv.rehearsals.stop(ws)
	organiser := board.Actor{Seat: line.Organiser, Role: board.Organiser}
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return err
	}
	var ops []board.Op
	for _, t := range hall.Tables() {
		for _, seat := range hall.Seats(t.ID) {
			ops = append(ops, board.WithdrawSeat{Seat: seat.ID})
		}
	}
	for _, seat := range hall.Seats("") {
		if seat.ID != line.Organiser {
			ops = append(ops, board.WithdrawSeat{Seat: seat.ID})
		}
	}
	if err := srv.doAll(ctx, board.DocID(ws), organiser, ops...); err != nil {
		return err
	}
	return errors.Join(srv.cfg.Vault.Delete(ctx, shelfCodes, line.Code), srv.cfg.Vault.Delete(ctx, shelfWorkshops, string(ws)))
}

// removeRehearsals puts one rehearsal away, or (none named) all of them.
func (srv *Server) removeRehearsals(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	ctx := context.WithoutCancel(c.Request().Context())
	srv.rehearsals.opening.Lock()
	defer srv.rehearsals.opening.Unlock()
	ids, lines, err := srv.workshops(ctx)
	if err != nil {
		return err
	}
	only := board.WorkshopID(c.FormValue("workshop"))
	for _, id := range ids {
		if lines[id].RehearsalOf == "" || only != "" && only != id {
			continue
		}
		if err := srv.removeRehearsal(ctx, id); err != nil {
			return err
		}
	}
	return c.Redirect(http.StatusSeeOther, "/organise")
}
