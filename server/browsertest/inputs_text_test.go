package browsertest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/export"
)

// What a text would do if it were taken for a part of the page: nobody ever
// defined harm(), so each call of it is a fault that the page tells of, and so
// is whatever the content policy stops.
var harms = []string{
	`<script>harm()</script>`, `<img src=x onerror=harm()>`, `<svg onload=harm()>`, `<svg><a xlink:href="javascript:harm()"><text y=9>ここ</text></a></svg>`,
	`<iframe srcdoc="<script>parent.harm()</script>"></iframe>`, `<math><mi href="javascript:harm()">ここ</mi></math>`, `<details open ontoggle=harm()>`,
	`<input autofocus onfocus=harm()>`, `<style>@import "//x.invalid/a.css";</style>`, `<base href="//x.invalid/">`,
	`<meta http-equiv=refresh content="0;url=javascript:harm()">`, `[ここ](javascript:harm())`, `![ここ](//x.invalid/a.png "x" onerror=harm())`,
}

// Where a page or a cleaner might leave off being careful.
var wraps = []string{
	`%s`, `</title>%s`, `</script>%s`, `</style>%s`, `</textarea>%s`, `">%s`, `-->%s<!--`, `&lt;%s&gt;`, "`%s`", `${%s}`,
	`<svg></p><style><g title="</style>%s">`, `<math><mtext><table><mglyph><style><!--</style>%s`, `<noscript><p title="</noscript>%s">`,
	`<template>%s</template>`, `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style>%s">`, `<?xml version="1.0"?>%s`,
}

// Links in every dress (C-20), and scripts that are read from the other side or stand upright (C-28).
var otherTexts = []string{
	`javascript:harm()`, "見て\tjava\tscript:harm()", `vbscript:harm()`, `data:text/html,<script>harm()</script>`, `file:///etc/passwd`,
	`https://x.invalid/` + strings.Repeat("a", 1900), `https://аpple.invalid/`, `//x.invalid/`,
	`مكان للجلوس قرب النهر`, `ספסל ליד הנהר`, `ที่นั่งริมแม่น้ำ`, `မြစ်ကမ်းနားတွင် ထိုင်ခုံ`, `ᠭᠣᠣᠯ ᠤᠨ ᠬᠦᠪᠡᠭᠡ`, "\u202eおもて\u202c、うら", "か\u3099ぎ", "e" + strings.Repeat("\u0301", 1000),
}

func nastyTexts() (all []string) {
	for _, w := range wraps {
		for _, h := range harms {
			all = append(all, fmt.Sprintf(w, h))
		}
	}
	return append(all, otherTexts...)
}

// upTo are those that are short enough for a field.
func upTo(most int) (fitting []string) {
	for _, s := range nastyTexts() {
		if len([]rune(s)) <= most && !strings.ContainsAny(s, "\t\u202e") {
			fitting = append(fitting, s)
		}
	}
	return fitting
}

// nasty is a table on which every field is such a text.
type nasty struct {
	*hall
	doc   board.DocID
	table string
	op    *board.ImportBoard
	texts []string // of the notes
}

