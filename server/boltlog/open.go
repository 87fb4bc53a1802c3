package boltlog

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"yoriai/board"
)

// Options say how a data file is opened. The zero value is what a server wants.
type Options struct {
	// Init creates the file although its folder holds other things. Without it
	// a file is made only where there is no folder yet or an empty one: a
	// mistyped path or a volume that is not mounted must not look like a new,
	// empty server.
	Init bool
	// LockWait is how long to wait for another process to let go of the file; 0 means a second.
	LockWait time.Duration
	// AcceptOlder goes on from the older of the two header pages when the other
	// is damaged. The last transaction may be missing then, so the epoch changes.
	AcceptOlder bool
	// Look opens the file to read and to copy it, and leaves it as it is: nothing
	// is created, cleared, compacted or given a new epoch, and every write is refused.
	Look bool
	// Log gets what concerns the whole file; nil means nowhere.
	Log *slog.Logger

	compactFrom int64 // tests make it smaller; see compactFrom
}

// Store is one open data file. Its methods are safe for use by many goroutines.
type Store struct {
	path string
	wait time.Duration
	look bool // see Options.Look
	log  *slog.Logger

	db     atomic.Pointer[bolt.DB] // nil while a broken file could not be reopened
	damage atomic.Pointer[damage]
	epoch  board.Epoch

	queue     chan *job
	stop      chan struct{} // closed by Close
	stopped   chan struct{} // closed by the committer when it has ended
	closeOnce sync.Once
	closeErr  error

	// What follows belongs to the committer alone.
	file      *os.File
	info      os.FileInfo // which file it is
	size      int64       // its length after our last commit
	ledger    ledger
	acked     int   // the last transaction that was acknowledged
	broken    error // why the file must be reopened before the next write
	displaced bool  // the path no longer leads to our file; said already
	nextTry   time.Time
	pause     time.Duration
	unnamed   bool // a new file lies at the path, and the folder is not known to have it
	commit    func(*bolt.Tx) error

	commits   atomic.Uint64 // transactions committed
	freePages atomic.Int64  // pages on the list of free ones
}

var _ board.Log = (*Store)(nil)

// Open opens the data file at path, after having looked at all of it (see
// the package comment). Errors are of type *FileError and wrap one of the
// Err values. It reads the whole file once.
func Open(path string, opts Options) (*Store, error) {
	s, err := prepare(path, opts)
	if err != nil {
		return nil, err
	}
	go s.run()
	return s, nil
}

// prepare is Open up to the committer, which is not running yet.
func prepare(path string, opts Options) (*Store, error) {
	if opts.LockWait <= 0 {
		opts.LockWait = time.Second
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if !opts.Look {
		if err := ensure(path, opts.Init); err != nil {
			return nil, at(path, err)
		}
	}
	o, err := openGuarded(path, openHow{wait: opts.LockWait, older: opts.AcceptOlder})
	if err != nil {
		return nil, err
	}
	s := newStore(path, opts)
	s.epoch = o.epoch // only here: it is read without a lock
	s.adopt(o)
	if err := s.settleIn(o, opts); err != nil {
		return nil, errors.Join(err, s.closeFile())
	}
	return s, nil
}

func newStore(path string, opts Options) *Store {
	return &Store{
		path:    path,
		wait:    opts.LockWait,
		look:    opts.Look,
		log:     opts.Log,
		queue:   make(chan *job, queueLen),
		stop:    make(chan struct{}),
		stopped: make(chan struct{}),
		pause:   retryAfter,
		commit:  commitTx,
	}
}

// adopt takes over a file that passed the guard.
func (s *Store) adopt(o *opened) {
	s.file, s.info, s.size = o.file, o.info, o.info.Size()
	s.ledger, s.acked = o.ledger, o.txid
	s.freePages.Store(int64(o.free))
	s.damage.Store(&o.damage)
	s.db.Store(o.db)
	o.damage.report(s.log)
}

// settleIn does what belongs to a start and not to a reopening: leftovers of a
// killed process are cleared, data that went back in time gets a new epoch, and
// a file that is mostly empty is made small.
func (s *Store) settleIn(o *opened, opts Options) error {
	if opts.Look {
		return nil
	}
	clearLeftovers(s.path, s.log)
	if o.copied || o.older {
		if err := s.renewEpoch(o); err != nil {
			return err
		}
	}
	if o.mostlyFree(cmp.Or(opts.compactFrom, compactFrom)) {
		if err := s.compact(context.Background()); err != nil {
			s.log.Warn("the data file could not be made smaller; it is used as it is", "err", err)
		}
	}
	return nil
}

func (s *Store) renewEpoch(o *opened) error {
	epoch := newEpoch()
	j := &job{write: func(b *batch) error {
		return errors.Join(b.put(bucketAbout, keyEpoch, []byte(epoch)), b.delete(bucketAbout, keyCopied))
	}}
	s.epoch = epoch // before the commit: a reopening in between must recognise it or fail
	s.transact([]*job{j})
	if j.outcome != nil {
		return at(s.path, refuseFor(j.outcome, ErrReadOnly, "The data file could not be given its new epoch."))
	}
	s.log.Warn("the data went back in time and has a new epoch", "restored", o.copied, "older_header", o.older)
	return nil
}

// Close ends the committer after it has done what is waiting, and closes the
// file. Calls after it fail with ErrClosed. A second Close returns the same.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		close(s.stop)
		<-s.stopped
		s.closeErr = s.closeFile()
	})
	return s.closeErr
}

