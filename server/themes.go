package server

import (
	"context"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/intake"
)

// AddTheme gives a workshop a further theme, and every table its board for it.
func (srv *Server) AddTheme(ctx context.Context, ws board.WorkshopID, actor board.Actor, text string) (board.ThemeID, error) {
	srv.arranging.Lock()
	defer srv.arranging.Unlock()
	ctx = context.WithoutCancel(ctx)
	theme := board.ThemeID(uuid.NewString())
	if err := srv.doAll(ctx, board.DocID(ws), actor, board.AddTheme{ThemeID: theme, Text: text}); err != nil {
		return "", err
	}
	state, err := srv.hall(ctx, ws)
	if err != nil {
		return "", err
	}
	for _, t := range state.Tables() {
		if err := srv.completeBoards(ctx, ws, actor, t.ID, nil); err != nil {
			return "", err
		}
	}
	return theme, nil
}

// bringThemes makes the themes of an import that the workshop does not have
// yet, and lets the import name them as the workshop does.
func (srv *Server) bringThemes(ctx context.Context, p seated, in *intake.Import) error {
	known := map[string]board.ThemeID{}
	for _, theme := range p.state.Themes() {
		known[theme.Text] = theme.ID
	}
	named := map[board.ThemeID]board.ThemeID{}
	for _, theme := range in.Themes {
		id, has := known[theme.Text]
		if !has {
			var err error
			if id, err = srv.AddTheme(ctx, p.workshop, p.actor(), theme.Text); err != nil {
				return err
			}
		}
		named[theme.ID] = id
	}
	for i := range in.Tables {
		for j, further := range in.Tables[i].Further {
			in.Tables[i].Further[j].ThemeID = named[further.ThemeID]
		}
	}
	return nil
}

// completeBoards gives a table a board for every theme that it has none for,
// with what shall lie on it; so it also mends what an accident left half done.
// The board comes before its place in the workshop. The caller has the lock.
func (srv *Server) completeBoards(ctx context.Context, ws board.WorkshopID, actor board.Actor, table board.TableID, contents map[board.ThemeID]board.ImportBoard) error {
	state, err := srv.hall(ctx, ws)
	if err != nil {
		return err
	}
	has := map[board.ThemeID]bool{}
	for _, a := range state.Assignments(table) {
		has[a.ThemeID] = true
	}
	for _, theme := range state.Themes() {
		if has[theme.ID] {
			continue
		}
		id := board.BoardID(uuid.NewString())
		ops := []board.Op{board.OpenBoard{Board: id, Workshop: ws, Table: table}}
		if content, planned := contents[theme.ID]; planned {
			ops = append(ops, content)
		}
		if err := srv.doAll(ctx, board.DocID(id), actor, ops...); err != nil {
			return err
		}
		if err := srv.doAll(ctx, board.DocID(ws), actor, board.AssignBoard{Board: id, Table: table, ThemeID: theme.ID}); err != nil {
			return err
		}
	}
	return nil
}

// apiThemes adds a theme.
func (srv *Server) apiThemes(c echo.Context) error {
	p, body, err := steeringWith[textBody](srv, c)
	if err != nil {
		return err
	}
	theme, err := srv.AddTheme(c.Request().Context(), p.workshop, p.actor(), body.Text)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]board.ThemeID{"theme": theme})
}

// apiWithdrawTheme takes a theme away as long as nothing was written on its
// boards: what people wrote is never put out of sight with a theme.
func (srv *Server) apiWithdrawTheme(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	ctx, theme := c.Request().Context(), board.ThemeID(c.Param("theme"))
	srv.arranging.Lock()
	defer srv.arranging.Unlock()
	for _, t := range p.state.Tables() {
		for _, a := range p.state.Assignments(t.ID) {
			if a.ThemeID != theme {
				continue
			}
			state, err := srv.boardState(ctx, a.ID)
			if err != nil {
				return err
			}
			if len(state.Records()) > 1 { // more than the board itself
				return board.Errorf(board.Exists, "something was written about the theme")
			}
		}
	}
	if err := srv.doAll(ctx, board.DocID(p.workshop), p.actor(), board.WithdrawTheme{ThemeID: theme}); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, struct{}{})
}
