package board

import (
	"cmp"
	"slices"
)

// HideReply puts a text of the closed survey away (伏せる) that hurts somebody
// or tells of a person: out of the results, for everybody and from the past as
// well, however many wrote the same. Nobody knows whose it is, those who steer
// included; so it is named by its words. Who wrote it still has it on their seat.
type HideReply struct {
	Question QuestionID `json:"question"`
	Text     string     `json:"text"`
	Reason   string     `json:"reason"`
}

func (HideReply) Type() OpType { return "survey.hide" }

func (op HideReply) Check() (Op, error) {
	if err := checkID("question", op.Question); err != nil {
		return nil, err
	}
	var err error
	if op.Text, err = CleanText(op.Text, Bounds.PlanChars); err != nil {
		return nil, err
	}
	op.Reason, err = CleanLine(op.Reason, Bounds.FieldChars)
	return op, err
}

func (op HideReply) Apply(tx *Tx) error {
	survey := tx.Survey()
	if survey.keeps(op.Question, op.Text) {
		return Errorf(Changed, "it is hidden already")
	}
	if !survey.Closed() || !survey.tells(op.Question, op.Text) {
		return Errorf(NotFound, "there is no such text in the results")
	}
	h := Hiding{At: max(1, tx.Actor.At), By: tx.Actor.Seat, Reason: op.Reason}
	survey.Kept = append(slices.Clone(survey.Kept), KeptReply{Question: op.Question, Text: op.Text, Hiding: h})
	tx.put(survey.keeping())
	return nil
}

// ShowReply brings a text back into the results.
type ShowReply struct {
	Question QuestionID `json:"question"`
	Text     string     `json:"text"`
}

func (ShowReply) Type() OpType { return "survey.show" }

func (op ShowReply) Check() (Op, error) {
	if err := checkID("question", op.Question); err != nil {
		return nil, err
	}
	var err error
	op.Text, err = CleanText(op.Text, Bounds.PlanChars)
	return op, err
}

func (op ShowReply) Apply(tx *Tx) error {
	survey := tx.Survey()
	at := slices.IndexFunc(survey.Kept, func(k KeptReply) bool { return k.is(op.Question, op.Text) })
	if at < 0 {
		return Errorf(Changed, "it is shown already")
	}
	k := survey.Kept[at]
	survey.Kept = slices.Delete(slices.Clone(survey.Kept), at, at+1)
	survey.Results = slices.Clone(survey.Results)
	for i, r := range survey.Results {
		if r.Question == k.Question {
			survey.Results[i].Texts = slices.Sorted(slices.Values(append(slices.Clone(r.Texts), slices.Repeat([]string{k.Text}, k.Times)...)))
		}
	}
	tx.put(survey.tidied())
	return nil
}

func (k KeptReply) is(q QuestionID, text string) bool { return k.Question == q && k.Text == text }

func (r Survey) keeps(q QuestionID, text string) bool {
	return slices.ContainsFunc(r.Kept, func(k KeptReply) bool { return k.is(q, text) })
}

func (r Survey) tells(q QuestionID, text string) bool {
	return slices.ContainsFunc(r.Results, func(s SurveyResult) bool { return s.Question == q && slices.Contains(s.Texts, text) })
}

// keeping takes what was put away out of the results and counts how often it stood there.
func (r Survey) keeping() Survey {
	r.Kept = slices.Clone(r.Kept)
	for i, k := range r.Kept {
		r.Kept[i].Times = 0
		for _, result := range r.Results {
			for _, text := range result.Texts {
				if k.is(result.Question, text) {
					r.Kept[i].Times++
				}
			}
		}
	}
	r.Results = without(r.Results, r.Kept)
	return r.tidied()
}

// tidied has one order, and nil for nothing, as a record that never had any.
func (r Survey) tidied() Survey {
	slices.SortFunc(r.Kept, func(a, b KeptReply) int {
		return cmp.Or(cmp.Compare(a.Question, b.Question), cmp.Compare(a.Text, b.Text))
	})
	if len(r.Kept) == 0 {
		r.Kept = nil
	}
	return r
}

// without are results in which some texts do not stand.
func without(results []SurveyResult, kept []KeptReply) []SurveyResult {
	out := slices.Clone(results)
	for i, result := range out {
		texts := slices.DeleteFunc(slices.Clone(result.Texts), func(text string) bool {
			return slices.ContainsFunc(kept, func(k KeptReply) bool { return k.is(result.Question, text) })
		})
		if len(texts) == 0 {
			texts = nil
		}
		out[i].Texts = texts
	}
	return out
}

// look is the survey as everybody may have it, at any moment: without what was
// put away then or since. That something was is told, by its question.
func (r Survey) look(now Record) Survey {
	later, _ := now.(Survey)
	r.Results = without(r.Results, later.Kept)
	told := slices.Clone(r.Kept)
	for i, k := range told {
		told[i] = KeptReply{Question: k.Question, Hiding: k.told()}
	}
	r.Kept = told
	return r
}

// WithoutHidden is the survey without what was put away then or by now, and
// without a sign of it: for what leaves the house.
func (r Survey) WithoutHidden(now Survey) Survey {
	r = r.look(now)
	r.Kept = nil
	return r
}

// losesWords reports whether look took anything away.
func (r Survey) losesWords(seen Record) bool {
	s, _ := seen.(Survey)
	for i, result := range r.Results {
		if len(result.Texts) != len(s.Results[i].Texts) {
			return true
		}
	}
	return slices.ContainsFunc(r.Kept, func(k KeptReply) bool { return k.Text != "" })
}
