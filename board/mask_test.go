package board_test

import (
	"slices"
	"testing"

	"yoriai/board"
)

func maskPlace(from int) board.MaskPlace {
	return board.MaskPlace{Of: board.TextMark("五番の鈴木さん"), From: from, N: 4, Sort: board.MaskName}
}

func maskAt(from int) board.MaskAt {
	return board.MaskAt{Record: board.RecordID(noteID(1)), Board: boardID(1), Place: maskPlace(from)}
}

// TestMasksAreDecidedOneByOne: the last word on a place counts, and asking
// again leaves nothing of it.
func TestMasksAreDecidedOneByOne(t *testing.T) {
	d := seatedHall(t)
	decide := func(who board.Actor, what board.MaskDecision, froms ...int) {
		t.Helper()
		op := board.DecideMasks{Decision: what}
		for _, from := range froms {
			op.Masks = append(op.Masks, maskAt(from))
		}
		d.must(who, op)
	}
	decide(mori, board.MaskThem, 1, 2)
	decide(office, board.KeepThem, 2)
	m, _ := d.state.Masking(board.RecordID(noteID(1)))
	if len(m.Spots) != 2 || m.Spots[0].Keep || !m.Spots[1].Keep || m.Spots[1].By != office.Seat {
		t.Fatalf("decided: %+v", m.Spots)
	}
	decide(mori, board.AskAgain, 1, 2)
	if m, _ := d.state.Masking(board.RecordID(noteID(1))); m.Spots != nil {
		t.Errorf("asked again, and still %+v", m.Spots)
	}
	for i := range board.Bounds.MaskSpots + 5 {
		decide(mori, board.MaskThem, i)
	}
	m, _ = d.state.Masking(board.RecordID(noteID(1)))
	if len(m.Spots) != board.Bounds.MaskSpots || m.Spots[0].Place.From != 5 {
		t.Errorf("%d are kept, from %d on", len(m.Spots), m.Spots[0].Place.From)
	}
}

// TestOnlyThoseWhoSteerSeeMasks: the words somebody named by hand are in no
// snapshot and no entry of anybody else's.
func TestOnlyThoseWhoSteerSeeMasks(t *testing.T) {
	d := seatedHall(t)
	at := maskAt(1)
	at.Place.Sort, at.Place.Words = board.MaskByHand, "たろちゃん"
	e := d.must(mori, board.DecideMasks{Decision: board.MaskThem, Masks: []board.MaskAt{at}})
	for _, who := range []board.Actor{hana, kaede, guest} {
		for _, r := range who.Viewer().Records(d.state) {
			if m, ok := r.(board.Masking); ok && (!m.Veiled || m.Spots != nil) {
				t.Errorf("a %s has %+v", who.Role, m)
			}
		}
		told := who.Viewer().Entry(e, d.state)
		if op, isForeign := told.Op.(board.Foreign); !isForeign || op.Body != nil || told.Author != "" {
			t.Errorf("a %s is told %+v", who.Role, told.Op)
		}
	}
	sees := slices.ContainsFunc(office.Viewer().Records(d.state), func(r board.Record) bool {
		m, ok := r.(board.Masking)
		return ok && m.Spots[0].Place.Words == "たろちゃん"
	})
	if !sees {
		t.Error("the organiser does not see what was decided")
	}
}

func TestMasksAreChecked(t *testing.T) {
	for name, change := range map[string]func(*board.DecideMasks){
		"no decision":           func(op *board.DecideMasks) { op.Decision = "" },
		"nothing":               func(op *board.DecideMasks) { op.Masks = nil },
		"no text":               func(op *board.DecideMasks) { op.Masks[0].Place.Of = "" },
		"a text spelt large":    func(op *board.DecideMasks) { op.Masks[0].Place.Of = "ABCDEF0123456789" },
		"before the text":       func(op *board.DecideMasks) { op.Masks[0].Place.From = -1 },
		"no words":              func(op *board.DecideMasks) { op.Masks[0].Place.N = 0 },
		"words that were found": func(op *board.DecideMasks) { op.Masks[0].Place.Words = "鈴木さん" },
		"by hand, and none":     func(op *board.DecideMasks) { op.Masks[0].Place.Sort = board.MaskByHand },
		"too many":              func(op *board.DecideMasks) { op.Masks = make([]board.MaskAt, board.Bounds.Batch+1) },
	} {
		op := board.DecideMasks{Decision: board.MaskThem, Masks: []board.MaskAt{maskAt(1)}}
		change(&op)
		if _, err := op.Check(); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
