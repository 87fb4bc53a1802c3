package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/rivo/uniseg"
	"github.com/xuri/excelize/v2"

	"yoriai/server/export"
)

// face is what city offices have on their machines; others show their own.
const face = "BIZ UDPゴシック"

// maxCell is how many UTF-16 units Excel keeps in a cell.
const maxCell = 32_767

// Write writes a report as a workbook (.xlsx).
func Write(w io.Writer, r export.Report) error {
	b := book{f: excelize.NewFile(), r: r, names: map[string]bool{}}
	defer b.f.Close()
	if err := b.styles(); err != nil {
		return fmt.Errorf("styles: %w", err)
	}
	for _, s := range b.sheets() {
		if err := b.write(s); err != nil {
			return fmt.Errorf("sheet: %w", err)
		}
	}
	if err := b.properties(); err != nil {
		return fmt.Errorf("properties: %w", err)
	}
	var file bytes.Buffer
	if err := b.f.Write(&file); err != nil {
		return err
	}
	return ordered(w, file.Bytes(), r.Made)
}

// ordered writes the package again with its parts in one order and at one
// time: the library keeps its sheets in a map. The list of types comes first,
// where those who look into files for what they are expect it.
func ordered(w io.Writer, file []byte, made time.Time) error {
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range in.File {
		head := part.FileHeader
		head.Modified = made.UTC()
		to, err := out.CreateRaw(&head)
		if err != nil {
			return err
		}
		from, err := part.OpenRaw()
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, from); err != nil {
			return err
		}
	}
	return out.Close()
}

// book is a workbook being written.
type book struct {
	f     *excelize.File
	r     export.Report
	names map[string]bool // of sheets, in lower case
	head  int             // styles
	text  int
	count int
}

// sheet is one clean table.
type sheet struct {
	name    string
	columns []column
	rows    [][]any // string or int, as many as there are columns
}

// told leaves out the columns that may be missing and in which nothing stands.
func (s sheet) told() sheet {
	out := sheet{name: s.name, rows: make([][]any, len(s.rows))}
	for i, c := range s.columns {
		if c.spare && !slices.ContainsFunc(s.rows, func(row []any) bool { return row[i] != "" }) {
			continue
		}
		out.columns = append(out.columns, c)
		for n, row := range s.rows {
			out.rows[n] = append(out.rows[n], row[i])
		}
	}
	return out
}

// column is a heading with a width in digits, as Excel measures it; a letter of
// Japanese is two.
type column struct {
	head  string
	width float64
	spare bool // may be missing where nothing stands in it
}

const (
	narrow = 10
	middle = 24
	wide   = 46
	broad  = 66
)

func (b *book) styles() (err error) {
	if err = b.f.SetDefaultFont(face); err != nil {
		return err
	}
	thin := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		thin = append(thin, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	font := func(bold bool) *excelize.Font { return &excelize.Font{Family: face, Size: 11, Bold: bold} }
	const asText, whole = 49, 1 // built-in number formats: "@" and "0"
	styles := []struct {
		into *int
		is   excelize.Style
	}{
		{&b.head, excelize.Style{Font: font(true), Border: thin, NumFmt: asText, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EEF5"}}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&b.text, excelize.Style{Font: font(false), Border: thin, NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&b.count, excelize.Style{Font: font(false), Border: thin, NumFmt: whole, Alignment: &excelize.Alignment{Vertical: "top"}}},
	}
	for _, s := range styles {
		if *s.into, err = b.f.NewStyle(&s.is); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) write(s sheet) error {
	s = s.told()
	name := b.named(s.name)
	if len(b.names) == 1 {
		if err := b.f.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	if err := b.page(name); err != nil {
		return err
	}
	return b.fill(name, s)
}

// page sets up how the sheet is printed: as wide as the paper, the headings on
// each page, the name and the page's number below.
func (b *book) page(name string) error {
	landscape, a4, one, any := "landscape", 9, 1, 0
	fit := true
	if err := b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	err := b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &any})
	if err != nil {
		return err
	}
	if err := b.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted(name) + "!$1:$1", Scope: name})
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func (b *book) fill(name string, s sheet) error {
	out, err := b.f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := out.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetRow("A1", b.heads(s.columns), excelize.RowOpts{Height: 2 * lineHeight}); err != nil {
		return err
	}
	for i, row := range s.rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+2), b.cells(row), excelize.RowOpts{Height: height(s.columns, row)}); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(s.columns), max(2, len(s.rows)+1))
	if err != nil {
		return err
	}
	if err := out.AddTable(&excelize.Table{Range: "A1:" + last, Name: fmt.Sprintf("yoriai%d", len(b.names)), StyleName: "TableStyleLight1"}); err != nil {
		return err
	}
	return out.Flush()
}

const (
	lineHeight = 18.5 // points, of our face at 11 points
	maxHeight  = 409  // Excel's limit
)

// height makes room for every line of a row's texts. Programs that open the
// file do not all do so by themselves.
func height(columns []column, row []any) float64 {
	most := 1
	for i, value := range row {
		text, _ := value.(string)
		n := 0
		for line := range strings.SplitSeq(text, "\n") {
			n += max(1, int(math.Ceil(float64(uniseg.StringWidth(line))/(columns[i].width-2))))
		}
		most = max(most, n)
	}
	return min(maxHeight, float64(most)*lineHeight)
}

func (b *book) heads(columns []column) []any {
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = excelize.Cell{StyleID: b.head, Value: c.head}
	}
	return cells
}

func (b *book) cells(row []any) []any {
	cells := make([]any, len(row))
	for i, value := range row {
		style := b.count
		if text, isText := value.(string); isText {
			style, value = b.text, b.clean(text)
		}
		cells[i] = excelize.Cell{StyleID: style, Value: value}
	}
	return cells
}

// clean keeps a text within what a cell may hold. What is cut says so: the
// other formats have it whole.
func (b *book) clean(s string) string {
	s = printable(s)
	if units(s) <= maxCell {
		return s
	}
	mark := b.r.Say("export.book.cut")
	return within(s, maxCell-units(mark)) + mark
}

// printable drops what XML 1.0 cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// units is a text's length as Excel counts it.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// within is the beginning of a text in at most so many units, cut between
// characters as people see them.
func within(s string, most int) string {
	if units(s) <= most {
		return s
	}
	end, sum := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if sum += units(g.Str()); sum > most {
			break
		}
		_, end = g.Positions()
	}
	return s[:end]
}

// properties: the title, the language, and no time or name of the machine.
func (b *book) properties() error {
	made := b.r.Made.UTC().Format("2006-01-02T15:04:05Z")
	return b.f.SetDocProps(&excelize.DocProperties{Title: b.r.Title, Subject: b.r.Theme, Language: "ja-JP", Created: made, Modified: made, Creator: "", LastModifiedBy: ""})
}

// maxName is how long a sheet's name may be, in UTF-16 units.
const maxName = 31

// named makes a name that no other sheet has.
func (b *book) named(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, printable(s))
	if s = strings.Trim(s, "' "); s == "" {
		s = b.r.Say("export.book.sheet")
	}
	name := strings.TrimRight(within(s, maxName), "' ")
	for n := 2; b.names[strings.ToLower(name)]; n++ {
		behind := fmt.Sprintf(" (%d)", n)
		name = within(s, maxName-len(behind)) + behind
	}
	b.names[strings.ToLower(name)] = true
	return name
}
