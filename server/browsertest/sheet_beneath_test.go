package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	under = `document.querySelector(".desk__room > .sheet[data-beneath]")`
	// placed: all that was drawn beneath lies where it belongs.
	placed = `[...` + under + `.querySelectorAll(":scope > .sheet__world > [data-id], :scope > .sheet__world > .spot")].every((e) => e.style.left && !e.style.left.startsWith("-"))`
	// arranged is how the sheet is drawn: its letters, its piles, and where everything lies.
	arranged = `(() => { const s = ` + sheet + `; return s.dataset.density + " " + s.style.getPropertyValue("--scale") + " " + s.querySelectorAll("[data-folded]").length + " " + s.querySelectorAll("[data-id]").length + " " + [...s.querySelectorAll(".sheet__world > li")].map((e) => e.style.left + e.style.top).join(); })()`
)

// watched has the page note, with each picture, whatever a person would see of
// a sheet that is not whole.
const watched = `window.halves = []; (function look() {
	const all = [...document.querySelectorAll(".desk__room > .sheet")], top = all.filter((s) => !s.hasAttribute("data-beneath"));
	const world = top[0]?.querySelector(".sheet__world"), box = top[0]?.getBoundingClientRect();
	if (top.length !== 1) window.halves.push(top.length + " sheets are shown");
	else if (world.hasAttribute("aria-busy")) window.halves.push("the sheet shown is not whole");
	else if ([...world.querySelectorAll(":scope > .note, :scope > .spot, :scope > .statement")].some((e) => !e.style.left || e.style.left.startsWith("-"))) window.halves.push("something lies nowhere");
	else if (all.some((s) => s !== top[0] && s.getBoundingClientRect().width > box.width + 2)) window.halves.push("what lies beneath looks out");
	requestAnimationFrame(look);
})()`

// full is a sheet so full that its notes are bare paper, and all of it drawn.
func full(t *testing.T) *atSheet {
	t.Helper()
	h := openHall(t)
	doc := h.bigTable(t, "いっぱいの班", 300)
	p := &atSheet{person: h.sits("いっぱいの班の進行"), hall: h, doc: doc}
	p.open(fmt.Sprintf("%s/s/%s/board", h.url, h.seat("いっぱいの班の進行").ID))
	p.until("all of a sheet of bare paper", `document.querySelector(".sheet[data-density=paper] .note") && !document.querySelector("[aria-busy=true], [data-long]")`)
	eval[any](p.person, watched)
	return p
}

func (p *atSheet) sawNoHalves() {
	p.t.Helper()
	if halves := eval[[]string](p.person, "window.halves"); len(halves) > 0 {
		p.t.Errorf("%d pictures of a sheet that was not whole, the first: %s", len(halves), halves[0])
	}
}

// Whoever comes closer to a full sheet sees it larger at once. The sheet with
// room for more is drawn beneath it and shown only when it is whole; the focus
// goes with its item, and one key leads back to the very picture one came from.
// Once the whole sheet was fitted anew in one go, and nothing answered for as
// long as two seconds on an old laptop.
func TestSheetBeneathTakesItsPlace(t *testing.T) {
	t.Parallel()
	p := full(t)
	before := eval[string](p.person, arranged)
	id := eval[string](p.person, `(() => { const e = document.querySelector(".sheet .island"); e.focus(); return e.dataset.id; })()`)
	x, y := p.middleOf(`document.querySelector(".sheet .island .title")`)
	p.wheel(x, y, -360, 2)
	p.until("the same sheet, larger", fmt.Sprintf(`%s > 1.5 && !document.querySelector("[data-moving]") && %s === %s`, wide, arranged, quoted(before)))
	p.until("a sheet beneath", under)
	p.comesTo("a closer sheet", 1.5, 2.2)
	if eval[string](p.person, sheet+`.dataset.density`) == "paper" {
		t.Error("the notes on the closer sheet are bare paper still")
	}
	if under := eval[string](p.person, fmt.Sprintf(`document.elementFromPoint(%v, %v)?.closest(".island")?.dataset.id ?? ""`, x, y)); under != id {
		t.Errorf("the island under the wheel was %s, and now it is %q", id, under)
	}
	p.until("the focus on its island", fmt.Sprintf(`document.activeElement?.dataset.id === %q && document.activeElement.closest(".sheet").checkVisibility()`, id))
	p.shot("sheet-beneath")
	p.must(p.page.key("0"), "press 0")
	p.comesTo("the whole sheet", 0.9, 1.01)
	if after := eval[string](p.person, arranged); after != before {
		t.Errorf("the way back led to another picture: %.200s\nand before: %.200s", after, before)
	}
	p.sawNoHalves()
}

// A hand that goes on while the next sheet is being drawn leaves nothing of
// it; what somebody else changes meanwhile is on it when it comes; and nothing
// changes its place under a finger or a button that is held.
func TestSheetBeneathGivesWay(t *testing.T) {
	t.Parallel()
	p := full(t)
	x, y := p.middleOf(room)
	p.wheel(x, y, -240, 2)
	p.until("a sheet beneath", under)
	nth := eval[string](p.person, under+`.dataset.nth`)
	p.wheel(x, y, -240, 2)
	p.until("nothing of it", fmt.Sprintf(`![...document.querySelectorAll(".desk__room > .sheet")].some((s) => s.dataset.nth === %q)`, nth))
	p.until("the next one", under)
	facilitator, _ := p.hall.links()
	other := p.hall.connects("facilitator", facilitator, p.doc)
	other.sends(`editNote(v.members(v.members("").filter((x) => v.kindOf(x.id) === "group")[0].id)[0], "書き直された一枚")`)
	other.saved()
	x, y = p.middleOf(`document.querySelector(".ledger p")`) // where a press does nothing
	p.must(p.page.mouse(chromedp.MousePressed, x, y, true), "hold the button")
	p.until("all of it", under+` && `+placed+` && `+under+`.textContent.includes("書き直された一枚")`)
	p.pictures(30)
	if !eval[bool](p.person, under+` !== null`) {
		t.Error("another sheet came under a button that was held")
	}
	p.must(p.page.mouse(chromedp.MouseReleased, x, y, false), "let go")
	p.comesTo("a closer sheet", 2, 3)
	if !eval[bool](p.person, under+` === null && document.querySelectorAll(".desk__room > .sheet").length === 1 && document.querySelector(".sheet").textContent.includes("書き直された一枚")`) {
		t.Error("the sheet shown is not the one that was drawn")
	}
	p.sawNoHalves()
}

// pictures waits for so many of them.
func (p *atSheet) pictures(n int) {
	p.t.Helper()
	eval[any](p.person, fmt.Sprintf(`new Promise((done) => { let n = %d; (function next() { n-- > 0 ? requestAnimationFrame(next) : done(); })(); })`, n))
}
