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
	Sections     []htmlSection
	Chapters     []htmlChapter
	Ledger, Rule string
	Head         []string
	Rows         []htmlRow
}

type htmlSection struct {
	ID, Table, Theme, Members string
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

// htmlBar is a line of a chart: the bar is made of letters, and its number beside it.
type htmlBar struct{ Text, Bar, People string }

// htmlRun is a list, a chart, a heading or a paragraph.
type htmlRun struct {
	List               []string
	Head               string
	Added, Title, Text string
	Bars               []htmlBar
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

// WriteHTML writes the report as one page that needs nothing else: no script,
// no picture, no font, no request.
func WriteHTML(w io.Writer, r Report) error {
	page := htmlPage{
		Title: r.Title, ContentsWord: r.words(wordContents), Contents: len(r.Sections) > 1,
		Style: pageStyle, Body: r.htmlBody(), Made: r.madeOn(),
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
func (r Report) madeOn() string {
	if r.Made.IsZero() {
		return ""
	}
	return r.words.fill(wordMade, "date", r.words.day(r.Made.Format("2006-01-02")))
}

func (r Report) htmlBody() htmlBody {
	b := htmlBody{Theme: r.Theme, Ledger: r.words(wordLedger), Rule: r.words(wordLedgerRule), Head: r.ledgerHead()}
	for _, f := range r.facts() {
		b.Facts = append(b.Facts, r.fact(f))
	}
	for i, s := range r.Sections {
		b.Sections = append(b.Sections, r.htmlSection(i, s))
	}
	for _, c := range r.chapters() {
		b.Chapters = append(b.Chapters, r.htmlChapter(c))
	}
	for i, row := range r.ledger() {
		b.Rows = append(b.Rows, htmlRow{row.name, row.numbers, i == len(r.Sections)})
	}
	return b
}

func (r Report) htmlSection(i int, s Section) htmlSection {
	h := htmlSection{ID: fmt.Sprintf("table-%d", i+1), Table: s.Table, Members: r.memberLine(s, asIs)}
	if s.OwnTheme {
		h.Theme = r.fact(fact{r.words(wordTheme), s.Theme})
	}
	lines := r.lines(s)
	h.Parts, lines = htmlParts(r, lines, 0)
	for _, l := range lines {
		switch l.kind {
		case lineSet:
			h.Sets = append(h.Sets, htmlSet{Title: l.text})
		case lineNote:
			set := &h.Sets[len(h.Sets)-1]
			set.Notes = append(set.Notes, htmlNote{l.text, l.marks})
		case lineSaid:
			h.Said = l.text
		}
	}
	for _, p := range r.parts(s) {
		h.Found = append(h.Found, r.found(p))
	}
	return h
}

func (r Report) htmlChapter(c chapter) htmlChapter {
	h := htmlChapter{ID: c.id, Title: c.title, Said: c.said}
	if len(c.grid) > 0 {
		h.Head, h.Rows = c.grid[0], c.grid[1:]
	}
	for _, p := range c.parts {
		h.Found = append(h.Found, r.found(p))
	}
	return h
}

func (r Report) found(p part) htmlFound {
	f := htmlFound{Title: p.title}
	for _, l := range p.lines {
		last := len(f.Runs) - 1
		switch {
		case l.kind == partHead:
			f.Runs = append(f.Runs, htmlRun{Head: l.text})
		case l.kind == partText:
			f.Runs = append(f.Runs, htmlRun{Added: l.added, Title: l.title, Text: l.text})
		case l.kind == partBar:
			bar := htmlBar{l.text, l.bar(), r.words.number(wordSurveyPeople, l.n)}
			if last < 0 || f.Runs[last].Bars == nil {
				f.Runs = append(f.Runs, htmlRun{})
				last++
			}
			f.Runs[last].Bars = append(f.Runs[last].Bars, bar)
		case last >= 0 && f.Runs[last].List != nil:
			f.Runs[last].List = append(f.Runs[last].List, l.text)
		default:
			f.Runs = append(f.Runs, htmlRun{List: []string{l.text}})
		}
	}
	return f
}

// htmlParts takes the lines of one island (or, at level 0, of the table) off
// the front and returns the rest.
func htmlParts(r Report, lines []line, level int) ([]htmlPart, []line) {
	var parts []htmlPart
	for len(lines) > 0 {
		l := lines[0]
		switch {
		case l.kind == lineSet, l.kind == lineSaid, l.level < level, l.kind == lineApart && level > 0, l.kind == lineIsland && l.level == level:
			return parts, lines
		case l.kind == lineIsland:
			island := htmlTitle(l)
			island.Parts, lines = htmlParts(r, lines[1:], l.level)
			parts = append(parts, htmlPart{Island: island})
			continue
		case l.kind == lineAgain:
			parts = append(parts, htmlPart{Again: r.again(l)})
		case l.kind == lineStatement:
			parts = append(parts, htmlPart{Statement: l.text})
		case l.kind == lineNote:
			parts = withNote(parts, htmlNote{l.text, l.marks})
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
func htmlTitle(l line) *htmlIsland {
	class := []string{"doc__title"}
	if l.bare {
		class = append(class, "doc__title--none")
	}
	return &htmlIsland{Level: l.level, AriaLevel: l.level + 2, Class: strings.Join(class, " "), Title: l.text, Marks: l.marks}
}
