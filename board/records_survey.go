package board

import (
	"cmp"
	"slices"
)

// The closing survey (ふりかえり), in the workshop's document: its questions,
// whether it is open, what each seat answers, and what came of it.

// QuestionSort says how a question is answered.
type QuestionSort string

const (
	FreeText QuestionSort = "text"   // in one's own words
	Scale    QuestionSort = "scale"  // one of five steps, with a word at each end
	Choice   QuestionSort = "choice" // one of some answers, or several
)

// QuestionSorts in the order in which they are offered.
var QuestionSorts = []QuestionSort{Scale, Choice, FreeText}

// ScaleSteps is how many steps a scale has: an odd number, so that one may stand in the middle.
const ScaleSteps = 5

// Question is one question of the survey.
type Question struct {
	ID        QuestionID   `json:"id"`
	Order     string       `json:"order"`
	Sort      QuestionSort `json:"sort"`
	Text      string       `json:"text"`
	Low       string       `json:"low,omitempty"`     // the word at a scale's lower end
	High      string       `json:"high,omitempty"`    // and at its upper end
	Options   []string     `json:"options,omitempty"` // of a choice
	Many      bool         `json:"many,omitzero"`     // several of them may be chosen
	Withdrawn bool         `json:"withdrawn,omitzero"`
}

// marks counts the answers that can be ticked: 0 for free text.
func (q Question) marks() int {
	switch q.Sort {
	case Scale:
		return ScaleSteps
	case Choice:
		return len(q.Options)
	}
	return 0
}

// Survey says whether people answer now, and, when it is closed, what they
// answered. It has the workshop's id. Results hold nothing that would tell who
// answered what: counts, and texts sorted by their letters. Opened again, it
// keeps them for the case that too few change their answers ([OpenSurvey]);
// nobody is shown them meanwhile.
type Survey struct {
	ID       WorkshopID     `json:"id"`
	Open     bool           `json:"open,omitzero"`
	Answered int            `json:"answered,omitzero"` // how many had answered when it was told
	Results  []SurveyResult `json:"results,omitempty"`
	Told     int            `json:"told,omitzero"` // how often it was
	Kept     []KeptReply    `json:"kept,omitempty"`
}

// KeptReply is a text of the survey that was put away (伏せる), wherever it
// stands among the answers to a question.
type KeptReply struct {
	Question QuestionID `json:"question"`
	Text     string     `json:"text,omitempty"` // not in what viewers get
	Times    int        `json:"times,omitzero"` // so many wrote it; not in what viewers get
	Hiding   `json:",inline"`
}

// SurveyResult is what came of one question.
type SurveyResult struct {
	Question QuestionID `json:"question"`
	Answered int        `json:"answered,omitzero"`
	Counts   []int      `json:"counts,omitempty"` // per step or option, from the first on
	Texts    []string   `json:"texts,omitempty"`
}

// Answer is what one seat answers. It is for the eyes of that seat alone, now
// and later; others learn that it exists.
type Answer struct {
	ID      AnswerID `json:"id"`
	Seat    SeatID   `json:"seat,omitempty"`
	Replies []Reply  `json:"replies,omitempty"`
	Was     []Reply  `json:"was,omitempty"`   // what it said when the results were told
	Of      int      `json:"of,omitzero"`     // for which time they were told Was counts
	Veiled  bool     `json:"veiled,omitzero"` // made by the audience filter, never stored
	Empty   bool     `json:"empty,omitzero"`  // of a veiled one: nothing is answered in it; never stored
}

// Reply answers one question: what is ticked (a scale's step less one, a
// choice's options, counted from 0), or the words.
type Reply struct {
	Question QuestionID `json:"question"`
	Marks    []int      `json:"marks,omitempty"`
	Text     string     `json:"text,omitempty"`
}

func (Question) Kind() Kind { return KindQuestion }
func (Survey) Kind() Kind   { return KindSurvey }
func (Answer) Kind() Kind   { return KindAnswer }

func (r Question) Key() string { return string(r.ID) }
func (r Survey) Key() string   { return string(r.ID) }
func (r Answer) Key() string   { return string(r.ID) }

func (a Answer) seenBy(v Viewer, _ Phase) bool { return v.Seat != "" && a.Seat == v.Seat }
func (a Answer) veil() Record {
	return Answer{ID: a.ID, Veiled: true, Empty: len(a.Replies) == 0}
}
func (a Answer) isVeiled() bool     { return a.Veiled }
func (a Answer) owns(s SeatID) bool { return a.Seat == s }

// Questions lists what is asked, in order.
func (s *State) Questions() []Question {
	list := slices.DeleteFunc(all[Question](s, KindQuestion), func(q Question) bool { return q.Withdrawn })
	slices.SortFunc(list, func(a, b Question) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// Question finds one by its id, a withdrawn one too.
func (s *State) Question(id QuestionID) (Question, bool) {
	return find[Question](s, KindQuestion, string(id))
}

// Survey is how the survey stands; before it was ever opened it is empty.
func (s *State) Survey() Survey {
	survey, _ := first[Survey](s, KindSurvey)
	return survey
}

// Closed reports whether the survey has been answered and told.
func (r Survey) Closed() bool { return !r.Open && len(r.Results) > 0 }

// Answers lists what seats answered, by id: in no order that tells anything.
func (s *State) Answers() []Answer {
	list := all[Answer](s, KindAnswer)
	slices.SortFunc(list, func(a, b Answer) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// answered counts those who have answered anything.
func (s *State) answered() int {
	n := 0
	for _, a := range s.Answers() {
		if a.Veiled && !a.Empty || len(a.Replies) > 0 {
			n++
		}
	}
	return n
}
