package rehearsal

import (
	"slices"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/client"
)

func newID[ID ~string]() ID { return ID(uuid.NewString()) }

// act does the next thing, or rests.
func (p *player) act() {
	if p.waiting() {
		for _, d := range p.everything() {
			d.Push() // what was put off goes again
		}
		return
	}
	doc := p.table()
	if doc == nil {
		return
	}
	b, _ := doc.Shadow.Board()
	if op := p.inHall(b); op != nil {
		p.does(p.hall, op)
		return
	}
	if op := p.atTable(doc.Shadow, b); op != nil && p.patient(doc, b.Phase) {
		p.does(doc, op)
		return
	}
	if !p.awaitsBallots(doc.Shadow, b) {
		p.rests(p.part.Actor.Seat, b.Phase)
	}
}

// table is the board that this table works on now.
func (p *player) table() *client.Person {
	work, at := p.hall.Shadow.Works(p.part.Actor.Table)
	if !at {
		return nil
	}
	return p.boards[board.DocID(work.ID)]
}

// patient reports whether it is worth trying on: who was refused a few times
// in a phase leaves it to the others.
func (p *player) patient(doc *client.Person, phase board.Phase) bool {
	before, known := p.lately[phase]
	if !known {
		p.lately[phase] = len(doc.Denied)
		return true
	}
	return len(doc.Denied)-before < refusalsEnough
}

const refusalsEnough = 5

// inHall is what a person shows or answers without the board: they read what
// the facilitator says, raise a hand once in a while, and say when they have
// written all.
func (p *player) inHall(b board.Board) board.Op {
	me, s := p.part.Actor, p.hall.Shadow
	for _, m := range messages(s) {
		if p.concerns(m) {
			return board.ReadMessage{Message: m.ID}
		}
	}
	sign, _ := s.Sign(me.Seat)
	switch {
	case sign.Hand != 0 && p.chance.IntN(6) == 0:
		return board.RaiseHand{Seat: me.Seat}
	case sign.Hand == 0 && p.waits > 0 && b.Phase == board.Gather && p.chance.IntN(8) == 0:
		p.waits--
		return board.RaiseHand{Seat: me.Seat, Up: true}
	case b.Phase == board.Writing && sign.Done != b.ID && p.hasWritten():
		return board.FinishWriting{Seat: me.Seat, Board: b.ID, Done: true}
	}
	return nil
}

func messages(s *board.State) (list []board.Message) {
	for _, r := range s.Records() {
		if m, is := r.(board.Message); is && !m.Withdrawn {
			list = append(list, m)
		}
	}
	return list
}

func (p *player) concerns(m board.Message) bool {
	me := p.part.Actor
	return !slices.Contains(m.Seen, me.Seat) && m.By != me.Seat && (len(m.Tables) == 0 || slices.Contains(m.Tables, me.Table))
}

// atTable is the next thing on the board; nil: nothing.
func (p *player) atTable(s *board.State, b board.Board) board.Op {
	leads := p.part.Actor.Role == board.Coordinator
	switch b.Phase {
	case board.Writing:
		return p.write(s)
	case board.Reading:
		if leads {
			return readOn(s, b)
		}
		return p.echo(b)
	case board.Gather:
		if leads {
			return p.gather(s)
		}
	case board.Titling:
		if leads {
			return p.title(s)
		}
		return p.suggest(s)
	case board.Relating:
		if leads {
			return p.relate(s)
		}
	case board.Voting:
		if op := p.choose(s); op != nil || !leads {
			return op
		}
		return p.count(s)
	}
	return nil
}

// write lays down one more of the notes this person has in mind; every fourth
// person takes the last one back.
func (p *player) write(s *board.State) board.Op {
	mine := p.mine(s)
	if len(mine) < len(p.hand) {
		return board.AddNote{Note: newID[board.NoteID](), Text: p.hand[len(mine)]}
	}
	if p.part.Actor.Seat[0]%4 == 0 && len(mine) > 1 && !slices.ContainsFunc(mine, func(n board.Note) bool { return n.Withdrawn }) {
		return board.WithdrawNote{Note: mine[len(mine)-1].ID}
	}
	return nil
}

// mine are my notes, those taken back too.
func (p *player) mine(s *board.State) []board.Note {
	return slices.DeleteFunc(s.Notes(), func(n board.Note) bool { return n.Author != p.part.Actor.Seat })
}

func (p *player) hasWritten() bool {
	doc := p.table()
	return len(p.mine(doc.Shadow)) >= len(p.hand) && len(p.hand) > 0
}

// echo says 「わたしも」 now and then, to a note of somebody else.
func (p *player) echo(b board.Board) board.Op {
	n, up := p.table().Shadow.Note(b.Reading)
	if !up || p.heard[n.ID] || n.Author == p.part.Actor.Seat {
		return nil
	}
	p.heard[n.ID] = true
	if p.chance.IntN(5) > 0 {
		return nil
	}
	return board.EchoNote{Note: n.ID, On: true}
}

// suggest proposes a wording for one untitled island.
func (p *player) suggest(s *board.State) board.Op {
	for _, g := range groups(s) {
		words := s.Wordings(g.ID)
		if g.Title != "" || len(words) > 0 || slices.ContainsFunc(words, func(w board.Wording) bool { return w.Author == p.part.Actor.Seat }) || p.chance.IntN(6) > 0 {
			continue
		}
		if texts := textsIn(s, g.ID); len(texts) > 0 {
			return board.ProposeWording{Wording: newID[board.WordingID](), Group: g.ID, Text: texts[0]}
		}
	}
	return nil
}

// choose lays this person's seals in the open round.
func (p *player) choose(s *board.State) board.Op {
	me := p.part.Actor.Seat
	for _, r := range s.Rounds() {
		if !r.Open || slices.ContainsFunc(s.Ballots(r.ID), func(b board.Ballot) bool { return b.Seat == me }) {
			continue
		}
		return board.SetBallot{Ballot: newID[board.BallotID](), Round: r.ID, Marks: p.seals(r)}
	}
	return nil
}

// seals spreads what a person may lay over different items.
func (p *player) seals(r board.Round) (marks []board.Count) {
	items := slices.Clone(r.Items)
	p.chance.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	for _, item := range items[:min(len(items), r.Seals)] {
		marks = append(marks, board.Count{Item: item, N: 1})
	}
	return marks
}
