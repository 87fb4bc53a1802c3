package boltlog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
)

func mustVerify(t testing.TB, path string) Report {
	t.Helper()
	r, err := VerifyFile(context.Background(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestVerifySound: nothing is found where nothing is, stopped or running, in
// the file and in a copy of it; and everything was looked at.
func TestVerifySound(t *testing.T) {
	path, e := eveningFile(t, 3, 120)
	content, _ := os.ReadFile(path)
	var entries uint64
	for _, s := range e.sheets {
		entries += uint64(len(s.entries))
	}
	sound := func(name string, r Report, err error) {
		t.Helper()
		if err != nil || !r.Sound() || r.Err() != nil {
			t.Fatalf("%s: %v, %+v", name, err, r)
		}
		if r.Entries != entries || r.Documents != 4 || r.Snapshots == 0 || r.Records < 2*entries {
			t.Errorf("%s: looked at %+v, there are %d entries", name, r, entries)
		}
	}
	var told [2]int64
	r, err := VerifyFile(t.Context(), path, func(done, total int64) { told = [2]int64{done, total} })
	sound("file", r, err)
	if told[0] == 0 || told[0] > told[1] {
		t.Errorf("progress ended at %v", told)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, content) {
		t.Error("verifying changed the file")
	}
	s := mustOpen(t, path, Options{})
	r, err = s.Verify(t.Context(), nil)
	sound("open store", r, err)
	onlyIn(t, folderOf(path), "yoriai.db")
	if _, err := VerifyFile(t.Context(), path, nil); !errors.Is(err, ErrLocked) {
		t.Errorf("a file in use: %v", err)
	}
	copied := newPath(t)
	backupTo(t, s, copied)
	r, err = VerifyFile(t.Context(), copied, nil)
	sound("backup", r, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := VerifyFile(ctx, copied, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
}

// TestVerifyNames: each kind of fault is named, at its place, and nothing else is.
func TestVerifyNames(t *testing.T) {
	reseal := func(tx *bolt.Tx, bucket string, key []byte, change func([]byte) []byte) error {
		b := tx.Bucket([]byte(bucket))
		payload, ok := unseal(bucket, key, b.Get(key))
		if !ok {
			return errors.New("no such record")
		}
		return b.Put(key, seal(bucket, key, change(bytes.Clone(payload))))
	}
	for name, c := range map[string]struct {
		kind FaultKind
		seq  board.Seq
		hurt func(tx *bolt.Tx, doc docKey, s *sheet) error
	}{
		"an entry's text": {FaultChecksum, 7, func(tx *bolt.Tx, doc docKey, _ *sheet) error { return spoilRecord(tx, bucketEntries, entryKey(doc, 7)) }},
		"an entry taken out": {FaultMissing, 7, func(tx *bolt.Tx, doc docKey, _ *sheet) error {
			return tx.Bucket([]byte(bucketEntries)).Delete(entryKey(doc, 7))
		}},
		"an entry that is none": {FaultUnreadable, 7, func(tx *bolt.Tx, doc docKey, _ *sheet) error {
			return reseal(tx, bucketEntries, entryKey(doc, 7), func([]byte) []byte { return []byte("{}") })
		}},
		"the end": {FaultLast, 3, func(tx *bolt.Tx, doc docKey, _ *sheet) error {
			return reseal(tx, bucketLast, doc[:], func([]byte) []byte { return number(3) })
		}},
		"an op that leads elsewhere": {FaultIndex, 7, func(tx *bolt.Tx, doc docKey, s *sheet) error {
			key, _ := opKey(doc, s.entries[6].ID, s.entries[6].Author)
			return tx.Bucket([]byte(bucketOps)).Delete(key)
		}},
		"an op's record": {FaultChecksum, 0, func(tx *bolt.Tx, doc docKey, s *sheet) error {
			key, _ := opKey(doc, s.entries[6].ID, s.entries[6].Author)
			return spoilRecord(tx, bucketOps, key)
		}},
		"a snapshot's text": {FaultChecksum, 0, func(tx *bolt.Tx, doc docKey, _ *sheet) error { return spoilRecord(tx, bucketSnapshots, doc[:]) }},
		"a snapshot that tells another story": {FaultSnapshot, 0, func(tx *bolt.Tx, doc docKey, _ *sheet) error {
			return reseal(tx, bucketSnapshots, doc[:], func(p []byte) []byte { return bytes.Replace(p, []byte("桜"), []byte("柳"), 1) })
		}},
		"a snapshot from the future": {FaultSnapshot, 1 << 20, func(tx *bolt.Tx, doc docKey, s *sheet) error {
			payload, err := encodeSnapshot(board.Snapshot{Epoch: s.entries[0].Epoch, Seq: 1 << 20, Records: s.state.Records()})
			if err != nil {
				return err
			}
			return tx.Bucket([]byte(bucketSnapshots)).Put(doc[:], seal(bucketSnapshots, doc[:], payload))
		}},
		"a change against the rules": {FaultInvariant, 0, func(tx *bolt.Tx, doc docKey, s *sheet) error {
			e := s.entries[len(s.entries)-1]
			lost := board.Note{ID: board.NoteID(s.doc), Text: "迷子", Place: board.Place{Group: board.GroupID(s.doc)}}
			e.Change = append(slices.Clone(e.Change), board.Diff{Kind: board.KindNote, ID: string(lost.ID), After: lost})
			payload, err := board.Encode(e)
			if err != nil {
				return err
			}
			return reseal(tx, bucketEntries, entryKey(doc, e.Seq), func([]byte) []byte { return payload })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			path, e := eveningFile(t, 2, 100)
			s := e.sheets[1]
			key, _ := keyOf(s.doc)
			ensureSnapshot(t, path, s)
			rewrite(t, path, func(tx *bolt.Tx) error { return c.hurt(tx, key, s) })
			r := mustVerify(t, path)
			found := func(f Fault) bool { return f.Kind == c.kind && f.Doc == s.doc && (c.seq == 0 || f.Seq == c.seq) }
			if !slices.ContainsFunc(r.Faults, found) {
				t.Errorf("not found among %+v", r.Faults)
			}
			if !slices.Equal(r.Hurt, []board.DocID{s.doc}) || r.Documents != 3 || !errors.Is(r.Err(), ErrDamaged) {
				t.Errorf("hurt are %v of %d documents", r.Hurt, r.Documents)
			}
			if said, _ := json.Marshal(r); strings.ContainsAny(string(said), "桜柳川") {
				t.Errorf("the report quotes texts: %s", said)
			}
		})
	}
}

func ensureSnapshot(t *testing.T, path string, s *sheet) {
	t.Helper()
	st := mustOpen(t, path, Options{})
	defer mustClose(t, st)
	snap := board.Snapshot{Epoch: s.entries[0].Epoch, Seq: board.Seq(len(s.entries)), Records: s.state.Records()}
	if err := st.SaveSnapshot(t.Context(), s.doc, snap); err != nil {
		t.Fatal(err)
	}
}

// TestVerifyGoesOn: a broken page hides what is on it and nothing else.
func TestVerifyGoesOn(t *testing.T) {
	path, e := eveningFile(t, 4, 60)
	whole, _ := os.ReadFile(path)
	h, _, _ := readHeader(bytes.NewReader(whole), int64(len(whole)))
	all := mustVerify(t, path)
	tried := 0
	eachPage(t, whole, func(id uint64, at int, flags uint16) {
		if flags != flagLeaf || id == h.root || id%3 != 0 { // without the root nobody knows where anything is
			return
		}
		c := bytes.Clone(whole)
		c[at] ^= 0x40 // the page's number
		write(t, path, c)
		r, err := VerifyFile(t.Context(), path, nil)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotOurs) {
				t.Errorf("page %d: %v", id, err)
			}
			return
		}
		tried++
		if !slices.ContainsFunc(r.Faults, func(f Fault) bool { return f.Page == id || f.Kind == FaultAbout }) {
			t.Errorf("page %d is not named: %+v", id, r.Faults)
		}
		if len(r.Hurt) < len(e.sheets) && r.Entries == 0 {
			t.Errorf("page %d: nothing was replayed of %d entries", id, all.Entries)
		}
	})
	if tried < 5 {
		t.Errorf("only %d pages were tried", tried)
	}
	pageSize, _ := liveLength(t, whole)
	for page := range 2 {
		c := bytes.Clone(whole)
		clear(c[page*pageSize : (page+1)*pageSize])
		write(t, path, c)
		if r := mustVerify(t, path); r.Sound() || r.Faults[0].Kind != FaultHeader {
			t.Errorf("header page %d: %+v", page, r.Faults)
		}
	}
	at, _ := freelistAt(t, whole)
	c := bytes.Clone(whole)
	copy(c[at+pageHeaderLen:], c[at+pageHeaderLen+8:at+pageHeaderLen+16])
	write(t, path, c)
	if r := mustVerify(t, path); r.Sound() || r.Faults[0].Kind != FaultFree || len(r.Hurt) > 0 {
		t.Errorf("a list of free pages that lies: %+v", r)
	}
}

// TestVerifyFindsEveryFlip: whatever byte is changed, wherever the file ends:
// it is found, or it was a byte that nothing stands in.
func TestVerifyFindsEveryFlip(t *testing.T) {
	path, e := eveningFile(t, 2, 24)
	whole, _ := os.ReadFile(path)
	_, length := liveLength(t, whole)
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	var refused, found, harmless int
	tries := soak(300, 5000)
	for range tries {
		at := random.IntN(length)
		c := bytes.Clone(whole)
		what := "flip"
		if random.IntN(4) == 0 {
			what, c = "cut", c[:at]
		} else {
			c[at] ^= byte(1 + random.IntN(255))
		}
		write(t, path, c)
		r, err := VerifyFile(t.Context(), path, nil)
		switch {
		case err != nil:
			if fe := (*FileError)(nil); !errors.As(err, &fe) {
				t.Errorf("seed %d: %s at %d: an error of no kind: %v", seed, what, at, err)
			}
			refused++
		case !r.Sound():
			found++
		default:
			harmless++
			if what == "cut" {
				t.Errorf("seed %d: cut to %d of %d bytes was not found", seed, at, length)
			}
			tellsAll(t, path, e)
		}
	}
	t.Logf("seed %d, %d bytes: %d refused, %d found, %d harmless", seed, length, refused, found, harmless)
	if refused+found < tries/6 {
		t.Error("hardly anything was hit: the test proves nothing")
	}
}

// tellsAll opens a file that is said to be sound and holds every entry against the evening.
func tellsAll(t *testing.T, path string, e *evening) {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatalf("said to be sound, but cannot be opened: %v", err)
	}
	defer mustClose(t, s)
	for _, sh := range e.sheets {
		got, err := s.Read(t.Context(), sh.doc, 0, len(sh.entries)+5)
		if err != nil {
			t.Fatalf("said to be sound: %v", err)
		}
		if asText(got) != asText(sh.entries) {
			t.Fatal("said to be sound, but the entries are others")
		}
	}
}
