package browsertest

import (
	"fmt"
	"testing"

	"yoriai/board"
)

// relating is a table that connects its islands: the coordinator with the
// mouse, the facilitator with the keyboard only.
type relating struct {
	*hall
	doc         board.DocID
	mouse, keys *guest
	ids         map[string]string // of islands and notes, by their words
}

// isle is an island to lay out before the test begins.
type isle struct {
	title string
	x, y  int
	notes []string
}

var fourIslands = []isle{
	{"職員の異動のたびに話が初めからになる", 40, 40, []string{"担当が変わると約束も消える", "前の記録を探すのに一日かかる"}},
	{"頼みごとがいつも同じ人に行く", 1000, 60, []string{"若い人に声をかける場がない", "名簿が十年前のまま"}},
	{"道具と置き場が足りない", 60, 640, []string{"くまでが三本しかない"}},
	{"月に一度、道具小屋で立ち話をしよう", 980, 620, []string{"鍵は班で回す", "職員も長靴で来る"}},
}

const loneNote = "犬のふん、だれも言い出せない"

// lays puts islands on the sheet and a lone note beside them, with the right of
// the one who steers the hall, and opens the time to relate.
func (h *hall) lays(isles []isle) (live, map[string]string) {
	h.t.Helper()
	link, _ := h.links()
	p := h.connects("全体進行", link, h.boardOf("1班"))
	p.sends(`setPhase("gather")`)
	p.until("the time to gather", `live.doc.view.board.phase === "gather"`)
	for _, it := range isles {
		p.sends(fmt.Sprintf(`addGroup({ title: %q, to: onSheet({ x: %d, y: %d }) })`, it.title, it.x, it.y))
		for _, text := range it.notes {
			p.sends(fmt.Sprintf(`addNote(%q, inGroup(v.all("group").find((g) => g.title === %q).id))`, text, it.title))
		}
	}
	p.sends(fmt.Sprintf(`addNote(%q)`, loneNote))
	p.sends(fmt.Sprintf(`loneNote(v.all("note").find((n) => n.text === %q).id, true)`, loneNote))
	p.sends(`setPhase("relate")`)
	p.until("the time to relate", `live.doc.view.board.phase === "relate" && live.doc.view.all("board").length === 1`)
	p.saved()
	return p, eval[map[string]string](p.person, `Object.fromEntries([...live.doc.view.all("group").map((g) => [g.title, g.id]), ...live.doc.view.all("note").map((n) => [n.text, n.id])])`)
}

func openRelating(t *testing.T) *relating {
	h := openHall(t)
	e := &relating{hall: h, doc: h.boardOf("1班")}
	_, e.ids = h.lays(fourIslands)
	e.mouse = &guest{person: h.sits("森山")}
	e.keys = &guest{person: h.facilitates(e.doc)}
	for _, g := range []*guest{e.mouse, e.keys} {
		g.until("the islands", fmt.Sprintf(`document.querySelectorAll(".sheet .island").length === %d`, len(fourIslands)))
	}
	return e
}

const dialogOpen = `document.querySelector("dialog[open]") !== null`

// stands waits until both browsers and the server have these sentences and no others.
func (e *relating) stands(sentences ...string) {
	e.t.Helper()
	for _, g := range []*guest{e.mouse, e.keys} {
		g.until(fmt.Sprintf("the lines %q", sentences), fmt.Sprintf(`JSON.stringify([...document.querySelectorAll(".sheet .line title")].map((x) => x.textContent).sort()) === JSON.stringify(%s.sort())`, jsList(sentences)))
	}
}

// focusOn stands on an item with the arrow keys.
func (e *relating) focusOn(id string) {
	e.t.Helper()
	g := e.keys
	g.until("the item in reach", byID(id)+" !== null")
	for range 60 {
		if eval[bool](g.person, fmt.Sprintf(`document.activeElement?.dataset.id === %q`, id)) {
			return
		}
		at := eval[int](g.person, fmt.Sprintf(`(() => { const all = [...document.querySelectorAll(".board [data-id][tabindex]")]; const here = all.indexOf(document.activeElement.closest("[data-id]")); return here < 0 ? 0 : Math.sign(all.findIndex((e) => e.dataset.id === %q) - here); })()`, id))
		switch {
		case at == 0:
			eval[any](g.person, `document.querySelector('.board [data-id][tabindex="0"]').focus()`)
		case at > 0:
			g.strike("ArrowRight")
		default:
			g.strike("ArrowLeft")
		}
		g.changes()
	}
	e.t.Fatalf("the keys do not lead to %s", id)
}

