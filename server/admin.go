package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/backup"
	"yoriai/server/pages"
)

// auditShown is how many lines of the audit log the page shows; the file has all.
const auditShown = 200

// admin is the page of the data, for those who organise. It opens no board: it
// asks the workshops' own documents, and the file how large each is.
func (srv *Server) admin(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	ctx := c.Request().Context()
	ask := srv.auditAsked(c)
	view := pages.Admin{Version: srv.cfg.Version, Tending: srv.tending.view(), Workshop: ask.Workshop, Day: ask.Day}
	srv.describeFile(&view)
	titles, err := srv.adminWorkshops(ctx, &view)
	if err != nil {
		return err
	}
	list, err := srv.erasures(ctx)
	if err != nil {
		return err
	}
	for _, e := range list {
		view.Erasures = append(view.Erasures, srv.erasureView(e, titles[e.Workshop]))
	}
	lines, err := auditLines(ctx, srv.cfg.Vault, ask)
	if err != nil { // what can be read of it is shown
		srv.cfg.Logger.Error("audit log", "err", err)
	}
	view.More = len(lines) > auditShown
	for _, l := range lines[:min(len(lines), auditShown)] {
		view.Lines = append(view.Lines, srv.auditView(l, titles))
	}
	return srv.page(c, http.StatusOK, func(p *pages.Pages, w io.Writer) error { return p.Admin(w, view) })
}

// describeFile says where the data and its backups lie and how much room there is.
func (srv *Server) describeFile(view *pages.Admin) {
	if srv.cfg.Keeper != nil {
		var size int64
		view.DataFile, size, _ = srv.cfg.Keeper.Files()
		view.DataSize = sizeWord(size)
	}
	if srv.cfg.Space != nil {
		if used, total, err := srv.cfg.Space(); err == nil && total > 0 {
			view.Free = sizeWord(int64(total - min(used, total)))
			view.Low = float64(used)*100 >= float64(total)*spaceLow
		}
	}
	if len(srv.cfg.Backups) == 0 || srv.cfg.Keeper == nil {
		return
	}
	view.Folder = srv.cfg.Backups[0]
	for _, f := range backup.List(srv.cfg.Backups) {
		view.Backups = append(view.Backups, pages.AdminBackup{Name: f.Name, Folder: f.Dir, Made: srv.moment(f.Made), Size: sizeWord(f.Size)})
	}
}

// adminWorkshops lists the workshops and gives their titles.
func (srv *Server) adminWorkshops(ctx context.Context, view *pages.Admin) (map[board.WorkshopID]string, error) {
	ids, lines, err := srv.workshops(ctx)
	if err != nil {
		return nil, err
	}
	titles := map[board.WorkshopID]string{}
	for _, id := range ids {
		one, err := srv.adminWorkshop(ctx, id, lines[id])
		if err != nil {
			srv.cfg.Logger.Error("workshop unreadable", "workshop", id, "err", err)
			one = pages.AdminWorkshop{ID: id, Title: srv.pages.Words("organise.unreadable")}
		}
		titles[id] = one.Title
		view.Workshops = append(view.Workshops, one)
	}
	return titles, nil
}

func (srv *Server) adminWorkshop(ctx context.Context, id board.WorkshopID, line workshopLine) (pages.AdminWorkshop, error) {
	hall, err := srv.hall(ctx, id)
	if err != nil {
		return pages.AdminWorkshop{}, err
	}
	w, _ := hall.Workshop()
	one := pages.AdminWorkshop{
		ID: id, Title: w.Title, Date: w.Date, KeptUntil: w.KeptUntil, Tables: len(hall.Tables()), People: peopleOf(hall), Plays: srv.rehearsals.plays(id),
	}
	if line.Erased != 0 {
		one.Erased = srv.moment(time.UnixMilli(line.Erased))
	} else if days, dated := srv.daysLeft(w.KeptUntil); dated {
		one.Days, one.Soon, one.Over = days+1, days < remindedBefore && days >= 0, days < 0
	}
	if srv.cfg.Keeper == nil {
		return one, nil
	}
	docs := []board.DocID{board.DocID(id)}
	for _, a := range boardsOf(hall) {
		docs = append(docs, board.DocID(a.ID))
	}
	sizes, err := srv.cfg.Keeper.Sizes(ctx, docs)
	total, photosErr := srv.photoSize(ctx, id)
	for _, size := range sizes {
		total += size
	}
	one.Size = sizeWord(total)
	return one, errors.Join(err, photosErr)
}

// auditView makes a line readable: what it is about is told by the workshop's
// title of today; the log itself has ids alone.
func (srv *Server) auditView(l auditLine, titles map[board.WorkshopID]string) pages.AdminLine {
	return pages.AdminLine{
		At: srv.moment(time.UnixMilli(l.At)), What: srv.pages.Words("audit.deed." + string(l.What)), By: auditor(l, srv.pages.Words),
		Title: titles[l.Workshop], About: srv.aboutView(l.About), Workshop: l.Workshop,
	}
}

// aboutView says the codes of a line in words, where there are any for them,
// and of a long number its beginning: the file has all of it.
func (srv *Server) aboutView(about []string) string {
	words := make([]string, len(about))
	for i, code := range about {
		words[i] = code
		for _, prefix := range []string{"audit.code.", "role.", "policy.names.", "results.file."} {
			if said := srv.pages.Words(prefix + code); said != "" && said != prefix+code {
				words[i] = said
				break
			}
		}
		if board.ValidID(code) {
			words[i] = strings.ReplaceAll(srv.pages.Words("audit.number"), "{id}", code[:8])
		}
	}
	return strings.Join(words, " · ")
}

// moment is a time as people write it, to the minute.
func (srv *Server) moment(t time.Time) string { return t.In(srv.zone()).Format("2006-01-02 15:04") }

// zone is where people read the clock: that of the clock the server was given.
func (srv *Server) zone() *time.Location { return srv.cfg.Now().Location() }

// sizeWord is a number of bytes as people read it.
func sizeWord(n int64) string {
	switch {
	case n >= 10<<30:
		return fmt.Sprintf("%d GB", n>>30)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (n+1023)>>10)
}
