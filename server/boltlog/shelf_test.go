package boltlog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"yoriai/board"
)

// TestShelves against a map, over restarts.
func TestShelves(t *testing.T) {
	path, ctx := newPath(t), context.Background()
	s := mustOpen(t, path, Options{})
	model := map[string]string{}
	shelves, keys := []string{"a", "ab", "sessions"}, []string{"a", "b", "ba", strings.Repeat("k", maxShelfKey), "鍵", "\x00"}
	rapid.Check(t, func(rt *rapid.T) {
		shelf, key := rapid.SampledFrom(shelves).Draw(rt, "shelf"), rapid.SampledFrom(keys).Draw(rt, "key")
		switch at := shelf + "/" + key; rapid.IntRange(0, 5).Draw(rt, "what") {
		case 0:
			if err := s.Delete(ctx, shelf, key); err != nil {
				rt.Fatal(err)
			}
			delete(model, at)
		case 1:
			mustClose(t, s)
			s = mustOpen(t, path, Options{})
		default:
			value := rapid.SliceOfN(rapid.Byte(), 0, 50).Draw(rt, "value")
			if err := s.Put(ctx, shelf, key, value); err != nil {
				rt.Fatal(err)
			}
			model[at] = string(value)
			clear(value) // the store has its own copy
		}
		for _, shelf := range shelves {
			sameShelf(rt, s, shelf, model)
			sameKeys(rt, s, shelf, rapid.SampledFrom([]string{"", "b", "鍵", "none"}).Draw(rt, "prefix"), model)
		}
	})
	if len(model) == 0 {
		t.Error("nothing was ever kept")
	}
}

// sameKeys holds the list of keys against the model: those with the prefix, each
// with its value's length.
func sameKeys(t *rapid.T, s *Store, shelf, prefix string, model map[string]string) {
	keys, err := s.Keys(context.Background(), shelf, prefix)
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range model {
		key, ours := strings.CutPrefix(at, shelf+"/")
		if n, listed := keys[key]; ours && strings.HasPrefix(key, prefix) && (!listed || n != len(value)) {
			t.Fatalf("%s, keys from %q: %q is listed: %v, with %d bytes", shelf, prefix, key, listed, n)
		}
	}
	for key := range keys {
		if _, kept := model[shelf+"/"+key]; !kept || !strings.HasPrefix(key, prefix) {
			t.Fatalf("%s, keys from %q: %q is none", shelf, prefix, key)
		}
	}
}

func sameShelf(t *rapid.T, s *Store, shelf string, model map[string]string) {
	want := 0
	for at := range model {
		if strings.HasPrefix(at, shelf+"/") {
			want++
		}
	}
	before := ""
	err := s.Each(context.Background(), shelf, func(key string, value []byte) error {
		want--
		if kept, ok := model[shelf+"/"+key]; !ok || kept != string(value) {
			return fmt.Errorf("%s/%s is %q", shelf, key, value)
		}
		if key <= before {
			return fmt.Errorf("%q comes after %q", key, before)
		}
		before = key
		got, found, err := s.Get(context.Background(), shelf, key) // visit may call the store
		if !found || err != nil || string(got) != string(value) {
			return fmt.Errorf("get %s/%s: %q, %v, %v", shelf, key, got, found, err)
		}
		return nil
	})
	if err != nil || want != 0 {
		t.Fatalf("shelf %s: %d missing, %v", shelf, want, err)
	}
}

func TestShelfBounds(t *testing.T) {
	s, ctx := mustOpen(t, newPath(t), Options{}), context.Background()
	for _, c := range [][2]string{{"", "k"}, {"s", ""}, {strings.Repeat("s", maxShelfName+1), "k"}, {"s", strings.Repeat("k", maxShelfKey+1)}} {
		if err := s.Put(ctx, c[0], c[1], nil); board.CodeOf(err) != board.BadOp {
			t.Errorf("put %.5q/%.5q: %v", c[0], c[1], err)
		}
		if _, _, err := s.Get(ctx, c[0], c[1]); board.CodeOf(err) != board.BadOp {
			t.Errorf("get %.5q/%.5q: %v", c[0], c[1], err)
		}
		if err := s.Delete(ctx, c[0], c[1]); board.CodeOf(err) != board.BadOp {
			t.Errorf("delete %.5q/%.5q: %v", c[0], c[1], err)
		}
	}
	if err := s.Put(ctx, "s", "k", make([]byte, maxShelfValue+1)); board.CodeOf(err) != board.TooBig {
		t.Errorf("a value too big: %v", err)
	}
	if err := s.Put(ctx, "s", "k", make([]byte, maxShelfValue)); err != nil {
		t.Errorf("the biggest value: %v", err)
	}
	if err := s.Each(ctx, "", nil); board.CodeOf(err) != board.BadOp {
		t.Errorf("a shelf without a name: %v", err)
	}
}

// TestEachInParts: more than one read transaction copies, and a visit that
// fails or deletes what it sees.
func TestEachInParts(t *testing.T) {
	s, ctx := mustOpen(t, newPath(t), Options{}), context.Background()
	const records = 2*partRecords + 7
	err := s.submit(ctx, &job{write: func(b *batch) error {
		for i := range records {
			key, _ := shelfKey("many", fmt.Sprintf("%05d", i))
			if err := b.put(bucketShelves, key, []byte{byte(i)}); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	seen, enough := 0, errors.New("enough")
	err = s.Each(ctx, "many", func(key string, value []byte) error {
		if key != fmt.Sprintf("%05d", seen) || value[0] != byte(seen) {
			return fmt.Errorf("record %d is %s", seen, key)
		}
		seen++
		if seen%100 == 0 {
			return s.Delete(ctx, "many", key)
		}
		return nil
	})
	if err != nil || seen != records {
		t.Errorf("%d of %d records: %v", seen, records, err)
	}
	if err := s.Each(ctx, "many", func(string, []byte) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("the visit's own error: %v", err)
	}
}

// TestDamagedShelf: "there is none" is no longer an answer, but what is sound can be read.
func TestDamagedShelf(t *testing.T) {
	path, w, _ := filledFile(t, 1, 2)
	key, _ := shelfKey(shelfName, "token-1-1")
	rewrite(t, path, func(tx *bolt.Tx) error { return spoilRecord(tx, bucketShelves, key) })
	s, ctx := mustOpen(t, path, Options{}), context.Background()
	if value, found, err := s.Get(ctx, shelfName, "token-1-0"); !found || err != nil || string(value) != w.shelf["token-1-0"] {
		t.Errorf("a sound record: %q, %v, %v", value, found, err)
	}
	for _, key := range []string{"token-1-1", "never kept"} {
		_, _, err := s.Get(ctx, shelfName, key)
		if !errors.Is(err, board.ErrDamaged) {
			t.Errorf("%s: %v", key, err)
		}
		if err != nil && strings.Contains(err.Error(), key) {
			t.Errorf("the error tells the key, which may be somebody's token: %v", err)
		}
	}
	visited := 0
	err := s.Each(ctx, shelfName, func(string, []byte) error { visited++; return nil })
	if !errors.Is(err, board.ErrDamaged) || visited != 5 {
		t.Errorf("%d visited before the damage, %v", visited, err)
	}
	if len(s.Damaged()) != 0 {
		t.Error("documents suffer from the shelf")
	}
}
