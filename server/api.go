package server

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/pages"
)

// textBody is a post of people's own text: a roster, an outline.
type textBody struct {
	Text string `json:"text"`
}

func readText(c echo.Context) (string, error) {
	data, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return "", err
	}
	var body textBody
	if err := board.DecodeStrict(data, &body); err != nil {
		return "", err
	}
	return body.Text, nil
}

// madeTable tells a page what came of its text.
type madeTable struct {
	ID board.TableID `json:"id"`
}

func madeTables(ids []board.TableID) map[string][]madeTable {
	list := make([]madeTable, len(ids))
	for i, id := range ids {
		list[i] = madeTable{id}
	}
	return map[string][]madeTable{"tables": list}
}

// apiTables sets up tables from a pasted roster.
func (srv *Server) apiTables(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	text, err := readText(c)
	if err != nil {
		return err
	}
	tables, err := export.ReadRoster(text)
	if err != nil {
		return err
	}
	var plans []TablePlan
	for _, t := range tables {
		plans = append(plans, planOf(t, nil))
	}
	made, err := srv.AddTables(c.Request().Context(), p.workshop, p.actor(), plans)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, madeTables(made))
}

// apiImport sets up tables with filled boards from a text outline.
func (srv *Server) apiImport(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	text, err := readText(c)
	if err != nil {
		return err
	}
	plans, err := outlinePlans(text)
	if err != nil {
		return err
	}
	made, err := srv.AddTables(c.Request().Context(), p.workshop, p.actor(), plans)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, madeTables(made))
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
	out := links{Join: srv.joinURL(w.Code), Code: pages.ShownCode(w.Code), QR: "/qr/" + w.Code + ".svg", Tables: []tableLinks{}}
	if out.Facilitator, err = srv.seatURL(c, p.workshop, line.Facilitator); err != nil {
		return err
	}
	for _, t := range p.state.Tables() {
		tl, err := srv.linksOf(c, p, t.ID)
		if err != nil {
			return err
		}
		out.Tables = append(out.Tables, tl)
	}
	return c.JSON(http.StatusOK, out)
}

func (srv *Server) linksOf(c echo.Context, p seated, table board.TableID) (tableLinks, error) {
	out := tableLinks{Table: table, Seats: []seatLink{}}
	for _, seat := range p.state.Seats(table) {
		url, err := srv.seatURL(c, p.workshop, seat.ID)
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

func (srv *Server) seatURL(c echo.Context, ws board.WorkshopID, seat board.SeatID) (string, error) {
	token, err := srv.keys.forSeat(c.Request().Context(), ws, seat)
	return srv.gate.Base() + "/k/" + token, err
}

// health answers a probe: the server runs and its file can be read.
func (srv *Server) health(c echo.Context) error {
	if _, err := srv.HasOrganiser(c.Request().Context()); err != nil {
		return err
	}
	return c.String(http.StatusOK, "ok\n")
}
