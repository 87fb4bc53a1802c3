package export

import "strings"

// lineKind says what a line of the report is.
type lineKind int

const (
	lineIsland    lineKind = iota // a title card, as a heading
	lineAgain                     // the rest of an island, after an island that lies in it
	lineApart                     // no text: what follows belongs to no island any more
	lineNote                      //
	lineStatement                 //
	lineSet                       // 一匹狼, 未整理: what stands under it lies in no island
	lineSaid                      // a sentence of the report's own: notes are still private, nothing is written yet
)

// line is one line of a section in reading order. Headings of most formats
// know only where a part begins and not where it ends; lineAgain and lineApart
// say in words and in form what the nesting alone would lose.
type line struct {
	kind  lineKind
	level int      // of the island it opens or lies in; 0: none
	text  string   // as written by people, or the catalogue's
	marks []string // what stands small behind the text
	bare  bool     // an island without a title card: text is the catalogue's word for that
}

// lines reads a section aloud, as every format with headings prints it.
func (r Report) lines(s Section) []line {
	list := r.itemLines(nil, s.Items, 0, line{})
	list = r.setLines(list, wordLone, s.Lone)
	list = r.setLines(list, wordLoose, s.Loose)
	if s.Count.Veiled > 0 {
		list = append(list, line{kind: lineSaid, text: r.words.number(wordVeiled, s.Count.Veiled)})
	}
	if len(list) == 0 && s.Count.Written == 0 {
		list = append(list, line{kind: lineSaid, text: r.words(wordEmpty)})
	}
	return list
}

// itemLines adds the lines of an island's items. in is the island's own heading.
func (r Report) itemLines(list []line, items []Item, level int, in line) []line {
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

func (r Report) heading(it Item, level int) line {
	if it.Text == "" {
		return line{kind: lineIsland, level: level, text: r.words(wordUntitled), marks: r.marks(it), bare: true}
	}
	return line{kind: lineIsland, level: level, text: it.Text, marks: r.marks(it)}
}

func back(in line, level int) line {
	if level == 0 {
		return line{kind: lineApart}
	}
	in.kind, in.marks = lineAgain, nil
	return in
}

func (r Report) leaf(it Item, level int) line {
	kind := lineNote
	if it.Kind == Statement {
		kind = lineStatement
	}
	return line{kind: kind, level: level, text: it.Text, marks: r.marks(it)}
}

func (r Report) setLines(list []line, word string, notes []Item) []line {
	if len(notes) == 0 {
		return list
	}
	list = append(list, line{kind: lineSet, level: 1, text: r.words(word)})
	for _, n := range notes {
		list = append(list, line{kind: lineNote, level: 1, text: n.Text, marks: r.marks(n)})
	}
	return list
}

// again is the text of a lineAgain.
func (r Report) again(l line) string { return r.words.fill(wordAgain, "title", l.text) }

// memberLine is 「甲、乙、丙(コーディネーター)」; mark may treat each name for the format.
func (r Report) memberLine(s Section, mark func(string) string) string {
	names := make([]string, len(s.Members))
	for i, m := range s.Members {
		names[i] = mark(m.Name)
		if m.Coordinator {
			names[i] = r.words.fill(wordCoordinator, "name", names[i])
		}
	}
	return strings.Join(names, r.words(wordBetween))
}

func asIs(s string) string { return s }

// fact is one line of what is said about the event.
type fact struct{ name, value string }

// facts lists what is known about the event, besides its theme.
func (r Report) facts() []fact {
	var list []fact
	for _, f := range []fact{
		{r.words(wordEvent), r.Title},
		{r.words(wordDate), r.words.day(r.Date)},
		{r.words(wordPlace), r.Place},
		{r.words(wordHost), r.Host},
	} {
		if f.value != "" {
			list = append(list, f)
		}
	}
	return list
}

func (r Report) fact(f fact) string { return r.words.fill(wordFact, "name", f.name, "value", f.value) }
