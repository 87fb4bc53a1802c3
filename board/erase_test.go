package board_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

// eraser erases everybody, or one person, with ids that can be told apart.
func eraser(of board.Actor, texts bool) *board.Erasing {
	n := 0
	return &board.Erasing{
		Seat: of.Seat, Texts: texts, Name: "参加者", Gone: "(消しました)", Away: "(伏せた文は消しました)",
		Opaque: func() board.SeatID { n++; return board.SeatID(fmt.Sprintf("99999999-0000-4000-8000-%012d", n)) },
	}
}

// erasable holds what must be true of every document when everybody, or one
// person, is erased in it: it is sound, the ledger is as it was, its history
// leads where it led, nothing leads to the person, and erasing twice is erasing once.
func (c *chance) erasable() {
	c.lawful.erasable(evenly(c, "erased", eraser(board.Actor{}, false), eraser(hana, false), eraser(hana, true), eraser(kaede, true)))
}

func (l *lawful) erasable(e *board.Erasing) {
	l.t.Helper()
	var records []board.Record
	for _, r := range l.state.Records() {
		records = append(records, e.Record(r))
	}
	erased := board.StateOf(records)
	for _, broken := range board.Check(erased) {
		l.t.Errorf("erased of %q: %v", e.Seat, broken)
	}
	if erased.Outline().Tally != l.state.Outline().Tally {
		l.t.Errorf("the ledger was %+v and is %+v", l.state.Outline().Tally, erased.Outline().Tally)
	}
	l.leadsNowhere(e, records)
	l.historyErased(e, records)
	begun := board.NewState()
	begun.Replay(board.Beginning(records))
	l.same(begun.Records(), records, "begun anew")
	if again := e.Touched(erased); e.Seat != "" && len(again) > 0 {
		l.t.Errorf("erased once more %s changes", again[0].Kind)
	}
}

func (l *lawful) leadsNowhere(e *board.Erasing, records []board.Record) {
	l.t.Helper()
	for _, r := range records {
		text := encode(l.t, r)
		if e.Seat == "" && strings.Contains(text, `"人 `) {
			l.t.Errorf("a name is left: %s", text)
		}
		for _, a := range everybody {
			told := strings.Contains(text, string(a.Seat))
			if told && (e.Seat == "" || e.Seat == a.Seat) && !slices.Contains([]board.Kind{board.KindSeat, board.KindSign, board.KindAnswer}, r.Kind()) {
				l.t.Errorf("%s leads to a person: %s", r.Kind(), text)
			}
		}
	}
}

func (l *lawful) historyErased(e *board.Erasing, records []board.Record) {
	l.t.Helper()
	replayed := board.NewState()
	for _, entry := range l.log {
		erased, err := e.Entry(entry)
		if err != nil {
			l.t.Fatalf("entry %d: %v", entry.Seq, err)
		}
		replayed.Replay(erased.Change)
		if erased.Author != "" && (e.Seat == "" || e.Seat == entry.Author) {
			l.t.Errorf("entry %d has its author still", entry.Seq)
		}
		l.sameAfterWire(erased)
	}
	l.same(replayed.Records(), records, "the erased history")
}

// One person's words go with them if they ask for that, in the note, in what
// two wrote at once, and in what others' ops tell of them; nobody else's do.
func TestOnePersonsWordsGo(t *testing.T) {
	d := newBoard(t, board.Writing)
	d.must(hana, board.AddNote{Note: noteID(1), Text: "はなの文"})
	d.must(jiro, board.AddNote{Note: noteID(2), Text: "じろうの文"})
	d.must(mori, board.SetPhase{Phase: board.Gather})
	d.must(mori, board.EditNote{Note: noteID(1), Base: "はなの文", Text: "はなの文、続き"})
	for _, texts := range []bool{false, true} {
		e := eraser(hana, texts)
		history := ""
		for _, entry := range d.log {
			erased, err := e.Entry(entry)
			if err != nil {
				t.Fatal(err)
			}
			history += encode(t, erased)
		}
		if strings.Contains(history, "はなの文") == texts || !strings.Contains(history, "じろうの文") {
			t.Errorf("with texts %v: %s", texts, history)
		}
		if strings.Contains(history, string(hana.Seat)) {
			t.Errorf("her seat is in %s", history)
		}
	}
	for _, entry := range d.log[len(d.log)-3 : len(d.log)-1] { // who is not concerned keeps everything
		erased, _ := eraser(hana, true).Entry(entry)
		if encode(t, erased) != encode(t, entry) {
			t.Errorf("jiro's entry became %s", encode(t, erased))
		}
	}
}

// What a writer began from was written over before the op came: its name stands
// in the op alone, and goes. Where the name stays in the record the op stays.
func TestANameGoesOutOfOps(t *testing.T) {
	const key = "22222222-0000-4000-8000-000000000001"
	note := func(text string) board.Note { return board.Note{ID: key, Text: text} }
	entry := board.Entry{
		Op:     board.EditNote{Note: key, Base: "金糸雀さんの店", Text: "角の店"},
		Change: board.Change{{Kind: board.KindNote, ID: key, Before: note("駅の店"), After: note("駅の角の店")}},
	}
	for _, stays := range []bool{false, true} {
		e := eraser(hana, false)
		e.Named = func(text string) string { return strings.ReplaceAll(text, "金糸雀", "〇〇") }
		e.Stands = map[string]bool{"note/" + key: stays}
		erased, err := e.Entry(entry)
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.Contains(encode(t, erased.Op), "金糸雀"); told != stays || erased.Op.Type() != entry.Op.Type() {
			t.Errorf("stays: %v, the op is %s", stays, encode(t, erased.Op))
		}
	}
}

// Words that the public was not to read go from the texts themselves, when
// everybody's parts go: the rest of the sentence stays, and what was let stand.
func TestMaskedWordsGoWithTheRest(t *testing.T) {
	text := "山田さんと鈴木さんに聞く"
	spot := func(from int, keep bool) board.MaskSpot {
		return board.MaskSpot{Place: board.MaskPlace{Of: board.TextMark(text), From: from, N: 2, Sort: board.MaskName}, Keep: keep, By: mori.Seat}
	}
	hall := board.StateOf([]board.Record{board.Masking{Record: board.RecordID(noteID(1)), Spots: []board.MaskSpot{spot(0, false), spot(5, false), spot(10, true)}}})
	e := eraser(board.Actor{}, false)
	e.Mask = "〇〇"
	e.Heed(hall)
	if n := e.Record(board.Note{ID: noteID(1), Text: text}).(board.Note); n.Text != "〇〇さんと〇〇さんに聞く" {
		t.Errorf("the note says %s", n.Text)
	}
	if left := encode(t, e.Record(hall.Maskings()[0])); strings.Contains(left, "spots") {
		t.Errorf("what was masked is still told: %s", left)
	}
}
