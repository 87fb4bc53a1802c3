package docx

import (
	"strconv"
	"strings"
)

// WordprocessingML is a sequence, not a set: Word calls a file damaged whose
// paragraph properties stand in another order than the schema's, and
// LibreOffice does not notice. So the order stands in two places only, in
// paraProps.xml and runProps.xml, and a test reads every part back against it.

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	// Namespaces stand on the outermost element of a part.
	Namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// Escaped escapes a text and drops what XML 1.0 cannot hold: our notes have no
// control characters, but names of imported things might, one day.
func Escaped(s string) string {
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '"':
			out.WriteString("&quot;")
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// border is a line at one side of a paragraph: its weight in eighths of a
// point, its distance in points, its colour.
type border struct {
	side  string
	style string
	size  int
	space int
	color string
}

func (b border) xml() string {
	return `<w:` + b.side + ` w:val="` + b.style + `" w:sz="` + strconv.Itoa(b.size) + `" w:space="` + strconv.Itoa(b.space) + `" w:color="` + b.color + `"/>`
}

// paraProps are a paragraph's properties, in twentieths of a point.
type paraProps struct {
	style      string
	keepNext   bool
	keepLines  bool
	pageBreak  bool
	numLevel   int // 1 is the first; 0: no number
	borders    []border
	tabs       string
	before     int
	after      int
	line       int // in 240ths of a line
	left       int
	hanging    int
	jc         string
	contextual bool
	outline    int // 1 is the first; 0: none
}

func (p paraProps) xml() string {
	var out strings.Builder
	add := func(when bool, xml string) {
		if when {
			out.WriteString(xml)
		}
	}
	add(p.style != "", `<w:pStyle w:val="`+p.style+`"/>`)
	add(p.keepNext, `<w:keepNext/>`)
	add(p.keepLines, `<w:keepLines/>`)
	add(p.pageBreak, `<w:pageBreakBefore/>`)
	add(p.numLevel > 0, `<w:numPr><w:ilvl w:val="`+strconv.Itoa(p.numLevel-1)+`"/><w:numId w:val="1"/></w:numPr>`)
	add(len(p.borders) > 0, bordersXML(p.borders))
	add(p.tabs != "", `<w:tabs>`+p.tabs+`</w:tabs>`)
	add(p.before+p.after+p.line > 0, spacingXML(p))
	add(p.left+p.hanging > 0, `<w:ind w:left="`+strconv.Itoa(p.left)+`"`+optional(` w:hanging="`, p.hanging)+`/>`)
	add(p.contextual, `<w:contextualSpacing/>`)
	add(p.jc != "", `<w:jc w:val="`+p.jc+`"/>`)
	add(p.outline > 0, `<w:outlineLvl w:val="`+strconv.Itoa(p.outline-1)+`"/>`)
	if out.Len() == 0 {
		return ""
	}
	return `<w:pPr>` + out.String() + `</w:pPr>`
}

func bordersXML(list []border) string {
	var out strings.Builder
	for _, b := range list {
		out.WriteString(b.xml())
	}
	return `<w:pBdr>` + out.String() + `</w:pBdr>`
}

func spacingXML(p paraProps) string {
	line := ""
	if p.line > 0 {
		line = ` w:line="` + strconv.Itoa(p.line) + `" w:lineRule="auto"`
	}
	return `<w:spacing w:before="` + strconv.Itoa(p.before) + `" w:after="` + strconv.Itoa(p.after) + `"` + line + `/>`
}

func optional(name string, n int) string {
	if n == 0 {
		return ""
	}
	return name + strconv.Itoa(n) + `"`
}

// runProps are a run's properties; size in half points.
type runProps struct {
	style     string
	bold      bool
	noProof   bool
	color     string
	size      int
	underline bool
}

func (p runProps) xml() string {
	var out strings.Builder
	if p.style != "" {
		out.WriteString(`<w:rStyle w:val="` + p.style + `"/>`)
	}
	if p.bold {
		out.WriteString(`<w:b/><w:bCs/>`)
	}
	if p.noProof {
		out.WriteString(`<w:noProof/>`)
	}
	if p.color != "" {
		out.WriteString(`<w:color w:val="` + p.color + `"/>`)
	}
	if p.size > 0 {
		n := strconv.Itoa(p.size)
		out.WriteString(`<w:sz w:val="` + n + `"/><w:szCs w:val="` + n + `"/>`)
	}
	if p.underline {
		out.WriteString(`<w:u w:val="single"/>`)
	}
	if out.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + out.String() + `</w:rPr>`
}

// run is a stretch of text; its line ends and tabs become Word's.
func run(p runProps, text string) string {
	var out strings.Builder
	out.WriteString(`<w:r>` + p.xml())
	for i, l := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteString(`<w:br/>`)
		}
		for j, part := range strings.Split(l, "\t") {
			if j > 0 {
				out.WriteString(`<w:tab/>`)
			}
			if part != "" {
				out.WriteString(`<w:t xml:space="preserve">` + Escaped(part) + `</w:t>`)
			}
		}
	}
	out.WriteString(`</w:r>`)
	return out.String()
}

func para(p paraProps, content string) string { return `<w:p>` + p.xml() + content + `</w:p>` }

// field is something Word works out: a page number, a table of contents.
// shown is what stands there until it does.
func field(p runProps, code, shown string) string {
	return fieldBegin(p, code) + run(p, shown) + fieldEnd(p)
}

func fieldBegin(p runProps, code string) string {
	return `<w:r>` + p.xml() + `<w:fldChar w:fldCharType="begin"/></w:r>` +
		`<w:r>` + p.xml() + `<w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r>` +
		`<w:r>` + p.xml() + `<w:fldChar w:fldCharType="separate"/></w:r>`
}

func fieldEnd(p runProps) string { return `<w:r>` + p.xml() + `<w:fldChar w:fldCharType="end"/></w:r>` }

// Paragraph is a paragraph of one style, with a text as people wrote it.
func Paragraph(style, text string) string {
	return para(paraProps{style: style}, run(runProps{}, text))
}
