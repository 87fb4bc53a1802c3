package server

import (
	"context"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/rehearsal"
)

// Rehearsing says how made-up people play.
type Rehearsing struct {
	Pace  time.Duration // mean pause between two deeds of one person
	Seed  uint64
	Alone bool // nobody steers: they take themselves through the evening, and it ends
}

// OpenRehearsal sets up a hall of so many tables with so many made-up people
// each, the coordinator included. Errors: quota.
func (srv *Server) OpenRehearsal(ctx context.Context, tables, people int) (board.WorkshopID, error) {
	lines := rehearsal.ReadLines()
	plans := make([]TablePlan, tables)
	for i := range plans {
		plans[i] = TablePlan{Name: lines.TableName(strconv.Itoa(i + 1))}
		for range people {
			plans[i].Members = append(plans[i].Members, MemberPlan{})
		}
		madeUp(lines, &plans[i], i*people)
	}
	return srv.openRehearsal(ctx, lines.Facts(), nil, srv.demoAgenda(), plans)
}

// AddChanges lets people change tables three times in a hall that was set up
// (ワールドカフェ): before they gather they write at three tables more.
func (srv *Server) AddChanges(ctx context.Context, ws board.WorkshopID) error {
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return err
	}
	line, err := srv.line(ctx, ws)
	if err != nil {
		return err
	}
	steps := hall.Agenda()
	at := slices.IndexFunc(steps, func(s board.AgendaStep) bool { return s.Phase == board.Gather })
	if at < 0 {
		return board.Errorf(board.NotFound, "the agenda has no step at which people gather")
	}
	var ops []board.Op
	for _, name := range []string{"second", "third", "fourth"} {
		ops = append(ops, board.AddAgendaStep{
			Step: board.AgendaStepID(uuid.NewString()), Name: srv.pages.Words("agenda.cafe." + name + "_name"), Script: srv.pages.Words("agenda.cafe." + name),
			Minutes: 15, Phase: board.Writing, Reseat: true, Before: steps[at].ID,
		})
	}
	return srv.doAll(ctx, board.DocID(ws), board.Actor{Seat: line.Organiser, Role: board.Organiser}, ops...)
}

// rehearsalOf sets up a hall like that of a workshop: its tables, sides and
// agenda, with made-up people, so that no real name is seen to write anything.
func (srv *Server) rehearsalOf(ctx context.Context, ws board.WorkshopID) (board.WorkshopID, error) {
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return "", err
	}
	w, _ := hall.Workshop()
	facts := w.Facts()
	facts.Title = strings.ReplaceAll(srv.pages.Words("rehearsal.title"), "{title}", board.Cut(facts.Title, board.Bounds.TitleChars-rehearsalPrefix))
	themes, agenda := renewedThemes(hall.Themes(), hall.Agenda())
	var plans []TablePlan
	n := 0
	for _, t := range hall.Tables() {
		plan := TablePlan{Name: t.Name}
		for _, seat := range hall.Seats(t.ID) {
			plan.Members = append(plan.Members, MemberPlan{Side: seat.Side, Coordinator: seat.Role == board.Coordinator})
		}
		madeUp(rehearsal.ReadLines(), &plan, n)
		n += len(plan.Members)
		plans = append(plans, plan)
	}
	return srv.openRehearsal(ctx, facts, themes, agenda, plans)
}

// renewedThemes gives the themes ids of their own, and the agenda's steps those.
func renewedThemes(themes []board.Theme, agenda []board.AgendaStep) ([]board.Theme, []board.AgendaStep) {
	themes, agenda = slices.Clone(themes), slices.Clone(agenda)
	for i, t := range themes {
		themes[i].ID = board.ThemeID(uuid.NewString())
		for j, step := range agenda {
			if step.ThemeID == t.ID {
				agenda[j].ThemeID = themes[i].ID
			}
		}
	}
	return themes, agenda
}

// rehearsalPrefix is how many characters rehearsal.title puts before a title, at most.
const rehearsalPrefix = 10

// rehearsalSeats sit at a table that has nobody yet.
const rehearsalSeats = 6

