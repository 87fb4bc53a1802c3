package board_test

import (
	"reflect"
	"strings"
	"testing"

	"yoriai/board"
)

var threeQuestions = []board.AddQuestion{
	{Question: questionID(1), Sort: board.Scale, Text: "今日はどうでしたか", Low: "ものたりない", High: "とてもよかった"},
	{Question: questionID(2), Sort: board.Choice, Text: "つぎに話したいこと", Options: []string{"公園", "バス", "祭り"}, Many: true},
	{Question: questionID(3), Sort: board.FreeText, Text: "ひとことどうぞ"},
}

func askedAll(t tb) *document {
	d := peopledHall(t)
	for _, q := range threeQuestions {
		d.must(office, q)
	}
	return d
}

func answers(n, step int, text string, options ...int) board.AnswerSurvey {
	return board.AnswerSurvey{Answer: answerID(n), Replies: []board.Reply{
		{Question: questionID(1), Marks: []int{step}}, {Question: questionID(2), Marks: options}, {Question: questionID(3), Text: text},
	}}
}

// One seat has one answer, however often it is sent and under whatever id; what
// it said before is gone with it.
func TestASeatAnswersOnce(t *testing.T) {
	d := askedAll(t)
	d.refused(board.Frozen, hana, answers(1, 4, "まだ", 0))
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(hana, answers(1, 4, "はじめの言葉", 2, 0, 2))
	d.must(hana, answers(2, 3, "あとの言葉", 1))
	d.must(jiro, answers(3, 3, "あいさつが長い", 1, 2))
	d.must(kaede, board.AnswerSurvey{Answer: answerID(4), Replies: []board.Reply{{Question: questionID(1), Marks: []int{0}}, {Question: questionID(3), Text: "　"}}})
	d.must(mori, board.OpenSurvey{Open: false})
	survey := d.state.Survey()
	want := []board.SurveyResult{
		{Question: questionID(1), Answered: 3, Counts: []int{1, 0, 0, 2, 0}},
		{Question: questionID(2), Answered: 2, Counts: []int{0, 2, 1}},
		{Question: questionID(3), Answered: 2, Texts: []string{"あいさつが長い", "あとの言葉"}},
	}
	if survey.Answered != 3 || !survey.Closed() || !reflect.DeepEqual(survey.Results, want) {
		t.Errorf("it says %+v", survey)
	}
	d.refused(board.Frozen, hana, answers(1, 0, "遅れて", 0))
}

// The order of the texts is that of their letters, whoever wrote first.
func TestResultsTellNobody(t *testing.T) {
	var told []string
	for _, first := range []board.Actor{hana, jiro} {
		d := askedAll(t)
		d.must(mori, board.OpenSurvey{Open: true})
		if first.Seat == hana.Seat {
			d.must(hana, answers(1, 0, "い、と言った", 0))
			d.must(jiro, answers(2, 1, "あ、と言った", 1))
		} else {
			d.must(jiro, answers(2, 1, "あ、と言った", 1))
			d.must(hana, answers(1, 0, "い、と言った", 0))
		}
		d.must(kaede, answers(3, 2, "う、と言った", 1))
		d.must(mori, board.OpenSurvey{Open: false})
		told = append(told, encode(t, d.state.Survey()))
	}
	if told[0] != told[1] {
		t.Errorf("the results tell who came first:\n%s\n%s", told[0], told[1])
	}
	for _, seat := range []board.SeatID{hana.Seat, jiro.Seat, kaede.Seat} {
		if strings.Contains(told[0], string(seat)) {
			t.Error("the results name a seat")
		}
	}
}

// Opened again, one's own answer can be changed; but whoever compares what was
// told before and after learns no single person's: only when three say
// something else than when it was told is it told anew.
func TestComparingResultsTellsNobody(t *testing.T) {
	d := askedAll(t)
	closes := func() string {
		t.Helper()
		d.must(mori, board.OpenSurvey{Open: false})
		return encode(t, d.state.Survey().Results)
	}
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(hana, answers(1, 0, "一度目の花", 0))
	d.must(jiro, answers(2, 0, "一度目の次郎", 0))
	if closes(); d.state.Survey().Closed() {
		t.Errorf("of two people it is told %+v", d.state.Survey())
	}
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(kaede, answers(3, 0, "一度目の楓", 0))
	first := closes()
	if !d.state.Survey().Closed() || !strings.Contains(first, "一度目の花") {
		t.Fatalf("of three it is told %s", first)
	}
	d.must(mori, board.OpenSurvey{Open: true})
	if d.state.Survey().Closed() {
		t.Error("the results are told while people answer")
	}
	d.must(hana, answers(1, 4, "二度目の花", 2))
	d.must(jiro, answers(2, 4, "二度目の次郎", 2))
	d.must(kaede, answers(3, 4, "二度目の楓", 2))
	d.must(kaede, answers(3, 0, "一度目の楓", 0)) // and back: only two say something else
	if now := closes(); now != first || d.state.Survey().Answered != 3 {
		t.Errorf("two have changed their answers, and it says %s", now)
	}
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(kaede, answers(3, 3, "三度目の楓", 1))
	if now := closes(); strings.Contains(now, "一度目") || !strings.Contains(now, "二度目の花") || !strings.Contains(now, "三度目の楓") {
		t.Errorf("three have, over two times, and it says %s", now)
	}
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(hana, answers(1, 1, "四度目の花", 1))
	if now := closes(); strings.Contains(now, "四度目") {
		t.Errorf("one has since, and it says %s", now)
	}
}

