package browsertest

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/rehearsal"
)

// TestAFullHall: twelve tables of made-up people, and one real browser that
// steers them from the hall: they follow, and what it shows of each table in
// the end is what the server has. YORIAI_PEOPLE says how many sit at a table.
func TestAFullHall(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	h.crowd(12, 4)
	h.prepares(t)
	playing := h.play()
	f := newPerson(t, "facilitator")
	link, err := h.srv.FacilitatorLink(t.Context(), h.ws)
	if err != nil {
		t.Fatal(err)
	}
	f.open(link)
	f.press("button", "会場の画面へ")
	f.until("twelve tables", `document.querySelectorAll(".table-card").length === 12`)

	for _, step := range []struct{ phase, done string }{
		{"write", eachCard(`書き終わった人 (\d+)\/\1`)},
		{"read", eachCard(`付箋 \d`)},
		{"gather", eachCard(`島 \d(?!.*未整理)`)},
		{"title", eachCard(`島 \d(?!.*表札なし)`)},
		{"vote", eachCard(`島 \d`)},
	} {
		f.takes(say(t, "phase."+step.phase))
		f.until("all tables in "+step.phase, fmt.Sprintf(`[...document.querySelectorAll(".table-card__head")].filter((e) => e.textContent.includes(%s)).length === 12`, quoted(say(t, "phase."+step.phase))))
		f.until("all tables through with "+step.phase, step.done)
		f.shot("full-hall-" + step.phase)
	}
	f.accessible("a full hall")
	if came := playing(); len(came.Faults) > 0 || came.Deeds < 12*4*3 {
		t.Errorf("%d deeds; faults: %v", came.Deeds, came.Faults)
	}
	h.shownAsStored(f)
}

// crowd makes the hall's workshop one of so many tables.
func (h *hall) crowd(tables, people int) {
	h.t.Helper()
	if n, err := strconv.Atoi(os.Getenv("YORIAI_PEOPLE")); err == nil {
		people = n
	}
	var err error
	if h.ws, err = h.srv.OpenRehearsal(h.t.Context(), tables, people); err != nil {
		h.t.Fatal(err)
	}
}

// prepares checks what the hall was opened with: the agenda is there, so that
// the steps on the screen are its own.
func (h *hall) prepares(t *testing.T) {
	t.Helper()
	if n := len(h.workshop().Agenda()); n != len(board.Phases) {
		t.Fatalf("the agenda has %d steps", n)
	}
}

// play lets the people play; the returned func sends them home.
func (h *hall) play() (end func() rehearsal.Outcome) {
	h.t.Helper()
	ctx, stop := context.WithCancel(h.t.Context())
	came := make(chan rehearsal.Outcome, 1)
	go func() {
		outcome, err := h.srv.Rehearse(ctx, h.ws, server.Rehearsing{Pace: 150 * time.Millisecond, Seed: 3})
		if err != nil {
			h.t.Error(err)
		}
		came <- outcome
	}()
	h.t.Cleanup(stop)
	return func() rehearsal.Outcome { stop(); return <-came }
}

// eachCard: every table's card says something.
func eachCard(pattern string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".table-card__foot")].filter((e) => /%s/.test(e.textContent)).length === 12`, pattern)
}

// shownAsStored: what the hall says of each table is what the file holds.
func (h *hall) shownAsStored(f *person) {
	h.t.Helper()
	hall := h.workshop()
	for _, table := range hall.Tables() {
		state := h.replay(board.DocID(hall.Assignments(table.ID)[0].ID))
		notes, islands := 0, 0
		for _, n := range state.Notes() {
			if !n.Withdrawn {
				notes++
			}
		}
		for _, g := range state.Groups() {
			if !g.Withdrawn {
				islands++
			}
		}
		f.until("the count of "+table.Name, fmt.Sprintf(`%s.textContent.includes("付箋 %d") && %s.textContent.includes("島 %d")`, card(table.Name), notes, card(table.Name), islands))
	}
}

// TestRehearsingBefore: from the preparing page into a hall like one's own, in
// which made-up people write, and out again; the real hall knows nothing of it.
func TestRehearsingBefore(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.prepares(h)
	before := len(h.documents())
	f.press("button", say(t, "rehearsal.begin"))
	f.until("the rehearsal", says(".tables__said", say(t, "rehearsal.plays"))+` && document.querySelectorAll(".table-card").length === 2`)
	if people := eval[string](f, card("1班")+`.querySelector(".table-card__people").textContent`); people[len(people)-len("3人"):] != "3人" {
		t.Errorf("the table of three is one of %q", people)
	}
	f.takes(say(t, "phase.write"))
	f.until("somebody writes", `/付箋 [1-9]/.test(`+card("1班")+`.textContent)`)
	f.shot("rehearsing")
	f.accessible("a rehearsal")
	f.press("button", say(t, "rehearsal.end"))
	f.until("the end of it", says(".tables__said", say(t, "rehearsal.over")))
	if now := len(h.documents()); now != before+3 {
		t.Errorf("%d documents were made", now-before)
	}
	if b, _ := h.replay(h.boardOf("1班")).Board(); b.Phase != board.Prepare {
		t.Errorf("the real table is in %s", b.Phase)
	}
}
