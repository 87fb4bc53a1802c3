package pages

import (
	"io"

	"yoriai/board"
)

// Admin is the page on which those who organise look after the data: what there
// is, until when it is kept, backups, and who did what.
type Admin struct {
	Version   string
	DataFile  string
	DataSize  string
	Free      string // empty: not known
	Low       bool   // the disk is nearly full
	Folder    string // where new backups go; empty: none are made here
	Backups   []AdminBackup
	Tending   Tending
	Workshops []AdminWorkshop
	Erasures  []AdminErasure
	Lines     []AdminLine
	More      bool // there are more lines than are shown
	Workshop  board.WorkshopID
	Day       string
}

// AdminBackup is a backup that lies in one of the folders.
type AdminBackup struct{ Name, Folder, Made, Size string }

// Tending is a backup being made or the data being looked through, or how the
// last one went. What: "backup", "verify" or empty.
type Tending struct {
	What    string
	Busy    bool
	Percent int
	Said    Key // how it went
	Name    string
	Number  int
}

// AdminWorkshop is one workshop in the list.
type AdminWorkshop struct {
	ID             board.WorkshopID
	Title          string
	Date           string
	KeptUntil      string
	Size           string
	Days           int // until its people are erased
	Tables, People int
	Soon           bool // it is a reminder
	Over           bool // the day has passed
	Erased         string
	Plays          bool
}

// AdminErasure is an erasure in the list, and all of it on its certificate.
type AdminErasure struct {
	ID, Title, Number, What, Asked, Done, Failing string
	By                                            string
	KeptUntil                                     string
	Texts, Prunes                                 bool
	Before, After                                 ErasureCounts
	Digest                                        string
	Removed, Left                                 []string
	Named, NamesGone                              int // places in the texts of others where the name stands; texts it went from
	Workshop                                      board.WorkshopID
}

// ErasureCounts are what there was, or is.
type ErasureCounts struct {
	People, Notes, Authored int
	Photos                  int
	Entries                 uint64
	Bytes                   string
}

// AdminLine is a line of the audit log.
type AdminLine struct {
	At, What, By, Title, About string
	Workshop                   board.WorkshopID
}

// AdminOne is the page of one workshop: keeping, erasing, links and browsers.
type AdminOne struct {
	AdminWorkshop
	Theme   string
	Seats   []AdminSeat
	Records int    // entries in its history
	Error   Key    // why nothing was done
	ErrorAt string // "kept", "person", "all" or "workshop"
	Erases  bool   // the data file can be erased in
	Said    Key
}

// AdminSeat is a seat with the browsers that hold it.
type AdminSeat struct {
	ID          board.SeatID
	Name, Table string
	Role        board.Role
	Browsers    []AdminBrowser
}

// AdminBrowser is a browser that holds a seat.
type AdminBrowser struct {
	ID, Agent, Seen string
	Here, Own       bool
}

// EraseNames asks in whose texts the name of a person goes who goes.
type EraseNames struct {
	Workshop       board.WorkshopID
	Title          string
	Seat           board.SeatID
	Name           string
	Texts, Backups bool
	Mentions       []Mention
}

// Mention is a text in which somebody is named.
type Mention struct {
	Key    string
	Kind   Key
	Table  string // empty: the workshop's
	Places []MentionPlace
}

// MentionPlace is the name with the sentence round it.
type MentionPlace struct{ Before, Words, After string }

// EraseNames writes that page.
func (p *Pages) EraseNames(w io.Writer, d EraseNames) error { return p.write(w, "erase_names", d) }

// Admin writes the page of the data.
func (p *Pages) Admin(w io.Writer, d Admin) error { return p.write(w, "admin", d) }

// AdminOne writes the page of one workshop's data.
func (p *Pages) AdminOne(w io.Writer, d AdminOne) error { return p.write(w, "admin_one", d) }

// Certificate writes what an erasure took away and left.
func (p *Pages) Certificate(w io.Writer, d AdminErasure) error { return p.write(w, "certificate", d) }
