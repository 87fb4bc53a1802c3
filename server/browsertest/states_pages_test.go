package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
)

// The pages of those who prepare, steer and publish, in every state, and what
// lies over them; one organiser walks through them, before, during and after.

// organising is the organiser's walk.
type organising struct {
	*walking
	o *guest
}

// TestEveryPage is to the organisers' pages what TestEveryState is to the table's.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	e := &organising{walking: &walking{hall: h, doc: h.fullTable(t, "満の班"), sites: sites(t)}, o: newGuest(t, "organiser")}
	facilitator, _ := h.links()
	e.conductor = h.connects("全体進行", facilitator, e.doc)
	e.conductor.sends(`setPhase("gather")`)
	e.conductor.sends(`addNote(` + quoted(keyHolder) + `)`)
	e.conductor.saved()
	e.watches(e.o)
	e.comesIn()
	e.preparing()
	e.templates()
	e.steering()
	e.lead, e.seat = e.sitsHeard("満の班の進行", laptop), e.sitsHeard("満の班の人", laptop)
	e.watches(e.lead)
	e.watches(e.seat)
	e.looksHere()
	e.survey()
	e.atTheBoard()
	e.jointly()
	e.changesTables()
	e.publishing()
	e.keeping()
	e.whole()
}

// at opens a page of the workshop.
func (e *organising) at(page, there string) {
	e.t.Helper()
	e.o.open(e.url + "/w/" + string(e.ws) + page)
	e.o.until("the page "+page, there)
}

func (e *organising) comesIn() {
	link, err := e.srv.OrganiserLink(e.t.Context())
	if err != nil {
		e.t.Fatal(err)
	}
	o := e.o
	o.open(link)
	e.look(o, "the organiser's link", forAll)
	o.push("seated.go_organiser")
	o.until("the list", `location.pathname === "/organise" && document.querySelector("#theme")`)
	e.look(o, "the organiser's list", forAll)
	o.forgive("404")
	o.open(e.url + "/w/" + strings.Repeat("0", 8) + "-0000-4000-8000-000000000000")
	e.look(o, "a page that is not there", forAll)
}

// preparing: everything on the page that opens or is read in.
func (e *organising) preparing() {
	o := e.o
	e.at("", `document.querySelector(".table-edit .person")`)
	o.push("themes.add")
	o.until("a second question", `document.querySelectorAll(".themes-edit textarea").length === 1`)
	o.press("button", say(e.t, "agenda.template.cafe"))
	o.until("the agenda", `document.querySelectorAll(".agenda-step").length === 9`)
	o.push("survey.fill")
	o.until("the questions", `document.querySelectorAll("#survey .agenda-step").length === 5`)
	o.push("tags.add")
	o.until("a tag", `document.querySelectorAll(".tags-edit__one").length === 1`)
	e.look(o, "preparing, all filled", forAll)
	o.does(say(e.t, "guide.open"))
	e.look(o, "the help of preparing", forAll)
	e.sees(o, []sight{
		{"somebody put right", []string{"直す"}, `document.querySelector("#seat-name")`, false},
		{"taking somebody out", []string{"外す"}, "", false},
		{"a link made anew", []string{"作り直す"}, "", false},
		{"the devices", []string{say(e.t, "devices.heading")}, `document.querySelector(".devices__row")`, false},
		{"a device sent away", []string{say(e.t, "devices.end")}, "", false},
	}, forAll)
	o.does(say(e.t, "template.keep_title"))
	o.focus("textbox", say(e.t, "template.name"))
	o.write("席替えの会")
	o.push("template.keep")
	o.until("the template kept", fmt.Sprintf(`document.body.textContent.includes(%s)`, quoted(say(e.t, "template.kept", "name", "席替えの会"))))
	o.chooses("people-file", "名簿.csv", "名前,区分,希望1,希望2\n沢田,市民,2,1\n谷川,職員,1,\n林,市民,,\n林,市民,,\n")
	o.until("the people", `document.querySelectorAll(".found .person").length === 4`)
	o.push("people.divide")
	o.until("the proposal", `document.querySelectorAll(".found .plan__table").length > 0`)
	e.look(o, "people from a file", forAll)
	eval[any](o.person, `document.querySelector("#outline-file").closest("details").querySelector("summary").click()`)
	o.chooses("outline-file", "意見.csv", "班,分類,意見,備考\n7,道,草が高い,至急\n8,川,堤が低い,来年\n")
	o.until("what is in it", `document.querySelectorAll(".found > .found__tables > li").length === 2`)
	eval[any](o.person, `document.querySelector(".found__columns summary").click()`)
	e.look(o, "notes from a file", forAll)
}

