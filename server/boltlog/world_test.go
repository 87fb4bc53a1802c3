package boltlog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/logtest"
)

// world is a store's whole content as it was written, and the questions that
// bring all of it to light.
type world struct {
	docs   []board.DocID
	wrote  map[board.DocID][]board.Entry
	snaps  map[board.DocID]board.Snapshot
	shelf  map[string]string
	absent []board.OpID // never written
}

const shelfName = "sessions"

// fill writes documents small and large, in many transactions, so that the
// file has branch pages, overflowing pages, small buckets and free pages.
func fill(t testing.TB, s *Store, docs, rounds int) *world {
	t.Helper()
	w := &world{wrote: map[board.DocID][]board.Entry{}, snaps: map[board.DocID]board.Snapshot{}, shelf: map[string]string{}}
	ctx := context.Background()
	for range docs {
		w.docs = append(w.docs, logtest.NewDoc())
	}
	for round := range rounds {
		for i, doc := range w.docs {
			entries := logtest.NewEntries(board.Seq(len(w.wrote[doc])), 1+(i+round)%4)
			appendAll(t, s, doc, entries)
			w.wrote[doc] = append(w.wrote[doc], entries...)
		}
		doc := w.docs[round%docs]
		snap := board.Snapshot{Epoch: s.Epoch(), Seq: board.Seq(len(w.wrote[doc]))}
		for range 6 { // longer than a page together
			snap.Records = append(snap.Records, board.Note{ID: board.NoteID(uuid.NewString()), Text: strings.Repeat("祭りの夜の屋台を復活させたい。", 20)})
		}
		if err := s.SaveSnapshot(ctx, doc, snap); err != nil {
			t.Fatal(err)
		}
		w.snaps[doc] = snap
		for i := range 4 {
			key, value := fmt.Sprintf("token-%d-%d", round, i), fmt.Sprintf("seat %d", i)
			if err := s.Put(ctx, shelfName, key, []byte(value)); err != nil {
				t.Fatal(err)
			}
			w.shelf[key] = value
		}
	}
	w.absent = []board.OpID{board.OpID(uuid.NewString()), board.OpID(uuid.NewString())}
	return w
}

// verdict is how a store's answers compare with the world.
type verdict struct {
	right, errors int
	wrong         []string
}

// judge notes one answer: an error must say that something is damaged, and
// everything else must be true.
func (v *verdict) judge(what string, err error, got, want any) {
	switch {
	case errors.Is(err, board.ErrDamaged):
		v.errors++
	case err != nil:
		v.wrong = append(v.wrong, fmt.Sprintf("%s: error of another kind: %v", what, err))
	case !reflect.DeepEqual(got, want) && asText(got) != asText(want): // the text forgives other types of number
		v.wrong = append(v.wrong, fmt.Sprintf("%s:\n got %s\nwant %s", what, asText(got), asText(want)))
	default:
		v.right++
	}
}

func asText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// ask puts every question to the store.
func (w *world) ask(s *Store) *verdict {
	v, ctx := &verdict{}, context.Background()
	listed, err := s.Documents(ctx)
	v.judge("documents", err, sorted(listed), sorted(w.docs))
	for _, doc := range w.docs {
		w.askDocument(v, s, doc)
	}
	shelf := map[string]string{}
	err = s.Each(ctx, shelfName, func(key string, value []byte) error { shelf[key] = string(value); return nil })
	v.judge("shelf", err, shelf, w.shelf)
	for key, want := range w.shelf {
		value, found, err := s.Get(ctx, shelfName, key)
		v.judge("shelf "+key, err, fmt.Sprint(found, string(value)), fmt.Sprint(true, want))
	}
	_, found, err := s.Get(ctx, shelfName, "nobody's token")
	v.judge("absent token", err, found, false)
	return v
}

func (w *world) askDocument(v *verdict, s *Store, doc board.DocID) {
	ctx, want := context.Background(), w.wrote[doc]
	last, err := s.Last(ctx, doc)
	v.judge("last of "+string(doc), err, last, board.Seq(len(want)))
	all, err := s.Read(ctx, doc, 0, len(want)+5)
	v.judge("all of "+string(doc), err, all, want)
	for i, e := range want {
		what := fmt.Sprintf("%d of %s", i+1, doc)
		if err != nil { // then some of it may be readable alone
			one, err := s.Read(ctx, doc, board.Seq(i), 1)
			v.judge(what, err, one, want[i:i+1])
		}
		got, found, err := s.Find(ctx, doc, e.Author, e.ID)
		v.judge("the op of "+what, err, []any{got, found}, []any{e, true})
	}
	for _, op := range w.absent {
		_, found, err := s.Find(ctx, doc, want[0].Author, op)
		v.judge("an absent op", err, found, false)
	}
	snap, found, err := s.Snapshot(ctx, doc)
	if wanted, kept := w.snaps[doc]; kept && (found || err != nil) { // absent is allowed: the log can be replayed
		v.judge("the snapshot of "+string(doc), err, snap, wanted)
	} else if !kept {
		v.judge("an absent snapshot", err, found, false)
	}
}

func sorted(docs []board.DocID) []board.DocID {
	docs = slices.Clone(docs)
	slices.Sort(docs)
	return docs
}

// asksRight fails the test unless every answer is right.
func (w *world) asksRight(t testing.TB, s *Store) {
	t.Helper()
	if v := w.ask(s); len(v.wrong) > 0 || v.errors > 0 {
		t.Fatalf("%d errors; wrong: %v", v.errors, v.wrong)
	}
}

// filledFile makes a file with a world in it. Files of one size are the same:
// each is made once, and tests get copies.
func filledFile(t testing.TB, docs, rounds int) (path string, w *world, content []byte) {
	t.Helper()
	kind := [2]int{docs, rounds}
	made, known := filled[kind]
	if !known {
		path := newPath(t)
		s := mustOpen(t, path, Options{})
		made.w = fill(t, s, docs, rounds)
		mustClose(t, s)
		var err error
		if made.content, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		filled[kind] = made
	}
	path = newPath(t)
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, path, made.content)
	return path, made.w, bytes.Clone(made.content)
}

var filled = map[[2]int]struct {
	w       *world
	content []byte
}{}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// refuses opens a file that must be refused with one of the kinds, untouched.
func refuses(t testing.TB, path string, opts Options, kinds ...error) error {
	t.Helper()
	before, _ := os.ReadFile(path)
	s, err := Open(path, opts)
	if err == nil {
		mustClose(t, s)
		t.Fatalf("the file was opened, want %v", kinds)
	}
	var fe *FileError
	if !errors.As(err, &fe) || fe.Path == "" || fe.Say == "" {
		t.Fatalf("the error says neither which file nor what to do: %v", err)
	}
	if !slices.ContainsFunc(kinds, func(kind error) bool { return errors.Is(err, kind) }) {
		t.Fatalf("refused with %v, want %v", err, kinds)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Fatal("the refused file was changed")
	}
	return err
}
