package server

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"yoriai/board"
)

// What those who look after the machine do without a browser: the program's
// subcommands ask for it here. It is the same work, with the same record.

var (
	// ErrUnknown: there is no such workshop, or nobody of that number in it.
	ErrUnknown = errors.New("there is no such workshop, or no such seat in it")
	// ErrInUse: somebody wrote within the last hour.
	ErrInUse = errors.New("somebody wrote within the last hour")
	// ErrUnfinished: an erasing was begun and is not done.
	ErrUnfinished = errors.New("the erasing is begun and not done yet")
	// ErrNoKeeper: nothing is erased in this data file now.
	ErrNoKeeper = errors.New("this data file cannot be erased in")
)

// KeptWorkshop says until when a workshop's people are kept.
type KeptWorkshop struct {
	ID            board.WorkshopID
	Title         string
	Until         string // ISO 8601; empty: no day
	Erased        bool
	Due           bool // its day has passed and people are in it
	Tables, Seats int
}

// Kept lists all workshops.
func (srv *Server) Kept(ctx context.Context) (list []KeptWorkshop, err error) {
	ids, lines, err := srv.workshops(ctx)
	for _, id := range ids {
		hall, unread := srv.hall(ctx, id)
		if unread != nil {
			err = errors.Join(err, fmt.Errorf("workshop %s: %w", id, unread))
			continue
		}
		due, unread := srv.isDue(ctx, id, lines[id])
		err = errors.Join(err, unread)
		w, _ := hall.Workshop()
		list = append(list, KeptWorkshop{id, w.Title, w.KeptUntil, lines[id].Erased != 0, due, len(hall.Tables()), peopleOf(hall)})
	}
	return list, err
}

// KeptSeats lists who has a seat in a workshop, those without a table first.
func (srv *Server) KeptSeats(ctx context.Context, ws board.WorkshopID) (list []board.Seat, tables map[board.TableID]string, err error) {
	if err := srv.isThere(ctx, ws); err != nil {
		return nil, nil, err
	}
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return nil, nil, err
	}
	tables = map[board.TableID]string{}
	for _, t := range append([]board.Table{{}}, hall.Tables()...) {
		tables[t.ID] = t.Name
		list = append(list, slices.DeleteFunc(hall.Seats(t.ID), func(p board.Seat) bool { return p.Role == board.Organiser })...)
	}
	return list, tables, nil
}

// isThere: a workshop that is in the organiser's list.
func (srv *Server) isThere(ctx context.Context, ws board.WorkshopID) error {
	_, found, err := srv.cfg.Vault.Get(ctx, shelfWorkshops, string(ws))
	if err == nil && !found {
		return ErrUnknown
	}
	return err
}

// ToErase says whose personal parts shall go.
type ToErase struct {
	Workshop board.WorkshopID
	Seat     board.SeatID // empty: everybody's
	Texts    bool         // of one person: what that person wrote, too
	Names    bool         // of one person: the name in whatever others wrote, too
}

// Erased is what an erasing took away, or would.
type Erased struct {
	ID                      string // of its record; empty: it was not begun
	People, Notes, Authored int
	Named                   int // of one person: texts of others with the name in them
	Backups                 int // that go
	Left                    []string
	Stands                  int // places in which the name stands afterwards
}

// Erase erases, or (dry) says only what would go. It comes back when the work
// is done; what was begun and failed is tried again by itself.
func (srv *Server) Erase(ctx context.Context, ask ToErase, dry bool) (Erased, error) {
	if srv.cfg.Keeper == nil {
		return Erased{}, ErrNoKeeper
	}
	if err := srv.isThere(ctx, ask.Workshop); err != nil {
		return Erased{}, err
	}
	e, mentions, err := srv.planAsked(ctx, ask)
	if err != nil {
		return Erased{}, err
	}
	counts, _, err := srv.countErased(ctx, &e)
	if err != nil {
		return Erased{}, err
	}
	asIs := e
	asIs.Emptied = srv.cfg.Now().UnixMilli()
	out := Erased{People: counts.People, Notes: counts.Notes, Authored: counts.Authored, Named: len(mentions), Backups: len(srv.backupsOf(asIs))}
	if dry {
		return out, nil
	}
	if ask.Names {
		e.Goes = mentions
	}
	out.ID = e.ID
	if err := srv.beginAsked(ctx, e); err != nil {
		return out, err
	}
	srv.eraseAll(ctx)
	if e, err = srv.erasure(ctx, e.ID); err != nil {
		return out, err
	}
	out.Backups, out.Left, out.Stands = len(e.Removed), e.Left, e.Named
	if e.Step != stepDone {
		err = fmt.Errorf("%w: %s", ErrUnfinished, e.Step)
	}
	return out, err
}

