package export

import (
	"regexp"
	"strings"
	"unicode"

	"yoriai/board"
)

// Format names a format as it stands in addresses and at the end of file names.
type Format string

const (
	DOCX    Format = "docx"
	XLSX    Format = "xlsx"
	PDF     Format = "pdf" // the report on A4
	SheetA3 Format = "sheet-a3.pdf"
	SheetA1 Format = "sheet-a1.pdf"
	SheetA0 Format = "sheet-a0.pdf"
	SVG     Format = "svg" // the sheets of one table
	PNG     Format = "png"
	SVGs    Format = "svg.zip" // of all
	PNGs    Format = "png.zip"
	MD      Format = "md"

	FollowupHTML Format = "followup.html" // いただいた声と、その後
	FollowupDOCX Format = "followup.docx"

	CSV      Format = "csv"
	HTML     Format = "html"
	NewsDOCX Format = "news.docx" // かわら版
	NewsHTML Format = "news.html"
	JSON     Format = "json" // the archive: made by package archive, not of a Report
	docxType        = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	htmlType        = "text/html; charset=utf-8"
	pdfType         = "application/pdf"
	zipType         = "application/zip"
)

// Type is the format's media type; empty: there is no such format.
func (f Format) Type() string {
	return map[Format]string{
		DOCX: docxType,
		PDF:  pdfType, SheetA3: pdfType, SheetA1: pdfType, SheetA0: pdfType,
		SVG: "image/svg+xml", PNG: "image/png", SVGs: zipType, PNGs: zipType,
		XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		MD:   "text/markdown; charset=utf-8",
		CSV:  "text/csv; charset=utf-8",
		HTML: htmlType, FollowupHTML: htmlType, FollowupDOCX: docxType,
		NewsDOCX: docxType, NewsHTML: htmlType,
		JSON: "application/json",
	}[f]
}

const (
	fileChars = 60  // as much as an explorer's window shows
	fileBytes = 180 // below the 255 of most disks, with room for 「_公開用」, 「 (2)」 and the ending
)

// FileName makes a file's name of a report's title (and its table), and says
// for whom it is: readable
// on every system, with nothing in it that a header, a disk or a shell would
// take for something else. Encoding it for a header is the server's.
func FileName(r Report, f Format) string {
	name := r.Title
	if r.Table != "" {
		name += " " + r.Table
	}
	name = cleanName(name)
	if name == "" {
		name = cleanName(r.words(wordFile))
	}
	if f == FollowupHTML || f == FollowupDOCX {
		name += "_" + r.words(wordFollow)
	}
	if f == NewsHTML || f == NewsDOCX {
		name += "_" + r.words(wordNews)
	}
	if r.For != "" {
		name += "_" + r.For
	}
	return name + "." + strings.TrimPrefix(strings.TrimPrefix(string(f), followup), news)
}

// What stands before the ending of papers of their own; their names say it in words.
const (
	followup = "followup."
	news     = "news."
)

// reserved names are devices on Windows, whatever stands behind a dot.
const reserved = " CON PRN AUX NUL COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 LPT1 LPT2 LPT3 LPT4 LPT5 LPT6 LPT7 LPT8 LPT9 "

var underscores = regexp.MustCompile(`_+`)

func cleanName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '_':
			return '_'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d', r == unicode.ReplacementChar:
			return -1 // marks that turn the reading direction are of class Cf
		case strings.ContainsRune(`/\:*?"<>|%;`, r):
			return '_'
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Trim(underscores.ReplaceAllString(s, "_"), "._- ")
	for board.Chars(s) > fileChars || len(s) > fileBytes {
		s = strings.TrimSuffix(board.Cut(s, min(fileChars, board.Chars(s)-1)), "…")
	}
	s = strings.TrimRight(s, "._- ")
	stem, _, _ := strings.Cut(s, ".")
	if strings.Contains(reserved, " "+strings.ToUpper(stem)+" ") {
		s = "_" + s
	}
	return s
}
