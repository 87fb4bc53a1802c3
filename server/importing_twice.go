package server

import (
	"context"

	"yoriai/board"
	"yoriai/server/intake"
)

// heldBy tells of each table that was read which table of this workshop holds
// it already, by its name: whoever brings the same file twice rarely wants
// everything twice. Words may have been put right or taken away since, so most
// of them are enough. Drafts tell nothing: what the asker may not see could
// otherwise be guessed, a text at a time.
func (srv *Server) heldBy(ctx context.Context, p seated, tables []intake.Table) ([]string, error) {
	names, sought := make([]string, len(tables)), seek(tables)
	for _, t := range p.state.Tables() {
		said, err := srv.saidAt(ctx, p, t.ID)
		if err != nil {
			return nil, err
		}
		found := sought.foundIn(said)
		for i, table := range tables {
			if names[i] == "" && isHeld(table, t.Name, sought.many[i], found[i]) {
				names[i] = t.Name
			}
		}
	}
	return names, nil
}

// isHeld: notes tell a table whatever it is called. Without any, others may
// well have the same title cards, and only the one of its name is meant; of
// that there may be nothing to compare.
func isHeld(t intake.Table, name string, many, found int) bool {
	switch {
	case many == 0:
		return t.Name == name
	case !hasNotes(t) && t.Name != "" && t.Name != name:
		return false
	}
	return 2*found > many
}

// word is something that stands at a table, and as what.
type word struct {
	as   board.Kind
	text string
}

// saidAt is everything that the asker may read at a table.
func (srv *Server) saidAt(ctx context.Context, p seated, table board.TableID) ([]word, error) {
	var said []word
	for _, s := range p.state.Seats(table) {
		said = append(said, word{board.KindSeat, s.Name})
	}
	for _, a := range p.state.Assignments(table) {
		said = append(said, word{board.KindAssignment, a.Theme})
		state, err := srv.boardState(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		said = append(said, wordsOf(p.actor().Viewer().Records(state))...)
	}
	return said, nil
}

func wordsOf(records []board.Record) []word {
	said := make([]word, 0, len(records))
	for _, r := range records {
		switch r := r.(type) {
		case board.Note:
			if !r.Withdrawn {
				said = append(said, word{board.KindNote, r.Text})
			}
		case board.Group:
			if !r.Withdrawn {
				said = append(said, word{board.KindGroup, r.Title})
			}
		case board.Statement:
			if !r.Withdrawn {
				said = append(said, word{board.KindStatement, r.Text})
			}
		}
	}
	return said
}

// sought are the words of all tables that were read, by where they were read: a
// large hall's tables are walked through once, not once for each of these.
type sought struct {
	at   map[word][]times
	many []int // words of each table
}

// times: so often one of the tables has a word.
type times struct{ table, n int }

func seek(tables []intake.Table) sought {
	s := sought{at: map[word][]times{}, many: make([]int, len(tables))}
	for i, t := range tables {
		for _, w := range tellingWords(t) {
			if w.text == "" {
				continue
			}
			s.many[i]++
			if at := s.at[w]; len(at) > 0 && at[len(at)-1].table == i {
				at[len(at)-1].n++
			} else {
				s.at[w] = append(at, times{i, 1})
			}
		}
	}
	return s
}

// tellingWords are those by which a table is known again: its notes, or where
// it has none whatever else it brings.
func tellingWords(t intake.Table) (words []word) {
	add := func(content board.ImportBoard) {
		for _, n := range content.Notes {
			words = append(words, word{board.KindNote, n.Text})
		}
		if hasNotes(t) {
			return
		}
		for _, g := range content.Groups {
			words = append(words, word{board.KindGroup, g.Title})
		}
		for _, s := range content.Statements {
			words = append(words, word{board.KindStatement, s.Text})
		}
	}
	add(t.Content)
	for _, f := range t.Further {
		add(f.Content)
	}
	if hasNotes(t) {
		return words
	}
	words = append(words, word{board.KindAssignment, t.Theme})
	for _, m := range t.Members {
		words = append(words, word{board.KindSeat, m.Name})
	}
	return words
}

func hasNotes(t intake.Table) bool {
	for _, f := range t.Further {
		if len(f.Content.Notes) > 0 {
			return true
		}
	}
	return len(t.Content.Notes) > 0
}

// foundIn counts for each table how many of its words are said, each as often
// as it was read.
func (s sought) foundIn(said []word) []int {
	found, heard := make([]int, len(s.many)), map[word]int{}
	for _, w := range said {
		at := s.at[w]
		if len(at) == 0 {
			continue
		}
		heard[w]++
		for _, one := range at {
			if heard[w] <= one.n {
				found[one.table]++
			}
		}
	}
	return found
}
