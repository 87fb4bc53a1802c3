package export

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // to know how large a picture is
	"strconv"
	"strings"
)

// Picture draws a section's sheets; nil where a report has no pictures. The
// writers of pictures import this package, so the server brings them together.
type Picture func(Report, Section) ([]Drawing, error)

// Drawing is a drawn sheet, with words for who does not see it.
type Drawing struct {
	PNG []byte
	Alt string
}

// WithPictures is the report with the sheets drawn into the formats that show them.
func (r Report) WithPictures(draw Picture) Report {
	r.draw = draw
	return r
}

// docxMedia is a picture in the package.
type docxMedia struct {
	name string // of the part, below word/
	data []byte
}

const (
	docxMediaFrom = 100 // relationship ids of pictures begin here
	emuPerTwip    = 635
	// A picture leaves room on its page for the heading above it.
	docxPictureHigh = docxHeight - 2*docxMarginTop - 2400
)

// picture puts a section's sheets below its member line, as wide as the text.
// Who listens is told what it is; what stands on it follows in words.
func (d *docxBody) picture(s Section) {
	if d.draw == nil || d.err != nil || s.Count.Written == 0 && !s.Joint {
		return
	}
	drawings, err := d.draw(d.Report, s)
	if err != nil {
		d.err = fmt.Errorf("picture of %s: %w", s.Table, err)
		return
	}
	for _, drawn := range drawings {
		d.embed(drawn.PNG, d.words.fill(wordPicture, "table", s.Table), drawn.Alt)
	}
}

// embed writes a PNG or JPEG in a paragraph of its own. One that cannot be read is left out.
func (d *docxBody) embed(data []byte, name, alt string) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width == 0 || c.Height == 0 {
		return
	}
	n := len(d.media) + 1
	d.media = append(d.media, docxMedia{fmt.Sprintf("media/image%d.%s", n, kind), data})
	width := docxTextWidth
	if width*c.Height/c.Width > docxPictureHigh {
		width = docxPictureHigh * c.Width / c.Height
	}
	d.out.WriteString(para(paraProps{style: "Figure"}, `<w:r><w:drawing>`+docxInline(n, width, width*c.Height/c.Width, name, alt)+`</w:drawing></w:r>`))
	d.bar = ""
}

func docxInline(n, width, height int, name, alt string) string {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	size := fmt.Sprintf(`cx="%d" cy="%d"`, width*emuPerTwip, height*emuPerTwip)
	named := fmt.Sprintf(`id="%d" name="%s" descr="%s"`, n, xmlText(name), xmlText(alt))
	return `<wp:inline xmlns:wp="` + drawing + `wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent ` + size + `/><wp:docPr ` + named + `/>` +
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="` + drawing + `main" noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
		`<a:graphic xmlns:a="` + drawing + `main"><a:graphicData uri="` + drawing + `picture"><pic:pic xmlns:pic="` + drawing + `picture">` +
		`<pic:nvPicPr><pic:cNvPr ` + named + `/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="` + docxMediaID(n) + `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + size + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline>`
}

func docxMediaID(n int) string { return "rId" + strconv.Itoa(docxMediaFrom+n) }

// docxRels are the relationships of the document, with those of its pictures.
func docxRels(media []docxMedia) string {
	var out strings.Builder
	for i, m := range media {
		out.WriteString(`<Relationship Id="` + docxMediaID(i+1) + `" Type="` + officeRel + `image" Target="` + m.name + `"/>`)
	}
	return strings.Replace(docxDocumentRels, `</Relationships>`, out.String()+`</Relationships>`, 1)
}
