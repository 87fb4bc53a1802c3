package browsertest

import (
	"fmt"
	"testing"
)

// TestNarrative: the picture as a text that two people write on at once.
func TestNarrative(t *testing.T) {
	t.Parallel()
	linesMayGo(t)
	e := openRelating(t)
	moved, asked := fourIslands[0].title, fourIslands[1].title
	e.byMouse(moved, asked, "因果", fmt.Sprintf("『%s』が『%s』を招いている", moved, asked))
	e.mouse.press("button", "文章にする")
	e.mouse.until("the choice", dialogOpen)
	e.mouse.press("button", asked)
	order := `[...document.querySelectorAll(".narrative__own")].map((p) => p.textContent.trim())`
	e.mouse.until("every island told once", fmt.Sprintf(`%s.length === 5 && %s[0].startsWith(%s) && %s[1].startsWith(%s)`, order, order, quoted(asked), order, quoted(moved)))

	g := e.keys
	e.focusOn(e.ids[moved])
	g.tabToBack("the narrative", `e.textContent.trim() === "文章にする"`)
	g.strike("Enter")
	g.until("the text", order+`.length === 5`)

	// Two write at once: in different boxes, and in one.
	g.tabTo("the first box", `e.id.startsWith("passage-")`)
	g.compose("はじめ", "初めに、")
	first := eval[string](g.person, "document.activeElement.id")
	second := eval[string](e.mouse.person, `document.querySelectorAll(".narrative textarea")[1].id`)
	e.mouse.clickOn(fmt.Sprintf(`document.getElementById(%q)`, second))
	e.mouse.write("それというのも、")
	g.strike("Tab")
	e.mouse.until("the other's words", fmt.Sprintf(`document.getElementById(%q).value === "初めに、"`, first))
	e.mouse.clickOn(fmt.Sprintf(`document.getElementById(%q)`, first))
	g.until("these words", fmt.Sprintf(`document.getElementById(%q).value === "それというのも、"`, second))
	e.mouse.must(e.mouse.page.key("\ue010", 0), "go to the end")
	e.mouse.write("町の話です。")
	eval[any](g.person, fmt.Sprintf(`(() => { const box = document.getElementById(%q); box.focus(); box.setSelectionRange(0, 0); })()`, first))
	g.write("さて、")
	g.strike("Tab")
	merged := fmt.Sprintf(`document.getElementById(%q).value === "さて、初めに、町の話です。"`, first)
	e.mouse.until("both in one box", merged)
	e.mouse.clickOn(fmt.Sprintf(`document.getElementById(%q)`, second))
	g.until("both in one box", merged)
	e.mouse.shots("narrative")
	e.mouse.accessible("the narrative")

	e.writtenInOnePlace(g, e.mouse)

	e.lockedMeanwhile(e.mouse)

	// Moved, left out, read in one go.
	e.mouse.press("button", "下へ:「"+asked)
	e.mouse.until("the hand stays on it", fmt.Sprintf(`document.activeElement.getAttribute("aria-label")?.startsWith("下へ:「" + %s)`, quoted(asked[:12])))
	g.until("the other first", fmt.Sprintf(`%s[0].startsWith(%s)`, order, quoted(moved)))
	e.leftOutByKeys(g, fourIslands[2].title)
	g.until("four left", order+`.length === 4 && document.querySelector(".narrative__missing") !== null`)
	e.mouse.until("four left", order+`.length === 4`)
	e.mouse.press("button", "通して読む")
	e.mouse.until("the whole", `document.querySelector(".narrative__whole").textContent.includes("〔さて、初めに、町の話です。〕"+`+quoted(asked)+`)`)
	e.mouse.shots("narrative-whole")
	steps := e.replay(e.doc).Passages()
	if len(steps) != 4 || steps[1].Text != "さて、初めに、町の話です。" || len(steps[1].Rivals) != 0 {
		t.Errorf("the file tells %+v", steps)
	}
}

// leftOutByKeys: from box to box by Ctrl+Enter, and the hand stays where it is in a long text: what is left out hands it on to its
// neighbour, what is taken back has it in its box.
func (e *relating) leftOutByKeys(g *guest, title string) {
	e.t.Helper()
	of := func(what string) string {
		return fmt.Sprintf(`[...document.querySelectorAll(".narrative__one")].find((p) => p.querySelector(".narrative__own").textContent.trim().startsWith(%s)).querySelector(%q)`, quoted(title), what)
	}
	leave := func() {
		g.tabTo("what leaves it out", "e === "+of("[data-leaves]"))
		g.strike("Enter")
		g.until("the hand on the neighbour", `document.activeElement.matches("[data-leaves]")`)
	}
	g.clickOn(`document.querySelector(".narrative textarea")`)
	g.ctrl("\r")
	g.until("the hand in the second box", `document.activeElement === document.querySelectorAll(".narrative textarea")[1]`)
	leave()
	g.tabTo("what takes it back", `e.closest(".narrative__missing") !== null`)
	g.strike("Enter")
	g.until("the hand in its box", "document.activeElement === "+of("textarea"))
	g.ctrl("\r")
	g.until("the hand on what reads it in one go", `document.activeElement.textContent.trim() === "通して読む"`)
	leave()
}

// writtenInOnePlace: two write different words into one addition, one of them without a line. Both stay until one is chosen.
func (e *relating) writtenInOnePlace(away, here *guest) {
	e.t.Helper()
	const third = `document.querySelectorAll(".narrative textarea")[2]`
	away.offline()
	away.clickOn(third)
	away.write("ところが、")
	away.strike("Tab")
	here.clickOn(third)
	here.write("さらに、")
	here.strike("Tab")
	here.saved()
	away.online()
	for _, g := range []*guest{away, here} {
		g.until("both wordings", `[...document.querySelectorAll(".narrative__rivals span")].map((x) => x.textContent).join() === "〔さらに、〕,〔ところが、〕"`)
	}
	here.shot("narrative-rivals")
	here.clickOn(`document.querySelectorAll(".narrative__rivals button")[1]`)
	for _, g := range []*guest{away, here} {
		g.until("the one that was chosen", third+`.value === "ところが、" && document.querySelector(".narrative__rivals") === null`)
	}
	e.mustSay(here)
}

// lockedMeanwhile: the hall locks the table in the middle of a conversion. The box stays, with the word that is being converted,
// says why it cannot be sent, and goes when the lock is off.
func (e *relating) lockedMeanwhile(g *guest) {
	e.t.Helper()
	link, _ := e.links()
	steers := e.connects("会場", link, e.doc)
	locked := func(on bool) {
		steers.sends(fmt.Sprintf(`({ type: "board.lock", body: { locked: %v } })`, on))
		g.until("the lock on or off", says("dialog .notice", "いまは、出したり")+fmt.Sprintf(" === %v", on))
	}
	const fourth = `document.querySelectorAll(".narrative textarea")[3]`
	g.clickOn(fourth)
	g.must(g.page.imeKey("Process"), "compose")
	g.must(g.page.compose("そこ"), "compose")
	locked(true)
	g.until("the word in its box", `document.activeElement.matches(".narrative textarea") && document.activeElement.value === "そこ"`)
	g.must(g.page.insert("そこで、"), "confirm")
	locked(false)
	g.strike("Tab")
	e.keys.until("the words", fourth+`.value === "そこで、"`)
	e.mustSay(g)
}

// mustSay: nothing was refused on the way.
func (e *relating) mustSay(g *guest) {
	e.t.Helper()
	g.saved()
	(&gatherer{guest: g}).noComplaint()
}
