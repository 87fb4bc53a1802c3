package picture

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/font"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/export"
	"yoriai/server/export/pdf/pdftest"
)

var hostile = []string{
	"<script>alert(1)</script>", "]]>", "</svg><svg onload=alert(1)>", `"><img src=x onerror=alert(1)>`, "&#60;b&#62;", "\u202eふえ\u2066x", "か\u3099", "𠮷野家", "👩‍👩‍👧‍👦👍🏽",
	"a" + strings.Repeat("\u0323", 400), strings.Repeat("あ", 2000), strings.Repeat("w", 600), "مرحبا بالعالم", "\ufffe\uffff", "一行\n\n\n\n四行", "https://例.jp/" + strings.Repeat("長い", 90), "javascript:alert(1)", "=1+1", " ", "\u200b",
}

func hostileReport(t testing.TB) export.Report {
	d := drawBoard(1, shape{})
	island := board.Group{ID: board.GroupID(d.id()), Title: `<b>"表札" & ]]>`, Place: d.place("")}
	d.add(island, island.ID)
	for _, text := range hostile {
		n := board.Note{ID: board.NoteID(d.id()), Text: text, Side: "red;background:url(//x)", Place: d.place(island.ID)}
		d.add(n, board.GroupID(n.ID))
	}
	d.link(6)
	r := d.report(t)
	r.Title, r.Sections[0].Table = `題 <&>"\x00`, "<班>"
	return r
}

// TestSVGIsOnlyAPicture: it is well-formed, holds only what draws, and leads nowhere.
func TestSVGIsOnlyAPicture(t *testing.T) {
	wholetest.Only(t)
	for _, r := range []export.Report{hostileReport(t), drawBoard(1, shapes["several sheets"]).report(t), drawBoard(1, shape{}).report(t)} {
		var out bytes.Buffer
		if err := WriteSVG(&out, oneTable(r)); err != nil {
			t.Fatal(err)
		}
		if err := A3.WritePDF(io.Discard, r); err != nil {
			t.Error(err)
		}
		if drawings, err := Drawings(r, r.Sections[0]); err != nil || len(drawings) != max(1, r.Sections[0].Sheet.Sheets) {
			t.Errorf("%d drawings: %v", len(drawings), err)
		}
		if vectors, err := Vectors(r, r.Sections[0]); err != nil || len(vectors) != max(1, r.Sections[0].Sheet.Sheets) || !bytes.HasPrefix(vectors[0].Image, []byte("<svg ")) || vectors[0].Alt == "" {
			t.Errorf("%d vectors: %v", len(vectors), err)
		}
		seen := map[string]int{}
		words := ""
		for dec := xml.NewDecoder(bytes.NewReader(out.Bytes())); ; {
			token, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch el := token.(type) {
			case xml.StartElement:
				seen[el.Name.Local]++
				for _, a := range el.Attr {
					if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") || strings.Contains(a.Value, "url(") {
						t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
					}
				}
			case xml.CharData:
				words += string(el)
			}
		}
		for name := range seen {
			if !slices.Contains([]string{"svg", "title", "desc", "style", "g", "path", "text"}, name) {
				t.Errorf("there is a <%s>", name)
			}
		}
		if seen["title"] != 1 || seen["desc"] != 1 || seen["text"] == 0 {
			t.Error("no words for who does not see it, or no text")
		}
		if strings.Count(out.String(), "url(") != strings.Count(out.String(), "url(data:font/ttf;base64,")+strings.Count(words, "url(//") || strings.Contains(out.String(), "@import") {
			t.Error("it asks for something from elsewhere")
		}
	}
}

func oneTable(r export.Report) export.Report {
	r.Table = "1班"
	return r
}

// TestPublicPictures: nobody's authorship, no ids.
func TestPublicPictures(t *testing.T) {
	d := drawBoard(3, shapes["64 notes"])
	var out bytes.Buffer
	if err := WriteSVG(&out, oneTable(d.report(t))); err != nil {
		t.Fatal(err)
	}
	for _, id := range d.ids {
		if strings.Contains(out.String(), string(id)) || strings.Contains(out.String(), string(id)[24:]) {
			t.Fatalf("the id %s is in the file", id)
		}
	}
}

// TestPNG: as large as it says, and something is on it; sheets side by side.
func TestPNG(t *testing.T) {
	for name, sheets := range map[string]int{"10 notes": 1, "several sheets": 3} {
		r := drawBoard(1, shapes[name]).report(t)
		var out bytes.Buffer
		if err := PNG(&out, Pages(r, r.Sections[0]), 800); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&out)
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size != (image.Point{800 * sheets, 566}) {
			t.Errorf("%s: %v", name, size)
		}
		colours := map[uint32]int{}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				r, g, b, _ := img.At(x, y).RGBA()
				colours[r>>8<<16|g>>8<<8|b>>8]++
			}
		}
		for what, c := range map[string]uint32{"the sheet": 0xfdfbf6, "a citizen's paper": 0xfff2a6, "a card's bar": 0xb93a2b} {
			if colours[c] < 50*sheets {
				t.Errorf("%s: %s is not to be seen (%d dots)", name, what, colours[c])
			}
		}
	}
}

