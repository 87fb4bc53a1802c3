package browsertest

import (
	"testing"
)

// A workshop of two themes: each table has a board for each, the agenda brings
// everybody to the second, half-written words come along, and the first can be
// looked back at.
func TestTwoThemes(t *testing.T) {
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.open(h.url + "/w/" + string(h.ws))
	f.press("button", say(t, "agenda.template.kizuna"))
	f.until("the second theme and its steps", `document.querySelectorAll(".themes-edit textarea").length === 1 && document.querySelectorAll(".agenda-step").length === 9`)
	f.focus("textbox", say(t, "themes.nth", "n", "2"))
	f.ctrl("a")
	f.write("朝の広場をどうするか")
	f.focus("textbox", say(t, "facts.title"))
	f.until("the theme in the agenda", `[...document.querySelectorAll(".agenda-step__theme select")].at(-1).selectedOptions[0].textContent.includes("朝の広場")`)
	f.shot("prepare-two-themes")
	f.accessible("preparing two themes")

	f.open(h.url + "/w/" + string(h.ws) + "/hall")
	seat, lead := h.sits("川辺"), h.sits("森山")
	f.takesFirst(say(t, "phase.write"))
	seat.until("the time to write", `document.querySelector(".seat")?.dataset.phase === "write"`)
	seat.focus("textbox", say(t, "seat.box"))
	seat.write("書きかけの文")
	f.takesLast(say(t, "phase.write"))
	seat.until("the second theme, with the words", `document.querySelector("#text")?.value === "書きかけの文" && document.querySelector(".seat__question").textContent.includes("朝の広場")`)
	lead.until("the second theme", `document.querySelector(".bar__theme").textContent.includes("朝の広場")`)
	f.until("the cards at the second theme", card("1班")+`?.querySelector(".table-card__themes b").textContent.includes("2")`)
	f.shot("hall-second-theme")
	lead.shot("board-second-theme")
	seat.shot("seat-second-theme")
	seat.accessible("a seat at the second theme")

	// Looking back, and coming again.
	lead.press("link", say(t, "themes.open", "n", "1", "theme", theme(h)))
	lead.until("the first theme's board", `location.search.includes("board=") && document.querySelector(".themes__here")?.textContent.includes("1")`)
	lead.shot("board-looking-back")
	f.takesFirst(say(t, "phase.gather"))
	seat.until("the first theme again", `document.querySelector(".seat__question").textContent === "`+theme(h)+`"`)
	lead.until("the first theme, gathering", `document.querySelector(".phase b")?.textContent === "`+say(t, "phase.gather")+`"`)
}

func theme(h *hall) string {
	w, _ := h.workshop().Workshop()
	return w.Theme
}

// takesFirst and takesLast choose among steps of one name.
func (p *person) takesFirst(step string) { p.takesStep(step, "at(0)") }
func (p *person) takesLast(step string)  { p.takesStep(step, "at(-1)") }

func (p *person) takesStep(step, which string) {
	p.t.Helper()
	name := say(p.t, "hall.step_to", "step", step)
	p.until("the step", `[...document.querySelectorAll('.agenda__list button[aria-label="`+name+`"]')].length > 0`)
	eval[any](p, `void [...document.querySelectorAll('.agenda__list button[aria-label="`+name+`"]')].`+which+`.click()`)
	p.press("button", say(p.t, "hall.move_yes"))
}

// A world café: a step says that people change tables; the facilitator sees who
// would go where, presses once, and everybody's page is at the new table.
func TestPeopleChangeTables(t *testing.T) {
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.open(h.url + "/w/" + string(h.ws))
	f.press("button", say(t, "agenda.template.cafe"))
	f.until("the agenda", `document.querySelectorAll(".agenda-step").length === 9`)
	f.open(h.url + "/w/" + string(h.ws) + "/hall")
	one, other, lead := h.sits("川辺"), h.sits("谷口"), h.sits("森山")
	f.takes(say(t, "phase.write"))
	one.until("the time to write", `document.querySelector(".seat")?.dataset.phase === "write"`)

	f.press("button", say(t, "hall.step_to", "step", say(t, "agenda.cafe.second_name")))
	f.until("the proposal", `document.querySelectorAll(".plan__table").length === 2 && document.querySelectorAll('.plan [data-moves="true"]').length === 1`)
	f.shot("hall-seating")
	f.accessible("a proposal of seats")
	f.press("button", say(t, "seating.yes"))
	moved, stays := one, other
	if h.waitMoved(f) == "谷口" {
		moved, stays = other, one
	}
	moved.until("the new table", `document.querySelector(".bar__table")?.textContent.includes("2班") && document.querySelector(".notice")?.textContent.includes("2班")`)
	moved.shot("seat-moved")
	moved.accessible("a seat at another table")
	moved.press("button", say(t, "seat.understood"))
	stays.until("the next step at the old table", `document.querySelector(".seat")?.dataset.phase === "read" && document.querySelector(".bar__table").textContent.includes("1班")`)
	lead.until("the host's board", `document.querySelector(".bar__table").textContent === "1班"`)
}

// waitMoved waits for the 席替え and says who went.
func (h *hall) waitMoved(f *person) (name string) {
	h.t.Helper()
	f.until("the seats moved", card("2班")+`?.querySelector(".table-card__people").textContent.endsWith("2人")`)
	hall := h.workshop()
	for _, seat := range hall.Seats(hall.Tables()[1].ID) {
		if len(seat.Been) > 0 && seat.Been[0] == hall.Tables()[0].ID {
			return seat.Name
		}
	}
	h.t.Fatal("nobody was moved")
	return ""
}
