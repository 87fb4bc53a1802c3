package docx_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yoriai/server/export"
	"yoriai/server/export/docx"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

func file(t testing.TB, r export.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := docx.Write(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestDOCXSchema: Word calls a file damaged that LibreOffice opens without a
// word, so every part is held to the schema's order, and what parts say of one
// another must be true.
func TestDOCXSchema(t *testing.T) {
	all := docxtest.Parts(t, file(t, exporttest.Sample(t).Report()))
	held := 0
	for name, part := range all {
		held += docxtest.Check(t, name, part)
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
	all := docxtest.Parts(t, file(t, exporttest.Sample(t).Report()))
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

// TestDOCXSaysWhatMarkdownSays, on any board: the same texts in the same order
// under headings of the same depth, with nothing that XML cannot hold.
func TestDOCXSaysWhatMarkdownSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		r := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID).Report()
		all := docxtest.Parts(t, file(t, r))
		docxtest.Check(t, "word/document.xml", all["word/document.xml"])
		docxtest.Check(t, "docProps/core.xml", all["docProps/core.xml"])
		styles, texts := docxtest.Text(t, all["word/document.xml"])
		from := slices.Index(styles, "Heading1")
		got := []string{}
		for i := from; i < len(texts); i++ {
			got = append(got, heads(styles[i])+texts[i])
		}
		if want := exporttest.Spoken(r); !slices.Equal(got, want) {
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

func TestXMLText(t *testing.T) {
	if got, want := docx.Escaped("a<b>&\"c\x00\x0b\x1f\ufffe\uffff\xff𠮷\n\t"), "a&lt;b&gt;&amp;&quot;c𠮷\n\t"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDOCXManyTables: with twelve tables the contents list tables only, so
// that the first page stays one.
func TestDOCXManyTables(t *testing.T) {
	r := exporttest.Sample(t).Report()
	for len(r.Sections) < 12 {
		r.Sections = append(r.Sections, r.Sections[0])
	}
	doc := docxtest.Parts(t, file(t, r))["word/document.xml"]
	if strings.Count(doc, `"TOC1"`) != 14 || strings.Contains(doc, `"TOC2"`) || !strings.Contains(doc, `\o "1-1"`) {
		t.Error("the contents of twelve tables list more than tables")
	}
}

// TestDOCXShortCover: where there is hardly anything to list the text begins
// below the title. A sheet for citizens once came as a page with a title and a
// page with a sentence.
func TestDOCXShortCover(t *testing.T) {
	r := exporttest.Sample(t).Report().Voices()
	r.Sections = nil
	doc := docxtest.Parts(t, file(t, r))["word/document.xml"]
	if strings.Contains(doc, "<w:pageBreakBefore/>") {
		t.Error("a sentence alone stands on a page of its own")
	}
	if !strings.Contains(doc, r.Say("export.voices.none")) {
		t.Error("the sentence is missing")
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
	r := exporttest.Sample(t).Report()
	if err := os.WriteFile(filepath.Join(dir, "sample.docx"), file(t, r), 0o600); err != nil {
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
	for _, want := range exporttest.Spoken(r) {
		for _, l := range strings.Split(strings.TrimLeft(want, "# "), "\n") {
			at := slices.Index(rest, l)
			if at < 0 {
				t.Fatalf("LibreOffice does not find %q after what comes before it\n%q", l, rest)
			}
			rest = rest[at+1:]
		}
	}
}
