package server

import "sync"

// sendq is what waits to be written to one browser. It is bounded in bytes,
// not in messages, because a snapshot is as large as a thousand entries.
// Adding never blocks: whoever publishes to a hundred browsers must not wait
// for the slowest.
type sendq struct {
	mu     sync.Mutex
	items  [][]byte
	bytes  int
	max    int
	closed bool
	wake   chan struct{} // holds one token while there is something to do
}

// maxQueued is 1 MiB beside one snapshot: a browser further behind is better
// served by starting from a snapshot.
const maxQueued = 1 << 20

func newSendq() *sendq { return &sendq{max: maxQueued, wake: make(chan struct{}, 1)} }

// add queues a frame; false when the queue is full or closed. A single frame
// larger than the bound is let in when nothing else waits: a snapshot must be
// able to leave.
func (q *sendq) add(frame []byte) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed || len(q.items) > 0 && q.bytes+len(frame) > q.max {
		return false
	}
	q.items, q.bytes = append(q.items, frame), q.bytes+len(frame)
	q.signal()
	return true
}

// take gives all that waits; open is false after the end.
func (q *sendq) take() (frames [][]byte, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	frames = q.items
	q.items, q.bytes = nil, 0
	return frames, !q.closed
}

// close takes nothing more; drop throws away what waits.
func (q *sendq) close(drop bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	if drop {
		q.items, q.bytes = nil, 0
	}
	q.signal()
}

func (q *sendq) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
