package server

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/demo"
	"yoriai/server/intake"
)

// planOf makes a table to set up of one that a reader found.
func planOf(t intake.TableMembers, theme string, content *board.ImportBoard) TablePlan {
	plan := TablePlan{Name: t.Name, Theme: theme, Content: content}
	for _, m := range t.Members {
		plan.Members = append(plan.Members, MemberPlan(m))
	}
	return plan
}

// plansOf makes tables of a reader's import. A table without a name is called
// by its number.
func (srv *Server) plansOf(in intake.Import, tablesBefore int) []TablePlan {
	var plans []TablePlan
	for i, t := range in.Tables {
		theme := t.Theme
		if theme == "" {
			theme = in.Facts.Theme
		}
		plan := planOf(t.TableMembers, theme, &t.Content)
		plan.ThemeID, plan.Further = t.ThemeID, map[board.ThemeID]board.ImportBoard{}
		for _, f := range t.Further {
			plan.Further[f.ThemeID] = f.Content
		}
		if plan.Name == "" {
			n := strconv.Itoa(tablesBefore + i + 1)
			plan.Name = strings.ReplaceAll(srv.pages.Words("table.numbered"), "{n}", n)
		}
		plans = append(plans, plan)
	}
	return plans
}

// takeIn makes a new workshop of what a reader found, with everything in it
// under new ids.
func (srv *Server) takeIn(ctx context.Context, in intake.Import) (board.WorkshopID, error) {
	plans := srv.plansOf(in, 0)
	if err := checkPlans(plans, board.NewState()); err != nil {
		return "", err
	}
	photos, err := srv.readPhotos(ctx, in.Photos)
	if err != nil {
		return "", err
	}
	ctx = context.WithoutCancel(ctx)
	ws, actor, err := srv.openPlanned(ctx, in.Facts, in.Themes, in.Agenda)
	if err != nil {
		return "", err
	}
	for _, plan := range plans {
		plan.comesFrom(in.Origin, ws)
	}
	tables, err := srv.AddTables(ctx, ws, actor, plans)
	if err != nil {
		return ws, err
	}
	if err := srv.takeJointsIn(ctx, ws, actor, in); err != nil {
		return ws, err
	}
	if err := srv.doAll(ctx, board.DocID(ws), actor, closingOps(in, tables)...); err != nil {
		return ws, err
	}
	if err := srv.takeNewsIn(ctx, ws, actor, in.News); err != nil {
		return ws, err
	}
	if err := srv.takePhotosIn(ctx, ws, actor, in.Photos, photos, tables); err != nil {
		return ws, err
	}
	return ws, srv.cardsCame(ctx, ws)
}

// openPlanned opens a workshop with themes and an agenda, and says as whom more
// is put into it.
func (srv *Server) openPlanned(ctx context.Context, facts board.Facts, themes []board.Theme, agenda []board.AgendaStep) (board.WorkshopID, board.Actor, error) {
	ws, err := srv.OpenWorkshop(ctx, facts)
	if err != nil {
		return "", board.Actor{}, err
	}
	line, err := srv.line(ctx, ws)
	if err != nil {
		return "", board.Actor{}, err
	}
	actor := board.Actor{Seat: line.Organiser, Role: board.Organiser}
	return ws, actor, srv.doAll(ctx, board.DocID(ws), actor, slices.Concat(themeOps(themes), agendaOps(agenda))...)
}

// takeJointsIn opens the boards of all tables together.
func (srv *Server) takeJointsIn(ctx context.Context, ws board.WorkshopID, actor board.Actor, in intake.Import) error {
	for _, content := range in.Joints {
		renamed(content.Notes, in.Origin, ws)
		if _, err := srv.openJoint(ctx, ws, actor, content); err != nil {
			return err
		}
	}
	return nil
}

