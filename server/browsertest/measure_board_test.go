package browsertest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// words are what the notes of a measured board are made of.
var words = []string{
	"回覧板が", "若い人に", "届かない。", "公園の", "草刈りは", "同じ人ばかり。", "予算の", "説明が", "遅い。", "子どもの", "通学路に",
	"街灯を", "増やしたい。", "担当が変わると、", "約束も", "消える。", "お祭りの", "手伝いは", "楽しい。", "空き家の", "木が", "道に", "出ている。",
}

// bigBoard is a board of so many notes as tables leave behind: most lie in
// islands, half of those in islands within; a tenth is not sorted yet, some
// lie loose on the sheet, some are lone. The same for every run.
func bigBoard(notes int) *board.ImportBoard {
	b := &builder{random: rand.New(rand.NewPCG(1, uint64(notes))), left: notes, op: &board.ImportBoard{Phase: board.Gather}}
	islands := max(1, notes/31)
	keys := board.OrderRun(islands + notes)
	top := func() string { key := keys[0]; keys = keys[1:]; return key }
	for i := range islands {
		at := &board.Point{X: float64(i*389%1500 + 20), Y: float64(i*617%900 + 20)}
		b.island(board.Place{Order: top(), At: at}, 8+b.random.IntN(4), 2)
	}
	for b.left > 0 {
		place := board.Place{Order: top()}
		if b.left%3 > 0 {
			place.At = &board.Point{X: float64(b.random.IntN(1500)), Y: float64(b.random.IntN(900))}
		}
		b.note(place, b.left%10 == 0)
	}
	if n, err := strconv.Atoi(os.Getenv("YORIAI_LINKS")); err == nil {
		b.links(n)
	}
	return b.op
}

// links are so many lines from islands to notes that lie elsewhere.
func (b *builder) links(n int) {
	above, tops := map[board.GroupID]board.GroupID{}, []board.GroupID{}
	for _, g := range b.op.Groups {
		above[g.ID] = g.Group
		if g.Group == "" {
			tops = append(tops, g.ID)
		}
	}
	for i := range n {
		from, to := tops[i*7%len(tops)], b.op.Notes[i*311%len(b.op.Notes)]
		for g := to.Group; g != ""; g = above[g] {
			if g == from {
				from = tops[(i*7+1)%len(tops)]
			}
		}
		b.op.Links = append(b.op.Links, board.Link{ID: board.LinkID(uuid.NewString()), From: board.ItemID(from), To: board.ItemID(to.ID), Meaning: board.Meanings[i%len(board.Meanings)]})
	}
}

type builder struct {
	random *rand.Rand
	left   int
	op     *board.ImportBoard
}

func (b *builder) island(place board.Place, notes, within int) {
	id := board.GroupID(uuid.NewString())
	b.op.Groups = append(b.op.Groups, board.Group{ID: id, Title: b.sentence(4), Place: place})
	keys := board.OrderRun(notes + within)
	for i := range notes {
		b.note(board.Place{Group: id, Order: keys[i]}, false)
	}
	for i := range within {
		b.island(board.Place{Group: id, Order: keys[notes+i]}, 5+b.random.IntN(5), 0)
	}
}

func (b *builder) note(place board.Place, lone bool) {
	if b.left == 0 {
		return
	}
	b.left--
	side := []board.Side{board.Citizen, board.Staff, board.OtherSide}[b.random.IntN(3)]
	text := fmt.Sprintf("%s（%d）", b.sentence(3+b.random.IntN(6)), b.left)
	b.op.Notes = append(b.op.Notes, board.Note{ID: board.NoteID(uuid.NewString()), Text: text, Side: side, Place: place, Lone: lone})
}

func (b *builder) sentence(long int) string {
	text := ""
	for range long {
		text += words[b.random.IntN(len(words))]
	}
	return text
}

// bigTable adds a table with such a board to a hall.
func (h *hall) bigTable(t *testing.T, name string, notes int) board.DocID {
	t.Helper()
	actor := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	_, err := h.srv.AddTables(t.Context(), h.ws, actor, []server.TablePlan{{Name: name, Content: bigBoard(notes), Members: []server.MemberPlan{
		{Name: name + "の進行", Side: board.Staff, Coordinator: true}, {Name: name + "の人", Side: board.Citizen},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return h.boardOf(name)
}
