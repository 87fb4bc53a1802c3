package archive

import (
	"yoriai/board"
)

// withoutSecrets takes out of the records and out of every entry who laid which
// seals, and who answered what in the closing survey: both are secret, and a
// file goes from hand to hand. The viewer's own are no exception, or the file
// would tell whose they are. What is left says that so many exist; what came of
// them stands in the closed round, and in the closed survey, themselves.
// Everything else of the history still leads to the records, because both are
// veiled in both alike.
func (d Document) withoutSecrets() Document {
	d.Records = mapped(d.Records, hideSecret)
	d.Entries = mapped(d.Entries, func(e board.Entry) board.Entry {
		secret := e.Op != nil && (e.Op.Type() == board.SetBallot{}.Type() || e.Op.Type() == board.AnswerSurvey{}.Type())
		e.Change = mapped(e.Change, func(diff board.Diff) board.Diff {
			secret = secret || isSecret(diff.Kind)
			diff.Before, diff.After = hideSecret(diff.Before), hideSecret(diff.After)
			return diff
		})
		if secret {
			e.Op, e.Author, e.As = board.Foreign{Name: e.Op.Type()}, "", ""
		}
		return e
	})
	return d
}

func isSecret(kind board.Kind) bool { return kind == board.KindBallot || kind == board.KindAnswer }

func hideSecret(r board.Record) board.Record {
	switch r := r.(type) {
	case board.Ballot:
		return board.Ballot{ID: r.ID, Round: r.Round, Veiled: true}
	case board.Answer:
		return board.Answer{ID: r.ID, Veiled: true}
	}
	return r
}

// withoutHiddenReplies takes out what was put away of the closing survey, now
// and from the past.
func (d Document) withoutHiddenReplies() Document {
	now := board.StateOf(d.Records).Survey()
	strip := func(r board.Record) board.Record {
		if survey, ok := r.(board.Survey); ok {
			return survey.WithoutHidden(now)
		}
		return r
	}
	d.Records = mapped(d.Records, strip)
	d.Entries = mapped(d.Entries, func(e board.Entry) board.Entry {
		e.Change = mapped(e.Change, func(diff board.Diff) board.Diff {
			diff.Before, diff.After = strip(diff.Before), strip(diff.After)
			return diff
		})
		if e.Op != nil && (e.Op.Type() == board.HideReply{}.Type() || e.Op.Type() == board.ShowReply{}.Type()) {
			e.Op = board.Foreign{Name: e.Op.Type()}
		}
		return e
	})
	return d
}

// isVeiledSecret: such a record says nothing any more, and is not taken in.
func isVeiledSecret(r board.Record) bool {
	switch r := r.(type) {
	case board.Ballot:
		return r.Veiled
	case board.Answer:
		return r.Veiled
	}
	return false
}

// surveyOf is the survey as it can be made again elsewhere: nil where nothing
// was asked. One that is still open begins anew there.
func surveyOf(hall *board.State) *board.ImportSurvey {
	op := board.ImportSurvey{Questions: hall.Questions()}
	if len(op.Questions) == 0 {
		return nil
	}
	if survey := hall.Survey(); survey.Closed() {
		op.Answered, op.Results = survey.Answered, survey.Results
	}
	return &op
}

// checkClosing holds survey, remarks and tags of an archive to what their ops
// would let in.
func checkClosing(hall *board.State) error {
	var ops []board.Op
	if survey := surveyOf(hall); survey != nil {
		ops = append(ops, *survey)
	}
	for _, r := range hall.Records() {
		switch r := r.(type) {
		case board.Remark:
			ops = append(ops, board.WriteRemark{Table: board.TableID(r.ID), Speaker: r.Speaker, Text: r.Text})
			if err := checkAuthor(hall, r.Author, ""); err != nil {
				return err
			}
		case board.News:
			ops = append(ops, board.QuoteNews{Quotes: r.Quotes, Next: r.Next})
			if err := checkAuthor(hall, r.Author, ""); err != nil {
				return err
			}
		case board.Tag:
			ops = append(ops, board.EditTag{Tag: r.ID, Name: r.Name}, orderOf(r.Order))
		case board.Question:
			ops = append(ops, orderOf(r.Order))
		case board.Answer:
			if !r.Veiled {
				return board.Errorf(board.BadOp, "an answer does not belong into an archive")
			}
		}
	}
	for _, op := range ops {
		if _, err := op.Check(); err != nil {
			return err
		}
	}
	return nil
}
