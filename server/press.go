package server

import (
	"context"
	"errors"
	"io"
	"sync"

	"yoriai/board"
	"yoriai/server/export"
)

// press makes the files that need much time and memory, one at a time, so that
// nobody at a table notices. The others wait in a queue that has an end; and
// one seat cannot fill it alone.
type press struct {
	turn chan struct{}

	mu      sync.Mutex
	waiting map[board.SeatID]int // with who is served
	all     int
}

const (
	pressQueue   = 12 // with who is served: a minute at most, of the largest workshop
	pressPerSeat = 4
)

// errPressFull: the queue is full, or the seat's part of it.
var errPressFull = errors.New("too many files are being made")

func newPress() *press {
	return &press{turn: make(chan struct{}, 1), waiting: map[board.SeatID]int{}}
}

// heavy says which formats take turns.
func heavy(f export.Format) bool {
	switch f {
	case export.MD, export.CSV, export.HTML, export.JSON:
		return false
	}
	return true
}

// enter waits for one's turn, and gives the function that ends it. It waits no
// longer than ctx, for whoever has gone needs no file.
func (p *press) enter(ctx context.Context, seat board.SeatID) (leave func(), err error) {
	if !p.queue(seat) {
		return nil, errPressFull
	}
	select {
	case p.turn <- struct{}{}:
		return func() { <-p.turn; p.unqueue(seat) }, nil
	case <-ctx.Done():
		p.unqueue(seat)
		return nil, ctx.Err()
	}
}

func (p *press) queue(seat board.SeatID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all >= pressQueue || p.waiting[seat] >= pressPerSeat {
		return false
	}
	p.all++
	p.waiting[seat]++
	return true
}

func (p *press) unqueue(seat board.SeatID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all--
	if p.waiting[seat]--; p.waiting[seat] == 0 {
		delete(p.waiting, seat)
	}
}

// untilGone is a writer that fails when nobody waits any more: so the work
// stops at the next page.
type untilGone struct {
	io.Writer
	ctx context.Context
}

func (w untilGone) Write(data []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.Writer.Write(data)
}
