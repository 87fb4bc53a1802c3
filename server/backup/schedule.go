package backup

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"time"
)

// retryAfter paces the attempts after a failure: a full disk may be emptied, a
// stick put back in.
const retryAfter = time.Minute

// stamp is the time in a backup's name, in UTC, so that names sort by age.
const stamp = "20060102T150405Z"

// ours are the names of scheduled backups. Whatever else lies in the folder is
// somebody's and stays.
var ours = regexp.MustCompile(`^yoriai-(\d{8}T\d{6}Z)\.db$`)

// hurt is the one backup of damaged data that is kept, beside the sound ones
// and never in the place of one.
const hurt = "yoriai-damaged.db"

// Plan says where scheduled backups go, how often, and how many are kept.
type Plan struct {
	Dir   string
	Every time.Duration // above 0
	Keep  int           // at least 1
}

// Status is how the schedule stands.
type Status struct {
	Good    time.Time // of the newest backup; zero: none yet
	Failing error     // why the last attempt failed; nil: it did not
}

// Schedule makes backups until it is closed.
type Schedule struct {
	plan Plan
	from Source
	log  *slog.Logger
	stop context.CancelFunc
	done chan struct{}

	mu     sync.Mutex
	status Status
}

// Start begins a schedule. The first backup is due when the newest in the
// folder is old enough, so that a server that is restarted often does not fill it.
func Start(plan Plan, from Source, log *slog.Logger) *Schedule {
	ctx, stop := context.WithCancel(context.Background())
	s := &Schedule{plan: plan, from: from, log: log, stop: stop, done: make(chan struct{})}
	go s.run(ctx)
	return s
}

// Close ends the schedule; a backup that is being made is given up.
func (s *Schedule) Close() {
	s.stop()
	<-s.done
}

// Status tells how the schedule stands.
func (s *Schedule) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

func (s *Schedule) run(ctx context.Context) {
	defer close(s.done)
	wait := s.untilDue(time.Now())
	for {
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		wait = s.plan.Every
		if err := s.once(ctx, time.Now()); err != nil && !errors.Is(err, ErrDamage) { // damage does not mend itself in a minute
			wait = min(wait, retryAfter)
		}
	}
}

func (s *Schedule) untilDue(now time.Time) time.Duration {
	names := kept(s.plan.Dir)
	if len(names) == 0 {
		return 0
	}
	newest, err := time.Parse(stamp, ours.FindStringSubmatch(names[len(names)-1])[1])
	if err != nil || newest.After(now) { // the clock was put back: its names would hide ours
		return 0
	}
	s.note(Status{Good: newest})
	return max(0, s.plan.Every-now.Sub(newest))
}

// once makes one backup and then takes the oldest away.
func (s *Schedule) once(ctx context.Context, now time.Time) error {
	name := filepath.Join(s.plan.Dir, "yoriai-"+now.UTC().Format(stamp)+".db")
	err := os.MkdirAll(s.plan.Dir, 0o700)
	var n int64
	if err == nil {
		n, err = ToFile(ctx, s.from, name, false, nil)
	}
	if errors.Is(err, ErrDamage) {
		err = errors.Join(err, os.Rename(name, filepath.Join(s.plan.Dir, hurt)))
	}
	if ctx.Err() != nil { // the server stops
		return ctx.Err()
	}
	if err != nil {
		s.log.Error("the scheduled backup failed; it is tried again, and the older ones stay", "err", err)
		s.note(Status{Good: s.Status().Good, Failing: err})
		return err
	}
	s.log.Info("a backup was made", "name", name, "bytes", n)
	s.note(Status{Good: now})
	s.prune(filepath.Base(name), now)
	return nil
}

func (s *Schedule) note(st Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status = st
}

// prune leaves the newest. Those with later names than the one just made, from
// a time when the clock was ahead, count for nothing and stay: they are no more
// than one round of them.
func (s *Schedule) prune(made string, now time.Time) {
	names := slices.DeleteFunc(kept(s.plan.Dir), func(name string) bool { return name > made })
	for len(names) > max(1, s.plan.Keep) {
		oldest := names[0]
		names = names[1:]
		if err := os.Remove(filepath.Join(s.plan.Dir, oldest)); err != nil {
			s.log.Error("an old backup could not be removed", "name", oldest, "err", err)
		}
	}
	s.clearParts(now)
}

// partAge is how old a half-made backup must be to be nobody's: one that
// somebody is just making by hand into the same folder is young.
const partAge = time.Hour

// clearParts removes what a killed server left half-made.
func (s *Schedule) clearParts(now time.Time) {
	if err := RemoveParts([]string{s.plan.Dir}, now.Add(-partAge)); err != nil {
		s.log.Warn("half-made backups could not be removed", "err", err)
	}
}

// kept lists the scheduled backups in a folder, the oldest first.
func kept(dir string) (names []string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if e.Type().IsRegular() && ours.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names
}
