package main

import (
	"context"
	"io"
	"path/filepath"
	"runtime/debug"

	"yoriai/server"
	"yoriai/server/boltlog"
	"yoriai/static"
)

// kept is the data file as the server's pages look after it: its backups tell
// of damage in the words of package backup.
type kept struct{ *boltlog.Store }

var _ server.Keeper = kept{}

// Backup writes a copy; see boltlog.Store.Backup.
func (k kept) Backup(ctx context.Context, w io.Writer) (int64, error) {
	return told(k.Store.Backup).Backup(ctx, w)
}

// backupDirs are where this server's backups lie: where the schedule puts them,
// and the folder beside the data for those that are made by hand on the page.
func (set settings) backupDirs() []string {
	beside := filepath.Join(set.data, "backups")
	if set.backups.Dir == "" || filepath.Clean(set.backups.Dir) == beside {
		return []string{beside}
	}
	return []string{set.backups.Dir, beside}
}

// version is what the program calls itself: the revision it was built from,
// where the build knows it, and the print of its browser side.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 10 {
				return s.Value[:10] + " / " + static.Fingerprint()[:6]
			}
		}
	}
	return static.Fingerprint()
}
