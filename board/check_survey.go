package board

import "slices"

// checkSurvey: questions can be answered, each seat answers once and what was
// asked, and results are of these questions and of nobody.
func checkSurvey(s *State, report func(string, ...any)) {
	for _, q := range all[Question](s, KindQuestion) {
		if IsBlank(q.Text) || !ValidOrder(q.Order) || !slices.Contains(QuestionSorts, q.Sort) || (len(q.Options) > 0) != (q.Sort == Choice) {
			report("question %s has no text, no order key, no sort or no answers", q.ID)
		}
	}
	answered := map[SeatID]bool{}
	for _, a := range all[Answer](s, KindAnswer) {
		if _, ok := s.Seat(a.Seat); !ok || a.Veiled || a.Empty || answered[a.Seat] {
			report("answer %s is nobody's, or a second one", a.ID)
		}
		answered[a.Seat] = true
		for _, r := range a.Replies {
			if q, ok := s.Question(r.Question); !ok || q.takes(r) != nil {
				report("answer %s answers what is not asked", a.ID)
			}
		}
	}
	checkResults(s, report)
}

func checkResults(s *State, report func(string, ...any)) {
	w, _ := s.Workshop()
	survey := s.Survey()
	if survey.ID != w.ID && survey.ID != "" {
		report("the survey is another workshop's")
	}
	for _, k := range survey.Kept {
		if _, asked := s.Question(k.Question); !asked || !k.hidden() || k.Text == "" || k.Reason == "" {
			report("a text of the survey was put away for no reason, or from nowhere")
		}
		for _, r := range survey.Results {
			if r.Question == k.Question && slices.Contains(r.Texts, k.Text) {
				report("a text of the survey is put away and told")
			}
		}
	}
	told := map[QuestionID]bool{}
	for _, r := range survey.Results {
		q, ok := s.Question(r.Question)
		if !ok || told[r.Question] || len(r.Counts) != q.marks() || len(r.Texts) > 0 && q.Sort != FreeText || !slices.IsSorted(r.Texts) {
			report("a result is of no question, or in an order that tells")
		}
		told[r.Question] = true
	}
}
