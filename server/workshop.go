package server

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/room"
)

// workshopLine is what the organiser's list and the links need of a workshop
// without opening its document.
type workshopLine struct {
	Organiser   board.SeatID `json:"organiser"`
	Facilitator board.SeatID `json:"facilitator"`
	Code        string       `json:"code"`
	Opened      int64        `json:"opened"`          // ms since 1970
	Erased      int64        `json:"erased,omitzero"` // when its people were erased
	// RehearsalOf names the workshop that is practised here with made-up people.
	RehearsalOf board.WorkshopID `json:"rehearsalOf,omitempty"`
}

// TablePlan is a table to set up: its people, and what its board shall hold.
type TablePlan struct {
	Name    string
	Theme   string // empty: the workshop's
	Members []MemberPlan
	Content *board.ImportBoard // nil: an empty board
	ThemeID board.ThemeID      // the further theme it is at; empty: the first
	Further map[board.ThemeID]board.ImportBoard
}

// MemberPlan is a person to seat. Seat may name an id that the content's
// notes refer to; empty: a new one.
type MemberPlan struct {
	Seat        board.SeatID
	Name        string
	Side        board.Side
	Coordinator bool
}

// OpenWorkshop begins a workshop: its document, the seats of the organiser and
// the facilitator, and last its code, so that nobody enters a half-made one.
func (srv *Server) OpenWorkshop(ctx context.Context, facts board.Facts) (board.WorkshopID, error) {
	code, err := srv.door.newCode(ctx)
	if err != nil {
		return "", err
	}
	id := board.WorkshopID(uuid.NewString())
	line := workshopLine{
		Organiser: board.SeatID(uuid.NewString()), Facilitator: board.SeatID(uuid.NewString()),
		Code: code, Opened: srv.cfg.Now().UnixMilli(),
	}
	organiser := board.Actor{Seat: line.Organiser, Role: board.Organiser}
	err = srv.doAll(ctx, board.DocID(id), organiser,
		board.OpenWorkshop{Workshop: id, Code: code, Facts: facts},
		board.AddSeat{Seat: line.Organiser, Name: srv.pages.Words("role.organiser"), Role: board.Organiser, Side: board.Staff},
		board.AddSeat{Seat: line.Facilitator, Name: srv.pages.Words("role.facilitator"), Role: board.Facilitator, Side: board.Staff},
	)
	if err != nil {
		return "", err
	}
	if err := putJSON(ctx, srv.cfg.Vault, shelfWorkshops, string(id), line); err != nil {
		return "", err
	}
	return id, srv.cfg.Vault.Put(ctx, shelfCodes, code, []byte(id))
}

// AddTables sets up tables with their people and boards, and returns their ids
// in order. The board comes before its place in the workshop: a table never
// points at a board that is not there.
func (srv *Server) AddTables(ctx context.Context, ws board.WorkshopID, actor board.Actor, plans []TablePlan) ([]board.TableID, error) {
	srv.arranging.Lock()
	defer srv.arranging.Unlock()
	// Judge all before anything is made: a roster with one bad name makes nothing.
	state, err := srv.hall(ctx, ws)
	if err != nil {
		return nil, err
	}
	if err := checkPlans(plans, state); err != nil {
		return nil, err
	}
	// Once begun it is seen through: whoever closes the page meanwhile must not
	// leave half a table.
	ctx = context.WithoutCancel(ctx)
	var made []board.TableID
	for _, plan := range plans {
		table, err := srv.addTable(ctx, ws, actor, plan)
		if err != nil {
			return made, fmt.Errorf("table %d: %w", len(made)+1, err)
		}
		made = append(made, table)
	}
	return made, nil
}

func (srv *Server) addTable(ctx context.Context, ws board.WorkshopID, actor board.Actor, plan TablePlan) (board.TableID, error) {
	table, id := board.TableID(uuid.NewString()), board.BoardID(uuid.NewString())
	boardOps := []board.Op{board.OpenBoard{Board: id, Workshop: ws, Table: table}}
	if plan.Content != nil {
		boardOps = append(boardOps, *plan.Content)
	}
	if err := srv.doAll(ctx, board.DocID(id), actor, boardOps...); err != nil {
		return "", err
	}
	if err := srv.doAll(ctx, board.DocID(ws), actor, plan.ops(table, id)...); err != nil {
		return "", err
	}
	if err := srv.completeBoards(ctx, ws, actor, table, plan.Further); err != nil {
		return "", err
	}
	if plan.ThemeID == "" {
		return table, nil
	}
	return table, srv.doAll(ctx, board.DocID(ws), actor, board.TakeTheme{ThemeID: plan.ThemeID, Tables: []board.TableID{table}})
}

