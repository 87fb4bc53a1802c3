package server

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/backup"
	"yoriai/server/pages"
)

// tending is what is being done with the data file just now, or was done last:
// one thing at a time, for each reads all of it.
type tending struct {
	mu  sync.Mutex
	now pages.Tending
}

func (t *tending) view() pages.Tending {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}

// begin reports false where something is being done already.
func (t *tending) begin(what string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.Busy {
		return false
	}
	t.now = pages.Tending{What: what, Busy: true}
	return true
}

func (t *tending) progress(done, total int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.Percent = int(min(99, 100*done/max(1, total)))
}

func (t *tending) end(said pages.Key, name string, number int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.Busy, t.now.Percent, t.now.Said, t.now.Name, t.now.Number = false, 100, said, name, number
}

// tend does something with the data file while the page tells how far it is.
// It is seen through whether anybody looks on or not.
func (srv *Server) tend(c echo.Context, what string, do func(ctx context.Context)) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	if srv.cfg.Keeper == nil {
		return notFound()
	}
	if srv.tending.begin(what) {
		srv.house.Go(func() {
			if !srv.unharmed(func() { do(srv.ctx) }) {
				srv.tending.end("admin.tending.failed", "", 0)
			}
		})
	}
	return c.Redirect(http.StatusSeeOther, "/admin#tending")
}

// backupNow makes a backup beside the scheduled ones.
func (srv *Server) backupNow(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	if len(srv.cfg.Backups) == 0 {
		return notFound()
	}
	return srv.tend(c, "backup", func(ctx context.Context) {
		_, size, _ := srv.cfg.Keeper.Files()
		f, err := backup.Make(ctx, srv.cfg.Backups[0], srv.cfg.Keeper, srv.cfg.Now(), func(done int64) { srv.tending.progress(done, size) })
		switch {
		case errors.Is(err, backup.ErrDamage):
			srv.tending.end("admin.tending.hurt", f.Path(), 0)
		case err != nil:
			srv.cfg.Logger.Error("a backup was not made", "err", err)
			srv.tending.end("admin.tending.failed", "", 0)
			return
		default:
			srv.tending.end("admin.tending.made", f.Path(), 0)
		}
		srv.audit(ctx, board.Actor{Role: board.Organiser}, deedBackup, "", f.Name)
	})
}

// verifyNow looks through everything.
func (srv *Server) verifyNow(c echo.Context) error {
	return srv.tend(c, "verify", func(ctx context.Context) {
		documents, faults, err := srv.cfg.Keeper.Inspect(ctx, srv.tending.progress)
		switch {
		case err != nil:
			srv.cfg.Logger.Error("the data was not verified", "err", err)
			srv.tending.end("admin.tending.failed", "", 0)
			return
		case faults > 0:
			srv.tending.end("admin.tending.faults", "", faults)
		default:
			srv.tending.end("admin.tending.sound", "", documents)
		}
		srv.audit(ctx, board.Actor{Role: board.Organiser}, deedVerified, "", map[bool]string{true: "sound", false: "faults"}[faults == 0])
	})
}

// apiTending lets the page follow what is being done.
func (srv *Server) apiTending(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	now := srv.tending.view()
	return c.JSON(http.StatusOK, map[string]any{"busy": now.Busy, "percent": now.Percent})
}

// removeBackup takes away a backup that lies in one of the folders: by its
// name, so that nothing else can be named.
func (srv *Server) removeBackup(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	for _, f := range backup.List(srv.cfg.Backups) {
		if f.Path() != c.FormValue("file") {
			continue
		}
		if err := backup.Remove(f); err != nil {
			return err
		}
		srv.audit(c.Request().Context(), board.Actor{Role: board.Organiser}, deedPruned, "", f.Name)
	}
	return c.Redirect(http.StatusSeeOther, "/admin#backups")
}

// erasureView is an erasure as people read it. The title is that of today; of a
// workshop that is gone only its number is left.
func (srv *Server) erasureView(e erasure, title string) pages.AdminErasure {
	view := pages.AdminErasure{
		ID: e.ID, Title: title, Number: string(e.Workshop), What: e.What, Asked: srv.moment(time.UnixMilli(e.Asked)), Failing: e.Failing,
		By: auditor(auditLine{By: e.By}, srv.pages.Words), KeptUntil: e.KeptUntil, Texts: e.Texts, Prunes: e.Prunes,
		Named: e.Named, NamesGone: len(e.Goes),
		Before: countsView(e.Before), After: countsView(e.After), Digest: e.Digest, Removed: e.Removed, Left: e.Left, Workshop: e.Workshop,
	}
	if e.Done != 0 {
		view.Done = srv.moment(time.UnixMilli(e.Done))
	}
	return view
}

func countsView(n erasedCounts) pages.ErasureCounts {
	return pages.ErasureCounts{People: n.People, Notes: n.Notes, Authored: n.Authored, Photos: n.Photos, Entries: n.Entries, Bytes: sizeWord(n.Bytes)}
}
