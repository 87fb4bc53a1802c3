package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"yoriai/board"
	"yoriai/server/backup"
	"yoriai/server/room"
)

// What an erasure takes away.
const (
	erasesAll      = "all"      // the personal parts of everybody in a workshop
	erasesPerson   = "person"   // those of one person
	erasesWorkshop = "workshop" // the whole workshop
)

// The steps of an erasure. Each may be begun again: whoever is killed in the
// middle goes on with it at the next start.
const (
	stepDocuments = "documents" // documents and what leads to people are being erased
	stepFile      = "file"      // what was erased is being taken out of the file
	stepBackups   = "backups"   // backups that hold it are being made anew and removed
	stepDone      = "done"
)

// erasure is the record of an erasing, from the moment it was asked for: the
// work still to be done, and later what the certificate says. It holds ids and
// numbers, and no text.
type erasure struct {
	ID        string           `json:"id"`
	Workshop  board.WorkshopID `json:"workshop"`
	What      string           `json:"what"`
	Seat      board.SeatID     `json:"seat,omitempty"`
	Texts     bool             `json:"texts,omitzero"`
	By        board.Role       `json:"by,omitempty"` // empty: the day had come
	Opened    int64            `json:"opened"`       // the workshop; no backup of before holds anything of it
	Asked     int64            `json:"asked"`
	Emptied   int64            `json:"emptied,omitzero"` // the documents; no backup of after holds what was erased
	Done      int64            `json:"done,omitzero"`
	Step      string           `json:"step"`
	Documents []board.DocID    `json:"documents"` // the boards, and last the workshop
	Codes     []string         `json:"codes,omitempty"`
	Seats     []board.SeatID   `json:"seats,omitempty"` // whose browsers and links go
	KeptUntil string           `json:"keptUntil,omitempty"`
	Prunes    bool             `json:"prunes,omitzero"` // backups are made anew
	Before    erasedCounts     `json:"before"`
	After     erasedCounts     `json:"after"`
	Digest    string           `json:"digest,omitempty"` // of what is left
	Removed   []string         `json:"removed,omitempty"`
	Left      []string         `json:"left,omitempty"` // backups that hold it still
	Failing   string           `json:"failing,omitempty"`
}

// erasedCounts are what there was, or is.
type erasedCounts struct {
	People   int    `json:"people"` // with a name of theirs
	Notes    int    `json:"notes"`
	Authored int    `json:"authored"` // notes that lead to somebody
	Entries  uint64 `json:"entries"`
	Bytes    int64  `json:"bytes"` // of the file
}

var errNoKeeper = errors.New("this data file cannot be erased in")

// plan makes the record of an erasure, with everything that must be known when
// the documents are gone.
func (srv *Server) planErasure(ctx context.Context, ws board.WorkshopID, what string, seat board.SeatID, by board.Role) (erasure, error) {
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return erasure{}, err
	}
	w, _ := hall.Workshop()
	now := srv.cfg.Now().UnixMilli()
	e := erasure{
		ID: fmt.Sprintf("%014d.%s", now, strings.ToLower(rand.Text()[:10])), Workshop: ws, What: what, Seat: seat, By: by, Asked: now,
		Step: stepDocuments, KeptUntil: w.KeptUntil,
	}
	for _, r := range hall.Records() {
		switch r := r.(type) {
		case board.Assignment:
			e.Documents = append(e.Documents, board.DocID(r.ID))
		case board.Seat:
			if seat == "" || seat == r.ID {
				e.Seats = append(e.Seats, r.ID)
			}
		}
	}
	e.Documents = append(e.Documents, board.DocID(ws))
	if line, err := srv.line(ctx, ws); err == nil {
		e.Opened = line.Opened
	}
	if what != erasesPerson && w.Code != "" {
		e.Codes = []string{w.Code}
	}
	return e, nil
}

// beginErasure keeps the record, and lets the work begin. From here on it is
// certain that it will be done.
func (srv *Server) beginErasure(ctx context.Context, by board.Actor, e erasure) error {
	if srv.cfg.Keeper == nil {
		return errNoKeeper
	}
	if err := srv.keepErasure(ctx, e); err != nil {
		return err
	}
	srv.audit(ctx, by, deedErasing, e.Workshop, e.ID, e.What, orNone(e.Seat))
	select {
	case srv.toErase <- struct{}{}:
	default: // it is awake already
	}
	return nil
}

func (srv *Server) keepErasure(ctx context.Context, e erasure) error {
	return putJSON(ctx, srv.cfg.Vault, shelfErasures, e.ID, e)
}

func (srv *Server) erasure(ctx context.Context, id string) (erasure, error) {
	var e erasure
	data, found, err := srv.cfg.Vault.Get(ctx, shelfErasures, id)
	if err != nil {
		return e, err
	}
	if !found {
		return e, notFound()
	}
	return e, decode(data, &e)
}

