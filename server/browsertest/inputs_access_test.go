package browsertest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"

	"yoriai/static"
)

// What TestEveryState asks of every state besides axe and the sizes: the rows
// K-14, K-16 and K-17 of the catalogue of bad inputs.

// rawKey is a key of the catalogue where its words should be.
var rawKey = func() *regexp.Regexp {
	data, _ := static.FS.ReadFile("i18n/ja.json") // without it no page has a word, and no test passes
	var words map[string]string
	_ = json.Unmarshal(data, &words)
	var rooms []string
	for key := range words {
		room, _, _ := strings.Cut(key, ".")
		if !slices.Contains(rooms, room) {
			rooms = append(rooms, regexp.QuoteMeta(room))
		}
	}
	return regexp.MustCompile(`\b(` + strings.Join(rooms, "|") + `)\.[a-z_]+\b|\{[a-z]+\}|\bundefined\b|\[object `)
}()

// speaksPlainly is row K-17: in all that is shown or heard no key stands for its words.
func (p *person) speaksPlainly(what string) {
	p.t.Helper()
	full, err := call(p.page, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	p.must(err, "read the accessibility tree")
	for _, n := range full.Nodes {
		for _, words := range []string{axText(n.Name), axText(n.Description), axText(n.Value)} {
			if !n.Ignored && rawKey.MatchString(words) {
				p.t.Errorf("K-17 %s, %s: %q", p.name, what, words)
			}
		}
	}
}

// unspoken lists what carries other words than it is called by: whoever steers
// by voice says the words they see (row K-16). Counts and single signs are no
// words to say; neither is what is hidden from the ear.
const unspoken = `(() => {
  const plain = (s) => s.replace(/[\s\p{P}\p{S}]+/gu, "").toLowerCase();
  const seen = (e) => [...e.childNodes].map((n) => n.nodeType === 3 ? n.data : n.nodeType !== 1 || n.matches("[aria-hidden=true], .visually-hidden, svg, .count, .menu__key") || !n.checkVisibility() ? "" : n.matches("img") ? n.alt : seen(n)).join(" ");
  const called = (e) => e.hasAttribute("aria-labelledby") ? e.getAttribute("aria-labelledby").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join("") : e.getAttribute("aria-label");
  return [...document.querySelectorAll("a[href], button, summary, [role=menuitem], [role=option], [role=tab]")].filter((e) => e.checkVisibility()).flatMap((e) => {
    const name = called(e), words = plain(seen(e));
    return name === null || words.length < 2 || plain(name).includes(words) ? [] : ["「" + seen(e).trim() + "」 is called 「" + name + "」"];
  });
})()`

// isCalledByItsWords is row K-16.
func (p *person) isCalledByItsWords(what string) {
	p.t.Helper()
	if found := eval[[]string](p, unspoken); len(found) > 0 {
		p.t.Errorf("K-16 %s, %s:\n  %s", p.name, what, strings.Join(found, "\n  "))
	}
}

// clipped lists the labels that do not fit what holds them when letters are
// twice as large (row K-14). The picture of the board is drawn at its own scale.
const clipped = `(() => {
  const root = document.documentElement;
  root.style.fontSize = "200%";
  const found = [...document.querySelectorAll("button, a.button, summary, label, legend, th, h1, h2, h3, [role=menuitem], [role=status]")].flatMap((e) => {
    if (!e.checkVisibility() || e.closest(".sheet, .visually-hidden, .lens, .paper, .skip, .present__stage, .present") || !e.textContent.trim()) return [];
    const style = getComputedStyle(e);
    const cut = (style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && style.textOverflow !== "ellipsis") || (style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1 && style.overflowY !== "auto");
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), range = document.createRange(), rects = [];
    for (let node; (node = walker.nextNode()); ) {
      const drawn = getComputedStyle(node.parentElement);
      if (drawn.clipPath !== "none" || drawn.webkitLineClamp !== "none" || drawn.textOverflow === "ellipsis" || node.parentElement.closest("[aria-hidden=true]")) continue; // for the ear only, or shortened on purpose
      range.selectNodeContents(node);
      rects.push(...range.getClientRects());
    }
    const text = { left: Math.min(...rects.map((r) => r.left)), right: Math.max(...rects.map((r) => r.right)), top: Math.min(...rects.map((r) => r.top)), bottom: Math.max(...rects.map((r) => r.bottom)) };
    const box = e.getBoundingClientRect();
    const out = e.matches("button, a.button") && rects.length > 0 && (text.right > box.right + 2 || text.left < box.left - 2 || text.bottom > box.bottom + 4 || text.top < box.top - 4);
    return cut || out ? [(e.className || e.localName) + " 「" + e.textContent.trim().slice(0, 30) + "」"] : [];
  });
  root.style.fontSize = "";
  return found;
})()`

// fitsLargeLetters is row K-14.
func (p *person) fitsLargeLetters(what string) {
	p.t.Helper()
	if found := eval[[]string](p, clipped); len(found) > 0 {
		p.t.Errorf("K-14 %s, %s: with letters twice as large these are cut off:\n  %s", p.name, what, strings.Join(found, "\n  "))
	}
}

// media sets what the system says it prefers; without any, what it was.
func (p *person) media(name, value string) {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{}
	if name != "" {
		params.Features = []*emulation.MediaFeature{{Name: name, Value: value}}
	}
	_, err := call(p.page, emulation.SetEmulatedMedia, params)
	p.must(err, "change what the system prefers")
	if name != "" {
		p.until("what the system prefers", fmt.Sprintf(`matchMedia("(%s: %s)").matches`, name, value))
	}
}

// covered says what lies over the thing in focus, or nothing: every part of it
// that the window shows is under something else (row K-19).
const covered = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e.matches("main, dialog, .visually-hidden, .visually-hidden *")) return "";
  const label = e.matches("input[type=radio], input[type=checkbox]") ? e.closest("label") ?? e.labels?.[0] ?? e : e;
  const b = label.getBoundingClientRect();
  let over = "the edge of the window";
  for (const x of [.05, .25, .5, .75, .95]) for (const y of [.1, .5, .9]) {
    const [px, py] = [b.left + b.width * x, b.top + b.height * y];
    const top = document.elementFromPoint(px, py);
    if (!top) continue;
    if (label.contains(top) || top.contains(label) || top.closest("label")?.contains(e)) return "";
    over = top.className || top.localName;
  }
  return (e.className || e.localName) + " 「" + (e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 24) + "」 under " + over;
})()`

// walksInSight goes on with a key and looks that the focus is never under something else.
func (g *guest) walksInSight(where, key string, times int) {
	g.t.Helper()
	hidden := map[string]bool{}
	for range times {
		g.strike(key)
		if what := eval[string](g.person, covered); what != "" && !hidden[what] {
			hidden[what] = true
			g.t.Errorf("K-19 %s: %s", where, what)
		}
	}
}
