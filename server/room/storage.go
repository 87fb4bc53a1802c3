package room

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"yoriai/board"
)

const (
	// probeEvery paces the question whether the disk takes writes again.
	probeEvery = time.Second
	// slowestProbe bounds the pace after a disk that came back only to refuse
	// again: with it people are told within five seconds of space returning.
	slowestProbe = 4 * time.Second
	// relapse is how soon a refusal after a recovery counts as the same trouble.
	relapse = 10 * time.Second
	// probeWait bounds one question: a disk that hangs is no disk that works.
	probeWait = 10 * time.Second
)

// storage is what all rooms know of the one store beneath them. When an append
// fails in one, no other need find out for itself: all are read-only until a
// probe has been written down. Rooms look here before they decide an op and
// ten times a second, so nobody has to call them.
type storage struct {
	stalled atomic.Bool   // it takes no writes
	low     atomic.Bool   // its disk is nearly full
	refused chan struct{} // one token: an append failed
}

func newStorage() *storage { return &storage{refused: make(chan struct{}, 1)} }

// fail is called by a room whose append failed.
func (s *storage) fail() {
	s.stalled.Store(true)
	select {
	case s.refused <- struct{}{}:
	default:
	}
}

// watch probes a store that refused, until it takes writes again; it ends with ctx.
func (s *storage) watch(ctx context.Context, log board.Log, logger *slog.Logger) {
	wait, recovered := probeEvery, time.Now().Add(-relapse)
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.refused:
		}
		s.stalled.Store(true)
		since := time.Now()
		if since.Sub(recovered) < relapse {
			wait = min(2*wait, slowestProbe)
		} else {
			wait = probeEvery
		}
		if !s.probeUntilWritten(ctx, log, wait) {
			return
		}
		recovered = time.Now()
		s.stalled.Store(false)
		logger.Info("the store takes writes again", "after", recovered.Sub(since).Round(time.Second))
	}
}

func (s *storage) probeUntilWritten(ctx context.Context, log board.Log, wait time.Duration) bool {
	tick := time.NewTicker(wait)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
		select { // what failed until now is answered by this probe
		case <-s.refused:
		default:
		}
		ask, cancel := context.WithTimeout(ctx, probeWait)
		err := log.Probe(ask)
		cancel()
		if err == nil {
			return true
		}
	}
}

// standing is what members were told of why the document takes changes or not.
type standing struct {
	stalled bool // the storage beneath takes none just now
	large   bool // it holds more than the limits allow, and takes none for good
	low     bool // the disk is nearly full
}

func (s standing) readOnly() bool { return s.stalled || s.large }

// forAll is what everybody is told; the rest concerns those who steer.
func (s standing) forAll() standing { return standing{stalled: s.stalled, large: s.large} }

// stand looks how the storage is, settles what was in doubt, and tells members
// when anything is otherwise than they know.
func (r *Room) stand() {
	stalled := r.storage.stalled.Load()
	if r.doubt && !stalled {
		r.settle(context.Background())
	}
	now := standing{stalled || r.doubt, r.state.TooLarge(), r.storage.low.Load()}
	was := r.told
	if now == was {
		return
	}
	r.told = now
	for m := range r.members {
		if now.forAll() != was.forAll() || steers(m) {
			m.Send(r.standingFrame(m))
		}
	}
}

func steers(m Member) bool {
	role := m.Viewer().Role
	return role == board.Facilitator || role == board.Organiser
}

// standingFrame says all of the standing to a member. How full the disk is
// concerns those who can do something about it.
func (r *Room) standingFrame(m Member) []byte {
	msg := standingMsg{Sort: SortStanding, Doc: r.doc, ReadOnly: r.told.readOnly()}
	if r.told.large {
		msg.Why = WhyLarge
	}
	if r.told.low && steers(m) {
		msg.Space = SpaceLow
	}
	return r.frame(msg)
}

// tellComer tells a new member what is not as it should be.
func (r *Room) tellComer(m Member) {
	if r.told.readOnly() || r.told.low && steers(m) {
		m.Send(r.standingFrame(m))
	}
}
