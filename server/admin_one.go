package server

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/pages"
)

// keptBy lets those who organise at the data of one workshop.
func (srv *Server) keptBy(c echo.Context) (seated, error) {
	if _, err := srv.organiser(c); err != nil {
		return seated{}, err
	}
	p, err := srv.steering(c)
	if err == nil && p.seat.Role != board.Organiser { // the same browser leads it, too
		p, err = srv.takeOrganisersSeat(c, p.workshop)
	}
	return p, err
}

// adminOne is the page of one workshop's data.
func (srv *Server) adminOne(c echo.Context) error {
	p, err := srv.keptBy(c)
	if err != nil {
		return err
	}
	return srv.adminOnePage(c, p, http.StatusOK, pages.AdminOne{})
}

func (srv *Server) adminOnePage(c echo.Context, p seated, status int, view pages.AdminOne) error {
	ctx := c.Request().Context()
	line, err := srv.line(ctx, p.workshop)
	if err != nil {
		return err
	}
	if view.AdminWorkshop, err = srv.adminWorkshop(ctx, p.workshop, line); err != nil {
		return err
	}
	w, _ := p.state.Workshop()
	view.Theme, view.Erases = w.Theme, srv.cfg.Keeper != nil
	if view.Seats, err = srv.adminSeats(ctx, p.state); err != nil {
		return err
	}
	return srv.page(c, status, func(v *pages.Pages, w io.Writer) error { return v.AdminOne(w, view) })
}

// adminSeats lists who has a seat, with the browsers that hold it.
func (srv *Server) adminSeats(ctx context.Context, hall *board.State) (list []pages.AdminSeat, err error) {
	for _, table := range append([]board.Table{{}}, hall.Tables()...) {
		for _, seat := range hall.Seats(table.ID) {
			if seat.Role == board.Organiser {
				continue
			}
			one := pages.AdminSeat{ID: seat.ID, Name: seat.Name, Table: table.Name, Role: seat.Role}
			devices, err := srv.devicesOf(ctx, seat, "")
			if err != nil {
				return nil, err
			}
			for _, d := range devices {
				one.Browsers = append(one.Browsers, pages.AdminBrowser{ID: d.ID, Agent: d.Agent, Seen: time.UnixMilli(d.Seen).In(srv.zone()).Format(time.DateOnly), Here: d.Here})
			}
			list = append(list, one)
		}
	}
	return list, nil
}

