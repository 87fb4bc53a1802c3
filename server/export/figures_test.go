package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/demo"
	"yoriai/server/export"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

// evening is a workshop with a purpose, an agreement on how to talk, an agenda
// that was walked through, and notes written at known times.
func evening(t *testing.T) (*exporttest.Stage, export.Options) {
	t.Helper()
	newID := exporttest.Counted()
	im, err := demo.Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	im.Facts.Purpose = "手入れを続けるしくみを、\n一緒に考えます。"
	im.Facts.Rules = "人の話をさえぎらない\n=一人で長く話さない"
	s := exporttest.SetUp(t, im, newID)
	write, talk := board.AgendaStepID(newID()), board.AgendaStepID(newID())
	s.Do(s.Hall, exporttest.Organiser, board.AddAgendaStep{Step: write, Name: "書く", Minutes: 15, Phase: board.Writing})
	s.Do(s.Hall, exporttest.Organiser, board.AddAgendaStep{Step: talk, Name: "まとめる", Minutes: 40, Phase: board.Gather})
	opts := s.Options()
	tables := s.Hall.State.Tables()
	start := time.Date(2026, 11, 21, 18, 42, 0, 0, time.UTC)
	at := func(minutes int) int64 { return start.Add(time.Duration(minutes) * time.Minute).UnixMilli() }
	opts.Times.Steps = []export.Taken{{write, tables[0].ID, at(0)}, {write, tables[1].ID, at(2)}, {talk, tables[0].ID, at(20)}, {talk, tables[1].ID, at(23)}}
	b, _ := s.Boards[0].State.Board()
	opts.Times.Notes = map[board.BoardID][]int64{b.ID: {at(1), at(3), at(4), at(12), at(60 * 24)}}
	return s, opts
}

// TestOpening: purpose, agreement and agenda stand in every format, with what
// was planned and what was done, and Markdown reads back as the same tables.
func TestOpening(t *testing.T) {
	s, opts := evening(t)
	r := export.Build(s.Hall.State, s.States(), opts)
	grid := chapterOf(t, r, "agenda").Grid
	want := [][]string{{"段階", "予定", "実際"}, {"書く", "15分", "18:42〜19:05(23分)"}, {"まとめる", "40分", "19:02から"}}
	if fmt.Sprint(grid) != fmt.Sprint(want) {
		t.Errorf("the agenda is %q", grid)
	}
	for _, f := range []export.Format{export.MD, export.CSV, export.HTML, export.DOCX} {
		file := string(written(t, r, f))
		if f == export.DOCX {
			file = docxtest.Parts(t, []byte(file))["word/document.xml"]
			docxtest.Check(t, "document", file)
		}
		for _, text := range []string{"手入れを続けるしくみを、", "人の話をさえぎらない", "話し合いの約束", "進行表", "18:42〜19:05(23分)", "18:40から"} {
			if !strings.Contains(file, text) {
				t.Errorf("%s does not say %s", f, text)
			}
		}
		if r.For == "" || f == export.HTML && strings.Index(file, "手入れを続ける") > strings.Index(file, `id="table-1"`) {
			t.Errorf("%s tells the purpose behind the tables", f)
		}
	}
	read := exporttest.Again(t, string(written(t, r, export.MD)))
	if len(read.Sections) != 2 || read.Total.Written != r.Total.Written-r.Total.Withdrawn {
		t.Errorf("the Markdown reads as %d tables with %d notes", len(read.Sections), read.Total.Written)
	}
	exporttest.Golden(t, "opening.html", written(t, r, export.HTML))
	opts.Times = export.Times{}
	if r = export.Build(s.Hall.State, s.States(), opts); len(chapterOf(t, r, "agenda").Grid[0]) != 2 {
		t.Error("an agenda that nobody walked through has a column for what was done")
	}
}

// TestEvening: the bars are as wide as is sensible, on the day on which most was
// written.
func TestEvening(t *testing.T) {
	s, opts := evening(t)
	e := export.Build(s.Hall.State, s.States(), opts).Evening
	if e == nil || e.Stretch != 5*time.Minute || fmt.Sprint(e.Notes) != "[1 2 1]" || e.Other != 1 || e.From[0].Format("15:04") != "18:40" {
		t.Errorf("the evening is %+v", e)
	}
}

// TestTimes: what was taken in from a file is no note of the evening; what an
// undo brings back is not written twice.
func TestTimes(t *testing.T) {
	s := exporttest.Sample(t)
	d := s.Boards[0]
	note := board.NoteID(s.NewID())
	s.Do(d, exporttest.Organiser, board.AddNote{Note: note, Text: "あとから書いた"})
	s.Do(d, exporttest.Organiser, board.WithdrawNote{Note: note})
	b, _ := d.State.Board()
	var times export.Times
	for _, e := range d.Entries {
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
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		r := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID).Report()
		n := 0
		for _, l := range tableBars(rt, r) {
			n += l.N
			if sharesIn(l) != l.N || l.N > l.Most {
				rt.Fatalf("a bar is %+v", l)
			}
		}
		if c := r.Total; n != c.Grouped+c.Lone+c.Loose-c.Veiled {
			rt.Fatalf("the bars count %d notes, the ledger %+v", n, c)
		}
	})
}

func chapterOf(t rapid.TB, r export.Report, id string) export.Chapter {
	t.Helper()
	chapters := r.Chapters()
	at := slices.IndexFunc(chapters, func(c export.Chapter) bool { return c.ID == id })
	if at < 0 {
		t.Fatalf("there is no chapter %q", id)
	}
	return chapters[at]
}

// tableBars are the bars that show how much each table wrote; none where nothing can be read.
func tableBars(t rapid.TB, r export.Report) (bars []export.PartLine) {
	t.Helper()
	for _, c := range r.Chapters() {
		for _, p := range c.Parts {
			if c.ID == "figures" && p.Title == r.Say("export.figure.tables") {
				bars = append(bars, p.Lines...)
			}
		}
	}
	return bars
}

func sharesIn(l export.PartLine) (n int) {
	for _, s := range l.Shares {
		n += s.N
	}
	return n
}
