package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

// wordBox is a box at the board in which somebody writes.
type wordBox struct {
	name, at string
	most     int
	long     string // what is said of too many letters
	opens    func()
}

// wrongWords are words that no board takes, as they stand in a script.
func (b wordBox) wrongWords(t *testing.T) map[string]string {
	bad := say(t, "refusal.bad_text")
	return map[string]string{
		fmt.Sprintf(`"字".repeat(%d)`, b.most+1):                 b.long,
		`"e" + "\u0301".repeat(5000)`:                           b.long,
		fmt.Sprintf(`"👩‍👩‍👧‍👦".repeat(%d)`, max(b.most+1, 400)): b.long,
		`"鐘\u0007の音"`:                                           bad,
		`"半分\ud83d"`:                                            bad,
		`"\u200b\u2063"`:                                        bad,
	}
}

// TestWordsNoBoardTakes is rows C-01, C-02, C-04, C-05 and C-11 where people
// write at the board: a note, one put right, a title card, words on a line. What
// cannot be taken is said in the box's own dialog, every letter stays there, and
// nobody else sees any of it. Put right, it goes out.
func TestWordsNoBoardTakes(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	g := e.mouse
	hands := &gatherer{guest: g}
	first, other := e.ids[fourIslands[0].title], e.ids[fourIslands[2].title]
	tooBig := say(t, "refusal.too_big")
	own := g.adds("自分で書いた一枚")
	before := e.texts()
	for _, b := range []wordBox{
		{"a note", "#writing-text", board.Bounds.NoteChars, tooBig, func() { g.press("button", "付箋を足す") }},
		{"a note put right", "#writing-text", board.Bounds.NoteChars, tooBig, func() { hands.menu(own, "menu.edit") }},
		{"a title card", ".titling__text", board.Bounds.TitleChars, say(t, "board.title_long"), func() { hands.menu(first, "menu.title") }},
		{"words on a line", "#relate-label", board.Bounds.LabelChars, say(t, "relation.label_long"), func() {
			hands.menu(first, "menu.link")
			g.clickOn(byID(other) + `.querySelector(".title")`)
			g.until("the dialog", dialogOpen)
			g.press("radio", "関連")
			g.focus("textbox", "線にそえる言葉")
		}},
	} {
		b.opens()
		g.until("the box", fmt.Sprintf(`document.activeElement?.matches(%q)`, b.at))
		for words, sentence := range b.wrongWords(t) {
			g.triesWords(b, words, sentence)
		}
		g.shot("words-no-board-takes")
		g.closes()
	}
	if after := e.texts(); !slices.Equal(after, before) {
		t.Errorf("on the board stands %.300q, and before %.300q", after, before)
	}
	g.countsAndGoesOut(e)
	g.keepsWhatOfAListIsWrong(e)
	g.cutsNoFamily(e, hands)
}

// adds a note at the board, and gives its id.
func (g *guest) adds(text string) string {
	g.t.Helper()
	g.press("button", "付箋を足す")
	g.until("the box", `document.activeElement?.matches("#writing-text")`)
	g.write(text)
	g.clickOn(mainOfDialog)
	g.until("the note", `!`+dialogOpen+` && `+called(text)+` !== undefined`)
	return eval[string](g.person, called(text)+`.dataset.id`)
}

// texts are all that the server has, in order.
func (e *relating) texts() (all []string) {
	e.t.Helper()
	state := e.replay(e.doc)
	for _, n := range state.Notes() {
		all = append(all, n.Text)
	}
	for _, g := range state.Groups() {
		all = append(all, g.Title)
	}
	for _, l := range state.Links() {
		all = append(all, l.Label)
	}
	slices.Sort(all)
	return all
}

// putsInto writes into a box; words stand as in a script.
func (g *guest) putsInto(box, words, how string) {
	g.t.Helper()
	eval[any](g.person, fmt.Sprintf(`((box) => { box.value = %s; box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: %q })); })(document.querySelector(%q))`, words, how, box))
}

const mainOfDialog = `document.querySelector("dialog[open] [type=submit]")`

// triesWords: they stay, and one sentence says what to do.
func (g *guest) triesWords(b wordBox, words, sentence string) {
	g.t.Helper()
	g.putsInto(b.at, words, "insertText")
	g.until("no sentence of before", `!document.querySelector("dialog[open] [role=alert]")`)
	g.clickOn(mainOfDialog)
	g.until(fmt.Sprintf("what is said of %s as %s", words, b.name), fmt.Sprintf(`document.querySelector("dialog[open] [role=alert]")?.textContent === %s`, quoted(sentence)))
	if !eval[bool](g.person, fmt.Sprintf(`document.querySelector(%q).value === %s`, b.at, words)) {
		g.t.Errorf("%s: of %s something is lost", b.name, words)
	}
}

// countsAndGoesOut (C-02): it is told how many letters there are; with one less all of them go out.
func (g *guest) countsAndGoesOut(e *relating) {
	g.t.Helper()
	most := board.Bounds.NoteChars
	g.press("button", "付箋を足す")
	g.until("the box", `document.activeElement?.matches("#writing-text")`)
	g.putsInto("#writing-text", fmt.Sprintf(`"字".repeat(%d)`, most+1), "insertText")
	g.until("how many", fmt.Sprintf(`document.querySelector("dialog[open] .field__count[data-over]")?.textContent === %s`, quoted(g.say("board.letters", "n", most+1, "most", most))))
	g.accessible("too many letters")
	g.shot("too-many-letters")
	g.putsInto("#writing-text", fmt.Sprintf(`"字".repeat(%d)`, most), "deleteContentBackward")
	g.clickOn(mainOfDialog)
	g.until("no dialog", `!`+dialogOpen)
	whole := fmt.Sprintf(`[...document.querySelectorAll(".board .note__text")].some((e) => e.textContent === "字".repeat(%d))`, most)
	g.until("the note", whole)
	e.keys.until("the note at the other's", whole)
}

