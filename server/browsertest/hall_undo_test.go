package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// TestUndoneFromTheHall: who steers takes back the last deed at a table,
// whoever did it, after one question that names it; and what was undone is not
// offered again. The other table notices nothing.
func TestUndoneFromTheHall(t *testing.T) {
	t.Parallel()
	const first, last = "残る一枚", "まちがえて出した一枚"
	h := openHall(t)
	lead, other := h.sitsHeard("森山", laptop), h.sitsHeard("野原", laptop)
	for _, g := range []*guest{lead, other} {
		g.steps("集める")
	}
	for _, text := range []string{first, last} {
		lead.press("button", "付箋を足す")
		lead.until("the box", `document.activeElement?.id === "writing-text"`)
		lead.write(text)
		lead.press("button", "出す")
		lead.until("the note", fmt.Sprintf(`document.querySelector(".board").textContent.includes(%s)`, quoted(text)))
	}
	f := newGuest(t, "facilitator")
	link, _ := h.links()
	f.open(link)
	f.press("button", "会場の画面へ")
	f.until("the hall", `document.querySelectorAll(".table-card__foot").length === 2`)
	other.came.forget()
	for _, text := range []string{last, first} {
		f.push("hall.undo_of", "table", "1班")
		f.until("what it was", fmt.Sprintf(`document.querySelector("dialog[open]")?.textContent.includes(%s) && document.querySelector("dialog[open]").textContent.includes("森山")`, quoted(text)))
		f.shot("hall-undo")
		f.push("hall.undo_do")
		lead.until("the note gone", fmt.Sprintf(`!document.querySelector(".board .tray, .board .outline")?.textContent.includes(%s)`, quoted(text)))
	}
	f.push("hall.undo_of", "table", "1班")
	f.until("that nothing is left", fmt.Sprintf(`document.querySelector("dialog[open]")?.textContent.includes(%s)`, quoted(f.say("hall.undo_none"))))
	f.accessible("nothing to undo")
	other.came.mu.Lock()
	defer other.came.mu.Unlock()
	for _, frame := range other.came.all {
		if strings.HasPrefix(frame, `{"t":"entries"`) {
			t.Errorf("the other table heard %s", frame)
		}
	}
}
