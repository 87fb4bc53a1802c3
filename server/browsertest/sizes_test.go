package browsertest

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
)

// How large must be what one presses, in CSS pixels: for the fingers of people
// over seventy, and for everybody (WCAG 2.2, 2.5.5 and 2.5.8).
const (
	forFingers = 44
	forAll     = 24
)

// tooSmall lists what is to be pressed in the page, or in what lies over it,
// and is smaller than so many pixels either way. The label of a box to tick is
// pressed as well as the box; a link within a sentence is as high as its line
// (the exception of both rules). What lies on the sheet is drawn at its scale,
// and everything that can be done with it is in its row of the list as well;
// where it becomes bare paper it may be smaller as long as no neighbour is met
// by a finger so wide put on its middle (the exception for spacing).
const tooSmall = `((least, onSheet) => {
  const over = document.querySelector("dialog[open], .menu") ?? document;
  const spot = (e) => {
    const { left, top, right, bottom } = e.getBoundingClientRect();
    const more = getComputedStyle(e, "::after");
    const own = (n, s) => (more.content !== "none" && more.position === "absolute" ? Math.max(n, parseFloat(s) || 0) : n);
    return { w: own(right - left, more.width), h: own(bottom - top, more.height) };
  };
  const size = (e) => {
    const label = e.matches("input[type=radio], input[type=checkbox]") && e.labels?.[0];
    const [a, b] = [spot(e), label ? spot(label) : { w: 0, h: 0 }];
    return { w: Math.max(a.w, b.w), h: Math.max(a.h, b.h) };
  };
  const inText = (e) => e.matches("a") && getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim() !== e.textContent.trim();
  const unseen = (e) => !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest(".visually-hidden, [inert]");
  // What lies on the sheet may be out of the window's sight, or under the slip for finding.
  const behind = (e) => {
    const b = e.getBoundingClientRect(), top = document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2);
    return e.closest(".board") && top?.closest(".find, .ledger, .tray, .bar, .seat__main") && !e.contains(top) && !top.contains(e) && !top.closest("label")?.contains(e);
  };
  const pressed = [...over.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [data-id][tabindex]")].filter((e) => !unseen(e) && !behind(e) && !inText(e) && !e.matches(".skip:not(:focus)"));
  const near = (e) => {
    const b = e.getBoundingClientRect(), [x, y] = [(b.left + b.right) / 2, (b.top + b.bottom) / 2];
    return pressed.find((o) => {
      if (o === e || o.contains(e) || e.contains(o) || !o.closest(".sheet")) return false;
      const r = o.getBoundingClientRect();
      return Math.hypot(Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom)) < onSheet / 2;
    });
  };
  const told = (e) => (e.getAttribute("aria-label") ?? e.textContent.trim()).slice(0, 24);
  const seen = new Map();
  for (const e of pressed) {
    const need = e.closest(".sheet") ? onSheet : least;
    const { w, h } = size(e);
    const name = (e.className || e.tagName) + " " + Math.round(w * 10) / 10 + " × " + Math.round(h * 10) / 10;
    if (w > need - .05 && h > need - .05) continue;
    const other = e.matches(".sheet .note") ? near(e) : e;
    if (other) seen.set(name, name + ": " + told(e) + (other === e ? "" : " near " + told(other)));
  }
  return [...seen.values()];
})(%d, %d)`

// reaches fails the test for whatever is too small to be pressed.
func (p *person) reaches(what string, least int) {
	p.t.Helper()
	if small := eval[[]string](p, fmt.Sprintf(tooSmall, least, forAll)); len(small) > 0 {
		p.t.Errorf("%s, %s: smaller than %d pixels:\n  %s", p.name, what, least, strings.Join(small, "\n  "))
	}
}

// holding has a telephone in the hand: fingers instead of a mouse.
func (p *person) holding(size [2]int64) {
	p.t.Helper()
	_, err := call(p.page, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: size[0], Height: size[1], DeviceScaleFactor: 1, Mobile: true})
	p.must(err, "hold a telephone")
	p.fingers(true)
}

// laysDown is at the laptop again.
func (p *person) laysDown() {
	p.t.Helper()
	p.window(laptop)
	p.fingers(false)
}

func (p *person) fingers(on bool) {
	p.t.Helper()
	_, err := call(p.page, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: on})
	p.must(err, "change what one points with")
	p.until("what one points with", fmt.Sprintf(`matchMedia("(pointer: coarse)").matches === %v`, on))
}
