package server

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/seating"
)

// seatingBody asks for a proposal of who sits where. Mode "change" is a 席替え,
// "even" spreads the sides; tables: among these alone, none: all.
type seatingBody struct {
	Mode   string          `json:"mode"`
	Tables []board.TableID `json:"tables,omitempty"`
}

// proposal says who would move, and how many would come to a table where they
// sat before because it cannot be helped.
type proposal struct {
	Moves []board.SeatMove `json:"moves"`
	Again int              `json:"again"`
}

// apiSeating proposes; nothing is changed by it.
func (srv *Server) apiSeating(c echo.Context) error {
	p, body, err := steeringWith[seatingBody](srv, c)
	if err != nil {
		return err
	}
	if body.Mode != "change" && body.Mode != "even" {
		return board.Errorf(board.BadOp, "there is no such way to seat people")
	}
	return c.JSON(http.StatusOK, proposeSeats(p.state, body))
}

// proposeSeats: who leads a table stays, who has not come is left where they are.
func proposeSeats(hall *board.State, body seatingBody) proposal {
	var tables []board.TableID
	for _, t := range hall.Tables() {
		if len(body.Tables) == 0 || slices.Contains(body.Tables, t.ID) {
			tables = append(tables, t.ID)
		}
	}
	index := func(id board.TableID) int { return slices.Index(tables, id) } // −1 is nowhere
	var seats []board.Seat
	var people []seating.Person
	for _, t := range tables {
		for _, seat := range hall.Seats(t) {
			if seat.Absent {
				continue
			}
			person := seating.Person{Side: seat.Side, At: index(t), Stays: seat.Role == board.Coordinator}
			for _, been := range seat.Been {
				person.Been = append(person.Been, index(been))
			}
			seats, people = append(seats, seat), append(people, person)
		}
	}
	out := proposal{Moves: []board.SeatMove{}}
	propose := seating.Change
	if body.Mode == "even" {
		propose = seating.Divide
	}
	for i, t := range propose(people, len(tables)) {
		if t == people[i].At {
			continue
		}
		out.Moves = append(out.Moves, board.SeatMove{Seat: seats[i].ID, Table: tables[t]})
		if slices.Contains(people[i].Been, t) {
			out.Again++
		}
	}
	return out
}
