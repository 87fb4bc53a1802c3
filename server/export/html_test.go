package export_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// pageOf reads a page as a strict parser would: our own pages are written so
// that each element is closed.
func pageOf(t rapid.TB, page string) (elements []string, text string) {
	page = strings.ReplaceAll(page, "<!doctype html>", "")
	page = regexp.MustCompile(`<(meta[^>]*)>`).ReplaceAllString(page, "<$1/>")
	dec := xml.NewDecoder(strings.NewReader(page))
	dec.Entity = xml.HTMLEntity
	var out strings.Builder
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return elements, out.String()
		}
		if err != nil {
			t.Fatalf("the page is not well formed: %v\n%s", err, page)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			for _, a := range tok.Attr {
				name += " " + a.Name.Local
			}
			elements = append(elements, name)
		case xml.CharData:
			out.Write(tok)
		}
	}
}

// TestHTMLHoldsOnlyWhatWeWrote: whatever people wrote, the page has no element
// and no attribute of theirs, asks nobody for anything and runs nothing.
func TestHTMLHoldsOnlyWhatWeWrote(t *testing.T) {
	known := strings.Fields("html head meta title style body main nav ul li a h1 h2 h3 h4 h5 h6 p span section div table thead tbody tr th td footer small b svg rect")
	attributes := strings.Fields("lang charset name content http-equiv class id href scope aria-label aria-labelledby aria-level role data-level viewBox preserveAspectRatio aria-hidden focusable x y width height")
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		im := exporttest.DrawImport(rt, newID)
		im.Tables[0].Name = `<script>alert("1")</script>`[:rapid.IntRange(1, 27).Draw(rt, "cut")]
		page := string(written(t, exporttest.SetUp(t, im, newID).Report(), export.HTML))
		elements, _ := pageOf(rt, strings.ReplaceAll(page, "\ufffe", ""))
		for _, e := range elements {
			words := strings.Fields(e)
			if !slices.Contains(known, words[0]) {
				rt.Fatalf("the page has an element %s", e)
			}
			for _, a := range words[1:] {
				if !slices.Contains(attributes, a) {
					rt.Fatalf("the page has an attribute %s", e)
				}
			}
		}
		for _, link := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if !regexp.MustCompile("^#(table-|about|agenda|figures|tags|remarks|survey)").MatchString(link[1]) {
				rt.Fatalf("the page leads to %s", link[1])
			}
		}
	})
}

// TestHTMLForReaders: what a screen reader needs to find its way.
func TestHTMLForReaders(t *testing.T) {
	page := string(written(t, exporttest.Sample(t).Report(), export.HTML))
	for _, want := range []string{
		`<html lang="ja">`, "<title>みどり台 公園と道の寄り合い</title>", `<th scope="col">島に入った</th>`, `<th scope="row">1班</th>`,
		"<h3 class=\"doc__title\">役所に頼むと、話が初めからになる</h3>", "<h5 class=\"doc__title\">泥は、上げたあとが重い</h5>", "@page { size: A4;", "<main",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if n := strings.Count(page, "<h1"); n != 1 {
		t.Errorf("the page has %d first headings", n)
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "url(") || strings.Contains(page, "@import") || strings.Contains(page, "http:") {
		t.Error("the page asks for something")
	}
}

// TestBody: what the results page takes holds no style, no script and no page
// of its own, because that page's policy forbids the first two.
func TestBody(t *testing.T) {
	var out strings.Builder
	if err := export.Body(&out, exporttest.Sample(t).Report()); err != nil {
		t.Fatal(err)
	}
	for _, not := range []string{"<style", "style=", "<script", "<html", "<body", "<main"} {
		if strings.Contains(out.String(), not) {
			t.Errorf("the body holds %s", not)
		}
	}
	if !strings.HasPrefix(out.String(), "<h1>公園と道の手入れを、市民と職員でどう続けるか</h1>") {
		t.Error("the body does not begin with its theme")
	}
	if page := string(written(t, exporttest.Sample(t).Report(), export.HTML)); !strings.Contains(page, out.String()) {
		t.Error("the page to take home holds another body")
	}
}

// inBoxes finds the marks, which the page draws in boxes instead of brackets.
var inBoxes = regexp.MustCompile(` \[(提案|わたしも \d+)\]`)

// isBar: a page draws bars as pictures.
func isBar(s string) bool { return strings.Trim(s, "■") == "" }

// TestHTMLSaysWhatMarkdownSays: eight levels deep, with the words that tell
// where an island goes on, in the same order.
func TestHTMLSaysWhatMarkdownSays(t *testing.T) {
	space := regexp.MustCompile(`\s+`)
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		r := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID).Report()
		var body strings.Builder
		if err := export.Body(&body, r); err != nil {
			rt.Fatal(err)
		}
		_, text := pageOf(rt, "<main>"+strings.ReplaceAll(body.String(), "\ufffe", "")+"</main>")
		text = space.ReplaceAllString(text, "")
		for _, want := range slices.DeleteFunc(exporttest.Spoken(r), isBar)[1:] {
			want = inBoxes.ReplaceAllString(want, " $1")
			if deep := strings.TrimLeft(want, "#"); len(deep) < len(want) {
				want = strings.TrimPrefix(deep, " ")
			}
			want = space.ReplaceAllString(strings.ReplaceAll(want, "\ufffe", ""), "")
			at := strings.Index(text, want)
			if at < 0 {
				rt.Fatalf("the page does not say %q after what comes before it", want)
			}
			text = text[at+len(want):]
		}
	})
}

