package browsertest

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
)

// sight is something that lies over a screen or changes it for a moment: what
// one does to see it, in turn, and how one knows that it is there.
type sight struct {
	name  string
	does  []string // 「…」 words: the menu of what has these words; ⌨ a key; # a selector; else a button that begins with these words
	there string   // empty: a menu or a dialog
	held  bool     // to be had on a telephone only
}

const lies = `document.querySelector(".menu, dialog[open]") !== null`

// sights of a coordinator's board, by the phase in which they are to be had.
var sights = map[board.Phase][]sight{
	board.Prepare: {
		{"the help", []string{"たすけて"}, "", false},
		{"the phases", []string{"段階を変える"}, "", false},
		{"what has no room", []string{"ほかの操作"}, "", true},
		{"a phase chosen", []string{"段階を変える", "集める"}, "", false},
	},
	board.Gather: {
		{"menu of a note", []string{"…" + fullLoose}, "", false},
		{"menu of an island", []string{"…" + fullProposal}, "", false},
		{"where to", []string{"…" + fullInner, "この島へ移す"}, "", false},
		{"a note in hand", []string{"…" + fullRivals, "直す"}, "", false},
		{"a new note", []string{"付箋を足す"}, "", false},
		{"a new sentence", []string{"ひとことを書く"}, "", false},
		{"menu of the paper", []string{"模造紙…"}, "", false},
		{"menu of the paper, far", []string{"ほかの操作", "模造紙…"}, "", true},
		{"choosing a wording", []string{"文を選ぶ"}, "", false},
		{"what was withdrawn", []string{"取り下げたもの"}, "", false},
		{"several selected", []string{"いくつか選ぶ", "#.note"}, `document.querySelector(".ledger .button--main")`, false},
		{"withdrawing", []string{"いくつか選ぶ", "#.spot .note", "#.sheet__world > .note", "選んだ", "取り下げる"}, "", false},
		{"finding", []string{"さがす", "⌨の"}, `document.querySelector(".find__one")`, false},
		{"an island large", []string{"…" + fullIsland, "大きく見る"}, `document.querySelector(".lens .island")`, false},
	},
	board.Titling: {
		{"a title", []string{"…" + fullIsland, "表札を書く"}, "", false},
		{"the help with a title", []string{"…" + fullIsland, "表札を書く", "むずかしいとき"}, `document.querySelector(".fusing__note")`, false},
	},
	board.Relating: {
		{"what to connect", []string{"つなぐ", "一覧から選ぶ"}, "", false},
		{"which relation", []string{"…" + fullProposal, "つなぐ", "#.sheet .title__text"}, "", false},
		{"on the sheet", []string{"つなぐ"}, `document.querySelector(".strip--aim")`, false},
		{"the relations", []string{"関係 "}, "", false},
		{"the unanswered", []string{"答えのない課題"}, "", false},
		{"which issue", []string{"…" + fullProposal, "どの課題に答えるか"}, "", false},
		{"the narrative", []string{"文章にする"}, "", false},
		{"the narrative read", []string{"文章にする", "通して読む"}, "", false},
		{"the narrative anew", []string{"文章にする", "はじめから並べ直す"}, "", false},
	},
	board.Voting: {
		{"a result", []string{"選んだ結果"}, "", false},
		{"seals on paper", []string{"選んだ結果", "紙のシールを足す"}, "", false},
		{"a new round", []string{"次の回を始める"}, "", false},
	},
	board.Presents: {
		{"a result, late", []string{"選んだ結果"}, "", false},
		{"what the presenter said", []string{"発表のことばを書く"}, "", false},
	},
}

// opened are those of a coordinator while seals are laid.
var opened = []sight{
	{"a coordinator's seals", []string{"自分のシールを貼る"}, "", false},
	{"a round taken back", []string{"この回を取り消す"}, "", false},
}

// atSeat are those of somebody at their seat.
var atSeat = map[board.Phase][]sight{
	board.Writing: {
		{"the help", []string{"たすけて"}, `document.querySelector("#help[open]") && document.activeElement.id === "help-title"`, false},
		{"a note put right", []string{"直す"}, `document.querySelector(".mine__row textarea")`, false},
	},
	board.Reading: {
		{"an own note beside", []string{"似た自分の付箋をとなりに置く"}, `document.querySelector(".hear__lay")`, false},
	},
	board.Gather: {
		{"menu of a note", []string{"…" + fullLoose}, "", false},
		{"finding", []string{"さがす", "⌨の"}, `document.querySelector(".find__one")`, false},
		{"what has no room", []string{"ほかの操作"}, "", true},
		{"finding from above", []string{"#.seat__jump button", "⌨の"}, `document.querySelector(".find__one")`, true},
		{"the relations", []string{"関係 "}, "", false},
	},
	board.Titling: {
		{"a wording", []string{"案を書く"}, "", false},
	},
	board.Relating: {
		{"what to propose to connect", []string{"一覧から選んで出す"}, "", false},
	},
}

