package board

import "slices"

// AddQuestion puts a question into the survey, before another or (Before
// empty) at its end.
type AddQuestion struct {
	Question QuestionID   `json:"question"`
	Sort     QuestionSort `json:"sort"`
	Text     string       `json:"text"`
	Low      string       `json:"low,omitempty"`
	High     string       `json:"high,omitempty"`
	Options  []string     `json:"options,omitempty"`
	Many     bool         `json:"many,omitzero"`
	Before   QuestionID   `json:"before,omitempty"`
}

func (AddQuestion) Type() OpType { return "survey.add" }

func (op AddQuestion) Check() (Op, error) {
	if err := checkOptionalID("before", op.Before); err != nil {
		return nil, err
	}
	q, err := op.question().checked()
	op.Text, op.Low, op.High, op.Options, op.Many = q.Text, q.Low, q.High, q.Options, q.Many
	return op, err
}

func (op AddQuestion) question() Question {
	return Question{ID: op.Question, Sort: op.Sort, Text: op.Text, Low: op.Low, High: op.High, Options: op.Options, Many: op.Many}
}

// checked cleans what is asked, and leaves out what goes with another sort.
func (q Question) checked() (Question, error) {
	if err := checkID("question", q.ID); err != nil {
		return q, err
	}
	if !slices.Contains(QuestionSorts, q.Sort) {
		return q, Errorf(BadOp, "there is no such sort of question")
	}
	var err error
	if q.Text, err = CleanText(q.Text, Bounds.ThemeChars); err != nil {
		return q, err
	}
	if q.Low, err = cleanOptionalLine(q.Low, Bounds.LabelChars); err != nil {
		return q, err
	}
	if q.High, err = cleanOptionalLine(q.High, Bounds.LabelChars); err != nil {
		return q, err
	}
	if q.Sort != Scale {
		q.Low, q.High = "", ""
	}
	if q.Sort != Choice {
		q.Options, q.Many = nil, false
		return q, nil
	}
	q.Options, err = checkOptions(q.Options)
	return q, err
}

func checkOptions(options []string) ([]string, error) {
	if len(options) < 2 || len(options) > Bounds.Options {
		return nil, Errorf(BadNumber, "a choice is between 2 and %d answers", Bounds.Options)
	}
	clean := make([]string, 0, len(options))
	for _, o := range options {
		o, err := CleanLine(o, Bounds.FieldChars)
		if err != nil {
			return nil, err
		}
		if slices.Contains(clean, o) {
			return nil, Errorf(BadOp, "an answer is offered twice")
		}
		clean = append(clean, o)
	}
	return clean, nil
}

func (op AddQuestion) Apply(tx *Tx) error {
	if err := tx.mayAsk(); err != nil {
		return err
	}
	if err := tx.unused(string(op.Question)); err != nil {
		return err
	}
	if len(tx.records[KindQuestion]) >= Bounds.Questions {
		return Errorf(Quota, "a survey has at most %d questions, those taken away included", Bounds.Questions)
	}
	q := op.question()
	var err error
	if q.Order, err = tx.questionOrder(op.Question, op.Before); err != nil {
		return err
	}
	tx.put(q)
	return nil
}

// mayAsk: nobody's question changes under their hands while they answer it.
func (s *State) mayAsk() error {
	if s.Survey().Open {
		return Errorf(Frozen, "people are answering")
	}
	return nil
}

// questionOrder finds a key before a question, or at the end; the one that
// moves counts for nothing.
func (tx *Tx) questionOrder(moving, before QuestionID) (string, error) {
	list := slices.DeleteFunc(tx.Questions(), func(q Question) bool { return q.ID == moving })
	at := len(list)
	if before != "" {
		if at = slices.IndexFunc(list, func(q Question) bool { return q.ID == before }); at < 0 {
			return "", Errorf(NotFound, "there is no such question")
		}
	}
	low, high := "", ""
	if at > 0 {
		low = list[at-1].Order
	}
	if at < len(list) {
		high = list[at].Order
	}
	return OrderBetween(low, high), nil
}

// EditQuestion says anew what is asked. When people have answered, only the
// wording may change: their ticks must not come to mean something else.
type EditQuestion struct {
	Question QuestionID   `json:"question"`
	Sort     QuestionSort `json:"sort"`
	Text     string       `json:"text"`
	Low      string       `json:"low,omitempty"`
	High     string       `json:"high,omitempty"`
	Options  []string     `json:"options,omitempty"`
	Many     bool         `json:"many,omitzero"`
}

func (EditQuestion) Type() OpType { return "survey.edit" }

func (op EditQuestion) Check() (Op, error) {
	q, err := op.question().checked()
	op.Text, op.Low, op.High, op.Options, op.Many = q.Text, q.Low, q.High, q.Options, q.Many
	return op, err
}

func (op EditQuestion) question() Question {
	return Question{ID: op.Question, Sort: op.Sort, Text: op.Text, Low: op.Low, High: op.High, Options: op.Options, Many: op.Many}
}

func (op EditQuestion) Apply(tx *Tx) error {
	was, err := tx.liveQuestion(op.Question)
	if err != nil {
		return err
	}
	if err := tx.mayAsk(); err != nil {
		return err
	}
	q := op.question()
	q.Order = was.Order
	if tx.told() && (q.Sort != was.Sort || q.Many != was.Many || !slices.Equal(q.Options, was.Options)) {
		return Errorf(Frozen, "people have answered")
	}
	tx.put(q)
	return nil
}

// told reports whether people have answered, here or where it was taken from.
func (s *State) told() bool { return s.answered() > 0 || s.Survey().Closed() }

func (s *State) liveQuestion(id QuestionID) (Question, error) {
	q, ok := s.Question(id)
	switch {
	case !ok:
		return q, Errorf(NotFound, "there is no such question")
	case q.Withdrawn:
		return q, Errorf(Gone, "the question was taken away meanwhile")
	}
	return q, nil
}

// MoveQuestion puts a question before another, or (Before empty) at the end.
type MoveQuestion struct {
	Question QuestionID `json:"question"`
	Before   QuestionID `json:"before,omitempty"`
}

func (MoveQuestion) Type() OpType { return "survey.move" }

func (op MoveQuestion) Check() (Op, error) {
	if err := checkID("question", op.Question); err != nil {
		return nil, err
	}
	return op, checkOptionalID("before", op.Before)
}

func (op MoveQuestion) Apply(tx *Tx) error {
	q, err := tx.liveQuestion(op.Question)
	if err != nil || op.Before == op.Question {
		return err
	}
	if err := tx.mayAsk(); err != nil {
		return err
	}
	if q.Order, err = tx.questionOrder(op.Question, op.Before); err != nil {
		return err
	}
	tx.put(q)
	return nil
}

// WithdrawQuestion takes a question out, as long as nobody has answered: what
// people said does not go away with what they were asked.
type WithdrawQuestion struct {
	Question QuestionID `json:"question"`
}

func (WithdrawQuestion) Type() OpType { return "survey.withdraw" }

func (op WithdrawQuestion) Check() (Op, error) { return op, checkID("question", op.Question) }

func (op WithdrawQuestion) Apply(tx *Tx) error {
	q, err := tx.liveQuestion(op.Question)
	if err != nil {
		return err
	}
	if err := tx.mayAsk(); err != nil {
		return err
	}
	if tx.told() {
		return Errorf(Frozen, "people have answered")
	}
	q.Withdrawn = true
	tx.put(q)
	return nil
}
