package browsertest

import (
	"strings"
	"testing"

	"yoriai/board"
)

// What the public does not read is decided by two facilitators at once, and
// what came of the islands is written down and taken home.

const (
	keyHolder = "鈴木さん(090-1234-5678)に鍵を借りる"
	afterward = "公園緑地課"
)

func TestPublishing(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	doc := h.fullTable(t, "満の班")
	lead := h.joins("満の班の進行", doc)
	lead.sends(`setPhase("gather")`)
	lead.sends(`addNote(` + quoted(keyHolder) + `)`)
	lead.saved()
	p := &publishing{hall: h, doc: doc}
	p.f, p.g = &guest{person: h.facilitates(doc)}, &guest{person: h.facilitates(doc)}
	p.twoDecide()
	p.byHand()
	p.followsUp()
	p.goesBack()
	p.showsPhotos()
}

type publishing struct {
	*hall
	doc  board.DocID
	f, g *guest
}

func (p *publishing) at(g *guest, page string) {
	p.t.Helper()
	g.open(p.url + "/w/" + string(p.ws) + page)
}

// twoDecide: the one sees what the other decides, and the public reads it so.
func (p *publishing) twoDecide() {
	p.t.Helper()
	for _, g := range []*guest{p.f, p.g} {
		p.at(g, "/masks")
		g.until("the places", says(".masks__row", "090-1234-5678")+" && "+says(".masks__row mark", "鈴木"))
	}
	p.f.accessible("the masks")
	p.f.shot("masks")
	public := p.read("public")
	if strings.Contains(public, "090-1234-5678") || strings.Contains(public, "鈴木") || !strings.Contains(public, "（お名前）さん(（電話番号）)") {
		p.t.Errorf("undecided, the public reads\n%s", public)
	}
	p.f.press("button", say(p.t, "masks.act_of.keep", "words", "090-1234-5678"))
	p.g.until("the other's decision", `[...document.querySelectorAll(".masks__row")].some((r) => r.dataset.decision === "keep" && r.textContent.includes("090-1234-5678"))`)
	p.g.focus("button", say(p.t, "masks.act_of.mask", "words", "鈴木"))
	p.g.must(p.g.page.key("f"), "mask by the keyboard")
	p.f.until("the other's mask", `[...document.querySelectorAll(".masks__row")].some((r) => r.dataset.decision === "mask" && r.textContent.includes("鈴木"))`)
	if public := p.read("public"); !strings.Contains(public, "（お名前）さん(090-1234-5678)に鍵を借りる") {
		p.t.Errorf("decided, the public reads\n%s", public)
	}
	if inside := p.read("internal"); !strings.Contains(inside, keyHolder) || !strings.Contains(inside, say(p.t, "export.chapter.masks")) {
		p.t.Error("the inside does not read all, or no list of what is masked")
	}
}

// byHand: words that only people know to be personal.
func (p *publishing) byHand() {
	p.t.Helper()
	p.f.focus("searchbox", say(p.t, "masks.find"))
	p.f.write("くまで")
	p.f.press("button", say(p.t, "masks.find_go"))
	p.f.until("found", says(".masks__row mark", "くまで"))
	p.f.press("button", say(p.t, "masks.all_of.mask", "sort", say(p.t, "masks.sort.hand")))
	p.g.until("the other's list", says(`.masks__row[data-decision="mask"] mark`, "くまで"))
	if public := p.read("public"); strings.Contains(public, "くまで") {
		p.t.Error("the public reads what was masked by hand")
	}
}

// followsUp: who says no says why, and it is saved as one goes on.
func (p *publishing) followsUp() {
	p.t.Helper()
	f := p.f
	p.at(f, "/follow")
	f.until("the islands", says(".follow__what", fullIsland))
	f.press("button", say(p.t, "follow.write_of", "what", fullIsland))
	f.until("the form", `document.querySelector(".follow__form select") !== null`)
	eval[any](f.person, `(() => { const s = document.querySelector(".follow__form select"); s.value = "declined"; s.dispatchEvent(new Event("change")); })()`)
	f.until("the reason asked for", says(".follow__form .field__error", say(p.t, "follow.reason_needed")))
	f.accessible("the follow-up")
	f.shot("follow")
	f.focus("textbox", say(p.t, "follow.field.reason"))
	f.write("土地が借りられないため")
	f.focus("combobox", say(p.t, "follow.field.office"))
	f.write(afterward)
	f.must(f.page.key("Tab"), "leave the box")
	f.until("saved", says(".follow__state", say(p.t, "follow.state.declined"))+` && document.querySelector(".saved").dataset.state === "saved" && `+says(".follow__said", afterward))
	f.reload()
	f.until("it stands", says(".follow__said", afterward))
	for _, g := range p.replay(p.doc).Groups() {
		if g.Title == fullIsland && g.Follow != (board.Follow{State: board.Declined, Office: afterward, Reason: "土地が借りられないため"}) {
			p.t.Errorf("what came of it is %+v", g.Follow)
		}
	}
}

// goesBack: the page for citizens says what came of it, and nothing masked.
func (p *publishing) goesBack() {
	p.t.Helper()
	page := p.fetch("followup.html")
	for _, want := range []string{fullIsland, say(p.t, "follow.state.declined"), afterward, "土地が借りられないため"} {
		if !strings.Contains(page, want) {
			p.t.Errorf("the page for citizens does not say %q", want)
		}
	}
	p.at(p.f, "/results")
	p.f.until("the results", says(".doc", afterward))
	p.f.accessible("the results with what came of it")
	eval[bool](p.f.person, `(document.querySelector('.files a[href*="/export/pdf"]').click(), true)`)
	p.f.until("the word that a file was made", `document.querySelectorAll(".toasts .toast[data-kind=good]").length === 1`)
	p.f.accessible("the results with a file that was made")
}

func (p *publishing) read(audience string) string { return p.fetch("md?for=" + audience) }

func (p *publishing) fetch(file string) string {
	p.t.Helper()
	return eval[string](p.f.person, `fetch("/w/`+string(p.ws)+`/export/`+file+`").then((r) => r.status === `+"200"+` ? r.text() : Promise.reject(new Error(r.status)))`)
}
