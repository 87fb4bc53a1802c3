package browsertest

import (
	"fmt"
	"strings"
)

// What becomes of a round: it is closed, paper seals are counted in, another
// follows, and everybody is shown the result.

// closes: what is next is under the hand at every step, and no press too many does harm.
func (v *voting) closes() {
	l := v.lead
	l.until("what closes it", says(".strip", "締め切って数える"))
	v.bare = eval[string](l.person, islandsLie)
	l.strike("u")
	l.until("the hand on it", `document.activeElement.matches(".strip .button--main")`)
	l.strike("Enter")
	l.until("the chart", `[...document.querySelectorAll("dialog .votes__row")].map((r) => r.querySelector(".votes__n").textContent.match(/\d+/)[0]).join() === "4,2,1,0,0"`)
	l.until("the hand where it does no harm", `document.activeElement.textContent.trim() === "閉じる"`)
	l.until("the number of a row beside its bar", `[...document.querySelectorAll("dialog .votes__row")].every((r) => r.getBoundingClientRect().height < 48)`)
	l.shot("54-result")
	l.accessible("the result")
	for _, p := range []*guest{v.keys, v.phone, v.mouse} {
		p.until("the result", says(".seat__main .votes", chosen[0]))
	}
	v.mouse.until("one's own", says(".seat__main .votes__row", "自分のシール 2枚"))
	v.phone.shot("54-result-phone")
	v.keys.accessible("the result on the seat")
}

// countsPaper: seals on paper are added, and told apart; two people at it count for each other's boxes too.
func (v *voting) countsPaper() {
	l := v.lead
	l.strike("Escape")
	l.until("what is next in hand", `!document.querySelector("dialog[open]") && document.activeElement.closest(".strip") !== null`)
	l.push("voting.results")
	l.push("voting.hand")
	l.until("the first number in hand", `document.activeElement.id === "hand-0"`)
	l.strike("Enter")
	l.strike("ArrowDown")
	l.until("the third number in hand", `document.activeElement.id === "hand-2"`)
	l.write("９")
	l.strike("Escape")
	l.until("the dialog closed", `!document.querySelector("dialog[open]")`)
	l.push("voting.results")
	l.push("voting.hand")
	l.until("what was typed", `document.querySelectorAll(".hand-list__one input")[2]?.value === "９"`)
	v.countsToo(2, 8)
	l.until("theirs in one's own boxes, and where both have counted, both", `document.querySelectorAll(".hand-list__one input")[0].value === "2" && document.querySelectorAll(".hand-list__one input")[2].value === "９"`+
		" && "+says(".hand-list__one:nth-child(3)", "ほかの人が8枚と入れました"))
	l.shot("55-paper")
	l.accessible("two who count")
	l.push("voting.hand_do")
	l.until("the sums", says("dialog .votes__row", "(画面 2 + 紙 9)")+" && "+says("dialog .votes__row", "(画面 4 + 紙 2)"))
	l.shot("55-paper-result")
	l.push("board.close")
	l.until("seals on the islands", `[...document.querySelectorAll(".sheet .seal")].map((s) => s.firstChild.textContent).join() === "6,11,1"`)
	l.until("everything where it lay without seals", islandsLie+" === "+quoted(v.bare))
	l.shot("56-sheet")
	l.window(projector)
	l.shot("56-sheet-projector")
	l.window(laptop)
	(&gatherer{guest: l}).list()
	l.until("the chart in the list", says(".outline__votes .votes__row", "(画面 2 + 紙 9)"))
	l.accessible("the list with the result")
	l.shot("56-list")
	(&gatherer{guest: l}).sheet()
}

// countsToo: somebody else enters seals on paper for the first and the third thing.
func (v *voting) countsToo(first, third int) {
	s := v.steers
	s.push("voting.results")
	s.push("voting.hand")
	for what, n := range map[string]int{chosen[0]: first, chosen[2]: third} {
		s.focus("textbox", what)
		s.write(fmt.Sprint(n))
	}
	s.push("voting.hand_do")
	s.push("board.close")
}

// nextRound goes on with the best; who leads may lay seals, too, this time.
func (v *voting) nextRound() {
	l := v.lead
	l.push("voting.begin_next")
	l.until("the best ticked", `[...document.querySelectorAll(".round__one input:checked")].length === 2`)
	l.press("checkbox", "コーディネーターも、自分のシールを貼る")
	l.shot("57-next")
	l.push("voting.begin_do", "n", 2)
	v.keys.until("two cards", `document.querySelectorAll(".ballot__card").length === 2`)
	l.push("voting.lay_mine")
	l.until("the cards", `document.querySelectorAll("dialog .ballot__card").length === 2`)
	l.shot("57-own")
	l.press("button", "貼る:「"+chosen[0])
	l.until("one laid", says("dialog .ballot__left", "あと2枚"))
	l.push("board.close")
	v.keys.clickOn(`document.querySelectorAll(".ballot__more")[1]`)
	v.keys.until("saved", says(".ballot__saved", "保存しました"))
}

// tooLate: what is laid after the count says so, and counts nothing.
func (v *voting) tooLate() {
	p := v.phone
	p.offline()
	p.clickOn(`document.querySelectorAll(".ballot__more")[0]`)
	p.until("laid here", says(".ballot__left", "あと2枚"))
	v.lead.push("voting.close")
	v.lead.until("the chart", `document.querySelectorAll("dialog .votes__row").length === 2`)
	p.online()
	p.until("that it came too late", says(".toast--refusal", "締め切られていた"))
	p.shot("58-too-late")
	v.lead.push("voting.reopen")
	p.until("open again", `document.querySelectorAll(".ballot__card").length === 2`)
	v.lead.push("voting.close")
	v.lead.until("the chart", `document.querySelectorAll("dialog .votes__row").length === 2`)
	v.lead.push("board.close")
	if r := v.round(); r.Voters != 2 {
		v.t.Errorf("%d people have laid seals in the second round, not 2: %v", r.Voters, r.Counts)
	}
}

// shown: going on to the presentation counts what lies there; the result is one press away.
func (v *voting) shown() {
	v.lead.push("voting.results")
	v.lead.push("voting.reopen")
	v.keys.until("open again", `document.querySelectorAll(".ballot__card").length === 2`)
	v.lead.push("board.phase_move")
	v.lead.until("that the seals will be counted", says("dialog .notice", "締め切って数えます"))
	v.lead.press("button", "「発表」にする")
	v.lead.until("no round left open", "!"+says(".strip", "締め切")+` && document.querySelectorAll(".sheet .seal").length > 0`)
	if r := v.round(); r.Open {
		v.t.Error("the presentation began over an open round")
	}
	v.lead.push("voting.results")
	v.lead.until("the rounds", `document.querySelectorAll("dialog .switch button").length === 2`)
	v.lead.push("board.close")
}

// first is the first frame that holds a text.
func (f *frames) first(text string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, frame := range f.all {
		if strings.Contains(frame, text) {
			return frame
		}
	}
	return ""
}
