package server

import (
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"slices"
	"strings"

	"yoriai/board"
	"yoriai/server/room"
)

// How erasing treats each shelf of the vault. A test holds the list against all
// shelves there are.
var erasedShelves = map[string]string{
	shelfSessions:  "the seats that go are taken out of them; an empty one goes",
	shelfClaims:    "those of the seats go",
	shelfKeys:      "those of the seats go: links and cards open nothing any more",
	shelfTurns:     "those of the seats are turned on, so that no old card opens again",
	shelfCodes:     "the workshop's goes",
	shelfWorkshops: "says that the workshop was erased, or goes with it",
	shelfLaid:      "stay: they name boards; a workshop's own goes with it",
	shelfPhotos:    "the workshop's go",
	shelfTemplates: "stay: they know no event and no people",
	shelfSecrets:   "stay: they are the server's own",
	shelfErasures:  "stay: they are the record",
	shelfAudit:     "stay: they hold ids, which lead to nobody any more",
}

// shutDoors takes away whatever leads to the people who go: what their browsers
// and their links open, and the code at the door.
func (srv *Server) shutDoors(ctx context.Context, e *erasure) error {
	if err := srv.forgetSeats(ctx, e); err != nil {
		return err
	}
	if err := srv.keys.forgetSeats(ctx, e.Seats); err != nil {
		return err
	}
	for _, code := range e.Codes {
		if err := srv.cfg.Vault.Delete(ctx, shelfCodes, code); err != nil {
			return err
		}
	}
	for _, seat := range e.Seats {
		if err := srv.cfg.Vault.Delete(ctx, shelfClaims, string(seat)); err != nil {
			return err
		}
		srv.hub.closeSeat(seat, room.CloseRemoved, "this seat was given up")
	}
	if e.What == erasesPerson {
		return nil
	}
	srv.rehearsals.stop(e.Workshop)
	return srv.erasePhotos(ctx, e)
}

// erasePhotos takes all photos of a workshop: nobody can say whose faces are on
// which, so who takes one person out looks through them by eye.
func (srv *Server) erasePhotos(ctx context.Context, e *erasure) error {
	if e.What == erasesPerson {
		return nil
	}
	return srv.forgetPrefixed(ctx, shelfPhotos, string(e.Workshop)+"/")
}

// forgetSeats takes seats out of every session.
func (srv *Server) forgetSeats(ctx context.Context, e *erasure) error {
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	hashes, err := names(ctx, srv.cfg.Vault, shelfSessions)
	if err != nil {
		return err
	}
	goes := func(seat board.SeatID, _ board.WorkshopID) bool { return slices.Contains(e.Seats, seat) }
	for _, hash := range hashes {
		if err := srv.sessions.give(ctx, hash, goes); err != nil {
			return err
		}
	}
	return nil
}

// give takes seats from a session. One that holds nothing more is nobody's.
func (ss *sessions) give(ctx context.Context, hash string, goes func(board.SeatID, board.WorkshopID) bool) error {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	s, err := ss.load(ctx, hash)
	if err != nil || s == nil {
		return err
	}
	left := maps.Clone(s.Seats)
	maps.DeleteFunc(left, goes)
	if len(left) == len(s.Seats) {
		return nil
	}
	if s.Seats = left; len(left) == 0 && !s.Organiser {
		return ss.vault.Delete(ctx, shelfSessions, hash)
	}
	return putJSON(ctx, ss.vault, shelfSessions, hash, s)
}

// forgetSeats lets the links of seats open nothing, now and when they are asked
// for again.
func (k *keys) forgetSeats(ctx context.Context, seats []board.SeatID) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, seat := range seats {
		turn, err := k.turn(ctx, seat)
		if err != nil {
			return err
		}
		if err := k.vault.Put(ctx, shelfTurns, string(seat), []byte(strings.ToLower(rand.Text()))); err != nil {
			return err
		}
		if err := k.vault.Delete(ctx, shelfKeys, hashToken(k.token(seat, turn))); err != nil {
			return err
		}
	}
	return nil
}

// forgetPrefixed empties a part of a shelf.
func (srv *Server) forgetPrefixed(ctx context.Context, shelf, prefix string) error {
	keys, err := srv.cfg.Vault.Keys(ctx, shelf, prefix)
	for key := range keys {
		err = errors.Join(err, srv.cfg.Vault.Delete(ctx, shelf, key))
	}
	return err
}

// eraseLine says in the organiser's list that a workshop was erased, or takes it out.
func (srv *Server) eraseLine(ctx context.Context, e *erasure) error {
	switch e.What {
	case erasesPerson:
		return nil
	case erasesWorkshop:
		for _, seat := range e.Seats {
			if err := srv.cfg.Vault.Delete(ctx, shelfTurns, string(seat)); err != nil {
				return err
			}
		}
		if err := srv.cfg.Vault.Delete(ctx, shelfLaid, string(e.Workshop)); err != nil {
			return err
		}
		return srv.cfg.Vault.Delete(ctx, shelfWorkshops, string(e.Workshop))
	}
	line, err := srv.line(ctx, e.Workshop)
	if err != nil {
		return err
	}
	line.Erased = srv.cfg.Now().UnixMilli()
	return putJSON(ctx, srv.cfg.Vault, shelfWorkshops, string(e.Workshop), line)
}
