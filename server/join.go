package server

import (
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/pages"
)

func (srv *Server) home(c echo.Context) error {
	return srv.page(c, http.StatusOK, func(p *pages.Pages, w io.Writer) error { return p.Home(w, pages.Home{}) })
}

// joinByCode takes the code typed on the first page.
func (srv *Server) joinByCode(c echo.Context) error {
	began := srv.cfg.Now()
	ws, _, err := srv.openDoor(c, c.FormValue("code"))
	if err != nil {
		return err
	}
	if ws == "" {
		return srv.wrongCode(c, c.FormValue("code"), began)
	}
	return c.Redirect(http.StatusSeeOther, "/j/"+pages.ShownCode(board.NormalCode(c.FormValue("code"))))
}

// openDoor finds the workshop of a code, if its door is open: closed and never
// existed are the same answer.
func (srv *Server) openDoor(c echo.Context, typed string) (board.WorkshopID, *board.State, error) {
	ctx := c.Request().Context()
	ws, err := srv.door.find(ctx, typed)
	if err != nil || ws == "" {
		return "", nil, err
	}
	state, err := srv.hall(ctx, ws)
	if err != nil {
		return "", nil, err
	}
	if w, _ := state.Workshop(); w.DoorClosed && !srv.seatedIn(c, ws) {
		return "", nil, nil
	}
	return ws, state, nil
}

// seatedIn: whoever has a seat already may come back through a closed door.
func (srv *Server) seatedIn(c echo.Context, ws board.WorkshopID) bool {
	s, err := srv.sessions.of(c.Request())
	if err != nil || s == nil {
		return false
	}
	return len(s.In(ws)) > 0
}

func (srv *Server) wrongCode(c echo.Context, typed string, began time.Time) error {
	if !srv.door.throttle.Failed(c.Request().Context(), c.RealIP(), began) {
		return echo.NewHTTPError(http.StatusTooManyRequests, "codes")
	}
	return srv.page(c, http.StatusNotFound, func(p *pages.Pages, w io.Writer) error {
		return p.Home(w, pages.Home{Error: "home.error.code", Code: typed})
	})
}

// atDoor is for whoever comes by a code. Whoever has a seat here goes straight
// back to it, also when the button was pressed twice.
func (srv *Server) atDoor(come func(echo.Context, board.WorkshopID, *board.State) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := srv.cfg.Now()
		ws, state, err := srv.openDoor(c, c.Param("code"))
		if err != nil {
			return err
		}
		if ws == "" {
			return srv.wrongCode(c, c.Param("code"), began)
		}
		if seat, ok := srv.returning(c, ws, state); ok {
			return c.Redirect(http.StatusSeeOther, "/s/"+string(seat))
		}
		return come(c, ws, state)
	}
}

// doorPage asks for a name.
func (srv *Server) doorPage(c echo.Context, _ board.WorkshopID, state *board.State) error {
	return srv.joinPage(c, http.StatusOK, state, pages.Join{})
}

// returning finds the seat at a table that this browser has already. It may
// hold the organiser's seat beside it, which is none to write from.
func (srv *Server) returning(c echo.Context, ws board.WorkshopID, state *board.State) (board.SeatID, bool) {
	s, err := srv.sessions.of(c.Request())
	if err != nil || s == nil {
		return "", false
	}
	for _, id := range s.In(ws) {
		if seat, ok := state.Seat(id); ok && !seat.Withdrawn && seat.Table != "" {
			return id, true
		}
	}
	return "", false
}

func policyOf(w board.Workshop) pages.Policy {
	return pages.Policy{Published: w.Published, Names: w.Names, KeptUntil: w.KeptUntil}
}

func (srv *Server) joinPage(c echo.Context, status int, state *board.State, form pages.Join) error {
	w, _ := state.Workshop()
	form.Code, form.Title, form.Theme, form.Date, form.Place = w.Code, w.Title, w.Theme, w.Date, w.Place
	form.Policy = policyOf(w)
	for _, t := range state.Tables() {
		form.Tables = append(form.Tables, pages.TableChoice{ID: t.ID, Name: t.Name, People: len(state.Seats(t.ID))})
	}
	return srv.page(c, status, func(p *pages.Pages, w io.Writer) error { return p.Join(w, form) })
}