// walking goes through a whole evening with one coordinator and one citizen and
// looks at all they see, with a mouse and with a telephone in the hand.
type walking struct {
	*hall
	doc        board.DocID
	conductor  live
	lead, seat *guest
	shown      int
	sites      []site
}

// TestEveryState: whatever state a screen of the table is in, nobody is kept
// out of it (axe finds nothing), and all that is to be pressed is large enough.
func TestEveryState(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	w := &walking{hall: h, doc: h.fullTable(t, "満の班"), sites: sites(t)}
	link, _ := h.links()
	w.conductor = h.connects("全体進行", link, w.doc)
	w.lead, w.seat = w.sitsHeard("満の班の進行", laptop), w.sitsHeard("満の班の人", laptop)
	for _, g := range []*guest{w.lead, w.seat} {
		w.watches(g)
	}
	for _, phase := range board.Phases {
		w.comes(phase)
		w.boards(phase)
		w.seats(phase)
	}
	w.otherPages()
	w.past()
	w.whole()
}

// watches begins to look at somebody's pages.
func (w *walking) watches(g *guest) {
	w.t.Helper()
	g.must(g.page.logging(false), "let axe work")
	g.notes()
}

// comes waits until the evening has come to a phase for all.
func (w *walking) comes(phase board.Phase) {
	w.t.Helper()
	if phase != board.Prepare {
		w.conductor.sends(fmt.Sprintf("setPhase(%q)", phase))
	}
	w.lead.until("the phase on the board", fmt.Sprintf(`document.querySelector(".bar .phase b")?.textContent === %s`, quoted(say(w.t, "phase."+string(phase)))))
	w.seat.until("the phase on the seat", fmt.Sprintf(`document.querySelector(".seat__where, .seat__board .board")?.textContent.includes(%s) || %q === "present"`, quoted(strings.TrimSuffix(say(w.t, "phase."+string(phase)), "う")), phase))
	switch phase {
	case board.Writing:
		w.seat.putsOut("用水の泥を、だれも上げない")
		w.seat.putsOut("掲示板の紙が雨で読めない")
	case board.Reading:
		w.lead.shows("the stage", `document.querySelector(".stage")`)
		w.look(w.lead, "before the first note", forAll)
		w.lead.push("reading.next")
		w.lead.shows("the note", `document.querySelector(".stage__paper:not(.stage__paper--quiet)")`)
	}
}

// boards looks at the coordinator's board: as a sheet, as a list, and at what
// there is in this phase.
func (w *walking) boards(phase board.Phase) {
	w.t.Helper()
	g := &gatherer{guest: w.lead}
	g.list()
	w.look(w.lead, string(phase)+" as a list", forAll)
	g.sheet()
	w.look(w.lead, string(phase)+" as a sheet", forAll)
	w.sees(w.lead, sights[phase], forAll)
	if phase == board.Voting {
		w.lead.does("次の回を始める")
		w.lead.until("the dialog", dialogOpen)
		w.lead.push("voting.begin_do", "n", 2)
		w.seat.shows("the seals", `document.querySelector(".ballot__card")`)
		w.look(w.lead, "while seals are laid", forAll)
		w.sees(w.lead, opened, forAll)
	}
}

// seats looks at the citizen's seat.
func (w *walking) seats(phase board.Phase) {
	w.t.Helper()
	w.look(w.seat, "the seat, "+string(phase), forFingers)
	w.sees(w.seat, atSeat[phase], forFingers)
	if phase == board.Voting {
		w.seat.does("＋ 貼る")
		w.seat.until("saved", says(".ballot__saved", "保存しました"))
		w.look(w.seat, "a seal laid", forFingers)
		w.lead.push("voting.close")
		w.lead.until("the result", dialogOpen)
		w.lead.puts("the result")
		w.seat.shows("the result", `document.querySelector(".seat__main .votes")`)
		w.look(w.seat, "the result on the seat", forFingers)
	}
}

