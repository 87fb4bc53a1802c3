package room

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"yoriai/board"
)

const (
	// inboxSize bounds what waits for a room: some hundred ops are a second's
	// work. A connection that finds it full waits, and so stops reading.
	inboxSize = 512
	// batchSize bounds one append, so that the first op in it does not wait long.
	batchSize = 128
	// snapshotEvery bounds how many entries an opening replays.
	snapshotEvery = 1000
	// peopleEvery and digestEvery pace what is not news.
	peopleEvery = 100 * time.Millisecond
	digestEvery = 30 * time.Second
)

// Member is a browser that follows the document.
type Member interface {
	Viewer() board.Viewer
	// Send queues a frame and never blocks. A member that cannot take it ends
	// itself and calls Leave in its own time.
	Send(frame []byte)
}

// Taker is a Member that can be handed what it asked for (a snapshot, what it
// missed) apart from the news, and in parts that make one message. It is no
// sign of a slow line when much of it waits. The parts belong to many members
// at once and are never changed.
type Taker interface {
	Take(parts ...[]byte)
}

// Intent is an op on its way, with who sent it.
type Intent struct {
	Actor board.Actor
	ID    board.OpID
	Op    board.Op
}

// Room is one open document. All fields below inbox belong to its goroutine.
type Room struct {
	doc     board.DocID
	cfg     Config
	storage *storage
	inbox   chan command
	quit    chan struct{}
	done    chan struct{}
	fallen  atomic.Bool                 // it ended by a fault; see Rooms.fell
	latest  atomic.Pointer[board.State] // a workshop's roster for others to read; nil for boards

	state       *board.State
	epoch       board.Epoch
	seq         board.Seq
	savedSeq    board.Seq // of the newest snapshot in the log
	triedSeq    board.Seq // when one was made last, saved or not
	audienceSeq board.Seq // resuming from before it would mix two audiences
	told        standing  // what members know of why it takes changes or not
	doubt       bool      // an append failed, and it is not known yet whether it was stored
	settleAt    time.Time // not before: what could not be read is not asked for without a pause
	steps       map[board.SeatID]*steps
	members     map[Member]*Person
	peopleDue   bool
	shared      *shared // see share
}

// command is whatever the room's goroutine is asked to do: an intent (which
// may be taken together with others) or an act.
type command struct {
	intent Intent
	answer func(board.Entry, error) // for an intent: called once, quick, in the room's goroutine
	act    func()
}

// ErrEnded says that the room was closed before it could answer.
var ErrEnded = errors.New("the room has ended")

// open loads a document: its newest snapshot and the entries since.
func open(ctx context.Context, doc board.DocID, cfg Config, st *storage, fell func(*Room, any)) (*Room, error) {
	r := &Room{
		doc: doc, cfg: cfg, storage: st,
		inbox: make(chan command, inboxSize), quit: make(chan struct{}), done: make(chan struct{}),
		state: board.NewState(), steps: map[board.SeatID]*steps{}, members: map[Member]*Person{},
	}
	if err := r.load(ctx); err != nil {
		return nil, fmt.Errorf("open %s: %w", doc, err)
	}
	var err error
	if r.epoch, err = EpochOf(ctx, cfg.Log, doc); err != nil {
		return nil, fmt.Errorf("open %s: %w", doc, err)
	}
	r.told = standing{st.stalled.Load(), r.state.TooLarge(), st.low.Load()}
	r.showLatest()
	go r.live(fell)
	return r, nil
}

func (r *Room) load(ctx context.Context) error {
	snap, found, err := r.cfg.Log.Snapshot(ctx, r.doc)
	if err != nil {
		// The log alone can still be replayed from its beginning.
		r.cfg.Logger.Error("snapshot unreadable, replaying the whole log", "doc", r.doc, "err", err)
	} else if found {
		r.state, r.seq, r.audienceSeq = board.StateOf(snap.Records), snap.Seq, snap.Seq
		r.savedSeq, r.triedSeq = snap.Seq, snap.Seq
	}
	if err := r.replay(ctx); err != nil {
		return err
	}
	return r.recallUndo(ctx)
}

func (r *Room) replay(ctx context.Context) error {
	for {
		entries, err := r.cfg.Log.Read(ctx, r.doc, r.seq, snapshotEvery)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			return nil
		}
		for _, e := range entries {
			if e.Seq != r.seq+1 {
				return fmt.Errorf("%w: entry %d follows entry %d", board.ErrDamaged, e.Seq, r.seq)
			}
			r.state.Replay(e.Change)
			r.passed(e)
		}
	}
}

