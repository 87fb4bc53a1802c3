package pdf_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"yoriai/server/export/pdf"
	"yoriai/server/export/pdf/pdftest"
	"yoriai/server/export/typeset"
)

var body = typeset.Face{Size: 12}

// strange holds what fonts, shapers and PDF strings trip over. 不 has the byte
// of a line end in UTF-16.
const strange = "不(\\)髙𠮷👍と👩‍👩‍👧‍👦ｶﾞ<&>"

func sample(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	d := pdf.New(&out, pdf.Info{Title: strange, Lang: "ja", Made: time.Date(2026, 11, 22, 9, 30, 0, 0, time.FixedZone("JST", 9*3600))})
	p := d.NewPage(210, 297)
	h := d.Root().Add("H1")
	p.Begin(h)
	p.Text(20, 30, body, pdf.Black, typeset.Clean("見出し"+strange))
	p.Begin(nil)
	p.Rect(20, 35, 50, 2, pdf.Color{1, 0.5, 0})
	p.Line(20, 40, 70, 40, 0.3, pdf.Black)
	toc := d.Root().Add("TOC").Add("TOCI").Add("Link")
	p.Begin(toc)
	p.Text(20, 50, body, pdf.Black, "次のページへ")
	p.End()
	p.Link(20, 45, 40, 7, 1, 30, "次のページ", toc)
	d.Outline("一 "+strange, 0, 0, 25)
	q := d.NewPage(297, 210)
	f := d.Root().Add("Figure")
	f.SetAlt("図")
	q.Begin(f)
	yellow := pdf.Color{1, 0.9, 0.4}
	q.Shape(pdf.Shape{Fill: &yellow, Line: &pdf.Color{}, Width: 0.3, Dashes: []float64{1, 0.5}, Steps: []pdf.Step{
		{Kind: 'M', To: []float64{50, 50}}, {Kind: 'L', To: []float64{90, 50}}, {Kind: 'C', To: []float64{95, 60, 95, 70, 90, 80}}, {Kind: 'Z'},
	}})
	q.Text(55, 60, body, pdf.Black, typeset.Clean("付箋の文مと👍"))
	q.End()
	d.Outline("二", 1, 1, 10)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEqualCallsGiveEqualBytes(t *testing.T) {
	if !bytes.Equal(sample(t), sample(t)) {
		t.Error("two files of the same calls differ")
	}
}

func TestTextIsCopiedAsWritten(t *testing.T) {
	got := pdftest.Ask(t, sample(t), "pdftotext", "-enc", "UTF-8", "FILE", "-")
	got = strings.NewReplacer("\u202b", "", "\u202c", "").Replace(got) // the tool's own, round what is read from the right
	for _, want := range []string{"見出し" + strange, "次のページへ", "付箋の文مと👍"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the text: %q", want, got)
		}
	}
}

func TestFileIsSound(t *testing.T) {
	if got := pdftest.Ask(t, sample(t), "qpdf", "--check", "FILE"); !strings.Contains(got, "No syntax or stream encoding errors") {
		t.Error(got)
	}
}

func TestFileSaysWhatItIs(t *testing.T) {
	got := pdftest.Ask(t, sample(t), "pdfinfo", "FILE")
	for _, want := range []string{"Title:           " + strange, "Tagged:          yes", "Pages:           2", "Producer:        Yoriai"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	if json := pdftest.Ask(t, sample(t), "qpdf", "--json", "FILE"); !strings.Contains(json, `"/Lang": "u:ja"`) || !strings.Contains(json, `"u:一 不(\\`) {
		t.Error("the language or the outline is missing")
	}
}
