package logtest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
)

func testOrder(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 5)
	for i, e := range entries {
		mustAppend(t, log, doc, board.Seq(i), e)
	}
	holds(t, log, doc, entries)
}

func testUnknown(t *testing.T, h Harness) {
	log, ctx := h.Open(t), context.Background()
	holds(t, log, NewDoc(), nil)
	if _, found, err := log.Find(ctx, NewDoc(), "", board.OpID(uuid.NewString())); found || err != nil {
		t.Errorf("find in an unknown document: %v, %v", found, err)
	}
	if _, found, err := log.Snapshot(ctx, NewDoc()); found || err != nil {
		t.Errorf("snapshot of an unknown document: %v, %v", found, err)
	}
	if docs, err := log.Documents(ctx); len(docs) != 0 || err != nil {
		t.Errorf("an empty log lists %v, %v", docs, err)
	}
}

func testMany(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 40)
	mustAppend(t, log, doc, 0, entries[:15]...)
	mustAppend(t, log, doc, 15, entries[15:]...)
	holds(t, log, doc, entries)
}

func testNone(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	mustAppend(t, log, doc, 0)
	holds(t, log, doc, nil)
	if err := log.Append(context.Background(), doc, 3, nil); !errors.Is(err, board.ErrConflict) {
		t.Errorf("nothing after entry 3 of an empty document: %v, want ErrConflict", err)
	}
}

func testConflict(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 3)
	mustAppend(t, log, doc, 0, entries...)
	for _, expect := range []board.Seq{0, 2, 4, 1000, math.MaxUint64 - 10} {
		late := NewEntries(expect, 2)
		err := log.Append(context.Background(), doc, expect, late)
		if !errors.Is(err, board.ErrConflict) {
			t.Errorf("append after %d of 3: %v, want ErrConflict", expect, err)
		}
		if _, found, _ := log.Find(context.Background(), doc, late[0].Author, late[0].ID); found {
			t.Errorf("the refused op after %d is found", expect)
		}
	}
	holds(t, log, doc, entries)
}

// testNumbers: a gap, a step back or a repetition within one append is the
// caller's mistake; all or none is stored, so none.
func testNumbers(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	for name, seqs := range map[string][]board.Seq{
		"gap": {1, 3}, "back": {2, 1}, "twice": {1, 1}, "zero": {0}, "late begin": {2, 3},
	} {
		var entries []board.Entry
		for _, seq := range seqs {
			entries = append(entries, NewEntry(seq, "", name))
		}
		if err := log.Append(context.Background(), doc, 0, entries); err == nil {
			t.Errorf("%s: numbers %v were taken", name, seqs)
		}
	}
	holds(t, log, doc, nil)
}

// testOpTwice: the room asks before it appends, but another node may have been
// faster; the log is the last place that can notice.
func testOpTwice(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 1)
	mustAppend(t, log, doc, 0, entries...)
	again, other := NewEntry(3, entries[0].Author, "again"), NewEntry(2, entries[0].Author, "other")
	again.ID = entries[0].ID
	if err := log.Append(context.Background(), doc, 1, []board.Entry{other, again}); !errors.Is(err, board.ErrConflict) {
		t.Errorf("an op that is in the log: %v, want ErrConflict", err)
	}
	twin := other
	twin.Seq = 3
	if err := log.Append(context.Background(), doc, 1, []board.Entry{other, twin}); !errors.Is(err, board.ErrConflict) {
		t.Errorf("an op twice in one append: %v, want ErrConflict", err)
	}
	holds(t, log, doc, entries)
	mustAppend(t, log, NewDoc(), 0, entries...) // in another document it is another op
}

