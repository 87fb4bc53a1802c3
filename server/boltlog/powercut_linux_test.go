//go:build amd64 || arm64

package boltlog

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"yoriai/board"
	"yoriai/server/logtest"
)

// A cut of the power, as far as the disk's promises go: what was synced is
// there. Of what was written since, any part may be there and any part not,
// down to a sector; of the names given since the folder was synced, the first
// so many. Images are built from everything a watched store did, in order.

const sector = 512

// did is one thing the watched store did to its disk.
type did struct {
	call
	acked int // entries that were acknowledged when this came
}

func init() {
	// cut writes an evening and marks each acknowledgement.
	roles["cut"] = func(path string) {
		if err := beWatched(); err != nil {
			fmt.Println("unable", err)
			return
		}
		s, err := prepare(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		go s.run()
		ctx := context.Background()
		docs, ends, acked := os.Args[2:], map[string]board.Seq{}, 0
		for round := range 60 {
			doc := docs[round%len(docs)]
			entries := logtest.NewEntries(ends[doc], 1+round%3)
			entries[0] = logtest.NewEntry(entries[0].Seq, entries[0].Author, strings.Repeat("川", 1+round*37%3000))
			if err := s.Append(ctx, board.DocID(doc), ends[doc], entries); err != nil {
				fail("%v", err)
			}
			for _, e := range entries {
				fmt.Println("acked", doc, e.Seq, e.ID)
			}
			ends[doc] += board.Seq(len(entries))
			acked += len(entries)
			mark(acked)
			var err error
			switch round % 10 {
			case 3:
				err = s.Put(ctx, shelfName, "token", make([]byte, 20<<10))
			case 5:
				err = s.Delete(ctx, shelfName, "token")
			case 7:
				err = s.SaveSnapshot(ctx, board.DocID(doc), board.Snapshot{Epoch: s.Epoch(), Seq: ends[doc]})
			case 9:
				err = s.Compact(ctx)
			}
			if err != nil {
				fail("%v", err)
			}
		}
		if err := s.Close(); err != nil {
			fail("%v", err)
		}
	}
}

// record has the evening written and returns all that was done to the disk,
// and the entries in the order of their acknowledgement.
func record(t *testing.T, dir string) (done []did, acked []string) {
	t.Helper()
	count := 0
	// A disk gives the number of a file that is gone to the next one; here each has its own.
	lives, created := map[fileID]uint64{}, map[string]bool{}
	said := watch(t, "cut", dir, func(c call) unix.Errno {
		if c.fresh {
			created[c.path] = true
		} else if created[c.path] && c.file != (fileID{}) {
			delete(created, c.path)
			lives[c.file]++
		}
		if c.marks >= 0 {
			count = c.marks
		} else {
			c.file.dev = lives[c.file]
			done = append(done, did{c, count})
		}
		return 0
	}, string(logtest.NewDoc()), string(logtest.NewDoc()), string(logtest.NewDoc()))
	if len(said["acked"]) != count || count < 100 {
		t.Fatalf("%d acknowledged, %d marked", len(said["acked"]), count)
	}
	return done, said["acked"]
}

// content is a file in the making: what is certainly there, and what came
// since the last sync.
type content struct {
	synced []byte
	since  []call
}

// disk is what a crash leaves to chance.
type disk struct {
	files map[fileID]*content
	names []naming          // in order
	sure  int               // so many of them are synced
	born  map[string]fileID // who has a name while everything goes well
}

// naming is a change of the folder.
type naming struct {
	name string
	file fileID // none: the name is taken away
}

// upTo plays what was done before the crash. The very last sync may not have
// been finished, so it counts for nothing.
func upTo(done []did) *disk {
	d := &disk{files: map[fileID]*content{}, born: map[string]fileID{}}
	for i, c := range done {
		switch c.nr {
		case unix.SYS_PWRITE64, unix.SYS_WRITE, unix.SYS_FTRUNCATE:
			f := d.file(c.call)
			f.since = append(f.since, c.call)
		case unix.SYS_FSYNC, unix.SYS_FDATASYNC:
			if i == len(done)-1 {
				break
			}
			if c.dir {
				d.sure = len(d.names)
				break
			}
			f := d.file(c.call)
			f.synced = applied(f.synced, f.since, func(int, call) []byte { return nil })
			f.since = nil
		case unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2:
			d.name(c.to, d.born[c.path])
			d.name(c.path, fileID{})
		case unix.SYS_LINKAT:
			d.name(c.to, d.born[c.path])
		case unix.SYS_UNLINKAT:
			if d.born[c.path] != (fileID{}) {
				d.name(c.path, fileID{})
			}
		}
	}
	return d
}

func (d *disk) file(c call) *content {
	f := d.files[c.file]
	if f == nil {
		f = &content{}
		d.files[c.file] = f
	}
	if !c.dir && d.born[c.path] != c.file && !strings.HasSuffix(c.path, " (deleted)") && !slices.ContainsFunc(d.names, func(n naming) bool { return n.file == c.file }) {
		d.name(c.path, c.file) // its first write shows who was made under that name
	}
	return f
}

func (d *disk) name(name string, file fileID) {
	d.names = append(d.names, naming{name, file})
	d.born[name] = file
}

// applied carries writes out, on base itself. lost says which bytes of a write did not arrive:
// nil for none, else a row of sectors that are missing.
func applied(base []byte, writes []call, lost func(i int, c call) []byte) []byte {
	out := base
	for i, c := range writes {
		gone := lost(i, c)
		if c.nr == unix.SYS_FTRUNCATE {
			if gone == nil {
				out = resized(out, int(c.size))
			}
			continue
		}
		at := int(c.at)
		if c.nr == unix.SYS_WRITE {
			at = len(out)
		}
		out = resized(out, max(len(out), at+len(c.data)))
		for from := 0; from < len(c.data); from += sector {
			if n := from / sector; n < len(gone) && gone[n] != 0 {
				continue
			}
			copy(out[at+from:], c.data[from:min(from+sector, len(c.data))])
		}
	}
	return out
}

func resized(b []byte, n int) []byte {
	if n <= len(b) {
		return b[:n]
	}
	return append(b, make([]byte, n-len(b))...)
}

// crash builds one image below dir and returns where the data file would be.
func (d *disk) crash(t *testing.T, random *rand.Rand, dir, root string) string {
	t.Helper()
	mood := random.IntN(4) // nothing of the unsynced, all of it, whole writes, or sectors
	images := map[fileID][]byte{}
	for id, f := range d.files {
		images[id] = applied(slices.Clone(f.synced), f.since, func(_ int, c call) []byte {
			gone := make([]byte, len(c.data)/sector+1)
			none := mood == 0 || (mood >= 2 && random.IntN(2) == 0)
			for n := range gone {
				if none || (mood == 3 && random.IntN(3) == 0) {
					gone[n] = 1
				}
			}
			if !slices.Contains(gone, 1) {
				return nil
			}
			return gone
		})
	}
	names := map[string]fileID{}
	for _, n := range d.names[:d.sure+random.IntN(len(d.names)-d.sure+1)] {
		names[n.name] = n.file
	}
	for name, id := range names {
		if id != (fileID{}) {
			write(t, filepath.Join(dir, strings.TrimPrefix(name, root)), images[id])
		}
	}
	return filepath.Join(dir, "yoriai.db")
}

// holds says what is wrong with an image: acknowledged entries that are
// missing, or a file that does not open. Before the first acknowledgement
// there may be no data file yet.
func imageHolds(path string, acked []string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return fmt.Errorf("unopenable: %w", err)
	}
	defer s.Close()
	if hurt := s.Damaged(); len(hurt) > 0 {
		return fmt.Errorf("damaged: %v", hurt)
	}
	got := map[string]bool{}
	docs, err := s.Documents(context.Background())
	if err != nil {
		return err
	}
	for _, doc := range docs {
		entries, err := s.Read(context.Background(), doc, 0, 1<<20)
		if err != nil {
			return err
		}
		for _, e := range entries {
			line := fmt.Sprint(doc, " ", e.Seq, " ", e.ID)
			if got[line] {
				return errors.New("doubled: " + line)
			}
			got[line] = true
		}
	}
	for _, line := range acked {
		if !got[line] {
			return errors.New("lost: " + line)
		}
	}
	return nil
}

