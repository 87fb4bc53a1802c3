package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// TestDeepIslands is eight islands one in another, looked at in the windows
// people have, from afar and closely.
func TestDeepIslands(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	op := &board.ImportBoard{Phase: board.Gather}
	within := board.GroupID("")
	for level := range 8 {
		place := board.Place{Order: board.OrderRun(1)[0], Group: within}
		if level == 0 {
			place.At = &board.Point{X: 100, Y: 80}
		}
		within = board.GroupID(uuid.NewString())
		op.Groups = append(op.Groups, board.Group{ID: within, Title: fmt.Sprintf("外から%d番目の島は、内がわの島を訴えている", level+1), Place: place})
	}
	op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: "いちばん内がわの一枚", Place: board.Place{Group: within, Order: board.OrderRun(1)[0]}})
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(t.Context(), h.ws, actor, []server.TablePlan{{Name: "深い班", Content: op, Members: []server.MemberPlan{{Name: "深い班の進行", Side: board.Staff, Coordinator: true}}}})
	if err != nil {
		t.Fatal(err)
	}
	p := &atSheet{person: h.facilitates(h.boardOf("深い班")), hall: h}
	for name, size := range map[string][2]int64{"laptop": laptop, "projector": projector} {
		p.window(size)
		p.until("the outermost island's step", `document.querySelector(".sheet__world .count--step")?.textContent === "8段目"`)
		p.shot("sheet-deep-" + name)
	}
	eval[any](p.person, `document.querySelector(".sheet [data-id]").focus()`)
	for range 5 {
		p.must(p.page.key("+"), "come closer")
	}
	p.comesTo("a closer sheet", 2.4, 3.2)
	p.until("the innermost note", `[...document.querySelectorAll(".sheet .note__text")].some((e) => e.textContent === "いちばん内がわの一枚")`)
	if b := p.box(`document.querySelector(".sheet .title__text")`); b[0] < 0 || b[1] < 0 || b[1] > 1080 {
		t.Errorf("the island under the keys went out of sight: its title is at %v", b)
	}
	p.shot("sheet-deep-closer")
	p.accessible("eight islands deep")
}

// TestLookingInside: who looks into a closed pile sees it open, large, and can
// read and press all that is in it; for everybody else it stays closed.
func TestLookingInside(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	const pile = "雨の日は、だれも歩かない"
	other := p.hall.joins("紙の班の進行", p.doc)
	other.sends(fmt.Sprintf(`foldGroup(v.all("group").find((g) => g.title === %s).id, true)`, quoted(pile)))
	other.saved()
	p.until("the pile closed, with its title card and how many there are", called(pile)+`?.hasAttribute("data-folded") && `+called(pile)+`.querySelector(".title .count").textContent === "2枚" && !`+called("島1の一枚目"))
	before := eval[int](other.person, `live.doc.shadow.seq`)

	inside := say(t, "board.lens_inside")
	p.until("the way in", fmt.Sprintf(`%s.querySelector(".island__lens")?.textContent === %s`, called(pile), quoted(inside)))
	p.press("button", inside)
	p.until("its notes", `[...document.querySelectorAll(".lens .note__text")].map((e) => e.textContent).join(" ") === "島1の一枚目 島1の二枚目"`)
	p.accessible("a closed pile looked into")
	p.shot("pile-looked-into")
	// A note in it is edited as anywhere, by whoever looks.
	eval[any](p.person, `[...document.querySelectorAll(".lens .note")].at(-1).focus()`)
	p.must(p.page.key("m"), "open the menu of a note in it")
	p.until("the menu", `document.querySelector(".menu")?.textContent.includes("島1の二枚目")`)
	p.must(p.page.key("Escape"), "close the menu")
	p.until("the note under the hand", `document.activeElement?.closest(".lens .note") !== null && document.querySelector(".menu") === null`)

	p.press("button", say(t, "board.lens_back"))
	p.until("the sheet with the pile closed", `document.querySelector(".lens") === null && `+called(pile)+`?.hasAttribute("data-folded") && !`+called("島1の一枚目"))
	p.until("something under the keys", `document.activeElement?.dataset.id !== undefined`)
	if now := eval[int](other.person, `live.doc.shadow.seq`); now != before {
		t.Errorf("a look into a pile changed the board: %d entries and then %d", before, now)
	}
	p.opensAndCloses(pile, other)
}

