package export

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew; look at the difference before it is committed")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from the golden file; if it should, run the test with -update\n%s", name, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return fmt.Sprintf("line %d\ngot  %.300s\nwant %.300s", i+1, g[i], w[i])
		}
	}
	return "one of them goes on"
}

func written(t testing.TB, r Report, f Format) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := writers[f](&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestGolden holds every format of the sample to what was looked at and found good.
func TestGolden(t *testing.T) {
	s := sampleStage(t)
	r := s.report()
	golden(t, "sample.md", written(t, r, MD))
	golden(t, "sample.csv", written(t, r, CSV))
	golden(t, "sample.html", written(t, r, HTML))
	doc := parts(t, written(t, r, DOCX))["word/document.xml"]
	golden(t, "sample.document.xml", []byte(strings.ReplaceAll(doc, "</w:p>", "</w:p>\n"))) // a line a paragraph, for whoever reads the difference
	var archive bytes.Buffer
	if err := s.archive(s.options()).Write(&archive); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.json", archive.Bytes())
}

// TestSameBytes: equal reports give equal files, so that a file can be compared and cached.
func TestSameBytes(t *testing.T) {
	for _, f := range []Format{DOCX, MD, CSV, HTML} {
		if !bytes.Equal(written(t, sampleStage(t).report(), f), written(t, sampleStage(t).report(), f)) {
			t.Errorf("%s: two reports of one workshop differ", f)
		}
	}
}
