package logtest

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// Overfill writes notes into a board's document as a program without our limits
// would have, an entry each and without a question: most of them in islands of
// two hundred, the others lone and loose. Each begins with the words given. No
// room may have the document open.
func Overfill(t *testing.T, log board.Log, doc board.DocID, notes int, words string) {
	t.Helper()
	last, err := log.Last(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	f := &foreign{t: t, log: log, doc: doc, seq: last}
	const each = 200
	inIslands := notes * 8 / 10
	var author board.SeatID
	var island board.GroupID
	for n, key := range board.OrderRun(notes) {
		if n%board.Bounds.NotesAuthor == 0 {
			author = board.SeatID(uuid.NewString())
		}
		place := board.Place{Order: key}
		if n < inIslands {
			if i := n / each; n%each == 0 {
				island = board.GroupID(uuid.NewString())
				at := &board.Point{X: float64(i%20) * 80, Y: float64(i / 20 * 50)}
				f.put(author, board.Foreign{Name: "island.draw", Body: []byte("{}")},
					board.Group{ID: island, Title: "人手をふやすしくみが必要 " + strconv.Itoa(i+1), Place: board.Place{Order: key, At: at}})
			}
			place.Group = island
		}
		note := board.Note{ID: board.NoteID(uuid.NewString()), Text: words + strconv.Itoa(n+1), Author: author, Side: board.Citizen, Place: place, Lone: n >= notes*9/10}
		f.put(author, board.AddNote{Note: note.ID, Text: note.Text}, note)
	}
	f.flush()
}

// foreign is a program that writes records and asks nobody.
type foreign struct {
	t       *testing.T
	log     board.Log
	doc     board.DocID
	seq     board.Seq
	waiting []board.Entry
}

func (f *foreign) put(author board.SeatID, op board.Op, r board.Record) {
	f.t.Helper()
	f.seq++
	f.waiting = append(f.waiting, board.Entry{
		Epoch: f.log.Epoch(), Seq: f.seq, ID: board.OpID(uuid.NewString()), Author: author, As: board.Participant,
		Time: time.Now().UTC(), Op: op, Change: board.Change{{Kind: r.Kind(), ID: r.Key(), After: r}},
	})
	if len(f.waiting) == 1000 {
		f.flush()
	}
}

func (f *foreign) flush() {
	f.t.Helper()
	if len(f.waiting) > 0 {
		if err := f.log.Append(context.Background(), f.doc, f.waiting[0].Seq-1, f.waiting); err != nil {
			f.t.Fatal(err)
		}
	}
	f.waiting = nil
}
