package browsertest

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// TestSeveralSheets: another sheet is added, notes are carried onto its tab,
// people turn by tabs and keys, and it goes away when it is empty.
func TestSeveralSheets(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	p.paperMenu("模造紙をもう1枚つなぐ")
	p.until("the second sheet", `document.querySelectorAll(".turner [data-sheet]").length === 2 && document.querySelector(".turner [aria-pressed=true]").dataset.sheet === "1" && document.querySelectorAll(".sheet [data-id]").length === 0`)
	p.shot("sheet-second")
	p.press("button", "1枚目")
	p.until("the first sheet", called("紙の上の一枚目"))
	p.ontoTab(called("紙の上の一枚目"), 1)
	p.until("the note away", `!`+called("紙の上の一枚目"))
	p.ontoTab(called("雨の日は、だれも歩かない"), 1)
	p.until("the island away", `!`+called("雨の日は、だれも歩かない"))

	eval[any](p.person, called("紙の上の二枚目")+`.focus()`)
	p.must(p.page.key("PageDown"), "turn on")
	p.until("both on the second sheet", called("紙の上の一枚目")+" && "+called("雨の日は、だれも歩かない")+" && !"+called("紙の上の二枚目"))
	p.paperMenu("空の島を作る")
	p.until("the question for a title", `document.querySelector("dialog[open] .titling__text") === document.activeElement`)
	p.write("二枚目に描いた島")
	p.press("button", "この表札にする")
	p.until("the island on this sheet", called("二枚目に描いた島"))
	p.nothingOverlaps()
	p.otherSees()
	p.shot("sheet-two")
	eval[any](p.person, called("紙の上の一枚目")+`.focus()`)
	p.must(p.page.key("PageUp"), "turn back")
	p.until("the first sheet again", called("紙の上の二枚目")+" && !"+called("二枚目に描いた島"))
	p.accessible("two sheets")
	p.lineBetweenSheets()
	p.movedByMenu()
	p.takesTheEmptyOneAway()
}

// takesTheEmptyOneAway: the last sheet can go as long as nothing lies on it.
func (p *atSheet) takesTheEmptyOneAway() {
	p.t.Helper()
	away := say(p.t, "menu.sheet_less")
	tabs := func(n int) string {
		return fmt.Sprintf(`document.querySelectorAll(".turner [data-sheet]").length === %d`, n)
	}
	p.press("button", "模造紙…")
	p.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	if eval[bool](p.person, fmt.Sprintf(`document.querySelector(".menu").textContent.includes(%s)`, quoted(away))) {
		p.t.Error("a sheet on which something lies can be taken away")
	}
	p.press("menuitem", "模造紙をもう1枚つなぐ")
	p.until("the third sheet", tabs(3)+` && document.querySelector(".turner [aria-pressed=true]").dataset.sheet === "2"`)
	p.paperMenu(away)
	p.until("the sheet before it", tabs(2)+` && document.querySelector(".turner [aria-pressed=true]").dataset.sheet === "1" && `+called("二枚目に描いた島"))
}

// lineBetweenSheets: a relation to something on another sheet stays, and is
// drawn again when both ends lie on one.
func (p *atSheet) lineBetweenSheets() {
	p.t.Helper()
	other := p.hall.joins("紙の班の進行", p.doc)
	group := func(title string) string {
		return fmt.Sprintf(`[...v.all("group")].find((g) => g.title === %s).id`, quoted(title))
	}
	other.sends(fmt.Sprintf(`{ type: "link.add", body: { link: crypto.randomUUID(), from: %s, to: %s, meaning: "causes" } }`, group("道の名前を、子どもが知らない"), group("雨の日は、だれも歩かない")))
	other.saved()
	p.until("the relation counted", `document.querySelector(".ledger").textContent.includes("関係")`)
	p.shot("sheet-line-away")
	p.press("button", "2枚目")
	p.until("the other end's sheet", called("雨の日は、だれも歩かない"))
	p.press("button", "1枚目")
	p.until("the first sheet", called("紙の上の二枚目"))
}

