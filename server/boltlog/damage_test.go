package boltlog

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
	"yoriai/server/logtest"
)

// flips is the record of how a file's answers to flipped bits came out.
type flips struct{ refused, found, harmless int }

// flip changes one bit and asks everything. Each flip must be refused, or be
// reported by the answers it touches, or change no answer at all.
func (f *flips) flip(t *testing.T, path string, w *world, whole []byte, at int, bit uint) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt([]byte{whole[at] ^ 1<<bit}, int64(at)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, err := file.WriteAt(whole[at:at+1], int64(at)); err != nil {
			t.Fatal(err)
		}
		_ = file.Close()
	}()
	s, err := Open(path, Options{})
	if err != nil {
		var fe *FileError
		if !errors.As(err, &fe) {
			t.Fatalf("bit %d of byte %d: an error of no kind: %v", bit, at, err)
		}
		f.refused++
		return
	}
	defer mustClose(t, s)
	v := w.ask(s)
	switch {
	case len(v.wrong) > 0:
		t.Errorf("bit %d of byte %d (page %d): wrong answers: %s", bit, at, at/4096, v.wrong[0])
	case v.errors > 0:
		f.found++
	default:
		f.harmless++
	}
}

// TestFlippedBits: one flipped bit anywhere is refused, found or harmless,
// never an answer that is not true, and never the end of the process.
func TestFlippedBits(t *testing.T) {
	path, w, whole := filledFile(t, 4, 4)
	pageSize, length := liveLength(t, whole)
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d, %d pages", seed, length/pageSize)
	bit := func() uint { return uint(random.IntN(8)) }

	var anywhere flips
	for range 300 {
		anywhere.flip(t, path, w, whole, random.IntN(length), bit())
	}
	t.Logf("anywhere: %+v", anywhere)

	// Where structure lies close together: all of both headers, and of every
	// page its header and the beginning of its table.
	var structure flips
	for at := range pageHeaderLen + metaLen {
		structure.flip(t, path, w, whole, at, bit())
		structure.flip(t, path, w, whole, pageSize+at, bit())
	}
	for page := 2; page < length/pageSize; page++ {
		for at := 0; at < pageHeaderLen+elementLen; at += 1 + random.IntN(5) {
			structure.flip(t, path, w, whole, page*pageSize+at, bit())
		}
	}
	t.Logf("structure: %+v", structure)
	if anywhere.refused+anywhere.found < 20 || structure.refused < 100 {
		t.Errorf("hardly anything was hit: the test proves nothing")
	}
	w.asksRight(t, mustOpen(t, path, Options{})) // the file was whole all the time
}

// TestFlippedContent hits the bytes people wrote, each one, of one document's
// records, and the keys they stand under.
func TestFlippedContent(t *testing.T) {
	path, w, whole := filledFile(t, 3, 2)
	var content flips
	for _, doc := range w.docs[:1] {
		key, _ := keyOf(doc)
		for from := 0; ; {
			at := bytes.Index(whole[from:], key[:])
			if at < 0 {
				break
			}
			from += at
			for i := 0; i < 64; i += 1 + i/8 {
				content.flip(t, path, w, whole, from+i, uint(i%8))
			}
			from += len(key)
		}
	}
	t.Logf("content: %+v", content)
	if content.found == 0 {
		t.Error("no damaged record was found as one")
	}
}

// TestForgeryIsNoticed is the proof that ask would notice: the same records
// with another text and a right checksum pass every guard, and are wrong answers.
func TestForgeryIsNoticed(t *testing.T) {
	path, w, _ := filledFile(t, 2, 3)
	rewrite(t, path, func(tx *bolt.Tx) error {
		key, _ := keyOf(w.docs[0])
		at := entryKey(key, 1)
		payload, _ := unseal(bucketEntries, at, tx.Bucket([]byte(bucketEntries)).Get(at))
		forged := bytes.Replace(payload, []byte("花火大会"), []byte("盆踊大会"), 1)
		if bytes.Equal(forged, payload) {
			return errors.New("nothing was forged")
		}
		return tx.Bucket([]byte(bucketEntries)).Put(at, seal(bucketEntries, at, forged))
	})
	if v := w.ask(mustOpen(t, path, Options{})); len(v.wrong) == 0 {
		t.Error("a forged entry was not noticed: the tests with flipped bits prove nothing")
	}
}

