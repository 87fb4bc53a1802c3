package browsertest

import (
	"fmt"
	"testing"
)

// TestFirstNote walks the shortest way there is with real pages, on a phone:
// the door, the name, the one box with a Japanese input method, a reload in
// the middle of a sentence, the note on the table's board.
func TestFirstNote(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	w, _ := h.workshop().Workshop()

	lead := h.sits("森山")
	lead.until("the board", `document.querySelector(".board") !== null`)
	lead.accessible("the board, empty")

	guest := newPerson(t, "guest")
	guest.window(phone)
	guest.open(h.url + "/")
	guest.accessible("home")
	guest.focus("textbox", "8 文字")
	guest.write(w.Code)
	guest.press("button", "参加する")
	guest.until("the name", `location.pathname.startsWith("/j/")`)
	guest.accessible("joining")
	guest.focus("textbox", "お名前は？")
	guest.compose("かわべ", "川辺")
	guest.press("radio", "市民")
	guest.press("radio", "1班")
	guest.press("button", "席に着く")
	guest.until("the seat", `location.pathname.startsWith("/s/")`)

	lead.steps("書く")
	guest.focus("textbox", "思ったことを、一つだけ")
	guest.compose("どうぐ", "道具が")
	guest.write("足りない")
	guest.reload()
	guest.until("the half-written text", `document.querySelector("textarea")?.value === "道具が足りない"`)
	guest.accessible("writing")
	guest.press("button", "出す")
	guest.find("button", "取り下げる: 道具が足りない")
	lead.until("a count and no text", `document.querySelector(".tray").textContent.includes("1") && !document.body.textContent.includes("道具が足りない")`)

	lead.steps("集める")
	lead.until("the note", `document.querySelector(".note__text")?.textContent === "道具が足りない"`)
	lead.accessible("gathering")
	guest.accessible("the table's board on the seat")
}

// steps moves a table to a phase.
func (p *person) steps(phase string) {
	p.t.Helper()
	p.press("button", "段階を変える")
	p.press("button", phase)
	p.press("button", "「"+phase+"」にする")
	p.until("the phase", fmt.Sprintf(`document.querySelector(".bar").textContent.replace(/\s/g, "").includes("いまは「%s」の時間")`, phase))
}
