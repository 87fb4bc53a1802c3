package server

import (
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/pages"
)

// newsPage is where those who steer choose what the newsletter (かわら版) says.
// It works without a script.
func (srv *Server) newsPage(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	view := pages.News{Next: p.state.News().Next, Saved: c.QueryParam("saved") != ""}
	return srv.showNews(c, http.StatusOK, p, view, nil)
}

// showNews draws the page. picked, where set, is what was ticked and could not be kept.
func (srv *Server) showNews(c echo.Context, status int, p seated, view pages.News, picked map[board.NewsQuote]bool) error {
	boards, err := srv.boards(c.Request().Context(), p.state)
	if err != nil {
		return err
	}
	w, _ := p.state.Workshop()
	view.Workshop, view.Title, view.Most = p.workshop, w.Title, board.Bounds.Quotes
	opts := srv.reportOptions(reader{seated: p, public: true})
	for _, choice := range export.Choices(p.state, boards, opts) {
		if picked != nil {
			choice.Chosen = picked[choice.NewsQuote]
		}
		view.Add(choice.Table, pages.NewsNote{
			Value: string(choice.Board) + " " + string(choice.Note), Text: choice.Text, Side: choice.Side, Chosen: choice.Chosen,
		})
	}
	return srv.page(c, status, func(v *pages.Pages, w io.Writer) error { return v.News(w, view) })
}

func (srv *Server) chooseNews(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return board.Errorf(board.BadOp, "the form cannot be read")
	}
	op, picked := board.QuoteNews{Next: form.Get("next")}, map[board.NewsQuote]bool{}
	for _, value := range form["quote"] {
		doc, note, _ := strings.Cut(value, " ")
		q := board.NewsQuote{Board: board.BoardID(doc), Note: board.NoteID(note)}
		op.Quotes, picked[q] = append(op.Quotes, q), true
	}
	err = srv.doAll(c.Request().Context(), board.DocID(p.workshop), p.actor(), op)
	switch board.CodeOf(err) {
	case "":
	case board.Quota, board.TooBig, board.BadText:
		view := pages.News{Next: op.Next, Error: pages.Key("news.refused." + string(board.CodeOf(err)))}
		return srv.showNews(c, http.StatusUnprocessableEntity, p, view, picked)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/w/"+string(p.workshop)+"/news?saved=1")
}
