package browsertest

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

// What is printed before the evening is made on the preparing page: the poster,
// a card for each seat whose code leads to that seat, the lists, the script.
func TestPapersBeforeTheEvening(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.prepares(h)
	eval[bool](f, `(window.print = () => window.dispatchEvent(new Event("beforeprint")), true)`)
	for _, c := range []struct {
		paper, selector string
		holds           []string
	}{
		{"poster", ".poster", []string{"この道を、どう守り育てるか"}},
		{"cards", ".seat-card", []string{say(t, "role.facilitator"), "川辺", "谷口", "森山", "野原"}},
		{"members", ".members", []string{"1班", "2班", "川辺", "野原", say(t, "role.coordinator")}},
		{"script", ".members", []string{say(t, "agenda.kj.write"), "10〜25分"}},
	} {
		f.press("button", say(t, "prepare.print."+c.paper))
		f.until("the "+c.paper, `!document.querySelector(".papers").hidden && document.querySelector(".papers `+c.selector+`") !== null && [...document.querySelectorAll(".papers img")].every((i) => i.complete && i.naturalWidth > 0)`)
		text := eval[string](f, `document.querySelector(".papers").innerText`)
		for _, want := range c.holds {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %s", c.paper, want)
			}
		}
		f.shot("paper-" + c.paper)
		f.print("paper-" + c.paper)
		eval[bool](f, `window.dispatchEvent(new Event("afterprint"))`)
		f.until("the page again", `document.querySelector(".papers").hidden && !document.querySelector("#app").hidden`)
	}
	h.leadsToItsSeat(f)
}

// leadsToItsSeat: the picture on a card is the link of that card's person.
func (h *hall) leadsToItsSeat(f *person) {
	h.t.Helper()
	_, seats := h.links()
	link := seats[h.seat("川辺").ID]
	key := link[strings.LastIndex(link, "/")+1:]
	if eval[int](f, `fetch("/qr/k/`+key+`.svg").then((r) => r.status)`) != 200 {
		h.t.Error("no picture of a seat's link")
	}
	f.forgive("404")
	for _, bad := range []string{"x", "..%2f..%2fevil", strings.ToUpper(key), uuid.NewString()} {
		if status := eval[int](f, `fetch("/qr/k/`+bad+`.svg").then((r) => r.status)`); status != 404 {
			h.t.Errorf("%q gives %d", bad, status)
		}
	}
}