// cardsCame looks after the cards that lie in a workshop that was taken in.
func (srv *Server) cardsCame(ctx context.Context, ws board.WorkshopID) error {
	boards, err := srv.boardsIn(ctx, ws)
	if err != nil {
		return err
	}
	for id, state := range boards {
		sources := state.Sources()
		for _, source := range sources {
			if err := srv.noteLaid(ctx, source.Workshop, id); err != nil {
				return err
			}
		}
		if len(sources) == 0 {
			continue
		}
		if err := srv.cardsAgree(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// comesFrom lets cards that name their own workshop name it as it is called here.
func (plan TablePlan) comesFrom(old, ws board.WorkshopID) {
	if plan.Content != nil {
		renamed(plan.Content.Notes, old, ws)
	}
	for _, content := range plan.Further {
		renamed(content.Notes, old, ws)
	}
}

func renamed(notes []board.Note, old, ws board.WorkshopID) {
	for i, n := range notes {
		if n.Source != nil && n.Source.Workshop == old {
			source := *n.Source
			source.Workshop = ws
			notes[i].Source = &source
		}
	}
}

// themeOps make further themes under the ids they have: agenda and tables name them.
func themeOps(themes []board.Theme) []board.Op {
	ops := make([]board.Op, 0, len(themes))
	for _, t := range themes {
		ops = append(ops, board.AddTheme{ThemeID: t.ID, Text: t.Text})
	}
	return ops
}

// agendaOps make an agenda anew, in its order and under new ids.
func agendaOps(steps []board.AgendaStep) []board.Op {
	ops := make([]board.Op, 0, len(steps))
	for _, s := range steps {
		ops = append(ops, board.AddAgendaStep{
			Step: board.AgendaStepID(uuid.NewString()), Name: s.Name, Minutes: s.Minutes, Phase: s.Phase, Script: s.Script,
			ThemeID: s.ThemeID, Reseat: s.Reseat,
		})
	}
	return ops
}

// demoAgenda is an evening of two hours, as the preparing page offers it.
func (srv *Server) demoAgenda() (steps []board.AgendaStep) {
	minutes := map[board.Phase]int{
		board.Prepare: 10, board.Writing: 15, board.Reading: 20, board.Gather: 25,
		board.Titling: 20, board.Relating: 10, board.Voting: 5, board.Presents: 15,
	}
	for _, phase := range board.Phases {
		name, script := srv.pages.Words("phase."+string(phase)), srv.pages.Words("agenda.kj."+string(phase))
		steps = append(steps, board.AgendaStep{Name: name, Minutes: minutes[phase], Phase: phase, Script: script})
	}
	return steps
}

// Demo tells how to walk into the made-up workshop.
type Demo struct {
	Code        string
	Facilitator string // links
	Tables      []DemoTable
}

// DemoTable is a table of the demo and its coordinator's link.
type DemoTable struct{ Name, Coordinator string }

// OpenDemo sets up the product's own sample, as it was at the end of its evening.
func (srv *Server) OpenDemo(ctx context.Context) (Demo, error) {
	in, err := demo.Evening(uuid.NewString)
	if err != nil {
		return Demo{}, err
	}
	in.Agenda, in.Survey = srv.demoAgenda(), srv.demoSurvey()
	ws, err := srv.takeIn(ctx, in)
	if err != nil {
		return Demo{}, err
	}
	return srv.demoLinks(ctx, ws)
}

func (srv *Server) demoLinks(ctx context.Context, ws board.WorkshopID) (Demo, error) {
	state, err := srv.hall(ctx, ws)
	if err != nil {
		return Demo{}, err
	}
	w, _ := state.Workshop()
	d := Demo{Code: w.Code[:4] + "-" + w.Code[4:]}
	for _, p := range state.Seats("") {
		if p.Role == board.Facilitator {
			if d.Facilitator, err = srv.seatURL(ctx, ws, p.ID); err != nil {
				return Demo{}, err
			}
		}
	}
	for _, t := range state.Tables() {
		for _, p := range state.Seats(t.ID) {
			if p.Role != board.Coordinator {
				continue
			}
			url, err := srv.seatURL(ctx, ws, p.ID)
			if err != nil {
				return Demo{}, err
			}
			d.Tables = append(d.Tables, DemoTable{t.Name, url})
		}
	}
	return d, nil
}
