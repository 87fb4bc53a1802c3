package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"yoriai/board"
)

// cardsBody says which title cards are laid on which board.
type cardsBody struct {
	// To is the board; empty: the workshop's joint board, which is made if need be.
	To board.BoardID `json:"to"`
	// From is the workshop the cards come from; empty: this one. Only an
	// organiser may open another.
	From board.WorkshopID `json:"from"`
	// Tables whose title cards are laid; empty: all. Of another workshop always all.
	Tables []board.TableID `json:"tables"`
}

// cardsLaid tells the page what came of it.
type cardsLaid struct {
	Board board.BoardID `json:"board"`
	Cards int           `json:"cards"`
}

// apiCards lays title cards of tables on a joint board (全体会), or those of an
// earlier workshop on a board of this one (累積KJ). What lies there already is
// not laid twice, so the same press brings what was titled since.
func (srv *Server) apiCards(c echo.Context) error {
	p, body, err := steeringWith[cardsBody](srv, c)
	if err != nil {
		return err
	}
	ctx := context.WithoutCancel(c.Request().Context())
	source, err := srv.cardSource(c, p, body.From)
	if err != nil {
		return err
	}
	cards, err := srv.cardsOf(ctx, source, body.Tables, source.ID != p.workshop)
	if err != nil {
		return err
	}
	if len(cards) == 0 {
		return board.Errorf(board.NotFound, "no table has written a title card yet")
	}
	srv.arranging.Lock()
	defer srv.arranging.Unlock()
	to, err := srv.boardForCards(ctx, p, body.To)
	if err != nil {
		return err
	}
	if err := srv.noteLaid(ctx, source.ID, to); err != nil {
		return err
	}
	for part := range slices.Chunk(cards, cardsAtOnce) {
		if err := srv.doAll(ctx, board.DocID(to), p.actor(), board.LayCards{Cards: part}); err != nil {
			return err
		}
	}
	if err := srv.cardsAgree(ctx, to); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, cardsLaid{to, len(cards)})
}

// cardsAtOnce fits an op's bounds with long titles, too.
const cardsAtOnce = 200

// earlier is a workshop whose title cards are taken up.
type earlier struct {
	ID    board.WorkshopID
	state *board.State
}

func (srv *Server) cardSource(c echo.Context, p seated, from board.WorkshopID) (earlier, error) {
	if from == "" || from == p.workshop {
		return earlier{p.workshop, p.state}, nil
	}
	if _, err := srv.organiser(c); err != nil {
		return earlier{}, err
	}
	state, err := srv.hall(c.Request().Context(), from)
	return earlier{from, state}, err
}

// earlierLine is a workshop that an organiser may take title cards from.
type earlierLine struct {
	ID    board.WorkshopID `json:"id"`
	Title string           `json:"title"`
	Date  string           `json:"date"`
}

// apiEarlier lists the other workshops of this server, newest first.
func (srv *Server) apiEarlier(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	list := []earlierLine{}
	if _, err := srv.organiser(c); err != nil {
		return c.JSON(http.StatusOK, list) // a facilitator knows of this one only
	}
	ctx := c.Request().Context()
	ids, lines, err := srv.workshops(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		state, err := srv.hall(ctx, id)
		if err != nil || id == p.workshop || lines[id].RehearsalOf != "" {
			continue // one that cannot be read is told of on the organiser's list
		}
		w, _ := state.Workshop()
		list = append(list, earlierLine{id, w.Title, w.Date})
	}
	return c.JSON(http.StatusOK, list)
}

// cardsOf lists the titles of the topmost islands of tables, in reading order,
// as everybody in the hall may see them.
func (srv *Server) cardsOf(ctx context.Context, from earlier, tables []board.TableID, other bool) (cards []board.Card, err error) {
	w, _ := from.state.Workshop()
	for _, t := range from.state.Tables() {
		if !other && len(tables) > 0 && !slices.Contains(tables, t.ID) {
			continue
		}
		source := board.Source{Workshop: from.ID, Label: t.Name}
		if other {
			source.Label = board.Cut(strings.TrimSpace(w.Title+" "+t.Name), board.Bounds.TitleChars)
			source.Event, source.Date = w.Title, w.Date
		}
		for _, a := range from.state.Assignments(t.ID) {
			state, err := srv.boardState(ctx, a.ID)
			if err != nil {
				return nil, err
			}
			cards = append(cards, titleCards(source, state)...)
		}
	}
	return cards, nil
}

// public is who looks on: what is for these eyes is for everybody's in the hall.
var public = board.Actor{Role: board.Observer}

func titleCards(from board.Source, state *board.State) (cards []board.Card) {
	seen := board.StateOf(public.Viewer().Records(state))
	for _, branch := range seen.Outline().Items {
		g, isIsland := branch.Item.(board.Group)
		if !isIsland || g.Title == "" {
			continue
		}
		source := from
		source.Item, source.Title = g.ItemID(), g.Title
		cards = append(cards, board.Card{Note: board.NoteID(uuid.NewString()), Text: g.Title, Source: source})
	}
	return cards
}

