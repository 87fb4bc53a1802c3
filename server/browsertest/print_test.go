package browsertest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	pdf "github.com/chromedp/cdproto/page"
	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// paper is what came out of a printer.
type paper struct {
	pages int
	size  [2]int // width and height in whole millimetres; all pages are alike
	raw   []byte
}

var mediaBox = regexp.MustCompile(`/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]`)

// print does what a person does with the print button, on paper in black: no
// background graphics, the paper that the page asks for.
func (p *person) print(name string) paper {
	p.t.Helper()
	yes := true
	made, err := call(p.page, pdf.PrintToPDF, pdf.PrintToPDFParams{PreferCSSPageSize: &yes})
	p.must(err, "print "+name)
	out := paper{raw: made.Data}
	for _, m := range mediaBox.FindAllSubmatch(made.Data, -1) {
		found := [2]int{millimetres(p.t, m[1]), millimetres(p.t, m[2])}
		if out.pages > 0 && found != out.size {
			p.t.Errorf("%s: a page of %v mm among pages of %v mm", name, found, out.size)
		}
		out.pages, out.size = out.pages+1, found
	}
	if dir := os.Getenv("YORIAI_SHOTS"); dir != "" {
		p.must(os.MkdirAll(dir, 0o755), "make a folder")
		p.must(os.WriteFile(filepath.Join(dir, "print-"+name+".pdf"), made.Data, 0o644), "keep the paper")
	}
	if !bytes.Contains(made.Data, []byte("/FontFile2")) {
		p.t.Errorf("%s: no font is embedded", name)
	}
	return out
}

func millimetres(t *testing.T, points []byte) int {
	t.Helper()
	n, err := strconv.ParseFloat(string(points), 64)
	if err != nil {
		t.Fatal(err)
	}
	return int(n*25.4/72 + .5)
}

var (
	a4 = [2]int{210, 297}
	a3 = [2]int{420, 297}
)

// filled counts the pages that rows need which are never cut, measured on the
// screen, where the paper has the same width: with a page break inside a row
// the printer would need fewer.
const filled = `(() => {
  const page = 277 * 96 / 25.4, margin = 10 * 96 / 25.4 + 1;
  const origin = document.querySelector(".paper").getBoundingClientRect().top + margin;
  let pages = 1, shift = 0;
  for (const row of document.querySelectorAll(".labels__row")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom - origin + shift > pages * page + 1) { shift += pages * page - (top - origin + shift); pages++; }
  }
  return pages;
})()`

func (p *person) opensPrint(what, doc string) {
	p.t.Helper()
	seat := strings.Split(eval[string](p, "location.pathname"), "/")[2]
	p.open(eval[string](p, "location.origin") + "/s/" + seat + "/print?what=" + what + "&board=" + doc)
	p.until("the paper", `document.querySelector(".print[data-ready] .paper") !== null && document.fonts.status === "loaded"`)
}

// The whole table on paper, from the button on its board, with the line cut
// before the printer starts.
func TestPrint(t *testing.T) {
	t.Parallel()
	linesMayGo(t)
	h := openHall(t)
	for _, c := range []struct {
		table  string
		notes  int
		titles bool // only the title cards have room on one sheet of A3
	}{{"五班", 64, false}, {"六班", 300, true}} {
		doc := string(h.bigTable(t, c.table, c.notes))
		p := h.sits(c.table + "の進行")
		p.press("link", "印刷")
		p.until("the print page", `location.pathname.endsWith("/print")`)
		p.opensPrint("labels", doc)
		p.shot("print-screen-" + c.table)
		p.offline()
		p.printsLabels(c.table, c.notes)
		p.press("button", "島の紙(A4)")
		p.leavesNobodyOut(c.notes)
		islands := p.print("islands-" + c.table)
		if least := eval[int](p, `document.querySelectorAll(".paper--island").length`); islands.size != a4 || islands.pages < least {
			t.Errorf("%d islands on %d pages of %v mm", least, islands.pages, islands.size)
		}
		p.press("button", "一枚の図(A3)")
		if poster := p.print("poster-" + c.table); poster.size != a3 || poster.pages != 1 {
			t.Errorf("the poster has %d pages of %v mm", poster.pages, poster.size)
		}
		p.mustHoldAll(c.titles)
	}
}

// TestPosterOfVeryMany: of two thousand notes the poster says what there is by
// title cards that nothing covers, and where the words are.
func TestPosterOfVeryMany(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	doc := string(h.bigTable(t, "七班", 2000))
	p := h.sits("七班の進行")
	p.opensPrint("poster", doc)
	p.mustHoldAll(true)
	if !eval[bool](p, `document.querySelector(".wall__short").offsetHeight > 0`) {
		t.Error("nothing says that the words are on the island sheets")
	}
	p.shot("print-poster-2000")
}

