package export_test

import (
	"fmt"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
)

// BenchmarkPublic makes the public report of twelve tables with a thousand
// notes each, and the list of what is likely personal in them.
func BenchmarkPublic(b *testing.B) {
	newID := exporttest.Seeded(1)
	var im intake.Import
	for i := range 12 {
		t := intake.Table{TableMembers: intake.TableMembers{Name: fmt.Sprintf("%d班", i+1)}, Content: board.ImportBoard{Phase: board.Gather}}
		keys := board.OrderRun(1000)
		for j, key := range keys {
			t.Content.Notes = append(t.Content.Notes, board.Note{ID: board.NoteID(newID()), Text: fmt.Sprintf("%d枚目。春に担当が替わると、約束も一緒に替わる。%d丁目の公園の話。", j, i), Place: board.Place{Order: key}})
		}
		im.Tables = append(im.Tables, t)
	}
	s := exporttest.SetUp(b, im, newID)
	opts := s.Options()
	opts.Public = true
	states := s.States()
	b.ReportAllocs()
	for b.Loop() {
		export.Build(s.Hall.State, states, opts)
	}
}
