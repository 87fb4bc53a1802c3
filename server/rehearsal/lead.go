package rehearsal

import (
	"cmp"
	"slices"

	"yoriai/board"
)

// What a coordinator does for the table.

// readOn turns to the next note, until all were read.
func readOn(s *board.State, b board.Board) board.Op {
	unread := slices.ContainsFunc(s.Notes(), func(n board.Note) bool { return !n.Withdrawn && !n.Read })
	if !unread && b.Reading == "" {
		return nil
	}
	return board.TurnReading{After: b.Reading}
}

// gather brings one more note from the tray to its like. What has no like is
// left alone for good.
func (p *player) gather(s *board.State) board.Op {
	loose := slices.DeleteFunc(s.Notes(), func(n board.Note) bool {
		return n.Withdrawn || n.Veiled || n.Lone || n.Place.Group != "" || n.At != nil
	})
	slices.SortFunc(loose, func(a, b board.Note) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID)) })
	if len(loose) == 0 {
		return nil
	}
	n := loose[0]
	like := p.lines.islandOf(n.Text)
	same := alike(p.lines, loose, like)
	switch g := p.holding(s, like); {
	case like >= 0 && g != "":
		return board.MoveItems{Items: []board.ItemID{n.ItemID()}, To: board.Target{Group: g}}
	case like < 0 || len(same) < 2:
		return board.MarkLone{Note: n.ID, Lone: true}
	}
	return board.AddGroup{Group: newID[board.GroupID](), Items: same[:2], To: board.Target{At: spot(len(groups(s)))}}
}

// spot is where the n-th island is laid: four in a row, with room between them.
func spot(n int) *board.Point {
	return &board.Point{X: 40 + float64(n%4)*390, Y: 40 + float64(n/4%3)*320}
}

func alike(l *Lines, notes []board.Note, like int) (items []board.ItemID) {
	for _, n := range notes {
		if l.islandOf(n.Text) == like {
			items = append(items, n.ItemID())
		}
	}
	return items
}

// holding finds the island in which notes of this kind lie already.
func (p *player) holding(s *board.State, like int) board.GroupID {
	for _, g := range groups(s) {
		if slices.ContainsFunc(textsIn(s, g.ID), func(text string) bool { return p.lines.islandOf(text) == like }) {
			return g.ID
		}
	}
	return ""
}

// groups are the islands there are, in one order.
func groups(s *board.State) []board.Group {
	list := slices.DeleteFunc(s.Groups(), func(g board.Group) bool { return g.Withdrawn })
	slices.SortFunc(list, func(a, b board.Group) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID)) })
	return list
}

func textsIn(s *board.State, g board.GroupID) (texts []string) {
	for _, n := range s.Notes() {
		if n.Place.Group == g && !n.Withdrawn {
			texts = append(texts, n.Text)
		}
	}
	slices.Sort(texts)
	return texts
}

// title writes the next title card.
func (p *player) title(s *board.State) board.Op {
	for _, g := range groups(s) {
		if texts := textsIn(s, g.ID); g.Title == "" && len(texts) > 0 {
			return board.TitleGroup{Group: g.ID, Title: p.lines.titleOf(texts)}
		}
	}
	return nil
}

// linksEnough is how many relations a made-up table draws.
const linksEnough = 3

// relate joins one island to the next.
func (p *player) relate(s *board.State) board.Op {
	list, n := groups(s), len(s.Links())
	if n >= min(linksEnough, len(list)-1) {
		return nil
	}
	meaning := board.Meanings[n%len(board.Meanings)]
	return board.AddLink{Link: newID[board.LinkID](), From: list[n].ItemID(), To: list[n+1].ItemID(), Meaning: meaning}
}

// awaitsBallots reports whether this person opened a round that others have
// still to choose in. They rested before it was there, so nobody else keeps the
// evening from going on.
func (p *player) awaitsBallots(s *board.State, b board.Board) bool {
	rounds := s.Rounds()
	leads := p.part.Actor.Role == board.Coordinator
	return leads && b.Phase == board.Voting && len(rounds) > 0 && rounds[len(rounds)-1].Open
}

// count opens a round for the islands, and closes it when all have chosen.
func (p *player) count(s *board.State) board.Op {
	rounds := s.Rounds()
	if len(rounds) > 0 {
		last := rounds[len(rounds)-1]
		if last.Open && len(s.Ballots(last.ID)) >= p.choosers() {
			return board.CloseRound{Round: last.ID}
		}
		return nil
	}
	var items []board.ItemID
	for _, g := range groups(s) {
		items = append(items, g.ItemID())
	}
	if len(items) == 0 {
		return nil
	}
	return board.OpenRound{Round: newID[board.RoundID](), Seals: 2, Items: items}
}
