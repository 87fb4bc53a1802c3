// Package newsletter makes the かわら版: a draft of one A4 page that tells the
// neighbours what a workshop found.
//
// The idea: a Sheet is what stands on the page, already short enough; Word and
// the web page print that one value. Everything is measured with the face that
// the page is set in, and lines have exact heights, so that the page is one page.
//
// Invariants: nothing is on it that the report does not hold; what does not fit
// is cut by rule (fewer title cards of each table, then shorter ones, then
// fewer tables, and how many are left out is said), never by the paper's edge.
package newsletter

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/typeset"
)

// Measures in millimetres. The page is A4.
const (
	pageWidth, pageHeight = 210.0, 297.0
	margin                = 12.0
	textWidth             = pageWidth - 2*margin
	// Programs break lines by rules of their own, and a machine without our face
	// sets wider kana and digits: texts are measured narrower than they stand, and
	// some of the height is left over.
	slack  = 0.9
	spare  = 3.0
	indent = 4.0 // of a bullet, of a quotation
	gap    = 6.0 // between two columns

	mastHigh  = 13.0
	factHigh  = 6.0
	leadHigh  = 7.0
	headHigh  = 9.4 // a heading with the room above it
	nameHigh  = 8.0
	lineHigh  = 5.4
	quoteHigh = 3.0 // the room round a quotation
	whoHigh   = 4.8
	boxHigh   = 4.0 // the room round the survey and the next date
	footHigh  = 6.0

	cardsMost  = 6 // title cards of a table
	quoteLines = 3
	themeLines = 3
	themeHigh  = 1.4 // of a line, in sizes
)

var (
	body   = typeset.Face{Weight: typeset.Regular, Size: 10.5}
	strong = typeset.Face{Weight: typeset.Bold, Size: 10.5}
)

// themeSizes are tried from the largest.
var themeSizes = []float64{24, 22, 20, 18, 16, 14}

// Sheet is what stands on the page.
type Sheet struct {
	Paper, Event, Facts string
	Theme               string
	ThemeSize           float64
	ThemeLines          int
	Lead                string

	TablesHead string
	Tables     []Table
	Columns    int
	LeftOut    string // how many tables have no room; empty: none

	QuotesHead string
	Quotes     []Quote
	SurveyHead string
	Survey     string
	NextHead   string
	Next       string
	Foot       string
	Title      string // of the file
}

// Table is a table with its title cards.
type Table struct {
	Name  string
	Cards []string
}

// Quote is a note that is quoted, and from where.
type Quote struct{ Text, From string }

// Make shortens a report to one page.
func Make(r export.Report) Sheet {
	s := Sheet{
		Title: cmp.Or(r.Title, r.Theme), Paper: r.Say("news.paper"), Event: short(strong, r.Title, textWidth-50, 1),
		Foot: short(body, foot(r), textWidth, 1), Facts: short(body, facts(r), textWidth, 1),
	}
	s.theme(r.Theme)
	s.quotes(r)
	if r.News.Next != "" {
		s.NextHead, s.Next = r.Say("news.next"), short(strong, r.News.Next, textWidth-2*indent-24, 2)
	}
	if text := survey(r); text != "" {
		s.SurveyHead, s.Survey = r.Say("news.survey"), short(body, text, textWidth-2*indent, 2)
	}
	s.tables(r, pageHeight-2*margin-spare-s.highWithoutTables())
	s.Lead = short(body, s.lead(r), textWidth, 1)
	return s
}

// short cuts a text to so many lines.
func short(f typeset.Face, text string, width float64, lines int) string {
	text = strings.Join(strings.Fields(typeset.Clean(text)), " ")
	if linesOf(f, text, width) <= lines {
		return text
	}
	n := sort.Search(board.Chars(text), func(n int) bool { return linesOf(f, board.Cut(text, n+1), width) > lines })
	return board.Cut(text, max(1, n))
}

