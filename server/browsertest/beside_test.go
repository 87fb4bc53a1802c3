package browsertest

import (
	"fmt"
	"testing"
)

// TestTwoAtOneLaptop: a second person sits down at a laptop that somebody uses.
// Each has a page, a half-written text and notes of their own; a press changes
// over; who leaves leaves the other where they are. The second comes when the
// evening has begun, and is told in a sentence where it is.
func TestTwoAtOneLaptop(t *testing.T) {
	t.Parallel()
	const half, hers, other = "書きかけの、わたしの文", "一人目の付箋", "二人目の付箋"
	h := openHall(t)
	lead, g := h.sitsHeard("森山", laptop), h.sitsHeard("川辺", laptop)
	g.until("the seat, before it begins", `document.querySelector(".seat")?.dataset.phase === "prepare"`)
	lead.steps("書く")
	g.until("the box", `document.querySelector("#text")`)
	if eval[bool](g.person, `document.querySelector(".arrived") !== null`) {
		t.Error("who was there before it began is welcomed")
	}
	g.putsOut(hers)
	g.focus("textbox", g.say("seat.box"))
	g.write(half)
	g.press("link", g.say("beside.add"))
	g.until("the door for one more", fmt.Sprintf(`document.body.textContent.includes(%s)`, quoted(g.say("join.beside", "name", "川辺"))))
	g.shot("beside-door")
	g.fill("join.name", "谷口")
	g.press("radio", "市民")
	g.push("join.go")
	g.until("the second seat", `document.querySelector(".bar__table")?.textContent.includes("谷口") && document.querySelector("#text")?.value === ""`)
	g.until("where it is", fmt.Sprintf(`document.querySelector(".arrived")?.textContent.includes(%s)`, quoted("一人ずつ付箋に書いているところ")))
	g.accessible("the second seat")
	g.shot("beside-second")
	g.push("arrive.read_it")
	g.until("the welcome gone", `!document.querySelector(".arrived")`)
	g.putsOut(other)
	if eval[bool](g.person, fmt.Sprintf(`document.documentElement.outerHTML.includes(%s) || document.documentElement.outerHTML.includes(%s)`, quoted(half), quoted(hers))) {
		t.Error("the second person's page has the first one's words")
	}
	g.press("link", "川辺")
	g.until("the first seat with its half-written text", fmt.Sprintf(`document.querySelector(".bar__table")?.textContent.includes("川辺") && document.querySelector("#text")?.value === %s`, quoted(half)))
	if eval[bool](g.person, fmt.Sprintf(`document.documentElement.outerHTML.includes(%s)`, quoted(other))) {
		t.Error("the first person's page has the second one's words")
	}
	g.press("link", "谷口")
	g.until("the second seat again", `document.querySelector(".bar__table")?.textContent.includes("谷口")`)
	g.press("link", g.say("seat.leave"))
	g.push("leave.go")
	g.until("the first seat, alone", fmt.Sprintf(`document.querySelector(".bar__table")?.textContent.includes("川辺") && document.querySelector("#text")?.value === %s && !document.querySelector(".who")`, quoted(half)))
	byAuthor := map[string]string{}
	for _, n := range h.replay(h.boardOf("1班")).Notes() {
		byAuthor[n.Text] = string(n.Author)
	}
	if byAuthor[hers] != string(h.seat("川辺").ID) || byAuthor[other] != string(h.seat("谷口").ID) {
		t.Errorf("the notes are by %v", byAuthor)
	}
}
