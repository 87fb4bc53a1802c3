package browsertest

import (
	"fmt"
	"slices"
	"testing"
)

// menuOf opens the menu of what stands under the hand and gives what it offers.
func (g *guest) menuOf(id string) string {
	g.t.Helper()
	g.until("the thing in hand", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %q)`, byID(id), id))
	g.strike("m")
	g.until("its menu", `document.querySelector(".menu") !== null`)
	offered := eval[string](g.person, `[...document.querySelectorAll(".menu [role=menuitem]")].map((e) => e.firstChild.textContent.trim() || e.textContent.trim()).join(" | ")`)
	g.strike("Escape")
	g.until("no menu", `document.querySelector(".menu") === null`)
	return offered
}

// TestTheListCanWhatTheSheetCan: the same thing offers the same in both views,
// in each time of the evening; one key goes from one view to the other, and the
// hand stays on the same thing.
func TestTheListCanWhatTheSheetCan(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	g := e.keys
	things := []string{e.ids["道具と置き場が足りない"], e.ids["くまでが三本しかない"], e.ids[loneNote]}
	sentence := g.states("できる人が、できるときに", fourIslands[1].title)
	things = append(things, sentence)
	for _, phase := range []string{"gather", "title", "relate", "vote", "present"} {
		e.moves(phase)
		e.offersTheSame(phase)
		for _, id := range things {
			onSheet := g.menuOf(id)
			g.strike("v")
			g.until("the list, and the hand where it was", fmt.Sprintf(`document.querySelector(".outline") !== null && document.activeElement?.dataset.id === %q`, id))
			if inList := g.menuOf(id); inList != onSheet || onSheet == "" {
				t.Errorf("in %s the sheet offers\n%s\nand the list\n%s", phase, onSheet, inList)
			}
			g.strike("v")
			g.until("the sheet again", fmt.Sprintf(`document.querySelector(".outline") === null && document.activeElement?.dataset.id === %q`, id))
		}
	}
}

// states writes a sentence of nobody's into an island, and gives its id.
func (g *guest) states(text, island string) string {
	g.t.Helper()
	hands := &gatherer{guest: g}
	hands.menu(eval[string](g.person, called(island)+`.dataset.id`), "menu.statement")
	hands.fillDialog(text, "board.statement_do")
	sentence := fmt.Sprintf(`[...document.querySelectorAll(".statement")].find((e) => e.textContent.includes(%s))`, quoted(text))
	g.until("the sentence", sentence)
	return eval[string](g.person, sentence+`.dataset.id`)
}

// ofThePaper is what is done with the picture itself: a list has none to lay out
// or to come closer to.
var ofThePaper = []string{"menu.tidy", "menu.spread", "menu.tidy_over", "board.closer", "board.whole"}

// offersTheSame: what stands beside the things, and in the menu of the paper.
func (e *relating) offersTheSame(phase string) {
	e.t.Helper()
	g := e.keys
	buttons := func() string {
		return eval[string](g.person, `[...document.querySelectorAll(".bar button, .bar a, .desk__strips button, .ledger button")].filter((b) => b.checkVisibility()).map((b) => b.textContent.trim()).sort().join(" | ")`)
	}
	paper := func() (lines []string) {
		g.press("button", g.say("board.paper"))
		g.until("the menu of the paper", `document.querySelector(".menu") !== null`)
		lines = eval[[]string](g.person, `[...document.querySelectorAll(".menu [role=menuitem]")].map((b) => [...b.childNodes].map((n) => (n.nodeType === 3 ? n.data : "")).join("").trim())`)
		g.strike("Escape")
		g.until("no menu", `document.querySelector(".menu") === null`)
		return lines
	}
	onSheet, paperOnSheet := buttons(), paper()
	(&gatherer{guest: g}).list()
	if inList := buttons(); inList != onSheet {
		e.t.Errorf("in %s stands above and below the sheet\n%s\nand the list\n%s", phase, onSheet, inList)
	}
	paperInList := paper()
	for _, line := range paperOnSheet {
		own := slices.ContainsFunc(ofThePaper, func(key string) bool { return g.say(key, "n", 1) == line })
		if !own && !slices.Contains(paperInList, line) {
			e.t.Errorf("in %s the list does not offer %q", phase, line)
		}
	}
	for _, line := range paperInList {
		if !slices.Contains(paperOnSheet, line) {
			e.t.Errorf("in %s only the list offers %q", phase, line)
		}
	}
	(&gatherer{guest: g}).sheet()
}

// moves goes to another time of the evening, from another seat that steers.
func (e *relating) moves(phase string) {
	e.t.Helper()
	link, _ := e.links()
	p := e.connects("会場", link, e.doc)
	p.sends(fmt.Sprintf("setPhase(%q)", phase))
	p.saved()
	e.keys.until("the time", fmt.Sprintf(`document.querySelector(".bar .phase b")?.textContent === %q`, map[string]string{
		"gather": "集める", "title": "表札", "relate": "つなぐ", "vote": "選ぶ", "present": "発表",
	}[phase]))
	p.page.close()
}
