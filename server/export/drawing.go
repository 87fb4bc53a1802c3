package export

import (
	"slices"

	"yoriai/board"
)

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

// TooLarge: more was written than a board may hold. It can be told in words; no
// paper would be legible, and laying it out would take what the machine has.
func (s Section) TooLarge() bool { return s.Count.Written > board.Bounds.Notes }

// TooLarge: one of its sections is.
func (r Report) TooLarge() bool { return slices.ContainsFunc(r.Sections, Section.TooLarge) }

// Drawings are a section's sheets; none of a table that has written nothing, or
// far too much.
func (r Report) Drawings(s Section) ([]Drawing, error) {
	if r.draw == nil || s.TooLarge() || s.Count.Written == 0 && !s.Joint {
		return nil, nil
	}
	return r.draw(r, s)
}
