package room

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"yoriai/board"
)

// Alone does something to a document's log while nobody has it open: its room
// is ended, its members are told to start afresh, and whoever asks for it
// waits until that is done.
func (rs *Rooms) Alone(ctx context.Context, doc board.DocID, do func(context.Context) error) error {
	s, err := rs.vacate(ctx, doc)
	if err != nil {
		return err
	}
	defer func() {
		rs.mu.Lock()
		defer rs.mu.Unlock()
		delete(rs.slots, doc)
		close(s.ended)
	}()
	if s.room != nil {
		s.room.stop()
		rs.cfg.Fell(doc, slices.Collect(maps.Keys(s.room.members)))
	}
	return do(ctx)
}

// vacate takes a document's place in the registry, as one that is closing.
func (rs *Rooms) vacate(ctx context.Context, doc board.DocID) (*slot, error) {
	for {
		rs.mu.Lock()
		s, open := rs.slots[doc]
		switch {
		case rs.closed:
			rs.mu.Unlock()
			return nil, board.Errorf(board.Storage, "the server is stopping")
		case !open:
			s = &slot{ready: make(chan struct{}), ended: make(chan struct{}), closing: true}
			close(s.ready)
			rs.slots[doc] = s
			rs.mu.Unlock()
			return s, nil
		case s.room != nil && !s.closing:
			s.closing = true
			rs.mu.Unlock()
			return s, nil
		}
		until := s.ready // it is being opened
		if s.closing {
			until = s.ended
		}
		rs.mu.Unlock()
		if err := wait(ctx, until); err != nil {
			return nil, err
		}
	}
}

// EpochOf is the life of a document. One whose history was erased has an epoch
// of its own: its numbers count from the beginning again, and who knew it
// before must not take one past for the other.
func EpochOf(ctx context.Context, log board.Log, doc board.DocID) (board.Epoch, error) {
	epoch := log.Epoch()
	first, err := log.Read(ctx, doc, 0, 1)
	if err != nil || len(first) == 0 || first[0].Op.Type() != board.ErasedAll {
		return epoch, err
	}
	return board.Epoch(uuid.NewSHA1(uuid.NameSpaceOID, []byte(string(epoch)+string(first[0].ID))).String()), nil
}

// Epoch is the life of the document that the room has open.
func (r *Room) Epoch() board.Epoch { return r.epoch }
