package room

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"yoriai/board"
)

// shared keeps what was encoded for a whole audience class at the present seq.
// A hall that lost its line comes back within seconds: a hundred browsers with
// the same question, and one answer but for what is each one's own. It is
// forgotten with the next entry, and when nobody has asked for a while.
type shared struct {
	seq    board.Seq
	views  map[board.AudienceClass]*classView
	recent []board.Entry // the last ones, as far back as anybody has missed them
	missed map[missedKey][]byte
}

// classView is the document as a class has it.
type classView struct {
	head  []byte // of a snapshot message, without its last brace; made when asked for
	print board.Fingerprint
}

type missedKey struct {
	class board.AudienceClass
	since board.Seq
}

// missedKept bounds the different moments since which entries are kept encoded.
const missedKept = 32

// share gives the present store of encodings.
func (r *Room) share() *shared {
	if r.shared == nil || r.shared.seq != r.seq {
		r.shared = &shared{seq: r.seq, views: map[board.AudienceClass]*classView{}, missed: map[missedKey][]byte{}}
	}
	return r.shared
}

// view gives the document as a class has it, with the records where they had
// to be made just now.
func (r *Room) view(class board.AudienceClass) *classView {
	share := r.share()
	v := share.views[class]
	if v == nil {
		v = &classView{}
		share.views[class] = v
		var err error
		if v.print, err = board.FingerprintOf(class.Viewer().Records(r.state)); err != nil {
			r.logger().Error("digest not made", "err", err)
		}
	}
	return v
}

// head is the part of a snapshot message that a class shares.
func (r *Room) head(class board.AudienceClass) []byte {
	v := r.view(class)
	if v.head == nil {
		snap := board.Snapshot{Epoch: r.epoch, Seq: r.seq, Records: class.Viewer().Records(r.state)}
		v.head = bytes.TrimSuffix(r.frame(snapshotHead{SortSnapshot, r.doc, snap}), []byte("}"))
	}
	return v.head
}

// tail is the part of a snapshot message that is the viewer's own; it begins
// with the comma that joins it to the head.
func (r *Room) tail(v board.Viewer) []byte {
	own, instead := v.Own(r.state)
	undo, redo := r.canTurn(v.Seat)
	tail := r.frame(snapshotTail{own, r.digestOf(v, own, instead), undo, redo})
	if len(tail) == 0 {
		return nil
	}
	tail[0] = ','
	return tail
}

// digest is what a viewer's browser should have.
func (r *Room) digest(v board.Viewer) string {
	own, instead := v.Own(r.state)
	return r.digestOf(v, own, instead)
}

func (r *Room) digestOf(v board.Viewer, own, instead []board.Record) string {
	print, err := r.view(v.Class()).print.Exchanged(instead, own)
	if err != nil {
		r.logger().Error("digest not made", "err", err)
	}
	return print.String()
}

// missing reads the entries after since, from the log only when nobody has
// asked as far back yet.
func (r *Room) missing(ctx context.Context, since board.Seq) ([]board.Entry, error) {
	share, n := r.share(), int(r.seq-since)
	if n > len(share.recent) {
		read, err := r.cfg.Log.Read(ctx, r.doc, since, n)
		if err != nil {
			return nil, err
		}
		if len(read) != n {
			return nil, fmt.Errorf("%w: %d entries after %d, not %d", board.ErrDamaged, len(read), since, n)
		}
		share.recent = read
	}
	return share.recent[len(share.recent)-n:], nil
}

// missedFrame tells entries that a member missed, from one encoding for all of
// its class to whom nothing in them is special.
func (r *Room) missedFrame(v board.Viewer, missed []board.Entry) []byte {
	if !v.LikeClass(missed, r.state) {
		return r.entriesFrame(v, missed)
	}
	share, key := r.share(), missedKey{v.Class(), missed[0].Seq}
	frame, made := share.missed[key]
	if !made {
		frame = r.entriesFrame(v.Class().Viewer(), missed)
		if len(share.missed) < missedKept {
			share.missed[key] = frame
		}
	}
	return frame
}

// forgetShared lets go of what was encoded for comers.
func (r *Room) forgetShared() { r.shared = nil }

// give hands a member what it asked for. Members that take parts share the
// first with each other and must not change it.
func give(m Member, parts ...[]byte) {
	if t, ok := m.(Taker); ok {
		t.Take(parts...)
		return
	}
	m.Send(slices.Concat(parts...))
}
