package export

// Picture draws a section's sheets; nil where a report has no pictures. The
// writers of pictures import this package, so the server brings them together.
type Picture func(Report, Section) ([]Drawing, error)

// Drawing is a drawn sheet, PNG or SVG as its format wants it, with words for who
// does not see it.
type Drawing struct {
	Image []byte
	Alt   string
}

// WithPictures is the report with the sheets drawn into the formats that show them.
func (r Report) WithPictures(draw Picture) Report {
	r.draw = draw
	return r
}

// HasPictures: the sheets are shown where the format can.
func (r Report) HasPictures() bool { return r.draw != nil }

// Drawings are a section's sheets; none of a table that has written nothing.
func (r Report) Drawings(s Section) ([]Drawing, error) {
	if r.draw == nil || s.Count.Written == 0 && !s.Joint {
		return nil, nil
	}
	return r.draw(r, s)
}
