package boltlog

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"yoriai/board"
	"yoriai/server/logtest"
)

// BenchmarkAppend measures one acknowledged append, sync and all, beside
// others on documents of their own; appends/tx is how many share a sync.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 16, 120} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			s := mustOpen(b, newPath(b), Options{})
			work := make(chan struct{}, b.N)
			for range b.N {
				work <- struct{}{}
			}
			close(work)
			var all sync.WaitGroup
			b.ResetTimer()
			before := s.commits.Load()
			for range writers {
				all.Go(func() { appendWhile(b, s, work) })
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/float64(s.commits.Load()-before), "appends/tx")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "appends/s")
		})
	}
}

func appendWhile(b *testing.B, s *Store, work <-chan struct{}) {
	doc, last := logtest.NewDoc(), board.Seq(0)
	for range work {
		if err := s.Append(context.Background(), doc, last, logtest.NewEntries(last, 1)); err != nil {
			b.Error(err)
			return
		}
		last++
	}
}

// bigFile has 50,000 entries in 20 documents: some years of a city's evenings.
func bigFile(b *testing.B) (path string, docs map[board.DocID][]board.Entry) {
	b.Helper()
	path, docs = newPath(b), map[board.DocID][]board.Entry{}
	s := mustOpen(b, path, Options{})
	for range 20 {
		doc := logtest.NewDoc()
		docs[doc] = logtest.NewEntries(0, 2500)
		for from := 0; from < 2500; from += 250 {
			if err := s.Append(context.Background(), doc, board.Seq(from), docs[doc][from:from+250]); err != nil {
				b.Fatal(err)
			}
		}
	}
	mustClose(b, s)
	return path, docs
}

func BenchmarkOpen50000(b *testing.B) {
	path, _ := bigFile(b)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB")
	for b.Loop() {
		s, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		mustClose(b, s)
	}
}

func BenchmarkFind(b *testing.B) {
	path, docs := bigFile(b)
	s, ctx := mustOpen(b, path, Options{}), context.Background()
	type question struct {
		doc board.DocID
		e   board.Entry
	}
	var all []question
	for doc, entries := range docs {
		for _, e := range entries {
			all = append(all, question{doc, e})
		}
	}
	b.Run("there", func(b *testing.B) {
		for b.Loop() {
			q := all[rand.IntN(len(all))]
			if _, found, err := s.Find(ctx, q.doc, q.e.Author, q.e.ID); !found || err != nil {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("absent", func(b *testing.B) {
		for b.Loop() {
			q, other := all[rand.IntN(len(all))], all[rand.IntN(len(all))]
			if _, found, err := s.Find(ctx, q.doc, other.e.Author, q.e.ID); err != nil || found != (q.e.Author == other.e.Author) {
				b.Fatal(found, err)
			}
		}
	})
}

func BenchmarkRead2500(b *testing.B) {
	path, docs := bigFile(b)
	s := mustOpen(b, path, Options{})
	for doc := range docs {
		for b.Loop() {
			if got, err := s.Read(context.Background(), doc, 0, 5000); len(got) != 2500 || err != nil {
				b.Fatal(len(got), err)
			}
		}
		break
	}
}
