package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// noteNamed is a note's id by its text, for what a colleague sends.
func noteNamed(text string) string {
	return fmt.Sprintf(`[...v.all("note")].find((n) => n.text === %s).id`, quoted(text))
}

// hasToast waits for a sentence that begins so.
func (p *atSheet) hasToast(words string) {
	p.t.Helper()
	p.until(words, fmt.Sprintf(`document.querySelector(".toasts")?.textContent.includes(%s)`, quoted(words)))
}

// holds lifts an item and carries it over bare paper.
func (p *atSheet) holds(element string) (x, y float64) {
	p.t.Helper()
	b := p.box(element)
	x, y = b[0]+30, b[1]+8
	p.must(p.page.mouse(chromedp.MouseMoved, x, y, false), "go there")
	p.must(p.page.mouse(chromedp.MousePressed, x, y, true), "press")
	for i := range 6 {
		p.must(p.page.mouse(chromedp.MouseMoved, x+float64(10*i), y+float64(4*i), true), "drag")
	}
	return x + 50, y + 20
}

// isInHand: what is carried is under the hand that carries it, wherever it lay.
func (p *atSheet) isInHand(x, y float64) {
	p.t.Helper()
	if b := p.box(`document.querySelector(".ghost > *")`); x < b[0] || x > b[2] || y < b[1] || y > b[3] {
		p.t.Errorf("the hand is at %.0f, %.0f, and what it carries at %.0f", x, y, b)
	}
}

// marksWords: whether a browser may mark the words that a hand goes over, as
// Safari does wherever a hand goes down, and a tablet where a finger rests.
func (p *atSheet) marksWords(may bool) {
	p.t.Helper()
	const asks = `document.querySelector(".title__text").dispatchEvent(new Event("selectstart", { bubbles: true, cancelable: true }))`
	if marks := eval[bool](p.person, asks); marks != may {
		p.t.Errorf("words are marked: %v", marks)
	}
	if list := eval[string](p.person, `[...new Set([...document.querySelectorAll(".sheet__world .title__text, .sheet__world .note__text")].map((e) => getComputedStyle(e).userSelect))].join()`); list != "none" {
		p.t.Errorf("a finger that rests on words of the sheet marks them: %s", list)
	}
}

func (p *atSheet) letsGo(x, y float64) {
	p.t.Helper()
	p.must(p.page.mouse(chromedp.MouseReleased, x, y, false), "let go")
}

// TestTakenFromTheHand: while I hold a note a colleague withdraws it or moves
// it: the hand is empty, a sentence says why, and nothing of mine is sent. Esc
// puts a held note back, too. (That they begin to write on it: writtenInTheHand.)
func TestTakenFromTheHand(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	link, _ := p.hall.links()
	other := p.hall.connects("facilitator2", link, p.doc)
	const ghost = `document.querySelector(".ghost")`

	p.marksWords(true)
	x, y := p.holds(called("紙の上の一枚目"))
	p.until("the held note", ghost)
	p.isInHand(x, y)
	p.marksWords(false)
	other.sends(`withdrawNote(` + noteNamed("紙の上の一枚目") + `)`)
	p.hasToast("「紙の上の一枚目」は、ほかの人が取り下げたか、たばねました。")
	p.until("the empty hand", "!"+ghost)
	p.letsGo(x, y)

	x, y = p.holds(called("紙の上の二枚目"))
	p.until("the held note", ghost)
	other.sends(`moveItems([` + noteNamed("紙の上の二枚目") + `], tray())`)
	p.hasToast("「紙の上の二枚目」は、いま、ほかの人が動かしました。")
	p.until("the empty hand", "!"+ghost)
	p.letsGo(x, y)
	p.until("the note where the colleague put it", `document.querySelector(".tray")?.textContent.includes("紙の上の二枚目")`)

	x, y = p.holds(called("まだの1枚目"))
	p.until("the held note", ghost)
	p.isInHand(x, y)
	p.must(p.page.key("Escape"), "press Esc")
	p.until("the empty hand", "!"+ghost)
	p.letsGo(x, y)
	p.until("the note in the tray", `document.querySelector(".tray")?.textContent.includes("まだの1枚目")`)
}

// TestNothingMovesUnderAWriter: the frame of a note says who is writing on it,
// and it can be neither dragged nor moved until they are done.
func TestNothingMovesUnderAWriter(t *testing.T) {
	t.Parallel()
	writer := openPaper(t)
	p := &atSheet{person: writer.hall.sits("紙の班の進行"), hall: writer.hall, doc: writer.doc}
	p.until("the sheet", called("まだの1枚目"))
	eval[any](writer.person, called("まだの1枚目")+`.focus()`)
	writer.must(writer.page.key("Enter"), "edit")
	writer.until("the box", `document.querySelector("dialog[open] textarea") === document.activeElement`)

	held := called("まだの1枚目")
	p.until("the frame that says so", held+`.hasAttribute("data-held") && `+held+`.textContent.includes("直し中: ")`)
	x, y := p.holds(held)
	p.hasToast("さんが書いているところです")
	p.letsGo(x, y)
	eval[any](p.person, held+`.focus()`)
	islands := eval[int](p.person, `document.querySelectorAll(".island").length`)
	p.must(p.page.key("g"), "gather by key")
	if eval[int](p.person, `document.querySelectorAll(".island").length`) != islands {
		t.Error("a note was gathered while somebody wrote on it")
	}
	p.shot("sheet-held")
	writer.seesWhileWriting()
	writer.must(writer.page.key("Escape"), "stop writing")
	p.until("the note free again", "!"+held+`.hasAttribute("data-held")`)
	p.titleHeld(writer)
	x, y = p.holds(held)
	p.until("the held note", `document.querySelector(".ghost")`)
	p.must(p.page.key("Escape"), "put it back")
	p.letsGo(x, y)
}

