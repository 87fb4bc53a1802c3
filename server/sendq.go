package server

import "sync"

// sendq is what waits to be written to one browser. It is bounded in bytes,
// not in messages, because a snapshot is as large as a thousand entries.
// Adding never blocks: whoever publishes to a hundred browsers must not wait
// for the slowest.
type sendq struct {
	mu     sync.Mutex
	items  [][]byte
	bytes  int // of what is not large
	large  int // of large frames
	closed bool
	wake   chan struct{} // holds one token while there is something to do
}

const (
	// maxQueued: a browser further behind is better served by a snapshot.
	maxQueued = 1 << 20
	// largeFrame is more than entries of one commit ever are: a snapshot. The
	// browser has asked for it, so it is no sign of a slow line and counts apart;
	// a hall of twelve full boards asks for some 17 MiB at once.
	largeFrame = 256 << 10
	maxLarge   = 48 << 20
)

func newSendq() *sendq { return &sendq{wake: make(chan struct{}, 1)} }

// add queues a frame; false when the queue is full or closed.
func (q *sendq) add(frame []byte) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	count, most := &q.bytes, maxQueued
	if len(frame) >= largeFrame {
		count, most = &q.large, maxLarge
	}
	if q.closed || *count+len(frame) > most {
		return false
	}
	*count += len(frame)
	q.items = append(q.items, frame)
	q.signal()
	return true
}

// take gives all that waits; open is false after the end.
func (q *sendq) take() (frames [][]byte, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	frames = q.items
	q.items, q.bytes, q.large = nil, 0, 0
	return frames, !q.closed
}

// close takes nothing more; drop throws away what waits.
func (q *sendq) close(drop bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	if drop {
		q.items, q.bytes, q.large = nil, 0, 0
	}
	q.signal()
}

func (q *sendq) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
