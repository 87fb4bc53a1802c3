package browsertest

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// atSheet is a table's sheet with three islands, two loose notes on it and four
// in the tray, and whoever looks at it.
type atSheet struct {
	*person
	hall *hall
	doc  board.DocID
}

// laidTable adds a table with such a sheet.
func (h *hall) laidTable(t *testing.T, name string) board.DocID {
	t.Helper()
	keys := board.OrderRun(12)
	op := &board.ImportBoard{Phase: board.Gather}
	note := func(text string, place board.Place) {
		op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: text, Side: board.Citizen, Place: place})
	}
	for i, title := range []string{"雨の日は、だれも歩かない", "道の名前を、子どもが知らない", "川ぞいに、腰をおろす所がない"} {
		id := board.GroupID(uuid.NewString())
		op.Groups = append(op.Groups, board.Group{ID: id, Title: title, Place: board.Place{Order: keys[i], At: &board.Point{X: float64(60 + 520*i), Y: 80}}})
		inner := board.OrderRun(2)
		note(fmt.Sprintf("島%dの一枚目", i+1), board.Place{Group: id, Order: inner[0]})
		note(fmt.Sprintf("島%dの二枚目", i+1), board.Place{Group: id, Order: inner[1]})
	}
	note("紙の上の一枚目", board.Place{Order: keys[3], At: &board.Point{X: 500, Y: 700}})
	note("紙の上の二枚目", board.Place{Order: keys[4], At: &board.Point{X: 800, Y: 700}})
	for i := range 4 {
		note(fmt.Sprintf("まだの%d枚目", i+1), board.Place{Order: keys[5+i]})
	}
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(t.Context(), h.ws, actor, []server.TablePlan{{Name: name, Content: op, Members: []server.MemberPlan{
		{Name: name + "の進行", Side: board.Staff, Coordinator: true}, {Name: name + "の人", Side: board.Citizen},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return h.boardOf(name)
}

func openPaper(t *testing.T) *atSheet {
	t.Helper()
	h := openHall(t)
	doc := h.laidTable(t, "紙の班")
	p := &atSheet{person: h.facilitates(doc), hall: h, doc: doc}
	p.until("the sheet", `document.querySelectorAll(".sheet__world [data-id]").length > 5`)
	return p
}

// called is the item with these words.
func called(text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".desk__room [data-id], .tray [data-id]")].findLast((e) => e.querySelector(".note__text, .title__text")?.textContent === %s)`, quoted(text))
}

// box is where an element is: left, top, right, bottom.
func (p *atSheet) box(element string) [4]float64 {
	p.t.Helper()
	p.until("it", element)
	return eval[[4]float64](p.person, fmt.Sprintf(`(() => { const b = %s.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })()`, element))
}

func (p *atSheet) middleOf(element string) (x, y float64) {
	p.t.Helper()
	b := p.box(element)
	return (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
}

const (
	sheet = `document.querySelector(".desk__room > .sheet")`
	room  = `document.querySelector(".desk__room")`
	rests = `!document.querySelector(".sheet[data-moving], .desk__room[data-awaits]")`
)

// wheel turns the wheel over a point.
func (p *atSheet) wheel(x, y, by float64, modifiers int64) {
	p.t.Helper()
	_, err := call(p.page, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseWheel", X: x, Y: y, DeltaX: 0.01, DeltaY: by, Modifiers: modifiers})
	p.must(err, "turn the wheel")
}

// touch puts fingers on the screen; none takes them off.
func (p *atSheet) touch(kind input.DispatchTouchEventType, fingers ...[2]float64) {
	p.t.Helper()
	points := make([]*input.TouchPoint, len(fingers))
	for i, f := range fingers {
		id := float64(i)
		points[i] = &input.TouchPoint{X: f[0], Y: f[1], ID: &id}
	}
	_, err := call(p.page, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
	p.must(err, "touch the screen")
}

// wide is how many times as wide as its room the sheet is.
const wide = `(` + sheet + `.getBoundingClientRect().width / ` + room + `.clientWidth)`

func (p *atSheet) comesTo(what string, least, most float64) {
	p.t.Helper()
	p.until(what, fmt.Sprintf(`%s && %s >= %v && %s <= %v`, rests, wide, least, wide, most))
}

// TestComingCloser: wheel, keys, fingers and buttons come closer and go back,
// what is under the hand stays there, and nobody else moves the view.
func TestComingCloser(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	for _, size := range [][2]int64{projector, laptop} {
		p.window(size)
		p.isWhole()
	}
	x, y := p.middleOf(called("紙の上の二枚目"))
	p.wheel(x, y, -120, 0)
	p.comesTo("a closer sheet", 1.2, 1.4)
	p.wheel(x, y, -240, 2)
	p.comesTo("a still closer sheet", 1.7, 2.6)
	if nx, ny := p.middleOf(called("紙の上の二枚目")); nx < x-160 || nx > x+160 || ny < y-160 || ny > y+160 {
		t.Errorf("the note under the wheel went from %.0f, %.0f to %.0f, %.0f", x, y, nx, ny)
	}
	p.shot("sheet-closer")
	p.pulls()
	p.staysWhenOthersWork()
	p.press("button", "全体を見る")
	p.isWhole()
	p.byKeys()
	p.byFingers()
}

// isWhole: the sheet fills its room and no more, and nothing on it is cut off.
func (p *atSheet) isWhole() {
	p.t.Helper()
	p.comesTo("the whole sheet", 0.9, 1.01)
	p.until("all of it in its room", `((s, r) => r.scrollHeight <= r.clientHeight + 1 && r.scrollWidth <= r.clientWidth + 1 && s.bottom <= r.getBoundingClientRect().bottom + 1)(`+sheet+`.getBoundingClientRect(), `+room+`)`)
	p.until("all that lies on it in sight", `((s) => [...document.querySelectorAll(".sheet__world [data-id]")].every((e) => { const b = e.getBoundingClientRect(); return b.left >= s.left - 1 && b.right <= s.right + 1 && b.top >= s.top - 1 && b.bottom <= s.bottom + 1; }))(`+sheet+`.getBoundingClientRect())`)
}

// pulls: bare paper is pulled along with the mouse.
func (p *atSheet) pulls() {
	p.t.Helper()
	before := eval[[2]float64](p.person, `[`+room+`.scrollLeft, `+room+`.scrollTop]`)
	b := p.box(room)
	bare := eval[[2]float64](p.person, fmt.Sprintf(`(() => { for (let y = %v; y > %v; y -= 9) for (let x = %v; x < %v; x += 9) { const e = document.elementFromPoint(x, y); if (e?.closest(".sheet") && !e.closest("[data-id], button")) return [x, y]; } return [0, 0]; })()`, b[3]-20, b[1]+160, b[0]+160, b[2]-20))
	p.must(p.page.drag(bare[0], bare[1], bare[0]-90, bare[1]-70, nil), "pull the paper")
	after := eval[[2]float64](p.person, `[`+room+`.scrollLeft, `+room+`.scrollTop]`)
	if after == before {
		p.t.Errorf("pulling the paper at %v moved nothing: %v", bare, after)
	}
	if eval[bool](p.person, `!!document.querySelector("[data-selected]")`) {
		p.t.Error("pulling the paper selected something")
	}
}

// staysWhenOthersWork: a colleague writes and moves, and the view is where it was.
func (p *atSheet) staysWhenOthersWork() {
	p.t.Helper()
	other := p.hall.joins("紙の班の進行", p.doc)
	before := eval[[4]float64](p.person, `[`+room+`.scrollLeft, `+room+`.scrollTop, `+room+`.scrollWidth, `+room+`.scrollHeight]`)
	note := p.box(called("紙の上の二枚目"))
	other.sends(`addGroup({ title: "ほかの人の島", to: onSheet({ x: 380, y: 700 }) })`)
	other.sends(`moveItems([` + noteNamed("島1の一枚目") + `], tray())`)
	other.sends(`setSheets(2)`)
	other.saved()
	p.until("what the colleague did", called("ほかの人の島")+` && document.querySelectorAll(".turner [data-sheet]").length === 2 && document.querySelector(".tray").textContent.includes("島1の一枚目")`)
	p.rests()
	if after := eval[[4]float64](p.person, `[`+room+`.scrollLeft, `+room+`.scrollTop, `+room+`.scrollWidth, `+room+`.scrollHeight]`); after != before {
		p.t.Errorf("a colleague moved my view from %v to %v", before, after)
	}
	if now := p.box(called("紙の上の二枚目")); now != note {
		p.t.Errorf("a colleague moved what I look at from %v to %v", note, now)
	}
}

func (p *atSheet) byKeys() {
	p.t.Helper()
	eval[any](p.person, called("紙の上の一枚目")+`.focus()`)
	for range 3 {
		p.must(p.page.key("+"), "press +")
	}
	p.comesTo("a closer sheet by keys", 1.8, 2.1)
	p.must(p.page.key("ArrowRight", ctrlKey), "go along")
	p.must(p.page.key("-"), "press -")
	p.comesTo("a step back", 1.45, 1.7)
	p.must(p.page.key("0"), "press 0")
	p.comesTo("the whole sheet by a key", 0.9, 1.01)
}

func (p *atSheet) byFingers() {
	p.t.Helper()
	b := p.box(sheet)
	x, y := (b[0]+b[2])/2, (b[1]+b[3])/2
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x - 60, y})
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x - 60, y}, [2]float64{x + 60, y})
	for i := range 10 {
		d := 60 + 8*float64(i+1)
		p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x - d, y}, [2]float64{x + d, y})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.comesTo("a closer sheet by two fingers", 2, 2.6)
	p.must(p.page.key("0"), "press 0")
	p.comesTo("the whole sheet", 0.9, 1.01)
}

// picked are the words of what is selected.
const picked = `[...document.querySelectorAll("[data-selected]")].map((e) => e.querySelector(".note__text, .title__text").textContent).sort().join(" ")`

func (p *atSheet) hasPicked(how, words string) {
	p.t.Helper()
	if !p.comes(fmt.Sprintf(`%s === %s`, picked, quoted(words)), patience/6) {
		p.t.Errorf("%s selected %q and not %q", how, eval[string](p.person, picked), words)
	}
}

// TestSelectingSeveral: the band, Shift, Ctrl and a finger that rests.
func TestSelectingSeveral(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	from, to := p.roundLoose()
	p.must(p.page.drag(from[0], from[1], to[0], to[1], func() { p.shot("sheet-band") }), "draw a band")
	p.hasPicked("the band", "紙の上の一枚目 紙の上の二枚目")
	p.must(p.page.drag(from[0], to[1], to[0], from[1], func() { p.must(p.page.key("Escape"), "press Esc") }), "draw a band")
	p.hasPicked("a band given up", "紙の上の一枚目 紙の上の二枚目")
	p.must(p.page.click(from[0], to[1]+10), "press the paper")
	p.hasPicked("a press on bare paper", "")

	x, y := p.middleOf(called("まだの1枚目"))
	p.must(p.page.click(x, y), "press a note")
	p.clickWith(called("まだの3枚目"), 8)
	p.hasPicked("Shift", "まだの1枚目 まだの2枚目 まだの3枚目")
	p.clickWith(called("まだの2枚目"), 2)
	p.hasPicked("Ctrl", "まだの1枚目 まだの3枚目")
	p.menuAbove(`[...document.querySelectorAll(".desk button")].find((e) => e.textContent.includes("選んだ 2 つを"))`)
	x, y = p.middleOf(called("まだの4枚目"))
	p.must(p.page.click(x, y), "press a note")
	p.hasPicked("a plain press", "")
	p.bandByFinger()
}

// menuAbove: a menu that has no room below its button stands above it. It once
// lay upon it, with 取り下げる under the pointer, for whoever pressed twice.
func (p *atSheet) menuAbove(button string) {
	p.t.Helper()
	b := p.box(button)
	p.must(p.page.click((b[0]+b[2])/2, (b[1]+b[3])/2), "press the button")
	if menu := p.box(`document.querySelector(".menu[data-open]")`); menu[3] > b[1] {
		p.t.Errorf("the menu ends at %.0f, upon its button, which begins at %.0f", menu[3], b[1])
	}
	p.must(p.page.key("Escape"), "close the menu")
	p.until("no menu", `!document.querySelector(".menu")`)
}

// roundLoose are two corners between which the two loose notes lie.
func (p *atSheet) roundLoose() (from, to [2]float64) {
	p.t.Helper()
	one, two := p.box(called("紙の上の一枚目")), p.box(called("紙の上の二枚目"))
	return [2]float64{min(one[0], two[0]) - 9, min(one[1], two[1]) - 3}, [2]float64{max(one[2], two[2]) + 6, max(one[3], two[3]) + 6}
}

func (p *atSheet) clickWith(element string, modifiers int64) {
	p.t.Helper()
	x, y := p.middleOf(element)
	for _, kind := range []input.DispatchMouseEventType{chromedp.MousePressed, chromedp.MouseReleased} {
		_, err := call(p.page, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1, Modifiers: modifiers})
		p.must(err, "press with a key held")
	}
}

// bandByFinger: a finger rests on bare paper and then draws.
func (p *atSheet) bandByFinger() {
	p.t.Helper()
	from, to := p.roundLoose()
	p.touch(input.DispatchTouchEventTypeTouchStart, from)
	p.comes(`false`, longPress)
	for i := range 8 {
		part := float64(i+1) / 8
		p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{from[0] + (to[0]-from[0])*part, from[1] + (to[1]-from[1])*part})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.hasPicked("a finger's band", "紙の上の一枚目 紙の上の二枚目")
}

// longPress is longer than a finger must rest; see editor/drag.js.
const longPress = 600 * time.Millisecond

// paperMenu opens the sheet's own menu and presses what is said.
func (p *atSheet) paperMenu(what string) {
	p.t.Helper()
	p.press("button", "模造紙…")
	p.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	p.press("menuitem", what)
}