// enter gives a person a seat.
func (srv *Server) enter(c echo.Context, ws board.WorkshopID, state *board.State) error {
	form := pages.Join{
		Name: c.FormValue("name"), Side: board.Side(c.FormValue("side")), Table: board.TableID(c.FormValue("table")),
	}
	in, field, problem := readEntry(ws, state, form)
	if problem != "" {
		form.Field, form.Error = field, problem
		return srv.joinPage(c, http.StatusUnprocessableEntity, state, form)
	}
	seat, err := srv.sitDown(c, in)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/s/"+string(seat))
}

// readEntry judges the form: which field is wrong, and the sentence that says so.
func readEntry(ws board.WorkshopID, state *board.State, form pages.Join) (in enter, field string, problem pages.Key) {
	name, err := board.CleanLine(form.Name, board.Bounds.NameChars)
	switch {
	case err != nil && board.CodeOf(err) == board.TooBig:
		return in, "name", "join.error.long"
	case err != nil:
		return in, "name", "join.error.name"
	}
	if form.Side != board.Citizen && form.Side != board.Staff && form.Side != board.OtherSide {
		return in, "side", "join.error.side"
	}
	table, ok := state.Table(form.Table)
	if !ok || table.Withdrawn {
		return in, "table", "join.error.table"
	}
	return enter{workshop: ws, name: name, side: form.Side, table: table.ID}, "", ""
}

// keyPage shows what a link opens. It only asks: mail programs and chats fetch
// links to preview them, and that must not use one up.
func (srv *Server) keyPage(c echo.Context) error {
	key, err := srv.keys.find(c.Request().Context(), c.Param("key"))
	if err != nil {
		return err
	}
	if key == nil {
		return notFound()
	}
	view := pages.Seated{Action: c.Request().URL.Path, Role: board.Organiser}
	if !key.Organiser {
		state, err := srv.hall(c.Request().Context(), key.Workshop)
		if err != nil {
			return err
		}
		seat, ok := state.Seat(key.Seat)
		if !ok || seat.Withdrawn {
			return notFound()
		}
		w, _ := state.Workshop()
		table, _ := state.Table(seat.Table)
		view.Role, view.Name, view.Table, view.Workshop = seat.Role, seat.Name, table.Name, w.Title
		view.Policy = policyOf(w)
	}
	return srv.page(c, http.StatusOK, func(p *pages.Pages, w io.Writer) error { return p.Seated(w, view) })
}

func (srv *Server) useKey(c echo.Context) error {
	ctx := c.Request().Context()
	token := c.Param("key")
	key, err := srv.keys.find(ctx, token)
	if err != nil {
		return err
	}
	if key == nil {
		return notFound()
	}
	if key.Organiser {
		return srv.becomeOrganiser(c, token)
	}
	state, err := srv.hall(ctx, key.Workshop)
	if err != nil {
		return err
	}
	seat, ok := state.Seat(key.Seat)
	if !ok || seat.Withdrawn {
		return notFound()
	}
	if err := srv.takeSeat(c, key.Workshop, seat.ID); err != nil {
		return err
	}
	if seat.Role == board.Facilitator || seat.Role == board.Observer {
		return c.Redirect(http.StatusSeeOther, "/w/"+string(key.Workshop)+"/hall")
	}
	return c.Redirect(http.StatusSeeOther, "/s/"+string(seat.ID))
}

// becomeOrganiser uses up a one-time link. The key is looked up again under a
// lock, or two who press at once would both get in; it is spent last, so that
// a full disk on the way does not leave everybody outside.
func (srv *Server) becomeOrganiser(c echo.Context, token string) error {
	ctx := c.Request().Context()
	srv.spending.Lock()
	defer srv.spending.Unlock()
	key, err := srv.keys.find(ctx, token)
	if err != nil {
		return err
	}
	if key == nil {
		return notFound()
	}
	if err := srv.sessions.change(c, func(s *Session) { s.Organiser = true }); err != nil {
		return err
	}
	if err := srv.cfg.Vault.Put(ctx, shelfSecrets, "organiser", []byte("yes")); err != nil {
		return err
	}
	if err := srv.keys.spend(ctx, token, key); err != nil {
		return err
	}
	srv.audit(ctx, board.Actor{Role: board.Organiser}, deedOrganiser, "")
	return c.Redirect(http.StatusSeeOther, "/organise")
}