// TestHTMLShowsSheets: the sheets stand in the file, each with words for who does
// not see it, and ask nobody for anything.
func TestHTMLShowsSheets(t *testing.T) {
	drawn := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><title id="table-1">"+/</title></svg>`)
	r := exporttest.Sample(t).Report().WithPictures(func(_ export.Report, s export.Section) ([]export.Drawing, error) {
		return []export.Drawing{{Image: drawn, Alt: s.Table + "の図。<島>が\"二つ\""}}, nil
	})
	page := string(written(t, r, export.HTML))
	elements, _ := pageOf(t, page)
	if n := len(slices.DeleteFunc(elements, func(e string) bool { return e != "img alt src" })); n != len(r.Sections) {
		t.Errorf("%d pictures for %d tables", n, len(r.Sections))
	}
	for _, src := range regexp.MustCompile(`src="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		data, inside := strings.CutPrefix(src[1], "data:image/svg+xml;base64,")
		if svg, err := base64.StdEncoding.DecodeString(data); !inside || err != nil || !bytes.Equal(svg, drawn) {
			t.Errorf("a picture is %.60s, %v", src[1], err)
		}
	}
	if !strings.Contains(page, `alt="1班の図。&lt;島&gt;が&#34;二つ&#34;"`) || !strings.Contains(page, "img-src data:;") || strings.Count(page, `id="table-1"`) != 1 {
		t.Error("a picture has no words, may not be shown, or meets the page's own ids")
	}
}

// TestHTMLLeavesOutWhatIsTooMuch: the file stays one that can be sent; a table
// whose sheets have no room says so, and the next may have some again.
func TestHTMLLeavesOutWhatIsTooMuch(t *testing.T) {
	sizes := map[string]int{"1班": 9 << 20, "2班": 1000}
	r := exporttest.Sample(t).Report().WithPictures(func(_ export.Report, s export.Section) ([]export.Drawing, error) {
		return []export.Drawing{{Image: make([]byte, sizes[s.Table])}}, nil
	})
	page := string(written(t, r, export.HTML))
	if n := strings.Count(page, "<img "); n != 1 || !strings.Contains(page, "1班の模造紙は、書かれたものがたいへん多いので") {
		t.Errorf("%d pictures, or nothing is said of the other", n)
	}
	broken := errors.New("no ink")
	r = r.WithPictures(func(export.Report, export.Section) ([]export.Drawing, error) { return nil, broken })
	if err := export.WriteHTML(io.Discard, r); !errors.Is(err, broken) {
		t.Errorf("a picture that cannot be drawn: %v", err)
	}
}
