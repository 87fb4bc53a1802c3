package browsertest

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

// reading is what an input method shows before anything is converted.
const reading = "きょうどう"

// atOnce does something for several people at the same time, as a hall does.
// They are no parallel tests: those would queue behind all that wait for their
// turn, in the middle of the evening.
func atOnce[P any](t *testing.T, doing string, people []P, act func(t *testing.T, i int, p P)) {
	t.Helper()
	t.Run(doing, func(t *testing.T) {
		var all sync.WaitGroup
		for i, p := range people {
			all.Go(func() {
				t.Run(fmt.Sprint(i+1), func(t *testing.T) { act(t, i, p) })
			})
		}
		all.Wait()
	})
	if t.Failed() {
		t.FailNow()
	}
}

// parts says who writes what: by islands in turns, so that each has notes of
// both in the end, and the notes outside all islands by turns.
func (w *working) parts() (coordinator, participant []string) {
	turns := 0
	give := func(texts ...string) {
		if turns++; turns%2 == 0 {
			coordinator = append(coordinator, texts...)
		} else {
			participant = append(participant, texts...)
		}
	}
	for _, it := range w.plan.Items {
		var texts []string
		walkTwigs([]twig{it}, func(tw twig) {
			if tw.Kind == note {
				texts = append(texts, tw.Text)
			}
		})
		half := (len(texts) + 1) / 2
		if len(texts) > 6 { // a large island is everybody's
			give(texts[:half]...)
			texts = texts[half:]
		}
		give(texts...)
	}
	participant = append(participant, w.plan.Lone...)
	return coordinator, slices.Concat(participant, w.plan.Loose, w.plan.gone)
}

// write lets all four write at once, each through the one box they have.
func (e *evening) write() {
	e.hallMoves("write")
	for _, g := range e.guests() {
		g.inPhase("write")
	}
	atOnce(e.t, "write", e.guests(), func(t *testing.T, i int, g *guest) {
		w := e.tables[i/2]
		mine, theirs := w.parts()
		if g == w.coordinator {
			g.at(t).writeAtBoard(mine)
			return
		}
		n := len(theirs) - len(w.plan.gone)
		g.at(t).writeAtSeat(theirs[:n-3], i > 1)
		g.at(t).reloadHalfWritten(theirs[n-3])
		g.at(t).cutOff(theirs[n-2 : n])
		g.at(t).writeAtSeat(w.plan.gone, false)
		g.at(t).takeBack(w.plan.gone)
	})
}

// hallMoves: the organiser brings all tables to a phase from the hall.
func (e *evening) hallMoves(phase string) {
	o := e.organiser
	o.open(e.program.url() + "/w/" + e.workshop + "/hall")
	o.until("the hall", `document.querySelectorAll(".table-card").length === 2`)
	o.press("button", o.say("hall.move_to", "phase", o.say("phase."+phase)))
	o.shots("hall-asks-" + phase)
	o.push("hall.move_yes")
	o.until("the new phase", fmt.Sprintf(`document.querySelector(".agenda__list [aria-current=step]")?.textContent.includes(%s)`, quoted(o.say("phase."+phase))))
}

// inPhase waits until this person's screen says so.
func (g *guest) inPhase(phase string) {
	g.t.Helper()
	g.until("the phase "+phase, fmt.Sprintf(`document.querySelector(".seat")?.dataset.phase === %q || document.querySelector(".bar .phase b")?.textContent === %s`, phase, quoted(g.say("phase."+phase))))
}

// writeAtSeat types notes into the box of a seat: some by a press on 「出す」,
// some with Ctrl+Enter, some with an input method whose Enter must send nothing.
func (g *guest) writeAtSeat(texts []string, enterSends bool) {
	g.t.Helper()
	g.until("the box", `document.querySelector("#text")`)
	if enterSends {
		g.press("checkbox", g.say("seat.enter_off"))
	}
	for i, text := range texts {
		g.clickOn(`document.querySelector("#text")`)
		switch {
		case i%4 == 1:
			g.composeWithoutSending(text)
		default:
			g.write(text)
		}
		switch {
		case i%4 == 1 && enterSends:
			g.strike("Enter") // now nothing is being converted: this one sends
		case i%2 == 0:
			g.push("seat.send")
		default:
			g.ctrl("Enter")
		}
		g.until("the note in my list", mineHas(text))
	}
	g.saved()
}

// composeWithoutSending writes with an input method; the Enter that confirms
// the conversion belongs to the method.
func (g *guest) composeWithoutSending(text string) {
	g.t.Helper()
	before := eval[int](g.person, `document.querySelectorAll(".mine__row").length`)
	g.compose(reading, text)
	g.until("the text in the box", `document.querySelector("#text").value === `+quoted(text))
	if after := eval[int](g.person, `document.querySelectorAll(".mine__row").length`); after != before {
		g.t.Errorf("%s: Enter of the input method sent a note", g.name)
	}
}

func mineHas(text string) string {
	return fmt.Sprintf(`document.querySelector("#text").value === "" && [...document.querySelectorAll(".mine__text")].filter((e) => e.textContent === %s).length === 1`, quoted(text))
}

// writeAtBoard types notes as a coordinator: in the box that 「付箋を足す」 opens.
func (g *guest) writeAtBoard(texts []string) {
	g.t.Helper()
	for i, text := range texts {
		g.push("board.add_note")
		g.until("the box", `document.querySelector("dialog[open] textarea") === document.activeElement`)
		if i%4 == 1 {
			g.compose(reading, text)
			g.until("the dialog as it was", `document.querySelector("dialog[open] textarea")?.value === `+quoted(text))
		} else {
			g.write(text)
		}
		if i%2 == 0 {
			g.push("board.write_do")
		} else {
			g.ctrl("Enter")
		}
		g.until("the note", `!document.querySelector("dialog[open]") && `+itemOf(note, text))
	}
	g.saved()
}

