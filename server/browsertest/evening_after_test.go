package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"yoriai/server/export"
)

// showAround takes the pictures of a full board in all its views.
func (e *evening) showAround() {
	w := e.tables[len(e.tables)-1]
	w.hands.list()
	w.coordinator.shot("30-full-list-laptop")
	w.hands.sheet()
	w.shots("30-full")
	w.coordinator.window(projector)
	w.coordinator.shot("30-full-board-projector")
	w.coordinator.window(laptop)
	// By the menu: where the notes can be read on the sheet the word itself is not there.
	w.coordinator.press("button", eval[string](w.coordinator.person, `document.querySelector(".sheet .island__menu").getAttribute("aria-label")`))
	w.coordinator.press("menuitem", w.coordinator.say("menu.large"))
	w.coordinator.shots("31-lens")
	w.coordinator.push("board.lens_back")
	w.coordinator.push("board.help")
	w.coordinator.shots("32-help")
	w.coordinator.push("board.close")
}

// present: the hall goes on to the last phase; those who lead go through the
// islands page by page, and everybody's list is what was made.
func (e *evening) present() {
	e.hallMoves("present")
	e.organiser.shots("35-hall")
	for _, w := range e.tables {
		for _, g := range w.guests() {
			g.inPhase("present")
		}
		w.coordinator.goThrough(w.plan)
	}
	e.everybodySees("at the end")
	e.tables[0].shots("37-present")
}

// goThrough shows every page of the presentation, and comes back.
func (g *guest) goThrough(plan sampleTable) {
	g.t.Helper()
	g.press("link", g.say("board.present"))
	g.arrives("/s/.*/present")
	g.until("the overview", `document.querySelector(".present__overview .title")`)
	g.window(projector)
	g.shot("36-present-" + g.name)
	var shown []string
	for !eval[bool](g.person, `document.querySelector(".present__foot button:last-of-type") && [...document.querySelectorAll(".present__foot button")].find((b) => b.textContent === `+quoted(g.say("present.next"))+`).disabled`) {
		before := eval[string](g.person, `document.querySelector(".present__where").textContent`)
		g.strike("ArrowRight")
		g.until("the next page", `document.querySelector(".present__where").textContent !== `+quoted(before))
		shown = append(shown, eval[[]string](g.person, `[...document.querySelectorAll(".title__text, .note__text, .statement__text")].map((e) => e.textContent)`)...)
		if len(shown) < 20 {
			g.shot("36-present-first-" + g.name)
		}
	}
	g.window(laptop)
	wanted := slices.Clone(plan.Lone)
	walkTwigs(plan.Items, func(tw twig) {
		if tw.Kind != statement {
			wanted = append(wanted, tw.Text)
		}
	})
	for _, text := range wanted {
		if !slices.Contains(shown, text) {
			g.t.Errorf("the presentation of %s leaves something out: %q", plan.Name, text)
			break
		}
	}
	g.press("link", g.say("present.end"))
	g.arrives("/s/.*/board")
	g.inPhase("present")
}

// takeHome takes the evening home in every format, and reads each.
func (e *evening) takeHome() {
	o := e.organiser
	files := o.takeHome(e.program.url(), e.workshop)
	o.shots("40-results")
	e.mustTell("the results page", o.tellHTML("document"))
	e.mustTell("Markdown", tellMarkdown(e.t, files[export.MD]))
	e.mustTell("CSV", tellCSV(e.t, files[export.CSV]))
	e.mustTell("HTML", e.readPage(files[export.HTML]))
	e.mustTell("JSON", tellArchive(e.t, files[export.JSON]))
	mustBeSameText(e.t, files[export.MD], files[export.DOCX])
	mustOpenInLibreOffice(e.t, files[export.DOCX])
	e.readAgain(files)
}

// readPage opens the web page as somebody does who was sent it: from a disk,
// without the server, in a browser of their own.
func (e *evening) readPage(page []byte) told {
	e.t.Helper()
	file := filepath.Join(e.t.TempDir(), "report.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		e.t.Fatal(err)
	}
	reader := newGuest(e.t, "reader")
	reader.open("file://" + filepath.ToSlash(file))
	reader.shots("42-web-page")
	defer reader.leave()
	return reader.tellHTML("document")
}

// readAgain takes the Markdown and the archive in, each as a new workshop,
// and takes those home again: the same boards.
func (e *evening) readAgain(files map[export.Format][]byte) {
	o := e.organiser
	o.open(e.program.url() + "/organise")
	facts := e.sample.facts
	facts.Title = "読みなおした催し"
	fromText := o.openWorkshop(facts)
	o.clickOn(`[...document.querySelectorAll("details.card summary")].find((e) => e.textContent === ` + quoted(o.say("prepare.outline_title")) + `)`)
	o.fill("prepare.outline", string(files[export.MD]))
	o.push("prepare.outline_go")
	o.clickOn(`document.querySelector(".found .button--main")`)
	o.tablesMade(len(e.tables))
	again := tellArchive(e.t, o.archived(e.program.url(), fromText))
	for i := range again.Ledger { // a report does not tell what was taken back
		again.Ledger[i][3], again.Ledger[i][4] = e.tables[i].plan.Gone, again.Ledger[i][4]+e.tables[i].plan.Gone
	}
	e.mustTell("the Markdown, read again", again)

	o.open(e.program.url() + "/organise")
	o.shots("41-organise-list")
	eval[any](o.person, fmt.Sprintf(`(() => { const kept = new DataTransfer(); kept.items.add(new File([%s], "kept.json", { type: "application/json" }));
		document.querySelector("#file").files = kept.files; })()`, quoted(string(files[export.JSON]))))
	o.push("organise.import_go")
	o.arrives("/w/")
	fromArchive := workshopPath.FindStringSubmatch(o.path())[1]
	e.mustTell("the archive, read again", tellArchive(e.t, o.archived(e.program.url(), fromArchive)))
}

// close ends the evening: everybody leaves, the program is ended as with
// Ctrl+C, and what it kept is opened without it.
func (e *evening) close() {
	for _, g := range append(e.guests(), e.organiser) {
		g.leave()
	}
	e.program.stop()
	e.mustBeSilent()
	e.mustKeep()
}