// tabTo goes on with Tab until something has the focus.
func (g *guest) tabTo(what, expression string) {
	g.t.Helper()
	for range 60 {
		if eval[bool](g.person, fmt.Sprintf(`((e) => !!(%s))(document.activeElement)`, expression)) {
			return
		}
		g.strike("Tab")
	}
	g.t.Fatalf("%s: Tab does not lead to %s", g.name, what)
}

// tabToBack goes back with Shift+Tab.
func (g *guest) tabToBack(what, expression string) {
	g.t.Helper()
	for range 60 {
		if eval[bool](g.person, fmt.Sprintf(`((e) => !!(%s))(document.activeElement)`, expression)) {
			return
		}
		g.must(g.page.key("\t", shiftKey), "go back")
	}
	g.t.Fatalf("%s: Shift+Tab does not lead to %s", g.name, what)
}

func TestRelating(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	moved, asked, tools, shed := fourIslands[0].title, fourIslands[1].title, fourIslands[2].title, fourIslands[3].title
	causes := fmt.Sprintf("『%s』が『%s』を招いている", moved, asked)

	e.byMouse(moved, asked, "因果", causes)
	e.stands(causes)
	both := fmt.Sprintf("『%s』と『%s』がぶつかり合っている", tools, shed)
	e.byKeys(tools, shed, "opposes", both)
	e.stands(causes, both)
	e.mouse.shot("relate-two-lines")

	e.turned(causes)
	turned := fmt.Sprintf("『%s』が『%s』を招いている(毎年四月)", asked, moved)
	e.stands(turned, both)
	e.carriedBelowWords(turned, both)
	e.followsThePile(turned)
	e.survives(turned, both)

	e.takenAwayFromTheList(both)
	e.stands(turned)
	e.leadsElsewhere(turned, fmt.Sprintf("『%s』が『%s』を招いている(毎年四月)", asked, tools))
	e.begunByLetters()
	e.mouse.accessible("the sheet with a line")
	if n := len(e.replay(e.doc).Links()); n != 1 {
		t.Errorf("the file has %d relations", n)
	}
}

// byMouse: menu, the other island, the meaning, done.
func (e *relating) byMouse(from, to, meaning, sentence string) {
	e.t.Helper()
	g := e.mouse
	g.press("button", "「"+shortened(from)+"」にできること")
	g.press("menuitem", "つなぐ…")
	g.until("to be asked for the other", `document.querySelector(".strip--aim") !== null`)
	g.shot("relate-aim")
	g.clickOn(byID(e.ids[to]) + `.querySelector(".title")`)
	g.until("the dialog", dialogOpen)
	g.press("radio", meaning)
	g.until("the sentence before it is made", fmt.Sprintf(`document.querySelector(".relate__sentence").textContent === %s`, quoted(sentence)))
	g.shot("relate-dialog")
	g.press("button", "この線を引く")
	g.until("the sentence after", fmt.Sprintf(`document.querySelector(".toast")?.textContent.includes(%s)`, quoted(sentence)))
}

// shortened is how the name of a menu cuts a title.
func shortened(title string) string {
	if r := []rune(title); len(r) > 14 {
		return string(r[:14]) + "…"
	}
	return title
}

// byKeys: L, the arrows to the other, Enter; in the dialog Tab, arrows, Ctrl+Enter.
func (e *relating) byKeys(from, to, meaning, sentence string) {
	e.t.Helper()
	g := e.keys
	e.focusOn(e.ids[from])
	g.strike("l")
	g.until("to be asked for the other, and by which keys", says(".strip--aim", "矢印で進み、Enter で"))
	e.focusOn(e.ids[to])
	g.strike(" ")
	g.until("the dialog", dialogOpen)
	g.until("the meanings under the hand", `document.activeElement.name === "meaning"`)
	g.strike(" ")
	for range 4 {
		if eval[bool](g.person, fmt.Sprintf(`document.activeElement.checked && document.activeElement.value === %q`, meaning)) {
			break
		}
		g.strike("ArrowDown")
	}
	g.until("the sentence before it is made", fmt.Sprintf(`document.querySelector(".relate__sentence").textContent === %s`, quoted(sentence)))
	g.ctrl("\r")
	g.until("the dialog closed", "!"+dialogOpen)
}

