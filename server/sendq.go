package server

import "sync"

// sendq is what waits to be written to one browser. It is bounded in bytes,
// not in messages, because a snapshot is as large as a thousand entries.
// Adding never blocks: whoever publishes to a hundred browsers must not wait
// for the slowest.
type sendq struct {
	mu     sync.Mutex
	items  []queued
	news   int // bytes that wait, the frame being written included
	asked  int
	closed bool
	wake   chan struct{} // holds one token while there is something to do
}

// queued is one message. Its parts may belong to many queues at once.
type queued struct {
	parts [][]byte
	asked bool
	bytes int
}

const (
	// maxNews: a browser further behind is better served by a snapshot.
	maxNews = 1 << 20
	// maxAsked bounds what the browser has asked for, which is no sign of a slow
	// line and counts apart: a hall of twelve full boards asks for some 17 MiB
	// at once. Most of it is shared with others, but counts for each. One answer
	// may be larger, alone: or a board past the limits would never be seen.
	maxAsked = 48 << 20
)

func newSendq() *sendq { return &sendq{wake: make(chan struct{}, 1)} }

// add queues news; false when the queue is full or closed.
func (q *sendq) add(frame []byte) bool {
	return q.put(queued{parts: [][]byte{frame}, bytes: len(frame)})
}

// answer queues what was asked for, in parts that make one message.
func (q *sendq) answer(parts [][]byte) bool {
	m := queued{parts: parts, asked: true}
	for _, p := range parts {
		m.bytes += len(p)
	}
	return q.put(m)
}

func (q *sendq) put(m queued) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	count, most := q.counter(m)
	alone := m.asked && *count == 0
	if q.closed || *count+m.bytes > most && !alone {
		return false
	}
	*count += m.bytes
	q.items = append(q.items, m)
	q.signal()
	return true
}

func (q *sendq) counter(m queued) (count *int, most int) {
	if m.asked {
		return &q.asked, maxAsked
	}
	return &q.news, maxNews
}

// next gives the message to write now; it counts until written. open is false
// after the end, when nothing waits any more.
func (q *sendq) next() (m queued, some, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		q.items = nil // the memory of a burst is given back
		return queued{}, false, !q.closed
	}
	m = q.items[0]
	q.items[0] = queued{}
	q.items = q.items[1:]
	return m, true, true
}

// written takes a message off the count.
func (q *sendq) written(m queued) {
	q.mu.Lock()
	defer q.mu.Unlock()
	count, _ := q.counter(m)
	*count -= m.bytes
}

// close takes nothing more; drop throws away what waits.
func (q *sendq) close(drop bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	if drop {
		q.items = nil
	}
	q.signal()
}

func (q *sendq) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