// movedByMenu: what a drag onto a tab does, the menu does as well.
func (p *atSheet) movedByMenu() {
	p.t.Helper()
	eval[any](p.person, called("紙の上の二枚目")+`.focus()`)
	p.must(p.page.key("m"), "open the menu")
	p.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	p.must(p.page.key("m"), "move")
	p.press("button", "模造紙の 2枚目へ")
	p.until("the note away", `!`+called("紙の上の二枚目"))
	p.ctrl("z")
	p.until("the note back", called("紙の上の二枚目"))

	// The list has no tabs, and offers the same: all sheets but the one on which it lies.
	p.until("the note in hand", fmt.Sprintf(`(%s.focus(), document.activeElement?.dataset.kind === "note")`, called("紙の上の二枚目")))
	hand := &guest{person: p.person}
	hand.strike("v")
	p.until("the list", `document.querySelector(".outline") !== null && document.activeElement?.textContent.includes("紙の上の二枚目")`)
	hand.strike("m")
	p.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	hand.strike("m")
	p.until("the other sheet, and not its own", `[...document.querySelectorAll("dialog[open] button")].map((b) => b.textContent.trim()).filter((words) => words.startsWith("模造紙の ")).join() === "模造紙の 2枚目へ"`)
	p.press("button", "模造紙の 2枚目へ")
	p.until("the note in hand again", `!document.querySelector("dialog[open]") && document.activeElement?.textContent.includes("紙の上の二枚目")`)
	hand.strike("v")
	p.until("the sheet on which it lies now, and it in hand", called("二枚目に描いた島")+" && document.activeElement === "+called("紙の上の二枚目"))
}

func (p *atSheet) ontoTab(element string, sheet int) {
	p.t.Helper()
	b := p.box(element)
	x, y := p.middleOf(fmt.Sprintf(`document.querySelector('.turner [data-sheet="%d"]')`, sheet))
	p.must(p.page.drag(b[0]+30, b[1]+8, x, y, nil), "carry it onto a tab")
}

// otherSees: a colleague sees the first sheet still, and finds the second.
func (p *atSheet) otherSees() {
	p.t.Helper()
	other := &atSheet{person: p.hall.facilitates(p.doc), hall: p.hall, doc: p.doc}
	other.until("the first sheet", called("紙の上の二枚目"))
	other.press("button", "2枚目")
	other.until("the second sheet", called("二枚目に描いた島"))
}

// nothingOverlaps: no two things of the sheet lie over each other, at any
// depth; each island reaches round all that lies in it, below its title card,
// and what lies in it reads by rows.
func (p *atSheet) nothingOverlaps() {
	p.t.Helper()
	wrong := eval[[]string](p.person, `(() => {
		const told = (list) => list.map((e) => [e.textContent.trim().slice(0, 12), e.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
		const over = (all) => all.flatMap(([a, p], i) => all.slice(i + 1).filter(([, q]) => p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1).map(([b]) => a + " lies over " + b));
		const inside = (island) => {
			const box = island.getBoundingClientRect(), top = island.querySelector(":scope > .island__head").getBoundingClientRect().bottom;
			const all = told([...(island.querySelector(":scope > .island__flow")?.children ?? [])]);
			const out = all.filter(([, b]) => b.left < box.left - 1 || b.right > box.right + 1 || b.bottom > box.bottom + 1 || b.top < top - 1).map(([a]) => a + " lies out of its island");
			const early = all.slice(1).filter(([, b], i) => b.top < all[i][1].top - 1 || (b.top < all[i][1].bottom - 1 && b.left < all[i][1].right - 1)).map(([a]) => a + " is read too early");
			return [...over(all), ...out, ...early];
		};
		return [...over(told([...document.querySelectorAll(".sheet__world > li:not(.lines)")].map((e) => e.querySelector(":scope > .island") ?? e))), ...[...document.querySelectorAll(".sheet__world .island")].flatMap(inside)];
	})()`)
	if len(wrong) > 0 {
		p.t.Errorf("on the sheet: %v", wrong)
	}
}