// otherPages are those one goes to from a board, and those one comes from.
func (w *walking) otherPages() {
	lead, seat := eval[string](w.lead.person, `location.pathname.split("/")[2]`), eval[string](w.seat.person, `location.pathname.split("/")[2]`)
	facilitator, _ := w.links()
	stranger := newGuest(w.t, "stranger")
	w.watches(stranger)
	for _, page := range []struct {
		who         *guest
		name, path  string
		there       string
		least       int
		pressed     string
		pressedSees string
	}{
		{w.lead, "the history", "/s/" + lead + "/history", `document.querySelector(".history__deed")`, forAll, "", ""},
		{w.lead, "the presentation", "/s/" + lead + "/present", `document.querySelector(".present__overview .title")`, forAll, "次へ", `document.querySelector(".present__island")`},
		{w.lead, "labels", "/s/" + lead + "/print?what=labels", `document.querySelector(".print[data-ready] .paper")`, forAll, "島の紙(A4)", `document.querySelector(".paper--island")`},
		{w.lead, "the poster", "/s/" + lead + "/print?what=poster", `document.querySelector(".print[data-ready] .paper")`, forAll, "", ""},
		{w.seat, "leaving", "/s/" + seat + "/leave", `document.querySelector("main button")`, forFingers, "", ""},
		{stranger, "home", "/", `document.querySelector(".door")`, forFingers, "", ""},
		{stranger, "joining", "/j/" + w.code(), `document.querySelector("input[name=table]")`, forFingers, "", ""},
		{w.lead, "a link to the hall", facilitator, `document.querySelector("main button")`, forFingers, "会場の画面へ", `document.querySelector(".table-card__mini svg")`},
		{w.lead, "preparing", "/w/" + string(w.ws), `document.querySelector(".table-edit .person")`, forAll, "区分がかたよらないように分け直す", `document.querySelector("dialog .plan__table")`},
	} {
		g := page.who
		g.open(w.url + strings.TrimPrefix(page.path, w.url))
		g.until(page.name, page.there)
		w.look(g, page.name, page.least)
		if page.pressed != "" {
			g.does(page.pressed)
			g.until("what comes of it", page.pressedSees)
			w.look(g, page.pressed+" of "+page.name, forAll)
		}
	}
}

// past is the history as those see it who may go back in it.
func (w *walking) past() {
	w.t.Helper()
	g := &guest{person: w.facilitates(w.doc)}
	w.watches(g)
	g.open(strings.Replace(eval[string](g.person, `location.href`), "/board", "/history", 1))
	g.until("the history", `document.querySelector(".history__deed")`)
	g.does("一つ前へ")
	w.look(g, "a moment of the history", forAll)
	g.does("図")
	w.look(g, "the sheet of a moment", forAll)
	g.does("この時点に戻す")
	g.until("the question", dialogOpen)
	w.look(g, "going back to a moment", forAll)
}

func (w *walking) code() string {
	ws, _ := w.workshop().Workshop()
	return ws.Code
}

// shows waits for something.
func (g *guest) shows(what, there string) {
	g.t.Helper()
	g.until(what, there)
}

// sees does what leads to each sight, looks at it, and goes back.
func (w *walking) sees(g *guest, all []sight, least int) {
	g.t.Helper()
	for _, s := range all {
		if !s.held {
			g.goes(s)
			w.look(g, s.name, least)
			g.puts(s.name)
		}
		if s.held || len(s.does) == 1 && strings.HasPrefix(s.does[0], "…") { // a menu lies where it was opened
			g.holding(phone)
			g.goes(s)
			w.looks(g, s.name+" opened on a telephone", least)
			g.puts(s.name)
			g.laysDown()
		}
	}
}

// goes does what leads to a sight.
func (g *guest) goes(s sight) {
	g.t.Helper()
	for i, deed := range s.does {
		if i == len(s.does)-1 {
			g.ran() // what lay over the page on the way is not what is looked at
		}
		g.does(deed)
	}
	g.until(s.name, cmp.Or(s.there, lies))
}

// does one thing on the way to a sight.
func (g *guest) does(deed string) {
	g.t.Helper()
	switch rest, _ := strings.CutPrefix(deed, string([]rune(deed)[0])); []rune(deed)[0] {
	case '…':
		g.clickOn(fmt.Sprintf(`[...document.querySelectorAll(".board [data-id]")].find((e) => e.querySelector(".note__text, .title__text")?.textContent.startsWith(%s))?.querySelector(".note__menu, .island__menu")`, quoted(rest)))
		g.until("the menu", `document.querySelector(".menu")`)
	case '⌨':
		g.until("a box to write in", `document.activeElement?.matches("input, textarea")`)
		g.write(rest)
	case '#':
		g.clickOn(fmt.Sprintf("document.querySelector(%q)", rest))
	default: // the words of a button
		g.clickOn(fmt.Sprintf(`[...(document.querySelector(".menu, dialog[open]") ?? document).querySelectorAll("button, summary")].find((e) => e.checkVisibility() && e.textContent.trim().startsWith(%s))`, quoted(deed)))
	}
}

// puts away whatever lies over the board.
func (g *guest) puts(away string) {
	g.t.Helper()
	const bare = `!document.querySelector(".menu, dialog[open], .find, .lens, .strip--aim") && !document.querySelector("[data-selected]")`
	for range 6 {
		if eval[bool](g.person, bare) {
			return
		}
		g.strike("Escape")
		g.changes()
	}
	g.t.Fatalf("%s: %s does not go away by Escape", g.name, away)
}
