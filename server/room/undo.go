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

// remember keeps what authors can undo, newest last. An undo is named by what
// its author may see of it: who steers the hall may withdraw a note of the
// writing phase, and must not learn its words from a button.
func (r *Room) remember(entries []board.Entry) {
	for i, e := range entries {
		if u, isUndo := e.Op.(board.Undo); isUndo {
			r.forget(e.Author, u.Of)
			continue
		}
		if !board.Undoable(e.Op) || len(e.Change) == 0 {
			continue
		}
		seen := board.Viewer{Seat: e.Author, Role: e.As}.Entries(entries[i:], r.state)[0]
		list := append(r.undo[e.Author], Undoable{Seq: e.Seq, Op: e.Op.Type(), What: whatOf(seen.Change)})
		r.undo[e.Author] = list[max(0, len(list)-undoKept):]
	}
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
	if err == nil {
		r.remember(entries)
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
