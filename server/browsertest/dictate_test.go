package browsertest

import (
	"fmt"
	"testing"
)

// TestDictated: the coordinator types what a person at the table says; it is
// that person's note, they and the coordinator have it, and nobody else before
// the notes are laid open (代筆).
func TestDictated(t *testing.T) {
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
	lead.press("button", "出す")
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
	n := h.replay(h.boardOf("1班")).Notes()[0]
	if n.Author != h.seat("川辺").ID || n.Scribe != h.seat("森山").ID {
		t.Errorf("the note is %+v", n)
	}
}
