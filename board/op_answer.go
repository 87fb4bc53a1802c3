package board

import (
	"cmp"
	"slices"
)

// OpenSurvey lets people answer, or closes the survey and tells what they
// answered; where nobody has, it is as if it had never been open. Opened again
// they may change their answers, and the results are shown to nobody until it
// is closed once more.
//
// Whoever compares the results before and after must not learn what one person
// answered: so they are told, the first time as well as anew, only when at
// least Bounds.SurveyTold answers say something else than when they were last
// told. With fewer the earlier results stand, as if nobody had come. The texts
// are laid in the order of their letters among all others each time, so that
// place tells nothing either.
type OpenSurvey struct {
	Open bool `json:"open"`
}

func (OpenSurvey) Type() OpType { return "survey.open" }

func (op OpenSurvey) Check() (Op, error) { return op, nil }

func (op OpenSurvey) Apply(tx *Tx) error {
	w, _ := tx.Workshop()
	survey := tx.Survey()
	if survey.Open == op.Open {
		return nil
	}
	if op.Open && len(tx.Questions()) == 0 {
		return Errorf(NotFound, "the survey asks nothing yet")
	}
	if op.Open && survey.Closed() && tx.answered() == 0 {
		return Errorf(Frozen, "the survey was answered elsewhere")
	}
	survey.ID, survey.Open = w.ID, op.Open
	if !op.Open && tx.newlyAnswered(survey) >= Bounds.SurveyTold {
		survey.Answered, survey.Results = tx.answered(), tx.surveyResults()
		survey.Told++
		survey = survey.keeping()
	}
	tx.put(survey)
	return nil
}

// newlyAnswered counts the answers that say something else than when the
// results were told.
func (s *State) newlyAnswered(survey Survey) (n int) {
	for _, a := range s.Answers() {
		was := a.Was
		if a.Of != survey.Told {
			was = a.Replies
		}
		if survey.Told == 0 {
			was = nil
		}
		if !slices.EqualFunc(a.Replies, was, Reply.same) {
			n++
		}
	}
	return n
}

func (r Reply) same(o Reply) bool {
	return r.Question == o.Question && r.Text == o.Text && slices.Equal(r.Marks, o.Marks)
}

// surveyResults adds up what was answered, question by question.
func (s *State) surveyResults() []SurveyResult {
	answers := s.Answers()
	results := []SurveyResult{}
	for _, q := range s.Questions() {
		result := SurveyResult{Question: q.ID}
		if n := q.marks(); n > 0 {
			result.Counts = make([]int, n)
		}
		for _, a := range answers {
			for _, r := range a.Replies {
				if r.Question == q.ID {
					result.count(r)
				}
			}
		}
		slices.SortFunc(result.Texts, cmp.Compare) // by their letters: when they came would tell whose they are
		results = append(results, result)
	}
	return results
}

func (r *SurveyResult) count(reply Reply) {
	r.Answered++
	for _, m := range reply.Marks {
		r.Counts[m]++
	}
	if reply.Text != "" {
		r.Texts = append(r.Texts, reply.Text)
	}
}

// AnswerSurvey answers the survey, all questions at once, so that two tabs of
// one person leave one answer.
type AnswerSurvey struct {
	Answer  AnswerID `json:"answer"`
	Replies []Reply  `json:"replies"`
}

func (AnswerSurvey) Type() OpType { return "survey.answer" }

func (op AnswerSurvey) Check() (Op, error) {
	if err := checkID("answer", op.Answer); err != nil {
		return nil, err
	}
	if len(op.Replies) > Bounds.Questions {
		return nil, Errorf(TooBig, "more replies than a survey has questions")
	}
	kept := []Reply{}
	for _, r := range op.Replies {
		r, err := r.checked()
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(kept, func(other Reply) bool { return other.Question == r.Question }) {
			return nil, Errorf(BadOp, "a question is answered twice")
		}
		if len(r.Marks) > 0 || r.Text != "" {
			kept = append(kept, r)
		}
	}
	op.Replies = kept
	return op, nil
}

// checked cleans a reply; its ticks stand in order, each once.
func (r Reply) checked() (Reply, error) {
	if err := checkID("question", r.Question); err != nil {
		return r, err
	}
	if len(r.Marks) > Bounds.Options {
		return r, Errorf(TooBig, "more ticks than a question has answers")
	}
	r.Marks = slices.Clone(r.Marks)
	slices.Sort(r.Marks)
	r.Marks = slices.Compact(r.Marks)
	if len(r.Marks) == 0 {
		r.Marks = nil
	} else if r.Marks[0] < 0 || r.Marks[len(r.Marks)-1] >= Bounds.Options {
		return r, Errorf(BadNumber, "there is no such answer")
	}
	var err error
	r.Text, err = cleanOptional(r.Text, Bounds.PlanChars)
	return r, err
}

