package rehearsal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/go-json-experiment/json"

	"yoriai/board"
	"yoriai/server/client"
)

// A 席替え: who steers asks the server who should sit where and sends everybody
// there by one press, as the hall's page does; everybody goes.

// proposalMost bounds the server's answer: a thousand people's ways.
const proposalMost = 1 << 20

func (p *player) reseat(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.host+"/api/w/"+string(p.part.Hall)+"/seating", bytes.NewReader([]byte(`{"mode":"change"}`)))
	if err != nil {
		return err
	}
	req.Host = p.host
	req.Header.Set("Origin", p.Base)
	req.Header.Set("Cookie", p.cookie)
	req.Header.Set("Content-Type", "application/json")
	resp, err := p.web.Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", errLine, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, proposalMost))
	if err != nil {
		return fmt.Errorf("%w: %w", errLine, err)
	}
	var proposed struct {
		Moves []board.SeatMove `json:"moves"`
	}
	if err := json.Unmarshal(data, &proposed); err != nil || resp.StatusCode != http.StatusOK || len(proposed.Moves) == 0 {
		return fmt.Errorf("%w: no proposal of seats: %s %.80s", errShut, resp.Status, data)
	}
	for at := 0; at < len(proposed.Moves); at += board.Bounds.Batch {
		moves := proposed.Moves[at:min(len(proposed.Moves), at+board.Bounds.Batch)]
		p.does(p.hall, board.MoveSeats{Moves: moves, Round: at == 0})
	}
	return nil
}

// follows goes to the table where the person sits now. The board they leave is
// the others' from then on; one that had not opened yet was never theirs, and
// may have been refused them: who is sent on twice in a moment asks for it when
// the server knows already that they sit elsewhere.
func (p *player) follows() {
	seat, known := p.hall.Shadow.Seat(p.part.Actor.Seat)
	if !known || seat.Table == "" || seat.Table == p.part.Actor.Table {
		return
	}
	p.part.Actor.Table = seat.Table
	p.hall.Actor = p.part.Actor
	for _, b := range p.boards {
		if b.Epoch != "" {
			p.left = append(p.left, b)
		}
	}
	clear(p.boards)
	clear(p.lately)
	for _, a := range p.hall.Shadow.Assignments(seat.Table) {
		b := client.NewPerson(p.part.Actor, board.DocID(a.ID))
		p.boards[b.Doc] = b
		if p.ws != nil {
			b.Connect(p.say)
		}
	}
}

// choosers is how many people choose at the table: those who sit there now.
func (p *player) choosers() (n int) {
	for _, seat := range p.hall.Shadow.Seats(p.part.Actor.Table) {
		if !seat.Absent {
			n++
		}
	}
	return n
}