// adminKept sets the day until which all is kept; empty: no day.
func (srv *Server) adminKept(c echo.Context) error {
	p, err := srv.keptBy(c)
	if err != nil {
		return err
	}
	w, _ := p.state.Workshop()
	facts := w.Facts()
	facts.KeptUntil = c.FormValue("until")
	err = srv.doAll(c.Request().Context(), board.DocID(p.workshop), p.actor(), board.EditWorkshop{Facts: facts})
	if code := board.CodeOf(err); code != "" && code != board.Storage {
		return srv.adminOnePage(c, p, http.StatusUnprocessableEntity, pages.AdminOne{Error: "admin.error.day", ErrorAt: "kept"})
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/admin/w/"+string(p.workshop))
}

// adminLink renews the link of a seat.
func (srv *Server) adminLink(c echo.Context) error {
	p, err := srv.keptBy(c)
	if err != nil {
		return err
	}
	if err := srv.renewLink(c.Request().Context(), p, board.SeatID(c.FormValue("seat"))); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/admin/w/"+string(p.workshop)+"#seats")
}

// adminRehearsal sends the made-up people of a rehearsal home.
func (srv *Server) adminRehearsal(c echo.Context) error {
	p, err := srv.keptBy(c)
	if err != nil {
		return err
	}
	srv.rehearsals.stop(p.workshop)
	return c.Redirect(http.StatusSeeOther, "/admin")
}

// adminDevice takes a seat from a browser.
func (srv *Server) adminDevice(c echo.Context) error {
	p, err := srv.keptBy(c)
	if err != nil {
		return err
	}
	body := endBody{Device: c.FormValue("device"), Seat: board.SeatID(c.FormValue("seat"))}
	if err := srv.endDevice(c.Request().Context(), p, body); err != nil && board.CodeOf(err) != board.NotFound { // gone already is what was wanted
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/admin/w/"+string(p.workshop)+"#seats")
}

// adminErase begins an erasure. What cannot be taken back is asked for twice:
// by a tick, and for a whole workshop by its title.
func (srv *Server) adminErase(c echo.Context) error {
	p, err := srv.keptBy(c)
	if err != nil {
		return err
	}
	if srv.cfg.Keeper == nil {
		return notFound()
	}
	what, seat := c.FormValue("what"), board.SeatID("")
	w, _ := p.state.Workshop()
	problem := pages.Key("")
	switch what {
	case erasesAll:
		if c.FormValue("sure") == "" {
			problem = "admin.error.sure"
		}
	case erasesPerson:
		s, known := p.state.Seat(board.SeatID(c.FormValue("seat")))
		if !known || s.Role == board.Organiser {
			problem = "admin.error.person"
		} else if c.FormValue("sure") == "" {
			problem = "admin.error.sure"
		} else if asked, err := srv.askAboutMentions(c, p, s); err != nil || asked {
			return err
		}
		seat = s.ID
	case erasesWorkshop:
		if !samePerson(c.FormValue("title"), w.Title) {
			problem = "admin.error.title"
		}
	default:
		return notFound()
	}
	if problem != "" {
		return srv.adminOnePage(c, p, http.StatusUnprocessableEntity, pages.AdminOne{Error: problem, ErrorAt: what})
	}
	id, err := srv.askErasure(c, p, what, seat)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/admin/erasures/"+id)
}

// askErasure begins an erasure, or finds the one that is under way: two may
// press at once, and one may press twice.
func (srv *Server) askErasure(c echo.Context, p seated, what string, seat board.SeatID) (string, error) {
	ctx := c.Request().Context()
	srv.planning.Lock()
	defer srv.planning.Unlock()
	list, err := srv.erasures(ctx)
	if err != nil {
		return "", err
	}
	for _, e := range list {
		recent := srv.cfg.Now().Sub(time.UnixMilli(e.Asked)) < time.Minute
		if e.Workshop == p.workshop && e.What == what && e.Seat == seat && (e.Step != stepDone || recent && what != erasesPerson) {
			return e.ID, nil
		}
	}
	e, err := srv.planErasure(ctx, p.workshop, what, seat, p.seat.Role)
	if err != nil {
		return "", err
	}
	if what == erasesPerson {
		if e.Goes, err = goesOf(c); err != nil {
			return "", err
		}
	}
	e.Texts, e.Prunes = what == erasesPerson && c.FormValue("texts") != "", what != erasesPerson || c.FormValue("backups") != ""
	return e.ID, srv.beginErasure(ctx, p.actor(), e)
}

// certificate tells what an erasure took away and left, or how far it is.
func (srv *Server) certificate(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	ctx := c.Request().Context()
	e, err := srv.erasure(ctx, c.Param("erasure"))
	if err != nil {
		return err
	}
	title := ""
	if e.What != erasesWorkshop || e.Done == 0 {
		if hall, err := srv.hall(ctx, e.Workshop); err == nil {
			w, _ := hall.Workshop()
			title = w.Title
		}
	}
	view := srv.erasureView(e, title)
	if e.Done != 0 { // one that was under way then may have come since, and one may have been taken away by hand
		view.Left = pathsOf(srv.backupsOf(e))
	}
	return srv.page(c, http.StatusOK, func(v *pages.Pages, w io.Writer) error { return v.Certificate(w, view) })
}

// pruneErasure makes backups anew for an erasure that left some.
func (srv *Server) pruneErasure(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	ctx := c.Request().Context()
	srv.planning.Lock()
	defer srv.planning.Unlock()
	e, err := srv.erasure(ctx, c.Param("erasure"))
	if err != nil {
		return err
	}
	if e.Step == stepDone && len(srv.backupsOf(e)) > 0 {
		e.Step, e.Prunes = stepBackups, true
		if err := srv.beginErasure(ctx, board.Actor{Role: board.Organiser}, e); err != nil {
			return err
		}
	}
	return c.Redirect(http.StatusSeeOther, "/admin/erasures/"+e.ID)
}