// A text that hurts somebody is gone from the results for everybody, from the
// past and when they are told anew; those who steer keep it and bring it back.
func TestHiddenReplies(t *testing.T) {
	const hurtful = "田中さんが嫌いだ"
	d := askedAll(t)
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(hana, answers(1, 0, hurtful, 0))
	d.must(jiro, answers(2, 0, hurtful, 0))
	d.must(kaede, answers(3, 0, "楽しかった", 0))
	hide := board.HideReply{Question: questionID(3), Text: hurtful, Reason: "個人を傷つける"}
	d.refused(board.NotFound, mori, hide)
	d.must(mori, board.OpenSurvey{Open: false})
	d.refused(board.Forbidden, kaede, hide)
	d.refused(board.NotFound, mori, board.HideReply{Question: questionID(3), Text: "だれも書いていない", Reason: "ない"})
	d.must(mori, hide)
	d.refused(board.Changed, mori, hide)
	silent := func(when string) {
		t.Helper()
		for _, a := range everybody {
			heard := encode(t, board.StateOf(a.Viewer().Records(d.state)).Survey())
			teller := board.NewTeller(a.Viewer(), d.state)
			for _, e := range d.log {
				if told := teller.Tell(e); e.Op.Type() != "survey.answer" {
					heard += encode(t, told)
				}
			}
			for i, e := range d.log {
				if e.Op.Type() != "survey.answer" && !a.Viewer().SeesAll(e, d.state) {
					heard += encode(t, a.Viewer().Entries(d.log[i:i+1], d.state))
				} else if e.Op.Type() != "survey.answer" {
					heard += encode(t, e)
				}
			}
			for _, secret := range []string{hurtful, "個人を傷つける"} {
				if strings.Contains(heard, secret) {
					t.Errorf("%s: a %s hears %s", when, a.Role, heard)
				}
			}
			if kept := a.Viewer().Kept(d.state); (len(kept) == 1) != (a.Role == board.Facilitator || a.Role == board.Organiser) {
				t.Errorf("%s: a %s is kept %v", when, a.Role, kept)
			}
		}
	}
	silent("put away")
	d.must(mori, board.OpenSurvey{Open: true})
	d.must(hana, answers(1, 4, hurtful, 1))
	d.must(jiro, answers(2, 4, "よかった", 1))
	d.must(kaede, answers(3, 4, "また来る", 1))
	d.must(mori, board.OpenSurvey{Open: false})
	silent("told anew")
	d.must(mori, board.ShowReply{Question: questionID(3), Text: hurtful})
	if got := d.state.Survey().Results[2].Texts; !reflect.DeepEqual(got, []string{"また来る", "よかった", hurtful}) {
		t.Errorf("shown again it says %v", got)
	}
	d.refused(board.Changed, mori, board.ShowReply{Question: questionID(3), Text: hurtful})
}