// turned: a press on the line itself opens it; its ends are exchanged, and it gets words of its own.
func (e *relating) turned(sentence string) {
	e.t.Helper()
	g := e.mouse
	g.clickOn(fmt.Sprintf(`document.querySelector('.line__label[data-of="' + [...document.querySelectorAll(".sheet .line")].find((l) => l.querySelector("title").textContent === %s).dataset.link + '"] rect')`, quoted(sentence)))
	g.until("the dialog", dialogOpen)
	g.press("button", "向きを入れかえる")
	g.focus("textbox", "線にそえる言葉")
	g.write("毎年四月")
	g.press("button", "こう直す")
	g.until("the dialog closed", "!"+dialogOpen)
}

// leadsElsewhere: another end is chosen for a line, by the keyboard; that is one step, and one undo takes it back.
func (e *relating) leadsElsewhere(sentence, elsewhere string) {
	e.t.Helper()
	g := e.keys
	g.clickOn(fmt.Sprintf(`document.querySelector('.line__label[data-of="' + [...document.querySelectorAll(".sheet .line")].find((l) => l.querySelector("title").textContent === %s).dataset.link + '"] rect')`, quoted(sentence)))
	g.until("the dialog", dialogOpen)
	g.tabTo("the second end", `e.matches(".relate__slot") && e.previousElementSibling !== null`)
	g.strike("Enter")
	g.until("the list to choose from", `document.querySelectorAll("dialog .pick").length > 1`)
	g.tabTo("another island", fmt.Sprintf(`e.matches(".pick") && e.textContent.includes(%s)`, quoted(fourIslands[2].title)))
	g.strike("Enter")
	g.until("the sentence before it is made", fmt.Sprintf(`document.querySelector(".relate__sentence")?.textContent === %s`, quoted(elsewhere)))
	g.until("the hand in the dialog", `document.querySelector("dialog[open]").contains(document.activeElement)`)
	g.ctrl("\r")
	e.stands(elsewhere)
	g.ctrl("z")
	e.stands(sentence)
}

// begunByLetters: what the buttons round the sheet begin has its letter.
func (e *relating) begunByLetters() {
	e.t.Helper()
	g := e.keys
	e.focusOn(e.ids[fourIslands[0].title])
	for letter, title := range map[string]string{"w": "付箋を足す", "s": "ひとことを書く", "j": "文章にする"} {
		g.strike(letter)
		g.until("the dialog of "+letter, fmt.Sprintf(`document.querySelector("dialog[open] h2")?.textContent.trim() === %s`, quoted(title)))
		g.staysIn(letter)
		g.strike("Escape")
		g.until("the dialog closed", "!"+dialogOpen)
	}
	g.strike("u")
	g.until("the buttons above the sheet in hand", `document.activeElement?.closest(".desk__strips") !== null && document.activeElement.textContent.trim() === "つなぐ"`)
	g.strike("Enter")
	g.until("what can be pressed in hand, and which keys there are", `document.activeElement.matches("[data-id]") && `+says(".strip--aim", "矢印で進み、Enter で"))
	g.strike("Escape")
	g.until("the strip as it was", `document.querySelector(".strip--aim") === null`)
	g.strike("j")
	g.until("the first island in hand", `document.activeElement.matches(".pick")`)
	g.strike("ArrowDown")
	g.until("the second island in hand", `document.activeElement === document.querySelectorAll(".pick")[1]`)
	g.strike("Escape")
	g.until("the dialog closed", "!"+dialogOpen)
}

// followsThePile: a line to a note ends at the pile when the pile is closed, and leads to the note again when it is open.
func (e *relating) followsThePile(sentence string) {
	e.t.Helper()
	shape := fmt.Sprintf(`[...document.querySelectorAll(".sheet .line")].find((l) => l.querySelector("title").textContent === %s).querySelector(".line__hit").getAttribute("d")`, quoted(sentence))
	// What was done before has come to rest: a line on its way to its place is not where it comes back to.
	before := atRestOf[string](e.mouse, `document.querySelector(".toasts button") === null`, shape)
	h := &gatherer{guest: e.mouse}
	h.menu(e.ids[fourIslands[1].title], "menu.fold")
	e.mouse.until("the line at the pile", fmt.Sprintf(`%s !== %s`, shape, quoted(before)))
	h.menu(e.ids[fourIslands[1].title], "menu.unfold")
	e.mouse.until("the line as it was", fmt.Sprintf(`%s === %s`, shape, quoted(before)))
}

