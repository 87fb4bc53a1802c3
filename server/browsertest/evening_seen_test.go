package browsertest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"yoriai/board"
	"yoriai/server/boltlog"
)

// outlineShown reads the list view of a board as it stands on the screen.
const outlineShown = `(() => {
  const own = (e, part) => [...e.querySelectorAll(part)].find((x) => x.closest("[data-id]") === e)?.textContent ?? "";
  const under = (root) => [...root.querySelectorAll("[data-id]")].filter((e) => (e.parentElement.closest("[data-id]") ?? root) === root);
  const twig = (e) => e.dataset.kind === "note" ? { kind: "note", text: own(e, ".note__text") }
    : e.dataset.kind === "statement" ? { kind: "statement", text: own(e, ".statement__text") }
    : { kind: "island", text: e.querySelector(".title").matches(".title--empty") ? "" : own(e, ".title__text"), items: under(e).map(twig) };
  const list = (part) => { const root = document.querySelector(part); return root ? under(root).map(twig) : []; };
  const texts = (zone) => list(".outline [data-zone=" + zone + "]").map((t) => t.text);
  return { items: list(".outline__islands"), lone: texts("lone"), loose: texts("tray") };
})()`

// shownTable is what a browser shows of a table in its list view.
func (g *guest) shownTable() table {
	g.t.Helper()
	h := &gatherer{guest: g}
	h.list()
	g.until("the list", `document.querySelector(".outline")`)
	return eval[table](g.person, outlineShown).sorted()
}

// mustShow waits until a browser shows what the table has made.
func (g *guest) mustShow(where string, want table) {
	g.t.Helper()
	want.Gone, want.Members = 0, "" // the list tells only of one's own
	g.saved()
	var shown table
	for end := time.Now().Add(patience); time.Now().Before(end); g.changes() {
		if shown = g.shownTable(); strings.Join(shown.lines(), "\n") == strings.Join(want.lines(), "\n") {
			return
		}
	}
	mustEqual(g.t, where+" at "+g.name, shown, want)
}

// everybodySees: all four browsers show the same, in order.
func (e *evening) everybodySees(where string) {
	e.t.Helper()
	for _, w := range e.tables {
		for _, g := range w.guests() {
			g.mustShow(where, w.plan.table)
		}
	}
}

// survive kills the server while people work, starts it again on the same
// folder and address, and everybody is back with everything they did.
func (e *evening) survive() {
	e.t.Helper()
	var marked []string
	for _, w := range e.tables {
		text := firstLoose(w.hands)
		marked = append(marked, text)
		w.hands.menu(w.hands.notes[text], "menu.lone")
	}
	e.program.kill() // the marks may be on the disk or not: nobody waited
	for i, w := range e.tables {
		w.participant.mend(mendable(w), mendable(w)+more)
		for _, g := range w.guests() {
			g.until("that the line is gone", `["unsent", "offline"].includes(document.querySelector(".saved[role=status]")?.dataset.state)`)
		}
		w.coordinator.until("the note marked "+marked[i], fmt.Sprintf(`%s?.hasAttribute("data-lone")`, itemOf(note, marked[i])))
	}
	e.tables[0].participant.shots("20-server-gone-seat")
	e.tables[0].coordinator.shots("20-server-gone-board")
	e.t.Logf("ready again after %v", e.program.start())
	e.allBack(marked)
}

// more is what a participant adds to a note while the server is away.
const more = "(いまも)"

// firstLoose is a note that still lies in the tray.
func firstLoose(h *gatherer) string {
	h.list()
	return eval[string](h.person, `document.querySelector("[data-zone=tray] .note__text").textContent`)
}

// mendable is a note that the participant wrote.
func mendable(w *working) string {
	_, theirs := w.parts()
	return theirs[0]
}

// allBack: what was done while the server was away is seen by the others, and
// is then taken back.
func (e *evening) allBack(marked []string) {
	e.t.Helper()
	for i, w := range e.tables {
		for _, g := range w.guests() {
			g.saved()
			g.turn()
		}
		mended := mendable(w) + more
		w.participant.until("the lone note", fmt.Sprintf(`%s?.hasAttribute("data-lone")`, itemOf(note, marked[i])))
		w.coordinator.until("the note put right", itemOf(note, mended))
		w.participant.mend(mended, mendable(w))
		w.coordinator.until("the note as it was", itemOf(note, mendable(w)))
		w.coordinator.undo(marked[i])
	}
	e.organiser.saved()
}