// leavesNobodyOut: every note is on the island sheets once, and those that stand
// alone under their own heading.
func (p *person) leavesNobodyOut(notes int) {
	p.t.Helper()
	found := eval[struct{ All, Once, Lone int }](p, `(() => {
		const all = [...document.querySelectorAll(".paper--island .plate__note .plate__number")].map((e) => e.textContent);
		const lone = [...document.querySelectorAll(".paper--island")].find((e) => e.querySelector(".plate__title").textContent.trim() === "一匹狼");
		return { all: all.length, once: new Set(all).size, lone: lone?.querySelectorAll(".plate__note").length ?? 0 };
	})()`)
	if found.All != notes || found.Once != notes || found.Lone == 0 {
		p.t.Errorf("of %d notes %d are on the island sheets, %d of them once, %d as lone ones", notes, found.All, found.Once, found.Lone)
	}
}

func (p *person) printsLabels(table string, notes int) {
	p.t.Helper()
	labels := p.print("labels-" + table)
	if want := eval[int](p, filled); labels.size != a4 || labels.pages != want {
		p.t.Errorf("labels: %d pages of %v mm; %d where no label is cut", labels.pages, labels.size, want)
	}
	if n := eval[int](p, `new Set([...document.querySelectorAll(".label[data-number]")].map((l) => l.dataset.number)).size`); n != notes {
		p.t.Errorf("%d labels for %d notes", n, notes)
	}
	if small := eval[int](p, `[...document.querySelectorAll(".label[data-room=half] .label__text")].filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16 * 96 / 72 - .1).length`); small > 0 {
		p.t.Errorf("%d labels are smaller than 16 points", small)
	}
}

// TestPrintLongTitles: labels of notes in islands with long titles are as wide as the page; nothing is cut off at its edges.
func TestPrintLongTitles(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	h.deepTable()
	p := h.sits("深の進行")
	p.opensPrint("labels", "")
	p.print("labels-long")
	_, err := call(p.page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.must(err, "look at it as the printer does")
	p.window([2]int64{718, 1000}) // 190 mm
	if wide := eval[int](p, `document.documentElement.scrollWidth`); wide > 718 {
		t.Errorf("the labels are %d pixels wide on a page of 718", wide)
	}
}

// Lines between islands are on the poster, and are sentences on the A4 sheets;
// proposals are marked on all of them.
func TestPrintRelations(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	op := bigBoard(130)
	var tops []board.ItemID
	for i := range op.Groups {
		if op.Groups[i].Group == "" {
			tops = append(tops, board.ItemID(op.Groups[i].ID))
		}
	}
	op.Phase = board.Relating
	op.Groups[0].Proposal, op.Notes[0].Proposal = true, true
	op.Notes[1].Echoes = []board.SeatID{board.SeatID(uuid.NewString()), board.SeatID(uuid.NewString())}
	for i, meaning := range []board.Meaning{board.Answers, board.Causes, board.Opposes, board.Same, board.Related} {
		op.Links = append(op.Links, board.Link{ID: board.LinkID(uuid.NewString()), From: tops[i%len(tops)], To: tops[(i+1+i/len(tops))%len(tops)], Meaning: meaning})
	}
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(t.Context(), h.ws, actor, []server.TablePlan{{Name: "九班", Content: op, Members: []server.MemberPlan{{Name: "九班の進行", Side: board.Staff, Coordinator: true}}}})
	if err != nil {
		t.Fatal(err)
	}
	p := h.sits("九班の進行")
	p.opensPrint("poster", "")
	if n := eval[int](p, `document.querySelectorAll(".wall .line").length`); n != len(op.Links) {
		t.Errorf("%d lines on the poster for %d relations", n, len(op.Links))
	}
	if poster := p.print("poster-lines"); poster.size != a3 || poster.pages != 1 {
		t.Errorf("the poster has %d pages of %v mm", poster.pages, poster.size)
	}
	p.mustHoldAll(false)
	p.press("button", "島の紙(A4)")
	p.print("islands-lines")
	for _, what := range []string{"を招いている", "がぶつかり合っている", "まだ答えのない課題", "わたしも 2"} {
		if !eval[bool](p, `document.querySelector("main").textContent.includes("`+what+`")`) {
			t.Errorf("the A4 sheets do not say %s", what)
		}
	}
	if n := eval[int](p, `document.querySelectorAll(".mark--proposal").length`); n != 2 {
		t.Errorf("%d proposals are marked", n)
	}
}

// TestPrintIslandSheets: of an island whose islands lie in islands no page stays half empty before them, and every page says of
// which island it is.
func TestPrintIslandSheets(t *testing.T) {
	h := openHall(t)
	h.chainTable()
	p := h.sits("鎖の進行")
	p.opensPrint("islands", "")
	if chain := p.print("islands-chain"); chain.pages != 2 {
		t.Errorf("fourteen notes, and sixteen under seven islands in each other, are on %d pages, not 2", chain.pages)
	}
	if top := eval[string](p, `document.querySelector(".paper__top").textContent.replace(/\s+/g, " ").trim()`); !strings.HasPrefix(top, "鎖 1段目の島") {
		t.Errorf("the top of each page says %q", top)
	}
	_, err := call(p.page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.must(err, "look at it as the printer does")
	if how := eval[string](p, `getComputedStyle(document.querySelector(".paper__top")).display`); how != "table-header-group" {
		t.Errorf("what is on top is not on every page: it is a %s", how)
	}
}

// chainTable is an island with notes, and after them seven islands each in the one before.
func (h *hall) chainTable() {
	h.t.Helper()
	op := &board.ImportBoard{Phase: board.Presents}
	place := board.Place{Order: "a", At: &board.Point{X: 40, Y: 40}}
	for level, notes := range []int{14, 0, 0, 0, 0, 0, 0, 16} {
		id := board.GroupID(uuid.NewString())
		op.Groups = append(op.Groups, board.Group{ID: id, Title: fmt.Sprintf("%d段目の島が言いたいこと", level+1), Place: place})
		keys := board.OrderRun(notes + 1)
		for _, key := range keys[:notes] {
			op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: "前の記録を探すのに一日かかる。", Place: board.Place{Group: id, Order: key}})
		}
		place = board.Place{Group: id, Order: keys[notes]}
	}
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(h.t.Context(), h.ws, actor, []server.TablePlan{{Name: "鎖", Content: op, Members: []server.MemberPlan{{Name: "鎖の進行", Side: board.Staff, Coordinator: true}}}})
	if err != nil {
		h.t.Fatal(err)
	}
}

