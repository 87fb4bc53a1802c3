package export

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestEveryNoteOfTheEvening is in one of the bars, which are as wide as is
// sensible, or counted beside them.
func TestEveryNoteOfTheEvening(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		times := rapid.SliceOfN(rapid.Int64Range(0, 3*86_400_000), 1, 200).Draw(rt, "times")
		e := eveningOf(times, time.FixedZone("JST", 9*3600))
		if e == nil {
			return
		}
		n := e.Other
		for _, bar := range e.Notes {
			n += bar
		}
		if n != len(times) || len(e.Notes) > barsMost || len(e.Notes) < 2 || e.Notes[0] == 0 || e.Notes[len(e.Notes)-1] == 0 {
			rt.Fatalf("%d notes are shown as %+v", len(times), e)
		}
		if slices.IndexFunc(stretches, func(d time.Duration) bool { return d == e.Stretch }) < 0 {
			rt.Fatalf("a bar is %v wide", e.Stretch)
		}
	})
}
