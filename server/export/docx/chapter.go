package docx

import (
	"strconv"
	"strings"

	"yoriai/server/export"
)

// cellWidth is how wide a number of a grid stands at most, and wideCell a cell of few columns.
const (
	cellWidth = 1200
	wideCell  = 2600
)

// chapter writes what stands before or behind the tables.
func (d *body) chapter(c export.Chapter, newPage bool) {
	d.heading(paraProps{style: "Heading1", pageBreak: newPage}, c.Title)
	if c.Said != "" {
		d.para(paraProps{style: "BodyText"}, c.Said)
	}
	if len(c.Grid) > 0 {
		d.grid(c.Title, c.Grid)
	}
	for _, p := range c.Parts {
		d.part(p)
	}
}

// grid writes a table whose first row and column are headings; the first
// column takes what the others leave.
func (d *body) grid(caption string, rows [][]string) {
	columns := len(rows[0]) - 1
	width := min(cellWidth, (textWidth-2400)/max(1, columns))
	if columns <= 2 {
		width = wideCell
	}
	name := textWidth - columns*width
	d.out.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="` + strconv.Itoa(textWidth) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
		`<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>` +
		`<w:tblCaption w:val="` + Escaped(caption) + `"/></w:tblPr><w:tblGrid><w:gridCol w:w="` + strconv.Itoa(name) + `"/>` +
		strings.Repeat(`<w:gridCol w:w="`+strconv.Itoa(width)+`"/>`, columns) + `</w:tblGrid>`)
	for i, row := range rows {
		d.rowOf(row, name, width, i == 0, false)
	}
	d.out.WriteString(`</w:tbl>`)
	d.bar = ""
}
