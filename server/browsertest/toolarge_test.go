package browsertest

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server"
	"yoriai/server/logtest"
)

const tooManyWords = "公園の草刈りを手伝う人が足りない "

// overfill sets up a table whose board holds far more than it may.
func (h *hall) overfill(notes int) board.DocID {
	h.t.Helper()
	_, err := h.srv.AddTables(h.t.Context(), h.ws, board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}, []server.TablePlan{
		{Name: "多い班", Content: &board.ImportBoard{Phase: board.Gather}, Members: []server.MemberPlan{{Name: "森", Side: board.Staff, Coordinator: true}, {Name: "林", Side: board.Citizen}}},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	doc := h.boardOf("多い班")
	h.stop()
	h.start()
	logtest.Overfill(h.t, h.store, doc, notes, tooManyWords)
	return doc
}

// D-20 at its full size, in a browser: it opens, and the last row is reached.
func TestAHundredThousandNotesAreRead(t *testing.T) {
	wholetest.Only(t)
	h, notes := openHall(t), 100_000
	h.overfill(notes)
	g := h.readsTooMany()
	g.press("button", g.say("board.piece_later"))
	g.until("the second piece", shows(299))
	g.strike("End")
	g.until("the very last", fmt.Sprintf(`document.activeElement?.textContent.includes(%s)`, quoted(tooManyWords+strconv.Itoa(notes*9/10))))
}

// readsTooMany opens the board as who leads the table, and sees its first piece.
func (h *hall) readsTooMany() *guest {
	h.t.Helper()
	g := h.sitsHeard("森", laptop)
	g.open(fmt.Sprintf("%s/s/%s/board", h.url, h.seat("森").ID))
	g.until("why", fmt.Sprintf(`document.querySelector(".banner")?.textContent.trim() === %s`, quoted(g.say("banner.large"))))
	g.until("the first piece", shows(1))
	return g
}

// D-20: a board past the limit opens as a list, a piece of it at a time, and
// says why; nothing turns it into a sheet. Every row can be reached: piece by
// piece, by the keys, and by looking for its words. Pages that would draw it as a
// whole say so, and nobody is given a box whose words would go nowhere.
func TestABoardPastTheLimitIsAList(t *testing.T) {
	t.Parallel()
	h, notes := openHall(t), board.Bounds.Notes+1
	doc := h.overfill(notes)
	g := h.readsTooMany()
	g.shot("toolarge-laptop")
	g.accessible("a piece of a list")
	g.window(phone)
	g.shot("toolarge-phone")
	g.window(laptop)

	g.press("button", g.say("board.piece_later"))
	g.until("the second piece, and the hand at its beginning", shows(299)+` && document.activeElement === document.querySelector(".outline .note")`)
	g.strike("v")
	g.until("that there is no sheet", `document.body.textContent.includes(`+quoted(g.say("board.only_list"))+`) && document.querySelector(".sheet") === null`)
	g.strike("End")
	g.until("the very last", fmt.Sprintf(`document.activeElement?.textContent.includes(%s)`, quoted(tooManyWords+strconv.Itoa(notes*9/10))))
	g.press("button", g.say("board.piece_earlier"))
	g.until("a piece before it", fmt.Sprintf(`!document.querySelector(".outline").textContent.includes(%s) && document.querySelectorAll(".outline .note").length === 300`, quoted(tooManyWords+strconv.Itoa(notes*9/10))))

	g.press("button", "さがす")
	g.until("the box", `document.activeElement.id === "find-words"`)
	looked := tooManyWords + strconv.Itoa(notes/2)
	g.compose(looked, looked)
	g.until("the one found", `document.querySelectorAll(".find__one").length >= 1`)
	g.strike("Enter")
	g.until("it, on the list", fmt.Sprintf(`document.querySelector('.outline [data-found="now"]')?.textContent.includes(%s)`, quoted(looked)))
	h.drawsNoWhole(g, doc)
	h.offersNoBox()
	h.givesBackWhatWasSent(doc)
	f := h.facilitates(doc)
	f.until("the list, by way of the hall", shows(1))
	h.offersNoPaper(f)
}

// offersNoPaper: what is taken home is offered without the files that nobody
// can make, and says so.
func (h *hall) offersNoPaper(f *person) {
	h.t.Helper()
	f.open(fmt.Sprintf("%s/w/%s/results", h.url, h.ws))
	f.until("what cannot be made, beside what can", fmt.Sprintf(`document.querySelector(".results__take .notice")?.textContent.includes(%s) && document.querySelector('.results__take a[href*="/docx"]') !== null`, quoted(say(h.t, "results.no_paper"))))
	if eval[bool](f, `document.querySelector('.results__take a[href*="/pdf"], .results__take a[href*="/sheet-"]') !== null`) {
		h.t.Error("a file is offered that cannot be made")
	}
	eval[any](f, `document.querySelector(".results__take").scrollIntoView()`)
	f.shot("toolarge-results")
	f.window(phone)
	eval[any](f, `document.querySelector(".results__take").scrollIntoView()`)
	f.shot("toolarge-results-phone")
}

// shows waits for a piece that begins with some note of an island.
func shows(n int) string {
	return fmt.Sprintf(`document.querySelectorAll(".outline [data-id]").length >= 300 && document.querySelector(".outline .note").textContent.includes(%s)`, quoted(tooManyWords+strconv.Itoa(n)))
}

// drawsNoWhole: the pages beside the board say what they cannot do, and lead back.
func (h *hall) drawsNoWhole(g *guest, doc board.DocID) {
	h.t.Helper()
	for _, page := range []string{"present", "print", "history"} {
		g.open(fmt.Sprintf("%s/s/%s/%s?board=%s", h.url, h.seat("森").ID, page, doc))
		g.until("the page of "+page+" to say so", `document.querySelector("main, #app")?.textContent.includes(`+quoted(g.say("board.only_list"))+`)`)
	}
	g.press("link", g.say("present.end"))
	g.until("the list again", shows(1))
}

// offersNoBox: at a seat there is the list, and no box.
func (h *hall) offersNoBox() {
	h.t.Helper()
	p := h.sitsHeard("林", laptop)
	p.until("the list at the seat", `document.querySelector(".seat__board .outline .note") !== null`)
	p.until("why, and no box", fmt.Sprintf(`document.querySelector(".banner")?.textContent.trim() === %s && document.querySelector("#text") === null`, quoted(p.say("banner.large"))))
	p.shot("toolarge-seat")
}

// givesBackWhatWasSent: words that were on their way are not kept waiting for
// something that never comes.
func (h *hall) givesBackWhatWasSent(doc board.DocID) {
	h.t.Helper()
	link, _ := h.links()
	p := h.connects("会場", link, doc)
	p.sends(`addNote("書きかけていたこと")`)
	p.until("the refusal, with the words", `live.client.refusals.length === 1 && live.client.refusals[0].code === "frozen" && live.client.refusals[0].op.body.text === "書きかけていたこと"`)
	p.until("nothing on its way", `live.doc.status.state === "readonly" && live.doc.status.n === 0`)
}
