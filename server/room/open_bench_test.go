package room_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/boltlog"
	"yoriai/server/room"
)

// BenchmarkOpen is what it costs to open a board of 5,000 notes: as it was
// just written, and after 50,000 more edits. The second must cost no more than
// the first, however long the evening was.
func BenchmarkOpen(b *testing.B) {
	for _, edits := range []int{0, 50_000} {
		b.Run(fmt.Sprintf("after %d edits", edits), func(b *testing.B) {
			ctx := context.Background()
			store, err := boltlog.Open(filepath.Join(b.TempDir(), "data", "yoriai.db"), boltlog.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer store.Close()
			doc := longEvening(b, store, 5000, edits)
			// Once as the server does it: that leaves a snapshot.
			openAndClose(b, store, doc)
			for b.Loop() {
				openAndClose(b, store, doc)
			}
			if last, err := store.Last(ctx, doc); err != nil || last < board.Seq(5000+edits) {
				b.Fatalf("the log ends at %d: %v", last, err)
			}
		})
	}
}

func openAndClose(b *testing.B, log board.Log, doc board.DocID) {
	b.Helper()
	rooms := room.New(room.Config{Log: log})
	_, free, err := rooms.Use(context.Background(), doc)
	if err != nil {
		b.Fatal(err)
	}
	free()
	rooms.Close()
}

// longEvening writes a board's log without a room: notes, then edits of them.
func longEvening(b *testing.B, log board.Log, notes, edits int) board.DocID {
	b.Helper()
	doc, state := id[board.DocID](), board.NewState()
	host := board.Actor{Seat: id[board.SeatID](), Role: board.Organiser}
	var batch []board.Entry
	seq := board.Seq(0)
	flush := func() {
		if err := log.Append(context.Background(), doc, seq-board.Seq(len(batch)), batch); err != nil {
			b.Fatal(err)
		}
		batch = nil
	}
	do := func(a board.Actor, op board.Op) {
		change, err := state.Do(op, a, nil)
		if err != nil {
			b.Fatal(err)
		}
		seq++
		batch = append(batch, board.Entry{Epoch: log.Epoch(), Seq: seq, ID: board.OpID(uuid.NewString()), Author: a.Seat, As: a.Role, Time: time.UnixMilli(int64(seq)).UTC(), Op: op, Change: change})
		if len(batch) == 500 {
			flush()
		}
	}
	do(host, board.OpenBoard{Board: board.BoardID(doc), Workshop: id[board.WorkshopID](), Table: id[board.TableID]()})
	ids := make([]board.NoteID, notes)
	for i := range ids {
		if i%board.Bounds.NotesAuthor == 0 { // nobody writes five thousand
			host.Seat = id[board.SeatID]()
		}
		ids[i] = id[board.NoteID]()
		do(host, board.AddNote{Note: ids[i], Text: fmt.Sprintf("付箋 %d 夜の道が暗くて、歩きにくい", i)})
	}
	for i := range edits {
		n, _ := state.Note(ids[i%notes])
		do(host, board.EditNote{Note: n.ID, Base: n.Text, Text: fmt.Sprintf("付箋 %d 直した文 %d", i%notes, i)})
	}
	flush()
	return doc
}
