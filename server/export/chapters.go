package export

import (
	"slices"
	"strconv"
	"strings"

	"yoriai/board"
)

// What was said and laid across the tables, behind their sections: the tags
// (横串), the host's remarks (講評), the closing survey (ふりかえり). Nothing of it
// says who answered what; the survey's texts come in the order of their letters.

// Speech is what the host, or a table's presenter, said at the end.
type Speech struct{ Speaker, Text string }

func remarkOf(workshop *board.State, table board.TableID) Speech {
	r := workshop.Remark(table)
	return Speech{r.Speaker, r.Text}
}

// Survey is what came of the closing survey. Open: it is being answered.
type Survey struct {
	Open      bool
	Answered  int
	Questions []Question
}

// Question is what came of one question: how many chose which answer, or texts.
type Question struct {
	Text    string
	Answers []Answer
	Texts   []string
}

// Answer is an answer that could be chosen, and how many did.
type Answer struct {
	Text string
	N    int
}

// Tag is a tag with what carries it, section by section.
type Tag struct {
	Name  string
	Cells []TagCell // as many as there are sections
}

// TagCell is what carries a tag in one section. Notes counts each note once,
// though an island and one within it carry the same tag.
type TagCell struct {
	Notes int
	Items []Tagged
}

// Tagged is an island, or a note that stands for itself, with how many notes lie in it.
type Tagged struct {
	Text  string
	Notes int
}

func surveyIn(workshop *board.State, w Words) *Survey {
	survey := workshop.Survey()
	if !survey.Open && !survey.Closed() {
		return nil
	}
	out := &Survey{Open: survey.Open, Answered: survey.Answered}
	results := map[board.QuestionID]board.SurveyResult{}
	for _, r := range survey.Results {
		if survey.Open {
			break // answers are being changed; the old results are nobody's meanwhile
		}
		results[r.Question] = r
	}
	for _, q := range workshop.Questions() {
		r, told := results[q.ID]
		if !told {
			continue
		}
		question := Question{Text: q.Text, Texts: r.Texts}
		for i, n := range r.Counts {
			question.Answers = append(question.Answers, Answer{answerWords(q, i, w), n})
		}
		out.Questions = append(out.Questions, question)
	}
	return out
}

// answerWords names what could be ticked: an option, or 「5 とてもよかった」.
func answerWords(q board.Question, at int, w Words) string {
	word := ""
	switch {
	case q.Sort == board.Choice:
		return q.Options[at]
	case at == 0:
		word = q.Low
	case at == board.ScaleSteps-1:
		word = q.High
	}
	if word == "" {
		return strconv.Itoa(at + 1)
	}
	return w.fill(wordSurveyStep, "n", strconv.Itoa(at+1), "word", word)
}

// tagsIn lists the workshop's tags; what carries them is found per section.
func tagsIn(workshop *board.State, sections []Section) []Tag {
	var tags []Tag
	for _, t := range workshop.Tags() {
		tag := Tag{Name: t.Name}
		for _, s := range sections {
			tag.Cells = append(tag.Cells, s.tagged[t.ID])
		}
		tags = append(tags, tag)
	}
	return tags
}

// tags finds what carries which tag on one board, in reading order.
func (f *finder) tags() {
	f.tagged = map[board.TagID]TagCell{}
	for _, b := range f.outline.Items {
		f.tag(b, map[board.TagID]bool{})
	}
	for _, n := range append(append([]board.Note{}, f.outline.Lone...), f.outline.Loose...) {
		f.tag(board.Branch{Item: n, Level: 1}, map[board.TagID]bool{})
	}
}

// tag adds a branch to the tags it carries; within are those that what holds it
// carries already.
func (f *finder) tag(b board.Branch, within map[board.TagID]bool) {
	text, told := f.words(b.Item.ItemID())
	inner := map[board.TagID]bool{}
	for id := range within {
		inner[id] = true
	}
	for _, id := range tagsOf(b.Item) {
		if !told {
			continue
		}
		cell, n := f.tagged[id], notesIn(b)
		cell.Items = append(cell.Items, Tagged{text, n})
		if !within[id] {
			cell.Notes += n
		}
		f.tagged[id], inner[id] = cell, true
	}
	for _, m := range b.Members {
		f.tag(m, inner)
	}
}

func tagsOf(it board.Item) []board.TagID {
	switch it := it.(type) {
	case board.Note:
		return it.Tags
	case board.Group:
		return it.Tags
	}
	return nil
}

