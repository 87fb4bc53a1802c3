package board_test

import (
	"slices"
	"testing"

	"yoriai/board"
)

// proposing is a board in the time of relating, with three notes.
func proposing(t *testing.T) (d *document, proposes func(n, from, to int) board.ProposeLink) {
	d = newBoard(t, board.Relating)
	d.write(1, 3)
	return d, func(n, from, to int) board.ProposeLink {
		return board.ProposeLink{Link: linkID(n), From: board.ItemID(noteID(from)), To: board.ItemID(noteID(to)), Meaning: board.Causes}
	}
}

// standing are the ids of what stands and of what is proposed.
func standing(d *document) (stand, proposed []board.LinkID) {
	for _, l := range d.state.Links() {
		stand = append(stand, l.ID)
	}
	for _, l := range d.state.ProposedLinks() {
		proposed = append(proposed, l.ID)
	}
	return stand, proposed
}

func TestProposedLinks(t *testing.T) {
	one := []board.LinkID{linkID(1)}
	for _, c := range []struct {
		name            string
		play            func(d *document, proposes func(n, from, to int) board.ProposeLink)
		stand, proposed []board.LinkID
	}{
		{"a proposal is no relation", func(*document, func(n, from, to int) board.ProposeLink) {}, nil, one},
		{"taken up", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.must(kaede, board.AcceptLink{Link: linkID(1)})
			d.refused(board.Gone, kaede, board.DeclineLink{Link: linkID(1)})
		}, one, nil},
		{"set aside", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.must(kaede, board.DeclineLink{Link: linkID(1)})
			d.refused(board.Gone, kaede, board.AcceptLink{Link: linkID(1)})
			if l, _ := d.state.Link(linkID(1)); !l.Declined {
				d.t.Fatalf("its proposer cannot know")
			}
		}, nil, nil},
		{"set aside by mistake", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.undo(kaede, d.must(kaede, board.DeclineLink{Link: linkID(1)}))
			if l, _ := d.state.Link(linkID(1)); l.Declined {
				d.t.Fatalf("its proposer still reads that it was set aside")
			}
		}, nil, one},
		{"taken back by its proposer, not by another", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.refused(board.Forbidden, jiro, board.DeclineLink{Link: linkID(1)})
			d.must(hana, board.DeclineLink{Link: linkID(1)})
			if l, _ := d.state.Link(linkID(1)); l.Declined {
				d.t.Fatalf("who takes back reads that the table set it aside")
			}
		}, nil, nil},
		{"it cannot be treated as a relation", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.refused(board.NotFound, kaede, board.EditLink{Link: linkID(1), Meaning: board.Same})
			d.refused(board.NotFound, kaede, board.WithdrawLink{Link: linkID(1)})
		}, nil, one},
		{"proposed twice", func(d *document, proposes func(n, from, to int) board.ProposeLink) {
			d.refused(board.Exists, jiro, proposes(2, 1, 2))
			d.must(jiro, proposes(2, 2, 1))
		}, nil, []board.LinkID{linkID(1), linkID(2)}},
		{"what stands is not proposed", func(d *document, proposes func(n, from, to int) board.ProposeLink) {
			d.must(kaede, board.AcceptLink{Link: linkID(1)})
			d.refused(board.Exists, jiro, proposes(2, 1, 2))
		}, one, nil},
		{"drawn by the coordinator without looking at the proposal", func(d *document, proposes func(n, from, to int) board.ProposeLink) {
			d.must(kaede, board.AddLink(proposes(2, 1, 2)))
		}, []board.LinkID{linkID(2)}, nil},
		{"and that undone: the proposal waits again", func(d *document, proposes func(n, from, to int) board.ProposeLink) {
			d.undo(kaede, d.must(kaede, board.AddLink(proposes(2, 1, 2))))
		}, nil, one},
		{"taking up undone", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.undo(kaede, d.must(kaede, board.AcceptLink{Link: linkID(1)}))
		}, nil, one},
		{"proposing undone after it was taken up", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.must(kaede, board.AcceptLink{Link: linkID(1)})
			d.refused(board.Changed, hana, board.Undo{Of: d.log[len(d.log)-2].Seq})
		}, one, nil},
		{"an answer that is only proposed makes no proposal", func(d *document, _ func(n, from, to int) board.ProposeLink) {
			d.must(jiro, board.ProposeLink{Link: linkID(2), From: board.ItemID(noteID(3)), To: board.ItemID(noteID(1)), Meaning: board.Answers})
			if n, _ := d.state.Note(noteID(3)); n.Proposal {
				d.t.Errorf("the note is a proposal before the table has taken it up")
			}
			d.must(kaede, board.AcceptLink{Link: linkID(2)})
			if n, _ := d.state.Note(noteID(3)); !n.Proposal {
				d.t.Errorf("the note is no proposal, and answers")
			}
		}, []board.LinkID{linkID(2)}, one},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, proposes := proposing(t)
			d.must(hana, proposes(1, 1, 2))
			c.play(d, proposes)
			if stand, proposed := standing(d); !slices.Equal(stand, c.stand) || !slices.Equal(proposed, c.proposed) {
				t.Errorf("stand %v, proposed %v; want %v, %v", stand, proposed, c.stand, c.proposed)
			}
		})
	}
}