// keepsWhatOfAListIsWrong (C-02): of a pasted list goes out what can, in order;
// the rest is in the box still.
func (g *guest) keepsWhatOfAListIsWrong(e *relating) {
	g.t.Helper()
	g.press("button", "付箋を足す")
	g.until("the box", `document.activeElement?.matches("#writing-text")`)
	long := strings.Repeat("長", board.Bounds.NoteChars+1)
	g.putsInto("#writing-text", quoted("はじめの行\n"+long+"\nおわりの行"), "insertFromPaste")
	g.until("the question what three lines are", fmt.Sprintf(`[...document.querySelectorAll("dialog [role=status]")].some((e) => e.textContent.includes(%s))`, quoted(g.say("seat.split", "n", "3"))))
	g.clickOn(mainOfDialog)
	g.until("that one is too long", fmt.Sprintf(`document.querySelector("dialog[open] [role=alert]")?.textContent === %s`, quoted(g.say("refusal.too_big"))))
	if rest := eval[string](g.person, `document.querySelector("#writing-text").value`); rest != long+"\nおわりの行" {
		g.t.Errorf("in the box stands %.60q", rest)
	}
	e.keys.until("the first line", `[...document.querySelectorAll(".board .note__text")].some((e) => e.textContent === "はじめの行")`)
	if slices.ContainsFunc(e.texts(), func(text string) bool { return strings.Contains(text, "おわりの行") }) {
		g.t.Error("the last line went out before the one in the middle")
	}
	g.closes()
}

// cutsNoFamily (C-05): a title card holds as many families as letters, and
// wherever a name is cut short none of them is cut in two.
func (g *guest) cutsNoFamily(e *relating, hands *gatherer) {
	g.t.Helper()
	id := e.ids[fourIslands[0].title]
	hands.menu(id, "menu.title")
	g.until("the box", `document.activeElement?.matches(".titling__text")`)
	families := fmt.Sprintf(`"👩‍👩‍👧‍👦".repeat(%d)`, board.Bounds.TitleChars)
	g.putsInto(".titling__text", families, "insertText")
	g.clickOn(mainOfDialog)
	g.until("the title card", fmt.Sprintf(`!%s && %s.querySelector(".title__text").textContent === %s`, dialogOpen, byID(id), families))
	halves := eval[[]string](g.person, `[...document.querySelectorAll("body *")]
		.flatMap((e) => [...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data), e.getAttribute("aria-label") ?? "", e.getAttribute("title") ?? ""])
		.filter((text) => /\p{Surrogate}|[\u200d👩👧👦]/u.test(text.replaceAll("👩‍👩‍👧‍👦", "")))`)
	if len(halves) > 0 {
		g.t.Errorf("cut in two: %q", halves)
	}
	g.shot("families")
}

// TestManyWithdrawnAtOnce is row D-14: who withdraws many is asked first; and as
// long as nothing else was done one undo brings all of it back, at everybody's.
func TestManyWithdrawnAtOnce(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	link, _ := p.hall.links()
	other := p.hall.connects("会場", link, p.doc)
	from, to := p.roundLoose()
	p.must(p.page.drag(from[0], from[1], to[0], to[1], func() {}), "draw a band")
	p.clickWith(called("まだの1枚目"), 2)
	p.clickWith(called("まだの2枚目"), 2)
	const names = "紙の上の一枚目 紙の上の二枚目 まだの1枚目 まだの2枚目"
	count := fmt.Sprintf(`live.doc.view.all("note").filter((n) => %s.includes(n.text) && !n.withdrawn).length`, jsList(strings.Fields(names)))
	p.must(p.page.key("Delete"), "press Del")
	p.until("the question", fmt.Sprintf(`document.querySelector("dialog[open] h2")?.textContent === %s`, quoted(say(t, "board.withdraw_title", "n", 4))))
	if n := eval[int](other.person, count); n != 4 {
		t.Errorf("before anybody agreed %d of 4 are left", n)
	}
	p.accessible("whether to withdraw many")
	x, y := p.middleOf(mainOfDialog)
	p.must(p.page.click(x, y), "agree")
	other.until("none of them", count+` === 0`)
	p.until("no dialog", `!`+dialogOpen)
	p.until("what an undo will bring back", fmt.Sprintf(`document.querySelector(".bar__undo")?.title === %s`, quoted(say(t, "board.undo", "what", say(t, "undo.together.withdraw", "n", 4)))))
	p.ctrl("z")
	other.until("all of them again", count+` === 4`)
	p.until("a step like any other to take back", fmt.Sprintf(`document.querySelector(".bar__undo")?.title !== %s`, quoted(say(t, "board.undo", "what", say(t, "undo.together.withdraw", "n", 4)))))
	p.until("all of them here", fmt.Sprintf(`%s.every((text) => [...document.querySelectorAll(".board .note__text")].some((e) => e.textContent === text))`, jsList(strings.Fields(names))))
	other.agrees()
}
