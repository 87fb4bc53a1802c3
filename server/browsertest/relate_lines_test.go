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

// wordsOfLinesOver lists what the words of lines lie over: each other, or
// anything that is read; and which of them lie off the sheet. A sign may reach
// over the edge of a note, where none of its words stands.
const wordsOfLinesOver = `(() => {
  const scale = document.querySelector(".sheet__world").getBoundingClientRect().width / document.querySelector(".sheet__world").offsetWidth;
  const sheet = document.querySelector(".sheet").getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".sheet :is(.line__label, .line__flag) rect")].map((e) => ({ what: e.nextElementSibling.textContent, b: e.getBoundingClientRect() }));
  const read = [...document.querySelectorAll(".sheet__world :is(.title, .note, .statement)")].map((e) => ({ what: e.className + " " + e.textContent.trim().slice(0, 8), b: e.getBoundingClientRect() })).filter(({ b }) => b.width > 0);
  const over = ({ what, b: a }, { b }, rim = what.length > 1 ? 1 : 6 * scale + 1) => a.left < b.right - rim && b.left < a.right - rim && a.top < b.bottom - rim && b.top < a.bottom - rim;
  const off = boxes.filter(({ b }) => b.left < sheet.left - 1 || b.right > sheet.right + 1);
  return [...off.map((x) => x.what + " off the sheet"), ...boxes.flatMap((x, i) => [...boxes.slice(i + 1).filter((y) => over(x, y, 1)), ...read.filter((y) => over(x, y))].map((y) => x.what + " over " + y.what))];
})()`

// TestFortyLines: forty lines between thirty islands are all drawn, and the
// words on them cover nothing.
func TestFortyLines(t *testing.T) {
	t.Parallel()
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
		p.until("all lines where they go", `document.querySelector(".lines[data-going]") === null`)
		p.shot("forty-lines-" + name)
		covered := eval[[]string](p, wordsOfLinesOver)
		if len(covered) > 0 {
			t.Errorf("at %s: %q", name, covered)
		}
		if bare := eval[[]string](p, linesWithoutPaper); len(bare) > 0 {
			t.Errorf("at %s without paper beneath: %q", name, bare)
		}
	}
	p.accessible("forty lines")
	h.linesAreRead()
	p.press("link", "発表")
	p.until("the lines of the overview", `document.querySelectorAll(".card-lines .line").length === 40`)
	if bare := eval[[]string](p, linesWithoutPaper); len(bare) > 0 {
		t.Errorf("on the projector without paper beneath: %q", bare)
	}
	p.shot("forty-lines-present")
}

// linesAreRead: on a telephone few of forty lines have room for their words; a
// finger on a line is told its sentence.
func (h *hall) linesAreRead() {
	h.t.Helper()
	c := h.sitsHeard("川辺", phone)
	c.until("the board below", `document.querySelector("#seat-board .switch") !== null`)
	if eval[bool](c.person, `document.querySelector(".outline") !== null`) {
		c.press("button", say(h.t, "board.as_sheet"))
	}
	c.until("forty lines", `document.querySelectorAll(".sheet .line").length === 40 && document.querySelector(".lines[data-going]") === null`)
	// The middle of a line that nothing else lies over.
	const free = `(() => {
  for (const hit of document.querySelectorAll(".sheet .line__hit")) {
    hit.scrollIntoView({ block: "center" });
    const at = hit.getPointAtLength(hit.getTotalLength() / 2).matrixTransform(hit.getScreenCTM());
    if (document.elementFromPoint(at.x, at.y)?.closest(".line") === hit.parentElement) return [at.x, at.y, hit.parentElement.querySelector("title").textContent];
  }
  return [];
})()`
	at := eval[[]any](c.person, free)
	if len(at) != 3 {
		h.t.Fatal("no line can be pressed on a telephone")
	}
	c.must(c.page.click(at[0].(float64), at[1].(float64)), "press a line")
	c.until("its sentence", fmt.Sprintf(`document.querySelector(".toast")?.textContent.includes(%s)`, quoted(at[2].(string))))
	c.shot("forty-lines-phone")
}

// TestLinesAcrossSheets: where the other end lies on another sheet a flag says so, and leads there.
func TestLinesAcrossSheets(t *testing.T) {
	t.Parallel()
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

// linesWithoutPaper lists what a line needs beneath it and does not have: a
// band of the paper's colour, wide enough to be seen on both sides, along the
// whole of its way and beneath all lines. Over the outlines of islands and
// title cards lines were told apart by 1.0 to 2.9 to 1 without it.
const linesWithoutPaper = `(() => {
  const bands = [...document.querySelectorAll(".lines__picture > .line__case:not(.line__case--head)")];
  const first = document.querySelector(".lines__picture > .line");
  const width = (e) => parseFloat(getComputedStyle(e).strokeWidth);
  return [...document.querySelectorAll(".lines__picture > .line > .line__stroke")].flatMap((line) => {
    const band = bands.find((b) => b.getAttribute("d").includes(line.getAttribute("d")));
    if (!band) return [line.parentElement.dataset.meaning + " has no band"];
    const wrong = width(band) - width(line) < 4 * (width(line) / (line.parentElement.dataset.meaning === "same" ? 6.5 : 2.5)) - .1 ? ["narrow"] : [];
    if (!(band.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push("over a line");
    return wrong.map((w) => line.parentElement.dataset.meaning + ": " + w);
  });
})()`
