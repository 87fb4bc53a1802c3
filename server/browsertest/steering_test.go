package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// The hall is steered from one screen; people at the tables see what concerns
// them, and show without a word that somebody is wanted.

// prepares fills the agenda from a template, as an organiser does on the preparing page.
func (p *person) prepares(h *hall) {
	p.t.Helper()
	p.open(h.url + "/w/" + string(h.ws))
	p.press("button", say(p.t, "agenda.template.kj"))
	p.until("the agenda", `document.querySelectorAll(".agenda-step").length === 8`)
}

// takes brings the chosen tables, or all, to a step of the agenda.
func (p *person) takes(step string) {
	p.t.Helper()
	p.press("button", say(p.t, "hall.step_to", "step", step))
	p.press("button", say(p.t, "hall.move_yes"))
}

// card is a table's card in the hall.
func card(table string) string {
	return fmt.Sprintf(`document.querySelector('.table-card[aria-label="%s"]')`, table)
}

func TestSteering(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.prepares(h)
	f.accessible("the preparing page with an agenda")
	f.open(h.url + "/w/" + string(h.ws) + "/hall")
	seat, other := h.sits("川辺"), h.sits("野原")

	f.takes(say(t, "phase.write"))
	seat.until("the time to write", `document.querySelector(".seat")?.dataset.phase === "write"`)
	f.until("both tables in the step", `document.querySelectorAll(".table-card__left").length === 2 && document.querySelector(".agenda__list [aria-current=step]")?.textContent.includes("書く")`)
	hall := h.workshop()
	first, _ := hall.Course(hall.Tables()[0].ID)
	second, _ := hall.Course(hall.Tables()[1].ID)
	if first.Ends-first.Since != 15*60_000 || first.Since != second.Since {
		t.Errorf("the courses are %+v and %+v", first, second)
	}

	// Three minutes more for one table; the other one keeps its time.
	f.press("checkbox", "1班")
	f.press("button", say(t, "hall.more", "n", "3"))
	f.until("eighteen minutes", card("1班")+`.querySelector(".table-card__left").textContent.includes("18")`)
	if now, _ := h.workshop().Course(hall.Tables()[1].ID); now != second {
		t.Errorf("the other table's course is %+v", now)
	}
	f.press("button", say(t, "hall.aim_clear"))

	lead := h.sits("森山")
	lead.until("the clock of who leads", `document.querySelector(".phase__left")?.textContent.includes("18")`)
	lead.shot("board-with-a-clock")

	seat.raisesHand(f)
	seat.hearsFrom(f, other)
	f.locks(seat)
	f.accessible("the hall")
	seat.accessible("a seat with a hand up")
}

// raisesHand is seen in the hall at once, first of all tables, until somebody went there.
func (p *person) raisesHand(f *person) {
	p.t.Helper()
	p.press("button", say(p.t, "seat.hand_up"))
	f.until("the hand", card("1班")+`.textContent.includes("川辺さんが挙手")`)
	f.shot("hall-with-a-hand")
	p.shot("seat-with-a-hand")
	p.press("button", say(p.t, "seat.done"))
	f.until("who has written all", card("1班")+`.textContent.includes("1/3")`)
	f.press("button", say(p.t, "hall.hand_seen_of", "name", "川辺"))
	p.until("the hand down", `!document.querySelector(".signs").textContent.includes("`+say(p.t, "seat.hand_is_up")+`")`)
}

// hearsFrom: what is said to one table is read there and nowhere else.
func (p *person) hearsFrom(f, other *person) {
	p.t.Helper()
	const words = "あと五分で区切ります"
	f.press("checkbox", "1班")
	f.press("button", say(p.t, "hall.message"))
	f.focus("textbox", say(p.t, "message.label"))
	f.write(words)
	f.press("button", say(p.t, "message.send"))
	p.until("the message", `document.querySelector(".message")?.textContent.includes("`+words+`")`)
	p.shot("seat-is-told")
	if eval[bool](other, `!!document.querySelector(".message")`) {
		p.t.Error("another table was told, too")
	}
	p.press("button", say(p.t, "message.read"))
	p.until("the message gone", `!document.querySelector(".message")`)
	f.until("that it was read", `document.querySelector(".said__one")?.textContent.includes("1/3")`)
	f.shot("hall-said")
	f.press("button", say(p.t, "hall.aim_clear"))
}

