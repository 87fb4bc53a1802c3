package room

import (
	"context"

	"yoriai/board"
)

// resumeMost is how many missing entries are told one by one; beyond it a
// snapshot is shorter.
const resumeMost = 500

// Join makes a member follow the document. It gets what it lacks since
// (epoch, seq), or everything, and from then on every entry. Errors: not_found
// for a document that has not begun, forbidden for one this actor may not read.
func (r *Room) Join(ctx context.Context, m Member, actor board.Actor, epoch board.Epoch, seq board.Seq) error {
	var refused error
	err := r.call(ctx, func() { refused = r.join(ctx, m, actor, epoch, seq) })
	if err != nil {
		return err
	}
	return refused
}

func (r *Room) join(ctx context.Context, m Member, actor board.Actor, epoch board.Epoch, seq board.Seq) error {
	if r.seq == 0 || !r.state.MayRead(actor) {
		// The same answer for both: ids cannot be guessed at.
		return board.Errorf(board.NotFound, "there is no such document for this seat")
	}
	if !r.resume(ctx, m, epoch, seq) {
		r.sendSnapshot(m)
	}
	r.members[m] = &Person{Seat: m.Viewer().Seat, actor: actor}
	r.peopleDue = true
	r.tellComer(m)
	return nil
}

// resume sends only what the member missed, if that is possible and right.
func (r *Room) resume(ctx context.Context, m Member, epoch board.Epoch, seq board.Seq) bool {
	if epoch != r.epoch || seq == 0 || seq > r.seq || seq < r.audienceSeq || r.seq-seq > resumeMost {
		return false
	}
	missed, err := r.missing(ctx, seq)
	if err != nil {
		r.logger().Warn("missed entries unreadable, sending a snapshot", "since", seq, "err", err)
		return false
	}
	v := m.Viewer()
	if len(missed) > 0 {
		give(m, r.missedFrame(v, missed))
	}
	undo, redo := r.canTurn(v.Seat)
	give(m, r.frame(resumedMsg{SortResumed, r.doc, r.epoch, r.seq, r.digest(v), undo, redo}))
	return true
}

func (r *Room) sendSnapshot(m Member) {
	v := m.Viewer()
	give(m, r.head(v.Class()), r.tail(v))
}

// Leave makes a member follow no longer. It does not wait.
func (r *Room) Leave(m Member) {
	// The room may be busy or gone; a leaving that finds no place in the inbox
	// must not be lost, or the member would be sent to for ever.
	select {
	case r.inbox <- command{act: func() { r.leave(m) }}:
	case <-r.done:
	}
}

func (r *Room) leave(m Member) {
	delete(r.members, m)
	r.peopleDue = true
}

// letGo ends the reading of those to whom the board was shown and is not any
// more, before they are told anything else of it.
func (r *Room) letGo(entries []board.Entry) {
	for _, e := range entries {
		for _, d := range e.Change {
			was, _ := d.Before.(board.Board)
			if is, ok := d.After.(board.Board); !ok || !was.Shown || is.Shown && len(is.ShownTo) == 0 {
				continue
			}
			for m, p := range r.members {
				if !r.state.MayRead(p.actor) {
					r.leave(m)
					m.Send(r.frame(refusedMsg{Sort: SortRefused, Doc: r.doc, Code: board.NotFound, Say: "the board is shown no more"}))
				}
			}
		}
	}
}

// RefusedFrame is the answer to an op that was not done, or to a message that
// was no op at all (then without doc and id).
func RefusedFrame(doc board.DocID, id board.OpID, err error) ([]byte, error) {
	return board.Encode(refusedMsg{SortRefused, doc, id, board.CodeOf(err), sayOf(err)})
}

// AckFrame tells a sender that its op is entry seq.
func AckFrame(doc board.DocID, id board.OpID, seq board.Seq) ([]byte, error) {
	return board.Encode(ackMsg{SortAck, doc, id, seq})
}

// WelcomeFrame answers a hello.
func WelcomeFrame(nowMillis int64) ([]byte, error) {
	return board.Encode(welcomeMsg{SortWelcome, Version, nowMillis})
}
