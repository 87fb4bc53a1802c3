package browsertest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// paragraph is one of a Word document: its style and its text.
type paragraph struct {
	style, text string
	cell        bool // in a table
}

// paragraphsOf reads the main part of a .docx, with nothing of the product's.
func paragraphsOf(t *testing.T, docx []byte) []paragraph {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	list, err := readParagraphs(xml.NewDecoder(part))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func readParagraphs(in *xml.Decoder) (list []paragraph, err error) {
	var now *paragraph
	inText, tables := false, 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				tables++
			case "p":
				list = append(list, paragraph{cell: tables > 0})
				now = &list[len(list)-1]
			case "pStyle":
				now.style = e.Attr[0].Value
			case "br":
				now.text += "\n"
			case "t":
				inText = true
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "tbl":
				tables--
			case "t":
				inText = false
			}
		case xml.CharData:
			if inText {
				now.text += string(e)
			}
		}
	}
}

// docxStyle is the style that a sort of Markdown line has in Word.
func docxStyle(t *testing.T, l mdLine) string {
	switch {
	case strings.HasPrefix(l.sort, "#") && strings.HasSuffix(l.text, strings.TrimPrefix(say(t, "export.again"), "{title}")):
		return "ListContinue"
	case strings.HasPrefix(l.sort, "#"):
		return "Heading" + string(rune('0'+len(l.sort)-1))
	case l.sort == "-":
		return "ListBullet"
	case l.sort == ">":
		return "Quote"
	}
	return "BodyText"
}

// mustBeSameText: from the first table to the end, Word's paragraphs are the
// Markdown's lines, each in the style that goes with it.
func mustBeSameText(t *testing.T, md, docx []byte) {
	t.Helper()
	var want, found []paragraph
	drawn := false // 数で見る: bars in the one, words in the other
	for _, l := range mdLines(md) {
		if l.sort == "##" {
			drawn = l.text == say(t, "export.chapter.figures")
		}
		if len(want) == 0 && l.sort != "##" || l.sort == "---" || drawn {
			continue
		}
		if row := strings.Trim(l.text, "| "); l.sort == "" && strings.HasPrefix(l.text, "|") {
			for cell := range strings.SplitSeq(row, "|") {
				if cell = strings.TrimSpace(cell); strings.Trim(cell, "-: ") != "" {
					want = append(want, paragraph{"TableText", cell, true})
				}
			}
			continue
		}
		want = append(want, paragraph{docxStyle(t, l), l.text, false})
	}
	drawn = false
	for _, p := range paragraphsOf(t, docx) {
		if p.style == "Heading1" {
			drawn = p.text == say(t, "export.chapter.figures")
		}
		if (len(found) > 0 || p.style == "Heading1") && !drawn && p.style != "Figure" { // the sheet
			found = append(found, p)
		}
	}
	for i := range max(len(want), len(found)) {
		if i >= len(want) || i >= len(found) || want[i] != found[i] {
			t.Errorf("paragraph %d of Word (%d) is not line %d of Markdown (%d): %+v, %+v", i+1, len(found), i+1, len(want), at(found, i), at(want, i))
			return
		}
	}
	t.Logf("Word: %d paragraphs, as Markdown has them", len(found))
}

func at(list []paragraph, i int) paragraph {
	if i < len(list) {
		return list[i]
	}
	return paragraph{}
}

// bulletSign is what LibreOffice puts before the items of a list.
var bulletSign = regexp.MustCompile(`^[\s]*[•◦▪●○■·-][\s]+`)

// mustOpenInLibreOffice converts the .docx to plain text with another program.
func mustOpenInLibreOffice(t *testing.T, docx []byte) {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("LibreOffice is not installed: nobody else has opened the .docx")
		return
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "report.docx")
	if err := os.WriteFile(file, docx, 0o600); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile",
		"--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, p := range paragraphsOf(t, docx) {
		want = append(want, wordsOf(p.text)...)
	}
	found := wordsOf(strings.TrimPrefix(string(text), "\uFEFF"))
	for i := range max(len(want), len(found)) {
		if i >= len(want) || i >= len(found) || want[i] != found[i] {
			t.Errorf("LibreOffice reads line %d of %d otherwise than %d", i+1, len(found), len(want))
			return
		}
	}
	t.Logf("LibreOffice: %d lines, as they are in the file", len(found))
}

// wordsOf are the lines of a text without blanks and bullets.
func wordsOf(text string) (lines []string) {
	for l := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		l = strings.TrimSpace(bulletSign.ReplaceAllString(l, ""))
		if l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}
