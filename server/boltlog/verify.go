package boltlog

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
)

// Progress is told how many bytes of how many were looked at. It may be nil.
type Progress func(done, total int64)

// Verify looks at everything there is to look at: every page, every record,
// every document replayed and held against its snapshot and the rules of
// package board. It works on a copy made beside the file, as Backup does, so
// that nobody waits. An error says that it could not be done, the report what
// was found.
func (s *Store) Verify(ctx context.Context, progress Progress) (Report, error) {
	temp, err := s.copyAside(ctx)
	if err != nil {
		return Report{}, at(s.path, refuseFor(err, ErrNotWritten, "There is no room for the copy that is looked at."))
	}
	defer os.Remove(temp)
	r, err := VerifyFile(ctx, temp, progress)
	if err == nil && !headersWhole(s.path) { // the copy has new ones
		r.Faults = slices.Insert(r.Faults, 0, Fault{Kind: FaultHeader})
	}
	return r, err
}

// headersWhole looks more than once: a header page that is just being written
// may look broken, but not for long.
func headersWhole(path string) bool {
	for range 5 {
		f, err := os.Open(path)
		if err != nil {
			return false
		}
		info, err := f.Stat()
		whole := false
		if err == nil {
			_, whole, err = readHeader(f, info.Size())
		}
		_ = f.Close()
		if whole && err == nil {
			return true
		}
	}
	return false
}

// VerifyFile is Verify for a file that no program has open, for example a
// backup. It only reads. An error is a *FileError: the file is not there, in
// use, not ours, of a newer version, or cut off so that there is nothing to
// look at; everything else is in the report.
func VerifyFile(ctx context.Context, path string, progress Progress) (Report, error) {
	file, err := os.Open(path)
	if err != nil {
		return Report{}, at(path, cannotOpen(err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Report{}, at(path, cannotOpen(err))
	}
	if !info.Mode().IsRegular() {
		return Report{}, at(path, refuse(ErrNotOurs, "This is no file but something else, for example a folder."))
	}
	// Only a server is kept out. A disk that knows no locks is no reason to refuse a look.
	if free, err := trySharedLock(file); err == nil && !free {
		return Report{}, at(path, refuse(ErrLocked, "%s is using this data file.", holderOf(file)))
	}
	r, err := verify(ctx, file, info.Size(), progress)
	return r, at(path, err)
}

// verifier is one look at a file. Documents come one after the other, so that
// it holds one of them at a time however many there are.
type verifier struct {
	ctx    context.Context
	pages  *pages
	report Report
	docs   map[docKey]*expected
	now    *replayer // the document whose entries are coming
	got    ledger
	broken int // pages that led nowhere
}

// expected is what the other buckets say of a document, before its entries come.
type expected struct {
	ops      map[uint64]uint64 // seq → fingerprint of the op's key
	opsBad   bool              // a record of it is damaged: what is missing is no other fault
	last     uint64
	hasLast  bool
	lastBad  bool
	snapshot *expectedSnapshot
	seen     bool // entries came
}

func verify(ctx context.Context, file io.ReaderAt, size int64, progress Progress) (Report, error) {
	h, whole, err := readHeader(file, size)
	if err != nil {
		return Report{}, err
	}
	v := &verifier{ctx: ctx, pages: newPages(file, h), docs: map[docKey]*expected{}}
	v.report.Bytes, v.report.Pages = size, h.pages
	if !whole {
		v.report.add(Fault{Kind: FaultHeader})
	}
	v.pages.forgive = v.forgive
	v.pages.loaded = v.telling(progress, int64(h.pages)*h.pageSize)
	if err := v.everything(whole); err != nil {
		return Report{}, err
	}
	v.report.Documents = len(v.docs)
	return v.report, nil
}

func (v *verifier) telling(progress Progress, total int64) func(int) {
	if progress == nil {
		return nil
	}
	done := int64(0)
	return func(bytes int) {
		done += int64(bytes)
		progress(done, total)
	}
}

// forgive notes a broken page; its neighbours are looked at all the same.
func (v *verifier) forgive(err error) bool {
	var fe *FileError
	if !errors.As(err, &fe) || !errors.Is(fe.Kind, ErrDamaged) {
		return false
	}
	v.broken++
	v.report.add(Fault{Kind: FaultPage, Page: fe.Page, Detail: fe.Say})
	return true
}

func (v *verifier) everything(whole bool) error {
	root, err := v.pages.buckets()
	if err != nil {
		return v.unlessForgiven(err)
	}
	about := finding{}
	if err := about.readAbout(v.pages, root); errors.Is(err, ErrDamaged) {
		v.report.add(Fault{Kind: FaultAbout, Bucket: bucketAbout})
	} else if err != nil {
		return err
	}
	for _, b := range []struct {
		name  string
		visit func(key, payload []byte, ok bool)
	}{
		{bucketOps, v.op}, {bucketLast, v.last}, {bucketSnapshots, v.snapshot},
		{bucketEntries, v.entry}, {bucketShelves, v.shelf},
	} {
		if err := v.bucket(root, b.name, b.visit); err != nil {
			return err
		}
	}
	v.unseen()
	if len(root) > len(counted)+1 {
		v.report.add(Fault{Kind: FaultCount, Bucket: "unknown"})
	}
	if v.broken > 0 {
		return nil // what they led to is missing everywhere: saying it again helps nobody
	}
	for i, name := range counted {
		if whole && about.epoch != "" && v.got[i] != about.ledger[i] {
			v.report.add(Fault{Kind: FaultCount, Bucket: name})
		}
	}
	v.pages.forgive = v.forgiveFree
	_, err = v.pages.settled()
	return v.unlessForgiven(err)
}

func (v *verifier) forgiveFree(err error) bool {
	var fe *FileError
	if !errors.As(err, &fe) || !errors.Is(fe.Kind, ErrDamaged) {
		return false
	}
	v.report.add(Fault{Kind: FaultFree, Page: fe.Page, Detail: fe.Say})
	return true
}

func (v *verifier) unlessForgiven(err error) error {
	if err == nil || v.pages.forgiven(err) {
		return nil
	}
	return err
}

// bucket shows all records of a bucket to visit, which notes what is wrong.
func (v *verifier) bucket(root map[string]bucketRef, name string, visit func(key, payload []byte, ok bool)) error {
	ref, there := root[name]
	if !there {
		v.report.add(Fault{Kind: FaultCount, Bucket: name})
		return nil
	}
	err := v.pages.eachRecord(ref, func(key, value []byte) error {
		v.got.add(name, 1)
		v.report.Records++
		payload, ok := unseal(name, key, value)
		visit(key, payload, ok)
		return v.ctx.Err()
	})
	if ctxErr := v.ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	return v.unlessForgiven(err)
}
