package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// aloud is a table that reads its notes: a coordinator at the projector, a
// citizen at a laptop, one on a phone.
type aloud struct {
	*hall
	lead, citizen, phoner *guest
}

var (
	ofCitizen = []string{"草刈りの日を早く知りたい", "道具の鍵がどこか分からない"}
	ofPhoner  = []string{"夏の水やりが一人に集まる", "鍵の場所を知る人が少ない"}
	ofLead    = []string{"引き継ぎが口で十五分だけ"}
)

// sitsHeard takes a seat in a browser whose line is listened to from the start.
func (h *hall) sitsHeard(name string, window [2]int64) *guest {
	h.t.Helper()
	_, seats := h.links()
	g := newGuest(h.t, name)
	g.window(window)
	g.open(seats[h.seat(name).ID])
	g.press("button", "この席に着く")
	g.until("the seat", `location.pathname.startsWith("/s/")`)
	return g
}

// openAloud: everybody has written, and the table begins to read.
func openAloud(t *testing.T) *aloud {
	h := openHall(t)
	a := &aloud{h, h.sitsHeard("森山", projector), h.sitsHeard("川辺", laptop), h.sitsHeard("谷口", phone)}
	a.lead.steps("書く")
	for _, text := range ofCitizen {
		a.citizen.putsOut(text)
	}
	for _, text := range ofPhoner {
		a.phoner.putsOut(text)
	}
	a.lead.press("button", "付箋を足す")
	a.lead.until("the box", `document.activeElement?.id === "writing-text"`)
	a.lead.write(ofLead[0])
	a.lead.press("button", "出す")
	a.lead.until("all five", `document.querySelector(".ledger").textContent.includes("5")`)
	a.lead.until("saved", allSaved) // the bar moves no more
	return a
}

// putsOut writes a note into the one box and sends it.
func (g *guest) putsOut(text string) {
	g.t.Helper()
	g.focus("textbox", "思ったことを、一つだけ")
	g.write(text)
	g.press("button", "出す")
	g.until("the note in the list", mineHas(text))
	g.until("saved", allSaved)
}

const (
	onStage = `document.querySelector(".stage__text")?.textContent`
	onSeat  = `document.querySelector(".hear__text")?.textContent`
)

// reads waits until the whole table has the same note before it, and gives it.
func (a *aloud) reads() string {
	a.t.Helper()
	a.lead.until("a note", `document.querySelector(".stage__paper:not(.stage__paper--quiet)")`)
	text := eval[string](a.lead.person, onStage)
	for _, g := range []*guest{a.citizen, a.phoner} {
		g.until("the same note", onSeat+" === "+quoted(text))
	}
	return text
}

// turns presses, and waits for another note.
func (a *aloud) turns(act func()) string {
	a.t.Helper()
	before := eval[string](a.lead.person, onStage)
	act()
	a.lead.until("another note", onStage+" !== "+quoted(before))
	return a.reads()
}

func TestReadingAloud(t *testing.T) {
	t.Parallel()
	a := openAloud(t)
	a.lead.steps("読み上げ")
	a.lead.until("the stage", `document.querySelector(".stage")?.textContent.includes("あと 5枚")`)
	a.citizen.until("the seat", `document.querySelector(".hear")`)
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.accessible("before the first note")
	}
	a.lead.shot("50-read-begin-projector")
	a.noOneKnowsMore(nil)
	// All five lie in no island yet, but what one waits for is that they are read.
	a.lead.until("what is to come", says(".ledger", "付箋 5 = 読んだ 0 + これから 5"))

	read := []string{a.turns(func() { a.lead.press("button", "つぎの付箋へ") })}
	a.noOneKnowsMore(read)
	a.meToo(read[0])
	read = append(read, a.ownToTheFront())
	read = append(read, a.besides(read[1])...)
	a.noOneKnowsMore(read)
	a.pictures()
	a.late()
	a.toTheEnd()
	a.noCopies()
	a.marksStay(read[0])
	a.saidLater()
}

