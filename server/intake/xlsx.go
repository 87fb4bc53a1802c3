package intake

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoriai/board"
)

// maxUnzipped bounds a spreadsheet when it is unpacked: a list of a thousand
// people is a hundredth of it, a zip bomb a thousand times as much.
const maxUnzipped = 16 << 20

// maxSheetWidth is far beyond any list of people; the library fills each row up
// to its last cell.
const maxSheetWidth = 1000

// readXLSX reads the first sheet that people see. Nothing in the file is
// carried out: formulas, macros and links are left alone.
func (s *sheet) readXLSX(data []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return board.Errorf(board.BadText, "the file cannot be unpacked, or is too large when it is")
	}
	defer f.Close()
	name := s.shownSheet(f)
	if name == "" {
		return board.Errorf(board.BadText, "the file has no sheet that is shown")
	}
	rows, err := f.Rows(name)
	if err != nil {
		return board.Errorf(board.BadText, "the sheet cannot be read")
	}
	defer rows.Close()
	for line := 1; rows.Next(); line++ {
		row, err := rows.Columns()
		if err != nil {
			return board.Errorf(board.BadText, "a row of the sheet cannot be read")
		}
		if err := s.add(line, row); err != nil {
			return err
		}
	}
	if rows.Error() != nil {
		return board.Errorf(board.BadText, "the sheet cannot be read to its end")
	}
	return s.fillMerged(data, name)
}

// shownSheet is the first sheet that is not hidden and has something in it.
func (s *sheet) shownSheet(f *excelize.File) string {
	first, shown, hidden, fitting := "", 0, 0, false
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err != nil || !visible {
			hidden++
			continue
		}
		if shown++; first == "" && hasCells(f, name) {
			first = name
		}
		if s.heads != nil && !fitting && s.heads(s.top(f, name)) {
			first, fitting = name, true
		}
	}
	if hidden > 0 {
		s.remark(0, RemarkHidden, "")
	}
	if shown > 1 && fitting {
		s.remark(0, RemarkThisSheet, first)
	} else if shown > 1 {
		s.remark(0, RemarkOtherSheet, first)
	}
	return first
}

// top is the beginning of a sheet, where its headings are.
func (s *sheet) top(f *excelize.File, name string) (top [][]string) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil
	}
	defer rows.Close()
	for rows.Next() && len(top) < headRows {
		row, err := rows.Columns()
		if err != nil || len(row) > maxSheetWidth {
			return top
		}
		top = append(top, s.cells(row))
	}
	return top
}

func hasCells(f *excelize.File, name string) bool {
	rows, err := f.Rows(name)
	if err != nil {
		return false
	}
	defer rows.Close()
	return rows.Next()
}

// fillMerged writes what stands in merged cells into each of them.
func (s *sheet) fillMerged(data []byte, name string) error {
	ranges, err := mergedRanges(data, name)
	if err != nil {
		return board.Errorf(board.BadText, "the merged cells cannot be read, or are too many")
	}
	s.merged = len(ranges) > 0
	for _, r := range ranges {
		from, to, _ := strings.Cut(r, ":")
		left, top, err := excelize.CellNameToCoordinates(from)
		if err != nil {
			continue
		}
		right, bottom, err := excelize.CellNameToCoordinates(to)
		if err != nil || right > left { // side by side: a title, or a heading over two columns
			continue
		}
		s.fill(left-1, top-1, min(bottom, len(s.rows))-1)
	}
	return nil
}

func (s *sheet) fill(column, top, bottom int) {
	if top < 0 || top >= len(s.rows) || column >= len(s.rows[top]) {
		return
	}
	for i := top + 1; i <= bottom; i++ {
		for len(s.rows[i]) <= column {
			s.rows[i] = append(s.rows[i], "")
		}
		s.rows[i][column] = s.rows[top][column]
	}
}