// tagNames are the names of tags, in the workshop's order.
func (b builder) tagNames(ids []board.TagID) (names []string) {
	for _, t := range b.workshop.Tags() {
		if slices.Contains(ids, t.ID) {
			names = append(names, t.Name)
		}
	}
	return names
}

func notesIn(b board.Branch) int {
	if _, isNote := b.Item.(board.Note); isNote {
		return 1
	}
	n := 0
	for _, m := range b.Members {
		n += notesIn(m)
	}
	return n
}

// Chapter stands behind the tables' sections, with a heading like theirs.
type Chapter struct {
	ID, Title string
	Said      string // a sentence under the heading
	Grid      [][]string
	Parts     []Part
}

// Chapters are what stands behind the tables, in its order.
func (r Report) Chapters() []Chapter {
	if r.isVoices {
		return nil
	}
	var list []Chapter
	if len(r.Agenda) > 0 {
		list = append(list, r.agendaChapter())
	}
	if c := r.figuresChapter(); len(c.Parts) > 0 {
		list = append(list, c)
	}
	if len(r.Tags) > 0 {
		list = append(list, r.tagChapter())
	}
	if r.Remark.Text != "" {
		list = append(list, Chapter{ID: "remarks", Title: r.words(wordRemarks), Parts: []Part{{Lines: remarkLines(r.Remark)}}})
	}
	if r.Survey != nil {
		list = append(list, r.surveyChapter())
	}
	if len(r.Photos) > 0 {
		list = append(list, r.photoChapter())
	}
	if len(r.Masked) > 0 {
		list = append(list, r.maskChapter())
	}
	return list
}

func remarkLines(m Speech) []PartLine {
	if m.Text == "" {
		return nil
	}
	var lines []PartLine
	if m.Speaker != "" {
		lines = append(lines, PartLine{Kind: PartHead, Text: m.Speaker})
	}
	for _, p := range strings.Split(m.Text, "\n") {
		if strings.TrimSpace(p) != "" {
			lines = append(lines, PartLine{Kind: PartText, Text: p})
		}
	}
	return lines
}

func (r Report) surveyChapter() Chapter {
	c := Chapter{ID: "survey", Title: r.words(wordSurvey), Said: r.words.number(wordSurveyAnswered, r.Survey.Answered)}
	if r.Survey.Open {
		c.Said = r.words(wordSurveyOpen)
	}
	for _, q := range r.Survey.Questions {
		p := Part{Title: oneLine(q.Text)}
		most := 1
		for _, a := range q.Answers {
			most = max(most, a.N)
		}
		for _, a := range q.Answers {
			p.Lines = append(p.Lines, PartLine{Kind: PartBar, Text: a.Text, Amount: r.words.number(wordSurveyPeople, a.N), N: a.N, Most: most})
		}
		p.Lines = append(p.Lines, itemLinesOf(q.Texts)...)
		if len(p.Lines) == 0 {
			p.Lines = []PartLine{{Kind: PartText, Text: r.words(wordSurveyNone)}}
		}
		c.Parts = append(c.Parts, p)
	}
	return c
}

// tagChapter is the matrix tags × tables, in numbers of notes, and under each
// tag the titles of what carries it.
func (r Report) tagChapter() Chapter {
	c := Chapter{ID: "tags", Title: r.words(wordTags), Said: r.words(wordTagsRule), Grid: [][]string{{r.words(wordTagsHead)}}}
	for _, s := range r.Sections {
		c.Grid[0] = append(c.Grid[0], s.Table)
	}
	c.Grid[0] = append(c.Grid[0], r.words(wordLedgerTotal))
	for _, tag := range r.Tags {
		row, sum, p := []string{tag.Name}, 0, Part{Title: tag.Name}
		for i, cell := range tag.Cells {
			row, sum = append(row, countOf(cell.Notes)), sum+cell.Notes
			for _, it := range cell.Items {
				p.Lines = append(p.Lines, PartLine{Text: r.words.fill(wordTagsItem, "table", r.Sections[i].Table, "what", it.Text, "n", strconv.Itoa(it.Notes))})
			}
		}
		c.Grid = append(c.Grid, append(row, countOf(sum)))
		if len(p.Lines) > 0 {
			c.Parts = append(c.Parts, p)
		}
	}
	return c
}

// countOf leaves nothing where there is nothing: so one sees where there is something.
func countOf(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
