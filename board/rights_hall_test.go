package board_test

import (
	"slices"
	"testing"

	"yoriai/board"
)

// hallCase is an op of the workshop's document with the document it is sent to.
type hallCase struct {
	on func(tb) *document
	op board.Op
}

var hallCases = map[board.OpType]hallCase{
	"workshop.open":  {newDocument, board.OpenWorkshop{Workshop: workshopID, Code: "ACDE2346", Facts: hallFacts}},
	"workshop.edit":  {seatedHall, board.EditWorkshop{Facts: hallFacts}},
	"door.close":     {seatedHall, board.CloseDoor{Closed: true}},
	"hall.look":      {seatedHall, board.LookHere{Board: boardID(1)}},
	"table.add":      {seatedHall, board.AddTable{Table: tableID(9), Board: boardID(9), Name: "9班"}},
	"table.edit":     {seatedHall, board.EditTable{Table: tableID(1), Name: "いちばん"}},
	"theme.add":      {seatedHall, board.AddTheme{ThemeID: themeID(9), Text: "夜の図書館は"}},
	"theme.edit":     {seatedHall, board.EditTheme{ThemeID: themeID(1), Text: "夜の図書館は"}},
	"theme.move":     {seatedHall, board.MoveTheme{ThemeID: themeID(1)}},
	"theme.withdraw": {seatedHall, board.WithdrawTheme{ThemeID: themeID(1)}},
	"theme.take":     {seatedHall, board.TakeTheme{ThemeID: themeID(1), Tables: []board.TableID{tableID(1)}}},
	"theme.board":    {seatedHall, board.AssignBoard{Board: boardID(9), Table: tableID(1), ThemeID: themeID(1)}},
	"joint.add":      {seatedHall, board.AddJoint{Board: boardID(9), Theme: "みんなで"}},
	"seats.back":     {changedHall, board.TakeSeatsBack{Round: 1}},
	"seats.move":     {seatedHall, board.MoveSeats{Moves: []board.SeatMove{{Seat: hana.Seat, Table: tableID(2)}}}},
	"seat.add":       {seatedHall, board.AddSeat{Seat: seatID(9), Name: "丙", Table: tableID(1), Role: board.Participant}},
	"seat.edit":      {seatedHall, board.EditSeat{Seat: hana.Seat, Name: "はな", Side: board.Citizen, Table: tableID(1), Role: board.Participant}},
	"seat.withdraw":  {seatedHall, board.WithdrawSeat{Seat: hana.Seat}},
	"seat.absent":    {seatedHall, board.MarkAbsent{Seat: hana.Seat, Absent: true}},
	"seat.hand":      {seatedHall, board.RaiseHand{Seat: hana.Seat, Up: true}},
	"seat.done":      {seatedHall, board.FinishWriting{Seat: hana.Seat, Board: boardID(1), Done: true}},

	"agenda.add":       {seatedHall, board.AddAgendaStep{Step: stepID(9), Name: "読む", Minutes: 10, Phase: board.Reading}},
	"agenda.edit":      {seatedHall, board.EditAgendaStep{Step: stepID(1), Name: "読む", Minutes: 10, Phase: board.Reading}},
	"agenda.move":      {seatedHall, board.MoveAgendaStep{Step: stepID(1)}},
	"agenda.withdraw":  {seatedHall, board.WithdrawAgendaStep{Step: stepID(1)}},
	"agenda.take":      {seatedHall, board.TakeStep{Step: stepID(1), Tables: []board.TableID{tableID(1)}}},
	"agenda.extend":    {seatedHall, board.ExtendStep{Minutes: 3, Tables: []board.TableID{tableID(2)}}},
	"message.send":     {seatedHall, board.SendMessage{Message: messageID(9), Text: "あと五分です"}},
	"message.withdraw": {seatedHall, board.WithdrawMessage{Message: messageID(1)}},
	"message.seen":     {seatedHall, board.ReadMessage{Message: messageID(1)}},
	"survey.add":       {seatedHall, board.AddQuestion{Question: questionID(9), Sort: board.Scale, Text: "どうでしたか"}},
	"survey.edit":      {askedHall, board.EditQuestion{Question: questionID(1), Sort: board.FreeText, Text: "ひとことどうぞ"}},
	"survey.move":      {askedHall, board.MoveQuestion{Question: questionID(1)}},
	"survey.withdraw":  {askedHall, board.WithdrawQuestion{Question: questionID(1)}},
	"survey.open":      {askedHall, board.OpenSurvey{Open: true}},
	"survey.answer":    {openSurvey, board.AnswerSurvey{Answer: answerID(9), Replies: []board.Reply{{Question: questionID(1), Marks: []int{4}}}}},
	"survey.import":    {seatedHall, board.ImportSurvey{Questions: []board.Question{{ID: questionID(9), Order: "V", Sort: board.FreeText, Text: "ひとこと"}}}},
	"survey.hide":      {toldHall, board.HideReply{Question: questionID(2), Text: "ひとこと", Reason: "名前がある"}},
	"survey.show":      {hiddenReply, board.ShowReply{Question: questionID(2), Text: "ひとこと"}},
	"remark.write":     {seatedHall, board.WriteRemark{Table: tableID(1), Speaker: "森", Text: "よい話し合いでした"}},
	"tag.add":          {seatedHall, board.AddTag{Tag: tagID(9), Name: "柱1 安全"}},
	"tag.edit":         {taggedHall, board.EditTag{Tag: tagID(1), Name: "柱2 学び"}},
	"tag.withdraw":     {taggedHall, board.WithdrawTag{Tag: tagID(1)}},
	"news.quote":       {seatedHall, board.QuoteNews{Quotes: []board.NewsQuote{{Board: boardID(1), Note: noteID(1)}}, Next: "12月5日(土) 18時から"}},
	"photo.add":        {seatedHall, board.AddPhoto{Photo: photoID(9), Width: 800, Height: 600}},
	"photo.caption":    {picturedHall, board.CaptionPhoto{Photo: photoID(1), Caption: "まとめているところ"}},
	"photo.publish":    {picturedHall, board.PublishPhoto{Photo: photoID(1), Public: true}},
	"photo.place":      {picturedHall, board.PlacePhoto{Photo: photoID(1), Table: tableID(2)}},
	"photo.remove":     {picturedHall, board.RemovePhoto{Photo: photoID(1)}},
	"mask.decide":      {seatedHall, board.DecideMasks{Decision: board.MaskThem, Masks: []board.MaskAt{{Record: board.RecordID(tableID(1)), Place: maskPlace(1)}}}},
	"board.open":       {newDocument, board.OpenBoard{Board: boardID(1), Workshop: workshopID, Table: tableID(1)}},
	"board.import":     {freshBoard, board.ImportBoard{Phase: board.Gather}},
}

