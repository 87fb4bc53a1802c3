package server

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestGuessingGetsSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := newThrottle(time.Now)
		begin := time.Now()
		for range freeFailures {
			th.failed(t.Context(), "198.51.100.7")
		}
		if d := time.Since(begin); d != 0 {
			t.Errorf("an honest hall's slips of the finger cost %v", d)
		}
		for range 40 {
			th.failed(t.Context(), "198.51.100.7")
		}
		if d := time.Since(begin); d < time.Minute {
			t.Errorf("60 guesses took %v", d)
		}
		begin = time.Now()
		th.failed(t.Context(), "198.51.100.8")
		if d := time.Since(begin); d != 0 {
			t.Errorf("somebody elsewhere had to wait %v", d)
		}
		time.Sleep(5 * time.Minute)
		begin = time.Now()
		th.failed(t.Context(), "198.51.100.7")
		if d := time.Since(begin); d != 0 {
			t.Errorf("after five quiet minutes one slip costs %v", d)
		}
	})
}

// Slow answers are held in memory: their number is bounded, and what comes
// beyond is turned away at once.
func TestHeldAnswersAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := newThrottle(time.Now)
		turned := 0
		done := make(chan bool, 500)
		for range 500 {
			go func() { done <- th.failed(t.Context(), "198.51.100.7") }()
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
		th := newThrottle(time.Now)
		begin := time.Now()
		for i := range 700 {
			th.failed(t.Context(), string(rune('a'+i)))
		}
		if time.Since(begin) == 0 {
			t.Error("700 addresses guess at full speed")
		}
		time.Sleep(5 * time.Minute)
		th.failed(t.Context(), "z")
		if n := len(th.fails); n > 2 {
			t.Errorf("%d quiet addresses are still remembered", n)
		}
	})
}
