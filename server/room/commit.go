package room

import (
	"context"
	"errors"
	"fmt"
	"time"

	"yoriai/board"
)

// settleEvery paces the question what became of an append.
const settleEvery = time.Second

// decided is an intent that was applied and waits to be durable. Who sent the
// same op twice waits for the same outcome: neither hears of it before.
type decided struct {
	entry   board.Entry
	answers []func(board.Entry, error)
}

func (d decided) answer(e board.Entry, err error) {
	for _, answer := range d.answers {
		answer(e, err)
	}
}

// commit takes intents through the fixed order. While the storage takes no
// writes nobody's op is tried: each would cost the disk a failure, and the
// sender the time of one. A board too large takes none whatever the storage
// does: who sends one is not told to wait.
func (r *Room) commit(batch []command) {
	ctx := context.Background() // an append once begun is seen through
	r.stand()
	if r.told.large {
		refuseAll(batch, board.Errorf(board.Frozen, "the board holds more notes than the limit allows, and can only be read"))
		return
	}
	if r.told.stalled {
		refuseAll(batch, board.Errorf(board.Storage, "nothing can be written down just now"))
		return
	}
	var fresh []decided
	for _, c := range batch {
		fresh = r.decide(ctx, c, fresh)
	}
	if len(fresh) > 0 {
		r.appendAll(ctx, fresh)
	}
}

// settle finds out what became of an append that failed: the disk may have
// refused half-way. What turns out to be stored is published now, and its
// sender, who comes again, gets the answer it would have had. It is tried
// again later where the log cannot be read.
func (r *Room) settle(ctx context.Context) {
	if time.Now().Before(r.settleAt) {
		return
	}
	for {
		stored, err := r.cfg.Log.Read(ctx, r.doc, r.seq, batchSize)
		if err != nil {
			r.settleAt = time.Now().Add(settleEvery)
			r.logger().Error("what became of an append is not known", "err", err)
			return
		}
		if len(stored) == 0 {
			r.doubt = false
			return
		}
		for _, e := range stored {
			r.state.Replay(e.Change)
		}
		r.became(stored)
	}
}

func refuseAll(batch []command, err error) {
	for _, c := range batch {
		c.answer(board.Entry{}, err)
	}
}

func storageRefusal(cause error) error {
	return errors.Join(board.Errorf(board.Storage, "it could not be written down"), cause)
}

// decide applies an intent and adds what it became to those that wait to be
// durable. An op that came before gets the answer it had, or will have.
func (r *Room) decide(ctx context.Context, c command, fresh []decided) []decided {
	in := c.intent
	for i, d := range fresh {
		if d.entry.ID != in.ID || d.entry.Author != in.Actor.Seat {
			continue
		}
		if err := sameOp(d.entry, in); err != nil {
			c.answer(board.Entry{}, err)
		} else {
			fresh[i].answers = append(d.answers, c.answer)
		}
		return fresh
	}
	e, found, err := r.cfg.Log.Find(ctx, r.doc, in.Actor.Seat, in.ID)
	switch {
	case err != nil:
		c.answer(board.Entry{}, fmt.Errorf("look for op %s: %w", in.ID, err))
	case found:
		c.answer(e, sameOp(e, in))
	default:
		return r.apply(c, fresh)
	}
	return fresh
}

// apply works the op on the state; it is not durable yet.
func (r *Room) apply(c command, fresh []decided) []decided {
	in := c.intent
	now := r.cfg.Now()
	in.Actor.At = now.UnixMilli()
	change, err := r.state.Do(in.Op, in.Actor, past{r, fresh})
	if err != nil {
		c.answer(board.Entry{}, err)
		return fresh
	}
	e := board.Entry{
		Epoch: r.epoch, Seq: r.seq + board.Seq(len(fresh)) + 1, ID: in.ID,
		Author: in.Actor.Seat, As: in.Actor.Role, Time: now, Op: in.Op, Change: change,
	}
	return append(fresh, decided{e, []func(board.Entry, error){c.answer}})
}

// sameOp refuses an op id that comes again with another body.
func sameOp(e board.Entry, in Intent) error {
	before, err := board.EncodeOp(e.Op)
	if err != nil {
		return err
	}
	now, err := board.EncodeOp(in.Op)
	if err != nil {
		return err
	}
	if string(before) != string(now) {
		return board.Errorf(board.OpIDReuse, "this op id was used for another op")
	}
	return nil
}

// appendAll makes the decided entries durable, then published, then answered.
func (r *Room) appendAll(ctx context.Context, fresh []decided) {
	entries := make([]board.Entry, len(fresh))
	for i, d := range fresh {
		entries[i] = d.entry
	}
	if err := r.cfg.Log.Append(ctx, r.doc, r.seq, entries); err != nil {
		r.takeBack(fresh, err)
		return
	}
	r.became(entries)
	for _, d := range fresh {
		d.answer(d.entry, nil)
	}
	if r.seq-r.triedSeq >= snapshotEvery {
		r.saveSnapshot()
	}
}

// became takes in entries that are durable and in the state: now others may
// hear of them.
func (r *Room) became(entries []board.Entry) {
	for _, e := range entries {
		r.passed(e)
	}
	r.remember(entries)
	r.showLatest()
	r.letGo(entries)
	r.publish(entries)
	r.cfg.Committed(r.doc, entries)
}

// takeBack reverses what could not be stored. Nobody has seen it.
func (r *Room) takeBack(fresh []decided, cause error) {
	for i := len(fresh) - 1; i >= 0; i-- {
		r.state.Replay(fresh[i].entry.Change.Reversed())
	}
	r.logger().Error("append failed; nothing is written until the storage takes it again", "entries", len(fresh), "err", cause)
	r.doubt = true
	if !errors.Is(cause, board.ErrConflict) { // that is between this room and its log
		r.storage.fail()
	}
	r.stand()
	refusal := storageRefusal(cause)
	for _, d := range fresh {
		d.answer(board.Entry{}, refusal)
	}
}

// saveSnapshot leaves the state in the log. Failing is no harm: the entries
// are there. It is not tried again with every commit, for it is the whole state.
func (r *Room) saveSnapshot() {
	if r.seq == r.savedSeq || r.storage.stalled.Load() {
		return
	}
	r.triedSeq = r.seq
	snap := board.Snapshot{Epoch: r.epoch, Seq: r.seq, Records: r.state.Records()}
	if err := r.cfg.Log.SaveSnapshot(context.Background(), r.doc, snap); err != nil {
		r.logger().Warn("snapshot not saved", "seq", r.seq, "err", err)
		return
	}
	r.savedSeq = r.seq
}
