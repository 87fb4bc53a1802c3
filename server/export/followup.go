package export

import (
	"cmp"
	"io"

	"yoriai/board"
)

// Followed is what came of an island, a lone note or a proposal after the evening.
type Followed struct {
	Text     string // empty: an island without a title
	Notes    []string
	Proposal bool
	Follow   board.Follow
}

// follows lists what was followed up among items, in reading order.
func follows(items []Item) (list []Followed) {
	for _, it := range items {
		if it.Follow.Said() {
			list = append(list, Followed{oneLine(it.Text), notesOf(it), it.Proposal, it.Follow})
		}
		list = append(list, follows(it.Items)...)
	}
	return list
}

// notesOf are the notes that lie in an island itself.
func notesOf(it Item) (notes []string) {
	for _, in := range it.Items {
		if in.Kind == Note {
			notes = append(notes, in.Text)
		}
	}
	return notes
}

// followLines are a record's 「その後」: under each title how it stands, and the rest.
func (r Report) followLines(s Section) []PartLine {
	var list []PartLine
	for _, f := range s.Follows {
		list = append(list, PartLine{Kind: PartHead, Text: r.followTitle(f)})
		list = append(list, r.followFacts(f.Follow)...)
	}
	return list
}

func (r Report) followTitle(f Followed) string {
	title := cmp.Or(f.Text, r.words(wordUntitled))
	if f.Proposal {
		return Marked(title, []string{r.words(wordMarkProposal)})
	}
	return title
}

// followFacts are what is said of one, a line each.
func (r Report) followFacts(f board.Follow) []PartLine {
	var list []PartLine
	for _, fact := range []Fact{
		{r.words(wordFollowState), r.words(wordFollowIs + string(f.State))},
		{r.words(wordFollowField + "office"), f.Office},
		{r.words(wordFollowField + "answer"), oneLine(f.Answer)},
		{r.words(wordFollowField + "reason"), oneLine(f.Reason)},
		{r.words(wordFollowField + "when"), f.When},
	} {
		if fact.Value != "" {
			list = append(list, PartLine{Kind: PartText, Title: r.words.fill(wordFact, "name", fact.Name, "value", ""), Text: fact.Value})
		}
	}
	return list
}

// voices is the report as citizens get it back: 「いただいた声と、その後」, with
// what was followed up and nothing else.
func (r Report) Voices() Report {
	out := Report{Title: r.Title, Theme: r.words(wordVoices), Date: r.Date, Place: r.Place, Host: r.Host, Table: r.Table, Made: r.Made, For: r.For, isVoices: true, words: r.words}
	for _, s := range r.Sections {
		if len(s.Follows) > 0 {
			out.Sections = append(out.Sections, Section{Table: s.Table, Theme: s.Theme, OwnTheme: s.OwnTheme, Follows: s.Follows})
		}
	}
	return out
}

// voicesOpening says what it is, and that there is nothing yet.
func (r Report) voicesOpening() []Chapter {
	key := wordVoicesIntro
	if len(r.Sections) == 0 {
		key = wordVoicesNone
	}
	return []Chapter{{ID: "voices", Title: r.words(wordVoicesAbout), Said: r.words(key)}}
}

// voiceParts are one for each: its title, the voices behind it, and what came of it.
func (r Report) voiceParts(s Section) []Part {
	var list []Part
	for _, f := range s.Follows {
		p := Part{Title: r.followTitle(f)}
		p.Lines = append(p.Lines, itemLinesOf(f.Notes)...)
		list = append(list, Part{Title: p.Title, Lines: append(p.Lines, r.followFacts(f.Follow)...)})
	}
	return list
}

// WriteFollowupHTML writes 「いただいた声と、その後」 as a page for citizens.
func WriteFollowupHTML(w io.Writer, r Report) error { return WriteHTML(w, r.Voices()) }
