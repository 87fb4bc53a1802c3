package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// TestGatheredByEveryHand: what a mouse carries onto a note, an island and the
// tray a finger carries there as well; several go together; a finger that rests
// where it is asks what can be done; and a colleague has all of it.
func TestGatheredByEveryHand(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	other := p.hall.joins("紙の班の進行", p.doc)
	p.walksInOrder()
	p.severalTogether()
	p.ontoTheTray()
	p.pilesByFinger()
	p.asksByFinger()
	p.writtenInTheHand(other)
	p.looksForTheIsland(other)
	p.until("all saved", allSaved)
	other.agrees()
}

// untitled is what stands where an island has no title card yet.
const untitled = "表札を書く"

// liesIn waits until these notes lie in the island of this name, here and in
// the file.
func (p *atSheet) liesIn(island string, notes ...string) {
	p.t.Helper()
	for _, text := range notes {
		p.until(text+" in "+island, fmt.Sprintf(`((home) => home?.querySelector(".title__text").textContent === %s)(%s?.parentElement.closest(".island"))`, quoted(island), called(text)))
	}
	p.until("all saved", allSaved)
	state := p.hall.replay(p.doc)
	for _, n := range state.Notes() {
		g, within := state.Group(n.Group)
		if slices.Contains(notes, n.Text) && (!within || g.Title != strings.TrimPrefix(island, untitled)) {
			p.t.Errorf("in the file %s lies in %q, not in %q", n.Text, g.Title, island)
		}
	}
}

// walksInOrder: Tab stops once on the whole board, and the arrows lead from
// there through everything on it, in the order in which it is heard.
func (p *atSheet) walksInOrder() {
	p.t.Helper()
	const stops = `[...document.querySelectorAll(".board [data-id][tabindex]")]`
	order := eval[[]string](p.person, stops+`.map((e) => e.dataset.id)`)
	eval[any](p.person, stops+`.find((e) => e.tabIndex === 0).focus()`)
	hand := &guest{person: p.person}
	hand.strike("Home")
	for i, id := range order {
		if i > 0 {
			hand.strike("ArrowDown")
		}
		p.until("the next thing in hand", fmt.Sprintf(`document.activeElement?.dataset.id === %q && %s.filter((e) => e.tabIndex === 0).length === 1`, id, stops))
	}
	if len(order) != 15 {
		p.t.Errorf("twelve notes and three islands, and the arrows lead through %d things", len(order))
	}
}

// severalTogether: two notes that are selected go with one drag, and the hand
// shows how many it holds.
func (p *atSheet) severalTogether() {
	p.t.Helper()
	const island = "道の名前を、子どもが知らない"
	p.clickWith(called("まだの3枚目"), 2)
	p.clickWith(called("まだの4枚目"), 2)
	p.hasPicked("Ctrl", "まだの3枚目 まだの4枚目")
	b := p.box(called("まだの3枚目"))
	x, y := p.middleOf(called(island) + `.querySelector(".title__text")`)
	p.must(p.page.drag(b[0]+30, b[1]+10, x, y, func() {
		p.until("two in the hand", `document.querySelector(".ghost")?.dataset.many === "2"`)
	}), "carry two notes")
	p.liesIn(island, "まだの3枚目", "まだの4枚目")
	p.hasPicked("what was carried", "")
	p.ctrl("z")
	p.until("both back with one undo", `["まだの3枚目", "まだの4枚目"].every((text) => document.querySelector(".tray").textContent.includes(text))`)
}

const trayHead = `document.querySelector("[data-zone=tray] .tray__heading")`

// ontoTheTray: what was gathered is out again, by mouse and by finger.
func (p *atSheet) ontoTheTray() {
	p.t.Helper()
	inTray := func(text string) string {
		return fmt.Sprintf(`document.querySelector(".tray > section:first-child").textContent.includes(%s)`, quoted(text))
	}
	b := p.box(called("島1の二枚目"))
	x, y := p.middleOf(trayHead)
	p.must(p.page.drag(b[0]+30, b[1]+10, x, y, nil), "carry a note to the tray")
	p.until("it in the tray", inTray("島1の二枚目"))
	p.fingerCarries(called("島1の一枚目"), trayHead)
	p.until("it in the tray", inTray("島1の一枚目"))
	p.until("the island empty, and there", called("雨の日は、だれも歩かない")+`?.querySelector(".note") === null`)
}

