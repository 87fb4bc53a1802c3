package server

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export/archive"
	"yoriai/server/pages"
)

// organiser lets only the organiser's browsers through.
func (srv *Server) organiser(c echo.Context) (*Session, error) {
	s, err := srv.sessions.of(c.Request())
	if err != nil {
		return nil, err
	}
	if s == nil || !s.Organiser {
		return nil, echo.NewHTTPError(http.StatusForbidden, "organiser")
	}
	srv.renew(c, s)
	return s, nil
}

func (srv *Server) organise(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	return srv.organisePage(c, http.StatusOK, pages.Organise{})
}

func (srv *Server) organisePage(c echo.Context, status int, view pages.Organise) error {
	ctx := c.Request().Context()
	ids, lines, err := srv.workshops(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		list := &view.Workshops
		if lines[id].RehearsalOf != "" {
			list = &view.Rehearsals
		}
		state, err := srv.hall(ctx, id)
		if err != nil {
			// One that cannot be read must not shut the organiser out of the others.
			srv.cfg.Logger.Error("workshop unreadable", "workshop", id, "err", err)
			*list = append(*list, pages.WorkshopLine{ID: id, Title: srv.pages.Words("organise.unreadable")})
			continue
		}
		w, _ := state.Workshop()
		days, dated := srv.daysLeft(w.KeptUntil)
		erased := lines[id].Erased != 0
		*list = append(*list, pages.WorkshopLine{
			ID: id, Opened: lines[id].Opened, Plays: srv.rehearsals.plays(id), Title: w.Title, Theme: w.Theme, Date: w.Date, Place: w.Place,
			Tables: len(state.Tables()), People: peopleOf(state),
			Soon: dated && !erased && days >= 0 && days < remindedBefore, Days: days + 1, Erased: erased,
			Past: w.Date != "" && w.Date < srv.cfg.Now().Format(time.DateOnly),
		})
	}
	return srv.page(c, status, func(p *pages.Pages, w io.Writer) error { return p.Organise(w, view) })
}

func (srv *Server) openWorkshop(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	facts := board.Facts{
		Title: c.FormValue("title"), Theme: c.FormValue("theme"), Date: c.FormValue("date"),
		Place: c.FormValue("place"), Host: c.FormValue("host"),
	}
	ws, err := srv.OpenWorkshop(c.Request().Context(), facts)
	if code := board.CodeOf(err); err != nil && code != board.Storage {
		return srv.organisePage(c, http.StatusUnprocessableEntity, pages.Organise{
			Facts: pages.Facts{Title: facts.Title, Theme: facts.Theme, Date: facts.Date, Place: facts.Place, Host: facts.Host}, Error: pages.Key("refusal." + string(code)), ErrorAt: "facts",
		})
	}
	if err != nil {
		return err
	}
	srv.audit(c.Request().Context(), board.Actor{Role: board.Organiser}, deedOpened, ws)
	return c.Redirect(http.StatusSeeOther, "/w/"+string(ws))
}

// importArchive makes a new workshop of a saved one. Everything in it gets new
// ids, so that the same file can be taken in twice.
func (srv *Server) importArchive(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	comesSlowly(c)
	file, err := fileOf(c.Request(), "file")
	if err != nil {
		return srv.organisePage(c, http.StatusUnprocessableEntity, pages.Organise{Error: "organise.error.file", ErrorAt: "import"})
	}
	packed, err := archive.Read(file)
	if err != nil {
		sentence := pages.Key("organise.error.archive")
		if errors.Is(err, archive.ErrNewer) {
			sentence = "organise.error.newer"
		}
		return srv.organisePage(c, http.StatusUnprocessableEntity, pages.Organise{Error: sentence, ErrorAt: "import"})
	}
	fresh, err := packed.Renumbered(uuid.NewString)
	if err != nil {
		return err
	}
	ws, err := srv.takeIn(c.Request().Context(), fresh.Import())
	if err != nil {
		return err
	}
	srv.audit(c.Request().Context(), board.Actor{Role: board.Organiser}, deedImport, ws, "json")
	return c.Redirect(http.StatusSeeOther, "/w/"+string(ws))
}

func peopleOf(state *board.State) int {
	n := 0
	for _, t := range state.Tables() {
		n += len(state.Seats(t.ID))
	}
	return n
}