// carriedBelowWords: what was said of the line lies over another island still,
// takes nothing that is let go there, and is over when something else is done:
// its button would take back that, and not what it speaks of.
func (e *relating) carriedBelowWords(sentences ...string) {
	e.t.Helper()
	id, into := e.ids[fourIslands[0].title], e.ids[fourIslands[2].title]
	e.mouse.until("what was said", `document.querySelector(".toast button") !== null`)
	(&gatherer{guest: e.mouse}).carry(id, into, end)
	e.keys.until("the island in another", fmt.Sprintf(`%s?.parentElement.closest(".island") === %s`, byID(id), byID(into)))
	if eval[bool](e.mouse.person, `document.querySelector(".toast button") !== null`) {
		e.t.Error("what was said of the line offers still to take something back, after something else was done")
	}
	e.stands(sentences...)
	e.mouse.ctrl("z")
	e.keys.until("the island out again", fmt.Sprintf(`%s?.parentElement.closest(".island") === null`, byID(id)))
	e.stands(sentences...)
}

// survives: a relation lives on whatever is done with the islands at its ends:
// put into another island, and out of it again when that is dissolved.
func (e *relating) survives(sentences ...string) {
	e.t.Helper()
	g, id := e.keys, e.ids[fourIslands[0].title]
	e.focusOn(id)
	g.strike("g")
	g.until("an island round the island", fmt.Sprintf(`%s?.parentElement.closest(".island") !== null && document.activeElement?.dataset.kind === "group" && document.activeElement?.dataset.id !== %q`, byID(id), id))
	e.stands(sentences...)
	round := eval[string](g.person, standing)
	g.strike("m")
	g.press("menuitem", g.say("menu.dissolve"))
	for _, who := range []*guest{e.mouse, e.keys} {
		who.until("the island by itself again", fmt.Sprintf(`%s === null && %s?.parentElement.closest(".island") === null`, byID(round), byID(id)))
	}
	e.stands(sentences...)
}

// takenAwayFromTheList: the list has the lines as sentences, and all that can be done with them.
func (e *relating) takenAwayFromTheList(sentence string) {
	e.t.Helper()
	g := e.keys
	e.focusOn(e.ids[fourIslands[0].title])
	g.strike("v")
	g.until("the sentences", `document.querySelectorAll(".outline .relations__row").length === 2`)
	g.shot("relate-list")
	g.accessible("the list with relations")
	eval[any](g.person, `document.querySelector('.board [data-id][tabindex="0"]').focus()`)
	g.tabTo("the button", fmt.Sprintf(`e.getAttribute("aria-label")?.startsWith("消す: " + %s)`, quoted(string([]rune(sentence)[:30]))))
	g.strike("Enter")
	g.until("one sentence left, with the hand on it", `document.querySelectorAll(".outline .relations__row").length === 1 && document.activeElement.closest(".relations__row") !== null`)
	(&gatherer{guest: g}).sheet()
}

// TestRelatingOnAPhone: without the sheet, from the list, with a finger's presses only.
func TestRelatingOnAPhone(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	_, ids := h.lays(fourIslands)
	p := h.facilitates(h.boardOf("1班"))
	p.window(phone)
	p.reload()
	p.until("the list", `document.querySelector(".outline .relations") !== null`)
	g := &guest{person: p}
	(&gatherer{guest: g}).menu(ids[fourIslands[0].title], "menu.link")
	p.until("the list to choose from", `document.querySelectorAll("dialog .pick").length > 3`)
	p.shot("relate-phone-pick")
	p.focus("searchbox", "二つ目を選んでください")
	p.write("くまで")
	p.until("the note that was searched for", `document.querySelectorAll("dialog .pick").length === 1`)
	p.press("button", "くまでが三本しかない")
	p.until("the meanings under the hand", `document.activeElement.name === "meaning"`)
	p.press("radio", "関連")
	p.shot("relate-phone-dialog")
	p.accessible("the dialog of a relation on a phone")
	if wide := eval[int](p, `document.querySelector("dialog").scrollWidth - document.querySelector("dialog").clientWidth`); wide > 0 {
		t.Errorf("the dialog is %d pixels wider than the phone", wide)
	}
	p.press("button", "この線を引く")
	p.until("the sentence in the list", `document.querySelector(".outline .relations__text")?.textContent === "『職員の異動のたびに話が初めからになる』と『くまでが三本しかない』にはつながりがある"`)
	eval[any](p, `document.querySelector(".outline .relations").scrollIntoView()`)
	p.shot("relate-phone-list")
}
