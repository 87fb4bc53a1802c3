package browsertest

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"yoriai/board"
)

// TestTrust is what people fear most of such a thing, with real pages: the
// line goes while they write, the page is loaded anew, the tab is closed, two
// write on one note, somebody takes something back, news pours in while a word
// is being converted. Not a character that anybody typed may be lost.
// YORIAI_ROUNDS plays it more than once.
func TestTrust(t *testing.T) {
	rounds := 1
	if n, err := strconv.Atoi(os.Getenv("YORIAI_ROUNDS")); err == nil {
		rounds = n
	}
	for round := range rounds {
		t.Run(fmt.Sprint(round+1), func(t *testing.T) {
			linesMayGo(t)
			h := openHall(t)
			e := &trusting{hall: h, doc: h.boardOf("1班"), long: os.Getenv("YORIAI_SOAK") != "" && round%10 == 0}
			e.lead, e.citizen = h.sits("森山"), h.sits("川辺")
			e.lead.steps("書く")
			e.cutOff()
			e.reloadedWhileCutOff()
			e.closedWhileCutOff()
			e.lead.steps("集める")
			e.facilitator = h.facilitates(e.doc)
			e.writtenByTwo()
			e.writtenByTwoInOnePlace()
			e.metOnTheSeat()
			e.withdrawnUnderTheWriter()
			e.undoneBesideAColleague()
			e.composedUnderNews()
			e.nothingIsLost()
		})
	}
}

// trusting is a table and what was typed at it.
type trusting struct {
	*hall
	doc                        board.DocID
	lead, citizen, facilitator *person
	typed                      []string // must be on the board in the end, each once
	long                       bool     // half a minute without a line, instead of a moment
}

func (h *hall) boardOf(table string) board.DocID {
	h.t.Helper()
	hall := h.workshop()
	for _, t := range hall.Tables() {
		if t.Name == table {
			return board.DocID(hall.Assignments(t.ID)[0].ID)
		}
	}
	h.t.Fatalf("there is no table %s", table)
	return ""
}

// facilitates takes the facilitator's seat and goes to a table's board.
func (h *hall) facilitates(doc board.DocID) *person {
	h.t.Helper()
	link, _ := h.links()
	p := newPerson(h.t, "facilitator")
	p.open(link)
	p.press("button", "会場の画面へ")
	p.until("the hall", `location.pathname.endsWith("/hall") && document.querySelector(".tables") !== null`)
	seat := eval[string](p, `JSON.parse(document.getElementById("boot").textContent).seat.id`)
	p.open(fmt.Sprintf("%s/s/%s/board?board=%s", h.url, seat, doc))
	p.until("the board", `document.querySelector(".board .desk") !== null`)
	return p
}

// putsOut writes a note into the one box and sends it.
func (e *trusting) putsOut(p *person, text string) {
	e.t.Helper()
	p.focus("textbox", "思ったことを、一つだけ")
	p.write(text)
	p.press("button", "出す")
	p.until("the note in the list", fmt.Sprintf(`[...document.querySelectorAll(".mine__text")].some((n) => n.textContent === %s)`, quoted(text)))
	e.typed = append(e.typed, text)
}

const allSaved = `document.querySelector(".bar .saved")?.dataset.state === "saved"`

// cutOff: 未送信 is said within two seconds, writing goes on, and all of it
// goes once when the line is back.
func (e *trusting) cutOff() {
	p := e.citizen
	p.until("the one box", `document.querySelector("#text") !== null`)
	p.offline()
	began := time.Now()
	e.putsOut(p, "線のない所で、一枚目")
	p.until("that it is not sent", `document.querySelector(".bar .saved").dataset.state === "unsent"`)
	if took := time.Since(began); took > 3*time.Second {
		e.t.Errorf("it was said after %v", took)
	}
	e.putsOut(p, "線のない所で、二枚目")
	if e.long {
		p.comes(`false`, 30*time.Second) // half a minute without a line
	}
	p.online()
	p.until("all saved", allSaved)
}

