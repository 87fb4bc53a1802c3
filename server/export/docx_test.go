package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// parts unpacks a .docx.
func parts(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		out[f.Name] = string(data)
	}
	return out
}

// order is the schema's sequence of children (ISO/IEC 29500-1, annex A), for
// the elements that we write.
var order = map[string][]string{
	"pPr":      strings.Fields("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"),
	"rPr":      strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"),
	"pBdr":     strings.Fields("top left bottom right between bar"),
	"style":    strings.Fields("name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr"),
	"lvl":      strings.Fields("start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
	"tblPr":    strings.Fields("tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"),
	"trPr":     strings.Fields("cantSplit tblHeader"),
	"tcPr":     strings.Fields("cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
	"tbl":      strings.Fields("tblPr tblGrid tr"),
	"tc":       strings.Fields("tcPr p"),
	"sectPr":   strings.Fields("headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"),
	"font":     strings.Fields("altName panose1 charset family notTrueType pitch sig"),
	"settings": strings.Fields("zoom defaultTabStop characterSpacingControl compat themeFontLang"),
	"inline":   strings.Fields("extent effectExtent docPr cNvGraphicFramePr graphic"),
	"pic":      strings.Fields("nvPicPr blipFill spPr"),
	"numPr":    strings.Fields("ilvl numId"),
}

// checkXML reads a part to its end: well formed, and every known element's
// children in the schema's order. It returns how many elements it held to an order.
func checkXML(t testing.TB, name, part string) int {
	t.Helper()
	type open struct {
		name string
		at   int
	}
	held := 0
	stack := []open{{}}
	dec := xml.NewDecoder(strings.NewReader(part))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return held
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			up := &stack[len(stack)-1]
			if seq, known := order[up.name]; known {
				held++
				at := slices.Index(seq, tok.Name.Local)
				if at < up.at {
					t.Fatalf("%s: <%s> stands in <%s> where the schema does not want it", name, tok.Name.Local, up.name)
				}
				up.at = at
			}
			stack = append(stack, open{name: tok.Name.Local})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

// TestDOCXSchema: Word calls a file damaged that LibreOffice opens without a
// word, so every part is held to the schema's order, and what parts say of one
// another must be true.
func TestDOCXSchema(t *testing.T) {
	all := parts(t, written(t, sampleStage(t).report(), DOCX))
	held := 0
	for name, part := range all {
		held += checkXML(t, name, part)
	}
	if held < 500 {
		t.Errorf("only %d elements were held to an order", held)
	}
	types := all["[Content_Types].xml"]
	for _, m := range regexp.MustCompile(`PartName="/([^"]+)"`).FindAllStringSubmatch(types, -1) {
		if _, ok := all[m[1]]; !ok {
			t.Errorf("the types name a part %s that is not there", m[1])
		}
	}
	for name := range all {
		if strings.HasSuffix(name, ".xml") && name[0] != '[' && !strings.Contains(types, `"/`+name+`"`) {
			t.Errorf("part %s has no type", name)
		}
	}
	for _, m := range regexp.MustCompile(`Target="([^"]+)"`).FindAllStringSubmatch(all["word/_rels/document.xml.rels"], -1) {
		if _, ok := all["word/"+m[1]]; !ok {
			t.Errorf("a relationship leads to %s, which is not there", m[1])
		}
	}
	doc, styles := all["word/document.xml"], all["word/styles.xml"]
	if strings.Count(doc, "<w:sectPr>") != 1 || !strings.HasSuffix(doc, "</w:sectPr></w:body></w:document>") {
		t.Error("the page's size and margins must stand last in the body")
	}
	for _, m := range regexp.MustCompile(`<w:[pr]Style w:val="([^"]+)"`).FindAllStringSubmatch(doc, -1) {
		if !strings.Contains(styles, `w:styleId="`+m[1]+`"`) {
			t.Errorf("there is no style %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`w:anchor="([^"]+)"`).FindAllStringSubmatch(doc, -1) {
		if strings.Count(doc, `w:name="`+m[1]+`"`) != 1 {
			t.Errorf("the contents point at %s, which is not there once", m[1])
		}
	}
}

// TestDOCXWhatWordNeeds: what is easily forgotten and shows only in Word, in a
// screen reader or with another language's fonts.
func TestDOCXWhatWordNeeds(t *testing.T) {
	all := parts(t, written(t, sampleStage(t).report(), DOCX))
	for part, wants := range map[string][]string{
		"word/document.xml":            {`w:w="11906" w:h="16838"`, `<w:tblHeader/>`, `TOC \o`, `w:val="Heading4"`, `<w:ilvl w:val="2"/>`, `w:tblCaption`, "相馬(コーディネーター)"},
		"word/styles.xml":              {`w:eastAsia="BIZ UDPゴシック"`, `w:eastAsia="ja-JP"`, `<w:name w:val="heading 1"/>`, `<w:name w:val="heading 9"/>`, `<w:outlineLvl w:val="8"/>`, `<w:name w:val="Quote"/>`, `<w:name w:val="List Bullet"/>`},
		"word/numbering.xml":           {`<w:lvlText w:val="・"/>`, `w:hanging=`},
		"word/footer1.xml":             {" PAGE ", " NUMPAGES ", "令和8年(2026年)11月22日(日)に作成"},
		"word/header1.xml":             {"みどり台 公園と道の寄り合い"},
		"word/settings.xml":            {`w:val="15"`, `w:eastAsia="ja-JP"`},
		"docProps/core.xml":            {"<dc:title>みどり台 公園と道の寄り合い</dc:title>", "<dc:language>ja-JP</dc:language>", "2026-11-22T09:30:00Z"},
		"[Content_Types].xml":          {"numbering+xml"},
		"word/fontTable.xml":           {"BIZ UDPGothic"},
		"docProps/app.xml":             {"Yoriai"},
		"_rels/.rels":                  {"word/document.xml"},
		"word/header2.xml":             {"<w:hdr"},
		"word/_rels/document.xml.rels": {"footer1.xml"},
	} {
		for _, want := range wants {
			if !strings.Contains(all[part], want) {
				t.Errorf("%s has no %q", part, want)
			}
		}
	}
	if strings.Contains(all["word/settings.xml"], "updateFields") {
		t.Error("Word would ask every reader whether to trust the file")
	}
}

// docxText gives the paragraphs of a document's body outside tables, charts
// excepted, with the style of each, up to the ledger.
func docxText(t testing.TB, doc string) (styles, texts []string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(doc))
	style, text, inTable := "", "", 0
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return styles, texts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			switch tok.Name.Local {
			case "p":
				style, text = "", ""
			case "pStyle":
				style = tok.Attr[0].Value
			case "br":
				text += "\n"
			case "tab":
				text += "\t"
			case "tbl":
				inTable++
			case "instrText":
				if err := dec.Skip(); err != nil {
					t.Fatal(err)
				}
			}
		case xml.CharData:
			text += string(tok)
		case xml.EndElement:
			switch tok.Name.Local {
			case "tbl":
				inTable--
			case "p":
				if inTable == 0 || style == "ChartText" {
					styles, texts = append(styles, style), append(texts, text)
				}
			}
		}
	}
}

// TestDOCXSaysWhatMarkdownSays, on any board: the same texts in the same order
// under headings of the same depth, with nothing that XML cannot hold.
func TestDOCXSaysWhatMarkdownSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		newID := seeded(rapid.Uint64().Draw(rt, "ids"))
		r := staged(t, drawImport(rt, newID), newID).report()
		all := parts(t, written(t, r, DOCX))
		checkXML(t, "word/document.xml", all["word/document.xml"])
		checkXML(t, "docProps/core.xml", all["docProps/core.xml"])
		styles, texts := docxText(t, all["word/document.xml"])
		from := slices.Index(styles, "Heading1")
		got := []string{}
		for i := from; i < len(texts); i++ {
			got = append(got, heads(styles[i])+texts[i])
		}
		if want := spoken(r); !slices.Equal(got, want) {
			i := 0
			for i < min(len(got), len(want)) && got[i] == want[i] {
				i++
			}
			rt.Fatalf("after %d lines Word says\n%q\nnot\n%q", i, got[i:min(len(got), i+3)], want[i:min(len(want), i+3)])
		}
	})
}

// heads shows the depth of a heading style as Markdown would.
func heads(style string) string {
	if level, ok := strings.CutPrefix(style, "Heading"); ok {
		return strings.Repeat("#", int(level[0]-'0')+1) + " "
	}
	return ""
}

// spoken is the Markdown's text without its signs: what our reader takes for
// the report's words, as plain lines.
func spoken(r Report) []string {
	out := spokenChapters(r, r.Opening())
	for _, s := range r.Sections {
		out = append(out, "## "+printable(s.Table))
		if s.OwnTheme {
			out = append(out, printable(r.Fact(Fact{r.words(wordTheme), s.Theme})))
		}
		if len(s.Members) > 0 {
			out = append(out, printable(r.MemberLine(s, asIs)))
		}
		for _, l := range r.Lines(s) {
			switch l.Kind {
			case LineIsland, LineSet:
				out = append(out, strings.Repeat("#", 2+l.Level)+" "+printable(marked(l.Text, l.Marks)))
			case LineAgain:
				out = append(out, printable(r.Again(l)))
			case LineApart:
			default:
				out = append(out, printable(marked(l.Text, l.Marks)))
			}
		}
		out = append(out, spokenParts(r, r.Parts(s))...)
	}
	out = append(out, spokenChapters(r, r.Chapters())...)
	return append(out, "## "+r.words(wordLedger), r.words(wordLedgerRule))
}

func spokenChapters(r Report, list []Chapter) (out []string) {
	for _, c := range list {
		out = append(out, "## "+c.Title)
		if c.Said != "" {
			out = append(out, c.Said)
		}
		out = append(out, spokenParts(r, c.Parts)...)
	}
	return out
}

func spokenParts(r Report, list []Part) (out []string) {
	for _, p := range list {
		out = append(out, "### "+printable(p.Title))
		for _, l := range p.Lines {
			if l.Kind == PartBar {
				out = append(out, printable(l.Text), l.Bar(), l.Amount)
				continue
			}
			out = append(out, printable(l.Added+l.Title+l.Text))
		}
	}
	return out
}

// printable is what XML can hold of a text.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

func TestXMLText(t *testing.T) {
	if got, want := xmlText("a<b>&\"c\x00\x0b\x1f\ufffe\uffff\xff𠮷\n\t"), "a&lt;b&gt;&amp;&quot;c𠮷\n\t"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDOCXManyTables: with twelve tables the contents list tables only, so
// that the first page stays one.
func TestDOCXManyTables(t *testing.T) {
	r := sampleStage(t).report()
	for len(r.Sections) < 12 {
		r.Sections = append(r.Sections, r.Sections[0])
	}
	doc := parts(t, written(t, r, DOCX))["word/document.xml"]
	if strings.Count(doc, `"TOC1"`) != 14 || strings.Contains(doc, `"TOC2"`) || !strings.Contains(doc, `\o "1-1"`) {
		t.Error("the contents of twelve tables list more than tables")
	}
}

// TestLibreOffice opens the report with another program, where there is one,
// and compares what it reads.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice here")
	}
	dir := t.TempDir()
	r := sampleStage(t).report()
	if err := os.WriteFile(filepath.Join(dir, "sample.docx"), written(t, r, DOCX), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, filepath.Join(dir, "sample.docx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n"), "\n")
	for i := range got {
		got[i] = strings.TrimLeft(strings.TrimSpace(got[i]), "・•◦▪ ") // it writes signs of its own for each depth
	}
	rest := got
	for _, want := range spoken(r) {
		for _, l := range strings.Split(strings.TrimLeft(want, "# "), "\n") {
			at := slices.Index(rest, l)
			if at < 0 {
				t.Fatalf("LibreOffice does not find %q after what comes before it\n%q", l, rest)
			}
			rest = rest[at+1:]
		}
	}
}
