package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
)

// The end of an evening: a survey is prepared, opened for all by one press,
// answered from two seats and from the board, closed and told. Nobody learns
// who said what, before or after.

const (
	saidFirst  = "次は、用水のことを話したい"
	saidSecond = "席が近くて、話しやすかった"
	saidThird  = "まとめ役は、むずかしかった"
	thoughtOf  = "書いてから、やめた言葉"
)

type reflecting struct {
	*hall
	f, a, b, lead *guest
}

func TestSurvey(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	r := &reflecting{hall: h, f: &guest{h.facilitates(h.boardOf("1班")), &frames{}}}
	r.f.listen()
	r.prepared()
	r.a, r.b, r.lead = h.sitsHeard("川辺", phone), h.sitsHeard("谷口", laptop), h.sitsHeard("森山", laptop)
	r.opened()
	r.answered()
	r.nobodyHears()
	r.told()
	r.putsAway()
	r.inTheFiles()
}

// prepared from the ready-made set; a question is put in other words.
func (r *reflecting) prepared() {
	f := r.f
	f.open(r.url + "/w/" + string(r.ws))
	f.press("button", say(r.t, "survey.fill"))
	f.until("the questions", `document.querySelectorAll("#survey .agenda-step").length === 5`)
	eval[bool](f.person, `document.querySelector("#survey .agenda-step:last-child input").focus() === undefined && document.execCommand("selectAll")`)
	f.write("今日のひとこと")
	f.must(f.page.key("Tab"), "leave the box")
	f.until("saved", `document.querySelector(".saved").dataset.state === "saved"`)
	f.shot("survey-prepared")
	f.accessible("the preparing page with a survey")
	if q := r.workshop().Questions(); len(q) != 5 || q[4].Text != "今日のひとこと" {
		r.t.Fatalf("what is asked is %+v", q)
	}
}

// opened by one press in the hall, and on every seat at once.
func (r *reflecting) opened() {
	f := r.f
	f.open(r.url + "/w/" + string(r.ws) + "/hall")
	f.press("button", say(r.t, "survey.open"))
	f.press("button", say(r.t, "survey.open_yes"))
	for _, g := range []*guest{r.a, r.b} {
		g.until("the questions", `document.querySelectorAll(".survey__question").length === 5`)
		g.until("nothing before them but what time it is", `document.querySelector(".arrived") === null && document.querySelector(".seat__question") === null && `+says(".seat__where", say(r.t, "survey.title")))
	}
	r.a.accessible("the survey on a telephone")
	r.a.shot("survey-phone")
	if small := eval[int](r.a.person, `[...document.querySelectorAll(".survey__tick, .survey .button")].filter((e) => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44).length`); small > 0 {
		r.t.Errorf("%d things to press are smaller than a fingertip", small)
	}
}

// types into the last question's box.
func (g *guest) typesLast(text string) {
	g.t.Helper()
	g.until("the box", `(document.querySelector(".survey__list li:last-child textarea")?.focus(), document.activeElement?.matches(".survey textarea"))`)
	g.write(text)
}

// answered: what is half answered outlives a reload; what was sent is put right.
func (r *reflecting) answered() {
	a := r.a
	a.clickOn(`document.querySelectorAll(".survey__scale")[0].querySelectorAll(".survey__tick")[4]`)
	a.typesLast(thoughtOf)
	a.until("the tick", `document.querySelector(".survey__tick[data-on]") !== null`)
	a.reload()
	a.until("what was half answered", `document.querySelector(".survey__tick[data-on]") !== null && document.querySelector(".survey__list li:last-child textarea").value === `+quoted(thoughtOf))
	a.press("button", say(r.t, "survey.send"))
	a.until("that it is out, and the focus on the thanks", says(".survey__state", say(r.t, "survey.state.saved"))+` && document.activeElement?.id === "survey-thanks"`)
	a.shot("survey-thanks")
	a.press("button", say(r.t, "survey.again"))
	a.until("the focus in the first question", `document.activeElement?.matches(".survey__list li:first-child input")`)
	a.until("what was sent", `document.querySelector(".survey__list li:last-child textarea")?.value === `+quoted(thoughtOf))
	eval[bool](a.person, `(document.querySelector(".survey__list li:last-child textarea").focus(), document.execCommand("selectAll"))`)
	a.write(saidFirst)
	a.press("button", say(r.t, "survey.send"))
	a.until("that it is out again", says(".survey__state", say(r.t, "survey.state.saved")))

	r.b.press("button", say(r.t, "survey.send"))
	r.b.until("that nothing is answered", says(".survey", say(r.t, "survey.nothing")))
	r.b.typesLast(saidSecond)
	r.b.press("button", say(r.t, "survey.send"))
	r.b.until("that it is out", says(".survey__state", say(r.t, "survey.state.saved")))
}