var hallFacts = board.Facts{Title: "まちの会", Theme: "どうする図書館"}

func askedHall(t tb) *document {
	d := seatedHall(t)
	d.must(office, board.AddQuestion{Question: questionID(1), Sort: board.Scale, Text: "今日はどうでしたか"})
	return d
}

func openSurvey(t tb) *document {
	d := askedHall(t)
	d.must(mori, board.OpenSurvey{Open: true})
	return d
}

func changedHall(t tb) *document {
	d := seatedHall(t)
	d.must(mori, board.MoveSeats{Moves: []board.SeatMove{{Seat: hana.Seat, Table: tableID(2)}}, Round: true})
	return d
}

func toldHall(t tb) *document {
	d := askedHall(t)
	d.must(office, board.AddQuestion{Question: questionID(2), Sort: board.FreeText, Text: "ひとことどうぞ"})
	d.must(mori, board.OpenSurvey{Open: true})
	for i, who := range []board.Actor{hana, jiro, kaede} {
		d.must(who, board.AnswerSurvey{Answer: answerID(i + 1), Replies: []board.Reply{{Question: questionID(2), Text: "ひとこと"}}})
	}
	d.must(mori, board.OpenSurvey{Open: false})
	return d
}

func hiddenReply(t tb) *document {
	d := toldHall(t)
	d.must(mori, board.HideReply{Question: questionID(2), Text: "ひとこと", Reason: "名前がある"})
	return d
}

func taggedHall(t tb) *document {
	d := seatedHall(t)
	d.must(office, board.AddTag{Tag: tagID(1), Name: "柱1"})
	return d
}

func picturedHall(t tb) *document {
	d := seatedHall(t)
	d.must(office, board.AddPhoto{Photo: photoID(1), Table: tableID(1), Width: 800, Height: 600})
	return d
}

func freshBoard(t tb) *document { return newBoard(t, board.Prepare) }

func seatedHall(t tb) *document {
	d := newHall(t)
	d.must(office, board.AddSeat{Seat: hana.Seat, Name: "はな", Table: tableID(1), Role: board.Participant})
	for _, a := range everybody {
		if a.Seat != hana.Seat {
			d.put(board.Seat{ID: a.Seat, Name: "人", Table: a.Table, Role: a.Role, Side: a.Side, Order: "V"})
		}
	}
	d.must(office, board.AddTheme{ThemeID: themeID(1), Text: "朝の図書館は"})
	d.must(office, board.AddAgendaStep{Step: stepID(1), Name: "書く", Minutes: 15, Phase: board.Writing})
	d.must(office, board.TakeStep{Step: stepID(1), Tables: []board.TableID{tableID(2)}})
	d.must(office, board.SendMessage{Message: messageID(1), Text: "はじめます"})
	return d
}

func TestRightsInTheHall(t *testing.T) {
	for op, row := range readGolden(t)["hall"] {
		c, has := hallCases[op]
		if !has {
			t.Errorf("no %s is tried", op)
			continue
		}
		for _, a := range append(slices.Clone(everybody), door) {
			word, has := row[a.Role]
			if !has {
				t.Errorf("%s: no cell for %s", op, a.Role)
			}
			about := a.Seat == hana.Seat // the ops about one person are about this one
			may := granted(word, about, false) || word == "table" && a.Table == hana.Table
			c.on(t).judge(may, a, c.op, "in the hall")
		}
	}
}

// TestRightsStayInTheirDocument: an op for the other sort of document is
// refused there, whoever sends it (B-29).
func TestRightsStayInTheirDocument(t *testing.T) {
	hall, sheet := newHall(t), newBoard(t, board.Gather)
	for _, op := range boardOps {
		hall.refused(board.UnknownOp, mori, op)
		newDocument(t).refused(board.NotFound, mori, op)
	}
	for name, c := range hallCases {
		switch name {
		case "workshop.open", "board.open":
			hall.refused(board.Exists, office, c.op)
			sheet.refused(board.Exists, office, c.op)
		case "board.import":
			hall.refused(board.UnknownOp, office, c.op)
			newDocument(t).refused(board.NotFound, office, c.op)
		case "survey.answer": // nobody who steers answers
			sheet.refused(board.UnknownOp, hana, c.op)
			newDocument(t).refused(board.NotFound, hana, c.op)
		default:
			sheet.refused(board.UnknownOp, office, c.op)
			newDocument(t).refused(board.NotFound, office, c.op)
		}
	}
}
