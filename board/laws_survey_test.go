package board_test

import (
	"reflect"
	"strings"

	"yoriai/board"
)

// answered knows what people said in the survey, and what was told of it.
type answered struct {
	texts map[board.AnswerID][]string // every text an answer ever had
	told  map[string]bool             // marks of the texts that stood in results
	veils int
	kept  int
}

func newAnswered() *answered {
	return &answered{texts: map[board.AnswerID][]string{}, told: map[string]bool{}}
}

func (a *answered) remember(r board.Record) {
	switch r := r.(type) {
	case board.Answer:
		for _, reply := range r.Replies {
			if reply.Text != "" {
				a.texts[r.ID] = append(a.texts[r.ID], reply.Text)
			}
		}
	case board.Survey:
		for _, result := range r.Results {
			for _, text := range result.Texts {
				a.told[marker(text)] = true
			}
		}
	}
}

// silent: of the answers of others one learns that they exist; their words come
// near nobody but as results, and an earlier wording never does.
func (a *answered) silent(l *lawful, w *watcher, seen []board.Record, heard string) {
	for _, r := range seen {
		if survey, isSurvey := r.(board.Survey); isSurvey {
			a.keptBack(l, w, encode(l.t, survey))
		}
		answer, isAnswer := r.(board.Answer)
		if !isAnswer || answer.Seat == w.who.Seat {
			continue
		}
		a.veils++
		if !reflect.DeepEqual(answer, board.Answer{ID: answer.ID, Veiled: true, Empty: answer.Empty}) {
			l.t.Errorf("a veiled answer says %+v", answer)
		}
		for _, text := range a.texts[answer.ID] {
			if !a.told[marker(text)] && strings.Contains(heard, marker(text)) {
				l.t.Errorf("%s hears what somebody else answered: %s", w.who.Role, heard)
			}
		}
	}
}

// keptBack: what was put away of the survey is told to nobody.
func (a *answered) keptBack(l *lawful, w *watcher, seen string) {
	for _, k := range l.state.Survey().Kept {
		a.kept++
		if strings.Contains(seen, k.Text) {
			l.t.Errorf("%s sees %s, which was put away: %s", w.who.Role, k.Text, seen)
		}
	}
}

// anonymous: nobody but the sender learns who answered.
func (a *answered) anonymous(l *lawful, w *watcher, e, told board.Entry) {
	if e.Op.Type() == "survey.answer" && e.Author != w.who.Seat && (told.Author != "" || strings.Contains(encode(l.t, told), string(e.Author))) {
		l.t.Errorf("%s learns who answered: %s", w.who.Role, encode(l.t, told))
	}
}

// peopledHall is a hall whose first table is seated.
func peopledHall(t tb) *document {
	d := newHall(t)
	d.must(office, person(1, board.Participant, 1))
	d.must(office, person(2, board.Participant, 1))
	d.must(office, person(3, board.Coordinator, 1))
	return d
}

func (c *chance) question() board.QuestionID {
	return questionID(c.pick(c.made(board.KindQuestion)))
}

func (c *chance) options() []string {
	return []string{"はい", "いいえ", "まだ分からない"}[:2+c.upTo(2, "options")]
}

// reply answers what is asked now, as one can.
func (c *chance) reply() board.Op {
	op := board.AnswerSurvey{Answer: answerID(c.made(board.KindAnswer) + 1)}
	for _, q := range c.state.Questions() {
		r := board.Reply{Question: q.ID}
		if q.Sort == board.FreeText {
			r.Text = c.text()
		} else if c.coin("ticked") {
			r.Marks = []int{c.upTo(max(2, len(q.Options)), "mark")}
		}
		if !c.seldom("left out") {
			op.Replies = append(op.Replies, r)
		}
	}
	if c.seldom("foreign") {
		op.Replies = append(op.Replies, board.Reply{Question: questionID(99), Text: "ない問い"})
	}
	if op.Replies == nil {
		op.Replies = []board.Reply{}
	}
	return op
}

// askAndAnswer is the end of an evening: asked, opened, answered, closed, and
// one answer put away.
func (c *chance) askAndAnswer() {
	c.try(office, board.AddQuestion{Question: questionID(c.made(board.KindQuestion) + 1), Sort: evenly(c, "sort", board.QuestionSorts...), Text: "どうでしたか", Options: c.options()})
	c.try(mori, board.OpenSurvey{Open: true})
	for range 3 {
		c.try(evenly(c, "who", hana, jiro, kaede), c.reply())
	}
	c.try(mori, board.OpenSurvey{Open: !c.coin("close")})
	for _, r := range c.state.Survey().Results {
		if len(r.Texts) > 0 && c.coin("hide") {
			c.try(office, board.HideReply{Question: r.Question, Text: r.Texts[0], Reason: "わけ"})
			c.try(office, board.ShowReply{Question: r.Question, Text: evenly(c, "shown", r.Texts...)})
			return
		}
	}
}