func linesOf(f typeset.Face, text string, width float64) int {
	return len(typeset.Wrap(f, text, width*slack))
}

func (s *Sheet) theme(theme string) {
	for _, s.ThemeSize = range themeSizes {
		f := typeset.Face{Weight: typeset.Bold, Size: s.ThemeSize}
		if s.ThemeLines = linesOf(f, theme, textWidth); s.ThemeLines <= 2 {
			s.Theme = theme
			return
		}
	}
	f := typeset.Face{Weight: typeset.Bold, Size: s.ThemeSize}
	s.Theme = short(f, theme, textWidth, themeLines)
	s.ThemeLines = linesOf(f, s.Theme, textWidth)
}

// themeHeight is what the theme takes of the page.
func (s Sheet) themeHeight() float64 {
	return float64(s.ThemeLines)*s.ThemeSize*typeset.MmPerPt*themeHigh + 5
}

func facts(r export.Report) string {
	var list []string
	for _, f := range []string{r.Day(r.Date), r.Place, r.Host} {
		if f != "" {
			list = append(list, f)
		}
	}
	return strings.Join(list, " · ")
}

// lead says what people did, and of title cards only where there are any.
func (s Sheet) lead(r export.Report) string {
	tables := map[string]bool{}
	for _, s := range r.Sections {
		if !s.Joint {
			tables[s.Table] = true
		}
	}
	key := "news.lead_untitled"
	if slices.ContainsFunc(s.Tables, func(t Table) bool { return len(t.Cards) > 0 }) {
		key = "news.lead"
	}
	return r.Say(key, "tables", strconv.Itoa(len(tables)), "n", strconv.Itoa(r.Total.Written))
}

func foot(r export.Report) string {
	if r.Made.IsZero() {
		return r.For
	}
	return r.Say("news.foot", "made", r.Say("export.made", "date", r.Day(r.Made.Format(time.DateOnly))), "for", r.For)
}

func (s *Sheet) quotes(r export.Report) {
	for _, q := range r.News.Quotes {
		from := q.Table
		if side := r.SideName(q.Side); side != "" {
			from = r.Say("news.from", "table", q.Table, "side", side)
		}
		s.Quotes = append(s.Quotes, Quote{r.Say("news.quoted", "text", short(body, q.Text, textWidth-4*indent, quoteLines)), short(body, from, textWidth-4*indent, 1)})
	}
	if len(s.Quotes) > 0 {
		s.QuotesHead = r.Say("news.quotes")
	}
}

// survey is the first question that was answered by choosing, most chosen first.
func survey(r export.Report) string {
	if r.Survey == nil || r.Survey.Open {
		return ""
	}
	for _, q := range r.Survey.Questions {
		answers := slices.Clone(q.Answers)
		slices.SortStableFunc(answers, func(a, b export.Answer) int { return b.N - a.N })
		var list []string
		for _, a := range answers {
			if a.N > 0 {
				list = append(list, r.Say("news.answer", "what", a.Text, "n", strconv.Itoa(a.N)))
			}
		}
		if len(list) > 0 {
			return r.Say("news.answers", "question", q.Text, "answers", strings.Join(list, r.Say("export.member.between")), "n", strconv.Itoa(r.Survey.Answered))
		}
	}
	return ""
}

func (s Sheet) highWithoutTables() float64 {
	high := mastHigh + factHigh + s.themeHeight() + leadHigh + headHigh + lineHigh + footHigh
	if len(s.Quotes) > 0 {
		high += headHigh
	}
	for _, q := range s.Quotes {
		high += quoteHigh + whoHigh + lineHigh*float64(linesOf(body, q.Text, textWidth-4*indent))
	}
	if s.Survey != "" {
		high += headHigh + boxHigh + lineHigh*float64(linesOf(body, s.Survey, textWidth-2*indent))
	}
	if s.Next != "" {
		high += headHigh + boxHigh + lineHigh*float64(linesOf(strong, s.Next, textWidth-2*indent-24))
	}
	return high
}
