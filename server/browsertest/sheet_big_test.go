package browsertest

import (
	"fmt"
	"testing"
)

// On a big board only what is near the window is laid out. Whoever turns to
// the list with a note in hand still finds that very note, in a list as wide
// as the page, and in the end everything in it.
func TestSheetBigTurnsToTheList(t *testing.T) {
	const notes = 400
	h := openHall(t)
	h.bigTable(t, "大きな班", notes)
	p := h.sits("大きな班の進行")
	p.open(fmt.Sprintf("%s/s/%s/board", h.url, h.seat("大きな班の進行").ID))
	p.until("a note in the tray", `document.querySelector(".tray .note") !== null`)
	id := eval[string](p, `(() => { const n = document.querySelector(".tray .note"); n.focus(); return n.dataset.id; })()`)
	p.must(p.page.key("v"), "turn to the list")
	p.until("the same note in hand", fmt.Sprintf(`document.activeElement?.closest(".outline [data-id]")?.dataset.id === %q`, id))
	p.until("all of the list", fmt.Sprintf(`!document.querySelector("[aria-busy=true]") && document.querySelectorAll(".outline .note").length === %d`, notes))
	p.until("no wider than the page", `(() => { const r = document.querySelector(".desk__room"), o = r.querySelector(".outline").getBoundingClientRect();
		return r.scrollWidth <= r.clientWidth && [...r.querySelectorAll(".outline__island > .island")].every((e) => e.getBoundingClientRect().right <= o.right); })()`)
	p.must(p.page.key("v"), "turn back")
	p.until("the same note in the tray", fmt.Sprintf(`document.activeElement?.closest(".tray [data-id]")?.dataset.id === %q`, id))
}
