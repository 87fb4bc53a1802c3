package browsertest

import (
	"testing"
)

// meeting lists the marks at the foot of a note that lie over each other or meet.
const meeting = `[...document.querySelectorAll(".board .note__foot")].flatMap((foot) => {
	const all = [...foot.children].map((e) => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, b]) => b.width > 0 && b.height > 0);
	return all.flatMap(([a, p], i) => all.slice(i + 1).filter(([, q]) => p.left < q.right + 1 && q.left < p.right + 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1).map(([b]) => a + " meets " + b));
})`

// TestMarksStandApart: what stands at the foot of a note (whose side, a
// proposal, a name, a lone one) is read one beside the other on the sheet, on
// one so small that it stands in the last line of the words, and in the list.
// What only a screen reader is told once drew the mark after it over the one
// before. And in a window made so large that little is left of it, one scrolls
// the page and not a strip of it.
func TestMarksStandApart(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	lead := h.joins("森山", "")
	lead.sends(`setPhase("write")`)
	for _, op := range []string{`addNote("草を刈る当番を決める")`, `addNote("水をまく当番も決める、夏のあいだだけでもよい")`, `addNote("一匹だけの付箋")`} {
		lead.sends(op)
	}
	lead.sends(`setPhase("gather")`)
	lead.sends(`moveItems(v.all("note").map((n) => n.id), onSheet({ x: 300, y: 200 }))`)
	for _, op := range []string{`{ type: "item.propose", body: { item: v.all("note")[0].id, proposal: true } }`, `{ type: "item.propose", body: { item: v.all("note")[1].id, proposal: true } }`, `loneNote(v.all("note")[2].id)`} {
		lead.sends(op)
	}
	lead.saved()

	p := h.sits("森山")
	apart := func(where string, window [2]int64, there string) {
		t.Helper()
		p.window(window)
		p.until(where, there)
		if met := eval[[]string](p, meeting); len(met) > 0 {
			t.Errorf("%s: %v", where, met)
		}
	}
	apart("the sheet", laptop, `document.querySelectorAll(".sheet .proposal-tab").length === 2`)
	apart("a small sheet", phone, `["small", "dense"].includes(document.querySelector(".sheet")?.dataset.density)`)
	p.press("button", "一覧")
	apart("the list", phone, `document.querySelectorAll(".outline .note").length === 3`)

	p.window([2]int64{340, 192})
	p.until("a page that scrolls as far as the list is long", `document.documentElement.scrollHeight > 2 * innerHeight && (({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1)(document.querySelector(".desk__room"))`)
}