// TestTidying: one press lays all out in rows in reading order, one undo takes
// it back.
func TestTidying(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	const places = `JSON.stringify([...document.querySelectorAll(".sheet__world > li:not(.lines)")].map((e) => [e.style.left, e.style.top]))`
	before := eval[string](p.person, places)
	p.paperMenu("整える")
	p.until("another arrangement", fmt.Sprintf(`%s !== %s`, places, quoted(before)))
	p.until("all saved", allSaved)
	p.nothingOverlaps()
	inRows := eval[bool](p.person, `(() => {
		const all = [...document.querySelectorAll(".sheet__world > li:not(.lines)")].map((e) => e.getBoundingClientRect());
		return all.every((b, i) => i === 0 || b.top > all[i - 1].top + 1 || (Math.abs(b.top - all[i - 1].top) <= 1 && b.left >= all[i - 1].right));
	})()`)
	if !inRows {
		t.Error("the things do not lie in rows in reading order: " + eval[string](p.person, places))
	}
	p.shot("sheet-tidied")
	p.ctrl("z")
	p.until("as it was", fmt.Sprintf(`%s === %s`, places, quoted(before)))
}

// TestSpreadingOut: one press lays the notes that are not sorted yet on the
// sheet, between what lies there and in rows where it is bare; the others at the
// table see it, and one undo takes it back.
func TestSpreadingOut(t *testing.T) {
	t.Parallel()
	p := openPaper(t)
	other := &atSheet{person: p.hall.sits("紙の班の進行"), hall: p.hall}
	const tray = `document.querySelectorAll(".tray > section:first-child .note").length`
	other.until("the tray", tray+` === 4`)
	p.paperMenu("分けていない付箋4枚を広げる")
	for _, who := range []*atSheet{p, other} {
		who.until("an empty tray", tray+` === 0`)
		who.until("all on the sheet", `document.querySelectorAll(".sheet__world > li.note").length === 6`)
		who.rests()
		who.nothingOverlaps()
	}
	p.shot("sheet-spread")
	p.ctrl("z")
	other.until("them back in the tray", tray+` === 4`)

	other.paperMenu("模造紙をもう1枚つなぐ")
	other.until("the second sheet, bare", `document.querySelector(".turner [aria-pressed=true]")?.dataset.sheet === "1" && !document.querySelector(".sheet__world [data-id]")`)
	eval[any](other.person, `[...document.querySelectorAll(".desk button")].find((e) => e.textContent.trim() === "模造紙…").focus()`)
	other.must(other.page.key("Enter"), "press Enter")
	other.until("the first line", `document.activeElement?.getAttribute("role") === "menuitem" && document.activeElement.textContent.includes("分けていない付箋4枚を広げる")`)
	other.must(other.page.key("Enter"), "press Enter")
	other.until("all in a row, by keys alone", `(() => { const tops = [...document.querySelectorAll(".sheet__world > li.note")].map((e) => Math.round(e.getBoundingClientRect().top)); return tops.length === 4 && new Set(tops).size === 1; })()`)
	other.nothingOverlaps()
	other.accessible("notes spread out")
}

