package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// TestVoting is a table that chooses with seals, in two rounds: one person by
// keys alone, one on a telephone, one in two windows at once, and one who
// leads. Nobody learns how it stands before it is counted, and nobody lays
// more seals than there are.
func TestVoting(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	v := &voting{hall: h, doc: h.votingTable()}
	v.lead = v.sitsHeard("辻", laptop)
	v.keys, v.phone, v.mouse = v.sitsHeard("沢", laptop), v.sitsHeard("原", phone), v.sitsHeard("森", laptop)
	for _, g := range []*guest{v.lead, v.keys} {
		g.forgive("Applying inline style") // axe's own, told of late on a slow machine
	}
	v.waits()
	v.opens()
	v.keyboardOnly()
	v.onThePhone()
	v.twoWindows()
	v.nobodyKnows()
	v.withdrawnMeanwhile()
	v.goesBack()
	v.closes()
	v.countsPaper()
	v.nextRound()
	v.tooLate()
	v.shown()
}

type voting struct {
	*hall
	doc                      board.DocID
	lead, keys, phone, mouse *guest
	steers                   *guest
	second                   *person
	bare                     string // where the islands lay without seals
}

const islandsLie = `[...document.querySelectorAll(".sheet .island")].map((i) => i.getBoundingClientRect()).map((b) => [b.x, b.y, b.width, b.height].map(Math.round)).join()`

var chosen = []string{"道の話を、住民と役所がいっしょに決めたい", "草刈りは、同じ人ばかりがしている", "公園を、子どもが安心して遊べる場所にしたい", "回覧板が、若い人に届かない"}

// votingTable is a table with four islands and a lone note, about to choose.
func (h *hall) votingTable() board.DocID {
	h.t.Helper()
	op := &board.ImportBoard{Phase: board.Voting}
	tops := board.OrderRun(len(chosen) + 1)
	for i, title := range chosen {
		id := board.GroupID(uuid.NewString())
		at := &board.Point{X: float64(40 + i%2*760), Y: float64(40 + i/2*460)}
		op.Groups = append(op.Groups, board.Group{ID: id, Title: title, Place: board.Place{Order: tops[i], At: at}})
		for k, key := range board.OrderRun(3) {
			text := fmt.Sprintf("%s、その%d", []string{"集まりの日が合わない", "機械を借りられるとよい", "知らせが遅い"}[k], i+1)
			op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: text, Side: board.Citizen, Place: board.Place{Group: id, Order: key}})
		}
	}
	op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: "祭りの太鼓を残したい", Side: board.Staff, Lone: true, Place: board.Place{Order: tops[len(chosen)]}})
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(h.t.Context(), h.ws, actor, []server.TablePlan{{Name: "3班", Content: op, Members: []server.MemberPlan{
		{Name: "辻", Side: board.Staff, Coordinator: true}, {Name: "沢", Side: board.Citizen}, {Name: "原", Side: board.Citizen}, {Name: "森", Side: board.Staff},
	}}})
	if err != nil {
		h.t.Fatal(err)
	}
	return h.boardOf("3班")
}

func (v *voting) round() board.Round {
	v.t.Helper()
	rounds := v.replay(v.doc).Rounds()
	if len(rounds) == 0 {
		v.t.Fatal("there is no round")
	}
	return rounds[len(rounds)-1]
}

// laid are the seals a seat has on the server, by the words they lie on.
func (v *voting) laid(name string) map[string]int {
	v.t.Helper()
	state, seat := v.replay(v.doc), v.seat(name).ID
	laid := map[string]int{}
	for _, b := range state.Ballots(v.round().ID) {
		for _, m := range b.Marks {
			if b.Seat == seat {
				laid[v.words(m.Item)] += m.N
			}
		}
	}
	return laid
}

func (v *voting) words(id board.ItemID) string {
	state := v.replay(v.doc)
	if g, ok := state.Group(board.GroupID(id)); ok {
		return g.Title
	}
	n, _ := state.Note(board.NoteID(id))
	return n.Text
}

func (v *voting) mustLie(name string, want map[string]int) {
	v.t.Helper()
	if got := fmt.Sprint(v.laid(name)); got != fmt.Sprint(want) {
		v.t.Errorf("%s has laid %s, not %v", name, got, want)
	}
}

// waits: before it begins, the seat says so and has nothing to press.
func (v *voting) waits() {
	v.phone.until("that it has not begun", `document.querySelector(".seat__main").textContent.includes("まだ始まっていません") && document.querySelector(".ballot__more") === null`)
	v.lead.until("the strip", `document.querySelector(".strip") !== null`)
}

