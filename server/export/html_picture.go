package export

import (
	"encoding/base64"
	"html/template"
)

// htmlSheetsMost bounds the drawings of a page, in bytes: an ordinary evening has
// a tenth of it, and a file of more is not sent by mail. A table whose sheets would
// go beyond it says so in their place; the words are all there.
const htmlSheetsMost = 8 << 20

// htmlSheets are a table's sheets as pictures, or the sentence that they are left out.
type htmlSheets struct {
	Pictures []htmlPicture
	LeftOut  string
}

// htmlPicture is a picture that stands in the page itself: an image of its own, so
// that its ids, styles and letters meet nothing of the page, and nothing in it runs.
type htmlPicture struct {
	Src template.HTMLAttr
	Alt string
}

// draw puts the sheets of all tables into a page's body.
func (b *htmlBody) draw(r Report) error {
	room := htmlSheetsMost
	for i, s := range r.Sections {
		drawings, err := r.Drawings(s)
		if err != nil {
			return err
		}
		size := 0
		for _, d := range drawings {
			size += len(d.Image)
		}
		if size > room {
			b.Sections[i].Sheets.LeftOut = r.words.fill(wordPictureLeftOut, "table", s.Table)
			continue
		}
		room -= size
		for _, d := range drawings {
			b.Sections[i].Sheets.Pictures = append(b.Sections[i].Sheets.Pictures, htmlPicture{svgSource(d.Image), d.Alt})
		}
	}
	return nil
}

// svgSource is marked as safe: whatever the picture says, base64 has neither
// quotes nor brackets.
func svgSource(svg []byte) template.HTMLAttr {
	return template.HTMLAttr(`src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString(svg) + `"`)
}
