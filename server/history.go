package server

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/room"
)

// historyWait bounds how long one page of entries may take on its way to the
// browser; a line that slow is given up.
const historyWait = time.Minute

// historyHead is the first line of a told history: how far it goes.
type historyHead struct {
	Epoch board.Epoch `json:"epoch"`
	Last  board.Seq   `json:"last"`
}

// history tells a document from its first entry on, one JSON value a line, as
// the seat may have it: what was hidden from it at a moment is hidden in the
// telling of that moment, and what is hidden now stays hidden throughout.
func (srv *Server) history(c echo.Context) error {
	p, doc, err := srv.readsDocument(c)
	if err != nil {
		return err
	}
	if s, _ := srv.sessions.of(c.Request()); s == nil || !srv.hub.mayTell(s.hash) {
		c.Response().Header().Set("Retry-After", "5")
		return board.Errorf(board.Rate, "a history is told a few times a minute")
	}
	return srv.tellHistory(c, doc, p.actor())
}

// readsDocument finds who asks, by the seat named, and for which document of
// their workshop.
func (srv *Server) readsDocument(c echo.Context) (seated, board.DocID, error) {
	s, err := srv.sessions.of(c.Request())
	if err != nil {
		return seated{}, "", err
	}
	if s == nil {
		return seated{}, "", echo.NewHTTPError(http.StatusUnauthorized, "session")
	}
	id := board.SeatID(c.QueryParam("seat"))
	ws, holds := s.Seats[id]
	if !holds {
		return seated{}, "", notFound()
	}
	p, err := srv.seatedAs(c, ws, id)
	if err != nil {
		return seated{}, "", err
	}
	doc := board.DocID(c.Param("doc"))
	if !belongs(p.state, ws, doc) {
		return seated{}, "", notFound()
	}
	return p, doc, nil
}

// kept lists what was put away from a board (伏せたもの), for those who steer
// the hall; to others there is no such list.
func (srv *Server) kept(c echo.Context) error {
	p, doc, err := srv.readsDocument(c)
	if err != nil {
		return err
	}
	state, _, err := srv.standing(c.Request().Context(), doc)
	if err != nil {
		return err
	}
	if !p.steers() || !state.MayRead(p.actor()) {
		return notFound()
	}
	list, err := board.Encode(p.actor().Viewer().Kept(state))
	if err != nil {
		return err
	}
	return c.JSONBlob(http.StatusOK, list)
}

// keptCount says how many texts are put away in one document of a workshop.
type keptCount struct {
	Doc board.DocID `json:"doc"`
	N   int         `json:"n"`
}

// keptCounts counts what was put away on all boards of a workshop, those of
// earlier themes and of all tables included: the hall follows the present ones only.
func (srv *Server) keptCounts(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	boards, err := srv.boards(c.Request().Context(), p.state)
	if err != nil {
		return err
	}
	list := []keptCount{}
	for id, state := range boards {
		if n := len(p.actor().Viewer().Kept(state)); n > 0 {
			list = append(list, keptCount{board.DocID(id), n})
		}
	}
	slices.SortFunc(list, func(a, b keptCount) int { return cmp.Compare(a.Doc, b.Doc) })
	return c.JSON(http.StatusOK, list)
}

func (srv *Server) tellHistory(c echo.Context, doc board.DocID, actor board.Actor) error {
	ctx := c.Request().Context()
	state, seq, err := srv.standing(ctx, doc)
	if err != nil {
		return err
	}
	if seq == 0 || !state.MayRead(actor) {
		return notFound()
	}
	epoch, err := room.EpochOf(ctx, srv.cfg.Log, doc)
	if err != nil {
		return err
	}
	t := telling{
		log: srv.cfg.Log, doc: doc, last: seq, teller: board.NewTeller(actor.Viewer(), state),
		out: bufio.NewWriter(c.Response()), control: http.NewResponseController(c.Response()),
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/x-ndjson")
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	if err := t.tell(ctx, historyHead{epoch, seq}); err != nil {
		if ctx.Err() == nil {
			srv.cfg.Logger.Error("history broken off", "doc", doc, "err", err)
		}
		// A tidy end would make half a history look whole.
		panic(http.ErrAbortHandler)
	}
	return nil
}

// standing copies a document as it is now; the room is not held meanwhile.
func (srv *Server) standing(ctx context.Context, doc board.DocID) (*board.State, board.Seq, error) {
	r, release, err := srv.rooms.Use(ctx, doc)
	if err != nil {
		return nil, 0, err
	}
	defer release()
	return r.Copy(ctx)
}

// telling is a history on its way, a page of the log at a time.
type telling struct {
	log     board.Log
	doc     board.DocID
	last    board.Seq
	teller  *board.Teller
	out     *bufio.Writer
	control *http.ResponseController
}

func (t *telling) tell(ctx context.Context, head historyHead) error {
	if err := t.line(head); err != nil {
		return err
	}
	for seq := board.Seq(0); seq < t.last; {
		page, err := t.log.Read(ctx, t.doc, seq, int(min(historyPage, t.last-seq)))
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return fmt.Errorf("%w: it ends at %d of %d", board.ErrDamaged, seq, t.last)
		}
		t.control.SetWriteDeadline(time.Now().Add(historyWait))
		for _, e := range page {
			if err := t.line(t.teller.Tell(e)); err != nil {
				return err
			}
		}
		if err := t.flush(); err != nil {
			return err
		}
		seq += board.Seq(len(page))
	}
	return nil
}

func (t *telling) line(value any) error {
	data, err := board.Encode(value)
	if err != nil {
		return err
	}
	if _, err := t.out.Write(data); err != nil {
		return err
	}
	return t.out.WriteByte('\n')
}

func (t *telling) flush() error {
	if err := t.out.Flush(); err != nil {
		return err
	}
	return t.control.Flush()
}

// historyApp shows the history of a board, or of the seat's own.
func (srv *Server) historyApp(c echo.Context) error {
	return srv.boardApp(c, "page/history.js", true)
}
