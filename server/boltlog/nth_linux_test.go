//go:build amd64 || arm64

package boltlog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"yoriai/board"
	"yoriai/server/logtest"
)

// nthOps are the operations whose calls are failed one by one. Each says
// whether it was acknowledged; what it stored is the model's to know.
var nthOps = []struct {
	name string
	do   func(m *nthModel) error
}{
	{"append", (*nthModel).append},
	{"put", (*nthModel).put},
	{"delete", (*nthModel).delete},
	{"snapshot", (*nthModel).snapshot},
	{"probe", func(m *nthModel) error { return m.s.Probe(context.Background()) }},
	{"grow", (*nthModel).grow},
	{"compact", func(m *nthModel) error { return m.s.Compact(context.Background()) }},
	{"backup", func(m *nthModel) error { _, err := m.s.Backup(context.Background(), discard{}); return err }},
	{"reopen", (*nthModel).reopenStore},
	{"create", (*nthModel).create},
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

// nthModel is a store with what was acknowledged and what may be there.
type nthModel struct {
	path    string
	s       *Store
	doc     board.DocID
	acked   []board.Entry
	perhaps []board.Entry // refused with ErrUncertain
	shelf   map[string]string
	unsure  map[string]bool // keys whose last write was refused
	n       int
}

// begin marks: fail the n-th call from now; end: was it reached?
const (
	markEnd = 1 << 16
)

func init() {
	roles["nth"] = func(path string) {
		if err := beWatched(); err != nil {
			fmt.Println("unable", err)
			return
		}
		m := &nthModel{path: path, doc: board.DocID(os.Args[2]), shelf: map[string]string{}, unsure: map[string]bool{}}
		if err := m.open(); err != nil {
			fail("%v", err)
		}
		for _, op := range nthOps {
			n := 1
			for ; m.failNth(op.name, op.do, n); n++ {
			}
			fmt.Println("calls", op.name, n-1)
		}
		if err := m.s.Close(); err != nil {
			fail("close: %v", err)
		}
	}
}

// failNth has the n-th call of an operation fail and holds everything against
// the model; false says that the operation has no n-th call.
func (m *nthModel) failNth(name string, do func(*nthModel) error, n int) bool {
	mark(n)
	err := do(m)
	reached := mark(markEnd)
	if !reached && err != nil {
		fail("%s without a failure: %v", name, err)
	}
	m.check(fmt.Sprintf("%s, call %d failed", name, n))
	if err := m.s.Close(); err != nil && !reached {
		fail("%s, call %d: close: %v", name, n, err)
	}
	if err := m.open(); err != nil {
		fail("%s, call %d: it does not open again: %v", name, n, err)
	}
	m.check(fmt.Sprintf("%s, call %d failed, reopened", name, n))
	if err := m.append(); err != nil {
		fail("%s, call %d: it takes nothing any more: %v", name, n, err)
	}
	m.check("and goes on")
	return reached
}

func (m *nthModel) open() error {
	s, err := prepare(m.path, Options{})
	if err != nil {
		return err
	}
	s.pause = 0
	go s.run()
	m.s = s
	return nil
}

func (m *nthModel) append() error {
	ctx := context.Background()
	last, err := m.s.Last(ctx, m.doc)
	if err != nil {
		return err
	}
	e := logtest.NewEntries(last, 1)
	err = m.s.Append(ctx, m.doc, last, e)
	switch {
	case err == nil:
		m.acked = append(m.acked, e...)
	case errors.Is(err, ErrUncertain):
		m.perhaps = append(m.perhaps, e...)
	}
	return err
}

func (m *nthModel) put() error {
	m.n++
	return m.keep("key", fmt.Sprint(m.n))
}

// grow writes enough that the file must become longer.
func (m *nthModel) grow() error { return m.keep(fmt.Sprint("big", m.n), string(make([]byte, 200<<10))) }

func (m *nthModel) keep(key, value string) error {
	m.n++
	err := m.s.Put(context.Background(), shelfName, key, []byte(value))
	if m.unsure[key] = err != nil; err == nil {
		m.shelf[key] = value
	}
	return err
}

func (m *nthModel) delete() error {
	if err := m.put(); err != nil {
		return err
	}
	err := m.s.Delete(context.Background(), shelfName, "key")
	if m.unsure["key"] = err != nil; err == nil {
		delete(m.shelf, "key")
	}
	return err
}

func (m *nthModel) snapshot() error {
	last, err := m.s.Last(context.Background(), m.doc)
	if err != nil {
		return err
	}
	return m.s.SaveSnapshot(context.Background(), m.doc, board.Snapshot{Epoch: m.s.Epoch(), Seq: last})
}

func (m *nthModel) reopenStore() error {
	if err := m.s.Close(); err != nil {
		return err
	}
	return m.open()
}

// create makes another store beside, and takes it away again.
func (m *nthModel) create() error {
	m.n++
	folder := filepath.Join(filepath.Dir(m.path), fmt.Sprint("new", m.n))
	s, err := Open(filepath.Join(folder, "yoriai.db"), Options{})
	if err == nil {
		err = s.Close()
	} else if again, second := Open(filepath.Join(folder, "yoriai.db"), Options{}); second != nil {
		fail("after a creation that failed (%v) it cannot be created: %v", err, second)
	} else if second := again.Close(); second != nil {
		fail("%v", second)
	}
	return err
}

// check: every acknowledged entry once and in order, of the uncertain ones
// whatever there is, and of the refused ones nothing.
func (m *nthModel) check(when string) {
	ctx := context.Background()
	var got []board.Entry
	var err error
	for range 5 { // whoever reads brings a broken file back, perhaps at the second attempt
		if got, err = m.s.Read(ctx, m.doc, 0, 1<<20); err == nil {
			break
		}
	}
	if err != nil {
		fail("%s: reading: %v", when, err)
	}
	acked := m.acked
	for _, e := range got {
		switch {
		case len(acked) > 0 && e.ID == acked[0].ID:
			acked = acked[1:]
		case slices.ContainsFunc(m.perhaps, func(p board.Entry) bool { return p.ID == e.ID }):
		default:
			fail("%s: entry %d is there twice, or was refused", when, e.Seq)
		}
	}
	if len(acked) > 0 {
		fail("%s: acknowledged entry %d is not there", when, acked[0].Seq)
	}
	for key, want := range m.shelf {
		if value, found, err := m.s.Get(ctx, shelfName, key); !m.unsure[key] && (err != nil || !found || string(value) != want) {
			fail("%s: %s is %d bytes, %v, %v", when, key, len(value), found, err)
		}
	}
}

// TestEveryNthCallFails fails the first, second, third … call that changes or
// syncs anything on the disk, of every operation, with each error that disks
// give. No acknowledged entry is lost, none is there twice, and the file opens.
func TestEveryNthCallFails(t *testing.T) {
	for _, errno := range []unix.Errno{unix.EIO, unix.ENOSPC}[:soak(1, 2)] {
		t.Run(errno.Error(), func(t *testing.T) {
			dir := t.TempDir()
			count, nth, failed := 0, 0, map[uint32]int{}
			said := watch(t, "nth", dir, func(c call) unix.Errno {
				switch {
				case c.marks == markEnd:
					reached := count >= nth
					count, nth = 0, 0
					if !reached {
						return unix.EBADF
					}
					return 0
				case c.marks >= 0:
					count, nth = 0, c.marks
					return 0
				case nth == 0:
					return 0
				}
				if count++; count != nth {
					return 0
				}
				failed[c.nr]++
				return errno
			}, string(logtest.NewDoc()))
			t.Log(said["calls"], failed)
			if len(said["calls"]) != len(nthOps) || failed[unix.SYS_PWRITE64] == 0 || failed[unix.SYS_FDATASYNC] == 0 ||
				failed[unix.SYS_FSYNC] == 0 || failed[unix.SYS_RENAMEAT]+failed[unix.SYS_RENAMEAT2] == 0 {
				t.Errorf("calls %v, failed %v: the test proves too little", said["calls"], failed)
			}
			if r := mustVerifyStructure(t, filepath.Join(dir, "yoriai.db")); r != nil {
				t.Error(r)
			}
		})
	}
}

// mustVerifyStructure is Verify without the rules of package board, which the
// entries of logtest do not keep.
func mustVerifyStructure(t *testing.T, path string) error {
	t.Helper()
	r := mustVerify(t, path)
	r.Faults = slices.DeleteFunc(r.Faults, func(f Fault) bool { return f.Kind == FaultInvariant || f.Kind == FaultSnapshot })
	return r.Err()
}
