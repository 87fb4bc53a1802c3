package throttle

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestGuessingGetsSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := New(time.Now)
		begin := time.Now()
		for range freeFailures {
			th.Failed(t.Context(), "198.51.100.7", time.Now())
		}
		if d := time.Since(begin); d > freeFailures*leastAnswer {
			t.Errorf("an honest hall's slips of the finger cost %v", d)
		}
		for range 40 {
			th.Failed(t.Context(), "198.51.100.7", time.Now())
		}
		if d := time.Since(begin); d < time.Minute {
			t.Errorf("60 guesses took %v", d)
		}
		begin = time.Now()
		th.Failed(t.Context(), "198.51.100.8", time.Now())
		if d := time.Since(begin); d > leastAnswer {
			t.Errorf("somebody elsewhere had to wait %v", d)
		}
		time.Sleep(5 * time.Minute)
		begin = time.Now()
		th.Failed(t.Context(), "198.51.100.7", time.Now())
		if d := time.Since(begin); d > leastAnswer {
			t.Errorf("after five quiet minutes one slip costs %v", d)
		}
	})
}

// Slow answers are held in memory: their number is bounded, and what comes
// beyond is turned away at once.
func TestHeldAnswersAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := New(time.Now)
		turned := 0
		done := make(chan bool, 500)
		for range 500 {
			go func() { done <- th.Failed(t.Context(), "198.51.100.7", time.Now()) }()
		}
		for range 500 {
			if !<-done {
				turned++
			}
		}
		if turned < 500-maxWaiting-freeFailures || turned == 500 {
			t.Errorf("%d of 500 were turned away", turned)
		}
		if th.all.waiting != 0 {
			t.Errorf("%d still count as waiting", th.all.waiting)
		}
	})
}

func TestFailuresOfManyAddressesCountTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := New(time.Now)
		var last time.Duration
		for i := range globalFailures + 100 {
			last, _ = th.count(string(rune('a' + i)))
			th.answered(string(rune('a' + i)))
		}
		if last == 0 {
			t.Error("hundreds of addresses guess at full speed")
		}
		time.Sleep(5 * time.Minute)
		th.Failed(t.Context(), "somebody new", time.Now())
		if n := len(th.fails); n > 2 {
			t.Errorf("%d quiet addresses are still remembered", n)
		}
	})
}
