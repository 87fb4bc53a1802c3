package docx_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"yoriai/server/export"
	"yoriai/server/export/docx"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
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
		r := exporttest.Sample(t).Report().WithPictures(func(_ export.Report, s export.Section) ([]export.Drawing, error) {
			return []export.Drawing{{Image: drawnPNG(t, c.w, c.h), Alt: s.Table + "の模造紙の図です。<島>が"}}, nil
		})
		all := docxtest.Parts(t, file(t, r))
		for name, part := range all {
			if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
				docxtest.Check(t, name, part)
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
	r := exporttest.Sample(t).Report().WithPictures(func(export.Report, export.Section) ([]export.Drawing, error) { return nil, broken })
	if err := docx.Write(new(bytes.Buffer), r); !errors.Is(err, broken) {
		t.Errorf("a picture that cannot be drawn: %v", err)
	}
}