// erasures lists all records, the newest first.
func (srv *Server) erasures(ctx context.Context) (list []erasure, err error) {
	err = srv.cfg.Vault.Each(ctx, shelfErasures, func(_ string, value []byte) error {
		var e erasure
		if err := decode(value, &e); err != nil {
			return err
		}
		list = append(list, e)
		return nil
	})
	slices.SortFunc(list, func(a, b erasure) int { return strings.Compare(b.ID, a.ID) })
	return list, err
}

// eraseAll goes on with everything that was begun and is not done, the oldest
// first. What fails is tried again later; it keeps nothing else waiting.
func (srv *Server) eraseAll(ctx context.Context) {
	srv.erasing.Lock()
	defer srv.erasing.Unlock()
	list, err := srv.erasures(ctx)
	if err != nil {
		srv.cfg.Logger.Error("what is to be erased cannot be read", "err", err)
		return
	}
	slices.Reverse(list)
	for _, e := range list {
		if e.Step == stepDone || ctx.Err() != nil {
			continue
		}
		if err := srv.erase(ctx, &e); err != nil && ctx.Err() == nil {
			srv.cfg.Logger.Error("an erasing is not done yet; it is tried again", "erasure", e.ID, "step", e.Step, "err", err)
			e.Failing = e.Step
			if err := srv.keepErasure(ctx, e); err != nil {
				srv.cfg.Logger.Error("the record of an erasing was not kept", "erasure", e.ID, "err", err)
			}
		}
	}
}

// erase carries out what is left of one erasure.
func (srv *Server) erase(ctx context.Context, e *erasure) error {
	steps := []struct {
		name string
		do   func(context.Context, *erasure) error
	}{
		{stepDocuments, srv.eraseDocuments}, {stepFile, srv.eraseBytes}, {stepBackups, srv.eraseBackups},
	}
	at := slices.IndexFunc(steps, func(s struct {
		name string
		do   func(context.Context, *erasure) error
	}) bool {
		return s.name == e.Step
	})
	for i := max(0, at); i < len(steps); i++ {
		if err := steps[i].do(ctx, e); err != nil {
			return fmt.Errorf("%s: %w", steps[i].name, err)
		}
		e.Failing, e.Step = "", stepDone
		if i+1 < len(steps) {
			e.Step = steps[i+1].name
		} else {
			e.Done = srv.cfg.Now().UnixMilli()
		}
		if err := srv.keepErasure(ctx, *e); err != nil {
			return err
		}
	}
	srv.audit(ctx, board.Actor{}, deedErased, e.Workshop, e.ID, e.What)
	return nil
}

// eraseDocuments takes people out of the documents and of everything that leads
// to them. The doors are shut first, so that nobody comes in behind it.
func (srv *Server) eraseDocuments(ctx context.Context, e *erasure) error {
	if e.Before == (erasedCounts{}) {
		var err error
		if e.Before, _, err = srv.countErased(ctx, e); err != nil {
			return err
		}
		if err := srv.keepErasure(ctx, *e); err != nil {
			return err
		}
	}
	if err := srv.shutDoors(ctx, e); err != nil {
		return err
	}
	if err := srv.closeSurvey(ctx, e); err != nil {
		return err
	}
	erasing, err := srv.erasingOf(ctx, e)
	if err != nil {
		return err
	}
	for _, doc := range e.Documents {
		if err := srv.eraseDocument(ctx, e, erasing, doc); err != nil {
			return fmt.Errorf("document %s: %w", doc, err)
		}
	}
	if err := srv.eraseLine(ctx, e); err != nil {
		return err
	}
	e.Emptied = srv.cfg.Now().UnixMilli()
	e.After, e.Digest, err = srv.countErased(ctx, e)
	return err
}

// closeSurvey counts what was answered, where that is still to be done: the
// answers themselves go, and with them what came of them.
func (srv *Server) closeSurvey(ctx context.Context, e *erasure) error {
	if e.What != erasesAll {
		return nil
	}
	hall, _, err := srv.stored(ctx, board.DocID(e.Workshop))
	if err != nil || !hall.Survey().Open {
		return err
	}
	line, err := srv.line(ctx, e.Workshop)
	if err != nil {
		return err
	}
	return srv.doAll(ctx, board.DocID(e.Workshop), board.Actor{Seat: line.Organiser, Role: board.Organiser}, board.OpenSurvey{Open: false})
}

// erasingOf says what stands where a person was.
func (srv *Server) erasingOf(ctx context.Context, e *erasure) (*board.Erasing, error) {
	say := srv.pages.Words
	erasing := &board.Erasing{
		Seat: e.Seat, Texts: e.Texts, Name: say("erase.name"), Gone: say("erase.gone"), Away: say("erase.away"), Mask: say("erase.mask"),
		Names: map[board.SeatID]string{}, Opaque: func() board.SeatID { return board.SeatID(newOpID()) },
	}
	hall, _, err := srv.stored(ctx, board.DocID(e.Workshop))
	if err != nil {
		return nil, err
	}
	erasing.Heed(hall)
	n := 0
	for _, t := range append([]board.Table{{}}, hall.Tables()...) {
		for _, p := range hall.Seats(t.ID) {
			switch {
			case e.Seat != "" && p.ID == e.Seat:
				erasing.Known = append(erasing.Known, p.Name)
			case e.Seat == "" && t.ID == "":
				erasing.Names[p.ID] = say("role." + string(p.Role))
			case e.Seat == "":
				n++
				erasing.Names[p.ID] = strings.ReplaceAll(say("erase.number"), "{n}", fmt.Sprint(n))
			}
		}
	}
	return erasing, nil
}

