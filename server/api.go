package server

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/intake"
	"yoriai/server/pages"
)

// textBody is a post of people's own text: a roster, an outline.
type textBody struct {
	Text string `json:"text"`
}

// made tells a page what came of its text. Remarks name the lines that are on
// no board, or not where one would look for them.
type made struct {
	Tables  []madeTable  `json:"tables"`
	Remarks []madeRemark `json:"remarks"`
}

type madeTable struct {
	ID board.TableID `json:"id"`
}

type madeRemark struct {
	Line int    `json:"line"`
	Key  string `json:"key"`
	Text string `json:"text"`
}

func madeTables(ids []board.TableID) made {
	out := made{Tables: make([]madeTable, len(ids)), Remarks: []madeRemark{}}
	for i, id := range ids {
		out.Tables[i] = madeTable{id}
	}
	return out
}

// apiTables sets up tables from a pasted roster.
func (srv *Server) apiTables(c echo.Context) error {
	p, body, err := steeringWith[textBody](srv, c)
	if err != nil {
		return err
	}
	roster, err := intake.ReadRoster(body.Text)
	if err != nil {
		return err
	}
	var plans []TablePlan
	for _, t := range roster {
		plans = append(plans, planOf(t, "", nil))
	}
	tables, err := srv.AddTables(c.Request().Context(), p.workshop, p.actor(), plans)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, madeTables(tables))
}

type seatLink struct {
	Seat board.SeatID `json:"seat"`
	URL  string       `json:"url"`
}

type tableLinks struct {
	Table board.TableID `json:"table"`
	Seats []seatLink    `json:"seats"`
	// Coordinator is the link of the seat that leads, empty while nobody does.
	Coordinator string `json:"coordinator"`
}

type links struct {
	Join        string       `json:"join"`
	Code        string       `json:"code"`
	QR          string       `json:"qr"`
	Facilitator string       `json:"facilitator"`
	Tables      []tableLinks `json:"tables"`
	Observers   []seatLink   `json:"observers"`
}

// apiLinks gives the links of a workshop. Making a link's token known to the
// vault is no change anybody could see.
func (srv *Server) apiLinks(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	line, err := srv.line(ctx, p.workshop)
	if err != nil {
		return err
	}
	w, _ := p.state.Workshop()
	out := links{Join: srv.joinURL(w.Code), Code: pages.ShownCode(w.Code), QR: "/qr/" + w.Code + ".svg", Tables: []tableLinks{}, Observers: []seatLink{}}
	if out.Facilitator, err = srv.seatURL(c.Request().Context(), p.workshop, line.Facilitator); err != nil {
		return err
	}
	for _, t := range p.state.Tables() {
		tl, err := srv.linksOf(c, p, t.ID)
		if err != nil {
			return err
		}
		out.Tables = append(out.Tables, tl)
	}
	for _, seat := range p.state.Seats("") {
		if seat.Role != board.Observer {
			continue
		}
		url, err := srv.seatURL(ctx, p.workshop, seat.ID)
		if err != nil {
			return err
		}
		out.Observers = append(out.Observers, seatLink{seat.ID, url})
	}
	return c.JSON(http.StatusOK, out)
}

func (srv *Server) linksOf(c echo.Context, p seated, table board.TableID) (tableLinks, error) {
	out := tableLinks{Table: table, Seats: []seatLink{}}
	for _, seat := range p.state.Seats(table) {
		url, err := srv.seatURL(c.Request().Context(), p.workshop, seat.ID)
		if err != nil {
			return out, err
		}
		out.Seats = append(out.Seats, seatLink{seat.ID, url})
		if seat.Role == board.Coordinator {
			out.Coordinator = url
		}
	}
	return out, nil
}

func (srv *Server) seatURL(ctx context.Context, ws board.WorkshopID, seat board.SeatID) (string, error) {
	token, err := srv.keys.forSeat(ctx, ws, seat)
	return srv.gate.Base() + "/k/" + token, err
}

// health answers a probe: the server runs and its file can be read.
func (srv *Server) health(c echo.Context) error {
	if _, err := srv.HasOrganiser(c.Request().Context()); err != nil {
		return err
	}
	return c.String(http.StatusOK, "ok\n")
}