// rewrite changes a closed file through bbolt itself.
func rewrite(t testing.TB, path string, change func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(change), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestDamageStaysInItsDocument: every way a document's records can be wrong
// while the file is whole closes that document, says where, and no other.
func TestDamageStaysInItsDocument(t *testing.T) {
	for name, hurt := range map[string]func(tx *bolt.Tx, doc docKey, other docKey) error{
		"an entry's text": func(tx *bolt.Tx, doc, _ docKey) error {
			return spoilRecord(tx, bucketEntries, entryKey(doc, 2))
		},
		"the last number": func(tx *bolt.Tx, doc, _ docKey) error { return spoilRecord(tx, bucketLast, doc[:]) },
		"an op's record": func(tx *bolt.Tx, doc, _ docKey) error {
			key, _ := tx.Bucket([]byte(bucketOps)).Cursor().Seek(doc[:])
			return spoilRecord(tx, bucketOps, bytes.Clone(key))
		},
		"an entry under another number": func(tx *bolt.Tx, doc, _ docKey) error {
			return moveRecord(tx, bucketEntries, entryKey(doc, 2), entryKey(doc, 200))
		},
		"the last number elsewhere": func(tx *bolt.Tx, doc, _ docKey) error {
			return moveRecord(tx, bucketLast, doc[:], bytes.Repeat([]byte{7}, idLen))
		},
		"an op elsewhere": func(tx *bolt.Tx, doc, _ docKey) error {
			key, _ := tx.Bucket([]byte(bucketOps)).Cursor().Seek(doc[:])
			return moveRecord(tx, bucketOps, bytes.Clone(key), bytes.Repeat([]byte{7}, 3*idLen))
		},
		"entries swapped": func(tx *bolt.Tx, doc, other docKey) error {
			b := tx.Bucket([]byte(bucketEntries))
			return b.Put(entryKey(doc, 1), bytes.Clone(b.Get(entryKey(doc, 2))))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, w, _ := filledFile(t, 2, 3)
			bad, _ := keyOf(w.docs[0])
			good, _ := keyOf(w.docs[1])
			rewrite(t, path, func(tx *bolt.Tx) error { return hurt(tx, bad, good) })
			s := mustOpen(t, path, Options{})
			v := w.ask(s)
			if len(v.wrong) > 0 || v.errors == 0 {
				t.Errorf("%d errors, wrong: %v", v.errors, v.wrong)
			}
			ok := &verdict{}
			w.askDocument(ok, s, w.docs[1])
			if ok.errors > 0 || len(ok.wrong) > 0 {
				t.Errorf("the other document suffers: %+v", ok)
			}
			if hurt := s.Damaged(); len(hurt) != 1 || hurt[0] != w.docs[0] {
				t.Errorf("damaged are %v, want %v", hurt, w.docs[0])
			}
			n := board.Seq(len(w.wrote[w.docs[0]]))
			if err := s.Append(context.Background(), w.docs[0], n, logtest.NewEntries(n, 1)); !errors.Is(err, board.ErrDamaged) {
				t.Errorf("the damaged document took an append: %v", err)
			}
			n = board.Seq(len(w.wrote[w.docs[1]]))
			appendAll(t, s, w.docs[1], logtest.NewEntries(n, 1))
		})
	}
}

