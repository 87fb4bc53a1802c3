package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// TestPresenting shows the work of a table on a projector, by keys alone: all
// title cards, island by island with a long one on several slides, lone notes,
// proposals with what they answer, what was chosen, and the narrative. Whoever
// writes meanwhile throws nobody back to the first slide.
func TestPresenting(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	s := &presenting{hall: h, doc: h.presentTable()}
	s.lead = s.sitsHeard("辻", projector)
	s.lead.press("link", s.lead.say("board.present"))
	s.lead.until("the overview", `document.querySelectorAll(".present__overview .title").length === 4`)
	s.throughAll()
	s.laptopToo()
	s.staysWhileOthersWrite()
	s.nothingButTheWork()
	s.endsByEscape()
}

type presenting struct {
	*hall
	doc  board.DocID
	lead *guest
}

// presentTable is a table at the end of its evening.
func (h *hall) presentTable() board.DocID {
	h.t.Helper()
	op := &board.ImportBoard{Phase: board.Presents}
	tops := board.OrderRun(5)
	ids := make([]board.ItemID, 4)
	for i, title := range []string{"草刈りは、同じ人ばかりがしている", "道の話を、住民と役所がいっしょに決めたい", "公園を、子どもが安心して遊べる場所にしたい", "草刈りの日を、年のはじめに一枚の紙で決める"} {
		id := board.GroupID(uuid.NewString())
		ids[i] = board.ItemID(id)
		at := &board.Point{X: float64(40 + i%2*760), Y: float64(40 + i/2*460)}
		op.Groups = append(op.Groups, board.Group{ID: id, Title: title, Proposal: i == 3, Place: board.Place{Order: tops[i], At: at}})
		n := []int{26, 5, 3, 2}[i]
		for k, key := range board.OrderRun(n) {
			text := fmt.Sprintf("%s %d-%d", []string{"集まりの日が、働いている人に合わない", "機械を借りられるとよい", "知らせが届くのが遅くて、いつも終わったあとに知る"}[k%3], i+1, k+1)
			op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: text, Side: []board.Side{board.Citizen, board.Staff}[k%2], Place: board.Place{Group: id, Order: key}})
		}
	}
	lone := board.NoteID(uuid.NewString())
	op.Notes = append(op.Notes, board.Note{ID: lone, Text: "祭りの太鼓を残したい", Side: board.Staff, Lone: true, Place: board.Place{Order: tops[4]}})
	op.Links = []board.Link{
		{ID: board.LinkID(uuid.NewString()), From: ids[0], To: ids[2], Meaning: board.Causes},
		{ID: board.LinkID(uuid.NewString()), From: ids[3], To: ids[0], Meaning: board.Answers},
	}
	op.Rounds = []board.Round{{ID: board.RoundID(uuid.NewString()), Order: "a", Seals: 3, Items: append(ids[:4:4], board.ItemID(lone)), Voters: 6,
		Counts: []board.Count{{Item: ids[0], N: 9}, {Item: ids[2], N: 5}, {Item: ids[3], N: 4}}, Hand: []board.Count{{Item: ids[2], N: 2}}}}
	for i, key := range board.OrderRun(3) {
		op.Passages = append(op.Passages, board.Passage{ID: board.PassageID(uuid.NewString()), Item: ids[[]int{0, 2, 3}[i]], Order: key, Text: []string{"わたしたちの町では、", "そのために", "そこで、来年からは"}[i]})
	}
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(h.t.Context(), h.ws, actor, []server.TablePlan{{Name: "3班", Content: op, Members: []server.MemberPlan{
		{Name: "辻", Side: board.Staff, Coordinator: true}, {Name: "沢", Side: board.Citizen},
	}}})
	if err != nil {
		h.t.Fatal(err)
	}
	return h.boardOf("3班")
}

func (s *presenting) where() string {
	return eval[string](s.lead.person, `document.querySelector(".present__where").textContent`)
}

// next goes on by a key and tells what is shown.
func (s *presenting) next(key string) string {
	s.t.Helper()
	before := s.where()
	s.lead.strike(key)
	s.lead.until("another slide", `document.querySelector(".present__where").textContent !== `+quoted(before))
	return eval[string](s.lead.person, `document.querySelector("[data-page]").textContent.replace(/\s+/g, " ")`)
}

func (s *presenting) throughAll() {
	l := s.lead
	l.until("the keys are told", says(".present__keys", "Home"))
	l.shot("60-overview")
	l.accessible("the overview")
	all := ""
	for i := 1; !eval[bool](l.person, `(([n, of]) => n === of)(document.querySelector(".present__where").textContent.split(" / "))`); i++ {
		all += s.next("ArrowRight")
		l.mustFit()
		l.shot(fmt.Sprintf("61-slide-%02d", i))
		if i > 30 {
			l.t.Fatal("the presentation does not end")
		}
	}
	l.until("the keys are told once", `document.querySelector(".present__keys") === null`)
	for _, text := range []string{"合わない 1-1 ", "合わない 1-25", "知らせが届くのが遅くて、いつも終わったあとに知る 2-3", "祭りの太鼓を残したい", "提案と、それが答える課題", "1回目の結果", "(画面 5 + 紙 2)", "〔わたしたちの町では、〕", "まだ提案がない課題"} {
		if !strings.Contains(all+" ", text) {
			l.t.Errorf("the presentation leaves out %q", text)
		}
	}
	l.accessible("the last slide")
}

