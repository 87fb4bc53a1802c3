package browsertest

import (
	"fmt"
	"testing"
)

// TestDictated: the coordinator types what a person at the table says; it is
// that person's note, they and the coordinator have it, and nobody else before
// the notes are laid open (代筆).
func TestDictated(t *testing.T) {
	t.Parallel()
	const text, better = "膝が痛くて坂を上れない", "膝が痛くて、坂を上れない日がある"
	h := openHall(t)
	lead, author, neighbour := h.sitsHeard("森山", laptop), h.sitsHeard("川辺", laptop), h.sitsHeard("谷口", laptop)
	lead.steps("書く")
	lead.press("button", "付箋を足す")
	lead.until("the box", `document.activeElement?.id === "writing-text"`)
	lead.write(text)
	eval[any](lead.person, fmt.Sprintf(`(() => {
		const whose = document.querySelector("#writing-speaker");
		whose.value = [...whose.options].find((o) => o.textContent === %s).value;
		whose.dispatchEvent(new Event("change", { bubbles: true }));
	})()`, quoted("川辺")))
	lead.until("that it is told", fmt.Sprintf(`document.querySelector("dialog [role=status]")?.textContent === %s`, quoted(lead.say("dictate.hint", "name", "川辺"))))
	lead.accessible("typing for another")
	lead.shot("dictating")
	lead.press("button", "出して、次を書く")
	lead.goesOn("川辺")
	author.until("the note that was typed for me", fmt.Sprintf(`document.querySelector(".mine")?.textContent.includes(%s) && document.querySelector(".mine").textContent.includes(%s)`, quoted(text), quoted(author.say("dictate.by", "name", "森山"))))
	author.shot("dictated")
	author.push("seat.edit_of", "text", text)
	author.until("the box", `document.querySelector(".mine__row textarea")`)
	eval[any](author.person, fmt.Sprintf(`(() => { const box = document.querySelector(".mine__row textarea"); box.value = %s; box.dispatchEvent(new Event("input", { bubbles: true })); })()`, quoted(better)))
	author.push("seat.edit_go")
	lead.until("the author's own words", fmt.Sprintf(`[...document.querySelectorAll(".note")].some((n) => n.textContent.includes(%s) && n.querySelector(".note__scribe") && n.dataset.side === "citizen")`, quoted(better)))
	if neighbour.came.holdOf([]string{text, better}) != 0 {
		t.Error("the neighbour's line brought it while people write")
	}
	lead.steps("集める")
	neighbour.until("the note laid open", fmt.Sprintf(`document.querySelector(".board")?.textContent.includes(%s)`, quoted(better)))
	notes := h.replay(h.boardOf("1班")).Notes()
	if len(notes) != 3 {
		t.Errorf("there are %d notes, one that was typed and a list of two", len(notes))
	}
	n := notes[0]
	if n.Author != h.seat("川辺").ID || n.Scribe != h.seat("森山").ID {
		t.Errorf("the note is %+v", n)
	}
}

// goesOn: the box is empty again, the same person's words are typed, and a list
// that is pasted becomes a note a line.
func (g *guest) goesOn(name string) {
	g.t.Helper()
	const rows = `document.querySelector("#writing-text")`
	g.until("the box for the next one", rows+`.value === "" && document.activeElement === `+rows+` && document.querySelector("#writing-speaker").selectedOptions[0].textContent === `+quoted(name))
	eval[any](g.person, fmt.Sprintf(`(() => { %s.value = "・手すりがない\n・坂の途中に、腰をおろす所がない"; %[1]s.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" })); })()`, rows))
	g.until("the question what two lines are", fmt.Sprintf(`[...document.querySelectorAll("dialog [role=status]")].some((e) => e.textContent.includes(%s))`, quoted(g.say("seat.split", "n", "2"))))
	g.accessible("a list for another")
	g.shot("dictating-list")
	g.press("button", "2枚に分けて出す")
	g.until("a note a line", `document.querySelector("dialog[open]") === null && [...document.querySelectorAll(".tray .note__text")].filter((e) => ["手すりがない", "坂の途中に、腰をおろす所がない"].includes(e.textContent)).length === 2`)
}
