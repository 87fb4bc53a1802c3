package server

import (
	"fmt"
	"io"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/docx"
	"yoriai/server/export/newsletter"
	"yoriai/server/export/paper"
	"yoriai/server/export/picture"
	"yoriai/server/export/workbook"
)

// writers makes every format that is printed of a report. Those in packages of
// their own import the report, so the table stands here and not beside it.
var writers = map[export.Format]func(io.Writer, export.Report) error{
	export.DOCX: func(w io.Writer, r export.Report) error { return docx.Write(w, r.WithPictures(picture.Drawings)) },
	export.XLSX: workbook.Write,
	export.PDF:  paper.Write,
	export.HTML: func(w io.Writer, r export.Report) error { return export.WriteHTML(w, r.WithPictures(picture.Vectors)) },

	export.SheetA3:      picture.A3.WritePDF,
	export.SheetA1:      picture.A1.WritePDF,
	export.SheetA0:      picture.A0.WritePDF,
	export.SVG:          picture.WriteSVG,
	export.PNG:          picture.WritePNG,
	export.SVGs:         picture.WriteSVGs,
	export.PNGs:         picture.WritePNGs,
	export.FollowupHTML: export.WriteFollowupHTML,
	export.FollowupDOCX: docx.WriteFollowup,

	export.MD:  export.WriteMarkdown,
	export.CSV: export.WriteCSV,

	export.NewsDOCX: newsletter.WriteDOCX,
	export.NewsHTML: newsletter.WriteHTML,
}

// errUndrawable: a board holds so much more than the limit that nothing can be
// laid out of it.
var errUndrawable = board.Errorf(board.TooBig, "a board holds too many notes to be drawn or laid out on paper")

// write writes a report in a format. Errors: NotFound for one that is not made
// of reports, errUndrawable for one that lays out each note of a board too large.
func write(w io.Writer, r export.Report, f export.Format) error {
	write, ok := writers[f]
	if !ok {
		return board.Errorf(board.NotFound, "there is no such format")
	}
	if laidOut(f) && r.TooLarge() {
		return errUndrawable
	}
	if err := write(w, r); err != nil {
		return fmt.Errorf("write %s: %w", f, err)
	}
	return nil
}

// laidOut says which formats put each note at a place of its own on paper; the
// others tell them one after the other.
func laidOut(f export.Format) bool {
	switch f {
	case export.PDF, export.SheetA3, export.SheetA1, export.SheetA0, export.SVG, export.PNG, export.SVGs, export.PNGs:
		return true
	}
	return false
}

// heavy says which formats take turns: those that draw, lay out or pack.
func heavy(f export.Format) bool {
	switch f {
	case export.MD, export.CSV, export.JSON, export.FollowupHTML, export.NewsHTML:
		return false
	}
	return true
}
