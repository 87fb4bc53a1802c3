package server_test

import (
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

// TestDemo: who looks round first finds something of everything, and all of it
// whole: the site's clean-up checks each board.
func TestDemo(t *testing.T) {
	s := openSite(t)
	d, err := s.srv.OpenDemo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Tables) != 2 || d.Code == "" || d.Facilitator == "" {
		t.Errorf("the demo gives %+v", d)
	}
	docs, err := s.store.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	meanings := map[board.Meaning]int{}
	rounds, passages := 0, 0
	for _, doc := range docs {
		state := s.replay(doc)
		for _, l := range state.Links() {
			meanings[l.Meaning]++
		}
		rounds += len(state.Rounds())
		passages += len(state.Passages())
	}
	for _, m := range []board.Meaning{board.Causes, board.Opposes, board.Mutual, board.Same, board.Related, board.Answers} {
		if meanings[m] == 0 {
			t.Errorf("no line of the demo says %q", m)
		}
	}
	if rounds != 2 || passages != 12 {
		t.Errorf("the demo has %d rounds and %d passages", rounds, passages)
	}
}

// TestArchiveKeepsTheAgenda: an evening that was prepared once is prepared
// again from its archive, with all that was said about it.
func TestArchiveKeepsTheAgenda(t *testing.T) {
	s := openSite(t)
	if _, err := s.srv.OpenDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	docs, err := s.store.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := slices.IndexFunc(docs, func(doc board.DocID) bool { return len(s.replay(doc).Agenda()) > 0 })
	if first < 0 {
		t.Fatal("the demo has no agenda")
	}
	org := s.visitor().organises()
	a := org.upload("/organise/import", org.get("/w/"+string(docs[first])+"/export/json").body)
	id, ok := strings.CutPrefix(a.location, "/w/")
	if !ok {
		t.Fatalf("the import gives %d", a.status)
	}
	before, after := s.replay(docs[first]), s.replay(board.DocID(id))
	said := func(steps []board.AgendaStep) (list []board.AgendaStep) {
		for _, step := range steps {
			step.ID, step.Order = "", ""
			list = append(list, step)
		}
		return list
	}
	if got, want := said(after.Agenda()), said(before.Agenda()); !slices.Equal(got, want) || len(got) != len(board.Phases) {
		t.Errorf("the agenda came back as %+v", got)
	}
	asked := func(questions []board.Question) (list []string) {
		for _, q := range questions {
			list = append(list, string(q.Sort)+q.Text+q.Low+q.High+strings.Join(q.Options, ","))
		}
		return list
	}
	if got, want := asked(after.Questions()), asked(before.Questions()); !slices.Equal(got, want) || len(got) != 5 {
		t.Errorf("the closing survey came back as %q", got)
	}
	was, _ := before.Workshop()
	is, _ := after.Workshop()
	if was.Facts() != is.Facts() {
		t.Errorf("what was said of it came back as %+v", is.Facts())
	}
}
