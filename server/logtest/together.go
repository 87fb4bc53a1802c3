package logtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

func testConcurrentDocs(t *testing.T, h Harness) {
	const writers, each = 24, 20
	log := h.Open(t)
	docs := make([]board.DocID, writers)
	wrote := make([][]board.Entry, writers)
	var all sync.WaitGroup
	for w := range writers {
		docs[w], wrote[w] = NewDoc(), NewEntries(0, each)
		all.Go(func() {
			for i, e := range wrote[w] {
				if err := log.Append(context.Background(), docs[w], board.Seq(i), []board.Entry{e}); err != nil {
					t.Errorf("writer %d, entry %d: %v", w, i+1, err)
					return
				}
			}
		})
	}
	all.Wait()
	for w := range writers {
		holds(t, log, docs[w], wrote[w])
	}
}

// testOneWinner: of all who append after the same entry exactly one succeeds,
// and the others are told the conflict.
func testOneWinner(t *testing.T, h Harness) {
	const writers, rounds = 16, 10
	log, doc := h.Open(t), NewDoc()
	var want []board.Entry
	for round := range board.Seq(rounds) {
		var all sync.WaitGroup
		var mu sync.Mutex
		var winners []board.Entry
		for range writers {
			e := NewEntries(round, 1)[0]
			all.Go(func() {
				err := log.Append(context.Background(), doc, round, []board.Entry{e})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					winners = append(winners, e)
				} else if !errors.Is(err, board.ErrConflict) {
					t.Errorf("a loser got %v", err)
				}
			})
		}
		all.Wait()
		if len(winners) != 1 {
			t.Fatalf("round %d has %d winners", round, len(winners))
		}
		want = append(want, winners[0])
	}
	holds(t, log, doc, want)
}

// testReadersBesideWriter: a reader sees a beginning of the document without
// gaps, and never less than what was acknowledged before it began.
func testReadersBesideWriter(t *testing.T, h Harness) {
	const total = 60
	log, doc, ctx := h.Open(t), NewDoc(), context.Background()
	entries := NewEntries(0, total)
	mustAppend(t, log, doc, 0, entries[0])
	done := make(chan struct{})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for finished := false; !finished; {
				select {
				case <-done:
					finished = true
				default:
				}
				before, err := log.Last(ctx, doc)
				if err != nil {
					t.Errorf("last: %v", err)
					return
				}
				got, err := log.Read(ctx, doc, 0, total+1)
				if err != nil || len(got) < int(before) {
					t.Errorf("read %d entries of at least %d: %v", len(got), before, err)
					return
				}
				for i, e := range got {
					if e.ID != entries[i].ID {
						t.Errorf("entry %d is another one", i+1)
						return
					}
				}
			}
		})
	}
	for i := 1; i < total; i++ {
		mustAppend(t, log, doc, board.Seq(i), entries[i])
	}
	close(done)
	all.Wait()
	holds(t, log, doc, entries)
}

// testModel does random work, part of it wrong, and keeps a map beside it.
func testModel(t *testing.T, h Harness) {
	appended, refused := 0, 0
	log, ctx := h.Open(t), context.Background() // one log for all: its documents are strangers to each other
	rapid.Check(t, func(rt *rapid.T) {
		docs := []board.DocID{NewDoc(), NewDoc(), NewDoc()}
		model := map[board.DocID][]board.Entry{}
		for range rapid.IntRange(2, 6).Draw(rt, "steps") {
			doc := docs[rapid.IntRange(0, len(docs)-1).Draw(rt, "doc")]
			expect := board.Seq(len(model[doc])) + board.Seq(rapid.SampledFrom([]int{0, 0, 0, 0, 1, 5}).Draw(rt, "off"))
			entries := NewEntries(expect, rapid.IntRange(1, 6).Draw(rt, "entries"))
			err := log.Append(ctx, doc, expect, entries)
			right := expect == board.Seq(len(model[doc]))
			if right != (err == nil) {
				rt.Fatalf("append after %d of %d: %v", expect, len(model[doc]), err)
			}
			if right {
				model[doc] = append(model[doc], entries...)
				appended++
			} else {
				refused++
			}
			after := rapid.IntRange(0, len(model[doc])).Draw(rt, "after")
			limit := rapid.IntRange(0, 8).Draw(rt, "limit")
			want := model[doc][after:min(after+limit, len(model[doc]))]
			Same(t, fmt.Sprintf("%d after %d", limit, after), append([]board.Entry{}, mustRead(t, log, doc, board.Seq(after), limit)...), append([]board.Entry{}, want...))
			if h.Reopen != nil && rapid.IntRange(0, 19).Draw(rt, "restart") == 0 {
				log = h.Reopen(t, log)
			}
		}
		for doc, entries := range model {
			holds(t, log, doc, entries)
		}
	})
	if appended == 0 || refused == 0 {
		t.Errorf("the generator made %d right and %d wrong appends", appended, refused)
	}
}
