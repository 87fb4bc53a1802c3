package browsertest

import (
	"fmt"

	"yoriai/board"
)

// metOnTheSeat: what a colleague writes on a note goes into the box of the one
// who is putting it right on their seat; and into the words half written, when
// the window was closed meanwhile. Before, these came back as if they had been
// made from what the colleague wrote, and wiped it out.
func (e *trusting) metOnTheSeat() {
	const first = "道の話"
	n := e.noteOf(first)
	c := e.citizen
	c.putsRight(first, "道の話をもっと")
	e.lead.until("on the note that somebody writes on it", fmt.Sprintf(`document.querySelector('.note[data-id="%s"]')?.hasAttribute("data-held")`, n.ID))
	e.rewrites(n.ID, "古い道の話")
	c.until("both in the box", `document.activeElement.value === "古い道の話をもっと"`)
	c.replaces("古い道の話をもっとしたい")
	page := eval[string](c, "location.href")
	c.open("about:blank")
	e.rewrites(n.ID, "とても古い道の話")
	c.open(page)
	c.until("the half-written words and the colleague's", `document.querySelector(".mine__row textarea")?.value === "とても古い道の話をもっとしたい"`)
	c.press("button", "これに直す")
	e.lead.until("all of it", textIs(n.ID, "とても古い道の話をもっとしたい"))
	e.become(first, "とても古い道の話をもっとしたい")
}

// withdrawnUnderTheWriter: the words stay in the box and go out as a new note.
func (e *trusting) withdrawnUnderTheWriter() {
	const first = "切れたまま閉じた窓の一枚"
	n := e.noteOf(first)
	c := e.citizen
	c.putsRight(first, "窓の話は別にしたい")
	e.facilitator.until("the note in the hand", fmt.Sprintf(`(document.querySelector('.note[data-id="%s"]')?.focus(), document.activeElement.dataset.id === "%s")`, n.ID, n.ID))
	(&guest{person: e.facilitator}).strike("Delete")
	c.until("what happened, and the words", `document.querySelector(".mine__row .notice") !== null && document.activeElement.value === "窓の話は別にしたい"`)
	c.press("button", "新しい付箋として出す")
	e.lead.until("the new note", `[...document.querySelectorAll(".note__text")].some((x) => x.textContent === "窓の話は別にしたい")`)
	e.typed = append(e.typed, "窓の話は別にしたい")
}

// rewrites puts a note right on the facilitator's board.
func (e *trusting) rewrites(id board.NoteID, text string) {
	e.t.Helper()
	e.facilitator.edits(id)
	e.facilitator.replaces(text)
	e.facilitator.press("button", "直す")
	e.lead.until("what the facilitator wrote", textIs(id, text))
}
