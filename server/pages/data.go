package pages

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"yoriai/board"
)

// Home is the front door. Error, where set, is said under the code box, which
// keeps what was typed.
type Home struct {
	Error Key
	Code  string
}

// TableChoice is one table to choose from.
type TableChoice struct {
	ID     board.TableID
	Name   string
	People int
}

// Join asks for name, side and table. Field says which of "name", "side",
// "table" the Error is about; empty: the whole form. Closed: nobody new may
// come in, so that the page has no form.
type Join struct {
	Code   string // normal form
	Title  string
	Theme  string
	Date   string // ISO day or empty
	Place  string
	Tables []TableChoice
	Name   string
	Side   board.Side
	Table  board.TableID
	Error  Key
	Field  string
	Closed bool
	Policy Policy
	Beside string // whose seat stays, where a second person sits down at the same laptop
	Action string // where the form goes then; empty: to the door
}

// Policy is what the organiser says of publishing; told before anybody gives a name.
type Policy struct {
	Published string
	Names     board.NamePolicy
	KeptUntil string // ISO day or empty
}

// Said reports whether there is anything to tell.
func (p Policy) Said() bool { return p != Policy{} }

// Lines are what will be published, a line each.
func (p Policy) Lines() []string { return strings.Split(p.Published, "\n") }

// Seated is the page behind a link /k/…: Role says for whom it is.
type Seated struct {
	Role     board.Role
	Name     string
	Table    string
	Workshop string
	Action   string // address the button posts to
	Policy   Policy
}

// Facts are the fields of the form for a new workshop.
type Facts struct{ Title, Theme, Date, Place, Host string }

// WorkshopLine is one workshop in the organiser's list.
type WorkshopLine struct {
	ID     board.WorkshopID
	Title  string
	Theme  string
	Date   string
	Place  string
	Tables int
	People int
	Soon   bool // its people are erased in Days days
	Days   int
	Erased bool
	Opened int64 // ms since 1970
	Plays  bool  // made-up people are in it
	Past   bool  // its day is over: what came of it is wanted
}

// Organise is the organiser's own page. Error belongs to the form it came
// from: ErrorAt "facts" or "import".
type Organise struct {
	Workshops  []WorkshopLine
	Rehearsals []WorkshopLine
	Facts      Facts
	Error      Key
	ErrorAt    string
}

// App is the shell of a live screen. Boot is written as JSON for the module
// to read; it must hold nothing the person may not see.
type App struct {
	Title   string // of the window
	Heading string // in the bar until the module draws its own
	Module  string // "page/seat.js"
	Boot    any
	Fixed   bool // a desk that fits the window: board, hall, presentation
}

// OpenIssue is an issue that no proposal of its table answers.
type OpenIssue struct{ Text, Table string }

// Results is what was made. Body comes from server/export, which has escaped it.
type Results struct {
	Workshop   board.WorkshopID
	Title      string
	Theme      string
	Date       string
	Place      string
	Tables     []TableChoice
	Table      board.TableID // the one shown; empty: the whole workshop
	Body       template.HTML
	Tally      board.Tally
	Open       []OpenIssue
	Public     bool // 公開用; else 内部用
	Hall       bool // may go back to the hall and to the preparation, and choose for whom
	Photos     int  // all there are, for those who steer
	PhotosOpen int  // of them in what is public
	Undrawn    UndrawnLetters
	Undecided  int // words that may be personal, and nobody has decided about
	Back       string
	NoPaper    func(file string) bool // what cannot be made of a board past the limit; nil: all can
}

// UndrawnLetters are those for which our fonts have no shape: how many there
// are, and some of them, to know which.
type UndrawnLetters struct {
	N    int
	Some []string
}

// FileGroup is what people take home for one purpose; Key is the rest of
// "results.group.{key}".
type FileGroup struct {
	Key   string
	Files []string
}

