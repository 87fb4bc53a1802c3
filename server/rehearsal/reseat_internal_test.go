package rehearsal

import (
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/client"
	"yoriai/server/export/exporttest"
	"yoriai/server/room"
)

// TestSentOnTwiceInAMoment: a made-up person hears that they sit at the second
// table now and asks for its board, when the server has sent them on to a third
// already and refuses it. Nothing is wrong with that, once they hear of it too;
// where they stay, it is a fault. A rehearsal of a ワールドカフェ once ended with
// such a fault on a busy machine.
func TestSentOnTwiceInAMoment(t *testing.T) {
	hall := exporttest.Sample(t).Hall.State
	first, second := hall.Tables()[0], hall.Tables()[1]
	seat := hall.Seats(second.ID)[0]
	between := board.DocID(uuid.NewString())

	p := newPlayer(&stage{}, Part{Actor: board.Actor{Seat: seat.ID, Role: seat.Role, Table: first.ID}, Boards: []board.DocID{between}}, 1)
	p.boards[between].Take(client.Message{Sort: room.SortRefused, Doc: between, Code: board.NotFound})
	if faults := outcome([]*player{p}, nil).Faults; len(faults) != 1 {
		t.Errorf("a board that does not open where one sits: %v", faults)
	}
	p.hall.Shadow = hall
	p.follows()
	if faults := outcome([]*player{p}, nil).Faults; len(faults) != 0 {
		t.Errorf("a board that does not open where one sits no longer: %v", faults)
	}
	if _, there := p.boards[board.DocID(hall.Assignments(second.ID)[0].ID)]; !there {
		t.Error("they are not at the board of their table")
	}
}
