package press

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"yoriai/board"
)

func TestPressMakesOneAtATime(t *testing.T) {
	p := New()
	var inside, most atomic.Int32
	var all sync.WaitGroup
	for i := range queueMost {
		all.Go(func() {
			leave, err := p.Enter(context.Background(), board.SeatID(fmt.Sprint(i)))
			if err != nil {
				t.Error(err)
				return
			}
			defer leave()
			if n := inside.Add(1); n > most.Load() {
				most.Store(n)
			}
			inside.Add(-1)
		})
	}
	all.Wait()
	if most.Load() != 1 || p.all != 0 || len(p.waiting) != 0 {
		t.Errorf("%d at once; %d still wait, of %d seats", most.Load(), p.all, len(p.waiting))
	}
}

func TestPressHasAnEnd(t *testing.T) {
	p := New()
	leave, err := p.Enter(context.Background(), "first")
	if err != nil {
		t.Fatal(err)
	}
	gone, going := context.WithCancel(context.Background())
	var waiting sync.WaitGroup
	for i := range queueMost - 1 {
		if !p.queue(board.SeatID(fmt.Sprint(i))) {
			t.Fatalf("there is no room for number %d", i+2)
		}
		p.unqueue(board.SeatID(fmt.Sprint(i)))
	}
	for range perSeat {
		if !p.queue("many") {
			t.Fatal("a seat may not have its part of the queue")
		}
	}
	if _, err := p.Enter(gone, "many"); !errors.Is(err, ErrFull) {
		t.Errorf("one seat takes more than its part: %v", err)
	}
	for p.queue(board.SeatID(fmt.Sprint("seat ", p.all))) {
	}
	if p.all != queueMost {
		t.Errorf("%d wait, and there is room for %d", p.all, queueMost)
	}
	if _, err := p.Enter(gone, "late"); !errors.Is(err, ErrFull) {
		t.Errorf("the queue takes one more: %v", err)
	}
	p.unqueue("many")
	waiting.Go(func() {
		if _, err := p.Enter(gone, "patient"); !errors.Is(err, context.Canceled) {
			t.Errorf("who has gone is served: %v", err)
		}
	})
	going()
	waiting.Wait()
	if p.waiting["patient"] != 0 {
		t.Error("who has gone still waits")
	}
	leave()
}

func TestNothingIsWrittenForWhoHasGone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	w := UntilGone(ctx, &out)
	if _, err := w.Write([]byte("here")); err != nil {
		t.Fatal(err)
	}
	cancel()
	if n, err := w.Write([]byte("gone")); n != 0 || !errors.Is(err, context.Canceled) || out.String() != "here" {
		t.Errorf("%d bytes are written, %v: %s", n, err, out.String())
	}
}
