package browsertest

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoriai/board"
)

// Tags cut across the tables, laid on from an island's menu and from the hall's
// list; what the host and the presenters said is written down; all of it stands
// in the results.

const (
	pillar    = "柱1 安全で安心"
	laidAlso  = "柱2 学びと交流"
	presented = "鍵のことから始めます。"
	reviewed  = "道具の置き場の話が、いちばん心に残りました。"
)

func TestClosing(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	c := &closing{hall: h, doc: h.fullTable(t, "満の班")}
	c.f = &guest{person: h.facilitates(c.doc)}
	c.board = eval[string](c.f.person, "location.href")
	c.makesTags()
	c.fromTheMenu()
	c.fromTheHall()
	c.lead = h.sitsHeard("満の班の進行", laptop)
	c.noMatter()
	c.presenterSaid()
	c.hostSaid()
	c.wordsMeet()
	c.inTheResults()
}

type closing struct {
	*hall
	doc     board.DocID
	board   string
	f, lead *guest
}

// makesTags on the preparing page, saved as they are written.
func (c *closing) makesTags() {
	f := c.f
	f.open(c.url + "/w/" + string(c.ws))
	f.press("button", say(c.t, "tags.add"))
	f.until("the tag", `document.querySelectorAll(".tags-edit__one").length === 1`)
	eval[bool](f.person, `document.querySelector(".tags-edit__one input").focus() === undefined && document.execCommand("selectAll")`)
	f.write(pillar)
	f.must(f.page.key("Tab"), "leave the box")
	f.until("saved", `document.querySelector(".saved").dataset.state === "saved" && document.querySelector(".tags-edit__one input").value === `+quoted(pillar))
	if tags := c.workshop().Tags(); len(tags) != 1 || tags[0].Name != pillar {
		c.t.Fatalf("the tags are %+v", tags)
	}
}

// island finds one of the full table by its title.
func (c *closing) island(title string) board.Group {
	c.t.Helper()
	for _, g := range c.replay(c.doc).Groups() {
		if g.Title == title {
			return g
		}
	}
	c.t.Fatalf("there is no island %s", title)
	return board.Group{}
}

// fromTheMenu of an island: laid on, and it stays on when the island is moved.
func (c *closing) fromTheMenu() {
	f := c.f
	f.open(c.board)
	f.until("the board", `document.querySelector(".board .desk .island") !== null`)
	f.does("…" + fullProposal)
	f.press("menuitem", say(c.t, "menu.tags"))
	f.until("the dialog", dialogOpen)
	f.accessible("the tags of an island")
	f.press("button", pillar)
	f.until("laid on", `document.querySelector(".tags__chip").getAttribute("aria-pressed") === "true" && document.querySelector(".saved").dataset.state === "saved"`)
	f.press("button", say(c.t, "board.close"))
	if tags := c.island(fullProposal).Tags; len(tags) != 1 {
		c.t.Errorf("the island carries %v", tags)
	}
	c.drawn()
}

// drawn on the island, legible, on the sheet and in the list, for those who
// steer; to the table it is no matter.
func (c *closing) drawn() {
	f, mark := c.f, fmt.Sprintf(`document.querySelector('[data-id="%s"] > .tag-marks .tag-mark')`, c.island(fullProposal).ID)
	f.until("the tag on the island", mark+`?.textContent === `+quoted(pillar))
	if px := eval[float64](f.person, `parseFloat(getComputedStyle(`+mark+`).fontSize)`); px < 12 {
		c.t.Errorf("the tag is written in %.1f px", px)
	}
	f.shot("tags-sheet")
	f.press("button", say(c.t, "board.as_list"))
	f.until("the tag in the list", `document.querySelector(".outline") !== null && `+mark+`?.getBoundingClientRect().height > 0`)
	f.shot("tags-in-list")
	f.accessible("the list with tags")
	f.press("button", say(c.t, "board.as_sheet"))
}

// noMatter: whoever sits at the table is told of no tags.
func (c *closing) noMatter() {
	c.lead.until("the table's board", `document.querySelector(".board .desk .island") !== null`)
	if n := eval[int](c.lead.person, `document.querySelectorAll(".tag-mark").length`); n != 0 {
		c.t.Errorf("the table sees %d tags", n)
	}
}

// fromTheHall: a list over all tables, a tag made on the way, and the matrix.
func (c *closing) fromTheHall() {
	f := c.f
	f.open(c.url + "/w/" + string(c.ws) + "/hall")
	f.press("button", say(c.t, "tags.open"))
	f.until("the list", says(".tags__what", fullInner))
	f.focus("textbox", say(c.t, "tags.new"))
	f.write(laidAlso)
	f.press("button", say(c.t, "tags.add"))
	row := fmt.Sprintf(`[...document.querySelectorAll(".tags__one")].find((e) => e.querySelector(".tags__what").textContent.startsWith(%s))`, quoted(fullInner))
	f.until("the new tag", row+`.querySelectorAll(".tags__chip").length === 2`)
	f.clickOn(row + `.querySelectorAll(".tags__chip")[1]`)
	f.until("laid on", row+`.querySelectorAll(".tags__chip")[1].getAttribute("aria-pressed") === "true"`)
	f.accessible("tags over all tables")
	f.shot("tags-list")
	f.press("button", say(c.t, "tags.as_matrix"))
	f.until("the matrix", says(".tags__matrix tbody tr:nth-child(1) td", fullProposal)+" && "+says(".tags__matrix tbody tr:nth-child(2) td", fullInner))
	f.accessible("the matrix of tags")
	f.shot("tags-matrix")
	f.press("button", say(c.t, "board.close"))
	f.until("the island with its tag", fmt.Sprintf(`document.querySelector(".saved").dataset.state === "saved" && !document.querySelector("dialog[open]") && %q !== ""`, c.island(fullInner).ID))
	if tags := c.island(fullInner).Tags; len(tags) != 1 {
		c.t.Errorf("the island carries %v", tags)
	}
}

