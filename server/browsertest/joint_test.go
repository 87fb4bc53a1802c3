package browsertest

import (
	"fmt"
	"testing"
	"time"

	"yoriai/server"
)

// TestJointBoard: at the end of an evening the tables' title cards are laid on
// one board with two presses; whoever sits anywhere goes there and back, and
// sees of each card what lay in its island.
func TestJointBoard(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	h.crowd(2, 3)
	if _, err := h.srv.Rehearse(t.Context(), h.ws, server.Rehearsing{Pace: 2 * time.Millisecond, Seed: 4, Alone: true}); err != nil {
		t.Fatal(err)
	}
	titles := 0
	for _, table := range h.workshop().Tables() {
		for _, g := range h.replay(h.boardOf(table.Name)).Groups() {
			if !g.Withdrawn && g.Title != "" && g.Group == "" {
				titles++
			}
		}
	}
	f := newPerson(t, "facilitator")
	link, _ := h.links()
	f.open(link)
	f.press("button", "会場の画面へ")
	f.until("the hall", `document.querySelectorAll(".table-card").length === 2`)
	f.press("button", say(t, "joint.lay"))
	f.until("what each table has", `document.querySelectorAll("dialog[open] .joint__tick input:checked").length === 2`)
	f.shot("joint-ask")
	f.accessible("the question which tables")
	f.press("button", say(t, "joint.go"))
	f.until("the joint board", fmt.Sprintf(`document.querySelector("a.joint")?.textContent === "全体会 %d"`, titles))
	f.shot("joint-in-the-hall")
	f.open(h.url + eval[string](f, `document.querySelector("a.joint").getAttribute("href")`))
	f.until("the cards", fmt.Sprintf(`document.querySelectorAll("[data-kind=note]").length === %d`, titles))
	eval[bool](f, `(document.querySelector("[data-kind=note]").focus(), true)`)
	f.must(f.page.key("m"), "open the menu")
	f.press("menuitem", say(t, "menu.source"))
	f.until("what lay in it", `document.querySelectorAll("dialog[open] .lineage__line").length >= 2`)
	f.shot("joint-lineage")
	f.accessible("where a card comes from")

	seat := h.sits(h.workshop().Seats(h.workshop().Tables()[1].ID)[0].Name)
	seat.press("link", say(t, "joint.open"))
	seat.until("the joint board on the seat", fmt.Sprintf(`document.querySelectorAll(".seat [data-kind=note]").length === %d`, titles))
	seat.shot("joint-seat")
	seat.press("link", say(t, "joint.back"))
	seat.until("one's own table", `!location.search.includes("board=") && document.querySelector(".seat") !== null`)
}