func (e *trusting) reloadedWhileCutOff() {
	p := e.citizen
	page := eval[string](p, "location.href")
	p.offline()
	e.putsOut(p, "切れたまま読みこみ直した一枚")
	p.focus("textbox", "思ったことを、一つだけ")
	p.write("書きかけの文")
	p.until("it rests", `document.querySelector("#text").value === "書きかけの文"`)
	_ = p.page.reload() // the browser shows its own page: there is no line
	p.online()
	p.open(page)
	p.until("all saved", allSaved)
	p.until("the half-written text", `document.querySelector("#text")?.value === "書きかけの文"`)
	p.press("button", "出す")
	e.typed = append(e.typed, "書きかけの文")
	p.until("all saved", allSaved)
}

func (e *trusting) closedWhileCutOff() {
	p := e.citizen
	page := eval[string](p, "location.href")
	tab := p.tab()
	tab.open(page)
	tab.until("the one box", `document.querySelector("#text") !== null`)
	p.open("about:blank") // no other tab of the seat is there to send for it
	tab.offline()
	e.putsOut(tab, "切れたまま閉じた窓の一枚")
	eval[any](tab, `new Promise((done) => { const open = indexedDB.open("never-" + Date.now()); open.onsuccess = open.onerror = () => done(0); })`) // what was begun before is on the disk
	tab.page.close()
	p.open(page)
	p.until("all saved", allSaved)
	p.until("the note", `[...document.querySelectorAll(".mine__text")].some((n) => n.textContent === "切れたまま閉じた窓の一枚")`)
}

// noteOf finds a note by its text as the file has it.
func (e *trusting) noteOf(text string) board.Note {
	e.t.Helper()
	for _, n := range e.replay(e.doc).Notes() {
		if n.Text == text {
			return n
		}
	}
	e.t.Fatalf("there is no note %q", text)
	return board.Note{}
}

// edits opens the dialog of a note on the board.
func (p *person) edits(id board.NoteID) {
	p.t.Helper()
	p.until("the note", fmt.Sprintf(`(document.querySelector('.note[data-id="%s"]')?.focus(), document.activeElement.dataset.id === "%s")`, id, id))
	(&guest{person: p}).strike("Enter")
	p.until("the dialog", `document.activeElement?.id === "writing-text"`)
}

// replaces puts a text into the box with the cursor, as by select-all and typing.
func (p *person) replaces(text string) {
	p.t.Helper()
	eval[any](p, `document.activeElement.select()`)
	p.write(text)
}

// putsRight edits an own note on the seat.
func (p *person) putsRight(from, to string) {
	p.t.Helper()
	p.press("button", "直す: "+from)
	p.until("the box", `document.activeElement?.id.startsWith("edit-")`)
	p.replaces(to)
}

func textIs(id board.NoteID, text string) string {
	return fmt.Sprintf(`document.querySelector('.note[data-id="%s"] .note__text')?.textContent === %s`, id, quoted(text))
}

func (e *trusting) become(from, to string) {
	for i, text := range e.typed {
		if text == from {
			e.typed[i] = to
		}
	}
}

// writtenByTwo: what two write in different places of one note comes together,
// in the box of the one who is still writing, too.
func (e *trusting) writtenByTwo() {
	const first = "線のない所で、一枚目"
	n := e.noteOf(first)
	e.facilitator.edits(n.ID)
	e.facilitator.replaces("線のない所で、一枚目を書いた")
	e.citizen.putsRight(first, "電波のない所で、一枚目")
	e.citizen.press("button", "これに直す")
	e.facilitator.until("both in the box", `document.activeElement.value === "電波のない所で、一枚目を書いた"`)
	e.facilitator.press("button", "直す")
	for _, p := range []*person{e.facilitator, e.lead} {
		p.until("both wordings in one", textIs(n.ID, "電波のない所で、一枚目を書いた"))
	}
	e.become(first, "電波のない所で、一枚目を書いた")
}

