//go:build measure

package browsertest

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"yoriai/board"
)

// slowest is how much slower than this machine an old laptop is; all figures
// are told for it.
const slowest = 4.0

// throttle is how much slower the browser is made to run. YORIAI_THROTTLE=1
// leaves it as fast as it is and reckons: the browser slows itself down by
// waiting as long as the clock says, so that on a machine which does other
// things besides, what it waited for them counts four times over.
var throttle = rateOr(slowest)

// rateOr is YORIAI_THROTTLE, or the usual.
func rateOr(usual float64) float64 {
	if rate, err := strconv.ParseFloat(os.Getenv("YORIAI_THROTTLE"), 64); err == nil && rate >= 1 {
		return rate
	}
	return usual
}

// profiled: YORIAI_PROFILE asks for the functions that take longest, too, and
// tells what each picture is made of that takes too long. sampled: with the
// functions of the page in each of those, YORIAI_PROFILE=functions; to note
// them takes time of its own.
var (
	profiled = os.Getenv("YORIAI_PROFILE") != ""
	sampled  = os.Getenv("YORIAI_PROFILE") == "functions"
)

// TestMeasure tells how long the browser works for a picture of a big board,
// by its own trace, on a machine made four times slower. It prints figures and
// judges none: they depend on the machine, and on what else it does. Compare
// them within one run. YORIAI_MEASURE names the sizes: 300,2000,5000.
// It is built with the tag measure only, because a test that is skipped proves
// nothing.
func TestMeasure(t *testing.T) {
	sizes := cmp.Or(os.Getenv("YORIAI_MEASURE"), "300,2000,5000")
	for size := range strings.SplitSeq(sizes, ",") {
		notes, err := strconv.Atoi(size)
		if err != nil || notes < 1 || notes > board.Bounds.Notes {
			t.Fatalf("YORIAI_MEASURE: %q is no number of notes", size)
		}
		t.Run(size, func(t *testing.T) { measure(t, notes) })
	}
}

// measured is a board before one pair of eyes, and somebody else who changes it.
type measured struct {
	*person
	other live
}

func measure(t *testing.T, notes int) {
	h := openHall(t)
	doc := h.bigTable(t, "大きな班", notes)
	m := &measured{person: h.sits("大きな班の進行")}
	m.mustOpen(h, doc)
	facilitator, _ := h.links()
	m.other = h.connects("facilitator", facilitator, doc)
	for _, act := range []struct {
		name string
		do   func(i int)
	}{
		{"nothing", func(int) {}},
		{"somebody else edits a note", m.edited},
		{"somebody else lays a note elsewhere", m.movedAway},
		{"a note is pressed", m.pressed},
		{"the arrow keys walk", m.walked},
		{"a note is dragged over the sheet", m.dragged},
		{"the wheel comes closer, and goes back", m.zoomed},
		{"the sheet is scrolled", m.panned},
		{"the dialog of a title card", m.opened},
		{"a letter is typed into it", m.typed},
		{"a letter, while somebody else edits", m.typedAmong},
		{"the list instead of the sheet, and back", m.turned},
	} {
		if !strings.Contains(act.name, os.Getenv("YORIAI_ACT")) {
			continue
		}
		if act.name == "a letter is typed into it" {
			m.opened(0)
		}
		m.tell(act.name, act.do)
	}
	if strings.Contains("elsewhere", os.Getenv("YORIAI_ACT")) {
		m.goesElsewhere(h)
	}
}

// times is how often each thing is done.
const times = 6

// tell measures one thing and prints it.
func (m *measured) tell(name string, do func(i int)) {
	m.t.Helper()
	m.must(m.page.slow(throttle), "be slow")
	all := func() {
		eval[any](m.person, `void performance.mark("yoriai")`)
		for i := range times {
			do(i)
			m.settles()
		}
	}
	trace, err := m.page.trace(all)
	m.must(err, "trace "+name)
	m.must(m.page.slow(1), "be fast again")
	m.print(name, trace)
	if profiled {
		m.t.Log(trace.heaviest(), trace.long())
		heaviest, err := m.page.profile(all)
		m.must(err, "profile "+name)
		m.t.Log(heaviest)
	}
	if eval[bool](m.person, `document.querySelector(".menu") !== null`) {
		m.must(m.page.key("Escape"), "close what lies over the board")
		m.until("it is closed", `document.querySelector(".menu") === null`)
	}
}

func (m *measured) print(name string, trace *traced) {
	m.t.Helper()
	frames := trace.frames()
	if len(frames) == 0 {
		m.t.Fatalf("%s: nothing in the trace", name)
	}
	slices.Sort(frames)
	at := func(part float64) float64 { return frames[min(len(frames)-1, int(part*float64(len(frames))))] }
	long := len(frames) - slices.IndexFunc(append(frames, 1e9), func(ms float64) bool { return ms > 33 })
	parts := trace.parts()
	m.t.Logf("%-40s %4d pictures: median %7.1f  p95 %7.1f  longest %7.1f ms; %d over 33 ms (script %.0f, style %.0f, layout %.0f, paint %.0f ms in all)", name, len(frames), at(.5), at(.95), at(1),
		long, scripted(parts), parts["UpdateLayoutTree"], parts["Layout"], parts["PrePaint"]+parts["Paint"]+parts["Layerize"]+parts["Commit"])
}

