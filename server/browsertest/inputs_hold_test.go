package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// keeping is somebody with the keyboard at a board on which a colleague works.
type keeping struct {
	*relating
	other live
}

// TestKeepingHold is family K of the catalogue of bad inputs: who works by
// keyboard or by ear keeps their place whatever the others do.
func TestKeepingHold(t *testing.T) {
	t.Parallel()
	e := openRelating(t)
	link, _ := e.links()
	k := &keeping{e, e.connects("会場", link, e.doc)}
	k.keys.window(laptop)
	k.lettersMeanOnly()
	k.escapesFromAMove()
	k.othersAreNotReadOut()
	k.othersTakeItAway()
	k.staysInSight()
	k.forcedColours()
	k.nothingMoves()
	k.closedUnderTheWriter()
	k.takesAllAway()
}

// announced keeps what the live regions of the page said since.
const announced = `(() => {
  window.spoken = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live]";
  new MutationObserver((all) => {
    for (const { target, addedNodes } of all) {
      const here = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
      const there = [...addedNodes].flatMap((n) => n.nodeType === 1 ? [...(n.matches(live) ? [n] : []), ...n.querySelectorAll(live)] : []);
      for (const e of new Set([here, ...there])) if (e?.textContent.trim() && !e.matches(".saved")) window.spoken.push(e.textContent.trim());
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`

// othersAreNotReadOut (K-04): ten deeds of a colleague are shown, and nobody's ear is taken for them.
func (k *keeping) othersAreNotReadOut() {
	g := k.keys
	eval[any](g.person, announced)
	for i := range 9 {
		k.other.sends(fmt.Sprintf(`addNote("ほかの人の%d枚目", inGroup(%q))`, i, k.ids[fourIslands[0].title]))
	}
	k.other.sends(`withdrawNote(` + noteNamed("ほかの人の8枚目") + `)`)
	g.until("what the other did", `document.body.textContent.includes("ほかの人の7枚目") && !document.querySelector(".sheet").textContent.includes("ほかの人の8枚目")`)
	if spoken := eval[[]string](g.person, "window.spoken"); len(spoken) > 0 {
		k.t.Errorf("K-04 a colleague's deeds are read out: %q", spoken)
	}
}