func (op AnswerSurvey) Apply(tx *Tx) error {
	if !tx.Survey().Open {
		return Errorf(Frozen, "the survey is closed")
	}
	if _, err := tx.liveSeat(tx.Actor.Seat); err != nil {
		return err
	}
	for _, r := range op.Replies {
		q, err := tx.liveQuestion(r.Question)
		if err != nil {
			return err
		}
		if err := q.takes(r); err != nil {
			return err
		}
	}
	a, err := tx.answer(op)
	if err != nil {
		return err
	}
	if told := tx.Survey().Told; a.Of != told {
		a.Was, a.Of = a.Replies, told
	}
	a.Replies = slices.Clone(op.Replies)
	if len(a.Replies) == 0 {
		a.Replies = nil
	}
	tx.put(a)
	return nil
}

// takes holds a reply against its question.
func (q Question) takes(r Reply) error {
	most := q.marks()
	several := q.Sort == Choice && q.Many
	switch {
	case q.Sort != FreeText && r.Text != "", len(r.Marks) > 1 && !several:
		return Errorf(BadOp, "the question is not answered in this way")
	case len(r.Marks) > 0 && r.Marks[len(r.Marks)-1] >= most:
		return Errorf(BadNumber, "there is no such answer")
	}
	return nil
}

// answer finds the actor's answer, or takes a new one: whatever its id, there
// is one for each seat.
func (tx *Tx) answer(op AnswerSurvey) (Answer, error) {
	for _, a := range tx.Answers() {
		if a.Seat == tx.Actor.Seat {
			return a, nil
		}
	}
	return Answer{ID: op.Answer, Seat: tx.Actor.Seat}, tx.unused(string(op.Answer))
}

// ImportSurvey takes in a survey that was made elsewhere, with what came of
// it; who answered does not come along. A survey that was open begins anew.
type ImportSurvey struct {
	Questions []Question     `json:"questions"`
	Answered  int            `json:"answered,omitzero"`
	Results   []SurveyResult `json:"results,omitempty"`
}

func (ImportSurvey) Type() OpType { return "survey.import" }

func (op ImportSurvey) Check() (Op, error) {
	if len(op.Questions) == 0 || len(op.Questions) > Bounds.Questions || len(op.Results) > Bounds.Questions {
		return nil, Errorf(Quota, "a survey has between 1 and %d questions", Bounds.Questions)
	}
	if op.Answered < 0 || op.Answered > Bounds.Seats {
		return nil, Errorf(BadNumber, "more people answered than there are seats")
	}
	op.Questions, op.Results = slices.Clone(op.Questions), slices.Clone(op.Results)
	ids := map[QuestionID]bool{}
	for i, q := range op.Questions {
		if ids[q.ID] {
			return nil, Errorf(Exists, "the import names an id twice")
		}
		ids[q.ID] = true
		if !ValidOrder(q.Order) || len(q.Order) > Bounds.OrderKey {
			return nil, Errorf(BadOp, "an order key is none")
		}
		var err error
		if op.Questions[i], err = q.checked(); err != nil {
			return nil, err
		}
	}
	for i, r := range op.Results {
		var err error
		if op.Results[i], err = r.checked(); err != nil {
			return nil, err
		}
	}
	return op, nil
}

// checked judges a result by itself; that it goes with its question says Check.
func (r SurveyResult) checked() (SurveyResult, error) {
	if err := checkID("question", r.Question); err != nil {
		return r, err
	}
	if r.Answered < 0 || r.Answered > Bounds.Seats || len(r.Counts) > Bounds.Options || len(r.Texts) > Bounds.Seats {
		return r, Errorf(BadNumber, "more people answered than there are seats")
	}
	for _, n := range r.Counts {
		if n < 0 || n > Bounds.Seats {
			return r, Errorf(BadNumber, "more people answered than there are seats")
		}
	}
	if len(r.Counts) == 0 {
		r.Counts = nil
	}
	if len(r.Texts) == 0 {
		r.Texts = nil
		return r, nil
	}
	r.Texts = slices.Clone(r.Texts)
	for i, text := range r.Texts {
		var err error
		if r.Texts[i], err = CleanText(text, Bounds.PlanChars); err != nil {
			return r, err
		}
	}
	slices.SortFunc(r.Texts, cmp.Compare)
	return r, nil
}

func (op ImportSurvey) Apply(tx *Tx) error {
	w, _ := tx.Workshop()
	if len(tx.records[KindQuestion]) > 0 {
		return Errorf(Exists, "there is a survey already")
	}
	for _, q := range op.Questions {
		if err := tx.unused(string(q.ID)); err != nil {
			return err
		}
		tx.put(q)
	}
	if len(op.Results) > 0 {
		tx.put(Survey{ID: w.ID, Answered: op.Answered, Results: op.Results})
	}
	if broken := Check(tx.State); len(broken) > 0 {
		return Errorf(BadOp, "the import is not a sound survey: %v", broken[0])
	}
	return nil
}
