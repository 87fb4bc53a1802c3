package server

import (
	"context"
	"time"

	"yoriai/board"
)

const (
	// retentionEvery paces the look at the days until which workshops are kept.
	retentionEvery = time.Hour
	// retentionFirst is how long after its start the server looks for the first
	// time: long enough for a hall to come back that was working a moment ago.
	retentionFirst = 2 * time.Minute
	// eveningOver is how long nobody must have written anything, anywhere, before
	// anything is erased by itself: making the file small holds up all who write.
	eveningOver = time.Hour
	// remindedBefore is how many days before its end those who organise are told.
	remindedBefore = 14
)

// keepPromises erases what was asked for, at once and again after a failure,
// and by itself what has been kept as long as was promised. It needs no
// network, and catches up after the machine was off.
func (srv *Server) keepPromises() {
	wait := retentionFirst
	srv.unharmed(func() { srv.eraseAll(srv.ctx) }) // what the last run was killed over
	for {
		due := time.NewTimer(wait)
		select {
		case <-srv.ctx.Done():
			due.Stop()
			return
		case <-srv.toErase:
			due.Stop()
			srv.unharmed(func() { srv.eraseAll(srv.ctx) })
		case <-due.C:
			wait = retentionEvery
			srv.unharmed(func() { srv.eraseDue(srv.ctx) })
		}
	}
}

// eraseDue begins the erasure of whatever was kept long enough, and goes on
// with all that is not done. Not while anybody writes: then in an hour.
func (srv *Server) eraseDue(ctx context.Context) {
	if srv.cfg.Keeper == nil || srv.inUse() {
		return
	}
	ids, lines, err := srv.workshops(ctx)
	if err != nil {
		srv.cfg.Logger.Error("the days of keeping cannot be read", "err", err)
	}
	for _, ws := range ids {
		if err := srv.eraseIfDue(ctx, ws, lines[ws]); err != nil {
			srv.cfg.Logger.Error("not erased, though its day has come", "workshop", ws, "err", err)
		}
	}
	srv.eraseAll(ctx)
}

// isDue reports whether a workshop's day has passed: once more, where people
// came into it since it was erased.
func (srv *Server) isDue(ctx context.Context, ws board.WorkshopID, line workshopLine) (bool, error) {
	last, err := srv.cfg.Log.Last(ctx, board.DocID(ws))
	if err != nil || line.Erased != 0 && last <= 1 {
		return false, err
	}
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return false, err
	}
	w, _ := hall.Workshop()
	days, dated := srv.daysLeft(w.KeptUntil)
	return dated && days < 0, nil
}

// eraseIfDue erases a workshop whose day has passed.
func (srv *Server) eraseIfDue(ctx context.Context, ws board.WorkshopID, line workshopLine) error {
	if due, err := srv.isDue(ctx, ws, line); err != nil || !due {
		return err
	}
	begun, err := srv.isBeingErased(ctx, ws)
	if err != nil || begun {
		return err
	}
	e, err := srv.planErasure(ctx, ws, erasesAll, "", "")
	if err != nil {
		return err
	}
	e.Prunes = true
	return srv.beginErasure(ctx, board.Actor{}, e)
}

// isBeingErased reports whether an erasure of all of a workshop is under way.
func (srv *Server) isBeingErased(ctx context.Context, ws board.WorkshopID) (bool, error) {
	list, err := srv.erasures(ctx)
	for _, e := range list {
		if e.Workshop == ws && e.What != erasesPerson && e.Step != stepDone {
			return true, err
		}
	}
	return false, err
}

// daysLeft is how many days are left after today; −1: yesterday was the last.
func (srv *Server) daysLeft(until string) (days int, dated bool) {
	last, err := time.ParseInLocation(time.DateOnly, until, srv.zone())
	if err != nil {
		return 0, false
	}
	y, m, d := srv.cfg.Now().Date()
	today := time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	y, m, d = last.Date()
	return int(time.Date(y, m, d, 12, 0, 0, 0, time.UTC).Sub(today) / (24 * time.Hour)), true
}
