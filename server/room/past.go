package room

import (
	"context"
	"fmt"
	"iter"

	"yoriai/board"
)

// past is the document's log as ops see it that take something back: what is
// durable, not what is decided in the same commit.
type past struct{ *Room }

// pastPage bounds how many entries are in memory at once.
const pastPage = 500

func (p past) Entry(seq board.Seq) (board.Entry, error) {
	if seq == 0 || seq > p.seq {
		return board.Entry{}, board.Errorf(board.NotFound, "there is no such entry")
	}
	found, err := p.cfg.Log.Read(context.Background(), p.doc, seq-1, 1)
	if err != nil {
		return board.Entry{}, fmt.Errorf("read entry %d: %w", seq, err)
	}
	if len(found) == 0 {
		return board.Entry{}, board.Errorf(board.NotFound, "there is no such entry")
	}
	return found[0], nil
}

func (p past) After(seq board.Seq) iter.Seq2[board.Entry, error] {
	return func(yield func(board.Entry, error) bool) {
		for seq < p.seq {
			page, err := p.cfg.Log.Read(context.Background(), p.doc, seq, int(min(pastPage, p.seq-seq)))
			if err == nil && len(page) == 0 {
				err = fmt.Errorf("%w: nothing follows entry %d", board.ErrDamaged, seq)
			}
			if err != nil {
				yield(board.Entry{}, fmt.Errorf("read after entry %d: %w", seq, err))
				return
			}
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			seq += board.Seq(len(page))
		}
	}
}
