package browsertest

import "testing"

// TestWhatWasSaidAtASeat: 「元に戻す」 beside what was said of the board means
// that, and is over when something else is done, were it beside the board: it
// would take back what the person has just brought back themselves.
func TestWhatWasSaidAtASeat(t *testing.T) {
	t.Parallel()
	const mine = "わたしの一枚"
	const offers = `document.querySelector(".toast button") !== null`
	h := openHall(t)
	doc := h.laidTable(t, "紙の班")
	leads := h.joins("紙の班の進行", doc)
	leads.sends(`setPhase("read")`)
	g := h.sitsHeard("紙の班の人", laptop)
	g.putsOut(mine)
	leads.sends(`setPhase("gather")`)
	g.until("it on the sheet", called(mine))
	eval[any](g.person, called(mine)+`.focus()`)
	g.strike("Delete")
	g.until("what was said, with a way back", offers)
	g.press("button", say(t, "seat.restore_of", "text", mine))
	g.until("it on the sheet again", called(mine))
	if eval[bool](g.person, offers) {
		t.Error("what was said offers still to take something back, after something else was done")
	}
}
