package newsletter

import (
	"fmt"
	"io"
	"math"
	"strings"

	"yoriai/server/export"
	"yoriai/server/export/docx"
)

// twips turns millimetres into twentieths of a point.
func twips(mm float64) int { return int(math.Round(mm * 1440 / 25.4)) }

// WriteDOCX writes the page for Word, to be put right by hand before it is
// given out. Headings are Word's own; every line has an exact height.
func WriteDOCX(w io.Writer, r export.Report) error {
	s := Make(r)
	return docx.Pack(w, r.Made, []docx.Part{
		{Name: "word/document.xml", Content: document(s)},
		{Name: "word/styles.xml", Content: styles()},
		{Name: "word/settings.xml", Content: docx.Settings},
		{Name: "docProps/core.xml", Content: docx.Core(s.Paper+" "+s.Title, "", "", r.Made)},
	})
}

// wordStyle is a style: what stands in pPr and in rPr, in the schema's order.
type wordStyle struct{ id, name, para, run string }

func exact(before, after, line float64) string {
	return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="exact"/>`, twips(before), twips(after), twips(line))
}

func side(name, color string, eighths, points int) string {
	return fmt.Sprintf(`<w:%s w:val="single" w:sz="%d" w:space="%d" w:color="%s"/>`, name, eighths, points, color)
}

func size(halfPoints int) string {
	return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/>`, halfPoints)
}

const bold = `<w:b/><w:bCs/>`

func ink(color string) string { return `<w:color w:val="` + color + `"/>` }

func left(mm float64) string { return fmt.Sprintf(`<w:ind w:left="%d" w:right="%[1]d"/>`, twips(mm)) }

