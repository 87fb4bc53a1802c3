package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"yoriai/board"
)

// The audit log says who did what with people's data: ids and codes, never a
// text or a name. Lines are only ever added. They go when they are older than
// auditLife (a fiscal year, the one in which it is looked at, and half a year
// to spare) or, the oldest first, beyond auditMost, which is some ten megabytes.
const (
	auditLife = 30 * 31 * 24 * time.Hour
	auditMost = 50_000
	// noticesMost bounds what the rooms found out and is not written down yet.
	noticesMost = 1024
)

// deed is something the audit log tells of. Each has a sentence "audit.deed.…".
type deed string

const (
	deedOpened    deed = "opened"    // a workshop
	deedJoined    deed = "joined"    // a browser took a seat
	deedLeft      deed = "left"      // and gave it up
	deedOrganiser deed = "organiser" // a browser got the organiser's pages
	deedRole      deed = "role"      // about: seat, role before, role now
	deedTaken     deed = "taken"     // a seat was taken out of the workshop
	deedReturned  deed = "returned"  // and brought back
	deedDoor      deed = "door"      // about: "closed" or "open"
	deedNames     deed = "names"     // the policy of names; about: before, now
	deedKept      deed = "kept"      // the day until which all is kept; about: before, now
	deedLink      deed = "link"      // a seat's link was renewed
	deedDevice    deed = "device"    // a seat was taken from a browser
	deedExport    deed = "export"    // about: format, "public" or "internal", table or "all"
	deedImport    deed = "import"    // about: what was read
	deedBackup    deed = "backup"    // about: the file's name
	deedVerified  deed = "verified"  // about: "sound" or "faults"
	deedRestored  deed = "restored"  // the data went back to a backup
	deedErasing   deed = "erasing"   // about: the erasure, "person" or "workshop" or "all"
	deedErased    deed = "erased"    // the same, when it was over
	deedPruned    deed = "pruned"    // backups removed; about: how many
	deedMasked    deed = "masked"    // about: "masked" or "kept"
	deedPhoto     deed = "photo"     // about: "added", "removed", "returned", "published" or "unpublished"
)

// auditLine is one line as it is kept.
type auditLine struct {
	At       int64            `json:"at"` // ms since 1970
	What     deed             `json:"what"`
	Workshop board.WorkshopID `json:"workshop,omitempty"`
	By       board.Role       `json:"by,omitempty"` // empty: the server itself
	Seat     board.SeatID     `json:"seat,omitempty"`
	About    []string         `json:"about,omitempty"`
}