// templates: a second workshop begins with what was kept of the first.
func (e *organising) templates() {
	o := e.o
	second, err := e.srv.OpenWorkshop(e.t.Context(), board.Facts{Title: "次の集い", Theme: "次は、どこから始めるか"})
	if err != nil {
		e.t.Fatal(err)
	}
	o.open(e.url + "/w/" + string(second))
	o.until("the own templates", fmt.Sprintf(`[...document.querySelectorAll("button")].some((b) => b.textContent.trim() === %s)`, quoted(say(e.t, "template.remove"))))
	e.look(o, "preparing, nothing there", forAll)
	e.sees(o, []sight{
		{"a template taken away", []string{say(e.t, "template.remove")}, "", false},
		{"title cards of an earlier workshop", []string{say(e.t, "earlier.heading")}, `document.querySelector("#earlier-from")`, false},
	}, forAll)
}

// steering: the hall and what is done from it.
func (e *organising) steering() {
	o := e.o
	e.at("/hall", `document.querySelectorAll(".table-card__mini svg").length === 3`)
	e.look(o, "the hall with an agenda", forAll)
	o.does(say(e.t, "guide.open"))
	e.look(o, "the help of the hall", forAll)
	o.does(say(e.t, "hall.phases_only"))
	e.sees(o, []sight{
		{"a theme for all", []string{"#.agenda__phases ol:first-of-type button"}, "", false},
		{"a phase for all", []string{"#.agenda__phases ol:last-of-type button"}, "", false},
		{"a step for all", []string{"#.agenda__list > li > button"}, "", false},
		{"words to all", []string{say(e.t, "hall.message")}, "", false},
		{"the tables on one board", []string{say(e.t, "joint.lay")}, "", false},
		{"remarks", []string{say(e.t, "remark.open")}, "", false},
		{"tags over all", []string{say(e.t, "tags.open")}, "", false},
		{"the matrix of tags", []string{say(e.t, "tags.open"), say(e.t, "tags.as_matrix")}, `document.querySelector(".tags__matrix")`, false},
		{"a deed undone", []string{say(e.t, "hall.undo")}, "", false},
		{"all looking at one board", []string{say(e.t, "look.at")}, "", false},
		{"the survey begun", []string{say(e.t, "survey.open")}, "", false},
	}, forAll)
	o.push("hall.message")
	o.until("the box", `document.activeElement?.id === "message-text"`)
	o.write("あと五分で区切ります")
	o.push("message.send")
	o.until("what was said", `document.querySelector(".said__one")`)
	e.look(o, "what was said", forAll)
}

// looksHere: a board lies over everybody's own page.
func (e *organising) looksHere() {
	e.o.push("look.at_of", "table", "1班")
	e.o.push("look.do")
	e.seat.until("the other table's board", `document.querySelector("dialog.look[open]")`)
	e.look(e.seat, "another table's board over a seat", forFingers)
	e.look(e.o, "the hall while all look", forAll)
	e.o.push("look.end")
	for _, g := range []*guest{e.seat, e.lead} {
		g.until("the own page", `!document.querySelector("dialog.look")`)
	}
	e.seat.push("seat.hand_up")
	e.o.until("the hand", `document.querySelector(".table-card__hand")`)
	e.look(e.o, "the hall with a hand up", forAll)
}

