package export

import (
	"cmp"
	"strconv"
	"strings"

	"yoriai/board"
)

// The figures: where one would rather look than read. Every figure is a part
// of bars (PartBar), so that each format has it as a table with the numbers
// beside the bars, and votes and the survey look the same.

// Share is a bar's part of one side.
type Share struct {
	Side board.Side
	N    int
}

// sidesInOrder: as the people sit in the words; imported notes know no side.
var sidesInOrder = []board.Side{board.Citizen, board.Staff, board.OtherSide, board.NoSide}

// sharesOf counts a section's notes by side, of those that stand on the board.
func sharesOf(s Section) []Share {
	n := map[board.Side]int{}
	var count func([]Item)
	count = func(items []Item) {
		for _, it := range items {
			if it.Kind == Note {
				n[it.Side]++
			}
			count(it.Items)
		}
	}
	count(s.Items)
	count(s.Lone)
	count(s.Loose)
	var shares []Share
	for _, side := range sidesInOrder {
		if n[side] > 0 {
			shares = append(shares, Share{side, n[side]})
		}
	}
	return shares
}

func sum(shares []Share) (n int) {
	for _, s := range shares {
		n += s.N
	}
	return n
}

func (r Report) figuresChapter() Chapter {
	c := Chapter{ID: "figures", Title: r.words(wordFigures)}
	if p := r.tableBars(); len(p.Lines) > 0 {
		c.Parts = append(c.Parts, p)
	}
	if p := r.eveningBars(); len(p.Lines) > 0 {
		c.Parts = append(c.Parts, p)
	}
	return c
}

// tableBars are the notes that can be read in this report, per table and side.
func (r Report) tableBars() Part {
	p := Part{Title: r.words(wordFigureTables)}
	most := 0
	for _, s := range r.Sections {
		if shares := sharesOf(s); !s.Joint && len(shares) > 0 {
			p.Lines = append(p.Lines, PartLine{Kind: PartBar, Text: r.sectionName(s), Amount: r.amount(shares), N: sum(shares), Shares: shares})
			most = max(most, sum(shares))
		}
	}
	return p.scaled(most)
}

// amount says a bar in words: 「31枚(市民 18、職員 13)」.
func (r Report) amount(shares []Share) string {
	total := r.words.number(wordFigureNotes, sum(shares))
	if len(shares) == 1 && shares[0].Side == board.NoSide {
		return total
	}
	var each []string
	for _, s := range shares {
		each = append(each, r.words.fill(wordFigureSide, "side", r.SideOrNone(s.Side), "n", strconv.Itoa(s.N)))
	}
	return r.words.fill(wordFigureSides, "total", total, "sides", strings.Join(each, r.words(wordBetween)))
}

// SideOrNone is what a side is called where one must be named.
func (r Report) SideOrNone(side board.Side) string {
	return cmp.Or(r.SideName(side), r.words(wordFigureNoSide))
}

// sectionName keeps sections of one table apart where it worked on several themes.
func (r Report) sectionName(s Section) string {
	if !s.OwnTheme {
		return s.Table
	}
	return r.words.fill(wordFigureTheme, "table", s.Table, "theme", s.Theme)
}

// eveningBars tell how the notes grew, in steps of minutes.
func (r Report) eveningBars() Part {
	if r.Evening == nil {
		return Part{}
	}
	p := Part{Title: r.words.number(wordFigureEvening, int(r.Evening.Stretch.Minutes()))}
	most := 0
	for i, n := range r.Evening.Notes {
		from := r.Evening.From[i].Format("15:04")
		p.Lines = append(p.Lines, PartLine{Kind: PartBar, Text: r.words.fill(wordFigureFrom, "time", from), Amount: r.words.number(wordFigureNotes, n), N: n})
		most = max(most, n)
	}
	if n := r.Evening.Other; n > 0 {
		p.Lines = append(p.Lines, PartLine{Text: r.words.number(wordFigureOther, n)})
	}
	return p.scaled(most)
}

func (p Part) scaled(most int) Part {
	for i := range p.Lines {
		p.Lines[i].Most = most
	}
	return p
}

// BarChars is the longest bar of a chart made of letters.
const BarChars = 20

// Bar draws a bar as letters, for formats that draw nothing else.
func (l PartLine) Bar() string {
	n := l.N * BarChars / max(1, l.Most)
	if l.N > 0 {
		n = max(1, n)
	}
	return strings.Repeat("■", n)
}

// BarText is a line of a chart in one sentence.
func (r Report) BarText(l PartLine) string {
	return strings.TrimSpace(r.words.fill(wordBar, "what", l.Text, "amount", l.Amount) + " " + l.Bar())
}
