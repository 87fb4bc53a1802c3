package server

import (
	"context"
	"fmt"
	"slices"
	"time"

	"yoriai/board"
	"yoriai/server/backup"
)

// eraseBytes makes the file anew without what was erased.
func (srv *Server) eraseBytes(ctx context.Context, e *erasure) error {
	if err := srv.cfg.Keeper.Compact(ctx); err != nil {
		return err
	}
	_, e.After.Bytes, _ = srv.cfg.Keeper.Files()
	return nil
}

// backupsOf are the backups that hold what an erasure took away: those made
// since the workshop was opened and before its documents were erased. What a
// restore put aside is one of them.
func (srv *Server) backupsOf(e erasure) (list []backup.File) {
	list = backup.List(srv.cfg.Backups)
	if srv.cfg.Keeper != nil {
		_, _, aside := srv.cfg.Keeper.Files()
		list = append(list, backup.Aside(aside)...)
	}
	return slices.DeleteFunc(list, func(f backup.File) bool { // names tell seconds, and the data are copied after the name is made
		return f.Made.Unix() > e.Emptied/1000 || f.Made.Unix() < e.Opened/1000
	})
}

// eraseBackups makes a new backup where there are older ones that hold what was
// erased, and only then removes those. Where the new one cannot be made they
// stay, and the record says so until it is tried again.
func (srv *Server) eraseBackups(ctx context.Context, e *erasure) error {
	old := srv.backupsOf(*e)
	e.Left = pathsOf(old)
	if err := backup.RemoveParts(srv.cfg.Backups, time.UnixMilli(e.Emptied)); err != nil {
		return err
	}
	if !e.Prunes || len(old)+len(e.Removing) == 0 {
		return nil
	}
	if len(srv.cfg.Backups) > 0 && len(old) > 0 {
		if err := srv.freshBackup(ctx, e, old); err != nil {
			return err
		}
	}
	return srv.removeBackups(ctx, e, old)
}

// removeBackups says first what it takes away: whoever is killed in between has
// taken away some, and the next start counts those, too.
func (srv *Server) removeBackups(ctx context.Context, e *erasure, old []backup.File) error {
	for _, path := range pathsOf(old) {
		if !slices.Contains(e.Removing, path) {
			e.Removing = append(e.Removing, path)
		}
	}
	if err := srv.keepErasure(ctx, *e); err != nil {
		return err
	}
	for _, f := range old {
		if err := backup.Remove(f); err != nil {
			return err
		}
	}
	e.Removed, e.Removing, e.Left = append(e.Removed, e.Removing...), nil, nil
	srv.audit(ctx, board.Actor{}, deedPruned, e.Workshop, fmt.Sprint(len(e.Removed)))
	return nil
}

// freshBackup has a backup made that is none of the old ones, and cannot be
// taken for one: names tell seconds.
func (srv *Server) freshBackup(ctx context.Context, e *erasure, old []backup.File) error {
	now := srv.cfg.Now()
	if emptied := time.UnixMilli(e.Emptied); now.Unix() <= emptied.Unix() {
		now = emptied.Add(time.Second)
	}
	for slices.ContainsFunc(append(backup.List(srv.cfg.Backups[:1]), old...), func(f backup.File) bool { return f.Made.Unix() == now.Unix() }) {
		now = now.Add(time.Second) // one that was made before we were killed is there already
	}
	_, err := backup.Make(ctx, srv.cfg.Backups[0], srv.cfg.Keeper, now, nil)
	return err
}

func pathsOf(files []backup.File) (paths []string) {
	for _, f := range files {
		paths = append(paths, f.Path())
	}
	return paths
}
