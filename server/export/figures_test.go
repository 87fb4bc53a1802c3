package export

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yoriai/board"
)

// evening is a workshop with a purpose, an agreement on how to talk, an agenda
// that was walked through, and notes written at known times.
func evening(t *testing.T) (*stage, Options) {
	t.Helper()
	newID := counted()
	im, err := Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	im.Facts.Purpose = "手入れを続けるしくみを、\n一緒に考えます。"
	im.Facts.Rules = "人の話をさえぎらない\n=一人で長く話さない"
	s := staged(t, im, newID)
	write, talk := board.AgendaStepID(newID()), board.AgendaStepID(newID())
	s.do(s.hall, organiser, board.AddAgendaStep{Step: write, Name: "書く", Minutes: 15, Phase: board.Writing})
	s.do(s.hall, organiser, board.AddAgendaStep{Step: talk, Name: "まとめる", Minutes: 40, Phase: board.Gather})
	opts := s.options()
	tables := s.hall.state.Tables()
	start := time.Date(2026, 11, 21, 18, 42, 0, 0, time.UTC)
	at := func(minutes int) int64 { return start.Add(time.Duration(minutes) * time.Minute).UnixMilli() }
	opts.Times.Steps = []Taken{{write, tables[0].ID, at(0)}, {write, tables[1].ID, at(2)}, {talk, tables[0].ID, at(20)}, {talk, tables[1].ID, at(23)}}
	b, _ := s.boards[0].state.Board()
	opts.Times.Notes = map[board.BoardID][]int64{b.ID: {at(1), at(3), at(4), at(12), at(60 * 24)}}
	return s, opts
}

// TestOpening: purpose, agreement and agenda stand in every format, with what
// was planned and what was done, and Markdown reads back as the same tables.
func TestOpening(t *testing.T) {
	s, opts := evening(t)
	r := Build(s.hall.state, s.states(), opts)
	grid := r.agendaChapter().Grid
	want := [][]string{{"段階", "予定", "実際"}, {"書く", "15分", "18:42〜19:05(23分)"}, {"まとめる", "40分", "19:02から"}}
	if fmt.Sprint(grid) != fmt.Sprint(want) {
		t.Errorf("the agenda is %q", grid)
	}
	for _, f := range []Format{MD, CSV, HTML, DOCX} {
		file := string(written(t, r, f))
		if f == DOCX {
			file = parts(t, []byte(file))["word/document.xml"]
			checkXML(t, "document", file)
		}
		for _, text := range []string{"手入れを続けるしくみを、", "人の話をさえぎらない", "話し合いの約束", "進行表", "18:42〜19:05(23分)", "18:40から"} {
			if !strings.Contains(file, text) {
				t.Errorf("%s does not say %s", f, text)
			}
		}
		if r.For == "" || f == HTML && strings.Index(file, "手入れを続ける") > strings.Index(file, `id="table-1"`) {
			t.Errorf("%s tells the purpose behind the tables", f)
		}
	}
	read := again(t, string(written(t, r, MD)))
	if len(read.Sections) != 2 || read.Total.Written != r.Total.Written-r.Total.Withdrawn {
		t.Errorf("the Markdown reads as %d tables with %d notes", len(read.Sections), read.Total.Written)
	}
	golden(t, "opening.html", written(t, r, HTML))
	opts.Times = Times{}
	if r = Build(s.hall.state, s.states(), opts); len(r.agendaChapter().Grid[0]) != 2 {
		t.Error("an agenda that nobody walked through has a column for what was done")
	}
}

// TestEvening: the bars are as wide as is sensible, on the day on which most was
// written, and every note is in one of them or counted beside them.
func TestEvening(t *testing.T) {
	s, opts := evening(t)
	e := Build(s.hall.state, s.states(), opts).Evening
	if e == nil || e.Stretch != 5*time.Minute || fmt.Sprint(e.Notes) != "[1 2 1]" || e.Other != 1 || e.From[0].Format("15:04") != "18:40" {
		t.Errorf("the evening is %+v", e)
	}
	rapid.Check(t, func(rt *rapid.T) {
		times := rapid.SliceOfN(rapid.Int64Range(0, 3*86_400_000), 1, 200).Draw(rt, "times")
		e := eveningOf(times, time.FixedZone("JST", 9*3600))
		if e == nil {
			return
		}
		n := e.Other
		for _, bar := range e.Notes {
			n += bar
		}
		if n != len(times) || len(e.Notes) > barsMost || len(e.Notes) < 2 || e.Notes[0] == 0 || e.Notes[len(e.Notes)-1] == 0 {
			rt.Fatalf("%d notes are shown as %+v", len(times), e)
		}
		if slices.IndexFunc(stretches, func(d time.Duration) bool { return d == e.Stretch }) < 0 {
			rt.Fatalf("a bar is %v wide", e.Stretch)
		}
	})
}

// TestTimes: what was taken in from a file is no note of the evening; what an
// undo brings back is not written twice.
func TestTimes(t *testing.T) {
	s := sampleStage(t)
	d := s.boards[0]
	note := board.NoteID(s.newID())
	s.do(d, organiser, board.AddNote{Note: note, Text: "あとから書いた"})
	s.do(d, organiser, board.WithdrawNote{Note: note})
	b, _ := d.state.Board()
	var times Times
	for _, e := range d.entries {
		times.ReadBoard(b.ID, e)
	}
	if len(times.Notes[b.ID]) != 1 {
		t.Errorf("%d notes were written", len(times.Notes[b.ID]))
	}
}

// TestFiguresAgreeWithLedger, on any workshop: the bars of the tables add up to
// the notes that can be read, and their shares to them.
func TestFiguresAgreeWithLedger(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		newID := seeded(rapid.Uint64().Draw(rt, "ids"))
		r := staged(t, drawImport(rt, newID), newID).report()
		n := 0
		for _, l := range r.tableBars().Lines {
			n += l.N
			if sum(l.Shares) != l.N || l.N > l.Most {
				rt.Fatalf("a bar is %+v", l)
			}
		}
		if c := r.Total; n != c.Grouped+c.Lone+c.Loose-c.Veiled {
			rt.Fatalf("the bars count %d notes, the ledger %+v", n, c)
		}
	})
}
