package server

import "testing"

// What waits for a browser is bounded in bytes, and what is being written
// counts until it is written: a writer that has taken all out of the queue and
// stands in a full socket must not make room for as much again.
func TestTheQueueCountsWhatIsBeingWritten(t *testing.T) {
	q := newSendq()
	frame := make([]byte, maxNews/4)
	for range 4 {
		if !q.add(frame) {
			t.Fatal("the queue is full too early")
		}
	}
	m, some, _ := q.next()
	if !some || q.add(frame) {
		t.Error("a message in the writer's hand made room")
	}
	q.written(m)
	if !q.add(frame) || q.add(frame) {
		t.Error("a written message made no room, or too much")
	}
}

// A snapshot is no sign of a slow line, and a large one takes no room from
// news; but however many share it, it counts for each.
func TestWhatWasAskedForCountsApart(t *testing.T) {
	shared := make([]byte, maxAsked/2)
	queues := []*sendq{newSendq(), newSendq()}
	for _, q := range queues {
		for range 2 {
			if !q.answer([][]byte{shared}) {
				t.Fatal("there is no room for what was asked for")
			}
		}
		if q.answer([][]byte{{1}, shared}) {
			t.Error("what was asked for has no bound")
		}
		if !q.add(make([]byte, maxNews)) {
			t.Error("it took the room of news")
		}
	}
}

// A board that another program filled past every limit is larger than all that
// may wait; it goes to who asks for it, and nothing with it.
func TestOneAnswerMayBeLargerThanAllThatWaits(t *testing.T) {
	q, shared := newSendq(), make([]byte, maxAsked+1)
	if !q.answer([][]byte{shared}) || q.answer([][]byte{{1}}) {
		t.Fatal("it does not go, or something goes beside it")
	}
	m, _, _ := q.next()
	q.written(m)
	if !q.answer([][]byte{{1}, shared}) {
		t.Error("it does not go a second time")
	}
}

func TestAQueueThatEnds(t *testing.T) {
	q := newSendq()
	q.add([]byte("last words"))
	q.close(false)
	if q.add([]byte("more")) {
		t.Error("after its end the queue takes more")
	}
	if m, some, open := q.next(); !some || !open || string(m.parts[0]) != "last words" {
		t.Error("what waited before the end is lost")
	}
	if _, some, open := q.next(); some || open {
		t.Error("the end does not come")
	}
	q = newSendq()
	q.add([]byte("late"))
	q.close(true)
	if _, some, _ := q.next(); some {
		t.Error("a slow browser is still sent what waited")
	}
}