// survey from its beginning to what is put away of it.
func (e *organising) survey() {
	o := e.o
	third := e.sitsHeard("川辺", laptop)
	o.push("survey.open")
	o.push("survey.open_yes")
	for i, g := range []*guest{e.seat, third} {
		g.until("the questions", `document.querySelectorAll(".survey__question").length === 5`)
		if i == 0 {
			e.look(g, "the survey on a seat", forFingers)
		}
		g.answers(saidFirst)
	}
	e.lead.push("survey.answer")
	e.lead.until("the survey over the board", dialogOpen)
	e.look(e.lead, "the survey over the board", forAll)
	e.lead.answers(saidThird)
	e.lead.push("board.close")
	o.until("three answers", says(".closing", "3"))
	e.look(o, "the hall while people answer", forAll)
	o.push("survey.close")
	o.until("the question", dialogOpen)
	e.look(o, "the survey closed", forAll)
	o.clickOn(`document.querySelector("dialog .button--main")`)
	o.until("the end", says(".closing", say(e.t, "survey.told", "n", "3")))
	e.seat.until("what all said", `document.querySelector(".survey__all summary")`)
	e.seat.clickOn(`document.querySelector(".survey__all summary")`)
	e.look(e.seat, "the survey's results on a seat", forFingers)
	e.sees(o, []sight{
		{"what people wrote", []string{say(e.t, "survey.texts")}, "", false},
		{"an answer put away", []string{say(e.t, "survey.texts"), say(e.t, "survey.hide")}, `document.querySelector("#hide-reason")`, false},
	}, forAll)
}

// answers writes into the last box of the survey and sends.
func (g *guest) answers(text string) {
	g.t.Helper()
	g.typesLast(text)
	g.push("survey.send")
	g.until("that it is out", says(".survey__state", g.say("survey.state.saved")))
}

// atTheBoard: what only those have there who steer.
func (e *organising) atTheBoard() {
	o := e.o
	o.press("link", say(e.t, "hall.open_board", "table", "満の班"))
	o.until("the board", `document.querySelector(".board .desk .island")`)
	e.sees(o, []sight{
		{"hiding a note", []string{"…" + fullLoose, "伏せる"}, "", false},
		{"tags of an island", []string{"…" + fullProposal, "横串の札"}, "", false},
	}, forAll)
	o.does("…" + fullLoose)
	o.does("伏せる")
	o.push("hide.reason_hurts")
	o.push("hide.do")
	o.until("that it is gone", fmt.Sprintf(`document.querySelector(".ledger")?.textContent.includes(%s)`, quoted(say(e.t, "board.ledger_hidden", "n", 1))))
	e.sees(o, []sight{{"what was put away", []string{"伏せたもの"}, `document.querySelector("dialog[open] .kept__row")`, false}}, forAll)
}

// jointly: the tables' title cards on one board, and where each comes from.
func (e *organising) jointly() {
	o := e.o
	e.at("/hall", `document.querySelectorAll(".table-card__mini svg").length === 3`)
	e.sees(o, []sight{{"what was put away, from the hall", []string{"伏せたもの"}, `document.querySelector("dialog[open] .kept__row")`, false}}, forAll)
	o.push("joint.lay")
	o.push("joint.go")
	o.until("the joint board", `document.querySelector("a.joint")`)
	o.open(e.url + eval[string](o.person, `document.querySelector("a.joint").getAttribute("href")`))
	o.until("the cards", `document.querySelectorAll("[data-kind=note]").length > 2`)
	e.look(o, "the board of all tables", forAll)
	e.sees(o, []sight{{"where a card comes from", []string{"…" + fullProposal, say(e.t, "menu.source")}, `document.querySelector("dialog[open] .lineage__line")`, false}}, forAll)
}

// changesTables: people go to other tables, and back again.
func (e *organising) changesTables() {
	o := e.o
	e.at("/hall", `document.querySelectorAll(".table-card__mini svg").length === 3`)
	o.push("hall.step_to", "step", say(e.t, "agenda.cafe.second_name"))
	o.until("the proposal", `document.querySelectorAll("dialog[open] .plan__table").length === 3`)
	e.look(o, "who changes tables", forAll)
	o.push("seating.yes")
	o.until("the way back", fmt.Sprintf(`[...document.querySelectorAll("button")].some((b) => b.textContent === %s)`, quoted(say(e.t, "seating.back"))))
	e.sees(o, []sight{{"everybody back", []string{say(e.t, "seating.back")}, "", false}}, forAll)
}

