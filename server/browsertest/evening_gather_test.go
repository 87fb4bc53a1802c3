package browsertest

import (
	"fmt"
	"slices"
)

// gatherer is a coordinator gathering a table's notes. Every deed can be done
// by dragging, by the menu and by keys; the three are used in turns.
type gatherer struct {
	*guest
	notes   map[string]string // ids by text
	islands map[string]string // ids by title; made so far
	late    []string          // ids of islands whose title card is written later
	turn    int
	did     map[string]int // how often what was done how
}

func newGatherer(g *guest) *gatherer {
	h := &gatherer{guest: g, islands: map[string]string{}, did: map[string]int{}}
	h.list()
	// Who misses a note now never finds it. How many there are says the ledger.
	h.until("the whole list", `(() => { const all = /\d+/.exec(document.querySelector(".ledger").textContent); return [...document.querySelectorAll(".outline [data-kind=note]")].filter((e) => !e.closest("[data-zone=gone]")).length >= Number(all); })()`)
	h.notes = eval[map[string]string](g.person, `Object.fromEntries([...document.querySelectorAll("[data-kind=note]")].map((e) => [e.querySelector(".note__text").textContent, e.dataset.id]))`)
	return h
}

// way takes turns.
func (h *gatherer) way(ways ...string) string {
	h.turn++
	way := ways[h.turn%len(ways)]
	h.did[way]++
	return way
}

// sheet and list turn the board to the one or the other.
func (h *gatherer) sheet() { h.turnTo("board.as_sheet") }

// list waits until no more of it comes: a long list is drawn a piece at a time.
func (h *gatherer) list() {
	h.t.Helper()
	h.turnTo("board.as_list")
	atRestOf[int](h.guest, `document.querySelector(".outline")`, `document.querySelectorAll(".outline [data-kind=note]").length`)
}

func (h *gatherer) turnTo(key string) {
	h.t.Helper()
	pressed := fmt.Sprintf(`[...document.querySelectorAll(".switch button")].find((b) => b.textContent === %s)?.getAttribute("aria-pressed") === "true"`, quoted(h.say(key)))
	if eval[bool](h.person, pressed) {
		return
	}
	h.push(key)
	h.until("the other view", pressed)
}

// gather lays out the items of the top level, in their order.
func (h *gatherer) gather(items []twig) {
	h.t.Helper()
	for _, it := range items {
		switch it.Kind {
		case island:
			h.build(it)
		case statement:
			h.stateAlone(it.Text)
		}
		h.noComplaint()
	}
	h.saved()
}

// noComplaint: nothing that a person does here is refused.
func (h *gatherer) noComplaint() {
	h.t.Helper()
	if said := eval[string](h.person, `document.querySelector(".toast--refusal")?.textContent ?? ""`); said != "" {
		h.t.Fatalf("%s was refused something: %s", h.name, said)
	}
}

// build makes an island with all that is in it, at the end of the top level.
func (h *gatherer) build(it twig) (id string) {
	h.t.Helper()
	notes := leading(it.Items)
	rest := it.Items[len(notes):]
	switch {
	case len(notes) > 0:
		id = h.begin(it.Text, notes)
	case len(rest) > 0 && rest[0].Kind == island:
		id, rest = h.around(it.Text, h.build(rest[0])), rest[1:]
	default:
		id = h.bare(it.Text)
	}
	for _, in := range rest {
		switch in.Kind {
		case note:
			h.join(in.Text, id, it.Text)
		case statement:
			h.stateIn(id, in.Text)
		case island:
			h.nest(h.build(in), in.Text, id, it.Text)
		}
	}
	return id
}

// leading are the notes before anything else.
func leading(items []twig) (texts []string) {
	for _, it := range items {
		if it.Kind != note {
			break
		}
		texts = append(texts, it.Text)
	}
	return texts
}

// begin makes an island of its first notes.
func (h *gatherer) begin(title string, notes []string) (id string) {
	h.t.Helper()
	if len(h.islands) == 0 && len(notes) > 1 {
		// The second under the first: the order is put right afterwards.
		id = h.pile(title, notes[1], notes[0])
		h.did["drag"]++
		for _, text := range notes[2:] {
			h.join(text, id, title)
		}
		h.arrange(id, notes)
		return id
	} else if h.way("menu", "keys") == "menu" {
		h.sheet()
		h.menu(h.notes[notes[0]], "menu.group")
		id = h.titled(title, true)
		notes = notes[1:]
	} else {
		id = h.byKeys(title, notes)
		h.arrange(id, notes)
		return id
	}
	for _, text := range notes {
		h.join(text, id, title)
	}
	return id
}

// pile drags a note onto another that lies in the same list.
func (h *gatherer) pile(title, under, held string) (id string) {
	h.t.Helper()
	h.sheet()
	h.carry(h.notes[held], h.notes[under], middle)
	return h.titled(title, true)
}

