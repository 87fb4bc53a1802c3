package server_test

import (
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