// TestTidyingOverSheets: where one sheet shows bare paper, two can be read.
func TestTidyingOverSheets(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	var isles []isle
	for i := range 16 {
		one := isle{fmt.Sprintf("%02d番目の島の、すこし長い表札", i+1), 40 + i%4*390, 40 + i/4*240, nil}
		for k := range 4 {
			one.notes = append(one.notes, fmt.Sprintf("%d-%d 役所の窓口がいくつにも分かれていて分からない", i+1, k+1))
		}
		isles = append(isles, one)
	}
	h.lays(isles)
	p := &atSheet{person: h.facilitates(h.boardOf("1班")), hall: h}
	const unread = `(document.querySelector(".sheet").dataset.density === "paper" || document.querySelector(".sheet .island[data-folded]") !== null)`
	p.until("a sheet that cannot be read", `document.querySelectorAll(".sheet .island").length === 16 && `+unread)
	p.paperMenu("2枚の模造紙に広げて整える")
	p.until("half of them, with their words", `document.querySelectorAll(".sheet .island").length === 8 && !`+unread)
	p.until("all saved", allSaved)
	p.nothingOverlaps()
	p.shot("sheet-over-two")
	(&guest{person: p.person}).clickOn(`[...document.querySelectorAll(".turner button")].find((b) => b.textContent.includes("2枚目"))`)
	p.until("the other half", `document.querySelectorAll(".sheet .island").length === 8 && !`+unread+` && document.querySelector(".sheet .title__text").textContent.startsWith("09")`)
	p.nothingOverlaps()
	p.ctrl("z")
	p.until("one sheet as before, with one undo", `document.querySelector(".turner") === null && document.querySelectorAll(".sheet .island").length === 16 && `+unread)
}

// TestKnownPictureStays: on a sheet so full that islands lie closer than
// anybody laid them a note goes from one island to another, and people find the
// other islands where they saw them. They once all went elsewhere, half a sheet
// away, with every note that was gathered.
func TestKnownPictureStays(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	var isles []isle
	for i := range 9 {
		one := isle{fmt.Sprintf("%d番目の島は、手入れのことを話す", i+1), 40 + i%3*500, 40 + i/3*300, nil}
		for k := range 2 + i*5%4 {
			one.notes = append(one.notes, fmt.Sprintf("%d-%d 公園の草は、だれが刈るのか決まっていない", i+1, k+1))
		}
		isles = append(isles, one)
	}
	h.lays(isles)
	doc := h.boardOf("1班")
	link, _ := h.links()
	other := h.connects("facilitator2", link, doc)
	p := &atSheet{person: h.facilitates(doc), hall: h}
	p.until("the sheet", `document.querySelectorAll(".sheet__world .island").length === 9 && `+allSaved)

	const places = `Object.fromEntries([...document.querySelectorAll(".sheet__world > li:not(.lines)")].map((e) => { const b = e.getBoundingClientRect(); return [e.textContent.trim().slice(0, 3), [b.left, b.top]]; }))`
	for i, from := range []string{"2-2", "6-1", "8-1"} {
		before := eval[map[string][2]float64](p.person, places)
		name := fmt.Sprintf("%s 公園の草は、だれが刈るのか決まっていない", from)
		into := fmt.Sprintf("%d番目の島は、手入れのことを話す", 1+(i*4+3)%9)
		other.sends(fmt.Sprintf(`moveItems([%s], inGroup([...v.all("group")].find((g) => g.title === %s).id))`, noteNamed(name), quoted(into)))
		p.until("the note in its new island", fmt.Sprintf(`[...document.querySelectorAll(".sheet__world .island")].some((e) => e.textContent.includes(%s) && e.textContent.includes(%s))`, quoted(name), quoted(into)))
		p.rests()
		for island, now := range eval[map[string][2]float64](p.person, places) {
			if far := math.Hypot(now[0]-before[island][0], now[1]-before[island][1]); far > 120 {
				t.Errorf("%s went into another island, and %s… %.0f px away", from, island, far)
			}
		}
		p.nothingOverlaps()
	}
	p.shot("sheet-stays")

	// Who looks at the list in between finds the sheet as it lay.
	before := eval[map[string][2]float64](p.person, places)
	p.press("button", "一覧")
	p.until("the list", `document.querySelector(".sheet") === null`)
	p.press("button", "図")
	p.until("the sheet again", `document.querySelectorAll(".sheet__world .island").length === 9`)
	p.rests()
	if now := eval[map[string][2]float64](p.person, places); !reflect.DeepEqual(now, before) {
		t.Errorf("the sheet lay like this: %v; after a look at the list like this: %v", before, now)
	}
}

