package export_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/export"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
	"yoriai/server/export/paper"
	"yoriai/server/export/pdf/pdftest"
	"yoriai/server/intake"
)

func photoID(n int) board.PhotoID {
	return board.PhotoID(fmt.Sprintf("00000000-0000-4000-9000-%012x", n))
}

// pictured is the sample with four photos: two of the first table, one upright,
// one of the whole workshop, one taken away.
func pictured(t testing.TB) *exporttest.Stage {
	t.Helper()
	s := exporttest.Sample(t)
	first := s.Hall.State.Tables()[0].ID
	at := exporttest.Organiser
	for i, op := range []board.AddPhoto{
		{Photo: photoID(4), Table: first, Caption: "付箋を<貼る> & 話す", Width: 80, Height: 60},
		{Photo: photoID(3), Table: first, Width: 60, Height: 80},
		{Photo: photoID(2), Caption: "全体で聞く", Width: 80, Height: 60},
		{Photo: photoID(1), Caption: "消えた一枚", Width: 80, Height: 60},
	} {
		at.At = int64(1000 + i)
		s.Do(s.Hall, at, op)
	}
	s.Do(s.Hall, at, board.RemovePhoto{Photo: photoID(1)})
	s.Do(s.Hall, at, board.PublishPhoto{Photo: photoID(3), Public: true})
	return s
}

// jpegs are the bytes of photos; of the one that is asked for as missing none.
func jpegs(t testing.TB, missing board.PhotoID) export.PhotoBytes {
	return func(id board.PhotoID) []byte {
		if id == missing {
			return nil
		}
		size := image.Pt(80, 60)
		if id == photoID(3) {
			size = image.Pt(60, 80)
		}
		img := image.NewRGBA(image.Rectangle{Max: size})
		for i := range img.Pix {
			img.Pix[i] = id[len(id)-1] * byte(i)
		}
		var file bytes.Buffer
		if err := jpeg.Encode(&file, img, nil); err != nil {
			t.Fatal(err)
		}
		return file.Bytes()
	}
}

func picturedReport(t testing.TB, public bool, missing board.PhotoID) export.Report {
	s := pictured(t)
	opts := s.Options()
	opts.Public, opts.Photos = public, jpegs(t, missing)
	return export.Build(s.Hall.State, s.States(), opts)
}

// A report has the photos of each table and of all, in the order in which they
// were added, each with words for it; the public's has those that are published.
func TestPhotosOfAReport(t *testing.T) {
	r := picturedReport(t, false, "")
	of := r.Sections[0].Photos
	if len(of) != 2 || of[0].ID != photoID(4) || of[0].Caption != "付箋を<貼る> & 話す" || of[1].Caption != r.Sections[0].Table+"の写真(2枚目)" {
		t.Errorf("the first table's: %+v", of)
	}
	if len(r.Sections[1].Photos) != 0 || len(r.Photos) != 1 || r.Photos[0].ID != photoID(2) {
		t.Errorf("the others: %+v, %+v", r.Sections[1].Photos, r.Photos)
	}
	public := picturedReport(t, true, "")
	if len(public.Photos) != 0 || len(public.Sections[0].Photos) != 1 || public.Sections[0].Photos[0].ID != photoID(3) {
		t.Errorf("the public's: %+v", public.Sections[0].Photos)
	}
	voices := r.Voices()
	if len(voices.Photos) != 0 || len(voices.Chapters()) != 0 {
		t.Error("what goes back to citizens shows photos")
	}
}

func TestPhotosInAPage(t *testing.T) {
	r := picturedReport(t, false, photoID(2))
	page := string(written(t, r, export.HTML))
	for _, want := range []string{
		`alt="付箋を&lt;貼る&gt; &amp; 話す" width="80" height="60"`, `<figcaption>付箋を&lt;貼る&gt; &amp; 話す</figcaption>`, `src="data:image/jpeg;base64,/9j/`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Count(page, "<figure>") != 2 || strings.Contains(page, "全体で聞く") {
		t.Error("a photo whose bytes are gone is shown all the same")
	}
	var body bytes.Buffer
	if err := export.Body(&body, r.WithPhotosAt("/w/x/photos/")); err != nil {
		t.Fatal(err)
	}
	if want := `<a href="/w/x/photos/` + string(photoID(4)) + `"><img src="/w/x/photos/` + string(photoID(4)) + `/small"`; !strings.Contains(body.String(), want) || strings.Contains(body.String(), "data:") {
		t.Errorf("the results page does not fetch them: %s", want)
	}
}

// The Word file has each photo as it is, with alternative text and a caption
// that stays below it, in the order that Word's schema wants.
func TestPhotosInWord(t *testing.T) {
	all := docxtest.Parts(t, written(t, picturedReport(t, false, photoID(2)), export.DOCX))
	for name, part := range all {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			docxtest.Check(t, name, part)
		}
	}
	doc := all["word/document.xml"]
	if strings.Count(doc, "<w:drawing>") != 2 || !strings.Contains(doc, `descr="付箋を&lt;貼る&gt; &amp; 話す"`) || strings.Count(doc, `<w:pStyle w:val="Caption"/>`) != 2 {
		t.Error("the photos are not in the file, or without words")
	}
	if all["word/media/image1.jpeg"] != string(jpegs(t, "")(photoID(4))) || all["word/media/image2.jpeg"] != string(jpegs(t, "")(photoID(3))) {
		t.Error("the photos are not those that were kept, or in another order")
	}
}

// On A4 a photo is the JPEG as it was kept, tagged as a figure with words.
func TestPhotosOnA4(t *testing.T) {
	wholetest.Only(t)
	r := picturedReport(t, false, "")
	var out bytes.Buffer
	if err := paper.Write(&out, r); err != nil {
		t.Fatal(err)
	}
	file := out.Bytes()
	for _, id := range []board.PhotoID{photoID(2), photoID(3), photoID(4)} {
		if !bytes.Contains(file, jpegs(t, "")(id)) {
			t.Errorf("photo %s is not in the file", id)
		}
	}
	if bytes.Contains(file, jpegs(t, "")(photoID(1))) {
		t.Error("what was taken away is in the file")
	}
	if n := strings.Count(pdftest.Ask(t, file, "pdfimages", "-list", "FILE"), "jpeg"); n != 3 {
		t.Errorf("a reader finds %d photos", n)
	}
}

// Markdown names them, and whoever reads it in takes them for no notes.
func TestPhotosInMarkdown(t *testing.T) {
	text := string(written(t, picturedReport(t, false, ""), export.MD))
	if !strings.Contains(text, "### 写真で見る\n\n- 付箋を") || !strings.Contains(text, "## 写真で見る\n\n- 全体で聞く") {
		t.Errorf("%s", text)
	}
	im, _, err := intake.ReadOutline(text, exporttest.Counted())
	if err != nil {
		t.Fatal(err)
	}
	for _, tab := range im.Tables {
		for _, n := range tab.Content.Notes {
			if strings.Contains(n.Text, "付箋を") && strings.Contains(n.Text, "話す") || n.Text == "全体で聞く" {
				t.Errorf("a caption became the note %q", n.Text)
			}
		}
	}
}

// TestPhotosBase64: the page holds the whole photo, to the last byte.
func TestPhotosBase64(t *testing.T) {
	page := string(written(t, picturedReport(t, true, ""), export.HTML))
	whole := base64.StdEncoding.EncodeToString(jpegs(t, "")(photoID(3)))
	if !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), whole) {
		t.Error("the photo is cut, or another")
	}
}
