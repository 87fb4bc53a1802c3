package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"yoriai/board"
)

// A workshop of two themes: each table has a board for each, the agenda brings
// everybody to the second, half-written words come along, and the first can be
// looked back at.
func TestTwoThemes(t *testing.T) {
	t.Parallel()
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
	f.goesBackTo(say(t, "phase.gather"))
	seat.until("the first theme again", `document.querySelector(".seat__question").textContent === "`+theme(h)+`"`)
	lead.until("the first theme, gathering", `document.querySelector(".phase b")?.textContent === "`+say(t, "phase.gather")+`"`)
}

func theme(h *hall) string {
	w, _ := h.workshop().Workshop()
	return w.Theme
}

// takesFirst and takesLast choose among steps of one name; goesBackTo the one that is over.
func (p *person) takesFirst(step string) { p.takesStep("hall.step_to", step, "at(0)", "hall.move_yes") }
func (p *person) takesLast(step string)  { p.takesStep("hall.step_to", step, "at(-1)", "hall.move_yes") }
func (p *person) goesBackTo(step string) {
	p.takesStep("hall.step_back_to", step, "at(0)", "hall.move_back_yes")
}

func (p *person) takesStep(key, step, which, yes string) {
	p.t.Helper()
	name := say(p.t, key, "step", step)
	p.until("the step", `[...document.querySelectorAll('.agenda__list button[aria-label="`+name+`"]')].length > 0`)
	eval[any](p, `void [...document.querySelectorAll('.agenda__list button[aria-label="`+name+`"]')].`+which+`.click()`)
	p.press("button", say(p.t, yes))
}

