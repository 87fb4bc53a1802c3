package browsertest

import (
	"fmt"
	"testing"
)

// titling is a table with one island that waits for its title card.
type titling struct {
	*hall
	lead, citizen, phoner *guest
	island                string
}

var underTheCard = []string{"担当が変わると、約束も消える。", "前の記録を探すのに一日かかる。", "同じ地図を三度描いた。"}

func openTitling(t *testing.T) *titling {
	h := openHall(t)
	e := &titling{hall: h, lead: h.sitsHeard("森山", laptop), citizen: h.sitsHeard("川辺", laptop), phoner: h.sitsHeard("谷口", phone)}
	e.lead.steps("書く")
	e.citizen.putsOut(underTheCard[0])
	e.citizen.putsOut(underTheCard[1])
	e.phoner.putsOut(underTheCard[2])
	e.lead.steps("集める")
	hands := newGatherer(e.lead)
	e.lead.push("board.as_sheet")
	e.lead.until("the notes", `document.querySelectorAll(".tray .note").length === 3`)
	e.island = hands.byKeys("話が初めからになる", underTheCard)
	e.lead.steps("表札")
	return e
}

// opens the dialog of the title card, by the key.
func (e *titling) opens() {
	e.t.Helper()
	e.lead.until("the island", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %s)`, byID(e.island), quoted(e.island)))
	e.lead.strike("t")
	e.lead.until("the box", `document.activeElement?.className === "titling__text"`)
}

// reads waits until everybody reads these words on the card.
func (e *titling) reads(text string) {
	e.t.Helper()
	for _, g := range []*guest{e.lead, e.citizen, e.phoner} {
		g.until("the title "+text, fmt.Sprintf(`document.querySelector('#title-%s .title__text')?.textContent === %s`, e.island, quoted(text)))
	}
}

func TestTitleProcedure(t *testing.T) {
	t.Parallel()
	e := openTitling(t)
	e.moods()
	e.proposed()
	e.taken()
	e.ticked()
	e.backToAnEarlier()
	e.fusedByKeys()
	e.dissolved()
}

// moods: a noun, a question and a slogan are kept as they are written; the
// noun is asked about gently, and only that.
func (e *titling) moods() {
	for _, mood := range []struct {
		text string
		bare bool
	}{{"異動の問題", true}, {"引き継ぎについて", true}, {"なぜ、担当が変わると約束も消えるのか？", false}, {"約束を、机に残そう！", false}} {
		e.opens()
		eval[any](e.lead.person, `document.activeElement.select()`)
		e.lead.write(mood.text)
		e.lead.until("a word about it or none", fmt.Sprintf(`(document.querySelector("#title-hint .hint") !== null) === %v`, mood.bare))
		e.lead.ctrl("Enter")
		e.reads(mood.text)
	}
}

// proposed: from the phone by touch of the seat's own list, with an input
// method; from the laptop by the island's menu; one is taken back.
func (e *titling) proposed() {
	e.phoner.press("button", "案を書く: 約束を、机に残そう！")
	e.phoner.until("the box", `document.activeElement?.className === "titling__text"`)
	e.phoner.compose("わ", "話が初めからになる")
	e.phoner.accessible("proposing a title")
	e.phoner.shot("56-propose-phone")
	e.phoner.press("button", "この案を出す")
	e.phoner.until("it is said", `document.querySelector(".toast")?.textContent.includes("案を出しました")`)
	e.phoner.shot("56-proposed-phone")
	// The next island's button is where the thumb is: what is said lies elsewhere.
	e.phoner.until("the foot free", `document.querySelector(".toast").getBoundingClientRect().bottom < innerHeight / 2`)

	e.citizen.until("the island", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %s)`, byID(e.island), quoted(e.island)))
	e.citizen.strike("t")
	e.wording("引き継ぎがうまくいかない")
	e.citizen.press("button", "案を書く: ")
	e.wording("あとで取り下げる案")
	e.citizen.press("button", "案を書く: ")
	e.citizen.press("button", "取り下げる: あとで取り下げる案")
	e.citizen.until("it is gone", `!document.querySelector("dialog[open]").textContent.includes("あとで取り下げる案")`)
	if eval[bool](e.citizen.person, `[...document.querySelectorAll("dialog[open] button")].some((b) => b.textContent.includes("この案にする"))`) {
		e.t.Error("a participant may decide on a title")
	}
	e.citizen.shot("56-propose-laptop")
	e.citizen.press("button", "やめる")
	e.citizen.accessible("the seat while titles are written")
	e.citizen.shot("57-title-seat-laptop")
	e.phoner.shot("57-title-seat-phone")
}

// wording writes into the open dialog and sends.
func (e *titling) wording(text string) {
	e.t.Helper()
	e.citizen.until("the box", `document.activeElement?.className === "titling__text"`)
	e.citizen.write(text)
	e.citizen.ctrl("Enter")
	e.citizen.until("the dialog closed", `!document.querySelector("dialog[open]:not(#help)")`)
}

// taken: the coordinator sees them beside the box, with their names, and takes
// one by one press. Whom the table thinks of is said on the seats meanwhile.
func (e *titling) taken() {
	e.opens()
	e.phoner.until("the island in hand", `document.querySelector(".wording[data-in-hand]")`)
	e.lead.until("both proposals", `document.querySelectorAll("dialog .words__one").length >= 2 && document.querySelector("dialog").textContent.includes("谷口さん")`)
	e.lead.shot("58-title-proposals-laptop")
	e.lead.press("button", "この案にする: 話が初めからになる")
	e.reads("話が初めからになる")
	e.phoner.until("to read that the card says it", `document.querySelector(".wording__mine[role=status]")?.textContent.includes("が、表札になりました")`)
	e.citizen.until("to read what became of the other", `document.querySelector(".wording__mine")?.textContent.includes("「引き継ぎがうまくいかない」は、「みんなの案」に並んでいます")`)
	e.phoner.shot("58-title-taken-phone")
}

