package logtest

import (
	"context"
	"testing"

	"yoriai/board"
)

func testSnapshots(t *testing.T, h Harness) {
	log, doc, ctx := h.Open(t), NewDoc(), context.Background()
	mustAppend(t, log, doc, 0, NewEntries(0, 9)...)
	var want board.Snapshot
	for _, step := range []struct {
		seq  board.Seq
		kept bool
	}{{3, true}, {7, true}, {5, false}, {0, false}, {8, true}} {
		snap := newSnapshot(step.seq, "状態")
		if err := log.SaveSnapshot(ctx, doc, snap); err != nil {
			t.Fatalf("saving at %d: %v", step.seq, err)
		}
		if step.kept {
			want = snap
		}
		got, found, err := log.Snapshot(ctx, doc)
		if err != nil || !found {
			t.Fatalf("after saving at %d: found %v, error %v", step.seq, found, err)
		}
		Same(t, "the kept snapshot", got, want)
	}
	if _, found, err := log.Snapshot(ctx, NewDoc()); found || err != nil {
		t.Errorf("another document: found %v, error %v", found, err)
	}
}

// testMemory changes every slice it handed over or was given. What records
// point to is left alone: by the rule of board.Record nobody changes that.
func testMemory(t *testing.T, h Harness) {
	log, doc, ctx := h.Open(t), NewDoc(), context.Background()
	entries := NewEntries(0, 3)
	want := NewEntries(0, 0)
	for _, e := range entries {
		e.Change = append(board.Change{}, e.Change...)
		want = append(want, e)
	}
	mustAppend(t, log, doc, 0, entries...)
	spoil(entries)
	holds(t, log, doc, want)
	spoil(mustRead(t, log, doc, 0, 3))
	found, _, err := log.Find(ctx, doc, want[0].Author, want[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	spoil([]board.Entry{found})
	holds(t, log, doc, want)

	snap := newSnapshot(3, "前")
	before := encode(t, snap)
	if err := log.SaveSnapshot(ctx, doc, snap); err != nil {
		t.Fatal(err)
	}
	snap.Records[0] = board.Note{Text: "後"}
	kept, _, err := log.Snapshot(ctx, doc)
	if err != nil || string(encode(t, kept)) != string(before) {
		t.Errorf("the kept snapshot changed with the caller's memory (%v)", err)
	}
}

func spoil(entries []board.Entry) {
	for i := range entries {
		for j := range entries[i].Change {
			entries[i].Change[j] = board.Diff{Kind: board.KindNote, ID: "spoilt"}
		}
		entries[i] = board.Entry{}
	}
}

func testCancelled(t *testing.T, h Harness) {
	log, doc := h.Open(t), NewDoc()
	entries := NewEntries(0, 2)
	mustAppend(t, log, doc, 0, entries[0])
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := log.Append(ctx, doc, 1, entries[1:]); err == nil {
		t.Error("append with a cancelled context succeeded")
	}
	if err := log.SaveSnapshot(ctx, doc, newSnapshot(1, "")); err == nil {
		t.Error("saving a snapshot with a cancelled context succeeded")
	}
	if _, err := log.Read(ctx, doc, 0, 5); err == nil {
		t.Error("read with a cancelled context succeeded")
	}
	holds(t, log, doc, entries[:1])
	if _, found, err := log.Snapshot(context.Background(), doc); found || err != nil {
		t.Errorf("the cancelled snapshot: found %v, error %v", found, err)
	}
	mustAppend(t, log, doc, 1, entries[1]) // the log goes on
	holds(t, log, doc, entries)
}

func testEpoch(t *testing.T, h Harness) {
	log := h.Open(t)
	epoch := log.Epoch()
	if epoch == "" {
		t.Fatal("there is no epoch")
	}
	if other := h.Open(t).Epoch(); other == epoch {
		t.Error("two logs share an epoch")
	}
	if again := h.reopen(t, log).Epoch(); again != epoch {
		t.Errorf("the epoch was %s and is %s after a restart", epoch, again)
	}
}

func testReopen(t *testing.T, h Harness) {
	log, ctx := h.Open(t), context.Background()
	docs := map[board.DocID][]board.Entry{}
	for n := range 6 {
		doc := NewDoc()
		docs[doc] = NewEntries(0, n*7+1)
		mustAppend(t, log, doc, 0, docs[doc]...)
	}
	snapped, snap := NewDoc(), newSnapshot(3, "状態")
	docs[snapped] = NewEntries(0, 3)
	mustAppend(t, log, snapped, 0, docs[snapped]...)
	if err := log.SaveSnapshot(ctx, snapped, snap); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time nothing was written in between
		log = h.reopen(t, log)
		for doc, entries := range docs {
			holds(t, log, doc, entries)
		}
		got, found, err := log.Snapshot(ctx, snapped)
		if err != nil || !found {
			t.Fatalf("the snapshot: found %v, error %v", found, err)
		}
		Same(t, "the snapshot", got, snap)
		if listed, err := log.Documents(ctx); err != nil || len(listed) != len(docs) {
			t.Fatalf("%d documents listed, want %d (%v)", len(listed), len(docs), err)
		}
	}
	for doc, entries := range docs { // and each goes on where it ended
		more := NewEntries(board.Seq(len(entries)), 2)
		mustAppend(t, log, doc, board.Seq(len(entries)), more...)
		holds(t, log, doc, append(entries, more...))
	}
}
