package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/pages"
)

// Several people at one laptop: each has a seat of their own in the same
// browser, with its own outbox and drafts, and a page of their own; a switch
// with the names leads from one to the other. A session has always held several
// seats; here is the door for the second, and the list for the switch.

// bootSeat is a seat that this browser holds beside the one that looks.
type bootSeat struct {
	ID   board.SeatID `json:"id"`
	Name string       `json:"name"`
}

// beside lists the other seats at tables that a request's browser holds in a
// workshop. Those who steer or look on have none: their laptop is no table's.
func (srv *Server) beside(c echo.Context, p seated) []bootSeat {
	s, err := srv.sessions.of(c.Request())
	if err != nil || s == nil || p.seat.Table == "" {
		return nil
	}
	var list []bootSeat
	for _, id := range s.In(p.workshop) {
		if seat, ok := p.state.Seat(id); ok && !seat.Withdrawn && seat.Table != "" && id != p.seat.ID {
			list = append(list, bootSeat{id, seat.Name})
		}
	}
	return list
}

// besidePage asks the second person for a name; the first keeps their seat.
func (srv *Server) besidePage(c echo.Context) error {
	p, err := srv.atTable(c)
	if err != nil {
		return err
	}
	return srv.besideForm(c, http.StatusOK, p, pages.Join{Table: p.seat.Table})
}

func (srv *Server) besideForm(c echo.Context, status int, p seated, form pages.Join) error {
	w, _ := p.state.Workshop()
	form.Beside, form.Action, form.Closed = p.seat.Name, c.Request().URL.Path, w.DoorClosed
	return srv.joinPage(c, status, p.state, form)
}

// atTable is bySeat for those who sit at a table.
func (srv *Server) atTable(c echo.Context) (seated, error) {
	p, err := srv.bySeat(c)
	if err == nil && p.seat.Table == "" {
		return seated{}, notFound()
	}
	return p, err
}

// sitBeside gives the second person a seat. The button may be pressed twice:
// who sits here by that name already is who meant it.
func (srv *Server) sitBeside(c echo.Context) error {
	p, err := srv.atTable(c)
	if err != nil {
		return err
	}
	form := pages.Join{
		Name: c.FormValue("name"), Side: board.Side(c.FormValue("side")), Table: board.TableID(c.FormValue("table")),
	}
	if w, _ := p.state.Workshop(); w.DoorClosed {
		return srv.besideForm(c, http.StatusForbidden, p, form)
	}
	in, field, problem := readEntry(p.workshop, p.state, form)
	if problem == "" && samePerson(p.seat.Name, in.name) {
		field, problem = "name", "join.error.same"
	}
	if problem != "" {
		form.Field, form.Error = field, problem
		return srv.besideForm(c, http.StatusUnprocessableEntity, p, form)
	}
	for _, other := range srv.beside(c, p) {
		if samePerson(other.Name, in.name) {
			return c.Redirect(http.StatusSeeOther, "/s/"+string(other.ID))
		}
	}
	seat, err := srv.sitDown(c, in)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/s/"+string(seat))
}
