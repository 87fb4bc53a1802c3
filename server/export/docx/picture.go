package docx

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // to know how large a picture is
	_ "image/png"
	"strconv"

	"yoriai/server/export"
)

// media is a picture in the package.
type media struct {
	name string // of the part, below word/
	data []byte
}

const (
	mediaFrom  = 100 // relationship ids of pictures begin here
	emuPerTwip = 635
	// A picture leaves room on its page for the heading above it.
	pictureHigh = pageHeight - 2*marginTop - 2400
)

// picture puts a section's sheets below its member line, as wide as the text.
// Who listens is told what it is; what stands on it follows in words.
func (d *body) picture(s export.Section) {
	if d.err != nil {
		return
	}
	drawings, err := d.Drawings(s)
	if err != nil {
		d.err = fmt.Errorf("picture of %s: %w", s.Table, err)
		return
	}
	for _, drawn := range drawings {
		d.embed(drawn.Image, d.Say("export.picture", "table", s.Table), drawn.Alt)
	}
}

// embed writes a PNG or JPEG in a paragraph of its own. One that cannot be read is left out.
func (d *body) embed(data []byte, name, alt string) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width == 0 || c.Height == 0 {
		return
	}
	n := len(d.media) + 1
	d.media = append(d.media, media{fmt.Sprintf("media/image%d.%s", n, kind), data})
	width := textWidth
	if width*c.Height/c.Width > pictureHigh {
		width = pictureHigh * c.Width / c.Height
	}
	d.out.WriteString(para(paraProps{style: "Figure"}, `<w:r><w:drawing>`+inline(n, width, width*c.Height/c.Width, name, alt)+`</w:drawing></w:r>`))
	d.bar = ""
}

// Photos stand under one another, two to a page at least.
const (
	photoWide = textWidth * 3 / 4
	photoHigh = pictureHigh * 2 / 5
)

// photo puts a photo with its caption below it; what is not kept any more is
// left out.
func (d *body) photo(p export.Photo) {
	data := d.JPEG(p)
	if data == nil {
		return
	}
	width, height := photoWide, photoWide*p.Height/p.Width
	if height > photoHigh {
		width, height = photoHigh*p.Width/p.Height, photoHigh
	}
	d.media = append(d.media, media{fmt.Sprintf("media/image%d.jpeg", len(d.media)+1), data})
	drawn := inline(len(d.media), width, height, d.Say("export.photos")+" "+strconv.Itoa(len(d.media)), p.Caption)
	d.out.WriteString(para(paraProps{style: "Figure", keepNext: true}, `<w:r><w:drawing>`+drawn+`</w:drawing></w:r>`))
	d.para(paraProps{style: "Caption"}, p.Caption)
}

func inline(n, width, height int, name, alt string) string {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	size := fmt.Sprintf(`cx="%d" cy="%d"`, width*emuPerTwip, height*emuPerTwip)
	named := fmt.Sprintf(`id="%d" name="%s" descr="%s"`, n, Escaped(name), Escaped(alt))
	return `<wp:inline xmlns:wp="` + drawing + `wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent ` + size + `/><wp:docPr ` + named + `/>` +
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="` + drawing + `main" noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
		`<a:graphic xmlns:a="` + drawing + `main"><a:graphicData uri="` + drawing + `picture"><pic:pic xmlns:pic="` + drawing + `picture">` +
		`<pic:nvPicPr><pic:cNvPr ` + named + `/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="` + mediaID(n) + `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + size + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline>`
}

func mediaID(n int) string { return "rId" + strconv.Itoa(mediaFrom+n) }
