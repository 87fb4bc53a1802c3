package simulation

import (
	"yoriai/board"
	"yoriai/server/client"
)

// What people lay over notes and islands: relations, seals, steps of the
// narrative, 「わたしも」, and what is read aloud.

// end is an item that a relation may join or a passage may tell.
func (w *Wishes) end(p *client.Person) (board.ItemID, bool) {
	if w.IntN(2) == 0 {
		if g, ok := seen(w, p, board.KindGroup, func(g board.Group) bool { return !g.Withdrawn }); ok {
			return g.ItemID(), true
		}
	}
	n, ok := seen(w, p, board.KindNote, live)
	return n.ItemID(), ok
}

func (w *Wishes) relate(p *client.Person) board.Op {
	from, ok := w.end(p)
	to, _ := w.end(p)
	meaning, _ := pick(w, board.Meanings)
	if !ok || from == to {
		return nil
	}
	add := board.AddLink{Link: board.LinkID(w.ID()), From: from, To: to, Meaning: meaning}
	if p.Actor.Role == board.Participant && w.IntN(4) > 0 {
		return board.ProposeLink(add)
	}
	return add
}

// rerelate changes a relation, takes it away or brings it back; a proposal is
// taken up or set aside.
func (w *Wishes) rerelate(p *client.Person) board.Op {
	l, ok := seen(w, p, board.KindLink, func(board.Link) bool { return true })
	switch {
	case !ok:
		return nil
	case l.Proposed && w.IntN(2) == 0:
		return board.AcceptLink{Link: l.ID}
	case l.Proposed:
		return board.DeclineLink{Link: l.ID}
	case l.Withdrawn:
		return board.RestoreLink{Link: l.ID}
	case w.IntN(2) == 0:
		return board.WithdrawLink{Link: l.ID}
	}
	meaning, _ := pick(w, board.Meanings)
	op := board.EditLink{Link: l.ID, Meaning: meaning}
	if w.IntN(2) == 0 {
		op.From, op.To = l.To, l.From
	}
	return op
}

func (w *Wishes) propose(p *client.Person) board.Op {
	item, ok := w.end(p)
	if !ok {
		return nil
	}
	return board.Propose{Item: item, Proposal: w.IntN(3) > 0}
}

func (w *Wishes) echo(p *client.Person) board.Op {
	n, ok := seen(w, p, board.KindNote, live)
	if !ok {
		return nil
	}
	return board.EchoNote{Note: n.ID, On: w.IntN(3) > 0}
}

// readAloud goes on with the reading, or lays an own note beside another.
func (w *Wishes) readAloud(p *client.Person) board.Op {
	if w.IntN(3) > 0 {
		return board.TurnReading{}
	}
	own, ok := seen(w, p, board.KindNote, func(n board.Note) bool { return live(n) && n.Author == p.Actor.Seat })
	other, _ := seen(w, p, board.KindNote, live)
	if !ok || own.ID == other.ID {
		return nil
	}
	return board.LayBeside{Note: own.ID, Beside: other.ID, Group: board.GroupID(w.ID())}
}

// tidy lays a few things elsewhere in one go.
func (w *Wishes) tidy(p *client.Person) board.Op {
	g, ok := seen(w, p, board.KindGroup, func(g board.Group) bool { return !g.Withdrawn && g.Place.Group == "" })
	if !ok {
		return nil
	}
	return board.PlaceItems{Places: []board.Spot{{Item: g.ItemID(), At: board.Point{X: float64(w.IntN(1600)), Y: float64(w.IntN(1000))}}}}
}

func (w *Wishes) wording(p *client.Person) board.Op {
	g, ok := seen(w, p, board.KindGroup, func(g board.Group) bool { return !g.Withdrawn })
	if !ok {
		return nil
	}
	return board.ProposeWording{Wording: board.WordingID(w.ID()), Group: g.ID, Text: w.text()}
}

// choosing opens a round or closes it, for those who may.
func (w *Wishes) choosing(p *client.Person) board.Op {
	r, open := seen(w, p, board.KindRound, func(r board.Round) bool { return r.Open })
	item, ok := w.end(p)
	switch {
	case open:
		return board.CloseRound{Round: r.ID}
	case !ok:
		return nil
	}
	return board.OpenRound{Round: board.RoundID(w.ID()), Seals: 1 + w.IntN(3), Items: []board.ItemID{item}}
}

func (w *Wishes) seals(p *client.Person) board.Op {
	r, ok := seen(w, p, board.KindRound, func(r board.Round) bool { return r.Open })
	if !ok {
		return nil
	}
	return board.SetBallot{Ballot: board.BallotID(w.ID()), Round: r.ID, Marks: []board.Count{{Item: r.Items[0], N: 1 + w.IntN(3)}}}
}

// tell adds a step to the narrative, writes in one or moves it.
func (w *Wishes) tell(p *client.Person) board.Op {
	step, ok := seen(w, p, board.KindPassage, func(s board.Passage) bool { return !s.Withdrawn })
	item, some := w.end(p)
	switch {
	case some && (!ok || w.IntN(2) == 0):
		return board.AddPassage{Passage: board.PassageID(w.ID()), Item: item}
	case !ok:
		return nil
	case w.IntN(3) == 0:
		return board.MovePassage{Passage: step.ID}
	}
	return board.EditPassage{Passage: step.ID, Base: step.Text, Text: w.text()}
}
