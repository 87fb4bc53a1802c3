package browsertest

import (
	"fmt"
	"testing"
)

// manyIslands are thirty, with titles as long as people write them.
func manyIslands() (all []isle) {
	for i := range 30 {
		title := fmt.Sprintf("%02d番目の島では、%s", i+1, []string{"担当が変わるたびに話が初めからになり、約束が消える", "道具が足りない", "頼みごとがいつも同じ人に行くので、若い人が来なくなる", "役所の窓口がいくつにも分かれている"}[i%4])
		all = append(all, isle{title, 20 + 265*(i%6) + 13*(i%5), 20 + 200*(i/6) + 17*(i%4), []string{fmt.Sprintf("%d-1 だれも知らない", i+1), fmt.Sprintf("%d-2 声をかけてほしい", i+1)}[:1+i%2]})
	}
	return all
}

// TestFortyLines: forty lines between thirty islands are all drawn, and the
// words on them cover nothing.
func TestFortyLines(t *testing.T) {
	h := openHall(t)
	lead, _ := h.lays(manyIslands())
	eval[any](lead.person, `(() => {
  const ids = live.doc.view.members("").filter((i) => live.doc.view.kindOf(i.id) === "group").map((i) => i.id);
  const kinds = ["causes", "opposes", "mutual", "same", "related"];
  for (let i = 0; i < 40; i++) live.doc.send(live.ops.addLink({ from: ids[i % 30], to: ids[((i % 30) + (i < 30 ? [1, 6, 7, 2, 13][i % 5] : 12)) % 30], meaning: kinds[(i + (i >> 3)) % 5], ...(i % 4 === 0 && { label: "毎年のように" }) }));
})()`)
	lead.saved()
	p := h.facilitates(h.boardOf("1班"))
	for name, size := range map[string][2]int64{"laptop": laptop, "projector": projector} {
		p.window(size)
		p.until("forty lines", `document.querySelectorAll(".sheet .line").length === 40`)
		p.until("the picture", "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
		p.shot("forty-lines-" + name)
		covered := eval[[]string](p, `(() => {
  const boxes = [...document.querySelectorAll(".sheet .line__label rect")].map((e) => ({ what: e.parentElement.textContent, b: e.getBoundingClientRect() }));
  const islands = [...document.querySelectorAll(".sheet__world > .spot > .island")].map((e) => ({ what: "island " + e.textContent.slice(0, 8), b: e.getBoundingClientRect() }));
  const over = ({ b: a }, { b }) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap((x, i) => [...boxes.slice(i + 1), ...islands].filter((y) => over(x, y)).map((y) => x.what + " over " + y.what));
})()`)
		if len(covered) > 0 {
			t.Errorf("at %s: %q", name, covered)
		}
	}
	p.press("link", "発表")
	p.until("the lines of the overview", `document.querySelectorAll(".card-lines .line").length === 40`)
	p.shot("forty-lines-present")
}

// TestLinesAcrossSheets: where the other end lies on another sheet a flag says so, and leads there.
func TestLinesAcrossSheets(t *testing.T) {
	h := openHall(t)
	lead, ids := h.lays(fourIslands)
	here, there := fourIslands[0].title, fourIslands[3].title
	lead.sends(`live.ops.setSheets(2)`)
	lead.until("two sheets", `live.doc.view.board.sheets === 2`)
	lead.sends(fmt.Sprintf(`moveItems([%q], onSheet({ x: 2000, y: 300 }))`, ids[there]))
	lead.sends(fmt.Sprintf(`live.ops.addLink({ from: %q, to: %q, meaning: "causes" })`, ids[there], ids[here]))
	lead.saved()
	g := &guest{person: h.facilitates(h.boardOf("1班"))}
	flag := `document.querySelector(".line__flag text")?.textContent`
	g.until("the flag", fmt.Sprintf(`%s === "2枚目の紙の「月に一度、道具小…」から" && %s === null`, flag, byID(ids[there])))
	g.shot("relate-flag")
	g.clickOn(`document.querySelector(".line__flag rect")`)
	g.until("the other end under the hand, on the other sheet", fmt.Sprintf(`document.activeElement?.dataset.id === %q && %s === "→「職員の異動のたび…」 1枚目の紙"`, ids[there], flag))
	if n := eval[int](g.person, `document.querySelectorAll(".sheet .line").length`); n != 0 {
		t.Errorf("%d lines are drawn to nowhere", n)
	}
}
