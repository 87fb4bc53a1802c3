package export

import (
	"strconv"
	"strings"
)

// Part is a chapter of a table's section behind its islands: a heading and
// what stands under it, the same in every format.
type Part struct {
	Title string
	Lines []PartLine
}

// PartLine is a sentence of a list; or a heading within, or a paragraph.
type PartLine struct {
	Kind  PartKind
	Added string // in brackets before the rest
	Title string // bold
	Text  string
	N     int // of a bar: how many, of the longest one's
	Most  int

	Amount string  // of a bar: how many, in words
	Shares []Share // of a bar: by side, where that is told

	Photo *Photo
}

// PartKind says what a line of a part is.
type PartKind int

const (
	PartItem PartKind = iota
	PartHead
	PartText
	PartBar // of a chart
	PartPhoto
)

// Parts are what a table found out, in the order in which one would tell it.
func (r Report) Parts(s Section) []Part {
	if r.isVoices {
		return r.voiceParts(s)
	}
	var list []Part
	for _, p := range []Part{
		{r.words(wordRelations), r.relationLines(s)},
		{r.words(wordProposals), r.proposalLines(s)},
		{r.words(wordUnanswered), itemLinesOf(s.Unanswered)},
		{r.words(wordNarrative), r.narrativeLines(s)},
		{r.words(wordRounds), r.roundLines(s)},
		{r.words(wordFollow), r.followLines(s)},
		{r.words(wordPartRemark), remarkLines(s.Remark)},
		{r.words(wordPhotos), photoLines(s.Photos)},
	} {
		if len(p.Lines) > 0 {
			list = append(list, p)
		}
	}
	return list
}

func itemLinesOf(texts []string) []PartLine {
	var list []PartLine
	for _, t := range texts {
		list = append(list, PartLine{Text: t})
	}
	return list
}

func (r Report) relationLines(s Section) []PartLine {
	var list []PartLine
	for _, rel := range s.Relations {
		list = append(list, PartLine{Text: r.Sentence(rel)})
	}
	return list
}

// Sentence says a relation as the board does.
func (r Report) Sentence(rel Relation) string {
	text := r.words.fill(wordSays+string(rel.Meaning), "from", rel.From, "to", rel.To)
	if rel.Label == "" {
		return text
	}
	return r.words.fill(wordSaysLabel, "sentence", text, "label", rel.Label)
}

func (r Report) proposalLines(s Section) []PartLine {
	var list []PartLine
	for _, p := range s.Proposals {
		if len(p.Issues) == 0 {
			list = append(list, PartLine{Text: r.words.fill(wordProposalAlone, "what", p.Text)})
		}
		for _, issue := range p.Issues {
			list = append(list, PartLine{Text: r.words.fill(wordSays+"answers", "from", p.Text, "to", issue)})
		}
	}
	return list
}

func (r Report) narrativeLines(s Section) []PartLine {
	var list []PartLine
	for _, p := range s.Narrative {
		l := PartLine{Kind: PartText, Title: p.Title, Text: p.Text}
		if p.Added != "" {
			l.Added = r.words.fill(wordAdded, "text", p.Added)
		}
		list = append(list, l)
	}
	return list
}

func (r Report) roundLines(s Section) []PartLine {
	var list []PartLine
	for i, round := range s.Rounds {
		list = append(list, PartLine{Kind: PartHead, Text: r.RoundTitle(round, i)})
		if round.Open {
			list = append(list, PartLine{Text: r.words(wordRoundOpen)})
		} else if len(round.Results) == 0 {
			list = append(list, PartLine{Text: r.words(wordRoundNone)})
		}
		for _, res := range round.Results {
			list = append(list, PartLine{Kind: PartBar, Text: r.words.fill(wordResult, "what", res.Text), Amount: r.seals(res), N: res.N, Most: round.Results[0].N})
		}
	}
	return list
}

// RoundTitle names a round, the i-th of its table, and says how it was chosen.
func (r Report) RoundTitle(round Round, i int) string {
	title := round.Title
	if title == "" {
		title = r.words.number(wordRoundNumber, i+1)
	}
	key := wordRound
	if round.Voters > 0 {
		key = wordRoundVoters
	}
	return r.words.fill(key, "title", title, "seals", strconv.Itoa(round.Seals), "n", strconv.Itoa(round.Voters))
}

// seals is a result in numbers.
func (r Report) seals(res Result) string {
	key := wordResultSeals
	if res.Hand > 0 {
		key = wordResultHand
	}
	return r.words.fill(key, "n", strconv.Itoa(res.N), "hand", strconv.Itoa(res.Hand))
}

// Marks are the small words behind an item's text: that it is a proposal, how
// many said 「わたしも」, and whose title card it was.
func (r Report) Marks(it Item) []string {
	var list []string
	if it.Proposal {
		list = append(list, r.words(wordMarkProposal))
	}
	if it.Echoes > 0 {
		list = append(list, r.words.number(wordMarkEchoes, it.Echoes))
	}
	switch {
	case it.SourceDate != "":
		list = append(list, r.words.fill(wordMarkSourceDay, "whose", it.Source, "day", r.words.day(it.SourceDate)))
	case it.Source != "":
		list = append(list, r.words.fill(wordMarkSource, "whose", it.Source))
	}
	return list
}

// marked is a text with its marks in brackets, for formats without a form for them.
func Marked(text string, marks []string) string {
	if len(marks) == 0 {
		return text
	}
	return text + " [" + strings.Join(marks, "] [") + "]"
}