// closeFile waits for the reads that are under way; they are short.
func (s *Store) closeFile() error {
	if db := s.db.Swap(nil); db != nil {
		return db.Close()
	}
	return nil
}

// Epoch names the present life of the data.
func (s *Store) Epoch() board.Epoch { return s.epoch }

func newEpoch() board.Epoch { return board.Epoch(uuid.NewString()) }

// opened is a file that passed the guard, locked and handed to bbolt.
type opened struct {
	finding
	db   *bolt.DB
	file *os.File
	info os.FileInfo
}

type openHow struct {
	wait  time.Duration
	older bool // see Options.AcceptOlder
	fresh bool // read from the disk, not from the page cache
}

// openGuarded locks the file, looks at it, and only then lets bbolt have it:
// the same handle all the way, so that nothing can change in between. It never creates.
func openGuarded(path string, how openHow) (*opened, error) {
	file, info, err := openLocked(path, how.wait)
	if err != nil {
		return nil, at(path, err)
	}
	if how.fresh {
		forgetCache(file)
	}
	o := &opened{file: file, info: info}
	if o.finding, err = inspect(file, info.Size(), how.older); err == nil {
		if o.db, err = handOver(file, how.wait); err == nil {
			err = o.compare()
		}
	}
	if err != nil {
		_ = file.Close() // perhaps for the second time: bbolt closes what it cannot open
		return nil, at(path, err)
	}
	return o, nil
}

// openLocked opens an existing regular file and locks it.
func openLocked(path string, wait time.Duration) (*os.File, os.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, cannotOpen(err)
	}
	if !info.Mode().IsRegular() {
		return nil, nil, refuse(ErrNotOurs, "This is no file but something else, for example a folder.")
	}
	if info.Mode().Perm()&0o200 == 0 { // the superuser could write it all the same; whoever marked it meant it
		return nil, nil, refuse(ErrReadOnly, "The data file is marked read-only.")
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, nil, cannotOpen(err)
	}
	if err = lockWithin(file, wait); err == nil {
		err = refuseNetworkDisk(file)
	}
	if err == nil {
		info, err = file.Stat() // again, under the lock: it may have grown
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

// compare makes sure that what bbolt opened is what was looked at.
func (o *opened) compare() error {
	err := guarded(func() error {
		return o.db.View(func(tx *bolt.Tx) error {
			if tx.ID() != o.txid || tx.Size() != int64(o.pages)*o.pageSize {
				return fmt.Errorf("transaction %d was looked at, %d was opened", o.txid, tx.ID())
			}
			return nil
		})
	})
	if err != nil {
		return errors.Join(refuseFor(err, ErrDamaged, "The data file contradicts itself. Restore a backup."), o.db.Close())
	}
	return nil
}

func cannotOpen(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuseFor(err, ErrMissing, "There is no data file here.")
	case deniesWriting(err):
		return refuseFor(err, ErrReadOnly, "The data file cannot be written by this user.")
	}
	return refuseFor(err, ErrReadOnly, "The data file cannot be opened.")
}

func lockWithin(file *os.File, wait time.Duration) error {
	const between = 20 * time.Millisecond
	deadline := time.Now().Add(wait)
	for {
		free, err := tryLock(file)
		switch {
		case err != nil:
			return refuseFor(err, ErrNetworkDisk, "The data file cannot be locked on this disk. Use a local one.")
		case free:
			return nil
		case time.Now().After(deadline):
			return refuse(ErrLocked, "%s is using this data file. Stop it first, or choose another data folder.", holderOf(file))
		}
		time.Sleep(between)
	}
}

// handOver gives the locked and inspected handle to bbolt.
func handOver(file *os.File, wait time.Duration) (db *bolt.DB, err error) {
	if err := unlockForBolt(file); err != nil {
		return nil, refuseFor(err, ErrLocked, "The lock of the data file could not be passed on.")
	}
	err = guarded(func() error {
		db, err = bolt.Open(file.Name(), 0o600, &bolt.Options{
			Timeout:      wait,
			FreelistType: bolt.FreelistMapType, // the default grows slow in files with many holes
			OpenFile:     func(string, int, os.FileMode) (*os.File, error) { return file, nil },
		})
		return err
	})
	switch {
	case err == nil:
		return db, nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, refuseFor(err, ErrLocked, "Another process took the data file.")
	}
	return nil, refuseFor(err, ErrDamaged, "The data file cannot be opened. Restore a backup.")
}

// view reads in one short transaction. If the file is being reopened it waits
// for that, through the queue: whoever only reads must be able to bring a
// broken file back, too.
func (s *Store) view(ctx context.Context, read func(*bolt.Tx) error) error {
	for again := false; ; again = true {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := error(bolterrors.ErrDatabaseNotOpen)
		if db := s.db.Load(); db != nil {
			err = guarded(func() error { return db.View(read) })
		}
		if again || !errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
			return err
		}
		if err := s.submit(ctx, &job{}); err != nil {
			return err
		}
	}
}

// folderOf is the data folder.
func folderOf(path string) string { return filepath.Dir(path) }
