package export_test

import (
	"bytes"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/export/docx"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

var lit = board.Follow{State: board.Planned, Office: "道路課", Answer: "夜に歩いて調べ、\n電球を替える。", When: "来年の春まで"}

// followed is the masking stage with an island and a lone note followed up.
func followed(t *testing.T) (*masking, board.Note) {
	m := maskingStage(t)
	lone := m.Boards[0].State.Outline().Lone[0]
	m.Do(m.Boards[0], exporttest.Organiser, board.FollowUp{Item: board.ItemID(m.island), Follow: lit})
	m.Do(m.Boards[0], exporttest.Organiser, board.FollowUp{Item: board.ItemID(lone.ID), Follow: board.Follow{State: board.Declined, Reason: "090-9876-5432 の持ち主の土地のため"}})
	return m, lone
}

// TestFollowUpIsInEveryReport: what came of it stands behind the islands, and
// goes back to citizens with the voices, without what they shall not read.
func TestFollowUpIsInEveryReport(t *testing.T) {
	m, lone := followed(t)
	r := export.Build(m.Hall.State, m.States(), m.options(true))
	files := map[string]string{
		"Markdown": string(written(t, r, export.MD)), "HTML": string(written(t, r, export.HTML)), "Word": docxtest.Parts(t, written(t, r, export.DOCX))["word/document.xml"],
	}
	var page, sheet bytes.Buffer
	if err := export.WriteFollowupHTML(&page, r); err != nil {
		t.Fatal(err)
	}
	if err := docx.WriteFollowup(&sheet, r); err != nil {
		t.Fatal(err)
	}
	files["the page"], files["the sheet"] = page.String(), docxtest.Parts(t, sheet.Bytes())["word/document.xml"]
	for name, text := range files {
		for _, want := range []string{"その後", "実施する", "道路課", "夜に歩いて調べ、", "来年の春まで", "できない", "（電話番号） の持ち主の土地のため", lone.Text, "（お名前）さんが知っている"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if strings.Contains(text, "090-9876-5432") {
			t.Errorf("%s tells a number", name)
		}
	}
	for _, name := range []string{"the page", "the sheet"} {
		if text := files[name]; !strings.Contains(text, "いただいた声と、その後") || strings.Contains(text, "帳尻") || strings.Contains(text, "草刈りの朝") {
			t.Errorf("%s is no sheet of what came of it", name)
		}
	}
	if got := export.FileName(r, export.FollowupDOCX); !strings.HasSuffix(got, "_その後_公開用.docx") {
		t.Errorf("the sheet is called %s", got)
	}
	docxtest.Check(t, "followup", files["the sheet"])
}

// TestFollowUpOfNothing: nobody has written anything yet, and the sheet says so.
func TestFollowUpOfNothing(t *testing.T) {
	var page bytes.Buffer
	if err := export.WriteFollowupHTML(&page, exporttest.Sample(t).Report()); err != nil || !strings.Contains(page.String(), "まだありません") {
		t.Errorf("%v\n%s", err, page.String())
	}
}

// TestArchiveKeepsFollowUpAndMasks: both are taken in elsewhere as they were.
func TestArchiveKeepsFollowUpAndMasks(t *testing.T) {
	m, _ := followed(t)
	m.decide(board.KeepThem, m.with("090-1234-5678")...)
	m.decide(board.MaskThem, export.Masks(m.Hall.State, m.States(), m.options(false), "小道")...)
	before := m.public()
	a, err := archive.Read(bytes.NewReader(exporttest.WriteArchive(t, m.Archive(m.options(false)))))
	if err == nil {
		a, err = a.Renumbered(m.NewID)
	}
	if err != nil {
		t.Fatal(err)
	}
	again := exporttest.SetUp(t, a.Import(), m.NewID)
	for _, op := range a.Import().Masks {
		again.Do(again.Hall, exporttest.Organiser, op)
	}
	second := masking{Stage: again}
	if after := second.public(); after != before {
		t.Errorf("taken in again the public reads\n%s\nnot\n%s", after, before)
	}
}
