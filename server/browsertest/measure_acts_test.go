//go:build measure

package browsertest

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// What people do at a measured board. Each act ends when its result is there.

// edited: somebody else puts a note in an island right.
func (m *measured) edited(i int) {
	m.t.Helper()
	m.other.sends(fmt.Sprintf(`editNote(v.members(v.members("").filter((x) => v.kindOf(x.id) === "group")[%d].id)[0], "ほかの人が直した・%d")`, i, i))
	m.other.saved()
}

// movedAway: somebody else takes a note of one island to another.
func (m *measured) movedAway(i int) {
	m.t.Helper()
	m.other.sends(fmt.Sprintf(`(() => { const all = v.members("").filter((x) => v.kindOf(x.id) === "group"); return moveItems([v.members(all[%d].id)[0].id], inGroup(all[%d].id)); })()`, i%4, i%4+4))
	m.other.saved()
}

// middles gives the middles of notes in sight, in the tray or on the sheet.
func (m *measured) middles(within string) [][2]float64 {
	m.t.Helper()
	return eval[[][2]float64](m.person, fmt.Sprintf(`[...document.querySelectorAll(%q)].map((e) => e.getBoundingClientRect())
		.filter((b) => b.width > 0 && b.top > 60 && b.bottom < innerHeight && b.right < innerWidth).slice(0, 40).map((b) => [b.left + b.width / 2, b.top + b.height / 2])`, within))
}

func (m *measured) pressed(i int) {
	m.t.Helper()
	all := m.middles(".tray .note")
	at := all[i%len(all)]
	m.must(m.page.click(at[0], at[1]), "press a note")
}

func (m *measured) walked(i int) {
	m.t.Helper()
	if i == 0 {
		eval[any](m.person, `document.querySelector(".tray .note").focus()`)
	}
	m.must(m.page.key("ArrowDown"), "walk")
}

// dragged: a note of the tray is carried over the sheet, and let go where it was.
func (m *measured) dragged(i int) {
	m.t.Helper()
	from := m.middles(".tray .note")[0]
	m.must(m.page.mouse(chromedp.MouseMoved, from[0], from[1], false), "go to a note")
	m.must(m.page.mouse(chromedp.MousePressed, from[0], from[1], true), "hold a note")
	for step := range 20 {
		m.must(m.page.mouse(chromedp.MouseMoved, from[0]+30*float64(step+1), from[1]+10*float64((step*7+i)%30), true), "drag")
	}
	m.must(m.page.mouse(chromedp.MouseMoved, from[0], from[1]+1, true), "go back")
	m.must(m.page.key("Escape"), "let it be")
	m.must(m.page.mouse(chromedp.MouseReleased, from[0], from[1]+1, false), "let go")
}

// opened: the dialog of a title card, and away with it.
func (m *measured) opened(i int) {
	m.t.Helper()
	if i%2 == 1 {
		m.must(m.page.key("Escape"), "close it")
		return
	}
	eval[any](m.person, `document.querySelector(".sheet .island").focus()`)
	m.must(m.page.key("t"), "open a title card")
	m.until("the box", `document.querySelector("dialog textarea, dialog input") !== null`)
}

// typed: a letter in its box, while the board lies under it.
func (m *measured) typed(int) {
	m.t.Helper()
	m.write("あ")
}

// typedAmong: the same, while somebody else changes the board.
func (m *measured) typedAmong(i int) {
	m.t.Helper()
	m.other.sends(fmt.Sprintf(`editNote(v.members(v.members("").filter((x) => v.kindOf(x.id) === "group")[%d].id)[1], "書いている間に・%d")`, i%4+2, i))
	m.write("い")
	m.other.saved()
}

// zoomed: three notches of the wheel over the middle of the sheet, with Ctrl:
// without it the wheel scrolls a sheet that is larger than its room. Closer in
// the first half, back in the second.
func (m *measured) zoomed(i int) {
	m.t.Helper()
	b := eval[[2]float64](m.person, `(() => { const b = document.querySelector(".desk__room").getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()`)
	notch := -120.0
	if i >= times/2 {
		notch = 120
	}
	for range 3 {
		_, err := call(m.page, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: b[0], Y: b[1], DeltaX: 0.01, DeltaY: notch, Modifiers: 2})
		m.must(err, "turn the wheel")
	}
	m.until("it rests", `!document.querySelector(".sheet[data-moving], .desk__room[data-awaits]")`)
}

// panned: the room is scrolled along, picture by picture.
func (m *measured) panned(i int) {
	m.t.Helper()
	eval[any](m.person, fmt.Sprintf(`new Promise((done) => { const room = document.querySelector(".desk__room"); let n = 0;
		const go = () => { room.scrollBy(%d, %d); if (++n < 20) requestAnimationFrame(go); else done(); }; go(); })`, []int{17, -17}[i%2], []int{23, -23}[i%2]))
}

// turned: the switch between sheet and list, by its key.
func (m *measured) turned(i int) {
	m.t.Helper()
	if i == 0 {
		m.must(m.page.key("Escape"), "close the dialog")
		m.until("it is closed", `document.querySelector("dialog[open]") === null`)
		eval[any](m.person, `document.querySelector(".tray .note").focus()`)
	}
	m.must(m.page.key("v"), "turn")
}
