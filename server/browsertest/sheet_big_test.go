package browsertest

import (
	"fmt"
	"testing"

	"yoriai/board"
)

// On a big board only what is near the window is laid out. Whoever turns to
// the list with a note in hand still finds that very note, in a list as wide
// as the page, and in the end everything in it.
func TestSheetBigTurnsToTheList(t *testing.T) {
	t.Parallel()
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
	p.until("it in sight", `((b) => b.top > 60 && b.bottom < innerHeight)(document.activeElement.getBoundingClientRect())`)
	p.until("no wider than the page", `(() => { const r = document.querySelector(".desk__room"), o = r.querySelector(".outline").getBoundingClientRect();
		return r.scrollWidth <= r.clientWidth && [...r.querySelectorAll(".outline__island > .island")].every((e) => e.getBoundingClientRect().right <= o.right); })()`)
	p.must(p.page.key("v"), "turn back")
	p.until("the same note in the tray", fmt.Sprintf(`document.activeElement?.closest(".tray [data-id]")?.dataset.id === %q`, id))
}

// A sheet too full for its room even as a whole has no words to win by being
// fitted for a larger one: whoever comes closer sees the very same things where
// they lay, larger, and lays things where the hand is. One key goes back.
func TestSheetBigComesCloser(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	doc := h.bigTable(t, "大きな班", 1500)
	p := &atSheet{person: h.sits("大きな班の進行"), hall: h, doc: doc}
	p.open(fmt.Sprintf("%s/s/%s/board", h.url, h.seat("大きな班の進行").ID))
	p.until("all of a sheet longer than its room", `document.querySelector(".desk__room[data-long] .note") && !document.querySelector("[aria-busy=true]")`)
	p.turnsAwayAndBack()
	const drawn = `(() => { const s = document.querySelector(".sheet"); return s.dataset.density + " " + s.style.getPropertyValue("--scale") + " " + s.querySelectorAll("[data-id]").length + " " + [...s.querySelectorAll(".sheet__world > li")].map((e) => e.style.left + e.style.top).join(); })()`
	before := eval[string](p.person, drawn)
	note := fmt.Sprintf(`document.querySelector('.sheet [data-id="%s"]')`, eval[string](p.person, `[...document.querySelectorAll(".sheet__world > .note")].find((e) => { const b = e.getBoundingClientRect(); return b.left > 600 && b.top > 300 && b.bottom < 600; }).dataset.id`))
	was := p.box(note)
	x, y := p.middleOf(note)
	p.wheel(x, y, -120, 2)
	p.wheel(x, y, -120, 2)
	p.comesTo("a closer sheet", 1.5, 1.7)
	if after := eval[string](p.person, drawn); after != before {
		t.Errorf("coming closer drew the sheet anew: %.160s\nand before: %.160s", after, before)
	}
	is := p.box(note)
	if nx, ny := p.middleOf(note); nx < x-4 || nx > x+4 || ny < y-4 || ny > y+4 || is[2]-is[0] < 1.55*(was[2]-was[0]) {
		t.Errorf("the note under the wheel went from %.0f, %.0f to %.0f, %.0f, and from %.0f px wide to %.0f", x, y, nx, ny, was[2]-was[0], is[2]-is[0])
	}
	p.laysByHand()
	p.must(p.page.key("0"), "press 0")
	p.comesTo("the whole sheet", 0.9, 1.01)
}

// turnsAwayAndBack: who looks at the list meanwhile finds the sheet where it stood.
func (p *atSheet) turnsAwayAndBack() {
	p.t.Helper()
	const stands = `document.querySelector(".desk__room[data-long]")?.scrollTop`
	p.wheel(800, 400, 200, 0)
	p.until("the sheet further down", stands+" === 200")
	p.must(p.page.key("v"), "turn to the list")
	p.until("the list", `document.querySelector(".outline .note") !== null`)
	p.must(p.page.key("v"), "turn back")
	p.until("the sheet where it stood", stands+" === 200")
	p.wheel(800, 400, -200, 0)
	p.until("its beginning, and all of it", stands+` === 0 && !document.querySelector("[aria-busy=true]")`)
}

// laysByHand: a note of the tray is laid on bare paper, and lies there.
func (p *atSheet) laysByHand() {
	p.t.Helper()
	const bare = `(() => { const of = (x, y) => document.elementFromPoint(x, y)?.closest("[data-id], .sheet, .zoom");
		for (let y = 640; y > 140; y -= 7) for (let x = 1250; x > 800; x -= 7) if ([[0, 0], [0, 30], [30, 0], [-30, 0], [0, -30]].every(([a, b]) => of(x + a, y + b)?.matches(".sheet"))) return [x, y];
		throw new Error("no bare paper"); })()`
	at := eval[[2]float64](p.person, bare)
	id := eval[string](p.person, `document.querySelector(".tray .note").dataset.id`)
	from := p.box(`document.querySelector(".tray .note")`)
	// People lay things on a sheet of 1600 units, however wide it is drawn.
	wished := eval[float64](p.person, fmt.Sprintf(`(() => { const b = document.querySelector(".sheet__world").getBoundingClientRect(); return (%v - b.left) / b.width * 1600; })()`, at[0]-(from[2]-from[0])/2))
	p.must(p.page.drag((from[0]+from[2])/2, from[1]+20, at[0], at[1], nil), "lay a note on the sheet")
	p.until("saved", `document.querySelector(".saved").dataset.state === "saved" && !document.querySelector('.tray [data-id="`+id+`"]')`)
	note, _ := p.hall.replay(p.doc).Note(board.NoteID(id))
	// The nearest free place, a note's width away where the bare patch is too small for it; were the hand reckoned on the sheet as
	// it is at fit, it would be five hundred units away.
	if note.At == nil || note.At.X < wished-240 || note.At.X > wished+240 {
		p.t.Errorf("the note was laid at %.0f across and lies at %v", wished, note.At)
	}
}