// What is asked stays while people answer; afterwards its wording alone changes.
func TestQuestionsHoldStill(t *testing.T) {
	d := peopledHall(t)
	d.refused(board.NotFound, mori, board.OpenSurvey{Open: true})
	for _, q := range threeQuestions {
		d.must(office, q)
	}
	edit := func(change func(*board.EditQuestion)) board.EditQuestion {
		q := threeQuestions[1]
		op := board.EditQuestion{Question: q.Question, Sort: q.Sort, Text: q.Text, Options: q.Options, Many: q.Many}
		change(&op)
		return op
	}
	wording := edit(func(op *board.EditQuestion) { op.Text = "次回の話題" })
	options := edit(func(op *board.EditQuestion) { op.Options = []string{"川", "山"} })
	d.must(office, options)
	d.must(office, edit(func(*board.EditQuestion) {}))
	d.must(mori, board.OpenSurvey{Open: true})
	d.refused(board.Frozen, office, wording)
	d.refused(board.Frozen, office, board.WithdrawQuestion{Question: questionID(1)})
	d.must(hana, answers(1, 0, "文", 2))
	d.must(mori, board.OpenSurvey{Open: false})
	d.must(office, wording)
	d.refused(board.Frozen, office, options)
	d.refused(board.Frozen, office, edit(func(op *board.EditQuestion) { op.Many = false }))
	d.refused(board.Frozen, office, board.WithdrawQuestion{Question: questionID(1)})
	d.must(office, board.MoveQuestion{Question: questionID(3), Before: questionID(1)})
	if list := d.state.Questions(); list[0].ID != questionID(3) || list[2].ID != questionID(2) {
		t.Errorf("the order is %v", list)
	}
}

// What a question does not take is refused whole.
func TestAnswersFitTheirQuestions(t *testing.T) {
	d := askedAll(t)
	d.must(mori, board.OpenSurvey{Open: true})
	reply := func(q int, text string, marks ...int) board.AnswerSurvey {
		return board.AnswerSurvey{Answer: answerID(1), Replies: []board.Reply{{Question: questionID(q), Text: text, Marks: marks}}}
	}
	d.refused(board.BadNumber, hana, reply(1, "", 5))
	d.refused(board.BadNumber, hana, reply(2, "", 3))
	d.refused(board.BadNumber, hana, reply(2, "", -1))
	d.refused(board.BadNumber, hana, reply(3, "", 0))
	d.refused(board.BadOp, hana, reply(1, "", 1, 2))
	d.refused(board.BadOp, hana, reply(1, "ことば"))
	d.refused(board.NotFound, hana, reply(9, "ことば"))
	d.refused(board.BadOp, hana, board.AnswerSurvey{Answer: answerID(1), Replies: []board.Reply{{Question: questionID(3), Text: "甲"}, {Question: questionID(3), Text: "乙"}}})
	d.refused(board.NotFound, taro, reply(3, "席のない人"))
	if n := len(d.state.Answers()); n != 0 {
		t.Errorf("%d answers are kept", n)
	}
}

// Who has answered is nobody's business, before and after the end: not in a
// record, not in an entry, not when it is told again.
func TestNobodyLearnsWhoAnswered(t *testing.T) {
	d := askedAll(t)
	d.must(mori, board.OpenSurvey{Open: true})
	asked := len(d.log)
	d.must(hana, answers(1, 4, "花の言葉", 2))
	d.must(hana, answers(1, 4, "花の言葉", 2)) // changes nothing
	d.must(jiro, answers(2, 3, "次郎の言葉", 1))
	d.must(kaede, answers(3, 3, "楓の言葉", 1))
	d.must(mori, board.OpenSurvey{Open: false})
	for _, a := range everybody {
		own := a.Seat == hana.Seat
		heard := encode(t, a.Viewer().Entries(d.log[asked:asked+2], d.state))
		for _, r := range a.Viewer().Records(d.state) {
			if r.Kind() == board.KindAnswer {
				heard += encode(t, r)
			}
		}
		teller := board.NewTeller(a.Viewer(), d.state)
		for _, e := range d.log {
			if told := teller.Tell(e); e.Op.Type() == "survey.answer" {
				heard += encode(t, told)
			}
		}
		for _, secret := range []string{"花の言葉", string(hana.Seat)} {
			if strings.Contains(heard, secret) != own {
				t.Errorf("a %s hears %s: %v in\n%s", a.Role, secret, !own, heard)
			}
		}
	}
}

func TestSurveyQuotas(t *testing.T) {
	d := peopledHall(t)
	for n := range board.Bounds.Questions {
		d.must(office, board.AddQuestion{Question: questionID(n + 1), Sort: board.FreeText, Text: "問い"})
	}
	d.must(office, board.WithdrawQuestion{Question: questionID(1)})
	d.refused(board.Quota, office, board.AddQuestion{Question: questionID(99), Sort: board.FreeText, Text: "問い"})
	for n := range board.Bounds.Tags {
		d.must(office, board.AddTag{Tag: tagID(n + 1), Name: "柱"})
	}
	d.refused(board.Quota, office, board.AddTag{Tag: tagID(99), Name: "柱"})
	choice := func(options ...string) board.AddQuestion {
		return board.AddQuestion{Question: questionID(98), Sort: board.Choice, Text: "問い", Options: options}
	}
	d.refused(board.BadNumber, office, choice("ひとつ"))
	d.refused(board.BadNumber, office, choice(strings.Split("一二三四五六七八九十甲乙丙", "")...))
	d.refused(board.BadOp, office, choice("同じ", " 同じ"))
}