// takeBack withdraws notes of my own.
func (g *guest) takeBack(texts []string) {
	g.t.Helper()
	for _, text := range texts {
		g.press("button", g.say("seat.withdraw_of", "text", text))
		g.until("the note withdrawn", fmt.Sprintf(`document.querySelector(".mine__row[data-state=withdrawn] .mine__text")?.textContent === %s`, quoted(text)))
	}
	g.saved()
}

// itemOf finds an item of the board by its words.
func itemOf(kind, text string) string {
	own := map[string]string{note: ".note__text", statement: ".statement__text", island: ".title__text"}[kind]
	sort := map[string]string{note: "note", statement: "statement", island: "group"}[kind]
	return fmt.Sprintf(`[...document.querySelectorAll("[data-kind=%s]")].find((e) => { const own = [...e.querySelectorAll(%q)].find((x) => x.closest("[data-id]") === e); return own?.textContent === %s; })`, sort, own, quoted(text))
}

// mustBePrivate: while people write, the others see how many and nothing else,
// neither on the screen nor on the line.
func (e *evening) mustBePrivate() {
	e.t.Helper()
	for _, w := range e.tables {
		mine, theirs := w.parts()
		written := len(mine) + len(theirs) - len(w.plan.gone)
		w.coordinator.until("the count", fmt.Sprintf(`document.querySelector(".tray").textContent.includes(%s)`, quoted(w.coordinator.say("board.veiled", "n", len(theirs)-len(w.plan.gone)))))
		w.participant.until("the count", fmt.Sprintf(`document.querySelector(".seat__where").textContent.includes(%s)`, quoted(w.participant.say("seat.table_count", "n", written))))
		w.coordinator.mustKnow(mine)
		w.participant.mustKnow(theirs)
		for _, g := range append(e.guests(), e.organiser) {
			if g != w.coordinator {
				g.mustNotKnow(mine)
			}
			if g != w.participant {
				g.mustNotKnow(theirs)
			}
		}
	}
}

// mustNotKnow: texts of others are in no part of the page and in no frame.
func (g *guest) mustNotKnow(texts []string) {
	g.t.Helper()
	if n := g.shownOf(texts); n > 0 {
		g.t.Errorf("%s's page shows %d notes of others while they write", g.name, n)
	}
	if n := g.came.holdOf(texts); n > 0 {
		g.t.Errorf("%s was sent %d notes of others while they write", g.name, n)
	}
}

// mustKnow is the other side of it: one's own notes are there, so the two ways
// of looking do see something.
func (g *guest) mustKnow(texts []string) {
	g.t.Helper()
	if n := g.shownOf(texts); n != len(texts) {
		g.t.Errorf("%s's page shows %d of %d own notes", g.name, n, len(texts))
	}
	if n := g.came.holdOf(texts); n != len(texts) {
		g.t.Errorf("%s was sent %d of %d own notes", g.name, n, len(texts))
	}
}

// shownOf counts the texts that are anywhere in the page.
func (g *guest) shownOf(texts []string) int {
	g.t.Helper()
	return eval[int](g.person, fmt.Sprintf(`(() => { const all = document.documentElement.outerHTML + document.documentElement.textContent;
		return %s.filter((t) => all.includes(t)).length; })()`, quotedList(texts)))
}

func quotedList(texts []string) string {
	list := ""
	for _, text := range texts {
		list += quoted(text) + ","
	}
	return "[" + list + "]"
}

// cutOff pulls the line of somebody who goes on writing: the notes say that
// they are not sent, and once the line is back they are there, once. (That it
// is said within two seconds is proved with a clock of its own, in offline.test.js.)
func (g *guest) cutOff(texts []string) {
	g.t.Helper()
	g.saved()
	g.offline()
	for i, text := range texts {
		g.clickOn(`document.querySelector("#text")`)
		g.write(text)
		g.push("seat.send")
		g.until("the note in my list", mineHas(text))
		g.until("the word that it is not sent", fmt.Sprintf(`document.querySelectorAll(".mine__row[data-state=unsent]").length === %d`, i+1))
	}
	g.until("how many are unsent", fmt.Sprintf(`document.querySelector(".bar").textContent.includes(%s)`, quoted(g.say("status.unsent", "n", len(texts)))))
	g.shots("11-seat-cut-off")
	g.online()
	g.saved()
}

// reloadHalfWritten: the same seat, the same text; and then it is finished and sent.
func (g *guest) reloadHalfWritten(text string) {
	g.t.Helper()
	letters := []rune(text)
	half, rest := string(letters[:len(letters)/2]), string(letters[len(letters)/2:])
	g.clickOn(`document.querySelector("#text")`)
	g.write(half)
	seat := g.path()
	g.reload()
	g.until("the half-written text", `document.querySelector("#text")?.value === `+quoted(half))
	if g.path() != seat {
		g.t.Errorf("%s sits somewhere else after a reload", g.name)
	}
	g.until("the name", `document.querySelector(".bar__table").textContent.includes(`+quoted(g.name)+`)`)
	g.focus("textbox", g.say("seat.box"))
	g.strike("End")
	g.write(rest)
	g.push("seat.send")
	g.until("the note in my list", mineHas(text))
	g.saved()
}
