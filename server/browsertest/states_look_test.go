package browsertest

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// look holds what is seen against both rules, with a mouse and with fingers.
func (w *walking) look(g *guest, what string, least int) {
	g.t.Helper()
	w.looks(g, what+" on a laptop", least)
	g.comesToAll(what)
	g.holding(phone)
	w.looks(g, what+" on a telephone", least)
	g.laysDown()
}

func (w *walking) looks(g *guest, what string, least int) {
	g.t.Helper()
	w.shown++
	g.shot(fmt.Sprintf("70-%03d-%s", w.shown, strings.Join(strings.Fields(what), "-")))
	g.remembers(w.sites)
	g.fitsAcross(what)
	g.reaches(what, least)
	g.liesAlone(what)
	g.violates(what, runAxe)
	g.speaksPlainly(what)
	g.isCalledByItsWords(what)
	g.fitsLargeLetters(what)
}

// reachable lists what of the page is behind the dialog over a board and can be
// read out or pressed all the same.
const reachable = `(() => {
  const over = document.querySelector("dialog[open]:not(:modal)");
  if (!over) return [];
  const read = [...document.querySelectorAll("a[href], button, input, textarea, select, summary, [tabindex]")]
    .filter((e) => !over.contains(e) && !e.contains(over) && e.checkVisibility() && !e.closest("[aria-hidden=true], [role=status]"));
  const corners = [[3, 3], [innerWidth - 3, 3], [3, innerHeight - 3], [innerWidth - 3, innerHeight - 3]].map(([x, y]) => document.elementFromPoint(x, y));
  return [...read, ...corners.filter((e) => !over.contains(e) && !e.matches(".scrim"))].map((e) => e.outerHTML.slice(0, 120));
})()`

// liesAlone fails the test for what is not out of reach behind a dialog.
func (g *guest) liesAlone(what string) {
	g.t.Helper()
	if found := eval[[]string](g.person, reachable); len(found) > 0 {
		g.t.Errorf("%s, %s: behind the dialog there are\n  %s", g.name, what, strings.Join(found, "\n  "))
	}
}

// held is Shift, where keys go backwards.
func held(back bool) []chromedp.Modifier {
	if back {
		return []chromedp.Modifier{shiftKey}
	}
	return nil
}

// staysIn: the keys go round in a dialog, forwards and backwards, and the board
// behind it takes the focus from nobody.
func (g *guest) staysIn(what string) {
	g.t.Helper()
	const inside = `document.querySelector("dialog[open]").contains(document.activeElement)`
	g.until("the hand in "+what, inside)
	met := map[int]bool{}
	for i := range 24 {
		back := i >= 12
		g.must(g.page.key("Tab", held(back)...), "go on")
		if !eval[bool](g.person, inside) {
			g.t.Fatalf("%s: after %d presses of Tab the hand is on %s", what, i+1, eval[string](g.person, `document.activeElement.outerHTML.slice(0, 120)`))
		}
		met[eval[int](g.person, `[...document.querySelectorAll("dialog[open] *")].indexOf(document.activeElement)`)] = true
	}
	if len(met) < 2 {
		g.t.Errorf("%s: Tab goes nowhere", what)
	}
	eval[any](g.person, `document.querySelector(".island").focus()`)
	if !eval[bool](g.person, inside) {
		g.t.Errorf("%s: the board behind it took the focus", what)
	}
}
