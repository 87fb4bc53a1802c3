package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// Part is a file inside a Word file.
type Part struct{ Name, Content string }

// kind is what a part is: its media type, how the document knows it, and under
// which id; the body names headers, footers and pictures by theirs.
type kind struct{ media, relation, id string }

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."

var kinds = map[string]kind{
	"word/document.xml":  {media: wordType + "document.main+xml"},
	"word/styles.xml":    {wordType + "styles+xml", "styles", "rId1"},
	"word/numbering.xml": {wordType + "numbering+xml", "numbering", "rId2"},
	"word/settings.xml":  {wordType + "settings+xml", "settings", "rId3"},
	"word/fontTable.xml": {wordType + "fontTable+xml", "fontTable", "rId4"},
	"word/header1.xml":   {wordType + "header+xml", "header", headerID},
	"word/header2.xml":   {wordType + "header+xml", "header", emptyHeaderID},
	"word/footer1.xml":   {wordType + "footer+xml", "footer", footerID},
	"docProps/core.xml":  {media: "application/vnd.openxmlformats-package.core-properties+xml"},
	"docProps/app.xml":   {media: "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
}

const (
	headerID      = "rId5"
	emptyHeaderID = "rId6"
	footerID      = "rId7"

	officeRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRel = "http://schemas.openxmlformats.org/package/2006/relationships/"
)

// Pack writes parts as a Word file, and before them what says how they belong
// together. Pictures are parts below word/media, numbered as they come.
func Pack(w io.Writer, made time.Time, parts []Part) error {
	z := zip.NewWriter(w)
	for _, p := range append([]Part{
		{"[Content_Types].xml", contentTypes(parts)},
		{"_rels/.rels", packageRels(parts)},
		{"word/_rels/document.xml.rels", documentRels(parts)},
	}, parts...) {
		if isXML(p.Name) {
			p.Content = xmlHead + p.Content
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate, Modified: zipTime(made)})
		if err != nil {
			return fmt.Errorf("part %s: %w", p.Name, err)
		}
		if _, err := io.WriteString(f, p.Content); err != nil {
			return fmt.Errorf("part %s: %w", p.Name, err)
		}
	}
	return z.Close()
}

func isXML(name string) bool { return path.Ext(name) == ".xml" || path.Ext(name) == ".rels" }

// zipTime: zip knows no time before 1980 and none finer than two seconds.
func zipTime(t time.Time) time.Time {
	earliest := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	if t = t.UTC().Truncate(2 * time.Second); t.Before(earliest) {
		return earliest
	}
	return t
}

func contentTypes(parts []Part) string {
	var out strings.Builder
	out.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>`)
	for _, p := range parts {
		if k, known := kinds[p.Name]; known {
			out.WriteString(`<Override PartName="/` + p.Name + `" ContentType="` + k.media + `"/>`)
		}
	}
	return out.String() + `</Types>`
}

func packageRels(parts []Part) string {
	list := relationship("rId1", officeRel+"officeDocument", "word/document.xml")
	for _, p := range parts {
		switch p.Name {
		case "docProps/core.xml":
			list += relationship("rId2", packageRel+"metadata/core-properties", p.Name)
		case "docProps/app.xml":
			list += relationship("rId3", officeRel+"extended-properties", p.Name)
		}
	}
	return relationships(list)
}

func documentRels(parts []Part) string {
	list, pictures := "", 0
	for _, p := range parts {
		target := strings.TrimPrefix(p.Name, "word/")
		if k := kinds[p.Name]; k.id != "" {
			list += relationship(k.id, officeRel+k.relation, target)
		} else if strings.HasPrefix(target, "media/") {
			pictures++
			list += relationship(mediaID(pictures), officeRel+"image", target)
		}
	}
	return relationships(list)
}

func relationships(list string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

func relationship(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + target + `"/>`
}
