package docx

import (
	"strings"
	"time"

	"yoriai/server/export"
)

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`</Types>`

const (
	relsOpen      = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	officeRel     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	packageRel    = `http://schemas.openxmlformats.org/package/2006/relationships/`
	headerID      = "rId5"
	emptyHeaderID = "rId6"
	footerID      = "rId7"
)

const packageRels = relsOpen +
	`<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + packageRel + `metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeRel + `extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

const documentRels = relsOpen +
	`<Relationship Id="rId1" Type="` + officeRel + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + officeRel + `numbering" Target="numbering.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeRel + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId4" Type="` + officeRel + `fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="` + headerID + `" Type="` + officeRel + `header" Target="header1.xml"/>` +
	`<Relationship Id="` + emptyHeaderID + `" Type="` + officeRel + `header" Target="header2.xml"/>` +
	`<Relationship Id="` + footerID + `" Type="` + officeRel + `footer" Target="footer1.xml"/>` +
	`</Relationships>`

// The compatibility mode keeps Word from opening the file as one of 2007. No
// w:updateFields: it makes Word ask every reader whether to trust the file.
const settings = `<w:settings ` + wordNS + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>`

const fonts = `<w:fonts ` + wordNS + `><w:font w:name="` + face + `"><w:altName w:val="BIZ UDPGothic"/><w:panose1 w:val="020B0400000000000000"/>` +
	`<w:charset w:val="80"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`

const appPart = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Yoriai</Application></Properties>`

// emptyHeader: the first page carries the title itself.
const emptyHeader = `<w:hdr ` + wordNS + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>`

func header(r export.Report) string {
	return `<w:hdr ` + wordNS + `>` + para(paraProps{style: "Header"}, run(runProps{}, r.Title)) + `</w:hdr>`
}

// footer has the day it was made at the left and the page of pages at the right.
func footer(r export.Report) string {
	page := field(runProps{noProof: true}, "PAGE", "1") + run(runProps{}, " / ") + field(runProps{noProof: true}, "NUMPAGES", "1")
	return `<w:ftr ` + wordNS + `>` + para(paraProps{style: "Footer"}, run(runProps{}, r.MadeOn()+"\t")+page) + `</w:ftr>`
}

func core(r export.Report) string {
	var out strings.Builder
	out.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{{"dc:title", r.Title}, {"dc:subject", r.Theme}, {"dc:creator", r.Host}, {"dc:language", "ja-JP"}} {
		if p[1] != "" {
			out.WriteString(`<` + p[0] + `>` + Escaped(p[1]) + `</` + p[0] + `>`)
		}
	}
	if !r.Made.IsZero() {
		made := r.Made.UTC().Format(time.RFC3339)
		out.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + `</dcterms:modified>`)
	}
	out.WriteString(`</cp:coreProperties>`)
	return out.String()
}
