package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"yoriai/board"
)

// Limits of a list of people. A sheet of 10,000 rows is read and answered; more is no roster.
const (
	maxSheetRows  = 12_000
	maxSheetLines = 200_000 // down to the last row that says something: sheets are often formatted far beyond their end
	maxSheetCells = 60      // of a row; people have some five facts
	maxRemarks    = 50
)

// sheet is a table of cells, and what is to be said about it.
type sheet struct {
	rows    [][]string
	said    int                        // how many of them say something
	guarded bool                       // a text: cells that begin like a formula have an apostrophe before them
	merged  bool                       // cells that were merged are filled already
	lines   bool                       // cells keep their line breaks
	heads   func(rows [][]string) bool // whether a sheet is the one that is looked for; nil: the first one is
	remarks []Remark
}

func (s *sheet) remark(line int, key, text string) {
	if len(s.remarks) < maxRemarks {
		s.remarks = append(s.remarks, Remark{Line: line, Key: key, Text: text})
	}
}

func (s *sheet) read(data []byte) error {
	switch {
	case strings.HasPrefix(string(data[:min(4, len(data))]), "PK\x03\x04"):
		return s.readXLSX(data)
	case strings.HasPrefix(string(data[:min(4, len(data))]), "\xD0\xCF\x11\xE0"):
		return board.Errorf(board.BadText, "the file is of an old sort, or locked with a password")
	}
	return s.readText(data)
}

// readText reads cells parted by whatever there is most of at the beginning.
func (s *sheet) readText(data []byte) error {
	s.guarded = true
	text, err := plainText(string(data))
	if err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separatorOf(text), true, -1
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return board.Errorf(board.BadText, "the list cannot be parted into cells")
		}
		line, _ := r.FieldPos(0) // the reader leaves empty lines out; remarks count them
		if err := s.add(line, row); err != nil {
			return err
		}
	}
}

// add takes a row in at its line, from 1, if it says anything. Empty rows are
// no people: they count for nothing but their place.
func (s *sheet) add(line int, row []string) error {
	if len(row) > maxSheetWidth {
		return board.Errorf(board.Quota, "a row of the sheet is more than %d cells wide", maxSheetWidth)
	}
	cells := s.cells(row)
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		return nil
	}
	if s.said++; s.said > maxSheetRows || line > maxSheetLines {
		return tooManyRows()
	}
	for len(s.rows) < line-1 {
		s.rows = append(s.rows, nil)
	}
	s.rows = append(s.rows, cells)
	return nil
}

func tooManyRows() error {
	return board.Errorf(board.Quota, "the list has more than %d rows; a workshop has at most %d seats", maxSheetRows, board.Bounds.Seats)
}

func separatorOf(text string) rune {
	first := text[:min(len(text), 4096)]
	best := ','
	for _, sign := range "\t;" {
		if strings.Count(first, string(sign)) > strings.Count(first, string(best)) {
			best = sign
		}
	}
	return best
}

func (s *sheet) cells(row []string) []string {
	row = row[:min(len(row), maxSheetCells)]
	out := make([]string, len(row))
	for i, cell := range row {
		if !s.lines {
			cell = strings.ReplaceAll(cell, "\n", " ")
		}
		out[i] = strings.TrimSpace(cell)
	}
	return out
}
