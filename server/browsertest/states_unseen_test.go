package browsertest

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/profiler"

	"yoriai/static"
)

// What the walks through every state have looked at, held against what there
// is: each place of the browser's code that lays a dialog, a question or a menu
// over a page, and each module of a page. Both lists are read from the code.

// lays finds in a module where something is laid over the page.
var lays = regexp.MustCompile("\\bdialogView\\(|\\bask\\(\\{|createElement\\(\"dialog\"\\)|<dialog\\b|class=\"menu\"")

// unseenStates are those that only a broken line or server brings about; each is
// the frame of a question that is looked at with other words in it.
var unseenStates = map[string]string{
	`say("hall.not_ready")`: "a board that does not come within eight seconds",
	`"history.offline"`:     "no line to the server while the last deed is asked for",
	`say("seating.failed")`: "no line to the server while seats are proposed",
	`say("choose.done")`:    "somebody else chooses in the same moment",
}

// site is a place in a module; at is in UTF-16 units, as browsers count.
type site struct {
	module string
	line   string
	at     int64
}

// sites are all such places.
func sites(t *testing.T) (all []site) {
	t.Helper()
	for _, file := range drawing(t) {
		data, err := static.FS.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source := string(data)
		for _, at := range lays.FindAllStringIndex(source, -1) {
			start := strings.LastIndexByte(source[:at[0]], '\n') + 1
			line, _, _ := strings.Cut(source[start:], "\n")
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "*") && !strings.HasPrefix(line, "/*") && !strings.HasPrefix(line, "function") {
				all = append(all, site{file, line, int64(len(utf16.Encode([]rune(source[:at[0]]))))})
			}
		}
	}
	return all
}

// drawing are the modules that draw, in all their rooms.
func drawing(t *testing.T) (all []string) {
	t.Helper()
	for _, rooms := range []string{"view/*.js", "view/*/*.js"} {
		files, err := fs.Glob(static.FS, rooms)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", rooms, err)
		}
		all = append(all, files...)
	}
	return all
}

// seen is what the walks of this process have looked at.
var seen struct {
	sync.Mutex
	sites  map[site]bool
	pages  map[string]bool
	walks  int
	judged bool
}

// notes begins to note which code runs in a page.
func (g *guest) notes() {
	g.t.Helper()
	_, err := call(g.page, profiler.Enable, cdp.Empty{})
	g.must(err, "look into the code")
	_, err = call(g.page, profiler.StartPreciseCoverage, profiler.StartPreciseCoverageParams{CallCount: new(true), Detailed: new(true)})
	g.must(err, "look into the code")
}

// ran gives what ran since it was last asked.
func (g *guest) ran() []*profiler.ScriptCoverage {
	g.t.Helper()
	taken, err := call(g.page, profiler.TakePreciseCoverage, cdp.Empty{})
	g.must(err, "look into the code")
	return taken.Result
}

// remembers what is looked at now: which modules the page is of, and, where
// something lies over it, by which places it was made.
func (g *guest) remembers(all []site) {
	g.t.Helper()
	now := eval[struct {
		Over  bool
		Named string // a dialog that is drawn with the page and opened later
		Pages []string
	}](g.person, `({ over: document.querySelector("dialog[open], .menu") !== null, named: document.querySelector("dialog[open][id]")?.id ?? "", pages: [...document.scripts].map((s) => s.src.split("/page/")[1] ?? "").filter(Boolean) })`)
	seen.Lock()
	defer seen.Unlock()
	if seen.sites == nil {
		seen.sites, seen.pages = map[site]bool{}, map[string]bool{}
	}
	for _, page := range now.Pages {
		seen.pages[page] = true
	}
	if !now.Over {
		return
	}
	for _, s := range all {
		if now.Named != "" && strings.Contains(s.line, `<dialog`) && strings.Contains(s.line, `id="`+now.Named+`"`) {
			seen.sites[s] = true
		}
	}
	for _, script := range g.ran() {
		for _, s := range all {
			if strings.HasSuffix(script.URL, "/"+s.module) && runs(script, s.at) {
				seen.sites[s] = true
			}
		}
	}
}

// runs reports whether the code at a place was run: what the narrowest range round it says.
func runs(script *profiler.ScriptCoverage, at int64) bool {
	narrowest, ran := int64(-1), false
	for _, f := range script.Functions {
		for _, r := range f.Ranges {
			if wide := r.EndOffset - r.StartOffset; r.StartOffset <= at && at < r.EndOffset && (narrowest < 0 || wide <= narrowest) {
				narrowest, ran = wide, r.Count > 0
			}
		}
	}
	return ran
}

// whole: a walk came to its end. They go side by side, and only both together
// have been everywhere: the one that ends last judges what was seen.
func (w *walking) whole() {
	w.t.Helper()
	seen.Lock()
	seen.walks++
	last := seen.walks%2 == 0
	seen.Unlock()
	if last {
		w.t.Run("nothing is unseen", nothingIsUnseen)
	}
}