// madeUp gives a table's people names and sides, and somebody who leads.
func madeUp(lines *rehearsal.Lines, plan *TablePlan, from int) {
	if len(plan.Members) == 0 {
		plan.Members = make([]MemberPlan, rehearsalSeats)
	}
	leads := false
	for i := range plan.Members {
		m := &plan.Members[i]
		m.Name = lines.Surname(from + i)
		if m.Side == board.NoSide {
			m.Side = []board.Side{board.Citizen, board.Citizen, board.Staff}[i%3]
		}
		leads = leads || m.Coordinator
	}
	if !leads {
		plan.Members[len(plan.Members)-1].Coordinator = true
	}
}

func (srv *Server) openRehearsal(ctx context.Context, facts board.Facts, themes []board.Theme, agenda []board.AgendaStep, plans []TablePlan) (board.WorkshopID, error) {
	if err := checkPlans(plans, board.NewState()); err != nil {
		return "", err
	}
	ws, actor, err := srv.openPlanned(ctx, facts, themes, agenda)
	if err != nil {
		return "", err
	}
	_, err = srv.AddTables(ctx, ws, actor, plans)
	return ws, err
}

// Rehearse lets made-up people sit at all seats of a workshop's tables and
// play, over sockets as everybody's, until ctx or the evening ends.
func (srv *Server) Rehearse(ctx context.Context, ws board.WorkshopID, how Rehearsing) (rehearsal.Outcome, error) {
	parts, err := srv.parts(ctx, ws)
	if err != nil {
		return rehearsal.Outcome{}, err
	}
	line := newInnerLine()
	web := newHTTPServer(srv.Handler(), srv.cfg.Logger)
	var serving sync.WaitGroup
	serving.Go(func() { _ = web.Serve(line) }) // it ends with the line, and says no more than that
	defer serving.Wait()
	defer web.Close()
	return rehearsal.Play(ctx, rehearsal.Cast{
		Base: srv.Base(), Dial: line.dial, Parts: parts, Pace: how.Pace, Seed: how.Seed, Alone: how.Alone,
	})
}

// FacilitatorLink leads who steers into a workshop's hall.
func (srv *Server) FacilitatorLink(ctx context.Context, ws board.WorkshopID) (string, error) {
	line, err := srv.line(ctx, ws)
	if err != nil {
		return "", err
	}
	return srv.seatURL(ctx, ws, line.Facilitator)
}

// parts are the seats of a workshop with their links.
func (srv *Server) parts(ctx context.Context, ws board.WorkshopID) (parts []rehearsal.Part, err error) {
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		return nil, err
	}
	var all []board.DocID
	for _, t := range hall.Tables() {
		var boards []board.DocID
		for _, a := range hall.Assignments(t.ID) {
			boards = append(boards, board.DocID(a.ID))
		}
		all = append(all, boards...)
		for _, seat := range hall.Seats(t.ID) {
			if parts, err = srv.withPart(ctx, parts, ws, seat, boards); err != nil {
				return nil, err
			}
		}
	}
	for _, seat := range hall.Seats("") {
		if seat.Role == board.Facilitator {
			return srv.withPart(ctx, parts, ws, seat, all)
		}
	}
	return parts, nil
}

func (srv *Server) withPart(ctx context.Context, parts []rehearsal.Part, ws board.WorkshopID, seat board.Seat, boards []board.DocID) ([]rehearsal.Part, error) {
	link, err := srv.seatURL(ctx, ws, seat.ID)
	actor := board.Actor{Seat: seat.ID, Role: seat.Role, Side: seat.Side, Table: seat.Table}
	return append(parts, rehearsal.Part{Link: link, Actor: actor, Hall: board.DocID(ws), Boards: boards}), err
}

// innerLine is a network inside the program, for people who sit nowhere: no
// port is open for them, and no name or certificate has to be right.
type innerLine struct {
	calls chan net.Conn
	ended chan struct{}
	once  sync.Once
}

func newInnerLine() *innerLine {
	return &innerLine{calls: make(chan net.Conn), ended: make(chan struct{})}
}

func (l *innerLine) Accept() (net.Conn, error) {
	select {
	case c := <-l.calls:
		return c, nil
	case <-l.ended:
		return nil, net.ErrClosed
	}
}

func (l *innerLine) Close() error   { l.once.Do(func() { close(l.ended) }); return nil }
func (l *innerLine) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (l *innerLine) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case l.calls <- there:
		return here, nil
	case <-l.ended:
		return nil, io.ErrClosedPipe
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