// TestBeforeTheDamage: what lies before it can still be read, one by one, even
// where the record of the document's end is gone.
func TestBeforeTheDamage(t *testing.T) {
	path, w, _ := filledFile(t, 1, 4)
	doc, total := w.docs[0], board.Seq(len(w.wrote[w.docs[0]]))
	key, _ := keyOf(doc)
	rewrite(t, path, func(tx *bolt.Tx) error {
		return errors.Join(spoilRecord(tx, bucketLast, key[:]), spoilRecord(tx, bucketEntries, entryKey(key, total)))
	})
	s := mustOpen(t, path, Options{})
	got, err := s.Read(context.Background(), doc, 0, int(total)-1)
	if err != nil || len(got) != int(total)-1 {
		t.Fatalf("%d of %d entries before the damage: %v", len(got), total-1, err)
	}
	_, err = s.Read(context.Background(), doc, total-1, 1)
	if want := fmt.Sprintf("entries %s #%d", doc, total); !errors.Is(err, board.ErrDamaged) || !bytes.Contains([]byte(err.Error()), []byte(want)) {
		t.Errorf("the damaged entry: %v, want the words %q", err, want)
	}
}

// TestDamagedSnapshot: a shortcut is gone, nothing else.
func TestDamagedSnapshot(t *testing.T) {
	path, w, _ := filledFile(t, 1, 2)
	doc := w.docs[0]
	key, _ := keyOf(doc)
	rewrite(t, path, func(tx *bolt.Tx) error { return spoilRecord(tx, bucketSnapshots, key[:]) })
	s := mustOpen(t, path, Options{})
	if _, found, err := s.Snapshot(context.Background(), doc); found || !errors.Is(err, board.ErrDamaged) {
		t.Errorf("the damaged snapshot: found %v, %v", found, err)
	}
	if len(s.Damaged()) != 0 {
		t.Error("the document is called damaged")
	}
	early := w.snaps[doc]
	early.Seq = 1 // older than the damaged one was, whose number nobody can trust
	if err := s.SaveSnapshot(context.Background(), doc, early); err != nil {
		t.Fatal(err)
	}
	if snap, found, err := s.Snapshot(context.Background(), doc); !found || err != nil || snap.Seq != 1 {
		t.Errorf("the new snapshot: found %v, %v", found, err)
	}
}

// TestVanishedRecords: gone without a trace but the ledger's count.
func TestVanishedRecords(t *testing.T) {
	for _, name := range counted {
		path, _, _ := filledFile(t, 2, 2)
		rewrite(t, path, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte(name))
			key, _ := b.Cursor().Last()
			return b.Delete(bytes.Clone(key))
		})
		refuses(t, path, Options{}, ErrDamaged)
	}
}

func spoilRecord(tx *bolt.Tx, bucket string, key []byte) error {
	b := tx.Bucket([]byte(bucket))
	value := bytes.Clone(b.Get(key))
	value[len(value)-1] ^= 0x20
	return b.Put(key, value)
}

func moveRecord(tx *bolt.Tx, bucket string, from, to []byte) error {
	b := tx.Bucket([]byte(bucket))
	value := bytes.Clone(b.Get(from))
	return errors.Join(b.Delete(from), b.Put(to, value))
}

// TestPagesThatWouldKill: a page that is its own child is a stack overflow for
// bbolt, which nothing can recover from; a wild pointer is a fault on a
// goroutine of its own.
func TestPagesThatWouldKill(t *testing.T) {
	path, _, whole := filledFile(t, 6, 14)
	pageSize, length := liveLength(t, whole)
	order, tried := binary.NativeEndian, 0
	for page := 2; page < length/pageSize; page++ {
		at := page * pageSize
		if order.Uint16(whole[at+8:]) != flagBranch {
			continue
		}
		for _, child := range []uint64{uint64(page), 0, 1, 1 << 20, 1 << 50, ^uint64(0)} {
			c := bytes.Clone(whole)
			order.PutUint64(c[at+pageHeaderLen+8:], child)
			write(t, path, c)
			s, err := Open(path, Options{})
			if err == nil { // the branch may lie in a free page
				mustClose(t, s)
				continue
			}
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("page %d with child %d: %v", page, child, err)
			}
			tried++
		}
	}
	if tried < 6 {
		t.Fatalf("only %d branch pages were tried", tried)
	}
}
