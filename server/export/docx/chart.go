package docx

import (
	"strconv"
	"strings"

	"yoriai/board"
	"yoriai/server/export"
)

// Columns of a chart: what it is about, the bar, the numbers in words.
var chartColumns = [3]int{3200, 3100, textWidth - 6300}

// sides are the colours of the sides' stretches of a bar: of different
// lightness, so that they are told apart on grey paper too.
var sides = map[board.Side]string{board.Citizen: "C9971F", board.Staff: "24508C", board.OtherSide: "6F9A63", board.NoSide: "6D675B"}

// chart writes bars that follow one another as a table without lines. The bars
// are letters, so that every program draws them and a reader that listens has
// the numbers beside them.
func (d *body) chart(title string, bars []export.PartLine) {
	d.out.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="` + strconv.Itoa(textWidth) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
		`<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>` +
		`<w:tblCaption w:val="` + Escaped(title) + `"/></w:tblPr><w:tblGrid>`)
	for _, width := range chartColumns {
		d.out.WriteString(`<w:gridCol w:w="` + strconv.Itoa(width) + `"/>`)
	}
	d.out.WriteString(`</w:tblGrid>`)
	for _, l := range bars {
		d.out.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, content := range []string{run(runProps{}, l.Text), barRuns(l), run(runProps{}, l.Amount)} {
			d.out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(chartColumns[i]) + `" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>` + para(paraProps{style: "ChartText"}, content) + `</w:tc>`)
		}
		d.out.WriteString(`</w:tr>`)
	}
	d.out.WriteString(`</w:tbl>`)
	d.bar = ""
}

// barRuns draws a bar in the colours of its shares.
func barRuns(l export.PartLine) string {
	if len(l.Shares) == 0 {
		return run(runProps{color: sides[board.Staff], size: 14}, l.Bar())
	}
	var out strings.Builder
	done, drawn, whole := 0, 0, strings.Count(l.Bar(), "■")
	for _, s := range l.Shares {
		done += s.N
		to := min(max(drawn+1, done*export.BarChars/max(1, l.Most)), whole)
		out.WriteString(run(runProps{color: sides[s.Side], size: 14}, strings.Repeat("■", to-drawn)))
		drawn = to
	}
	return out.String()
}
