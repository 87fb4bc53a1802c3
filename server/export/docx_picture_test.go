package export

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"
)

func drawnPNG(t testing.TB, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestDOCXPictures: the sheet of each table is in the file, with words for who
// cannot see it, as wide as the text and never higher than the page.
func TestDOCXPictures(t *testing.T) {
	for _, c := range []struct{ w, h int }{{160, 100}, {100, 400}} {
		r := sampleStage(t).report().WithPictures(func(_ Report, s Section) ([]Drawing, error) {
			return []Drawing{{drawnPNG(t, c.w, c.h), s.Table + "の模造紙の図です。<島>が"}}, nil
		})
		all := parts(t, written(t, r, DOCX))
		for name, part := range all {
			if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
				checkXML(t, name, part)
			}
		}
		doc := all["word/document.xml"]
		if strings.Count(doc, "<w:drawing>") != 2 || !strings.Contains(doc, `descr="1班の模造紙の図です。&lt;島&gt;が`) {
			t.Error("the sheets are not in the file, or without words")
		}
		for _, id := range []string{`Id="rId101"`, `Id="rId102"`, "media/image2.png"} {
			if !strings.Contains(all["word/_rels/document.xml.rels"], id) {
				t.Errorf("no relationship %s", id)
			}
		}
		if all["word/media/image1.png"] != string(drawnPNG(t, c.w, c.h)) {
			t.Error("the picture is not the one that was drawn")
		}
		if tall := c.h > c.w; tall == strings.Contains(doc, `<wp:extent cx="5760720"`) {
			t.Errorf("a picture of %d × %d is as wide as the text: %v", c.w, c.h, !tall)
		}
	}
}

func TestDOCXPictureFails(t *testing.T) {
	broken := errors.New("no ink")
	r := sampleStage(t).report().WithPictures(func(Report, Section) ([]Drawing, error) { return nil, broken })
	if err := WriteDOCX(new(bytes.Buffer), r); !errors.Is(err, broken) {
		t.Errorf("a picture that cannot be drawn: %v", err)
	}
}
