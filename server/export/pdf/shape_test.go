package pdf_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"yoriai/server/export/pdf"
)

// drawn is what stands on the pages of a file, in PDF's own terms.
func drawn(t *testing.T, file []byte) string {
	t.Helper()
	all := ""
	for _, part := range bytes.Split(file, []byte("stream\n"))[1:] {
		z, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue
		}
		if data, err := io.ReadAll(z); err == nil && bytes.Contains(data, []byte(" m\n")) {
			all += string(data)
		}
	}
	return all
}

// TestShapes: filled, drawn round, dashed; and a dashed line leaves the next one whole.
func TestShapes(t *testing.T) {
	var out bytes.Buffer
	doc := pdf.New(&out, pdf.Info{Lang: "ja"})
	page := doc.NewPage(100, 50)
	red, corner := pdf.Color{1, 0, 0}, []pdf.Step{{Kind: 'M', To: []float64{10, 10}}, {Kind: 'L', To: []float64{20, 10}}, {Kind: 'C', To: []float64{22, 10, 24, 12, 24, 14}}, {Kind: 'Z'}}
	page.Begin(nil)
	page.Shape(pdf.Shape{Steps: corner, Fill: &red})
	page.Shape(pdf.Shape{Steps: corner, Line: &red, Width: 2, Dashes: []float64{3, 1}, Round: true})
	page.Shape(pdf.Shape{Steps: corner, Fill: &pdf.Black, Line: &red, Width: 1})
	page.Shape(pdf.Shape{Steps: corner}) // nothing is to be seen of it
	page.End()
	if err := doc.Close(); err != nil {
		t.Fatal(err)
	}
	got := strings.Fields(drawn(t, out.Bytes()))
	count := func(op string) (n int) {
		for _, word := range got {
			if word == op {
				n++
			}
		}
		return n
	}
	for op, want := range map[string]int{"m": 3, "l": 3, "c": 3, "h": 3, "f": 1, "S": 1, "B": 1, "q": count("Q"), "d": 1, "J": 1} {
		if count(op) != want {
			t.Errorf("%d × %s, want %d, in %v", count(op), op, want, got)
		}
	}
	if i, j := strings.Index(strings.Join(got, " "), "0 d"), strings.LastIndex(strings.Join(got, " "), " Q"); i < 0 || j < i {
		t.Errorf("the dashes stay: %v", got)
	}
	if !strings.Contains(strings.Join(got, " "), "10 40 m 20 40 l 22 40 24 38 24 36 c h") {
		t.Errorf("it does not lie where it shall: %v", got)
	}
}
