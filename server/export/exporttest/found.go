package exporttest

import (
	"testing"

	"yoriai/board"
	"yoriai/server/intake"
)

// Found is a small board on which everything was found out that there is.
type Found struct {
	*Stage
	Board             *Document
	Lead, Citizen     board.Actor
	Road, Parks, Plan board.GroupID
}

// FoundStage sets it up, before anything is found out.
func FoundStage(t testing.TB) *Found {
	t.Helper()
	newID := Counted()
	im, _, err := intake.ReadOutline("1班\n\n甲、乙(コーディネーター)\n\n道が暗い\n\n- ・街灯がない。\n- ・夜に歩けない\n\n公園が荒れている\n\n- ・草が高い。\n\nみんなで手入れの日を持つ\n\n- ・春と秋に集まる。\n\n雨の日に集まれない。\n", newID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range im.Tables[0].Members {
		im.Tables[0].Members[i].Seat = board.SeatID(newID())
	}
	f := &Found{Stage: SetUp(t, im, newID)}
	f.Board = f.Boards[0]
	seats := im.Tables[0].Members
	root, _ := f.Board.State.Board()
	f.Citizen = board.Actor{Seat: seats[0].Seat, Role: board.Participant, Table: root.Table}
	f.Lead = board.Actor{Seat: seats[1].Seat, Role: board.Coordinator, Table: root.Table}
	for _, g := range f.Board.State.Groups() {
		switch g.Title {
		case "道が暗い":
			f.Road = g.ID
		case "公園が荒れている":
			f.Parks = g.ID
		default:
			f.Plan = g.ID
		}
	}
	return f
}

// FindOut is what a table finds out: relations, proposals, a narrative, seals.
func (f *Found) FindOut() {
	f.T.Helper()
	step := func(by board.Actor, ops ...board.Op) {
		f.T.Helper()
		for _, op := range ops {
			f.Do(f.Board, by, op)
		}
	}
	road, parks, plan := board.ItemID(f.Road), board.ItemID(f.Parks), board.ItemID(f.Plan)
	note := board.NoteID("")
	for _, n := range f.Board.State.Notes() {
		if n.Text == "草が高い。" {
			note = n.ID
		}
	}
	step(Organiser, board.SetPhase{Phase: board.Relating})
	step(f.Lead,
		board.AddLink{Link: board.LinkID(f.NewID()), From: parks, To: road, Meaning: board.Causes, Label: "見通し"},
		board.AddLink{Link: board.LinkID(f.NewID()), From: plan, To: board.ItemID(note), Meaning: board.Answers},
	)
	passages := []board.Step{{Passage: board.PassageID(f.NewID()), Item: road}, {Passage: board.PassageID(f.NewID()), Item: plan}}
	step(f.Lead, board.DraftPassages{Passages: passages}, board.EditPassage{Passage: passages[1].Passage, Text: "それでも\nできることとして"})
	step(Organiser, board.SetPhase{Phase: board.Voting})
	round := board.RoundID(f.NewID())
	step(f.Lead, board.OpenRound{Round: round, Seals: 3, Items: []board.ItemID{road, parks, plan}})
	step(f.Citizen, board.SetBallot{Ballot: board.BallotID(f.NewID()), Round: round, Marks: []board.Count{{Item: road, N: 1}, {Item: plan, N: 2}}})
	step(f.Lead, board.SetBallot{Ballot: board.BallotID(f.NewID()), Round: round, Marks: []board.Count{{Item: plan, N: 1}}},
		board.CloseRound{Round: round}, board.CountByHand{Round: round, Counts: []board.Count{{Item: parks, N: 4}}},
		board.OpenRound{Round: board.RoundID(f.NewID()), Title: "決選", Seals: 1, Items: []board.ItemID{parks, plan}})
}

// EndEvening is what is asked, said and laid across the tables at the end.
func (f *Found) EndEvening() {
	f.T.Helper()
	id := func() board.QuestionID { return board.QuestionID(f.NewID()) }
	how, next, word := id(), id(), id()
	hall := func(by board.Actor, ops ...board.Op) {
		f.T.Helper()
		for _, op := range ops {
			f.Do(f.Hall, by, op)
		}
	}
	hall(Organiser,
		board.AddQuestion{Question: how, Sort: board.Scale, Text: "今日はどうでしたか", Low: "ものたりない", High: "とてもよかった"},
		board.AddQuestion{Question: next, Sort: board.Choice, Text: "次に話したいこと", Options: []string{"道", "公園"}, Many: true},
		board.AddQuestion{Question: word, Sort: board.FreeText, Text: "ひとことどうぞ"},
		board.OpenSurvey{Open: true})
	answer := func(by board.Actor, step int, options []int, text string) {
		hall(by, board.AnswerSurvey{Answer: board.AnswerID(f.NewID()), Replies: []board.Reply{{Question: how, Marks: []int{step}}, {Question: next, Marks: options}, {Question: word, Text: text}}})
	}
	answer(f.Citizen, 4, []int{0, 1}, "=星が見えた")
	answer(f.Lead, 2, []int{1}, "*また来ます*")
	root, _ := f.Board.State.Board()
	third := board.Actor{Seat: board.SeatID(f.NewID()), Role: board.Participant, Table: root.Table}
	hall(Organiser, board.AddSeat{Seat: third.Seat, Name: "丁", Table: root.Table, Role: board.Participant, Side: board.Citizen})
	answer(third, 2, []int{1}, hiddenReply)
	hall(Organiser, board.OpenSurvey{}, board.HideReply{Question: word, Text: hiddenReply, Reason: "名前がある"})
	hall(Organiser, board.WriteRemark{Speaker: "まち協議会 会長", Text: "よい会でした。\n続けましょう。"})
	hall(f.Lead, board.WriteRemark{Table: root.Table, Speaker: "乙", Text: "道のことが、いちばんでした。"})
	safe, learn, idle := board.TagID(f.NewID()), board.TagID(f.NewID()), board.TagID(f.NewID())
	hall(Organiser, board.AddTag{Tag: safe, Name: "柱1 安全"}, board.AddTag{Tag: learn, Name: "柱2 <学び>"}, board.AddTag{Tag: idle, Name: "柱3"})
	for _, op := range []board.TagItem{{Item: board.ItemID(f.Road), Tag: safe, On: true}, {Item: board.ItemID(f.Parks), Tag: safe, On: true}, {Item: board.ItemID(f.Plan), Tag: learn, On: true}} {
		f.Do(f.Board, Organiser, op)
	}
}

// hiddenReply is put away, and in no file.
const hiddenReply = "甲さんが話しすぎる"
