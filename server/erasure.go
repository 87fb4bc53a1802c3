package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"yoriai/board"
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
// numbers, and no text; only until the documents are done it knows the name of
// the person who goes, for when it is begun again that name may stand nowhere
// else but in what is still to be erased.
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
	Known     []string         `json:"known,omitempty"` // see board.Erasing; gone with the documents
	KeptUntil string           `json:"keptUntil,omitempty"`
	Prunes    bool             `json:"prunes,omitzero"` // backups are made anew
	Before    erasedCounts     `json:"before"`
	After     erasedCounts     `json:"after"`
	Digest    string           `json:"digest,omitempty"`   // of what is left
	Goes      []string         `json:"goes,omitempty"`     // texts of others from which the name goes, by board.StandsKey
	Named     int              `json:"named,omitzero"`     // places in which it stands still
	Removing  []string         `json:"removing,omitempty"` // backups that are being taken away
	Removed   []string         `json:"removed,omitempty"`
	Left      []string         `json:"left,omitempty"` // backups that hold it still
	Failing   string           `json:"failing,omitempty"`
}

// erasedCounts are what there was, or is.
type erasedCounts struct {
	People   int    `json:"people"` // with a name of theirs
	Notes    int    `json:"notes"`
	Authored int    `json:"authored"` // notes that lead to somebody
	Photos   int    `json:"photos,omitzero"`
	Entries  uint64 `json:"entries"`
	Bytes    int64  `json:"bytes"` // of the file
}

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
		return ErrNoKeeper
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
		} else { // the line first: whoever is killed in between leaves two of them, and not none
			e.Done = srv.cfg.Now().UnixMilli()
			srv.audit(ctx, board.Actor{}, deedErased, e.Workshop, e.ID, e.What)
		}
		if err := srv.keepErasure(ctx, *e); err != nil {
			return err
		}
	}
	return nil
}
