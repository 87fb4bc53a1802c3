package export_test

import (
	"bytes"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

// TestHiddenTextIsInNoFile: what was put away is in none of the files, for the
// organiser neither, nor in the history an archive brings along; the ledger
// counts it in each; and the archive can be taken in again.
func TestHiddenTextIsInNoFile(t *testing.T) {
	s := exporttest.Sample(t)
	d := s.Boards[0]
	steers := exporttest.Organiser
	steers.At = exporttest.Made.UnixMilli()
	note := d.State.Outline().Lone[0]
	island := d.State.Outline().Items[0].Item.(board.Group)
	word := board.StatementID(s.NewID())
	s.Do(d, exporttest.Organiser, board.AddStatement{Statement: word, Text: "だれかを傷つけるひとこと", To: board.Target{At: &board.Point{X: 1, Y: 1}}})
	s.Do(d, steers, board.HideTexts{Items: []board.ItemID{board.ItemID(note.ID), board.ItemID(island.ID), board.ItemID(word)}, Reason: "名前がわかってしまう"})
	gone := []string{note.Text, island.Title, "だれかを傷つけるひとこと", "名前がわかってしまう"}

	r := s.Report()
	if r.Total.Hidden != 1 {
		t.Errorf("the ledger counts %+v", r.Total)
	}
	for _, f := range []export.Format{export.MD, export.CSV, export.HTML} {
		saysNothing(t, string(f), written(t, r, f), gone)
	}
	saysNothing(t, "docx", []byte(docxtest.Parts(t, written(t, r, export.DOCX))["word/document.xml"]), gone)

	var file bytes.Buffer
	if err := s.Archive(s.Options()).Write(&file); err != nil {
		t.Fatal(err)
	}
	saysNothing(t, "archive", file.Bytes(), gone)
	back, err := archive.Read(&file)
	if err == nil {
		back, err = back.Renumbered(s.NewID)
	}
	if err != nil {
		t.Fatalf("the archive cannot be read again: %v", err)
	}
	again := exporttest.SetUp(t, back.Import(), s.NewID).Report()
	if again.Total.Written != r.Total.Written-1 || again.Total.Hidden != 0 {
		t.Errorf("taken in again it counts %+v, before %+v", again.Total, r.Total)
	}
}

func saysNothing(t *testing.T, where string, file []byte, gone []string) {
	t.Helper()
	for _, text := range gone {
		if strings.Contains(string(file), text) {
			t.Errorf("%s says %q", where, text)
		}
	}
}