// boardForCards finds the board the cards are laid on. The caller has the lock.
func (srv *Server) boardForCards(ctx context.Context, p seated, asked board.BoardID) (board.BoardID, error) {
	if asked != "" {
		if _, ok := p.state.Assignment(asked); !ok {
			return "", board.Errorf(board.NotFound, "there is no such board in this workshop")
		}
		return asked, nil
	}
	state, err := srv.hall(ctx, p.workshop)
	if err != nil {
		return "", err
	}
	for _, a := range state.Assignments("") {
		return a.ID, nil
	}
	return srv.openJoint(ctx, p.workshop, p.actor())
}

// openJoint makes a joint board, ready to be gathered on.
func (srv *Server) openJoint(ctx context.Context, ws board.WorkshopID, actor board.Actor, more ...board.Op) (board.BoardID, error) {
	state, err := srv.hall(ctx, ws)
	if err != nil {
		return "", err
	}
	w, _ := state.Workshop()
	id := board.BoardID(uuid.NewString())
	ops := append([]board.Op{board.OpenBoard{Board: id, Workshop: ws, Joint: true}}, more...)
	if len(more) == 0 {
		ops = append(ops, board.SetPhase{Phase: board.Gather})
	}
	if err := srv.doAll(ctx, board.DocID(id), actor, ops...); err != nil {
		return "", err
	}
	return id, srv.doAll(ctx, board.DocID(ws), actor, board.AddJoint{Board: id, Theme: w.Theme})
}

// lineage tells where a card comes from: the island with all that is in it,
// as everybody in the hall may see it now.
type lineage struct {
	Label string        `json:"label"`
	Title string        `json:"title"` // empty where the island is not to be found any more
	Lines []lineageLine `json:"lines"`
	Was   string        `json:"was"`   // what stood on the card when it was laid
	Event string        `json:"event"` // of another workshop
	Date  string        `json:"date"`
}

type lineageLine struct {
	Kind  board.Kind `json:"kind"`
	Depth int        `json:"depth"`
	Text  string     `json:"text"`
}

// source answers for a card on a board that the seat may read.
func (srv *Server) source(c echo.Context) error {
	p, doc, err := srv.readsDocument(c)
	if err != nil {
		return err
	}
	if s, _ := srv.sessions.of(c.Request()); s == nil || !srv.hub.mayLook(s.hash) {
		c.Response().Header().Set("Retry-After", "2")
		return board.Errorf(board.Rate, "where cards come from is told once a second")
	}
	ctx := c.Request().Context()
	state, err := srv.boardState(ctx, board.BoardID(doc))
	if err != nil {
		return err
	}
	if !state.MayRead(p.actor()) {
		return notFound()
	}
	n, ok := board.StateOf(p.actor().Viewer().Records(state)).Note(board.NoteID(c.Param("note")))
	if !ok || n.Source == nil {
		return board.Errorf(board.NotFound, "the card comes from nowhere else")
	}
	out, err := srv.lineageOf(ctx, *n.Source)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, out)
}

// lineageOf looks the island up where it is now.
func (srv *Server) lineageOf(ctx context.Context, from board.Source) (lineage, error) {
	out := lineage{Label: from.Label, Was: from.Title, Event: from.Event, Date: from.Date, Lines: []lineageLine{}}
	hall, err := srv.hall(ctx, from.Workshop)
	if board.CodeOf(err) == board.NotFound {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	for _, a := range boardsOf(hall) {
		state, err := srv.boardState(ctx, a.ID)
		if err != nil {
			return out, err
		}
		seen := board.StateOf(public.Viewer().Records(state))
		if g, ok := seen.Group(board.GroupID(from.Item)); ok && !g.Withdrawn {
			out.Title, out.Lines = g.Title, linesIn(seen.Outline().Items, from.Item, -1)
			return out, nil
		}
	}
	return out, nil
}

// boardsOf lists all boards of a workshop: the tables', and the joint ones.
func boardsOf(hall *board.State) (list []board.Assignment) {
	for _, t := range hall.Tables() {
		list = append(list, hall.Assignments(t.ID)...)
	}
	return append(list, hall.Assignments("")...)
}

// linesIn are what lies in an island, as an outline; depth −1: it is not found yet.
func linesIn(branches []board.Branch, island board.ItemID, depth int) (lines []lineageLine) {
	for _, b := range branches {
		inside := depth
		if depth >= 0 {
			lines = append(lines, lineageLine{b.Item.Kind(), depth, textOf(b.Item)})
			inside++
		} else if b.Item.ItemID() == island {
			inside = 0
		}
		lines = append(lines, linesIn(b.Members, island, inside)...)
	}
	return lines
}

func textOf(item board.Item) string {
	switch it := item.(type) {
	case board.Note:
		return it.Text
	case board.Group:
		return it.Title
	case board.Statement:
		return it.Text
	}
	return ""
}
