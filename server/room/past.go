package room

import (
	"context"
	"fmt"
	"iter"

	"yoriai/board"
)

// past is a document's history as ops see it that take something back: the
// log, and behind it what is decided already and goes into the same append.
// It is kept or reversed together with that.
type past struct {
	*Room
	fresh []decided
}

// pastPage bounds how many entries are in memory at once.
const pastPage = 500

func (p past) Entry(seq board.Seq) (board.Entry, error) {
	if seq > p.seq && seq <= p.seq+board.Seq(len(p.fresh)) {
		return p.fresh[seq-p.seq-1].entry, nil
	}
	if seq == 0 || seq > p.seq {
		return board.Entry{}, board.Errorf(board.NotFound, "there is no such entry")
	}
	found, err := p.read(seq-1, 1)
	if err != nil {
		return board.Entry{}, err
	}
	return found[0], nil
}

func (p past) After(seq board.Seq) iter.Seq2[board.Entry, error] {
	return func(yield func(board.Entry, error) bool) {
		for seq < p.seq {
			page, err := p.read(seq, int(min(pastPage, p.seq-seq)))
			if err != nil {
				yield(board.Entry{}, err)
				return
			}
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			seq += board.Seq(len(page))
		}
		for _, d := range p.fresh[min(int(seq-p.seq), len(p.fresh)):] {
			if !yield(d.entry, nil) {
				return
			}
		}
	}
}

// read gives at least one entry after seq, or an error.
func (p past) read(seq board.Seq, limit int) ([]board.Entry, error) {
	page, err := p.cfg.Log.Read(context.Background(), p.doc, seq, limit)
	if err == nil && len(page) == 0 {
		err = fmt.Errorf("%w: nothing follows", board.ErrDamaged)
	}
	if err != nil {
		return nil, fmt.Errorf("read after entry %d: %w", seq, err)
	}
	return page, nil
}
