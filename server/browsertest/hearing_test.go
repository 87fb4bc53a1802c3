package browsertest

// sitsHeard takes a seat in a browser whose line is listened to from the start.
func (h *hall) sitsHeard(name string, window [2]int64) *guest {
	h.t.Helper()
	_, seats := h.links()
	g := newGuest(h.t, name)
	g.window(window)
	g.open(seats[h.seat(name).ID])
	g.press("button", "この席に着く")
	g.until("the seat", `location.pathname.startsWith("/s/")`)
	return g
}

// putsOut writes a note into the one box and sends it.
func (g *guest) putsOut(text string) {
	g.t.Helper()
	g.focus("textbox", "思ったことを、一つだけ")
	g.write(text)
	g.press("button", "出す")
	g.until("the note in the list", mineHas(text))
	g.until("saved", allSaved)
}
