// Package backup writes backups to files: one when somebody asks, and one after
// the other on a schedule, of which the newest are kept.
//
// A backup appears under its name only when it is complete and on the disk, and
// an old one goes only after a newer one is there. Failing never touches what
// is backed up, nor an older backup.
package backup
