package browsertest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"yoriai/board"
)

const (
	hurtful  = "三丁目の田中さんはいつも文句ばかりだ"
	harmless = "草刈りの日を早く知りたい"
)

// hiding is a table with its four roles, one of whose notes has to go.
type hiding struct {
	*hall
	doc                     board.DocID
	lead, author, neighbour *guest
	steers                  *guest
}

// TestHidden: a note that hurts somebody goes off all screens at once, its
// author's and that of who hides it included: out of boxes, stores, sockets,
// history, slides, papers and every file; the list of those who steer has it,
// with the reason, and brings it back.
func TestHidden(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	e := &hiding{hall: h, doc: h.boardOf("1班"), lead: h.sitsHeard("森山", laptop), author: h.sitsHeard("川辺", laptop), neighbour: h.sitsHeard("谷口", phone), steers: newGuest(t, "facilitator")}
	e.lead.steps("書く")
	e.author.putsOut(hurtful)
	e.neighbour.putsOut(harmless)
	e.lead.steps("集める")
	e.lead.press("button", "付箋を足す")
	e.lead.until("the box", `document.activeElement?.id === "writing-text"`)
	e.lead.write("「" + hurtful + "」という声")
	e.lead.press("button", "出す")
	e.steersIn()
	for _, g := range e.everybody() {
		g.until("the note", fmt.Sprintf(`document.querySelector("main, #app").textContent.includes(%s)`, quoted(hurtful)))
	}
	e.author.push("seat.edit_of", "text", hurtful)
	e.author.until("the note in its box", fmt.Sprintf(`document.querySelector(".mine__row textarea")?.value === %s`, quoted(hurtful)))
	e.hides()
	e.nowhere()
	e.inNoFile()
	e.comesBack()
}

func (e *hiding) everybody() []*guest { return []*guest{e.lead, e.author, e.neighbour, e.steers} }

func (e *hiding) steersIn() {
	e.t.Helper()
	link, _ := e.links()
	g := e.steers
	g.open(link)
	g.press("button", "会場の画面へ")
	g.until("the hall", `document.querySelector(".tables") !== null`)
	g.press("link", g.say("hall.open_board", "table", "1班"))
	g.until("the board", `document.querySelector(".board .desk") !== null`)
}

// hides takes the note and, by the same press, what repeats it.
func (e *hiding) hides() {
	e.t.Helper()
	g := &gatherer{guest: e.steers}
	g.list()
	id := eval[string](g.person, fmt.Sprintf(`[...document.querySelectorAll("[data-kind=note]")].find((n) => n.querySelector(".note__text")?.textContent === %s).dataset.id`, quoted(hurtful)))
	g.menu(id, "menu.hide")
	g.until("the dialog with the twin", fmt.Sprintf(`document.querySelector("dialog[open]")?.textContent.includes(%s)`, quoted("という声")))
	g.push("hide.do")
	g.until("that a reason is wanted", fmt.Sprintf(`document.querySelector("dialog[open] [role=alert]")?.textContent === %s`, quoted(g.say("hide.needs_reason"))))
	g.push("hide.reason_hurts")
	g.shot("hide-dialog")
	g.accessible("hiding a note")
	g.push("hide.do")
	g.until("two hidden", fmt.Sprintf(`document.querySelector(".ledger")?.textContent.includes(%s)`, quoted(g.say("board.ledger_hidden", "n", 2))))
}

// holds looks through all that a page has: what is drawn, boxes, the browser's stores.
const holds = `(async (text) => {
  const values = [...document.querySelectorAll("input, textarea")].map((e) => e.value);
  const stores = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((good, bad) => { const r = indexedDB.open(name); r.onsuccess = () => good(r.result); r.onerror = () => bad(r.error); });
    for (const store of db.objectStoreNames) stores.push(await new Promise((good, bad) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => good(r.result); r.onerror = () => bad(r.error); }));
    db.close();
  }
  return [document.documentElement.outerHTML, document.title, ...values, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(stores)].some((part) => part.includes(text));
})(%s)`

// loses waits until a page has a text nowhere any more.
func (g *guest) loses(text string) {
	g.t.Helper()
	for range 600 {
		if !eval[bool](g.person, fmt.Sprintf(holds, quoted(text))) {
			return
		}
		g.changes()
	}
	g.t.Errorf("%s's page at %s still has the text", g.name, g.path())
}

func (e *hiding) nowhere() {
	e.t.Helper()
	for _, g := range e.everybody() {
		g.loses(hurtful)
	}
	e.author.until("one gentle line", fmt.Sprintf(`document.querySelector(".mine")?.textContent.includes(%s)`, quoted(e.author.say("seat.is_kept"))))
	e.author.shot("hide-author")
	for _, g := range e.everybody() {
		g.came.forget()
		seat := eval[string](g.person, `JSON.parse(document.getElementById("boot").textContent).seat.id`)
		of := ""
		if g == e.steers {
			of = "?board=" + string(e.doc)
		}
		for _, page := range []struct{ path, there string }{
			{"/s/" + seat + "/history" + of, `document.querySelector(".history__deed")`},
			{"/s/" + seat + "/present" + of, `document.querySelector(".present")`},
			{"/s/" + seat + "/board" + of, `document.querySelector(".board .desk")`},
		} {
			if page.path == "/s/"+seat+"/board" && (g == e.author || g == e.neighbour) {
				page.path, page.there = "/s/"+seat, `document.querySelector(".seat__board .board .desk")`
			}
			g.open(e.url + page.path)
			g.until("the page "+page.path, page.there)
			g.loses(hurtful)
		}
		if n := g.came.holdOf([]string{hurtful, hurtful[:30]}); n != 0 {
			e.t.Errorf("%s's socket brought the text", g.name)
		}
	}
}

// forget lets go of what came so far.
func (f *frames) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = nil
}

// inNoFile takes every file home, as the organiser may.
func (e *hiding) inNoFile() {
	e.t.Helper()
	for _, format := range []string{"docx", "md", "csv", "html", "json"} {
		file := e.takesHome(format)
		if strings.Contains(file, hurtful) || !strings.Contains(file, harmless) {
			e.t.Errorf("the %s has the text, or not what it should have", format)
		}
	}
}

func (e *hiding) takesHome(format string) string {
	e.t.Helper()
	c := e.visitor()
	link, err := e.srv.OrganiserLink(e.t.Context())
	if err != nil {
		e.t.Fatal(err)
	}
	e.post(c, link)
	resp, err := c.Get(e.url + "/w/" + string(e.ws) + "/export/" + format)
	if err != nil {
		e.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		e.t.Fatalf("the %s gives %d, %v", format, resp.StatusCode, err)
	}
	if format != "docx" {
		return string(data)
	}
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		e.t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(&all, r)
		}
		if err != nil {
			e.t.Fatal(err)
		}
	}
	return all.String()
}

// comesBack: the list of those who steer has the words, and everybody has them again by one press.
func (e *hiding) comesBack() {
	e.t.Helper()
	g := e.steers
	g.push("kept.open", "n", 2)
	g.until("the list", fmt.Sprintf(`document.querySelectorAll("dialog[open] .kept__row").length === 2 && document.querySelector("dialog[open]").textContent.includes(%s)`, quoted(g.say("hide.reason_hurts"))))
	g.shot("hide-kept")
	g.accessible("what was put away")
	g.push("kept.show_of", "what", hurtful)
	g.until("one left", `document.querySelectorAll("dialog[open] .kept__row").length === 1`)
	e.author.until("the note again", fmt.Sprintf(`document.querySelector(".mine")?.textContent.includes(%s)`, quoted(hurtful)))
}