// A survey taken in from elsewhere is told as it was, and only if it is sound.
func TestImportedSurvey(t *testing.T) {
	op := board.ImportSurvey{
		Questions: []board.Question{{ID: questionID(1), Order: "V", Sort: board.Scale, Text: "どうでしたか"}, {ID: questionID(2), Order: "W", Sort: board.FreeText, Text: "ひとこと"}},
		Answered:  3,
		Results:   []board.SurveyResult{{Question: questionID(1), Answered: 3, Counts: []int{0, 0, 1, 1, 1}}, {Question: questionID(2), Answered: 2, Texts: []string{"ん", "あ"}}},
	}
	d := peopledHall(t)
	d.must(office, op)
	if survey := d.state.Survey(); survey.Answered != 3 || survey.Results[1].Texts[0] != "あ" {
		t.Errorf("it says %+v", survey)
	}
	d.refused(board.Exists, office, op)
	d.refused(board.Frozen, office, board.OpenSurvey{Open: true}) // its answers are not here to be counted again
	bent := op
	bent.Results = []board.SurveyResult{{Question: questionID(1), Answered: 1, Counts: []int{1}}}
	peopledHall(t).refused(board.BadOp, office, bent)
	bent.Results = []board.SurveyResult{{Question: questionID(9)}}
	peopledHall(t).refused(board.BadOp, office, bent)
}

// Two who write one remark lose nothing: what meets is told, what fits stands together.
func TestRemarks(t *testing.T) {
	d := peopledHall(t)
	d.must(kaede, board.WriteRemark{Table: tableID(1), Speaker: "楓", Text: "よく話した。また話したい。"})
	d.must(mori, board.WriteRemark{Table: tableID(1), Speaker: "楓", Base: "よく話した。また話したい。", Text: "よく笑い、話した。また話したい。"})
	d.must(kaede, board.WriteRemark{Table: tableID(1), Speaker: "楓", Base: "よく話した。また話したい。", Text: "よく話した。また来月も話したい。"})
	if r := d.state.Remark(tableID(1)); r.Text != "よく笑い、話した。また来月も話したい。" || r.Author != kaede.Seat {
		t.Errorf("it says %+v", r)
	}
	d.refused(board.Changed, mori, board.WriteRemark{Table: tableID(1), Base: "よく話した。", Text: "まったく別のこと"})
	d.refused(board.Forbidden, kaede, board.WriteRemark{Text: "主催者の名で"})
	d.refused(board.Forbidden, kaede, board.WriteRemark{Table: tableID(2), Text: "となりの班に"})
	d.must(mori, board.WriteRemark{Speaker: "市長", Text: "ありがとうございました"})
	if d.state.Remark("").Speaker != "市長" || d.state.Remark(tableID(2)).Text != "" {
		t.Error("remarks stand at the wrong place")
	}
}

// A tag stays on what carries it, wherever that goes.
func TestTagsStayOn(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.island(1, 1, 2)
	d.island(2)
	island := board.ItemID(groupID(1))
	lay := func(item board.ItemID, tag int, on bool) board.TagItem {
		return board.TagItem{Item: item, Tag: tagID(tag), On: on}
	}
	laid := d.must(mori, lay(island, 1, true))
	d.must(mori, lay(island, 2, true))
	d.must(mori, lay(noteItems(1)[0], 1, true))
	d.refused(board.Forbidden, kaede, lay(island, 3, true))
	carries := func(want ...board.TagID) {
		t.Helper()
		if got := d.group(1).Tags; !reflect.DeepEqual(got, want) {
			t.Errorf("it carries %v, want %v", got, want)
		}
	}
	d.must(mori, board.MoveItems{Items: []board.ItemID{island}, To: inGroup(2)})
	d.must(mori, board.TitleGroup{Group: groupID(1), Title: "新しい表札"})
	d.must(mori, board.DissolveGroup{Group: groupID(1)})
	d.refused(board.Gone, mori, lay(island, 3, true))
	d.must(mori, board.RestoreGroup{Group: groupID(1)})
	carries(tagID(1), tagID(2))
	replayed := board.NewState()
	for _, e := range d.log {
		replayed.Replay(e.Change)
	}
	if g, _ := replayed.Group(groupID(1)); len(g.Tags) != 2 {
		t.Errorf("replayed it carries %v", g.Tags)
	}
	d.must(mori, lay(island, 2, false))
	carries(tagID(1))
	d.must(mori, board.Undo{Of: laid.Seq})
	carries()
}