// saidLater: while the notes are gathered 「わたしも」 is in the menu of every
// note of somebody else, and of no own one.
func (a *aloud) saidLater() {
	a.t.Helper()
	hands := newGatherer(a.citizen)
	hands.menu(hands.notes[ofLead[0]], "menu.echo")
	mark := fmt.Sprintf(`[...document.querySelectorAll(".note")].find((n) => n.querySelector(".note__text").textContent === %s)?.querySelector(".note__echo")`, quoted(ofLead[0]))
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.until("the mark", mark+`?.textContent === "わたしも 1"`)
	}
	hands.menu(hands.notes[ofLead[0]], "menu.unecho")
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.until("no mark", "!("+mark+")")
	}
	a.lead.until("the menu of an own note", fmt.Sprintf(`(document.querySelector('[data-id="%s"] .note__menu')?.click(), document.querySelector(".menu"))`, hands.notes[ofLead[0]]))
	if eval[bool](a.lead.person, `document.querySelector(".menu").textContent.includes("わたしも")`) {
		a.t.Error("somebody may say 「わたしも」 to their own note")
	}
	a.lead.strike("Escape")
}

// TestWatchingTheReading: the facilitator's wall shows the same, and tells no
// more; who turns the notes there turns them for the table.
func TestWatchingTheReading(t *testing.T) {
	t.Parallel()
	a := openAloud(t)
	f := &guest{a.facilitates(a.boardOf("1班")), &frames{}}
	f.listen()
	a.lead.steps("読み上げ")
	f.until("the stage", `document.querySelector(".stage")?.textContent.includes("あと 5枚")`)
	all := slices.Concat(ofCitizen, ofPhoner, ofLead)
	f.mustNotKnow(all)
	text := a.turns(func() { f.press("button", "つぎの付箋へ") })
	f.until("the same note", onStage+" === "+quoted(text))
	f.mustKnow([]string{text})
	f.mustNotKnow(slices.DeleteFunc(all, func(other string) bool { return other == text }))
	f.accessible("the facilitator's view of it")
}

// noOneKnowsMore: nobody's browser has been told a word of another's note that
// was not read yet.
func (a *aloud) noOneKnowsMore(read []string) {
	a.t.Helper()
	unread := func(texts []string) (left []string) {
		for _, text := range texts {
			if !containsText(read, text) {
				left = append(left, text)
			}
		}
		return left
	}
	a.citizen.mustNotKnow(append(unread(ofPhoner), unread(ofLead)...))
	a.phoner.mustNotKnow(append(unread(ofCitizen), unread(ofLead)...))
	a.lead.mustNotKnow(append(unread(ofCitizen), unread(ofPhoner)...))
	// The coordinator's board hangs on the wall: their own note is folded away on it, too.
	for _, text := range unread(ofLead) {
		if eval[bool](a.lead.person, fmt.Sprintf(`[...document.querySelectorAll(".note__text, .stage__text")].some((e) => e.textContent === %s)`, quoted(text))) {
			a.t.Errorf("the wall shows %q, which was not read yet", text)
		}
	}
}

func containsText(list []string, one string) bool { return indexOf(list, one) >= 0 }

// meToo: a mark is laid, seen by all with the name, taken back, laid again.
func (a *aloud) meToo(text string) {
	a.t.Helper()
	who := a.citizen
	if containsText(ofCitizen, text) {
		who = a.phoner
	}
	count := fmt.Sprintf(`document.querySelector(".echoes")?.textContent.includes(%s) && document.querySelector(".echoes").textContent.includes(%s)`, quoted("わたしも 1"), quoted(who.name))
	who.press("button", "わたしも")
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.until("the mark and the name", count)
	}
	who.press("button", "わたしも")
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.until("no mark", `document.querySelector(".echoes")?.textContent.trim() === ""`)
	}
	who.press("button", "わたしも")
	a.lead.until("the mark again", count)
}

