package logtest

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// NewDoc makes the id of a document that no log has seen.
func NewDoc() board.DocID { return board.DocID(uuid.NewString()) }

// NewEntry makes an entry as a room would: a note added by somebody, with its
// change. The text tells the entries of a failing test apart.
func NewEntry(seq board.Seq, author board.SeatID, text string) board.Entry {
	note := board.NoteID(uuid.NewString())
	return board.Entry{
		Epoch:  "0b1c2d3e-0000-4000-8000-000000000001",
		Seq:    seq,
		ID:     board.OpID(uuid.NewString()),
		Author: author,
		As:     board.Participant,
		Time:   time.Date(2026, 11, 20, 18, 30, 0, 123e6, time.UTC).Add(time.Duration(seq) * time.Second),
		Op:     board.AddNote{Note: note, Text: text},
		Change: board.Change{{Kind: board.KindNote, ID: string(note), After: board.Note{ID: note, Text: text, Author: author}}},
	}
}

// NewEntries makes n entries that follow after.
func NewEntries(after board.Seq, n int) []board.Entry {
	author := board.SeatID(uuid.NewString())
	entries := make([]board.Entry, n)
	for i := range entries {
		seq := after + board.Seq(i) + 1
		entries[i] = NewEntry(seq, author, fmt.Sprintf("花火大会を続けたい %d", seq))
	}
	return entries
}

func newSnapshot(seq board.Seq, text string) board.Snapshot {
	id := board.NoteID(uuid.NewString())
	return board.Snapshot{
		Epoch:   "0b1c2d3e-0000-4000-8000-000000000001",
		Seq:     seq,
		Records: []board.Record{board.Note{ID: id, Text: text, Place: board.Place{At: &board.Point{X: 12.5, Y: 7}}}},
	}
}

// Same compares two values by the product's one encoding, which loses nothing of them.
func Same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, w := encode(t, got), encode(t, want)
	if !bytes.Equal(g, w) {
		t.Fatalf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	b, err := board.Encode(v)
	if err != nil {
		t.Fatalf("encoding: %v", err)
	}
	return b
}

func mustAppend(t *testing.T, log board.Log, doc board.DocID, expect board.Seq, entries ...board.Entry) {
	t.Helper()
	if err := log.Append(context.Background(), doc, expect, entries); err != nil {
		t.Fatalf("append after %d: %v", expect, err)
	}
}

func mustRead(t *testing.T, log board.Log, doc board.DocID, after board.Seq, limit int) []board.Entry {
	t.Helper()
	entries, err := log.Read(context.Background(), doc, after, limit)
	if err != nil {
		t.Fatalf("read %d after %d: %v", limit, after, err)
	}
	return entries
}

// holds compares everything a log says about a document with what it was given.
func holds(t *testing.T, log board.Log, doc board.DocID, want []board.Entry) {
	t.Helper()
	last, err := log.Last(context.Background(), doc)
	if err != nil || last != board.Seq(len(want)) {
		t.Fatalf("last is %d (%v), want %d", last, err, len(want))
	}
	got := mustRead(t, log, doc, 0, len(want)+10)
	if len(got) != len(want) {
		t.Fatalf("read %d entries, want %d", len(got), len(want))
	}
	for i := range want {
		Same(t, fmt.Sprintf("entry %d", i+1), got[i], want[i])
		e, found, err := log.Find(context.Background(), doc, want[i].Author, want[i].ID)
		if err != nil || !found {
			t.Fatalf("the op of entry %d is not found (%v)", i+1, err)
		}
		Same(t, fmt.Sprintf("found entry %d", i+1), e, want[i])
	}
}
