package browsertest

import (
	"fmt"
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
	for _, phase := range []string{"gather", "title", "relate", "vote", "present"} {
		e.moves(phase)
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
