package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
)

// TestUndoThatCannotBe: what I would take back has been changed by another
// since. I hear what could not be undone and why, on the board and in the
// history, and am not asked to try again what cannot succeed. Before, it said
// only 「元に戻したこと」, and 「もう一度」 came back with the same.
func TestUndoThatCannotBe(t *testing.T) {
	t.Parallel()
	const mine, theirs = "わたしが書き直した", "ほかの人が書き直した"
	h := openHall(t)
	doc := h.laidTable(t, "紙の班")
	p := &atSheet{person: h.sits("紙の班の進行"), hall: h, doc: doc}
	link, _ := h.links()
	other := h.connects("facilitator", link, doc)
	p.press("button", "付箋を足す")
	p.until("the box", `document.activeElement?.id === "writing-text"`)
	p.write("わたしの付箋")
	p.press("button", "出す")
	p.until("my note", called("わたしの付箋"))
	p.edits(board.NoteID(eval[string](p.person, called("わたしの付箋")+`.dataset.id`)))
	p.replaces(mine)
	p.press("button", "直す")
	p.until("the words of mine", called(mine)+` && `+allSaved)
	other.sends(fmt.Sprintf(`editNote(v.note(%s), %s)`, noteNamed(mine), quoted(theirs)))
	p.until("the words of the other", called(theirs))

	p.ctrl("z")
	const refused = `document.querySelector(".toast--refusal")`
	p.hasToast("そのあとにほかの人が書き直したので、元の文には戻せませんでした。")
	p.hasToast("「" + mine + "」の書き直し")
	p.noSecondTry(refused)
	p.shot("undo-refused")
	p.accessible("an undo that cannot be")

	p.open(strings.Replace(eval[string](p.person, `location.href`), "/board", "/history", 1))
	p.until("the history", `document.querySelector(".history__deed")`)
	const notice = `document.querySelector('.history .notice[data-kind="error"]')`
	p.until("the same in the history", notice+`?.textContent.includes("戻せませんでした")`)
	p.shot("undo-refused-history")
	p.press("button", "わかりました")
	p.until("nothing to read any more", "!"+notice)
	eval[any](p.person, fmt.Sprintf(`[...document.querySelectorAll(".history__go")].find((e) => e.textContent.includes(%s) && e.textContent.includes("直し")).click()`, quoted(mine[:len("わたしが")])))
	p.press("button", say(t, "history.undo"))
	p.until("why it was not done", notice+`?.textContent.includes("戻せませんでした") && !document.querySelector('.history .notice[data-kind="good"]')`)
	p.accessible("an undo in the history that cannot be")
}

// noSecondTry: what cannot succeed is not offered, and what was refused can be put away.
func (p *atSheet) noSecondTry(refused string) {
	p.t.Helper()
	if offers := eval[[]string](p.person, fmt.Sprintf(`[...%s.querySelectorAll("button")].map((b) => b.textContent)`, refused)); len(offers) != 1 || offers[0] != say(p.t, "board.close") {
		p.t.Errorf("it offers %q", offers)
	}
}