// rests waits until nothing on the sheet moves any more.
func (p *atSheet) rests() {
	p.t.Helper()
	const still = `(() => { const now = JSON.stringify([...document.querySelectorAll(".sheet__world > li")].map((e) => e.getBoundingClientRect())); const same = window.stood === now; window.stood = now; return same && document.getAnimations().length === 0; })()`
	p.until("a sheet at rest", still)
}

// TestOtherColumnsAreMeasured: a title card is written, and with it an island
// that nobody touched gets other columns. What was measured of it before is
// worth nothing then: it once lay over its neighbours.
func TestOtherColumnsAreMeasured(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	op := &board.ImportBoard{Phase: board.Titling}
	keys := board.OrderRun(40)
	next := func() string { keys = keys[1:]; return keys[0] }
	note := "草は、だれが刈るのか、まだ決まっていない"
	isle := func(title string, place board.Place, notes int) board.GroupID {
		id := board.GroupID(uuid.NewString())
		place.Order = next()
		op.Groups = append(op.Groups, board.Group{ID: id, Title: title, Place: place})
		for range notes {
			op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: note, Place: board.Place{Group: id, Order: next()}})
		}
		return id
	}
	at := func(x, y float64) board.Place { return board.Place{At: &board.Point{X: x, Y: y}} }
	isle("公園の木は、切らずに残したい", at(110, 120), 2)
	isle("子どもの声がする、公園にする", at(470, 460), 1)
	round := isle("手入れは町内会がする。", at(60, 30), 0)
	for i, notes := range []int{4, 2, 1, 2} {
		isle([]string{"夏の草刈りがたいへんだ", "水が足りない", "人が足りない", "道具がいる"}[i], board.Place{Group: round}, notes)
	}
	isle("ごみの持ち帰り", at(1270, 750), 1)
	isle("", at(30, 700), 3)
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	if _, err := h.srv.AddTables(t.Context(), h.ws, actor, []server.TablePlan{{Name: "公園の班", Content: op}}); err != nil {
		t.Fatal(err)
	}
	doc := h.boardOf("公園の班")
	link, _ := h.links()
	other := h.connects("facilitator2", link, doc)
	p := &atSheet{person: h.facilitates(doc), hall: h}
	p.until("the sheet", `document.querySelectorAll(".sheet__world .island").length === 9 && `+allSaved)
	p.rests()
	p.untitledIsTold(note)
	columns := fmt.Sprintf(`document.querySelector('.sheet [data-id="%s"]').style.getPropertyValue("--cols")`, round)
	before := eval[string](p.person, columns)
	other.sends(`titleGroup([...v.all("group")].find((g) => !g.title), "町の人も役所だのみの考えを改めよう!")`)
	p.until("other columns in an island nobody touched", fmt.Sprintf(`%s !== %s`, columns, quoted(before)))
	p.rests()
	p.nothingOverlaps()
	p.shot("sheet-other-columns")
}

// untitledIsTold: an island without a title card is told from others, where one
// chooses an island, by what lies in it.
func (p *atSheet) untitledIsTold(first string) {
	p.t.Helper()
	eval[any](p.person, `document.querySelector(".sheet .note").focus()`)
	p.must(p.page.key("m"), "ask what can be done")
	p.until("the menu", `document.querySelector(".menu")?.contains(document.activeElement)`)
	p.press("menuitem", "この島へ移す…")
	p.until("the untitled island by its first words", fmt.Sprintf(`[...document.querySelectorAll("dialog .pick")].some((e) => e.textContent.includes(%s))`, quoted("「"+first+"」の島")))
	p.must(p.page.key("Escape"), "let it be")
	p.until("no dialog", `!document.querySelector("dialog[open]")`)
}
