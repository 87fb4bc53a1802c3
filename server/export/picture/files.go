package picture

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"

	"yoriai/board"
	"yoriai/server/export"
)

// The files: a table's sheets in one picture, or all tables' in a folder, one
// picture for each. Pictures are made one after the other: a sheet of a
// thousand notes takes its room only while it is being drawn.

// WriteSVG writes the sheets of one table.
func WriteSVG(w io.Writer, r export.Report) error {
	pages, err := pagesOfOne(r)
	if err != nil {
		return err
	}
	return SVG(w, pages, r.Title+" "+r.Table)
}

// WritePNG writes the sheets of one table.
func WritePNG(w io.Writer, r export.Report) error {
	pages, err := pagesOfOne(r)
	if err != nil {
		return err
	}
	return PNG(w, pages, widthOf(pages))
}

const (
	// mostWide is the widest picture of sheets side by side, in dots: of more than four each is smaller.
	mostWide = 4 * PNGWidth
	// sharp is how many dots high letters are that can be read on a screen.
	sharp = 9
	// ptWide is an A3 in points.
	ptWide = pageW / pointHigh
)

// widthOf is how wide each sheet of a picture is, in dots: wider where its
// letters are small, for it can be enlarged on the screen.
func widthOf(pages []*Page) int {
	width := PNGWidth
	for _, p := range pages {
		if p.letters > 0 {
			width = max(width, int(sharp*ptWide/p.letters))
		}
	}
	n := len(pages)
	// No more dots than four sheets have.
	return min(width, int(PNGWidth*math.Sqrt(4/float64(n))), mostWide/n)
}

// pagesOfOne are what a picture shows that stands alone. Twelve tables in one
// would be nobody's picture; those are for WriteSVGs and WritePNGs.
func pagesOfOne(r export.Report) ([]*Page, error) {
	if r.Table == "" && len(r.Sections) != 1 {
		return nil, board.Errorf(board.NotFound, "a picture is of one table")
	}
	var pages []*Page
	for _, s := range r.Sections {
		pages = append(pages, Pages(r, s)...)
	}
	return pages, nil
}

// WriteSVGs writes a zip with a picture of every sheet, and of the larger pages
// if there are any; see Pages.
func WriteSVGs(w io.Writer, r export.Report) error {
	return zipped(w, r, export.SVG, func(w io.Writer, p *Page) error { return SVG(w, []*Page{p}, p.Title) })
}

// WritePNGs writes the same as dots.
func WritePNGs(w io.Writer, r export.Report) error {
	return zipped(w, r, export.PNG, func(w io.Writer, p *Page) error { return PNG(w, []*Page{p}, PNGWidth) })
}

func zipped(w io.Writer, r export.Report, f export.Format, write func(io.Writer, *Page) error) error {
	folder := zip.NewWriter(w)
	n := 0
	for _, s := range r.Sections {
		for _, p := range A3.Pages(r, s) {
			n++
			of := r
			of.Table = p.Title
			// Two tables may have one name.
			file, err := folder.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%02d_%s", n, export.FileName(of, f)), Method: zip.Deflate, Modified: r.Made})
			if err != nil {
				return fmt.Errorf("picture: zip: %w", err)
			}
			if err := write(file, p); err != nil {
				return err
			}
		}
	}
	if err := folder.Close(); err != nil {
		return fmt.Errorf("picture: zip: %w", err)
	}
	return nil
}

// inText is how wide a picture is among text, in dots: it can be enlarged on the screen and is still read.
const inText = 1860

// Drawings are the sheets of a section for a report of text.
func Drawings(r export.Report, s export.Section) ([]export.Drawing, error) {
	var list []export.Drawing
	for _, p := range Pages(r, s) {
		var out bytes.Buffer
		if err := PNG(&out, []*Page{p}, inText); err != nil {
			return nil, err
		}
		list = append(list, export.Drawing{Image: out.Bytes(), Alt: p.Alt})
	}
	return list, nil
}

// Vectors are the same for a page that is enlarged and printed sharply.
func Vectors(r export.Report, s export.Section) ([]export.Drawing, error) {
	var list []export.Drawing
	for _, p := range Pages(r, s) {
		var out bytes.Buffer
		if err := SVG(&out, []*Page{p}, p.Title); err != nil {
			return nil, err
		}
		list = append(list, export.Drawing{Image: out.Bytes(), Alt: p.Alt})
	}
	return list, nil
}
