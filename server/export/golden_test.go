package export_test

import (
	"bytes"
	"strings"
	"testing"

	"yoriai/server/export"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

func written(t testing.TB, r export.Report, f export.Format) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := writers[f](&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestGolden holds every format of the sample to what was looked at and found good.
func TestGolden(t *testing.T) {
	s := exporttest.Sample(t)
	r := s.Report()
	exporttest.Golden(t, "sample.md", written(t, r, export.MD))
	exporttest.Golden(t, "sample.csv", written(t, r, export.CSV))
	exporttest.Golden(t, "sample.html", written(t, r, export.HTML))
	doc := docxtest.Parts(t, written(t, r, export.DOCX))["word/document.xml"]
	exporttest.Golden(t, "sample.document.xml", []byte(strings.ReplaceAll(doc, "</w:p>", "</w:p>\n"))) // a line a paragraph, for whoever reads the difference
}

// TestSameBytes: equal reports give equal files, so that a file can be compared and cached.
func TestSameBytes(t *testing.T) {
	for _, f := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML} {
		if !bytes.Equal(written(t, exporttest.Sample(t).Report(), f), written(t, exporttest.Sample(t).Report(), f)) {
			t.Errorf("%s: two reports of one workshop differ", f)
		}
	}
}