// ops set the table up in the workshop's document.
func (plan TablePlan) ops(table board.TableID, id board.BoardID) []board.Op {
	ops := []board.Op{board.AddTable{Table: table, Board: id, Name: plan.Name, Theme: plan.Theme}}
	for _, m := range plan.Members {
		ops = append(ops, m.op(table))
	}
	return ops
}

// checkPlans judges tables together, beside those that the hall has already.
func checkPlans(plans []TablePlan, hall *board.State) error {
	people := 0
	for i, plan := range plans {
		if err := plan.check(); err != nil {
			return fmt.Errorf("table %d: %w", i+1, err)
		}
		people += len(plan.Members)
	}
	if len(hall.Tables())+len(plans) > board.Bounds.Tables || peopleOf(hall)+people > board.Bounds.Seats {
		return board.Errorf(board.Quota, "a workshop has at most %d tables and %d seats", board.Bounds.Tables, board.Bounds.Seats)
	}
	return nil
}

// check judges what can be judged of a plan before it is carried out.
func (plan TablePlan) check() error {
	leaders := 0
	for _, op := range plan.ops(board.TableID(uuid.NewString()), board.BoardID(uuid.NewString())) {
		if _, err := op.Check(); err != nil {
			return err
		}
		if seat, ok := op.(board.AddSeat); ok && seat.Role == board.Coordinator {
			leaders++
		}
	}
	if leaders > 1 {
		return board.Errorf(board.Exists, "the table has more than one coordinator")
	}
	for _, content := range plan.Further {
		if _, err := content.Check(); err != nil {
			return err
		}
	}
	if plan.Content == nil {
		return nil
	}
	_, err := plan.Content.Check()
	return err
}

func (m MemberPlan) op(table board.TableID) board.Op {
	role := board.Participant
	if m.Coordinator {
		role = board.Coordinator
	}
	seat := m.Seat
	if seat == "" {
		seat = board.SeatID(uuid.NewString())
	}
	return board.AddSeat{Seat: seat, Name: m.Name, Side: m.Side, Table: table, Role: role}
}

// doAll sends ops to one document, one after the other.
func (srv *Server) doAll(ctx context.Context, doc board.DocID, actor board.Actor, ops ...board.Op) error {
	r, release, err := srv.rooms.Use(ctx, doc)
	if err != nil {
		return err
	}
	defer release()
	for _, op := range ops {
		checked, err := op.Check()
		if err != nil {
			return err
		}
		if _, err := r.Do(ctx, room.Intent{Actor: actor, ID: newOpID(), Op: checked}); err != nil {
			return err
		}
	}
	return nil
}

// hall gives a workshop's state as it is now. Errors: not_found.
func (srv *Server) hall(ctx context.Context, ws board.WorkshopID) (*board.State, error) {
	r, release, err := srv.rooms.Use(ctx, board.DocID(ws))
	if err != nil {
		return nil, err
	}
	defer release()
	if state := r.Latest(); state != nil {
		return state, nil
	}
	return nil, board.Errorf(board.NotFound, "there is no such workshop")
}

// boards gives copies of all boards of a workshop. A board that says of itself
// that it is another workshop's is not among them, whatever the hall says.
func (srv *Server) boards(ctx context.Context, hall *board.State) (map[board.BoardID]*board.State, error) {
	states := map[board.BoardID]*board.State{}
	w, _ := hall.Workshop()
	for _, a := range boardsOf(hall) {
		state, err := srv.boardState(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		if b, _ := state.Board(); b.Workshop == w.ID {
			states[a.ID] = state
		}
	}
	return states, nil
}

func (srv *Server) boardState(ctx context.Context, id board.BoardID) (*board.State, error) {
	r, release, err := srv.rooms.Use(ctx, board.DocID(id))
	if err != nil {
		return nil, err
	}
	defer release()
	state, _, err := r.Copy(ctx)
	return state, err
}

// workshops lists all workshops, newest first.
func (srv *Server) workshops(ctx context.Context) ([]board.WorkshopID, map[board.WorkshopID]workshopLine, error) {
	lines := map[board.WorkshopID]workshopLine{}
	var ids []board.WorkshopID
	err := srv.cfg.Vault.Each(ctx, shelfWorkshops, func(key string, value []byte) error {
		var line workshopLine
		if err := decode(value, &line); err != nil {
			return err
		}
		ids = append(ids, board.WorkshopID(key))
		lines[board.WorkshopID(key)] = line
		return nil
	})
	slices.SortFunc(ids, func(a, b board.WorkshopID) int { return int(lines[b].Opened - lines[a].Opened) })
	return ids, lines, err
}

func (srv *Server) line(ctx context.Context, ws board.WorkshopID) (workshopLine, error) {
	var line workshopLine
	data, found, err := srv.cfg.Vault.Get(ctx, shelfWorkshops, string(ws))
	if err != nil {
		return line, err
	}
	if !found {
		return line, board.Errorf(board.NotFound, "there is no such workshop")
	}
	return line, decode(data, &line)
}