// presenterSaid, written by who leads the table; half a sentence outlives a reload.
func (c *closing) presenterSaid() {
	l := c.lead
	l.steps(say(c.t, "phase.present"))
	l.press("button", say(c.t, "remark.open_table"))
	l.focus("textbox", say(c.t, "remark.text"))
	l.write(presented)
	l.reload()
	l.press("button", say(c.t, "remark.open_table"))
	l.until("what was half written", `document.querySelector("#remark-text")?.value === `+quoted(presented))
	l.focus("textbox", say(c.t, "remark.speaker"))
	l.write("森山")
	l.press("button", say(c.t, "remark.save"))
	l.until("saved", says(".strip__say", presented))
}

// hostSaid, written in the hall.
func (c *closing) hostSaid() {
	f := c.f
	f.press("button", say(c.t, "remark.open"))
	f.until("the dialog", dialogOpen)
	f.accessible("remarks")
	f.focus("textbox", say(c.t, "remark.speaker"))
	f.write("まち協議会 会長")
	f.focus("textbox", say(c.t, "remark.text"))
	f.write(reviewed)
	f.press("button", say(c.t, "remark.save"))
	f.until("saved", `!document.querySelector("dialog[open]") && document.querySelector(".saved").dataset.state === "saved"`)
}

// wordsMeet: two write one remark at once; who comes second has their words
// back, and what stands there now beside them.
func (c *closing) wordsMeet() {
	l, f := c.lead, c.f
	l.press("button", say(c.t, "remark.edit_table"))
	l.until("the dialog", dialogOpen)
	const all, theirs, mine = `document.querySelector("#remark-text").select() === undefined`, "鍵を班で回します。", "鍵のことは、来月決めます。"
	f.press("button", say(c.t, "remark.open"))
	f.until("the table's words", fmt.Sprintf(`(() => { const s = document.querySelector("dialog select"); s.value = [...s.options].find((o) => o.textContent.includes("満の班")).value; s.dispatchEvent(new Event("change")); return document.querySelector("#remark-text").value === %s; })()`, quoted(presented)))
	for _, one := range []struct {
		who  *guest
		text string
	}{{f, theirs}, {l, mine}} {
		one.who.focus("textbox", say(c.t, "remark.text"))
		eval[bool](one.who.person, all)
		one.who.write(one.text)
		one.who.press("button", say(c.t, "remark.save"))
		one.who.until("the dialog closed", `!document.querySelector("dialog[open]")`)
	}
	l.until("the words back", says(".strip .notice", mine))
	l.press("button", say(c.t, "board.look_again"))
	l.until("both", `document.querySelector("#remark-text")?.value === `+quoted(mine))
	l.press("button", say(c.t, "remark.save"))
	l.until("the words taken", says(".strip__say", mine)+` && !document.querySelector(".strip .notice")`)
	if table := c.seat("満の班の進行").Table; c.workshop().Remark(table).Text != mine {
		c.t.Errorf("the presenter's words are %+v", c.workshop().Remark(table))
	}
}

func (c *closing) inTheResults() {
	f := c.f
	f.open(c.url + "/w/" + string(c.ws) + "/results")
	f.until("all of it", says("#tags", pillar)+" && "+says("#tags", fullInner)+" && "+says("#remarks", reviewed)+" && "+says(".doc__found", "鍵のことは、来月決めます。"))
	f.accessible("the results")
	f.shot("results-closing")
	if r := c.workshop().Remark(""); r.Speaker != "まち協議会 会長" || r.Text != reviewed {
		c.t.Errorf("the host's remark is %+v", r)
	}
	c.newsletter()
	c.takenHome()
}

// newsletter: two notes and the next date are chosen, and stand on the page that is taken home.
func (c *closing) newsletter() {
	f := c.f
	f.open(c.url + "/w/" + string(c.ws) + "/news")
	eval[bool](f.person, `[...document.querySelectorAll("details")].forEach((d) => { d.open = true; }) === undefined`)
	f.accessible("the newsletter's page")
	f.shot("results-news")
	quoted := eval[string](f.person, `(() => { const box = document.querySelector("input[type=checkbox]"); box.click(); return box.closest("label").querySelector("span").textContent; })()`)
	f.focus("textbox", say(c.t, "news.next_label"))
	f.write("12月12日 18時から")
	f.press("button", say(c.t, "news.save"))
	f.until("chosen", `document.querySelector("[role=status]") !== null`)
	if page := string(f.take("/w/" + string(c.ws) + "/export/news.html")); !strings.Contains(page, html.EscapeString(quoted)) || !strings.Contains(page, "12月12日 18時から") {
		c.t.Errorf("the newsletter does not say %q\n%s", quoted, page)
	}
}

// takenHome: the pages that are taken home are opened from a disk, far from
// here, and keep nobody out.
func (c *closing) takenHome() {
	f := c.f
	dir := c.t.TempDir()
	for _, name := range []string{"html", "news.html"} {
		path := filepath.Join(dir, name+".html")
		if err := os.WriteFile(path, f.take("/w/"+string(c.ws)+"/export/"+name+"?for=internal"), 0o600); err != nil {
			c.t.Fatal(err)
		}
		defer func() {
			f.open("file://" + path)
			f.accessible("the " + name + " from a disk")
		}()
	}
}