// noCopies: neither a mark nor a note laid beside has made another note.
func (a *aloud) noCopies() {
	a.t.Helper()
	written := map[string]int{}
	for _, n := range a.replay(a.boardOf("1班")).Notes() {
		written[n.Text]++
	}
	for _, text := range append(slices.Concat(ofCitizen, ofPhoner, ofLead), longThought) {
		if written[text] != 1 {
			a.t.Errorf("%.20q is on the board %d times", text, written[text])
		}
		delete(written, text)
	}
	if len(written) > 0 {
		a.t.Errorf("nobody wrote %v", mapKeys(written))
	}
}

// ownToTheFront: somebody's own note, out of turn.
func (a *aloud) ownToTheFront() string {
	a.t.Helper()
	text := eval[string](a.citizen.person, `(() => { const row = [...document.querySelectorAll(".mine__row")].find((r) => r.textContent.includes("これを読む")); return row.querySelector(".mine__text").textContent; })()`)
	got := a.turns(func() { a.citizen.press("button", "これを読む: "+text) })
	if got != text {
		a.t.Errorf("the table reads %q, not %q", got, text)
	}
	a.citizen.until("whose it is", `document.querySelector(".hear").textContent.includes("あなたの付箋です")`)
	return got
}

// besides: the phone lays an own note beside the one being read; a pile of both
// stands in everybody's list, and the note counts as read.
func (a *aloud) besides(reading string) []string {
	a.t.Helper()
	a.phoner.tap(`document.querySelector(".hear__beside summary")`)
	a.phoner.until("one's own notes", `document.querySelector(".hear__lay")`)
	a.phoner.accessible("choosing a note to lay beside")
	own := eval[string](a.phoner.person, `document.querySelector(".hear__lay").textContent`)
	a.phoner.tap(`document.querySelector(".hear__lay")`)
	pile := fmt.Sprintf(`(() => { const island = document.querySelector(".island"); const all = [...(island?.querySelectorAll(".note__text") ?? [])].map((e) => e.textContent); return all.includes(%s) && all.includes(%s); })()`, quoted(reading), quoted(own))
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.until("the pile", pile)
	}
	return []string{own}
}

// tap presses with a finger.
func (g *guest) tap(element string) {
	g.t.Helper()
	x, y := g.point(element)
	_, err := call(g.page, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}})
	g.must(err, "put a finger on "+element)
	_, err = call(g.page, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
	g.must(err, "lift the finger from "+element)
}

// pictures of the table reading, at the three windows.
func (a *aloud) pictures() {
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.accessible("reading aloud")
	}
	// From the far end of a table: letters as high as a hand's breadth on a wall two metres wide.
	if high := eval[float64](a.lead.person, `parseFloat(getComputedStyle(document.querySelector(".stage__text")).fontSize)`); high < float64(projector[1])/20 {
		a.t.Errorf("on the projector the note being read has letters of %.0f px", high)
	}
	a.lead.shot("51-read-projector")
	a.lead.window(laptop)
	a.lead.shot("51-read-laptop")
	a.lead.window(phone)
	a.lead.shot("51-read-board-phone")
	a.lead.window(projector)
	a.citizen.until("the note in sight", `document.querySelector(".hear").getBoundingClientRect().top > 0`)
	a.citizen.shot("52-read-seat-laptop")
	a.phoner.shot("52-read-seat-phone")
	eval[any](a.phoner.person, `document.querySelector(".hear__own, .mine")?.scrollIntoView()`)
	a.phoner.shot("52-read-seat-phone-below")
}

// longThought is longer than the paper at any size one can read.
var longThought = "子どもにも手伝える。" + strings.Repeat("草を集める、水を運ぶ、道具を数える、やってみたら喜んでいた。", 24)

// late: a thought that comes while listening can still be written down.
func (a *aloud) late() {
	a.t.Helper()
	a.citizen.focus("textbox", "思ったことを、一つだけ")
	a.citizen.compose("こども", longThought)
	a.citizen.press("button", "出す")
	a.citizen.until("the note in the list", mineHas(longThought))
	a.phoner.mustNotKnow([]string{longThought})
}

