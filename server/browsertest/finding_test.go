package browsertest

import (
	"fmt"
	"testing"
)

// TestFinding: who looks for something writes it as they like, sees it marked
// on the board, goes to it with Enter, and comes back to where they were.
func TestFinding(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	g := e.mouse
	g.press("button", "さがす")
	g.until("the box", `document.activeElement.id === "find-words"`)
	g.compose("ﾅｶﾞｸﾞﾂ", "ﾅｶﾞｸﾞﾂ")
	g.until("nothing: these words are written in kanji", `document.querySelector(".find").textContent.includes("見つかりませんでした")`)
	g.replaces("ｸﾏﾃﾞ")
	g.until("the one that has it, in half width", fmt.Sprintf(`document.querySelectorAll("[data-found]").length === 1 && document.querySelector("[data-found]").dataset.id === %q`, e.ids["くまでが三本しかない"]))
	g.shot("finding")
	g.accessible("finding")

	g.replaces("職員")
	g.until("two of them", `document.querySelector(".find__count").textContent === "2件見つかりました"`)
	for _, want := range []string{"職員の異動のたびに話が初めからになる", "職員も長靴で来る", "職員の異動のたびに話が初めからになる"} {
		g.strike("Enter")
		g.until("the next one", fmt.Sprintf(`document.querySelector('[data-found="now"]')?.dataset.id === %q && document.activeElement.id === "find-words"`, e.ids[want]))
	}
	g.until("where it lies", `document.querySelector(".find").textContent.includes("月に一度、道具小屋")`)
	for _, size := range [][2]int64{phone, projector, laptop} {
		g.window(size)
		g.until("nothing cut off", `(() => { const b = document.querySelector(".find").getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth + 1 && b.top >= 0 && b.bottom <= innerHeight + 1; })()`)
		g.shot(fmt.Sprintf("finding-%d", size[0]))
	}

	e.sifts()
	g.strike("Escape")
	g.until("all as before", `document.querySelector(".find") === null && document.querySelector("[data-found]") === null && document.activeElement.textContent.trim() === "さがす"`)
}

// sifts by what is not in the words: what no proposal answers, whose side, who
// wrote it, what was withdrawn. Who wrote what is asked by those only who lead.
func (e *relating) sifts() {
	e.t.Helper()
	g := e.mouse
	const own = "月に一度は、窓口で聞きたい"
	g.strike("Escape")
	id := g.adds(own)
	g.press("button", "さがす")
	g.until("the box", `document.activeElement.id === "find-words"`)
	chooses := func(box, value string) {
		eval[any](g.person, fmt.Sprintf(`((box) => { box.value = %q; box.dispatchEvent(new Event("change", { bubbles: true })); })(document.getElementById(%q))`, value, box))
	}
	finds := func(what string, n int) {
		g.until(what, fmt.Sprintf(`document.querySelector(".find__count")?.textContent === %s && document.querySelectorAll(".find__one").length === %d`, quoted(g.say("find.count", "n", n)), n))
	}
	chooses("find-where", "unanswered")
	finds("four islands and a lone note that nothing answers", 5)
	chooses("find-where", "all")
	chooses("find-side", "citizen")
	g.until("nothing: all of them were written by the staff", `document.querySelector(".find").textContent.includes(`+quoted(g.say("find.none"))+`)`)
	chooses("find-side", "staff")
	finds("all notes, and no title card", 9)
	chooses("find-side", "")
	me := eval[string](g.person, `JSON.parse(document.getElementById("boot").textContent).seat.id`)
	chooses("find-author", me)
	finds("the one note of their own", 1)
	e.asksNobody(own)
	e.keys.until("the note in hand", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %q)`, byID(id), id))
	e.keys.strike("Delete")
	g.until("nothing of their own any more", `document.querySelector(".find").textContent.includes(`+quoted(g.say("find.none"))+`)`)
	chooses("find-where", "gone")
	finds("it among what was withdrawn", 1)
	chooses("find-author", "")
	g.replaces("ﾏﾄﾞｸﾞﾁ 窓口")
	g.until("not by how it is read", `document.querySelector(".find").textContent.includes(`+quoted(g.say("find.none"))+`)`)
	g.replaces("窓口 一度")
	finds("it, by two of its words", 1)
	g.shot("finding-sifted")
}

// asksNobody: a participant, who sees notes of two people as well, asks of which
// side they are, and not whose.
func (e *relating) asksNobody(text string) {
	e.t.Helper()
	citizen := e.sits("川辺")
	citizen.until("the notes of both", `document.body.textContent.includes(`+quoted(text)+`) && document.body.textContent.includes(`+quoted(loneNote)+`)`)
	citizen.press("button", "さがす")
	citizen.until("the box", `document.activeElement.id === "find-words"`)
	if !eval[bool](citizen, `document.getElementById("find-side") !== null && document.getElementById("find-author") === null`) {
		e.t.Error("a participant may ask who wrote what, or not of which side it is")
	}
}

// TestFindingByKeyboard: in the list as on the sheet, with keys only; what was
// found is gone to, and the board is nobody else's for it.
func TestFindingByKeyboard(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	g := e.keys
	before := eval[int](g.person, `document.querySelectorAll(".sheet .note").length`)
	g.until("the board in hand", `(document.querySelector(".sheet [data-id]")?.focus(), document.activeElement.dataset.id !== undefined)`)
	g.strike("v")
	g.until("the list", `document.querySelector(".outline") !== null`)
	g.strike("/")
	g.until("the box", `document.activeElement.id === "find-words"`)
	g.write("犬")
	g.until("the lone note", fmt.Sprintf(`document.querySelector("[data-found]")?.dataset.id === %q`, e.ids[loneNote]))
	g.until("what was found in reach", `(document.querySelector(".find__one").focus(), document.activeElement.matches(".find__one"))`)
	g.strike("Enter")
	g.until("there", fmt.Sprintf(`document.activeElement.dataset.id === %q`, e.ids[loneNote]))
	if now := eval[int](e.mouse.person, `document.querySelectorAll(".sheet .note").length`); now != before {
		t.Errorf("the other's board shows %d notes instead of %d", now, before)
	}
}
