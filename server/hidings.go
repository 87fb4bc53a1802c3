package server

import (
	"context"
	"slices"
	"sync"

	"yoriai/board"
)

// What is put away at a table is gone at once from every card that was laid
// from it: on the joint boards, and on those of later workshops on this server.
// Rooms tell of it as soon as it is written down and before it is answered; one
// goroutine carries it over. Where the program ends in between, the next start
// catches up (catchUpHidings).

// hidings are the items that cards elsewhere have to agree with.
type hidings struct {
	mu      sync.Mutex
	waiting []hidingAt
	busy    bool // somebody carries
	carry   sync.Mutex
	laying  sync.Mutex // of the list where cards lie
}

type hidingAt struct {
	doc   board.DocID
	by    board.SeatID
	items []board.ItemID
}

// noticeHidings is told of every commit, in the room's goroutine.
func (srv *Server) noticeHidings(doc board.DocID, entries []board.Entry) {
	for _, e := range entries {
		if items := board.HidingsIn(e.Change); len(items) > 0 {
			srv.carryHiding(hidingAt{doc, e.Author, items})
		}
	}
}

// carryHiding hands on what was put away or shown; it does not wait.
func (srv *Server) carryHiding(h hidingAt) {
	srv.hidings.mu.Lock()
	defer srv.hidings.mu.Unlock()
	srv.hidings.waiting = append(srv.hidings.waiting, h)
	if !srv.hidings.busy {
		srv.hidings.busy = true
		srv.carrying.Go(func() { srv.unharmed(srv.carryHidings) })
	}
}

func (srv *Server) carryHidings() {
	for {
		srv.hidings.mu.Lock()
		if len(srv.hidings.waiting) == 0 {
			srv.hidings.busy = false
			srv.hidings.mu.Unlock()
			return
		}
		next := srv.hidings.waiting[0]
		srv.hidings.waiting = srv.hidings.waiting[1:]
		srv.hidings.mu.Unlock()
		if err := srv.followHiding(srv.ctx, next); err != nil {
			srv.cfg.Logger.Error("what was put away is not yet gone from cards elsewhere", "doc", next.doc, "err", err)
		}
	}
}

// followHiding lets all cards that were laid from some items agree with them.
func (srv *Server) followHiding(ctx context.Context, h hidingAt) error {
	state, err := srv.boardState(ctx, board.BoardID(h.doc))
	if err != nil {
		return err
	}
	b, isBoard := state.Board()
	if !isBoard {
		return nil
	}
	sources := slices.DeleteFunc(state.Sources(), func(s board.Source) bool { return !slices.Contains(h.items, s.Item) })
	for _, item := range h.items {
		if _, here := state.HidingOf(item); here {
			sources = append(sources, board.Source{Workshop: b.Workshop, Item: item})
		}
	}
	for _, source := range sources {
		if err := srv.agree(ctx, source, h.by); err != nil {
			return err
		}
	}
	return nil
}

// agree looks how an item stands where it is, and brings all its cards to it.
func (srv *Server) agree(ctx context.Context, source board.Source, by board.SeatID) error {
	srv.hidings.carry.Lock()
	defer srv.hidings.carry.Unlock()
	targets, err := srv.cardsLieOn(ctx, source.Workshop)
	if err != nil || len(targets) == 0 {
		return err
	}
	there, err := srv.boardsIn(ctx, source.Workshop)
	if err != nil {
		return err
	}
	stands, found := hidingIn(there, source.Item)
	if !found {
		return nil // it is not there any more: nobody says what becomes of its cards
	}
	for _, id := range targets {
		if err := srv.bringTo(ctx, id, source.Item, stands, by); err != nil {
			return err
		}
	}
	return nil
}

// boardsIn gives the boards of a workshop, none where it is not on this server.
func (srv *Server) boardsIn(ctx context.Context, ws board.WorkshopID) (map[board.BoardID]*board.State, error) {
	hall, err := srv.hall(ctx, ws)
	if board.CodeOf(err) == board.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return srv.boards(ctx, hall)
}