// locks: a table held still keeps what is being typed, and takes it when it is opened again.
func (f *person) locks(p *person) {
	f.t.Helper()
	p.focus("textbox", say(f.t, "seat.box"))
	p.write("書きかけの文")
	f.press("button", say(f.t, "hall.lock"))
	f.until("the lock", card("1班")+`.textContent.includes("`+say(f.t, "hall.locked")+`")`)
	p.until("that it is held still", `document.body.textContent.includes("`+say(f.t, "banner.locked")+`")`)
	if text := eval[string](p, `document.querySelector("#text")?.value ?? document.querySelector(".seat__main")?.textContent`); text == "" {
		f.t.Error("the half-written text is gone")
	}
	p.shot("seat-held-still")
	f.press("button", say(f.t, "hall.unlock"))
	p.until("the box", `document.querySelector("#text")?.value === "書きかけの文"`)
	p.focus("textbox", say(f.t, "seat.box"))
	p.ctrl("Enter")
	p.until("the note", `document.querySelector(".mine")?.textContent.includes("書きかけの文")`)
}

// TestStepBack: who brings a table back is asked whether to go back, not on;
// and while its notes are out of sight again nobody calls unsorted what lies in
// an island.
func TestStepBack(t *testing.T) {
	t.Parallel()
	lead := openPaper(t)
	h := lead.hall
	writer := h.joins("紙の班の進行", lead.doc)
	writer.sends(`addNote("進行の一枚", inGroup(v.all("group")[0].id))`)
	writer.saved()
	f := h.facilitates(lead.doc)
	f.prepares(h)
	f.open(h.url + "/w/" + string(h.ws) + "/hall")
	f.until("the hall", card("紙の班")+"?.querySelector('.table-card__foot')")
	f.only("紙の班")
	f.takes(say(t, "phase.gather"))
	loose := fmt.Sprintf(`/%s/`, say(t, "hall.loose", "n", `\d`))
	f.until("how many are unsorted", loose+`.test(`+card("紙の班")+`.querySelector(".table-card__foot").textContent)`)

	f.until("nothing chosen any more", `document.querySelectorAll(".table-card[data-selected]").length === 0`)
	f.only("紙の班")
	f.press("button", say(t, "hall.step_back_to", "step", say(t, "phase.write")))
	f.until("the question", dialogOpen)
	asked := eval[string](f, `document.querySelector("dialog[open]").textContent`)
	for _, want := range []string{say(t, "hall.step_back_ask", "names", "紙の班", "step", say(t, "phase.write")), say(t, "hall.phase_back.write"), say(t, "hall.hides"), say(t, "hall.move_back_yes")} {
		if !strings.Contains(asked, want) {
			t.Errorf("a step back asks %q; it should ask %q", asked, want)
		}
	}
	if script := say(t, "agenda.kj.write"); strings.Contains(asked, script) {
		t.Errorf("a step back begins with what was said at the step: %q", script)
	}
	f.shot("hall-step-back")
	f.press("button", say(t, "hall.move_back_yes"))
	lead.until("the ledger of what is out of sight", `/見える 12 \+ いまは見えない 1/.test(document.querySelector(".ledger").textContent)`)
	lead.until("nothing that is called unsorted", `document.querySelector("#tray-loose .count").textContent === "4"`)
	f.until("nothing that is called unsorted in the hall", `!`+loose+`.test(`+card("紙の班")+`.querySelector(".table-card__foot").textContent)`)
	lead.shot("board-stepped-back")
	f.takes(say(t, "phase.gather"))
	lead.until("all of it again", `/未整理 [1-9]/.test(document.querySelector(".ledger").textContent)`)
}

