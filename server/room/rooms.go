package room

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"yoriai/board"
)

// Config is what rooms need from outside.
type Config struct {
	Log    board.Log
	Logger *slog.Logger
	Now    func() time.Time // server time; entries carry it
	// Committed is told of every commit, after it was published, in the
	// room's own goroutine: it must be quick and must not call the room.
	Committed func(doc board.DocID, entries []board.Entry)
	// Fell is told of a room that ended by a fault of ours, with those who
	// followed it: they must start afresh. It must be quick and must not call rooms.
	Fell      func(doc board.DocID, members []Member)
	IdleAfter time.Duration // a room nobody uses for so long is closed; 0: ten minutes
}

// Rooms opens a room for each document that somebody uses, and closes it
// again when nobody has for a while.
type Rooms struct {
	cfg     Config
	storage *storage
	ctx     context.Context // ends with Close
	cancel  context.CancelFunc
	wg      sync.WaitGroup

	mu     sync.Mutex
	slots  map[board.DocID]*slot
	falls  map[board.DocID]fall
	fallen int
	closed bool
}

// slot is a document's place in the registry. A slot that is closing stays
// until its room has ended: a second owner of one document must never live.
type slot struct {
	room    *Room
	err     error
	ready   chan struct{} // closed when room or err is set
	ended   chan struct{} // closed when the slot has left the registry
	users   int
	freedAt time.Time
	closing bool
}

// New starts an empty registry. The caller closes it.
func New(cfg Config) *Rooms {
	if cfg.IdleAfter == 0 {
		cfg.IdleAfter = 10 * time.Minute
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Committed == nil {
		cfg.Committed = func(board.DocID, []board.Entry) {}
	}
	if cfg.Fell == nil {
		cfg.Fell = func(board.DocID, []Member) {}
	}
	rs := &Rooms{cfg: cfg, storage: newStorage(), slots: map[board.DocID]*slot{}, falls: map[board.DocID]fall{}}
	rs.ctx, rs.cancel = context.WithCancel(context.Background())
	rs.wg.Go(rs.sweep)
	rs.wg.Go(func() { rs.storage.watch(rs.ctx, cfg.Log, cfg.Logger) })
	return rs
}

// Use gives the room of a document, opening it if need be, and a function
// that must be called when the room is not needed any more. A document
// without entries has a room too: that is how one begins.
func (rs *Rooms) Use(ctx context.Context, doc board.DocID) (*Room, func(), error) {
	for {
		s, mine, closing, err := rs.slotFor(doc)
		if err != nil {
			return nil, nil, err
		}
		if closing {
			if err := wait(ctx, s.ended); err != nil {
				return nil, nil, err
			}
			continue
		}
		if mine {
			rs.load(ctx, doc, s)
		}
		if err := wait(ctx, s.ready); err != nil {
			rs.release(s)
			return nil, nil, err
		}
		if s.err != nil {
			rs.release(s)
			return nil, nil, s.err
		}
		return s.room, sync.OnceFunc(func() { rs.release(s) }), nil
	}
}

// slotFor finds or makes the slot and counts the caller as a user of it,
// unless it is closing. mine: the caller has to load it.
func (rs *Rooms) slotFor(doc board.DocID) (s *slot, mine, closing bool, err error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rs.closed {
		return nil, false, false, board.Errorf(board.Storage, "the server is stopping")
	}
	s, ok := rs.slots[doc]
	if !ok {
		if err := rs.resting(doc); err != nil {
			return nil, false, false, err
		}
		s = &slot{ready: make(chan struct{}), ended: make(chan struct{})}
		rs.slots[doc] = s
	}
	if !s.closing {
		s.users++
	}
	return s, !ok, s.closing, nil
}

// load opens the document. A failed slot leaves the registry at once, so that
// the next caller tries anew. The opening is not cut short with the first
// caller's patience: others may be waiting for it.
func (rs *Rooms) load(ctx context.Context, doc board.DocID, s *slot) {
	defer close(s.ready)
	r, err := rs.open(context.WithoutCancel(ctx), doc)
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if err == nil && r.fallen.Load() { // at once, before it had a place here
		r, err = nil, ErrEnded
	}
	s.room, s.err = r, err
	if err != nil {
		delete(rs.slots, doc)
		close(s.ended)
	}
}

func (rs *Rooms) release(s *slot) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	s.users--
	s.freedAt = time.Now()
}

// sweep closes rooms nobody uses.
func (rs *Rooms) sweep() {
	tick := time.NewTicker(rs.cfg.IdleAfter / 4)
	defer tick.Stop()
	for {
		select {
		case <-rs.ctx.Done():
			return
		case <-tick.C:
			rs.closeIdle(func(s *slot) bool { return s.users == 0 && time.Since(s.freedAt) >= rs.cfg.IdleAfter })
			rs.forgetFalls()
		}
	}
}

// closeIdle marks the slots first, then ends their rooms outside the lock.
func (rs *Rooms) closeIdle(idle func(*slot) bool) {
	rs.mu.Lock()
	leaving := map[board.DocID]*slot{}
	for doc, s := range rs.slots {
		if s.room != nil && !s.closing && idle(s) {
			s.closing = true
			leaving[doc] = s
		}
	}
	rs.mu.Unlock()
	for doc, s := range leaving {
		s.room.stop()
		rs.mu.Lock()
		delete(rs.slots, doc)
		rs.mu.Unlock()
		close(s.ended)
	}
}

// TellSpace tells those who steer whether the disk is nearly full.
func (rs *Rooms) TellSpace(low bool) { rs.storage.low.Store(low) }

// ReadOnly reports whether nothing can be written down just now.
func (rs *Rooms) ReadOnly() bool { return rs.storage.stalled.Load() }

// Close ends every room after what it has in hand; nothing can be opened any more.
func (rs *Rooms) Close() {
	rs.mu.Lock()
	again := rs.closed
	rs.closed = true
	rs.mu.Unlock()
	if again {
		return
	}
	rs.cancel()
	rs.wg.Wait()
	rs.awaitLoading()
	rs.closeIdle(func(*slot) bool { return true })
}

// awaitLoading waits for documents that were being opened when the end came:
// their rooms must be ended too, before the log is closed beneath them.
func (rs *Rooms) awaitLoading() {
	rs.mu.Lock()
	var loading []<-chan struct{}
	for _, s := range rs.slots {
		loading = append(loading, s.ready)
	}
	rs.mu.Unlock()
	for _, ready := range loading {
		<-ready
	}
}

func wait(ctx context.Context, done <-chan struct{}) error {
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
