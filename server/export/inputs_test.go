package export_test

import (
	"slices"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// The rows of the catalogue of bad inputs that speak of texts in files (family
// C); TestInputRowsHaveTheirTests names the others.

// TestCellsStayAsTyped is rows C-22 and C-23: what looks like a number, a date
// or a truth stands in its cell as it was typed, and a long text stands there
// whole. A CSV cannot say that a cell is text: what a spreadsheet makes of it
// when it opens the file is its own; the archive and the Word file have the words.
func TestCellsStayAsTyped(t *testing.T) {
	typed := []string{"00123", "1-2", "3/4", "1E5", "TRUE", "1234567890123456", strings.TrimSpace(strings.Repeat("行\n", 100)), strings.Repeat("長", 2000)}
	s := exporttest.Sample(t)
	r := s.Report()
	for _, text := range typed {
		r.Sections[0].Loose = append(r.Sections[0].Loose, export.Item{Kind: export.Note, Text: text, Side: board.Citizen})
	}
	rows := csvRows(t, r)
	at := slices.Index(rows[0], r.Say("export.csv.text"))
	for _, text := range typed {
		if !slices.ContainsFunc(rows, func(row []string) bool { return row[at] == text }) {
			t.Errorf("no cell holds %.40q as it was typed", text)
		}
	}
	if most := board.Bounds.NoteChars; most > 32_767 {
		t.Errorf("a note of %d characters does not fit a cell", most)
	}
}