// replied is mostly a text that is told, or was put away.
func (c *chance) replied() string {
	texts := []string{c.text()}
	for _, r := range c.state.Survey().Results {
		texts = append(texts, r.Texts...)
	}
	for _, k := range c.state.Survey().Kept {
		texts = append(texts, k.Text)
	}
	return evenly(c, "replied", texts...)
}

func (c *chance) surveyOps() []func() board.Op {
	photos := func() board.PhotoID { return photoID(c.pick(c.made(board.KindPhoto))) }
	tables := func() board.TableID { return evenly(c, "table", "", tableID(1), tableID(1+c.upTo(3, "table"))) }
	tags := func() board.TagID { return tagID(1 + c.upTo(6, "tag")) }
	remark := func() board.Op {
		table := evenly(c, "table", "", tableID(1))
		return board.WriteRemark{Table: table, Speaker: "森", Base: c.base(c.state.Remark(table).Text), Text: c.text()}
	}
	return []func() board.Op{
		func() board.Op {
			return board.AddQuestion{Question: questionID(c.made(board.KindQuestion) + 1), Sort: evenly(c, "sort", board.QuestionSorts...), Text: c.text(), Options: c.options(), Before: evenly(c, "before", "", c.question())}
		},
		func() board.Op {
			return board.EditQuestion{Question: c.question(), Sort: evenly(c, "sort", board.QuestionSorts...), Text: c.text(), Options: c.options(), Many: c.coin("many")}
		},
		func() board.Op {
			return board.MoveQuestion{Question: c.question(), Before: evenly(c, "before", "", c.question())}
		},
		func() board.Op { return board.WithdrawQuestion{Question: c.question()} },
		func() board.Op { return board.OpenSurvey{Open: c.coin("open")} },
		c.reply, c.reply,
		func() board.Op { return board.HideReply{Question: c.question(), Text: c.replied(), Reason: "わけ"} },
		func() board.Op { return board.HideReply{Question: c.question(), Text: c.replied(), Reason: "わけ"} },
		func() board.Op { return board.ShowReply{Question: c.question(), Text: c.replied()} },
		remark,
		func() board.Op { return board.AddTag{Tag: tags(), Name: c.text()} },
		func() board.Op { return board.EditTag{Tag: tags(), Name: c.text()} },
		func() board.Op { return board.WithdrawTag{Tag: tags(), Back: c.coin("back")} },
		func() board.Op {
			op := board.QuoteNews{Next: c.text()}
			if boards := c.state.Assignments(tableID(1)); len(boards) > 0 && c.coin("quoted") {
				op.Quotes = []board.NewsQuote{{Board: boards[c.upTo(len(boards), "board")].ID, Note: noteID(1 + c.upTo(5, "note"))}}
			}
			return op
		},
		func() board.Op {
			return board.AddPhoto{Photo: photoID(c.made(board.KindPhoto) + 1), Table: tables(), Caption: evenly(c, "caption", "", c.line()), Width: 800, Height: 600}
		},
		func() board.Op {
			p, _ := c.state.Photo(photos())
			return board.CaptionPhoto{Photo: p.ID, Base: c.base(p.Caption), Caption: c.line()}
		},
		func() board.Op { return board.PublishPhoto{Photo: photos(), Public: c.coin("public")} },
		func() board.Op { return board.PlacePhoto{Photo: photos(), Table: tables()} },
		func() board.Op { return board.RemovePhoto{Photo: photos(), Back: c.coin("back")} },
		func() board.Op {
			m := board.MaskAt{Record: board.RecordID(tableID(1 + c.upTo(3, "record"))), Place: maskPlace(1 + c.upTo(4, "place"))}
			return board.DecideMasks{Decision: evenly(c, "decision", board.MaskThem, board.KeepThem, board.AskAgain), Masks: []board.MaskAt{m}}
		},
		func() board.Op {
			return board.ImportSurvey{Questions: []board.Question{{ID: questionID(90), Order: "V", Sort: board.FreeText, Text: "ひとこと"}}}
		},
	}
}
