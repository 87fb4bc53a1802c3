package export

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed html
var htmlFiles embed.FS

// htmlPages are parsed once. html/template escapes every text by where it
// stands; nothing people wrote is ever marked as safe.
var htmlPages = template.Must(template.ParseFS(htmlFiles, "html/*.html"))

// pageStyle is the one thing marked as safe, because it is ours. It stands in
// the page because the page is a file: there is nothing beside it.
var pageStyle = func() template.CSS {
	css, err := htmlFiles.ReadFile("html/page.css")
	if err != nil {
		panic(err) // embedded: it was there when the program was built
	}
	return template.CSS(css)
}()

type htmlPage struct {
	Title, Made, ContentsWord string
	Contents                  bool
	Style                     template.CSS
	Sections                  []htmlSection
	Body                      htmlBody
}

type htmlBody struct {
	Theme        string
	Facts        []string
	Opening      []htmlChapter
	Sections     []htmlSection
	Chapters     []htmlChapter
	Ledger, Rule string
	Head         []string
	Rows         []htmlRow
}

type htmlSection struct {
	ID, Table, Theme, Members string
	Sheets                    htmlSheets
	Parts                     []htmlPart
	Sets                      []htmlSet
	Said                      string
	Found                     []htmlFound
}

// htmlFound is what a table found out, under its heading: lists and paragraphs as they come.
type htmlFound struct {
	Title string
	Runs  []htmlRun
}

// htmlChapter is what was said across the tables.
type htmlChapter struct {
	ID, Title, Said string
	Head            []string
	Rows            [][]string
	Found           []htmlFound
}

// htmlBar is a line of a chart: what it is about, its stretches, its numbers in words.
type htmlBar struct {
	Text, Amount string
	Stretches    []htmlStretch
}

// htmlStretch is a piece of a bar, in the units of htmlBarWidth, and what it stands for.
type htmlStretch struct {
	Class    string
	From, To int
}

// Width is how long the stretch is.
func (s htmlStretch) Width() int { return s.To - s.From }

// htmlKey says what the stretches of a chart stand for.
type htmlKey struct{ Class, Name string }

// htmlRun is a list, a chart, a heading or a paragraph.
type htmlRun struct {
	List               []string
	Head               string
	Added, Title, Text string
	Bars               []htmlBar
	Keys               []htmlKey
	Photos             []*htmlPhoto
}

// htmlNote is a note with the small words behind it.
type htmlNote struct {
	Text  string
	Marks []string
}

// htmlPart is one of its members: an island, a list of notes, a statement, or
// the words that an island goes on.
type htmlPart struct {
	Island    *htmlIsland
	Notes     []htmlNote
	Statement string
	Again     string
}

type htmlIsland struct {
	Level, AriaLevel int
	Class, Title     string
	Marks            []string
	Parts            []htmlPart
}

type htmlSet struct {
	Title string
	Notes []htmlNote
}

type htmlRow struct {
	Name    string
	Numbers [6]int
	Total   bool
}

// WriteHTML writes the report as one page that needs nothing else: no script, no
// font, no request; the sheets, where it has pictures, stand in the file itself.
func WriteHTML(w io.Writer, r Report) error {
	page := htmlPage{
		Title: r.Title, ContentsWord: r.words(wordContents), Contents: len(r.Sections) > 1,
		Style: pageStyle, Body: r.htmlBody(), Made: r.MadeOn(),
	}
	if err := page.Body.draw(r); err != nil {
		return err
	}
	page.Sections = page.Body.Sections
	return htmlPages.ExecuteTemplate(w, "page", page)
}

// Body writes what stands inside the page's <main class="doc">, for a page
// that brings its own <article class="doc"> and style (static/css/results.css).
// It holds no style and no script. Its headings begin at h1.
func Body(w io.Writer, r Report) error {
	return htmlPages.ExecuteTemplate(w, "body", r.htmlBody())
}

// madeOn says when the report was made; a report without a time does not say.
func (r Report) MadeOn() string {
	if r.Made.IsZero() {
		return ""
	}
	return r.words.fill(wordMade, "date", r.words.day(r.Made.Format("2006-01-02")))
}

func (r Report) htmlBody() htmlBody {
	b := htmlBody{Theme: r.Theme, Ledger: r.words(wordLedger), Rule: r.words(wordLedgerRule), Head: r.LedgerHead()}
	for _, f := range r.Facts() {
		b.Facts = append(b.Facts, r.Fact(f))
	}
	for _, c := range r.Opening() {
		b.Opening = append(b.Opening, r.htmlChapter(c))
	}
	for i, s := range r.Sections {
		b.Sections = append(b.Sections, r.htmlSection(i, s))
	}
	for _, c := range r.Chapters() {
		b.Chapters = append(b.Chapters, r.htmlChapter(c))
	}
	for i, row := range r.Ledger() {
		b.Rows = append(b.Rows, htmlRow{row.Name, row.Numbers, i == len(r.Sections)})
	}
	return b
}

