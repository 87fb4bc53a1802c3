package export

import (
	"strings"
)

// LineKind says what a line of the report is.
type LineKind int

const (
	LineIsland    LineKind = iota // a title card, as a heading
	LineAgain                     // the rest of an island, after an island that lies in it
	LineApart                     // no text: what follows belongs to no island any more
	LineNote                      //
	LineStatement                 //
	LineSet                       // 一匹狼, 未整理: what stands under it lies in no island
	LineSaid                      // a sentence of the report's own: notes are still private, nothing is written yet
)

// Line is one line of a section in reading order. Headings of most formats
// know only where a part begins and not where it ends; LineAgain and LineApart
// say in words and in form what the nesting alone would lose.
type Line struct {
	Kind  LineKind
	Level int      // of the island it opens or lies in; 0: none
	Text  string   // as written by people, or the catalogue's
	Marks []string // what stands small behind the text
	Bare  bool     // an island without a title card: text is the catalogue's word for that
}

// Lines reads a section aloud, as every format with headings prints it.
func (r Report) Lines(s Section) []Line {
	if r.isVoices {
		return nil
	}
	list := r.itemLines(nil, s.Items, 0, Line{})
	list = r.setLines(list, wordLone, s.Lone)
	list = r.setLines(list, wordLoose, s.Loose)
	if r.HasPictures() && s.TooLarge() {
		list = append(list, Line{Kind: LineSaid, Text: r.words(wordUndrawable)})
	}
	if s.Count.Veiled > 0 {
		list = append(list, Line{Kind: LineSaid, Text: r.words.number(wordVeiled, s.Count.Veiled)})
	}
	if len(list) == 0 && s.Count.Written == 0 {
		list = append(list, Line{Kind: LineSaid, Text: r.words(wordEmpty)})
	}
	return list
}

// itemLines adds the lines of an island's items. in is the island's own heading.
func (r Report) itemLines(list []Line, items []Item, level int, in Line) []Line {
	away := false // an island within has just ended
	for _, it := range items {
		if it.Kind == Island {
			head := r.heading(it, level+1)
			list = r.itemLines(append(list, head), it.Items, level+1, head)
			away = true
			continue
		}
		if away {
			list = append(list, back(in, level))
			away = false
		}
		list = append(list, r.leaf(it, level))
	}
	return list
}

func (r Report) heading(it Item, level int) Line {
	if it.Text == "" {
		return Line{Kind: LineIsland, Level: level, Text: r.words(wordUntitled), Marks: r.Marks(it), Bare: true}
	}
	return Line{Kind: LineIsland, Level: level, Text: it.Text, Marks: r.Marks(it)}
}

func back(in Line, level int) Line {
	if level == 0 {
		return Line{Kind: LineApart}
	}
	in.Kind, in.Marks = LineAgain, nil
	return in
}

func (r Report) leaf(it Item, level int) Line {
	kind := LineNote
	if it.Kind == Statement {
		kind = LineStatement
	}
	return Line{Kind: kind, Level: level, Text: it.Text, Marks: r.Marks(it)}
}

func (r Report) setLines(list []Line, word string, notes []Item) []Line {
	if len(notes) == 0 {
		return list
	}
	list = append(list, Line{Kind: LineSet, Level: 1, Text: r.words(word)})
	for _, n := range notes {
		list = append(list, Line{Kind: LineNote, Level: 1, Text: n.Text, Marks: r.Marks(n)})
	}
	return list
}

// Again is the text of a LineAgain.
func (r Report) Again(l Line) string { return r.words.fill(wordAgain, "title", l.Text) }

// MemberLine is 「甲、乙、丙(コーディネーター)」; mark may treat each name for the format.
func (r Report) MemberLine(s Section, mark func(string) string) string {
	names := make([]string, len(s.Members))
	for i, m := range s.Members {
		names[i] = mark(m.Name)
		if m.Coordinator {
			names[i] = r.words.fill(wordCoordinator, "name", names[i])
		}
	}
	return strings.Join(names, r.words(wordBetween))
}

func AsIs(s string) string { return s }

// Fact is one line of what is said about the event.
type Fact struct{ Name, Value string }

// Facts lists what is known about the event, besides its theme.
func (r Report) Facts() []Fact {
	var list []Fact
	for _, f := range []Fact{
		{r.words(wordEvent), r.Title},
		{r.words(wordDate), r.words.day(r.Date)},
		{r.words(wordPlace), r.Place},
		{r.words(wordHost), r.Host},
	} {
		if f.Value != "" {
			list = append(list, f)
		}
	}
	return list
}

// Fact writes a fact as one line.
func (r Report) Fact(f Fact) string { return r.words.fill(wordFact, "name", f.Name, "value", f.Value) }
