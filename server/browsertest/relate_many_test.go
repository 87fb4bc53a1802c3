package browsertest

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestManyHandsOnRelations: two at the table and one from the hall do whatever
// their screens offer, all at the same moments: draw lines, turn, relabel and
// take them away, gather, dissolve, move and withdraw what they end at, undo
// and redo. In the end three screens, the file and the report tell the same.
func TestManyHandsOnRelations(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	seed, err := strconv.Atoi(cmp.Or(os.Getenv("YORIAI_SEED"), "4"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("YORIAI_SEED=%d", seed)
	link, _ := e.links()
	steers := e.connects("会場", link, e.doc)
	steers.sends("openHand(true)")
	steers.saved()
	citizen := &guest{person: e.sits("川辺")}
	all := []*guest{e.mouse, e.keys, citizen}
	for _, g := range all {
		g.until("the islands", `document.querySelectorAll(".sheet .island").length === 4`)
		eval[any](g.person, `import("/js/hands.js").then((m) => { window.hands = m; })`)
	}
	for round := range 3 {
		for i, g := range all {
			eval[any](g.person, fmt.Sprintf(`void hands.work(%d, 60).then(() => { window.rested = %d; })`, seed*100+round*10+i, round))
		}
		for _, g := range all {
			handRests(g, round)
		}
		e.mustTellTheSame(round, all)
	}
	for _, g := range all {
		t.Logf("%s was told %q", g.name, eval[[]string](g.person, "hands.refused"))
	}
	steers.agrees()
}

// handRests waits until a hand has done all of a round and no dialog stands open, however slow the machine: in vain only when a hand does
// nothing for as long as anything is waited for.
func handRests(g *guest, round int) {
	g.t.Helper()
	for done := -1; !g.comes(fmt.Sprintf("window.rested === %d && !%s", round, dialogOpen), patience); {
		now := eval[int](g.person, "hands.done")
		if now == done {
			g.t.Fatalf("%s stands still after %d deeds of round %d; open is %q", g.name, now, round, eval[string](g.person, `document.querySelector("dialog[open]")?.textContent ?? ""`))
		}
		done = now
	}
}

const (
	linesDrawn = `JSON.stringify([...document.querySelectorAll(".sheet .line")].map((l) => l.querySelector("title").textContent).sort())`
	linesTold  = `JSON.stringify([...document.querySelectorAll(".outline .relations__row[data-link]")].map((r) => r.querySelector(".relations__text").textContent).sort())`
	listTold   = `JSON.stringify([...document.querySelectorAll(".outline [data-id]")].filter((e) => !e.closest("[data-zone=gone]")).map((e) => [e.dataset.id, e.parentElement.closest("[data-id]")?.dataset.id ?? "", e.querySelector(".note__text")?.textContent ?? ""]))`
)

// mustTellTheSame: sheets, lists, the file and the report.
func (e *relating) mustTellTheSame(round int, all []*guest) {
	e.t.Helper()
	e.sameIn(all, fmt.Sprintf("the sheets after round %d", round), linesDrawn)
	for _, g := range all {
		(&gatherer{guest: g}).list()
	}
	e.sameIn(all, fmt.Sprintf("the lists after round %d", round), listTold)
	told := e.sameIn(all, fmt.Sprintf("the sentences after round %d", round), linesTold)
	if n := len(e.replay(e.doc).Links()); n != len(sentences(told)) {
		e.t.Errorf("%d lines in the file, told are %s", n, told)
	}
	e.mustReport(all[1], told)
	for _, g := range all {
		(&gatherer{guest: g}).sheet()
	}
}

// sameIn waits until all that was done has come to everybody, and gives what all of them show then.
func (e *relating) sameIn(all []*guest, what, expression string) string {
	e.t.Helper()
	seen := map[string]string{}
	for end := time.Now().Add(patience); time.Now().Before(end); all[0].changes() {
		for _, g := range all {
			seen[g.name] = eval[string](g.person, expression)
		}
		if one := seen[all[0].name]; one == seen[all[1].name] && one == seen[all[2].name] {
			return one
		}
	}
	e.t.Fatalf("%s are not the same: %v", what, seen)
	return ""
}

func sentences(told string) []string {
	return slices.DeleteFunc(strings.Split(strings.Trim(told, `[]"`), `","`), func(s string) bool { return s == "" })
}

// mustReport: the text to take home has every sentence of the list.
func (e *relating) mustReport(g *guest, told string) {
	e.t.Helper()
	report := string(g.take("/w/" + string(e.ws) + "/export/md?for=internal"))
	for _, s := range sentences(told) {
		if !strings.Contains(report, s) {
			e.t.Errorf("the report does not tell %q", s)
		}
	}
}

// TestTwoTakeOneLineAway: who takes away what another took away just before has what they wanted, and hears of no mistake.
func TestTwoTakeOneLineAway(t *testing.T) {
	t.Parallel()
	linesMayGo(t)
	h := openHall(t)
	first, _ := h.lays(fourIslands)
	link, _ := h.links()
	second := h.connects("二人目", link, h.boardOf("1班"))
	first.sends(`addLink({ from: v.all("group")[0].id, to: v.all("group")[1].id, meaning: "causes" })`)
	second.until("the line", `live.doc.view.links().length === 1`)
	second.offline()
	away := `({ type: "link.withdraw", body: { link: v.links()[0].id } })`
	second.sends(away)
	first.sends(away)
	first.saved()
	second.online()
	second.agrees()
	first.agrees()
}
