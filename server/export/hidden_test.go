package export

import (
	"bytes"
	"strings"
	"testing"

	"yoriai/board"
)

// TestHiddenTextIsInNoFile: what was put away is in none of the files, for the
// organiser neither, nor in the history an archive brings along; the ledger
// counts it in each; and the archive can be taken in again.
func TestHiddenTextIsInNoFile(t *testing.T) {
	s := sampleStage(t)
	d := s.boards[0]
	steers := organiser
	steers.At = made.UnixMilli()
	note := d.state.Outline().Lone[0]
	island := d.state.Outline().Items[0].Item.(board.Group)
	word := board.StatementID(s.newID())
	s.do(d, organiser, board.AddStatement{Statement: word, Text: "だれかを傷つけるひとこと", To: board.Target{At: &board.Point{X: 1, Y: 1}}})
	s.do(d, steers, board.HideTexts{Items: []board.ItemID{board.ItemID(note.ID), board.ItemID(island.ID), board.ItemID(word)}, Reason: "名前がわかってしまう"})
	gone := []string{note.Text, island.Title, "だれかを傷つけるひとこと", "名前がわかってしまう"}

	r := s.report()
	if r.Total.Hidden != 1 {
		t.Errorf("the ledger counts %+v", r.Total)
	}
	for _, f := range []Format{MD, CSV, HTML} {
		saysNothing(t, string(f), written(t, r, f), gone)
	}
	saysNothing(t, "docx", []byte(parts(t, written(t, r, DOCX))["word/document.xml"]), gone)

	var file bytes.Buffer
	if err := s.archive(s.options()).Write(&file); err != nil {
		t.Fatal(err)
	}
	saysNothing(t, "archive", file.Bytes(), gone)
	back, err := ReadArchive(&file)
	if err == nil {
		back, err = back.Renumbered(s.newID)
	}
	if err != nil {
		t.Fatalf("the archive cannot be read again: %v", err)
	}
	again := staged(t, back.Import(), s.newID).report()
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
