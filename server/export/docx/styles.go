package docx

import (
	"strconv"
	"strings"
)

// Face is the report's: the universal-design face that Windows brings, and what
// stands in for it where it is missing.
const Face = "BIZ UDPゴシック"

// Colours as on the sheet (static/css/tokens.css), one a level; the last is
// for all deeper ones.
var levels = []string{"B93A2B", "24508C", "3F6B35", "6B3F86", "8A5A00", "1D6A70", "97305F", "4B453B"}

const (
	ink  = "26241F"
	soft = "5A5449"
	line = "877E6A"

	// Every level of islands moves one step to the right.
	step = 240
)

// style is a style in the pane. Names are Word's own, so that it shows
// them in the reader's language and knows what they are for.
type style struct {
	id, name, based, next string
	para                  paraProps
	run                   runProps
	ui                    int // its place in the pane; 0: not shown
}

func (s style) xml() string {
	out := `<w:style w:type="paragraph" w:styleId="` + s.id + `"`
	if s.id == "Normal" {
		out = `<w:style w:type="paragraph" w:default="1" w:styleId="` + s.id + `"`
	}
	out += `><w:name w:val="` + s.name + `"/>`
	if s.based != "" {
		out += `<w:basedOn w:val="` + s.based + `"/>`
	}
	if s.next != "" {
		out += `<w:next w:val="` + s.next + `"/>`
	}
	if s.ui > 0 {
		out += `<w:uiPriority w:val="` + strconv.Itoa(s.ui) + `"/><w:qFormat/>`
	}
	return out + s.para.xml() + s.run.xml() + `</w:style>`
}

func paragraphStyles() []style {
	list := []style{
		{id: "Normal", name: "Normal", ui: 1},
		{id: "Title", name: "Title", based: "Normal", next: "BodyText", ui: 10,
			para: paraProps{keepNext: true, borders: []border{{"bottom", "single", 18, 6, levels[0]}}, after: 160, line: 300},
			run:  runProps{bold: true, color: ink, size: 40}},
		{id: "Subtitle", name: "Subtitle", based: "Normal", next: "BodyText", ui: 11,
			para: paraProps{keepNext: true, after: 60}, run: runProps{color: soft, size: 24}},
		{id: "BodyText", name: "Body Text", based: "Normal", ui: 12, run: runProps{color: soft}},
		{id: "ListBullet", name: "List Bullet", based: "Normal", ui: 20, para: paraProps{keepLines: true, numLevel: 1, after: 20}},
		{id: "ListContinue", name: "List Continue", based: "Normal", next: "ListBullet", ui: 21,
			para: paraProps{keepNext: true, before: 120, after: 20}, run: runProps{bold: true, color: soft}},
		{id: "Quote", name: "Quote", based: "Normal", ui: 22,
			para: paraProps{keepLines: true, borders: []border{{"left", "double", 6, 8, line}}, before: 80, after: 80, left: 160}},
		{id: "TOCHeading", name: "TOC Heading", based: "Normal", next: "Normal", ui: 39,
			para: paraProps{keepNext: true, before: 360, after: 80}, run: runProps{bold: true, size: 24}},
		{id: "TOC1", name: "toc 1", based: "Normal", next: "Normal", para: paraProps{before: 80}, run: runProps{bold: true}},
		{id: "TOC2", name: "toc 2", based: "Normal", next: "Normal", para: paraProps{left: step}},
		{id: "Header", name: "header", based: "Normal", para: paraProps{jc: "right"}, run: runProps{color: soft, size: 17}},
		{id: "Footer", name: "footer", based: "Normal", para: paraProps{tabs: `<w:tab w:val="right" w:pos="` + strconv.Itoa(textWidth) + `"/>`}, run: runProps{color: soft, size: 17}},
		{id: "Figure", name: "Figure", based: "Normal", para: paraProps{before: 160, after: 160, jc: "center"}},
		{id: "Caption", name: "caption", based: "Normal", ui: 35, para: paraProps{after: 200, jc: "center"}, run: runProps{color: soft, size: 18}},
		{id: "ChartText", name: "Chart Text", based: "Normal", para: paraProps{keepLines: true, before: 20, after: 20}},
		{id: "TableText", name: "Table Text", based: "Normal", para: paraProps{keepNext: true, before: 40, after: 40}},
	}
	for level := 1; level <= 9; level++ {
		list = append(list, headingStyle(level))
	}
	return list
}

// headingStyle: heading 1 is a table, heading 2 an island of the first
// level, and so on; islands carry the bar of their level as on the sheet.
func headingStyle(level int) style {
	n := strconv.Itoa(level)
	s := style{id: "Heading" + n, name: "heading " + n, based: "Normal", next: "Normal", ui: 9}
	s.para = paraProps{keepNext: true, keepLines: true, outline: level}
	s.run = runProps{bold: true, color: ink}
	switch level {
	case 1:
		s.para.before, s.para.after, s.run.size = 360, 40, 32
		return s
	case 2:
		s.para.before, s.para.after, s.run.size = 260, 60, 25
	case 3:
		s.para.before, s.para.after, s.run.size = 180, 40, 23
	default:
		s.para.before, s.para.after, s.run.size = 140, 40, 21
	}
	s.para.borders = []border{barOf(level)}
	s.para.left = indent(level-1) + 160
	return s
}

// barOf is the bar beside an island's title.
func barOf(level int) border {
	size := 36
	if level > 2 {
		size = 24
	}
	return border{"left", "single", size, 6, levels[min(level-2, len(levels)-1)]}
}

// indent is where an island's own things begin, at a level from 1.
func indent(level int) int { return max(level-1, 0) * step }

func styles() string {
	var out strings.Builder
	face := `<w:rFonts w:ascii="` + Face + `" w:hAnsi="` + Face + `" w:eastAsia="` + Face + `" w:cs="` + Face + `"/>`
	out.WriteString(`<w:styles ` + Namespaces + `><w:docDefaults><w:rPrDefault><w:rPr>` + face +
		`<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	for _, s := range paragraphStyles() {
		out.WriteString(s.xml())
	}
	out.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/></w:style>` +
		tableStyles + `</w:styles>`)
	return out.String()
}

const tableStyles = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
	`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/>` +
	`<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="877E6A"/><w:left w:val="single" w:sz="4" w:space="0" w:color="877E6A"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="877E6A"/>` +
	`<w:right w:val="single" w:sz="4" w:space="0" w:color="877E6A"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="877E6A"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="877E6A"/></w:tblBorders></w:tblPr></w:style>`

// numbering is one list with a level for each depth of islands. The sign
// is ・ at every depth, as on paper: the indent says the depth.
func numbering() string {
	var out strings.Builder
	out.WriteString(`<w:numbering ` + Namespaces + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>`)
	for level := range 9 {
		n := strconv.Itoa(level)
		style := ""
		if level == 0 {
			style = `<w:pStyle w:val="ListBullet"/>`
		}
		out.WriteString(`<w:lvl w:ilvl="` + n + `"><w:start w:val="1"/><w:numFmt w:val="bullet"/>` + style + `<w:lvlText w:val="・"/><w:lvlJc w:val="left"/>` +
			paraProps{left: indent(level+1) + 400, hanging: 240}.xml() +
			`<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="` + Face + `" w:hAnsi="` + Face + `" w:eastAsia="` + Face + `"/></w:rPr></w:lvl>`)
	}
	out.WriteString(`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
	return out.String()
}
