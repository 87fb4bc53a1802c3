package server

import (
	"context"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/intake"
)

// closingOps make anew what was asked and said at an evening's end, and the
// tags, under the ids that what carries them names.
func closingOps(in intake.Import, tables []board.TableID) []board.Op {
	var ops []board.Op
	for _, t := range in.Tags {
		ops = append(ops, board.AddTag{Tag: t.ID, Name: t.Name})
	}
	for _, m := range in.Masks {
		ops = append(ops, m)
	}
	if in.Survey != nil {
		ops = append(ops, *in.Survey)
	}
	say := func(table board.TableID, r board.Remark) {
		if r.Text != "" {
			ops = append(ops, board.WriteRemark{Table: table, Speaker: r.Speaker, Text: r.Text})
		}
	}
	say("", in.Remark)
	for i, t := range in.Tables {
		say(tables[i], t.Remark)
	}
	return ops
}

// takeNewsIn makes the newsletter's choice anew: the boards have other ids here,
// and the notes are found on them. A note that did not come is not quoted.
func (srv *Server) takeNewsIn(ctx context.Context, ws board.WorkshopID, actor board.Actor, news board.News) error {
	boards, err := srv.boardsIn(ctx, ws)
	if err != nil {
		return err
	}
	op := board.QuoteNews{Next: news.Next}
	for _, q := range news.Quotes {
		for id, state := range boards {
			if _, there := state.Note(q.Note); there {
				op.Quotes = append(op.Quotes, board.NewsQuote{Board: id, Note: q.Note})
			}
		}
	}
	if op.Next == "" && len(op.Quotes) == 0 {
		return nil
	}
	return srv.doAll(ctx, board.DocID(ws), actor, op)
}

// demoSurvey asks what the preparing page's ready-made set asks; nobody has
// answered yet.
func (srv *Server) demoSurvey() *board.ImportSurvey {
	say := func(key string) string { return srv.pages.Words("survey.set." + key) }
	questions := []board.Question{
		{Sort: board.Scale, Text: say("today"), Low: say("today_low"), High: say("today_high")},
		{Sort: board.Scale, Text: say("spoke"), Low: say("spoke_low"), High: say("spoke_high")},
		{Sort: board.Choice, Text: say("again"), Options: []string{say("again_yes"), say("again_theme"), say("again_no")}},
		{Sort: board.FreeText, Text: say("next")},
		{Sort: board.FreeText, Text: say("word")},
	}
	for i, order := range board.OrderRun(len(questions)) {
		questions[i].ID, questions[i].Order = board.QuestionID(uuid.NewString()), order
	}
	return &board.ImportSurvey{Questions: questions}
}
