package boltlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/logtest"
)

// canary must be in no byte of a file once it was erased.
const canary = "カナリア花子"

func withCanary(entries []board.Entry) []board.Entry {
	for i := range entries {
		n := entries[i].Change[0].After.(board.Note)
		n.Text = canary + n.Text
		entries[i].Change[0].After = n
		entries[i].Op = board.AddNote{Note: n.ID, Text: n.Text}
	}
	return entries
}

// withoutCanary is what an erasing does to an entry.
func withoutCanary(e board.Entry) (board.Entry, error) {
	n := e.Change[0].After.(board.Note)
	n.Text, n.Author = strings.TrimPrefix(n.Text, canary), ""
	e.Change = board.Change{{Kind: board.KindNote, ID: string(n.ID), After: n}}
	e.Op, e.Author = board.Foreign{Name: e.Op.Type()}, ""
	return e, nil
}

func holdsCanary(t *testing.T, path string) bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(data, []byte(canary))
}

// TestRewrite: the numbers stay, everything else is what it was made; ops are
// found under their new author only; the bytes are gone with the compaction.
func TestRewrite(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	doc, other := logtest.NewDoc(), logtest.NewDoc()
	wrote := withCanary(logtest.NewEntries(0, 3*rewritePart/2))
	appendAll(t, s, doc, wrote)
	appendAll(t, s, other, logtest.NewEntries(0, 3))
	if err := s.SaveSnapshot(ctx, doc, board.Snapshot{Epoch: s.Epoch(), Seq: 5, Records: []board.Record{wrote[0].Change[0].After}}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds nothing to do
		if err := s.Rewrite(ctx, doc, withoutCanary); err != nil {
			t.Fatal(err)
		}
	}
	now, err := s.Read(ctx, doc, 0, 1<<20)
	if err != nil || len(now) != len(wrote) {
		t.Fatalf("%d entries: %v", len(now), err)
	}
	for i, e := range now {
		want, _ := withoutCanary(wrote[i])
		logtest.Same(t, fmt.Sprint("entry ", i+1), e, want)
		if _, found, _ := s.Find(ctx, doc, wrote[i].Author, e.ID); found {
			t.Fatal("an op is found under its old author")
		}
		if _, found, err := s.Find(ctx, doc, "", e.ID); !found || err != nil {
			t.Fatalf("an op is not found any more: %v", err)
		}
	}
	if _, found, _ := s.Snapshot(ctx, doc); found {
		t.Error("the snapshot is still there")
	}
	if !holdsCanary(t, path) {
		t.Error("the bytes were gone before the compaction: the test proves nothing")
	}
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	mustClose(t, s)
	if holdsCanary(t, path) {
		t.Error("the bytes are still in the file")
	}
	if report := mustVerify(t, path); report.Entries != uint64(len(wrote)+3) {
		t.Errorf("%+v", report)
	}
}

// TestReplace: a document begins anew, or ends, in one step; only from where it is.
func TestReplace(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	doc, gone := logtest.NewDoc(), logtest.NewDoc()
	for _, d := range []board.DocID{doc, gone} {
		appendAll(t, s, d, withCanary(logtest.NewEntries(0, 700)))
		if err := s.SaveSnapshot(ctx, d, board.Snapshot{Epoch: s.Epoch(), Seq: 700}); err != nil {
			t.Fatal(err)
		}
	}
	anew := logtest.NewEntries(0, 1)
	if err := s.Replace(ctx, doc, 699, anew); !errors.Is(err, board.ErrConflict) {
		t.Errorf("from another end: %v", err)
	}
	if err := errors.Join(s.Replace(ctx, doc, 700, anew), s.Replace(ctx, gone, 700, nil)); err != nil {
		t.Fatal(err)
	}
	got, err := s.Read(ctx, doc, 0, 10)
	logtest.Same(t, "begun anew", got, anew)
	docs, errDocs := s.Documents(ctx)
	if len(docs) != 1 || docs[0] != doc || errors.Join(err, errDocs) != nil {
		t.Errorf("documents %v: %v", docs, errors.Join(err, errDocs))
	}
	appendAll(t, s, doc, logtest.NewEntries(1, 2)) // goes on
	sizes, err := s.Sizes(ctx, []board.DocID{doc, gone})
	if err != nil || sizes[doc] < 500 || sizes[gone] != 0 {
		t.Errorf("sizes %v: %v", sizes, err)
	}
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	mustClose(t, s)
	if holdsCanary(t, path) {
		t.Error("the bytes are still in the file")
	}
	mustVerifyEntries(t, path)
}

func init() {
	// erase writes a document, rewrites it, begins it anew and compacts, again
	// and again, and says each round.
	roles["erase"] = func(path string) {
		ctx := context.Background()
		s, err := Open(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		doc := board.DocID(os.Args[2])
		for n := 0; err == nil; n++ {
			var last board.Seq
			last, err = s.Last(ctx, doc)
			fmt.Println("round", n)
			err = errors.Join(err,
				s.Append(ctx, doc, last, withCanary(logtest.NewEntries(last, 600))),
				s.Rewrite(ctx, doc, withoutCanary),
				s.Replace(ctx, doc, last+600, logtest.NewEntries(0, 1)),
				s.Compact(ctx))
		}
		fail("erasing: %v", err)
	}
}

// TestKilledWhileErasing: whatever the kill hits, every entry is wholly old or
// wholly new, and the document begins where it began or anew.
func TestKilledWhileErasing(t *testing.T) {
	path, doc := newPath(t), logtest.NewDoc()
	random := rand.New(rand.NewPCG(rand.Uint64(), 0))
	halfway := 0
	for range soak(10, 200) {
		killed(t, asProcess(t, "erase", path, string(doc)), random, 1+random.IntN(2), 60_000)
		s := mustOpen(t, path, Options{})
		entries, err := s.Read(context.Background(), doc, 0, 1<<20)
		if err != nil || len(s.Damaged()) > 0 {
			t.Fatalf("%v, damaged %v", err, s.Damaged())
		}
		old, now := 0, 0
		for _, e := range entries {
			isOld := strings.Contains(e.Change[0].After.(board.Note).Text, canary)
			if _, isForeign := e.Op.(board.Foreign); isOld == isForeign && (isOld || len(entries) > 600) && e.Author == "" {
				t.Fatalf("entry %d is half erased", e.Seq)
			}
			if isOld {
				old++
			} else if e.Author == "" {
				now++
			}
		}
		if old > 0 && now > 0 {
			halfway++
		}
		mustClose(t, s)
		mustVerifyEntries(t, path)
	}
	if halfway == 0 {
		t.Log("no kill hit a rewriting halfway this time")
	}
}

// mustVerifyEntries verifies all but what board.Check says: notes of nobody's board.
func mustVerifyEntries(t *testing.T, path string) {
	t.Helper()
	report, err := VerifyFile(context.Background(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Faults {
		if f.Kind != FaultInvariant {
			t.Errorf("%+v", f)
		}
	}
}