// nothingIsUnseen: no dialog, question, menu or page of the browser's code is
// left out of the walks through every state.
func nothingIsUnseen(t *testing.T) {
	seen.Lock()
	defer seen.Unlock()
	seen.judged = true
	all, excused := sites(t), map[string]bool{}
	if len(all) < 40 { // a pattern that finds nothing would let everything pass
		t.Errorf("only %d places are found in all modules", len(all))
	}
	for _, s := range all {
		excuse := excuseOf(s.line)
		excused[excuse] = true
		if seen.sites[s] || excuse != "" {
			continue
		}
		t.Errorf("%s: nobody has looked at what this lays over a page: %s", s.module, s.line)
	}
	for excuse, why := range unseenStates {
		if !excused[excuse] {
			t.Errorf("%s is excused (%s) and is no more", excuse, why)
		}
	}
	pages, err := fs.Glob(static.FS, "page/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if name := strings.TrimPrefix(page, "page/"); !seen.pages[name] {
			t.Errorf("nobody has looked at the page of %s", page)
		}
	}
}

func excuseOf(line string) string {
	for excuse := range unseenStates {
		if strings.Contains(line, excuse) {
			return excuse
		}
	}
	return ""
}

// widening tells what makes a page wider than the window, or a page that fills the window higher.
const widening = `(() => {
  const root = document.documentElement, most = root.clientWidth;
  // What fills a window that is large enough scrolls inside it: else the bar is pushed away by a step to some place further down.
  if (document.body.matches(".page--fixed") && getComputedStyle(document.body).overflowY !== "auto" && root.scrollHeight > root.clientHeight + 1) return ["the page behind its window, " + root.scrollHeight + " high"];
  if (root.scrollWidth <= most + 1) return [];
  return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > most + 1 && e.checkVisibility() && !e.closest(".visually-hidden")).map((e) => (e.className || e.localName) + " " + Math.round(e.getBoundingClientRect().right)).slice(0, 8);
})()`

// fitsAcross: nobody has to push the page aside to read it (WCAG 1.4.10).
func (p *person) fitsAcross(what string) {
	p.t.Helper()
	if found := eval[[]string](p, widening); len(found) > 0 {
		p.t.Errorf("%s, %s: the page does not fit the window:\n  %s", p.name, what, strings.Join(found, "\n  "))
	}
}

// outOfReach lists what is to be pressed or filled in and no key comes to: it
// takes no focus, and is in no group through which the arrows lead.
const outOfReach = `(() => {
  const over = document.querySelector("dialog:modal, .menu") ?? document;
  const groups = "[role=menu], [role=toolbar], [role=listbox], [role=radiogroup], [role=tablist], [role=application], .board, .sheet, .outline";
  const led = (e) => [...(e.closest(groups)?.querySelectorAll("[tabindex], a[href], button") ?? [])].some((o) => o !== e) || e.matches("[role=menuitem]");
  return [...over.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], [role=option]")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.getAttribute("aria-disabled") !== "true" && !e.closest("[inert], [aria-hidden=true]") && e.tabIndex < 0 && !led(e))
    .map((e) => (e.className || e.localName) + " 「" + (e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 24) + "」");
})()`

// stops are what Tab should come to in the dialog that lies over the page: one of
// each group of radio buttons.
const stops = `(() => {
  const dialog = document.querySelector("dialog:modal");
  const all = !dialog ? [] : [...dialog.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 && !(e.type === "radio" && [...dialog.querySelectorAll("input[type=radio]")].find((o) => o.name === e.name && (o.checked || !e.checked && ![...dialog.querySelectorAll("input[type=radio]")].some((x) => x.name === e.name && x.checked))) !== e));
  window.comeTo = new Set([document.activeElement]);
  window.stopsNow = all;
  window.heedStops ??= document.addEventListener("focusin", (e) => window.comeTo.add(e.target), { capture: true }) ?? true;
  return all.length;
})()`

const missedStops = `window.stopsNow.filter((e) => e.isConnected && !window.comeTo.has(e)).map((e) => (e.className || e.localName) + " 「" + (e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 24) + "」")`

// manyStops is so many that arrows should lead through them instead.
const manyStops = 40

// comesToAll: keys alone come to everything; in a dialog Tab is really pressed.
func (g *guest) comesToAll(what string) {
	g.t.Helper()
	if found := eval[[]string](g.person, outOfReach); len(found) > 0 {
		g.t.Errorf("%s, %s: no key comes to\n  %s", g.name, what, strings.Join(found, "\n  "))
	}
	n := eval[int](g.person, stops)
	if n == 0 || n > manyStops {
		return
	}
	for range n + 2 {
		g.strike("Tab")
	}
	if missed := eval[[]string](g.person, missedStops); len(missed) > 0 {
		g.t.Errorf("%s, %s: Tab never comes to\n  %s", g.name, what, strings.Join(slices.Compact(missed), "\n  "))
	}
}
