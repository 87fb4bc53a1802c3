package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// bar is a part of the mark that shows where something would land, as a box on
// the screen; null where it is not to be seen.
func bar(name string) string {
	return fmt.Sprintf(`((b) => b && b.width > 0 ? [b.left, b.top, b.right, b.bottom] : null)(document.querySelector(".landing__part--%s")?.getBoundingClientRect())`, name)
}

// TestWhereItWouldLand: while a note is carried a frame stands round what would
// take it, a bar before what it would lie before, and a second sheet's edge
// where it would make a pile; all of it goes with Esc, and what lies below
// scrolls along with it.
func TestWhereItWouldLand(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	island, member := called("雨の日は、だれも歩かない"), `((i) => i.querySelector(".note"))(`+called("雨の日は、だれも歩かない")+`)`
	p.holds(called("まだの1枚目"))
	p.until("the held note", `document.querySelector(".ghost")`)

	b := p.box(member)
	p.carriesTo(b[0]+3, (b[1]+b[3])/2)
	p.isFramed("an island", island, 4)
	p.until("the bar before its first note", fmt.Sprintf(`((c, n) => c && Math.abs(c[2] - n.left) < 1.5 && Math.abs(c[1] - n.top) < 1.5)(%s, %s.getBoundingClientRect())`, bar("caret"), member))
	p.until("no pile", bar("under")+` === null`)
	p.until("a frame round at its corners, as the island is", fmt.Sprintf(`((corner, top, left) => corner && Math.abs(corner[0] - left[0]) < .5 && Math.abs(corner[1] - top[1]) < .5 && Math.abs(corner[2] - top[0]) < .5 && Math.abs(corner[3] - left[1]) < .5)(%s, %s, %s)`, bar("nw"), bar("top"), bar("left")))
	p.shot("landing-island")
	p.media("forced-colors", "active")
	if drawn := eval[string](p.person, `((s) => [s(".landing__part--top"), s(".landing__part--caret")].join(" "))((e) => getComputedStyle(document.querySelector(e)).backgroundColor === getComputedStyle(document.querySelector(".sheet")).backgroundColor ? "hidden" : "seen")`); drawn != "seen seen" {
		t.Errorf("with the system's colours only the frame and the bar are %s", drawn)
	}
	p.shot("landing-forced-colours")
	p.media("", "")

	x, y := p.middleOf(called("紙の上の一枚目"))
	p.carriesTo(x, y)
	p.isFramed("a loose note", called("紙の上の一枚目"), 6)
	p.until("square corners", bar("nw")+` === null`)
	p.until("a second sheet, and no bar", bar("under")+` !== null && `+bar("caret")+` === null`)
	p.shot("landing-note")

	tray := p.box(`document.querySelector(".tray")`)
	p.must(p.page.key("Escape"), "let it be")
	p.until("nothing in the hand", `document.querySelector(".ghost, .landing, [data-lifted]") === null`)
	p.letsGo(x, y)
	p.holds(called("紙の上の一枚目"))
	p.carriesTo((tray[0]+tray[2])/2, tray[1]+20)
	p.isFramed("the tray", `document.querySelector(".tray")`, -1)
	p.shot("landing-tray")
	p.must(p.page.key("Escape"), "let it be")
	p.letsGo((tray[0]+tray[2])/2, tray[1]+20)
	p.scrollsBelow()
}

// carriesTo takes what is held to a point.
func (p *atSheet) carriesTo(x, y float64) {
	p.t.Helper()
	p.must(p.page.mouse(chromedp.MouseMoved, x-9, y-2, true), "drag")
	p.must(p.page.mouse(chromedp.MouseMoved, x, y, true), "drag")
}

// isFramed: so far outside of it, as far as it is to be seen.
func (p *atSheet) isFramed(what, element string, air float64) {
	p.t.Helper()
	p.until("the frame round "+what, fmt.Sprintf(`((top, left, bottom, right, b) => top && left && Math.abs(top[1] - (b.top - %[6]v)) < 1.5 && Math.abs(left[0] - (b.left - %[6]v)) < 1.5 && Math.abs(right[2] - (b.right + %[6]v)) < 1.5 && Math.abs(bottom[3] - (b.bottom + %[6]v)) < 1.5)(%[1]s, %[2]s, %[3]s, %[4]s, %[5]s.getBoundingClientRect())`, bar("top"), bar("left"), bar("bottom"), bar("right"), element, air))
}

// scrollsBelow: the sheet goes on under a finger that rests, and the frame goes
// with what it stands round.
func (p *atSheet) scrollsBelow() {
	p.t.Helper()
	eval[any](p.person, called("紙の上の一枚目")+`.focus()`)
	for range 3 {
		p.must(p.page.key("+"), "come closer")
	}
	p.until("it rests", rests)
	b := p.box(called("まだの1枚目"))
	x, y := p.middleOf(called("紙の上の一枚目"))
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{b[0] + 30, b[1] + 10})
	p.until("the place it was taken from", `document.querySelector(".tray [data-lifted]")`)
	p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x, y})
	p.isFramed("a loose note", called("紙の上の一枚目"), 6)
	apart := eval[float64](p.person, fmt.Sprintf(`new Promise((done) => {
		const [room, note] = [%s, %s];
		const gap = () => note.getBoundingClientRect().left - document.querySelector(".landing__part--left").getBoundingClientRect().left;
		const before = [room.scrollLeft, gap()];
		room.scrollBy(before[0] > 30 ? -20 : 20, 0);
		requestAnimationFrame(() => requestAnimationFrame(() => done(room.scrollLeft === before[0] ? 999 : Math.abs(gap() - before[1]))));
	})`, room, called("紙の上の一枚目")))
	if apart > 1.5 {
		p.t.Errorf("the sheet scrolled, and the frame is %.1f px from where it stood round the note", apart)
	}
	p.must(p.page.key("Escape"), "let it be")
	p.touch(input.DispatchTouchEventTypeTouchEnd)
}
