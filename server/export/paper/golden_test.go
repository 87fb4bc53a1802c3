package paper

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/demo"
	"yoriai/server/export"
	"yoriai/server/export/pdf/pdftest"
)

var update = flag.Bool("update", false, "write the golden file anew; look at the difference before it is committed")

var organiser = board.Actor{Seat: "00000000-0000-4000-8000-0000000000aa", Role: board.Organiser}

// sample is the report of the product's own sample, set up through the ops.
func sample(t *testing.T) export.Report {
	t.Helper()
	n := 0
	newID := func() string {
		n++
		return fmt.Sprintf("00000000-0000-4000-8000-%012x", n+0x1000)
	}
	im, err := demo.Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	do := func(s *board.State, op board.Op) {
		t.Helper()
		checked, err := op.Check()
		if err != nil {
			t.Fatalf("%s: %v", op.Type(), err)
		}
		if _, err := s.Do(checked, organiser, nil); err != nil {
			t.Fatalf("%s: %v", op.Type(), err)
		}
	}
	hall, boards, ws := board.NewState(), map[board.BoardID]*board.State{}, board.WorkshopID(newID())
	do(hall, board.OpenWorkshop{Workshop: ws, Code: "ACDEFGHJ", Facts: im.Facts})
	for _, tab := range im.Tables {
		table, id := board.TableID(newID()), board.BoardID(newID())
		do(hall, board.AddTable{Table: table, Board: id, Name: tab.Name, Theme: tab.Theme})
		for _, m := range tab.Members {
			role := board.Participant
			if m.Coordinator {
				role = board.Coordinator
			}
			do(hall, board.AddSeat{Seat: m.Seat, Name: m.Name, Side: m.Side, Table: table, Role: role})
		}
		boards[id] = board.NewState()
		do(boards[id], board.OpenBoard{Board: id, Workshop: ws, Table: table})
		do(boards[id], tab.Content)
		for _, broken := range board.Check(boards[id]) {
			t.Errorf("invariant: %v", broken)
		}
	}
	return export.Build(hall, boards, export.Options{Viewer: organiser.Viewer(), Now: made, Words: words(t)})
}

// TestGolden holds the pages of the sample to what was looked at and found good:
// which text stands on which page, where, and how large.
func TestGolden(t *testing.T) {
	wholetest.Only(t)
	var got strings.Builder
	l := laid(sample(t))
	for i, p := range l.pages {
		fmt.Fprintf(&got, "--- %d\n", i+1)
		for _, m := range p.marks {
			if m.text != "" {
				fmt.Fprintf(&got, "%5.1f %5.1f %4.1f %s\n", m.y, m.x, m.face.Size, m.text)
			}
		}
	}
	path := filepath.Join("testdata", "sample.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("line %d of the pages is\n%s\nand was\n%s\nif it should, run the test with -update", i+1, g[i], w[i])
		}
	}
	if len(g) != len(w) {
		t.Errorf("the pages have %d lines, and had %d", len(g), len(w))
	}
}

// Every note of the sample can be copied, once and in the order of its table.
func TestSampleIsReadBack(t *testing.T) {
	r := sample(t)
	text := squeezed(pdftest.Ask(t, printed(t, r), "pdftotext", "-enc", "UTF-8", "FILE", "-"))
	for _, s := range r.Sections {
		_, rest, found := strings.Cut(text, squeezed(r.MemberLine(s, strings.Clone)))
		if !found {
			t.Fatalf("the members of %s are not named", s.Table)
		}
		for _, line := range r.Lines(s) {
			_, after, found := strings.Cut(rest, squeezed(line.Text))
			if !found {
				t.Fatalf("%q is not there, or not in its place", line.Text)
			}
			rest = after
		}
	}
}
