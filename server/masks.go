package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
)

// maskWire are words that are likely personal, as the page of masks lists them.
// What was decided about them is in the workshop's document.
type maskWire struct {
	Record board.RecordID `json:"record"`
	Board  board.BoardID  `json:"board"`
	Of     board.TextSum  `json:"of"`
	From   int            `json:"from"`
	N      int            `json:"n"`
	Sort   board.MaskSort `json:"sort"`
	Kind   board.Kind     `json:"kind"`
	Table  string         `json:"table"`
	Before string         `json:"before"`
	Words  string         `json:"words"`
	After  string         `json:"after"`
	Named  string         `json:"named"` // of what was named by hand: the words as they are kept
}

// masksPage is where those who steer decide what the public does not read.
func (srv *Server) masksPage(c echo.Context) error {
	return srv.hallApp(c, srv.steering, "masks.heading", "page/masks.js", false)
}

// followPage is where they write down what came of it.
func (srv *Server) followPage(c echo.Context) error {
	return srv.hallApp(c, srv.steering, "follow.heading", "page/follow.js", false)
}

// apiMasks lists what is likely personal in all texts of a workshop, and, with
// ?words=, where words stand that somebody names.
func (srv *Server) apiMasks(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	boards, err := srv.boards(c.Request().Context(), p.state)
	if err != nil {
		return err
	}
	named := c.QueryParam("words")
	if board.Chars(named) > board.Bounds.NameChars {
		return board.Errorf(board.TooBig, "the words are longer than %d characters", board.Bounds.NameChars)
	}
	list := []maskWire{}
	for _, m := range export.Masks(p.state, boards, srv.reportOptions(reader{seated: p}), named) {
		list = append(list, maskWire{m.Record, m.Board, m.Place.Of, m.Place.From, m.Place.N, m.Place.Sort, m.Kind, m.Table, m.Before, m.Words, m.After, m.Place.Words})
	}
	return c.JSON(http.StatusOK, map[string]any{"masks": list})
}

// undecided counts what nobody has decided about yet: the results say so.
func (srv *Server) undecided(c echo.Context, p reader) (int, error) {
	boards, err := srv.boards(c.Request().Context(), p.state)
	if err != nil {
		return 0, err
	}
	return export.OpenMasks(export.Masks(p.state, boards, srv.reportOptions(p), "")), nil
}
