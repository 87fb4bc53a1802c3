package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
)

// TestArchivesLoseNothing: workshops drawn at random, with all that an evening
// and the days after it add (tags, what came of it, the survey, remarks, words
// masked and let stand, the newsletter, a joint board, notes over two hours), go
// out as an archive and come in again, twice: every file of the inside and of
// the outside says the same, and so does the page of masks.
func TestArchivesLoseNothing(t *testing.T) {
	drawn := rapid.Custom(func(rt *rapid.T) intake.Import {
		return exporttest.DrawImport(rt, exporttest.Seeded(rapid.Uint64().Draw(rt, "ids")))
	})
	rounds := 4
	if raced {
		rounds = 1
	}
	for i := range rounds {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			c := newClock()
			s := openSite(t, c.in)
			ws, err := s.srv.TakeIn(t.Context(), drawn.Example(i))
			if err != nil {
				t.Fatal(err)
			}
			org := s.visitor().organises()
			s.livesOn(c, org, ws)
			was := s.allOf(org, ws)
			for range 2 {
				a := org.upload("/organise/import", org.get("/w/"+string(ws)+"/export/json").body)
				id, came := strings.CutPrefix(a.location, "/w/")
				if !came {
					t.Fatalf("the archive gives %d %s", a.status, a.body)
				}
				ws = board.WorkshopID(id)
				for name, is := range s.allOf(org, ws) {
					if is != was[name] {
						t.Errorf("%s: %s", name, difference(was[name], is))
					}
				}
			}
		})
	}
}

// livesOn adds to a workshop what the readers of outlines know nothing of.
func (s *site) livesOn(c *clock, org *visitor, ws board.WorkshopID) {
	s.t.Helper()
	actor := board.Actor{Seat: org.bootSeat("/w/" + string(ws)), Role: board.Organiser}
	as := func(actor board.Actor, doc board.DocID, ops ...board.Op) {
		s.t.Helper()
		if err := s.srv.DoAll(s.t.Context(), doc, actor, ops...); err != nil {
			s.t.Fatal(err)
		}
	}
	do := func(doc board.DocID, ops ...board.Op) { s.t.Helper(); as(actor, doc, ops...) }
	hall := s.replay(board.DocID(ws))
	tag, question := board.TagID(uuid.NewString()), board.QuestionID(uuid.NewString())
	do(board.DocID(ws), board.AddTag{Tag: tag, Name: "若い人"}, board.WriteRemark{Speaker: "森田課長", Text: "よい会でした"},
		board.ImportSurvey{Questions: []board.Question{{ID: question, Sort: board.FreeText, Text: "ひとこと", Order: "V"}}, Answered: 2, Results: []board.SurveyResult{{Question: question, Answered: 2, Texts: []string{"また来たい", "090-1111-2222に電話を"}}}})
	news := board.QuoteNews{Next: "12月5日 18時から"}
	for _, table := range hall.Tables() {
		for _, a := range hall.Assignments(table.ID) {
			guest := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Participant, Side: board.Citizen, Table: table.ID}
			do(board.DocID(ws), board.AddSeat{Seat: guest.Seat, Name: "海野", Side: guest.Side, Table: table.ID, Role: guest.Role})
			do(board.DocID(a.ID), board.SetPhase{Phase: board.Reading})
			var notes []board.NoteID
			for n := range 3 {
				c.passes(17 * time.Minute)
				notes = append(notes, board.NoteID(uuid.NewString()))
				as(guest, board.DocID(a.ID), board.AddNote{Note: notes[n], Text: fmt.Sprintf("海老名さん(090-1234-56%d%d)に聞く", n, len(news.Quotes))})
			}
			do(board.DocID(a.ID), board.SetPhase{Phase: board.Relating}, board.TagItem{Item: board.ItemID(notes[0]), Tag: tag, On: true},
				board.AddGroup{Group: board.GroupID(uuid.NewString()), Title: "聞きに行く", Items: []board.ItemID{board.ItemID(notes[1])}, To: board.Target{At: &board.Point{X: 900, Y: 900}}},
				board.FollowUp{Item: board.ItemID(notes[0]), Follow: board.Follow{State: board.Done, Office: "道路課", Answer: "直しました", When: "来年の春"}})
			if len(news.Quotes) < 2 {
				news.Quotes = append(news.Quotes, board.NewsQuote{Board: a.ID, Note: notes[2]})
			}
		}
	}
	do(board.DocID(ws), news)
	if a, _ := org.postJSON("/api/w/"+string(ws)+"/cards", map[string]any{"to": "", "from": "", "tables": []string{}}); a.status != http.StatusOK {
		s.t.Fatalf("the joint board: %d %s", a.status, a.body)
	}
	for i, m := range s.masksOf(org, ws) {
		decision := []board.MaskDecision{board.MaskThem, board.KeepThem, board.AskAgain}[i%3]
		do(board.DocID(ws), board.DecideMasks{Decision: decision, Masks: []board.MaskAt{{Record: m.Record, Board: m.Board, Place: board.MaskPlace{Of: m.Of, From: m.From, N: m.N, Sort: m.Sort}}}})
	}
}

// maskRow is a line of the page of masks.
type maskRow struct {
	Record  board.RecordID
	Board   board.BoardID
	Of      board.TextSum
	From, N int
	Sort    board.MaskSort
	Kind    board.Kind
	Table   string
	Words   string
}

func (s *site) masksOf(org *visitor, ws board.WorkshopID) []maskRow {
	s.t.Helper()
	var list struct{ Masks []maskRow }
	if err := json.Unmarshal([]byte(org.get("/api/w/"+string(ws)+"/masks").body), &list); err != nil {
		s.t.Fatal(err)
	}
	return list.Masks
}

// inlaid are the sheets inside a page: where two lines begin at one place, the
// ids say which goes first round what is in the way. What lies where, and all
// words, are compared apart from them.
var inlaid = regexp.MustCompile(`data:image/svg\+xml;base64,[A-Za-z0-9+/=]+`)

// allOf is what a workshop says in every way that tells of all it has.
func (s *site) allOf(org *visitor, ws board.WorkshopID) map[string]string {
	s.t.Helper()
	all := map[string]string{}
	for _, format := range []string{"md", "csv", "html", "news.html", "followup.html"} {
		for _, audience := range []string{"internal", "public"} {
			a := org.get("/w/" + string(ws) + "/export/" + format + "?for=" + audience)
			if a.status != http.StatusOK {
				s.t.Errorf("%s gives %d", format, a.status)
			}
			all[format+" "+audience] = inlaid.ReplaceAllString(strings.ReplaceAll(a.body, string(ws), ""), "")
		}
	}
	rows := []string{}
	for _, m := range s.masksOf(org, ws) {
		rows = append(rows, fmt.Sprintln(m.Of, m.From, m.N, m.Sort, m.Kind, m.Table, m.Words))
	}
	slices.Sort(rows)
	all["masks"] = strings.Join(rows, "")
	return all
}

// difference is the first line in which two texts differ.
func difference(was, is string) string {
	a, b := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d\n%.600q\nbecame\n%.600q", i+1, a[min(i, len(a)-1)], b[min(i, len(b)-1)])
		}
	}
	return "none"
}
