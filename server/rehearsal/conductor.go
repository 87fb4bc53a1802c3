package rehearsal

import (
	"context"
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

// conduct takes the hall through the phases of an evening, each as long as
// somebody has something to do in it.
func (p *player) conduct(ctx context.Context, people int) error {
	for _, phase := range board.Phases[1:] {
		if err := p.lead(ctx, phase); err != nil || ctx.Err() != nil {
			return err
		}
		rested := func() bool { return p.resting.all(people, phase) }
		if err := p.live(ctx, func() {}, rested); err != nil {
			return err
		}
	}
	return nil
}

// lead brings all tables to a phase: the agenda's step, where there is one,
// and each board.
func (p *player) lead(ctx context.Context, phase board.Phase) error {
	idle := func() bool { return !p.waiting() }
	if err := p.live(ctx, p.push, idle); err != nil || ctx.Err() != nil {
		return err
	}
	if step := stepFor(p.hall.Shadow, phase); step != "" {
		p.does(p.hall, board.TakeStep{Step: step, Tables: tablesOf(p.hall.Shadow)})
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