// TestMovedToAnotherTable: five people did not come and somebody changes
// tables. Their page goes with them, with the words that stand in the box; what
// they wrote stays theirs, on the table where it was written.
func TestMovedToAnotherTable(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.steps("書く")
	f.open(h.url + "/w/" + string(h.ws))
	p := h.sits("川辺")
	p.until("the box", `document.querySelector("#text") !== null`)
	p.focus("textbox", say(t, "seat.box"))
	p.write("一班で書いた文")
	p.ctrl("Enter")
	p.until("the note", `document.querySelector(".mine")?.textContent.includes("一班で書いた文")`)
	p.write("途中の文")

	f.press("button", say(t, "prepare.mend_of", "name", "谷口"))
	f.press("checkbox", say(t, "prepare.absent"))
	f.press("button", say(t, "prepare.keep"))
	f.until("who is not here", `document.querySelector(".person[data-absent]")?.textContent.includes("谷口")`)
	carry := `(() => {
		const seat = [...document.querySelectorAll(".person")].find((e) => e.textContent.includes("川辺"));
		const table = document.querySelector('.table-edit[aria-label="2班"]');
		const dataTransfer = new DataTransfer();
		seat.dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer }));
		const taken = !table.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer }));
		table.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer }));
		return taken;
	})()`
	if !eval[bool](f, carry) {
		t.Fatal("a table takes nobody in")
	}
	f.until("the person at the other table", `document.querySelector('.table-edit[aria-label="2班"]').textContent.includes("川辺")`)
	f.shot("people-moved")
	p.until("the seat at the other table", `document.querySelector(".bar__table")?.textContent.includes("2班")`)
	f.open(h.url + "/s/" + eval[string](f, `JSON.parse(document.getElementById("boot").textContent).seat.id`) + "/board?board=" + string(h.boardOf("2班")))
	f.until("the board", `document.querySelector(".board .desk") !== null`)
	f.steps("書く")
	p.until("the words that stood in the box", `document.querySelector("#text")?.value === "途中の文"`)
	p.shot("seat-at-another-table")
	state := h.replay(h.boardOf("1班"))
	for _, n := range state.Notes() {
		if n.Author != h.seat("川辺").ID {
			t.Errorf("the note is %s's", n.Author)
		}
	}
	if len(state.Notes()) != 1 {
		t.Errorf("%d notes stand where one was written", len(state.Notes()))
	}
}

// TestLookingOn: an observer sees every table and writes nowhere (見学).
func TestLookingOn(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.steps("集める")
	f.open(h.url + "/w/" + string(h.ws))
	f.press("button", say(t, "prepare.observers"))
	link := `[...document.querySelectorAll(".link-row")].find((r) => r.querySelector(".link-row__name").textContent === "見学")?.querySelector(".link-row__url").textContent`
	f.until("the observers' link", link)
	o := newPerson(t, "observer")
	o.open(eval[string](f, link))
	o.press("button", say(t, "seated.go_observer"))
	o.until("both tables", `document.querySelectorAll(".table-card").length === 2 && document.querySelector(".table-card__foot")?.textContent.includes("付箋")`)
	if eval[int](o, `document.querySelectorAll("main button, main input, main select, main textarea, .bar a.button").length`) != 0 {
		t.Error("who looks on can press something in the hall")
	}
	o.accessible("the observer's hall")
	o.shot("hall-looked-on")
	o.press("link", say(t, "hall.open_board", "table", "1班"))
	o.until("the board", `document.querySelector(".board .desk") !== null`)
	for _, name := range []string{"board.phase_move", "board.add_note"} {
		if _, there := o.now("button", say(t, name)); there {
			t.Errorf("who looks on is offered %s", name)
		}
	}
	o.shot("board-looked-on")
	o.forgive("404")
	for _, path := range []string{"/w/" + string(h.ws), "/w/" + string(h.ws) + "/results", "/api/w/" + string(h.ws) + "/links"} {
		if status := eval[int](o, `fetch("`+path+`").then((r) => r.status)`); status != 404 {
			t.Errorf("%s gives an observer %d", path, status)
		}
	}
}