func hidingIn(boards map[board.BoardID]*board.State, item board.ItemID) (board.Hiding, bool) {
	for _, state := range boards {
		if h, found := state.HidingOf(item); found {
			return h, true
		}
	}
	return board.Hiding{}, false
}

// bringTo sends one board the op by which its cards agree.
func (srv *Server) bringTo(ctx context.Context, id board.BoardID, item board.ItemID, stands board.Hiding, by board.SeatID) error {
	state, err := srv.boardState(ctx, id)
	if err != nil {
		return err
	}
	b, isBoard := state.Board()
	op := state.Following(item, stands)
	if !isBoard || op == nil {
		return nil
	}
	actor, err := srv.carrier(ctx, b.Workshop, by)
	if err != nil {
		return err
	}
	return srv.doAll(ctx, board.DocID(id), actor, op)
}

// carrier is in whose name a card follows: who put the text away, where they
// steer that workshop too, or else its organiser.
func (srv *Server) carrier(ctx context.Context, ws board.WorkshopID, by board.SeatID) (board.Actor, error) {
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return board.Actor{}, err
	}
	if seat, ok := hall.Seat(by); ok && (seat.Role == board.Facilitator || seat.Role == board.Organiser) {
		return board.Actor{Seat: seat.ID, Role: seat.Role}, nil
	}
	line, err := srv.line(ctx, ws)
	return board.Actor{Seat: line.Organiser, Role: board.Organiser}, err
}

// cardsLieOn lists the boards with cards of a workshop.
func (srv *Server) cardsLieOn(ctx context.Context, from board.WorkshopID) (list []board.BoardID, err error) {
	data, found, err := srv.cfg.Vault.Get(ctx, shelfLaid, string(from))
	if err != nil || !found {
		return nil, err
	}
	return list, decode(data, &list)
}

// noteLaid remembers, before it is done, that cards of a workshop are laid on a board.
func (srv *Server) noteLaid(ctx context.Context, from board.WorkshopID, to board.BoardID) error {
	srv.hidings.laying.Lock()
	defer srv.hidings.laying.Unlock()
	list, err := srv.cardsLieOn(ctx, from)
	if err != nil || slices.Contains(list, to) {
		return err
	}
	return putJSON(ctx, srv.cfg.Vault, shelfLaid, string(from), append(list, to))
}

// cardsAgree brings the cards on one board to what they were laid from: what
// was put away while they were on their way.
func (srv *Server) cardsAgree(ctx context.Context, id board.BoardID) error {
	state, err := srv.boardState(ctx, id)
	if err != nil {
		return err
	}
	srv.hidings.carry.Lock()
	defer srv.hidings.carry.Unlock()
	there := map[board.WorkshopID]map[board.BoardID]*board.State{}
	for _, source := range state.Sources() {
		if _, read := there[source.Workshop]; !read {
			if there[source.Workshop], err = srv.boardsIn(ctx, source.Workshop); err != nil {
				return err
			}
		}
		if stands, found := hidingIn(there[source.Workshop], source.Item); found {
			if err := srv.bringTo(ctx, id, source.Item, stands, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// catchUpHidings does at a start what an end of the program left undone.
func (srv *Server) catchUpHidings() {
	var boards []board.BoardID
	err := srv.cfg.Vault.Each(srv.ctx, shelfLaid, func(_ string, value []byte) error {
		var list []board.BoardID
		err := decode(value, &list)
		boards = append(boards, list...)
		return err
	})
	slices.Sort(boards)
	for _, id := range slices.Compact(boards) {
		if err == nil && srv.ctx.Err() == nil {
			err = srv.cardsAgree(srv.ctx, id)
		}
	}
	if err != nil && board.CodeOf(err) != board.Storage { // the server is stopping again
		srv.cfg.Logger.Error("cards may show what was put away elsewhere", "err", err)
	}
}