// beginAsked begins it, unless one that does the same is under way.
func (srv *Server) beginAsked(ctx context.Context, e erasure) error {
	srv.planning.Lock()
	defer srv.planning.Unlock()
	list, err := srv.erasures(ctx)
	if err != nil {
		return err
	}
	for _, other := range list {
		if other.Workshop == e.Workshop && other.Seat == e.Seat && other.Step != stepDone {
			return fmt.Errorf("%w: %s", ErrUnfinished, other.ID)
		}
	}
	return srv.beginErasure(ctx, board.Actor{}, e)
}

// planAsked plans, and lists in which texts of others one person is named.
func (srv *Server) planAsked(ctx context.Context, ask ToErase) (e erasure, mentions []string, err error) {
	what := erasesAll
	if ask.Seat != "" {
		what = erasesPerson
	}
	if e, err = srv.planErasure(ctx, ask.Workshop, what, ask.Seat, ""); err != nil || ask.Seat == "" {
		e.Prunes = true
		return e, nil, err
	}
	e.Prunes, e.Texts = true, ask.Texts
	hall, err := srv.hall(ctx, ask.Workshop)
	if err != nil {
		return e, nil, err
	}
	seat, known := hall.Seat(ask.Seat)
	if !known || seat.Role == board.Organiser {
		return e, nil, ErrUnknown
	}
	e.Known = []string{seat.Name}
	mentions, err = srv.mentionKeys(ctx, &e)
	return e, mentions, err
}

// mentionKeys names the stored texts of others in which a person is named.
func (srv *Server) mentionKeys(ctx context.Context, e *erasure) (keys []string, err error) {
	erasing, err := srv.erasingOf(ctx, e)
	if err != nil {
		return nil, err
	}
	for _, doc := range e.Documents {
		state, _, err := srv.stored(ctx, doc)
		if err != nil {
			return nil, err
		}
		for _, r := range state.Records() {
			if erasing.Mentions(r) {
				keys = append(keys, board.StandsKey(r))
			}
		}
	}
	return keys, nil
}

// EraseWhatIsDue erases the people of every workshop whose day has passed, or
// (dry) lists them only. While somebody writes anywhere it refuses, unless told.
func (srv *Server) EraseWhatIsDue(ctx context.Context, dry, evenNow bool) (due []KeptWorkshop, done map[board.WorkshopID]Erased, err error) {
	list, err := srv.Kept(ctx)
	due = slices.DeleteFunc(list, func(k KeptWorkshop) bool { return !k.Due })
	if dry || len(due) == 0 {
		return due, nil, err
	}
	if !evenNow && srv.inUse() {
		return due, nil, errors.Join(err, ErrInUse)
	}
	done = map[board.WorkshopID]Erased{}
	for _, k := range due {
		erased, failed := srv.Erase(ctx, ToErase{Workshop: k.ID}, false)
		done[k.ID], err = erased, errors.Join(err, failed)
	}
	return due, done, err
}

// inUse: somebody wrote a while ago, anywhere.
func (srv *Server) inUse() bool {
	return srv.cfg.Now().Sub(time.UnixMilli(srv.written.Load())) < eveningOver
}

// AuditAsk narrows the audit log: a workshop, a day (ISO 8601, in Zone).
type AuditAsk struct {
	Workshop board.WorkshopID
	Day      string
	Zone     *time.Location
}

// WriteAudit writes the lines of the audit log, the newest first: as CSV, or as
// lines to read. They hold ids and codes, no text and no name.
func WriteAudit(ctx context.Context, vault Vault, ask AuditAsk, asCSV bool, say func(string) string, w io.Writer) error {
	lines, unread := auditLines(ctx, vault, ask)
	rows := make([][]string, 0, len(lines))
	for _, l := range lines {
		rows = append(rows, []string{
			time.UnixMilli(l.At).In(ask.Zone).Format(time.DateTime), say("audit.deed." + string(l.What)), auditor(l, say), string(l.Seat),
			string(l.Workshop), strings.Join(l.About, " "),
		})
	}
	if !asCSV {
		for _, row := range rows {
			row = slices.DeleteFunc(row, func(cell string) bool { return cell == "" })
			if _, err := fmt.Fprintln(w, strings.Join(row, "  ")); err != nil {
				return err
			}
		}
		return unread
	}
	if _, err := io.WriteString(w, "\uFEFF"); err != nil { // or Excel in Japan takes it for Shift_JIS
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := []string{say("audit.at"), say("audit.what"), say("audit.by"), say("audit.seat"), say("audit.workshop"), say("audit.about")}
	return errors.Join(out.WriteAll(append([][]string{head}, rows...)), unread)
}