// toTheEnd: by keys alone, until all is read; a person who has nothing left is
// answered in words.
func (a *aloud) toTheEnd() {
	a.t.Helper()
	a.lead.clickOn(`[...document.querySelectorAll(".stage__pick summary")].at(-1)`)
	if text := a.turns(func() { a.lead.press("button", ofLead[0]) }); text != ofLead[0] {
		a.t.Errorf("the table reads %q, not the coordinator's own note", text)
	}
	a.lead.focus("button", "つぎの付箋へ")
	a.lead.strike("Tab")
	a.lead.strike("Enter")
	a.lead.until("the people", `document.querySelector(".stage__pick").open`)
	for range 10 {
		if eval[bool](a.lead.person, `document.activeElement.textContent.includes("谷口")`) {
			break
		}
		a.lead.strike("Tab")
	}
	for range 3 {
		if a.lead.comes(`document.querySelector(".toast")?.textContent.includes("谷口さんの付箋は、全部読みました")`, patience/20) {
			break
		}
		if !eval[bool](a.lead.person, `document.querySelector(".stage__pick").open`) {
			a.lead.strike("Enter")
			a.lead.focus("button", "谷口")
		}
		a.lead.strike("Enter")
	}
	a.lead.until("what is said of it", `document.querySelector(".toast")?.textContent.includes("谷口さんの付箋は、全部読みました") && !document.querySelector(".toast--refusal")`)
	for range 8 {
		if a.lead.comes(`document.querySelector(".stage__paper--quiet")`, patience/20) {
			break
		}
		if eval[string](a.lead.person, onStage) == longThought {
			a.longOne()
		}
		before := eval[string](a.lead.person, `document.querySelector(".stage").textContent`)
		a.twice(before)
	}
	for _, g := range []*guest{a.lead, a.citizen, a.phoner} {
		g.until("the end", `document.body.textContent.includes("全部読みました。")`)
		g.accessible("all is read")
	}
	a.lead.shot("53-read-done-projector")
	a.phoner.shot("53-read-done-phone")
}

// longOne: all of it can be read, with keys too.
func (a *aloud) longOne() {
	a.lead.accessible("a long note")
	a.lead.shot("54-read-long-projector")
	a.lead.window(laptop)
	a.lead.until("its end within reach", `(() => { const paper = document.querySelector(".stage__paper"); return paper.scrollHeight <= paper.clientHeight + 1 || paper.tabIndex === 0; })()`)
	a.lead.shot("54-read-long-laptop")
	a.lead.window(projector)
	a.phoner.until("the long note", onSeat+" === "+quoted(longThought))
	eval[any](a.phoner.person, `document.querySelector(".hear").scrollIntoView()`)
	a.phoner.shot("54-read-long-phone")
}

// twice: a hand that is not sure presses twice, and no note is passed over.
func (a *aloud) twice(before string) {
	a.t.Helper()
	left := eval[int](a.lead.person, `document.querySelectorAll(".outline .note").length`)
	a.lead.until("the next", fmt.Sprintf(`(document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true })), document.querySelector(".stage").textContent !== %s)`, quoted(before)))
	a.lead.strike("n")
	if now := eval[int](a.lead.person, `document.querySelectorAll(".outline .note").length`); now > left+1 {
		a.t.Errorf("two presses read %d notes", now-left)
	}
}

// marksStay: who said so stands on the note on the sheet and in the list.
func (a *aloud) marksStay(text string) {
	a.t.Helper()
	a.lead.press("button", "「集める」へ進む")
	a.lead.press("button", "「集める」にする")
	mark := fmt.Sprintf(`[...document.querySelectorAll(".note")].find((n) => n.querySelector(".note__text").textContent === %s)?.querySelector(".note__echo")?.textContent === "わたしも 1"`, quoted(text))
	a.lead.until("the sheet", `document.querySelector(".sheet") && !document.querySelector(".stage")`)
	a.lead.until("the mark on the sheet", mark)
	a.lead.press("button", "一覧")
	a.lead.until("the mark in the list", mark)
	for _, g := range []*guest{a.citizen, a.phoner} {
		g.until("the mark on the seat", mark)
	}
}