// mustFit: the whole slide is seen, in letters that the back row can read.
func (g *guest) mustFit() {
	g.t.Helper()
	if !eval[bool](g.person, `((p) => p.scrollHeight <= p.clientHeight + 1 && p.scrollWidth <= p.clientWidth + 1)(document.querySelector("[data-page]"))`) {
		g.t.Errorf("the slide does not fit: %s", eval[string](g.person, `document.querySelector("[data-page]").textContent.slice(0, 60)`))
	}
	least := eval[float64](g.person, `Math.min(innerHeight, ...[...document.querySelectorAll(".note__text, .title__text, .votes__what, .present__story p, .present__issues li")].map((e) => parseFloat(getComputedStyle(e).fontSize)))`)
	if tall := eval[float64](g.person, "innerHeight"); least < tall/45 {
		g.t.Errorf("letters of %.0f px on a screen of %.0f: %s", least, tall, eval[string](g.person, `document.querySelector("[data-page]").textContent.slice(0, 60)`))
	}
}

func (s *presenting) laptopToo() {
	l := s.lead
	l.window(laptop)
	s.next("Home")
	l.shot("62-overview-laptop")
	for i := 1; i <= 4; i++ {
		s.next("ArrowRight")
		l.mustFit()
		l.shot(fmt.Sprintf("62-slide-laptop-%d", i))
	}
	s.next("End")
	l.shot("62-end-laptop")
	l.window(projector)
}

// staysWhileOthersWrite: while the second island is shown, notes come into the
// first and its slides become more; the second stays before the eyes. When it
// is dissolved the slide before it is shown, and not the first.
func (s *presenting) staysWhileOthersWrite() {
	l := s.lead
	s.next("Home")
	for !strings.Contains(s.next("ArrowRight"), "道の話を") {
	}
	before := s.where()
	title := eval[string](l.person, `document.querySelector("[data-page] .title__text").textContent`)
	facilitator, _ := s.links()
	f := s.connects("facilitator", facilitator, s.doc)
	for i := range 12 {
		f.sends(fmt.Sprintf(`addNote("あとから来た長い話の一枚で、まだだれも読んでいないもの、その%d", inGroup(v.members("").find((i) => v.kindOf(i.id) === "group").id))`, i))
	}
	f.saved()
	l.until("more slides", `document.querySelector(".present__where").textContent !== `+quoted(before))
	if now := eval[string](l.person, `document.querySelector("[data-page] .title__text").textContent`); now != title {
		l.t.Errorf("thrown from %q to %q", title, now)
	}
	f.sends(`dissolveGroup(v.members("").filter((i) => v.kindOf(i.id) === "group")[1].id)`)
	l.until("the slide before it", says("[data-page]", "草刈りは、同じ人"))
	if l.t.Failed() || strings.HasPrefix(s.where(), "1 /") {
		l.t.Error("thrown back to the first slide")
	}
}

// nothingButTheWork: in full screen nothing stands there to be pressed.
func (s *presenting) nothingButTheWork() {
	l := s.lead
	l.push("present.start")
	l.until("the full screen", `document.fullscreenElement !== null && document.querySelector(".present__foot .button") === null && document.querySelector(".present__where") !== null`)
	s.next("End")
	l.shot("64-full")
	eval[any](l.person, `document.exitFullscreen()`)
	l.until("the buttons again", `document.querySelector(".present__foot .button") !== null`)
}

func (s *presenting) endsByEscape() {
	s.lead.strike("Escape")
	s.lead.arrives("/s/.*/board")
}

// TestPresentingMuch goes through 300 notes, and through islands eight deep
// with long titles: every slide fits, in letters that can be read.
func TestPresentingMuch(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	h.bigTable(t, "4班", 300)
	h.deepTable()
	for _, name := range []string{"4班の進行", "深の進行"} {
		s := &presenting{hall: h, lead: h.sitsHeard(name, laptop)}
		s.lead.press("link", s.lead.say("board.present"))
		s.lead.until("the overview", `document.querySelector(".present__overview .title") !== null`)
		s.lead.shot("63-" + name + "-00")
		for i := 1; !eval[bool](s.lead.person, `(([n, of]) => n === of)(document.querySelector(".present__where").textContent.split(" / "))`); i++ {
			s.next("ArrowRight")
			s.lead.mustFit()
			if i < 10 {
				s.lead.shot(fmt.Sprintf("63-%s-%02d", name, i))
			}
		}
	}
}

// deepTable is a table with islands in islands, eight deep.
func (h *hall) deepTable() {
	h.t.Helper()
	op := &board.ImportBoard{Phase: board.Presents}
	place := board.Place{Order: "a", At: &board.Point{X: 40, Y: 40}}
	for level := range 8 {
		id := board.GroupID(uuid.NewString())
		title := fmt.Sprintf("%d段目の島。担当が変わると、約束も消えてしまい、はじめから説明しなおさなければならない", level+1)
		op.Groups = append(op.Groups, board.Group{ID: id, Title: title, Place: place})
		keys := board.OrderRun(5)
		for _, key := range keys[:4] {
			op.Notes = append(op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: "前の記録を探すのに一日かかる。だれに聞けばよいのか、分からない。", Place: board.Place{Group: id, Order: key}})
		}
		place = board.Place{Group: id, Order: keys[4]}
	}
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(h.t.Context(), h.ws, actor, []server.TablePlan{{Name: "深", Content: op, Members: []server.MemberPlan{{Name: "深の進行", Side: board.Staff, Coordinator: true}}}})
	if err != nil {
		h.t.Fatal(err)
	}
}