// ticked: each member is asked about, and the sum is said.
func (e *titling) ticked() {
	e.opens()
	for _, text := range underTheCard {
		e.lead.press("checkbox", text)
	}
	e.lead.until("the sum", `document.querySelector(".titling__sum").textContent === "全部を言えています"`)
	e.lead.press("checkbox", underTheCard[2])
	e.lead.until("the sum", `document.querySelector(".titling__sum").textContent.includes("3つのうち 2つ")`)
	e.lead.accessible("writing a title")
	e.lead.window(projector)
	e.lead.shot("59-title-projector")
	e.lead.window(phone)
	e.lead.shot("59-title-phone")
	e.lead.window(laptop)
	e.lead.shot("59-title-laptop")
	e.lead.press("button", "やめる")
}

// backToAnEarlier: what the card said before, and who wrote it.
func (e *titling) backToAnEarlier() {
	e.opens()
	e.lead.until("all there were", `["異動の問題", "引き継ぎについて", "約束を、机に残そう！"].every((t) => [...document.querySelectorAll("dialog .words__text")].some((w) => w.textContent === t)) && document.querySelector("dialog").textContent.includes("森山さん")`)
	e.lead.clickOn(`document.querySelector("details.words summary")`)
	e.lead.press("button", "この文に戻す: 約束を、机に残そう！")
	e.reads("約束を、机に残そう！")
}

// fusedByKeys: the core-phrase help with the keyboard alone; the sentence
// found stands in the box and is still the table's to put right.
func (e *titling) fusedByKeys() {
	e.opens()
	e.lead.clickOn(`document.querySelector(".titling__ask input")`)
	e.lead.until("a tick", `document.querySelectorAll(".titling__ask input:checked").length === 1`)
	e.tabTo(`document.activeElement.textContent.trim() === "むずかしいとき"`)
	e.lead.strike("Enter")
	e.lead.until("the notes in pieces", `document.querySelectorAll(".fusing__note").length === 3`)
	for i := range underTheCard {
		e.tabTo(fmt.Sprintf(`document.activeElement.closest(".fusing__note") === document.querySelectorAll(".fusing__note")[%d]`, i))
		e.lead.strike(" ")
		e.lead.until("the core", fmt.Sprintf(`document.querySelectorAll(".fusing__core").length === %d`, i+1))
	}
	e.lead.accessible("marking cores")
	e.lead.shot("60-fusing-laptop")
	e.lead.window(phone)
	e.lead.shot("60-fusing-phone")
	e.lead.window(laptop)
	e.tabTo(`document.activeElement.textContent.trim() === "選んだ言葉をまとめる"`)
	e.lead.strike("Enter")
	e.lead.until("three cores", `document.querySelectorAll(".fusing__chip").length === 3`)
	e.lead.reload()
	e.opens()
	e.lead.until("the tick of before", `document.querySelectorAll(".titling__ask input:checked").length === 1`)
	e.tabTo(`document.activeElement.textContent.trim() === "むずかしいとき"`)
	e.lead.strike("Enter")
	e.lead.until("the cores of before", `document.querySelectorAll(".fusing__chip").length === 3`)
	for i, sentence := range []string{"記録を探し、また描く", "人が変わるたび、初めからになる"} {
		e.tabTo(`document.activeElement.classList.contains("fusing__box")`)
		e.lead.compose("き", sentence)
		if i == 0 {
			e.lead.shot("61-fusing-pair-laptop")
		}
		e.lead.ctrl("Enter")
		e.lead.until("one fewer", fmt.Sprintf(`document.querySelectorAll(".fusing__chip").length === %d`, []int{2, 0}[i]))
	}
	e.lead.accessible("the sentence found")
	e.tabTo(`document.activeElement.textContent.trim() === "表札の箱に入れる"`)
	e.lead.strike("Enter")
	e.lead.until("the sentence in the box", `document.activeElement.className === "titling__text" && document.activeElement.value === "人が変わるたび、初めからになる"`)
	e.lead.ctrl("Enter")
	e.reads("人が変わるたび、初めからになる")
}

// dissolved: whose words were for that island is told what became of them, and
// that they come back with it.
func (e *titling) dissolved() {
	gone := `[...document.querySelectorAll(".wording[data-gone] [role=status]")].filter((p) => p.textContent.includes("「引き継ぎがうまくいかない」の島は、ほどかれました")).length`
	e.lead.until("the island", fmt.Sprintf(`(%s?.focus(), document.activeElement?.dataset.id === %s)`, byID(e.island), quoted(e.island)))
	e.lead.strike("m")
	e.lead.press("menuitem", say(e.t, "menu.dissolve"))
	e.citizen.until("to read that the island is gone", gone+" === 1")
	e.lead.ctrl("z")
	e.citizen.until("the island and its words again", gone+` === 0 && document.querySelector(".wording__mine")?.textContent.includes("引き継ぎがうまくいかない")`)
}

// tabTo goes on with Tab until something is true.
func (e *titling) tabTo(good string) {
	e.t.Helper()
	for range 80 {
		if eval[bool](e.lead.person, good) {
			return
		}
		e.lead.strike("Tab")
	}
	e.t.Fatalf("Tab never comes to %s", good)
}
