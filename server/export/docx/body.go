package docx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yoriai/server/export"
)

// A4 in twentieths of a point, and its margins: 25 mm at the sides, 22 above and below.
const (
	pageWidth  = 11906
	pageHeight = 16838
	margin     = 1417
	marginTop  = 1247
	textWidth  = pageWidth - 2*margin
)

// contentsMax is how many lines of contents fit beside the title on the
// first page; above it the contents list the tables only.
const contentsMax = 36

// body writes the main part.
type body struct {
	export.Report
	out   strings.Builder
	marks int    // bookmarks so far; the contents point at them by number
	bar   string // colour of the bar of a heading that stands last; empty: another thing does
	level int    // of that heading

	media []media
	err   error // a picture could not be drawn
}

// besideCover is how many lines of contents leave room on the first page for
// the text to begin; a page with nothing but a title looks like a mistake.
const besideCover = 12

func document(r export.Report) (string, []media, error) {
	d := &body{Report: r}
	d.out.WriteString(`<w:document ` + Namespaces + `><w:body>`)
	d.cover()
	opening := d.Opening()
	for i, c := range opening {
		d.chapter(c, i == 0 && len(d.entries()) > besideCover)
	}
	for i, s := range r.Sections {
		d.section(s, i > 0 || len(opening) > 0 || d.HasPictures()) // a heading goes with the sheet below it
	}
	for i, c := range d.Chapters() {
		d.chapter(c, i == 0)
	}
	if d.HasLedger() {
		d.ledger()
	}
	d.out.WriteString(section() + `</w:body></w:document>`)
	return d.out.String(), d.media, d.err
}