// A world café: a step says that people change tables; the facilitator sees who
// would go where, presses once, and everybody's page is at the new table.
func TestPeopleChangeTables(t *testing.T) {
	t.Parallel()
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

	// Pressed too early: one press, and everybody sits where they sat.
	f.press("button", say(t, "seating.back"))
	f.until("the question", dialogOpen)
	f.shot("hall-seating-back")
	f.press("button", say(t, "seating.back_yes"))
	moved.until("the old table", `document.querySelector(".bar__table")?.textContent.includes("1班")`)
	f.until("nothing more to take back", `![...document.querySelectorAll("button")].some((b) => b.textContent === "`+say(t, "seating.back")+`")`)
	hall := h.workshop()
	steps := hall.Agenda()
	change := slices.IndexFunc(steps, func(s board.AgendaStep) bool { return s.Name == say(t, "agenda.cafe.second_name") })
	for _, table := range hall.Tables() {
		if at, _ := hall.Course(table.ID); at.Step != steps[change-1].ID {
			t.Errorf("%s is at %s", table.Name, at.Step)
		}
	}
	for _, seat := range hall.Seats(hall.Tables()[0].ID) {
		if len(seat.Been) > 0 {
			t.Errorf("%s was at %v", seat.Name, seat.Been)
		}
	}
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

// types writes into a box and leaves it.
func (p *person) types(id, text string) {
	p.t.Helper()
	p.until("the box", fmt.Sprintf(`(document.getElementById(%[1]s)?.focus(), document.activeElement.id === %[1]s)`, quoted(id)))
	p.replaces(text)
	p.must(p.page.key("Tab"), "leave the box")
}

// TestMinutesAsTyped: minutes are typed as Japanese hands type them, a wheel
// over the box changes nothing, and what is no number stays to be put right.
func TestMinutesAsTyped(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.open(h.url + "/w/" + string(h.ws))
	f.press("button", say(t, "agenda.template.kj"))
	f.until("the agenda", `document.querySelectorAll(".agenda-step").length === 8`)
	box := eval[string](f, `document.querySelector(".agenda-step__minutes input").id`)
	value := fmt.Sprintf(`document.getElementById(%s).value`, quoted(box))
	f.types(box, "１２")
	f.until("twelve minutes", value+` === "12"`)
	f.types(box, "半時間")
	f.until("why not, and what was typed", `document.querySelector(".agenda-step .field__error")?.textContent === "`+say(t, "agenda.minutes_wrong")+`" && `+value+` === "半時間"`)
	f.shot("prepare-minutes-wrong")
	f.accessible("minutes that are no number")
	if minutes := h.workshop().Agenda()[0].Minutes; minutes != 12 {
		t.Errorf("the step has %d minutes", minutes)
	}
	f.types(box, "30")
	f.until("half an hour", `!document.querySelector(".agenda-step .field__error") && `+value+` === "30"`)
	if kind := eval[string](f, fmt.Sprintf(`document.getElementById(%s).type`, quoted(box))); kind != "text" {
		t.Errorf("a wheel changes a box of the kind %q", kind)
	}
}

// chooses hands a file to a field, as a person does through the window of the system.
func (p *person) chooses(id, name, text string) {
	p.t.Helper()
	words, err := json.Marshal([]string{id, name, text})
	if err != nil {
		p.t.Fatal(err)
	}
	eval[any](p, `((id, name, text) => {
		const list = new DataTransfer();
		list.items.add(new File([text], name));
		const field = document.getElementById(id);
		field.files = list.files;
		field.dispatchEvent(new Event("change", { bubbles: true }));
	})(...`+string(words)+`)`)
}

// People from a file: seen before anything is made, divided by their wishes,
// put elsewhere by hand, and seated.
func TestPeopleFromAFile(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.open(h.url + "/w/" + string(h.ws))
	f.until("the page", `document.querySelector("#people-file") !== null`)
	f.chooses("people-file", "名簿.csv", "名前,区分,希望1,希望2\n沢田,市民,2,1\n谷川,職員,1,\n原,市民,1,2\n林,市民,,\n林,市民,,\n")
	f.until("the people", `document.querySelectorAll(".found .person").length === 5 && document.querySelector(".found .notice").textContent.includes("林")`)
	f.shot("prepare-people-read")
	if n := len(h.workshop().Tables()); n != 2 {
		t.Errorf("a list that was read made %d tables", n)
	}
	f.types("people-count", "ふたつ")
	f.until("that this is no number, and what was typed", `document.querySelector("#people-count-wrong")?.textContent === "`+say(t, "people.count_wrong", "most", "60")+`" && document.querySelector("#people-count").value === "ふたつ"`)
	f.accessible("a number of tables that is none")
	f.types("people-count", "２")
	f.press("button", say(t, "people.divide"))
	f.until("the proposal", `document.querySelectorAll(".found .plan__table").length === 2 && document.querySelectorAll(".found .person select").length === 5`)
	f.shot("prepare-people-divided")
	f.accessible("people divided into tables")
	eval[any](f, `((select) => { select.value = "2班"; select.dispatchEvent(new Event("change", { bubbles: true })); })(document.querySelector('.found select[aria-label="`+say(t, "people.table_of", "name", "谷川")+`"]'))`)
	f.until("somebody put elsewhere", `document.querySelector('.found .plan__table[aria-label="2班"]').textContent.includes("谷川")`)
	f.press("button", say(t, "people.go", "tables", "2", "n", "5"))
	f.until("the seats", `document.querySelectorAll(".tables-edit .person").length === 9 && document.querySelector(".found") === null`)
	hall := h.workshop()
	if seats := hall.Seats(hall.Tables()[1].ID); seats[len(seats)-1].Table == "" || !slices.ContainsFunc(seats, func(s board.Seat) bool { return s.Name == "谷川" && s.Side == board.Staff }) {
		t.Errorf("at the second table sit %+v", seats)
	}
	f.forgive(`status of 422.*/roster`)
	f.chooses("people-file", "図.png", "\x89PNG\x00")
	f.until("why it cannot be read", `document.querySelector(".notice[data-kind=error]")?.textContent.includes("`+say(t, "people.refused.bad_text")+`")`)
}