// stored reads a document from the log, as it stands there.
func (srv *Server) stored(ctx context.Context, doc board.DocID) (*board.State, board.Seq, error) {
	state, at := board.NewState(), board.Seq(0)
	for {
		page, err := srv.cfg.Log.Read(ctx, doc, at, historyPage)
		if err != nil || len(page) == 0 {
			return state, at, err
		}
		for _, entry := range page {
			state.Replay(entry.Change)
			at = entry.Seq
		}
	}
}

// eraseDocument does it while nobody has the document open.
func (srv *Server) eraseDocument(ctx context.Context, e *erasure, erasing *board.Erasing, doc board.DocID) error {
	return srv.rooms.Alone(ctx, doc, func(ctx context.Context) error {
		state, last, err := srv.stored(ctx, doc)
		switch {
		case err != nil:
			return err
		case last == 0:
			return nil // it is gone already
		case e.What == erasesWorkshop:
			return srv.cfg.Keeper.Replace(ctx, doc, last, nil)
		case e.What == erasesAll:
			return srv.cfg.Keeper.Replace(ctx, doc, last, []board.Entry{srv.beginning(erasing, state)})
		}
		return srv.erasePerson(ctx, erasing, doc, state, last)
	})
}

// beginning is the one entry that is left of a history.
func (srv *Server) beginning(erasing *board.Erasing, state *board.State) board.Entry {
	var records []board.Record
	for _, r := range state.Records() {
		if w, isHall := r.(board.Workshop); isHall {
			w.DoorClosed = true
			r = w
		}
		records = append(records, erasing.Record(r))
	}
	return board.Entry{
		Epoch: srv.cfg.Log.Epoch(), Seq: 1, ID: newOpID(), Time: srv.cfg.Now(),
		Op: board.Foreign{Name: board.ErasedAll}, Change: board.Beginning(records),
	}
}

// erasePerson takes one person out of the history and tells those who had the
// document open what has changed: they go on where they were.
func (srv *Server) erasePerson(ctx context.Context, erasing *board.Erasing, doc board.DocID, state *board.State, last board.Seq) error {
	touched := erasing.Touched(state)
	if err := srv.cfg.Keeper.Rewrite(ctx, doc, erasing.Entry); err != nil || len(touched) == 0 {
		return err
	}
	epoch, err := room.EpochOf(ctx, srv.cfg.Log, doc)
	if err != nil {
		return err
	}
	return srv.cfg.Log.Append(ctx, doc, last, []board.Entry{{
		Epoch: epoch, Seq: last + 1, ID: newOpID(), Time: srv.cfg.Now(), Op: board.Foreign{Name: board.ErasedPerson}, Change: touched,
	}})
}

// countErased counts what the documents hold, and fingerprints it.
func (srv *Server) countErased(ctx context.Context, e *erasure) (counts erasedCounts, digest string, err error) {
	sum := sha256.New()
	for _, doc := range e.Documents {
		state, last, err := srv.stored(ctx, doc)
		if err != nil {
			return counts, "", err
		}
		counts.Entries += uint64(last)
		for _, r := range state.Records() {
			switch r := r.(type) {
			case board.Seat:
				if r.Table != "" && (e.Seat == "" || e.Seat == r.ID) {
					counts.People++
				}
			case board.Note:
				if e.Seat == "" || r.Author == e.Seat {
					counts.Notes++
				}
				if r.Author != "" && (e.Seat == "" || r.Author == e.Seat) {
					counts.Authored++
				}
			}
			data, err := board.Encode(r)
			if err != nil {
				return counts, "", err
			}
			sum.Write(data)
		}
	}
	if srv.cfg.Keeper != nil {
		_, counts.Bytes, _ = srv.cfg.Keeper.Files()
	}
	return counts, hex.EncodeToString(sum.Sum(nil)), nil
}

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
	if !e.Prunes || len(old) == 0 {
		e.Left = pathsOf(old)
		return nil
	}
	e.Left = pathsOf(old)
	if len(srv.cfg.Backups) > 0 {
		if err := srv.freshBackup(ctx, e, old); err != nil {
			return err
		}
	}
	for _, f := range old {
		if err := backup.Remove(f); err != nil {
			return err
		}
		e.Removed = append(e.Removed, f.Path())
	}
	e.Left = nil
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
	for slices.ContainsFunc(old, func(f backup.File) bool { return f.Made.Unix() >= now.Unix() }) {
		now = now.Add(time.Second)
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
