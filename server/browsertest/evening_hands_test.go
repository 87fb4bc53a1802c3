package browsertest

import (
	"fmt"
)

// aim is a place in an element, as shares of its box.
type aim struct{ x, y float64 }

var (
	middle = aim{.5, .5}
	end    = aim{.5, 1} // a hair inside its lower edge: after everything in it
	start  = aim{.06, .2}
)

func byID(id string) string { return fmt.Sprintf(`document.querySelector('[data-id="%s"]')`, id) }

// carry drags one item onto another with the mouse.
func (h *gatherer) carry(id, onto string, at aim) {
	h.t.Helper()
	h.carryTo(id, byID(onto), at)
}

// carryTo drags an item to a place in an element.
func (h *gatherer) carryTo(id, onto string, at aim) {
	h.t.Helper()
	points := atRestOf[[4]float64](h.guest, onto+" && "+byID(id), fmt.Sprintf(`(() => {
		const onto = %s, item = %s;
		onto.scrollIntoView({ block: "nearest" });
		item.scrollIntoView({ block: "nearest" });
		const a = item.getBoundingClientRect(), b = onto.getBoundingClientRect(), y = Math.min(b.bottom, innerHeight) - b.top;
		return [a.left + Math.min(a.width / 2, 60), a.top + Math.min(14, a.height / 2), b.left + b.width * %v, b.top + Math.min(y * %v, y - 3)];
	})()`, onto, byID(id), at.x, at.y))
	h.must(h.page.drag(points[0], points[1], points[2], points[3], nil), "drag an item")
}

// menu opens the menu of an item by its 「…」 and presses what is said.
func (h *gatherer) menu(id, key string) {
	h.t.Helper()
	h.clickOn(fmt.Sprintf(`[...document.querySelectorAll('[data-id="%s"] :is(.note__menu, .island__menu)')].find((b) => b.closest("[data-id]").dataset.id === "%s")`, id, id))
	h.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	if len(h.islands) == 2 {
		h.shots("21-menu-" + h.name)
	}
	h.clickOn(menuItem(h.say(key)))
	h.until("the menu closed", `!document.querySelector(".menu")`)
}

func menuItem(words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".menu__item")].find((b) => b.firstChild.textContent.trim() === %s || b.textContent.trim().startsWith(%s))`, quoted(words), quoted(words))
}

// pickIsland presses an island of the list by its title.
func (h *gatherer) pickIsland(title string) {
	h.t.Helper()
	h.until("the list of islands", `document.querySelector("dialog[open] .picks")`)
	if len(h.islands) == 2 {
		h.shots("23-move-" + h.name)
	}
	h.clickOn(pick(title))
	h.until("the dialog closed", `!document.querySelector("dialog[open]")`)
}

func pick(title string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("dialog[open] .pick")].find((b) => b.querySelector("span").textContent === %s)`, quoted(title))
}

// standing is the item the keys are on.
const standing = `document.activeElement?.closest("[data-id]")?.dataset.id ?? ""`

// walkTo goes to an item by keys alone: Tab until the board, then arrows.
func (h *gatherer) walkTo(id string) {
	h.t.Helper()
	for range 60 {
		if eval[string](h.person, standing) != "" && eval[bool](h.person, `document.activeElement.hasAttribute("data-id")`) {
			break
		}
		h.strike("Tab")
	}
	order := eval[[]string](h.person, `[...document.querySelectorAll(".outline [data-id]")].map((e) => e.dataset.id)`)
	from, to := indexOf(order, eval[string](h.person, standing)), indexOf(order, id)
	if from < 0 || to < 0 {
		h.t.Fatalf("%s finds no way by keys from item %d to item %d", h.name, from, to)
	}
	if to < from/2 {
		h.strike("Home")
		from = 0
	}
	for ; from < to; from++ {
		h.strike("ArrowDown")
	}
	for ; from > to; from-- {
		h.strike("ArrowUp")
	}
	h.until("the item under the keys", fmt.Sprintf("(%s) === %q", standing, id))
}

func indexOf(list []string, one string) int {
	for i, s := range list {
		if s == one {
			return i
		}
	}
	return -1
}

// byKeys selects notes and makes an island of them, by keys alone.
func (h *gatherer) byKeys(title string, notes []string) (id string) {
	h.t.Helper()
	h.list()
	for i, text := range notes {
		h.walkTo(h.notes[text])
		h.strike(" ")
		h.until("the note selected", fmt.Sprintf(`document.querySelectorAll("[data-selected]").length === %d`, i+1))
	}
	h.strike("g")
	return h.titled(title, h.turn%4 != 3)
}

// moveByKeys moves the item under the keys into an island: M, M, then the
// island by typing of its title or by arrows, and Enter.
func (h *gatherer) moveByKeys(title string) {
	h.t.Helper()
	h.strike("m")
	h.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	h.strike("m")
	h.until("the list of islands", `document.querySelector("dialog[open] .picks")`)
	if eval[bool](h.person, `document.activeElement.id === "move-filter"`) {
		h.write(title)
		if h.comes(pick(title)+` === document.querySelector("dialog[open] .pick")`, patience/6) {
			h.strike("Enter")
			h.until("the dialog closed", `!document.querySelector("dialog[open]")`)
			return
		}
		h.strike("Tab")
	}
	wanted := pick(title) + " === document.activeElement"
	for range 60 {
		if eval[bool](h.person, wanted) {
			break
		}
		h.strike("ArrowDown")
	}
	h.until("the island under the keys", wanted)
	h.strike("Enter")
	h.until("the dialog closed", `!document.querySelector("dialog[open]")`)
}

// arrange puts the notes of an island in order, by dragging them in the list.
func (h *gatherer) arrange(island string, notes []string) {
	h.t.Helper()
	h.list()
	members := fmt.Sprintf(`[...%s.querySelectorAll(".note__text")].map((e) => e.textContent)`, byID(island))
	for i, text := range notes {
		now := eval[[]string](h.person, members)
		if now[i] == text {
			continue
		}
		h.did["drag in the list"]++
		h.carryTo(h.notes[text], byID(h.notes[now[i]]), start)
		h.until("the note in its place", fmt.Sprintf("%s[%d] === %s", members, i, quoted(text)))
	}
}
