package boltlog

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/logtest"
)

// TestSealNamesThePlace: the same bytes in another bucket, under another key,
// or divided otherwise between key and payload are not the same record.
func TestSealNamesThePlace(t *testing.T) {
	value := seal("entries", []byte("key"), []byte("payload"))
	if payload, ok := unseal("entries", []byte("key"), value); !ok || string(payload) != "payload" {
		t.Fatalf("its own place: %q, %v", payload, ok)
	}
	moved := append(bytes.Clone(value[:sumLen]), "ypayload"...)
	for name, ok := range map[string]bool{
		"another bucket":    second(unseal("last", []byte("key"), value)),
		"another key":       second(unseal("entries", []byte("kex"), value)),
		"a shorter key":     second(unseal("entries", []byte("ke"), moved)),
		"no key":            second(unseal("entrieskey", nil, value)),
		"a value too short": second(unseal("entries", []byte("key"), value[:3])),
		"nothing":           second(unseal("entries", []byte("key"), nil)),
	} {
		if ok {
			t.Errorf("%s: taken for sound", name)
		}
	}
}

func second(_ []byte, ok bool) bool { return ok }

// TestKeyOrder: bytes.Compare of keys is the order of documents and numbers.
func TestKeyOrder(t *testing.T) {
	a, _ := keyOf("0b1c2d3e-0000-4000-8000-000000000001")
	b, _ := keyOf("0b1c2d3e-0000-4000-8000-000000000002")
	var before []byte
	for _, key := range [][]byte{entryKey(a, 0), entryKey(a, 1), entryKey(a, 255), entryKey(a, 256), entryKey(a, 1<<40), entryKey(b, 0), entryKey(b, 9)} {
		if bytes.Compare(before, key) >= 0 {
			t.Errorf("%x does not come after %x", key, before)
		}
		before = key
	}
	if doc, seq, ok := entryKeyParts(entryKey(b, 77)); doc != b || seq != 77 || !ok {
		t.Errorf("read back: %x, %d, %v", doc, seq, ok)
	}
}

// TestNilUUIDIsAnAuthor: nobody and the id of zeros are two authors.
func TestNilUUIDIsAnAuthor(t *testing.T) {
	doc, op := docKey{}, board.OpID(uuid.NewString())
	nobody, err1 := opKey(doc, op, "")
	zeros, err2 := opKey(doc, op, board.SeatID(uuid.Nil.String()))
	if err := errors.Join(err1, err2); err != nil || bytes.Equal(nobody, zeros) {
		t.Errorf("one key for both, or %v", err)
	}
}

// FuzzRecord feeds the decoders of everything that is read from the file.
// Whatever is accepted must be what sealing it again gives.
func FuzzRecord(f *testing.F) {
	doc, _ := keyOf(logtest.NewDoc())
	entry, err := board.Encode(logtest.NewEntries(0, 1)[0])
	if err != nil {
		f.Fatal(err)
	}
	snap, err := encodeSnapshot(board.Snapshot{Epoch: "e", Seq: 1, Records: []board.Record{board.Note{ID: "n", Text: "付箋"}}})
	if err != nil {
		f.Fatal(err)
	}
	for _, payload := range [][]byte{entry, snap, nil, number(7), []byte("{}"), []byte("null"), ledger{1, 2, 3}.encode()} {
		f.Add(entryKey(doc, 1), payload)
		f.Add(entryKey(doc, 1), seal(bucketEntries, entryKey(doc, 1), payload))
	}
	f.Fuzz(func(t *testing.T, key, data []byte) {
		if payload, ok := unseal(bucketEntries, key, data); ok && !bytes.Equal(seal(bucketEntries, key, payload), data) {
			t.Errorf("%x is accepted but is not what sealing gives", data)
		}
		payload, ok := unseal(bucketEntries, key, seal(bucketEntries, key, data))
		if !ok || !bytes.Equal(payload, data) {
			t.Errorf("%x does not come back", data)
		}
		decodeAll(t, doc, key, data)
	})
}

func decodeAll(t *testing.T, doc docKey, key, data []byte) {
	if e, err := decodeEntry(doc, 1, data); err == nil {
		if _, err := board.Encode(e); err != nil {
			t.Errorf("an entry was read that cannot be written: %v", err)
		}
	} else if !errors.Is(err, board.ErrDamaged) || bytes.Contains([]byte(err.Error()), []byte("付箋")) {
		t.Errorf("the error is of another kind, or tells what people wrote: %v", err)
	}
	if snap, err := decodeSnapshot(doc, data); err == nil {
		again, err := encodeSnapshot(snap)
		if err != nil || !bytes.Equal(again[:8], data[:8]) {
			t.Errorf("a snapshot was read that cannot be written: %v", err)
		}
	}
	if l, ok := decodeLedger(data); ok && !bytes.Equal(l.encode(), data) {
		t.Errorf("the ledger %x is not what it is", data)
	}
	if n, ok := numberIn(data); ok && !bytes.Equal(number(n), data) {
		t.Errorf("the number %x is not what it is", data)
	}
	if d, seq, ok := entryKeyParts(key); ok && !bytes.Equal(entryKey(d, seq), key) {
		t.Errorf("the key %x is not what it is", key)
	}
}

// FuzzInspect lets the guard look at any file. It must come to an end without
// a panic, and what it lets pass bbolt must be able to open and read.
func FuzzInspect(f *testing.F) {
	_, _, small := filledFile(f, 1, 1)
	_, length := liveLength(f, small)
	f.Add(small[:length], uint32(0), uint64(0))
	f.Add(small[:length], uint32(length/2), uint64(1))
	f.Add([]byte("text"), uint32(0), uint64(0))
	f.Fuzz(func(t *testing.T, content []byte, at uint32, change uint64) {
		content = bytes.Clone(content)
		for i := 0; i < 8 && len(content) > 0; i++ { // eight bytes changed at one place
			content[(int(at)+i)%len(content)] ^= byte(change >> (8 * i))
		}
		if _, err := inspect(bytes.NewReader(content), int64(len(content)), true); err != nil {
			var fe *FileError
			if !errors.As(err, &fe) {
				t.Errorf("an error of no kind: %v", err)
			}
			return
		}
		path := t.TempDir() + "/yoriai.db"
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, Options{AcceptOlder: true})
		if err != nil {
			t.Fatalf("it passed the guard, but: %v", err)
		}
		defer mustClose(t, s)
		if _, err := s.Documents(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
