package room

import (
	"context"

	"yoriai/board"
)

const (
	undoKept   = 50  // per author: nobody walks further back
	undoRecall = 500 // entries read at opening to find them
	whatChars  = 14  // of the text that names an undo on its button
)

// remember keeps what its author can undo, newest last.
func (r *Room) remember(e board.Entry) {
	if u, isUndo := e.Op.(board.Undo); isUndo {
		r.forget(e.Author, u.Of)
		return
	}
	if !board.Undoable(e.Op) || len(e.Change) == 0 {
		return
	}
	list := append(r.undo[e.Author], Undoable{Seq: e.Seq, Op: e.Op.Type(), What: whatOf(e.Change)})
	r.undo[e.Author] = list[max(0, len(list)-undoKept):]
}

func (r *Room) forget(author board.SeatID, seq board.Seq) {
	kept := make([]Undoable, 0, len(r.undo[author]))
	for _, u := range r.undo[author] {
		if u.Seq != seq {
			kept = append(kept, u)
		}
	}
	r.undo[author] = kept
}

// recallUndo reads the end of the log, so that undo outlives a restart.
func (r *Room) recallUndo(ctx context.Context) error {
	from := board.Seq(0)
	if r.seq > undoRecall {
		from = r.seq - undoRecall
	}
	entries, err := r.cfg.Log.Read(ctx, r.doc, from, undoRecall)
	for _, e := range entries {
		r.remember(e)
	}
	return err
}

// undoable lists a member's own, never nil: the browser gets a list.
func (r *Room) undoable(seat board.SeatID) []Undoable {
	return append([]Undoable{}, r.undo[seat]...)
}

// whatOf names a change by the first words it touched.
func whatOf(c board.Change) string {
	for _, d := range c {
		text := ""
		switch rec := d.After.(type) {
		case board.Note:
			text = rec.Text
		case board.Group:
			text = rec.Title
		case board.Statement:
			text = rec.Text
		}
		if text != "" {
			return board.Cut(text, whatChars)
		}
	}
	return ""
}