// pilesByFinger: a note on a note, and an island into an island.
func (p *atSheet) pilesByFinger() {
	p.t.Helper()
	p.fingerCarries(called("紙の上の一枚目"), called("紙の上の二枚目"))
	p.liesIn(untitled, "紙の上の二枚目", "紙の上の一枚目")
	p.fingerCarries(called("川ぞいに、腰をおろす所がない"), called("道の名前を、子どもが知らない")+`.querySelector(".title__text")`)
	p.until("the island in the island", called("川ぞいに、腰をおろす所がない")+`?.parentElement.closest(".island") === `+called("道の名前を、子どもが知らない"))
	p.nothingOverlaps()
}

// asksByFinger: a finger that rests and goes up again asks what can be done, on
// a note and on bare paper.
func (p *atSheet) asksByFinger() {
	p.t.Helper()
	for what, at := range map[string][2]float64{"まだの1枚目": p.within(called("まだの1枚目")), say(p.t, "menu.tidy"): p.bare()} {
		p.touch(input.DispatchTouchEventTypeTouchStart, at)
		p.comes(`false`, longPress)
		p.touch(input.DispatchTouchEventTypeTouchEnd)
		p.until("what can be done with "+what, fmt.Sprintf(`document.querySelector(".menu")?.textContent.includes(%s)`, quoted(what)))
		p.until("nothing in the hand", `document.querySelector(".ghost, [data-lifted]") === null`)
		p.must(p.page.key("Escape"), "close the menu")
		p.until("no menu", `!document.querySelector(".menu")`)
	}
}

func (p *atSheet) within(element string) [2]float64 {
	b := p.box(element)
	return [2]float64{b[0] + 30, b[1] + 10}
}

// bare is a point where nothing lies on the paper.
func (p *atSheet) bare() [2]float64 {
	p.t.Helper()
	return eval[[2]float64](p.person, `(() => { const b = document.querySelector(".sheet").getBoundingClientRect();
		for (let y = b.bottom - 20; y > b.top; y -= 9) for (let x = b.left + 20; x < b.right - 20; x += 9) { const e = document.elementFromPoint(x, y); if (e?.closest(".sheet") && !e.closest("[data-id], button")) return [x, y]; }
		throw new Error("no bare paper"); })()`)
}

// writtenInTheHand: while I hold a note a colleague begins to write on it. The
// hand is empty, a sentence says why, and it lies where it lay.
func (p *atSheet) writtenInTheHand(other live) {
	p.t.Helper()
	x, y := p.holds(called("まだの2枚目"))
	p.until("the held note", `document.querySelector(".ghost")`)
	doing := func(what string) {
		eval[any](other.person, fmt.Sprintf(`((v) => live.doc.doing(%s))(live.doc.view)`, what))
	}
	doing(noteNamed("まだの2枚目"))
	p.hasToast("さんが書いているところです")
	p.until("the empty hand", `document.querySelector(".ghost") === null`)
	p.letsGo(x, y)
	p.until("the note in the tray", `document.querySelector(".tray")?.textContent.includes("まだの2枚目")`)
	doing(`""`)
	p.until("the note free again", "!"+called("まだの2枚目")+`.hasAttribute("data-held")`)
}

// looksForTheIsland: among many islands one is found by its words, in whatever
// letters, and Enter takes it.
func (p *atSheet) looksForTheIsland(other live) {
	p.t.Helper()
	for i, title := range []string{"ガス灯を残したい", "駅前にベンチがほしい", "夏の草刈りがつらい", "ごみの日が分からない"} {
		other.sends(fmt.Sprintf(`addGroup({ title: %q, to: onSheet({ x: %d, y: 900 }) })`, title, 40+380*i))
	}
	p.until("all of them", called("ごみの日が分からない"))
	p.until("the note in hand", fmt.Sprintf(`(%s.focus(), document.activeElement.dataset.kind === "note")`, called("まだの2枚目")))
	hand := &guest{person: p.person}
	hand.strike("m")
	p.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	hand.strike("m")
	p.until("the box to look for one", `document.activeElement?.id === "move-filter"`)
	hand.compose("べんち", "ﾍﾞﾝﾁ")
	p.until("the one that says so", `[...document.querySelectorAll("dialog[open] .pick")].map((e) => e.querySelector("span").textContent).join() === "駅前にベンチがほしい"`)
	hand.strike("Enter")
	p.liesIn("駅前にベンチがほしい", "まだの2枚目")
	if n := len(p.hall.replay(p.doc).Notes()); n != 12 {
		p.t.Errorf("there are %d notes of twelve", n)
	}
}