func testLimits(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 10)
	mustAppend(t, log, doc, 0, entries...)
	for _, c := range []struct {
		after    board.Seq
		limit    int
		from, to int
	}{
		{0, 3, 0, 3}, {0, 10, 0, 10}, {0, math.MaxInt, 0, 10}, {4, 2, 4, 6}, {9, 5, 9, 10},
		{10, 5, 10, 10}, {11, 5, 10, 10}, {math.MaxUint64, 5, 10, 10}, {0, 0, 0, 0}, {0, -1, 0, 0},
	} {
		got := mustRead(t, log, doc, c.after, c.limit)
		Same(t, fmt.Sprintf("%d after %d", c.limit, c.after), slices.Concat([]board.Entry{}, got), slices.Concat([]board.Entry{}, entries[c.from:c.to]))
	}
}

// testLarge reaches over whatever parts an implementation reads in, by number and by bytes.
func testLarge(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 700)
	for i := range 200 {
		entries[i] = NewEntry(board.Seq(i+1), entries[0].Author, strings.Repeat("長い話。", 600))
	}
	mustAppend(t, log, doc, 0, entries...)
	holds(t, log, doc, entries)
}

func testFind(t *testing.T, h Harness) {
	log, doc, ctx := h.Open(t), NewDoc(), context.Background()
	entries := append(NewEntries(0, 3), NewEntry(4, "", "by the server itself"))
	mustAppend(t, log, doc, 0, entries...)
	holds(t, log, doc, entries)
	stranger := board.SeatID(uuid.NewString())
	for name, find := range map[string]func() (board.Entry, bool, error){
		"another author": func() (board.Entry, bool, error) { return log.Find(ctx, doc, stranger, entries[0].ID) },
		"no author":      func() (board.Entry, bool, error) { return log.Find(ctx, doc, "", entries[0].ID) },
		"an author for the server's": func() (board.Entry, bool, error) {
			return log.Find(ctx, doc, stranger, entries[3].ID)
		},
		"another op": func() (board.Entry, bool, error) {
			return log.Find(ctx, doc, entries[0].Author, board.OpID(uuid.NewString()))
		},
		"another document": func() (board.Entry, bool, error) { return log.Find(ctx, NewDoc(), entries[0].Author, entries[0].ID) },
	} {
		if e, found, err := find(); found || err != nil || e.Seq != 0 {
			t.Errorf("%s: found %v, error %v, entry %d", name, found, err, e.Seq)
		}
	}
}

// testTwoAuthors: op ids are made by browsers; two of them may be equal, by
// malice if not by chance.
func testTwoAuthors(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	a, b := NewEntry(1, board.SeatID(uuid.NewString()), "甲"), NewEntry(2, board.SeatID(uuid.NewString()), "乙")
	c := NewEntry(3, "", "丙")
	b.ID, c.ID = a.ID, a.ID
	mustAppend(t, log, doc, 0, a)
	mustAppend(t, log, doc, 1, b, c)
	holds(t, log, doc, []board.Entry{a, b, c})
}

func testApart(t *testing.T, h Harness) {
	log, one, two := h.Open(t), NewDoc(), NewDoc()
	mine, yours := NewEntries(0, 4), NewEntries(0, 6)
	mustAppend(t, log, one, 0, mine[:2]...)
	mustAppend(t, log, two, 0, yours[:5]...)
	mustAppend(t, log, one, 2, mine[2:]...)
	mustAppend(t, log, two, 5, yours[5:]...)
	holds(t, log, one, mine)
	holds(t, log, two, yours)
}

func testDocuments(t *testing.T, h Harness) {
	log, ctx := h.Open(t), context.Background()
	var want []board.DocID
	for range 5 {
		doc := NewDoc()
		want = append(want, doc)
		mustAppend(t, log, doc, 0, NewEntries(0, 2)...)
	}
	_ = log.Append(ctx, NewDoc(), 7, NewEntries(7, 1)) // refused: makes no document
	if err := log.SaveSnapshot(ctx, want[0], newSnapshot(2, "")); err != nil {
		t.Fatal(err)
	}
	got, err := log.Documents(ctx)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("documents %v, want %v", got, want)
	}
}
