package browsertest

import (
	"fmt"
	"testing"
)

// TestDeviceTakenFromAFarRoom: the preparing page tells which laptop sits
// where; one that was left open is taken off its seat, its screen says so, and
// the lost card's link is made anew.
func TestDeviceTakenFromAFarRoom(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	seat, other := h.sits("川辺"), h.sits("野原")
	seat.forgive("401")
	seat.forgive("404")
	f.open(h.url + "/w/" + string(h.ws))
	f.until("the page", `document.querySelector(".prepare .link-row") !== null`)
	eval[bool](f, `[...document.querySelectorAll("details > summary")].find((s) => s.textContent === "席に着いている端末").click() === undefined`)
	f.until("who sits where", `document.querySelectorAll(".devices__row[data-here]").length >= 2`)
	eval[bool](f, `document.querySelector(".devices").scrollIntoView() === undefined`)
	f.shot("devices")
	f.press("button", say(t, "devices.end_of", "name", "川辺"))
	f.press("button", say(t, "devices.end"))
	seat.until("the end", `document.querySelector(".card--ask[role=alert] h1")?.textContent === `+quoted(say(t, "ended.heading")))
	f.until("it is off the list", `![...document.querySelectorAll(".devices__row")].some((e) => e.textContent.includes("川辺"))`)

	link, _ := h.links()
	f.press("button", say(t, "prepare.renew_of", "name", say(t, "role.facilitator")))
	f.press("button", say(t, "prepare.renew"))
	f.until("another link", fmt.Sprintf(`!document.querySelector(".prepare__door").textContent.includes(%s)`, quoted(link)))
	f.accessible("the preparing page with devices")
	if now, _ := h.links(); now == link {
		t.Error("the link is the same still")
	}
	if eval[bool](other, `document.querySelector(".card--ask[role=alert]") !== null`) {
		t.Error("another one was sent away too")
	}
}
