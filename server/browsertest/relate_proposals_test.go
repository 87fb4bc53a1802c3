package browsertest

import (
	"fmt"
	"testing"
)

// TestProposals: an island becomes a proposal, says which issues it answers, and the list of those without an answer shrinks.
func TestProposals(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	moved, shed := fourIslands[0].title, fourIslands[3].title
	h := &gatherer{guest: e.mouse}
	h.menu(e.ids[shed], "menu.propose")
	e.mouse.until("to be asked what it answers", dialogOpen)
	e.mouse.press("checkbox", moved)
	e.mouse.shot("proposal-dialog")
	e.mouse.accessible("the dialog of a proposal")
	e.mouse.press("button", "閉じる")
	for _, g := range []*guest{e.mouse, e.keys} {
		g.until("the mark", byID(e.ids[shed])+`?.dataset.mood === "proposal"`)
		g.until("three issues without an answer", `[...document.querySelectorAll(".strip button")].some((b) => b.textContent.trim() === "答えのない課題 3")`)
	}
	e.stands(fmt.Sprintf("『%s』が『%s』に答える", shed, moved))

	// With the keyboard: the list of what is open, and from there to the island.
	g := e.keys
	e.focusOn(e.ids[moved])
	g.tabToBack("the list of what is open", `e.textContent.trim().startsWith("答えのない課題")`)
	g.strike("Enter")
	g.until("the list", dialogOpen)
	g.shot("unanswered")
	g.tabTo("an issue", fmt.Sprintf(`e.matches(".pick") && e.textContent.includes(%s)`, quoted(fourIslands[2].title)))
	g.strike("Enter")
	g.until("the island under the hand", fmt.Sprintf(`!(%s) && document.activeElement?.dataset.id === %q`, dialogOpen, e.ids[fourIslands[2].title]))

	// A participant reads all of it, and is offered nothing that the time does not allow.
	citizen := e.sits("川辺")
	citizen.until("the lines beside the box", `document.querySelectorAll(".sheet .line, .relations__row").length > 0`)
	if eval[bool](citizen, `[...document.querySelectorAll(".strip button, .relations__acts button")].some((b) => b.textContent.trim() === "つなぐ")`) {
		t.Error("a participant is offered to draw lines")
	}
	citizen.press("button", "関係 1")
	citizen.until("the sentences, without buttons to change them", `document.querySelectorAll("dialog .relations__row").length === 1 && document.querySelector("dialog .relations__row button") === null`)
	citizen.shot("relate-participant")

	citizen.press("button", "閉じる")
	e.proposed(citizen, fmt.Sprintf("『%s』が『%s』に答える", shed, moved))

	h.menu(e.ids[shed], "menu.unpropose")
	e.stands()
	e.keys.until("five issues", `[...document.querySelectorAll(".strip button")].some((b) => b.textContent.trim() === "答えのない課題 5")`)
}

// proposed: what a participant proposes from the seat stands nowhere until the
// coordinator makes a line of it; what is set aside is gone.
func (e *relating) proposed(citizen *person, stood string) {
	e.t.Helper()
	asked, tools := fourIslands[1].title, fourIslands[2].title
	same := fmt.Sprintf("『%s』と『%s』は同じことを言っている", asked, tools)
	proposes := func(meaning string) {
		citizen.press("button", say(e.t, "relation.propose_list"))
		citizen.until("the list to choose from", `document.querySelectorAll("dialog .pick").length > 3`)
		citizen.press("button", asked)
		citizen.press("button", tools)
		citizen.press("radio", meaning)
		citizen.shot("propose-relation")
		citizen.accessible("the dialog in which a relation is proposed")
		citizen.press("button", "この案を出す")
		citizen.until("the proposal among one's own", `document.querySelector(".mine__row[data-link] .wording__state")?.textContent === "コーディネーターの画面に出ています"`)
	}
	proposes("同じ")
	e.stands(stood)
	e.mouse.press("button", "出ている案 1")
	e.mouse.until("the sentence", fmt.Sprintf(`document.querySelector("dialog [data-proposed] .relations__text")?.textContent === %s`, quoted(same)))
	e.mouse.shot("proposed-relations")
	e.mouse.accessible("the relations with a proposal")
	e.mouse.press("button", "線にする: "+asName(same))
	e.stands(stood, same)
	citizen.until("what became of it", `document.querySelector(".mine__row[data-link] .wording__state")?.textContent === "採り入れられて、線になりました"`)

	proposes("対立")
	e.mouse.until("the proposal", `document.querySelector("dialog [data-proposed]") !== null`)
	e.mouse.press("button", "見送る: "+asName(fmt.Sprintf("『%s』と『%s』がぶつかり合っている", asked, tools)))
	e.mouse.until("no proposal", `document.querySelector("[data-proposed]") === null`)
	citizen.until("to be told, with thanks", `[...document.querySelectorAll(".mine__row[data-link] .wording__state[role=status]")].some((e) => e.textContent.includes("見送り") && e.textContent.includes("ありがとう")) && document.querySelectorAll(".mine__row[data-link] button").length === 0`)
	citizen.shot("proposal-declined")
	e.mouse.press("button", "消す: "+asName(same))
	e.mouse.press("button", "閉じる")
	e.stands(stood)
	proposes("関連")
	e.drawnUnseen(citizen, asked, tools)
	e.mouse.press("button", "関係 ")
	e.mouse.press("button", "消す: "+asName(fmt.Sprintf("『%s』と『%s』にはつながりがある", tools, asked)))
	e.mouse.press("button", "閉じる")
	e.stands(stood)
}

// drawnUnseen: a line that is drawn without a look at what was proposed settles
// the proposal, and its proposer is told, to the end of the evening.
func (e *relating) drawnUnseen(citizen *person, from, to string) {
	e.t.Helper()
	link, _ := e.links()
	steers := e.connects("会場", link, e.doc)
	steers.sends(fmt.Sprintf(`addLink({ from: %q, to: %q, meaning: "related" })`, e.ids[to], e.ids[from]))
	steers.saved()
	became := `JSON.stringify([...document.querySelectorAll(".mine__row[data-became]")].map((e) => e.dataset.became))`
	citizen.until("the same line drawn, one set aside, one gone", became+` === '["drawn","declined","line_gone"]' && document.querySelector("[data-became=drawn]").textContent.includes("ありがとう")`)
	for _, at := range [][2]string{{"vote", "あなたが出した、つなぐ案"}, {"relate", "つなぐ案を出す"}} {
		phase, words := at[0], at[1]
		steers.sends(fmt.Sprintf("setPhase(%q)", phase))
		citizen.until("what became of it in "+phase, fmt.Sprintf(`document.querySelector("#linking-heading")?.textContent === %s && `, quoted(words))+became+` === '["drawn","declined","line_gone"]'`)
	}
	steers.page.close()
}

// asName is how the name of a button cuts a sentence.
func asName(sentence string) string {
	if r := []rune(sentence); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return sentence
}
