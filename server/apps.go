package server

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/pages"
	"yoriai/server/room"
)

// boot is what a live screen starts with. It holds nothing the person may not see.
type boot struct {
	Version  int                                     `json:"v"`
	Seat     *board.Seat                             `json:"seat"`
	Workshop board.WorkshopID                        `json:"workshop"`
	Board    board.BoardID                           `json:"board"`
	Boards   []bootBoard                             `json:"boards"`
	Limits   board.Limits                            `json:"limits"`
	Rights   map[board.OpType]map[board.Phase]string `json:"rights"`
	Phases   []board.Phase                           `json:"phases"`
	Texts    map[string]string                       `json:"texts"`
	Beside   []bootSeat                              `json:"beside,omitempty"` // others at the same laptop
	Join     *bootJoin                               `json:"join,omitzero"`
	Plays    bool                                    `json:"plays,omitzero"` // a rehearsal: the people here are made up
}

type bootBoard struct {
	ID    board.BoardID `json:"id"`
	Table board.TableID `json:"table"`
	Theme string        `json:"theme"`
	Name  string        `json:"name"` // the table's
	Now   bool          `json:"now"`  // the table works on it now
}

type bootJoin struct {
	Code string `json:"code"` // as shown: 4-4
	URL  string `json:"url"`
}

// seated is who asks for a page, once it is known that they may.
type seated struct {
	seat     board.Seat
	workshop board.WorkshopID
	state    *board.State // the workshop's
}

func (p seated) actor() board.Actor {
	return board.Actor{Seat: p.seat.ID, Role: p.seat.Role, Side: p.seat.Side, Table: p.seat.Table}
}

func (p seated) steers() bool {
	return p.seat.Role == board.Facilitator || p.seat.Role == board.Organiser
}

// looksOn: an observer sees every table and writes nowhere.
func (p seated) looksOn() bool { return p.seat.Role == board.Observer }

// bySeat finds who asks by the seat in the address: a browser may hold
// several, and each tab knows which it is.
func (srv *Server) bySeat(c echo.Context) (seated, error) {
	s, err := srv.sessions.of(c.Request())
	if err != nil {
		return seated{}, err
	}
	if s == nil {
		return seated{}, echo.NewHTTPError(http.StatusUnauthorized, "session")
	}
	id := board.SeatID(c.Param("seat"))
	ws, ok := s.Seats[id]
	if !ok {
		return seated{}, notFound()
	}
	srv.renew(c, s)
	return srv.seatedAs(c, ws, id)
}

func (srv *Server) seatedAs(c echo.Context, ws board.WorkshopID, id board.SeatID) (seated, error) {
	state, err := srv.hall(c.Request().Context(), ws)
	if err != nil {
		return seated{}, err
	}
	seat, ok := state.Seat(id)
	if !ok || seat.Withdrawn {
		return seated{}, notFound()
	}
	return seated{seat, ws, state}, nil
}

// steering finds who asks for a page of the whole hall: the organiser (whose
// browser takes the organiser's seat in every workshop), or a facilitator.
func (srv *Server) steering(c echo.Context) (seated, error) {
	s, err := srv.sessions.of(c.Request())
	if err != nil {
		return seated{}, err
	}
	if s == nil {
		return seated{}, echo.NewHTTPError(http.StatusUnauthorized, "session")
	}
	ws := board.WorkshopID(c.Param("ws"))
	if p, found := srv.sittingAs(c, s, ws, seated.steers); found {
		return p, nil
	}
	if !s.Organiser {
		return seated{}, notFound()
	}
	return srv.takeOrganisersSeat(c, ws)
}

// steeringWith is steering, for what brings a body of JSON.
func steeringWith[Body any](srv *Server, c echo.Context) (p seated, body Body, err error) {
	if p, err = srv.steering(c); err != nil {
		return p, body, err
	}
	err = readBody(c, &body)
	return p, body, err
}

// sittingAs finds a seat that a browser holds in a workshop and that will do.
func (srv *Server) sittingAs(c echo.Context, s *Session, ws board.WorkshopID, will func(seated) bool) (seated, bool) {
	for _, id := range s.In(ws) {
		if p, err := srv.seatedAs(c, ws, id); err == nil && will(p) {
			srv.renew(c, s)
			return p, true
		}
	}
	return seated{}, false
}

// watching finds who may look at the whole hall: those who steer it, or, where
// none of them is at this browser, an observer.
func (srv *Server) watching(c echo.Context) (seated, error) {
	p, err := srv.steering(c)
	if err == nil {
		return p, nil
	}
	if s, _ := srv.sessions.of(c.Request()); s != nil {
		if p, found := srv.sittingAs(c, s, board.WorkshopID(c.Param("ws")), seated.looksOn); found {
			return p, nil
		}
	}
	return seated{}, err
}

func (srv *Server) takeOrganisersSeat(c echo.Context, ws board.WorkshopID) (seated, error) {
	line, err := srv.line(c.Request().Context(), ws)
	if err != nil {
		return seated{}, err
	}
	if err := srv.sessions.change(c, func(s *Session) { s.Seats[line.Organiser] = ws }); err != nil {
		// To look at the workshop and take it home needs no seat.
		srv.cfg.Logger.Warn("organiser's seat not taken", "err", err)
	}
	return srv.seatedAs(c, ws, line.Organiser)
}

