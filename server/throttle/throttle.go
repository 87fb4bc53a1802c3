// Package throttle slows down those who guess join codes.
//
// A hall is one address: whoever guesses and 99 honest people look alike, so a
// right code is never made to wait. That is safe because there are 1.5 × 10¹¹
// codes: at a thousand guesses a second one open workshop is found in two
// years. What is slowed and bounded is the answer to a wrong one.
package throttle

import (
	"context"
	"sync"
	"time"
)

// Throttle counts wrong codes, by address and of all together.
type Throttle struct {
	now   func() time.Time
	mu    sync.Mutex
	fails map[string]*failures
	all   failures
}

// failures counts the wrong answers of one minute.
type failures struct {
	since   time.Time
	count   int
	waiting int
}

const (
	freeFailures   = 20  // wrong codes a minute from one address before answers slow down
	globalFailures = 600 // from all addresses
	maxWaiting     = 64  // slow answers held at once, half of them for one address; beyond it the answer is "too many"
	slowest        = 5 * time.Second
	slowStep       = 250 * time.Millisecond
	leastAnswer    = 150 * time.Millisecond // what opening a workshop from the disk may take
)

func New(now func() time.Time) *Throttle {
	return &Throttle{now: now, fails: map[string]*failures{}}
}

// Failed counts a wrong code and waits as long as the address has earned, at
// least until leastAnswer after it began: a closed workshop takes longer to
// look at than one that never was, and that must not show. It reports false
// when too many answers are being held already.
func (t *Throttle) Failed(ctx context.Context, addr string, began time.Time) bool {
	delay, ok := t.count(addr)
	rest := max(delay, leastAnswer) - t.now().Sub(began)
	if rest > 0 {
		timer := time.NewTimer(rest)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	if ok {
		t.answered(addr)
	}
	return ok
}

func (t *Throttle) answered(addr string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all.waiting--
	if f := t.fails[addr]; f != nil {
		f.waiting--
	}
}

func (t *Throttle) count(addr string) (time.Duration, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	f := t.fails[addr]
	if f == nil {
		f = &failures{since: now}
		t.forget(now)
		t.fails[addr] = f
	}
	f.add(now)
	t.all.add(now)
	if t.all.waiting >= maxWaiting || f.waiting >= maxWaiting/2 {
		return 0, false
	}
	t.all.waiting++
	f.waiting++
	over := max(f.count-freeFailures, (t.all.count-globalFailures)/10, 0)
	return min(time.Duration(over)*slowStep, slowest), true
}

func (f *failures) add(now time.Time) {
	if now.Sub(f.since) > time.Minute {
		f.since, f.count = now, 0
	}
	f.count++
}

// forget drops addresses that have been quiet, so that the map stays small.
func (t *Throttle) forget(now time.Time) {
	for addr, f := range t.fails {
		if f.waiting == 0 && now.Sub(f.since) > 2*time.Minute {
			delete(t.fails, addr)
		}
	}
}
