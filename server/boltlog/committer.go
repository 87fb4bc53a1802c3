package boltlog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
)

// queueLen bounds what waits for the next transaction, and so its size. Every
// open room has at most one append and one snapshot under way and every HTTP
// request one shelf write: a full hall of 120 people stays below it. Beyond it
// callers wait outside, with their own patience (ctx).
const queueLen = 256

// retryAfter keeps a full disk from being answered with an endless round of
// reopening: the whole file is read each time.
const retryAfter = time.Second

const (
	waiting   int32 = iota // in the queue; its caller may still withdraw
	taken                  // in a transaction: the true outcome will be told
	withdrawn              // its caller left; it must not be carried out
)

// job is what one caller wants of the next transaction.
type job struct {
	check func(*batch) error // may refuse; writes nothing
	write func(*batch) error // fails only where the storage or the program does
	alone func() error       // instead of both: work on the file itself, in no transaction of ours

	state   atomic.Int32
	done    chan error // holds one: the committer never waits for a caller
	outcome error      // the committer's own, until it is told
	dropped bool       // its write failed: the transaction is done again without it
}

func (j *job) look(b *batch) error {
	if j.check == nil {
		return nil
	}
	return j.check(b)
}

func (j *job) put(b *batch) error {
	if j.write == nil {
		return nil
	}
	return j.write(b)
}

// submit has a job done and returns its outcome. A caller whose ctx ends while
// the job still waits leaves with it undone; after that it learns the truth.
func (s *Store) submit(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j.done = make(chan error, 1)
	select {
	case <-s.stop: // asked first: select would choose at random
		return ErrClosed
	default:
	}
	select {
	case s.queue <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.stop:
		return ErrClosed
	}
	return s.await(ctx, j)
}

func (s *Store) await(ctx context.Context, j *job) error {
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		if j.state.CompareAndSwap(waiting, withdrawn) {
			return ctx.Err()
		}
	case <-s.stopped:
		if j.state.CompareAndSwap(waiting, withdrawn) {
			return ErrClosed
		}
	}
	return <-j.done
}

// run is the committer. Close stops it and waits for it; what is in the queue by then is still done.
func (s *Store) run() {
	defer close(s.stopped)
	for {
		select {
		case j := <-s.queue:
			s.settle(s.gather(j))
		case <-s.stop:
			s.drain()
			return
		}
	}
}

func (s *Store) drain() {
	for {
		select {
		case j := <-s.queue:
			s.settle(s.gather(j))
		default:
			return
		}
	}
}