// othersTakeItAway (K-01): the note in hand is withdrawn by a colleague; the
// hand is on its neighbour, never nowhere, and that is said once.
func (k *keeping) othersTakeItAway() {
	g := k.keys
	for view, text := range map[string]string{"sheet": "ほかの人の2枚目", "list": "ほかの人の5枚目"} {
		k.looksAt(view)
		id := eval[string](k.other.person, fmt.Sprintf(`((v) => %s)(live.doc.view)`, noteNamed(text)))
		g.until("the note in hand", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %q)`, byID(id), id))
		eval[any](g.person, `window.spoken = []`)
		k.other.sends(`withdrawNote(` + noteNamed(text) + `)`)
		g.until("its neighbour in hand", fmt.Sprintf(`((here) => here !== undefined && here !== %q)(document.activeElement?.closest(".board [data-id]")?.dataset.id)`, id))
		want := fmt.Sprintf("「%s」が、ここからなくなりました。", text)
		g.until("that it is said", fmt.Sprintf(`window.spoken.some((s) => s.startsWith(%s))`, quoted(want)))
		if n := eval[int](g.person, fmt.Sprintf(`window.spoken.filter((s) => s.startsWith(%s)).length`, quoted(want))); n != 1 {
			k.t.Errorf("K-01 in the %s it is said %d times", view, n)
		}
	}
	k.looksAt("sheet")
}

// looksAt turns to the sheet or to the list.
func (k *keeping) looksAt(view string) {
	k.t.Helper()
	if h := (&gatherer{guest: k.keys}); view == "list" {
		h.list()
	} else {
		h.sheet()
	}
}

// entries counts what was ever done on the board.
func (k *keeping) entries() int {
	k.t.Helper()
	all, err := k.store.Read(k.t.Context(), k.doc, 0, 1<<20)
	if err != nil {
		k.t.Fatal(err)
	}
	return len(all)
}

// escapesFromAMove (K-07): the keyboard moves by the menu; Esc in the middle of
// it leaves everything where it was, the hand too.
func (k *keeping) escapesFromAMove() {
	g := k.keys
	id := k.ids["くまでが三本しかない"]
	before := k.entries()
	k.focusOn(id)
	g.strike("m")
	g.until("the menu", `document.querySelector(".menu") !== null`)
	g.strike("m")
	g.until("where to", `document.querySelector("dialog[open] .pick") !== null`)
	g.closes()
	g.until("the hand where it was", fmt.Sprintf(`document.activeElement?.dataset.id === %q`, id))
	g.strike("l")
	g.until("aiming", `document.querySelector(".strip--aim") !== null || `+dialogOpen)
	g.puts("aiming")
	g.until("the hand where it was", fmt.Sprintf(`document.activeElement?.dataset.id === %q`, id))
	if k.entries() != before {
		k.t.Error("K-07 something was changed all the same")
	}
}

// lettersMeanOnly (K-20): letters mean nothing while a word is converted, and
// nothing at all when they are switched off, as dictation wants it.
func (k *keeping) lettersMeanOnly() {
	g := k.keys
	id := k.ids["くまでが三本しかない"]
	islands := eval[int](g.person, `document.querySelectorAll(".island").length`)
	quiet := fmt.Sprintf(`document.querySelector(".menu, dialog[open], .outline, .find, [data-selected], .strip--aim") === null && document.querySelectorAll(".island").length === %d`, islands)
	k.focusOn(id)
	for _, letter := range []string{"g", "x", "v", "m", "t", "l", "n"} {
		g.must(g.page.imeKey(letter), "compose")
	}
	if !eval[bool](g.person, quiet) {
		k.t.Error("K-20 a key of the input method was taken for a command")
	}
	g.strike("m")
	g.until("the menu, which letters do open", `document.querySelector(".menu") !== null`)
	g.strike("Escape")
	k.switchLetters()
	k.focusOn(id)
	for _, letter := range []string{"g", "x", "v", "m", "t", "l", "n"} {
		g.strike(letter)
	}
	if !eval[bool](g.person, quiet) {
		k.t.Error("K-20 a letter did something though letters are off")
	}
	k.switchLetters()
}

// switchLetters turns the switch in the help.
func (k *keeping) switchLetters() {
	g := k.keys
	g.press("button", "たすけて")
	g.until("the help", dialogOpen)
	g.press("checkbox", say(k.t, "howto.letters"))
	g.closes()
}

// staysInSight (K-19): wherever the keys lead, what is in focus is not under a bar.
func (k *keeping) staysInSight() {
	g := k.keys
	for _, size := range [][2]int64{laptop, phone} {
		g.window(size)
		for _, view := range []string{"sheet", "list"} {
			if size == phone && view == "sheet" {
				continue
			}
			k.looksAt(view)
			g.walksInSight(fmt.Sprintf("the %s at %d, by Tab", view, size[0]), "Tab", 25)
			k.focusOn(k.ids[fourIslands[0].title])
			g.walksInSight(fmt.Sprintf("the %s at %d, by arrows", view, size[0]), "ArrowDown", 20)
			g.walksInSight(fmt.Sprintf("the %s at %d, back", view, size[0]), "ArrowUp", 20)
		}
		g.press("button", "たすけて")
		g.until("the help", dialogOpen)
		g.walksInSight(fmt.Sprintf("the help at %d", size[0]), "Tab", 8)
		g.closes()
	}
	g.window(laptop)
	k.looksAt("sheet")
}

// forcedColours (K-10): with a few colours of the system's only, what is
// selected, in focus, an island and whose note it is are still told apart.
func (k *keeping) forcedColours() {
	g := k.keys
	g.media("forced-colors", "active")
	defer g.media("", "")
	k.focusOn(k.ids["くまでが三本しかない"])
	const drawn = `((e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.borderTopStyle, s.borderTopWidth, s.borderTopColor, s.backgroundColor, s.borderInlineStartWidth, s.borderInlineStartStyle].join(" "); })`
	note := func(text string) string { return byID(k.ids[text]) }
	plain := eval[string](g.person, drawn+"("+note("職員も長靴で来る")+")")
	if focused := eval[string](g.person, drawn+"("+note("くまでが三本しかない")+")"); focused == plain {
		k.t.Errorf("K-10 what is in focus looks as the rest: %s", plain)
	}
	g.strike(" ")
	g.until("it selected", note("くまでが三本しかない")+`.hasAttribute("data-selected")`)
	k.focusOn(k.ids["鍵は班で回す"])
	if selected := eval[string](g.person, drawn+"("+note("くまでが三本しかない")+")"); selected == plain {
		k.t.Errorf("K-10 what is selected looks as the rest: %s", plain)
	}
	if !eval[bool](g.person, `((s) => parseFloat(s.borderTopWidth) > 0 && s.borderTopStyle !== "none")(getComputedStyle(document.querySelector(".sheet .island")))`) {
		k.t.Error("K-10 islands have no edge")
	}
	g.shot("forced-colours")
	g.strike("Escape")
	g.until("nothing selected", `document.querySelector("[data-selected]") === null`)
	k.sidesAreToldApart(drawn)
}

// sidesAreToldApart: a note of each side, as the page draws them, has an edge of its own.
func (k *keeping) sidesAreToldApart(drawn string) {
	var looks []string
	for _, side := range []string{"citizen", "staff", "other"} {
		look := eval[string](k.keys.person, fmt.Sprintf(`((e) => { const was = e.dataset.side ?? ""; e.dataset.side = %q; const look = %s(e); e.dataset.side = was; return look; })(%s)`, side, drawn, byID(k.ids["職員も長靴で来る"])))
		if slices.Contains(looks, look) {
			k.t.Errorf("K-10 a note of %s looks as another's: %s", side, look)
		}
		looks = append(looks, look)
	}
}

// nothingMoves (K-11): who wants no motion sees none while others move things about.
func (k *keeping) nothingMoves() {
	g := k.keys
	g.media("prefers-reduced-motion", "reduce")
	defer g.media("", "")
	eval[any](g.person, `(() => { window.moving = new Set(); const look = () => { for (const a of document.getAnimations()) if (a.effect?.getComputedTiming().duration > 20) window.moving.add((a.effect.target?.className ?? "") + " " + (a.animationName ?? a.transitionProperty ?? "")); window.watching = requestAnimationFrame(look); }; look(); })()`)
	for i := range 6 {
		k.other.sends(fmt.Sprintf(`moveItems([%q], onSheet({ x: %d, y: 300 }))`, k.ids[fourIslands[1].title], 300+100*i))
	}
	k.other.sends(fmt.Sprintf(`moveItems([%q], onSheet({ x: 1000, y: 60 }))`, k.ids[fourIslands[1].title]))
	k.other.sends(`addNote("動いたあとの一枚")`)
	g.until("the end of it", `document.body.textContent.includes("動いたあとの一枚")`)
	if moving := eval[[]string](g.person, `(cancelAnimationFrame(window.watching), [...window.moving])`); len(moving) > 0 {
		k.t.Errorf("K-11 these move: %q", moving)
	}
}

// closedUnderTheWriter (K-13): the time ends while the coordinator writes a note,
// a title card, or words on a line: the words stay, can be selected, and it is said
// what became of them.
func (k *keeping) closedUnderTheWriter() {
	g := k.mouse
	hands := &gatherer{guest: g}
	for box, opens := range map[string]func(){
		"#writing-text":  func() { g.press("button", "付箋を足す") },
		".titling__text": func() { hands.menu(k.ids[fourIslands[0].title], "menu.title") },
		"#relate-label": func() {
			hands.menu(k.ids[fourIslands[0].title], "menu.link")
			g.clickOn(byID(k.ids[fourIslands[2].title]) + `.querySelector(".title")`)
			g.until("the dialog", dialogOpen)
			g.press("radio", "関連")
			g.focus("textbox", "線にそえる言葉")
		},
	} {
		opens()
		g.until("the box", fmt.Sprintf(`document.activeElement?.matches(%q)`, box))
		g.write("まだ書いている文")
		text := eval[string](g.person, fmt.Sprintf(`document.querySelector(%q).value`, box))
		eval[any](g.person, announced)
		k.other.sends(`setPhase("present")`)
		g.until("the other time", `document.querySelector(".bar .phase b")?.textContent === "発表"`)
		if now := eval[string](g.person, fmt.Sprintf(`document.querySelector(%q)?.value ?? ""`, box)); now != text || !strings.Contains(now, "まだ書いている文") {
			k.t.Fatalf("K-13 in %s stands %q", box, now)
		}
		g.until("that it is said", fmt.Sprintf(`window.spoken.includes(%s)`, quoted(say(k.t, "board.write_closed"))))
		eval[any](g.person, fmt.Sprintf(`document.querySelector(%q).select()`, box))
		if selected := eval[string](g.person, `getSelection().toString()`); selected != text {
			k.t.Errorf("K-13 in %s %q can be selected", box, selected)
		}
		g.shot("closed-under-the-writer")
		k.other.sends(`setPhase("relate")`)
		g.until("the time again", `document.querySelector(".bar .phase b")?.textContent === "つなぐ"`)
		g.closes()
	}
}

// takesAllAway (K-01): when nothing is left at all the hand is on the board, not nowhere.
func (k *keeping) takesAllAway() {
	g := k.keys
	k.other.sends(`setPhase("gather")`)
	last := eval[string](k.other.person, fmt.Sprintf(`((v) => %s)(live.doc.view)`, noteNamed(loneNote)))
	for _, id := range eval[[]string](k.other.person, `[...live.doc.view.all("group")].filter((g) => !g.withdrawn).map((g) => g.id)`) {
		k.other.sends(fmt.Sprintf("dissolveGroup(%q)", id))
	}
	g.until("the last note in hand", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %q)`, byID(last), last))
	for _, id := range eval[[]string](k.other.person, `[...live.doc.view.all("note")].filter((n) => !n.withdrawn).map((n) => n.id)`) {
		k.other.sends(fmt.Sprintf("withdrawNote(%q)", id))
	}
	g.until("nothing left", `document.querySelector(".board .note[data-id]") === null`)
	g.until("the hand on the page", `document.activeElement !== document.body && document.activeElement !== null`)
}
