package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"yoriai/board"
)

// maxTemplates bounds how many templates a server keeps: as many as a person
// would look through.
const maxTemplates = 40

// evening is a template: an evening as the organisers of this server prepare it again and
// again. It holds nothing of a single event: no title, no people, no question
// of the evening itself, but those of its further themes.
type evening struct {
	Name      string           `json:"name"`
	Made      int64            `json:"made"` // ms since 1970
	Purpose   string           `json:"purpose,omitempty"`
	Rules     string           `json:"rules,omitempty"`
	Published string           `json:"published,omitempty"`
	Names     board.NamePolicy `json:"names,omitempty"`
	Themes    []string         `json:"themes,omitempty"`
	Steps     []templateStep   `json:"steps"`
}

type templateStep struct {
	Name    string      `json:"name"`
	Minutes int         `json:"minutes"`
	Phase   board.Phase `json:"phase"`
	Script  string      `json:"script,omitempty"`
	Theme   int         `json:"theme,omitzero"` // 0: the workshop's own
	Reseat  bool        `json:"reseat,omitzero"`
}

// templateOf takes from a workshop what may be used again.
func templateOf(hall *board.State, name string, made int64) evening {
	w, _ := hall.Workshop()
	t := evening{Name: name, Made: made, Purpose: w.Purpose, Rules: w.Rules, Published: w.Published, Names: w.Names}
	order := map[board.ThemeID]int{}
	for i, theme := range hall.Themes() {
		order[theme.ID] = i + 1
		t.Themes = append(t.Themes, theme.Text)
	}
	for _, s := range hall.Agenda() {
		t.Steps = append(t.Steps, templateStep{s.Name, s.Minutes, s.Phase, s.Script, order[s.ThemeID], s.Reseat})
	}
	return t
}

type templateLine struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Steps   int    `json:"steps"`
	Minutes int    `json:"minutes"`
	made    int64
}

type templateList struct {
	Templates []templateLine `json:"templates"`
	Keeps     bool           `json:"keeps"` // whoever asks may save and remove them
}

func (srv *Server) templates(ctx context.Context) ([]templateLine, error) {
	list := []templateLine{}
	err := srv.cfg.Vault.Each(ctx, shelfTemplates, func(key string, value []byte) error {
		var t evening
		if err := decode(value, &t); err != nil {
			return err
		}
		line := templateLine{ID: key, Name: t.Name, Steps: len(t.Steps), made: t.Made}
		for _, s := range t.Steps {
			line.Minutes += s.Minutes
		}
		list = append(list, line)
		return nil
	})
	slices.SortFunc(list, func(a, b templateLine) int { return cmp.Or(cmp.Compare(a.made, b.made), cmp.Compare(a.ID, b.ID)) })
	return list, err
}

// apiTemplates lists the templates for whoever prepares a workshop.
func (srv *Server) apiTemplates(c echo.Context) error {
	if _, err := srv.steering(c); err != nil {
		return err
	}
	return srv.templateList(c)
}

func (srv *Server) templateList(c echo.Context) error {
	list, err := srv.templates(c.Request().Context())
	if err != nil {
		return err
	}
	s, err := srv.sessions.of(c.Request())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, templateList{list, s != nil && s.Organiser})
}

// apiKeepTemplate saves the workshop's agenda and what belongs to it under a name.
func (srv *Server) apiKeepTemplate(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	p, body, err := steeringWith[textBody](srv, c)
	if err != nil {
		return err
	}
	name, err := board.CleanLine(body.Text, board.Bounds.NameChars)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	srv.arranging.Lock()
	defer srv.arranging.Unlock()
	list, err := srv.templates(ctx)
	if err != nil {
		return err
	}
	switch {
	case len(p.state.Agenda()) == 0:
		return board.Errorf(board.BadOp, "there is no agenda to keep")
	case len(list) >= maxTemplates:
		return board.Errorf(board.Quota, "a server keeps at most %d templates", maxTemplates)
	case slices.ContainsFunc(list, func(t templateLine) bool { return t.Name == name }):
		return board.Errorf(board.Exists, "there is a template of that name")
	}
	kept := templateOf(p.state, name, srv.cfg.Now().UnixMilli())
	if err := putJSON(ctx, srv.cfg.Vault, shelfTemplates, uuid.NewString(), kept); err != nil {
		return err
	}
	return srv.templateList(c)
}

// apiRemoveTemplate removes one. Workshops that were prepared with it keep what they have.
func (srv *Server) apiRemoveTemplate(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	if !board.ValidID(c.Param("template")) {
		return notFound()
	}
	if err := srv.cfg.Vault.Delete(c.Request().Context(), shelfTemplates, c.Param("template")); err != nil {
		return err
	}
	return srv.templateList(c)
}

// apiUseTemplate fills a workshop whose agenda is empty. What was written in
// the workshop already stays.
func (srv *Server) apiUseTemplate(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if !board.ValidID(c.Param("template")) {
		return notFound()
	}
	data, found, err := srv.cfg.Vault.Get(ctx, shelfTemplates, c.Param("template"))
	if err != nil {
		return err
	}
	if !found {
		return board.Errorf(board.NotFound, "there is no such template")
	}
	var t evening
	if err := decode(data, &t); err != nil {
		return err
	}
	if len(p.state.Agenda()) > 0 {
		return board.Errorf(board.Exists, "the workshop has an agenda already")
	}
	if err := srv.useTemplate(context.WithoutCancel(ctx), p, t); err != nil {
		return err
	}
	return srv.templateList(c)
}

func (srv *Server) useTemplate(ctx context.Context, p seated, t evening) error {
	themes := []board.ThemeID{""}
	for _, theme := range p.state.Themes() {
		themes = append(themes, theme.ID)
	}
	for len(themes) <= len(t.Themes) {
		id, err := srv.AddTheme(ctx, p.workshop, p.actor(), t.Themes[len(themes)-1])
		if err != nil {
			return err
		}
		themes = append(themes, id)
	}
	w, _ := p.state.Workshop()
	ops := []board.Op{board.EditWorkshop{Facts: t.facts(w.Facts())}}
	for _, s := range t.Steps {
		ops = append(ops, board.AddAgendaStep{
			Step: board.AgendaStepID(uuid.NewString()), Name: s.Name, Minutes: s.Minutes, Phase: s.Phase, Script: s.Script,
			ThemeID: themes[s.Theme], Reseat: s.Reseat,
		})
	}
	return srv.doAll(ctx, board.DocID(p.workshop), p.actor(), ops...)
}

// facts says what nobody has said yet.
func (t evening) facts(f board.Facts) board.Facts {
	f.Purpose, f.Rules, f.Published = cmp.Or(f.Purpose, t.Purpose), cmp.Or(f.Rules, t.Rules), cmp.Or(f.Published, t.Published)
	f.Names = cmp.Or(f.Names, t.Names)
	return f
}