// opensAndCloses a pile for everybody, by keys alone.
func (p *atSheet) opensAndCloses(pile string, other live) {
	p.t.Helper()
	hand := &guest{person: p.person}
	for _, folded := range []bool{false, true} {
		p.until("the pile in hand", fmt.Sprintf(`(%s.focus(), document.activeElement?.dataset.kind === "group")`, called(pile)))
		hand.strike("m")
		p.until("its menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
		hand.strike("f")
		p.until("it open or closed", fmt.Sprintf(`%s.hasAttribute("data-folded") === %v && (%s === undefined) === %v`, called(pile), folded, called("島1の一枚目"), folded))
		other.until("the same for all", fmt.Sprintf(`(live.doc.view.all("group").find((g) => g.title === %s).folded === true) === %v`, quoted(pile), folded))
	}
}

// TestCarryingByFinger: a finger that rests on a note lifts it, carries it into
// an island, and onto the tab of another sheet; and what is carried to the
// edge while one has come closer is met by the sheet.
func TestCarryingByFinger(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	p.turnsTheTablet()
	p.fingerCarries(called("紙の上の一枚目"), called("雨の日は、だれも歩かない"))
	p.until("the note in the island", called("雨の日は、だれも歩かない")+`.textContent.includes("紙の上の一枚目")`)
	p.paperMenu("模造紙をもう1枚つなぐ")
	p.until("the second sheet", `document.querySelector(".turner [aria-pressed=true]")?.dataset.sheet === "1"`)
	p.press("button", "1枚目")
	p.fingerCarries(called("紙の上の二枚目"), `document.querySelector('.turner [data-sheet="1"]')`)
	p.until("the note away", "!"+called("紙の上の二枚目"))

	eval[any](p.person, called("雨の日は、だれも歩かない")+`.focus()`)
	for range 4 {
		p.must(p.page.key("+"), "come closer")
	}
	p.comesTo("a closer sheet", 2.2, 2.7)
	b := p.box(room)
	before := eval[float64](p.person, room+`.scrollLeft`)
	from := p.box(called("まだの1枚目"))
	p.must(p.page.drag(from[0]+30, from[1]+8, b[2]-20, (b[1]+b[3])/2, func() {
		for range 6 {
			p.must(p.page.mouse(chromedp.MouseMoved, b[2]-20, (b[1]+b[3])/2, true), "hold at the edge")
		}
		p.must(p.page.key("Escape"), "let it be")
	}), "carry to the edge")
	if after := eval[float64](p.person, room+`.scrollLeft`); after <= before {
		t.Errorf("the sheet did not come to meet what was carried to its edge: %v, then %v", before, after)
	}
	p.window(phone)
	p.must(p.page.key("0"), "see the whole")
	p.comesTo("the whole sheet", 0.8, 1.01)
	p.shot("sheet-phone")
	p.fromAfarAndClose()
}

// beyondTheEdge lists what lies right of the window in whatever scrolls within
// the page. Not of the sheet, where places mean something, nor of the tray, which
// is one row there.
const beyondTheEdge = `[...document.querySelectorAll("main *")].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".visually-hidden, .heard, .sheet, .tray") && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className || e.localName).slice(0, 8)`

// fromAfarAndClose (I-17): the browser's own zoom, from a quarter to four times
// as large: nothing has to be pushed aside, and what is there can be done.
func (p *atSheet) fromAfarAndClose() {
	p.t.Helper()
	for name, size := range map[string][2]int64{"a quarter": {laptop[0] * 4, laptop[1] * 4}, "four times": {laptop[0] / 4, laptop[1] / 4}, "320": {320, 256}} {
		p.window(size)
		for view, there := range map[string]string{"board.as_list": ".desk .outline", "board.as_sheet": ".desk .sheet"} {
			p.press("button", say(p.t, view))
			p.until(name+", "+view, fmt.Sprintf(`document.querySelector(%q) !== null`, there))
			p.until("it at rest", rests)
			p.fitsAcross(name)
			if beyond := eval[[]string](p.person, beyondTheEdge); len(beyond) > 0 {
				p.t.Errorf("%s, %s: to be pushed aside for: %q", name, view, beyond)
			}
			p.shot("sheet-zoomed-" + strings.Fields(name)[0] + view)
			p.until("no message over it", `document.querySelector(".toast") === null`)
			(&gatherer{guest: &guest{person: p.person}}).clickOn(called("まだの2枚目") + `.querySelector(".note__menu")`)
			p.until("what can be done", `document.querySelector(".menu")?.contains(document.activeElement)`)
			p.until("all of it within the window, or to be scrolled to", `((m, b) => b.left >= -1 && b.right <= innerWidth + 1 && b.top >= -1 && b.bottom <= innerHeight + 1 && (m.scrollHeight <= m.clientHeight || getComputedStyle(m).overflowY === "auto"))(document.querySelector(".menu"), document.querySelector(".menu").getBoundingClientRect())`)
			p.must(p.page.key("Escape"), "close the menu")
			p.until("no menu", `!document.querySelector(".menu")`)
		}
	}
}

// turnsTheTablet (I-17) while something is in the hand: it lies where it lay, and nothing was said to the server.
func (p *atSheet) turnsTheTablet() {
	p.t.Helper()
	note, island := called("紙の上の二枚目"), called("雨の日は、だれも歩かない")
	at := func() board.Place {
		for _, n := range p.hall.replay(p.doc).Notes() {
			if n.Text == "紙の上の二枚目" {
				return n.Place
			}
		}
		return board.Place{}
	}
	before := at()
	b := p.box(note)
	from := [2]float64{b[0] + 30, b[1] + 10}
	x, y := p.middleOf(island)
	p.touch(input.DispatchTouchEventTypeTouchStart, from)
	p.until("the lifted note", `document.querySelector(".ghost")`)
	p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{(from[0] + x) / 2, (from[1] + y) / 2})
	p.window([2]int64{768, 1366})
	p.until("nothing in the hand", `document.querySelector(".ghost") === null && document.querySelector("[data-lifted], .landing") === null`)
	p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{300, 400})
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.window(laptop)
	p.until("the note on the sheet where it lay", fmt.Sprintf(`((e) => e.closest(".sheet__world") !== null && e.closest(".island") === null && Math.abs(e.getBoundingClientRect().left - %v) < 2)(%s)`, b[0], note))
	p.until("nothing to save", allSaved)
	if after := at(); *after.At != *before.At || after.Group != before.Group {
		p.t.Errorf("I-17 it lay at %v, and now at %v", before, after)
	}
}

func (p *atSheet) fingerCarries(element, onto string) {
	p.t.Helper()
	b := p.box(element)
	from := [2]float64{b[0] + 30, b[1] + 10}
	x, y := p.middleOf(onto)
	p.touch(input.DispatchTouchEventTypeTouchStart, from)
	p.until("the lifted note", `document.querySelector(".ghost")`)
	for i := range 8 {
		part := float64(i+1) / 8
		p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{from[0] + (x-from[0])*part, from[1] + (y-from[1])*part})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
}
