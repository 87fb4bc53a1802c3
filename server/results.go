package server

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/pages"
	"yoriai/server/press"
)

// reader is who may look at results: those who steer the hall at all of it, a
// coordinator at the own table's.
type reader struct {
	seated
	table  board.TableID // empty: the whole workshop
	public bool          // 公開用; else 内部用, for those who steer alone
}

// audience reads for whom a report is asked: ?for=internal or public, and
// public where nothing is said, so that nobody hands out the other by accident.
func (p reader) audience(c echo.Context) (reader, error) {
	asked := c.QueryParam("for")
	p.public = asked != forInternal
	if asked != "" && asked != forPublic && asked != forInternal || !p.public && !p.steers() {
		return p, notFound()
	}
	return p, nil
}

const (
	forPublic   = "public"
	forInternal = "internal"
)

func (srv *Server) reads(c echo.Context) (reader, error) {
	p, err := srv.steering(c)
	asked := board.TableID(c.QueryParam("table"))
	if err == nil {
		if _, ok := p.state.Table(asked); asked != "" && !ok {
			return reader{}, notFound()
		}
		return reader{seated: p, table: asked}.audience(c)
	}
	s, sessionErr := srv.sessions.of(c.Request())
	if sessionErr != nil || s == nil {
		return reader{}, err
	}
	ws := board.WorkshopID(c.Param("ws"))
	for _, id := range s.In(ws) {
		p, err := srv.seatedAs(c, ws, id)
		if err == nil && p.seat.Role == board.Coordinator && (asked == "" || asked == p.seat.Table) {
			return reader{seated: p, table: p.seat.Table}.audience(c)
		}
	}
	return reader{}, err
}

func (srv *Server) report(c echo.Context, p reader) (export.Report, error) {
	boards, err := srv.boards(c.Request().Context(), p.state)
	if err != nil {
		return export.Report{}, err
	}
	opts := srv.reportOptions(p)
	opts.Photos = srv.photosOf(c.Request().Context(), p.workshop, photoPrint)
	if opts.Times, err = srv.times(c.Request().Context(), p.state); err != nil {
		return export.Report{}, err
	}
	return export.Build(p.state, boards, opts), nil
}

func (srv *Server) reportOptions(p reader) export.Options {
	return export.Options{Table: p.table, Viewer: p.actor().Viewer(), Public: p.public, Masked: !p.public, Now: srv.cfg.Now(), Words: srv.pages.Words}
}

// results is the page of what was made.
func (srv *Server) results(c echo.Context) error {
	p, err := srv.reads(c)
	if err != nil {
		return err
	}
	r, err := srv.report(c, p)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := export.Body(&body, r.WithPhotosAt("/w/"+string(p.workshop)+"/photos/")); err != nil {
		return fmt.Errorf("results: %w", err)
	}
	view := pages.Results{
		Workshop: p.workshop, Title: r.Title, Theme: r.Theme, Date: r.Date, Place: r.Place,
		Table: p.table, Body: template.HTML(body.String()), Tally: r.Total.Tally,
		Public: p.public, Hall: p.steers(), Back: "/s/" + string(p.seat.ID), Undrawn: undrawn(r),
	}
	if r.TooLarge() {
		view.NoPaper = func(file string) bool { return laidOut(export.Format(file)) }
	}
	if p.steers() {
		view.Photos, view.PhotosOpen = photosIn(p.state)
		if view.Undecided, err = srv.undecided(c, p); err != nil {
			return err
		}
	}
	for _, section := range r.Sections {
		for _, text := range section.Unanswered {
			view.Open = append(view.Open, pages.OpenIssue{Text: text, Table: section.Table})
		}
	}
	for _, t := range p.state.Tables() {
		if p.steers() || t.ID == p.table {
			view.Tables = append(view.Tables, pages.TableChoice{ID: t.ID, Name: t.Name, People: len(p.state.Seats(t.ID))})
		}
	}
	return srv.page(c, http.StatusOK, func(v *pages.Pages, w io.Writer) error { return v.Results(w, view) })
}

