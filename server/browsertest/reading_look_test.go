package browsertest

import (
	"slices"
	"strings"
	"testing"
)

// TestLookingOnWhileReading: who may not turn the notes sees the one that is
// read, on every page there is to look on from, and of the others no word; they
// have nothing to turn with, and their keys turn nothing. Their own they may
// still put to the front.
func TestLookingOnWhileReading(t *testing.T) {
	t.Parallel()
	a := openAloud(t)
	a.lead.steps("読み上げ")
	// One that is not this person's own, so that they may say 「わたしも」 to it.
	a.citizen.until("an own note to read", `document.querySelector(".mine__row")?.textContent.includes("これを読む")`)
	text := a.turns(func() { a.citizen.press("button", "これを読む: "+ofCitizen[0]) })
	seat := eval[string](a.phoner.person, `location.pathname.split("/")[2]`)
	hidden := slices.DeleteFunc(slices.Concat(ofCitizen, ofLead), func(other string) bool { return other == text })
	for _, page := range []struct{ path, there string }{
		{"board", `document.querySelector(".stage__paper")`},
		{"present", `document.querySelector(".present")`},
		{"history", `document.querySelector(".history__deed")`},
		{"print?what=labels", `document.querySelector(".print[data-ready]")`},
	} {
		g := &guest{a.phoner.tab(), &frames{}}
		g.listen()
		g.open(a.url + "/s/" + seat + "/" + page.path)
		g.until(page.path, page.there)
		g.mustNotKnow(hidden)
		if page.path == "board" {
			a.turnsNothing(g, text)
		}
		if said := eval[string](g.person, `document.body.textContent`); slices.ContainsFunc(hidden, func(other string) bool { return strings.Contains(said, other) }) {
			t.Errorf("%s tells a note that was not read", page.path)
		}
	}
}

// turnsNothing: the board in a whole window of somebody who does not lead.
func (a *aloud) turnsNothing(g *guest, text string) {
	a.t.Helper()
	g.until("the note that is read", onStage+" === "+quoted(text))
	if all := g.listed("button"); strings.Contains(all, "つぎの付箋へ") || strings.Contains(all, "読む人を選ぶ") {
		a.t.Errorf("somebody who does not lead may turn the notes: %s", all)
	}
	g.strike("n")
	// What is sent after it has come: so has whatever the key would have done.
	g.press("button", "わたしも")
	a.lead.until("the mark", `document.querySelector(".echoes")?.textContent.includes("わたしも 1")`)
	if now := eval[string](a.lead.person, onStage); now != text {
		a.t.Errorf("a key of somebody who does not lead turned to %q", now)
	}
}