func openNasty(t *testing.T) *nasty {
	t.Helper()
	names := upTo(board.Bounds.NameChars)
	n := &nasty{hall: openHall(t), table: names[3], texts: nastyTexts()}
	var err error
	if n.ws, err = n.srv.OpenWorkshop(t.Context(), board.Facts{Title: names[0], Theme: upTo(board.Bounds.ThemeChars)[40], Place: names[1], Host: names[2]}); err != nil {
		t.Fatal(err)
	}
	writer := board.SeatID(uuid.NewString())
	n.lay(writer)
	_, err = n.srv.AddTables(t.Context(), n.ws, board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}, []server.TablePlan{{
		Name: n.table, Content: n.op, Members: []server.MemberPlan{{Seat: writer, Name: names[4], Side: board.Citizen}, {Name: names[5], Side: board.Staff, Coordinator: true}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	n.doc = n.boardOf(n.table)
	return n
}

// lay fills the board: twenty islands, the other notes in the tray and alone.
func (n *nasty) lay(writer board.SeatID) {
	const islands = 20
	titles, labels := upTo(board.Bounds.TitleChars), upTo(board.Bounds.LabelChars)
	keys := board.OrderRun(islands + len(n.texts))
	op := &board.ImportBoard{Phase: board.Relating, Sheets: 4}
	for i := range islands {
		id := board.GroupID(uuid.NewString())
		op.Groups = append(op.Groups, board.Group{ID: id, Title: titles[i*9%len(titles)], Place: board.Place{Order: keys[i], At: &board.Point{X: float64(40 + 1600*(i/5) + 300*(i%5)), Y: 40}}})
		op.Wordings = append(op.Wordings, board.Wording{ID: board.WordingID(uuid.NewString()), Group: id, Text: titles[(i*9+5)%len(titles)]})
		op.Passages = append(op.Passages, board.Passage{ID: board.PassageID(uuid.NewString()), Item: board.ItemID(id), Text: n.texts[i*11], Order: keys[i]})
		if i > 0 {
			op.Links = append(op.Links, board.Link{ID: board.LinkID(uuid.NewString()), From: board.ItemID(op.Groups[i-1].ID), To: board.ItemID(id), Meaning: board.Meanings[i%5], Label: labels[i%len(labels)]})
		}
	}
	op.Statements = []board.Statement{{ID: board.StatementID(uuid.NewString()), Text: n.texts[77], Place: board.Place{Group: op.Groups[0].ID, Order: board.OrderRun(9)[8]}}}
	op.Rounds = []board.Round{{ID: board.RoundID(uuid.NewString()), Title: titles[7], Order: "V", Seals: 3, Items: []board.ItemID{board.ItemID(op.Groups[1].ID)}}}
	inner := board.OrderRun(8)
	for i, text := range n.texts {
		note := board.Note{ID: board.NoteID(uuid.NewString()), Text: text, Author: writer, Side: board.Citizen, Place: board.Place{Order: keys[islands+i]}, Lone: i%2 == 0}
		if i < islands*7 {
			note.Place, note.Lone = board.Place{Group: op.Groups[i/7].ID, Order: inner[i%7]}, false
		}
		op.Notes = append(op.Notes, note)
	}
	n.op = op
}

// alien is what stands in the document that none of our own templates wrote.
const alien = `[...document.querySelectorAll("*")].flatMap((e) => [
  ...(/^(iframe|object|embed|base|math|mi|mtext|mglyph|xmp|marquee)$/.test(e.localName) || (e.localName === "script" && !e.src && e.type !== "application/json") || (e.localName === "meta" && /refresh/i.test(e.httpEquiv)) ? [e.outerHTML.slice(0, 150)] : []),
  ...[...e.attributes].filter(({ name, value }) => /^on/i.test(name) || /javascript:|x\.invalid/i.test(/(href|src|action)$/i.test(name) ? value : "")).map(({ name, value }) => e.localName + " " + name + "=" + value.slice(0, 99)),
])`

// harmless looks at a page on which each of these texts must stand as it was written.
func (p *person) harmless(where string, texts ...string) {
	p.t.Helper()
	if found := eval[[]string](p, alien); len(found) > 0 {
		p.t.Errorf("C-17 %s: %s", where, strings.Join(found, "\n"))
	}
	missing := eval[[]string](p, fmt.Sprintf(`((shown) => %s.filter((text) => !shown.includes(text)))(document.body.textContent)`, quotedList(texts)))
	if len(missing) > 0 {
		p.t.Errorf("%s does not show %d texts as they were written: %.300q", where, len(missing), missing)
	}
}

// TestTextsAreOnlyText is rows C-17, C-20 and C-28: whatever is written stands
// on every page and in every file as it was written, and does nothing. What
// would be done is a fault of the page (person.leave tells of it).
func TestTextsAreOnlyText(t *testing.T) {
	t.Parallel()
	n := openNasty(t)
	p := n.facilitates(n.doc)
	g := &guest{person: p}
	n.onTheBoard(g)
	n.onTheOtherPages(g)
	n.atTheSeat()
	n.inTheFiles(g)
}

func (n *nasty) titles() (titles []string) {
	for _, g := range n.op.Groups {
		titles = append(titles, g.Title)
	}
	return titles
}

func (n *nasty) labels() (labels []string) {
	for _, l := range n.op.Links {
		labels = append(labels, l.Label)
	}
	return labels
}

func (n *nasty) onTheBoard(g *guest) {
	g.until("the sheet", `document.querySelectorAll(".sheet .island").length > 1 && document.querySelector("[aria-busy]") === null`)
	g.harmless("the sheet", n.op.Groups[0].Title, n.op.Notes[0].Text)
	g.strikeOn(string(n.op.Groups[0].ID), "t", ".titling__text")
	g.harmless("the title dialog", n.op.Wordings[0].Text)
	g.closes()
	g.strikeOn(string(n.op.Notes[0].ID), "Enter", "#writing-text")
	g.harmless("a note being mended")
	g.closes()
	g.press("button", "さがす")
	g.until("the box", `document.activeElement.id === "find-words"`)
	g.write("harm()")
	g.until("what was found", `document.querySelectorAll("[data-found]").length > 0 && document.querySelectorAll(".find__one").length > 0`)
	g.harmless("what was found")
	g.strike("Escape")
	g.press("button", "一覧")
	g.until("the list", `document.querySelector(".outline") !== null && document.querySelector("[aria-busy]") === null`)
	g.harmless("the list", slices.Concat(n.texts, n.titles(), []string{n.op.Statements[0].Text})...)
	ways := eval[[]string](g.person, `[...document.querySelectorAll(".outline .note__text")].flatMap((e) => e.closest('[dir="auto"]') || getComputedStyle(e).unicodeBidi === "plaintext" ? [] : [e.textContent])`)
	if len(ways) > 0 {
		g.t.Errorf("C-28 of %d notes the direction is not their own: %q", len(ways), ways[0])
	}
}

// strikeOn does something by key to an item and waits for what opens.
func (g *guest) strikeOn(id, key, opens string) {
	g.t.Helper()
	inHand := fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %q)`, byID(id), id)
	g.until("the thing in hand", inHand)
	// A dialog that has just closed gives the focus back a moment later.
	_, err := g.page.evaluate(twoFrames)
	g.must(err, "wait for a picture")
	g.until("the thing still in hand", inHand)
	g.strike(key)
	g.until(opens, fmt.Sprintf(`document.querySelector(%s) !== null`, quoted("dialog[open] "+opens)))
}

func (g *guest) closes() {
	g.t.Helper()
	g.strike("Escape")
	g.until("no dialog", "!("+dialogOpen+") && document.activeElement !== document.body")
}

func (n *nasty) onTheOtherPages(g *guest) {
	seat := strings.Split(eval[string](g.person, "location.pathname"), "/")[2]
	for _, at := range []struct {
		page, ready string
		texts       []string
	}{
		{"/s/" + seat + "/print?what=labels&board=" + string(n.doc), `document.querySelector(".print[data-ready] .paper") !== null`, n.texts},
		{"/s/" + seat + "/print?what=islands&board=" + string(n.doc), `document.querySelector(".print[data-ready] .paper") !== null`, n.titles()},
		{"/s/" + seat + "/print?what=poster&board=" + string(n.doc), `document.querySelector(".print[data-ready] .paper") !== null`, n.titles()},
		{"/s/" + seat + "/history?board=" + string(n.doc), `document.querySelectorAll(".history__stage [data-id]").length > 9`, nil},
		{"/s/" + seat + "/present?board=" + string(n.doc), `document.querySelector(".present__where") !== null`, nil},
		{"/w/" + string(n.ws) + "/hall", `document.querySelector(".tables") !== null`, []string{n.table}},
		{"/w/" + string(n.ws) + "/results", `document.querySelector(".doc") !== null`, []string{n.table}}, // addresses in texts are masked
		{"/w/" + string(n.ws) + "/results?for=internal", `document.querySelector(".doc") !== null`, slices.Concat(n.titles(), n.labels(), []string{n.table})},
	} {
		g.open(n.url + at.page)
		g.until(at.page, at.ready)
		g.harmless(at.page, at.texts...)
		if strings.Contains(at.page, "/present") {
			n.turned(g)
		}
	}
}

// turned goes through the presentation.
func (n *nasty) turned(g *guest) {
	for range 5 {
		before := eval[string](g.person, `document.querySelector(".present__where").textContent`)
		g.strike("ArrowRight")
		g.until("the next page", fmt.Sprintf(`document.querySelector(".present__where").textContent !== %s`, quoted(before)))
		g.harmless("the presentation, " + before)
	}
}

func (n *nasty) atTheSeat() {
	g := &guest{person: n.sits(n.nameOf(0))}
	g.window(phone)
	g.until("the seat", `document.querySelector("main h1, main h2") !== null`)
	g.harmless("the seat", n.nameOf(0))
}

// nameOf is the name of somebody at the table.
func (n *nasty) nameOf(i int) string {
	state := n.workshop()
	return state.Seats(state.Tables()[0].ID)[i].Name
}

// inTheFiles opens the HTML where no policy stops anything, and looks into the Markdown for what another program would run.
func (n *nasty) inTheFiles(g *guest) {
	offered := g.offered(n.url, string(n.ws))
	markdown, page := g.take(offered[export.MD]), g.take(offered[export.HTML])
	for _, m := range unescaped.FindAllString(strings.ReplaceAll(string(markdown), "<!-- yoriai", ""), -1) {
		g.t.Errorf("C-17 the Markdown: %q", m)
	}
	g.open("about:blank")
	eval[any](g.person, fmt.Sprintf(`(document.write(%s), document.close())`, quoted(string(page))))
	g.until("the file", `document.readyState === "complete"`)
	g.harmless("the HTML", slices.Concat(n.titles(), n.labels())...)
}

// unescaped is a tag, or a link with words, that a Markdown program would take for one.
var unescaped = regexp.MustCompile(`(^|[^\\])(<[a-zA-Z/!?][^\n]{0,60}|\]\([^\n]{0,60})`)
