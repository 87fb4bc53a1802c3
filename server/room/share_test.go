package room_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"yoriai/board"
	"yoriai/server/room"
)

// taker is a browser that takes what it asked for in parts, as sockets do.
type taker struct {
	*browser
	parts [][]byte
}

func (k *taker) Take(parts ...[]byte) {
	k.parts = append(k.parts, parts...)
	whole := ""
	for _, p := range parts {
		whole += string(p)
	}
	k.Send([]byte(whole))
}

func (h *hall) takes(a board.Actor, since board.Seq) *taker {
	h.t.Helper()
	k := &taker{browser: &browser{t: h.t, viewer: a.Viewer(), shadow: board.NewState()}}
	if since > 0 { // holds what it held then
		entries, err := h.log.Read(h.t.Context(), h.doc, 0, int(since))
		if err != nil {
			h.t.Fatal(err)
		}
		for _, e := range entries {
			k.shadow.Replay(e.Change)
		}
		k.epoch, k.seq = "epoch-1", since
	}
	if err := h.room.Join(h.t.Context(), k, a, k.epoch, k.seq); err != nil {
		h.t.Fatal(err)
	}
	return k
}

// Own drafts come beside a snapshot that everybody shares, and nobody gets
// anybody else's.
func TestOwnDraftsComeBesideTheSharedSnapshot(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	folk := make([]board.Actor, 4)
	for i := range folk {
		folk[i] = h.person()
		for n := range 3 {
			h.must(folk[i], note(fmt.Sprintf("%d人目の下書き%d", i, n)))
		}
	}
	var first []byte
	for i, a := range folk {
		k := h.takes(a, 0)
		h.same(k.browser)
		if k.owned != 3 || strings.Count(k.heard(), "人目の下書き") != strings.Count(k.heard(), fmt.Sprintf("%d人目の下書き", i)) {
			t.Errorf("person %d was given %d own records, or others'", i, k.owned)
		}
		if first == nil {
			first = k.parts[0]
		}
		if &k.parts[0][0] != &first[0] {
			t.Error("the shared part was made anew")
		}
	}
	lead := h.takes(h.lead, 0)
	if lead.owned != 0 || &lead.parts[0][0] == &first[0] {
		t.Error("a coordinator is of another class")
	}
	h.phase(board.Gather)
	if k := h.takes(folk[0], 0); k.owned != 0 || &k.parts[0][0] == &first[0] {
		t.Error("what was encoded before the reveal is told after it")
	}
}

// Entries that many have missed are encoded once for those to whom nothing in
// them is special.
func TestMissedEntriesAreShared(t *testing.T) {
	h := openHall(t)
	h.phase(board.Writing)
	hana, taro, jiro := h.person(), h.person(), h.person()
	_, since, _ := h.room.Copy(t.Context())
	h.must(hana, note("花の下書き"))
	hers, his, third := h.takes(hana, since), h.takes(taro, since), h.takes(jiro, since)
	if &his.parts[0][0] != &third.parts[0][0] {
		t.Error("two strangers to the note got two encodings")
	}
	if &hers.parts[0][0] == &his.parts[0][0] || !strings.Contains(hers.heard(), "花の下書き") || strings.Contains(his.heard(), "花の下書き") {
		t.Error("the author and a neighbour were told alike")
	}
	h.must(taro, note("太郎の下書き"))
	late := h.takes(jiro, since)
	if &late.parts[0][0] == &third.parts[0][0] || !strings.Contains(late.heard(), `"seq":4`) {
		t.Error("what was encoded before the last entry is told after it")
	}
}

// Digests of many seats are each that seat's own; browsers check them here.
func TestEverybodysDigest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHall(t)
		h.phase(board.Writing)
		var all []*browser
		for n := range 6 {
			a := h.person()
			all = append(all, h.join(a))
			h.must(a, note(fmt.Sprint("下書き", n)))
		}
		all = append(all, h.join(h.lead), h.join(board.Actor{Seat: id[board.SeatID](), Role: board.Organiser}))
		time.Sleep(31 * time.Second)
		synctest.Wait()
		for _, b := range all {
			if n := strings.Count(b.heard(), `"t":"`+room.SortDigest); n != 1 {
				t.Errorf("%d digests came", n)
			}
		}
	})
}