// titled writes the title card of an island just made, or leaves it for later:
// the island asks for it in its place only, and the hand is on it.
func (h *gatherer) titled(title string, now bool) (id string) {
	h.t.Helper()
	id = h.newIsland()
	h.islands[title] = id
	h.until("the hand on the new island", fmt.Sprintf(`document.activeElement?.dataset.id === %q`, id))
	if eval[bool](h.person, `document.querySelector("dialog[open]") !== null`) {
		h.t.Error("an island asks for its title while its notes are still being gathered")
	}
	if !now {
		h.late = append(h.late, title)
		return id
	}
	h.strike("t")
	h.until("the box for a title card", `document.querySelector("dialog[open] .titling__text") === document.activeElement`)
	if len(h.islands) == 1 {
		h.shots("22-title-" + h.name)
	}
	h.write(title)
	if h.turn%3 == 0 {
		h.push("board.title_do")
	} else {
		h.ctrl("Enter")
	}
	h.until("the dialog closed", `!document.querySelector("dialog[open]")`)
	return id
}

// newIsland is the one nobody here has made before.
func (h *gatherer) newIsland() string {
	h.t.Helper()
	var known []string
	for _, id := range h.islands {
		known = append(known, id)
	}
	fresh := fmt.Sprintf(`[...document.querySelectorAll("[data-kind=group]")].map((e) => e.dataset.id).filter((id) => !%s.includes(id))`, quotedList(known))
	h.until("the new island", fresh+".length === 1")
	return eval[[]string](h.person, fresh)[0]
}

// around draws an island round another one.
func (h *gatherer) around(title, inner string) (id string) {
	h.t.Helper()
	h.list()
	h.menu(inner, "menu.group")
	return h.titled(title, true)
}

// bare makes an island that holds nothing: a note opens it and leaves again.
func (h *gatherer) bare(title string) (id string) {
	h.t.Helper()
	h.list()
	spare := eval[string](h.person, `document.querySelector("[data-zone=tray] [data-kind=note]")?.dataset.id ?? ""`)
	if spare == "" {
		h.t.Fatal("there is no note left to open an empty island with")
	}
	h.menu(spare, "menu.group")
	id = h.titled(title, true)
	h.menu(spare, "menu.out")
	h.until("the note outside", fmt.Sprintf(`document.querySelector('[data-zone=tray] [data-id="%s"]')`, spare))
	return id
}

// join brings a note to the end of an island.
func (h *gatherer) join(text, island, title string) {
	h.t.Helper()
	id := h.notes[text]
	switch h.way("drag", "menu", "keys") {
	case "drag":
		h.sheet()
		h.carry(id, island, end)
	case "menu":
		h.sheet()
		h.menu(id, "menu.move")
		h.pickIsland(title)
	case "keys":
		h.list()
		h.walkTo(id)
		h.moveByKeys(title)
	}
	h.until("the note in its island", gone("[data-zone=tray]", id))
}

// nest brings an island to the end of another.
func (h *gatherer) nest(inner, innerTitle, island, title string) {
	h.t.Helper()
	switch h.way("drag", "menu", "keys") {
	case "drag":
		h.sheet()
		h.carry(inner, island, end)
	case "menu":
		h.sheet()
		h.menu(inner, "menu.move")
		h.pickIsland(title)
	case "keys":
		h.list()
		h.walkTo(inner)
		h.moveByKeys(title)
	}
	h.until("the island in the island", gone(".sheet__world > .spot >", inner)+" && "+gone(".outline__islands > li >", inner))
}

func gone(under, id string) string {
	return fmt.Sprintf(`!document.querySelector('%s [data-id="%s"]')`, under, id)
}

// stateAlone writes a sentence of nobody's onto the sheet.
func (h *gatherer) stateAlone(text string) {
	h.t.Helper()
	h.push("board.add_statement")
	h.fillDialog(text, "board.statement_do")
}

// stateIn writes one into an island.
func (h *gatherer) stateIn(island, text string) {
	h.t.Helper()
	h.list()
	h.menu(island, "menu.statement")
	h.fillDialog(text, "board.statement_do")
}

func (h *gatherer) fillDialog(text, act string) {
	h.t.Helper()
	h.until("the box", `document.querySelector("dialog[open] textarea") === document.activeElement`)
	h.write(text)
	h.push(act)
	h.until("the sentence", `!document.querySelector("dialog[open]")`)
}

// alone declares notes lone ones: by the menu, and by carrying them there.
func (h *gatherer) alone(texts []string) {
	h.t.Helper()
	h.sheet()
	for i, text := range texts {
		if i%2 == 0 {
			h.menu(h.notes[text], "menu.lone")
		} else {
			h.carryTo(h.notes[text], `document.querySelector("[data-zone=lone]")`, end)
		}
		h.until("the lone note", fmt.Sprintf(`document.querySelector('[data-zone=lone] [data-id="%s"]')`, h.notes[text]))
	}
	h.saved()
}

// writeLateTitles writes the title cards that were put off: by a press where
// the card would lie, and by the key.
func (h *gatherer) writeLateTitles() {
	h.t.Helper()
	h.list()
	for i, title := range slices.Clone(h.late) {
		id := h.islands[title]
		if i%2 == 0 {
			h.clickOn(fmt.Sprintf(`document.querySelector('[data-id="%s"] .title--empty')`, id))
		} else {
			h.walkTo(id)
			h.strike("t")
		}
		h.until("the box", `document.querySelector("dialog[open] .titling__text") === document.activeElement`)
		h.write(title)
		h.push("board.title_do")
		h.until("the dialog closed", `!document.querySelector("dialog[open]")`)
	}
	h.late = nil
	h.saved()
}