// writtenByTwoInOnePlace: neither wording is lost, and one press chooses.
func (e *trusting) writtenByTwoInOnePlace() {
	const first = "線のない所で、二枚目"
	n := e.noteOf(first)
	e.facilitator.offline()
	e.facilitator.edits(n.ID)
	e.facilitator.replaces("道の話")
	e.facilitator.press("button", "直す")
	e.citizen.putsRight(first, "公園の話")
	e.citizen.press("button", "これに直す")
	e.lead.until("the first", textIs(n.ID, "公園の話"))
	e.facilitator.online()
	for _, p := range []*person{e.facilitator, e.lead} {
		p.until("that there are two", fmt.Sprintf(`document.querySelector('.note[data-id="%s"] .rivals') !== null`, n.ID))
	}
	e.citizen.until("both wordings", `[...document.querySelectorAll(".choose__text")].map((x) => x.textContent).join() === "公園の話,道の話"`)
	e.facilitator.press("button", "文が2つ")
	e.facilitator.press("button", "この文にする: 「道の話」")
	e.citizen.until("the choice", `document.querySelector(".choose") === null && document.body.textContent.includes("道の話")`)
	e.become(first, "道の話")
}

// undoneBesideAColleague: taking back one's own leaves the other's alone, and
// can be brought back.
func (e *trusting) undoneBesideAColleague() {
	const text = "書きかけの文"
	n := e.noteOf(text)
	e.lead.until("the note in the hand", fmt.Sprintf(`(document.querySelector('.note[data-id="%s"]')?.focus(), document.activeElement.dataset.id === "%s")`, n.ID, n.ID))
	(&guest{person: e.lead}).strike("m")
	e.lead.press("menuitem", "一匹狼にする")
	isLone := fmt.Sprintf(`document.querySelector('.note[data-id="%s"]')?.hasAttribute("data-lone")`, n.ID)
	e.facilitator.until("the lone note", isLone)
	e.facilitator.edits(n.ID)
	e.facilitator.replaces(text + "を、書き終えた")
	e.facilitator.press("button", "直す")
	e.lead.until("the other's words", textIs(n.ID, text+"を、書き終えた"))
	e.lead.ctrl("z")
	e.lead.until("not lone, with the other's words", "!"+isLone+" && "+textIs(n.ID, text+"を、書き終えた"))
	e.lead.ctrl("y")
	e.facilitator.until("lone again, with the words", isLone+" && "+textIs(n.ID, text+"を、書き終えた"))
	e.become(text, text+"を、書き終えた")
}

// composedUnderNews: while a word is being converted the same note changes ten
// times. The conversion is not disturbed, and afterwards all of it is there.
func (e *trusting) composedUnderNews() {
	const text = "切れたまま読みこみ直した一枚"
	n := e.noteOf(text)
	link, _ := e.links()
	other := e.connects("全体進行", link, e.doc)
	p := e.facilitator
	p.edits(n.ID)
	eval[any](p, `(() => { const box = document.activeElement; box.setSelectionRange(box.value.length, box.value.length); })()`)
	letters := []rune(reading)
	for i := range 10 {
		p.must(p.page.compose(string(letters[:1+i%len(letters)])), "compose")
		other.sends(fmt.Sprintf(`editNote(v.note(%q), %q)`, n.ID, fmt.Sprintf("%d回目、%s", i, text)))
		other.saved()
		p.until("the reading, untouched", fmt.Sprintf(`document.activeElement.value.endsWith(%s)`, quoted(string(letters[:1+i%len(letters)]))))
	}
	p.must(p.page.compose("協働"), "convert")
	p.must(p.page.insert("協働"), "confirm")
	if !p.comes(fmt.Sprintf(`document.activeElement.value === %s`, quoted("9回目、"+text+"協働")), patience/6) {
		e.t.Fatalf("the box holds %q", eval[string](p, `document.activeElement.value`))
	}
	p.press("button", "直す")
	e.lead.until("all of it", textIs(n.ID, "9回目、"+text+"協働"))
	e.become(text, "9回目、"+text+"協働")
}

// nothingIsLost: what was typed is on the board, each once, and nothing else.
func (e *trusting) nothingIsLost() {
	for _, p := range []*person{e.lead, e.citizen, e.facilitator} {
		p.until("all saved", allSaved)
	}
	found := map[string]int{}
	for _, n := range e.replay(e.doc).Notes() {
		found[n.Text]++
	}
	for _, text := range e.typed {
		if found[text] != 1 {
			e.t.Errorf("%q is on the board %d times", text, found[text])
		}
		delete(found, text)
	}
	if len(found) > 0 {
		e.t.Errorf("nobody wrote %v", strings.Join(mapKeys(found), " / "))
	}
}

func mapKeys(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}
