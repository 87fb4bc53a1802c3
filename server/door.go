package server

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"yoriai/board"
	"yoriai/server/room"
)

// door lets people in by the join code.
type door struct {
	vault    Vault
	throttle *throttle
}

// find reads a code in any spelling; empty when it opens nothing.
func (d *door) find(ctx context.Context, typed string) (board.WorkshopID, error) {
	code := board.NormalCode(typed)
	if code == "" {
		return "", nil
	}
	ws, found, err := d.vault.Get(ctx, shelfCodes, code)
	if err != nil || !found {
		return "", err
	}
	return board.WorkshopID(ws), nil
}

// newCode makes a code that no workshop has.
func (d *door) newCode(ctx context.Context) (string, error) {
	for {
		code := randomCode()
		if _, taken, err := d.vault.Get(ctx, shelfCodes, code); err != nil || !taken {
			return code, err
		}
	}
}

// randomCode draws each character evenly: bytes past the last whole run of
// the alphabet are drawn again.
func randomCode() string {
	const n = len(board.CodeAlphabet)
	code := make([]byte, 0, board.CodeLength)
	var b [1]byte
	for len(code) < board.CodeLength {
		rand.Read(b[:])
		if int(b[0]) < 256/n*n {
			code = append(code, board.CodeAlphabet[int(b[0])%n])
		}
	}
	return string(code)
}

// enter is somebody at the door, with a name.
type enter struct {
	workshop board.WorkshopID
	name     string
	side     board.Side
	table    board.TableID
}

// sitDown gives a person who came by the code a seat: the one that was laid
// for this name at this table and that nobody has taken yet, or a new one. A
// coordinator's seat is never given here: the role comes with its link only,
// never with a name.
func (srv *Server) sitDown(ctx context.Context, in enter) (board.SeatID, error) {
	hall, release, err := srv.rooms.Use(ctx, board.DocID(in.workshop))
	if err != nil {
		return "", err
	}
	defer release()
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	for _, p := range hall.Latest().Seats(in.table) {
		if p.Role == board.Participant && samePerson(p.Name, in.name) {
			taken, err := srv.claimed(ctx, p.ID)
			if err != nil {
				return "", err
			}
			if !taken {
				return p.ID, srv.claim(ctx, p.ID)
			}
		}
	}
	return srv.newSeat(ctx, hall, in)
}

func (srv *Server) newSeat(ctx context.Context, hall *room.Room, in enter) (board.SeatID, error) {
	id := board.SeatID(uuid.NewString())
	op, err := board.AddSeat{Seat: id, Name: in.name, Side: in.side, Table: in.table, Role: board.Participant}.Check()
	if err != nil {
		return "", err
	}
	actor := board.Actor{Seat: id, Role: board.Door}
	if _, err := hall.Do(ctx, room.Intent{Actor: actor, ID: newOpID(), Op: op}); err != nil {
		return "", fmt.Errorf("new seat: %w", err)
	}
	return id, srv.claim(ctx, id)
}

func (srv *Server) claimed(ctx context.Context, seat board.SeatID) (bool, error) {
	_, found, err := srv.cfg.Vault.Get(ctx, shelfClaims, string(seat))
	return found, err
}

func (srv *Server) claim(ctx context.Context, seat board.SeatID) error {
	return putJSON(ctx, srv.cfg.Vault, shelfClaims, string(seat), srv.cfg.Now().UnixMilli())
}

// samePerson compares names as people do: width and composition do not matter.
func samePerson(a, b string) bool { return norm.NFKC.String(a) == norm.NFKC.String(b) }

func newOpID() board.OpID { return board.OpID(uuid.NewString()) }
