package browsertest

import (
	"fmt"
	"testing"
)

// sorting is a coordinator who puts away what is not sorted yet, by as few
// presses as there are.
type sorting struct{ *atSheet }

func (s sorting) types(names ...string) {
	s.t.Helper()
	for _, name := range names {
		if len(name) == 1 {
			(&guest{person: s.person}).strike(name) // the letter goes with the key, and not to what opens by it
		} else {
			s.must(s.page.key(name), "press "+name)
		}
	}
}

// isOn waits until the keys are on the thing with these words.
func (s sorting) isOn(what, words string) {
	s.t.Helper()
	s.until(what, fmt.Sprintf(`document.activeElement?.querySelector(":scope > .note__text, :scope > .island__head .title__text")?.textContent === %s`, quoted(words)))
}

// holdsNotes waits until an island holds these notes, in this order.
func (s sorting) holdsNotes(island, words string) {
	s.t.Helper()
	s.until(island+" with its notes", fmt.Sprintf(`[...%s.querySelectorAll(".note__text")].map((e) => e.textContent).join(" ") === %s`, called(island), quoted(words)))
}

// TestSorting: what is done sixty times in an evening costs few presses, and
// nobody looks for the place where they were.
func TestSorting(t *testing.T) {
	t.Parallel()
	s := sorting{openPaper(t)}
	s.takesSeveral()
	s.goesOn()
	s.leaps()
	s.laysOnTheCard()
	s.phases()
}

// takesSeveral: walking with Shift held, one island, and its title when it is wanted.
func (s sorting) takesSeveral() {
	s.t.Helper()
	s.until("the first of them", fmt.Sprintf(`(%s.focus(), true)`, called("まだの1枚目")))
	s.must(s.page.key("ArrowDown", shiftKey), "walk with Shift")
	s.hasPicked("Shift and an arrow", "まだの1枚目 まだの2枚目")
	s.must(s.page.key("ArrowDown", shiftKey), "walk with Shift")
	s.must(s.page.key("ArrowUp", shiftKey), "walk back with Shift")
	s.hasPicked("Shift and an arrow back", "まだの1枚目 まだの2枚目")
	s.types("g")
	s.isOn("the new island under the keys", "表札を書く")
	s.types("t")
	s.until("the box for its title", `document.activeElement?.className === "titling__text"`)
	s.write("夜の道は、明るいほうがいい")
	s.must(s.page.key("Enter", ctrlKey), "write the title")
	s.isOn("the new island under the keys", "夜の道は、明るいほうがいい")
	s.holdsNotes("夜の道は、明るいほうがいい", "まだの1枚目 まだの2枚目")
}

// goesOn: the island of before stands first, under Enter, and the keys stay
// with what is not sorted yet.
func (s sorting) goesOn() {
	s.t.Helper()
	s.types("Home")
	s.isOn("the next one", "まだの3枚目")
	s.types("m")
	s.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	s.types("m")
	s.until("the island of before", `document.activeElement?.matches(".pick") && document.activeElement === document.querySelector(".pick") && document.activeElement.textContent.includes("夜の道は")`)
	s.shot("sorting-again")
	s.types("Enter")
	s.isOn("the one after it", "まだの4枚目")
	s.holdsNotes("夜の道は、明るいほうがいい", "まだの1枚目 まだの2枚目 まだの3枚目")
}

// leaps from island to island, not through all their notes.
func (s sorting) leaps() {
	s.t.Helper()
	s.types("Home", "i")
	first := eval[string](s.person, `document.querySelector(".sheet .island .title__text").textContent`)
	s.until("an island", `document.activeElement?.dataset.kind === "group"`)
	s.isOn("the first island", first)
	s.types("i")
	s.until("another island", fmt.Sprintf(`document.activeElement?.dataset.kind === "group" && document.activeElement.querySelector(".title__text").textContent !== %s`, quoted(first)))
	s.must(s.page.key("I", shiftKey), "leap back")
	s.isOn("the first island again", first)
}

// laysOnTheCard: a note dropped on the title card goes behind those that lie
// there, so that they read in the order in which they came.
func (s sorting) laysOnTheCard() {
	s.t.Helper()
	const island = "雨の日は、だれも歩かない"
	fromX, fromY := s.middleOf(called("まだの4枚目"))
	toX, toY := s.middleOf(called(island) + `.querySelector(".title__text")`)
	s.must(s.page.drag(fromX, fromY, toX, toY, nil), "drag onto the title card")
	s.holdsNotes(island, "島1の一枚目 島1の二枚目 まだの4枚目")
}

// phases: the next one is proposed, and each has its number.
func (s sorting) phases() {
	s.t.Helper()
	s.types("d")
	s.until("the next phase proposed", `document.activeElement?.matches("dialog[open] .button--main") && document.activeElement.textContent.includes("表札")`)
	s.types("Enter")
	s.until("the phase", `document.querySelector(".phase b")?.textContent === "表札" && !document.querySelector("dialog[open]")`)
	s.until("something under the keys", `document.activeElement !== document.body`)
	s.types("d")
	s.until("the phases", `document.querySelector("dialog[open] .picks--phases")`)
	s.types("7")
	s.until("the phase with this number", `document.querySelector("dialog[open] .button--main")?.textContent.includes("選ぶ")`)
	s.types("Enter")
	s.until("the phase", `document.querySelector(".phase b")?.textContent === "選ぶ" && document.querySelector(".strip")`)
	s.begins()
}

// begins a round by keys: the button that was pressed is gone afterwards, and
// the keys are on what can be done next, not nowhere.
func (s sorting) begins() {
	s.t.Helper()
	s.until("the button", `(document.querySelector(".desk__strips .button--main").focus(), true)`)
	s.types("Enter")
	s.until("the dialog", `document.querySelector("dialog[open] #round-title")`)
	s.must(s.page.key("Enter", ctrlKey), "begin the round")
	s.until("the round", `!document.querySelector("dialog[open]") && document.querySelector(".desk__strips").textContent.includes("人のうち")`)
	s.until("something under the keys", `document.activeElement?.closest(".desk__strips, [data-id]")`)
}
