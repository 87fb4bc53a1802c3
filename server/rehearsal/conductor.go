package rehearsal

import (
	"context"
	"slices"
	"sync"

	"yoriai/board"
)

// resting is who has nothing more to do, and in which phase.
type resting struct {
	mu    sync.Mutex
	in    map[board.SeatID]board.Phase
	stirs chan struct{} // something changed since it was last looked at
}

func newResting() *resting {
	return &resting{in: map[board.SeatID]board.Phase{}, stirs: make(chan struct{}, 1)}
}

func (r *resting) rests(seat board.SeatID, phase board.Phase) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.in[seat] == phase {
		return
	}
	r.in[seat] = phase
	select {
	case r.stirs <- struct{}{}:
	default:
	}
}

// all reports whether so many rest in a phase.
func (r *resting) all(people int, phase board.Phase) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, p := range r.in {
		if p == phase {
			n++
		}
	}
	return n >= people
}

// anew begins a step: who rested in the one before may have something to do again.
func (r *resting) anew() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.in)
}

// conduct takes the hall through an evening, each step as long as somebody has
// something to do in it.
func (p *player) conduct(ctx context.Context, people int) error {
	if err := p.live(ctx, p.push, func() bool { return !p.waiting() }); err != nil || ctx.Err() != nil {
		return err
	}
	for _, step := range course(p.hall.Shadow)[p.steps:] {
		if err := p.lead(ctx, step); err != nil || ctx.Err() != nil {
			return err
		}
		rested := func() bool { return p.resting.all(people, step.Phase) }
		if err := p.live(ctx, func() {}, rested); err != nil {
			return err
		}
		p.steps++ // where the line breaks, the evening goes on from here
	}
	return nil
}

// course is the way through the evening: the phases one after the other, or,
// where people change tables on the way, the agenda's steps.
func course(s *board.State) (steps []board.AgendaStep) {
	if agenda := s.Agenda(); slices.ContainsFunc(agenda, func(a board.AgendaStep) bool { return a.Reseat }) {
		return slices.DeleteFunc(agenda, func(a board.AgendaStep) bool { return a.Phase == board.Prepare })
	}
	for _, phase := range board.Phases[1:] {
		steps = append(steps, board.AgendaStep{ID: stepFor(s, phase), Phase: phase})
	}
	return steps
}

// lead brings all tables to a step: its phase on each board, people to their
// new tables where it is a 席替え, and the agenda, where there is one.
func (p *player) lead(ctx context.Context, step board.AgendaStep) error {
	idle := func() bool { return !p.waiting() }
	if err := p.live(ctx, p.push, idle); err != nil || ctx.Err() != nil {
		return err
	}
	phase := step.Phase
	p.resting.anew()
	if step.Reseat {
		if err := p.reseat(ctx); err != nil {
			return err
		}
	}
	if step.ID != "" {
		p.does(p.hall, board.TakeStep{Step: step.ID, Tables: tablesOf(p.hall.Shadow)})
	}
	for _, b := range p.boards {
		if now, _ := b.Shadow.Board(); now.Phase != phase {
			p.does(b, board.SetPhase{Phase: phase})
		}
	}
	return p.live(ctx, p.push, idle)
}

func (p *player) push() {
	for _, d := range p.everything() {
		d.Push()
	}
}

func stepFor(s *board.State, phase board.Phase) board.AgendaStepID {
	for _, step := range s.Agenda() {
		if step.Phase == phase {
			return step.ID
		}
	}
	return ""
}

func tablesOf(s *board.State) (ids []board.TableID) {
	for _, t := range s.Tables() {
		ids = append(ids, t.ID)
	}
	return ids
}
