package paper

import "yoriai/server/export"

// Photos stand in rows of two, each with its caption below it.
const (
	photoGap  = 6.0
	photoWide = (width - photoGap) / 2
	photoHigh = 72.0 // of one that stands upright: three rows to a page
)

// photos prints photos that follow one another, but for those that are not kept
// any more.
func (l *layout) photos(list []export.PartLine) {
	var kept []export.Photo
	for _, line := range list {
		if l.report.JPEG(*line.Photo) != nil {
			kept = append(kept, *line.Photo)
		}
	}
	for len(kept) > 0 {
		row := kept[:min(2, len(kept))]
		kept = kept[len(row):]
		l.photoRow(row)
	}
}

// photoRow is two photos, and below them what is to be seen.
func (l *layout) photoRow(row []export.Photo) {
	pictures, captions := block{above: 3, keep: true, whole: true}, block{height: 4.6, above: 1.2, whole: true}
	var draw []mark
	for i, photo := range row {
		w, h := photoWide, photoWide*float64(photo.Height)/float64(photo.Width)
		if h > photoHigh {
			w, h = photoHigh*float64(photo.Width)/float64(photo.Height), photoHigh
		}
		x := left + float64(i)*(photoWide+photoGap)
		figure := l.element("Figure")
		figure.SetAlt(photo.Caption)
		draw = append(draw, mark{x: x, w: w, h: h, photo: &photo, element: figure})
		captions.spans = append(captions.spans, span{x: x, lines: l.wrap(small, photo.Caption, photoWide), face: small, color: soft, element: l.element("P")})
		pictures.height = max(pictures.height, h)
	}
	pictures.over = func(p *page, y, h float64) {
		for _, m := range draw {
			m.y = y + h - m.h // they stand on one line
			p.marks = append(p.marks, m)
		}
	}
	l.add(pictures)
	l.add(captions)
}
