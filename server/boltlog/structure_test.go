package boltlog

import (
	"bytes"
	"encoding/binary"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// Flaws of the structure that a random bit would hardly make, or that reading
// alone would not suffer from: the next write would.

// eachPage visits the pages in use with the place of their header in the file.
// Pages in the middle of a long record are skipped.
func eachPage(t *testing.T, whole []byte, visit func(id uint64, at int, flags uint16)) {
	t.Helper()
	h, _, err := readHeader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	p := newPages(bytes.NewReader(whole), h)
	root, err := p.buckets()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range root {
		if err := p.eachRecord(ref, func(_, _ []byte) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	for id := uint64(2); id < h.pages; {
		at := int(id) * int(h.pageSize)
		if p.used[id] {
			visit(id, at, binary.NativeEndian.Uint16(whole[at+8:]))
			id += uint64(binary.NativeEndian.Uint32(whole[at+12:]))
		}
		id++
	}
}

// freelistAt is where the list of free pages stands, and how many it names.
func freelistAt(t *testing.T, whole []byte) (at, count int) {
	t.Helper()
	h, _, err := readHeader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	at = int(h.freelist) * int(h.pageSize)
	count = int(binary.NativeEndian.Uint16(whole[at+10:]))
	if count < 3 {
		t.Fatalf("only %d free pages", count)
	}
	return at, count
}

// TestFreeListLies: a page in use that is called free is read without
// complaint, until the next transaction writes over it.
func TestFreeListLies(t *testing.T) {
	path, _, whole := filledFile(t, 3, 4)
	at, count := freelistAt(t, whole)
	order, tried := binary.NativeEndian, 0
	eachPage(t, whole, func(id uint64, _ int, _ uint16) {
		c := bytes.Clone(whole)
		order.PutUint64(c[at+pageHeaderLen+8*(tried%count):], id)
		write(t, path, c)
		refuses(t, path, Options{}, ErrDamaged)
		tried++
	})
	for name, change := range map[string]func(c []byte){
		"one page less":     func(c []byte) { order.PutUint16(c[at+10:], uint16(count-1)) },
		"one page more":     func(c []byte) { order.PutUint16(c[at+10:], uint16(count+1)) },
		"more than fits":    func(c []byte) { order.PutUint16(c[at+10:], 0xFFFE) },
		"a count elsewhere": func(c []byte) { order.PutUint16(c[at+10:], 0xFFFF) },
		"one twice":         func(c []byte) { copy(c[at+pageHeaderLen:], c[at+pageHeaderLen+8:at+pageHeaderLen+16]) },
		"no such page":      func(c []byte) { order.PutUint64(c[at+pageHeaderLen:], 1<<40) },
		"another kind":      func(c []byte) { order.PutUint16(c[at+8:], flagLeaf) },
	} {
		t.Run(name, func(t *testing.T) {
			c := bytes.Clone(whole)
			change(c)
			write(t, path, c)
			refuses(t, path, Options{}, ErrDamaged)
		})
	}
	if tried < 10 {
		t.Errorf("only %d pages in use", tried)
	}
}

// TestPageHeaders: every page in use, its number, its kind, its length.
func TestPageHeaders(t *testing.T) {
	path, _, whole := filledFile(t, 6, 14)
	order, branches := binary.NativeEndian, 0
	eachPage(t, whole, func(id uint64, at int, flags uint16) {
		if flags == flagBranch {
			branches++
		} else if id%4 != 0 { // there are many leaves, and all alike
			return
		}
		for _, change := range []func(c []byte){
			func(c []byte) { order.PutUint64(c[at:], id+1) },
			func(c []byte) { order.PutUint16(c[at+8:], flags^(flagBranch|flagLeaf)) },
			func(c []byte) { order.PutUint16(c[at+8:], flags|flagMeta) },
			func(c []byte) { order.PutUint32(c[at+12:], order.Uint32(c[at+12:])+1) },
			func(c []byte) { order.PutUint32(c[at+12:], 1<<31) },
		} {
			c := bytes.Clone(whole)
			change(c)
			write(t, path, c)
			refuses(t, path, Options{}, ErrDamaged)
		}
	})
	if branches == 0 {
		t.Error("there was no branch page")
	}
}

// TestElementKinds: bbolt answers "not there" for a plain record that is
// called a bucket.
func TestElementKinds(t *testing.T) {
	path, _, whole := filledFile(t, 3, 3)
	leaves := 0
	eachPage(t, whole, func(_ uint64, at int, flags uint16) {
		if flags != flagLeaf {
			return
		}
		leaves++
		c := bytes.Clone(whole)
		c[at+pageHeaderLen] ^= flagBucket
		write(t, path, c)
		refuses(t, path, Options{}, ErrDamaged, ErrNotOurs) // in the root page it looks like another program's
	})
	if leaves < 4 {
		t.Errorf("only %d leaves", leaves)
	}
}

// TestBranchKeys: the keys on branch pages lead a search; a wrong one leads it
// past records that are there. No checksum covers them.
func TestBranchKeys(t *testing.T) {
	path, w, whole := filledFile(t, 6, 14)
	order := binary.NativeEndian
	var keys flips
	eachPage(t, whole, func(_ uint64, at int, flags uint16) {
		for i := 0; flags == flagBranch && i < int(order.Uint16(whole[at+10:])); i++ {
			el := at + pageHeaderLen + i*elementLen
			key := el + int(order.Uint32(whole[el:]))
			keys.flip(t, path, w, whole, key, 7)
			keys.flip(t, path, w, whole, key+i%16, 0)
			keys.flip(t, path, w, whole, key+int(order.Uint32(whole[el+4:]))-1, 0)
		}
	})
	t.Logf("branch keys: %+v", keys)
	if keys.refused < 10 {
		t.Error("hardly any key mattered")
	}
}

// TestRenumbered: an entry under another number with a right checksum, as a
// faulty program would write it.
func TestRenumbered(t *testing.T) {
	path, w, _ := filledFile(t, 1, 4)
	doc, _ := keyOf(w.docs[0])
	total := len(w.wrote[w.docs[0]])
	rewrite(t, path, func(tx *bolt.Tx) error {
		b, from, to := tx.Bucket([]byte(bucketEntries)), entryKey(doc, 2), entryKey(doc, 200)
		payload, _ := unseal(bucketEntries, from, b.Get(from))
		if err := b.Put(to, seal(bucketEntries, to, bytes.Clone(payload))); err != nil {
			return err
		}
		return b.Delete(from)
	})
	s := mustOpen(t, path, Options{})
	if hurt := s.Damaged(); len(hurt) != 1 || hurt[0] != w.docs[0] {
		t.Errorf("damaged are %v", hurt)
	}
	if got, err := s.Read(t.Context(), w.docs[0], 0, total); err == nil {
		t.Errorf("%d of %d entries were read over the gap", len(got), total)
	}
}