// TestPDF: a page for each sheet, its text to be found; equal bytes for equal reports.
func TestPDF(t *testing.T) {
	r := drawBoard(4, shapes["several sheets"]).report(t)
	var one, two bytes.Buffer
	if err := A3.WritePDF(&one, r); err != nil {
		t.Fatal(err)
	}
	if err := A3.WritePDF(&two, r); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("another file the second time", err)
	}
	text := pdftest.Ask(t, one.Bytes(), "pdftotext", "-raw", "FILE", "-")
	if pages := strings.Count(text, "\f"); pages != 3 {
		t.Errorf("%d pages", pages)
	}
	found := bare(strings.ReplaceAll(text, "\f", ""))
	eachPiece(r.Sections[0].Sheet, func(it export.Piece, _ int) {
		if it.Kind == export.Note && !strings.Contains(found, bare(it.Text)) {
			t.Errorf("%q cannot be found", it.Text)
		}
	})
}

// TestZip: a picture of each sheet, each whole.
func TestZip(t *testing.T) {
	r := drawBoard(1, shapes["several sheets"]).report(t)
	r.Table = ""
	r.Sections = append(r.Sections, r.Sections[0])
	var out bytes.Buffer
	if err := WriteSVGs(&out, r); err != nil {
		t.Fatal(err)
	}
	folder, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range folder.File {
		names[f.Name] = true
		file, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(file); err != nil || !bytes.HasSuffix(data, []byte("</svg>\n")) {
			t.Errorf("%s is not whole: %v", f.Name, err)
		}
	}
	if len(names) != 6 {
		t.Errorf("files %v", names)
	}
	if err := WriteSVG(io.Discard, r); board.CodeOf(err) != board.NotFound {
		t.Errorf("a picture of all tables in one: %v", err)
	}
}

var faces = regexp.MustCompile(`data:font/ttf;base64,([^)]*)\)`)

// TestSVGTellsNoTime: the letters cut for a picture do not tell when they were
// cut. Once they did, and two downloads a second apart were two files.
func TestSVGTellsNoTime(t *testing.T) {
	var out bytes.Buffer
	if err := WriteSVG(&out, oneTable(drawBoard(1, shape{notes: 3, islands: 1}).report(t))); err != nil {
		t.Fatal(err)
	}
	found := faces.FindAllSubmatch(out.Bytes(), -1)
	if len(found) == 0 {
		t.Fatal("there are no letters in the picture")
	}
	for _, m := range found {
		data, err := base64.StdEncoding.DecodeString(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.ParseSFNT(data, 0)
		if err != nil || !face.Head.Modified.Equal(face.Head.Created) {
			t.Errorf("a face changed at %v, made at %v: %v", face.Head.Modified, face.Head.Created, err)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestPicturesHideWhatIsMasked: of a PNG nobody can read the words back, so two
// evenings are drawn that differ in nothing but what is masked, or was erased:
// the pictures are the same byte for byte, and so are the drawings as SVG, in
// which the words can be read. Unmasked they differ.
func TestPicturesHideWhatIsMasked(t *testing.T) {
	wholetest.Only(t)
	author := board.SeatID("00000000-0000-4000-8000-0000000000bb")
	evening := func(words string, change func(board.Record) board.Record, public bool) export.Report {
		d := drawBoard(5, shape{notes: 6, islands: 2})
		n := board.Note{ID: board.NoteID(d.id()), Text: words, Author: author, Place: d.place("")}
		d.add(n, board.GroupID(n.ID))
		for i, r := range d.records {
			d.records[i] = change(r)
		}
		return oneTable(d.reportFor(t, public))
	}
	as := func(r board.Record) board.Record { return r }
	erased := func(r board.Record) board.Record {
		e := board.Erasing{Seat: author, Texts: true, Name: "匿名の方", Gone: "(ご本人の求めにより消しました)", Away: "(伏せた文は消しました)", Opaque: func() board.SeatID { return "" }}
		return e.Record(r)
	}
	one, other := "海老名さん(090-5555-0199)に聞く", "蝦蟇口さん(080-1234-5678)に聞く"
	for name, c := range map[string]struct {
		change func(board.Record) board.Record
		public bool
		same   bool
	}{
		"as it is": {as, false, false}, "for the public": {as, true, true}, "erased": {erased, false, true},
	} {
		for format, write := range map[string]func(io.Writer, export.Report) error{"png": WritePNG, "svg": WriteSVG} {
			var a, b bytes.Buffer
			if err := errors.Join(write(&a, evening(one, c.change, c.public)), write(&b, evening(other, c.change, c.public))); err != nil {
				t.Fatal(err)
			}
			if same := bytes.Equal(a.Bytes(), b.Bytes()); same != c.same {
				t.Errorf("%s, %s: the pictures are the same: %v", name, format, same)
			}
			if told := strings.Contains(tags.ReplaceAllString(a.String(), ""), "5555"); format == "svg" && told == c.same {
				t.Errorf("%s: the SVG tells the number: %v", name, told)
			}
		}
	}
}
