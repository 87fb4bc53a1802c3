package export_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

// TestChapters: tags, remarks and the survey are told in every format; the
// Markdown reads back as the same islands and as no more tables.
func TestChapters(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.EndEvening()
	r := f.Report()
	_, word := docxtest.Text(t, docxtest.Parts(t, written(t, r, export.DOCX))["word/document.xml"])
	texts := map[export.Format]string{
		export.MD: string(written(t, r, export.MD)), export.CSV: string(written(t, r, export.CSV)), export.DOCX: strings.Join(word, "\n"), export.HTML: string(written(t, r, export.HTML)),
	}
	for format, text := range texts {
		for _, want := range []string{"5 とてもよかった", "次に話したいこと", "また来ます", "よい会でした。", "道のことが、いちばんでした。", "発表のことば", "1班『道が暗い』(2枚)", "横串", "ふりかえり"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %s\n%s", format, want, text)
			}
		}
		if strings.Contains(text, "話しすぎる") {
			t.Errorf("%s tells what was put away", format)
		}
		if strings.Index(text, "星が見えた") < strings.Index(text, "また来ます") {
			t.Errorf("%s tells the texts in another order than that of their letters", format)
		}
	}
	exporttest.Golden(t, "closing.md", written(t, r, export.MD))
	exporttest.Golden(t, "closing.csv", written(t, r, export.CSV))
	exporttest.Golden(t, "closing.html", written(t, r, export.HTML))
	read := exporttest.Again(t, texts[export.MD])
	if len(read.Sections) != 1 || !reflect.DeepEqual(exporttest.PlainSection(read.Sections[0]).Items, exporttest.PlainSection(r.Sections[0]).Items) {
		t.Errorf("the Markdown reads as other islands, or as more tables\n%s", texts[export.MD])
	}
	one := export.Build(f.Hall.State, f.States(), export.Options{Table: f.Hall.State.Tables()[0].ID, Viewer: f.Lead.Viewer(), Now: exporttest.Made, Words: exporttest.Words(t)})
	if one.Survey != nil || one.Remark.Text != "" || one.Sections[0].Remark.Text == "" {
		t.Error("the record of one table tells of all, or not of itself")
	}
}

// Nested islands of one tag count each note once; what others may not see yet
// is not told.
func TestTagsCountEachNoteOnce(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.EndEvening()
	outer := board.GroupID(f.NewID())
	f.Do(f.Board, exporttest.Organiser, board.AddGroup{Group: outer, Title: "暮らし", Items: []board.ItemID{board.ItemID(f.Road), board.ItemID(f.Parks)}, To: board.Target{At: &board.Point{}}})
	f.Do(f.Board, exporttest.Organiser, board.TagItem{Item: board.ItemID(outer), Tag: f.Hall.State.Tags()[0].ID, On: true})
	cell := f.Report().Tags[0].Cells[0]
	if cell.Notes != 3 || len(cell.Items) != 3 || cell.Items[0] != (export.Tagged{"暮らし", 3}) {
		t.Errorf("the tag's cell is %+v", cell)
	}
}

// TestArchiveKeepsAnswersSecret: no archive holds what a seat answered, or that
// it did; and what came of the survey, remarks and tags can be taken in again.
func TestArchiveKeepsAnswersSecret(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.EndEvening()
	packedUp := f.Archive(f.Options())
	if packedUp.Workshop.Partial {
		t.Error("the history does not lead to the records any more")
	}
	for _, e := range packedUp.Workshop.Entries {
		if e.Op.Type() == "survey.answer" && (e.Author != "" || e.As != "") {
			t.Error("the history says who answered")
		}
	}
	data := exporttest.WriteArchive(t, packedUp)
	if bytes.Contains(data, []byte(`"replies"`)) || bytes.Contains(data, []byte("話しすぎる")) || !bytes.Contains(data, []byte("また来ます")) {
		t.Error("the archive holds an answer, or not what came of them")
	}
	a, err := archive.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := a.Renumbered(exporttest.Seeded(7))
	if err != nil {
		t.Fatal(err)
	}
	im := fresh.Import()
	if im.Survey == nil || im.Survey.Answered != 3 || len(im.Survey.Results) != 3 || im.Remark.Speaker != "まち協議会 会長" || im.Tables[0].Remark.Text == "" || len(im.Tags) != 3 {
		t.Errorf("taken in again it is %+v, %+v, %+v", im.Survey, im.Remark, im.Tags)
	}
	if tags := im.Tables[0].Content.Groups; len(tags) == 0 || !carries(tags, im.Tags[0].ID) {
		t.Error("the islands' tags are not those of the workshop any more")
	}
	told := packedUp
	told.Workshop.Records = f.Hall.State.Records() // with the answers, yet without the code
	for i, r := range told.Workshop.Records {
		if w, ok := r.(board.Workshop); ok {
			w.Code = ""
			told.Workshop.Records[i] = w
		}
	}
	if _, err := archive.Read(bytes.NewReader(exporttest.WriteArchive(t, told))); err == nil {
		t.Error("an archive with answers is taken in")
	}
}

func carries(groups []board.Group, tag board.TagID) bool {
	for _, g := range groups {
		for _, id := range g.Tags {
			if id == tag {
				return true
			}
		}
	}
	return false
}
