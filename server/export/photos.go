package export

import (
	"cmp"
	"encoding/base64"
	"html/template"
	"strconv"

	"yoriai/board"
)

// Photo is a photo of the evening as a report shows it. Caption says what is to
// be seen: in the words of whoever added it, or of whose photo it is.
type Photo struct {
	ID            board.PhotoID
	Caption       string
	Width, Height int // pixels
}

// PhotoBytes gives the JPEG of a photo; nil where it is not kept any more.
type PhotoBytes func(board.PhotoID) []byte

// photos are those of one table or (table empty) of the workshop, in the order
// in which they were added. The public sees those that are published.
func (b builder) photos(table board.TableID, whose string) (list []Photo) {
	for _, p := range b.workshop.Photos() {
		if p.Table != table || b.Public && !p.Published {
			continue
		}
		n := len(list) + 1
		caption := cmp.Or(p.Caption, b.Words.fill(wordPhotoOf, "whose", whose, "n", strconv.Itoa(n)))
		list = append(list, Photo{p.ID, caption, p.Width, p.Height})
	}
	return list
}

// photoLines are the photos of a part; those whose bytes are gone are left out
// where they are drawn.
func photoLines(photos []Photo) (list []PartLine) {
	for i := range photos {
		list = append(list, PartLine{Kind: PartPhoto, Text: photos[i].Caption, Photo: &photos[i]})
	}
	return list
}

func (r Report) photoChapter() Chapter {
	return Chapter{ID: "photos", Title: r.words(wordPhotos), Parts: []Part{{Lines: photoLines(r.Photos)}}}
}

// JPEG is the picture of a photo in this report; nil: it is not kept any more.
func (r Report) JPEG(p Photo) []byte {
	if r.photoBytes == nil {
		return nil
	}
	return r.photoBytes(p.ID)
}

// htmlPhoto is a photo in a page.
type htmlPhoto struct {
	Source        template.URL // of our own server, or the picture itself; never what people wrote
	Full          template.URL // where it is to be seen larger; empty: nowhere
	Caption       string
	Width, Height int
}

// htmlPhoto makes of a photo what a page shows; nil where it is not kept any more.
func (r Report) htmlPhoto(p Photo) *htmlPhoto {
	h := &htmlPhoto{Caption: p.Caption, Width: p.Width, Height: p.Height}
	if r.photosAt != "" {
		h.Full = template.URL(r.photosAt + string(p.ID))
		h.Source = h.Full + "/small"
		return h
	}
	data := r.JPEG(p)
	if data == nil {
		return nil
	}
	h.Source = template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(data))
	return h
}

// WithPhotosAt is the report for a page of the server: its photos are fetched
// from there.
func (r Report) WithPhotosAt(address string) Report {
	r.photosAt = address
	return r
}