// However much is proposed, a table can draw its relations.
func TestProposalsTakeNoRoomFromRelations(t *testing.T) {
	d, proposes := proposing(t)
	links := []board.Link{}
	for i := range board.Bounds.Links {
		links = append(links, board.Link{ID: linkID(100 + i), From: board.ItemID(noteID(1)), To: board.ItemID(noteID(2)), Meaning: board.Same, Proposed: true, Withdrawn: true})
	}
	for _, l := range links {
		d.put(l)
	}
	d.refused(board.Quota, hana, proposes(1, 1, 2))
	d.must(kaede, board.AddLink(proposes(2, 1, 2)))
	if _, err := (board.ImportBoard{Phase: board.Relating, Links: links}).Check(); err != nil {
		t.Errorf("the archive of such a board is refused: %v", err)
	}
}

// An edit is about the relation the writer saw; its other end comes with it.
func TestEditOfALink(t *testing.T) {
	d, proposes := proposing(t)
	d.must(kaede, board.AddLink(proposes(1, 1, 2)))
	seen := board.Relation{From: board.ItemID(noteID(1)), To: board.ItemID(noteID(2)), Meaning: board.Causes}
	moved := d.must(kaede, board.EditLink{Link: linkID(1), Meaning: board.Same, From: board.ItemID(noteID(1)), To: board.ItemID(noteID(3)), Base: seen})
	d.refused(board.Changed, mori, board.EditLink{Link: linkID(1), Meaning: board.Opposes, Base: seen})
	if l, _ := d.state.Link(linkID(1)); l.To != board.ItemID(noteID(3)) || l.Meaning != board.Same {
		t.Errorf("it leads to %s and means %s", l.To, l.Meaning)
	}
	d.undo(kaede, moved)
	if l, _ := d.state.Link(linkID(1)); l.To != board.ItemID(noteID(2)) || l.Meaning != board.Causes {
		t.Errorf("undone, it leads to %s and means %s", l.To, l.Meaning)
	}
}

// Undoing a new end after somebody chose the other one anew leaves both ends:
// half of one relation and half of another is none that anybody meant.
func TestUndoKeepsBothEndsTogether(t *testing.T) {
	d, proposes := proposing(t)
	d.must(kaede, board.AddLink(proposes(1, 1, 2)))
	ends := func(from, to int) board.EditLink {
		return board.EditLink{Link: linkID(1), Meaning: board.Causes, From: board.ItemID(noteID(from)), To: board.ItemID(noteID(to))}
	}
	first := d.must(kaede, ends(3, 2))
	d.must(mori, ends(3, 1))
	d.refused(board.Changed, kaede, board.Undo{Of: first.Seq})
	if l, _ := d.state.Link(linkID(1)); l.From != board.ItemID(noteID(3)) || l.To != board.ItemID(noteID(1)) {
		t.Errorf("it leads from %s to %s", l.From, l.To)
	}
}

// TestRoundWithoutCoordinators: where a workshop says so, who leads a table
// lays no seals; a participant does, and so it is as long as nobody says so.
func TestRoundWithoutCoordinators(t *testing.T) {
	for _, without := range []bool{false, true} {
		d := newBoard(t, board.Gather)
		d.write(1, 2)
		d.must(kaede, board.SetPhase{Phase: board.Voting})
		d.must(kaede, board.OpenRound{Round: roundID(1), Seals: 3, Items: noteItems(1, 2), Without: without})
		lay := board.SetBallot{Round: roundID(1), Marks: []board.Count{{Item: noteItems(1)[0], N: 2}}}
		lay.Ballot = ballotID(1)
		d.must(hana, lay)
		lay.Ballot = ballotID(2)
		if without {
			d.refused(board.Forbidden, kaede, lay)
		} else {
			d.must(kaede, lay)
		}
	}
}

// Two people add paper seals at once: each for other islands, or one of them
// begins anew.
func TestTwoCountByHand(t *testing.T) {
	d := newBoard(t, board.Gather)
	d.write(1, 2)
	d.must(kaede, board.SetPhase{Phase: board.Voting})
	d.must(kaede, board.OpenRound{Round: roundID(1), Seals: 3, Items: noteItems(1, 2)})
	count := func(n, seals int, base ...board.Count) board.CountByHand {
		return board.CountByHand{Round: roundID(1), Base: append([]board.Count{}, base...), Counts: []board.Count{{Item: noteItems(n)[0], N: seals}}}
	}
	d.must(kaede, count(1, 4))
	d.must(mori, count(2, 7))
	want := []board.Count{{Item: noteItems(1)[0], N: 4}, {Item: noteItems(2)[0], N: 7}}
	if r, _ := d.state.Round(roundID(1)); !slices.Equal(r.Hand, want) {
		t.Errorf("counted by two: %v", r.Hand)
	}
	d.refused(board.Changed, mori, count(1, 5))
	d.must(mori, count(1, 4)) // the same, counted twice
	d.must(kaede, board.CountByHand{Round: roundID(1), Base: want, Counts: []board.Count{{Item: noteItems(2)[0], N: 7}}})
	if r, _ := d.state.Round(roundID(1)); !slices.Equal(r.Hand, want[1:]) {
		t.Errorf("after one was taken out: %v", r.Hand)
	}
}
