package browsertest

import (
	"fmt"
	"testing"

	"yoriai/board"
)

// TestLookHere: who steers brings the screens to one table's board (ここを見て).
// It lies over what people do, is looked at and nothing else, follows what
// happens there, and goes by one press; half-written words stay; whoever comes
// late comes there, too; it ends for all by one press, and the server gives the
// board to nobody of another table any more.
func TestLookHere(t *testing.T) {
	t.Parallel()
	const half, laid, later = "途中の文です", "見せたい一枚", "あとから足した一枚"
	h := openHall(t)
	other, g := h.sitsHeard("野原", laptop), h.sitsHeard("川辺", laptop)
	lead := h.sitsHeard("森山", laptop)
	lead.steps("書く")
	other.steps("集める")
	adds := func(text string) {
		other.press("button", "付箋を足す")
		other.until("the box", `document.activeElement?.id === "writing-text"`)
		other.write(text)
		other.press("button", "出す")
		other.until("the note", fmt.Sprintf(`document.querySelector(".board").textContent.includes(%s)`, quoted(text)))
	}
	adds(laid)
	g.until("the box", `document.querySelector("#text")`)
	g.focus("textbox", g.say("seat.box"))
	g.write(half)
	f := newGuest(t, "facilitator")
	link, _ := h.links()
	f.open(link)
	f.press("button", "会場の画面へ")
	f.until("the hall", `document.querySelectorAll(".table-card__foot").length === 2`)
	f.push("look.at_of", "table", "2班")
	f.push("look.do")
	shows := func(text string) string {
		return fmt.Sprintf(`document.querySelector("dialog.look[open]")?.textContent.includes(%s)`, quoted(text))
	}
	for _, p := range []*guest{g, lead} {
		p.until("the other table's board", shows(laid)+" && "+shows("2班"))
	}
	if eval[bool](other.person, `document.querySelector("dialog.look") !== null`) {
		t.Error("the table's own board lies over itself")
	}
	adds(later)
	g.until("what happens there", shows(later))
	g.accessible("looking at another table's board")
	g.shot("look-here")
	f.until("where they are", fmt.Sprintf(`document.querySelector(".tables__said")?.textContent.includes(%s)`, quoted(f.say("look.on", "table", "2班"))))
	f.shot("look-hall")
	late := h.sitsHeard("谷口", phone)
	late.until("who comes late there, too", shows(laid))
	late.shot("look-here-phone")
	g.push("look.back")
	g.until("one's own page with the half-written text", fmt.Sprintf(`!document.querySelector("dialog.look") && document.querySelector("#text")?.value === %s`, quoted(half)))
	f.push("look.end")
	for _, p := range []*guest{lead, late} {
		p.until("the own page again", `!document.querySelector("dialog.look")`)
	}
	b, _ := h.replay(h.boardOf("2班")).Board()
	if b.Shown || h.replay(h.boardOf("2班")).MayRead(board.Actor{Seat: h.seat("川辺").ID, Role: board.Participant, Table: h.seat("川辺").Table}) {
		t.Error("the board is still open to others")
	}
	g.came.forget()
	adds("見せていない一枚")
	if g.came.holdOf([]string{"見せていない一枚"}) != 0 {
		t.Error("another table still hears what happens there")
	}
}
