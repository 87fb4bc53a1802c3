// Package docxtest reads Word files in tests: their parts, their words, and
// whether their elements stand in the schema's order.
package docxtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
)

// parts unpacks a .docx.
func Parts(t testing.TB, file []byte) map[string]string {
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

// Check reads a part to its end: well formed, and every known element's
// children in the schema's order. It returns how many elements it held to an order.
func Check(t testing.TB, name, part string) int {
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

// Text gives the paragraphs of a document's body outside tables, charts
// excepted, with the style of each, up to the ledger.
func Text(t testing.TB, doc string) (styles, texts []string) {
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