// publishing: what goes out, and to whom.
func (e *organising) publishing() {
	o := e.o
	e.conductor.sends(`setPhase("gather")`) // while they are read aloud, what was not read is nobody's yet
	e.conductor.saved()
	e.at("/results", `document.querySelector(".doc h1")`)
	e.look(o, "the results for the public", forAll)
	o.does(say(e.t, "guide.open"))
	e.look(o, "the help of the results", forAll)
	for _, link := range []string{"export.for.internal", "masks.open"} {
		o.press("link", say(e.t, link))
		if link == "masks.open" {
			break
		}
		o.until("all that is inside", `location.search.includes("internal") && document.querySelector(".doc h1")`)
		e.look(o, "the results for the inside", forAll)
	}
	o.until("the places", `document.querySelectorAll(".masks__row").length > 1`)
	e.look(o, "what may be masked", forAll)
	o.clickOn(`document.querySelector(".masks__row [data-act=mask]")`)
	o.until("masked", `document.querySelector(".masks__row[data-decision=mask]")`)
	o.focus("searchbox", say(e.t, "masks.find"))
	o.write("くまで")
	o.push("masks.find_go")
	o.until("found", says(".masks__row mark", "くまで"))
	e.look(o, "masks decided and found", forAll)
	e.at("/photos", `document.querySelector("input[type=file]")`)
	e.look(o, "the page of photos", forAll)
	e.at("/follow", says(".follow__what", fullIsland))
	o.push("follow.write_of", "what", fullIsland)
	o.until("the form", `document.querySelector(".follow__form select")`)
	eval[any](o.person, `(() => { const s = document.querySelector(".follow__form select"); s.value = "declined"; s.dispatchEvent(new Event("change")); })()`)
	o.until("the reason asked for", `document.querySelector(".follow__form .field__error")`)
	e.look(o, "what came of it", forAll)
	e.at("/news", `document.querySelector(".news__note, .news__table")`)
	eval[any](o.person, `void [...document.querySelectorAll(".news__table")].forEach((d) => { d.open = true; })`)
	e.look(o, "the newsletter", forAll)
	o.push("news.save")
	o.until("saved", `document.querySelector(".news__saved")`)
	e.look(o, "the newsletter decided", forAll)
	lead := e.lead
	lead.open(e.url + "/w/" + string(e.ws) + "/results")
	lead.until("the table's results", `document.querySelector(".doc h1")`)
	e.look(lead, "the results of who leads a table", forAll)
	e.rehearses()
}

// rehearses: a hall of made-up people.
func (e *organising) rehearses() {
	o := e.o
	e.at("", `document.querySelector(".table-edit .person")`)
	o.push("rehearsal.begin")
	o.until("the rehearsal", says(".tables__said", say(e.t, "rehearsal.plays"))+` && document.querySelectorAll(".table-card__mini svg").length === 3`)
	e.look(o, "a rehearsal", forAll)
	o.push("rehearsal.end")
	o.until("the end of it", says(".tables__said", say(e.t, "rehearsal.over")))
	o.open(e.url + "/organise")
	o.until("the list", `document.querySelector("#rehearsals")`)
	o.does(say(e.t, "organise.rehearsals", "n", "1"))
	e.look(o, "the list with a rehearsal", forAll)
}

// keeping: 管理, to the certificate of an erasure.
func (e *organising) keeping() {
	o := e.o
	o.open(e.url + "/admin")
	e.look(o, "the page of the data", forAll)
	o.push("admin.backup")
	o.until("the backup", `document.querySelector(".notice[data-kind=good]") && document.querySelectorAll(".admin__log > li").length > 3`)
	o.does(say(e.t, "admin.restore"))
	o.does(say(e.t, "guide.open"))
	e.look(o, "the page of the data with a backup", forAll)
	o.open(e.url + "/admin/w/" + string(e.ws))
	eval[any](o.person, `void (document.querySelector("#until").valueAsNumber = Date.now() + 5 * 86400000)`)
	o.push("admin.keep")
	o.until("the reminder", `document.querySelector(".notice[data-kind=warn]")`)
	e.look(o, "one workshop's data", forAll)
	eval[any](o.person, `void (document.querySelector("#title").value = "別の題")`)
	o.push("erase.workshop_go")
	o.until("why not", `document.querySelector("#erase .notice[data-kind=error]")`)
	e.look(o, "a workshop not erased", forAll)
	for _, g := range []*guest{e.lead, e.seat} {
		g.open("about:blank")
	}
	eval[any](o.person, fmt.Sprintf(`void (document.querySelector("#person").value = %s, document.querySelector("form:has(#person) input[name=sure]").checked = true)`, quoted(string(e.workshop().Seats(e.workshop().Tables()[1].ID)[0].ID))))
	o.push("erase.person_go")
	o.until("the certificate", `document.querySelector(".certificate__counts")`)
	e.look(o, "the certificate", forAll)
}