func wordStyles() []wordStyle {
	return []wordStyle{
		{"Mast", "Masthead", `<w:shd w:val="clear" w:color="auto" w:fill="B93A2B"/><w:tabs><w:tab w:val="right" w:pos="` + fmt.Sprint(twips(textWidth-4)) + `"/></w:tabs>` + exact(0, 0, mastHigh-1) + fmt.Sprintf(`<w:ind w:firstLine="%d"/>`, twips(3)), bold + ink("FFFFFF") + size(21)},
		{"Facts", "Facts", exact(1, 0, factHigh-1), ink("5A5449") + size(21)},
		{"Title", "Title", `<w:pBdr>` + side("bottom", "B93A2B", 18, 2) + `</w:pBdr>`, bold},
		{"Lead", "Lead", exact(1.6, 0, lineHigh), ""},
		{"Heading1", "heading 1", `<w:keepNext/>` + exact(3.4, 1.2, lineHigh) + `<w:outlineLvl w:val="0"/>`, bold + ink("24508C") + size(24)},
		{"Heading2", "heading 2", `<w:keepNext/><w:pBdr>` + side("left", "B93A2B", 32, 5) + `</w:pBdr>` + exact(1.2, 0.8, lineHigh) + fmt.Sprintf(`<w:ind w:left="%d"/>`, twips(3)) + `<w:outlineLvl w:val="1"/>`, bold},
		{"Card", "Card", exact(0, 0, lineHigh) + fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%[1]d"/>`, twips(indent)), ""},
		{"Quote", "Quote", `<w:keepNext/><w:pBdr>` + side("left", "E3B53F", 24, 6) + `</w:pBdr>` + exact(0.6, 0, lineHigh) + left(indent), ""},
		{"From", "From", `<w:pBdr>` + side("left", "E3B53F", 24, 6) + `</w:pBdr>` + exact(0, 1.8, whoHigh) + left(indent) + `<w:jc w:val="right"/>`, ink("5A5449") + size(18)},
		{"Box", "Box", `<w:pBdr>` + side("top", "877E6A", 6, 3) + side("left", "877E6A", 6, 6) + side("bottom", "877E6A", 6, 3) + side("right", "877E6A", 6, 6) + `</w:pBdr>` + exact(0.6, 0.6, lineHigh) + left(indent), ""},
		{"Foot", "Foot", exact(1.2, 0, footHigh-1.4) + `<w:jc w:val="right"/>`, ink("5A5449") + size(18)},
	}
}

func styles() string {
	var out strings.Builder
	out.WriteString(`<w:styles ` + docx.Namespaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="` + docx.Face + `" w:hAnsi="` + docx.Face + `" w:eastAsia="` + docx.Face + `" w:cs="` + docx.Face + `"/>` +
		`<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="` + fmt.Sprint(twips(lineHigh)) + `" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	for _, s := range wordStyles() {
		out.WriteString(`<w:style w:type="paragraph" w:styleId="` + s.id + `"><w:name w:val="` + s.name + `"/><w:basedOn w:val="Normal"/><w:qFormat/>`)
		if s.para != "" {
			out.WriteString(`<w:pPr>` + s.para + `</w:pPr>`)
		}
		if s.run != "" {
			out.WriteString(`<w:rPr>` + s.run + `</w:rPr>`)
		}
		out.WriteString(`</w:style>`)
	}
	out.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`)
	return out.String()
}

func text(s string) string { return `<w:t xml:space="preserve">` + docx.Escaped(s) + `</w:t>` }

func document(s Sheet) string {
	var out strings.Builder
	out.WriteString(`<w:document ` + docx.Namespaces + `><w:body>`)
	out.WriteString(`<w:p><w:pPr><w:pStyle w:val="Mast"/></w:pPr><w:r><w:rPr>` + size(40) + `</w:rPr>` + text(s.Paper) + `</w:r><w:r><w:tab/>` + text(s.Event) + `</w:r></w:p>`)
	out.WriteString(docx.Paragraph("Facts", s.Facts))
	themeLine := s.ThemeSize * themeHigh * 25.4 / 72
	out.WriteString(`<w:p><w:pPr><w:pStyle w:val="Title"/>` + exact(1.5, 2, themeLine) + `</w:pPr><w:r><w:rPr>` + size(int(2*s.ThemeSize)) + `</w:rPr>` + text(s.Theme) + `</w:r></w:p>`)
	out.WriteString(docx.Paragraph("Lead", s.Lead))
	if len(s.Tables) > 0 {
		out.WriteString(docx.Paragraph("Heading1", s.TablesHead) + columns(s))
		if s.LeftOut != "" {
			out.WriteString(docx.Paragraph("Lead", s.LeftOut))
		}
	}
	if len(s.Quotes) > 0 {
		out.WriteString(docx.Paragraph("Heading1", s.QuotesHead))
	}
	for _, q := range s.Quotes {
		out.WriteString(docx.Paragraph("Quote", q.Text) + docx.Paragraph("From", q.From))
	}
	for _, box := range [][2]string{{s.SurveyHead, s.Survey}, {s.NextHead, s.Next}} {
		if box[1] != "" {
			out.WriteString(docx.Paragraph("Heading1", box[0]) + docx.Paragraph("Box", box[1]))
		}
	}
	out.WriteString(docx.Paragraph("Foot", s.Foot))
	fmt.Fprintf(&out, `<w:sectPr><w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%[3]d" w:right="%[3]d" w:bottom="%[3]d" w:left="%[3]d" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:body></w:document>`, 11906, 16838, twips(margin))
	return out.String()
}

// columns lays the tables side by side, in the order in which they are read.
func columns(s Sheet) string {
	var out strings.Builder
	width := twips(textWidth) / s.Columns
	fmt.Fprintf(&out, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/><w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>%s</w:tblGrid>`,
		width*s.Columns, docx.Escaped(s.TablesHead), strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width), s.Columns))
	for i := 0; i < len(s.Tables); i += s.Columns {
		out.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for j := i; j < i+s.Columns; j++ {
			fmt.Fprintf(&out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:tcMar><w:right w:w="%d" w:type="dxa"/></w:tcMar></w:tcPr>`, width, twips(gap/2)*min(1, s.Columns-1))
			if j < len(s.Tables) {
				out.WriteString(tableCell(s.Tables[j]))
			} else {
				out.WriteString(docx.Paragraph("Card", ""))
			}
			out.WriteString(`</w:tc>`)
		}
		out.WriteString(`</w:tr>`)
	}
	out.WriteString(`</w:tbl>`)
	return out.String()
}

func tableCell(t Table) string {
	var out strings.Builder
	out.WriteString(docx.Paragraph("Heading2", t.Name))
	for _, card := range t.Cards {
		out.WriteString(`<w:p><w:pPr><w:pStyle w:val="Card"/></w:pPr><w:r>` + text("・") + `<w:tab/>` + text(card) + `</w:r></w:p>`)
	}
	return out.String()
}
