package server

import (
	"context"
	"maps"

	"yoriai/board"
	"yoriai/server/intake"
)

// heldBy tells of each table that was read which table of this workshop holds
// it already, by its name: whoever brings the same file twice rarely wants
// everything twice. Notes may have been put right or taken away since, so most
// of them are enough. Drafts tell nothing: what the asker may not see could
// otherwise be guessed, a text at a time.
func (srv *Server) heldBy(ctx context.Context, p seated, tables []intake.Table) ([]string, error) {
	names := make([]string, len(tables))
	for _, t := range p.state.Tables() {
		there := map[string]int{}
		for _, a := range p.state.Assignments(t.ID) {
			state, err := srv.boardState(ctx, a.ID)
			if err != nil {
				return nil, err
			}
			countTexts(p.actor().Viewer().Records(state), there)
		}
		for i, table := range tables {
			if names[i] == "" && holdsMost(there, table) {
				names[i] = t.Name
			}
		}
	}
	return names, nil
}

func countTexts(records []board.Record, into map[string]int) {
	for _, r := range records {
		if n, is := r.(board.Note); is && !n.Withdrawn && !n.Veiled {
			into[n.Text]++
		}
	}
}

// holdsMost reports whether more than half of a table's notes are there, each
// as often as it was read.
func holdsMost(there map[string]int, t intake.Table) bool {
	left, all, held := maps.Clone(there), 0, 0
	take := func(content board.ImportBoard) {
		for _, n := range content.Notes {
			all++
			if left[n.Text] > 0 {
				left[n.Text]--
				held++
			}
		}
	}
	take(t.Content)
	for _, f := range t.Further {
		take(f.Content)
	}
	return 2*held > all
}
