package server

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"yoriai/board"
)

const (
	// spaceEvery paces the look at the disk: it fills in minutes, not in seconds.
	spaceEvery = 10 * time.Second
	// spaceLow is the part of the disk, in percent, from which those who steer
	// are told: a tenth of a disk is time enough to do something.
	spaceLow = 90
	// sweepEvery paces the forgetting; what runs out runs out after weeks.
	sweepEvery = time.Hour
	// paceEvery paces the forgetting of who sent how much.
	paceEvery = time.Minute
)

// housekeeping starts what is done from time to time until the server ends.
func (srv *Server) housekeeping() {
	if srv.cfg.Space != nil {
		srv.house.Go(func() { srv.every(spaceEvery, srv.watchSpace) })
	}
	srv.house.Go(func() { srv.every(paceEvery, srv.hub.forgetPaces) })
	srv.house.Go(func() { srv.every(sweepEvery, srv.sweep) })
	srv.house.Go(srv.keepNotices)
	srv.house.Go(func() { srv.unharmed(srv.catchUpHidings) })
	if srv.cfg.Keeper != nil {
		srv.house.Go(srv.keepPromises)
	}
}

func (srv *Server) every(pause time.Duration, do func()) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		select {
		case <-srv.ctx.Done():
			return
		case <-tick.C:
			srv.unharmed(do)
		}
	}
}

// unharmed does something in a goroutine of ours whose fault must not be the
// end of the evening, and reports whether it went well.
func (srv *Server) unharmed(do func()) (well bool) {
	defer func() {
		if fault := recover(); fault != nil {
			srv.cfg.Logger.Error("a fault of ours", "fault", fmt.Sprintf("%T", fault), "stack", string(debug.Stack()))
		}
	}()
	do()
	return true
}

// watchSpace looks how full the disk is. What cannot be found out is no reason
// to alarm anybody; it is logged when it begins.
func (srv *Server) watchSpace() {
	srv.looking.Lock()
	defer srv.looking.Unlock()
	used, total, err := srv.cfg.Space()
	if (err != nil) != srv.spaceUnknown {
		srv.spaceUnknown = err != nil
		srv.cfg.Logger.Warn("how full the disk is", "known", err == nil, "err", err)
	}
	low := err == nil && total > 0 && float64(used)*100 >= float64(total)*spaceLow
	if low != srv.spaceLow {
		srv.spaceLow = low
		srv.cfg.Logger.Warn("the disk is nearly full", "now", low, "used", used, "total", total)
		srv.rooms.TellSpace(low)
	}
}

// sweep forgets sessions that nobody has used for sessionLife, the claims of
// sessions that are gone, and one-time links that were never used. The links of
// seats do not run out: they are on paper.
func (srv *Server) sweep() {
	for what, forget := range map[string]func(context.Context) (int, error){
		"sessions": srv.sessions.forgetOld, "claims": srv.forgetClaims, "keys": srv.keys.forgetOld, "audit": srv.forgetAudit, "photos": srv.forgetPhotos,
	} {
		n, err := forget(srv.ctx)
		if err != nil && srv.ctx.Err() == nil {
			srv.cfg.Logger.Error("not swept", "what", what, "err", err)
		}
		if n > 0 {
			srv.cfg.Logger.Info("swept", "what", what, "gone", n)
		}
	}
}

// names lists a shelf, so that it can be changed while one goes through it.
func names(ctx context.Context, v Vault, shelf string) ([]string, error) {
	var keys []string
	err := v.Each(ctx, shelf, func(key string, _ []byte) error {
		keys = append(keys, key)
		return nil
	})
	return keys, err
}

func (ss *sessions) forgetOld(ctx context.Context) (gone int, failed error) {
	hashes, err := names(ctx, ss.vault, shelfSessions)
	if err != nil {
		return 0, err
	}
	for _, hash := range hashes {
		ss.mu.Lock()
		s, err := ss.load(ctx, hash) // which forgets one that is old
		ss.mu.Unlock()
		switch {
		case err != nil: // one that cannot be read keeps no other
			failed = errors.Join(failed, err)
		case s == nil:
			gone++
		}
	}
	return gone, failed
}

// forgetClaims lets go of seats whose holders' sessions are gone or have given
// them up: a place is free again for the name it was laid for.
func (srv *Server) forgetClaims(ctx context.Context) (gone int, failed error) {
	seats, err := names(ctx, srv.cfg.Vault, shelfClaims)
	if err != nil {
		return 0, err
	}
	for _, seat := range seats {
		n, err := srv.forgetHolders(ctx, board.SeatID(seat))
		failed = errors.Join(failed, err)
		gone += n
	}
	return gone, failed
}

func (srv *Server) forgetHolders(ctx context.Context, seat board.SeatID) (gone int, err error) {
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	holders, err := srv.holders(ctx, seat)
	if err != nil {
		return 0, err
	}
	var kept []string
	for _, hash := range holders {
		s, err := srv.sessions.load(ctx, hash)
		if err != nil {
			return 0, err
		}
		if s != nil && s.Seats[seat] != "" {
			kept = append(kept, hash)
		}
	}
	switch {
	case slices.Equal(kept, holders):
		return 0, nil
	case len(kept) == 0:
		return len(holders), srv.cfg.Vault.Delete(ctx, shelfClaims, string(seat))
	}
	return len(holders) - len(kept), putJSON(ctx, srv.cfg.Vault, shelfClaims, string(seat), kept)
}

func (k *keys) forgetOld(ctx context.Context) (gone int, err error) {
	hashes, err := names(ctx, k.vault, shelfKeys)
	if err != nil {
		return 0, err
	}
	for _, hash := range hashes {
		data, found, err := k.vault.Get(ctx, shelfKeys, hash)
		if err != nil {
			return gone, err
		}
		var key Key
		if err := decode(data, &key); !found || err != nil || !k.old(key) {
			continue
		}
		if err := k.vault.Delete(ctx, shelfKeys, hash); err != nil {
			return gone, err
		}
		gone++
	}
	return gone, nil
}
