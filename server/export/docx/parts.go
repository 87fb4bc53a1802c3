package docx

import (
	"strings"
	"time"

	"yoriai/server/export"
)

// Settings are those of a Japanese document. The compatibility mode keeps Word from opening the file as one of 2007. No
// w:updateFields: it makes Word ask every reader whether to trust the file.
const Settings = `<w:settings ` + Namespaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>`

const fonts = `<w:fonts ` + Namespaces + `><w:font w:name="` + Face + `"><w:altName w:val="BIZ UDPGothic"/><w:panose1 w:val="020B0400000000000000"/>` +
	`<w:charset w:val="80"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`

const appPart = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Yoriai</Application></Properties>`

// emptyHeader: the first page carries the title itself.
const emptyHeader = `<w:hdr ` + Namespaces + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>`

func header(r export.Report) string {
	return `<w:hdr ` + Namespaces + `>` + para(paraProps{style: "Header"}, run(runProps{}, r.Title)) + `</w:hdr>`
}

// footer has the day it was made at the left and the page of pages at the right.
func footer(r export.Report) string {
	page := field(runProps{noProof: true}, "PAGE", "1") + run(runProps{}, " / ") + field(runProps{noProof: true}, "NUMPAGES", "1")
	return `<w:ftr ` + Namespaces + `>` + para(paraProps{style: "Footer"}, run(runProps{}, r.MadeOn()+"\t")+page) + `</w:ftr>`
}

// Core says what a file is about and whose it is; what is empty is left out.
func Core(title, subject, creator string, made time.Time) string {
	var out strings.Builder
	out.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{{"dc:title", title}, {"dc:subject", subject}, {"dc:creator", creator}, {"dc:language", "ja-JP"}} {
		if p[1] != "" {
			out.WriteString(`<` + p[0] + `>` + Escaped(p[1]) + `</` + p[0] + `>`)
		}
	}
	if !made.IsZero() {
		at := made.UTC().Format(time.RFC3339)
		out.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`)
	}
	out.WriteString(`</cp:coreProperties>`)
	return out.String()
}