// section is the page: its size, margins, header and footer. The first
// page has a header of its own, which is empty.
func section() string {
	return `<w:sectPr><w:headerReference w:type="default" r:id="` + headerID + `"/><w:headerReference w:type="first" r:id="` + emptyHeaderID + `"/>` +
		`<w:footerReference w:type="default" r:id="` + footerID + `"/><w:footerReference w:type="first" r:id="` + footerID + `"/>` +
		fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/>`, pageWidth, pageHeight) +
		fmt.Sprintf(`<w:pgMar w:top="%[1]d" w:right="%[2]d" w:bottom="%[1]d" w:left="%[2]d" w:header="624" w:footer="624" w:gutter="0"/>`, marginTop, margin) +
		`<w:cols w:space="425"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr>`
}

func (d *body) para(p paraProps, text string) {
	d.bar = ""
	d.out.WriteString(para(p, run(runProps{}, text)))
}

func (d *body) cover() {
	if d.Title != d.Theme {
		d.para(paraProps{style: "Subtitle"}, d.Title)
	}
	d.para(paraProps{style: "Title"}, d.Theme)
	for _, f := range d.Facts() {
		if f.Value != d.Title {
			d.para(paraProps{style: "BodyText"}, d.Fact(f))
		}
	}
	d.contents()
}

// entry is a line of the contents.
type entry struct {
	level int // 1 a table, 2 an island
	text  string
	mark  int
}

// listing gathers what the contents show. It numbers the headings as they are written.
type listing struct {
	tables, both []entry
	mark         int
}

// first is a heading of the first level.
func (l *listing) first(text string) {
	l.mark++
	e := entry{1, text, l.mark}
	l.tables, l.both = append(l.tables, e), append(l.both, e)
}

// second is one of the second level; those below it are counted, and not shown.
func (l *listing) second(text string, shown bool) {
	l.mark++
	if shown {
		l.both = append(l.both, entry{2, text, l.mark})
	}
}

func (l *listing) chapters(list []export.Chapter) {
	for _, c := range list {
		l.first(c.Title)
		for _, p := range c.Parts {
			if p.Title != "" {
				l.second(p.Title, true)
			}
		}
	}
}

func (l *listing) section(d *body, s export.Section) {
	l.first(s.Table)
	for _, line := range d.Lines(s) {
		if line.Kind == export.LineIsland || line.Kind == export.LineSet {
			l.second(export.Marked(line.Text, line.Marks), line.Level == 1)
		}
	}
	for _, p := range d.Parts(s) {
		l.second(p.Title, true)
	}
}

// entries lists what the contents show: tables and islands, where both fit.
func (d *body) entries() []entry {
	var l listing
	l.chapters(d.Opening())
	for _, s := range d.Sections {
		l.section(d, s)
	}
	l.chapters(d.Chapters())
	if !d.HasLedger() {
		return l.both
	}
	fits := len(l.both) < contentsMax
	if l.first(d.Say("export.ledger")); fits {
		return l.both
	}
	return l.tables
}

// contents writes the field that Word makes a table of contents of, with what
// it would make of it: without page numbers (\n), because only Word knows
// where its pages break, and a wrong number is worse than none.
func (d *body) contents() {
	list := d.entries()
	if len(list) < 2 {
		return
	}
	d.para(paraProps{style: "TOCHeading"}, d.Say("export.contents"))
	levels := list[0].level
	for _, e := range list {
		levels = max(levels, e.level)
	}
	code := fmt.Sprintf(`TOC \o "1-%d" \n \h \z \u`, levels)
	for i, e := range list {
		content := `<w:hyperlink w:anchor="` + markName(e.mark) + `" w:history="1">` + run(runProps{style: "Hyperlink", noProof: true}, e.text) + `</w:hyperlink>`
		if i == 0 {
			content = fieldBegin(runProps{}, code) + content
		}
		if i == len(list)-1 {
			content += fieldEnd(runProps{})
		}
		d.out.WriteString(para(paraProps{style: "TOC" + strconv.Itoa(e.level)}, content))
	}
}

func markName(n int) string { return fmt.Sprintf("_Toc%06d", n) }

// heading writes a heading under a bookmark of its own.
func (d *body) heading(p paraProps, text string) {
	d.marks++
	id := strconv.Itoa(d.marks)
	d.out.WriteString(para(p, `<w:bookmarkStart w:id="`+id+`" w:name="`+markName(d.marks)+`"/>`+run(runProps{}, text)+`<w:bookmarkEnd w:id="`+id+`"/>`))
}

// section writes one table's work, each but the first on a page of its own, so
// that it can be handed to the people who made it.
func (d *body) section(s export.Section, newPage bool) {
	d.heading(paraProps{style: "Heading1", pageBreak: newPage}, s.Table)
	if s.OwnTheme {
		d.para(paraProps{style: "BodyText", keepNext: true}, d.Fact(export.Fact{Name: d.Say("export.theme"), Value: s.Theme}))
	}
	if len(s.Members) > 0 {
		d.para(paraProps{style: "BodyText"}, d.MemberLine(s, export.AsIs))
	}
	d.picture(s)
	for _, l := range d.Lines(s) {
		d.line(l)
	}
	for _, p := range d.Parts(s) {
		d.part(p)
	}
}

// part writes what a table found out, under a heading like that of the lone notes.
func (d *body) part(p export.Part) {
	if p.Title != "" {
		d.island(export.Line{Kind: export.LineSet, Level: 1, Text: p.Title})
	}
	for i := 0; i < len(p.Lines); i++ {
		l := p.Lines[i]
		d.bar = ""
		switch l.Kind {
		case export.PartItem:
			d.para(paraProps{style: "ListBullet", numLevel: 1}, l.Text)
		case export.PartHead:
			d.out.WriteString(para(paraProps{style: "BodyText", before: 120, keepNext: true}, run(runProps{bold: true}, l.Text)))
		case export.PartBar:
			bars := barsFrom(p.Lines[i:])
			d.chart(p.Title, bars)
			i += len(bars) - 1
		case export.PartPhoto:
			d.photo(*l.Photo)
		case export.PartText:
			d.out.WriteString(para(paraProps{style: "BodyText", before: 120}, run(runProps{}, l.Added)+run(runProps{bold: true}, l.Title)+run(runProps{}, l.Text)))
		}
	}
}

// barsFrom are the bars with which lines begin.
func barsFrom(lines []export.PartLine) []export.PartLine {
	n := slices.IndexFunc(lines, func(l export.PartLine) bool { return l.Kind != export.PartBar })
	if n < 0 {
		return lines
	}
	return lines[:n]
}

// island writes a title card. Word draws the bars of two neighbours as one if
// they are alike to the last bit, and two islands without notes between them
// would look like one: so the second's colour is another by a hair.
func (d *body) island(l export.Line) {
	p := paraProps{style: "Heading" + strconv.Itoa(1+l.Level)}
	bar := barOf(1 + l.Level)
	if l.Kind == export.LineSet { // no island, and not of an island's colour
		bar.color = line
		p.borders = []border{bar}
	}
	if d.level == l.Level && d.bar == bar.color {
		bar.color = bar.color[:5] + string("0123456789ABCDEF"[15-strings.IndexByte("0123456789ABCDEF", bar.color[5])])
		p.borders = []border{bar}
	}
	d.heading(p, export.Marked(l.Text, l.Marks))
	d.bar, d.level = bar.color, l.Level
}

func (d *body) line(l export.Line) {
	switch l.Kind {
	case export.LineIsland, export.LineSet:
		d.island(l)
	case export.LineAgain:
		d.para(paraProps{style: "ListContinue", left: indent(l.Level) + 160}, d.Again(l))
	case export.LineNote:
		d.para(paraProps{style: "ListBullet", numLevel: max(l.Level, 1)}, export.Marked(l.Text, l.Marks))
	case export.LineStatement:
		p := paraProps{style: "Quote"}
		if l.Level > 0 {
			p.left = indent(l.Level) + 320
		} else {
			p.before, p.after = 200, 80 // it stands for itself, and not for the island above
		}
		d.para(p, l.Text)
	case export.LineSaid:
		d.para(paraProps{style: "BodyText", before: 120}, l.Text)
	}
}

// Columns of the ledger: the name takes what the six numbers leave.
const numberWidth = 1290

func (d *body) ledger() {
	d.heading(paraProps{style: "Heading1"}, d.Say("export.ledger"))
	name := textWidth - 6*numberWidth
	d.out.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="` + strconv.Itoa(textWidth) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
		`<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>` +
		`<w:tblCaption w:val="` + Escaped(d.Say("export.ledger")) + `"/></w:tblPr><w:tblGrid><w:gridCol w:w="` + strconv.Itoa(name) + `"/>` +
		strings.Repeat(`<w:gridCol w:w="`+strconv.Itoa(numberWidth)+`"/>`, 6) + `</w:tblGrid>`)
	d.row(d.LedgerHead(), name, true, true)
	rows := d.Report.Ledger()
	for i, row := range rows {
		d.row(row.Cells(), name, false, len(rows) > 1 && i == len(rows)-1)
	}
	d.out.WriteString(`</w:tbl>`)
	d.para(paraProps{style: "BodyText", before: 120}, d.Say("export.ledger.rule"))
}

func (d *body) row(cells []string, name int, head, bold bool) {
	d.rowOf(cells, name, numberWidth, head, bold)
}

// rowOf writes a row: a name, and numbers of one width.
func (d *body) rowOf(cells []string, name, number int, head, bold bool) {
	d.out.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		d.out.WriteString(`<w:tblHeader/>`)
	}
	d.out.WriteString(`</w:trPr>`)
	for i, text := range cells {
		width, p := number, paraProps{style: "TableText", jc: "right"}
		if i == 0 {
			width, p.jc = name, ""
		}
		shade := ""
		if head {
			shade = `<w:shd w:val="clear" w:color="auto" w:fill="F3EDE0"/>`
		}
		d.out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/>` + shade + `</w:tcPr>` + para(p, run(runProps{bold: bold}, text)) + `</w:tc>`)
	}
	d.out.WriteString(`</w:tr>`)
}
