package browsertest

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/server/demo"
)

// edits are how often the way of an edit is measured.
const edits = 50

// releaseProgram is the program as people get it (make build).
func releaseProgram(t *testing.T) string {
	t.Helper()
	path, err := buildProgram(t, []string{"CGO_ENABLED=0"}, "-trimpath", "-ldflags", "-s -w")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLatency measures how long an edit takes from the press in one browser to
// the words in another, over the real program. It fails only when an edit is
// never seen: how fast it is depends on the machine.
func TestLatency(t *testing.T) {
	inBrowser(t)
	im, err := demo.Sample(uuid.NewString)
	if err != nil {
		t.Fatal(err)
	}
	e := &evening{t: t, sample: sampleOf(t, im, true), program: newProgram(t, releaseProgram(t))}
	e.prepare()
	e.sit()
	w := e.tables[0]
	e.hallMoves("write")
	w.participant.inPhase("write")
	w.participant.writeAtSeat([]string{"はじめの文"}, false)
	w.boardMoves(t, "gather")
	w.coordinator.turn()
	took := []float64{}
	last := "はじめの文"
	for i := range edits {
		text := fmt.Sprintf("直した文・%d回目", i+1)
		took = append(took, w.edit(last, text))
		last = text
	}
	slices.Sort(took)
	t.Logf("from the press to the words in the other browser, %d edits: median %.1f ms, p95 %.1f ms, longest %.1f ms",
		edits, took[edits/2], took[edits*95/100], took[edits-1])
}

// edit puts the participant's note right and gives the time (ms) until the
// coordinator's page shows it. Both clocks are the machine's.
func (w *working) edit(before, after string) float64 {
	const now = "performance.timeOrigin + performance.now()"
	p, c := w.participant, w.coordinator
	p.t.Helper()
	eval[any](c.person, fmt.Sprintf(`void (window.seenAt = new Promise((done) => {
		const look = () => { if (%s) { seen.disconnect(); done(%s); } };
		const seen = new MutationObserver(look); seen.observe(document, { subtree: true, childList: true, characterData: true });
	}))`, itemOf(note, after), now))
	p.press("button", p.say("seat.edit_of", "text", before))
	p.until("the box", `document.querySelector(".mine__row textarea") === document.activeElement`)
	p.ctrl("a")
	p.write(after)
	eval[any](p.person, fmt.Sprintf(`void document.querySelector(".mine__row form").addEventListener("submit", () => (window.wentAt = %s), { capture: true, once: true })`, now))
	p.push("seat.edit_go")
	c.until("the edit", itemOf(note, after))
	return eval[float64](c.person, "window.seenAt") - eval[float64](p.person, "window.wentAt")
}

// TestColdStart tells the size of the program and how soon it answers in an
// empty folder.
func TestColdStart(t *testing.T) {
	binary := releaseProgram(t)
	info, err := os.Stat(binary)
	if err != nil {
		t.Fatal(err)
	}
	var took []time.Duration
	for range 7 {
		p := newProgram(t, binary)
		took = append(took, p.start())
		p.stop()
	}
	slices.Sort(took)
	t.Logf("the program is %.1f MiB and answers %v after its start in an empty folder (median of %d; longest %v)",
		float64(info.Size())/(1<<20), took[len(took)/2], len(took), took[len(took)-1])
}