// scripted is what the page's own code took.
func scripted(parts map[string]float64) float64 {
	sum := 0.0
	for _, name := range []string{"FunctionCall", "RunMicrotasks", "FireAnimationFrame", "EvaluateScript", "v8.compileModule", "v8.evaluateModule", "MinorGC", "MajorGC", "EventDispatch", "TimerFire"} {
		sum += parts[name]
	}
	return sum
}

// settles waits until all that was done is drawn.
func (m *measured) settles() {
	m.t.Helper()
	eval[any](m.person, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))`)
}

// pictured tells when the first things of the board were to be seen, in ms
// from the press that opened the page. The mark lies within the task that
// draws them, and so all of that task is counted; whatever else waits for the
// picture comes after the message.
const pictured = `window.awaits = (what) => {
  window.pictured = 0;
  const seen = new MutationObserver(() => {
    if (!document.querySelector(what)) return;
    seen.disconnect();
    requestAnimationFrame(() => {
      performance.mark("pictured");
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.pictured = performance.now(); };
      port2.postMessage("");
    });
  });
  seen.observe(document, { childList: true, subtree: true });
};
window.awaits(".sheet__world > *, .present__overview .title");`

// mustOpen opens the board several times, and tells how long it took until
// something was to be seen and until all was still.
func (m *measured) mustOpen(h *hall, doc board.DocID) {
	m.t.Helper()
	_, err := call(m.page, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: pictured})
	m.must(err, "prepare")
	seat := eval[string](m.person, `location.pathname.split("/")[2]`)
	address := fmt.Sprintf("%s/s/%s/board", h.url, seat)
	m.open(address) // the browser's cache is full now
	m.until("the board", "window.pictured > 0")
	m.must(m.page.slow(throttle), "be slow")
	m.arrives("the page is opened", func() {
		m.open(h.url) // so that what is counted is not the end of another big board
	}, func() { m.open(address) })
	m.must(m.page.slow(1), "be fast again")
	m.until("what is done after the opening", "performance.now() > window.pictured + 3000")
	m.shot(fmt.Sprintf("measured-%s", m.t.Name()[strings.LastIndex(m.t.Name(), "/")+1:]))
}

// arrives does something three times, each time after what makes ready for it,
// and tells how long it took until the first of it was to be seen, and what
// pictures there were until all was still.
func (m *measured) arrives(name string, ready, do func()) {
	m.t.Helper()
	whole := func() {
		do()
		m.until(name, "window.pictured > 0")
		eval[any](m.person, `void performance.mark("yoriai")`)
		m.until("all of it", `!document.querySelector("[aria-busy=true]")`)
		m.settles()
	}
	var work []float64
	for i := range 3 {
		ready()
		trace, err := m.page.trace(whole)
		m.must(err, "trace "+name)
		work = append(work, trace.workUntil("pictured"))
		if i == 2 {
			m.print(name, trace)
			if profiled {
				m.t.Log(trace.long())
			}
		}
	}
	slices.Sort(work)
	m.t.Logf("%-40s %.0f ms of work until the first picture (of three: %.0f to %.0f)", "", work[1], work[0], work[2])
	if profiled {
		ready()
		heaviest, err := m.page.profile(whole)
		m.must(err, "profile "+name)
		m.t.Log(heaviest)
	}
}

// goesElsewhere measures what is reached from the board: its list, when it is
// asked for as the first thing, and its presentation.
func (m *measured) goesElsewhere(h *hall) {
	m.t.Helper()
	seat := eval[string](m.person, `location.pathname.split("/")[2]`)
	page := func(name string) string { return fmt.Sprintf("%s/s/%s/%s", h.url, seat, name) }
	m.must(m.page.slow(throttle), "be slow")
	m.arrives("the list for the first time", func() {
		m.open(page("board"))
		m.until("all of the sheet", `window.pictured > 0 && performance.now() > window.pictured + 3000 && !document.querySelector("[aria-busy=true]")`)
		eval[any](m.person, `document.querySelector(".tray .note").focus()`)
		eval[any](m.person, `window.awaits(".outline [data-id]")`)
	}, func() { m.must(m.page.key("v"), "turn to the list") })
	m.arrives("the presentation is opened", func() { m.open(h.url) }, func() { m.open(page("present")) })
	m.must(m.page.slow(1), "be fast again")
	m.tell("the presentation goes on", func(int) { m.must(m.page.key("ArrowRight"), "go on") })
}
