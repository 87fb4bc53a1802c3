package boltlog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
)

// freeze makes the frozen files of this format anew:
//
//	go test ./server/boltlog -run TestFrozen -freeze
//
// Only when the format gets a new number, and then beside the old ones: a file
// that was made once must load for ever. (Before a first release they may be
// made again, to hold the newest ops.)
var freeze = flag.Bool("freeze", false, "make the frozen files in testdata anew")

// frozen is what testdata/formatN.json says of testdata/formatN.db and .log.
type frozen struct {
	Epoch   board.Epoch            `json:"epoch"`
	Digests map[board.DocID]string `json:"digests"` // of each document's replayed state
	Entries map[board.DocID]int    `json:"entries"`
	Shelf   map[string]string      `json:"shelf"`
}

func frozenPath(name string) string { return filepath.Join("testdata", name) }

func makeFrozen(t *testing.T) {
	t.Helper()
	path, e := newPath(t), newEvening(t, 20261120, 2)
	s := mustOpen(t, path, Options{})
	e.store(s, 120)
	last := e.sheets[1]
	snap := board.Snapshot{Epoch: e.epoch, Seq: board.Seq(len(last.entries)), Records: last.state.Records()}
	if err := s.SaveSnapshot(t.Context(), last.doc, snap); err != nil {
		t.Fatal(err)
	}
	f := frozen{s.Epoch(), map[board.DocID]string{}, map[board.DocID]int{}, map[string]string{"token": "seat"}}
	if err := s.Put(t.Context(), shelfName, "token", []byte("seat")); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	for _, sh := range e.sheets {
		digest, err := board.Digest(sh.state.Records())
		if err != nil {
			t.Fatal(err)
		}
		f.Digests[sh.doc], f.Entries[sh.doc] = digest, len(sh.entries)
		for _, entry := range sh.entries {
			line, err := board.Encode(entry)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&log, "%s %s\n", sh.doc, line)
		}
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustClose(t, s)
	content, _ := os.ReadFile(path)
	about, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	rewrite(t, path, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketAbout)).Put(keyFormat, seal(bucketAbout, keyFormat, number(format+1)))
	})
	newer, _ := os.ReadFile(path)
	name := fmt.Sprint("format", format)
	write(t, frozenPath(name+".db"), content)
	write(t, frozenPath(name+".log"), log.Bytes())
	write(t, frozenPath(name+".json"), append(about, '\n'))
	write(t, frozenPath("newer.db"), newer)
}

// TestFrozen: files and logs of every format there ever was load, hold what
// they held, and replay to what they replayed to.
func TestFrozen(t *testing.T) {
	if *freeze {
		makeFrozen(t)
	}
	if one := uint16(1); *(*byte)(unsafe.Pointer(&one)) != 1 {
		t.Skip("bbolt's files are in the byte order of the machine that made them; these are little-endian")
	}
	kept, _ := filepath.Glob(frozenPath("format*.db"))
	if len(kept) < format {
		t.Fatalf("frozen are %v, the format is %d", kept, format)
	}
	for _, from := range kept {
		t.Run(filepath.Base(from), func(t *testing.T) {
			stem := strings.TrimSuffix(from, ".db")
			var want frozen
			about, err := os.ReadFile(stem + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(about, &want); err != nil {
				t.Fatal(err)
			}
			path := thawed(t, from)
			if r := mustVerify(t, path); !r.Sound() || r.Documents != len(want.Digests) || r.Snapshots == 0 {
				t.Errorf("verify: %+v", r)
			}
			s := mustOpen(t, path, Options{})
			if s.Epoch() != want.Epoch {
				t.Errorf("the epoch is %s", s.Epoch())
			}
			for doc, digest := range want.Digests {
				entries, err := s.Read(t.Context(), doc, 0, 1<<20)
				if err != nil || len(entries) != want.Entries[doc] {
					t.Errorf("%s: %d entries, %v", doc, len(entries), err)
				}
				replaysTo(t, doc, entries, digest)
			}
			for key, value := range want.Shelf {
				if got, found, err := s.Get(t.Context(), shelfName, key); err != nil || !found || string(got) != value {
					t.Errorf("shelf %s: %q, %v", key, got, err)
				}
			}
			for doc, entries := range frozenLog(t, stem+".log") {
				replaysTo(t, doc, entries, want.Digests[doc])
			}
		})
	}
}

// thawed is a copy to work on: the frozen file itself is never opened for writing.
func thawed(t *testing.T, from string) string {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "yoriai.db")
	write(t, path, content)
	return path
}

func frozenLog(t *testing.T, name string) map[board.DocID][]board.Entry {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	docs := map[board.DocID][]board.Entry{}
	in := bufio.NewScanner(bytes.NewReader(content))
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		doc, line, _ := strings.Cut(in.Text(), " ")
		var e board.Entry
		if err := e.UnmarshalJSON([]byte(line)); err != nil {
			t.Fatal(err)
		}
		again, err := board.Encode(e)
		if err != nil || string(again) != line {
			t.Fatalf("entry %d of %s is written otherwise today:\n%s\n%s", e.Seq, doc, again, line)
		}
		docs[board.DocID(doc)] = append(docs[board.DocID(doc)], e)
	}
	if err := in.Err(); err != nil || len(docs) == 0 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	return docs
}

func replaysTo(t *testing.T, doc board.DocID, entries []board.Entry, want string) {
	t.Helper()
	state := board.NewState()
	for _, e := range entries {
		state.Replay(e.Change)
	}
	if got, err := board.Digest(state.Records()); err != nil || got != want {
		t.Errorf("%s replays to %s, not to %s (%v)", doc, got, want, err)
	}
	if broken := board.Check(state); len(broken) > 0 {
		t.Errorf("%s: %v", doc, broken)
	}
}

// TestNewerIsLeftAlone: a file of a later format is refused, looked at or
// restored nowhere, and not changed by a byte.
func TestNewerIsLeftAlone(t *testing.T) {
	path := thawed(t, frozenPath("newer.db"))
	refuses(t, path, Options{}, ErrNewer)
	refuses(t, path, Options{AcceptOlder: true, Init: true}, ErrNewer)
	refuses(t, path, Options{Look: true}, ErrNewer)
	if _, err := VerifyFile(t.Context(), path, nil); err == nil {
		t.Error("verify understands a format that does not exist yet")
	}
	data, _ := eveningFile(t, 1, 5)
	if _, err := Restore(t.Context(), path, data, restoreTime, nil); err == nil {
		t.Error("a newer file was restored")
	}
	onlyIn(t, filepath.Dir(path), "yoriai.db")
}