// turn shows the list.
func (g *guest) turn() { (&gatherer{guest: g}).list() }

// mend writes an own note anew on the seat.
func (g *guest) mend(text, better string) {
	g.t.Helper()
	g.press("button", g.say("seat.edit_of", "text", text))
	g.until("the box", `document.querySelector(".mine__row textarea") === document.activeElement`)
	g.ctrl("a")
	g.write(better)
	g.push("seat.edit_go")
	g.until("the note", `!document.querySelector(".mine__row textarea")`)
}

// undo takes the last own action back; the button names it.
func (g *guest) undo(text string) {
	g.t.Helper()
	g.until("the undo that names the note", fmt.Sprintf(`document.querySelector(".bar__undo")?.textContent.includes(%s)`, quoted(string([]rune(text)[:3]))))
	g.clickOn(`document.querySelector(".bar__undo")`)
	g.until("the note as before", fmt.Sprintf(`%s && !%[1]s.hasAttribute("data-lone")`, itemOf(note, text)))
	g.saved()
}

// abandoned are questions whose page went on before the answer came. The
// program calls that a fault of its own, which it is not; nothing is lost by it.
var abandoned = regexp.MustCompile(`(?m)^.*path=/api/w/:ws/links status=500 err="context canceled"\n`)

// mustBeSilent: the program wrote nothing of the people into its log, and
// found no fault with itself.
func (e *evening) mustBeSilent() {
	e.t.Helper()
	log := abandoned.ReplaceAllString(e.program.warned.String(), "")
	for _, bad := range []string{"DATA RACE", "level=ERROR", "panic"} {
		if strings.Contains(log, bad) {
			e.t.Errorf("the log holds %q:\n%s", bad, log)
		}
	}
	secrets := []string{strings.ReplaceAll(e.links.Code, "-", ""), e.links.Code, e.sample.facts.Theme, e.sample.facts.Title}
	for i, w := range e.tables {
		secrets = append(secrets, w.plan.notes()...)
		secrets = append(secrets, e.links.Tables[i].Coordinator[strings.LastIndex(e.links.Tables[i].Coordinator, "/")+1:])
		for _, p := range w.plan.people {
			secrets = append(secrets, p.Name)
		}
	}
	for i, secret := range secrets {
		if bytes.Contains([]byte(log), []byte(secret)) {
			e.t.Errorf("the log tells secret %d", i)
		}
	}
}

// mustKeep opens the data file when the program has left it, and replays
// every document from its first entry.
func (e *evening) mustKeep() {
	e.t.Helper()
	store, err := boltlog.Open(e.program.file(), boltlog.Options{})
	if err != nil {
		e.t.Fatal(err)
	}
	defer func() {
		if err := store.Close(); err != nil {
			e.t.Error(err)
		}
	}()
	docs, err := store.Documents(e.t.Context())
	if err != nil {
		e.t.Fatal(err)
	}
	states := map[board.DocID]*board.State{}
	entries := 0
	for _, doc := range docs {
		state, n := replayed(e.t, store, doc)
		states[doc] = state
		entries += n
	}
	e.t.Logf("replayed %d entries of %d documents", entries, len(docs))
	hall := states[board.DocID(e.workshop)]
	for i, tb := range hall.Tables() {
		kept := tableOf(states[board.DocID(hall.Assignments(tb.ID)[0].ID)].Records())
		kept.Members = memberLine(peopleOf(hall.Seats(tb.ID)))
		mustEqual(e.t, fmt.Sprintf("the data file, table %d", i+1), kept, e.tables[i].plan.table)
	}
}

// replayed reads a document's whole history; its state is sound at the end.
func replayed(t *testing.T, log board.Log, doc board.DocID) (*board.State, int) {
	t.Helper()
	state, n := board.NewState(), 0
	for {
		entries, err := log.Read(t.Context(), doc, board.Seq(n), 500)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) == 0 {
			break
		}
		for _, e := range entries {
			state.Replay(e.Change)
		}
		n += len(entries)
	}
	for _, err := range board.Check(state) {
		t.Errorf("document %s: %v", doc, err)
	}
	return state, n
}
