package room_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/room"
)

// lists are what a browser that comes now is told it can undo and redo, as
// "seq:op:what" with the newest last.
func (h *hall) lists(a board.Actor) (undo, redo string) {
	h.t.Helper()
	b := h.join(a)
	frames := strings.Split(b.heard(), "\n")
	h.room.Leave(b)
	var msg struct{ Undo, Redo []room.Undoable }
	if err := json.Unmarshal([]byte(frames[0]), &msg); err != nil || msg.Undo == nil || msg.Redo == nil {
		h.t.Fatalf("%s: %v", frames[0], err)
	}
	return written(msg.Undo), written(msg.Redo)
}

func written(list []room.Undoable) string {
	var out []string
	for _, u := range list {
		out = append(out, fmt.Sprintf("%d:%s:%s", u.Seq, u.Op, u.What))
	}
	return strings.Join(out, " ")
}

// wants holds the lists against what they should be, before and after a restart.
func (h *hall) wants(a board.Actor, undo, redo string) {
	h.t.Helper()
	for range 2 {
		if u, r := h.lists(a); u != undo || r != redo {
			h.t.Errorf("a %s can undo %q and redo %q, not %q and %q", a.Role, u, r, undo, redo)
		}
		h.restart()
	}
}

func TestUndoneIsBroughtBack(t *testing.T) {
	h := openHall(t)
	h.phase(board.Gather)
	h.must(h.lead, note("一枚目"))
	second := h.must(h.lead, note("二枚目"))
	h.wants(h.lead, "3:note.add:一枚目 4:note.add:二枚目", "")
	taken := h.must(h.lead, board.Undo{Of: second.Seq})
	h.wants(h.lead, "3:note.add:一枚目", "5:note.add:二枚目")
	back := h.must(h.lead, board.Undo{Of: taken.Seq})
	h.wants(h.lead, "3:note.add:一枚目 6:note.add:二枚目", "")
	h.must(h.lead, board.Undo{Of: back.Seq})
	h.wants(h.lead, "3:note.add:一枚目", "7:note.add:二枚目")
	h.must(h.lead, board.Undo{Of: 3})
	h.wants(h.lead, "", "7:note.add:二枚目 8:note.add:一枚目")
	h.must(h.lead, note("三枚目"))
	h.wants(h.lead, "9:note.add:三枚目", "")
}

// What a colleague does meanwhile is no reason to lose one's own way back.
func TestOthersDoNotEmptyMyRedo(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana, taro := h.person(), h.person()
	e := h.must(hana, note("花"))
	h.must(hana, board.Undo{Of: e.Seq})
	h.must(taro, note("太郎"))
	h.wants(hana, "", "4:note.add:花")
	h.must(h.lead, board.SetPhase{Phase: board.Gather})
	h.wants(hana, "", "4:note.add:花")
	h.wants(taro, "5:note.add:太郎", "")
}

// Who steers takes back what somebody did: it leaves that person's list and is
// an action of the one who did it, which can be undone and redone in turn.
func TestWhoSteersUndoesAnybodys(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana := h.person()
	steers := board.Actor{Seat: id[board.SeatID](), Role: board.Facilitator}
	e := h.must(hana, note("花の一枚"))
	h.must(h.lead, board.SetPhase{Phase: board.Gather})
	undone := h.must(steers, board.Undo{Of: e.Seq})
	h.wants(hana, "", "")
	h.wants(steers, "5:undo:花の一枚", "")
	again := h.must(steers, board.Undo{Of: undone.Seq})
	h.wants(steers, "", "6:undo:花の一枚")
	h.must(steers, board.Undo{Of: again.Seq})
	h.wants(steers, "7:undo:花の一枚", "")
}

// Lists are short; an entry that fell out of them is placed by the log.
func TestWhatFellOutOfTheLists(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana := h.person()
	first := h.must(hana, note("いちばん古い"))
	for n := range 60 {
		h.must(hana, note(fmt.Sprint("つぎ", n)))
	}
	if undo, _ := h.lists(hana); strings.Count(undo, "note.add") != 50 || strings.Contains(undo, "古い") {
		t.Fatalf("the list is %q", undo)
	}
	taken := h.must(hana, board.Undo{Of: first.Seq})
	if _, redo := h.lists(hana); redo != fmt.Sprintf("%d:note.add:", taken.Seq) {
		t.Errorf("taken back by history it can be redone as %q", redo)
	}
	h.must(hana, board.Undo{Of: taken.Seq})
	if undo, redo := h.lists(hana); redo != "" || !strings.HasSuffix(undo, ":note.add:") {
		t.Errorf("brought back: undo %q, redo %q", undo, redo)
	}
}

// A restart at any moment must not change what anybody can undo or redo.
func TestListsAreTheSameAfterARestart(t *testing.T) {
	for seed := range uint64(15) {
		h := openHall(t)
		h.phase(board.Gather)
		chance := rand.New(rand.NewPCG(seed, 7))
		folk := []board.Actor{h.lead, {Seat: id[board.SeatID](), Role: board.Facilitator}, {Seat: id[board.SeatID](), Role: board.Organiser}}
		done := 0
		for n := range 60 {
			who := folk[chance.IntN(len(folk))]
			_, last, _ := h.room.Copy(t.Context())
			if chance.IntN(3) == 0 {
				h.must(who, note(fmt.Sprint("文", n)))
			} else if _, err := h.do(who, board.Undo{Of: 3 + board.Seq(chance.IntN(int(last)))}); err == nil {
				done++
			}
		}
		for _, who := range folk {
			undo, redo := h.lists(who)
			h.wants(who, undo, redo)
		}
		if done == 0 {
			t.Errorf("seed %d: nothing was undone", seed)
		}
	}
}

// The button names the island, not the first note that happened to move with it.
func TestIslandsAreNamedByTheirTitles(t *testing.T) {
	h := openHall(t)
	h.phase(board.Gather)
	first := note("いちばん上の付箋")
	h.must(h.lead, first)
	island := id[board.GroupID]()
	h.must(h.lead, board.AddGroup{Group: island, Items: []board.ItemID{board.ItemID(first.Note)}, To: board.Target{At: &board.Point{X: 10, Y: 10}}})
	h.must(h.lead, board.TitleGroup{Group: island, Title: "草刈りのこと"})
	h.must(h.lead, board.DissolveGroup{Group: island})
	h.must(h.lead, board.RestoreGroup{Group: island})
	undo, _ := h.lists(h.lead)
	for _, want := range []string{"5:group.title:草刈りのこと", "6:group.dissolve:草刈りのこと", "7:group.restore:草刈りのこと"} {
		if !strings.Contains(undo, want) {
			t.Errorf("%q is not in %q", want, undo)
		}
	}
}
