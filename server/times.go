package server

import (
	"context"
	"fmt"
	"sync"

	"yoriai/board"
	"yoriai/server/export"
)

// timesKept bounds of how many documents the times are remembered: those of
// the halls of a few evenings.
const timesKept = 200

// clockwork remembers what the histories tell of times, so that a page of
// results need not read an evening again. Its times are numbers and the ids of
// steps and tables; nobody's name or words are in it.
type clockwork struct {
	mu    sync.Mutex
	known map[board.DocID]readTimes
	order []board.DocID // the oldest first
}

// readTimes are the times of one document, as far as it was read.
type readTimes struct {
	epoch board.Epoch
	upTo  board.Seq
	times export.Times
}

func (c *clockwork) of(doc board.DocID) readTimes {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known[doc]
}

func (c *clockwork) keep(doc board.DocID, read readTimes) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[board.DocID]readTimes{}
	}
	if _, there := c.known[doc]; !there {
		c.order = append(c.order, doc)
	}
	c.known[doc] = read
	if len(c.order) > timesKept {
		delete(c.known, c.order[0])
		c.order = c.order[1:]
	}
}

// times reads when what happened in a workshop.
func (srv *Server) times(ctx context.Context, hall *board.State) (export.Times, error) {
	w, _ := hall.Workshop()
	all, err := srv.timesOf(ctx, board.DocID(w.ID), func(t *export.Times, e board.Entry) { t.ReadWorkshop(e) })
	if err != nil {
		return all, err
	}
	all = all.Clone()
	for _, a := range boardsOf(hall) {
		t, err := srv.timesOf(ctx, board.DocID(a.ID), func(t *export.Times, e board.Entry) { t.ReadBoard(a.ID, e) })
		if err != nil {
			return all, err
		}
		all.Notes[a.ID] = t.Notes[a.ID]
	}
	return all, nil
}

// timesOf reads on from where the document was read last. A history that was
// written anew, as after an erasure, is read from its beginning.
func (srv *Server) timesOf(ctx context.Context, doc board.DocID, read func(*export.Times, board.Entry)) (export.Times, error) {
	last, err := srv.cfg.Log.Last(ctx, doc)
	if err != nil {
		return export.Times{}, fmt.Errorf("times of %s: %w", doc, err)
	}
	known, epoch := srv.clockwork.of(doc), srv.cfg.Log.Epoch()
	if known.epoch != epoch || known.upTo > last {
		known = readTimes{epoch: epoch}
	}
	known.times = known.times.Clone()
	for known.upTo < last {
		page, err := srv.cfg.Log.Read(ctx, doc, known.upTo, historyPage)
		if err != nil {
			return export.Times{}, fmt.Errorf("times of %s: %w", doc, err)
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			read(&known.times, e)
		}
		known.upTo = page[len(page)-1].Seq
	}
	srv.clockwork.keep(doc, known)
	return known.times, nil
}