func (r Report) htmlSection(i int, s Section) htmlSection {
	h := htmlSection{ID: fmt.Sprintf("table-%d", i+1), Table: s.Table, Members: r.MemberLine(s, AsIs)}
	if s.OwnTheme {
		h.Theme = r.Fact(Fact{r.words(wordTheme), s.Theme})
	}
	lines := r.Lines(s)
	h.Parts, lines = htmlParts(r, lines, 0)
	for _, l := range lines {
		switch l.Kind {
		case LineSet:
			h.Sets = append(h.Sets, htmlSet{Title: l.Text})
		case LineNote:
			set := &h.Sets[len(h.Sets)-1]
			set.Notes = append(set.Notes, htmlNote{l.Text, l.Marks})
		case LineSaid:
			h.Said = l.Text
		}
	}
	for _, p := range r.Parts(s) {
		h.Found = append(h.Found, r.found(p))
	}
	return h
}

func (r Report) htmlChapter(c Chapter) htmlChapter {
	h := htmlChapter{ID: c.ID, Title: c.Title, Said: c.Said}
	if len(c.Grid) > 0 {
		h.Head, h.Rows = c.Grid[0], c.Grid[1:]
	}
	for _, p := range c.Parts {
		h.Found = append(h.Found, r.found(p))
	}
	return h
}

func (r Report) found(p Part) htmlFound {
	f := htmlFound{Title: p.Title}
	for _, l := range p.Lines {
		last := len(f.Runs) - 1
		switch {
		case l.Kind == PartHead:
			f.Runs = append(f.Runs, htmlRun{Head: l.Text})
		case l.Kind == PartText:
			f.Runs = append(f.Runs, htmlRun{Added: l.Added, Title: l.Title, Text: l.Text})
		case l.Kind == PartBar:
			if last < 0 || f.Runs[last].Bars == nil {
				f.Runs = append(f.Runs, htmlRun{Keys: r.htmlKeys(p)})
				last++
			}
			f.Runs[last].Bars = append(f.Runs[last].Bars, htmlBarOf(l))
		case l.Kind == PartPhoto:
			f.addPhoto(r.htmlPhoto(*l.Photo))
		case last >= 0 && f.Runs[last].List != nil:
			f.Runs[last].List = append(f.Runs[last].List, l.Text)
		default:
			f.Runs = append(f.Runs, htmlRun{List: []string{l.Text}})
		}
	}
	return f
}

// addPhoto puts a photo beside those before it.
func (f *htmlFound) addPhoto(p *htmlPhoto) {
	if p == nil {
		return
	}
	if n := len(f.Runs); n > 0 && f.Runs[n-1].Photos != nil {
		f.Runs[n-1].Photos = append(f.Runs[n-1].Photos, p)
		return
	}
	f.Runs = append(f.Runs, htmlRun{Photos: []*htmlPhoto{p}})
}

// htmlParts takes the lines of one island (or, at level 0, of the table) off
// the front and returns the rest.
func htmlParts(r Report, lines []Line, level int) ([]htmlPart, []Line) {
	var parts []htmlPart
	for len(lines) > 0 {
		l := lines[0]
		switch {
		case l.Kind == LineSet, l.Kind == LineSaid, l.Level < level, l.Kind == LineApart && level > 0, l.Kind == LineIsland && l.Level == level:
			return parts, lines
		case l.Kind == LineIsland:
			island := htmlTitle(l)
			island.Parts, lines = htmlParts(r, lines[1:], l.Level)
			parts = append(parts, htmlPart{Island: island})
			continue
		case l.Kind == LineAgain:
			parts = append(parts, htmlPart{Again: r.Again(l)})
		case l.Kind == LineStatement:
			parts = append(parts, htmlPart{Statement: l.Text})
		case l.Kind == LineNote:
			parts = withNote(parts, htmlNote{l.Text, l.Marks})
		}
		lines = lines[1:]
	}
	return parts, nil
}

// withNote adds a note to the list that stands last, or begins one.
func withNote(parts []htmlPart, note htmlNote) []htmlPart {
	if n := len(parts); n > 0 && parts[n-1].Notes != nil {
		parts[n-1].Notes = append(parts[n-1].Notes, note)
		return parts
	}
	return append(parts, htmlPart{Notes: []htmlNote{note}})
}

// htmlTitle: HTML knows six headings; deeper ones say their level to readers
// that listen.
func htmlTitle(l Line) *htmlIsland {
	class := []string{"doc__title"}
	if l.Bare {
		class = append(class, "doc__title--none")
	}
	return &htmlIsland{Level: l.Level, AriaLevel: l.Level + 2, Class: strings.Join(class, " "), Title: l.Text, Marks: l.Marks}
}
