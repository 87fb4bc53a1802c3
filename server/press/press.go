// Package press lets large files be made one after the other.
//
// The idea: a queue with an end. One file is made, a few wait their turn, and
// whoever comes then is told to come back; nobody at a table notices. One seat
// cannot fill the queue alone. Who leaves gives the turn away, and what was begun
// for them stops at its next write (UntilGone).
//
// Trap: the function that Enter gives must be called, or nobody is served again.
package press

import (
	"context"
	"errors"
	"io"
	"sync"

	"yoriai/board"
)

// Press makes the files that need much time and memory, one at a time, so that
// nobody at a table notices. The others wait in a queue that has an end; and
// one seat cannot fill it alone.
type Press struct {
	turn chan struct{}

	mu      sync.Mutex
	waiting map[board.SeatID]int // with who is served
	all     int
}

const (
	queueMost = 12 // with who is served: a minute at most, of the largest workshop
	perSeat   = 4
)

// ErrFull: the queue is full, or the seat's part of it.
var ErrFull = errors.New("too many files are being made")

func New() *Press {
	return &Press{turn: make(chan struct{}, 1), waiting: map[board.SeatID]int{}}
}

// Enter waits for one's turn, and gives the function that ends it. It waits no
// longer than ctx, for whoever has gone needs no file.
func (p *Press) Enter(ctx context.Context, seat board.SeatID) (leave func(), err error) {
	if !p.queue(seat) {
		return nil, ErrFull
	}
	select {
	case p.turn <- struct{}{}:
		return func() { <-p.turn; p.unqueue(seat) }, nil
	case <-ctx.Done():
		p.unqueue(seat)
		return nil, ctx.Err()
	}
}

func (p *Press) queue(seat board.SeatID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all >= queueMost || p.waiting[seat] >= perSeat {
		return false
	}
	p.all++
	p.waiting[seat]++
	return true
}

func (p *Press) unqueue(seat board.SeatID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all--
	if p.waiting[seat]--; p.waiting[seat] == 0 {
		delete(p.waiting, seat)
	}
}

// whileAsked writes for as long as somebody waits.
type whileAsked struct {
	io.Writer
	ctx context.Context
}

// UntilGone gives a writer that fails when nobody waits any more: so the work
// stops at the next page.
func UntilGone(ctx context.Context, w io.Writer) io.Writer { return whileAsked{w, ctx} }

func (w whileAsked) Write(data []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.Writer.Write(data)
}
