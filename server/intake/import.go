package intake

import (
	"yoriai/board"
)

// Import is a workshop as a reader found it: facts, tables with their people,
// and what their boards shall hold. It is the one thing that every reader
// makes and the server takes in.
//
// From an outline the facts may be partly empty: it says only what its text says.
type Import struct {
	Facts  board.Facts
	Origin board.WorkshopID // of an archive: the id by which its cards name the workshop
	Themes []board.Theme    // beside the workshop's own; under the ids that Agenda and Tables name
	Agenda []board.AgendaStep
	Tables []Table
	Joints []board.ImportBoard // 全体会

	Survey *board.ImportSurvey // nil: nothing was asked
	Remark board.Remark        // the host's
	Masks  []board.DecideMasks // what was decided about words in these texts
	News   board.News          // quotes name boards and notes as Tables have them
	Tags   []board.Tag         // under the ids that the boards' items name
	Photos []Photo
}

// Table is a table to set up. Name is empty when an outline names no table;
// Theme is empty when it is the workshop's.
type Table struct {
	TableMembers
	Theme   string
	Content board.ImportBoard
	ThemeID board.ThemeID // the theme it is at; empty: the first
	Further []Further
	Remark  board.Remark // of its presenter
}

// Photo is a photo to take in. Table counts from 0 in Import.Tables; −1: it is
// of the whole workshop.
type Photo struct {
	ID        board.PhotoID
	Table     int
	Caption   string
	Published bool
	JPEG      []byte // as it came: nobody has looked at it yet
}

// Further is what a table made of a further theme.
type Further struct {
	ThemeID board.ThemeID
	Content board.ImportBoard
}

// TableMembers is a table and who sits at it, as a roster says it.
type TableMembers struct {
	Name    string
	Members []Member
}

// Member is a person at a table. Seat is set where the content names authors
// (an archive): the seat must then be made under that id. Otherwise it is empty.
type Member struct {
	Seat        board.SeatID
	Name        string
	Side        board.Side
	Coordinator bool
}

// Remark tells of a line that is on no board, or not where one would look for
// it. Key names its sentence in the catalogue; Text is what the person wrote,
// for their own eyes and never for a log.
type Remark struct {
	Line int // from 1
	Key  string
	Text string
}

// The remarks of a reader.
const (
	RemarkApart     = "export.remark.apart"      // stands before the first table, and is no fact
	RemarkLedger    = "export.remark.ledger"     // a line of a report's ledger: the board counts afresh
	RemarkReport    = "export.remark.report"     // a sentence that a report added, or a mark of its form
	RemarkLongTitle = "export.remark.long_title" // too long for a title card: taken as a statement
	RemarkTooDeep   = "export.remark.too_deep"   // nested deeper than islands go: laid as deep as possible
	RemarkSentence  = "export.remark.sentence"   // ends like a sentence but has notes: taken as a title card
	RemarkDay       = "export.remark.day"        // a date that could not be read
)
