package paper

import (
	"strconv"
	"strings"

	"yoriai/server/export"
	"yoriai/server/export/picture"
)

// section prints what one table made, on pages of its own, so that they can be
// handed to the people who made it.
func (l *layout) section(s export.Section, sum string) {
	r := l.report
	l.chapter(s.Table, bottom-top)
	if s.OwnTheme || s.Joint {
		l.paragraph(r.Fact(export.Fact{Name: r.Say("export.theme"), Value: s.Theme}), strong, ink, 0, 0, true)
	}
	if names := r.MemberLine(s, func(name string) string { return name }); names != "" {
		l.paragraph(names, body, soft, 0, 0.5, false)
	}
	if sum != "" {
		l.paragraph(sum, small, soft, 0, 1, false)
	}
	for _, line := range r.Lines(s) {
		l.said(line)
	}
	for _, p := range r.Parts(s) {
		l.part(p)
	}
	l.settle()
	l.sheets(s)
}

// sheets are the drawings of a table's sheets, each on a page across.
func (l *layout) sheets(s export.Section) {
	if len(s.Sheet.Lying)+len(s.Sheet.Lone)+len(s.Sheet.Loose) == 0 {
		return
	}
	for i, sheet := range picture.Pages(l.report, s) {
		l.pages = append(l.pages, &page{sheet: sheet, figure: l.element("Figure")})
		if i == 0 {
			h := l.mark(l.report.Say("export.picture", "table", s.Table), 1)
			h.page = len(l.pages) - 1
		}
	}
	l.y, l.begun = bottom, true // nothing else stands there
}

// sums are the tables' ledgers in one line each, without what is nothing.
func sums(r export.Report) []string {
	list := make([]string, len(r.Sections))
	head, rows := r.LedgerHead(), r.Ledger()
	for i, s := range r.Sections {
		if s.Joint {
			continue // counted at the tables
		}
		list[i], rows = sum(head, rows[0]), rows[1:]
	}
	return list
}

func sum(head []string, row export.LedgerRow) string {
	var parts []string
	last := len(row.Numbers) - 1
	for i, n := range row.Numbers[:last] {
		if n > 0 {
			parts = append(parts, head[i+1]+" "+strconv.Itoa(n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return head[last+1] + " " + strconv.Itoa(row.Numbers[last]) + " = " + strings.Join(parts, " + ")
}

func (l *layout) said(line export.Line) {
	switch line.Kind {
	case export.LineIsland:
		l.title(line.Text, line.Level, levelColor(line.Level), line.Marks)
	case export.LineSet:
		l.title(line.Text, 1, rule, line.Marks)
	case export.LineAgain:
		l.paragraph(l.report.Again(line), strong, soft, indent(line.Level)+1.6, 2.5, true)
	case export.LineNote:
		l.note(line.Text, line.Level, line.Marks)
	case export.LineStatement:
		l.statement(line.Text, line.Level)
	case export.LineSaid:
		l.paragraph(line.Text, body, soft, 0, 3, false)
	}
}

// part prints what a table found out.
func (l *layout) part(p export.Part) {
	if p.Title != "" {
		l.title(p.Title, 1, rule, nil)
	}
	var bars, photos []export.PartLine
	for i, line := range p.Lines {
		switch line.Kind {
		case export.PartItem:
			l.bullet(line.Text, 1.6, nil)
		case export.PartHead:
			l.paragraph(line.Text, strong, ink, 1.6, 2, true)
		case export.PartText:
			l.passage(line)
		case export.PartPhoto:
			if photos = append(photos, line); i+1 == len(p.Lines) {
				l.photos(photos)
			}
		case export.PartBar:
			bars = append(bars, line)
			if i+1 == len(p.Lines) || p.Lines[i+1].Kind != export.PartBar {
				l.chart(bars)
				bars = nil
			}
		}
	}
}

// passage is a paragraph of the narrative: what leads to it, the island's words
// and what stands in it.
func (l *layout) passage(line export.PartLine) {
	above := 2.5
	if line.Added != "" {
		l.paragraph(line.Added, body, soft, 1.6, above, true)
		above = 0.3
	}
	if line.Title != "" {
		l.paragraph(line.Title, strong, ink, 1.6, above, line.Text != "")
		above = 0.3
	}
	if line.Text != "" {
		l.paragraph(line.Text, body, ink, 1.6, above, false)
	}
}

// chapters are what stands before the tables, or what was said across them.
func (l *layout) chapters(list []export.Chapter) {
	for _, c := range list {
		l.chapter(c.Title, 90)
		if c.Said != "" {
			l.paragraph(c.Said, body, soft, 0, 0, len(c.Grid) > 0)
		}
		if len(c.Grid) > 0 {
			l.grid(c.Grid, false)
		}
		for _, p := range c.Parts {
			l.part(p)
		}
		l.settle()
	}
}

// ledger is the table in which every note is counted.
func (l *layout) ledger() {
	r := l.report
	rows := [][]string{r.LedgerHead()}
	for _, row := range r.Ledger() {
		cells := []string{row.Name}
		for _, n := range row.Numbers {
			cells = append(cells, strconv.Itoa(n))
		}
		rows = append(rows, cells)
	}
	l.chapter(r.Say("export.ledger"), 45+8*float64(min(len(rows), 10)))
	l.grid(rows, len(rows) > 2)
	l.paragraph(r.Say("export.ledger.rule"), small, soft, 0, 2.5, false)
	if l.missing > 0 {
		l.paragraph(r.Say("export.paper.missing", "n", strconv.Itoa(l.missing)), small, soft, 0, 2, false)
	}
	l.settle()
}