// gather takes what is waiting now, and waits for nothing more.
func (s *Store) gather(first *job) []*job {
	jobs := []*job{first}
	for len(jobs) < queueLen {
		select {
		case j := <-s.queue:
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

// settle carries out what has not been withdrawn and answers each caller. Work
// on the file itself comes last, when the others have their answers.
func (s *Store) settle(jobs []*job) {
	var together, alone []*job
	for _, j := range jobs {
		switch {
		case !j.state.CompareAndSwap(waiting, taken):
		case j.alone != nil:
			alone = append(alone, j)
		default:
			together = append(together, j)
		}
	}
	if len(together) > 0 {
		s.transact(together)
	}
	answer(together)
	for _, j := range alone {
		if j.outcome = s.ready(); j.outcome == nil {
			j.outcome = j.alone()
		}
		answer([]*job{j})
	}
}

func answer(jobs []*job) {
	for _, j := range jobs {
		j.done <- j.outcome
	}
}

// transact gives every job its outcome. If the disk fails, it is everybody's:
// a refusal found beside a write that never came to be may be wrong.
func (s *Store) transact(jobs []*job) {
	err := s.ready()
	if err == nil {
		if err = guarded(func() error { return s.commitJobs(jobs) }); err != nil {
			err = s.breakDown(err)
		}
	}
	if err != nil {
		for _, j := range jobs {
			j.outcome = err
		}
	}
}

// commitJobs puts all jobs into one transaction. A job whose writing fails is
// left out and the others are done again, so that nobody pays for another.
func (s *Store) commitJobs(jobs []*job) error {
	for {
		tx, err := s.db.Load().Begin(true)
		if err != nil {
			return err
		}
		b := &batch{tx: tx, ledger: s.ledger}
		if failed := b.apply(jobs); failed != nil {
			if err := tx.Rollback(); err != nil {
				return err
			}
			s.log.Error("a write was left out of its transaction", "err", failed.outcome)
			continue
		}
		if !b.dirty {
			return tx.Rollback()
		}
		return s.finish(b)
	}
}

// finish commits. Only here does anything become acknowledged.
func (s *Store) finish(b *batch) error {
	if err := b.put(bucketAbout, keyLedger, b.ledger.encode()); err != nil {
		return errors.Join(err, b.tx.Rollback())
	}
	id := b.tx.ID()
	if err := s.commit(b.tx); err != nil {
		return err
	}
	s.ledger, s.acked = b.ledger, id
	s.commits.Add(1)
	if info, err := s.file.Stat(); err == nil {
		s.size = info.Size()
	}
	if db := s.db.Load(); db != nil {
		st := db.Stats()
		s.freePages.Store(int64(st.FreePageN + st.PendingPageN))
	}
	return nil
}

// ready refuses writes while the file is not what we opened, and tries to get
// a broken one back.
func (s *Store) ready() error {
	if s.look {
		return fmt.Errorf("%w: %w", ErrNotWritten, at(s.path, refuse(ErrReadOnly, "The data file was opened to look only.")))
	}
	if s.broken != nil {
		return s.revive()
	}
	if err := s.settleName(); err != nil {
		return err
	}
	err := s.inPlace()
	if err == nil {
		s.displaced = false
		return nil
	}
	if !s.displaced { // said once, not at every write
		s.displaced = true
		s.log.Error("writing stopped", "err", err)
	}
	return fmt.Errorf("%w: %w", ErrNotWritten, err)
}

// inPlace compares the open file with what lies at its path. The handle stays
// open when they differ: it may be the last way to the data.
func (s *Store) inPlace() error {
	info, err := os.Stat(s.path)
	if err != nil {
		return at(s.path, refuseFor(err, ErrMissing, "The data file was taken away while it was in use. Put it back, or make a backup now and restart."))
	}
	if !os.SameFile(info, s.info) {
		return at(s.path, refuse(ErrNotOurs, "Another file was put in the data file's place while it was in use. Make a backup now and restart."))
	}
	if info.Size() < s.size { // bbolt never makes a file shorter, and Compact makes another one
		return at(s.path, refuse(ErrTruncated, "The data file was cut off while it was in use. Stop the program and restore a backup."))
	}
	return nil
}

// breakDown closes the file after a failed transaction and opens it again,
// whole guard and all. It says what became of the transaction.
func (s *Store) breakDown(cause error) error {
	s.log.Error("the data file could not be written", "err", cause)
	s.broken = cause
	attempted := s.acked + 1
	if err := s.reopen(); err != nil {
		s.log.Error("the data file could not be opened again", "err", err)
		return fmt.Errorf("%w: %w", ErrUncertain, cause)
	}
	if s.acked >= attempted {
		return fmt.Errorf("%w: %w", ErrUncertain, cause)
	}
	return fmt.Errorf("%w: %w", ErrNotWritten, cause)
}

// revive tries to reopen, but not at every call.
func (s *Store) revive() error {
	if time.Now().Before(s.nextTry) {
		return fmt.Errorf("%w: %w", ErrNotWritten, s.broken)
	}
	if err := s.reopen(); err != nil {
		return fmt.Errorf("%w: %w", ErrNotWritten, err)
	}
	return nil
}

// reopen replaces the handle. The new one must show the same life of the data
// and at least the last acknowledged transaction; more than that means that the
// transaction that failed did arrive.
func (s *Store) reopen() error {
	s.nextTry = time.Now().Add(s.pause)
	if s.db.Load() != nil {
		if err := s.inPlace(); err != nil && !errors.Is(s.broken, errPanicked) {
			return err
		}
		s.letGo()
	}
	o, err := openGuarded(s.path, openHow{wait: s.wait, fresh: true})
	if err != nil {
		return err
	}
	if err := s.recognise(o); err != nil {
		return errors.Join(err, o.db.Close())
	}
	s.adopt(o)
	s.broken = nil
	s.log.Info("the data file was opened again and is whole", "transaction", s.acked)
	return nil
}

func (s *Store) recognise(o *opened) error {
	if o.epoch != s.epoch {
		return at(s.path, refuse(ErrNotOurs, "Another data file lies where ours was."))
	}
	if o.txid < s.acked {
		return at(s.path, refuse(ErrDamaged, "The data file lacks what was already acknowledged. Restore a backup."))
	}
	return nil
}

// letGo closes the handle, or abandons it after a panic.
func (s *Store) letGo() {
	db := s.db.Swap(nil)
	if errors.Is(s.broken, errPanicked) {
		if err := errors.Join(unlock(s.file), s.file.Close()); err != nil { // see "Traps" for why not db.Close
			s.log.Error("the data file could not be let go", "err", err)
		}
		return
	}
	if err := db.Close(); err != nil {
		s.log.Error("the data file could not be closed", "err", err)
	}
}

var errPanicked = errors.New("the storage library panicked")

// commitTx is the real commit; tests put failures in its place.
func commitTx(tx *bolt.Tx) error { return tx.Commit() }