// photosIn counts the photographs, and those that are published.
func photosIn(workshop *board.State) (all, published int) {
	for _, photo := range workshop.Photos() {
		all++
		if photo.Published {
			published++
		}
	}
	return all, published
}

// export sends a file. It is made whole first: a half-written report with a
// good status would be taken for a whole one.
func (srv *Server) export(c echo.Context) error {
	p, err := srv.reads(c)
	if err != nil {
		return err
	}
	f := export.Format(c.Param("format"))
	if f.Type() == "" {
		return notFound()
	}
	if f == export.FollowupHTML || f == export.FollowupDOCX {
		p.public = true // for citizens, whoever asks
	}
	if f == export.JSON {
		if p.public = false; !p.steers() || c.QueryParam("for") == forPublic {
			return notFound() // a workshop as it is kept is never public
		}
	}
	turns, err := srv.takesTurns(c.Request().Context(), p.state, f)
	if err != nil {
		return err
	}
	if !turns {
		return srv.sendFile(c, p, f)
	}
	leave, err := srv.press.Enter(c.Request().Context(), p.seat.ID)
	if errors.Is(err, press.ErrFull) {
		return srv.busy(c)
	}
	if err != nil {
		return err
	}
	defer leave()
	return srv.sendFile(c, p, f)
}

// takesTurns says which files are made one after the other: those that need
// much time or memory by their format, and all of a workshop with a board past
// the limit.
func (srv *Server) takesTurns(ctx context.Context, hall *board.State, f export.Format) (bool, error) {
	if heavy(f) || f == export.JSON && len(hall.Photos()) > 0 { // with photos an archive is forty megabytes
		return true, nil
	}
	boards, err := srv.boards(ctx, hall)
	if err != nil {
		return false, err
	}
	for _, b := range boards {
		if b.TooLarge() {
			return true, nil
		}
	}
	return false, nil
}

// sendFile makes a file and sends it.
func (srv *Server) sendFile(c echo.Context, p reader, f export.Format) error {
	r, err := srv.report(c, p)
	if err != nil {
		return err
	}
	if f == export.JSON {
		srv.auditExport(c, p, f)
		return srv.sendArchive(c, p, export.FileName(r, f))
	}
	var file bytes.Buffer
	err = write(press.UntilGone(c.Request().Context(), &file), r, f)
	if errors.Is(err, errUndrawable) {
		return srv.page(c, http.StatusRequestEntityTooLarge, func(v *pages.Pages, w io.Writer) error {
			return v.Error(w, pages.Error{Status: http.StatusRequestEntityTooLarge, Sentence: "error.undrawable"})
		})
	}
	if err != nil {
		return err
	}
	srv.auditExport(c, p, f)
	return attach(c, export.FileName(r, f), f.Type(), file.Bytes())
}

// busy says that other files are being made, and when to come back.
func (srv *Server) busy(c echo.Context) error {
	c.Response().Header().Set("Retry-After", "30")
	return srv.page(c, http.StatusServiceUnavailable, func(v *pages.Pages, w io.Writer) error {
		return v.Error(w, pages.Error{Status: http.StatusServiceUnavailable, Sentence: "error.making"})
	})
}

// auditExport is called before the first byte goes out.
func (srv *Server) auditExport(c echo.Context, p reader, f export.Format) {
	forWhom := map[bool]string{true: "public", false: "internal"}[p.public]
	srv.audit(c.Request().Context(), p.actor(), deedExport, p.workshop, string(f), forWhom, cmp.Or(string(p.table), "all"))
}

// attach sends bytes under a file name of any letters (RFC 6266, RFC 5987):
// plain ASCII for old programs, UTF-8 for all others.
func attach(c echo.Context, name, contentType string, data []byte) error {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\/%;`, r) {
			return -1
		}
		return r
	}, name)
	if strings.HasPrefix(plain, ".") || plain == "" {
		plain = "yoriai" + plain
	}
	value := mime.FormatMediaType("attachment", map[string]string{"filename": plain}) + "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	c.Response().Header().Set(echo.HeaderContentDisposition, value)
	return c.Blob(http.StatusOK, contentType, data)
}