// Nobody is kept from choosing a paper.
func TestPrintIsForEverybody(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	doc := string(h.bigTable(t, "五班", 64))
	p := h.sits("五班の進行")
	for _, what := range []string{"labels", "islands", "poster"} {
		p.opensPrint(what, doc)
		p.accessible(what)
	}
}

// mustHoldAll: on the poster nothing lies over anything else or beyond the
// edge, and no letter is smaller than paper keeps legible.
func (p *person) mustHoldAll(titles bool) {
	p.t.Helper()
	found := eval[struct {
		Titles bool
		Least  float64
		Faults []string
	}](p, `(() => {
      const poster = document.querySelector(".wall"), room = document.querySelector(".wall__room").getBoundingClientRect();
      const spots = [...document.querySelectorAll("[data-spot]")].map((e) => ({ name: e.textContent.trim().slice(0, 12), box: e.getBoundingClientRect() })).filter((s) => s.box.height > 0);
      const faults = [];
      spots.forEach(({ name, box }, i) => {
        if (box.right > room.right + 1 || box.bottom > room.bottom + 1 || box.left < room.left - 1 || box.top < room.top - 1) faults.push(name + " lies beyond the edge");
        for (const other of spots.slice(i + 1)) if (box.left < other.box.right - 1 && other.box.left < box.right - 1 && box.top < other.box.bottom - 1 && other.box.top < box.bottom - 1) faults.push(name + " lies over " + other.name);
      });
      for (const piece of poster.querySelectorAll(".isle .isle, .isle .slip, .isle .isle__title")) {
        const box = piece.getBoundingClientRect(), holder = piece.parentElement.closest(".isle").getBoundingClientRect();
        if (box.height > 0 && (box.right > holder.right + 1 || box.bottom > holder.bottom + 1)) faults.push(piece.textContent.trim().slice(0, 12) + " sticks out of its island");
      }
      const sizes = [...poster.querySelectorAll(".slip__text, .isle__title")].filter((e) => e.offsetHeight > 0).map((e) => parseFloat(getComputedStyle(e).fontSize) * 72 / 96);
      return { Titles: poster.hasAttribute("data-titles"), Least: Math.min(...sizes), Faults: faults.slice(0, 5) };
    })()`)
	if found.Titles != titles || found.Least < 5.4 || len(found.Faults) > 0 {
		p.t.Errorf("the poster: only title cards %v, least letters %.1f points, faults %v", found.Titles, found.Least, found.Faults)
	}
	p.t.Logf("the poster's least letters have %.1f points", found.Least)
}

// A participant's paper holds what the participant may see: in the time of
// writing nobody else's notes.
func TestPrintKeepsWhatIsPrivate(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	doc := h.boardOf("1班")
	h.sits("森山").steps("書く")
	const secret = "まだだれにも見せない文。"
	writer := h.sits("川辺")
	writer.focus("textbox", say(t, "seat.box"))
	writer.write(secret)
	writer.ctrl("Enter")
	writer.until("the note", `document.querySelector(".mine")?.textContent.includes("`+secret+`")`)
	writer.opensPrint("labels", string(doc))
	if own := eval[int](writer, `document.querySelectorAll(".label[data-number]").length`); own != 1 {
		t.Errorf("the writer's own paper has %d labels", own)
	}
	p := h.sits("谷口")
	for _, what := range []string{"labels", "islands", "poster"} {
		p.opensPrint(what, string(doc))
		page := eval[string](p, `document.querySelector("main").textContent`)
		if strings.Contains(page, secret) {
			t.Errorf("%s: a note that is still private is on the paper", what)
		}
		if want := "まだ開いていない付箋 1枚"; !strings.Contains(page, want) {
			t.Errorf("%s: nothing says %q", what, want)
		}
	}
}
