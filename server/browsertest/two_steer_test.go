package browsertest

import (
	"fmt"
	"testing"
)

// organises is the secretariat's own browser in the hall: somebody else who steers.
func (h *hall) organises() *person {
	h.t.Helper()
	link, err := h.srv.OrganiserLink(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	p := newPerson(h.t, "organiser")
	p.open(link)
	eval[any](p, `void document.querySelector("form button").click()`)
	p.until("the organiser's pages", `location.pathname.startsWith("/organise")`)
	p.open(h.url + "/w/" + string(h.ws) + "/hall")
	p.until("the hall", `document.querySelectorAll(".table-card__foot").length === 2`)
	return p
}

// only aims at one table.
func (p *person) only(table string) {
	p.t.Helper()
	// Whether what was aimed at before is so still depends on what the hall has heard meanwhile.
	p.until("that the table alone is aimed at", `(document.querySelectorAll(".table-card").forEach((one) => {
		const box = one.querySelector("input[type=checkbox]");
		if (box.checked !== (one === `+card(table)+`)) box.click();
	}), `+card(table)+`.dataset.selected !== undefined && document.querySelectorAll(".table-card[data-selected]").length === 1)`)
}

// Two steer one hall at once, different tables and then the same: nothing is
// lost, both see what the other did, and the history says who did what.
func TestTwoSteerAtOnce(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	doc := h.boardOf("1班")
	f, o := h.facilitates(doc), h.organises()
	f.open(h.url + "/w/" + string(h.ws) + "/hall")
	f.until("the hall", `document.querySelectorAll(".table-card__foot").length === 2`)
	f.only("1班")
	o.only("2班")
	f.press("button", say(t, "hall.move_to", "phase", say(t, "phase.write")))
	o.press("button", say(t, "hall.move_to", "phase", say(t, "phase.gather")))
	f.press("button", say(t, "hall.move_yes"))
	o.press("button", say(t, "hall.move_yes"))
	shows := func(table, words string) string {
		return fmt.Sprintf(`%s.querySelector(".table-card__head").textContent.includes(%s)`, card(table), quoted(words))
	}
	for _, p := range []*person{f, o} {
		p.until("both deeds", shows("1班", say(t, "phase.write"))+" && "+shows("2班", say(t, "phase.gather")))
	}

	f.only("1班")
	o.only("1班")
	f.press("button", say(t, "hall.move_to", "phase", say(t, "phase.read")))
	f.until("the question", dialogOpen)
	o.press("button", say(t, "hall.lock"))
	f.press("button", say(t, "hall.move_yes"))
	for _, p := range []*person{f, o} {
		p.until("both deeds at one table", shows("1班", say(t, "phase.read"))+" && "+shows("1班", say(t, "hall.locked")))
		p.until("all saved", `document.querySelector(".saved").dataset.state === "saved"`)
		if n := eval[int](p, `document.querySelectorAll(".notice[data-kind=error]").length`); n != 0 {
			t.Errorf("%s was refused something", p.name)
		}
	}
	f.shot("hall-two-steer")
	o.only("1班")
	o.only("2班")
	o.press("button", say(t, "hall.move_to", "phase", say(t, "phase.write")))
	o.until("to be told what a step back hides", says("dialog[open]", say(t, "hall.hides")))
	o.press("button", say(t, "prepare.cancel"))
	seats := map[string]string{}
	for _, p := range []*person{f, o} {
		seats[p.name] = eval[string](p, `JSON.parse(document.getElementById("boot").textContent).seat.id`)
	}
	told := eval[map[string]string](o, fmt.Sprintf(`fetch("/api/documents/%s/history?seat=%s").then((r) => r.text()).then((text) => Object.fromEntries(text.trim().split("\n").map((line) => JSON.parse(line)).filter((e) => e.op).map((e) => [e.op.type, e.author])))`, doc, seats["organiser"]))
	if seats["organiser"] == seats["facilitator"] || told["phase.set"] != seats["facilitator"] || told["board.lock"] != seats["organiser"] {
		t.Errorf("the history says %v of %v", told, seats)
	}
}
