package server_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// fill writes notes straight into the file, under a server that then starts
// anew, and gives the number of the board's entries.
func (s *site) fill(table, notes int) int {
	s.t.Helper()
	ctx, doc := s.t.Context(), s.board(table)
	last, err := s.store.Last(ctx, doc)
	if err != nil {
		s.t.Fatal(err)
	}
	state := s.replay(doc)
	b, _ := state.Board()
	author := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Facilitator, Table: b.Table}
	var entries []board.Entry
	for n := range notes {
		if n%board.Bounds.NotesAuthor == 0 {
			author.Seat = board.SeatID(uuid.NewString())
		}
		op := board.AddNote{Note: board.NoteID(uuid.NewString()), Text: fmt.Sprintf("公園の草刈りを手伝う人が足りない %d", n)}
		change, err := state.Do(op, author, nil)
		if err != nil {
			s.t.Fatal(err)
		}
		entries = append(entries, board.Entry{
			Epoch: s.store.Epoch(), Seq: last + board.Seq(n) + 1, ID: board.OpID(uuid.NewString()),
			Author: author.Seat, As: author.Role, Time: time.Now().UTC(), Op: op, Change: change,
		})
	}
	for len(entries) > 0 {
		part := entries[:min(100, len(entries))]
		if err := s.store.Append(ctx, doc, part[0].Seq-1, part); err != nil {
			s.t.Fatal(err)
		}
		entries = entries[len(part):]
	}
	s.restart()
	return int(last) + notes
}
