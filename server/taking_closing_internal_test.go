package server

import (
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/intake"
)

// TestClosingOps: what was said at an evening's end comes back in a workshop
// taken in: results without answers, remarks at the new tables, tags under the
// ids that the islands name.
func TestClosingOps(t *testing.T) {
	question, tag, table := board.QuestionID(uuid.NewString()), board.TagID(uuid.NewString()), board.TableID(uuid.NewString())
	in := intake.Import{
		Tags:   []board.Tag{{ID: tag, Name: "柱1", Order: "V"}},
		Remark: board.Remark{Speaker: "会長", Text: "よい会でした"},
		Tables: []intake.Table{{Remark: board.Remark{Speaker: "乙", Text: "道のことから"}}},
		Survey: &board.ImportSurvey{
			Questions: []board.Question{{ID: question, Order: "V", Sort: board.Scale, Text: "どうでしたか"}},
			Answered:  2, Results: []board.SurveyResult{{Question: question, Answered: 2, Counts: []int{0, 0, 0, 1, 1}}},
		},
	}
	hall := board.NewState()
	office := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	begin := []board.Op{
		board.OpenWorkshop{Workshop: board.WorkshopID(uuid.NewString()), Code: "ACDE2346", Facts: board.Facts{Title: "会", Theme: "題"}},
		board.AddTable{Table: table, Board: board.BoardID(uuid.NewString()), Name: "1班"},
	}
	for _, op := range append(begin, closingOps(in, []board.TableID{table})...) {
		checked, err := op.Check()
		if err != nil {
			t.Fatalf("%s: %v", op.Type(), err)
		}
		if _, err := hall.Do(checked, office, nil); err != nil {
			t.Fatalf("%s: %v", op.Type(), err)
		}
	}
	for _, broken := range board.Check(hall) {
		t.Error(broken)
	}
	if survey := hall.Survey(); !survey.Closed() || survey.Answered != 2 || len(hall.Answers()) != 0 {
		t.Errorf("the survey came back as %+v", survey)
	}
	if hall.Remark("").Speaker != "会長" || hall.Remark(table).Text != "道のことから" || len(hall.Tags()) != 1 || hall.Tags()[0].ID != tag {
		t.Error("remarks or tags did not come back")
	}
}