func (v *voting) opens() {
	l := v.lead
	l.push("voting.begin")
	l.until("everything ticked that lies outside", `document.querySelectorAll(".round__one input:checked").length === 5 && document.querySelectorAll(".round__one").length === 5`)
	l.shot("50-begin")
	l.accessible("the dialog of a new round")
	l.press("checkbox", "コーディネーターも、自分のシールを貼る")
	l.push("voting.begin_do", "n", 5)
	for _, p := range []*guest{v.keys, v.phone, v.mouse} {
		p.until("the cards", `document.querySelectorAll(".ballot__card").length === 5`)
	}
	l.until("how many have laid seals, and none of one's own", says(".strip", "4人のうち0人")+" && !"+says(".strip button", "自分のシールを貼る"))
}

func says(where, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%s)].some((e) => e.textContent.includes(%s))`, quoted(where), quoted(text))
}

// keyboardOnly: by Tab to the first card, by arrows from then on.
func (v *voting) keyboardOnly() {
	k := v.keys
	k.until("the cards", `document.querySelector(".ballot__more") !== null`)
	onMore := `document.activeElement.matches(".ballot__more")`
	for presses := 0; !eval[bool](k.person, onMore); presses++ {
		if presses > 40 {
			k.t.Fatal("the seals cannot be reached by Tab")
		}
		k.strike("Tab")
	}
	k.until("which keys there are", `document.querySelector(".ballot__keys").checkVisibility()`)
	k.strike("Enter")
	k.strike("ArrowRight")
	k.until("one left", says(".ballot__left", "あと1枚"))
	k.strike("ArrowDown")
	k.strike("ArrowRight")
	k.until("none left", says(".ballot__left", "全部貼りました"))
	k.strike("ArrowDown")
	k.strike("ArrowRight")
	k.until("why not", says(".ballot__said", "先に一枚はがして"))
	k.until("the words of the card and what is left", `((left, what) => left.top >= 50 && what.top >= left.bottom && what.bottom <= innerHeight)(document.querySelector(".ballot__left").getBoundingClientRect(), document.activeElement.closest(".ballot__card").querySelector(".ballot__what").getBoundingClientRect())`)
	k.strike("ArrowUp")
	k.strike("ArrowLeft")
	k.until("one left again", says(".ballot__left", "あと1枚"))
	k.until("saved", says(".ballot__saved", "保存しました"))
	v.mustLie("沢", map[string]int{chosen[0]: 2})
	k.shot("51-keys")
	k.accessible("the seals")
}

// onThePhone: with the largest letters nothing is wider than the window, and
// the buttons are large enough for a finger.
func (v *voting) onThePhone() {
	p := v.phone
	eval[any](p.person, `document.querySelectorAll(".ballot__more")[3].scrollIntoView({ block: "center" })`)
	p.until("what is left, below the bar", `document.querySelector(".ballot__left").getBoundingClientRect().top >= document.querySelector(".bar").getBoundingClientRect().bottom`)
	p.shot("52-phone")
	p.until("no word of keys", `!document.querySelector(".ballot__keys").checkVisibility()`)
	eval[any](p.person, `document.documentElement.dataset.size = "150"`)
	p.until("nothing wider than the window", `document.documentElement.scrollWidth <= innerWidth`)
	p.until("large targets", `[...document.querySelectorAll(".ballot__more, .ballot__less")].every((b) => b.getBoundingClientRect().height >= 44 && b.getBoundingClientRect().width >= 44)`)
	p.clickOn(`document.querySelectorAll(".ballot__more")[2]`)
	p.until("one laid", says(".ballot__left", "あと2枚"))
	p.shot("52-phone-150")
	p.tap(`document.querySelectorAll(".ballot__more")[4]`)
	p.until("saved", says(".ballot__left", "あと1枚")+" && "+says(".ballot__saved", "保存しました"))
	eval[any](p.person, `delete document.documentElement.dataset.size`)
	v.mustLie("原", map[string]int{chosen[2]: 1, "祭りの太鼓を残したい": 1})
}

// twoWindows: one seat in two windows, both pressing at once, cut off from one
// another. What came last stands, whole, and never is it more than three.
func (v *voting) twoWindows() {
	m := v.mouse
	v.second = m.tab()
	v.second.open(eval[string](m.person, "location.href"))
	v.second.until("the cards", `document.querySelectorAll(".ballot__card").length === 5`)
	more := func(i int) string { return fmt.Sprintf(`document.querySelectorAll(".ballot__more")[%d].click()`, i) }
	m.offline()
	eval[any](m.person, more(0)+";"+more(0)+";"+more(0))
	m.until("all laid here", says(".ballot__left", "全部貼りました"))
	eval[any](v.second, more(1)+";"+more(1))
	v.second.until("two laid there", says(".ballot__left", "あと1枚")+" && "+says(".ballot__saved", "保存しました"))
	m.online()
	for _, p := range []*person{m.person, v.second} {
		p.until("the same in both", says(".ballot__left", "全部貼りました")+" && "+says(".ballot__saved", "保存しました"))
	}
	v.mustLie("森", map[string]int{chosen[0]: 3})
	v.second.until("that it was changed elsewhere", says(".ballot__said", "別の画面で"))
	eval[any](v.second, `document.querySelectorAll(".ballot__less")[0].click()`)
	eval[any](v.second, more(3))
	v.second.until("laid anew", `document.querySelectorAll(".ballot__card")[3].dataset.laid === "1"`)
	v.takesAllOff(v.second)
	m.until("the same here", `document.querySelectorAll(".ballot__card")[3].dataset.laid === "1" && document.querySelectorAll(".ballot__card")[0].dataset.laid === "2"`)
}

// takesAllOff: who takes all seals off again is no longer one who has laid some.
func (v *voting) takesAllOff(p *person) {
	laid := eval[[]int](p, `[...document.querySelectorAll(".ballot__card")].map((c) => Number(c.dataset.laid))`)
	v.lead.until("that three have laid", says(".strip", "4人のうち3人"))
	press := func(name string) string {
		return fmt.Sprintf(`%s.forEach((n, i) => { for (; n > 0; n--) document.querySelectorAll(%q)[i].click(); })`, strings.ReplaceAll(fmt.Sprint(laid), " ", ","), name)
	}
	eval[any](p, press(".ballot__less"))
	v.lead.until("that two have laid", says(".strip", "4人のうち2人"))
	eval[any](p, press(".ballot__more"))
	v.lead.until("that three have laid", says(".strip", "4人のうち3人"))
}

// nobodyKnows: not a frame that came to anybody tells what another has laid.
func (v *voting) nobodyKnows() {
	v.lead.until("that three have laid", says(".strip", "4人のうち3人"))
	if frame := v.lead.came.first(`"marks"`); frame != "" {
		v.t.Errorf("who leads and has no seals yet was told of some: %s", frame)
	}
	for _, other := range []string{"沢", "森"} {
		if frame := v.phone.came.first(`"seat":"` + string(v.seat(other).ID) + `","marks"`); frame != "" {
			v.t.Errorf("somebody was told what %s chose: %s", other, frame)
		}
	}
	v.lead.until("no count anywhere", `document.querySelector(".seal, .votes") === null`)
}

// withdrawnMeanwhile: what is taken off the board gives its seals back.
func (v *voting) withdrawnMeanwhile() {
	f := v.facilitates(v.doc)
	v.steers = &guest{person: f}
	lone := eval[string](f, `[...document.querySelectorAll(".note")].find((n) => n.textContent.includes("太鼓")).dataset.id`)
	f.until("the note in the hand", fmt.Sprintf(`(document.querySelector('.note[data-id="%s"]').focus(), document.activeElement.dataset.id === "%s")`, lone, lone))
	v.steers.strike("Delete")
	p := v.phone
	p.until("that it is gone, and the seal back", says(".ballot__card[data-gone]", "手元にもどりました")+" && "+says(".ballot__left", "あと2枚"))
	p.shot("53-gone")
	p.clickOn(`document.querySelectorAll(".ballot__more")[2]`)
	p.until("saved", says(".ballot__left", "あと1枚")+" && "+says(".ballot__saved", "保存しました"))
	v.mustLie("原", map[string]int{chosen[2]: 2})
}

// goesBack: who leaves an open round for a step before it is told that it stays open, and so is the table, until they come back.
func (v *voting) goesBack() {
	l := v.lead
	l.push("board.phase_move")
	l.press("button", "つなぐ")
	l.until("what becomes of the seals", says("dialog .notice", "締め切らずに残ります"))
	l.press("button", "「つなぐ」にする")
	const stays = "まだ締め切っていません"
	l.until("that the round is open still", says(".strip", stays))
	v.mouse.until("that the round is open still", says(".strip", stays))
	l.steps("選ぶ")
	for _, p := range []*guest{v.keys, v.phone, v.mouse} {
		p.until("the cards again", `document.querySelectorAll(".ballot__card").length === 5`)
	}
	l.until("the seals that lay there", says(".strip", "4人のうち3人")+" && !"+says(".strip", stays))
}