// Groups are what one can take home of what is shown, by what it is wanted for,
// in the order of the buttons; each file is an address /w/{ws}/export/{file} and
// a key "results.file.{file}". The archive holds the whole workshop, so it is
// there only where all of it is shown for the inside; nobody is offered a file
// that cannot be made.
func (r Results) Groups() (list []FileGroup) {
	for _, g := range r.groups() {
		if r.NoPaper != nil {
			g.Files = slices.DeleteFunc(g.Files, r.NoPaper)
		}
		if len(g.Files) > 0 {
			list = append(list, g)
		}
	}
	return list
}

func (r Results) groups() []FileGroup {
	keep := []string{"md"}
	if r.Hall && r.Table == "" && !r.Public {
		keep = append(keep, "json")
	}
	groups := []FileGroup{{"hand", []string{"pdf", "html"}}, {"edit", []string{"docx"}}}
	if r.Hall && r.Table == "" {
		groups = append(groups, FileGroup{"news", []string{"news.docx", "news.html"}})
	}
	return append(groups, FileGroup{"picture", r.pictures()}, FileGroup{"count", []string{"xlsx", "csv"}}, FileGroup{"after", []string{"followup.html", "followup.docx"}}, FileGroup{"keep", keep})
}

// pictures are the sheets as they lie on the screen: of one table a picture, of
// all a folder of them.
func (r Results) pictures() []string {
	if r.Table == "" {
		return []string{"sheet-a3.pdf", "sheet-a1.pdf", "sheet-a0.pdf", "png.zip", "svg.zip"}
	}
	return []string{"sheet-a3.pdf", "sheet-a1.pdf", "sheet-a0.pdf", "png", "svg"}
}

// For is for whom it is, as addresses and the catalogue name it.
func (r Results) For() string {
	if r.Public {
		return "public"
	}
	return "internal"
}

// Audiences are for whom those who steer can take it home.
func (Results) Audiences() []string { return []string{"public", "internal"} }

// Query is what the addresses of files and of this page carry, to be for the
// same people and about the same table.
func (r Results) Query(audience string, table board.TableID) template.URL {
	q := url.Values{}
	if audience != "public" {
		q.Set("for", audience)
	}
	if table != "" {
		q.Set("table", string(table))
	}
	if len(q) == 0 {
		return ""
	}
	return template.URL("?" + q.Encode())
}

// TableName is the name of the table shown, or empty for the whole workshop.
func (r Results) TableName() string {
	for _, t := range r.Tables {
		if t.ID == r.Table {
			return t.Name
		}
	}
	return ""
}

// News is where the organiser chooses what the newsletter says. Saved: it was
// just kept. Error, where set, says why it was not.
type News struct {
	Workshop board.WorkshopID
	Title    string
	Tables   []NewsTable
	Next     string
	Most     int
	Saved    bool
	Error    Key
}

// NewsTable is a table with its notes to choose from. Open: some are chosen.
type NewsTable struct {
	Name  string
	Notes []NewsNote
	Open  bool
}

// NewsNote is a note that can be quoted.
type NewsNote struct {
	Value  string
	Text   string
	Side   board.Side
	Chosen bool
}

// Add puts a note under its table.
func (n *News) Add(table string, note NewsNote) {
	if last := len(n.Tables) - 1; last < 0 || n.Tables[last].Name != table {
		n.Tables = append(n.Tables, NewsTable{Name: table})
	}
	t := &n.Tables[len(n.Tables)-1]
	t.Notes, t.Open = append(t.Notes, note), t.Open || note.Chosen
}

// Leave asks before a person gives up their seat in this browser. The page's
// script finds by Workshop and Seat what has not been sent yet, and removes it.
type Leave struct {
	Name     string
	Table    string
	Action   string
	Back     string
	Workshop board.WorkshopID
	Seat     board.SeatID
}

// Link leads on from an error page.
type Link struct {
	URL  string
	Text Key
}

// Error is a page of refusal. Next empty: the way to the front door.
type Error struct {
	Status   int
	Sentence Key
	Next     Link
}

// ShownCode writes a join code as people read it: 4-4. What is no code in its
// normal form (a wrong one, given back in the box) stays as it was typed.
func ShownCode(code string) string {
	if board.NormalCode(code) != code || code == "" {
		return code
	}
	return code[:4] + "-" + code[4:]
}
