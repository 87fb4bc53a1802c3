package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/pages"
)

// statusOf maps a refusal to HTTP.
func statusOf(code board.Code) int {
	switch code {
	case board.NotFound, board.Gone:
		return http.StatusNotFound
	case board.Forbidden:
		return http.StatusForbidden
	case board.Exists, board.Changed, board.OpIDReuse, board.Frozen, board.Cycle:
		return http.StatusConflict
	case board.TooBig, board.Quota, board.TooMany, board.TooDeep:
		return http.StatusRequestEntityTooLarge
	case board.Rate:
		return http.StatusTooManyRequests
	case board.Storage:
		return http.StatusServiceUnavailable
	}
	return http.StatusUnprocessableEntity
}

// failed answers every error: a page for people, JSON for the API. It is the
// edge at which faults are logged, once; refusals are no faults.
func (srv *Server) failed(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if c.Request().Context().Err() != nil {
		return // nobody waits for the answer any more
	}
	status, code := http.StatusInternalServerError, board.Storage
	var he *echo.HTTPError
	var be *board.Error
	switch {
	case errors.As(err, &he):
		status, code = he.Code, ""
	case errors.As(err, &be):
		status, code = statusOf(be.Code), be.Code
	}
	if status >= 500 {
		srv.cfg.Logger.Error("request failed", "path", c.Path(), "status", status, "err", err)
	}
	if isAPI(c) {
		say := http.StatusText(status)
		if be != nil {
			say = be.Say
		}
		c.JSON(status, map[string]string{"code": string(code), "say": say})
		return
	}
	err = srv.page(c, status, func(p *pages.Pages, w io.Writer) error {
		return p.Error(w, pages.Error{Status: status, Sentence: sentenceFor(status)})
	})
	if err != nil {
		srv.cfg.Logger.Error("error page not drawn", "status", status, "err", err)
		c.NoContent(status)
	}
}

// sentenceFor names what a page of refusal says; statuses without a sentence
// of their own share a general one.
func sentenceFor(status int) pages.Key {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusRequestEntityTooLarge,
		http.StatusMisdirectedRequest, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return pages.Key(fmt.Sprintf("error.%d", status))
	}
	return "error.other"
}

func isAPI(c echo.Context) bool {
	path := c.Request().URL.Path
	return len(path) >= 5 && path[:5] == "/api/"
}

// page draws a page whole before its status goes out: a page that cannot be
// drawn is a fault and must not look like success.
func (srv *Server) page(c echo.Context, status int, write func(*pages.Pages, io.Writer) error) error {
	var body bytes.Buffer
	if err := write(srv.pages, &body); err != nil {
		return err
	}
	return c.HTMLBlob(status, body.Bytes())
}

func mediaType(r *http.Request) string {
	t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return t
}

func notFound() error { return board.Errorf(board.NotFound, "there is nothing here for this seat") }
