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
	p.accessible("a list of hundreds")
	link, _ := h.links()
	p.staysInTheList(h.connects("facilitator", link, h.boardOf("大きな班")))
	p.must(p.page.key("v"), "turn back")
	p.until("the same note in the tray", fmt.Sprintf(`document.activeElement?.closest(".tray [data-id]")?.dataset.id === %q`, id))
}

// staysInTheList: whatever a colleague does above it, what I read stays where I
// read it.
func (p *person) staysInTheList(other live) {
	p.t.Helper()
	const top = `document.activeElement.getBoundingClientRect().top`
	before := eval[float64](p, top)
	for i := range 5 {
		other.sends(fmt.Sprintf(`addNote("上に来た%d枚目の、少し長い一枚で、二行になるかもしれないもの", inGroup(v.members("").find((x) => v.kindOf(x.id) === "group").id))`, i))
	}
	other.sends(`dissolveGroup(v.members("").filter((x) => v.kindOf(x.id) === "group")[1].id)`)
	other.saved()
	p.until("all of it", `document.querySelector(".outline").textContent.includes("上に来た4枚目")`)
	eval[any](p, twoFrames)
	if now := eval[float64](p, top); now < before-2 || now > before+2 {
		p.t.Errorf("a colleague moved what I read from %.0f to %.0f", before, now)
	}
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
	p.goesAlong("the sheet as a whole")
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
	p.goesAlong("the sheet come closer to")
	p.must(p.page.key("0"), "press 0")
	p.comesTo("the whole sheet", 0.9, 1.01)
	p.isThere("the whole sheet again")
	p.pullsTheBar()
}

// Of a long sheet only what is near the window is painted. Wherever one goes
// along it, however fast, and however one comes closer, what belongs there is
// there, and can be pressed.
func (p *atSheet) goesAlong(what string) {
	p.t.Helper()
	const top = `document.querySelector(".desk__room").scrollTop`
	for _, by := range []float64{300, 900, 1300, -1700} {
		before := eval[float64](p.person, top)
		p.wheel(800, 400, by, 0)
		p.until(fmt.Sprintf("%s, %.0f px further", what, by), fmt.Sprintf(`%s === %v`, top, before+by))
		p.isThere(what)
	}
	eval[any](p.person, `document.querySelector(".desk__room").scrollTo({ top: 1e6, behavior: "instant" })`)
	p.isThere(what + ", its end")
	eval[any](p.person, `document.querySelector(".desk__room").scrollTo({ top: 0, behavior: "instant" })`)
	p.isThere(what + ", its beginning")
}

// isThere: nothing in sight is bare paper where something lies.
func (p *atSheet) isThere(what string) {
	p.t.Helper()
	p.until(what+": what lies there can be pressed", `(() => { const room = document.querySelector(".desk__room"), r = room.getBoundingClientRect();
		const middles = [...room.querySelectorAll(".sheet__world [data-id]")].map((e) => e.getBoundingClientRect()).filter((b) => b.width > 0).map((b) => [b.left + b.width / 2, b.top + b.height / 2]);
		const seen = middles.filter(([x, y]) => x > r.left && y > r.top && x < r.left + room.clientWidth && y < r.top + room.clientHeight);
		return seen.length > 3 && seen.every(([x, y]) => !document.elementFromPoint(x, y)?.matches(".sheet, .sheet__world, .desk__room")); })()`)
}

// pullsTheBar: as long as its thumb is held all is painted, because nobody can
// say how far the next pull goes.
func (p *atSheet) pullsTheBar() {
	p.t.Helper()
	const all = `getComputedStyle(document.querySelector(".sheet__world")).clipPath === "none"`
	p.until("a part of it painted", "!("+all+")")
	// The bars of this browser are hidden; so it is told what one tells whose are not.
	const hand = `((what) => { const room = document.querySelector(".desk__room"), b = room.getBoundingClientRect();
		room.dispatchEvent(new PointerEvent(what, { bubbles: true, pointerId: 1, clientX: b.left + room.clientWidth + 7, clientY: b.top + 30 })); })`
	eval[any](p.person, hand+`("pointerdown")`)
	p.until("all of it painted", all)
	eval[any](p.person, hand+`("pointerup")`)
	p.until("a part of it painted again", "!("+all+")")
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