// TestPowerCut cuts the power at random moments of a recorded evening.
func TestPowerCut(t *testing.T) {
	root := t.TempDir()
	done, acked := record(t, root)
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	images := soak(200, 5000)
	dirty := 0
	for i := range images {
		at := 1 + random.IntN(len(done))
		d := upTo(done[:at])
		for _, f := range d.files {
			if len(f.since) > 0 {
				dirty++
				break
			}
		}
		dir := t.TempDir()
		path := d.crash(t, random, dir, root)
		if err := imageHolds(path, acked[:done[at-1].acked]); err != nil {
			t.Fatalf("seed %d, image %d, after %d of %d calls: %v", seed, i, at, len(done), err)
		}
		_ = os.RemoveAll(dir)
	}
	t.Logf("seed %d: %d images of %d calls, %d with something unsynced; none of %d acknowledged lost, none unopenable", seed, images, len(done), dirty, len(acked))
	if dirty < images/4 {
		t.Error("hardly an image had anything unsynced: the test proves little")
	}
}

// TestPowerCutNotices is the test of the test: a store that skips its syncs,
// of the data or of the folder, must be found out by the same images.
func TestPowerCutNotices(t *testing.T) {
	root := t.TempDir()
	done, acked := record(t, root)
	for name, skips := range map[string]func(did) bool{
		"no sync of the data":   func(c did) bool { return c.nr == unix.SYS_FDATASYNC || (c.nr == unix.SYS_FSYNC && !c.dir) },
		"no sync of the folder": func(c did) bool { return c.dir && c.nr == unix.SYS_FSYNC },
	} {
		t.Run(name, func(t *testing.T) {
			lazy := slices.DeleteFunc(slices.Clone(done), skips)
			for seed := range uint64(200) {
				random := rand.New(rand.NewPCG(seed, 0))
				at := 1 + random.IntN(len(lazy))
				dir := t.TempDir()
				path := upTo(lazy[:at]).crash(t, random, dir, root)
				if err := imageHolds(path, acked[:lazy[at-1].acked]); err != nil {
					t.Logf("image %d finds %v", seed, err)
					return
				}
			}
			t.Error("200 images found nothing wrong")
		})
	}
}