// nobodyHears what others answer while the survey is open.
func (r *reflecting) nobodyHears() {
	r.f.until("that two have answered", says(".closing", say(r.t, "survey.so_far", "of", "4", "n", "2")))
	r.f.shot("survey-hall")
	for name, g := range map[string]*guest{"who steers": r.f, "who leads": r.lead} {
		if frame := g.came.first(`"replies"`); frame != "" {
			r.t.Errorf("%s was told an answer: %s", name, frame)
		}
		if n := g.came.holdOf([]string{saidFirst, saidSecond, thoughtOf}); n > 0 {
			r.t.Errorf("%s was told %d texts", name, n)
		}
	}
	if n := r.a.came.holdOf([]string{saidSecond}) + r.b.came.holdOf([]string{saidFirst, thoughtOf}); n > 0 {
		r.t.Errorf("one who answers was told %d texts of the other", n)
	}
	lead := r.lead
	lead.press("button", say(r.t, "survey.answer"))
	lead.until("the dialog", dialogOpen)
	lead.accessible("the survey over the board")
	lead.typesLast(saidThird)
	lead.press("button", say(r.t, "survey.send"))
	lead.until("that it is out, and the focus on the thanks", says("dialog .survey__state", say(r.t, "survey.state.saved"))+` && document.activeElement?.id === "survey-thanks"`)
	lead.press("button", say(r.t, "board.close"))
}

// told when it is closed, to all, without who said what.
func (r *reflecting) told() {
	r.f.until("that three have answered", says(".closing", say(r.t, "survey.so_far", "of", "4", "n", "3")))
	r.f.press("button", say(r.t, "survey.close"))
	r.f.until("the question", dialogOpen)
	r.f.clickOn(`document.querySelector("dialog .button--main")`)
	r.f.until("the end", says(".closing", say(r.t, "survey.told", "n", "3")))
	b := r.b
	b.until("that it is closed", says(".survey", say(r.t, "survey.closed")))
	b.clickOn(`document.querySelector(".survey__all summary")`)
	b.until("what all said", says(".survey__results", saidFirst)+" && "+says(".survey__results", saidThird))
	b.shot("survey-results")
	b.accessible("the results on a seat")
	for _, g := range []*guest{r.a, r.b, r.lead, r.f} {
		if n := g.came.holdOf([]string{thoughtOf}); n > 0 && g != r.a {
			r.t.Error("what somebody thought better of was told")
		}
		for _, who := range []string{"川辺", "谷口", "森山"} {
			own := map[string]*guest{"川辺": r.a, "谷口": r.b, "森山": r.lead}[who] == g
			if frame := g.came.first(`"seat":"` + string(r.seat(who).ID) + `","replies"`); frame != "" && !own {
				r.t.Errorf("somebody was told what %s answered: %s", who, frame)
			}
		}
	}
	if survey := r.workshop().Survey(); survey.Answered != 3 || len(survey.Results) != 5 || survey.Results[0].Counts[board.ScaleSteps-1] != 1 {
		r.t.Errorf("what came of it is %+v", survey)
	}
}

// putsAway: a text that was told is gone from every screen and file by one
// press of who steers, and comes back by one.
func (r *reflecting) putsAway() {
	f, b := r.f, r.b
	f.push("survey.texts")
	f.until("the texts", `document.querySelectorAll("dialog[open] .gone__row").length === 3`)
	f.shot("survey-texts")
	f.push("survey.hide_of", "what", saidFirst)
	f.until("the question why", `document.activeElement?.id === "hide-reason"`)
	f.push("hide.do")
	f.until("that a reason is wanted", says("dialog [role=alert]", say(r.t, "hide.needs_reason")))
	f.push("hide.reason_hurts")
	f.accessible("hiding a text of the survey")
	f.shot("survey-hide")
	f.push("hide.do")
	f.until("two texts", `document.querySelectorAll("dialog[open] .gone__row").length === 2`)
	f.push("board.close")
	for _, g := range []*guest{b, f} {
		g.until("that it is gone", fmt.Sprintf(`!document.body.textContent.includes(%s)`, quoted(saidFirst)))
	}
	for _, format := range []string{"json", "md", "csv", "html"} {
		if got := eval[string](f.person, `fetch("/w/`+string(r.ws)+`/export/`+format+`").then((r) => r.text())`); strings.Contains(got, saidFirst) || !strings.Contains(got, saidThird) {
			r.t.Errorf("the %s file tells it, or nothing", format)
		}
	}
	if got := eval[string](f.person, `fetch("/w/`+string(r.ws)+`/results").then((r) => r.text())`); strings.Contains(got, saidFirst) {
		r.t.Error("the results tell it")
	}
	f.push("kept.open", "n", 1)
	f.until("the list", `document.querySelectorAll("dialog[open] .kept__row").length === 1`)
	f.shot("survey-kept")
	f.push("kept.show_of", "what", saidFirst)
	f.until("that none is left", says("dialog[open]", say(r.t, "kept.none")))
	f.push("board.close")
	b.until("the text again", says(".survey__results", saidFirst))
}

// inTheFiles: the archive holds what came of it, and nobody's answer.
func (r *reflecting) inTheFiles() {
	archive := eval[string](r.f.person, `fetch("/w/`+string(r.ws)+`/export/json").then((r) => r.text())`)
	if strings.Contains(archive, `"replies"`) || strings.Contains(archive, thoughtOf) || !strings.Contains(archive, saidFirst) {
		r.t.Error("the archive holds answers, or not what came of them")
	}
}