// seesWhileWriting: what others do is to be seen behind the box in which one
// writes, and what is typed meanwhile stays in it.
func (p *atSheet) seesWhileWriting() {
	p.t.Helper()
	link, _ := p.hall.links()
	other := p.hall.connects("facilitator2", link, p.doc)
	const box = `document.querySelector("dialog[open] textarea")`
	words := eval[string](p.person, box+`.value`)
	p.write("書き足す")
	other.sends(`editNote(v.note(` + noteNamed("まだの2枚目") + `), "ほかの人が直した")`)
	p.write("続き")
	p.until("what the colleague wrote", called("ほかの人が直した"))
	p.until("what I wrote", fmt.Sprintf(`document.activeElement === %s && %s.value.length === %d`, box, box, len([]rune(words))+6))
	// An older page, or a coordinator who did not look, moves the note itself (K-02).
	text := eval[string](p.person, fmt.Sprintf(`(%s.setSelectionRange(2, 2), %[1]s.value)`, box))
	other.sends(`moveItems([` + noteNamed("まだの1枚目") + `], onSheet({ x: 900, y: 500 }))`)
	p.until("the note elsewhere", called("まだの1枚目")+`?.closest(".sheet__world")`)
	if kept := eval[bool](p.person, fmt.Sprintf(`document.activeElement === %s && %[1]s.value === %s && %[1]s.selectionStart === 2`, box, quoted(text))); !kept {
		p.t.Error("the note was moved, and the words or the caret are not where they were")
	}
}

// titleHeld: the same of an island whose title card is being written.
func (p *atSheet) titleHeld(writer *atSheet) {
	p.t.Helper()
	island := called("雨の日は、だれも歩かない")
	eval[any](writer.person, island+`.focus()`)
	writer.must(writer.page.key("t"), "write the title")
	writer.until("the box", `document.querySelector("dialog[open] .titling__text") === document.activeElement`)
	p.until("the island's frame that says so", island+`.querySelector(".island__held")?.textContent.includes(" さんが直しています")`)
	p.shot("sheet-held-island")
	writer.must(writer.page.key("Escape"), "stop writing")
	p.until("the island free again", "!"+island+`.querySelector(".island__held")`)
}

// TestStepsAndEnough: islands say their step as soon as there are several, and
// when all is gathered into few islands a sentence says that this may do.
func TestStepsAndEnough(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	other := p.hall.joins("紙の班の進行", p.doc)
	if eval[bool](p.person, `document.querySelector(".count--step") !== null`) {
		t.Error("steps are told where there is one only")
	}
	if eval[bool](p.person, `document.querySelector(".ledger__enough") !== null`) {
		t.Error("it is said to be enough while notes wait")
	}
	for i := range 4 {
		other.sends(fmt.Sprintf(`addGroup({ title: "ひとりの島%d", items: [%s], to: onSheet({ x: %d, y: 600 }) })`, i, noteNamed(fmt.Sprintf("まだの%d枚目", i+1)), 100+350*i))
	}
	for _, text := range []string{"紙の上の一枚目", "紙の上の二枚目"} {
		other.sends(`moveItems([` + noteNamed(text) + `], inGroup([...v.all("group")].find((g) => g.title === "ひとりの島0").id))`)
	}
	p.until("that it is enough", `document.querySelector(".ledger__enough")?.textContent === "ここまでで 7 つです。よいころです。"`)
	other.sends(`moveItems([[...v.all("group")].find((g) => g.title === "ひとりの島1").id], inGroup([...v.all("group")].find((g) => g.title === "ひとりの島0").id))`)
	step := func(title string) string {
		return fmt.Sprintf(`[...document.querySelectorAll(".title")].find((e) => e.querySelector(".title__text").textContent === %s)?.querySelector(".count--step")?.textContent`, quoted(title))
	}
	p.until("the second step", step("ひとりの島0")+` === "2段目"`)
	p.until("the first step elsewhere", step("ひとりの島2")+` === "1段目"`)
	p.shot("sheet-steps")
	p.accessible("steps")
}

// TestLettersOffForAll: letters do something for whoever only looks, too, so
// they are told in that person's help, and switched off there.
func TestLettersOffForAll(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	h.laidTable(t, "紙の班")
	p := &atSheet{person: h.sits("紙の班の人"), hall: h}
	p.until("the sheet", `document.querySelectorAll(".sheet__world [data-id]").length > 5`)
	const list = `document.querySelector(".outline") !== null`
	switches := func() {
		p.must(p.page.key("?"), "ask for help")
		p.until("the help", dialogOpen)
		p.press("checkbox", say(t, "howto.letters"))
		p.must(p.page.key("Escape"), "close the help")
		p.until("no dialog", "!("+dialogOpen+")")
	}
	switches()
	p.must(p.page.key("v"), "press a letter")
	if eval[bool](p.person, list) {
		t.Error("a letter did something though letters are off")
	}
	p.press("button", "たすけて")
	p.until("the help", dialogOpen)
	p.press("button", say(t, "howto.keys"))
	p.press("checkbox", say(t, "howto.letters"))
	p.shot("help-of-who-looks")
	p.accessible("the keys, for who looks")
	p.must(p.page.key("Escape"), "close the help")
	p.until("no dialog", "!("+dialogOpen+")")
	p.must(p.page.key("v"), "press a letter")
	p.until("the list", list)
}