// passed moves the room's place in the log past an entry.
func (r *Room) passed(e board.Entry) {
	r.seq = e.Seq
	if board.MovesAudience(e.Change) {
		r.audienceSeq = e.Seq
	}
}

// live is the room's goroutine. A fault of ours in it ends this room and no
// other: fell is told, and the document is opened anew from the log.
func (r *Room) live(fell func(r *Room, fault any)) {
	defer close(r.done)
	defer func() {
		if fault := recover(); fault != nil {
			fell(r, fault)
		}
	}()
	r.run()
}

func (r *Room) run() {
	people, digest := time.NewTicker(peopleEvery), time.NewTicker(digestEvery)
	defer people.Stop()
	defer digest.Stop()
	for {
		select {
		case c := <-r.inbox:
			r.take(c)
		case <-people.C:
			r.stand()
			r.sendPeople()
		case <-digest.C:
			r.sendDigests()
		case <-r.quit:
			r.finish()
			return
		}
	}
}

// take handles one command; intents that wait behind an intent go with it.
func (r *Room) take(c command) {
	for c.act == nil {
		batch, next := r.gather(c)
		r.commit(batch)
		if next == nil {
			return
		}
		c = *next
	}
	c.act()
}

// gather collects the intents that wait already; next is the first command
// that is none, or nil. Nothing is waited for: that is what makes a commit
// as quick as the disk.
func (r *Room) gather(first command) (batch []command, next *command) {
	batch = append(batch, first)
	for len(batch) < batchSize {
		select {
		case c := <-r.inbox:
			if c.act != nil {
				return batch, &c
			}
			batch = append(batch, c)
		default:
			return batch, nil
		}
	}
	return batch, nil
}

// finish takes what is in the inbox still, and leaves a snapshot for the next opening.
func (r *Room) finish() {
	for {
		select {
		case c := <-r.inbox:
			r.take(c)
		default:
			r.saveSnapshot()
			return
		}
	}
}

// stop ends the room and waits for it. Nobody may use it any more.
func (r *Room) stop() {
	close(r.quit)
	<-r.done
}

// send puts a command into the inbox, waiting for room as long as ctx allows.
func (r *Room) send(ctx context.Context, c command) error {
	select {
	case r.inbox <- c:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-r.done:
		return ErrEnded
	}
}

// Submit asks for an op; answer is called in the room's goroutine once it is
// decided: after the entry is durable and published, or with the refusal.
func (r *Room) Submit(ctx context.Context, in Intent, answer func(board.Entry, error)) error {
	return r.send(ctx, command{intent: in, answer: answer})
}

// Do is Submit that waits for the outcome.
func (r *Room) Do(ctx context.Context, in Intent) (board.Entry, error) {
	type outcome struct {
		entry board.Entry
		err   error
	}
	got := make(chan outcome, 1)
	if err := r.Submit(ctx, in, func(e board.Entry, err error) { got <- outcome{e, err} }); err != nil {
		return board.Entry{}, err
	}
	select {
	case o := <-got:
		return o.entry, o.err
	case <-r.done:
	}
	select { // the answer may have come with the end
	case o := <-got:
		return o.entry, o.err
	default:
		return board.Entry{}, ErrEnded
	}
}

// call runs act in the room's goroutine and waits for it.
func (r *Room) call(ctx context.Context, act func()) error {
	ran := make(chan struct{})
	if err := r.send(ctx, command{act: func() { act(); close(ran) }}); err != nil {
		return err
	}
	select {
	case <-ran:
		return nil
	case <-r.done:
	}
	select { // it may have run with the end
	case <-ran:
		return nil
	default:
		return ErrEnded
	}
}

// Copy gives the document as it stands, for reports and checks: a copy, which
// the caller may keep.
func (r *Room) Copy(ctx context.Context) (state *board.State, seq board.Seq, err error) {
	err = r.call(ctx, func() { state, seq = r.state.Clone(), r.seq })
	return state, seq, err
}

// Ended reports whether the room has ended, by its time or by a fault.
func (r *Room) Ended() bool {
	select {
	case <-r.done:
		return true
	default:
		return r.fallen.Load()
	}
}

// Latest is a workshop's state after its last commit, without waiting: who
// sits where is asked at every op. It must not be changed. Nil for boards.
func (r *Room) Latest() *board.State { return r.latest.Load() }

func (r *Room) showLatest() {
	if _, isWorkshop := r.state.Workshop(); isWorkshop {
		r.latest.Store(r.state.Clone())
	}
}

func (r *Room) logger() *slog.Logger { return r.cfg.Logger.With("doc", r.doc) }
