//go:build measure

package browsertest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// traced is what the browser itself wrote down while something was done.
type traced struct {
	mu     sync.Mutex
	events []traceEvent
	whole  chan struct{}
}

// traceEvent is one event of a trace; times are microseconds.
type traceEvent struct {
	Name string          `json:"name"`
	Ph   string          `json:"ph"`
	TS   float64         `json:"ts"`
	Dur  float64         `json:"dur"`
	TDur float64         `json:"tdur"` // of the processor, while Dur goes on when others have it
	PID  int             `json:"pid"`
	TID  int             `json:"tid"`
	ID   string          `json:"id"`
	Args json.RawMessage `json:"args"`
}

// ourMark is left in the trace by the page, and tells which of the threads is its own.
const ourMark = "yoriai"

// slow is an old laptop: so many times slower than this machine.
func (p *page) slow(times float64) error {
	_, err := call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
	return err
}

// trace notes what the browser does while something is done.
func (p *page) trace(do func()) (*traced, error) {
	t := &traced{whole: make(chan struct{})}
	if err := chromedp.Listen(p.ctx, t.hear); err != nil {
		return nil, err
	}
	categories := []string{"devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing"}
	if sampled {
		categories = append(categories, "disabled-by-default-v8.cpu_profiler")
	}
	config := &tracing.TraceConfig{IncludedCategories: categories, ExcludedCategories: []string{"*"}}
	if _, err := call(p, tracing.Start, tracing.StartParams{TraceConfig: config}); err != nil {
		return nil, err
	}
	do()
	if _, err := call(p, tracing.End, cdp.Empty{}); err != nil {
		return nil, err
	}
	select {
	case <-t.whole:
		return t, nil
	case <-time.After(patience):
		return nil, fmt.Errorf("the trace does not come")
	}
}

func (t *traced) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *tracing.EventDataCollected:
		for _, raw := range e.Value {
			var one traceEvent
			if json.Unmarshal(raw, &one) == nil {
				t.events = append(t.events, one)
			}
		}
	case *tracing.EventTracingComplete:
		select {
		case <-t.whole: // an earlier trace of this page
		default:
			close(t.whole)
		}
	}
}

// spent is what an event cost the processor, in ms of the old laptop: on a
// machine that does other things besides, the clock on the wall tells less.
func (e traceEvent) spent() float64 { return cmp.Or(e.TDur, e.Dur) / 1000 * slowest / throttle }

// frames gives the milliseconds that the page's main thread was busy for each
// picture: all tasks since the picture before, script, style, layout and paint.
// What came behind the last picture counts as one more.
func (t *traced) frames() []float64 {
	var all []float64
	busy, shown := 0.0, false
	for _, e := range t.own() {
		switch e.Name {
		case "Commit":
			shown = true
		case "RunTask":
			if shown {
				all, busy, shown = append(all, busy), 0, false
			}
			busy += e.spent()
		}
	}
	return append(all, busy)
}

// workUntil sums what the page's main thread did before a mark, in ms.
func (t *traced) workUntil(mark string) float64 {
	at := slices.IndexFunc(t.events, func(e traceEvent) bool { return e.Name == mark })
	sum := 0.0
	for _, e := range t.events {
		if at >= 0 && e.Name == "RunTask" && e.PID == t.events[at].PID && e.TID == t.events[at].TID && e.TS <= t.events[at].TS {
			sum += e.spent()
		}
	}
	return sum
}

// parts sums the milliseconds of the main thread by what they were spent on:
// what happens within something else is told once, under its own name.
func (t *traced) parts() map[string]float64 { return alone(t.own()) }

func alone(events []traceEvent) map[string]float64 {
	sums := map[string]float64{}
	var open []traceEvent
	for _, e := range events {
		for len(open) > 0 && e.TS >= open[len(open)-1].TS+open[len(open)-1].Dur {
			open = open[:len(open)-1]
		}
		sums[e.Name] += e.spent()
		if len(open) > 0 {
			sums[open[len(open)-1].Name] -= e.spent()
		}
		open = append(open, e)
	}
	return sums
}

// own gives what lasted a while on the page's main thread, what holds others
// before them.
func (t *traced) own() []traceEvent {
	main := slices.IndexFunc(t.events, func(e traceEvent) bool { return e.Name == ourMark })
	if main < 0 {
		return nil
	}
	own := slices.DeleteFunc(slices.Clone(t.events), func(e traceEvent) bool {
		return e.PID != t.events[main].PID || e.TID != t.events[main].TID || e.Ph != "X"
	})
	slices.SortFunc(own, func(a, b traceEvent) int { return cmp.Or(cmp.Compare(a.TS, b.TS), cmp.Compare(b.Dur, a.Dur)) })
	return own
}