// codes are what a line may tell beside the ids of its own: an id, a format, a
// day, a number, the name of a backup. A sentence or a person's name is none.
var codes = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$`)

// audit writes down who did what. It is called when it is certain that it will
// be, or has been, done; a disk that takes no line is said in the log and is no
// reason to refuse people what they may have.
func (srv *Server) audit(ctx context.Context, by board.Actor, what deed, ws board.WorkshopID, about ...string) {
	srv.keepLine(ctx, srv.lineOf(by, what, ws, about...))
}

func (srv *Server) lineOf(by board.Actor, what deed, ws board.WorkshopID, about ...string) auditLine {
	line := auditLine{At: srv.cfg.Now().UnixMilli(), What: what, Workshop: ws, By: by.Role, Seat: by.Seat}
	for _, word := range about {
		if !codes.MatchString(word) {
			word = "?"
		}
		line.About = append(line.About, word)
	}
	return line
}

// keepLine gives each line a key that sorts by time; two of one moment by the
// order in which they were made.
func (srv *Server) keepLine(ctx context.Context, line auditLine) {
	key := fmt.Sprintf("%014d.%06d.%s", line.At, srv.audited.Add(1)%1_000_000, newOpID()[:8])
	if err := putJSON(context.WithoutCancel(ctx), srv.cfg.Vault, shelfAudit, key, line); err != nil {
		srv.cfg.Logger.Error("not written into the audit log", "what", line.What, "err", err)
	}
}

// notice finds what of a commit belongs into the audit log. It runs in a
// room's goroutine, which must not wait for the disk.
func (srv *Server) notice(doc board.DocID, entries []board.Entry) {
	for _, e := range entries {
		by := board.Actor{Seat: e.Author, Role: e.As}
		for _, d := range e.Change {
			switch is := d.After.(type) {
			case board.Seat:
				was, _ := d.Before.(board.Seat)
				srv.noticeSeat(by, board.WorkshopID(doc), was, is)
			case board.Photo:
				was, _ := d.Before.(board.Photo)
				srv.noticePhoto(by, board.WorkshopID(doc), was, is)
			case board.Workshop:
				was, _ := d.Before.(board.Workshop)
				srv.noticeFacts(by, was, is)
			}
		}
	}
}

func (srv *Server) noticeSeat(by board.Actor, ws board.WorkshopID, was, is board.Seat) {
	if was.Role != is.Role && (was.Role != "" || is.Role != board.Participant) {
		srv.later(srv.lineOf(by, deedRole, ws, string(is.ID), orNone(was.Role), string(is.Role)))
	}
	if is.Withdrawn != was.Withdrawn {
		srv.later(srv.lineOf(by, map[bool]deed{true: deedTaken, false: deedReturned}[is.Withdrawn], ws, string(is.ID)))
	}
}

// noticePhoto: which photo it was is no matter, for whom it is now is one.
func (srv *Server) noticePhoto(by board.Actor, ws board.WorkshopID, was, is board.Photo) {
	about := ""
	switch {
	case was.ID == "":
		about = "added"
	case was.Removed == 0 && is.Removed != 0:
		about = "removed"
	case was.Removed != 0 && is.Removed == 0:
		about = "returned"
	case was.Published != is.Published:
		about = map[bool]string{true: "published", false: "unpublished"}[is.Published]
	default:
		return
	}
	srv.later(srv.lineOf(by, deedPhoto, ws, about))
}

func (srv *Server) noticeFacts(by board.Actor, was, is board.Workshop) {
	if was.KeptUntil != is.KeptUntil {
		srv.later(srv.lineOf(by, deedKept, is.ID, orNone(was.KeptUntil), orNone(is.KeptUntil)))
	}
	if was.ID == "" {
		return // it has only just begun
	}
	if was.Names != is.Names {
		srv.later(srv.lineOf(by, deedNames, is.ID, orNone(was.Names), orNone(is.Names)))
	}
	if was.DoorClosed != is.DoorClosed {
		srv.later(srv.lineOf(by, deedDoor, is.ID, map[bool]string{true: "closed", false: "open"}[is.DoorClosed]))
	}
}

func orNone[T ~string](s T) string { return cmp.Or(string(s), "none") }

func (srv *Server) later(line auditLine) {
	select {
	case srv.notices <- line:
	default:
		srv.cfg.Logger.Error("the audit log cannot keep up", "what", line.What)
	}
}

// keepNotices writes down what the rooms found, until the server ends and
// nothing is left.
func (srv *Server) keepNotices() {
	for {
		select {
		case line := <-srv.notices:
			srv.keepLine(srv.ctx, line)
		case <-srv.ctx.Done():
			for {
				select {
				case line := <-srv.notices:
					srv.keepLine(srv.ctx, line)
				default:
					return
				}
			}
		}
	}
}

// noticeRestore: the data have another epoch than at the last start when a
// backup took their place.
func (srv *Server) noticeRestore(ctx context.Context) error {
	was, found, err := srv.cfg.Vault.Get(ctx, shelfSecrets, "epoch")
	epoch := string(srv.cfg.Log.Epoch())
	if err != nil || found && string(was) == epoch {
		return err
	}
	if found {
		srv.audit(ctx, board.Actor{}, deedRestored, "", epoch)
	}
	return srv.cfg.Vault.Put(ctx, shelfSecrets, "epoch", []byte(epoch))
}

// forgetAudit lets go of what is too old and, beyond auditMost, of the oldest.
func (srv *Server) forgetAudit(ctx context.Context) (gone int, err error) {
	keys, err := names(ctx, srv.cfg.Vault, shelfAudit)
	if err != nil {
		return 0, err
	}
	until := fmt.Sprintf("%014d", srv.cfg.Now().Add(-auditLife).UnixMilli())
	for i, key := range keys { // the oldest first
		if key >= until && i >= len(keys)-auditMost {
			break
		}
		if err := srv.cfg.Vault.Delete(ctx, shelfAudit, key); err != nil {
			return gone, err
		}
		gone++
	}
	return gone, nil
}

// auditLines gives the lines that were asked for, the newest first. One that
// cannot be read any more keeps no other.
func auditLines(ctx context.Context, vault Vault, ask AuditAsk) ([]auditLine, error) {
	var lines []auditLine
	from, to := "", "~"
	if at, err := time.ParseInLocation(time.DateOnly, ask.Day, ask.Zone); err == nil {
		from, to = fmt.Sprintf("%014d", at.UnixMilli()), fmt.Sprintf("%014d", at.AddDate(0, 0, 1).UnixMilli())
	}
	unread := 0
	err := vault.Each(ctx, shelfAudit, func(key string, value []byte) error {
		var line auditLine
		switch {
		case key < from || key >= to:
			return nil
		case decode(value, &line) != nil:
			unread++
		case ask.Workshop == "" || line.Workshop == ask.Workshop:
			lines = append(lines, line)
		}
		return nil
	})
	if unread > 0 {
		err = errors.Join(err, fmt.Errorf("%w: %d lines of the audit log", board.ErrDamaged, unread))
	}
	slices.Reverse(lines)
	return lines, err
}