func (srv *Server) bootFor(p seated, id board.BoardID) boot {
	b := boot{
		Version: room.Version, Seat: &p.seat, Workshop: p.workshop, Board: id, Boards: []bootBoard{},
		Limits: board.Bounds, Rights: board.Rights(), Phases: board.Phases, Texts: srv.pages.Catalogue(),
	}
	for _, t := range p.state.Tables() {
		if !p.steers() && !p.looksOn() && t.ID != p.seat.Table {
			continue
		}
		now, _ := p.state.Works(t.ID)
		for _, a := range p.state.Assignments(t.ID) {
			b.Boards = append(b.Boards, bootBoard{a.ID, t.ID, a.Theme, t.Name, a.ID == now.ID})
		}
	}
	for _, a := range p.state.Assignments("") {
		b.Boards = append(b.Boards, bootBoard{ID: a.ID, Theme: a.Theme, Name: srv.pages.Words("joint.name")})
	}
	if w, _ := p.state.Workshop(); p.steers() {
		b.Join = &bootJoin{pages.ShownCode(w.Code), srv.joinURL(w.Code)}
		b.Plays = srv.rehearsals.plays(p.workshop)
	}
	return b
}

// bootBeside is bootFor with the others at the same laptop.
func (srv *Server) bootBeside(c echo.Context, p seated, id board.BoardID) boot {
	b := srv.bootFor(p, id)
	b.Beside = srv.beside(c, p)
	return b
}

// boardFor is the board a seat works on: the one asked for, if it may be
// read, or the one its table works on now.
func (p seated) boardFor(asked string) (board.BoardID, error) {
	if asked != "" {
		a, ok := p.state.Assignment(board.BoardID(asked))
		if !ok || !p.steers() && !p.looksOn() && a.Table != "" && a.Table != p.seat.Table {
			return "", notFound()
		}
		return a.ID, nil
	}
	a, ok := p.state.Works(p.seat.Table)
	if !ok {
		return "", notFound()
	}
	return a.ID, nil
}

func (srv *Server) app(c echo.Context, view pages.App) error {
	return srv.page(c, http.StatusOK, func(p *pages.Pages, w io.Writer) error { return p.App(w, view) })
}

// seatPage is a participant's place; who leads a table is taken to its board.
func (srv *Server) seatPage(c echo.Context) error {
	p, err := srv.bySeat(c)
	if err != nil {
		return err
	}
	if p.looksOn() {
		return c.Redirect(http.StatusSeeOther, "/w/"+string(p.workshop)+"/hall")
	}
	if p.seat.Role != board.Participant {
		return c.Redirect(http.StatusSeeOther, c.Request().URL.Path+"/board")
	}
	id, err := p.boardFor(c.QueryParam("board"))
	if err != nil {
		return err
	}
	t, _ := p.state.Table(p.seat.Table)
	return srv.app(c, pages.App{
		Title: t.Name + " " + p.seat.Name, Heading: t.Name + " " + p.seat.Name,
		Module: "page/seat.js", Boot: srv.bootBeside(c, p, id),
	})
}

func (srv *Server) boardPage(c echo.Context) error {
	return srv.boardApp(c, "page/board.js", true)
}

func (srv *Server) presentPage(c echo.Context) error {
	return srv.boardApp(c, "page/present.js", true)
}

// printPage draws what the seat may see, and no more: its browser gets the same
// records as on the board.
func (srv *Server) printPage(c echo.Context) error {
	return srv.boardApp(c, "page/print.js", false)
}

func (srv *Server) boardApp(c echo.Context, module string, fixed bool) error {
	p, err := srv.bySeat(c)
	if err != nil {
		return err
	}
	id, err := p.boardFor(c.QueryParam("board"))
	if err != nil {
		return err
	}
	a, _ := p.state.Assignment(id)
	t, ok := p.state.Table(a.Table)
	if !ok {
		t.Name = srv.pages.Words("joint.name")
	}
	return srv.app(c, pages.App{Title: t.Name, Heading: t.Name, Module: module, Boot: srv.bootBeside(c, p, id), Fixed: fixed})
}

func (srv *Server) prepare(c echo.Context) error {
	return srv.hallApp(c, srv.steering, "prepare.heading", "page/prepare.js", false)
}

func (srv *Server) hallPage(c echo.Context) error {
	return srv.hallApp(c, srv.watching, "hall.heading", "page/hall.js", true)
}

func (srv *Server) hallApp(c echo.Context, who func(echo.Context) (seated, error), heading, module string, fixed bool) error {
	p, err := who(c)
	if err != nil {
		return err
	}
	w, _ := p.state.Workshop()
	return srv.app(c, pages.App{
		Title: w.Title, Heading: srv.pages.Words(heading), Module: module, Boot: srv.bootFor(p, ""), Fixed: fixed,
	})
}

func (srv *Server) leavePage(c echo.Context) error {
	p, err := srv.bySeat(c)
	if err != nil {
		return err
	}
	t, _ := p.state.Table(p.seat.Table)
	view := pages.Leave{
		Name: p.seat.Name, Table: t.Name, Workshop: p.workshop, Seat: p.seat.ID,
		Action: c.Request().URL.Path, Back: "/s/" + string(p.seat.ID),
	}
	return srv.page(c, http.StatusOK, func(v *pages.Pages, w io.Writer) error { return v.Leave(w, view) })
}

// leave gives up a seat in this browser, for the next person at a shared
// laptop. What was written stays; the seat can be taken again by its link or,
// once its notes are laid open, by the same name. The organiser who leaves is
// no organiser in this browser any more.
func (srv *Server) leave(c echo.Context) error {
	p, err := srv.bySeat(c)
	if err != nil {
		return err
	}
	others := srv.beside(c, p)
	if err := srv.letGo(c, p.seat); err != nil {
		return err
	}
	srv.audit(c.Request().Context(), p.actor(), deedLeft, p.workshop)
	if len(others) > 0 { // whoever else sits at this laptop goes on
		return c.Redirect(http.StatusSeeOther, "/s/"+string(others[0].ID))
	}
	return c.Redirect(http.StatusSeeOther, "/")
}
